"""Measures vecferry on rows of other shapes than the usual one, each against raw calls of the same run.

usage: bench_shapes.py SOURCE TARGET PROGRAM [--shapes NAME,…] [--share F]

Each shape is copied once, without index and verification. `--share 0.1` takes a tenth of the rows. The
large one is held against the usual one, of which it has ten times as many rows.
"""

import argparse
import sys
from dataclasses import replace

from bench import COPY, MEMORY, NAME, at_most, ceilings, copied, note, show_budgets
from bench_ferry import Ferry
from bench_wire import Shape, Wire

SHAPES = {
    "usual": Shape(100_000),
    "large": Shape(1_000_000),
    "small rows": Shape(2_000_000, dimension=2),
    "wide rows": Shape(30_000, dimension=1536, text=8000),
    "64 partitions": Shape(100_000, partitions=64),
    "varchar keys": Shape(100_000, key="varchar"),
}


def main():
    options = parse()
    source, target = Wire(options.source), Wire(options.target)
    ferry = Ferry(options.program, options.source, options.target)
    print(f"{'SHAPE':<16} {'ROWS':>9} {'ROWS/S':>9} {'MB/S':>7} {'OF THE BOUND':>13} "
          f"{'CPU/RAW':>8} {'PEAK MB':>8}", flush=True)
    figures = {}
    for name in options.shapes.split(","):
        shape = SHAPES[name]
        shape = replace(shape, rows=max(1000, int(shape.rows * options.share)))
        note(f"{name}: filling the source with {shape.rows:,} rows")
        source.fill(NAME, shape)
        seen = ceilings(source, target, shape)
        target.drop(COPY)
        seen |= copied(ferry, target, NAME, shape.rows)
        source.drop(NAME)
        show(name, shape, seen)
        figures[name] = seen
    ferry.close()
    show_budgets(budgets(figures))


def budgets(figures):
    lines = [at_most("peak resident memory, MB",
                     max(seen["peak"] for seen in figures.values()) / 1e6, MEMORY)]
    if "large" in figures and "usual" in figures:
        usual, large = figures["usual"], figures["large"]
        growth = usual["copy"] / large["copy"]
        lines.append(at_most("seconds per row, large against usual", growth, 1.10))
        # The servers themselves may become slower: what is left of it is the client's.
        growth *= large["bound"] / usual["bound"]
        lines.append(at_most("the same, where raw calls grow as they do", growth, 1.10))
    return lines


def show(name, shape, seen):
    print(f"{name:<16} {shape.rows:>9,} {seen['copy']:>9,.0f} "
          f"{seen['copy'] * seen['bytes'] / shape.rows / 1e6:>7,.1f} "
          f"{seen['copy'] / seen['bound']:>13.2f} {seen['cpu'] / seen['rawCPU']:>8.2f} "
          f"{seen['peak'] / 1e6:>8,.0f}", flush=True)


def parse():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("source")
    parser.add_argument("target")
    parser.add_argument("program")
    parser.add_argument("--shapes", default=",".join(SHAPES))
    parser.add_argument("--share", type=float, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
