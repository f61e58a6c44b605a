"""Creates collections whose copy takes several key ranges and megabytes: 64 dimensions, five
partitions, an alias for each (its name and "_alias").

usage: seed_ranges.py ADDRESS ROWS COLLECTION…

A collection whose name begins with "varchar" has string keys, others have int64 keys. All can be
queried when the program ends. Nothing is flushed, and the index is one that needs no building: a
server would take ten times as long.
"""

import sys
from concurrent.futures import ThreadPoolExecutor

import numpy
from pymilvus import DataType, MilvusClient

PARTITIONS = ["_default", "first", "second", "third", "fourth"]


def fill(client, name, count):
    has_text_keys = name.startswith("varchar")
    schema = MilvusClient.create_schema()
    if has_text_keys:
        schema.add_field("id", DataType.VARCHAR, is_primary=True, max_length=64)
    else:
        schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("v", DataType.FLOAT_VECTOR, dim=64)
    schema.add_field("n", DataType.INT32)
    client.create_collection(name, schema=schema)
    vectors = numpy.random.default_rng(1).random((count, 64), dtype=numpy.float32)
    for place, partition in enumerate(PARTITIONS):
        if place:
            client.create_partition(name, partition)
        numbers = range(place, count, len(PARTITIONS))
        client.insert(name, [
            {"id": f"key {number:08}" if has_text_keys else number, "v": vectors[number],
             "n": number} for number in numbers], partition_name=partition)
    client.create_alias(name, f"{name}_alias")


def finish(client, name):
    params = client.prepare_index_params()
    params.add_index("v", index_type="FLAT", metric_type="COSINE")
    client.create_index(name, params)
    client.load_collection(name)


def main():
    address, count, *names = sys.argv[1:]
    client = MilvusClient(uri=address, timeout=60)
    for name in names:
        fill(client, name, int(count))
    with ThreadPoolExecutor(len(names)) as pool:  # a server waits more than it works
        list(pool.map(lambda name: finish(client, name), names))
    print(f"{count} rows in each of {', '.join(names)}")


if __name__ == "__main__":
    main()
