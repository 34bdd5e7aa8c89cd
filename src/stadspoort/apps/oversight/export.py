"""The calls as a file for a spreadsheet: pseudonymous, without content."""

from __future__ import annotations

import csv
import io

from django.utils import timezone

from stadspoort.apps.oversight import queries
from stadspoort.apps.oversight.errors import ExportTooLargeError
from stadspoort.apps.oversight.queries import CallFilter, CallRow

MOST_ROWS = 50_000

_COLUMNS = (
    "tijd",
    "kenmerk",
    "pseudoniem",
    "sleutel",
    "toepassing",
    "doel",
    "model",
    "oordeel",
    "gemaskeerd",
    "tokens",
    "duur_ms",
    "uitkomst",
)
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(wanted: CallFilter) -> tuple[str, int]:
    """Return the calls that the filter shows as CSV with semicolons, and their number.

    A cell that a spreadsheet would run as a formula gets a quote in front (OWASP, CSV injection).

    Raises:
        ExportTooLargeError: If there are more than `MOST_ROWS`.
    """
    found = queries.calls(wanted)
    number = found.count()
    if number > MOST_ROWS:
        raise ExportTooLargeError(rows=number, most=MOST_ROWS)
    text = io.StringIO()
    text.write("\ufeff")  # spreadsheets read the file as UTF-8 only with this mark
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    rows = queries.rows(found)
    writer.writerows([_safe(cell) for cell in _cells(row)] for row in rows)
    return text.getvalue(), len(rows)


def _cells(row: CallRow) -> tuple[str, ...]:
    return (
        timezone.localtime(row.opened_at).isoformat(timespec="seconds"),
        row.call_id,
        row.pseudonym,
        row.by_key,
        row.application,
        row.purpose,
        row.model,
        row.verdict,
        ", ".join(row.masked),
        str(row.tokens),
        "" if row.duration_ms is None else str(row.duration_ms),
        row.outcome,
    )


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_STARTS_A_FORMULA) else cell
