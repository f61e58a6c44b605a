"""Damages a copied collection as tamper.py does, in ways that need more than three rows.

usage: disturb.py ADDRESS COLLECTION double KEY…
       disturb.py ADDRESS COLLECTION delete KEY…
       disturb.py ADDRESS COLLECTION add KEY…
       disturb.py ADDRESS COLLECTION replace KEY…
       disturb.py ADDRESS COLLECTION drop
       disturb.py ADDRESS COLLECTION remake COUNT
       disturb.py ADDRESS COLLECTION empty
       disturb.py ADDRESS COLLECTION point ALIAS
       disturb.py ADDRESS COLLECTION extend KEY…
       disturb.py ADDRESS COLLECTION refill
       disturb.py ADDRESS COLLECTION drop-partition NAME
       disturb.py ADDRESS COLLECTION add-partition NAME KEY…

double inserts the rows with these keys once more, as they are; the collection is loaded for that and
released again. add inserts rows of made-up values, replace puts such rows in the place of those with
the keys; the collection has numbers, texts and float vectors only. remake drops the collection and
makes it anew with the same schema, partitions, alias and index, and so many made-up rows under the keys
from 0; empty deletes all rows of such a collection. point lets an alias of another collection lead to
this one. extend adds one undeclared value to the rows with the keys, of a dynamic collection.
refill deletes all rows of a collection without further partitions and inserts them with other vectors.
add-partition makes a partition with rows of these keys, for which the collection has
only key, vector and label
"""

import json
import sys

from loading import load
from pymilvus import DataType, MilvusClient


def double(client, name, keys):
    load(client, name)
    rows = client.query(name, ids=keys, output_fields=["*"], consistency_level="Strong")
    if len(rows) != len(keys):
        sys.exit(f"{len(rows)} rows have the {len(keys)} keys")
    client.insert(name, rows)
    client.release_collection(name)


def delete(client, name, keys):
    client.delete(name, ids=keys)


def add(client, name, keys):
    client.insert(name, made_up(client, name, keys))


def replace(client, name, keys):
    client.upsert(name, made_up(client, name, keys))


def extend(client, name, keys):
    load(client, name)
    rows = client.query(name, ids=keys, output_fields=["*"], consistency_level="Strong")
    client.upsert(name, [row | {"added_by_hand": 1} for row in rows])
    client.release_collection(name)


def refill(client, name, words):
    load(client, name)
    every = 'id >= ""'
    rows = client.query(name, filter=every, output_fields=["*"], consistency_level="Strong")
    client.delete(name, filter=every)
    client.insert(name, [row | {"v": [0.25] * len(row["v"])} for row in rows])
    client.flush(name)


def made_up(client, name, keys):
    def value(field, key):
        if field.get("is_primary"):
            return key
        if field["type"] == DataType.FLOAT_VECTOR:
            return [0.5] * int(field["params"]["dim"])
        return "made by hand" if field["type"] == DataType.VARCHAR else 77

    fields = client.describe_collection(name)["fields"]
    return [{field["name"]: value(field, key) for field in fields} for key in keys]


def drop(client, name, words):
    for alias in client.describe_collection(name)["aliases"]:
        client.drop_alias(alias)
    client.drop_collection(name)


def remake(client, name, words):
    made = client.describe_collection(name)
    aliases, partitions = made["aliases"], client.list_partitions(name)
    drop(client, name, [])
    schema = client.create_schema()
    for field in made["fields"]:
        schema.add_field(field["name"], field["type"], is_primary=field.get("is_primary", False),
                         **field["params"])
    client.create_collection(name, schema=schema)
    for partition in partitions:
        if partition != "_default":
            client.create_partition(name, partition)
    keys = list(range(int(words[0])))
    if keys:
        client.insert(name, made_up(client, name, keys))
    index = client.prepare_index_params()
    index.add_index("v", index_type="FLAT", metric_type="COSINE")
    client.create_index(name, index)
    client.load_collection(name)
    for alias in aliases:
        client.create_alias(name, alias)


def empty(client, name, words):
    # The collection of a job in progress has no index yet, without which nothing is loaded.
    bare = not client.list_indexes(name)
    if bare:
        fields = client.describe_collection(name)["fields"]
        vector = next(field["name"] for field in fields if field["type"] == DataType.FLOAT_VECTOR)
        index = client.prepare_index_params()
        index.add_index(vector, index_type="FLAT", metric_type="L2", index_name="passing")
        client.create_index(name, index)
    load(client, name)
    client.delete(name, filter="id >= 0")
    if bare:
        client.release_collection(name)
        client.drop_index(name, "passing")


def point(client, name, words):
    client.alter_alias(name, words[0])


def drop_partition(client, name, words):
    client.drop_partition(name, words[0])


def add_partition(client, name, words):
    client.create_partition(name, words[0])
    rows = [{"id": json.loads(key), "v": [0.5] * 8, "label": "made by hand"} for key in words[1:]]
    client.insert(name, rows, partition_name=words[0])


def main():
    address, name, action, *words = sys.argv[1:]
    client = MilvusClient(uri=address, timeout=60)
    by_keys = {"double": double, "delete": delete, "add": add, "replace": replace,
               "extend": extend}
    if action in by_keys:
        by_keys[action](client, name, list(map(json.loads, words)))
    else:
        {"drop": drop, "remake": remake, "empty": empty, "point": point, "refill": refill,
         "drop-partition": drop_partition, "add-partition": add_partition}[action](
            client, name, words)


if __name__ == "__main__":
    main()
