"""Connects workers on the executors of Spark with spark_driver.py: both ends of the connections.

A task names a secret and its shard, and is told the credentials, as what Spark knows is shown on
its pages. Then lines go both ways: an empty one ends a worker's input, or comes before its end."""

import asyncio
import contextlib
import ctypes
import json
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import threading

CREDENTIALS = "VECFERRY_WORKER_SOURCE_TOKEN", "VECFERRY_WORKER_TARGET_TOKEN"
LONGEST_LINE = 1 << 28


def run_shard(wave, program, address, secret, shards):
    """Runs the worker of a shard, as a task, which fails with it: Spark then tries again."""
    from pyspark import TaskContext
    name = f"{wave}.{next(iter(shards))}.{TaskContext.get().attemptNumber()}"
    try:
        link = socket.create_connection(address, timeout=30)
    except OSError as error:
        way = f"{socket.gethostname()} cannot reach the driver at {address[0]}:{address[1]}"
        raise RuntimeError(f"{way}: {error}") from None
    with link:
        link.settimeout(None)
        link.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)  # 40 s: Spark waits for 120
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 10)
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, 10)
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, 40_000)
        link.sendall(f"{secret} {name}\n".encode())
        status, words = run_worker(program, link)
        with contextlib.suppress(OSError):
            link.sendall(f"\n{json.dumps({'status': status, 'errors': words})}\n".encode())
            link.shutdown(socket.SHUT_RDWR)
    if status:
        raise RuntimeError(f"a worker ended with status {status}: {' '.join(words.split())}")


def run_worker(program, link):
    """Runs a worker until it ends, or the driver hangs up; returns its status and last words."""
    from pyspark import SparkFiles
    lines, words, library = link.makefile("rb"), tempfile.TemporaryFile(), ctypes.CDLL(None)
    credentials = json.loads(lines.readline() or "{}")
    program = shutil.which(SparkFiles.get(program)) or shutil.which(program) or program
    try:
        worker = subprocess.Popen(
            [program, "worker", "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=words, env={**os.environ, **credentials}, cwd=SparkFiles.getRootDirectory(),
            preexec_fn=lambda: library.prctl(1, 9))  # PR_SET_PDEATHSIG: SIGKILL with this task
    except OSError as error:
        return 127, f"{socket.gethostname()} cannot run a worker: {error}"
    threading.Thread(target=feed, args=(worker, lines), daemon=True).start()
    with contextlib.suppress(OSError):
        for line in worker.stdout:
            link.sendall(line)
    status = worker.wait()
    words.seek(max(0, words.seek(0, os.SEEK_END) - 2000))
    return status if status >= 0 else 128 - status, words.read().decode(errors="replace").strip()


def feed(worker, lines):
    """Passes lines on to a worker, until the connection ends and it with it."""
    with contextlib.suppress(OSError):
        for line in lines:
            with contextlib.suppress(OSError, ValueError):  # it may read no more
                worker.stdin.close() if line == b"\n" else worker.stdin.write(line)
                worker.stdin.flush()
    worker.kill()


class Relay:
    """The end of the driver: what it passes on to vecferry, of tasks of the wave under way."""

    def __init__(self, say):
        self.say, self.secret, self.wave, self.links = say, secrets.token_hex(16), None, {}

    async def accept(self, lines, link):
        """Serves the newest attempt at a shard, which may come before an older one."""
        with contextlib.suppress(OSError, ValueError, asyncio.TimeoutError):
            secret, name = (await asyncio.wait_for(lines.readline(), 10)).decode("ascii").split()
            wave, shard, number = map(int, name.split("."))
            older = [other for other in self.links if other.startswith(f"{wave}.{shard}.")]
            is_newest = all(int(other.split(".")[2]) < number for other in older)
            if secrets.compare_digest(secret, self.secret) and wave == self.wave and is_newest:
                for other in older:
                    self.links[other].transport.abort()
                await self.follow(name, lines, link)
        link.close()

    async def follow(self, name, lines, link):
        self.links[name] = link
        self.say({"opened": name, "host": link.get_extra_info("peername")[0]})
        self.send(name, json.dumps({key: os.environ.get(key, "") for key in CREDENTIALS}))
        end = {"status": 255, "errors": "the connection was lost"}
        with contextlib.suppress(OSError, ValueError):  # a line may break off
            while len(line := await lines.readline()) > 1:
                self.say({"from": name, "line": line[:-1].decode(errors="replace")})
            end = json.loads(await lines.readline())
        del self.links[name]
        self.say({"closed": name, **end})

    def send(self, name, line):
        if name in self.links:
            self.links[name].write(f"{line}\n".encode())

    async def part(self, patience):
        """Takes no task until the next wave, and hangs up on those that do not end in time."""
        self.wave = None
        while self.links and patience > 0:
            await asyncio.sleep(0.05)
            patience -= 0.05
        for link in self.links.values():
            link.transport.abort()
