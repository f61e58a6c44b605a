"""Measures vecferry on many small collections, and on one of many partitions, by time and memory.

usage: bench_collections.py SOURCE TARGET PROGRAM [--collections N,…] [--partitions N] [--json]

Every command works on all collections of the source, which are as many as each number says, one
number after another: what grows with them shows. A partition has 20 rows, a collection 50. As in
bench.py, a budget that is missed is shown, and changes no exit status.
"""

import argparse
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass

from pymilvus.grpc_gen import milvus_pb2

from bench import COPY, MEMORY, NAME, at_most, documents, note, show_budgets
from bench_ferry import Ferry
from bench_wire import Shape, Wire, good, wait

FEW = Shape(50, dimension=8)
PARTITION_ROWS = 20
EACH = 0.5  # seconds to migrate one of many: 200 in 100 s
WORKERS = 8  # collections that are made or dropped at a time


class Partitioned(Shape):
    """Each request fills a partition of its own."""

    batch = PARTITION_ROWS


@dataclass
class Step:
    """What a command took for so many collections or partitions."""

    command: str
    count: int
    seconds: float
    peak: int  # bytes of resident memory

    @property
    def each(self):
        return self.seconds / self.count


def many(source, target, options):
    """What commands take for each number of collections."""
    names, steps = [], []
    with dropping(names, target, source):
        for count in sorted(options.collections):
            new = [f"{NAME}{number:05}" for number in range(len(names), count)]
            names += new
            on_each(target, names, target.drop)
            note(f"making {len(new):,} collections of {FEW.rows} rows")
            on_each(source, new, lambda name: fill(source, name, FEW))
            steps += measured(options, count, ["check --all", f"list collections --limit {count}",
                                               "migrate --all --yes"])
            on_each(target, names, lambda name: require(target, name, FEW.rows))
    return steps


def partitioned(source, target, options):
    """What commands take for one collection of many partitions."""
    count = options.partitions
    shape = Partitioned(count * PARTITION_ROWS, dimension=FEW.dimension, partitions=count)
    with dropping([NAME, COPY], target, source):
        target.drop(COPY)
        note(f"making {count:,} partitions of {PARTITION_ROWS} rows")
        fill(source, NAME, shape)
        steps = measured(options, count, [f"migrate {NAME} --rename {NAME}:{COPY} --yes",
                                          f"load target:{COPY} --wait",
                                          f"verify {NAME} {COPY} --mode full"])
        require(target, COPY, shape.rows)
    return steps


@contextmanager
def dropping(names, *servers):
    """Leaves no collection of these names on the servers, also after a failure."""
    try:
        yield
    finally:
        for server in servers:
            on_each(server, names, server.drop)


def fill(server, name, shape):
    """A loaded collection; a flush would take long, and its rows are seen without one."""
    server.create(name, shape)
    server.ingest(name, shape)
    server.index(name)
    server.load(name)


def on_each(server, names, work):
    with ThreadPoolExecutor(1 if server.is_lite else WORKERS) as pool:
        list(pool.map(work, names))


def measured(options, count, commands):
    ferry = Ferry(options.program, options.source, options.target)
    steps = []
    for command in commands:
        note(command)
        run = ferry.do(command)
        steps.append(Step(command, count, run.wall, run.peak))
    ferry.close()
    return steps


def require(server, name, rows):
    """Fails unless a collection has so many rows; statistics lag behind a flush for a while."""
    with suppress(TimeoutError):
        wait(lambda: stored(server, name) >= rows, seconds=30)
    if stored(server, name) != rows:
        raise RuntimeError(f"{stored(server, name)} of {rows} rows arrived in {name}")


def stored(server, name):
    answer = server.stub.GetCollectionStatistics(
        milvus_pb2.GetCollectionStatisticsRequest(collection_name=name))
    good(answer.status)
    return next(int(pair.value) for pair in answer.stats if pair.key == "row_count")


def budgets(steps):
    lines = [at_most(f"seconds of migrate for one of {step.count:,}", step.each, EACH)
             for step in steps if step.command.startswith("migrate --all")]
    peak = max(step.peak for step in steps) / 1e6
    return lines + [at_most("peak resident memory, MB", peak, MEMORY)]


def show(steps):
    print(f"{'COUNT':>7}  {'COMMAND':<46} {'SECONDS':>9} {'S EACH':>8} {'PEAK MB':>8}")
    for step in steps:
        print(f"{step.count:>7,}  {step.command:<46} {step.seconds:>9.2f} {step.each:>8.4f} "
              f"{step.peak / 1e6:>8,.0f}")
    show_budgets(budgets(steps))


def main():
    options = parse()
    source, target = Wire(options.source), Wire(options.target)
    steps = many(source, target, options)
    if options.partitions:
        steps += partitioned(source, target, options)
    if options.json:
        print(json.dumps({"steps": [asdict(step) | {"each": step.each} for step in steps],
                          "budgets": documents(budgets(steps))}, indent=1))
    else:
        show(steps)


def numbers(text):
    return [int(number) for number in text.split(",")]


def parse():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("source")
    parser.add_argument("target")
    parser.add_argument("program")
    parser.add_argument("--collections", type=numbers, default=[], metavar="N,…")
    parser.add_argument("--partitions", type=int, default=0, metavar="N")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if not options.collections and not options.partitions:
        parser.error("--collections or --partitions is missing")
    return options


if __name__ == "__main__":
    sys.exit(main())
