"""Facts as a table for a person: a heading, columns that line up, no wider than the screen."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping, Sequence

_NARROWEST = 6
_BETWEEN = "  "
_HEADINGS = {
    "allows": "staat toe",
    "allows_private_host": "eigen netwerk",
    "application": "toepassing",
    "assessed_on": "beoordeeld",
    "base_url": "adres",
    "budget_tokens": "budget",
    "by_person": "besluit",
    "country": "land",
    "data_classes": "gegevens",
    "decided_on": "besloten",
    "ends_on": "tot en met",
    "has_key": "sleutel",
    "id": "nummer",
    "is_active": "actief",
    "is_contracted": "contract",
    "is_self_hosted": "eigen beheer",
    "is_withdrawn": "ingetrokken",
    "kind": "soort",
    "legal_article": "artikel",
    "model": "model",
    "name": "naam",
    "obstacle": "belet",
    "output": "controle",
    "owner": "eigenaar",
    "participants": "deelnemers",
    "processor_agreement_on": "overeenkomst",
    "purpose": "doel",
    "purposes": "doelen",
    "reason": "reden",
    "seal_days": "dagen kopie",
    "slug": "kenmerk",
    "source": "bron",
    "standing": "oordeel",
    "state": "stand",
    "supplier": "leverancier",
    "terms_url": "voorwaarden",
    "title": "titel",
    "until": "tot en met",
    "upstream_model": "naam daar",
    "valid_until": "tot en met",
    "website": "website",
}


def table(rows: Sequence[Mapping[str, object]], *, width: int | None = None) -> str:
    """Return the rows under a heading; lists as words with commas, nothing as `-`.

    Args:
        rows: At least one; all with the same facts.
        width: Characters a line may have: longer cells are cut, the widest columns first, and end
            in an ellipsis. None is that of the terminal, or no bound when a program reads along.
    """
    lines = [[_HEADINGS.get(name, name) for name in rows[0]]]
    lines += [[_written(value) for value in row.values()] for row in rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    bound = _terminal() if width is None else width
    if bound is not None:
        _narrow(widths, bound - len(_BETWEEN) * (len(widths) - 1))
    return "\n".join(
        _BETWEEN.join(_cell(word, wide) for word, wide in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def _terminal() -> int | None:
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def _narrow(widths: list[int], bound: int) -> None:
    """Take from the widest column until all fit, or until none can be narrower."""
    while sum(widths) > bound and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1


def _cell(word: str, width: int) -> str:
    return word.ljust(width) if len(word) <= width else f"{word[: width - 1]}…"


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, list | tuple):
        return ",".join(str(part) for part in value) or "-"
    return "-" if value in (None, "") else " ".join(str(value).split())
