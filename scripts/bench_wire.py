"""The ceilings of a server: raw gRPC calls whose answers are not decoded."""

import time
from concurrent.futures import ThreadPoolExecutor

import grpc
import numpy
from pymilvus.grpc_gen import common_pb2, milvus_pb2, milvus_pb2_grpc, schema_pb2

DIMENSION = 768
BATCH = 2500  # rows of a request: 8 MB
SEGMENT = 40 * BATCH  # rows that wait in memory, ready to be sent
TYPES = schema_pb2.DataType
OPTIONS = [("grpc.max_send_message_length", -1), ("grpc.max_receive_message_length", -1)]
SERVICE = "/milvus.proto.milvus.MilvusService/"
POOL = numpy.random.default_rng(1).random((2 * BATCH, DIMENSION), dtype=numpy.float32)


def tagged(number, payload):
    """A length-delimited protobuf field."""
    return varint(number << 3 | 2) + varint(len(payload)) + payload


def varint(value):
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


class Wire:
    """One server, spoken to as directly as gRPC allows."""

    def __init__(self, address):
        self.channel = grpc.insecure_channel(address.removeprefix("http://"), options=OPTIONS)
        self.stub = milvus_pb2_grpc.MilvusServiceStub(self.channel)
        version = self.stub.GetVersion(milvus_pb2.GetVersionRequest()).version
        self.is_lite = version.startswith("milvus_lite")
        self.at_once = 1 if self.is_lite else 4

    def raw(self, method):
        return self.channel.unary_unary(SERVICE + method)

    # -- collections

    def create(self, name):
        self.drop(name)
        schema = schema_pb2.CollectionSchema(name=name, enable_dynamic_field=True)
        schema.fields.add(name="id", data_type=TYPES.Int64, is_primary_key=True)
        text = schema.fields.add(name="text", data_type=TYPES.VarChar)
        text.type_params.add(key="max_length", value="100")
        vector = schema.fields.add(name="v", data_type=TYPES.FloatVector)
        vector.type_params.add(key="dim", value=str(DIMENSION))
        good(self.stub.CreateCollection(milvus_pb2.CreateCollectionRequest(
            collection_name=name, schema=schema.SerializeToString(), shards_num=1)))

    def drop(self, name):
        self.stub.DropCollection(milvus_pb2.DropCollectionRequest(collection_name=name))

    def flush(self, name):
        flushed = self.stub.Flush(milvus_pb2.FlushRequest(collection_names=[name]))
        good(flushed.status)
        asked = milvus_pb2.GetFlushStateRequest(
            segmentIDs=flushed.coll_segIDs[name].data, flush_ts=flushed.coll_flush_ts[name],
            collection_name=name)
        wait(lambda: self.stub.GetFlushState(asked).flushed)

    def index(self, name):
        request = milvus_pb2.CreateIndexRequest(collection_name=name, field_name="v")
        for key, value in (("index_type", "FLAT"), ("metric_type", "L2")):
            request.extra_params.add(key=key, value=value)
        good(self.stub.CreateIndex(request))

    def load(self, name):
        good(self.stub.LoadCollection(milvus_pb2.LoadCollectionRequest(
            collection_name=name, replica_number=1)))
        asked = milvus_pb2.GetLoadingProgressRequest(collection_name=name)
        wait(lambda: self.stub.GetLoadingProgress(asked).progress >= 100)

    def fill(self, name, rows):
        """A loaded collection of that many rows: 768 dimensions, a text and dynamic fields."""
        self.create(name)
        self.ingest(name, rows)
        self.flush(name)
        self.index(name)
        self.load(name)

    # -- rows

    def ingest(self, name, rows):
        """Seconds that sending the rows took; making the requests is not counted."""
        seconds = 0
        for first in range(0, rows, SEGMENT):
            last = min(first + SEGMENT, rows)
            ready = [insert_request(name, start, min(BATCH, last - start))
                     for start in range(first, last, BATCH)]
            began = time.perf_counter()
            with ThreadPoolExecutor(self.at_once) as pool:
                for answer in pool.map(self.raw("Insert"), ready):
                    good_answer(answer)
            seconds += time.perf_counter() - began
        return seconds

    def read(self, name, rows):
        """(seconds, bytes) of reading every row in key ranges without a limit."""
        pinned = 0
        if not self.is_lite:
            pinned = self.stub.AllocTimestamp(milvus_pb2.AllocTimestampRequest()).timestamp
        step = 10_000 if self.is_lite else BATCH
        requests = [query_request(name, start, start + step, pinned)
                    for start in range(0, rows, step)]
        began = time.perf_counter()
        with ThreadPoolExecutor(self.at_once) as pool:
            size = sum(pool.map(lambda request: good_answer(self.raw("Query")(request)), requests))
        return time.perf_counter() - began, size


def insert_request(name, first, count):
    numbers = range(first, first + count)
    keys = schema_pb2.FieldData(type=TYPES.Int64, field_name="id")
    keys.scalars.long_data.data.extend(numbers)
    texts = schema_pb2.FieldData(type=TYPES.VarChar, field_name="text")
    texts.scalars.string_data.data.extend(f"some text for the row number {n}" for n in numbers)
    others = schema_pb2.FieldData(type=TYPES.JSON, field_name="$meta", is_dynamic=True)
    others.scalars.json_data.data.extend(b'{"k": %d, "lang": "en"}' % n for n in numbers)
    offset = first // BATCH * 7 % BATCH
    floats = tagged(2, tagged(1, POOL[offset:offset + count].tobytes()))
    vectors = varint(1 << 3) + varint(TYPES.FloatVector) + tagged(2, b"v") \
        + tagged(4, varint(1 << 3) + varint(DIMENSION) + floats)
    columns = [keys.SerializeToString(), texts.SerializeToString(), vectors,
               others.SerializeToString()]
    return tagged(3, name.encode()) + b"".join(tagged(5, column) for column in columns) \
        + varint(7 << 3) + varint(count)


def query_request(name, first, end, pinned):
    return milvus_pb2.QueryRequest(
        collection_name=name, expr=f"id >= {first} and id < {end}",
        output_fields=["id", "text", "v", "$meta"],
        consistency_level=common_pb2.ConsistencyLevel.Customized,
        guarantee_timestamp=pinned).SerializeToString()


def good(status):
    if status.code or status.error_code:
        raise RuntimeError(status.reason)


def good_answer(answer):
    """The size of a raw answer whose status, its first field, says success."""
    if answer[:1] == b"\x0a" and answer[1]:
        good(common_pb2.Status.FromString(answer[2:2 + answer[1]]))
    return len(answer)


def wait(done, seconds=600):
    deadline = time.monotonic() + seconds
    while not done():
        if time.monotonic() > deadline:
            raise TimeoutError("the server does not finish")
        time.sleep(0.1)
