"""Makes a user on a server that asks who is calling, with a role that has some privileges.

usage: grant.py ADDRESS USER PASSWORD PRIVILEGE…

The caller is root with the password that a fresh server gives it. Privileges are for every collection,
or for that of PRIVILEGE@COLLECTION; those of the whole server are named Global.PRIVILEGE.
"""

import sys

from pymilvus import MilvusClient


def main():
    address, user, password, *privileges = sys.argv[1:]
    client = MilvusClient(uri=address, token="root:Milvus")
    role = f"{user}_role"
    client.create_user(user, password)
    client.create_role(role)
    for privilege in privileges:
        title, _, thing = privilege.partition("@")
        kind, _, name = title.rpartition(".")
        client.grant_privilege(role, kind or "Collection", name, thing or "*")
    client.grant_role(user, role)


if __name__ == "__main__":
    main()
