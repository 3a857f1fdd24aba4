"""Makes `libreoffice-list.png` and `libreoffice-review.png`: the extension in a real LibreOffice.

    python docs/images/libreoffice.py

LibreOffice Writer with UNO, Xvfb, xdotool and ImageMagick are needed; the window is drawn for a screen with
twice the usual points, so that the pictures are sharp.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent.parent))

from tests.office.writer import Office, Screen, built, luxterm  # noqa: E402 (found by the line above)

WIDTH, HEIGHT = 2560, 1600
FIRST_LINE = 600, 352
"""Where the list has it."""
TEXT = [
    ["Duties of providers", "en", "Heading 1"],
    [
        "Providers shall report child pornography without delay, and minors who were shown in it are heard.",
        "en",
        "",
    ],
    ["A child prostitute is a victim of a crime, and so is every child who was groomed for it.", "en", ""],
    ["La pornographie enfantine est signalée sans délai.", "fr", ""],
    ["Se denunciará sin demora la pornografía infantil.", "es", ""],
    [
        "See the Optional Protocol to the Convention on the Rights of the Child on the sale of children, "
        "child prostitution and child pornography.",
        "en",
        "",
    ],
]
MARKS = 6


def main() -> None:
    """Writes the pictures."""
    os.environ["SAL_FORCEDPI"] = "192"
    with tempfile.TemporaryDirectory() as home, Screen(WIDTH, HEIGHT) as display:
        office = Office(Path(home))
        office.set(program=str(luxterm(Path(home))))
        office.run(["install", built(Path(home)).as_uri()])
        listed, reviewed = (Path(home) / name for name in ("list.png", "review.png"))
        office.run(
            ["ready"],
            ["new", "a", TEXT],
            ["front", "a", WIDTH, HEIGHT],
            ["found", "a", MARKS],
            ["trigger", "check", 4],
            ["xdo", "mousemove", *FIRST_LINE, "click", 1],
            ["picture", str(listed)],
            ["xdo", "key", "Escape"],
            ["trigger", "review", 8],
            ["picture", str(reviewed)],
            display=display,
        )
        for path, crop in ((listed, "1720x890+330+190"), (reviewed, "1920x750+285+190")):
            target = HERE / f"libreoffice-{path.stem}.png"
            cut = ["-crop", crop, "+repage", "-strip", "-colors", "256"]
            subprocess.run(["convert", path, *cut, target], check=True)


if __name__ == "__main__":
    main()
