"""E-mail messages: subject, body, attached texts and messages; nothing fetched, nothing opened."""

import base64
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from luxterm.cli.main import main
from luxterm.office.cms import signed_content
from luxterm.office.eml import read
from luxterm.system.errors import UnreadableError
from luxterm.wording import say
from tests.segments import listing, stands
from tests.timing import assert_within


def message(subject: str = "Draft on child pornography – v2") -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "legal@example.org"
    mail["Subject"] = subject
    return mail


def full() -> bytes:
    mail = message()
    mail.set_content(
        "Dear all,\n\nthe child\nprostitute must be heard.\n\n"
        "> The duty to report child pornography\n> stands.\n"
    )
    mail.add_alternative("<p>Dear all</p>", subtype="html")
    notes = (
        '<h1>Notes</h1><p>A <i>child</i> &amp; others. <img src="http://example.org/x.png" alt="Logo"></p>'
    )
    mail.add_attachment(notes.encode("latin-1"), maintype="text", subtype="html", filename="notes é.html")
    mail.add_attachment(
        b"# Policy\n\nNo child prostitute.", maintype="text", subtype="x-anything", filename="p.md"
    )
    mail.add_attachment(b"\x89PNG\0", maintype="image", subtype="png", filename="child pornography.png")
    inner = message("Earlier")
    inner.set_content("<p>About <b>child pornography</b>.</p>", subtype="html")
    mail.add_attachment(inner)
    return mail.as_bytes()


def test_reads_messages_as_people_do(snapshot: SnapshotAssertion) -> None:
    assert listing(read(full())) == snapshot


HEADS = {
    "encoded": ("=?utf-8?q?Draft_=E2=80=93_children?=", "Draft – children"),
    "in pieces": ("=?utf-8?q?Child?=\n =?utf-8?b?cmVu?=", "Children"),
    "unknown": ("=?x-klingon?q?Child?=", "=?x-klingon?q?Child?="),
    "broken": ("=?utf-8?b?a?=", None),
    "raw": ("Kinder für alle", None),
}


@pytest.mark.parametrize("name", HEADS)
def test_subjects_are_decoded(name: str) -> None:
    raw, expected = HEADS[name]
    document = read(f"Subject: {raw}\n\nThe body.\n".encode())
    assert stands(document.segments[-1].place) == "body › paragraph 1"
    if expected:
        assert listing(document).splitlines()[0] == f"[subject] heading: {expected}"


BODIES = {
    "utf-8 that isn't": (
        b"Content-Type: text/plain; charset=utf-8\n\nF\xfcr alle Kinder.",
        "Für alle Kinder.",
    ),
    "unknown charset": (b"Content-Type: text/plain; charset=x-none\n\nFor children.", "For children."),
    "impossible charset": (b'Content-Type: text/plain; charset="a\0b"\n\nFor children.', "For children."),
    "no type": (b"Subject: \n\nFor children.", "For children."),
    "quoted-printable": (
        b"Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\nchild porno=\ngraphy",
        "child pornography",
    ),
    "only HTML": (b"Content-Type: text/html\n\n<p>For <script>x()</script>children.", "For children."),
    "empty plain": (
        b"Content-Type: multipart/alternative; boundary=B\n\n--B\nContent-Type: text/plain\n\n\n--B\n"
        b"Content-Type: text/html\n\n<p>For children.</p>\n--B--",
        "For children.",
    ),
    "an invitation": (
        b"Content-Type: multipart/alternative; boundary=B\n\n--B\nContent-Type: text/html\n\n<p>For "
        b"children.</p>\n--B\nContent-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\n--B--",
        "For children.",
    ),
    "with pictures, and an invitation": (
        b"Content-Type: multipart/alternative; boundary=B\n\n--B\nContent-Type: multipart/related; boundary=C"
        b"\n\n--C\nContent-Type: text/html\n\n<p>For children.</p>\n--C\nContent-Type: image/png\n\nx\n--C--"
        b"\n--B\nContent-Type: text/calendar\n\nBEGIN:VCALENDAR\n--B--",
        "For children.",
    ),
    "unfinished": (
        b"Content-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/plain\n\nFor children.",
        "For children.",
    ),
}


