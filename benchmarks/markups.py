"""The documents of the benchmarks in other formats: the Markdown that `corpus` writes, block by block."""

import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

_INLINE = re.compile(
    r"\*\*(?P<strong>[^*]+)\*\*|\*(?P<stressed>[^*]+)\*|\[(?P<link>[^\]]+)\]\((?P<url>[^)]+)\)"
)
_HEADING = re.compile(r"(#+) (.*)")
_NUMBERED = re.compile(r"\d+\. ")


@dataclass(frozen=True, slots=True)
class Markup:
    """A format: its document's suffix, what editors call it, and how it writes what a Markdown block says."""

    suffix: str
    language: str
    heading: Callable[[int, str], str]
    items: Callable[[bool, list[str]], str]
    table: Callable[[list[list[str]]], str]
    quotation: Callable[[str], str]
    paragraph: Callable[[str], str]
    strong: str
    stressed: str
    link: str
    """Of `{text}` and `{url}`."""
    escaped: Callable[[str], str] = str

    def written(self, markdown: str) -> str:
        """The document in this format; blocks are separated by blank lines."""
        return "\n\n".join(map(self._block, markdown.strip().split("\n\n"))) + "\n"

    def _block(self, block: str) -> str:
        lines = block.split("\n")
        if match := _HEADING.fullmatch(block):
            return self.heading(len(match[1]), self._inline(match[2]))
        if block.startswith("- ") or _NUMBERED.match(block):
            items = [self._inline(line.partition(" ")[2]) for line in lines]
            return self.items(block.startswith("- "), items)
        if block.startswith("|"):
            rows = [[self._inline(cell.strip()) for cell in line.strip("|").split("|")] for line in lines]
            return self.table([rows[0], *rows[2:]])
        if block.startswith("> "):
            return self.quotation(self._inline(block.removeprefix("> ")))
        return self.paragraph(self._inline(block))

    def _inline(self, text: str) -> str:
        parts: list[str] = []
        position = 0
        for match in _INLINE.finditer(text):
            parts.append(self.escaped(text[position : match.start()]))
            for name, form in (("strong", self.strong), ("stressed", self.stressed), ("link", self.link)):
                if match[name]:
                    parts.append(form.format(text=self.escaped(match[name]), url=match["url"]))
            position = match.end()
        return "".join((*parts, self.escaped(text[position:])))


def _lines(form: str, items: Iterable[str]) -> str:
    return "\n".join(form.format(it) for it in items)


def _underlined(level: int, text: str) -> str:
    return f"{text}\n{'=-~^'[level - 1] * len(text)}"


def _grid(rows: list[list[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    rule = "  ".join("=" * width for width in widths)

    def lines() -> Iterator[str]:
        for at, row in enumerate(rows):
            if at < 2:
                yield rule
            yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        yield rule

    return "\n".join(lines())


def _html_table(rows: list[list[str]]) -> str:
    head, *rest = ("".join(f"<{{0}}>{cell}</{{0}}>" for cell in row) for row in rows)
    cells = [head.format("th"), *(row.format("td") for row in rest)]
    return f"<table>\n{_lines('<tr>{}</tr>', cells)}\n</table>"


def _element(name: str, body: str) -> str:
    return f"<{name}>\n{body}\n</{name}>"


def _environment(name: str, body: str) -> str:
    return f"\\begin{{{name}}}\n{body}\n\\end{{{name}}}"


def _tabular(rows: list[list[str]]) -> str:
    body = "\n".join(" & ".join(row) + r" \\" for row in rows)
    return f"\\begin{{tabular}}{{{'l' * len(rows[0])}}}\n{body}\n\\end{{tabular}}"


_SECTIONS = ("section", "subsection", "subsubsection", "paragraph")

PLAIN = Markup(
    ".txt", "plaintext",
    lambda _, text: text,
    lambda bullets, items: _lines("- {}" if bullets else "* {}", items),
    lambda rows: "\n".join("   ".join(row) for row in rows),
    str, str, "{text}", "{text}", "{text}",
)  # fmt: skip
HTML = Markup(
    ".html", "html",
    lambda level, text: f"<h{level}>{text}</h{level}>",
    lambda bullets, items: _element("ul" if bullets else "ol", _lines("<li>{}</li>", items)),
    _html_table,
    "<blockquote><p>{}</p></blockquote>".format,
    "<p>{}</p>".format,
    "<strong>{text}</strong>", "<em>{text}</em>", '<a href="{url}">{text}</a>', html.escape,
)  # fmt: skip
RST = Markup(
    ".rst", "restructuredtext",
    _underlined,
    lambda bullets, items: _lines("- {}" if bullets else "#. {}", items),
    _grid,
    "   {}".format, str,
    "**{text}**", "*{text}*", "`{text} <{url}>`__",
)  # fmt: skip
LATEX = Markup(
    ".tex", "latex",
    lambda level, text: f"\\{_SECTIONS[level - 1]}{{{text}}}",
    lambda bullets, items: _environment("itemize" if bullets else "enumerate", _lines(r"\item {}", items)),
    _tabular,
    lambda text: _environment("quote", text),
    str,
    r"\textbf{{{text}}}", r"\emph{{{text}}}", r"\href{{{url}}}{{{text}}}",
    lambda text: re.sub(r"([&%$#_])", r"\\\1", text),
)  # fmt: skip
ASCIIDOC = Markup(
    ".adoc", "asciidoc",
    lambda level, text: f"{'=' * level} {text}",
    lambda bullets, items: _lines("* {}" if bullets else ". {}", items),
    lambda rows: "\n".join(("|===", *("|" + " |".join(row) for row in rows), "|===")),
    "____\n{}\n____".format, str,
    "*{text}*", "_{text}_", "{url}[{text}]",
)  # fmt: skip
