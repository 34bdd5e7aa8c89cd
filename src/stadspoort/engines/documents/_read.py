"""The front door: bytes and a name become a document."""

from __future__ import annotations

import encodings
import importlib
import pkgutil
from contextlib import suppress

from stadspoort.engines.documents._kinds import kind_of
from stadspoort.engines.documents._parts import Part, Reading, check_size
from stadspoort.engines.documents._text import clean, decode
from stadspoort.engines.documents._values import Document, DocumentKind, Limits
from stadspoort.engines.documents.errors import EmptyFileError, NoTextError, TooLargeError
from stadspoort.engines.text import Page


def read(data: bytes, filename: str, *, limits: Limits = Limits()) -> Document:  # noqa: B008  frozen
    """Return the text of a file, page by page, each with its place.

    Text is clean: a line feed ends a line, accents are composed (NFC), and control and invisible
    characters are gone. Words broken at a line end stay broken. Pictures of text are not read.

    Args:
        data: The bytes of the file.
        filename: Its name; the extension must fit the content.
        limits: How much is read before the file is refused.

    Raises:
        DocumentError: One of its subclasses, by what a person can do about it.
    """
    reading = _read_file(data, filename, limits)
    check_size(reading.parts, limits)
    return Document(
        kind=kind_of(data, filename),
        title=reading.title or filename,
        pages=tuple(
            Page(number, part.place, part.text)
            for number, part in enumerate(reading.parts, start=1)
        ),
        notes=reading.notes,
    )


def load_parsers() -> None:
    """Import all that `read` may ever need, for a process that later cannot open files any more.

    Python loads character sets and parts of its mail package only when a text asks for them.
    """
    for name in ("_pdf", "_docx", "_mail"):
        importlib.import_module(f"stadspoort.engines.documents.{name}")
    for name in ("feedparser", "generator", "parser"):
        importlib.import_module(f"email.{name}")
    for module in pkgutil.iter_modules(encodings.__path__):
        with suppress(ImportError):  # those of Windows
            importlib.import_module(f"encodings.{module.name}")


def _read_file(data: bytes, filename: str, limits: Limits) -> Reading:
    if not data:
        raise EmptyFileError
    if len(data) > limits.size:
        raise TooLargeError(bytes=len(data), limit=limits.size)
    # The parsers are imported only where they run: a web process hands `read` to the sandbox and
    # never loads a library that reads hostile bytes.
    match kind_of(data, filename):
        case DocumentKind.PDF:
            from stadspoort.engines.documents._pdf import read_pdf

            return read_pdf(data, limits)
        case DocumentKind.DOCX:
            from stadspoort.engines.documents._docx import read_docx

            return read_docx(data, limits)
        case DocumentKind.EML:
            from stadspoort.engines.documents._mail import read_mail

            return read_mail(data, limits, _read_file)
        case DocumentKind.TXT | DocumentKind.MD | DocumentKind.CSV:
            return _read_text(data)


def _read_text(data: bytes) -> Reading:
    text, is_whole = decode(data)
    part = Part("tekst", clean(text))
    if not part.text:
        raise NoTextError
    notes = () if is_whole else ("Enkele tekens konden niet worden gelezen.",)
    return Reading((part,), notes)
