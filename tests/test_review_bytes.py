"""Changed parts put back into their files: every byte that need not change stays."""

import zipfile
from io import BytesIO, RawIOBase

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from luxterm.office.package import parse_xml
from luxterm.review.archive import replaced
from luxterm.review.patch import Part, appended
from tests.office.wordml import files, zipped

GAPS = ["", " ", "\n", "\r\n  ", "<!-- <p> </p> -->", "<?go on?>", "a &amp; b", "<![CDATA[<p>]]>", "é"]
ELEMENTS = [
    "<p/>",
    "<p />",
    "<p a='/>'/>",
    '<p a=">">x</p>',
    "<p\n>é</p >",
    "<q:p xmlns:q='q'>y</q:p>",
    "<r><p>z</p></r>",
]


@given(st.lists(st.tuples(st.sampled_from(GAPS), st.sampled_from(ELEMENTS)), max_size=9), st.data())
def test_only_the_changed_elements(parts: list[tuple[str, str]], data: st.DataObject) -> None:
    head = '<?xml version="1.0" encoding="UTF-8"?>\r\n<!-- <a> -->'
    source = f"{head}<a  b = 'c'>{''.join(gap + element for gap, element in parts)}\n</a >\n".encode()
    root = parse_xml(source)
    part = Part(source, root)
    assert part.patched([]) == source
    children = list(root.iterchildren("*"))
    chosen = data.draw(st.sets(st.sampled_from(range(len(children))))) if children else set()
    expected = f"{head}<a  b = 'c'>"
    for number, (gap, element) in enumerate(parts):
        changed = f'<new{number} xmlns:q="q"/>' if "xmlns:q" in element else f"<new{number}/>"
        expected += gap + (changed if number in chosen else element)
    expected += "\n</a >\n"
    for number in chosen:
        children[number].clear(keep_tail=True)
        children[number].tag = f"new{number}"
    assert part.patched([children[number] for number in chosen]).decode() == expected


def test_a_new_element_before_an_old_one() -> None:
    source = b"<a>\n <b/> <c/></a>"
    root = parse_xml(source)
    part = Part(source, root)
    new = root.makeelement("new")
    root.insert(0, new)
    assert part.patched([], {root[1]: new}) == b"<a>\n <new/><b/> <c/></a>"


def test_other_encodings_become_utf_8() -> None:
    source = '<?xml version="1.0" encoding="UTF-16"?><a><b>é</b></a>'.encode("utf-16")
    root = parse_xml(source)
    part = Part(source, root)
    root[0].text = "ü"
    assert parse_xml(part.patched([root[0]]))[0].text == "ü"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (b"<a></a>", b"<a><b/></a>"),
        (b"<a/>", b"<a><b/></a>"),
        (b"<x:a xmlns:x='y' />\n", b"<x:a xmlns:x='y' ><b/></x:a>\n"),
        (b"<a><a/></a ><!-- </a> -->", b"<a><a/><b/></a ><!-- </a> -->"),
    ],
)
def test_content_at_the_end(source: bytes, expected: bytes) -> None:
    assert appended(source, [etree.Element("b")]) == expected


SPACED = [
    (b"<a xmlns='y'/>", b"<a xmlns='y'><b/></a>"),
    (b"<x:a xmlns:x='y'/>", b"<x:a xmlns:x='y'><x:b/></x:a>"),
    (b"<x:a xmlns:x='y' xmlns='z'><c/></x:a>", b"<x:a xmlns:x='y' xmlns='z'><c/><x:b/></x:a>"),
    (b"<a/>", b'<a><b xmlns="y"/></a>'),
]


@pytest.mark.parametrize(("source", "expected"), SPACED)
def test_what_is_added_has_the_prefix_of_the_root(source: bytes, expected: bytes) -> None:
    assert appended(source, [etree.Element("{y}b", nsmap={None: "y"})]) == expected


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16", "ISO-8859-1", "US-ASCII"])
def test_content_at_the_end_in_any_encoding(encoding: str) -> None:
    source = f'<?xml version="1.0" encoding="{encoding}"?><a><c>&#252;</c></a>'.encode(encoding)
    added = etree.Element("b")
    added.text = "é"
    assert [each.text for each in parse_xml(appended(source, [added]))] == ["ü", "é"]


class OneWay(RawIOBase):
    """A stream that can't go back: sizes are written after each file."""

    def __init__(self) -> None:
        self.data = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        self.data += bytes(data)  # type: ignore[call-overload]
        return len(bytes(data))  # type: ignore[call-overload]


def streamed(content: dict[str, bytes]) -> bytes:
    stream = OneWay()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = b"made by a stream"
        for name, data in content.items():
            archive.writestr(name, data)
    return bytes(stream.data)


CONTENT = {"mimetype": b"text", "ä/b.xml": b"<a/>" * 99, "c.bin": bytes(range(256)), "d": b""}


@given(
    st.dictionaries(
        st.sampled_from(["mimetype", "ä/b.xml", "c.bin", "d", "new", "neu/ß"]), st.binary(max_size=50)
    ),
    st.sampled_from([zipped(CONTENT), streamed(CONTENT)]),
)
def test_archive(changes: dict[str, bytes], data: bytes) -> None:
    copy = replaced(data, changes)
    assert files(copy) == {**CONTENT, **changes}
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(BytesIO(copy)) as new:
        assert new.testzip() is None
        assert new.comment == old.comment
        assert new.namelist()[: len(CONTENT)] == old.namelist()
    if not changes:
        assert copy == data
