"""Random text that knows the grammar of its format: blocks, in blocks, with sentences in them."""

from collections.abc import Callable
from random import Random

from fuzz.words import odd, phrase, sentence, words

Make = Callable[[Random], str]
_DIRECTIVES = (
    "luxterm: off: a quotation", "luxterm: on", "luxterm: keep all: said so",
    "luxterm: keep child-pornography: the name of the offence", "luxterm: keep", "luxterm: kep all: x",
)  # fmt: skip


def _line(rng: Random) -> str:
    """A sentence on one line, or what is left of it."""
    return " ".join(sentence(rng).split()) or "x"


def _paragraph(rng: Random) -> str:
    return rng.choice([" ", " ", "\n", "  "]).join(sentence(rng) for _ in range(rng.randrange(1, 4)))


def _indented(text: str, by: str) -> str:
    return text.replace("\n", "\n" + by)


def _rule(rng: Random, line: str, signs: str) -> str:
    return rng.choice(signs) * rng.choice([len(line), len(line), len(line) + 2, max(1, len(line) - 1), 4])


def _directive(rng: Random) -> str:
    return rng.choice(_DIRECTIVES) if rng.random() < 0.7 else _line(rng)


def _inline(rng: Random, forms: tuple[str, ...]) -> str:
    return f"{_line(rng)} {rng.choice(forms).replace('{}', phrase(rng))} {_line(rng)}"


def _nested(rng: Random, blocks: "Callable[[], tuple[Make, ...]]", begin: str, by: str) -> str:
    """Blocks inside a block: of a list item, a quotation."""
    inside = [rng.choice(blocks())(rng) for _ in range(rng.randrange(1, 3))]
    return begin + _indented("\n\n".join(inside), by)


def _setext(rng: Random, signs: str, over: bool = False) -> str:
    line = _line(rng)
    rule = _rule(rng, line, signs)
    return f"{rule}\n{line}\n{rule}" if over and rng.random() < 0.3 else f"{line}\n{rule}"


def _grid(rng: Random) -> str:
    """A table drawn with lines; each cell is as wide as its column."""
    widths = [rng.randrange(4, 32) for _ in range(rng.randrange(1, 4))]
    rule = "+" + "+".join("-" * (width + 2) for width in widths) + "+"
    lines = [rule]
    for _ in range(rng.randrange(1, 4)):
        lines.append("|" + "|".join(f" {_line(rng)[:width]:<{width}} " for width in widths) + "|")
        lines.append(rule if rng.random() < 0.8 else rule.replace("-", "="))
    return "\n".join(lines)


def _simple(rng: Random) -> str:
    widths = [rng.randrange(4, 32) for _ in range(rng.randrange(1, 4))]
    rule = "  ".join("=" * width for width in widths)
    rows = [
        "  ".join(f"{_line(rng)[:width]:<{width}}" for width in widths) for _ in range(rng.randrange(1, 4))
    ]
    return "\n".join([rule, *rows[:1], *([rule] if rng.random() < 0.5 else []), *rows[1:], rule])


def _row(rng: Random) -> str:
    """Comma-separated values; what is between quotation marks may have commas in it."""
    cells = (_line(rng) for _ in range(rng.randrange(1, 4)))
    return rng.choice([",", ", "]).join(f'"{cell}"' if rng.random() < 0.4 else cell for cell in cells)


def _rows(rng: Random, by: str = "") -> str:
    return f"\n{by}".join(_row(rng) for _ in range(rng.randrange(1, 4)))


def _csv_table(rng: Random) -> str:
    header = f"\n   :header: {_row(rng)}" if rng.random() < 0.5 else "\n   :header-rows: 1"
    return f".. csv-table:: {_line(rng)}{header}\n\n   {_rows(rng, '   ')}"


def _list_table(rng: Random) -> str:
    row = f"* - {_line(rng)}\n     - {_line(rng)}"
    return f".. list-table:: {_line(rng)}\n   :header-rows: 1\n\n   {row}\n   {row}"


def _pipes(rng: Random) -> str:
    columns = rng.randrange(1, 4)
    rows = ["| " + " | ".join(_line(rng) for _ in range(columns)) + " |" for _ in range(rng.randrange(1, 4))]
    return "\n".join([rows[0], "|" + rng.choice(["---|", ":-:|", "-|"]) * columns, *rows[1:]])


