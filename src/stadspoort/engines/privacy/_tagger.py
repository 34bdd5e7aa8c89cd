"""A light tagger: how likely each word of a text is part of the name of a person.

A logistic regression in two steps. The first looks around each word, the second at what the whole
text does with it, and at the rules that took it for a name. Its weights stand in
`data/name_weights.txt`; `scripts/train_names.py` makes them from the project's own texts. Model
card: docs/explanation/detection.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import exp

from stadspoort.engines.privacy._name_features import AROUND, WHOLE, look_around, look_whole
from stadspoort.engines.privacy._name_scores import Scores, only_words, words_with_weight
from stadspoort.engines.privacy._name_tokens import Tokens, candidates
from stadspoort.engines.privacy._name_words import JOIN
from stadspoort.engines.privacy._values import Finding, Kind
from stadspoort.errors import StadspoortError

SURE_RULES = frozenset(("field", "layout", "cued_name"))
"""Rules that know a name by its place or by the word before it."""
DOUBT = 0.08
CERTAIN = 0.5
CONFIRMED = 0.4
FURTHER = 0.02
"""Least chance of a word in a name, in a certain one, in one that a rule found, and of a word that
lists know as a name or not at all, right after a name."""
_IN_NAME = 1.0
"""Least sum of weights of a town or word behind "van" that is a surname: "Lieke van Nispen"."""
_TOWN_DOUBT = 0.3
"""Least chance of a town that is no surname in any list."""
_CUED = 0.55
_ROLE_LEAST = 0.15
"""Chance of a name behind a title, and the least behind another word for a person."""
_CUE_GAPS = frozenset((" ", "."))
_ALSO_CUED = frozenset("WOLP")
_SHORTENED = 4
_VOWELS = frozenset("aeiouy")
_MOST = 0.95
"""Score of a name that weights alone are sure of: a list of the municipality knows better."""
_TOWN = re.compile(r"[1-9](?<!\d[1-9])\d{3} ?[A-Z]{2} {1,2}([^\W\d_][\w'-]+)")
"""The word behind a postcode is a town, also one that no list knows, in the whole text."""
_FULL = 0.7
"""Chance of a first name and a surname side by side that are no everyday words."""
_ALSO = frozenset("WOLl")
"""Letters of a class that speak against a name: a word, a thing or a street too."""
_JOINED = re.compile(
    r"[ -](?:(?:van|von|de|den|der|het|ter|ten|te|'t|'s|v\.d\.|v\.|d\.|v/d|vd|el|al|ben|bin|da|dos|"
    r"do|di|del|la|le|du|des|tot|(?:op|in|aan)(?= (?:de|den|der|het|'t))|"
    r"Van|De|Den|Der|Ter|Ten|El|Al|VAN|DE|DEN|DER|EL) ?){0,3}"
)
"""What stands between two words of one name."""
_LEFT = re.compile(rf"(?<![\w'])(?:{JOIN}(?: |(?<=\.))){{1,3}}$")
_LEFT_KEPT = re.compile(
    r"(?:Van|Von|De|Den|Der|Ter|Ten|Te|El|Al|Ben|Bin|Da|Dos|Di|Del|La|Le|Du|In 't|Op de|Op den|"
    r"VAN|DE|DEN|DER|TER|TEN|EL|V\.D\.)(?: \S+)* $"
    r"|(?:van (?:der|den|de|het|'t)|v\.? ?d\.?|v/d|vd|ter|ten|vande|vander|in 't|op de|el|al|ben) $"
)
"""Tussenvoegsels before the first word that belong to the name: "van de", and not a bare "van"."""


class WeightsUnreadableError(StadspoortError):
    """A line of the weights is no feature, tab and whole number."""

    code = "privacy.weights_unreadable"


Weights = tuple[dict[str, float], dict[str, float]]
"""The weights of the features around a word, and of those of the whole text."""


def read_weights(content: str) -> Weights:
    """Return the weights in `content`: per line a feature, a tab and hundredths.

    Raises:
        WeightsUnreadableError: If a line is something else.
    """
    around: dict[str, float] = {}
    whole: dict[str, float] = {}
    for number, line in enumerate(content.split("\n"), start=1):
        if not line or line[0] == "#":
            continue
        name, _, weight = line.rpartition("\t")
        try:
            (whole if name[0] == "D" else around)[name] = int(weight) / 100
        except (ValueError, IndexError) as error:
            raise WeightsUnreadableError(line=number) from error
    return around, whole


@cache
def packaged_weights() -> Weights:
    """Return the weights that come with the package; read at the first call."""
    path = files(__package__) / "data" / "name_weights.txt"
    return read_weights(path.read_text(encoding="utf-8"))


@cache
def _packaged_scores() -> tuple[Scores, Scores]:
    around, whole = packaged_weights()
    return Scores(AROUND, around), Scores(WHOLE, whole)


@cache
def _words_with_weight() -> frozenset[str]:
    return words_with_weight(packaged_weights()[0])


def chance(logit: float) -> float:
    """Return the chance, 0 to 1, that belongs to a sum of weights."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, logit))))


