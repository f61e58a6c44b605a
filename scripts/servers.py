"""Real Milvus servers of this checkout: start, stop, look at.

  scripts/servers start                        source, target (Milvus 2.3.5) and lite (Lite 3.2.2)
  scripts/servers start lite2                  one by name; a name that begins with lite is a Lite
  scripts/servers start m22 lite25             older releases: m228 m22 m230 m234 lite24 lite25,
                                               each installed when it is first asked for; m22-NAME
                                               is one more of the kind
  scripts/servers start spark                  a master of Spark and two workers; its page is one port
                                               above its address
  scripts/servers start victim --port 24000    a private one; without --port a free block is taken
  scripts/servers start safe --auth safe       with users: root, password Milvus
  scripts/servers start tls1 --tls tls1        with TLS; the authority is .run/tls/ca.pem
  scripts/servers start tls2 --mutual-tls tls2 asks for .run/tls/client.pem and client.key, too
  scripts/servers start slow --set KEY=VALUE   with a line of milvus.yaml changed
  scripts/servers status                       name, address, version, process, ready or not

Data lives under .run/NAME and survives stop, restart and kill; start --fresh erases it first.
Every server owns 20 ports from its address on. VECFERRY_PORT_BASE (21530) moves all of them,
VECFERRY_RUN_DIR (.run) their folder, so that checkouts and test runs do not meet.
"""

import argparse
import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import time

from certificates import make_certificates
from milvus_server import (BLOCK, CERTIFICATES, CHECKOUT, RELEASES, RUN, Server, ServerError,
                           Settings, is_taken)
from spark_server import SparkServer

BASE = int(os.environ.get("VECFERRY_PORT_BASE", 21530))
USUAL = ["source", "target", "lite"]
BLOCKS = USUAL + ["lite2"]  # names with a fixed place; others follow behind


def start(options):
    began = time.monotonic()
    waiting = []
    for server in chosen(options, USUAL):
        with alone():
            if prepare(server, options):
                waiting.append(server)
            else:
                print(f"{server.name} runs already at {server.address}")
    failed = []
    for server, version in wait_until_ready(waiting, options.timeout):
        seconds = time.monotonic() - began
        if version:
            print(f"{server.name} is ready at {server.address} ({version}, {seconds:.0f} s)")
        else:
            failed.append(server.name)
            print(f"--- end of {server.log}\n{server.tail()}", file=sys.stderr)
    if failed:
        raise ServerError(f"not ready after {options.timeout} s: {', '.join(failed)}")


def prepare(server, options):
    """Launches the server unless it runs; returns whether to wait for it."""
    wanted = settings_for(server, options)
    if wanted.release:
        words = ["spark"] if wanted.release == "spark" else ["release", wanted.release]
        subprocess.run([CHECKOUT / "scripts" / "install", *words], check=True)
    if server.pid and not options.fresh:
        asked = server.name in options.auth + options.tls + options.mutual_tls or options.set
        if asked and server.settings != wanted:
            raise ServerError(f"{server.name} runs with other settings: stop it first")
        return server.version() is None
    if options.fresh:
        server.stop(patience=0)
        server.erase()
    if wanted.tls != "off":
        make_certificates(CERTIFICATES)
    server.launch(wanted)
    return True


def wait_until_ready(servers, timeout):
    """Yields each server with its version once it answers, or with None if it will not."""
    waiting, deadline = list(servers), time.monotonic() + timeout
    while waiting:
        for server in list(waiting):
            version = server.version(timeout=2)
            if version or not server.pid or time.monotonic() > deadline:
                waiting.remove(server)
                yield server, version if server.pid else None
        time.sleep(0.25)


def stop(options):
    for server in chosen(options, known()):
        if server.pid:
            server.stop()
            print(f"{server.name} stopped")


def restart(options):
    for server in chosen(options, USUAL):
        settings = server.settings
        server.stop()
        with alone():
            server.launch(settings or settings_for(server, options))
    start(options)


def send(number):
    def run(options):
        for server in chosen(options, []):
            server.signal(number)
            if number == signal.SIGKILL:
                server.stop()

    return run


def status(options):
    line = "{:<10} {:<25} {:<17} {:>7}  {}"
    print(line.format("NAME", "ADDRESS", "VERSION", "PID", "STATE"))
    for server in chosen(options, known()):
        if not server.settings:
            raise ServerError(f"there is no server {server.name}")
        pid = server.pid
        version = server.version() if pid else None
        state = "ready" if version else "not ready" if pid else "stopped"
        print(line.format(server.name, server.address, version or "-", pid or "-", state))


def address(options):
    for server in chosen(options, USUAL):
        print(server.address_with(server.settings or settings_for(server, options)))


def logs(options):
    for server in chosen(options, known()):
        print(f"--- {server.log}\n{server.tail(options.lines)}")


def chosen(options, default):
    return [SparkServer(name) if release_of(name) == "spark" else Server(name)
            for name in options.names or default]


def release_of(name):
    kind = name.partition("-")[0]
    return kind if kind in RELEASES else ""


def known():
    return sorted((record.parent.name for record in RUN.glob("*/server.json")), key=order)


def order(name):
    return (BLOCKS.index(name) if name in BLOCKS else len(BLOCKS), name)


def settings_for(server, options):
    name, before = server.name, server.settings
    if options.port and len(options.names) == 1:
        port = options.port
    elif name in BLOCKS:
        port = BASE + BLOCKS.index(name) * BLOCK
    else:
        port = before.port if before else free_block()
    tls = "mutual" if name in options.mutual_tls else "one-way" if name in options.tls else "off"
    settings = Settings(port=port, lite=name.startswith("lite"), auth=name in options.auth, tls=tls,
                        release=release_of(name), extra=dict(options.set))
    plain = settings.lite or settings.release == "spark"
    if plain and (settings.auth or tls != "off" or settings.extra):
        raise ServerError(f"{name}: Lite and Spark have no users, no TLS and no settings here")
    return settings


def free_block():
    taken = {Server(name).settings.port for name in known()}
    port = BASE + len(BLOCKS) * BLOCK
    while port in taken or is_taken(port):
        port += BLOCK
    return port


@contextlib.contextmanager
def alone():
    """One launch at a time, so that two do not take the same ports."""
    RUN.mkdir(parents=True, exist_ok=True)
    with open(RUN / "launch.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def setting(text):
    key, separator, value = text.partition("=")
    if not separator:
        raise argparse.ArgumentTypeError(f"{text} is not KEY=VALUE")
    return key, value


def parse(arguments):
    parser = argparse.ArgumentParser(
        prog="scripts/servers", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--port", type=int)
    for option in ("--auth", "--tls", "--mutual-tls"):
        parser.add_argument(option, action="append", default=[], metavar="NAME")
    parser.add_argument("--set", type=setting, action="append", default=[], metavar="KEY=VALUE")
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--timeout", type=float, default=120, metavar="SECONDS")
    parser.add_argument("--lines", type=int, default=100)
    return parser.parse_intermixed_args(arguments)


COMMANDS = {
    "start": start, "stop": stop, "restart": restart, "status": status, "address": address,
    "logs": logs, "kill": send(signal.SIGKILL), "freeze": send(signal.SIGSTOP),
    "thaw": send(signal.SIGCONT),
}

if __name__ == "__main__":
    # A background job of a script ignores Ctrl-C, and so would its servers: Lite ends by it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        chosen_options = parse(sys.argv[1:])
        COMMANDS[chosen_options.command](chosen_options)
    except ServerError as error:
        sys.exit(f"error: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
