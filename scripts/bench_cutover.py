"""Measures a cutover: what a copy takes, and what it takes to bring it up to date after a few changes.

usage: bench_cutover.py SOURCE TARGET PROGRAM [--rows N] [--changed F] [--dimension N]

Of the entities that change a half is replaced, at places all over the keys, three tenths are new, two
tenths are deleted. Writes would stand still for the last sync and what proves it.
"""

import argparse
import sys
from dataclasses import replace

from pymilvus.grpc_gen import milvus_pb2

from bench import COPY, NAME, note
from bench_ferry import Ferry
from bench_wire import Shape, Wire, good, good_answer, insert_request

TOGETHER = 10  # replaced entities that are neighbours


def main():
    options = parse()
    shape = Shape(options.rows, dimension=options.dimension)
    source = Wire(options.source)
    ferry = Ferry(options.program, options.source, options.target)
    note(f"filling the source with {shape.rows:,} rows")
    source.fill(NAME, shape)
    changes = f"{options.changed:.3g} of them changed"
    steps = [
        ("migrate", f"migrate {NAME} --rename {NAME}:{COPY} --aliases later --yes"),
        ("load of the copy", f"load target:{COPY} --wait"),
        ("sync, nothing changed", f"sync {NAME} {COPY} --delete --yes"),
        (f"sync, {changes}", f"sync {NAME} {COPY} --delete --yes"),
        ("verify --mode full", f"verify {NAME} {COPY} --mode full"),
    ]
    print(f"{shape.rows:,} rows of {shape.row_bytes:,} bytes")
    seconds = {}
    for what, command in steps:
        if what.endswith(changes):
            note(f"{changed(source, shape, options.changed):,} rows change")
        note(command)
        seconds[what] = ferry.do(command).wall
        print(f"  {what:<36} {seconds[what]:>7.1f} s {seconds[what] / seconds['migrate']:>6.2f} "
              "of migrate", flush=True)
    source.drop(NAME)
    Wire(options.target).drop(COPY)
    ferry.close()


def changed(source, shape, share):
    """Changes that share of a collection's rows, and returns how many those are."""
    count = round(shape.rows * share)
    replaced, new, gone = count // 2, count * 3 // 10, count // 5
    other = replace(shape, text=50)
    for first in spread(shape.rows, replaced // TOGETHER):
        good_answer(source.raw("Upsert")(insert_request(NAME, other, first, TOGETHER)))
    good_answer(source.raw("Insert")(insert_request(NAME, shape, shape.rows, new)))
    # Beside the replaced ones.
    keys = [str(first + TOGETHER) for first in spread(shape.rows, gone)]
    good(source.stub.Delete(milvus_pb2.DeleteRequest(
        collection_name=NAME, expr=f"id in [{','.join(keys)}]")).status)
    return replaced // TOGETHER * TOGETHER + new + gone


def spread(rows, count):
    """So many places, evenly over the rows."""
    return [number * rows // count for number in range(count)]


def parse():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("source")
    parser.add_argument("target")
    parser.add_argument("program")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--changed", type=float, default=0.01, metavar="F")
    parser.add_argument("--dimension", type=int, default=128)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
