"""Fails if a folder of a module names a type of one that comes after it in the tables of Design.md.

A type that several folders declare counts as one of the earliest of them.
"""

import re
import sys
from collections import defaultdict
from pathlib import Path

DESIGN = Path("Sources/MigrationEngine/Documentation.docc/Design.md")
TOP = "the top"
DECLARATION = re.compile(r"\b(?:struct|enum|class|actor|protocol|typealias) ([A-Z]\w*)")
EXTENSION = re.compile(r"\bextension (?:\w+\.)*(\w+)")
PRIVATE = re.compile(r"\b(?:private|fileprivate|import)\b")
USE = re.compile(r"(?<![\w.])[A-Z]\w*(?:\.[A-Z]\w*)*")
IN_CODE = re.compile(r'//[^\n]*|/\*.*?\*/|"""|["()]', re.DOTALL)
IN_TEXT = re.compile(r'\\\(|\\.|"""|"', re.DOTALL)
UNORDERED = {"FuzzSubjects", "MilvusWire", "TestSupport"}  # generated, or of tests alone


def orders():
    """The folders of each module, in the order of its table."""
    found, module = {}, None
    for line in DESIGN.read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line[:1] == "|" else [""]
        if cells[1:] == ["Holds"]:
            module = cells[0]
            found[module] = []
        elif len(cells) == 2 and module and not cells[0].startswith("-"):
            found[module] += cells[0].split(", ")
        elif len(cells) != 2:
            module = None
    return found


def code(text):
    """The text without comments, and of strings only what they interpolate."""
    kept, place = [], 0
    within = []  # a quotation mark for an open string, a number of open brackets for code in it
    while True:
        is_text = bool(within) and isinstance(within[-1], str)
        mark = (IN_TEXT if is_text else IN_CODE).search(text, place)
        if not is_text:
            kept.append(text[place : mark.start() if mark else len(text)])
        if not mark:
            return " ".join(kept)
        place = mark.end()
        if is_text:
            if mark[0] == "\\(":
                within.append(0)
            elif mark[0] == within[-1]:
                within.pop()
        elif mark[0].startswith('"'):
            within.append(mark[0])
        elif mark[0] == "(" and within:
            within[-1] += 1
        elif mark[0] == ")" and within:
            within[-1] -= 1
            if within[-1] < 0:
                within.pop()


def declared(lines):
    """The types of a file that others can name, those inside another type as "Outer.Inner"."""
    outer = None
    for line in lines:
        depth = len(line) - len(line.lstrip())
        found = DECLARATION.search(line) if depth in (0, 2) and not PRIVATE.search(line) else None
        if line[:1].isalpha() or line[:1] == "@":
            outer = found or EXTENSION.search(line)
        if found and (depth == 0 or outer):
            yield found[1] if depth == 0 else f"{outer[1]}.{found[1]}"


def used(text):
    """The types that a file names and does not declare itself."""
    own = set(DECLARATION.findall(text))
    for chain in set(USE.findall(text)):
        names = chain.split(".")
        pairs = {f"{outer}.{inner}" for outer, inner in zip(names, names[1:])}
        yield from pairs if names[0] in own else pairs | {names[0]}


def faults(module, order):
    """What is wrong in a module, a line each."""
    root = Path("Sources", module)
    if not root.is_dir():
        yield f"{DESIGN} has a table of {module}, and there is no {root}"
        return
    files = {}
    homes = defaultdict(set)
    for path in sorted(root.rglob("*.swift")):
        parts = path.relative_to(root).parts
        folder = parts[0] if len(parts) > 1 else TOP
        if folder not in order:
            yield f"{folder} of {module} is not in the table of {DESIGN}: {path}"
            continue
        files[path] = order.index(folder), code(path.read_text())
        for name in declared(files[path][1].splitlines()):
            homes[name].add(order.index(folder))
    filled = {place for place, _ in files.values()}
    for place, folder in enumerate(order):
        if folder != TOP and place not in filled:
            yield f"{folder} of {module} is in the table of {DESIGN}, and has no file"
    for path, (place, text) in files.items():
        for name in sorted(set(used(text))):
            first = min(homes.get(name, {place}))
            if first > place:
                wrong = f"{order[place]} of {module} uses {order[first]}, which comes after it"
                yield f"{wrong}: {name} in {path}"


def main():
    tables = orders()
    found = [fault for module, order in tables.items() for fault in faults(module, order)]
    modules = {path.parts[1] for path in Path("Sources").glob("*/*/**/*.swift")}
    for module in sorted(modules - tables.keys() - UNORDERED):
        found.append(f"{module} has folders, and no table in {DESIGN}")
    print(*found, sep="\n", end="\n" if found else "")
    sys.exit(1 if found else 0)


main()
