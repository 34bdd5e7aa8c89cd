"""Checking the ledger in the database, while others go on writing to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from django.db import connection

from stadspoort.apps.audit import anchors, keyring
from stadspoort.engines.ledger import Entry, Flaw, Head, Report, Verifier

_COLUMNS = "seq, at, kind, payload, payload_digest, previous, digest"
_FIRST_PAGE = f"SELECT {_COLUMNS} FROM audit_ledger_entry ORDER BY seq LIMIT %s"  # noqa: S608 (constants)
_NEXT_PAGE = f"SELECT {_COLUMNS} FROM audit_ledger_entry WHERE seq > %s ORDER BY seq LIMIT %s"  # noqa: S608 (same)
# One statement, so that head and last entry are of the same moment.
_END = (
    "SELECT (SELECT max(seq) FROM audit_ledger_entry), h.seq, h.digest, h.signature"
    " FROM (SELECT 1 AS id) one LEFT JOIN audit_ledger_head h ON h.id = one.id"
)
_LAST_MOMENT = "SELECT at FROM audit_ledger_entry ORDER BY seq DESC LIMIT 1"
_PAGE = 2_000

SHORTEST_TERM = timedelta(days=183)
"""Facts are kept for at least half a year (BIO2 8.15.03): younger ones that are gone were taken."""

_Value = int | float | str | bytes | datetime | None
"""What SQLite may hold in any column, after tampering."""
_Row = tuple[_Value, ...]


class RowsCheck(Protocol):
    """Compares rows that screens show with the ledger, while that is verified."""

    def see(self, entry: Entry, payload: str | None) -> None:
        """Take in an entry that was found good."""

    def finish(self) -> tuple[Flaw, int | None] | None:
        """Return what is wrong with the rows, and at which entry; None if nothing is."""


def verify(anchor_file: Path | None = None, *, rows: RowsCheck | None = None) -> Report:
    """Return the outcome over the whole ledger, from its first entry to its head.

    Reads page by page without a lock: entries that are committed meanwhile are checked too. Some
    15 seconds for a million entries; memory does not grow with them.

    Args:
        anchor_file: A copy of the anchor file that was kept elsewhere; None takes that of this
            installation.
        rows: Looks at what screens show beside the ledger; a flaw of the ledger itself goes first.

    Raises:
        AnchorFileMissingError: If `anchor_file` is not there.
        KeysMissingError: If there is no key folder to check signatures with.
    """
    verifier = Verifier(
        anchors.read(anchor_file), keyring.current().public_key, kept_since=_kept_since()
    )
    last_read: _Value = None
    while True:
        for row in _rows_after(last_read):
            last_read = row[0]
            if not _feed(verifier, row, rows):
                return verifier.finish(None, "")
        last_stored, head, signature = _end()
        if last_stored == last_read:
            return _with_rows(verifier.finish(head, signature), rows)


def _with_rows(report: Report, rows: RowsCheck | None) -> Report:
    found = rows.finish() if rows is not None and report.ok else None
    if found is None:
        return report
    flaw, first_bad = found
    return replace(report, ok=False, flaw=flaw, first_bad=first_bad)


def explain(report: Report) -> str:
    """Return what the outcome means, in Dutch, for a screen or the command line."""
    lost = "".join(f" {_LOST.format(first=first, last=last)}" for first, last in report.lost)
    if report.flaw is None:
        anchored = _ANCHORED if report.anchored_to else _NOT_ANCHORED
        text = f"Het logboek klopt: {report.entries} regels gecontroleerd. {anchored}"
        return text.format(anchored_to=report.anchored_to) + lost
    reason = _REASONS[report.flaw].format(
        seq=report.first_bad, next=(report.first_bad or 0) + 1, line=report.bad_line
    )
    return reason + lost


_ANCHORED = (
    "Een anker bevestigt het tot en met regel {anchored_to}. "
    "Dat na het laatste anker regels zijn afgeknipt, is niet uit te sluiten."
)
_NOT_ANCHORED = (
    "Er is geen anker. Dat regels aan het einde zijn afgeknipt of dat een oudere database is "
    "teruggezet, is daarom niet uit te sluiten."
)
_LOST = "Let op: bij het terugzetten van een back-up vervielen regel {first} tot en met {last}."
_REASONS: dict[Flaw, str] = {
    Flaw.UNREADABLE: "Regel {seq} is onleesbaar: een waarde erin is vervangen.",
    Flaw.MISSING: "Regel {seq} ontbreekt: een of meer regels zijn verwijderd.",
    Flaw.OUT_OF_PLACE: "Regel {seq} hoort hier niet: toegevoegd of verplaatst.",
    Flaw.CHANGED: "Regel {seq} is gewijzigd: tijd, gebeurtenis of kenmerk klopt niet.",
    Flaw.PAYLOAD_CHANGED: "De feiten van regel {seq} zijn gewijzigd.",
    Flaw.PAYLOAD_GONE: "De feiten van regel {seq} zijn verwijderd.",
    Flaw.REPLACED: "Regel {seq} is vervangen: regel {next} hoort bij een andere regel {seq}.",
    Flaw.ANCHOR_DIFFERS: (
        "Vanaf regel {seq} wijkt het logboek af van een anker: herschreven, of een oudere database "
        "is teruggezet en daarna verder gebruikt."
    ),
    Flaw.CUT_BEFORE_ANCHOR: (
        "Regel {seq} en verder ontbreken, terwijl een anker ze kent: het einde is afgeknipt of een "
        "oudere database is teruggezet."
    ),
    Flaw.HEAD_MISSING: "Het einde van het logboek is verwijderd. Vanaf regel {seq} is niets zeker.",
    Flaw.HEAD_FORGED: (
        "De handtekening onder het logboek klopt niet. Vanaf regel {seq} is niets zeker."
    ),
    Flaw.CUT_BEFORE_HEAD: "Regel {seq} en verder ontbreken: het einde is afgeknipt.",
    Flaw.BEYOND_HEAD: "Regel {seq} is zonder handtekening aan het einde toegevoegd.",
    Flaw.HEAD_DIFFERS: (
        "De ondertekende laatste regel is een andere. Ergens vanaf regel {seq} is het logboek "
        "herschreven."
    ),
    Flaw.ROW_CHANGED: (
        "Het logboek zelf klopt, maar de aanroep van regel {seq} is in het overzicht gewijzigd."
    ),
    Flaw.ROW_MISSING: (
        "Het logboek zelf klopt, maar de aanroep van regel {seq} is uit het overzicht verwijderd."
    ),
    Flaw.ROW_ADDED: (
        "Het logboek zelf klopt, maar in het overzicht staan aanroepen die het logboek niet kent."
    ),
    Flaw.ANCHOR_FILE_CHANGED: (
        "Lijn {line} van het ankerbestand is gewijzigd, verplaatst, toegevoegd of ontbreekt. "
        "De regels van het logboek zelf sluiten op elkaar aan."
    ),
}


def _kept_since() -> datetime | None:
    """Return from which moment on payloads must be there, counted back from the last entry.

    By the ledger's own time: the signature under its end vouches for that.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LAST_MOMENT)
        row: _Row | None = cursor.fetchone()
    last = _moment(row[0]) if row else None
    return last - SHORTEST_TERM if last else None