_MARKDOWN_INLINE = (
    "*{}*", "**{}**", "_{}_", "`{}`", "[{}](https://example.org/{})", "![{}](x.png)", "[{}]", "[{}][]",
    "~~{}~~", "<b>{}</b>", "<a href='{}'>{}</a>", "<code>{}", "$ {} $", "[^1] {}", "{{ {} }}",
    "&quot;{}&#8221;", "<{}>", "***{}***", "[[{}]]", "[[{}|x]]", "[x][{}]", "![{}][x]", "[{}](<x y> '{}')",
    "<img alt={}>", "{{< x title=\"{}\" >}}", "\\*{}\\*", "[*{}*](x)",
)  # fmt: skip
_RST_INLINE = (
    "*{}*", "**{}**", "``{}``", "`{}`_", "`{}`__", "`{} <https://example.org>`_", ":ref:`{}`",
    ":emphasis:`{}`", "|{}|", "[#]_ {}", "_`{}`", "{}_", "\\ {}",
    ":term:`{}`", ":term:`x <{}>`", "`{}`:title:", "[{}]_", "`{} <x_>`__", "{}\\ s", ":doc:`{} </x>`",
)  # fmt: skip
_HTML_INLINE = (
    "<b>{}</b>", "<i>{}", "<code>{}</code>", "<code>{}", "<a href='{}'>{}</a>", "<img alt='{}'>",
    "<q>{}</q>", "<!-- {} -->", "&nbsp;{}&#x301;", "<span lang=fr>{}</span>", "<sup>{}</sup>",
    "<br>{}", "<x-y>{}</x-y>", "<img alt={}>", "<a title={}>x</a>", "<input value='{}' placeholder='{}'>",
    "<svg><title>{}</title></svg>", "<ruby>{}<rt>x</rt></ruby>", "<s>{}</s>", "<kbd>{}</kbd>", "<p {}>",
    "<meta name=description content='{}'>", "<b><i>{}</b></i>",
)  # fmt: skip
_LATEX_INLINE = (
    "\\emph{{}}", "\\textbf{{}}", "``{}''", "\\footnote{{}}", "\\cite[{}]{a}", "\\verb|{}|", "${}$",
    "\\({}\\)", "\\href{x}{{}}", "{\\it {}}", "\\'e{}", "{}~{}", "% {}\n", "\\index{{}}", "\\enquote{{}}",
    "\\gls{{}}", "\\ref{{}}", "\\footnotemark[{}]", "\\textcolor{red}{{}}", "\\textit{{} {}}",
    "\\todo[{}]{{}}", "{\\bf {}\\/}", "\\\"{}", "\\-{}", "\\x{} {}", "\\mbox{{}}", "\\[{}\\]", "\\cite{{}}",
)  # fmt: skip
_ASCIIDOC_INLINE = (
    "*{}*", "_{}_", "`{}`", "+{}+", "#{}#", "link:x[{}]", "<<a,{}>>", "footnote:[{}]", "\"`{}`\"",
    "{{}}", "pass:[{}]", "image:x[{}]", "xref:a[{}]", "^{}^", "((({})))",
    "(({}))", "link:x[{},role=y]", "https://example.org[{}, window=_blank]", "mailto:a@b[{},x]", "kbd:[{}]",
    "[.x]#{}#", "[[x,{}]]", "footnoteref:[x,{}]", "**{}**", "``{}``", "'`{}`'", "indexterm2:[{}]",
    "menu:{}[x]", "{x} {}", "{set:x:{}}",
)  # fmt: skip


