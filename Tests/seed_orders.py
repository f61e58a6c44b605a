"""Creates two collections with the same fields in opposite orders: the first with rows.

usage: seed_orders.py ADDRESS FILLED EMPTY

The numbers of the fields then differ, which misleads a server that is told the wrong ones. Both have
two shards: rows are spread by their keys.
"""

import sys

from pymilvus import DataType, MilvusClient

FIELDS = [("id", DataType.INT64, {"is_primary": True}), ("other", DataType.INT64, {}),
          ("v", DataType.FLOAT_VECTOR, {"dim": 8})]


def create(client, name, fields):
    schema = MilvusClient.create_schema()
    for field, kind, options in fields:
        schema.add_field(field, kind, **options)
    params = client.prepare_index_params()
    params.add_index("v", index_type="FLAT", metric_type="L2")
    client.create_collection(name, schema=schema, index_params=params, num_shards=2)


def main():
    address, filled, empty = sys.argv[1:]
    client = MilvusClient(uri=address, timeout=60)
    for name in (filled, empty):
        client.drop_collection(name)
    create(client, filled, FIELDS)
    create(client, empty, FIELDS[::-1])
    client.insert(filled, [{"id": number, "other": 1000 - 7 * number, "v": [number / 10] * 8}
                           for number in range(40)])


if __name__ == "__main__":
    main()