def _rows_after(last_read: _Value) -> Iterator[_Row]:
    """Yield all rows after the one that was read last, page by page."""
    while True:
        with connection.cursor() as cursor:
            if last_read is None:
                cursor.execute(_FIRST_PAGE, (_PAGE,))
            else:
                cursor.execute(_NEXT_PAGE, (last_read, _PAGE))
            page: list[_Row] = cursor.fetchall()
        yield from page
        if len(page) < _PAGE:
            return
        last_read = page[-1][0]


def _feed(verifier: Verifier, row: _Row, rows: RowsCheck | None) -> bool:
    match row:
        # SQLite keeps a value of any type in any column: what has the wrong one was tampered with.
        case (int(seq), moment, str(kind), payload, str(digest), str(previous), str(own)) if (
            payload is None or isinstance(payload, str)
        ):
            at = _moment(moment)
            if at is not None:
                entry = Entry(seq, at, kind, digest, previous, own)
                is_good = verifier.feed(entry, payload)
                if is_good and rows is not None:
                    rows.see(entry, payload)
                return is_good
    return verifier.feed_unreadable()


def _moment(stored: _Value) -> datetime | None:
    """Return the moment as PostgreSQL (aware) or SQLite (text in UTC) holds it, None if neither."""
    if isinstance(stored, datetime):
        return stored if stored.tzinfo else stored.replace(tzinfo=UTC)
    try:
        parsed = datetime.fromisoformat(str(stored))
    except ValueError:
        return None
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)


def _end() -> tuple[_Value, Head | None, str]:
    """Return the number of the last row, the head and its signature, of one moment."""
    with connection.cursor() as cursor:
        cursor.execute(_END)
        last, seq, digest, signature = cursor.fetchone()
    match (seq, digest, signature):
        case (int(), str(), str()):
            return last, Head(seq, digest), signature
        case (None, _, _):
            return last, None, ""
    return last, Head(-1, ""), ""  # a head of the wrong types is signed by nobody
