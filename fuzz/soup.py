# ruff: noqa: E501 (tables: a line of them for signs of one kind)
"""Texts that know no grammar: lines and words that mean something in a format, put together in any order."""

from random import Random

WORDS = (
    "child pornography", "Child Pornography", "child prostitution", "child prostitutes", "a child molester",
    "Sexual Molestation Of A Minor", "harmful traditional practices", "child sex tourists", "the State",
    "shall prohibit", "report", "law", "Act", "child porno-\ngraphy", "child\npornography", "child prostitu-\ntion.",
    "underage sex", "児童", "é", "｜",
)  # fmt: skip
"""Terms, some broken over a line, and words between them."""

_SHARED = (
    " ",
    " ",
    " ",
    "\n",
    "\n",
    "\n\n",
    "\n\n",
    ". ",
    ", ",
    ": ",
    "  ",
    "\t",
    "\f",
    "\n    ",
    "\n  ",
    "\n   ",
)
_SIGNS: dict[str, tuple[str, ...]] = {
    "markdown": (
        "# ", "## ", "\n===\n", "\n---\n", "\n----\n", "\n- ", "\n1. ", "\n* ", "\n> ", "\n\n    ", "```", "\n```\n",
        "\n~~~\n", "`", "``", "*", "**", "_", "~~", "[", "](https://example.org)", "][]", "]", "\n\n[child pornography]: x\n\n",
        "![", "<b>", "</b>", "<code>", "</code>", "<div>\n", "\n</div>\n\n", "<!-- ", " -->", "<pre>", "</pre>", "\n| ",
        " | ", " |\n", "\n|---|---|\n", "\n--- | ---\n", "\n***\n", "\\\n", "  \n", "\\", "&amp;", "<https://example.org>",
        "\n: ", "\n[^1]: ", "[^1]", "\r", "\r\n", "\n---\ntitle: x\n---\n", "\t", "(", ")", "<kbd>", "<sup>", "$",
    ),
    "rst": (
        "\n====\n", "\n---------------------------------\n", "\n====\n", "\n===\n", "\n==========================\n",
        "\n- ", "\n* ", "\n1. ", "\nA. ", "\n#. ", "\n:Field: ", "\n.. note:: ", "\n.. note::\n\n   ", "::\n\n    ", "::\n\n\f  ",
        "\n.. code::\n\n   ", "\n.. ", "\n| ", " | ", " |", "\n+---------------------+-----+\n| ", "\n+----------+\n",
        "\n=====  ====================\n", "\n=====  ======\n", "`", "``", "*", "**", "`_", "`__", " <https://example.org>`_", "|",
        "\n.. _child pornography: https://example.org\n", ":term:`", "_", "\\", "\n>>> ", "\n-o  ", "\n    ", "\n  ",
        "\n.. list-table::\n\n   * - ", "\n     - ", "\n.. csv-table::\n\n   ", "\n.. figure:: x.png\n   :alt: ", "\r\n", "[1]_",
        "\n.. [1] ", "--",
    ),
    "html": (
        "<p>", "</p>", "<b>", "</b>", "<i>", "</i>", "<code>", "</code>", "<kbd>", "</kbd>", "<samp>", "<var>", "<tt>", "<pre>",
        "</pre>", "<pre><code>", "</code></pre>", "<table>", "<tr>", "<td>", "</td>", "<th>", "</tr>", "</table>", "<ul>", "<li>",
        "</li>", "</ul>", "<h1>", "</h1>", "<h2>", "<div>", "</div>", "<span>", "</span>", "<a href='x'>", "</a>", "<br>", "<hr>",
        "<img alt='", "'>", "<img src=x alt=\"", "\">", "<!-- ", " -->", "<!", "<script>", "</script>", "<style>", "</style>",
        "<textarea>", "</textarea>", "<title>", "</title>", "<select><option>", "</select>", "<svg>", "</svg>", "<math>",
        "<blockquote>", "</blockquote>", "<q>", "</q>", "<sup>", "</sup>", "&amp;", "&nbsp;", "&lt;", "<", ">", "\r", "\f",
        "<button>", "</button>", "<dl><dt>", "<dd>", "</dl>", "<noscript>", "</noscript>", "<template>", "</template>",
        "<iframe>", "</iframe>", "<xmp>", "</xmp>", "<plaintext>", "<noembed>", "</noembed>", "<caption>", "<figure>",
    ),
    "latex": (
        "\\section{", "}", "{", "}", "\\emph{", "\\textbf{", "\\begin{itemize}\n", "\\item ", "\n\\end{itemize}\n",
        "\\begin{tabular}{ll}\n", " & ", " \\\\\n", "\n\\end{tabular}\n", "\\begin{verbatim}\n", "\n\\end{verbatim}\n", "\\verb|", "|",
        "$", "$$", "\\[", "\\]", "% ", "\\%", "\\footnote{", "\\label{", "\\ref{", "\\cite{", "\\href{https://example.org}{", "~", "\\-",
        "\\begin{comment}\n", "\n\\end{comment}\n", "\\begin{quote}\n", "\n\\end{quote}\n", "\\newcommand{\\x}{", "\\x ", "[", "]",
        "\\title{", "\\par ", "\\begin{document}\n", "\n\\end{document}\n", "\\", "--", "``", "''", "\\hline\n", "\\caption{",
        "\\begin{lstlisting}\n", "\n\\end{lstlisting}\n", "\\multicolumn{2}{l}{", "\\begin{", "\\end{",
    ),
    "plain": (
        "\n- ", "\n* ", "\n(a) ", "\n1. ", "\n> ", "\n>> ", "\n=====\n", "\n---\n", " | ", "\t", "    ", "\f", "\v", "\u2028",
        "\n\n\n", "<!-- luxterm: off -->", "“", "”", "\r", "\r\n", "ARTICLE 1\n", "\n2.1 ", "-\n",
    ),
    "asciidoc": (
        "\n= ", "\n== ", "\n----\n", "\n---------------------------\n", "\n====\n", "\n....\n", "\n****\n", "\n____\n", "\n++++\n",
        "\n--\n", "\n////\n", "\n|===\n", "\n|", " |", "\n* ", "\n. ", "\n- ", ":: ", "\n+\n", "\n[source]\n", "\n[quote]\n", "`", "+", "*",
        "_", "#", "<<", ">>", "https://example.org[", "]", "\n[[id]]\n", "footnote:[", "\n.", "\n// ", "\n:name: ", "NOTE: ",
        "\n  ", "\n=================\n", "\n-----------------------\n", "\n~~~~~~~~~~~~~~~~\n", "'''", "\n```\n", "{x}", "pass:[",
        "image::x.png[", "\n***\n", "^", "~",
    ),
}  # fmt: skip