def _markdown() -> tuple[Make, ...]:
    return (
        _paragraph, _paragraph, _pipes, lambda rng: f"{'#' * rng.randrange(1, 8)} {_line(rng)}",
        lambda rng: _setext(rng, "=-"), lambda rng: _inline(rng, _MARKDOWN_INLINE),
        lambda rng: _inline(rng, _MARKDOWN_INLINE),
        lambda rng: _nested(rng, _markdown, rng.choice(["- ", "* ", "+ "]), "  "),
        lambda rng: _nested(rng, _markdown, "1. ", "   "), lambda rng: _nested(rng, _markdown, "> ", "> "),
        lambda rng: f"```\n{_paragraph(rng)}\n```", lambda rng: f"    {_line(rng)}",
        lambda rng: f"```{{r, fig.cap='{_line(rng)}'}}\n#| tbl-cap: |\n#|   {_line(rng)}\n1\n```",
        lambda rng: f"<!-- {_directive(rng)} -->", lambda rng: f"[{phrase(rng)}]: https://example.org",
        lambda rng: f"[^1]: {_paragraph(rng)}", lambda rng: f"{_line(rng)}\n: {_line(rng)}",
        lambda rng: f"<div>\n{_paragraph(rng)}\n</div>", lambda rng: f"---\ntitle: {_line(rng)}\n---",
        lambda rng: f"{_line(rng)}  \n{_line(rng)}", lambda rng: f"- [ ] {_line(rng)}",
        lambda rng: f"{_line(rng)}\n• {_line(rng)}\n• {_line(rng)}",
        lambda rng: f"<table><tr><td>\n\n{_paragraph(rng)}\n\n</td></tr></table>",
        lambda rng: f"::: note {_line(rng)}\n{_paragraph(rng)}\n:::", lambda rng: f"$$\n{_line(rng)}\n$$",
        lambda rng: f"*[{phrase(rng)}]: {_line(rng)}", lambda rng: f"> [!NOTE]\n> {_line(rng)}",
        lambda rng: f"---\nkeywords: [{_line(rng)}, '{phrase(rng)}']\ndescription: >-\n  {_line(rng)}\n---",
        lambda rng: f"[x]: https://example.org '{phrase(rng)}'",
        lambda rng: f'!!! note "{_line(rng)}"\n\n    {_line(rng)}\n',
    )  # fmt: skip


_MDX_INLINE = (
    *_MARKDOWN_INLINE, "{{}}", "{`{}`}", "<Tip text='{}'>{}</Tip>", "<Tip a={{}}>{}</Tip>", "<>{}</>",
    "<Icon/>", "\\{{}", "{/* {} */}", "<b>{}</b>", "{",
)  # fmt: skip


def _mdx() -> tuple[Make, ...]:
    return (
        *_markdown(), lambda rng: _inline(rng, _MDX_INLINE), lambda rng: _inline(rng, _MDX_INLINE),
        lambda rng: f"import {{ {phrase(rng)} }} from 'x'",
        lambda rng: f"export const x = {{\n\n '{_line(rng)}'}}",
        lambda rng: f"{{/* {_directive(rng)} */}}", lambda rng: f"<Note>\n{_paragraph(rng)}\n</Note>",
        lambda rng: _nested(rng, _mdx, "<Tabs>\n\n    ", "    "), lambda rng: f"{{\n{_paragraph(rng)}\n}}",
        lambda rng: f"<Note title={{`{_line(rng)}`}}>{_line(rng)}</Note>",
    )  # fmt: skip


_DIRECTIVE_STARTS = [".. note:: ", ".. figure:: ", ".. table:: ", ".. list-table:: ", ".. code-block:: "]


def _rst() -> tuple[Make, ...]:
    return (
        _paragraph, _paragraph, _grid, _grid, _simple, lambda rng: _setext(rng, "=-~^\"'", over=True),
        lambda rng: _inline(rng, _RST_INLINE), lambda rng: _inline(rng, _RST_INLINE),
        lambda rng: _nested(rng, _rst, "- ", "  "), lambda rng: _nested(rng, _rst, "1. ", "   "),
        lambda rng: _nested(rng, _rst, f":{phrase(rng)}: ", "  "), lambda rng: _nested(rng, _rst, "  ", "  "),
        lambda rng: f"{_line(rng)}::\n\n  {_line(rng)}", lambda rng: f".. {_directive(rng)}",
        lambda rng: f".. _{phrase(rng)}: https://example.org", lambda rng: f".. [#] {_paragraph(rng)}",
        lambda rng: _nested(rng, _rst, rng.choice(_DIRECTIVE_STARTS), "   "),
        lambda rng: f".. |{phrase(rng)}| replace:: {_line(rng)}", lambda rng: f"{_line(rng)}\n  {_line(rng)}",
        lambda rng: f">>> {_line(rng)}", lambda rng: f"| {_line(rng)}\n| {_line(rng)}",
        _csv_table, _list_table, lambda rng: f".. glossary::\n\n   {phrase(rng)}\n      {_line(rng)}",
        lambda rng: f"{phrase(rng)} : {phrase(rng)}\n   {_line(rng)}", lambda rng: f"-a  {_line(rng)}",
        lambda rng: f".. image:: x\n   :alt: {_line(rng)}", lambda rng: f".. index:: {phrase(rng)}, x",
        lambda rng: f".. epigraph::\n\n   {_line(rng)}\n\n   -- {phrase(rng)}",
        lambda rng: f"__ {_line(rng)}", lambda rng: f".. [{phrase(rng)}] {_line(rng)}",
    )  # fmt: skip


