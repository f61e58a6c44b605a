"""Creates small collections on servers of every release by raw calls.

usage: seed_wire.py ADDRESS KIND COLLECTION [--rows N] [--one-partition]

What a server lacks of partitions and aliases is left out. The collection is flushed, indexed and
loaded.
"""

import argparse
import json
import random
import struct

from wire import TYPES, Wire, common, messages, pairs, schema

TEXTS = ["", " ", "a\"b", "a'b", "a\\b", "%", "tab\t", "\u00e9", "e\u0301", "\u4e2d", "\U0001f600",
         "A", "z", "true", "x" * 60]


def field(name, kind, key=False, element=0, flags=None, **sizes):
    return schema.FieldSchema(name=name, data_type=kind, is_primary_key=key, element_type=element,
                              type_params=pairs(**sizes), **(flags or {}))


class Table:
    """Fields with what makes their cells, and how vectors are indexed."""

    def __init__(self, text_keys=False, dynamic=False, **flags):
        self.chance = random.Random(7)
        self.dynamic = dynamic
        self.fields = []
        self.makers = {}
        self.indexes = {}
        sizes = {"max_length": 128} if text_keys else {}
        self.add("id", TYPES.VarChar if text_keys else TYPES.Int64, self.text_key if text_keys
                 else self.number_key, key=True, flags=flags, **sizes)

    def add(self, name, kind, make, **options):
        self.fields.append(field(name, kind, **options))
        self.makers[name] = make
        return self

    def vector(self, name="v", kind=TYPES.FloatVector, dim=8, index=None):
        usual = {TYPES.FloatVector: ("AUTOINDEX", "L2"), TYPES.BinaryVector: ("BIN_FLAT", "HAMMING"),
                 TYPES.SparseFloatVector: ("SPARSE_INVERTED_INDEX", "IP")}
        self.indexes[name] = index or usual.get(kind, ("FLAT", "L2"))
        sizes = {} if kind == TYPES.SparseFloatVector else {"dim": dim}
        return self.add(name, kind, None, **sizes)

    def text_key(self, number):
        return TEXTS[number] if number < len(TEXTS) else f"key {number:06}"

    def number_key(self, number):
        ends = [-2 ** 63 + 1, -1, 0, 2 ** 63 - 2]
        return ends[number] if number < 4 else 3 * number + 10

    def column(self, described, numbers):
        name, kind = described.name, described.data_type
        data = schema.FieldData(type=kind, field_name=name)
        if name in self.indexes:
            sizes = {pair.key: pair.value for pair in described.type_params}
            fill_vector(data.vectors, kind, int(sizes.get("dim", 0)), len(numbers), self.chance)
            return data
        values = [self.makers[name](number) for number in numbers]
        scalars = data.scalars
        if kind == TYPES.Array:
            scalars.array_data.element_type = described.element_type
            for cell in values:
                fill(scalars.array_data.data.add(), described.element_type, cell)
        else:
            fill(scalars, kind, values)
        return data


def fill(scalars, kind, values):
    place = {TYPES.Bool: "bool_data", TYPES.Int64: "long_data", TYPES.Float: "float_data",
             TYPES.Double: "double_data", TYPES.VarChar: "string_data",
             TYPES.JSON: "json_data"}.get(kind, "int_data")
    getattr(scalars, place).SetInParent()
    getattr(scalars, place).data.extend(values)


