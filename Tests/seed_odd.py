"""Makes a small collection with something odd about it, loaded and with three entities.

usage: seed_odd.py ADDRESS NAME [--key NAME] [--field NAME] [--length N] [--capacity N]
                   [--partition NAME] [--alias NAME] [--metric METRIC] [--index-name NAME]
                   [--description N] [--bare] [--leftover]

Names go to the server as they are. --description gives the collection one of N letters, --metric makes the vector one of bits with a BIN_FLAT index, --bare
leaves out entities and index, --leftover drops the collection and leaves its alias behind.
"""

import argparse
import time

import grpc
from pymilvus.grpc_gen import milvus_pb2 as milvus
from pymilvus.grpc_gen import milvus_pb2_grpc, schema_pb2

ROWS = 3
LOADED = 3
INT64, VARCHAR, ARRAY, BITS, FLOATS = 5, 21, 22, 100, 101


def field(name, kind, **parameters):
    made = schema_pb2.FieldSchema(name=name, data_type=kind)
    for key, value in parameters.items():
        made.type_params.add(key=key, value=str(value))
    return made


def column(made):
    data = schema_pb2.FieldData(field_name=made.name, type=made.data_type)
    if made.data_type == INT64:
        data.scalars.long_data.data.extend(range(1, ROWS + 1))
    elif made.data_type == VARCHAR:
        data.scalars.string_data.data.extend(["a"] * ROWS)
    elif made.data_type == ARRAY:
        data.scalars.array_data.element_type = INT64
        for _ in range(ROWS):
            data.scalars.array_data.data.add().long_data.data.append(1)
    elif made.data_type == BITS:
        data.vectors.dim, data.vectors.binary_vector = 16, bytes(range(2 * ROWS))
    else:
        data.vectors.dim = 4
        data.vectors.float_vector.data.extend([0.5] * 4 * ROWS)
    return data


def fields(options):
    key = field(options.key, INT64)
    key.is_primary_key = True
    made = [key, field("v", BITS, dim=16) if options.metric else field("v", FLOATS, dim=4)]
    if options.field:
        made.append(field(options.field, INT64))
    if options.length:
        made.append(field("t", VARCHAR, max_length=options.length))
    if options.capacity:
        array = field("a", ARRAY, max_capacity=options.capacity)
        array.element_type = INT64
        made.append(array)
    return made


def call(answer):
    status = answer.status if hasattr(answer, "status") else answer
    if status.code or status.error_code:
        raise SystemExit(f"refused: {status.code} {status.reason}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("address")
    parser.add_argument("name")
    for option in ("field", "partition", "alias", "metric"):
        parser.add_argument(f"--{option}")
    parser.add_argument("--key", default="id")
    parser.add_argument("--index-name", default="v")
    parser.add_argument("--description", type=int, default=0)
    parser.add_argument("--length", type=int)
    parser.add_argument("--capacity", type=int)
    parser.add_argument("--bare", action="store_true")
    parser.add_argument("--leftover", action="store_true")
    options = parser.parse_args()
    make(milvus_pb2_grpc.MilvusServiceStub(channel(options.address)), options)


def channel(address):
    return grpc.insecure_channel(address.split("//")[1])


def make(server, options):
    name, made = options.name, fields(options)
    if options.alias:
        server.DropAlias(milvus.DropAliasRequest(alias=options.alias))
    server.DropCollection(milvus.DropCollectionRequest(collection_name=name))
    schema = schema_pb2.CollectionSchema(
        name=name, fields=made, description="d" * options.description
    )
    call(
        server.CreateCollection(
            milvus.CreateCollectionRequest(
                collection_name=name, schema=schema.SerializeToString(), shards_num=1
            )
        )
    )
    if options.alias:
        call(server.CreateAlias(milvus.CreateAliasRequest(collection_name=name, alias=options.alias)))
    if options.leftover:
        return call(server.DropCollection(milvus.DropCollectionRequest(collection_name=name)))
    if options.bare:
        return None
    if options.partition:
        call(
            server.CreatePartition(
                milvus.CreatePartitionRequest(
                    collection_name=name, partition_name=options.partition
                )
            )
        )
    columns = [column(one) for one in made]
    call(
        server.Insert(
            milvus.InsertRequest(
                collection_name=name,
                num_rows=ROWS,
                fields_data=columns,
                partition_name=options.partition or "",
            )
        )
    )
    index = milvus.CreateIndexRequest(collection_name=name, field_name="v", index_name=options.index_name)
    index.extra_params.add(key="index_type", value="BIN_FLAT" if options.metric else "FLAT")
    index.extra_params.add(key="metric_type", value=options.metric or "L2")
    call(server.CreateIndex(index))
    call(server.LoadCollection(milvus.LoadCollectionRequest(collection_name=name)))
    while server.GetLoadState(milvus.GetLoadStateRequest(collection_name=name)).state != LOADED:
        time.sleep(0.1)


if __name__ == "__main__":
    main()
