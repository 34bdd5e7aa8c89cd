"""Plain text: the right characters, nothing invisible, no binary content."""

from __future__ import annotations

import codecs

import pytest

from stadspoort.engines.documents import DocumentKind, Limits, read
from stadspoort.engines.documents.errors import (
    EmptyFileError,
    NoTextError,
    TooLargeError,
    TypeMismatchError,
)
from stadspoort.engines.text import Page


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param("José €5".encode(), "José €5", id="UTF-8"),
        pytest.param(codecs.BOM_UTF8 + "José".encode(), "José", id="UTF-8 with a mark"),
        pytest.param("José".encode("utf-16"), "José", id="UTF-16, little end first"),
        pytest.param(
            codecs.BOM_UTF16_BE + "José".encode("utf-16-be"), "José", id="UTF-16, big end first"
        ),
        pytest.param("José “x” €5".encode("cp1252"), "José “x” €5", id="Windows-1252"),
    ],
)
def test_encodings(data: bytes, text: str) -> None:
    document = read(data, "brief.txt")

    assert document.pages == (Page(1, "tekst", text),)
    assert document.notes == ()


def test_utf8_with_one_broken_byte_stays_utf8() -> None:
    """Read as Windows-1252 the names would come out as "JosÃ©" and not be found."""
    document = read("José, Noël, Zoë ".encode() + b"\xff", "brief.txt")

    assert document.pages[0].text == "José, Noël, Zoë \ufffd"
    assert document.notes == ("Enkele tekens konden niet worden gelezen.",)


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        pytest.param("a\r\nb\rc\nd", "a\nb\nc\nd", id="line ends"),
        pytest.param("a\x0cb", "a\nb", id="a form feed is a line end"),
        pytest.param("Pie\u00adters", "Pieters", id="soft hyphen inside a name"),
        pytest.param("Pie\u200bte\u2060rs", "Pieters", id="zero width inside a name"),
        pytest.param("a\u202eb\u2066c", "abc", id="reversed direction"),
        pytest.param("a\U000e0041\U000e0042b", "ab", id="tag characters"),
        pytest.param("Rene\u0301", "René", id="composed accent"),
        pytest.param("a\tb  c", "a\tb  c", id="layout stays"),
        pytest.param("a\x1b[31mb", "a[31mb", id="a terminal escape is defused"),
        pytest.param("\n  a \n\n", "\n  a", id="blank space at the end goes"),
    ],
)
def test_text_is_clean(written: str, read_as: str) -> None:
    assert read(written.encode(), "brief.txt").pages[0].text == read_as


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.txt", DocumentKind.TXT),
        ("a.MD", DocumentKind.MD),
        ("a.csv", DocumentKind.CSV),
        ("LEESMIJ", DocumentKind.TXT),
    ],
)
def test_kinds_of_text(name: str, kind: DocumentKind) -> None:
    assert read(b"a;b\n", name).kind is kind


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"text \x00 with nul", id="NUL"),
        pytest.param(bytes(range(256)), id="all bytes"),
        pytest.param(codecs.BOM_UTF16_LE + b"abc", id="half a UTF-16 character"),
    ],
)
def test_binary_content_is_no_text(data: bytes) -> None:
    with pytest.raises(TypeMismatchError):
        read(data, "brief.txt")


def test_no_bytes_is_an_empty_file() -> None:
    with pytest.raises(EmptyFileError):
        read(b"", "brief.txt")


@pytest.mark.parametrize("data", [b" \r\n\t\n", "\u200b\ufeff".encode(), b"\xef\xbb\xbf"])
def test_only_blanks_is_no_text(data: bytes) -> None:
    with pytest.raises(NoTextError):
        read(data, "brief.txt")


def test_bytes_and_characters_are_bounded() -> None:
    with pytest.raises(TooLargeError) as caught:
        read(b"x" * 11, "brief.txt", limits=Limits(size=10))
    assert caught.value.context == {"bytes": 11, "limit": 10}

    with pytest.raises(TooLargeError) as caught:
        read(b"x" * 11, "brief.txt", limits=Limits(characters=10))
    assert caught.value.context == {"characters": 11, "limit": 10}
