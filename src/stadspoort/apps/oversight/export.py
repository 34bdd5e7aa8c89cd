"""The calls as a file for a spreadsheet: pseudonymous, without content."""

from __future__ import annotations

from django.utils import timezone

from stadspoort.apps import spreadsheets
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


def as_csv(wanted: CallFilter) -> tuple[str, int]:
    """Return the calls that the filter shows as CSV, and their number.

    Raises:
        ExportTooLargeError: If there are more than `MOST_ROWS`.
    """
    found = queries.calls(wanted)
    number = found.count()
    if number > MOST_ROWS:
        raise ExportTooLargeError(rows=number, most=MOST_ROWS)
    rows = queries.rows(found)
    return spreadsheets.as_csv(_COLUMNS, map(_cells, rows)), len(rows)


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
