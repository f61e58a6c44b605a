"""Drops collections of an earlier run, with their aliases.

usage: clear.py ADDRESS COLLECTION…
"""

import sys

from pymilvus import MilvusClient


def main():
    address, *names = sys.argv[1:]
    client = MilvusClient(uri=address)
    for name in names:
        if client.has_collection(name):
            for alias in client.list_aliases(name)["aliases"]:
                client.drop_alias(alias)
            client.drop_collection(name)
            print(f"dropped {name} of an earlier run")


if __name__ == "__main__":
    main()
