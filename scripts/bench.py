"""Measures vecferry against what the same two servers give, in one run, and prints the budgets.

usage: bench.py SOURCE TARGET PROGRAM [--rows N] [--rounds N] [--json] [--only ceilings]

In each round, one after another on the same rows: the raw read, the raw ingest, the obvious copy by
pymilvus, vecferry's copy alone, its full migration and its full verification. Each begins when the
servers have done what the one before left them to do. Figures are medians.
"""

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from bench_ferry import Ferry, find
from bench_wire import Shape, Wire

NAME, COPY, SMALL = "bench", "bench_copy", "bench_small"
JOBS = [f"bench_job{number}" for number in range(4)]
RIVAL_ROWS = 100_000  # more of them would take minutes and tell the same rate
SMALL_ROWS = 100_000
JOB_ROWS = 10_000
MEMORY = 128  # MB


def one_round(source, target, ferry, options):
    """Rates in rows per second and what the clients used."""
    shape = Shape(options.rows)
    rows, seen = shape.rows, ceilings(source, target, shape)
    target.create(COPY, shape)
    seen |= rival(options)
    target.drop(COPY)
    if ferry:
        seen |= copied(ferry, target, NAME, rows)
        seen |= migrated(ferry, target, shape, seen["read"])
    return seen


def ceilings(source, target, shape):
    """What the servers give to raw calls, in rows per second, and what those cost the client."""
    calm()
    read = source.read(NAME, shape)
    target.create(COPY, shape)
    calm()
    written = target.ingest(COPY, shape)
    seen = {"read": shape.rows / read.seconds, "ingest": shape.rows / written.seconds,
            "rawCPU": (read.cpu + written.cpu) / shape.rows, "bytes": read.size}
    return seen | {"bound": 1 / (1 / seen["read"] + 1 / seen["ingest"])}


def calm():
    """Waits until nine tenths of this machine are idle for a second, half a minute at most."""
    for _ in range(30):
        before = idle_and_all()
        time.sleep(1)
        idle, total = (now - then for now, then in zip(idle_and_all(), before))
        if idle >= 0.9 * total:
            return


def idle_and_all():
    """The ticks of all processors so far in which they had nothing to do, and all of them."""
    ticks = [int(word) for word in Path("/proc/stat").read_text().splitlines()[0].split()[1:]]
    return ticks[3] + ticks[4], sum(ticks)


def rival(options):
    calm()
    program = str(Path(__file__).with_name("bench_rival.py"))
    done = json.loads(subprocess.run(
        [sys.executable, "-B", program, options.source, options.target, NAME, COPY,
         str(min(options.rows, RIVAL_ROWS))], check=True, capture_output=True, text=True).stdout)
    return {"rival": done["rows"] / done["seconds"], "rivalCPU": done["cpu"] / done["rows"]}


def copied(ferry, target, name, rows, options=""):
    """The copy alone: no index, no verification."""
    calm()
    run, job = ferry.migrate(name, COPY, f"--verify none --index none {options}")
    target.drop(COPY)
    if find(job, "rows") not in (None, rows):
        raise RuntimeError(f"vecferry moved {find(job, 'rows')} of {rows} rows")
    seconds = find(job, "copySeconds") or run.wall
    return {"copy": rows / seconds, "copyWall": run.wall, "cpu": run.cpu / rows,
            "own": run.own / rows, "peak": run.peak}


def migrated(ferry, target, shape, read):
    """Everything by default, then full verification of the loaded result."""
    rows = shape.rows
    calm()
    run, _ = ferry.migrate(NAME, COPY)
    ferry.load(COPY)
    calm()
    again = rows / target.read(COPY, shape).seconds
    calm()
    verified = ferry.verify(NAME, COPY)
    target.drop(COPY)
    return {"migrate": rows / run.wall, "migratePeak": run.peak, "readBack": again,
            "verify": rows / verified.wall, "verifyPeak": verified.peak,
            "verifyBound": 1 / (1 / read + 1 / again)}


def scaled(source, target, ferry, figures):
    """Seconds per row of the large copy against those of a small one."""
    source.fill(SMALL, Shape(SMALL_ROWS))
    small = copied(ferry, target, SMALL, SMALL_ROWS)
    source.drop(SMALL)
    return {"scale": small["copy"] / figures["copy"], "smallPeak": small["peak"]}


def together(source, target, ferry):
    """Several collections, each a job, at the same time."""
    for name in JOBS:
        source.fill(name, Shape(JOB_ROWS))
        target.drop(name)
    calm()
    run = ferry.do(f"migrate {' '.join(JOBS)} --jobs {len(JOBS)} --yes")
    for name in JOBS:
        source.drop(name)
        target.drop(name)
    return {"jobs": len(JOBS) * JOB_ROWS / run.wall, "jobsPeak": run.peak}