_AROUND: dict[str, tuple[tuple[str, str], ...]] = {
    "markdown": (
        ("*", "*"), ("**", "**"), ("`", "`"), ("[", "](https://example.org)"), ("[", "][]"), ("![", "](x.png)"),
        ("<code>", "</code>"), ("\n\n```\n", "\n```\n\n"), ("\n\n# ", "\n\n"), ("\n\n", "\n====\n\n"), ("\n\n", "\n---\n\n"),
        ("\n\n| ", " | law |\n|---|---|\n"), ("\n| ", " | law |\n"), ("\n- ", "\n"), ("\n\n<p>", "</p>\n\n"), ("(", ")"),
        ("\n\n<pre>", "</pre>\n\n"), ("\n> ", "\n"), ("\r", "\r"), ("~~", "~~"), ("<b>", "</b>"), ("<kbd>", ""), ("<!-- ", " -->"),
    ),
    "rst": (
        ("*", "*"), ("**", "**"), ("``", "``"), ("`", "`_"), ("`", " <https://example.org>`_"), ("`", "`__"), (":term:`", "`"),
        ("\n\n", "\n====\n\n"), ("\n\n", "\n----------------------------------------\n\n"), ("\n\n", "\n=\n\n"),
        ("\n\n===================\n", "\n===================\n\n"), ("\n\n====\n", "\n====\n\n"), ("\n\n===\n", "\n===\n\n"),
        ("\n\n::\n\n   ", "\n\n"), ("::\n\n\f ", "\n\n"), ("\n\n- ", "\n\n"), ("\n\n1. ", "\n\n"), ("\n\n:Field: ", "\n\n"),
        ("\n\n+--------------------------------+-----+\n| ", " | law |\n+--------------------------------+-----+\n\n"),
        ("\n\n- +--------------------------------+\n  | ", " |\n  +--------------------------------+\n\n"),
        ("\n\n===============================  ===\n", "  law\n===============================  ===\n\n"),
        ("\n\nterm\n    ", "\n\n"), ("\n\n.. note:: ", "\n\n"), ("\n\n.. code::\n\n   ", "\n\n"), ("\n\n.. ", "\n\n"), ("\n\n.. [1] ", "\n\n"),
        ("\n\n>>> ", "\n\n"), ("\n\n| ", "\n| law\n\n"), ("|", "|"), ("\n\n.. _", ": https://example.org\n\n"), ("(", ")"),
    ),
    "html": (
        ("<p>", "</p>"), ("<b>", "</b>"), ("<code>", "</code>"), ("<p><code>", "</p>"), ("<pre>", "</pre>"), ("<pre><code>", "</code></pre>"),
        ("<table><tr><td>", "</td></tr></table>"), ("<ul><li>", "</li></ul>"), ("<h1>", "</h1>"), ("<a href=x>", "</a>"), ("<!--", "-->"),
        ("<script>", "</script>"), ("<img alt='", "' src=x>"), ("<p title='", "'>"), ("<table><td><code>", "</td><td>"), ("<q>", "</q>"),
        ("<select><option>", "</select>"), ("<textarea>", "</textarea>"), ("<kbd>", "</kbd>"), ("<p><kbd>", "</p>"),
    ),
    "latex": (
        ("{", "}"), ("\\emph{", "}"), ("\\section{", "}\n"), ("\\begin{itemize}\n\\item ", "\n\\end{itemize}\n"), ("$", "$"), ("\\[", "\\]"),
        ("\\begin{tabular}{ll}\n", " & law \\\\\n\\end{tabular}\n"), ("\\begin{verbatim}\n", "\n\\end{verbatim}\n"), ("\\verb|", "|"),
        ("\\footnote{", "}"), ("% ", "\n"), ("\\label{", "}"), ("\\begin{comment}\n", "\n\\end{comment}\n"), ("\\href{x}{", "}"),
        ("\\begin{quote}\n", "\n\\end{quote}\n"), ("\\caption{", "}"), ("\\begin{equation}", "\\end{equation}"), ("``", "''"),
    ),
    "plain": (("\n\n", "\n====\n\n"), ("\n- ", "\n"), ("\n> ", "\n"), ("“", "”"), ("(", ")"), ("\n", "\tlaw\n"), ("\n| ", " | law |\n")),
    "asciidoc": (
        ("*", "*"), ("_", "_"), ("`", "`"), ("\n\n== ", "\n\n"), ("\n\n", "\n-----------------\n\n"), ("\n\n", "\n---------------------------\n\n"),
        ("\n\n", "\n---------------------\nlaw\n---------------------\n\n"), ("\n\n----\n", "\n----\n\n"), ("\n\n....\n", "\n....\n\n"),
        ("\n\n|===\n|", " |law\n|===\n\n"), ("\n* ", "\n"), ("\n\n", ":: law\n\n"), ("<<", ">>"), ("\n\n  ", "\n\n"), ("\n\n____\n", "\n____\n\n"),
        ("\n\n[source]\n", "\n\n"), ("https://example.org[", "]"), ("\n// ", "\n"), ("footnote:[", "]"), ("\n\n.", "\n"),
    ),
}  # fmt: skip
"""What goes around words; where the word comes out broken, so does the construct."""

