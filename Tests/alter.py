"""Changes what surrounds the rows of a copied collection, behind the back of whoever copied it.

usage: alter.py ADDRESS COLLECTION [--drop-index NAME] [--move-alias ALIAS OTHER]
                [--property KEY=VALUE]… [--add-partition NAME]

OTHER is a collection that the alias leads to afterwards; it is made if it is not there.
"""

import argparse

from pymilvus import DataType, MilvusClient


def make(client, name):
    if not client.has_collection(name):
        schema = MilvusClient.create_schema()
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("v", DataType.FLOAT_VECTOR, dim=8)
        client.create_collection(name, schema=schema)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("address")
    parser.add_argument("collection")
    parser.add_argument("--drop-index")
    parser.add_argument("--move-alias", nargs=2)
    parser.add_argument("--property", action="append", default=[])
    parser.add_argument("--add-partition")
    options = parser.parse_args()
    client, name = MilvusClient(uri=options.address, timeout=60), options.collection
    if options.drop_index:
        client.drop_index(name, options.drop_index)
    if options.move_alias:
        alias, other = options.move_alias
        make(client, other)
        client.alter_alias(other, alias)
    if options.property:
        client.alter_collection_properties(
            name, dict(pair.split("=", 1) for pair in options.property))
    if options.add_partition:
        client.create_partition(name, options.add_partition)


if __name__ == "__main__":
    main()
