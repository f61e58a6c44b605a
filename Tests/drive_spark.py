"""Gives orders to spark_driver.py as vecferry does, to workers that only echo.

  drive_spark.py SPARK_SUBMIT MASTER CASE…     (spark://HOST:PORT has its page at PORT + 1)
"""

import contextlib
import hashlib
import json
import os
import queue
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

TESTS = Path(__file__).resolve().parent
DRIVER = TESTS.parent / "Sources" / "RangeTransfer" / "Workers" / "spark_driver.py"
ECHO = TESTS / "echo_worker.py"
TOKENS = {f"VECFERRY_WORKER_{side}_TOKEN": secrets.token_hex(12) for side in ("SOURCE", "TARGET")}
PATIENCE = 900  # s: a Spark starts slowly where others compute


class Spark:
    """A run of the driver."""

    def __init__(self, submit, master, *settings, files=ECHO, worker=ECHO.name):
        self.log = tempfile.NamedTemporaryFile("w+")
        options = [word for setting in settings for word in ("--conf", setting)]
        options += ["--files", str(files)] if files else []
        self.process = subprocess.Popen(
            [submit, "--master", master, "--deploy-mode", "client", *options, str(DRIVER),
             worker, master], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log,
            text=True, bufsize=1, env=os.environ | TOKENS, start_new_session=True)
        self.messages, self.workers = queue.Queue(), {}
        threading.Thread(target=self.listen, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def listen(self):
        for line in self.process.stdout:
            self.messages.put(json.loads(line))  # nothing but messages is there
        self.messages.put({"over": self.process.wait()})

    def order(self, **message):
        self.process.stdin.write(json.dumps(message) + "\n")

    def say(self, name, line):
        self.order(to=name, line=line)

    def next(self, *words):
        """Returns the next message that has one of these words, and passes over the others."""
        while True:
            message = self.messages.get(timeout=PATIENCE)
            if not message.keys().isdisjoint(words):
                return message
            check("over" not in message and message.get("ended") != 0, f"{message} {self.words()}")

    def start(self, wave, shards):
        """Orders a wave; returns what its workers say first, by name."""
        self.order(wave=wave, shards=shards)
        return dict(self.greeting() for _ in range(shards))

    def greeting(self):
        message = self.next("from")
        return message["from"], json.loads(message["line"])

    def words(self):
        return Path(self.log.name).read_text()[-3000:]

    def finish(self):
        """Orders no more: then it ends well."""
        self.process.stdin.close()
        status = self.next("over")["over"]
        check(status == 0, f"status {status}: {self.words()}")


def check(holds, what):
    if not holds:
        raise AssertionError(what)


def check_gone(workers):
    """No worker is left, a while later."""
    deadline = time.monotonic() + 30
    places = [Path(f"/proc/{worker['pid']}") for worker in workers]
    while any(place.exists() for place in places) and time.monotonic() < deadline:
        time.sleep(0.1)
    check(not any(place.exists() for place in places), f"a worker is left: {places}")


def check_watched(port, count):
    """So many connections to a port are asked now and then whether they are still there."""
    deadline, timers = time.monotonic() + 10, []
    while timers != ["02"] * count and time.monotonic() < deadline:  # 01: not yet acknowledged
        fields = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
        timers = [timer[:2] for _, _, place, state, _, timer, *_ in fields
                  if place.endswith(f":{port:04X}") and state == "01"]
    check(timers == ["02"] * count, f"timers: {timers}")


def relay(submit, master):
    """Lines go both ways, attempts follow lost workers, and the end of orders ends a wave."""
    port = free_port()
    with Spark(submit, master, f"spark.vecferry.driverPort={port}") as spark:
        ready = spark.next("ready")["ready"]
        check(ready["application"] and ready["slots"] >= 1, f"ready: {ready}")

        first = spark.start(1, 2)
        check(first.keys() == {"1.0.0", "1.1.0"}, f"workers of wave 1: {first}")
        check_watched(port, len(first))
        for name, worker in first.items():
            digests = [hashlib.sha256(token.encode()).hexdigest() for token in TOKENS.values()]
            check(worker["credentials"] == digests, "a worker has other credentials")
            check(worker["arguments"] == ["worker", "--stdio"], f"arguments: {worker}")
            spark.say(name, f"café of {name}")
            check(spark.greeting() == (name, {"line": f"café of {name}"}), "an echo is another")
            spark.order(close=name)
            check(spark.greeting() == (name, {"end": True}), "the end of input is not told")
            check(spark.next("closed") == {"closed": name, "status": 0, "errors": ""}, name)
        check(spark.next("ended") == {"ended": 1, "error": None}, "wave 1")

        second = spark.start(2, 2)
        os.kill(second["2.0.0"]["pid"], signal.SIGKILL)
        check(spark.next("closed") == {"closed": "2.0.0", "status": 137, "errors": ""}, "a kill")
        name, _ = spark.greeting()
        check(name == "2.0.1", f"{name} follows a killed worker")
        spark.say("2.1.0", "die of this")
        check(spark.next("closed")["errors"] == "of this", "last words are lost")
        name, _ = spark.greeting()
        check(name == "2.1.1", f"{name} follows a worker that failed")
        for name in "2.0.1", "2.1.1":
            spark.order(close=name)
        check(spark.next("ended") == {"ended": 2, "error": None}, "wave 2")

        third = spark.start(3, 2)
        spark.say("3.0.0", "freeze")
        spark.process.stdin.close()
        check(spark.greeting() == ("3.1.0", {"end": True}), "the end of orders is not told")
        spark.finish()
        check_gone(third.values())


def killed(submit, master):
    """Neither the driver nor a worker outlives Spark, if that is killed."""
    with Spark(submit, master) as spark:
        workers = spark.start(1, 2)
        os.kill(spark.process.pid, signal.SIGKILL)
        check(spark.next("over")["over"] == -signal.SIGKILL, "its status")
        check_gone(workers.values())


def secrecy(submit, master):
    """Credentials are on no page of Spark, in no file of it, and in no argument of a process."""
    with tempfile.TemporaryDirectory() as folder:
        page = free_port()
        settings = ["spark.eventLog.enabled=true", f"spark.eventLog.dir=file://{folder}",
                    f"spark.ui.port={page}"]
        with Spark(submit, master, *settings) as spark:
            application = spark.next("ready")["ready"]["application"]
            workers = spark.start(1, 2)
            addresses = pages_of_cluster(master) + pages_of_application(page, application)
            for address in addresses:
                check_silent(fetch(address), address)
            for arguments in Path("/proc").glob("[0-9]*/cmdline"):
                with contextlib.suppress(OSError):
                    check_silent(arguments.read_bytes(), arguments)
            # A cluster keeps what it was sent beside the folder in which a worker runs.
            places = [Path(worker["folder"]).parent for worker in workers.values()]
            spark.finish()
            check_silent(spark.words().encode(), "the log")
            files = [file for place in [*places, Path(folder)] for file in place.rglob("*")]
            for file in files:
                with contextlib.suppress(OSError):
                    check_silent(file.read_bytes(), file)
        print(f"{len(addresses)} pages and {len(files)} files")


def pages_of_cluster(master):
    if not master.startswith("spark://"):
        return []
    page = f"http://127.0.0.1:{int(master.rpartition(':')[2]) + 1}/json/"
    return [page] + [worker["webuiaddress"] + part for worker in json.loads(fetch(page))["workers"]
                     for part in ("/json/", "/")]


def pages_of_application(port, application):
    page = f"http://127.0.0.1:{port}"
    parts = ["", *(f"/{application}/{part}" for part in
                   ("environment", "allexecutors", "jobs", "stages?details=true"))]
    return [f"{page}/api/v1/applications{part}" for part in parts] + [f"{page}/environment/"]


def fetch(address):
    with urllib.request.urlopen(address, timeout=60) as answer:
        return answer.read()


def check_silent(text, where):
    for token in TOKENS.values():
        check(token.encode() not in text, f"a credential is in {where}")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def missing(submit, master):
    """A wave whose workers are not there ends with the name of what is missing."""
    with Spark(submit, master, files=None, worker="no-such-worker") as spark:
        spark.order(wave=1, shards=1)
        check(spark.next("closed")["status"] == 127, "status")
        error = spark.next("ended")["error"]
        check("no-such-worker" in error and "\n" not in error, error)
        spark.finish()


def nobody(submit, _):
    """A master that does not answer is said at once."""
    place = f"spark://127.0.0.1:{free_port()}"
    with Spark(submit, place) as spark:
        end = spark.next("ended")
        check(end["ended"] == 0 and place in end["error"], end)
        check(spark.next("over")["over"] == 1, "status")


def alone(submit, master):
    """A wave that no executor comes for is given up."""
    settings = ["spark.executor.memory=900g", "spark.vecferry.executorTimeout=5"]
    with Spark(submit, master, *settings) as spark:
        spark.order(wave=1, shards=1)
        check(spark.next("ended")["error"] == "no executor came within 5 s", "the reason")
        spark.finish()


CASES = {case.__name__: case for case in (
    relay, killed, secrecy, missing, nobody, alone)}

if __name__ == "__main__":
    for word in sys.argv[3:]:
        began = time.monotonic()
        CASES[word](*sys.argv[1:3])
        print(f"{word}: {time.monotonic() - began:.0f} s")