@pytest.mark.parametrize("name", BODIES)
def test_bodies_are_read(name: str) -> None:
    data, expected = BODIES[name]
    assert listing(read(data)) == f"[body › paragraph 1] paragraph: {expected}"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "empty"),
        (b"\0\1\2 nothing", "not an e-mail"),
        (b"Content-Type: multipart/encrypted; boundary=B\n\n--B--", "encrypted"),
        (b"Content-Type: message/rfc822\n\n" * 60 + b"Subject: a\n\nb", "deep"),
        (b"Content-Type: message/rfc822\n\n" * 30_000, "deep"),
    ],
    ids=["empty", "binary", "encrypted", "deep", "deeper than Python goes"],
)
def test_says_what_is_wrong(data: bytes, problem: str) -> None:
    with pytest.raises(UnreadableError, match=problem):
        read(data)


_SIGNED = b"Content-Type: application/pkcs7-mime; smime-type=signed-data\n\nMIIB"
_ENCRYPTED = b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nMIIB"
_MIXED = b"Content-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/plain\n\nFor children.\n--B\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"Subject: a\n" + _SIGNED, "a part of it is inside a signature"),
        (_MIXED + _SIGNED + b"\n--B--", "a part of it is inside a signature"),
        (_MIXED + _ENCRYPTED + b"\n--B--", "a part of it is encrypted"),
        (
            _MIXED + b"Content-Type: multipart/encrypted; boundary=C\n\n--C\n\nx\n--C--\n--B--",
            "a part of it is encrypted",
        ),
        (_MIXED + b"Content-Type: application/pkcs7-signature; name=smime.p7s\n\nMIIB\n--B--", ""),
        (_MIXED + b"Content-Type: application/pkcs7-mime; smime-type=certs-only\n\nMIIB\n--B--", ""),
    ],
)
def test_what_is_sealed_within_a_message_is_told(data: bytes, said: str) -> None:
    told = [say(each) for each in read(data).unread]
    assert len(told) == bool(said)
    assert said in "".join(told)


def _value(tag: int, *parts: bytes, open_ended: bool = False) -> bytes:
    """A value in BER: with its length, or with a mark at its end."""
    content = b"".join(parts)
    if open_ended:
        return bytes((tag, 0x80)) + content + b"\0\0"
    size = len(content).to_bytes(4, "big")
    return bytes((tag, 0x84)) + size + content


def signed(content: bytes, *, open_ended: bool = False, kind: str = "; smime-type=signed-data") -> bytes:
    """A message inside of its signature, as Outlook and openssl write it (without the signature itself)."""

    def name(last: int) -> bytes:
        return _value(0x06, bytes.fromhex("2a864886f70d0107") + bytes([last]))

    octets = _value(0x04, content)
    if open_ended:
        halves = content[:9], content[9:]
        octets = _value(0x24, *(_value(0x04, half) for half in halves), open_ended=True)
    inner = _value(0x30, name(1), _value(0xA0, octets, open_ended=open_ended), open_ended=open_ended)
    algorithms = _value(0x31, _value(0x30, b"", open_ended=open_ended), open_ended=open_ended)
    data = _value(0x30, _value(0x02, b"\1"), algorithms, inner, _value(0x31), open_ended=open_ended)
    whole = _value(0x30, name(2), _value(0xA0, data, open_ended=open_ended), open_ended=open_ended)
    header = f"Content-Type: application/pkcs7-mime{kind}\nContent-Transfer-Encoding: base64\n\n"
    return header.encode() + base64.encodebytes(whole)