def at_least(what, value, limit):
    return what, value, f">= {limit:g}", value is None or value >= limit


def at_most(what, value, limit):
    return what, value, f"<= {limit:g}", value is None or value <= limit


def budgets(seen, pair):
    """(what, value, limit, whether it holds); the value is None if it was not measured."""
    against_rival = 1.1 if "lite" in pair else 4

    def ratio(over, under):
        return seen[over] / seen[under] if over in seen else None

    peaks = [seen[key] for key in ("peak", "migratePeak", "smallPeak") if key in seen]
    return [
        at_least("copy against the bound of the two servers", ratio("copy", "bound"), 0.95),
        at_least("copy against the obvious pymilvus copy", ratio("copy", "rival"), against_rival),
        at_most("client CPU against that of the raw calls", ratio("cpu", "rawCPU"), 1.5),
        at_most("client CPU per row against pymilvus", ratio("cpu", "rivalCPU"), 0.125),
        at_most("peak resident memory, MB", scale(max(peaks, default=None), 1e-6), MEMORY),
        at_most("peak of verify --mode full, MB", scale(seen.get("verifyPeak"), 1e-6), MEMORY),
        at_most(f"peak of {len(JOBS)} jobs at once, MB", scale(seen.get("jobsPeak"), 1e-6),
                MEMORY),
        at_most("seconds per row, large against 100,000", seen.get("scale"), 1.10),
        at_most("first prompt, ms", scale(seen.get("prompt"), 1000), 50),
        at_most("vecferry --version, ms", scale(seen.get("version"), 1000), 30),
        at_least("full verification against the raw read of both", ratio("verify", "verifyBound"),
                 1),
    ]


def scale(value, factor):
    return None if value is None else value * factor


def show(seen, pair, options):
    megabyte = seen["bytes"] / options.rows / 1e6
    print(f"\n{pair}, {options.rows:,} rows of {megabyte * 1e6:,.0f} bytes, "
          f"median of {options.rounds}")
    names = {"read": "raw read", "ingest": "raw ingest", "bound": "bound of both",
             "rival": "pymilvus copy", "copy": "vecferry copy",
             "migrate": "vecferry migrate, all of it", "verify": "vecferry verify --mode full",
             "readBack": "raw read of the copy", "jobs": f"vecferry migrate, {len(JOBS)} jobs"}
    for key, name in names.items():
        if key in seen:
            print(f"  {name:<30} {seen[key]:>10,.0f} rows/s {seen[key] * megabyte:>8,.1f} MB/s")
    show_budgets(budgets(seen, pair))


def show_budgets(lines):
    print(f"\n  {'BUDGET':<50} {'MEASURED':>9} {'LIMIT':>9}")
    for what, value, limit, holds in lines:
        text = "-" if value is None else f"{value:,.2f}"
        verdict = "" if value is None else "ok" if holds else "MISSED"
        print(f"  {what:<50} {text:>9} {limit:>9}  {verdict}")


def documents(lines):
    """Budgets as JSON has them."""
    return [dict(zip(("what", "value", "limit", "holds"), line)) for line in lines]


def main():
    options = parse()
    source, target = Wire(options.source), Wire(options.target)
    pair = "-".join("lite" if end.is_lite else "milvus" for end in (source, target))
    ferry = None if options.only else Ferry(options.program, options.source, options.target)
    note(f"filling the source with {options.rows:,} rows")
    source.fill(NAME, Shape(options.rows))
    rounds = []
    for number in range(options.rounds):
        note(f"round {number + 1} of {options.rounds}")
        rounds.append(one_round(source, target, ferry, options))
    seen = {key: median(one[key] for one in rounds) for key in rounds[0]}
    if ferry:
        seen |= {"prompt": ferry.prompt_seconds(), "version": ferry.version_seconds()}
        note(f"{len(JOBS)} collections of {JOB_ROWS:,} rows at once")
        seen |= together(source, target, ferry)
        if options.rows > 2 * SMALL_ROWS:
            note(f"{SMALL_ROWS:,} rows to compare")
            seen |= scaled(source, target, ferry, seen)
        ferry.close()
    source.drop(NAME)
    if options.json:
        print(json.dumps({"pair": pair, "rows": options.rows, "median": seen, "rounds": rounds,
                          "budgets": documents(budgets(seen, pair))}, indent=1))
    else:
        show(seen, pair, options)


def note(text):
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


def parse():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("source")
    parser.add_argument("target")
    parser.add_argument("program", nargs="?")
    parser.add_argument("--rows", type=int, default=40_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--only", choices=["ceilings"])
    return parser.parse_args()


if __name__ == "__main__":
    main()
