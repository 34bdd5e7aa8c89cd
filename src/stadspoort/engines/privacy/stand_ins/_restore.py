"""Put values back for stand-ins and tokens, in an answer that arrives in pieces."""

from __future__ import annotations

import re
from bisect import bisect_left

from stadspoort.engines.privacy._lists import fold
from stadspoort.engines.privacy._restore import RestorePolicy, Restorer
from stadspoort.engines.privacy.stand_ins._stand_ins import StandIns
from stadspoort.engines.privacy.stand_ins._ways_back import ways_back, words_of
from stadspoort.engines.text import Piece

_START = re.compile(r"[^\W_]+|[+(]")
_LOOK_AHEAD = 2
"""Characters behind a form that decide whether it ends there: "Hoekstra." but not "Hoekstra.nl"."""

_KEY = 3
"""First letters by which the names of personas are looked up; the shortest name has four."""


class StandInRestorer:
    """Puts back stand-ins and tokens of one scope in one stream of text, cut at any point.

    A stand-in that is not surely one value's stays and is counted: a word with more letters behind
    it, half of a double name, part of an address, a name that stands in a text of the scope too.

    Attributes:
        left: Stand-ins that stayed as they were.
    """

    def __init__(self, stand_ins: StandIns, policy: RestorePolicy) -> None:
        self._tokens = Restorer(stand_ins.vault, policy)
        self._forms = ways_back(stand_ins, policy.allows)
        self._words: dict[str, list[str]] = {}
        for word in words_of(stand_ins):
            self._words.setdefault(word[:_KEY], []).append(word)
        self._sorted = sorted(self._forms)
        self._by_start: dict[str, list[str]] = {}
        for form in sorted(self._forms, key=len, reverse=True):
            self._by_start.setdefault(_first(form), []).append(form)
        known = {*self._forms, *(word for words in self._words.values() for word in words)}
        self._longest = max(map(len, known), default=0) + _LOOK_AHEAD
        self._text = ""
        self._before = ""
        self._put_back = 0
        self.left = 0

    @property
    def restored(self) -> int:
        """Return how many tokens and stand-ins were put back."""
        return self._put_back + self._tokens.restored

    @property
    def unknown(self) -> int:
        """Return how many altered or invented tokens were left as they are."""
        return self._tokens.unknown

    def feed(self, text: str) -> list[Piece]:
        """Return what can go out now that `text` has come in, in order; may be empty."""
        return self._through(self._tokens.feed(text))

    def finish(self) -> list[Piece]:
        """Return what was held back; a stand-in that was cut off stays cut off."""
        pieces = self._through(self._tokens.finish())
        return pieces + self._scan(is_end=True)

    def _through(self, pieces: list[Piece]) -> list[Piece]:
        passed: list[Piece] = []
        for piece in pieces:
            if piece.is_restored:
                passed += [*self._scan(is_end=True), piece]
                self._before = piece.text[-1:]
            else:
                self._text += piece.text
                passed += self._scan(is_end=False)
        return passed

    def _scan(self, *, is_end: bool) -> list[Piece]:
        """Return the text so far with its stand-ins put back, but for an end that may grow."""
        text, pieces, done = self._text, [], 0
        held = len(text)
        for found in _START.finditer(text):
            at = found.start()
            if at < done:
                continue
            if not is_end and self._may_grow(text, at):
                held = at
                break
            before = text[at - 1] if at else self._before
            form = None if _is_inside(before) else self._form_at(text, at)
            value = self._forms[form] if form else None
            if value is None:
                self.left += not before.isalnum() and self._is_near(found[0])
                continue
            pieces += [Piece(text[done:at]), Piece(value, is_restored=True)]
            self._put_back += 1
            done = at + len(form or "")
        pieces.append(Piece(text[done:held]))
        self._before = text[held - 1] if held else self._before
        self._text = text[held:]
        return [piece for piece in pieces if piece.text]

    def _is_near(self, word: str) -> bool:
        """Say whether a word is, or begins with, a name of a persona."""
        folded = fold(word)
        return any(folded.startswith(known) for known in self._words.get(folded[:_KEY], ()))

    def _form_at(self, text: str, at: int) -> str | None:
        for form in self._by_start.get(_first(text[at : at + self._longest]), ()):
            end = at + len(form)
            if text.startswith(form, at) and _ends(text, end):
                return form
        return None

    def _may_grow(self, text: str, at: int) -> bool:
        rest = text[at : at + self._longest]
        if at + self._longest <= len(text):
            return False
        place = bisect_left(self._sorted, rest)
        if place < len(self._sorted) and self._sorted[place].startswith(rest):
            return True
        folded = fold(rest)
        near = self._words.get(folded[:_KEY], ()) if len(folded) >= _KEY else self._words
        if any(word.startswith(folded) for word in near):
            return True
        return any(
            rest.startswith(form) and len(rest) < len(form) + _LOOK_AHEAD
            for form in self._by_start.get(_first(rest), ())
        )


def _is_inside(before: str) -> bool:
    """Say whether what begins after `before` is inside a word, an address or a double name."""
    return before.isalnum() or (before != "" and before in "@./_-\\")


def _first(text: str) -> str:
    found = _START.match(text)
    return found[0] if found else ""


def _ends(text: str, end: int) -> bool:
    """Say whether a form that ends at `end` ends there for a reader too."""
    after = text[end : end + 1]
    if after.isalnum() or (after != "" and after in "@_-/\\"):
        return False
    return not (after == "." and text[end + 1 : end + 2].isalnum())
