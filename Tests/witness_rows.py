"""The rows of a collection on two servers, compared by key."""

import contextlib
import struct

from loading import load
from pymilvus import DataType
from pymilvus.client.types import LoadState

CHUNK = 1000  # rows fetched by one query: 768 dimensions make 3 MB of them


class Rows:
    """Reads the keys of each end, then rows by lists of keys: no paging that could lose one."""

    def __init__(self, source, target, ignored, without):
        self.source, self.target, self.ignored = source, target, ignored
        self.without = without  # keys of rows that were not to arrive
        self.skipped = ignored | source.outputs | target.outputs
        self.summary = ""

    def differences(self):
        with loaded(self.source), loaded(self.target):
            parts = [""] if self.source.has_partition_key else sorted(self.source.partitions)
            total = 0
            for part in parts:
                if part and part not in self.target.partitions:
                    continue
                here, there = keys(self.source, part) - self.without, keys(self.target, part)
                total += len(here)
                yield from self._key_differences(part, here, there)
                yield from self._value_differences(part, sorted(here & there))
            yield from self._count_differences(total)
        self.summary = f"{total:,} rows, {len(self.target.partitions)} partitions"

    def _key_differences(self, part, here, there):
        place = f" of partition {part}" if part else ""
        if len(here) != len(there):
            yield f"keys{place}: {len(here):,} on the source, {len(there):,} on the target"
        for key in sorted(here - there):
            yield f"row {key!r}{place} is missing on the target"
        for key in sorted(there - here):
            yield f"row {key!r}{place} is on the target only"

    def _value_differences(self, part, common):
        for start in range(0, len(common), CHUNK):
            chunk = common[start:start + CHUNK]
            here, there = (rows(end, part, chunk) for end in (self.source, self.target))
            for key in chunk:
                left, right = here[key], there[key]
                for field in sorted(left.keys() | right.keys()):
                    if field in self.skipped or comparable(left, field) == comparable(right, field):
                        continue
                    yield f"row {key!r}: {field} is {shown(left, field)} on the source, " \
                          f"{shown(right, field)} on the target"

    def _count_differences(self, expected):
        """Keys alone do not show rows that are stored twice; count(*) does."""
        if "duplicates" in self.ignored:
            return
        counted = query(self.target, everything(self.target), ["count(*)"], "")[0]["count(*)"]
        if counted != expected and not self.source.has_partition_key:
            yield f"the target counts {counted:,} rows for {expected:,} keys of the source"
        elif counted < expected:
            yield f"the target counts only {counted:,} rows for {expected:,} keys of the source"


@contextlib.contextmanager
def loaded(end):
    """Loads a collection that is not loaded, and releases it afterwards."""
    state = end.client.get_load_state(end.name)["state"]
    if state != LoadState.Loaded:
        load(end.client, end.name)
    try:
        yield
    finally:
        if state == LoadState.NotLoad:
            end.client.release_collection(end.name)


def query(end, expression, fields, part):
    return end.client.query(end.name, expression, output_fields=fields,
                            partition_names=[part] if part else None, consistency_level="Strong")


def everything(end):
    if end.fields[end.key]["type"] == DataType.VARCHAR:
        return f'{end.key} >= ""'
    return f"{end.key} <= {2 ** 63 - 1}"


def keys(end, part):
    return {row[end.key] for row in query(end, everything(end), [end.key], part)}


def rows(end, part, wanted):
    listed = ", ".join(literal(key) for key in wanted)
    found = query(end, f"{end.key} in [{listed}]", ["*"], part)
    return {row[end.key]: row for row in found}


def literal(key):
    if isinstance(key, int):
        return str(key)
    for raw, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r")):
        key = key.replace(raw, escaped)
    return f'"{key}"'


def comparable(row, field):
    return exact(row[field]) if field in row else "absent"


def exact(value):
    """A value that is equal to another only if type and bits are the same."""
    if isinstance(value, bool) or value is None:
        return value, "plain"
    if isinstance(value, float) or type(value).__module__ == "numpy" and value.ndim == 0:
        return struct.pack("<d", float(value)), "float"
    if isinstance(value, dict):
        return {str(key): exact(inner) for key, inner in value.items()}
    if isinstance(value, (str, bytes, int)):
        return value
    return [exact(inner) for inner in value]


def shown(row, field):
    if field not in row:
        return "absent"
    text = repr(row[field])
    return text if len(text) <= 80 else text[:79] + "…"