def sure_characters(text: str, findings: Iterable[Finding]) -> bytearray:
    """Return for each character of `text` whether a rule that knows names took it for one."""
    sure = bytearray(len(text) + 1)
    for finding in findings:
        if finding.kind is Kind.PERSOON and finding.rule in SURE_RULES:
            sure[finding.start : finding.end] = b"\1" * (finding.end - finding.start)
    return sure


class Tagging:
    """The chances of the words of one text to be in a name."""

    def __init__(self, text: str, findings: Iterable[Finding]) -> None:
        sure = sure_characters(text, findings)
        self._tokens = tokens = Tokens(text)
        self._places = candidates(tokens, sure)
        around, whole = _packaged_scores()
        words = only_words(tokens.lows, _words_with_weight())
        logits = [around.of(look_around(tokens, place, words)) for place in self._places]
        known = {place for place in self._places if sure[tokens.spans[place][0]]}
        seen = look_whole(tokens, self._places, logits, known)
        self._logits = [whole.of(values) for values in seen]

    @property
    def words(self) -> list[str]:
        """The words of the text in lower case, in order."""
        return self._tokens.lows

    def judge(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return `findings`, those that the words and signs around them deny in doubt."""
        starts = {
            self._tokens.spans[place][0]: logit
            for place, logit in zip(self._places, self._logits, strict=True)
        }
        return [
            self._judged(finding, starts)
            if finding.kind is Kind.PERSOON and finding.rule in SURE_RULES
            else finding
            for finding in findings
        ]

    def _judged(self, finding: Finding, starts: dict[int, float]) -> Finding:
        logits = [starts[at] for at in range(finding.start, finding.end) if at in starts]
        if not logits or chance(max(logits)) >= CONFIRMED:
            return finding
        return replace(
            finding, certain=False, score=min(finding.score, CONFIRMED),
            reason=f"{finding.reason}; de omgeving spreekt het tegen",
        )  # fmt: skip

    def names(self) -> Iterator[Finding]:
        """Yield the runs of words that are likely enough to be a name."""
        run: list[int] = []
        best = 0.0
        full, towns = self._full_names(), frozenset(_TOWN.findall(self._tokens.text))
        for place, logit in zip(self._places, self._logits, strict=True):
            share = self._after_cue(place, max(chance(logit), full.get(place, 0.0)))
            if self._tokens.words[place] in towns and self._tokens.codes[place][0] not in "Ff":
                continue
            goes_on = bool(run) and self._continues(run[-1], place)
            if goes_on and logit < _IN_NAME and self._leaves(run[-1], place):
                continue
            if share < (FURTHER if goes_on and self._can_follow(place) else self._least(place)):
                continue
            if run and not goes_on:
                yield from self._name(run, best)
                run, best = [], 0.0
            run.append(place)
            best = max(best, share)
        if run:
            yield from self._name(run, best)

    def _least(self, place: int) -> float:
        """Return the chance from which the word is in doubt; a town has to do more."""
        code = self._tokens.codes[place]
        return _TOWN_DOUBT if "P" in code and code[0] not in "FfS" else DOUBT

    def _after_cue(self, place: int, share: float) -> float:
        """Return `share`, certain for a capital right behind a title or a word for a person.

        "wethouder Oosting", "broer Piet": unless a list knows the word as a thing, and for words
        that no list of names knows only when the chance is not too small.
        """
        tokens = self._tokens
        if not DOUBT <= share < _CUED or not place or tokens.gaps[place] not in _CUE_GAPS:
            return share
        cue, code, word = tokens.codes[place - 1], tokens.codes[place], tokens.words[place]
        is_name = word[0].isupper() and not word.isupper() and not _ALSO_CUED & {*code}
        if is_name and (cue == "T" or (cue == "R" and (code[0] in "FfS" or share >= _ROLE_LEAST))):
            return _CUED
        return share

    def _full_names(self) -> dict[int, float]:
        """Return the least chance of first names and surnames that stand side by side.

        Whatever stands around them ("brief van Jan de Vries"): in doubt when one of them can be
        something else too, else certain.
        """
        tokens, found = self._tokens, dict[int, float]()
        for first, last in pairwise(self._places):
            codes = tokens.codes[first], tokens.codes[last]
            are_known = codes[0][0] == "F" and "S" in codes[1]
            are_written = tokens.words[first][0].isupper() and tokens.words[last][0].isupper()
            if are_known and are_written and self._continues(first, last):
                least = DOUBT if _ALSO & {*codes[0], *codes[1]} else _FULL
                found[first] = found[last] = least
        return found

    def _continues(self, last: int, place: int) -> bool:
        if place - last > 4:
            return False
        between = self._tokens.text[self._tokens.spans[last][1] : self._tokens.spans[place][0]]
        if between in (" ", "-"):
            return True
        return between[:1] in (" ", "-") and _JOINED.fullmatch(between) is not None

    def _leaves(self, last: int, place: int) -> bool:
        """Say whether "van" leads on to a firm or place: "Nicky van Vluchtelingenwerk"."""
        tokens = self._tokens
        return (
            place - last == 2
            and tokens.lows[last + 1] in ("van", "bij", "uit")
            and tokens.codes[place][0] in "WwvPO"
        )

    def _can_follow(self, place: int) -> bool:
        code, word = self._tokens.codes[place], self._tokens.words[place]
        return code[0] in "FfSU" and word[0].isupper() and not (len(word) < 5 and word.isupper())

    def _name(self, run: list[int], share: float) -> Iterator[Finding]:
        while run and self._is_in_thing(run[-1]):
            run = self._person_of(run)
        while (
            run
            and self._is_shortened(run[-1])
            and (len(run) == 1 or "," in self._tokens.gaps[run[-1]])
        ):
            run = run[:-1]
        if not run:
            return
        spans, text = self._tokens.spans, self._tokens.text
        start, end = spans[run[0]][0], spans[run[-1]][1]
        left = _LEFT.search(text, max(0, start - 24), start)
        kept = _LEFT_KEPT.search(left[0]) if left else None
        starts_with_first = self._tokens.codes[run[0]][0] in "FfI"
        if left and kept and not (starts_with_first and kept[0].islower()):
            start = left.start() + kept.start()
        codes = "".join([self._tokens.codes[place] for place in run])
        known = (
            "voornaam uit de lijst" if "F" in codes or "f" in codes
            else "achternaam uit de lijst" if "S" in codes
            else "voorletters" if "I" in codes
            else "onbekend woord"
        )  # fmt: skip
        yield Finding(
            start, end, Kind.PERSOON, min(round(share, 2), _MOST),
            f"{known}; woorden en tekens eromheen: kans {share:.2f}", certain=share >= CERTAIN,
        )  # fmt: skip

    def _is_shortened(self, place: int) -> bool:
        """Say whether a word is one capital, or three or four without vowels: "V", "TST"."""
        start, end = self._tokens.spans[place]
        word = self._tokens.text[start:end]  # words of a text in capitals are kept in lower case
        if len(word) == 2 or len(word) > _SHORTENED or not word.isupper():
            return False
        is_next = place and self._tokens.gaps[place] in _CUE_GAPS
        is_titled = is_next and self._tokens.codes[place - 1] in ("T", "R")
        return not is_titled and not _VOWELS & {*word.lower()}

    def _is_in_thing(self, last: int) -> bool:
        """Say whether a run ends in or before a street or firm: "P.J. Troelstrakade", "Bol BV"."""
        return self._is_street(last) or self._is_before_thing(last)

    def _is_street(self, place: int) -> bool:
        code = self._tokens.codes[place]
        return "L" in code and code[0] not in "FfS" and self._tokens.words[place][0].isupper()

    def _is_before_thing(self, last: int) -> bool:
        tokens, after = self._tokens, last + 1
        if tokens.gaps[after] != " " or after >= len(tokens.words):
            return False
        is_firm = tokens.kinds[after] == "O" and tokens.codes[after][0] not in "Ff"
        return self._is_street(after) or (is_firm and tokens.words[after][0].isupper())

    def _person_of(self, run: list[int]) -> list[int]:
        """Return "Joyce Bol" of "Joyce Bol van Bol" before "Bouw"; nothing of "Anna van Rijn"."""
        joins = [at for at in range(1, len(run)) if run[at] - run[at - 1] > 1]
        return next((run[:at] for at in joins if at > 1), [])
