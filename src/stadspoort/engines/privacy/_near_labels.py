"""The safety net for numbers that must never leak: those near a label, whatever stands between.

"het bsn van mijn man is dus 7428...": a BSN, an account or an identity document.

The rules per kind know better what follows a label at once; this one only sees that the number is
long enough, on the same line, and that no other label claims it. So its findings are in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stadspoort.engines.privacy._labels import Label, Labels, Meaning, Other
from stadspoort.engines.privacy._values import Finding, Kind

_NO_DATE = r"(?!\d{4}[-.]\d\d[-.]\d\d(?!\d)|\d\d[-.]\d\d[-.]\d{4}(?!\d))"
_CODE = r"(?:[A-Z]{1,3}[-.]?)?\d[\d.-]{3,14}\d"
_AFTER: dict[Meaning, re.Pattern[str]] = {
    Kind.BSN: re.compile(
        rf"[^\d\n|;]{{0,40}}\n?[^\d\n|;\w]{{0,4}}(?<!\w){_NO_DATE}"
        r"(\d(?:[ .-]?\d){7,8})(?!\w)"
    ),
    Kind.DOCUMENTNUMMER: re.compile(
        rf"[^\d\n|;]{{0,30}}?(?<!\w){_NO_DATE}([A-Za-z]{{0,3}}\d[\dA-Za-z]{{2,6}}\.?[\dA-Za-z]{{3,6}}"
        r"(?:\.\d{3,4})?)(?!\w)"
    ),
    Kind.KLANTNUMMER: re.compile(
        rf"[^\d\n|;:]{{1,30}}(?:nummer|nr\.?|:|\)) ?(?<!\w){_NO_DATE}({_CODE})(?!\w)"
        rf"|[ \t]+[a-z]{{3,20}}:?[ \t]+{_NO_DATE}({_CODE})(?!\w)"
    ),
    Kind.IBAN: re.compile(
        r"[^\d\n|;]{0,40}?(?<!\w)([A-Za-z]{2}[ .-]?\d{2}[ .-]?[A-Za-z]{4}(?:[ .-]?\d){10})(?!\w)"
    ),
}


_BEFORE: dict[Meaning, re.Pattern[str]] = {
    Kind.BSN: re.compile(r"(?<![\w.,/-])(\d(?:[ .-]?\d){7,8})"),
    Kind.DOCUMENTNUMMER: re.compile(r"(?<![\w.,/-])((?=[A-Z]*\d)[A-Z0-9]{8,10})"),
    Kind.IBAN: re.compile(r"(?<![\w.,/-])([A-Z]{2}\d{2} ?[A-Z]{4}(?: ?\d){10})"),
}
_TO_LABEL = re.compile(
    r"\W{0,2}(?:\(|, | - | = |: | )"
    r"(?:(?:is|was|als|dit|dat|zijn|haar|mijn|het|uw|diens|hun|van|de) ){0,3}"
)
_NEXT = re.compile(r"(?:,? en |, ?| ?[/&;] ?)(\d(?:[ .-]?\d){7,8})(?!\w)")
_REACH_BACK = 45


def find_near_labels(text: str, labels: Labels) -> Iterator[Finding]:
    """Yield the first fitting number around each label of a BSN, account or identity document."""
    starts = [label.start for label in labels.all]
    for at, label in enumerate(labels.all):
        if not isinstance(label.meaning, Kind):
            continue
        pattern = _AFTER.get(label.meaning)
        found = pattern.match(text, label.end) if pattern else None
        following = starts[at + 1] if at + 1 < len(starts) else len(text)
        if found and not _is_claimed(labels, at, following, found.start(found.lastindex or 1)):
            yield from _after(text, found, label)
        elif label.meaning in _BEFORE:
            yield from _before(text, labels, at)


def _is_claimed(labels: Labels, at: int, following: int, start: int) -> bool:
    """Say whether another label between label `at` and the number at `start` claims the number."""
    meaning = labels.all[at].meaning
    return following < start and labels.all[at + 1].meaning not in (meaning, Other.NUMBER)


def _after(text: str, found: re.Match[str], label: Label) -> Iterator[Finding]:
    if not isinstance(label.meaning, Kind):
        return
    span = found.span(found.lastindex or 1)
    if text[span[1] : span[1] + 1] == "@":
        return
    reason = f"label '{label.word}' op dezelfde regel"
    yield Finding(*span, label.meaning, 0.6, reason, certain=False)
    following = _NEXT.match(text, span[1]) if label.meaning is Kind.BSN else None
    while following:
        yield Finding(*following.span(1), Kind.BSN, 0.6, reason, certain=False)
        following = _NEXT.match(text, following.end())


def _before(text: str, labels: Labels, at: int) -> Iterator[Finding]:
    """Yield the number right before label `at`: "612045880 (bsn)", "... is mijn bsn"."""
    label = labels.all[at]
    previous = labels.all[at - 1].end if at else 0
    start = max(previous, label.start - _REACH_BACK, text.rfind("\n", 0, label.start) + 1)
    if not isinstance(label.meaning, Kind):
        return
    for found in _BEFORE[label.meaning].finditer(text, start, label.start):
        if _TO_LABEL.fullmatch(text, found.end(1), label.start) and not _owned(labels, at, found):
            reason = f"label '{label.word}' erachter"
            yield Finding(*found.span(1), label.meaning, 0.85, reason)


def _owned(labels: Labels, at: int, found: re.Match[str]) -> bool:
    """Say whether the label before `found` claims it: "RSIN 804512337, BSN onbekend"."""
    owner = labels.before(found.start(1))
    return owner is not None and owner.meaning not in (Other.NUMBER, labels.all[at].meaning)
