"""Runs workers of vecferry on Spark. vecferry starts it by spark-submit; both talk lines of JSON.

A wave is a Spark job, a shard of it a task, which runs a worker on an executor (spark_relay.py).
Settings of its own: spark.vecferry.driverPort, the port that tasks connect to (0: any), and
spark.vecferry.executorTimeout, for how many seconds a wave may be without executors (300)."""

import asyncio
import contextlib
import json
import os
import re
import socket
import sys

from py4j.protocol import Py4JNetworkError
from spark_relay import LONGEST_LINE, Relay, run_shard


def make_context(master):
    """Returns the context that spark-submit was asked for, if it can be had."""
    from pyspark import SparkContext
    if master.startswith("spark://"):  # Spark tries for a minute, and then says something else
        for place in re.findall(r"([^,/]+):(\d+)", master):
            with contextlib.suppress(OSError), socket.create_connection(place, 10):
                break
        else:
            raise ValueError(f"no master answers at {master}")
    return SparkContext(pyFiles=[os.path.join(os.path.dirname(__file__), "spark_relay.py")])


def reason(error):
    """Returns in one line why a job or the start failed: what a task said rather than Java."""
    if isinstance(error, (ConnectionError, Py4JNetworkError)):  # Java may have been killed
        return "spark-submit ended"
    text = str(error.java_exception.getMessage() if hasattr(error, "java_exception") else error)
    words = re.findall(r"^[\w.]*(?:Error|Exception): (.+)$", text, re.MULTILINE)
    return words[-1] if words else (text.strip() or type(error).__name__).splitlines()[0]


class Driver:
    """Does what vecferry orders, until it orders no more."""

    def __init__(self, context, program, say):
        self.context, self.program, self.say, self.relay = context, program, say, Relay(say)
        self.setting = context.getConf().get

    async def run(self, orders):
        host = self.setting("spark.driver.host")
        server = await asyncio.start_server(
            self.relay.accept, self.setting("spark.driver.bindAddress", host),
            self.setting("spark.vecferry.driverPort", "0"), limit=LONGEST_LINE)
        self.address = host, server.sockets[0].getsockname()[1]
        tasks = [asyncio.create_task(work) for work in (self.watch(), self.obey(orders))]
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for name in self.relay.links:  # a write in two steps may be under way
            self.relay.send(name, "")
        await self.relay.part(4)
        self.context.cancelAllJobs()

    async def obey(self, orders):
        lines, loop = asyncio.StreamReader(limit=LONGEST_LINE), asyncio.get_running_loop()
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), orders)
        async for line in lines:
            order = json.loads(line)
            if "wave" in order:
                self.job = asyncio.create_task(self.run_wave(**order))
            else:  # an empty line closes
                self.relay.send(order.get("to", order.get("close")), order.get("line", ""))

    async def run_wave(self, wave, shards):
        place = wave, self.program, self.address, self.relay.secret
        error, self.given_up, self.relay.wave = None, None, wave
        try:
            rdd = self.context.parallelize(range(shards), shards)
            await asyncio.to_thread(rdd.foreachPartition, lambda part: run_shard(*place, part))
        except Exception as failure:
            error = self.given_up or reason(failure)
        await self.relay.part(0 if error else 5)  # last lines may be on their way
        self.say({"ended": wave, "error": error})

    async def watch(self):
        """Tells what is there and at work; ends a wave that no executor comes for."""
        patience = float(self.setting("spark.vecferry.executorTimeout", "300"))
        spark, known, waited, is_ready = self.context._jsc.sc(), None, 0, False
        while True:
            executors = spark.getExecutorMemoryStatus().size() - (0 if spark.isLocal() else 1)
            slots = self.context.defaultParallelism // int(self.setting("spark.task.cpus", "1"))
            is_waiting = executors == known and (self.relay.wave or not is_ready)
            known, waited = executors, waited + 0.5 if is_waiting else 0
            if not is_ready and waited >= (2 if executors else 30):  # others soon follow the first
                is_ready, waited = True, 0
                self.say({"ready": {"application": self.context.applicationId, "slots": slots}})
            self.say({"executors": executors, "tasks": len(self.relay.links), "slots": slots})
            if not executors and waited > patience:
                self.given_up = f"no executor came within {patience:.0f} s"
                self.context.cancelAllJobs()
            await asyncio.sleep(0.5)


def main(program, master):
    # Spark gives a script streams of its own: vecferry is at those of spark-submit, the parent.
    orders, output, log = (open(f"/proc/{os.getppid()}/fd/{n}", "raa"[n]) for n in range(3))
    os.dup2(log.fileno(), 1)
    os.dup2(log.fileno(), 2)

    def say(message):
        print(json.dumps(message), file=output, flush=True)

    try:
        context = make_context(master)
    except Exception as error:
        say({"ended": 0, "error": reason(error)})
        os._exit(1)
    asyncio.run(Driver(context, program, say).run(orders))


main(*sys.argv[1:])