@pytest.mark.parametrize("open_ended", [False, True])
@pytest.mark.parametrize("kind", ["; smime-type=signed-data", "; name=smime.p7m"])
def test_what_is_inside_of_its_signature_is_read(open_ended: bool, kind: str) -> None:
    content = b"Content-Type: text/plain; charset=utf-8\r\n\r\nFor children.\r\n"
    once = signed(content, open_ended=open_ended, kind=kind)
    for data in (once, signed(once, open_ended=open_ended, kind=kind)):
        document = read(b"Subject: a\n" + data)
        assert "[body › paragraph 1] paragraph: For children." in listing(document)
        assert not document.unread
    assert read(b"Subject: a\n" + signed(content)[:150]).unread


def test_signatures_in_signatures_take_time_in_proportion() -> None:
    data = b"Content-Type: text/plain\n\nFor children."
    for _ in range(24):
        data = signed(data)

    def run() -> None:
        with pytest.raises(UnreadableError, match="deep"):
            read(b"Subject: a\n" + data)

    assert_within(5, run)
    nested = base64.encodebytes(b"\x30\x80" * 500_000)
    header = b"Subject: a\n" + _SIGNED.partition(b"\n\n")[0] + b"\nContent-Transfer-Encoding: base64\n\n"
    assert_within(5, lambda: read(header + nested))


@given(st.integers(0, 400), st.binary(min_size=1, max_size=4))
def test_a_damaged_signature_is_read_or_told(at: int, noise: bytes) -> None:
    data = base64.decodebytes(signed(b"Subject: b\n\nFor children.", open_ended=True).partition(b"\n\n")[2])
    damaged = data[:at] + noise + data[at + len(noise) :]
    content = signed_content(damaged)
    assert content is None or len(content) < len(damaged)


def test_a_signed_message_that_says_so_elsewhere_is_encrypted_all_the_same() -> None:
    with pytest.raises(UnreadableError, match="encrypted"):
        read(b"Subject: signed-data\n" + _ENCRYPTED)


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n", "\n\r"])
def test_types_again_and_again_take_time_in_proportion(end: str) -> None:
    data = f"{end}content-type:".encode() * 22_000

    def run() -> None:
        with suppress(UnreadableError):
            read(data)

    assert_within(3, run)


def test_a_long_type_is_refused_however_it_is_folded() -> None:
    for fold in (b"a", b"\n ", b"\r ", b"\r\n\t"):
        with pytest.raises(UnreadableError, match="of what type"):
            read(b"Subject: a\nContent-Type: " + fold * 32_000 + b"\n\nb")


@given(st.integers(0, 3000), st.binary(max_size=30))
def test_a_damaged_message_is_read_or_refused(at: int, noise: bytes) -> None:
    data = full()
    try:
        read(data[:at] + noise + data[at:])
    except UnreadableError as error:
        assert str(error)


def test_an_attachment_whose_name_cannot_be_read_is_read() -> None:
    data = b"Content-Type: text/plain\nContent-Disposition: attachment; filename*=a\0b''x\n\nFor children."
    assert listing(read(data)) == "[attachment “unnamed” › paragraph 1] paragraph: For children."


def test_comments_keep_terms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mail = message("Draft")
    comment = "<!-- luxterm: keep child-pornography: the name of the offence -->"
    mail.set_content(f"{comment}\nOn child pornography.\n\nOn child pornography again.\n")
    path = tmp_path / "draft.eml"
    path.write_bytes(mail.as_bytes())
    assert main(["check", str(path), "--show-kept"]) == 1
    out = capsys.readouterr().out
    assert out.count("kept by a comment: the name of the offence") == 1
    assert out.count("error: Avoid “child pornography”") == 1


def test_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "draft.eml"
    path.write_bytes(full())
    assert main(["check", str(path)]) == 1
    out = capsys.readouterr().out
    assert "body › paragraph 2: error: Avoid “child prostitute”" in " ".join(out.split())
    assert "attachment “p.md” › section “Policy” › paragraph 1: error: Avoid “child prostitute”" in out