def _tag(name: str) -> Make:
    return lambda rng: f"<{name}>{_paragraph(rng)}" + (f"</{name}>" if rng.random() < 0.8 else "")


def _html() -> tuple[Make, ...]:
    tags = "p p h1 li ul td table div blockquote pre code dl dt dd title script figcaption th textarea option"
    return (
        _paragraph, *map(_tag, tags.split(" ")), lambda rng: _inline(rng, _HTML_INLINE),
        lambda rng: _nested(rng, _html, "<ul><li>", ""), lambda rng: f"<!-- {_directive(rng)} -->",
        lambda rng: f"<table><tr><td>{_line(rng)}<td colspan=2>{_line(rng)}<tr><th>{_line(rng)}</table>",
        lambda rng: f"<p>{_inline(rng, _HTML_INLINE)}</p>",
        lambda rng: f"<dl><dt>{_line(rng)}<dd>{_line(rng)}",
        lambda rng: f"<details><summary>{_line(rng)}</summary>{_paragraph(rng)}</details>",
        lambda rng: _nested(rng, _html, "<table><tr><td>", ""), lambda rng: f"<pre><code>{_line(rng)}</code>",
        lambda rng: f"<select><option>{_line(rng)}<option>{_line(rng)}</select>",
    )  # fmt: skip


def _environment(name: str) -> Make:
    return lambda rng: f"\\begin{{{name}}}\n{_paragraph(rng)}\n\\end{{{name}}}"


def _latex() -> tuple[Make, ...]:
    names = "document quote itemize verbatim tabular equation table abstract comment"
    return (
        _paragraph, _paragraph, *map(_environment, names.split(" ")), lambda rng: _inline(rng, _LATEX_INLINE),
        lambda rng: f"\\section{{{_line(rng)}}}", lambda rng: f"\\item {_paragraph(rng)}",
        lambda rng: f"% {_directive(rng)}", lambda rng: f"{_line(rng)} & {_line(rng)} \\\\",
        lambda rng: f"\\newcommand{{\\x}}{{{_line(rng)}}}", lambda rng: f"\\caption{{{_line(rng)}}}",
        lambda rng: f"\\begin{{itemize}}\n\\item[{phrase(rng)}] {_line(rng)}\n\\end{{itemize}}",
        lambda rng: f"\\section[{phrase(rng)}]{{{_line(rng)}}}\\label{{{phrase(rng)}}}",
        lambda rng: f"\\begin{{tcolorbox}}[title={_line(rng)}, x]\n{_line(rng)}\n\\end{{tcolorbox}}",
        lambda rng: f"\\newglossaryentry{{x}}{{name={phrase(rng)}, description={{{_line(rng)}}}}}",
        lambda rng: f"\\multicolumn{{2}}{{c}}{{{_line(rng)}}} & {_line(rng)} \\\\[2pt]",
        lambda rng: f"\\begin{{tabular}}{{ll}}\n{_line(rng)} & {_line(rng)} \\\\\n\\end{{tabular}}",
    )  # fmt: skip


