"""What a notebook does with a local file of Milvus Lite, by pymilvus alone.

usage: notebook.py make FILE COLLECTION ROWS    makes a collection
       notebook.py read FILE COLLECTION         prints how many rows there are, and the sum of a column
       notebook.py hold FILE                    opens it, says so, and waits for the end of its input
"""

import sys
import time

from pymilvus import DataType, MilvusClient, MilvusException


def opened(file):
    """The server of version 2 is given half a second to listen, which is not enough on a busy machine."""
    for _ in range(20):
        try:
            return MilvusClient(file, timeout=60)
        except MilvusException as error:
            refusal = error
        time.sleep(0.5)
    raise refusal


def make(client, name, rows):
    schema = MilvusClient.create_schema()
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("title", DataType.VARCHAR, max_length=100)
    schema.add_field("price", DataType.INT64)
    schema.add_field("v", DataType.FLOAT_VECTOR, dim=4)
    indexes = MilvusClient.prepare_index_params()
    indexes.add_index("v", index_type="AUTOINDEX", metric_type="L2")
    client.create_collection(name, schema=schema, index_params=indexes)
    client.insert(name, [{"id": n, "title": f"title {n}", "price": n * 3,
                          "v": [n / 7, n / 11, 1, 0]} for n in range(rows)])


def read(client, name):
    client.load_collection(name)
    rows = client.query(name, filter="id >= 0", output_fields=["price"], limit=10_000)
    print(len(rows), sum(row["price"] for row in rows))


def main(action, file, *rest):
    client = opened(file)
    if action == "make":
        make(client, rest[0], int(rest[1]))
    elif action == "read":
        read(client, rest[0])
    else:
        print("open", flush=True)
        sys.stdin.read()
    client.close()


main(*sys.argv[1:])
