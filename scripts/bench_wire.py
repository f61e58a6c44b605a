"""The ceilings of a server: raw gRPC calls whose answers are not decoded."""

import resource
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

import grpc
import numpy
from pymilvus.grpc_gen import common_pb2, milvus_pb2, milvus_pb2_grpc, schema_pb2

REQUEST = 8_000_000  # bytes of a request
READY = 40  # requests that wait in memory, ready to be sent
TYPES = schema_pb2.DataType
OPTIONS = [("grpc.max_send_message_length", -1), ("grpc.max_receive_message_length", -1)]
SERVICE = "/milvus.proto.milvus.MilvusService/"
FLOATS = numpy.random.default_rng(1).random(4_000_000, dtype=numpy.float32)


@dataclass(frozen=True)
class Shape:
    """What the rows of a collection are like."""

    rows: int
    dimension: int = 768
    text: int = 0  # characters of a row's text, about; 0 is a short one
    key: str = "int64"
    partitions: int = 0  # of its own, beside the one that every collection has

    @property
    def row_bytes(self):
        return 4 * self.dimension + max(self.text, 31) + 35

    @property
    def batch(self):
        """Rows of a request."""
        return max(1, min(REQUEST // self.row_bytes, 16_384))

    def keys(self, first, count):
        numbers = range(first, first + count)
        return numbers if self.key == "int64" else [f"key{n:012}" for n in numbers]

    def filter(self, first, end):
        first, end = self.keys(first, 1)[0], self.keys(end, 1)[0]
        quote = "" if self.key == "int64" else '"'
        return f"id >= {quote}{first}{quote} and id < {quote}{end}{quote}"

    def partition(self, first):
        """The partition of a request that begins with that row."""
        return f"part{first // self.batch % self.partitions}" if self.partitions else ""


@dataclass
class Spent:
    """What the client took for calls."""

    seconds: float = 0
    cpu: float = 0  # seconds of processor
    size: int = 0  # bytes of answers


def processor():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


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

    def create(self, name, shape):
        self.drop(name)
        schema = schema_pb2.CollectionSchema(name=name, enable_dynamic_field=True)
        if shape.key == "int64":
            schema.fields.add(name="id", data_type=TYPES.Int64, is_primary_key=True)
        else:
            key = schema.fields.add(name="id", data_type=TYPES.VarChar, is_primary_key=True)
            key.type_params.add(key="max_length", value="15")
        text = schema.fields.add(name="text", data_type=TYPES.VarChar)
        text.type_params.add(key="max_length", value=str(max(100, 2 * shape.text)))
        vector = schema.fields.add(name="v", data_type=TYPES.FloatVector)
        vector.type_params.add(key="dim", value=str(shape.dimension))
        good(self.stub.CreateCollection(milvus_pb2.CreateCollectionRequest(
            collection_name=name, schema=schema.SerializeToString(), shards_num=1)))
        for number in range(shape.partitions):
            good(self.stub.CreatePartition(milvus_pb2.CreatePartitionRequest(
                collection_name=name, partition_name=f"part{number}")))

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

    def fill(self, name, shape):
        """A loaded collection: a key, a text, a vector and dynamic fields."""
        self.create(name, shape)
        self.ingest(name, shape)
        self.flush(name)
        self.index(name)
        self.load(name)

    # -- rows

    def ingest(self, name, shape):
        """What sending the rows took; making the requests is not counted."""
        spent, step = Spent(), READY * shape.batch
        for first in range(0, shape.rows, step):
            last = min(first + step, shape.rows)
            ready = [insert_request(name, shape, start, min(shape.batch, last - start))
                     for start in range(first, last, shape.batch)]
            with timed(spent), ThreadPoolExecutor(self.at_once) as pool:
                for answer in pool.map(self.raw("Insert"), ready):
                    good_answer(answer)
        return spent

    def read(self, name, shape):
        """What reading every row in key ranges without a limit took."""
        pinned = 0
        if not self.is_lite:
            pinned = self.stub.AllocTimestamp(milvus_pb2.AllocTimestampRequest()).timestamp
        step = shape.batch * 4 if self.is_lite else shape.batch
        requests = [query_request(name, shape.filter(start, start + step), pinned)
                    for start in range(0, shape.rows, step)]
        spent = Spent()
        with timed(spent), ThreadPoolExecutor(self.at_once) as pool:
            spent.size = sum(
                pool.map(lambda request: good_answer(self.raw("Query")(request)), requests))
        return spent


@contextmanager
def timed(spent):
    began, before = time.perf_counter(), processor()
    yield
    spent.seconds += time.perf_counter() - began
    spent.cpu += processor() - before


def insert_request(name, shape, first, count):
    numbers = range(first, first + count)
    if shape.key == "int64":
        keys = schema_pb2.FieldData(type=TYPES.Int64, field_name="id")
        keys.scalars.long_data.data.extend(numbers)
    else:
        keys = schema_pb2.FieldData(type=TYPES.VarChar, field_name="id")
        keys.scalars.string_data.data.extend(shape.keys(first, count))
    texts = schema_pb2.FieldData(type=TYPES.VarChar, field_name="text")
    texts.scalars.string_data.data.extend(
        f"some text for the row number {n}".ljust(shape.text, "x") for n in numbers)
    others = schema_pb2.FieldData(type=TYPES.JSON, field_name="$meta", is_dynamic=True)
    others.scalars.json_data.data.extend(b'{"k": %d, "lang": "en"}' % n for n in numbers)
    wanted = count * shape.dimension
    offset = first * 7 % (len(FLOATS) - wanted)
    floats = tagged(2, tagged(1, FLOATS[offset:offset + wanted].tobytes()))
    vectors = varint(1 << 3) + varint(TYPES.FloatVector) + tagged(2, b"v") \
        + tagged(4, varint(1 << 3) + varint(shape.dimension) + floats)
    columns = [keys.SerializeToString(), texts.SerializeToString(), vectors,
               others.SerializeToString()]
    partition = shape.partition(first)
    return tagged(3, name.encode()) + (tagged(4, partition.encode()) if partition else b"") \
        + b"".join(tagged(5, column) for column in columns) + varint(7 << 3) + varint(count)


def query_request(name, expression, pinned):
    return milvus_pb2.QueryRequest(
        collection_name=name, expr=expression, output_fields=["id", "text", "v", "$meta"],
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
