"""PDF: text per page in reading order; what cannot be read is named."""

from __future__ import annotations

import pytest
from tests.engines.documents import make

from stadspoort.engines.documents import DocumentKind, Limits, read
from stadspoort.engines.documents.errors import (
    DamagedPdfError,
    EncryptedError,
    NoTextError,
    ScanWithoutTextError,
    TooManyPagesError,
)
from stadspoort.engines.text import Page


def test_every_page_has_its_number_place_and_lines() -> None:
    document = read(make.pdf(["Geachte mevrouw,\nUw brief is er.", "Met groet"]), "brief.pdf")

    assert document.kind is DocumentKind.PDF
    assert document.title == "brief.pdf"
    assert document.pages == (
        Page(1, "bladzijde 1", "Geachte mevrouw,\nUw brief is er."),
        Page(2, "bladzijde 2", "Met groet"),
    )
    assert document.notes == ()


def test_a_page_without_text_stays_so_that_page_numbers_are_right() -> None:
    document = read(make.pdf(["Voorblad", "", "Slot"]), "brief.pdf")

    assert [(page.number, page.place, page.text) for page in document.pages] == [
        (1, "bladzijde 1", "Voorblad"),
        (2, "bladzijde 2", ""),
        (3, "bladzijde 3", "Slot"),
    ]


def test_an_accent_from_the_encoding_of_the_font_is_read() -> None:
    document = read(make.pdf(["José Coëlho, Curaçao"]), "brief.pdf")

    assert document.pages[0].text == "José Coëlho, Curaçao"


def test_a_comment_on_the_page_is_read_with_a_place_of_its_own() -> None:
    comment = b"<< /Type /Annot /Subtype /Text /Rect [0 0 20 20] /Contents (Bel J. Pieters) >>"
    data = make.pdf(["Tekst"], extra=[comment], page_extra=b"/Annots [6 0 R]")

    document = read(data, "brief.pdf")

    assert document.pages[1] == Page(2, "bladzijde 1, opmerkingen en velden", "Bel J. Pieters")


def test_a_form_field_is_read() -> None:
    field = (
        b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (naam) /V (K. de Vries) /Rect [0 0 90 20] >>"
    )
    data = make.pdf(["Naam:"], extra=[field], page_extra=b"/Annots [6 0 R]")

    document = read(data, "formulier.pdf")

    assert document.pages[1].text == "K. de Vries"


def test_a_scan_is_named() -> None:
    with pytest.raises(ScanWithoutTextError) as caught:
        read(make.scan(), "scan.pdf")

    assert caught.value.context == {"pages": 1}


def test_a_blank_pdf_is_no_scan() -> None:
    with pytest.raises(NoTextError):
        read(make.pdf([""]), "leeg.pdf")


def test_a_password_is_named() -> None:
    with pytest.raises(EncryptedError):
        read(make.encrypted_pdf(), "geheim.pdf")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"%PDF-1.7\n", id="only the first line"),
        pytest.param(b"%PDF-1.7\n" + b"\x00\xff" * 500, id="garbage behind the first line"),
        pytest.param(b"\x00\x01\x02\x03" * 50, id="garbage with the name of a PDF"),
        pytest.param(make.pdf([]), id="no pages"),
    ],
)
def test_a_damaged_pdf_is_named(data: bytes) -> None:
    with pytest.raises(DamagedPdfError):
        read(data, "stuk.pdf")


def test_more_pages_than_allowed_are_refused_before_they_are_read() -> None:
    with pytest.raises(TooManyPagesError) as caught:
        read(make.pdf(["a", "b", "c"]), "lang.pdf", limits=Limits(pages=2))

    assert caught.value.context == {"pages": 3, "limit": 2}
