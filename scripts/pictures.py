"""Types a session with a failure, a pause and a notice, and puts it into a picture and into README.

usage: pictures.py VECFERRY SOURCE TARGET HOME PICTURE README
"""

import re
import sys
from pathlib import Path

from terminal_picture import Terminal, plain, svg

COLUMNS, ROWS = 100, 60


def play(terminal, source, target, home):
    both = r"^vecferry prod>test> *$"
    terminal.wait(r"^vecferry> *$")
    terminal.enter(f"connect source {source.removeprefix('http://')} --label prod")
    terminal.wait(r"^vecferry prod> *$")
    terminal.enter(f"connect target {target.removeprefix('http://')} --label test")
    terminal.wait(both)
    terminal.enter("migrate digit")
    terminal.wait(r"^code: ")
    terminal.wait(both + r"\Z")
    terminal.enter("migrate digits --rate 60kB/s --parallel 1")
    terminal.wait(r"\[y/N\]")
    terminal.enter("y")
    terminal.wait(r" copy .* (?:[1-9]\d) %")
    terminal.press("C-c")
    terminal.wait(r"resume 1 goes on")
    terminal.wait(both + r"\Z")
    terminal.enter("resume 1 --rate 60kB/s &")
    terminal.wait(r"^vecferry prod>test \[1\]> *\Z")
    # Half a line, which the notice of the job's end leaves as it is.
    terminal.type("verify dig")
    terminal.wait(r"Successful")
    terminal.wait(r"^vecferry prod>test> verify dig")
    terminal.enter("its")
    terminal.wait(r"content is equal")
    terminal.wait(both + r"\Z")
    lines = terminal.lines()
    terminal.enter(f"status 1 --report {home}/report.html")
    terminal.wait(both + r"\Z")
    while not Path(home, "report.html").exists():
        terminal.wait(both + r"\Z")
    return lines


def put_into(readme, text):
    """Replaces the first block of the chapter about a session."""
    old = readme.read_text()
    block = re.compile(r"(## A session\n.*?```\n)(.*?)(\n```)", re.DOTALL)
    new, count = block.subn(lambda found: found[1] + text + found[3], old, count=1)
    if count != 1:
        raise SystemExit(f"error: {readme} has no block below: ## A session")
    readme.write_text(new)


def main():
    vecferry, source, target, home, picture, readme = sys.argv[1:]
    environment = {
        "HOME": home, "XDG_STATE_HOME": f"{home}/state", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8",
    }
    terminal = Terminal("vecferry-pictures", vecferry, environment, COLUMNS, ROWS)
    try:
        lines = play(terminal, source, target, home)
    finally:
        terminal.close()
    # The prompt that waits at the end shows nothing.
    lines = lines[:-1]
    title = "A session: a name that is not there, a job that pauses, goes on and is verified"
    Path(picture).write_text(svg(lines, COLUMNS, title))
    put_into(Path(readme), "\n".join(["$ vecferry"] + [plain(line) for line in lines]))


if __name__ == "__main__":
    main()
