"""vecferry as the benchmark sees it: a child process with its time, processor and memory."""

import json
import os
import pty
import select
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass
from statistics import median


@dataclass
class Run:
    """What one run of the program took."""

    wall: float
    cpu: float  # with that of its children
    own: float  # without
    peak: int  # bytes of resident memory


class Ferry:
    """Runs the program with a home of its own for each migration, so that its job is number 1."""

    def __init__(self, program, source, target):
        self.program, self.source, self.target = program, source, target
        self.home = tempfile.mkdtemp(prefix="vecferry-bench-")

    def migrate(self, name, new_name, options=""):
        """(the run, the job document)"""
        shutil.rmtree(self.home)
        os.mkdir(self.home)
        run = self.do(f"migrate {name} --rename {name}:{new_name} {options} --yes")
        shown = subprocess.run([self.program, "status", "1", "-o", "json"],
                               env=self.environment(), capture_output=True, text=True)
        return run, json.loads(shown.stdout) if shown.returncode == 0 else {}

    def verify(self, name, new_name):
        return self.do(f"verify {name} {new_name} --mode full")

    def load(self, name):
        return self.do(f"load target:{name} --wait")

    def do(self, command):
        """Between the two servers, with the jobs of earlier commands."""
        return self._run(["-c", f"connect source {self.source}; connect target {self.target}; "
                                + command])

    def version_seconds(self, times=20):
        return median(self._run(["--version"]).wall for _ in range(times))

    def prompt_seconds(self, times=10):
        return median(self._first_prompt() for _ in range(times))

    def _first_prompt(self):
        began = time.perf_counter()
        child, terminal = pty.fork()
        if child == 0:
            os.execve(self.program, [self.program],
                      self.environment() | {"TERM": "xterm"})
        seen = b""
        while b"vecferry" not in seen or not seen.endswith(b"> "):
            if not select.select([terminal], [], [], 10)[0]:
                raise TimeoutError(f"no prompt, but {seen!r}")
            seen += os.read(terminal, 4096)
        seconds = time.perf_counter() - began
        os.write(terminal, b"quit\n")
        try:
            while os.read(terminal, 4096):
                pass
        except OSError:  # the child closed its side
            pass
        os.waitpid(child, 0)
        os.close(terminal)
        return seconds

    def environment(self):
        places = ("CONFIG", "STATE", "CACHE")
        return os.environ | {f"XDG_{place}_HOME": f"{self.home}/{place}" for place in places}

    def _run(self, arguments):
        with tempfile.TemporaryFile() as output:
            began = time.perf_counter()
            child = subprocess.Popen([self.program, *arguments], stdout=output,
                                     stderr=output, stdin=subprocess.DEVNULL,
                                     env=self.environment())
            peak = resident_peak(child.pid)
            own = own_seconds(child.pid)
            _, status, used = os.wait4(child.pid, 0)
            wall = time.perf_counter() - began
            child.returncode = os.waitstatus_to_exitcode(status)
            output.seek(0)
            if child.returncode:
                raise RuntimeError(f"{' '.join(arguments)} ended with {child.returncode}:\n"
                                   + output.read().decode(errors="replace"))
        return Run(wall, used.ru_utime + used.ru_stime, own, peak)

    def close(self):
        shutil.rmtree(self.home, ignore_errors=True)


def resident_peak(process):
    """The most memory of a child in bytes, once it has ended; its rusage has that of this one, too."""
    peak = 0
    while not os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT):
        with open(f"/proc/{process}/status") as status:
            for line in status:
                if line.startswith("VmHWM:"):
                    peak = max(peak, int(line.split()[1]) * 1024)
        time.sleep(0.01)
    return peak


def own_seconds(process):
    """The processor time of a process without its children, until it is waited for."""
    with open(f"/proc/{process}/stat") as stat:
        fields = stat.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def find(document, key):
    """The first value of that name anywhere in a JSON document, or None."""
    if isinstance(document, dict):
        if key in document:
            return document[key]
        document = list(document.values())
    if isinstance(document, list):
        for inner in document:
            found = find(inner, key)
            if found is not None:
                return found
    return None
