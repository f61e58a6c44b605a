"""Lists what roles of a server may do, and who has them: a line each.

usage: grants.py ADDRESS

The caller is root with the password that a fresh server gives it. The roles that every server has are
left out.
"""

import sys

from pymilvus import MilvusClient


def main():
    client = MilvusClient(uri=sys.argv[1], token="root:Milvus")
    for role in sorted(set(client.list_roles()) - {"admin", "public"}):
        for grant in client.describe_role(role)["privileges"]:
            parts = ("object_type", "object_name", "db_name", "privilege")
            print(role, *(grant[part] for part in parts))
    for user in sorted(client.list_users()):
        for role in client.describe_user(user)["roles"]:
            print(role, "<", user)


if __name__ == "__main__":
    main()
