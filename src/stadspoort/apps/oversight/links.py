"""Where each figure of the Logboek leads: to the calls it counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from stadspoort.apps.gate.labels import OutcomeGroup
from stadspoort.apps.oversight.feedback import Feedback
from stadspoort.apps.oversight.queries import DayFigures, Figures, PurposeFigures


@dataclass(frozen=True, slots=True)
class Links:
    """Query strings for `/logboek/`; a purpose that was not named has no list of its own."""

    all: str
    refused: str
    masked: str
    tokens: str
    purposes: tuple[tuple[PurposeFigures, str, Feedback | None], ...]
    days: tuple[tuple[DayFigures, str], ...]


def links(
    parameters: Mapping[str, str], figures: Figures, feedback: Mapping[str, Feedback]
) -> Links:
    """Return the links of these figures, which were made with these parameters."""

    def address(**changes: str) -> str:
        return urlencode({**parameters, **changes})

    return Links(
        all=address(),
        refused=address(uitkomst=OutcomeGroup.REFUSED.value),
        masked=address(gemaskeerd="on", sorteer="-gemaskeerd"),
        tokens=address(sorteer="-tokens"),
        purposes=tuple(
            (row, address(doel=row.slug) if row.slug else "", feedback.get(row.slug))
            for row in figures.purposes
        ),
        days=tuple(
            (row, address(van=row.day.isoformat(), tot=row.day.isoformat())) for row in figures.days
        ),
    )
