"""Changes a copied collection by hand: one row altered, one deleted, one added.

usage: tamper.py ADDRESS COLLECTION ALTERED DELETED ADDED [--partition NAME]

The keys are JSON values: 7 or "seven". The collection is that of the kind varchar or partitions of
seed_types.py, whose one field besides the vector is a text; it need not be loaded.
"""

import argparse
import json

from pymilvus import DataType, MilvusClient


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("address")
    parser.add_argument("collection")
    for key in ("altered", "deleted", "added"):
        parser.add_argument(key, type=json.loads)
    parser.add_argument("--partition", default="")
    options = parser.parse_args()
    client, name = MilvusClient(uri=options.address, timeout=60), options.collection
    fields = client.describe_collection(name)["fields"]
    text = next(field["name"] for field in fields
                if field["type"] == DataType.VARCHAR and not field.get("is_primary"))

    def row(key):
        return {"id": key, "v": [0.5] * 8, text: "made by hand"}

    where = {"partition_name": options.partition} if options.partition else {}
    client.upsert(name, [row(options.altered)], **where)
    client.delete(name, ids=[options.deleted], **where)
    client.insert(name, [row(options.added)], **where)


if __name__ == "__main__":
    main()
