"""A program at a terminal of tmux, and what it shows, as text and as SVG."""

import html
import re
import subprocess
import time
import unicodedata

COLORS = ["#2e3440", "#bf616a", "#a3be8c", "#ebcb8b", "#81a1c1", "#b48ead", "#88c0d0", "#e5e9f0"]
PAPER, INK, FAINT = "#20242c", "#d8dee9", "#7b8394"
SEQUENCE = re.compile(r"\x1b\[([\d;]*)m")


class Terminal:
    """A program at a terminal of so many columns and rows, in a tmux of its own."""

    def __init__(self, name, command, environment, columns, rows):
        self.name = name
        self.tmux("kill-server", check=False)
        variables = [f"{key}={value}" for key, value in environment.items()]
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", str(columns), "-y", str(rows),
                  "env", "-i", *variables, "TERM=screen-256color", "sh", "-c", f"{command}; read end")

    def tmux(self, *arguments, check=True):
        command = ["tmux", "-L", self.name, *arguments]
        return subprocess.run(command, check=check, capture_output=True, text=True).stdout

    def type(self, text):
        """Types letter by letter, as a person does."""
        for letter in text:
            self.tmux("send-keys", "-l", letter)
            time.sleep(0.02)

    def press(self, key):
        self.tmux("send-keys", key)

    def enter(self, text):
        self.type(text)
        self.press("Enter")

    def wait(self, pattern, limit=60):
        """Waits until a line fits the pattern, and returns its match."""
        end = time.monotonic() + limit
        while time.monotonic() < end:
            found = re.search(pattern, self.text(), re.MULTILINE)
            if found:
                return found
            time.sleep(0.05)
        raise SystemExit(f"error: {pattern} did not come:\n{self.text()}")

    def text(self):
        return "\n".join(plain(line) for line in self.lines())

    def lines(self):
        """All lines with their colours, also those that scrolled off."""
        shown = self.tmux("capture-pane", "-e", "-p", "-S", "-")
        return shown.rstrip("\n").split("\n")

    def close(self):
        self.tmux("kill-server", check=False)


def plain(line):
    return SEQUENCE.sub("", line).rstrip()


def columns(text):
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


class Pen:
    """What the colour sequences before a letter make of it."""

    def __init__(self):
        self.color, self.bold, self.faint = None, False, False

    def take(self, codes):
        for code in [int(code or 0) for code in codes.split(";")]:
            if code == 0:
                self.__init__()
            elif code in (1, 2):
                self.bold, self.faint = self.bold or code == 1, self.faint or code == 2
            elif code == 22:
                self.bold, self.faint = False, False
            elif 30 <= code <= 37 or 90 <= code <= 97:
                self.color = COLORS[code % 10]
            elif code == 39:
                self.color = None

    @property
    def style(self):
        fill = FAINT if self.faint else self.color
        return (f' fill="{fill}"' if fill else "") + (' font-weight="bold"' if self.bold else "")


def svg(lines, width, title):
    """The lines as a picture of a window with so many columns."""
    across, down, edge = 8.4, 18, 16
    size = (width * across + 2 * edge, len(lines) * down + 2 * edge)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size[0]:g} {size[1]:g}" '
        f'font-family="ui-monospace, DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="14" '
        f'fill="{INK}" role="img">',
        f"<title>{html.escape(title)}</title>",
        f'<rect width="{size[0]:g}" height="{size[1]:g}" rx="8" fill="{PAPER}"/>',
    ]
    pen = Pen()
    for row, line in enumerate(lines):
        column = 0
        pieces = SEQUENCE.split(line)
        for index, piece in enumerate(pieces):
            if index % 2:
                pen.take(piece)
                continue
            # Each word at its own place: fonts differ in their widths.
            for word in re.finditer(r"\S+", piece):
                x = edge + (column + columns(piece[: word.start()])) * across
                length = columns(word[0]) * across
                parts.append(
                    f'<text x="{x:g}" y="{edge + row * down + 13}" textLength="{length:g}"'
                    f"{pen.style}>{html.escape(word[0])}</text>")
            column += columns(piece)
    return "\n".join(parts + ["</svg>"]) + "\n"
