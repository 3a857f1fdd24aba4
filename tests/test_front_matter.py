"""Front matter: which of its strings are read, and that a fix leaves them the strings they are.

PyYAML, tomllib and json, which luxterm doesn't use for it, say what is in it before and after.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from luxterm import Applicability, Settings, check_text, fix_text
from luxterm.formats import read
from luxterm.formats.front_matter import FORMATS, front_matter_end
from luxterm.formats.front_matter_fields import FIELDS
from luxterm.formats.front_matter_fields import read as fields
from luxterm.scan.file import scan_file
from luxterm.scan.job import Job, Options
from tests.timing import assert_linear

TERM, SAID = "child pornography", "child sexual abuse material"
NAMED = Settings(front_matter=("Lede", "keywords"))


def data_of(text: str) -> Any:
    """What others read in the front matter, every value as a string."""
    whole = text[: front_matter_end(text)].removeprefix("\ufeff").strip()
    if whole.startswith("{"):
        return json.loads(whole)
    inner = whole[3:-3]
    return tomllib.loads(inner) if text.startswith("+") else yaml.load(inner, yaml.BaseLoader)  # noqa: S506 (it only makes strings)


def strings(data: Any, fields: frozenset[str], wanted: bool = False) -> Iterator[str]:
    """The strings of the fields, at any depth, as others read them."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from strings(value, fields, str(key).lower() in fields and not isinstance(value, dict))
    elif isinstance(data, list):
        for value in data:
            yield from strings(value, fields, wanted and isinstance(value, str))
    elif wanted and isinstance(data, str):
        yield data


def seen(text: str, fields: tuple[str, ...] = ()) -> list[str]:
    front = (it for it in read(text, "markdown", fields).segments if it.span.start < front_matter_end(text))
    return [
        " ".join("".join(text[p.start : p.end] if p.text is None else p.text for p in it.pieces).split())
        for it in front
    ]


def folded(data: Any, *swap: str) -> Any:
    """The data with single spaces in its strings, and one phrase for another."""
    if isinstance(data, dict):
        return {key: folded(value, *swap) for key, value in data.items()}
    if isinstance(data, list):
        return [folded(value, *swap) for value in data]
    if not isinstance(data, str):
        return data
    words = " ".join(data.split())
    return re.sub(swap[0], swap[1], words, flags=re.IGNORECASE) if swap else words


def assert_only_words_change(text: str, settings: Settings = NAMED) -> str:
    """What `text` is after all fixes: its data has other words in it, and is otherwise what it was."""
    fixed = fix_text(text, "markdown", settings, least=Applicability.UNSAFE)
    assert folded(data_of(fixed), SAID, TERM) == folded(data_of(text), TERM, TERM)
    return fixed


