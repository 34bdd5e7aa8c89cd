"""What a file is, is decided by its content; a name that says otherwise is refused."""

from __future__ import annotations

import pytest
from tests.engines.documents import make

from stadspoort.engines.documents import DocumentKind, read
from stadspoort.engines.documents.errors import TypeMismatchError, UnsupportedTypeError

PDF = make.pdf(["Tekst"])
DOCX = make.docx(make.p("Tekst"))
EML = b"From: a@example.nl\r\nSubject: Vraag\r\n\r\nTekst"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100
RTF = rb"{\rtf1 Tekst}"
PROGRAM = b"MZ\x90\x00" + b"\0" * 60


@pytest.mark.parametrize(
    ("data", "name"),
    [
        pytest.param(PDF, "brief.docx", id="PDF as Word"),
        pytest.param(PDF, "brief.txt", id="PDF as text"),
        pytest.param(PDF, "brief.eml", id="PDF as mail"),
        pytest.param(DOCX, "brief.pdf", id="Word as PDF"),
        pytest.param(DOCX, "brief.csv", id="Word as text"),
        pytest.param(b"Tekst", "brief.pdf", id="text as PDF"),
        pytest.param(b"Tekst", "brief.docx", id="text as Word"),
        pytest.param(EML, "brief.pdf", id="mail as PDF"),
        pytest.param(PNG, "brief.pdf", id="picture as PDF"),
        pytest.param(PNG, "brief.txt", id="picture as text"),
        pytest.param(PROGRAM, "brief.docx", id="program as Word"),
        pytest.param(RTF, "brief.txt", id="RTF as text"),
        pytest.param(RTF, "brief.docx", id="RTF as Word"),
        pytest.param(OLD_WORD, "brief.docx", id="old Word as new Word"),
    ],
)
def test_a_file_that_lies_about_its_type_is_refused(data: bytes, name: str) -> None:
    with pytest.raises(TypeMismatchError):
        read(data, name)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        pytest.param(OLD_WORD, "brief.doc", id="old Word"),
        pytest.param(OLD_WORD, "bericht.msg", id="Outlook"),
        pytest.param(PNG, "foto.png", id="picture"),
        pytest.param(PNG, "foto", id="picture without extension"),
        pytest.param(b"<html></html>", "pagina.html", id="HTML"),
        pytest.param(DOCX, "blad.xlsx", id="sheet"),
    ],
)
def test_a_kind_without_reader_is_named(data: bytes, name: str) -> None:
    with pytest.raises(UnsupportedTypeError):
        read(data, name)


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        pytest.param(PDF, "BRIEF.PDF", DocumentKind.PDF, id="capitals"),
        pytest.param(PDF, "brief", DocumentKind.PDF, id="PDF without extension"),
        pytest.param(DOCX, "brief", DocumentKind.DOCX, id="Word without extension"),
        pytest.param(EML, "brief", DocumentKind.EML, id="mail without extension"),
        pytest.param(b"Tekst", "brief", DocumentKind.TXT, id="text without extension"),
        pytest.param(EML, "brief.txt", DocumentKind.TXT, id="a mail may be kept as text"),
        pytest.param(b"\xef\xbb\xbf\r\n" + PDF, "a.pdf", DocumentKind.PDF, id="PDF behind a mark"),
        pytest.param(b"rommel\n" + PDF, "a.pdf", DocumentKind.PDF, id="PDF behind rubbish"),
        pytest.param(b"MZ is de afkorting", "a.txt", DocumentKind.TXT, id="text that starts so"),
        pytest.param(
            b"Wat is %PDF-?", "x.y/a", DocumentKind.TXT, id="text about PDF, no extension"
        ),
    ],
)
def test_content_decides(data: bytes, name: str, kind: DocumentKind) -> None:
    assert read(data, name).kind is kind
