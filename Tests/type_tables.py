"""The tables that seed_types.py creates on a Milvus: schemas, rows and indexes, by kind."""

import json
import random

import numpy
from pymilvus import DataType, MilvusClient

AWKWARD = [
    "", " ", "a\"b", "a'b", "a\\b", "a\\\"b", "\\", "\"", "{x}", "%", "line\nfeed", "a\rb", "tab\t",
    "\u0001\u001f", "\u2028", "\u00e9", "e\u0301", "\u4e2d\u6587", "\U0001f600", "A", "a", "Z", "z",
    "true", "null", "0", "-1", "x" * 60,
]
SCALARS = {
    "b": DataType.BOOL, "i8": DataType.INT8, "i16": DataType.INT16, "i32": DataType.INT32,
    "i64": DataType.INT64, "f": DataType.FLOAT, "d": DataType.DOUBLE, "s": DataType.VARCHAR,
    "j": DataType.JSON,
}
INTEGERS = {"i8": 8, "i16": 16, "i32": 32, "i64": 64}


class Table:
    """A schema under construction, its rows by partition, and its index."""

    def __init__(self, key=DataType.INT64, vector=DataType.FLOAT_VECTOR, dim=8, **options):
        self.schema = MilvusClient.create_schema(**options)
        limits = {"max_length": 128} if key == DataType.VARCHAR else {}
        self.schema.add_field("id", key, is_primary=True, **limits)
        self.vector, self.dim = vector, dim
        sizes = {} if vector == DataType.SPARSE_FLOAT_VECTOR else {"dim": dim}
        self.schema.add_field("v", vector, **sizes)
        self.rows = {}
        self.collection = {}  # options of create_collection
        self.indexes = {"v": {"index_type": "AUTOINDEX", "metric_type": "L2"}}
        self.change = lambda client, name: None  # what happens to the rows after they were flushed
        self.load = lambda client, name: client.load_collection(name)

    def add(self, name, kind, **options):
        if kind == DataType.VARCHAR:
            options.setdefault("max_length", 200)
        self.schema.add_field(name, kind, **options)

    def fill(self, keys, cells, partition="_default", chance=random.Random(7)):
        """Adds a row for each key; cells(number, chance) gives its other fields."""
        rows = self.rows.setdefault(partition, [])
        for number, key in enumerate(keys):
            rows.append({"id": key, "v": self.random_vector(chance)} | cells(number, chance))

    def random_vector(self, chance):
        if self.vector == DataType.BINARY_VECTOR:
            return chance.randbytes(self.dim // 8)
        if self.vector == DataType.SPARSE_FLOAT_VECTOR:
            return {place: chance.random() for place in sorted(chance.sample(range(1000), 5))}
        return numpy.array([chance.uniform(-1, 1) for _ in range(self.dim)], dtype=numpy.float32)


def scalar_cells(number, chance):
    cells = {name: chance.randrange(-2 ** (bits - 1), 2 ** (bits - 1))
             for name, bits in INTEGERS.items()}
    text = AWKWARD[number % len(AWKWARD)]
    return cells | {
        "b": number % 3 == 0, "f": float(numpy.float32(chance.gauss(0, 1e10))),
        "d": chance.gauss(0, 1e-10), "s": text,
        "j": {"text": text, "big": 2 ** 60 + number, "list": [1, 2.5, None, {"x": []}]},
    }


def nothing(number, chance):
    return {}


def int_keys(count):
    """Almost both ends of the range (the very last key is `unreadable`), zero, and gaps."""
    ends = [-2 ** 63 + 1, -1, 0, 2 ** 63 - 2]
    return ends[:count] + [3 * number + 10 for number in range(count - len(ends))]


def string_keys(count):
    return (AWKWARD + [f"key {number:06}" for number in range(count)])[:count]


def scalars(count):
    table = Table(enable_dynamic_field=True)
    for name, kind in SCALARS.items():
        table.add(name, kind)
    table.fill(int_keys(count), lambda number, chance: scalar_cells(number, chance)
               | {f"extra{number % 3}": [number, {"deep": None}], "at": chance.random()})
    return table


def varchar(count):
    table = Table(key=DataType.VARCHAR)
    table.add("s", DataType.VARCHAR)
    table.indexes["v"]["metric_type"] = "COSINE"
    table.fill(string_keys(count), lambda number, chance: {"s": AWKWARD[-number % len(AWKWARD)]})
    return table


def arrays(count):
    table = Table()
    for name, kind in SCALARS.items():
        if kind != DataType.JSON:
            limits = {"max_length": 100} if kind == DataType.VARCHAR else {}
            table.schema.add_field(f"a_{name}", DataType.ARRAY, element_type=kind, max_capacity=8,
                                   **limits)
    table.fill(int_keys(count), lambda number, chance: {
        f"a_{name}": [scalar_cells(number + part, chance)[name]
                      for part in range((number + place) % 4)]
        for place, name in enumerate(SCALARS) if name != "j"})
    return table


def dynamic(count):
    table = Table(enable_dynamic_field=True)
    table.fill(int_keys(count), lambda number, chance: {
        f"key{number % 7}": json.loads(json.dumps(scalar_cells(number, chance))),
        "nested": {"list": list(range(number % 5)), "text": AWKWARD[number % len(AWKWARD)]},
    } if number % 4 else {})
    return table


def partitions(count):
    table = Table()
    table.add("label", DataType.VARCHAR)
    homes = ["_default", "first", "second", "third"]
    for place, home in enumerate(homes):
        table.fill(range(place, count, len(homes)), lambda number, chance: {"label": home}, home)
    table.rows["none"] = []
    return table


def partition_key(count):
    table = Table()
    table.add("tenant", DataType.VARCHAR, is_partition_key=True)
    table.fill(int_keys(count), lambda number, chance: {"tenant": f"tenant {number % 11}"})
    return table


def empty(count):
    table = scalars(0)
    table.rows.clear()
    return table


def indexed(count):
    table = Table(description="a \"described\" collection")
    table.add("year", DataType.INT32, description="when")
    table.add("title", DataType.VARCHAR, description="what it is called")
    table.collection = {"num_shards": 2, "consistency_level": "Strong",
                        "properties": {"collection.ttl.seconds": str(30 * 86400)}}
    table.indexes = {
        "v": {"index_type": "HNSW", "metric_type": "IP", "params": {"M": 8, "efConstruction": 64}},
        "title": {"index_type": "Trie"}, "year": {"index_type": "STL_SORT"},
    }
    table.fill(int_keys(count), lambda number, chance: {
        "year": 1900 + number % 120, "title": AWKWARD[number % len(AWKWARD)]})
    return table


def indexed_lite(count):
    table = indexed(count)
    for field in ("title", "year"):
        table.indexes[field] = {"index_type": "INVERTED"}
    return table


def auto_id(count):
    table = Table(auto_id=True)
    table.add("number", DataType.INT64)
    table.fill(range(count), lambda number, chance: {"number": number})
    for row in table.rows["_default"]:
        del row["id"]
    return table


def deleted(count):
    table = Table()
    table.add("version", DataType.INT64)
    table.fill(range(count), lambda number, chance: {"version": 1})

    def change(client, name):
        client.delete(name, ids=list(range(0, count, 3)))
        again = Table()
        again.fill(range(1, count, 3), lambda number, chance: {"version": 2})
        client.upsert(name, again.rows["_default"])

    table.change = change
    return table


def large(count):
    table = Table(dim=768, enable_dynamic_field=True)
    table.add("text", DataType.VARCHAR)
    vectors = numpy.random.default_rng(1).random((1000, 768), dtype=numpy.float32)
    table.random_vector = lambda chance: vectors[chance.randrange(1000)]
    table.fill(range(count), lambda number, chance: {
        "text": f"some text for the row number {number}", "k": number, "lang": "en"})
    return table


def binary(count):
    table = Table(key=DataType.VARCHAR, vector=DataType.BINARY_VECTOR, dim=64)
    table.indexes["v"] = {"index_type": "BIN_FLAT", "metric_type": "HAMMING"}
    table.fill(string_keys(count), nothing)
    return table


def duplicates(count):
    table = Table()
    table.add("copy", DataType.INT64)
    for copy in range(3):
        table.fill(range(count // 3), lambda number, chance: {"copy": copy})
    return table


def scattered(count):
    table = Table()
    table.add("home", DataType.VARCHAR)
    for home in ("first", "second"):
        table.fill(range(count // 2), lambda number, chance: {"home": home}, home)
    return table


def unreadable(count):
    table = Table()
    ends = [-2 ** 63 + 1, 2 ** 63 - 2, 2 ** 63 - 1]
    table.fill([*range(count - len(ends)), *ends], nothing)
    return table


def partly_loaded(count):
    table = scattered(count)
    table.load = lambda client, name: client.load_partitions(name, ["first"])
    return table


KINDS = {kind.__name__: kind for kind in (
    scalars, varchar, arrays, dynamic, partitions, partition_key, empty, indexed, indexed_lite,
    auto_id, deleted, large, binary, duplicates, scattered, unreadable, partly_loaded)}
