#!/usr/bin/env python3
"""Stands in for a worker: says who it is, then repeats each line, but for those that are orders."""

import hashlib
import json
import os
import signal
import sys


def digest(side):
    return hashlib.sha256(os.environ.get(f"VECFERRY_WORKER_{side}_TOKEN", "").encode()).hexdigest()


def say(**message):
    print(json.dumps(message), flush=True)


say(pid=os.getpid(), arguments=sys.argv[1:], folder=os.getcwd(),
    credentials=[digest("SOURCE"), digest("TARGET")])
for line in sys.stdin:
    word, _, rest = line.strip().partition(" ")
    if word == "die":
        sys.exit(rest)  # to standard error, and status 1
    if word == "freeze":
        os.kill(os.getpid(), signal.SIGSTOP)
    say(line=line.rstrip("\n"))
say(end=True)
