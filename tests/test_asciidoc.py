"""AsciiDoc: what a person reads on the page; the cases are in `tests/cases/formats/asciidoc.toml`."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuzz.reading import check_document
from luxterm.formats import read
from tests.sampling import sampled
from tests.segments import aside, check_no_segment_stands_in_another
from tests.test_gitcommit import assert_linear_reading, findings, fixed

SIGNS = (
    *(
        "a",
        "child ",
        "Act",
        " ",
        "    ",
        "\t",
        "\n",
        "\n\n",
        "\r\n",
        "*",
        "**",
        "_",
        "__",
        "`",
        "``",
        "#",
        "##",
    ),
    *(
        "^",
        "~",
        "+",
        "++",
        "+++",
        " +\n",
        "\\",
        "{x}",
        "{nbsp}",
        "&amp;",
        '"`',
        '`"',
        "'`",
        "`'",
        "--",
        " -- ",
    ),
    *(
        "[",
        "]",
        "[[x]]",
        "[[[x]]]",
        "[.a]",
        "<<",
        ">>",
        "<<x,",
        "<https://a>",
        "((",
        "))",
        "(((",
        ")))",
        "\n// c\n",
    ),
    *(
        "https://a",
        "https://a[",
        "link:u[",
        "xref:x[",
        "footnote:[",
        "footnote:a[",
        "footnoteref:[a,",
        "image:x[",
    ),
    *(
        "= ",
        "== ",
        "\n----\n",
        "\n....\n",
        "\n====\n",
        "\n____\n",
        "\n--\n",
        "\n////\n",
        "\n|===\n",
        "|",
        "2+|",
    ),
    *(
        ".3+|",
        "3*|",
        "a|",
        "* ",
        "- ",
        ". ",
        ".. ",
        "1. ",
        "a::",
        "b:: c",
        ";;",
        "\n+\n",
        "\n.T\n",
        "\n[quote]\n",
    ),
    *(
        "\n[source]\n",
        '\n[%header,cols="1,2"]\n',
        "\n,===\n",
        "\nimage::x[",
        "\nifdef::x[",
        "\nendif::[]\n",
        "> ",
    ),
    *("\n:a: b\n", "NOTE: ", "\n'''\n", "\n---\n", "é", "\u2028", "\f", "\0", "\r", "😀", "\ud800"),
)
texts = st.lists(st.sampled_from(SIGNS), max_size=60).map("".join) | st.text(max_size=200)


@given(texts)
@settings(max_examples=400)
def test_laws(text: str) -> None:
    document = read(text, "asciidoc")
    assert document.text == text
    check_document(aside(document))
    assert read(text, "asciidoc") == document


@given(texts)
def test_only_notes_stand_inside_other_segments(text: str) -> None:
    check_no_segment_stands_in_another(read(text.replace("footnote", "x"), "asciidoc"))


@pytest.mark.slow
@pytest.mark.parametrize(
    "kind",
    sampled(
        [
            *(
                "*a ",
                "**",
                "_",
                "__a",
                "*a _b ",
                "*a* ",
                "_*a* ",
                "`",
                "#a ",
                "^",
                "~a",
                "+",
                "+++",
                "\\",
                "{",
                "{a}",
                "&",
            ),
            *(
                '"`a ',
                "'`",
                "[",
                "[[",
                "[a]*",
                "<<",
                "<<a,",
                "((",
                "(((",
                "((a)) ",
                "footnote:[",
                "footnote:[a] ",
            ),
            *(
                "footnote:[a[",
                "https://a[",
                "link:",
                "x:",
                "a:: ",
                "a::\n",
                "== a\n",
                "== a  ",
                "|",
                "----\n",
                "a----\n",
            ),
            *(
                "====\n",
                "====\n****\n",
                "|===\n",
                "|a\n",
                "9+|a",
                ".999+|a ",
                "99*|a ",
                "//\n",
                "// a\nb\n",
                "////\n",
            ),
            *(
                "* a\n",
                "* a\n+\n",
                "[a]\n",
                ".a\n",
                ":a: \\\n",
                "ifdef::a[]\n",
                "image::a[",
                "> a\n",
                "a\n",
                "\n",
                " a\n",
            ),
        ],
        4,
    ),
)
def test_time_is_linear(kind: str) -> None:
    assert_linear_reading("asciidoc", kind)
    assert_linear_reading("asciidoc", f"{kind}\n")


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["|a ", ".999+|a ", "99*|a", "9.99+|a\n", "a|* b\n\n", "\\|"])
def test_time_is_linear_in_a_table(kind: str) -> None:
    assert_linear_reading("asciidoc", kind, '[cols="50*"]\n|===\n', "\n|===\n")


DRAFT = """\
= Offences

// luxterm: keep child-pornography: the name of the offence
The offence of child pornography stays.

States shall prohibit child __pornography__footnote:[Also called kiddie{nbsp}porn.] and
*child*
// a comment
prostitution. The minister said "`child pornography`" twice.

[quote]
____
Whoever makes child pornography is liable.
____

|===
|Term |Say instead

|child pornography |child sexual abuse material
|===

[bibliography]
* [[[doe]]] J. Doe, Fighting child pornography, 2003.

----
child pornography
----
"""


def test_end_to_end() -> None:
    assert findings("draft.adoc", DRAFT) == [
        [4, "child pornography", "use", "kept by a comment: the name of the offence"],
        [6, "child __pornography", "use"],
        [6, "kiddie{nbsp}porn", "mention"],
        [7, "child* // a comment prostitution", "use"],
        [9, "child pornography", "quotation"],
        [13, "child pornography", "quotation"],
        [19, "child pornography", "mention"],
        [23, "child pornography", "citation"],
    ]
    after = DRAFT.replace("__pornography__", "__sexual abuse material__").replace("*child*", "*exploitation*")
    assert fixed("draft.adoc", DRAFT) == after.replace("\nprostitution.", "\nof children in prostitution.")


def test_what_only_a_comment_parts_is_still_read_as_one() -> None:
    text = "// luxterm: keep minor: none\n\nIt bans child\n// one\n// two\npornography.\n"
    assert findings("draft.adoc", text)[1:] == [[3, "child // one // two pornography", "use"]]
