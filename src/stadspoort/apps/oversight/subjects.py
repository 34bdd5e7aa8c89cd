"""What an event was about, in words and with the page where it stands.

The ledger holds `kind:id`. Names come from the register of today: an entry that is gone, or of a
kind that has no page, shows what the ledger says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from stadspoort.apps.oversight.queries import application_names, purpose_titles
from stadspoort.apps.register.models import Decision, Supplier


@dataclass(frozen=True, slots=True)
class Subject:
    """What an event was about; `href` is empty where there is no page."""

    words: str
    href: str = ""


_FIXED = {"calls": "Aanroepen", "ledger:anchor": "Ankerbestand", "lists:none": "Geen eigen lijsten"}
_WORDS = {
    "adoption": "Overname",
    "assessment": "Beoordeling",
    "conversation": "Gesprek",
    "evidence": "Bewijs",
    "fact": "Kenmerk",
    "key": "Sleutel",
    "kek": "Hoofdsleutel",
    "lists": "Eigen lijsten",
    "user": "Gebruiker",
    "verdict": "Oordeel",
}


class Subjects:
    """Words and pages for many subjects, with a query per kind of name at most."""

    def __init__(self, subjects: Iterable[str]) -> None:
        wanted: dict[str, set[str]] = {}
        for subject in subjects:
            kind, _, key = subject.partition(":")
            wanted.setdefault(kind, set()).add(key)
        self._purposes = purpose_titles() if "purpose" in wanted else {}
        self._applications = application_names() if "application" in wanted else {}
        self._suppliers = (
            dict(Supplier.objects.values_list("slug", "name")) if "supplier" in wanted else {}
        )
        numbers = [key for key in wanted.get("decision", ()) if key.isdecimal()]
        self._decisions = _decisions(numbers) if numbers else {}

    def of(self, subject: str) -> Subject:
        """Return the words and the page of one of the subjects."""
        kind, _, key = subject.partition(":")
        if subject in _FIXED:
            return Subject(_FIXED[subject])
        if kind in _WORDS:
            return Subject(f"{_WORDS[kind]} {key}")
        draw = self._pages().get(kind)
        return draw(key) if draw and key else Subject(subject)

    def _pages(self) -> Mapping[str, Callable[[str], Subject]]:
        return {
            "purpose": lambda key: _named(self._purposes, "register:purpose", key),
            "application": lambda key: _named(self._applications, "register:application", key),
            "supplier": lambda key: _named(self._suppliers, "register:supplier", key),
            "model": lambda key: _linked(key, "register:model", key),
            "call": lambda key: _linked("Aanroep", "oversight:call", key),
            "verification": lambda key: _linked(f"Controle {key}", "oversight:verification", key),
            "decision": self._decision,
        }

    def _decision(self, key: str) -> Subject:
        if key not in self._decisions:
            return Subject(f"Besluit {key}")
        application, slug, title = self._decisions[key]
        return _linked(f"Besluit {key}: {application} voor {title}", "register:purpose", slug)


def _decisions(numbers: Iterable[str]) -> Mapping[str, tuple[str, str, str]]:
    rows = Decision.objects.filter(pk__in=numbers).select_related("application", "purpose")
    return {
        str(row.pk): (row.application.name, row.purpose.slug, row.purpose.title) for row in rows
    }


def _named(names: Mapping[str, str], page: str, key: str) -> Subject:
    return _linked(names[key], page, key) if key in names else Subject(key)


def _linked(words: str, page: str, key: str) -> Subject:
    try:
        return Subject(words, reverse(page, args=[key]))
    except NoReverseMatch:  # tampered with: no address looks like this
        return Subject(words)
