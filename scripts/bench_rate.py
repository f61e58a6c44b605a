"""Measures vecferry against the write limit of a target: how much of it is used, how good time left is.

usage: bench_rate.py SOURCE TARGET PROGRAM LIMIT [--seconds N]

LIMIT is what the target was started with, `quotaAndLimits.dml.insertRate.max` in MiB per second. So
many rows are copied as it takes in that time.
"""

import argparse
import json
import subprocess
import sys
import time

from bench_ferry import Ferry, find
from bench_wire import Shape, Wire

NAME, COPY = "bench_rate", "bench_rate_copy"
ROW = 3138  # bytes of a row on the wire


def main():
    options = parse()
    limit = options.limit * 2**20
    shape = Shape(int(limit * options.seconds / ROW))
    source, target = Wire(options.source), Wire(options.target)
    source.fill(NAME, shape)
    ferry = Ferry(options.program, options.source, options.target)
    target.drop(COPY)
    events = watched(ferry)
    shown = subprocess.run([ferry.program, "status", "1", "-o", "json"], env=ferry.environment(),
                           capture_output=True, text=True, check=True)
    job = json.loads(shown.stdout)
    share = find(job, "bytes") / find(job, "copySeconds") / limit
    report("share of the limit", share, ">= 0.95", share >= 0.95, options)
    error = estimate_error(events, find(job, "copySeconds"))
    report("error of time left after 20 s", error, "<= 0.1",
           error is None or error <= 0.1, options)
    print(f"  {find(job, 'retries')} calls repeated")
    source.drop(NAME)
    target.drop(COPY)
    ferry.close()


def watched(ferry):
    """(seconds, event) of each line of progress of a migration."""
    events = []
    child = subprocess.Popen(
        [ferry.program, "-c", f"set progress json; connect source {ferry.source}; connect target "
         f"{ferry.target}; migrate {NAME} --rename {NAME}:{COPY} --verify none --index none --yes"],
        env=ferry.environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, text=True)
    for line in child.stderr:
        if line.startswith("{"):
            events.append((time.monotonic(), json.loads(line)))
    if child.wait():
        raise RuntimeError(f"the migration ended with {child.returncode}")
    return events


def estimate_error(events, seconds):
    """How wrong the first estimate after 20 s was, as a share of the time that was left then."""
    copies = [(at, event) for at, event in events if event["phase"] == "copy"]
    if not copies:
        return None
    began = copies[0][0]
    for at, event in copies:
        left = seconds - (at - began)
        if at - began >= 20 and event["secondsLeft"] and left > 1:
            return abs(event["secondsLeft"] / left - 1)
    return None


def report(what, value, limit, holds, options):
    text = "-" if value is None else f"{value:,.3f}"
    name = f"{what}, {options.limit:g} MiB/s"
    print(f"  {name:<50} {text:>9} {limit:>9}  {'ok' if holds else 'MISSED'}", flush=True)


def parse():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("source")
    parser.add_argument("target")
    parser.add_argument("program")
    parser.add_argument("limit", type=float)
    parser.add_argument("--seconds", type=float, default=60)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