def _asciidoc() -> tuple[Make, ...]:
    marks = ["----", "====", "****", "____", "|===", "....", "++++", "--", "////"]
    return (
        _paragraph, _paragraph, lambda rng: _inline(rng, _ASCIIDOC_INLINE), lambda rng: f"== {_line(rng)}",
        lambda rng: f"{(mark := rng.choice(marks))}\n{_paragraph(rng)}\n{mark}",
        lambda rng: f"{_line(rng)}\n{rng.choice(marks)}", lambda rng: _setext(rng, "=-~^"),
        lambda rng: f"* {_paragraph(rng)}", lambda rng: f". {_paragraph(rng)}", lambda rng: f".{_line(rng)}",
        lambda rng: f"|===\n|{_line(rng)} |{_line(rng)}\n|===", lambda rng: f"// {_directive(rng)}",
        lambda rng: f"{phrase(rng)}:: {_line(rng)}", lambda rng: f":{phrase(rng)}: {_line(rng)}",
        lambda rng: f"[quote,{phrase(rng)}]\n{_line(rng)}", lambda rng: f"NOTE: {_line(rng)}",
        lambda rng: f" {_line(rng)}", lambda rng: f"{_line(rng)} +\n{_line(rng)}",
        lambda rng: f",===\n{_rows(rng)}\n,===", lambda rng: f"[format=csv]\n|===\n{_rows(rng)}\n|===",
        lambda rng: f"* {_line(rng)}\n+\n{_line(rng)}", lambda rng: f"<1> {_line(rng)}",
        lambda rng: f"|===\n2+|{_line(rng)}\n.2+a|* {_line(rng)}\nh|{_line(rng)}\n|===",
        lambda rng: f"[verse,{phrase(rng)}]\n{_line(rng)}", lambda rng: f"image::x[{_line(rng)}]",
        lambda rng: f"{phrase(rng)}::\n  {_line(rng)}\n{phrase(rng)};; {_line(rng)}",
    )  # fmt: skip


def _plain() -> tuple[Make, ...]:
    return (
        _paragraph, _paragraph, lambda rng: f"- {_paragraph(rng)}",
        lambda rng: f"{rng.randrange(20)}. {_line(rng)}",
        lambda rng: _line(rng).upper(), lambda rng: f"   {_line(rng)}", lambda rng: f"> {_line(rng)}",
        lambda rng: f"{_line(rng)}\t{_line(rng)}", lambda rng: _setext(rng, "=-"),
        lambda rng: f"# {_directive(rng)}",
    )  # fmt: skip


def _gitcommit() -> tuple[Make, ...]:
    trailers = ["Signed-off-by: A", "Fixes: #1", "# ------------------------ >8 ------------------------"]
    return (*_plain(), lambda rng: f"# {_line(rng)}", lambda rng: rng.choice(trailers))


BLOCKS: dict[str, Callable[[], tuple[Make, ...]]] = {
    "markdown": _markdown,
    "mdx": _mdx,
    "rst": _rst,
    "html": _html,
    "latex": _latex,
    "asciidoc": _asciidoc,
    "plain": _plain,
    "gitcommit": _gitcommit,
}


def _words(rng: Random) -> str:
    return words(rng, 5) + odd(rng)


_MARKS = (".. ", "- ", "> ", "# ", "[", "`", "\\", "|", ":", "<", "</", "&", "$", "^", "1. ", "* ", "")


def _pumped(rng: Random) -> str:
    """What a pattern may run away on: a mark, one or two signs over and over, and an end that doesn't fit."""
    signs = "".join(rng.choice("_.-=*~#`:|a (<[") for _ in range(rng.choice([1, 1, 2])))
    return (
        rng.choice(_MARKS)
        + signs * rng.choice([9, 40, 60])
        + rng.choice(["", "", " ", "x", "!", ": x", ">", "]"])
    )


def text(rng: Random, format: str) -> str:
    """A text of a few blocks, mostly ended by blank lines."""
    blocks = BLOCKS[format]()
    parts: list[str] = []
    for _ in range(rng.randrange(1, 5)):
        how = rng.random()
        block = _pumped if how < 0.06 else _words if how < 0.09 else rng.choice(blocks)
        parts.append(block(rng))
        parts.append(rng.choice(["\n\n", "\n\n", "\n\n", "\n", "\r\n\r\n", "\r\r", "\f"]))
    return "".join(parts)
