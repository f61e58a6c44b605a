"""Measures a copy by several workers against that of one process, in one run on the same servers.

usage: bench_many.py SOURCE TARGET PROGRAM --on PLACE [--rows N] [--rounds N] [--ceiling MB]

In each round one process and PLACE, one after the other, copy the same rows, and before that a
collection so small that its time is the start-up. Figures are medians. What n executors would do is
computed of them: min(n w, 1 / k, C) rows/s, where w is the rate of the one process, k the processor
time that the process which hands key ranges out takes for a row, and C the ceiling of the target,
given in MB a second. That process is thought to have one core, and each executor to do as well as
the one process did here.
"""

import argparse
import os
import sys
import threading
from contextlib import suppress
from pathlib import Path
from statistics import median

from bench import COPY, NAME, SMALL, copied, note
from bench_ferry import Ferry, own_seconds
from bench_wire import Shape, Wire

FEW = 1000
EXECUTORS = 1, 2, 4, 8, 16, 32, 64, 100


class Workers(threading.Thread):
    """Adds up the processor time of all workers that begin on this machine, until it is left."""

    def __init__(self):
        super().__init__(daemon=True)
        self.earlier, self.spent, self.over = processes(), {}, threading.Event()

    def run(self):
        while not self.over.wait(0.02):
            for process in processes() - self.earlier:
                with suppress(OSError):  # it may have ended
                    if process in self.spent or is_worker(process):
                        self.spent[process] = own_seconds(process)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.join()

    @property
    def seconds(self):
        return sum(self.spent.values())


def processes():
    return {int(name) for name in os.listdir("/proc") if name.isdigit()}


def is_worker(process):
    words = Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")
    return words[1:3] == [b"worker", b"--stdio"]


def one_round(ferry, target, options):
    """Of each way: rows per second, seconds for a few rows, and seconds of processor for a row."""
    seen = {}
    for way, place in ("one", ""), ("many", f"--on {options.on}"):
        few = copied(ferry, target, SMALL, FEW, place)
        with Workers() as workers:
            all_rows = copied(ferry, target, NAME, options.rows, place)
        if place and not workers.spent:
            raise RuntimeError(f"no worker of {options.on} was seen on this machine")
        seen |= {f"{way}Rate": all_rows["copy"], f"{way}Few": few["copyWall"],
                 f"{way}Own": all_rows["own"],
                 f"{way}CPU": all_rows["own"] + workers.seconds / options.rows}
    return seen


def show(seen, options):
    print(f"\n{options.on}, {options.rows:,} rows of {Shape(1).row_bytes:,} bytes, "
          f"median of {options.rounds}")
    print(f"  {'':<40} {'ONE':>9} {'--on':>9} {'RATIO':>7}")
    for what, key, factor in (("rows/s, start-up included", "Rate", 1),
                              ("client CPU of all processes, µs a row", "CPU", 1e6)):
        one, many = seen[f"one{key}"] * factor, seen[f"many{key}"] * factor
        print(f"  {what:<40} {one:>9,.0f} {many:>9,.0f} {many / one:>7.2f}")
    print(f"  {f'all of a migration of {FEW:,} rows, s':<40} {seen['oneFew']:>9.2f} "
          f"{seen['manyFew']:>9.2f}")
    print(f"  {'start-up of --on, s':<40} {'':>9} {seen['manyFew'] - seen['oneFew']:>9.2f}")


def show_growth(seen, options):
    megabyte = Shape(1).row_bytes / 1e6
    print(f"\ncomputed: min(n x {seen['oneRate']:,.0f} rows/s, 1 / {seen['manyOwn'] * 1e6:,.1f} µs "
          f"of handing out, {options.ceiling:g} MB/s of the target)")
    print(f"  {'EXECUTORS':>9} {'ROWS/S':>10} {'MB/S':>8} {'OVER ONE':>9}  BOUND BY")
    for count in EXECUTORS:
        rate, bound = min((count * seen["oneRate"], "executors"),
                          (1 / seen["manyOwn"], "handing out"),
                          (options.ceiling / megabyte, "target"))
        print(f"  {count:>9} {rate:>10,.0f} {rate * megabyte:>8,.1f} "
              f"{rate / seen['oneRate']:>9.1f}  {bound}")


def main():
    options = parse()
    source, target = Wire(options.source), Wire(options.target)
    ferry = Ferry(options.program, options.source, options.target)
    target.drop(COPY)
    for name, rows in (NAME, options.rows), (SMALL, FEW):
        note(f"filling the source with {rows:,} rows")
        source.fill(name, Shape(rows))
    rounds = []
    for number in range(options.rounds):
        note(f"round {number + 1} of {options.rounds}")
        rounds.append(one_round(ferry, target, options))
    seen = {key: median(one[key] for one in rounds) for key in rounds[0]}
    for name in NAME, SMALL:
        source.drop(name)
    ferry.close()
    show(seen, options)
    show_growth(seen, options)


def parse():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("source")
    parser.add_argument("target")
    parser.add_argument("program")
    parser.add_argument("--on", required=True)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=3)
    # 256 MB/s: the most that Zilliz Cloud grants any cluster by its documentation.
    parser.add_argument("--ceiling", type=float, default=256, metavar="MB")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
