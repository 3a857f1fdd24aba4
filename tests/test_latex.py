"""LaTeX: what a person reads in the printed page; the cases are in `tests/cases/formats/latex.toml`."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fuzz.reading import check_document
from luxterm.formats import read
from tests.sampling import sampled
from tests.segments import aside, check_no_segment_stands_in_another
from tests.test_gitcommit import assert_linear_reading, findings, fixed

SIGNS = (
    *("a", "child ", "Act", " ", "\n", "\n\n", "\r\n", "{", "}", "[", "]", "\\", "%", "% a\n", "$", "&", "~"),
    *(
        "--",
        "---",
        "``",
        "''",
        "`",
        "'",
        "\\\\",
        "\\\\[2pt]",
        "\\'e",
        '\\"{o}',
        "\\%",
        "\\-",
        "\\ss ",
        "\\par ",
    ),
    *("\\emph{", "\\textbf", "\\enquote{", "\\footnote{", "\\section{", "\\section[b]{", "\\caption[", "\\x"),
    *(
        "\\href{u}{",
        "\\url{u%}",
        "\\cite[p]{k}",
        "\\label{",
        "\\verb|",
        "\\(",
        "\\)",
        "\\[",
        "\\]",
        "\\item ",
    ),
    *(
        "\\item[",
        "\\begin{itemize}",
        "\\end{itemize}",
        "\\begin{description}",
        "\\begin{tabular}{ll}",
        "\\hline ",
    ),
    *(
        "\\end{tabular}",
        "\\multicolumn{2}{c}{",
        "\\begin{quote}",
        "\\end{quote}",
        "\\begin{verbatim}",
        "\\em ",
    ),
    *(
        "\\end{verbatim}",
        "\\begin{document}",
        "\\end{document}",
        "\\newcommand{\\x}{b}",
        "\\iffalse ",
        "\\fi ",
    ),
    *("\\bibitem{k}", "\\begin{frame}{", "\\title{", "\\thanks{", "é", "\u2028", "\f", "\0", "😀", "\ud800"),
)
texts = st.lists(st.sampled_from(SIGNS), max_size=60).map("".join) | st.text(max_size=200)


@given(texts)
@example(r"\item[a\begin{verbatim}]\end{verbatim}")
@settings(max_examples=400)
def test_laws(text: str) -> None:
    document = read(text, "latex")
    assert document.text == text
    check_document(aside(document))
    assert read(text, "latex") == document


@given(texts)
def test_only_notes_stand_inside_other_segments(text: str) -> None:
    plain = text.replace("\\footnote", "\\emph").replace("\\thanks", "\\emph")
    check_no_segment_stands_in_another(read(plain, "latex"))


@pytest.mark.slow
@pytest.mark.parametrize(
    "kind",
    sampled(
        [
            *(
                "{",
                "}",
                "\\emph{",
                "\\footnote{",
                "\\footnote{a",
                "\\section[",
                "\\section{",
                "\\section[a]{b",
                "\\cite[",
            ),
            *(
                "\\label{",
                "\\url{",
                "\\href{",
                "\\begin{a}",
                "\\end{a}",
                "\\begin{a}\\end{b}",
                "\\begin{verbatim}",
            ),
            *(
                "\\begin{tabular}{l}",
                "a & b \\\\ \\hline ",
                "\\multicolumn{9}{l}{a} & ",
                "$",
                "$$",
                "$a ",
                "\\(",
                "\\[",
            ),
            *(
                "\\verb|",
                "\\verb1",
                "%",
                "%a\n",
                "\\",
                "\\\\[",
                "\\'",
                "\\'{",
                "{\\em a ",
                "\\iffalse ",
                "``a ''",
                "--",
            ),
            *(
                "\\item[",
                "\\item[{",
                "\\item[a] b ",
                "\\newcommand{\\x}",
                "\\def\\x#1",
                "\\enquote{a}",
                "a\n\n",
                "\n",
                " ",
            ),
            *("\\begin{itemize}\\item a", "a~", "\\\\", "\\c ", "{a}{b}", "\\x[", "\\title{a}", "\\par "),
        ],
        8,
    ),
)
def test_time_is_linear(kind: str) -> None:
    assert_linear_reading("latex", kind)


DRAFT = r"""
\documentclass{article}
\begin{document}
\section{Offences}
% luxterm: keep child-pornography: the name of the offence
The offence of child pornography stays.

States shall prohibit child \emph{pornography}\footnote{Also called kiddie~porn.} and
\textbf{child}
prostitution. The minister said \enquote{child pornography} twice.
\begin{quote}
Whoever makes child pornography is liable.
\end{quote}
\begin{tabular}{ll}
Term & Say instead \\ \hline
child pornography & child sexual abuse material \\
\end{tabular}
\begin{thebibliography}{9}
\bibitem{doe} J. Doe, Fighting child pornography, 2003.
\end{thebibliography}
\begin{verbatim}
child pornography
\end{verbatim}
\end{document}
"""


def test_end_to_end() -> None:
    assert findings("draft.tex", DRAFT) == [
        [6, "child pornography", "use", "kept by a comment: the name of the offence"],
        [8, r"child \emph{pornography", "use"],
        [8, "kiddie~porn", "mention"],
        [9, "child} prostitution", "use"],
        [10, "child pornography", "quotation"],
        [12, "child pornography", "quotation"],
        [16, "child pornography", "mention"],
        [19, "child pornography", "citation"],
    ]
    after = DRAFT.replace(r"\emph{pornography}", r"\emph{sexual abuse material}")
    after = after.replace(
        "\\textbf{child}\nprostitution", "\\textbf{exploitation}\nof children in prostitution"
    )
    assert fixed("draft.tex", DRAFT) == after


def test_a_hyphenation_point_and_a_comment_do_not_hide_a_word() -> None:
    text = "% luxterm: keep minor: none\nIt bans child porno\\-graphy. It bans child porn%\n  ography.\n"
    found = findings("draft.tex", text)
    assert [it[1:3] for it in found if it[0] != 1] == [
        ["child porno\\-graphy", "use"],
        ["child porn% ography", "use"],
    ]
    # What the source says of the hyphen can go; a comment can't.
    assert fixed("draft.tex", text) == text.replace("child porno\\-graphy", "child sexual abuse material")
