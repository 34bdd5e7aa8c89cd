"""Document, DocumentKind and Limits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from stadspoort.engines.text import Page

MEBIBYTE = 1024 * 1024


class DocumentKind(StrEnum):
    """What can be read, by the usual end of the file's name."""

    PDF = "pdf"
    DOCX = "docx"
    EML = "eml"
    TXT = "txt"
    MD = "md"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Document:
    """The text of one file with its attachments.

    Attributes:
        kind: What its content is.
        title: The subject of a mail, else the name of the file.
        pages: At least one, numbered from 1; at least one of them holds text.
        notes: What a reader must know and cannot see in the pages, as Dutch sentences: parts that
            were not read, tracked changes, hidden text. They may name files, never quote text.
    """

    kind: DocumentKind
    title: str
    pages: tuple[Page, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is read before it is refused.

    Attributes:
        size: Bytes of the file.
        pages: Pages of text, attachments included.
        characters: Characters of text, attachments included.
        unpacked: Bytes of everything in a Word file, unpacked.
        part: Bytes of one text part of a Word file, unpacked; the parser needs about ten times
            as much memory.
        parts: Number of parts in a Word file.
        ratio: Unpacked bytes per packed byte of one part; real text stays below 100.
        depth: How many mails may lie inside each other.
        attachments: Attachments of one mail, nested ones included.
    """

    size: int = 50 * MEBIBYTE
    pages: int = 2_000
    characters: int = 20_000_000
    unpacked: int = 256 * MEBIBYTE
    part: int = 32 * MEBIBYTE
    parts: int = 5_000
    ratio: int = 200
    depth: int = 5
    attachments: int = 200
