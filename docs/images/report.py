"""Makes `report-*.png`: the HTML report of a small folder, in a real browser.

    pip install playwright pillow
    python docs/images/report.py [CHROMIUM]

The report is the real command's. Chromium is the system's own (default: `chromium` on the path);
`pdftoppm` (poppler) draws the pages for paper.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
FILES = {
    "laws/criminal-code.md": """# Criminal code: proposed changes

<!-- luxterm: keep child-pornography: name of the offence until section 163.1 is amended -->
Whoever is convicted of an offence of child pornography shall not work with children.

The State shall not describe a child as a "child prostitute" in any record.

Sanctions apply to child pornography sites and to child sex tourism.
""",
    "platform/rules.html": """<!doctype html><title>Rules of the platform</title>
<h1>Rules of the platform</h1>
<p>We remove child pornography within one working day. Accounts that sell child porn are closed.</p>
<p>Whoever threatens a child with <em>sextortion</em> is reported to the police.</p>
""",
    "platform/help-page.txt": "Where to find help.\n",
    "laws/annex.wpd": "",
}
SHOTS: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1280, "height": 1500}},
    "dark": {"viewport": {"width": 1280, "height": 1500}, "color_scheme": "dark"},
    "narrow": {"viewport": {"width": 390, "height": 1500}},
    "findings": {"viewport": {"width": 1280, "height": 1100}},
    "decisions": {"viewport": {"width": 1280, "height": 900}},
}
"""Pictures; one whose name is a section's shows that section."""


def folder(home: Path) -> Path:
    """A folder of policies with a report of it."""
    policies = home / "policies"
    for name, text in FILES.items():
        (policies / name).parent.mkdir(parents=True, exist_ok=True)
        (policies / name).write_text(text, encoding="utf-8")
    for path in (*ROOT.glob("samples/*.md"), HERE / "policy.md"):
        shutil.copy(path, policies / path.name)
    command = [sys.executable, "-m", "luxterm", "check", ".", "--format", "html", "--output", "report.html"]
    subprocess.run([*command, "--fail-on", "never"], cwd=policies, check=True)
    return policies / "report.html"


def on_paper(pdf: Path) -> Image.Image:
    """The first three pages side by side."""
    subprocess.run(["pdftoppm", "-r", "60", "-png", "-l", "3", pdf, pdf.with_suffix("")], check=True)
    pages = [Image.open(path) for path in sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))]
    gap = 12
    width, height = sum(page.width + gap for page in pages) + gap, pages[0].height + 2 * gap
    sheet = Image.new("RGB", (width, height), "#8a9194")
    for number, page in enumerate(pages):
        sheet.paste(page, (gap + number * (page.width + gap), gap))
    return sheet


def save(image: Image.Image, name: str) -> None:
    image.convert("RGB").quantize(96).save(HERE / f"report-{name}.png", optimize=True)


def main() -> None:
    chromium = sys.argv[1] if len(sys.argv) > 1 else shutil.which("chromium")
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        report = folder(Path(home))
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, options in SHOTS.items():
            page = browser.new_page(**options)
            page.goto(report.as_uri())
            page.evaluate(
                "name => document.getElementById(name)?.scrollIntoView({behavior: 'instant'})", name
            )
            page.screenshot(path=Path(home) / "shot.png")
            save(Image.open(Path(home) / "shot.png"), name)
        page = browser.new_page()
        page.goto(report.as_uri())
        page.pdf(path=Path(home) / "paper.pdf", format="A4")
        save(on_paper(Path(home) / "paper.pdf"), "paper")
        browser.close()


if __name__ == "__main__":
    main()
