"""Connects to spark_relay.py as the tasks of Spark do, without a Spark.

  drive_relay.py CASE…
"""

import asyncio
import sys
from pathlib import Path

WORKERS = Path(__file__).resolve().parent.parent / "Sources" / "MigrationEngine" / "Workers"


class Task:
    """The connection to a task, whose lines are fed."""

    def __init__(self, relay, name):
        self.lines, self.transport, self.is_cut = asyncio.StreamReader(), self, False
        self.lines.feed_data(f"{relay.secret} {name}\n".encode())
        self.served = asyncio.create_task(relay.accept(self.lines, self))

    def abort(self):
        self.is_cut = True
        self.lines.feed_eof()

    def write(self, _):
        pass

    def close(self):
        pass

    def get_extra_info(self, _):
        return "here", 0


def check(holds, what):
    if not holds:
        raise AssertionError(what)


async def torn(relay, messages):
    """A task whose last line breaks off has ended, too."""
    task = Task(relay, "1.0.0")
    task.lines.feed_data(b'\n{"status": 0, "err')
    task.lines.feed_eof()
    await task.served
    lost = {"closed": "1.0.0", "status": 255, "errors": "the connection was lost"}
    check(messages[-1] == lost and not relay.links, messages)


async def late(relay, messages):
    """The newest attempt at a shard stays, whichever comes first."""
    other, first, newest = (Task(relay, name) for name in ("1.1.0", "1.0.2", "1.0.10"))
    while len(messages) < 3:
        await asyncio.sleep(0.01)
    await first.served
    check(first.is_cut, "an older attempt stays")
    older = Task(relay, "1.0.9")
    older.lines.feed_eof()
    await older.served
    check(not newest.is_cut and not other.is_cut, "a late attempt takes the place of a newer one")
    check(list(relay.links) == ["1.1.0", "1.0.10"], relay.links)
    check("1.0.9" not in [message.get("opened") for message in messages], messages)
    for task in other, newest:
        task.abort()
        await task.served


async def parting(relay, messages):
    """A worker may complete what it does."""
    task = Task(relay, "1.0.0")
    while not messages:
        await asyncio.sleep(0.01)
    end = asyncio.create_task(relay.part(4))
    await asyncio.sleep(0.1)
    check(not task.is_cut and not end.done(), "a worker is not waited for")
    task.lines.feed_data(b'\n{"status": 0, "errors": ""}\n')
    await task.served
    await end
    check(messages[-1] == {"closed": "1.0.0", "status": 0, "errors": ""}, messages)


async def run(case):
    from spark_relay import Relay
    messages = []
    relay = Relay(messages.append)
    relay.wave = 1
    await asyncio.wait_for(case(relay, messages), 60)


CASES = {case.__name__: case for case in (torn, late, parting)}

if __name__ == "__main__":
    sys.path.insert(0, str(WORKERS))
    for word in sys.argv[1:]:
        asyncio.run(run(CASES[word]))