# “child prostitution” here is not read
STYLES = {
    "plain": "title: On {} in law",
    "plain, its beginning": "title: {} in law",
    "plain, its end": "title: On {}",
    "plain, with a comment": "title: On {} # a note",
    "plain, with a colon in it": "title: On {}:the law",
    "plain, on lines": "title: On\n  {}\n  in law",
    "plain, below": "title:\n  On {} in law",
    "an apostrophe": "title: The State's {} law",
    "single quotation marks": "title: 'On {} in law'",
    "doubled marks": "title: 'The State''s {} law'",
    "double quotation marks": 'title: "On {}: a \\"law\\""',
    "escapes": 'title: "On child\\u0020pornography, \\xe9 and \\t{}"',
    "an escaped line's end": 'title: "On {} \\\n  in law"',
    "quotation marks on lines": "title: 'On\n  {}\n\n  in law'",
    "folded": "title: >-\n  On\n  {}\n\n  in law",
    "folded, within the term": "title: >\n  On child\n  pornography in law",
    "literal": "title: |\n  On {}\n  in law\nnext: x",
    "literal with items": "title: |2+\n  - {}\n  - other\n\nnext: x",
    "an anchor": "title: &name On {} in law\nother: *name",
    "nested": "seo:\n  title: On {}\n  more:\n    description: 'On {}'",
    "items": "keywords:\n  - {}\n  - 'On {}'\n- no\nnext: x".replace("- no\n", ""),
    "items as far out": "keywords:\n- {}\n- >-\n  On {}\nnext: x",
    "items with keys": "pages:\n  - title: On {}\n    description: On {}\n  - title: x",
    "a list in brackets": "keywords: [law, {}, 'On {}', \"{}\"]",
    "a list on lines": "keywords: [\n  law, # a note\n  {},\n]\nnext: x",
    "a map in brackets": "seo: {{ title: On {}, slug: child prostitution, 'description': '{}' }}",
    "a map on lines": "seo: {{\n  title: On {}, # a note\n  a: , b: http://x.y/z,\n  }}\nnext: x",
    "maps in a list": "pages: [ {{ title: On {} }}, {{ a: child prostitution, title: x }} ]",
    "maps as items": "pages:\n  - {{ title: On {}, a: 1 }}\n  - {{title: On {}}}",
    "keys in quotation marks": "\"title\": On {}\n'description': On {}",
    "by configuration": "lede: On {}",
}
TOML = {
    "basic": 'title = "On {} in law"',
    "escaped": 'title = "A \\"law\\" on {} and child\\u0020pornography"',
    "literal": "title = 'On {} in law'",
    "basic on lines": 'title = """\nOn {}, \\\n   child\npornography"""',
    "literal on lines": "title = '''\nOn {}\nin law'''",
    "a list": "keywords = [\n  \"{}\", # a note\n  'On {}',\n]",
    "a table": '[seo]\ntitle = "On {}"\nother = {{ title = "x", b = [1, 2] }}',
    "a dotted key": 'seo.title = "On {}" # a note',
}
JSON = {
    "entries": '"title": "On {} in law",\n  "slug": "child prostitution"',
    "escapes": '"title": "A \\"law\\" on child\\u0020pornography,\\n{} and \\u00e9"',
    "nested": '"seo": {{ "description": "On {}", "a": [[], [{{ "summary": "{}" }}], 1.5e3, null] }}',
    "a list": '"keywords": ["law", "{}", ["child prostitution"]], "draft": true',
    "no spaces": '"title":"{}","description":"On {}"',
}
FRONTS = [
    *(pytest.param("---\n{}\n---\n", it, id=f"YAML: {name}") for name, it in STYLES.items()),
    *(pytest.param("+++\n{}\n+++\n", it, id=f"TOML: {name}") for name, it in TOML.items()),
    *(pytest.param("{{\n  {}\n}}\n", it, id=f"JSON: {name}") for name, it in JSON.items()),
]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(("frame", "style"), FRONTS)
def test_every_way_to_write_a_string(frame: str, style: str, end: str) -> None:
    text = frame.format(style.format(*[TERM] * 5)).replace("\n", end)
    found = check_text(text, "markdown", NAMED)
    number = style.count("{}") + style.count("child\\u0020") + style.count("child\n")
    assert len(found) == number
    for it in found:
        assert " ".join(it.text.replace("\\u0020", " ").split()) == TERM
    data = folded(data_of(text.replace("\r", "\n") if end == "\r" else text))
    fields = FIELDS | {"lede", "keywords"}
    assert "".join(seen(text, ("lede", "keywords"))).replace(" ", "") == re.sub(
        r"(?<!\w)- |\s", "", "".join(strings(data, fields))
    )
    if end == "\r":
        return  # other readers of YAML and TOML don't end a line there
    assert TERM not in assert_only_words_change(text).replace("child\\u0020", "child ")


@pytest.mark.parametrize("format", sorted(FORMATS))
@pytest.mark.parametrize(
    ("frame", "style"),
    [("---\n{}\n---\n", "title: {}"), ("+++\n{}\n+++\n", "title = '{}'"), ("{{\n{}\n}}\n", '"title": "{}"')],
)
def test_every_format_of_sites(format: str, frame: str, style: str) -> None:
    text = frame.format(style.format(TERM)) + "\nText.\n"
    (finding,) = check_text(text, format)
    assert text[finding.start : finding.end] == TERM
    assert fix_text(text, format) == text.replace(TERM, SAID)


