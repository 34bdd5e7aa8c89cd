"""The safety net for numbers that must never leak: those near a label, whatever stands between.

"het bsn van mijn man is dus 7428...": a BSN, an account or an identity document.

The rules per kind know better what follows a label at once; this one only sees that the number is
long enough, on the same line, and that no other label claims it. So its findings are in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stadspoort.engines.privacy._labels import Labels, Meaning, Other
from stadspoort.engines.privacy._values import Finding, Kind

_NO_DATE = r"(?!\d{4}[-.]\d\d[-.]\d\d(?!\d)|\d\d[-.]\d\d[-.]\d{4}(?!\d))"
_AFTER: dict[Meaning, re.Pattern[str]] = {
    Kind.BSN: re.compile(
        rf"[^\d\n|;]{{0,40}}\n?[^\d\n|;\w]{{0,4}}(?<!\w){_NO_DATE}"
        r"(\d(?:[ .-]?\d){7,8})(?!\w)"
    ),
    Kind.DOCUMENTNUMMER: re.compile(
        rf"[^\d\n|;]{{0,30}}?(?<!\w){_NO_DATE}([A-Za-z]{{0,3}}\d[\dA-Za-z]{{2,6}}\.?[\dA-Za-z]{{3,6}}"
        r"(?:\.\d{3,4})?)(?!\w)"
    ),
    Kind.IBAN: re.compile(
        r"[^\d\n|;]{0,40}?(?<!\w)([A-Za-z]{2}[ .-]?\d{2}[ .-]?[A-Za-z]{4}(?:[ .-]?\d){10})(?!\w)"
    ),
}


def find_near_labels(text: str, labels: Labels) -> Iterator[Finding]:
    """Yield the first fitting number after each label of a BSN, account or identity document."""
    starts = [label.start for label in labels.all]
    for at, label in enumerate(labels.all):
        pattern = _AFTER.get(label.meaning)
        found = pattern.match(text, label.end) if pattern else None
        if not found or not isinstance(label.meaning, Kind):
            continue
        following = starts[at + 1] if at + 1 < len(starts) else len(text)
        is_claimed = following < found.start(1) and labels.all[at + 1].meaning not in (
            label.meaning,
            Other.NUMBER,
        )
        if not is_claimed:
            reason = f"label '{label.word}' op dezelfde regel"
            yield Finding(*found.span(1), label.meaning, 0.6, reason, certain=False)
