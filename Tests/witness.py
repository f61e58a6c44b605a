"""Compares a collection on two servers by means of pymilvus, independently of the Swift package.

usage: witness.py SOURCE TARGET COLLECTION [--target-name NAME] [--ignore WHAT]… [--same-index]
                  [--without KEY]…

Compares schema, properties, partitions with their row counts, indexes (AUTOINDEX with the source's
metric on the target's vectors; with --same-index the source's type), aliases, and every field of
every row by key. Prints what differs. Status 0: nothing differs, 1: something does.

WHAT is schema, properties, partitions, indexes, scalar-indexes, aliases, rows, duplicates, auto-id,
or the name of a field. Where one end is Lite, what Lite does not keep is not compared:
descriptions, shards, consistency, the length of strings in arrays, the number of buckets of a
partition key, and AUTOINDEX on sparse vectors. A collection that is not loaded is loaded, and
released again. A row of the source whose key is given with --without, as a JSON value, must not be
on the target.
"""

import argparse
import json
import sys

from pymilvus import DataType, MilvusClient

from witness_rows import Rows

VECTORS = {DataType.FLOAT_VECTOR, DataType.BINARY_VECTOR, DataType.FLOAT16_VECTOR,
           DataType.BFLOAT16_VECTOR, DataType.SPARSE_FLOAT_VECTOR}
SHOWN = 20


class End:
    """One collection on one server, with everything but its rows."""

    def __init__(self, address, name, token, database):
        self.client = MilvusClient(uri=address, token=token, db_name=database, timeout=60)
        self.name = name
        self.is_lite = "lite" in self.client.get_server_version().split("-")[0]
        self.description = self.client.describe_collection(name)
        self.fields = {field["name"]: comparable(field) for field in self.description["fields"]}
        self.key = next(n for n, field in self.fields.items() if field.get("is_primary"))
        self.has_partition_key = any(f.get("is_partition_key") for f in self.fields.values())
        self.outputs = {name for function in self.description.get("functions", [])
                        for name in function["output_field_names"]}

    @property
    def partitions(self):
        return set(self.client.list_partitions(self.name))

    @property
    def aliases(self):
        return set(self.client.list_aliases(self.name)["aliases"])

    @property
    def indexes(self):
        """Field to its index."""
        found = [self.client.describe_index(self.name, index)
                 for index in self.client.list_indexes(self.name)]
        return {index["field_name"]: index for index in found}

    def is_vector(self, field):
        return self.fields[field]["type"] in VECTORS


def comparable(field):
    """A field's properties, all on one level."""
    flat = {key: str(value) for key, value in field.get("params", {}).items()}
    for key, value in field.items():
        if key not in ("field_id", "params") and value != "":
            flat[key] = str(value) if key == "default_value" else value
    return flat


def forgotten_by_lite(field):
    """What a field loses on a Lite server."""
    return {"description"} | ({"max_length"} if field["type"] == DataType.ARRAY else set())


def compare(source, target, options):
    """Yields a sentence for each difference."""
    ignored = set(options.ignore)
    checks = {
        "schema": schema_differences, "properties": property_differences,
        "partitions": partition_differences, "indexes": index_differences,
        "aliases": alias_differences,
    }
    for name, check in checks.items():
        if name not in ignored:
            yield from check(source, target, options)
    if "rows" not in ignored:
        rows = Rows(source, target, ignored, set(options.without))
        yield from rows.differences()
        options.summary = rows.summary


def schema_differences(source, target, options):
    both_milvus = not source.is_lite and not target.is_lite
    plain = ["enable_dynamic_field"] + ([] if "auto-id" in options.ignore else ["auto_id"])
    if both_milvus:
        plain += ["description", "num_shards", "consistency_level_name"]
    for key in plain:
        here, there = source.description.get(key), target.description.get(key)
        if here != there:
            yield f"{key} is {here!r} on the source, {there!r} on the target"
    if list(source.fields) != list(target.fields):
        yield f"fields are {', '.join(source.fields)} on the source, " \
              f"{', '.join(target.fields)} on the target"
    for name in source.fields.keys() & target.fields.keys() - set(options.ignore):
        here, there = source.fields[name], target.fields[name]
        skipped = set() if both_milvus else forgotten_by_lite(here)
        skipped |= {"auto_id"} if "auto-id" in options.ignore else set()
        for key in sorted((here.keys() | there.keys()) - skipped):
            if here.get(key) != there.get(key):
                yield f"field {name}: {key} is {here.get(key)!r} on the source, " \
                      f"{there.get(key)!r} on the target"
    here, there = (functions(end) for end in (source, target))
    if here != there:
        yield f"functions are {here} on the source, {there} on the target"


def functions(end):
    return [(function["name"], int(function["type"]), function["input_field_names"],
             function["output_field_names"], function["params"])
            for function in end.description.get("functions", [])]


def property_differences(source, target, options):
    here, there = source.description["properties"], target.description["properties"]
    for key in sorted(here.keys() | there.keys()):
        if here.get(key) != there.get(key):
            yield f"property {key} is {here.get(key)!r} on the source, " \
                  f"{there.get(key)!r} on the target"


def partition_differences(source, target, options):
    if source.has_partition_key and (source.is_lite or target.is_lite):
        return
    yield from one_sided("partition", source.partitions, target.partitions)


def index_differences(source, target, options):
    here, there = source.indexes, target.indexes
    for field in sorted(here.keys() | there.keys()):
        vector = source.is_vector(field)
        if not vector and "scalar-indexes" in options.ignore:
            continue
        if field not in here or field not in there:
            yield from one_sided("index of", here.keys() & {field}, there.keys() & {field})
            continue
        if vector and here[field]["metric_type"] != there[field]["metric_type"]:
            yield f"index of {field}: metric is {here[field]['metric_type']} on the source, " \
                  f"{there[field]['metric_type']} on the target"
        is_sparse = source.fields[field]["type"] == DataType.SPARSE_FLOAT_VECTOR
        keeps_type = options.same_index or is_sparse and target.is_lite
        wanted = here[field]["index_type"] if keeps_type else "AUTOINDEX"
        found = there[field]["index_type"]
        if vector and found != wanted:
            yield f"index of {field}: type is {found} on the target, not {wanted}"


def alias_differences(source, target, options):
    yield from one_sided("alias", source.aliases, target.aliases)


def one_sided(what, here, there):
    for name in sorted(here ^ there):
        yield f"{what} {name} is on the {'source' if name in here else 'target'} only"


def main():
    options = parse()
    source = End(options.source, options.collection, options.source_token, options.source_database)
    target = End(options.target, options.target_name or options.collection, options.target_token,
                 options.target_database)
    options.summary = "rows not compared"
    found = list(compare(source, target, options))
    for difference in found[:SHOWN]:
        print(difference)
    if len(found) > SHOWN:
        print(f"… and {len(found) - SHOWN:,} more")
    print(f"{options.collection}: {f'{len(found):,} differences' if found else 'equal'}"
          f" ({options.summary})")
    sys.exit(1 if found else 0)


def parse():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("source")
    parser.add_argument("target")
    parser.add_argument("collection")
    parser.add_argument("--target-name")
    parser.add_argument("--ignore", action="append", default=[])
    parser.add_argument("--same-index", action="store_true")
    parser.add_argument("--without", action="append", default=[], type=json.loads)
    for side in ("source", "target"):
        parser.add_argument(f"--{side}-token", default="")
        parser.add_argument(f"--{side}-database", default="")
    return parser.parse_args()


if __name__ == "__main__":
    main()
