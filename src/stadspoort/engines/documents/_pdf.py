"""PDF to pages, with pdfium."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import closing

import pypdfium2
import pypdfium2.raw as pdfium

from stadspoort.engines.documents._parts import Part, Reading, joined
from stadspoort.engines.documents._text import clean
from stadspoort.engines.documents._values import Limits
from stadspoort.engines.documents.errors import (
    DamagedPdfError,
    EncryptedError,
    NoTextError,
    ScanWithoutTextError,
    TooManyPagesError,
)

# pdfium reads a word broken at the end of a line as one word with U+FFFE for hyphen and line end.
# The hyphen comes back, the line end does not: an address that was broken there is found whole.
_BROKEN_WORD = "\ufffe"


def read_pdf(data: bytes, limits: Limits) -> Reading:
    """Return a part per page in pdfium's reading order, and one for what is written on each page.

    Comments and the content of form fields are not part of the page's own text; they get a part
    of their own behind their page.

    Raises:
        EncryptedError, DamagedPdfError, TooManyPagesError: As their names say.
        ScanWithoutTextError: If no page holds text and at least one a picture.
        NoTextError: If there is neither text nor picture.
    """
    with closing(_open(data)) as pdf:
        if len(pdf) > limits.pages:
            raise TooManyPagesError(pages=len(pdf), limit=limits.pages)
        parts: list[Part] = []
        pictures: list[int] = []
        for number in range(1, len(pdf) + 1):
            text, is_picture, written = _read_page(pdf, number)
            parts.append(Part(f"bladzijde {number}", text))
            if written:
                parts.append(Part(f"bladzijde {number}, opmerkingen en velden", written))
            if is_picture:
                pictures.append(number)
        if not any(part.text for part in parts):
            raise ScanWithoutTextError(pages=len(pdf)) if pictures else NoTextError()
        return Reading(tuple(parts), (*_picture_note(pictures), *_attachment_note(pdf)))


def _open(data: bytes) -> pypdfium2.PdfDocument:
    try:
        pdf = pypdfium2.PdfDocument(data)
        if len(pdf) == 0:
            raise DamagedPdfError(reason="no pages")
    except pypdfium2.PdfiumError as error:
        # pdfium keeps the code of an earlier failure where this one sets none; the trailer that
        # names the encryption is never encrypted itself (ISO 32000-1, 7.6.1).
        if error.err_code == pdfium.FPDF_ERR_PASSWORD and b"/Encrypt" in data:
            raise EncryptedError(kind="pdf") from error
        raise DamagedPdfError(reason="does not open") from error
    return pdf


def _read_page(pdf: pypdfium2.PdfDocument, number: int) -> tuple[str, bool, str]:
    """Return the text of a page, whether it is a picture instead, and what was written on it."""
    try:
        with closing(pdf[number - 1]) as page, closing(page.get_textpage()) as textpage:
            text = clean(textpage.get_text_range().replace(_BROKEN_WORD, "-"))
            return text, not text and _has_picture(page), clean("\n".join(_written_on(page)))
    except pypdfium2.PdfiumError as error:
        raise DamagedPdfError(reason="a page does not open", page=number) from error


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    images = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)
    return next(iter(images), None) is not None


def _written_on(page: pypdfium2.PdfPage) -> Iterator[str]:
    """Yield the text of comments and form fields, in the order of the file."""
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            for key in (b"Contents", b"V"):
                if text := _string_of(annotation, key).strip():
                    yield text
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)


def _string_of(annotation: object, key: bytes) -> str:
    size = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if size <= 2:  # bytes of UTF-16 with a closing NUL: nothing in it
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFAnnot_GetStringValue(
        annotation, key, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), size
    )
    return buffer.raw[: size - 2].decode("utf-16-le", errors="replace")


def _picture_note(pictures: list[int]) -> Iterator[str]:
    if len(pictures) == 1:
        yield f"Bladzijde {pictures[0]} is een afbeelding zonder tekst en is niet gelezen."
    elif pictures:
        yield f"Bladzijden {joined(pictures)} zijn afbeeldingen zonder tekst en zijn niet gelezen."


def _attachment_note(pdf: pypdfium2.PdfDocument) -> Iterator[str]:
    count = pdf.count_attachments()
    if count:
        yield f"In de PDF zitten bijlagen die niet zijn gelezen (aantal: {count})."
