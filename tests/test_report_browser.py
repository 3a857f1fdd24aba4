"""The page in a real browser: for the keyboard, a screen reader, a printer and an attacker."""

import importlib.util
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from itertools import pairwise, product
from pathlib import Path
from signal import SIGKILL
from threading import Timer
from typing import Any

import pytest

import luxterm.wording
from luxterm.cli.main import main
from luxterm.report import writer
from luxterm.report.request import Request, Setting
from luxterm.report.run import Lexicon, Run
from luxterm.scan.file import scan_file
from luxterm.scan.job import Job, Options
from tests import needs
from tests.live import LIMIT
from tests.sampling import sampled

AXE = importlib.util.find_spec("axe_playwright_python")

pytest.importorskip("playwright")
pytestmark = [pytest.mark.slow, pytest.mark.needs("chromium")]

MANY = 50_000
ATTACK = "<script>window.hacked = 1</script></script></noscript><img src=x onerror='window.hacked = 1'>"
CODE = """# Criminal code: proposed changes

<!-- luxterm: keep child-pornography: name of the offence in section 163.1 -->
Whoever distributes child pornography is liable.

The State shall not describe a child as a "child prostitute" in any record.

Sanctions apply to child pornography sites and to child sex tourism.
"""
RULES = f"""We remove child pornography.

Accounts that sell {ATTACK} child porn {ATTACK} are closed.
"""


def children() -> set[int]:
    """The processes that this one has started."""
    found: set[int] = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if int(stat.read_text().rpartition(")")[2].split()[1]) == os.getpid():
                found.add(int(stat.parent.name))
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    before = children()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=needs.chromium(), args=["--no-sandbox"], timeout=60_000
        )
        drivers = children() - before
        # not every call of playwright has a limit of its own; without its driver each fails
        watchdog = Timer(LIMIT * 4, lambda: [os.kill(driver, SIGKILL) for driver in drivers])
        watchdog.daemon = True
        watchdog.start()
        yield started
        watchdog.cancel()
        started.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder's report, made by the command."""
    folder = tmp_path_factory.mktemp("policies")
    (folder / "code.md").write_text(CODE, encoding="utf-8")
    (folder / "rules.txt").write_text(RULES, encoding="utf-8")
    (folder / "clean.txt").write_text("Nothing.", encoding="utf-8")
    (folder / "minutes.doc").write_bytes(b"PK")
    (folder / "broken.txt").write_bytes(b"child pornography \0\xff")
    many = "\n\n".join(f"{number}. Sextortion is a crime." for number in range(120))
    (folder / "many.md").write_text(many, encoding="utf-8")
    page = folder / "report.html"
    assert main(["check", str(folder), "--format", "html", "--output", str(page), "--no-progress"]) == 2
    return page


