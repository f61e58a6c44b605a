"""Compares a collection on two servers of any release by raw calls, independently of the package.

usage: witness_wire.py SOURCE TARGET COLLECTION [--ignore WHAT]…

Compares fields, partitions, aliases, and every cell of every row as bytes. WHAT is partitions,
aliases, auto-id, sizes (of arrays, which Lite 3 forgets), json (its text, not its meaning).
Status 0: nothing differs, 1: something does. A collection that is not loaded is loaded, and
released again.
"""

import argparse
import json
import sys

from wire import TYPES, WHOLE, Wire, cells


class End:
    """One collection on one server."""

    def __init__(self, address, name, ignored):
        self.wire, self.name, self.ignored = Wire(address), name, ignored
        self.description = self.wire.describe(name)
        self.schema = self.description.schema
        self.key = next(f.name for f in self.schema.fields if f.is_primary_key)
        self.key_type = next(f.data_type for f in self.schema.fields if f.is_primary_key)
        self.has_partition_key = any(f.is_partition_key for f in self.schema.fields)

    def facts(self):
        """What is compared of the definition, by name."""
        facts = {"fields": [f.name for f in self.schema.fields],
                 "dynamic": self.schema.enable_dynamic_field}
        for described in self.schema.fields:
            facts[f"field {described.name}"] = self.field(described)
        if "partitions" not in self.ignored and not self.has_partition_key:
            facts["partitions"] = self.wire.partitions(self.name)
        if "aliases" not in self.ignored:
            facts["aliases"] = sorted(self.description.aliases)
        return facts

    def field(self, described):
        sizes = {pair.key: pair.value.replace(" ", "") for pair in described.type_params
                 if not (described.data_type == TYPES.Array and "sizes" in self.ignored)}
        return (described.data_type, described.element_type, sizes, described.is_primary_key,
                described.is_partition_key, described.is_clustering_key, described.nullable,
                "auto-id" in self.ignored or described.autoID)

    def rows(self):
        """Partition and key to the cells of a row."""
        fields = [f.name for f in self.schema.fields if not f.is_function_output]
        fields += ["$meta"] if self.schema.enable_dynamic_field else []
        homes = [None] if self.has_partition_key else self.wire.partitions(self.name)
        found = {}
        for home in homes:
            columns = self.query(fields, [home] if home else [])
            by_name = {column.field_name or "$meta": column for column in columns}
            keys = cells(by_name[self.key], 0) if by_name else []
            assert len(keys) < WHOLE, "too many rows for one query"
            table = {name: self.comparable(column, len(keys)) for name, column in by_name.items()}
            for place, key in enumerate(keys):
                assert (home, key) not in found, f"key {key!r} twice"
                found[home, key] = {name: column[place] for name, column in table.items()}
        return found

    def query(self, fields, partitions):
        if not self.wire.rows(self.name):
            return []  # Lite 2.5 fails on an empty collection
        if self.key_type == TYPES.VarChar:
            return self.wire.query(self.name, f'{self.key} >= ""', fields, partitions)
        try:
            return self.wire.query(self.name, f"{self.key} <= {2 ** 63 - 1}", fields, partitions)
        except Exception:
            # Lite 2 takes no filter beside a partition key.
            if not self.has_partition_key:
                raise
            return self.wire.query(self.name, "", fields)

    def comparable(self, column, count):
        found = cells(column, count)
        if column.type == TYPES.JSON and "json" in self.ignored:
            return [json.loads(cell) for cell in found]
        return found


def differences(source, target):
    here, there = source.facts(), target.facts()
    for name in here.keys() | there.keys():
        if here.get(name) != there.get(name):
            yield f"{name}: {here.get(name)} on the source, {there.get(name)} on the target"
    here, there = read(source), read(target)
    if not here and source.name.split("_of_")[0] != "empty":
        yield "the source returns no row"
    for key in here.keys() | there.keys():
        if here.get(key) != there.get(key):
            yield f"row {key}: {here.get(key)} on the source, {there.get(key)} on the target"


def read(end):
    was_loaded = end.wire.is_loaded(end.name)
    if not was_loaded:
        end.wire.load(end.name)
    rows = end.rows()
    if not was_loaded:
        end.wire.release(end.name)
    return rows


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("source")
    parser.add_argument("target")
    parser.add_argument("collection")
    parser.add_argument("--ignore", action="append", default=[])
    options = parser.parse_args()
    ignored = set(options.ignore)
    found = list(differences(End(options.source, options.collection, ignored),
                             End(options.target, options.collection, ignored)))
    for difference in found[:20]:
        print(difference[:600])
    print(f"{options.collection}: {len(found)} differences")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