@pytest.mark.parametrize(
    "style",
    [
        "slug: {}",
        "lede: On {}",  # without the configuration
        "url: /law/{}",
        "title: !include {}",
        "title: { a: {} }".replace("{ a", "{{ a").replace("} }", "} }}"),
        "title: [[{}]]",
        "a: b\n# title: {}",
        "code: |\n  title: {}",
        "code: 'a\n  title: {}'",
        "code: {{\n  slug: {}\n  }}",
        "code: {{ title: {{ a: {} }} }}",
        "code: {{ title: &a {} }}",
        "code: {{ title: [a, [{}]] }}",
        "code: {{ title: {} , ? }}",
        "code: '{{ title: {} }}'",
    ],
)
def test_what_is_no_text_field(style: str) -> None:
    assert check_text(f"---\n{style.format(TERM)}\n---\n", "markdown") == []


@pytest.mark.parametrize(
    ("style", "say", "withheld"),
    [
        ("title: A {} B", "x: y", True),
        ("title: A {} B", "x #y", True),
        ("title: {} B", "'x' y", True),
        ("title: A {} B", "it's, y", False),
        ("keywords: [A {} B]", "x, y", True),
        ("keywords: [A {} B]", "x y", False),
        ("title: 'A {} B'", "it's y", True),
        ("title: 'A {} B'", "x: y", False),
        ('title: "A {} B"', 'x "y"', True),
        ('title: "A {} B"', "x\\y", True),
        ('title: "A {} B"', "it's: y", False),
        ("title: |\n  A {} B", 'it\'s: "y" # z', False),
        ("title: >\n  A {} B", "x\ny", True),
    ],
)
def test_words_that_would_end_the_string_are_withheld(style: str, say: str, withheld: bool) -> None:
    """The lexicon's own words have no such signs; those of a house may."""
    from luxterm.engine.replace.structure import tied
    from luxterm.types import Edit

    text = f"---\n{style.format(TERM)}\n---\n"
    (segment,) = read(text, "markdown", ("keywords",)).segments
    start = text.index(TERM)
    edit = Edit(start, start + len(TERM), say)
    edits, because = tied(text, segment.ties, [edit])
    assert (because is not None) is withheld
    assert edits == (edit,)
    if not withheld:
        after = text[:start] + say + text[start + len(TERM) :]
        assert list(strings(data_of(after), FIELDS | {"keywords"})) == [
            it.replace(TERM, say) for it in strings(data_of(text), FIELDS | {"keywords"})
        ]


def test_a_word_divided_between_lines_stays_in_its_string() -> None:
    text = "---\ntitle: >-\n  On child porno-\n  graphy.\n---\n"
    (finding,) = check_text(text, "markdown")
    assert finding.fixes[0].applicability is Applicability.DISPLAY
    assert [it.code for it in finding.cautions] == ["joins-lines"]


def test_a_comment_of_the_front_matter_keeps_words_in_it() -> None:
    text = (
        "---\n# luxterm: keep child-pornography: the Act\n# of 2012\ntitle: On child pornography\n"
        "description: On child pornography # luxterm: keep child-pornography: again\n"
        "summary: On child pornography\n---\n\nOn child pornography.\n"
    )
    assert [it.kept for it in check_text(text, "markdown")] == [True, True, False, False]
    toml = "+++\n# luxterm: keep child-pornography: a name\ntitle = 'On child pornography'\n+++\n"
    assert [it.kept for it in check_text(toml, "markdown")] == [True]


@pytest.mark.parametrize("line", ["title: b # luxterm\n", "# luxterm: keep x: y\ntitle: b\n"])
def test_comments_take_linear_time(line: str) -> None:
    text = f"---\n{line * 4_000}---\n"
    assert len(fields(text, len(text), ()).comments) == 4_000
    assert_linear(lambda count: fields(text := f"---\n{line * count}---\n", len(text), ()))


