"""Creates collections with rows that no client library would write, sent as bare messages.

usage: seed_raw.py ADDRESS shadows COLLECTION
       seed_raw.py ADDRESS json COLLECTION TEXT
       seed_raw.py ADDRESS meta COLLECTION TEXT
       seed_raw.py ADDRESS texts COLLECTION ROWS SHORT
       seed_raw.py ADDRESS long-keys COLLECTION ROWS

shadows    undeclared fields with the names of declared ones, and of columns that Lite keeps
json       twenty rows, of which that with key 7 has this text in its JSON field; DEEP in it stands
           for two thousand lists in each other
meta       twenty rows, of which that with key 7 has this text for its undeclared fields
texts      a text of ten characters and thirty bytes for a field of length ten; shorter ones after the
           first rows, as many as SHORT says
long-keys  keys of eighteen digits, made by the server, in a field of length four
What was there under the name is dropped; the collection is flushed, indexed and loaded.
"""

import sys

import grpc
from loading import load
from pymilvus import DataType, MilvusClient
from pymilvus.grpc_gen import milvus_pb2, milvus_pb2_grpc, schema_pb2

SHADOWS = {1: '{"score":111}', 2: '{"note":"x","score":null}', 3: '{"id":1003}', 4: '{"_seq":5}',
           5: '{"_partition":"zz"}', 6: '{"\\u0073core":1,"score":2}', 7: '{"v":[9,9,9,9]}'}
LONG = "漢字仮名交文章試験語"


def scalar(name, kind, member, values, **options):
    column = schema_pb2.FieldData(field_name=name, type=kind, **options)
    getattr(column.scalars, member).data.extend(values)
    return column


def numbers(name, values):
    return scalar(name, DataType.INT64, "long_data", values)


def vectors(count):
    column = schema_pb2.FieldData(field_name="v", type=DataType.FLOAT_VECTOR)
    column.vectors.dim = 4
    column.vectors.float_vector.data.extend(number / 7 for number in range(4 * count))
    return column


def schema_of(*fields, key=DataType.INT64, **options):
    limits = {"max_length": 4} if key == DataType.VARCHAR else {}
    schema = MilvusClient.create_schema(**options)
    schema.add_field("id", key, is_primary=True, **limits)
    schema.add_field("v", DataType.FLOAT_VECTOR, dim=4)
    for name, kind, limits in fields:
        schema.add_field(name, kind, **limits)
    return schema


def shadows():
    keys = range(1, 51)
    texts = [SHADOWS.get(key, '{"note":"x","deep":{"score":1}}').encode() for key in keys]
    return (schema_of(("score", DataType.DOUBLE, {}), enable_dynamic_field=True),
            [numbers("id", keys), vectors(len(keys)),
             scalar("score", DataType.DOUBLE, "double_data", [key / 2 for key in keys]),
             scalar("", DataType.JSON, "json_data", texts, is_dynamic=True)])


def odd_json(text):
    text = text.replace("DEEP", "[" * 2000 + "]" * 2000).encode()
    texts = [text if key == 7 else b'{"a":1}' for key in range(20)]
    return (schema_of(("j", DataType.JSON, {})),
            [numbers("id", range(20)), vectors(20), scalar("j", DataType.JSON, "json_data", texts)])


def odd_meta(text):
    texts = [text.encode() if key == 7 else b'{"a":1}' for key in range(20)]
    return (schema_of(enable_dynamic_field=True),
            [numbers("id", range(20)), vectors(20),
             scalar("", DataType.JSON, "json_data", texts, is_dynamic=True)])


def texts(rows, short):
    rows, long = int(rows), int(rows) - int(short)
    values = [LONG if key < long else "short" for key in range(rows)]
    return (schema_of(("text", DataType.VARCHAR, {"max_length": 10})),
            [numbers("id", range(rows)), vectors(rows),
             scalar("text", DataType.VARCHAR, "string_data", values)])


def long_keys(rows):
    return schema_of(key=DataType.VARCHAR, auto_id=True), [vectors(int(rows))]


KINDS = {"shadows": shadows, "json": odd_json, "meta": odd_meta, "texts": texts, "long-keys": long_keys}


def main():
    address, kind, name, *words = sys.argv[1:]
    schema, columns = KINDS[kind](*words)
    client = MilvusClient(uri=address, timeout=60)
    if client.has_collection(name):
        client.drop_collection(name)
    client.create_collection(name, schema=schema)
    channel = grpc.insecure_channel(address.split("//")[-1])
    rows = len(columns[0].scalars.long_data.data) or len(columns[0].vectors.float_vector.data) // 4
    answer = milvus_pb2_grpc.MilvusServiceStub(channel).Insert(milvus_pb2.InsertRequest(
        collection_name=name, fields_data=columns, num_rows=rows))
    if answer.status.code or answer.status.error_code:
        sys.exit(f"the rows were refused: {answer.status.reason}")
    client.flush(name)
    params = client.prepare_index_params()
    params.add_index("v", index_type="FLAT", metric_type="L2")
    client.create_index(name, params)
    load(client, name)


if __name__ == "__main__":
    main()
