"""What a file is, by its content, and whether its name tells the truth."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from stadspoort.engines.documents._text import is_binary
from stadspoort.engines.documents._values import DocumentKind
from stadspoort.engines.documents.errors import (
    DamagedDocxError,
    DamagedPdfError,
    EncryptedError,
    MacroError,
    TypeMismatchError,
    UnsupportedTypeError,
)

_TEXT_KINDS = frozenset({DocumentKind.TXT, DocumentKind.MD, DocumentKind.CSV})
_EXTENSIONS = {kind.value: kind for kind in DocumentKind} | {
    "text": DocumentKind.TXT,
    "markdown": DocumentKind.MD,
}
_MACRO_EXTENSIONS = frozenset({"docm", "dotm", "xlsm", "pptm"})
_MAIL_START = re.compile(
    rb"(?:From [^\r\n]*\r?\n)?(?:[!-9;-~]+:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n)+", re.DOTALL
)
_MAIL_FIELD = re.compile(
    rb"^(?:From|To|Subject|Date|Received|Message-ID|MIME-Version):", re.IGNORECASE | re.MULTILINE
)
_UTF16_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")

_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\x1f\x8b", "packed"),
    (b"7z\xbc\xaf", "packed"),
    (b"Rar!", "packed"),
)


def kind_of(data: bytes, filename: str) -> DocumentKind:
    """Return what to read `data` as: the kind its name gives, once the content agrees.

    A file without an extension goes by content alone.

    Raises:
        UnsupportedTypeError: If there is no reader for what the name says, or for the content of a
            file without extension.
        TypeMismatchError: If the content is something else than the name says.
        MacroError: If the name is that of a file with macros.
        EncryptedError: If it is an Office file behind a password.
        DamagedPdfError: If the name says PDF and the content is nothing known.
        DamagedDocxError: If the name says docx and the content is nothing known.
    """
    extension = PurePosixPath(filename.lower()).suffix.removeprefix(".")
    if extension in _MACRO_EXTENSIONS:
        raise MacroError
    found = _content(data)
    if not extension:
        return _by_content(found, data)
    named = _EXTENSIONS.get(extension)
    if named is None:
        raise UnsupportedTypeError(found=found)
    _check(named, found, data)
    return named


def _content(data: bytes) -> str:
    """Return "pdf", "zip", "text" or another word for what the bytes are."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, name in _MAGIC:
        if start.startswith(magic) and (len(magic) > 2 or is_binary(data)):
            return name
    return "unknown" if is_binary(data) else "text"


def _by_content(found: str, data: bytes) -> DocumentKind:
    if found == "pdf":
        return DocumentKind.PDF
    if found == "zip":
        return DocumentKind.DOCX
    if found == "text":
        return DocumentKind.EML if _is_mail(data) else DocumentKind.TXT
    raise UnsupportedTypeError(found=found)


def _check(named: DocumentKind, found: str, data: bytes) -> None:
    """Let pass only content that fits the name."""
    match named, found:
        case (DocumentKind.PDF, "pdf") | (DocumentKind.DOCX, "zip"):
            return
        case DocumentKind.DOCX, "ole" if _UTF16_ENCRYPTED_PACKAGE in data:
            raise EncryptedError(kind=named.value)
        # A PDF may have anything in front, within the first kilobyte (ISO 32000-2, annex I).
        case DocumentKind.PDF, _ if b"%PDF-" in data[:1024]:
            return
        case DocumentKind.PDF, "unknown":
            raise DamagedPdfError
        case DocumentKind.DOCX, "unknown":
            raise DamagedDocxError
        case DocumentKind.EML, "text" | "unknown" if _is_mail(data):
            return
        case _, "text" if named in _TEXT_KINDS:
            return
        case _:
            raise TypeMismatchError(named=named.value, found=found)


def _is_mail(data: bytes) -> bool:
    """Say whether it starts with a block of header lines, one of which only mail has."""
    head = _MAIL_START.match(data.lstrip(b"\xef\xbb\xbf\r\n")[:100_000])
    return head is not None and _MAIL_FIELD.search(head[0]) is not None