def fill_vector(vectors, kind, dim, count, chance):
    vectors.dim = dim
    if kind == TYPES.FloatVector:
        vectors.float_vector.data.extend(chance.uniform(-1, 1) for _ in range(dim * count))
    elif kind == TYPES.BinaryVector:
        vectors.binary_vector = chance.randbytes(dim // 8 * count)
    elif kind == TYPES.SparseFloatVector:
        vectors.sparse_float_vector.dim = 2 ** 31
        for _ in range(count):
            places = sorted(chance.sample(range(2 ** 31), 5))
            vectors.sparse_float_vector.contents.append(
                b"".join(struct.pack("<If", place, chance.random()) for place in places))
    else:
        # Finite in both formats: the exponent is never all ones.
        halves = [chance.randrange(0x3f00) for _ in range(dim * count)]
        name = "float16_vector" if kind == TYPES.Float16Vector else "bfloat16_vector"
        setattr(vectors, name, struct.pack(f"<{len(halves)}H", *halves))


def scalars():
    table = Table()
    chance = table.chance
    for name, kind, bits in (("i8", TYPES.Int8, 8), ("i16", TYPES.Int16, 16),
                             ("i32", TYPES.Int32, 32), ("i64", TYPES.Int64, 64)):
        table.add(name, kind, lambda number, bits=bits: chance.randrange(-2 ** (bits - 1),
                                                                        2 ** (bits - 1)))
    table.add("b", TYPES.Bool, lambda number: number % 3 == 0)
    table.add("f", TYPES.Float, lambda number: chance.gauss(0, 1e10))
    table.add("d", TYPES.Double, lambda number: chance.gauss(0, 1e-10))
    table.add("s", TYPES.VarChar, lambda number: TEXTS[number % len(TEXTS)], max_length=200)
    return table.vector()


def text(number):
    return json.dumps({"text": TEXTS[number % len(TEXTS)], "n": number, "list": [1, 2.5, None]},
                      ensure_ascii=False, separators=(",", ":")).encode()


def varchar():
    table = Table(text_keys=True, dynamic=True)
    return table.add("j", TYPES.JSON, text).vector()


def line_breaks():
    table = Table(text_keys=True).vector()
    table.makers["id"] = lambda number: f"line {number}\nfeed"
    return table


def partition_key():
    return Table().add("tenant", TYPES.VarChar, lambda number: f"tenant {number % 11}",
                       flags={"is_partition_key": True}, max_length=100).vector()


def arrays():
    table = Table()
    chance = table.chance
    makers = {
        "b": (TYPES.Bool, lambda: chance.random() < 0.5),
        "i8": (TYPES.Int8, lambda: chance.randrange(-128, 128)),
        "i64": (TYPES.Int64, lambda: chance.randrange(-2 ** 63, 2 ** 63)),
        "f": (TYPES.Float, lambda: chance.gauss(0, 1)),
        "s": (TYPES.VarChar, lambda: chance.choice(TEXTS)),
    }
    for name, (kind, make) in makers.items():
        sizes = {"max_length": 100} if kind == TYPES.VarChar else {}
        table.add(f"a_{name}", TYPES.Array,
                  lambda number, make=make: [make() for _ in range(1 + number % 3)],
                  element=kind, max_capacity=8, **sizes)
    return table.vector()


def several():
    table = Table().vector("a").vector("b", dim=4).vector("c", TYPES.BinaryVector, 16)
    return table.vector("d", TYPES.SparseFloatVector)


def three():
    return Table().vector("a").vector("b", dim=4).vector("c", TYPES.SparseFloatVector)


def analyzer():
    return Table().add("t", TYPES.VarChar, lambda number: f"some words {number}", max_length=100,
                       enable_analyzer="true", enable_match="true",
                       analyzer_params='{"type": "english"}').vector()


KINDS = {
    "scalars": scalars, "varchar": varchar, "line_breaks": line_breaks, "arrays": arrays,
    "partition_key": partition_key, "deleted": scalars, "empty": scalars,
    "binary": lambda: Table(text_keys=True).vector(kind=TYPES.BinaryVector, dim=64),
    "auto_id": lambda: Table(autoID=True).vector(),
    "float16": lambda: Table().vector(kind=TYPES.Float16Vector),
    "bfloat16": lambda: Table().vector(kind=TYPES.BFloat16Vector),
    "sparse": lambda: Table().vector(kind=TYPES.SparseFloatVector),
    "several": several, "three": three, "analyzer": analyzer,
    "clustering": lambda: Table().add("c", TYPES.Int64, lambda number: number % 5,
                                      flags={"is_clustering_key": True}).vector(),
    "hidden": lambda: Table().add("t", TYPES.VarChar, lambda number: f"some words {number}",
                                  max_length=100, enable_analyzer="true").vector(),
    "hnsw": lambda: Table().vector(index=("HNSW", "IP")),
}


def create(wire, name, kind, table):
    described = schema.CollectionSchema(name=name, fields=table.fields,
                                        enable_dynamic_field=table.dynamic)
    if kind == "hidden":
        described.fields.append(schema.FieldSchema(
            name="sp", data_type=TYPES.SparseFloatVector, is_function_output=True))
        described.functions.append(schema.FunctionSchema(
            name="bm25", type=schema.FunctionType.BM25, input_field_names=["t"],
            output_field_names=["sp"]))
        table.indexes["sp"] = ("SPARSE_INVERTED_INDEX", "BM25")
    wire.call("CreateCollection", messages.CreateCollectionRequest(
        collection_name=name, schema=described.SerializeToString(), shards_num=1,
        consistency_level=common.ConsistencyLevel.Bounded))


def insert(wire, name, table, numbers, partition):
    columns = [table.column(described, numbers) for described in table.fields
               if not described.autoID]
    if table.dynamic:
        column = schema.FieldData(type=TYPES.JSON, field_name="$meta", is_dynamic=True)
        column.scalars.json_data.data.extend(
            b'{"extra":%d,"deep":{"x":[]}}' % number if number % 4 else b"{}"
            for number in numbers)
        columns.append(column)
    wire.call("Insert", messages.InsertRequest(
        collection_name=name, partition_name=partition, fields_data=columns,
        num_rows=len(numbers)))


def index(wire, name, table):
    for vector, (kind, metric) in table.indexes.items():
        params = {"index_type": kind, "metric_type": metric}
        if kind == "HNSW":
            params["params"] = '{"M": 8, "efConstruction": 64}'
        wire.call("CreateIndex", messages.CreateIndexRequest(
            collection_name=name, field_name=vector, index_name=vector,
            extra_params=pairs(**params)))


def main():
    options = parse()
    wire, kind, name = Wire(options.address), options.kind, options.collection
    table = KINDS[kind]()
    wire.drop(name)
    create(wire, name, kind, table)
    homes = ["_default"] if kind == "partition_key" else ["_default", "first", "none"]
    if kind != "scalars" or options.one_partition:
        homes = homes[:1]
    homes = [home for home in homes if home == "_default" or wire.call(
        "CreatePartition", messages.CreatePartitionRequest(
            collection_name=name, partition_name=home), lacks=False)]
    full = [home for home in homes if home != "none"]
    rows = 0 if kind == "empty" else options.rows
    for place, home in enumerate(full):
        numbers = range(place, rows, len(full))
        if numbers:
            insert(wire, name, table, numbers, "" if kind == "partition_key" else home)
    wire.call("Flush", messages.FlushRequest(collection_names=[name]))
    index(wire, name, table)
    wire.load(name)
    if kind == "deleted":
        keys = ", ".join(str(3 * number + 10) for number in range(4, rows, 3))
        wire.call("Delete", messages.DeleteRequest(collection_name=name, expr=f"id in [{keys}]"))
    wire.call("CreateAlias", messages.CreateAliasRequest(
        collection_name=name, alias=f"{name}_alias"), lacks=False)
    print(f"{name}: {rows} rows inserted")


def parse():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("address")
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("collection")
    parser.add_argument("--rows", type=int, default=300)
    parser.add_argument("--one-partition", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
