"""Raw calls to servers of every release: no client library stands between, and asks what they lack."""

import time

import grpc
from pymilvus.grpc_gen import common_pb2 as common
from pymilvus.grpc_gen import milvus_pb2 as messages
from pymilvus.grpc_gen import milvus_pb2_grpc as stubs
from pymilvus.grpc_gen import schema_pb2 as schema

TYPES = schema.DataType
WHOLE = 16384  # rows that one query may return


class Refused(Exception):
    """A server did not do what was asked."""


class Wire:
    """One server."""

    def __init__(self, address):
        channel = grpc.insecure_channel(
            address.removeprefix("http://"),
            options=[("grpc.max_receive_message_length", 1 << 29)])
        self.stub = stubs.MilvusServiceStub(channel)

    def call(self, method, request, lacks=None):
        """The answer; `lacks` in its place where the server does not have the call."""
        try:
            answer = getattr(self.stub, method)(request, timeout=120)
        except grpc.RpcError as error:
            if error.code() == grpc.StatusCode.UNIMPLEMENTED and lacks is not None:
                return lacks
            raise
        status = getattr(answer, "status", answer)
        if status.code or status.error_code:
            raise Refused(f"{method}: {status.code} {status.reason}")
        return answer

    def collections(self):
        return self.call("ShowCollections", messages.ShowCollectionsRequest()).collection_names

    def describe(self, name):
        return self.call("DescribeCollection",
                         messages.DescribeCollectionRequest(collection_name=name))

    def partitions(self, name):
        answer = self.call("ShowPartitions", messages.ShowPartitionsRequest(collection_name=name),
                           lacks=False)
        return sorted(answer.partition_names) if answer else ["_default"]

    def load(self, name):
        self.call("LoadCollection",
                  messages.LoadCollectionRequest(collection_name=name, replica_number=1))
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            answer = self.call("GetLoadingProgress",
                               messages.GetLoadingProgressRequest(collection_name=name))
            if answer.progress >= 100:
                return
            time.sleep(0.2)
        raise Refused(f"{name} is not loaded after 120 s")

    def is_loaded(self, name):
        answer = self.call("GetLoadState", messages.GetLoadStateRequest(collection_name=name))
        return answer.state == common.LoadState.LoadStateLoaded

    def release(self, name):
        self.call("ReleaseCollection", messages.ReleaseCollectionRequest(collection_name=name))

    def rows(self, name):
        """Rows by the statistics."""
        answer = self.call("GetCollectionStatistics",
                           messages.GetCollectionStatisticsRequest(collection_name=name))
        return int({pair.key: pair.value for pair in answer.stats}["row_count"])

    def query(self, name, filter, fields, partitions=()):
        # With a limit, 2.2.16 gives no more than 8,192 rows of a sealed segment; without a filter
        # there has to be one.
        limit = [] if filter else [common.KeyValuePair(key="limit", value=str(WHOLE))]
        return self.call("Query", messages.QueryRequest(
            collection_name=name, expr=filter, output_fields=fields, partition_names=partitions,
            query_params=limit,
            guarantee_timestamp=0, consistency_level=common.ConsistencyLevel.Strong)).fields_data

    def drop(self, name):
        if name not in self.collections():
            return
        for alias in self.describe(name).aliases:
            self.call("DropAlias", messages.DropAliasRequest(alias=alias))
        self.call("DropCollection", messages.DropCollectionRequest(collection_name=name))


def pairs(**values):
    return [common.KeyValuePair(key=key, value=str(value)) for key, value in values.items()]


def cells(column, count):
    """The cells of a column as things that are equal if their bytes are."""
    if column.WhichOneof("field") == "vectors":
        return vector_cells(column.vectors, count)
    kind = column.scalars.WhichOneof("data")
    if kind is None:
        return [None] * count
    data = getattr(column.scalars, kind).data
    if kind == "array_data":
        return [cell.SerializeToString(deterministic=True) for cell in data]
    if kind in ("float_data", "double_data"):
        return [float.hex(value) for value in data]
    return list(data)


def vector_cells(vectors, count):
    kind = vectors.WhichOneof("data")
    if kind == "float_vector":
        data, width = [float.hex(value) for value in vectors.float_vector.data], vectors.dim
        return [tuple(data[place * width:(place + 1) * width]) for place in range(count)]
    if kind == "sparse_float_vector":
        return list(vectors.sparse_float_vector.contents)
    data = getattr(vectors, kind)
    width = vectors.dim // 8 if kind == "binary_vector" else vectors.dim * 2
    return [data[place * width:(place + 1) * width] for place in range(count)]
