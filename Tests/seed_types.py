"""Creates collections that hold what real servers can hold, for the tests of the Swift package.

usage: seed_types.py ADDRESS KIND COLLECTION… [--rows N] [--replace] [--released] [--alias NAME]
                     [--database DB] [--token TOKEN]

Kinds for every server
  scalars        int64 key close to both ends of its range; every scalar type, JSON, dynamic field
  varchar        string keys with quotes, backslashes, line feeds, emoji, control characters, empty
  arrays         arrays of every element type, some cells empty
  dynamic        hardly any field, everything in the dynamic field
  partitions     int64 key, four partitions, one of them empty, rows also in _default
  partition_key  rows spread by a partition key
  empty          a collection without rows
  auto_id        keys made by the server
  deleted        rows deleted and rows replaced after they were flushed
  large          many rows of 768 dimensions with text and dynamic fields (--rows)
  unreadable     keys at both ends of int64: Milvus counts the row of the largest, and never returns it
Kinds for Milvus only
  binary         binary vectors, string keys
  indexed        two shards, descriptions, Strong consistency, HNSW and scalar indexes, a property
  duplicates     every key three times, each with other values
  scattered      the same keys in two partitions
  partly_loaded  two partitions, one of them loaded
Kinds for Lite only
  indexed_lite   the same with the scalar indexes of Lite
  nullable       every scalar type and an array, a third of the cells null
  defaults       fields with default values, given and not given
  sparse         sparse vectors
  geometry       points as text
  timestamptz    times with time zones
  bm25           a function that makes sparse vectors of a text
  unwelcome      three vectors with NaN or infinity, which Milvus refuses
Without --released the collection is flushed, indexed and loaded. Rows depend on the kind only.
"""

import argparse
import fcntl
import re
import tempfile
from contextlib import contextmanager
from pathlib import Path

from pymilvus import MilvusClient

import lite_tables
import type_tables

KINDS = type_tables.KINDS | lite_tables.KINDS

BATCH = 2000


def create(client, name, table):
    client.create_collection(name, schema=table.schema, **table.collection)
    for partition in table.rows:
        if partition != "_default":
            client.create_partition(name, partition)


def insert(client, name, table, has_partition_key):
    for partition, rows in table.rows.items():
        for start in range(0, len(rows), BATCH):
            client.insert(name, rows[start:start + BATCH],
                          partition_name=None if has_partition_key else partition)


def index(client, name, table):
    params = client.prepare_index_params()
    for field, wanted in table.indexes.items():
        params.add_index(field, index_name=field, **wanted)
    client.create_index(name, params)


def drop(client, name):
    if client.has_collection(name):
        for alias in client.list_aliases(name)["aliases"]:
            client.drop_alias(alias)
        client.drop_collection(name)


def main():
    options = parse()
    client = MilvusClient(uri=options.address, token=options.token, db_name=options.database, timeout=60)
    table = KINDS[options.kind](options.rows)
    for name in options.collections:
        if options.replace:
            drop(client, name)
        create(client, name, table)
        insert(client, name, table, has_partition_key=options.kind == "partition_key")
        if not options.released:
            client.flush(name)
            index(client, name, table)
            table.load(client, name)
        table.change(client, name)
        with alone(options.address):
            for alias in options.alias:
                client.create_alias(name, alias)
        print(f"{name}: {sum(map(len, table.rows.values())):,} rows inserted")


@contextmanager
def alone(address):
    """Keeps other seeds of the same server out: Lite writes one file for all of its aliases."""
    name = "vecferry-seed-" + re.sub(r"\W+", "-", address)
    with open(Path(tempfile.gettempdir()) / name, "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def parse():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("address")
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("collections", nargs="+", metavar="COLLECTION")
    parser.add_argument("--rows", type=int, default=300)
    parser.add_argument("--alias", action="append", default=[])
    parser.add_argument("--replace", action="store_true")
    parser.add_argument("--released", action="store_true")
    parser.add_argument("--database", default="")
    parser.add_argument("--token", default="")
    return parser.parse_args()


if __name__ == "__main__":
    main()
