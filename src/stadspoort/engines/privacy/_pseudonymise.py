"""Replace personal data by tokens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from stadspoort.engines.privacy._entities import NewValue
from stadspoort.engines.privacy._tokens import find_tokens
from stadspoort.engines.privacy._values import Finding, Kind
from stadspoort.engines.privacy._vault import Entry, Vault, bare
from stadspoort.engines.privacy._words import CleanText, clean
from stadspoort.errors import StadspoortError

_Place = tuple[int, int, Entry]


class ValueNotInVaultError(StadspoortError):
    """A finding has no entry and no writer was named: the text may not go out."""

    code = "privacy.value_not_in_vault"


class FindingOutsideTextError(StadspoortError):
    """A finding does not lie in the text it is said to be in: nothing can be masked surely."""

    code = "privacy.finding_outside_text"


class Pseudonymiser:
    """Masks the texts of one scope with the tokens of its vault.

    Attributes:
        counts: Masked places per kind so far.
    """

    def __init__(
        self,
        vault: Vault,
        *,
        writer: str | None = None,
        form: Callable[[Entry], str] | None = None,
    ) -> None:
        """Mask with `vault`; new values are added in the name of `writer`, refused without one.

        `form` gives what takes the place of a value, for example `StandIns.of`; else its token.
        In names tokens without brackets do so in any case.
        """
        self._vault = vault
        self._writer = writer
        self._form = form or _token
        self.counts: Counter[Kind] = Counter()

    def mask(self, text: str, findings: Sequence[Finding]) -> str:
        """Return `text` with a token for each finding and each known value.

        Known values of the vault are found again as whole words, to the letter and in any spelling
        of white space; the longest wins. Well-formed tokens in the text, of this scope or another,
        stay as they are. Where two places overlap each part that one leaves open is masked by the
        other: nothing of either stays readable.

        Raises:
            FindingOutsideTextError: If a finding does not lie in `text`.
            ValueNotInVaultError: If a finding is unknown and there is no writer.
        """
        return self._replace(text, self._places(text, findings, written=text), self._form)

    def mask_name(self, name: str, findings: Sequence[Finding]) -> str:
        """Return a name of letters, digits, "_" and "-" masked with tokens without brackets.

        An underscore counts as a space: "Jan_de_Vries" is the value "Jan de Vries", unless the
        vault knows it with its underscores.

        Raises:
            FindingOutsideTextError: If a finding does not lie in `name`.
            ValueNotInVaultError: If a finding is unknown and there is no writer.
        """
        # Tokens without brackets are compared whole: as words they would be taken apart.
        if self._vault.by_bare(name) is not None:
            return name
        spaced = name.replace("_", " ")
        places = self._places(spaced, findings, written=name)
        return self._replace(spaced, places, _bare).replace(" ", "_") if places else name

    def _places(self, text: str, findings: Sequence[Finding], *, written: str) -> list[_Place]:
        spans = [span for finding in findings if (span := _span(text, finding)) is not None]
        if self._writer is not None:
            # All at once: which names are one person must not depend on their order in the text.
            values = [NewValue.found(text, finding) for finding, _, _ in spans]
            self._vault.extend(values, self._writer)
        places = [
            (start, end, self._entry(text, written, finding.kind, start, end))
            for finding, start, end in spans
        ]
        cleaned = CleanText.of(text)
        for start, end, entry in self._vault.occurrences(cleaned.text):
            places.append((*cleaned.origin(start, end), entry))
        return _apart(places, find_tokens(text))

    def _entry(self, text: str, written: str, kind: Kind, start: int, end: int) -> Entry:
        known = self._vault.by_value(text[start:end]) or self._vault.by_value(written[start:end])
        if known is None:
            raise ValueNotInVaultError(kind=kind, known=len(self._vault))
        return known

    def _replace(self, text: str, places: Iterable[_Place], form: Callable[[Entry], str]) -> str:
        parts: list[str] = []
        done = 0
        for start, end, entry in places:
            parts += (text[done:start], form(entry))
            done = end
            self.counts[entry.kind] += 1
        return "".join((*parts, text[done:]))


def _span(text: str, finding: Finding) -> tuple[Finding, int, int] | None:
    """Return a finding and its place without space at its ends; None if nothing is left.

    Raises:
        FindingOutsideTextError: If it does not lie in `text`.
    """
    if not 0 <= finding.start < finding.end <= len(text):
        raise FindingOutsideTextError(
            start=finding.start, end=finding.end, length=len(text), kind=finding.kind
        )
    found = text[finding.start : finding.end]
    value = found.strip()
    if not clean(value):
        return None
    start = finding.start + found.index(value)
    return finding, start, start + len(value)


def _token(entry: Entry) -> str:
    return entry.token


def _bare(entry: Entry) -> str:
    return bare(entry.token)


def _apart(places: list[_Place], tokens: list[tuple[int, int]]) -> list[_Place]:
    """Return places that do not overlap each other or a token, in order; the longest stay whole."""
    if not places:
        return []
    taken: list[_Place] = []
    for place in _by_start(places):
        taken = _joined(taken, place)
    return _around(taken, tokens) if tokens else taken


def _by_start(places: list[_Place]) -> list[_Place]:
    return sorted(places, key=lambda place: (place[0], -place[1]))


def _joined(taken: list[_Place], place: _Place) -> list[_Place]:
    """Add a place that starts at or after the last one to `taken`, cut where they overlap."""
    start, end, entry = place
    if not taken or start >= taken[-1][1]:
        taken.append(place)
        return taken
    last_start, last_end, last_entry = taken[-1]
    if end <= last_end:  # inside the last one, which is longer
        return taken
    if end - start > last_end - last_start and start > last_start:
        taken[-1] = (last_start, start, last_entry)
        taken.append(place)
    else:
        taken.append((last_end, end, entry))
    return taken


def _around(places: list[_Place], tokens: list[tuple[int, int]]) -> list[_Place]:
    """Return the parts of `places` that lie outside `tokens`."""
    parts: list[_Place] = []
    first = 0
    for start, end, entry in places:
        while first < len(tokens) and tokens[first][1] <= start:
            first += 1
        at = start
        for token_start, token_end in tokens[first:]:
            if token_start >= end:
                break
            if at < token_start:
                parts.append((at, token_start, entry))
            at = max(at, token_end)
        if at < end:
            parts.append((at, end, entry))
    return parts
