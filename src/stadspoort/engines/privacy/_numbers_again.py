"""Numbers seen once with certainty, found again in the same text without their label.

"Pas P-2201 (houder: ...)" in a table makes "zie P-2201" in a remark a finding too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from stadspoort.engines.privacy._values import Finding, Kind

_KINDS = frozenset(
    (
        Kind.BSN, Kind.IBAN, Kind.DOCUMENTNUMMER, Kind.KLANTNUMMER, Kind.KENTEKEN, Kind.TELEFOON,
        Kind.URL_PROFIEL,
    )
)  # fmt: skip
_FEW = 10
_TOKEN = re.compile(r"(?<![\w-])[\w-]{5,40}(?![\w-])")


def find_numbers_again(text: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the further places of the certain numbers in `findings` that are written in one go."""
    values: dict[str, Kind] = {}
    taken: set[int] = set()
    for finding in findings:
        if finding.kind in _KINDS:
            taken.add(finding.start)
            value = text[finding.start : finding.end]
            if finding.certain and not value.isalpha() and _TOKEN.fullmatch(value):
                values[value] = finding.kind
    if not any(text.count(value) > 1 for value in list(values)[:_FEW]) and len(values) <= _FEW:
        return
    for found in _TOKEN.finditer(text):
        kind = values.get(found[0])
        if kind and found.start() not in taken:
            reason = "nummer dat elders in deze tekst zeker is"
            yield Finding(*found.span(), kind, 0.85, reason)
