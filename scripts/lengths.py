"""Fails if a hand-written file has more than 300 lines or a Swift function more than 50."""

import re
import sys
from pathlib import Path

LONGEST_FILE = 300
LONGEST_FUNCTION = 50
DECLARATION = re.compile(r"( *)(?:@?[\w().]+ )*(?:func [^ (<]+|init[?(<]|subscript[(<])")
SIGNATURE_GOES_ON = (")", "{", "where", "->", "async", "throws", "]", ">")


def hand_written():
    for folder in ("Sources", "Tests", "scripts"):
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file() and "Generated" not in path.parts and "__pycache__" not in path.parts:
                if path.suffix in (".swift", ".py", ".h", "") and path.name[0] != ".":
                    yield path


def functions(lines):
    """Yields (line number, length) of each function with a body, by its indentation."""
    for start, line in enumerate(lines):
        declared = DECLARATION.match(line)
        if not declared:
            continue
        indent = declared[1]
        if line.rstrip().endswith("}"):
            continue
        for end in range(start + 1, len(lines)):
            text = lines[end].rstrip()
            if text == indent + "}":
                yield start + 1, end - start + 1
                break
            depth = len(text) - len(text.lstrip())
            if text and depth <= len(indent) and not text.lstrip().startswith(SIGNATURE_GOES_ON):
                break  # a requirement of a protocol has no body


def main():
    faults = 0
    for path in hand_written():
        lines = path.read_text().splitlines()
        if len(lines) > LONGEST_FILE:
            faults += 1
            print(f"{path}: {len(lines)} lines, at most {LONGEST_FILE}")
        for number, length in functions(lines) if path.suffix == ".swift" else []:
            if length > LONGEST_FUNCTION:
                faults += 1
                print(f"{path}:{number}: function of {length} lines, at most {LONGEST_FUNCTION}")
    sys.exit(1 if faults else 0)


main()
