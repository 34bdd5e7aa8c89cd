"""Kind, Finding and the classes of data that kinds stand for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Kinds of personal data, as in the project's annotation guideline (docs/reference)."""

    PERSOON = "PERSOON"
    ADRES = "ADRES"
    POSTCODE = "POSTCODE"
    TELEFOON = "TELEFOON"
    EMAIL = "EMAIL"
    BSN = "BSN"
    IBAN = "IBAN"
    GEBOORTEDATUM = "GEBOORTEDATUM"
    KENTEKEN = "KENTEKEN"
    DOCUMENTNUMMER = "DOCUMENTNUMMER"
    KLANTNUMMER = "KLANTNUMMER"
    IP = "IP"
    URL_PROFIEL = "URL_PROFIEL"
    BIJZONDER = "BIJZONDER"
    GEHEIM = "GEHEIM"
    """A password, key or token that opens something: no personal data, but never passed on."""


RESTRICTED_KINDS = frozenset({Kind.BSN, Kind.BIJZONDER, Kind.GEHEIM})
"""Restored only in answer text, only to the asker who wrote the value first.

BSN: UAVG art. 46 and Wet algemene bepalingen burgerservicenummer art. 10 (use needs a ground of its
own). BIJZONDER: AVG art. 9 and 10. GEHEIM: BIO2.
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """One place in a text that holds personal data, and why the engine thinks so.

    Attributes:
        start: First character, in code points.
        end: First character after it (half open).
        kind: What it is.
        score: 0 (a guess) to 1 (certain).
        reason: Which rule found it and what in the context raised or lowered the score, in Dutch.
        certain: False when in doubt: the gate masks it all the same, a review shows it apart.
        rule: Stable name of the rule that found it ("bsn", "cued_name"); "" when none did.
        is_officer: True for the name of an official in office (mayor, alderman, councillor):
            another ground of the Woo holds for them than for private persons.
    """

    start: int
    end: int
    kind: Kind
    score: float
    reason: str
    certain: bool = True
    rule: str = ""
    is_officer: bool = False

    @property
    def reasons(self) -> tuple[str, ...]:
        """The parts of `reason`: the rule first, then validators and what stood around it."""
        return tuple(self.reason.split("; "))

    def found_by(self, rule: str) -> Finding:
        """Return the same finding, said to be found by `rule`."""
        return Finding(
            self.start, self.end, self.kind, self.score, self.reason, self.certain, rule,
            self.is_officer,
        )  # fmt: skip
