"""Makes `check.png`: what a drafter sees, from the real command in a real (emulated) terminal.

    pip install pyte pillow
    python docs/images/screenshot.py [FONT.ttf [BOLD.ttf]]

The command runs under a pseudo-terminal, pyte reads what it writes there, Pillow draws the cells.
Default font: DejaVu Sans Mono. POSIX only.
"""

import fcntl
import os
import pty
import struct
import sys
import termios
from pathlib import Path

import pyte
from PIL import Image, ImageDraw, ImageFont

HERE = Path(__file__).parent
COMMAND = ["luxterm", "check", "policy.md"]
COLUMNS, ROWS = 112, 60
SIZE, PAD = 26, 28
PAPER, INK = "#ffffff", "#24292f"
COLOURS = {
    "default": INK,
    "red": "#c01c28",
    "green": "#1a7f37",
    "brown": "#8a5a00",
    "blue": "#0550ae",
    "magenta": "#8250df",
    "cyan": "#0b6e75",
    "black": "#6e7781",
    "brightblack": "#6e7781",
}


def output() -> bytes:
    """All that the command writes to a terminal of COLUMNS columns."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(HERE)
        os.environ.update(TERM="xterm-256color")
        for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
            os.environ.pop(name, None)
        os.execv(sys.executable, [sys.executable, "-m", *COMMAND])  # noqa: S606 (this Python)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    parts: list[bytes] = []
    try:
        while part := os.read(terminal, 65536):
            parts.append(part)
    except OSError:  # the other end is closed
        pass
    os.waitpid(child, 0)
    return b"".join(parts)


def main() -> None:
    fonts = [*sys.argv[1:], "DejaVuSansMono.ttf", "DejaVuSansMono-Bold.ttf"][:2]
    plain, bold = (ImageFont.truetype(name, SIZE) for name in fonts)
    screen = pyte.Screen(COLUMNS, ROWS)
    pyte.ByteStream(screen).feed(b"\x1b[1m$ " + " ".join(COMMAND).encode() + b"\x1b[0m\r\n" + output())
    last = max(y for y, line in enumerate(screen.display) if line.strip())
    width, height = round(plain.getlength("M")), round(SIZE * 1.3)
    image = Image.new("RGB", (COLUMNS * width + 2 * PAD, (last + 1) * height + 2 * PAD), PAPER)
    draw = ImageDraw.Draw(image)
    for y in range(last + 1):
        for x in range(COLUMNS):
            cell = screen.buffer[y][x]
            colour = COLOURS.get(cell.fg, f"#{cell.fg}")
            place = (PAD + x * width, PAD + y * height)
            draw.text(place, cell.data, colour, bold if cell.bold else plain)
    image.quantize(32).save(HERE / "check.png", optimize=True)


if __name__ == "__main__":
    main()
