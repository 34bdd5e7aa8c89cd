"""What a detector of somebody else found, checked, and joined with the engine's own findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from stadspoort.engines.privacy._merge import lay
from stadspoort.engines.privacy._values import RESTRICTED_KINDS, Finding, Kind
from stadspoort.errors import StadspoortError

CERTAIN_FROM = 0.5
"""Score from which a finding of a plug-in counts as certain; below it is in doubt."""

_USUAL_SCORE = 0.85
_LONGEST_REASON = 200
_LEAST_ALLOWED = 1_000

NOT_PERSONAL = frozenset(
    (
        "ORGANIZATION", "ORGANISATION", "ORGANISATIE", "ORG", "LOCATION", "LOC", "GPE", "FAC",
        "PLAATS", "DATE", "TIME", "DATE_TIME", "DATUM", "AGE", "LEEFTIJD", "NRP", "NORP", "URL",
        "CASE_NO", "KVK_NUMBER", "VAT_NUMBER", "MISC", "PRO", "PRODUCT", "EVENT", "EVE", "LAW",
        "LANGUAGE", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL", "WORK_OF_ART",
        "ZAAKNUMMER", "ZAKELIJK",
    )
)  # fmt: skip
"""Kinds of others that are no personal data by our guideline: such findings are left out."""

KIND_OF: Mapping[str, Kind] = {
    **{kind.value: kind for kind in Kind},
    "PER": Kind.PERSOON,
    "PERSON": Kind.PERSOON,
    "NAME": Kind.PERSOON,
    "ADDRESS": Kind.ADRES,
    "STREET_ADDRESS": Kind.ADRES,
    "POSTAL_CODE": Kind.POSTCODE,
    "ZIP_CODE": Kind.POSTCODE,
    "PHONE": Kind.TELEFOON,
    "PHONE_NUMBER": Kind.TELEFOON,
    "EMAIL_ADDRESS": Kind.EMAIL,
    "NL_BSN": Kind.BSN,
    "IBAN_CODE": Kind.IBAN,
    "CREDIT_CARD": Kind.IBAN,
    "DATE_OF_BIRTH": Kind.GEBOORTEDATUM,
    "LICENSE_PLATE": Kind.KENTEKEN,
    "ID_NO": Kind.DOCUMENTNUMMER,
    "PASSPORT": Kind.DOCUMENTNUMMER,
    "DRIVERS_LICENSE": Kind.DOCUMENTNUMMER,
    "IP_ADDRESS": Kind.IP,
    "MAC_ADDRESS": Kind.IP,
    "MEDICAL_LICENSE": Kind.DOCUMENTNUMMER,
    "PASSWORD": Kind.GEHEIM,
}
"""Names that others give to kinds, in capitals. What stands nowhere is masked all the same."""


class PluginAnswerError(StadspoortError):
    """A plug-in gave something else than findings in the text it was given."""

    code = "privacy.plugin_answer"


class PluginDetector(Protocol):
    """A detector of somebody else.

    Each finding is a `Finding`; or `(start, end, kind)`, with a score from 0 to 1 and a reason
    behind it if it has them; or a mapping with these names, as Presidio gives. Start and end count
    code points from 0, the end is the first one after it. Findings may overlap, in any order.
    """

    def __call__(self, text: str) -> Iterable[object]:
        """Return what is personal in `text`."""


def read_findings(plugin: str, text: str, given: Iterable[object]) -> list[Finding]:
    """Return what a plug-in gave for `text` as findings, in its order.

    A kind nobody knows is masked in doubt: with a digit in it as KLANTNUMMER, else as PERSOON.

    Args:
        plugin: Its name: it becomes part of the reason and `rule`.
        text: What it was given.
        given: What came back.

    Raises:
        PluginAnswerError: If one of them is no finding, or lies outside the text.
    """
    findings: list[Finding] = []
    most = max(_LEAST_ALLOWED, len(text))
    try:
        for number, item in enumerate(given):
            if number == most:
                raise PluginAnswerError(plugin=plugin, given="too many findings")
            finding = _read(plugin, text, item)
            if finding is not None:
                findings.append(finding)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise PluginAnswerError(plugin=plugin, given=type(error).__name__) from None
    return findings


def _read(plugin: str, text: str, item: object) -> Finding | None:
    start, end, name, score, reason = _parts(item)
    is_number = type(start) is int and type(end) is int and isinstance(score, int | float)
    if not is_number or not isinstance(name, str) or not 0 <= start < end <= len(text):
        raise PluginAnswerError(plugin=plugin, given="no place in the text")
    if not 0 <= score <= 1:
        raise PluginAnswerError(plugin=plugin, given="no score")
    key = name.upper().replace(" ", "_").replace("-", "_")
    if key in NOT_PERSONAL:
        return None
    kind = KIND_OF.get(key)
    is_certain = kind is not None and score >= CERTAIN_FROM
    if kind is None:
        has_digit = any(sign.isdigit() for sign in text[start:end])
        kind = Kind.KLANTNUMMER if has_digit else Kind.PERSOON
    words = f"plug-in {plugin}"
    if reason:
        words += f"; {str(reason)[:_LONGEST_REASON]}"
    return Finding(start, end, kind, float(score), words, is_certain, rule=f"plugin:{plugin}")


def _parts(item: object) -> tuple[int, int, str, float, object]:
    """Return start, end, kind, score and reason, not yet checked."""
    if isinstance(item, tuple | list):
        start, end, name, *rest = item
        score, reason = [*rest, *(_USUAL_SCORE, "")[len(rest) :]][:2]
        return start, end, name, score, reason
    if isinstance(item, Mapping):
        name = item["kind"] if "kind" in item else item["entity_type"]
        score, reason = item.get("score", _USUAL_SCORE), item.get("reason", "")
        return item["start"], item["end"], name, score, reason
    found: Finding = item  # type: ignore[assignment]  # or what has the same attributes: tried here
    return found.start, found.end, found.kind, found.score, getattr(found, "reason", "")


def merge_plugins(text: str, own: Iterable[Finding], found: Iterable[Finding]) -> list[Finding]:
    """Return the engine's findings with those of plug-ins added: sorted, without overlap.

    A plug-in can add and never remove: every character that anyone found personal stays covered.
    At one place

    1. what the engine is certain of stays as it is, and so do BSN, special data and secrets, which
       may be put back for fewer people than what a plug-in takes them for;
    2. else the highest score decides which kind it is: a doubt of the engine may become certain.
    """
    ours, theirs = list(own), list(found)
    stays = [finding for finding in ours if _stays(finding)]
    weighed = [*(finding for finding in ours if not _stays(finding)), *theirs]
    weighed.sort(key=lambda finding: (-finding.score, finding.start - finding.end, finding.start))
    return lay(text, [*stays, *weighed])


def _stays(finding: Finding) -> bool:
    return finding.certain or finding.kind in RESTRICTED_KINDS
