"""Word files (ISO/IEC 29500) to parts: what a reader sees, and apart what is easily overlooked."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from lxml import etree

from stadspoort.engines.documents._archive import Archive
from stadspoort.engines.documents._parts import Part, Reading
from stadspoort.engines.documents._text import clean
from stadspoort.engines.documents._values import Limits
from stadspoort.engines.documents._wordtext import WordText, gather
from stadspoort.engines.documents._xml import attribute, local_name, parse
from stadspoort.engines.documents.errors import (
    DamagedDocxError,
    MacroError,
    NoTextError,
    TypeMismatchError,
)

_PLACES = (
    ("header", "kopteksten"),
    ("footer", "voetteksten"),
    ("footnotes", "voetnoten"),
    ("endnotes", "eindnoten"),
    ("comments", "opmerkingen"),
)
_CONTENT_TYPES = "[Content_Types].xml"
_NOTE_ELEMENTS = frozenset({"footnote", "endnote"})


def read_docx(data: bytes, limits: Limits) -> Reading:
    """Return the main text, then headers, footers, notes, comments and deleted text, if any.

    Inserted text stands in the main text, as Word shows it, and hidden text too; notes say so.
    Numbers of lists are made by Word and are not in the text.

    Raises:
        TypeMismatchError: If it is a zip file but no Word document.
        MacroError: If it holds macros.
        EncryptedError, DamagedDocxError, UnpackBombError: As their names say.
        NoTextError: If no part holds text.
    """
    archive = Archive(data, limits)
    _refuse_macros(archive)
    main = _main_part(archive)
    texts: dict[str, WordText] = {"tekst": _gathered(archive, [main])}
    related = list(_related(archive, main))
    for kind, place in _PLACES:
        names = [name for relation, name in related if relation == kind]
        if names:
            texts[place] = _gathered(archive, names)
    parts = [Part(place, clean(_lines(text))) for place, text in texts.items()]
    parts.append(Part("verwijderde tekst", clean(_deleted(texts))))
    filled = tuple(part for part in parts if part.text)
    if not filled:
        raise NoTextError
    return Reading(filled, tuple(_notes(texts, archive)))


def _refuse_macros(archive: Archive) -> None:
    if any(name.lower().endswith("vbaproject.bin") for name in archive.names):
        raise MacroError
    if _CONTENT_TYPES in archive.names and b"macroEnabled" in archive.read(_CONTENT_TYPES):
        raise MacroError


def _main_part(archive: Archive) -> str:
    """Return the name of the part with the document's body."""
    if _CONTENT_TYPES not in archive.names or "_rels/.rels" not in archive.names:
        raise TypeMismatchError(named="docx", found="zip")
    for relation, name in _relations(archive, "_rels/.rels", folder=""):
        if relation == "officeDocument":
            if not name.startswith("word/"):
                raise TypeMismatchError(named="docx", found=name.partition("/")[0][:20])
            return name
    raise TypeMismatchError(named="docx", found="zip")


def _related(archive: Archive, main: str) -> Iterator[tuple[str, str]]:
    """Yield (kind, name) of every part the body refers to and that is there."""
    folder, name = posixpath.split(main)
    relations = f"{folder}/_rels/{name}.rels"
    if relations in archive.names:
        for relation, target in _relations(archive, relations, folder):
            if target in archive.names:
                yield relation, target


def _relations(archive: Archive, name: str, folder: str) -> Iterator[tuple[str, str]]:
    for relation in parse(archive.read(name)):
        if attribute(relation, "TargetMode") == "External":
            continue
        kind = attribute(relation, "Type").rpartition("/")[2]
        target = posixpath.normpath(posixpath.join("/", folder, attribute(relation, "Target")))
        yield kind, target.lstrip("/")


def _gathered(archive: Archive, names: list[str]) -> WordText:
    """Return the text of these parts; what the same kind repeats (headers) only once."""
    text = WordText()
    seen: set[str] = set()
    for name in names:
        content = archive.read(name)
        if not content.strip():
            raise DamagedDocxError(reason="an empty part")
        one = WordText(deleted=text.deleted, hidden=text.hidden, unread=text.unread)
        _gather_notes(parse(content), one)
        text.insertions += one.insertions
        joined = _lines(one)
        if joined not in seen:
            seen.add(joined)
            text.lines.extend(one.lines)
    return text


def _gather_notes(root: etree._Element, text: WordText) -> None:
    """Gather, with a number or writer before each foot-note, end-note and comment."""
    if local_name(root) not in ("footnotes", "endnotes", "comments"):
        gather(root, text)
        return
    for note in root:
        one = WordText(deleted=text.deleted, hidden=text.hidden, unread=text.unread)
        gather(note, one)
        text.insertions += one.insertions
        said = _lines(one).strip()
        if said:
            text.lines.append(f"{_label(note)}: {said}")


def _label(note: etree._Element) -> str:
    if local_name(note) in _NOTE_ELEMENTS:
        return attribute(note, "id")
    return attribute(note, "author") or "opmerking"


def _lines(text: WordText) -> str:
    return "\n".join(text.lines)


def _deleted(texts: dict[str, WordText]) -> str:
    return "\n".join(line for text in texts.values() for line in text.deleted)


def _notes(texts: dict[str, WordText], archive: Archive) -> Iterator[str]:
    insertions = sum(text.insertions for text in texts.values())
    deletions = sum(len(text.deleted) for text in texts.values())
    if insertions or deletions:
        yield (
            f"Wijzigingen bijhouden staat aan: {insertions} keer ingevoegd (staat in de tekst), "
            f"{deletions} keer verwijderd (staat apart onder 'verwijderde tekst')."
        )
    if texts.get("opmerkingen", WordText()).lines:
        yield "Het document heeft opmerkingen in de kantlijn; die staan apart."
    if any(text.hidden for text in texts.values()):
        yield "Het document heeft verborgen tekst; die staat gewoon in de tekst."
    pictures = sum(name.startswith("word/media/") for name in archive.names)
    if pictures:
        yield f"Tekst in afbeeldingen is niet gelezen (aantal: {pictures})."
    if any(name.startswith("word/embeddings/") for name in archive.names) or any(
        text.unread for text in texts.values()
    ):
        yield "In het document zitten andere bestanden die niet zijn gelezen."