@pytest.fixture
def open_page(browser: Any) -> Iterator[Any]:
    """open_page(path, …) -> the page; it must not have requested anything or logged an error by the end."""
    contexts: list[Any] = []
    bad: list[str] = []

    def opened(path: Path, **options: Any) -> Any:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "request", lambda request: None if request.url.startswith("file:") else bad.append(request.url)
        )
        page.on("console", lambda message: bad.append(message.text))
        page.on("pageerror", lambda error: bad.append(str(error)))
        page.goto(path.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()
    assert bad == []


def said(page: Any, text: str) -> None:
    """Wait until the live region says this."""
    page.wait_for_function("text => document.getElementById('count').textContent === text", arg=text)


@pytest.mark.skipif(AXE is None, reason="axe-core isn't installed")
@pytest.mark.parametrize(
    ("media", "width", "scheme"),
    sampled(product(["screen", "print"], [1280, 360], ["light", "dark"]), 3),
)
def test_accessible(report: Path, open_page: Any, scheme: str, width: int, media: str) -> None:
    """No violation that axe-core knows of, with everything unfolded."""
    assert AXE
    assert AXE.origin
    page = open_page(report, color_scheme=scheme, viewport={"width": width, "height": 900})
    page.emulate_media(media=media)
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    page.locator("input[value=all]").evaluate("each => each.click()")
    page.evaluate((Path(AXE.origin).parent / "axe.min.js").read_text("utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    told = {
        each["id"]: [(node["html"][:200], node["failureSummary"]) for node in each["nodes"]]
        for each in found["violations"]
    }
    assert told == {}
    assert len(found["passes"]) > 20


@pytest.mark.parametrize("width", [1280, 360])
def test_nothing_is_wider_than_the_window(report: Path, open_page: Any, width: int) -> None:
    page = open_page(report, viewport={"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_filters(report: Path, open_page: Any) -> None:
    page = open_page(report)
    said(page, "125 of 125 findings")
    assert page.locator("#list article").count() == 50
    page.locator("#term").select_option("child-pornography")
    said(page, "2 of 125 findings")
    page.locator("#document").select_option(label=page.locator("#document option").nth(1).inner_text())
    said(page, "1 of 125 findings")
    page.locator("#clear").click()
    page.locator("#usage").select_option("quotation")
    said(page, "1 of 125 findings")
    page.locator("#clear").click()
    for level in ("error", "info"):
        page.locator(f"input[value={level}]").uncheck()
    said(page, "120 of 125 findings")
    page.locator("#clear").click()
    page.locator("#search").fill("Accounts CLOSED")
    said(page, "1 of 125 findings")
    page.locator("#search").fill("many.md")
    said(page, "120 of 125 findings")
    page.locator("#search").fill("no such words")
    said(page, "Nothing matches these filters.")
    page.locator("#search").fill("")
    page.locator("input[value=kept]").check()
    said(page, "1 of 1 kept occurrences")
    assert "name of the offence in section 163.1" in page.locator("#list").inner_text()
    page.locator("input[value=all]").check()
    said(page, "126 of 126 occurrences")


def test_tables_lead_to_the_findings(report: Path, open_page: Any) -> None:
    page = open_page(report)
    page.get_by_role("button", name="child sex tourism").first.click()
    said(page, "1 of 125 findings")
    assert page.evaluate("document.activeElement.id") == "findings"
    page.locator("a[data-document]", has_text="rules.txt").click()
    said(page, "2 of 125 findings")
    page.get_by_role("button", name="kept by a comment: name of the offence").click()
    said(page, "1 of 1 kept occurrences")


def test_by_keyboard(report: Path, open_page: Any) -> None:
    """Everything can be reached and used without a mouse, and shows when it has the focus."""
    page = open_page(report)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("sextortion")
    said(page, "120 of 125 findings")
    reached: list[str] = []
    for _ in range(20):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.className"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none"
        if reached[-1] == "next":
            break
    assert {"term", "document", "usage", "clear"} <= set(reached)
    assert page.locator(".page").first.inner_text() == "1 to 50 of 120"
    page.keyboard.press("Enter")
    assert page.locator(".page").first.inner_text() == "51 to 100 of 120"
    assert page.evaluate("document.activeElement.id") == "list"
    page.locator(".next").last.click()
    assert page.locator(".page").first.inner_text() == "101 to 120 of 120"
    assert page.locator(".next").last.is_disabled()
    page.locator(".previous").last.click()
    assert page.locator(".page").first.inner_text() == "51 to 100 of 120"


def test_outline_for_screen_readers(report: Path, open_page: Any) -> None:
    page = open_page(report)
    levels = page.evaluate(
        "[...document.querySelectorAll('h1,h2,h3,h4')].map(each => Number(each.tagName[1]))"
    )
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for role in ("banner", "main", "search"):
        assert page.get_by_role(role).count() == 1
    assert page.get_by_role("status").count() == 1
    assert page.get_by_role("region", name="Decisions to sign off").count() == 1
    assert page.get_by_role("table", name="By term").get_by_role("rowheader").first.inner_text()


def test_without_javascript(report: Path, open_page: Any) -> None:
    page = open_page(report, java_script_enabled=False)
    assert page.locator("article").count() == 126
    assert not page.locator("#filters").is_visible()
    assert not page.locator(".pages").first.is_visible()
    kept = page.locator("article.kept")
    assert "Whoever distributes" in kept.text_content()
    assert not kept.is_visible()
    page.locator("noscript summary").click()
    assert kept.is_visible()
    page.locator("a[data-document]", has_text="rules.txt").click()
    assert page.url.endswith("#d2")


def test_hostile_text_is_only_text(report: Path, open_page: Any) -> None:
    for script in (True, False):
        page = open_page(report, java_script_enabled=script)
        if script:
            page.locator("#search").fill("</script>")
            said(page, "1 of 125 findings")
            assert page.evaluate("window.hacked") is None
        assert any(ATTACK in text for text in page.locator("article").all_text_contents())
        assert page.locator("img").count() == 0


def test_on_paper(report: Path, open_page: Any) -> None:
    """All findings that match, whatever page is shown; everything unfolded; then as it was."""
    page = open_page(report)
    page.locator(".next").last.click()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#list article").count() == 125
    assert not page.locator("#search").is_visible()
    assert page.locator("#count").is_visible()
    assert page.get_by_text("minutes.doc").is_visible()
    assert page.get_by_text("Name, date and signature").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("#list article").count() == 50
    assert page.locator(".page").first.inner_text() == "51 to 100 of 125"
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_fifty_thousand_findings(open_page: Any, tmp_path: Path) -> None:
    """Loads in two seconds, a key in the search answers in a tenth; five times that for a busy machine."""
    one = scan_file(Job("code.md", Options(show_kept=True, sentences=True), CODE.encode()))
    each = sum(not item.finding.kept for item in one.findings)
    files = (one._replace(path=f"policies/{number}.md") for number in range(MANY // each + 1))
    request = Request(("policies",), datetime(2026, 11, 24, tzinfo=UTC), (Setting("", "en", "un"),))
    path = tmp_path / "many.html"
    with path.open("w", encoding="utf-8", newline="\n") as out:
        run = Run("0.1.0", Lexicon("luxembourg", "0.1.0", "ab" * 32), request=request)
        writer("html")(run.watch(files), run, out)
    assert run.findings >= MANY
    page = open_page(path)
    load = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    assert load < 5 * 2000
    page.wait_for_function("document.getElementById('count').textContent !== ''")
    page.wait_for_timeout(2000)
    times = [page.evaluate(KEY, text) for text in ("s", "sa", "san", "sanctions", "policies/77", "zzz", "")]
    assert sorted(times)[len(times) // 2] < 5 * 100
    assert page.locator("#list article").count() == 50


KEY = """text => {
    const search = document.getElementById("search");
    search.value = text;
    const start = performance.now();
    search.dispatchEvent(new Event("input", { bubbles: true }));
    document.body.offsetHeight;
    return performance.now() - start;
}"""


# ---- Versions side by side


@pytest.fixture(scope="module")
def parity(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three versions of a text, of which one lacks a paragraph and one has a discouraged word."""
    folder = tmp_path_factory.mktemp("versions")
    texts = {
        "en": f"# Policy\n\nProviders report child sexual abuse material.\n\nAnd {ATTACK} its own.\n",
        "fr": "# Politique\n\nLes fournisseurs signalent la pédopornographie.\n",
        "es": "# Política\n\nLos proveedores denuncian el material de abuso sexual infantil.\n",
    }
    for lang, text in texts.items():
        (folder / f"policy.{lang}.txt").write_text(text, encoding="utf-8")
    files = [str(folder / f"policy.{lang}.txt") for lang in texts]
    assert main(["parity", *files, "--format", "html", "--output", str(folder / "parity.html")]) == 1
    return folder / "parity.html"


@pytest.mark.skipif(AXE is None, reason="axe-core isn't installed")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_versions_side_by_side(parity: Path, open_page: Any, scheme: str, width: int) -> None:
    """Accessible, nothing beyond the edge, nothing of a document run; a box hides what agrees."""
    assert AXE
    assert AXE.origin
    page = open_page(parity, color_scheme=scheme, viewport={"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    columns = page.evaluate("getComputedStyle(document.querySelector('.cells')).gridTemplateColumns")
    assert len(columns.split()) == (3 if width == 1280 else 1)
    rows = page.locator("article.row")
    visible = page.locator("article.row:visible")
    assert visible.count() == rows.count() > 2
    page.locator("#only").check()
    assert 0 < visible.count() < rows.count()
    page.locator("#only").uncheck()
    assert page.evaluate("window.hacked") is None
    page.evaluate((Path(AXE.origin).parent / "axe.min.js").read_text("utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert {it["id"]: [node["html"][:200] for node in it["nodes"]] for it in found["violations"]} == {}


@pytest.mark.parametrize(
    "lang", sorted(path.stem for path in Path(luxterm.wording.__file__).parent.glob("*.toml"))
)
def test_no_table_is_wider_than_its_place_whatever_the_language(
    lang: str, open_page: Any, tmp_path: Path
) -> None:
    (tmp_path / "politiques-de-protection").mkdir()
    (tmp_path / "politiques-de-protection" / "projet-de-politique-2026.md").write_text(CODE, encoding="utf-8")
    (tmp_path / "rules.txt").write_text(RULES, encoding="utf-8")
    made = tmp_path / "report.html"
    files = ["check", str(tmp_path), "--format", "html", "--output", str(made), "--no-progress"]
    assert main([*files, "--ui-lang", lang]) == 1
    page = open_page(made)
    wide = "[...document.querySelectorAll('.scroll')].filter(it => it.scrollWidth > it.clientWidth).length"
    for width in (360, 390, 640, 1024, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.querySelectorAll('.scroll').length") > 2
        assert page.evaluate(wide) == 0, width
        assert page.evaluate("document.documentElement.scrollWidth") <= width
