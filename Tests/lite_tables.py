"""The tables that seed_types.py creates on Milvus Lite only, by kind."""

from pymilvus import DataType, Function, FunctionType

from type_tables import SCALARS, Table, int_keys, nothing, scalar_cells


def nullable(count):
    table = Table(enable_dynamic_field=True)
    for name, kind in SCALARS.items():
        table.add(name, kind, nullable=True)
    table.schema.add_field("a", DataType.ARRAY, element_type=DataType.INT64, max_capacity=8,
                           nullable=True)
    table.fill(int_keys(count), lambda number, chance: {
        name: None if (number + place) % 3 == 0 else value for place, (name, value) in
        enumerate((scalar_cells(number, chance) | {"a": [number] * (number % 4)}).items())})
    return table


def defaults(count):
    table = Table()
    table.add("n", DataType.INT64, default_value=42)
    table.add("s", DataType.VARCHAR, default_value="as usual")
    table.add("m", DataType.DOUBLE, default_value=1.5, nullable=True)
    table.fill(int_keys(count), lambda number, chance:
               {"n": number, "s": f"text {number}", "m": None} if number % 2 else {})
    return table


def sparse(count):
    table = Table(vector=DataType.SPARSE_FLOAT_VECTOR)
    table.indexes["v"] = {"index_type": "SPARSE_INVERTED_INDEX", "metric_type": "IP"}
    table.fill(int_keys(count), nothing)
    return table


def geometry(count):
    table = Table()
    table.add("g", DataType.GEOMETRY)
    table.fill(int_keys(count), lambda number, chance: {
        "g": f"POINT ({number % 180} {-number % 90})"})
    return table


def timestamptz(count):
    table = Table()
    table.add("t", DataType.TIMESTAMPTZ)
    table.fill(int_keys(count), lambda number, chance: {
        "t": f"20{number % 90 + 10}-01-{number % 28 + 1:02}T03:04:05.{number % 1000:03}+08:00"})
    return table


def bm25(count):
    table = Table(vector=DataType.SPARSE_FLOAT_VECTOR)
    table.add("text", DataType.VARCHAR, enable_analyzer=True)
    table.schema.add_function(Function("words", FunctionType.BM25, ["text"], ["v"]))
    table.indexes["v"] = {"index_type": "SPARSE_INVERTED_INDEX", "metric_type": "BM25"}
    table.fill(int_keys(count), lambda number, chance: {
        "text": f"hello world {number} {number % 9}"})
    for row in table.rows["_default"]:
        del row["v"]
    return table


def unwelcome(count):
    """The keys 7, in the middle, and the last one have numbers that are none."""
    table = Table()
    table.add("label", DataType.VARCHAR)
    table.indexes["v"]["index_type"] = "FLAT"  # nothing is built of such numbers
    table.fill(range(count), lambda number, chance: {"label": f"row {number}"})
    rows = table.rows["_default"]
    for place, value in ((7, "nan"), (count // 2, "inf"), (count - 1, "-inf")):
        rows[place]["v"][place % table.dim] = float(value)
    return table


KINDS = {kind.__name__: kind for kind in (
    nullable, defaults, sparse, geometry, timestamptz, bm25, unwelcome)}