def test_configuration_names_further_fields(tmp_path: Any) -> None:
    from luxterm import check_file

    page = tmp_path / "page.md"
    page.write_text("---\nlede: On child pornography\n---\nText.\n")
    assert check_file(str(page)).findings == ()
    (tmp_path / "luxterm.toml").write_text('front-matter = ["lede"]\n')
    (found,) = check_file(str(page)).findings
    assert (found.region.line, found.region.column) == (2, 10)


def test_fixing_a_file(tmp_path: Any) -> None:
    page = tmp_path / "page.md"
    page.write_bytes(b"---\r\ntitle: 'The State''s child pornography law'\r\n---\r\nText.\r\n")
    result = scan_file(Job(str(page), Options(fix=Applicability.SAFE, write=True)))
    assert result.fixed == 1
    assert (
        page.read_bytes()
        == b"---\r\ntitle: 'The State''s child sexual abuse material law'\r\n---\r\nText.\r\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "{{ include }}\n\nText.\n",
        "{% raw %}\n",
        "{:toc}\n",
        '{ "a": }\n',
        '{ "a": 1 } text\n',
        "{}\n",
        200 * "[",
        '{"a":' * 5000,
    ],
)
def test_brackets_that_are_no_front_matter(text: str) -> None:
    assert front_matter_end(text) == 0
    assert [it.text for it in check_text(f"{text}\n\nOn {TERM}.\n", "markdown")] == [TERM]


def test_json_declares_the_language() -> None:
    text = '{\n  "title": "La pornographie infantile",\n  "lang": "fr"\n}\n\nTexte.\n'
    assert read(text, "markdown").lang == "fr"


WORDS = st.sampled_from(
    [
        TERM,
        TERM,
        "the law",
        "it's",
        "a: b",
        "#1",
        "- x",
        '"so"',
        "\\n",
        "é",
        "[a]",
        "{b}",
        "no",
        "%",
        "'",
        "x\ny",
        ",",
    ]
)
VALUES = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)
DATA = st.dictionaries(
    st.sampled_from(["title", "description", "summary", "lede", "slug", "draft"]),
    VALUES
    | st.lists(VALUES, max_size=4)
    | st.dictionaries(st.sampled_from(["title", "x"]), VALUES, max_size=2),
    min_size=1,
)


@given(
    DATA,
    st.sampled_from([None, "'", '"', "|", ">"]),
    st.sampled_from([10, 30, 1000]),
    st.booleans(),
)
def test_whatever_pyyaml_writes_stays_what_it_is(data: Any, style: Any, width: int, flow: bool) -> None:
    written = yaml.safe_dump(
        data, default_style=style, width=width, default_flow_style=flow or None, indent=2
    )
    text = f"---\n{written}---\n\nText.\n"
    if front_matter_end(text) and not flow:  # else it is a text that begins with a rule
        assert data_of(text) == data
        assert_only_words_change(text)


@given(DATA, st.sampled_from([None, 2]))
@example({"title": f"it's , {TERM}"}, None)
def test_whatever_json_writes_stays_what_it_is(data: Any, indent: int | None) -> None:
    text = f"{json.dumps(data, indent=indent)}\n\nText.\n"
    assert data_of(text) == data
    assert TERM not in " ".join(
        " ".join(strings(data_of(assert_only_words_change(text)), FIELDS | {"lede"})).split()
    )


@given(
    st.dictionaries(
        st.sampled_from(["title", "summary", "lede", "slug"]), VALUES | st.lists(VALUES), min_size=1
    )
)
def test_whatever_is_written_in_toml_stays_what_it_is(data: dict[str, Any]) -> None:
    def quoted(value: str) -> str:
        if "'" in value or "\n" in value:
            return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
        return f"'{value}'"

    lines = [
        f"{key} = {quoted(it) if isinstance(it, str) else '[' + ', '.join(map(quoted, it)) + ']'}"
        for key, it in data.items()
    ]
    text = "+++\n" + "\n".join(lines) + "\n+++\n"
    assert data_of(text) == data
    assert_only_words_change(text)
