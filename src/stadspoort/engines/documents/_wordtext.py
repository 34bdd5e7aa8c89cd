"""The text of one part of a Word file: paragraphs and tables in order, changes kept apart.

Element names without their namespace: the transitional and the strict form of ISO/IEC 29500
differ in nothing else that is read here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from stadspoort.engines.documents._xml import attribute, local_name

_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_DELETED = frozenset({"del", "moveFrom"})
_INSERTED = frozenset({"ins", "moveTo"})
# Properties and field codes: no text that a reader sees.
_SKIPPED = frozenset(
    {"pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "instrText"}
)
_REFERENCES = {"footnoteReference": "voetnoot", "endnoteReference": "eindnoot"}


@dataclass
class WordText:
    """What was gathered from one or more parts.

    Attributes:
        lines: The text as the document shows it, a paragraph or table row each.
        deleted: Text that tracked changes removed.
        hidden: Text marked as hidden; it stands in `lines` too.
        insertions: How many runs of text tracked changes added; they stand in `lines`.
        unread: Counts of what holds text that is not read: "altChunk".
    """

    lines: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    insertions: int = 0
    unread: Counter[str] = field(default_factory=Counter)


def gather(root: etree._Element, text: WordText) -> None:
    """Add everything below `root` to `text`, in the order of the document."""
    for child in root:
        _block(child, text)


def _block(element: etree._Element, text: WordText) -> None:
    """Add one thing that stands on lines of its own."""
    name = local_name(element)
    if name == "p":
        line, boxes = _paragraph(element, text)
        text.lines.append(line)
        for box in boxes:
            gather(box, text)
    elif name == "tbl":
        _table(element, text)
    elif name == "AlternateContent":
        gather(_shown(element), text)
    elif name == "altChunk":
        text.unread["altChunk"] += 1
    elif name not in _SKIPPED:  # sdt, sdtContent, customXml, smartTag, ins, moveTo: look inside
        gather(element, text)


def _table(table: etree._Element, text: WordText) -> None:
    """Add a line per row, cells divided by " | ", paragraphs inside a cell by a space."""
    for row in table.iter("{*}tr"):
        if _table_of(row) is not table:
            continue  # a row of a table inside a cell: its text comes with that cell
        cells: list[str] = []
        for cell in row.iter("{*}tc"):
            if _row_of(cell) is not row:
                continue
            inner = WordText(
                deleted=text.deleted, hidden=text.hidden, insertions=0, unread=text.unread
            )
            gather(cell, inner)
            text.insertions += inner.insertions
            cells.append(" ".join(line.strip() for line in inner.lines if line.strip()))
        text.lines.append(" | ".join(cells))


def _table_of(row: etree._Element) -> etree._Element | None:
    return next(row.iterancestors("{*}tbl"), None)


def _row_of(cell: etree._Element) -> etree._Element | None:
    return next(cell.iterancestors("{*}tr"), None)


@dataclass
class _Run:
    """How the text at one spot of a paragraph counts."""

    is_deleted: bool = False
    is_hidden: bool = False


def _paragraph(paragraph: etree._Element, text: WordText) -> tuple[str, list[etree._Element]]:
    """Return the shown text of a paragraph and the text boxes that hang on it."""
    shown: list[str] = []
    gone: list[str] = []
    hidden: list[str] = []
    boxes: list[etree._Element] = []

    def add(characters: str, run: _Run) -> None:
        (gone if run.is_deleted else shown).append(characters)
        if run.is_hidden:
            hidden.append(characters)

    _inline(paragraph, _Run(), add, boxes, text)
    text.deleted.extend(line for line in ["".join(gone).strip()] if line)
    text.hidden.extend(line for line in ["".join(hidden).strip()] if line)
    return "".join(shown), boxes


def _inline(
    element: etree._Element,
    run: _Run,
    add: Callable[[str, _Run], None],
    boxes: list[etree._Element],
    text: WordText,
) -> None:
    """Hand every piece of text inside a paragraph to `add`, in order."""
    for child in element:
        name = local_name(child)
        if name in ("t", "delText"):
            add(child.text or "", _Run(run.is_deleted or name == "delText", run.is_hidden))
        elif name in _CHARACTERS:
            add(_CHARACTERS[name], run)
        elif name in _REFERENCES:
            add(f"[{_REFERENCES[name]} {attribute(child, 'id')}]", run)
        elif name == "txbxContent":
            boxes.append(child)
        elif name == "AlternateContent":
            _inline(_shown(child), run, add, boxes, text)
        elif name not in _SKIPPED:
            text.insertions += name in _INSERTED
            inside = _Run(run.is_deleted or name in _DELETED, run.is_hidden or _is_hidden(child))
            _inline(child, inside, add, boxes, text)


def _shown(alternatives: etree._Element) -> etree._Element:
    """Return the one of several forms of the same content to read: the first that holds text."""
    for form in alternatives:
        if next(form.iter("{*}t"), None) is not None:
            return form
    return alternatives


def _is_hidden(run: etree._Element) -> bool:
    """Say whether a run carries the property "hidden text"."""
    if local_name(run) != "r":
        return False
    mark = run.find("{*}rPr/{*}vanish")
    return mark is not None and attribute(mark, "val") not in ("0", "false", "off")
