"""Creates collections that are hard to read: large for their number of rows, or doubled.

usage: seed_extremes.py ADDRESS KIND COLLECTION [--copies N] [--rows N] [--shards N] [--text-keys] [--partition]

  long_keys    keys of four kilobytes, as many as a page of keys holds: 67 MB
  wide_rows    a hundred and ten rows of 720 kilobytes, or so many
  late_rows    a thousand rows of five bytes, and after them 107 MB in rows of 60 kilobytes
  growing      500 keys, each N times, in a segment that is not sealed
  subtraction  a key that is called "doc-id" beside fields "doc" and "id": filters on it subtract
An earlier collection of the name is dropped. Nothing is flushed; all rows can be queried when the
program ends.
"""

import argparse

from pymilvus import DataType, MilvusClient

BATCH = 16_000_000  # bytes
FIELDS = 11


def key_schema(text_keys=False, longest=64, name="id"):
    schema = MilvusClient.create_schema()
    if text_keys:
        schema.add_field(name, DataType.VARCHAR, is_primary=True, max_length=longest)
    else:
        schema.add_field(name, DataType.INT64, is_primary=True)
    schema.add_field("v", DataType.FLOAT_VECTOR, dim=2)
    return schema


def vector(number):
    return [float(number % 97), 1.0]


def long_keys(options):
    rows = [{"id": f"{number:08}" + "k" * 4088, "v": vector(number)} for number in range(16_500)]
    return key_schema(text_keys=True, longest=8192), [rows]


def wide_rows(options):
    schema = key_schema()
    for place in range(FIELDS):
        schema.add_field(f"t{place}", DataType.VARCHAR, max_length=65535)
    rows = [{"id": number, "v": vector(number)}
            | {f"t{place}": chr(97 + place) * 65535 for place in range(FIELDS)}
            for number in range(options.rows)]
    return schema, [rows]


def late_rows(options):
    schema = key_schema()
    schema.add_field("t", DataType.VARCHAR, max_length=65535)
    rows = [{"id": number, "v": vector(number), "t": "short" if number < 1000 else "z" * 60_000}
            for number in range(2790)]
    return schema, [rows]


def growing(options):
    schema = key_schema(options.text_keys)
    schema.add_field("copy", DataType.INT32)
    keys = [f"key {number:04}" if options.text_keys else number for number in range(500)]
    return schema, [[{"id": key, "v": vector(number), "copy": copy}
                     for number, key in enumerate(keys)] for copy in range(options.copies)]


def subtraction(options):
    schema = key_schema(name="doc-id")
    schema.add_field("doc", DataType.INT64)
    schema.add_field("id", DataType.INT64)
    return schema, [[{"doc-id": number, "v": vector(number), "doc": 500, "id": 5}
                     for number in range(100)]]


KINDS = {maker.__name__: maker for maker in (long_keys, wide_rows, late_rows, growing, subtraction)}


def batches(rows):
    size = sum(len(value) for value in rows[-1].values() if isinstance(value, str)) + 100
    count = max(1, BATCH // size)
    return (rows[start:start + count] for start in range(0, len(rows), count))


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("address")
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("collection")
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--rows", type=int, default=110)
    parser.add_argument("--shards", type=int, default=1)
    parser.add_argument("--text-keys", action="store_true")
    parser.add_argument("--partition", action="store_true")
    options = parser.parse_args()
    client, name = MilvusClient(uri=options.address, timeout=60), options.collection
    if client.has_collection(name):
        client.drop_collection(name)
    schema, inserts = KINDS[options.kind](options)
    client.create_collection(name, schema=schema, num_shards=options.shards)
    index = client.prepare_index_params()
    index.add_index("v", index_type="FLAT", metric_type="L2")
    client.create_index(name, index)
    partitions = [""]
    if options.partition:
        client.create_partition(name, "other")
        partitions.append("other")
    client.load_collection(name)
    for rows in inserts:
        for part in batches(rows):
            for partition in partitions:
                client.insert(name, part, partition_name=partition)
    if "lite" not in client.get_server_version().lower():  # it waits for what was written last
        client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")
    print(f"{sum(map(len, inserts)) * len(partitions):,} rows inserted")


if __name__ == "__main__":
    main()
