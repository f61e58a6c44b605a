"""Creates collections whose partitions, fields, aliases, dynamic keys or names differ in bytes alone.

usage: seed_spellings.py ADDRESS PREFIX

Milvus Lite takes such names. PREFIX_partitions has 2 and 3 rows in its two partitions, PREFIX_fields
has two number fields, aliases and dynamic keys of both spellings, and PREFIX_café is there twice.
"""

import sys

from pymilvus import DataType, MilvusClient

SPELLINGS = ("caf\u00e9", "cafe\u0301")


def create(client, name, fields=()):
    client.drop_collection(name)
    schema = MilvusClient.create_schema(enable_dynamic_field=True)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("v", DataType.FLOAT_VECTOR, dim=4)
    for field in fields:
        schema.add_field(field, DataType.INT64)
    params = client.prepare_index_params()
    params.add_index("v", index_type="FLAT", metric_type="L2")
    client.create_collection(name, schema=schema, index_params=params)


def rows(first, count, **values):
    return [{"id": number, "v": [number / 10] * 4, **values}
            for number in range(first, first + count)]


def main():
    address, prefix = sys.argv[1:]
    client = MilvusClient(uri=address, timeout=60)

    create(client, f"{prefix}_partitions")
    for place, name in enumerate(SPELLINGS):
        client.create_partition(f"{prefix}_partitions", name)
        client.insert(f"{prefix}_partitions", rows(10 * place, 2 + place), partition_name=name)

    for name in SPELLINGS:
        alias = f"{prefix}_{name}_alias"
        if client.has_collection(alias):
            client.drop_alias(alias)
    create(client, f"{prefix}_fields", SPELLINGS)
    values = {name: 10 + place for place, name in enumerate(SPELLINGS)}
    dynamic = {f"{name} au lait": place for place, name in enumerate(SPELLINGS)}
    client.insert(f"{prefix}_fields", rows(0, 5, **values, **dynamic))
    for name in SPELLINGS:
        client.create_alias(f"{prefix}_fields", f"{prefix}_{name}_alias")

    for place, name in enumerate(SPELLINGS):
        create(client, f"{prefix}_{name}")
        client.insert(f"{prefix}_{name}", rows(0, 3 + place, place=place))


if __name__ == "__main__":
    main()