_SIGNS["mdx"] = (
    *_SIGNS["markdown"], "{", "}", "{x}", "{/* ", " */}", "<Note>", "</Note>", "\n<Note>\n", "\n</Note>\n", "<Icon />",
    "\nimport a from 'b'\n\n", "\n\nexport const a = {\n", "<>", "</>", "<a.b c={", "}>", "\\{", "`${", "'", "/*", "\n\n    ",
)  # fmt: skip
_AROUND["mdx"] = (
    *_AROUND["markdown"], ("{", "}"), ("<Tip>", "</Tip>"), ("\n\n<Note>\n", "\n</Note>\n\n"), ("{/* ", " */}"), ("<T a='", "'/>"),
    ("<T a={`", "`}>"), ("\n\n<Note>\n    ", "\n</Note>\n"), ("\n\n{\n", "\n}\n\n"), ("\\{", "}"), ("{'", "'}"),
)  # fmt: skip


FORMATS = frozenset(_SIGNS)


def text(rng: Random, format: str, most: int = 14) -> str:
    """A text of a format: what means something to it, and words, in any order."""
    parts: list[str] = []
    for _ in range(rng.randrange(1, most + 1)):
        before, after = rng.choice(_AROUND[format]) if rng.random() < 0.5 else ("", "")
        word = rng.choice(WORDS if rng.random() < 0.5 else WORDS[:5])
        parts += [rng.choice(_SIGNS[format] if rng.random() < 0.5 else _SHARED), before, word, after]
    return "".join(parts) + "\n"
