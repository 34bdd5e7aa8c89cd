"""Bytes to characters, and characters to clean text."""

from __future__ import annotations

import codecs
import re
import unicodedata

from stadspoort.engines.documents.errors import TypeMismatchError

# Control characters carry no text and break JSON, terminals and databases. The invisible ones can
# split a name so that no detector finds it, or smuggle instructions past a reader (tag characters).
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)
_LINE_ENDS = re.compile(r"\r\n|[\r\x0c\x85\u2028\u2029]")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def clean(text: str) -> str:
    """Return `text` with a line feed for every line end, composed accents, nothing invisible.

    Blank space at the end of the text goes; all other layout stays.
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _INVISIBLE.sub("", _CONTROLS.sub("", text))
    # Composed (NFC): a list of names holds "René" with one character for the é, some programs
    # write two.
    return unicodedata.normalize("NFC", text).rstrip()


def is_binary(data: bytes) -> bool:
    """Say whether `data` cannot be text in any encoding that `decode` knows."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return len(data) % 2 == 1
    return _BINARY.search(data) is not None


def decode(data: bytes) -> tuple[str, bool]:
    """Return the characters of a plain text, and whether every byte had a meaning.

    UTF-8 with or without a mark, UTF-16 with a mark, else Windows-1252 (what old Dutch office
    systems write). Text that is UTF-8 but for a few broken bytes stays UTF-8: read as
    Windows-1252 every accent in it would go wrong and names would no longer be found.

    Raises:
        TypeMismatchError: If it is not text at all.
    """
    if is_binary(data):
        raise TypeMismatchError(found="binary")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = data.decode("utf-16", errors="replace")
        return text, "\ufffd" not in text
    try:
        return data.decode("utf-8-sig"), True
    except UnicodeDecodeError:
        return _decode_broken(data)


def _decode_broken(data: bytes) -> tuple[str, bool]:
    """Return text that is not well-formed UTF-8, by what most of its accents are."""
    as_utf8 = data.decode("utf-8-sig", errors="replace")
    broken = as_utf8.count("\ufffd")
    whole = sum(1 for character in as_utf8 if character > "\x7f") - broken
    if whole > broken:
        return as_utf8, False
    text = data.decode("cp1252", errors="replace")
    return text, "\ufffd" not in text
