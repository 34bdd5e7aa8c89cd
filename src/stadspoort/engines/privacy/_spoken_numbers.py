"""What a code said aloud is: by the label or question before it, else by its shape.

    mag ik uw burgerservicenummer / jazeker dat is zevenhonderd achtennegentig ...
    en uw rekening is nog nl vierenvijftig trio nul nul vijf ...
    die bus, de acht f j n veertien, past daar niet in

The label may stand in the turn of the other speaker. A label belongs to the first code after it,
and to a code that says the same number again. The number of a case stays readable.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from stadspoort.engines.privacy._bsn import passes_eleven_test
from stadspoort.engines.privacy._labels import Label, Labels, Other
from stadspoort.engines.privacy._number_words import Number
from stadspoort.engines.privacy._plates import SIDECODES
from stadspoort.engines.privacy._said_codes import Code, codes_in
from stadspoort.engines.privacy._values import Finding, Kind

_REACH = 110
"""Characters between a label and its code in one turn."""
_REACH_OVER_TURNS = 170
_MOST_TURNS = 2
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z]{4}\d{8,12}")
_SIDECODES = frozenset(code.replace("-", "") for code in SIDECODES)
_PASSPORT = re.compile(r"[A-NP-Z]{2}[0-9A-NP-Z]{6}\d")
_POSTCODE = re.compile(r"[1-9]\d{3}[A-Z]{2}")
_POSTCODE_BEFORE = re.compile(r"(?<!\w)(?:postcode|pc)(?!\w)")
_POSTCODE_LETTERS = re.compile(r"[ ,]{1,2}([a-z])[ ,]{0,2}([a-z])(?![^\W_])")
_POSTCODE_DIGITS = 4
_CAR_BEFORE = re.compile(r"kenteken|auto|bus|wagen|plaat|voertuig|scooter|motor|brommer")
_SERVICE = ("0800", "0900", "0906", "0909")
_PRECISE_PHONE = re.compile(r"tel|nummer|nr|mobiel|gsm|whatsapp|06")
_INTERNAL = re.compile(r"toestel|tst|doorkies|intern|ext")
_OWN_NUMBERS = {"a": Kind.KLANTNUMMER, "v": Kind.DOCUMENTNUMMER}
_WORD_BEFORE = re.compile(r"(?<![^\W_])([^\W\d_]+)[ -]\Z")
_TO_LABEL = re.compile(r"[,.]? (?:(?:en|ja|dat|dit|is|was|als|mijn|zijn|haar|het|uw|de) ){0,5}\Z")
_LICENCE = re.compile(r"rijbewijs|v-nummer|vreemdeling|verblijf|paspoort|identiteitskaart")
_LICENCE_REACH = 500
_AGAIN_REACH = 220
_NEAR = 15


class _Meant(NamedTuple):
    """What a code is: kind, score, why, and whether that is certain."""

    kind: Kind
    score: float
    reason: str
    certain: bool = True


def find_spoken_numbers(lower: str, labels: Labels, numbers: Sequence[Number]) -> Iterator[Finding]:
    """Yield the codes said aloud in a text that are personal data.

    Args:
        lower: The text in lower case.
        labels: Its labels.
        numbers: Its numbers in words.
    """
    starts = [label.start for label in labels.all]
    last: tuple[Code, Kind] | None = None
    taken = 0
    for read in codes_in(lower, numbers):
        code = _with_postcode_letters(lower, read)
        if code.items < 3 and len(code.digits) < 3:
            continue
        meant = (
            _postcode(lower, code)
            or _by_shape(code)
            or _by_labels(lower, labels, starts, code, taken)
        )
        if meant is None and code.items > 2 and not _is_case(labels, code):
            meant = _said_again(code, last) or _by_surroundings(lower, code)
        if code.items > 2 and len(code.digits) > 3:
            taken = code.end
        if meant is not None:
            last = (code, meant.kind)
            yield Finding(
                code.start, code.end, meant.kind, meant.score, meant.reason, certain=meant.certain
            )


def _with_postcode_letters(lower: str, code: Code) -> Code:
    """Return `code` with the two letters behind four digits that are called a postcode."""
    if len(code.signs) != _POSTCODE_DIGITS or not code.signs.isdigit():
        return code
    letters = _POSTCODE_LETTERS.match(lower, code.end)
    if letters is None or not _POSTCODE_BEFORE.search(lower, max(0, code.start - 45), code.start):
        return code
    return code._replace(end=letters.end(), signs=code.signs + (letters[1] + letters[2]).upper())


def _postcode(lower: str, code: Code) -> _Meant | None:
    """Return that `code` is a postcode when its signs and what stands before say so."""
    if not _POSTCODE.fullmatch(code.signs):
        return None
    if _POSTCODE_BEFORE.search(lower, max(0, code.start - 45), code.start):
        return _Meant(Kind.POSTCODE, 0.93, "label 'postcode' ervoor, uitgesproken")
    is_of_car = _CAR_BEFORE.search(lower, max(0, code.start - _REACH), code.start)
    return None if is_of_car else _Meant(Kind.POSTCODE, 0.8, "vorm van een postcode, uitgesproken")


def _is_case(labels: Labels, code: Code) -> bool:
    """Say whether the label right before `code` is that of a case."""
    label = labels.before(code.start)
    return label is not None and label.meaning is Other.CASE


def _by_shape(code: Code) -> _Meant | None:
    """Return what `code` is when its signs alone say so."""
    signs, digits = code.signs, code.digits
    if _IBAN.fullmatch(signs):
        return _Meant(Kind.IBAN, 0.96, "vorm van een IBAN, uitgesproken")
    if code.items > 3 and signs == digits and not digits.startswith(_SERVICE):
        is_dutch = len(digits) == 10 and digits[0] == "0" and digits[1] != "0"
        if is_dutch and (code.has_words or "0" not in digits[1]):
            return _Meant(Kind.TELEFOON, 0.9, "tien cijfers vanaf nul, uitgesproken")
    if signs.startswith(("+", "00")) and 10 <= len(digits) <= 15 and code.items > 3:
        return _Meant(Kind.TELEFOON, 0.85, "telefoonnummer met landnummer, uitgesproken")
    return None


def _by_labels(
    lower: str, labels: Labels, starts: Sequence[int], code: Code, taken: int
) -> _Meant | None:
    """Return what the nearest label says that fits `code`; labels before `taken` are spent."""
    at = bisect_right(starts, code.start) - 1
    while at >= 0:
        label = labels.all[at]
        at -= 1
        between = lower[label.end : code.start]
        turns = between.count("\n")
        reach = _REACH if turns == 0 else _REACH_OVER_TURNS
        if label.end > code.start:
            continue
        if label.end < taken or len(between) > reach or turns > _MOST_TURNS or "\n\n" in between:
            break
        if label.meaning is Other.CASE:
            return None
        meant = _fits(lower, label, code, len(between))
        if meant is not None:
            return meant
    return _by_label_after(lower, labels, starts, code)


def _by_label_after(lower: str, labels: Labels, starts: Sequence[int], code: Code) -> _Meant | None:
    """Return what the label behind `code` says: "... negen nul, dat is mijn bsn"."""
    at = bisect_left(starts, code.end)
    if at < len(starts) and starts[at] - code.end < 30:
        label = labels.all[at]
        if _TO_LABEL.match(lower, code.end, label.start) and label.meaning is not Other.CASE:
            return _fits(lower, label, code, 0)
    return None


def _fits(lower: str, label: Label, code: Code, distance: int) -> _Meant | None:
    """Return what `label` makes of `code`, None when the code cannot be that."""
    kind = label.meaning
    if kind is Other.NUMBER:
        before = _WORD_BEFORE.search(lower, max(0, label.start - 12), label.start)
        kind = _OWN_NUMBERS.get(before[1], kind) if before else kind
    if not isinstance(kind, Kind) or not _can_be(kind, label.word.lower(), code, distance):
        return None
    return _Meant(kind, 0.93, f"label '{label.word}' ervoor, uitgesproken")


def _can_be(kind: Kind, word: str, code: Code, distance: int) -> bool:
    """Say whether `code` has the length and the signs of a `kind` that `word` announces."""
    test = _TESTS.get(kind)
    is_number = code.signs == code.digits
    if test is None or (kind in _ONLY_DIGITS and not is_number):
        return False
    if kind is Kind.KLANTNUMMER and code.items < 3 and distance > _NEAR:
        return False
    return test(word, code)


def _is_phone(word: str, code: Code) -> bool:
    least = 2 if _INTERNAL.match(word) else 6 if _PRECISE_PHONE.search(word) else 9
    return least <= len(code.digits) <= 12


def _is_account(word: str, code: Code) -> bool:
    return len(code.signs) >= 9 or ("giro" in word and code.signs.isdigit() and len(code.signs) > 3)


def _is_date(digits: str) -> bool:
    return len(digits) in (6, 8) and 1 <= int(digits[:2]) <= 31 and 1 <= int(digits[2:4]) <= 12


_ONLY_DIGITS = (Kind.BSN, Kind.TELEFOON, Kind.GEBOORTEDATUM, Kind.ADRES)
_TESTS: dict[Kind, Callable[[str, Code], bool]] = {
    Kind.BSN: lambda _, code: 7 <= len(code.digits) <= 10,
    Kind.TELEFOON: _is_phone,
    Kind.IBAN: _is_account,
    Kind.DOCUMENTNUMMER: lambda _, code: 6 <= len(code.signs) <= 11 and len(code.digits) > 1,
    Kind.KLANTNUMMER: lambda _, code: 3 <= len(code.signs) <= 16 and len(code.digits) > 1,
    Kind.KENTEKEN: lambda _, code: (
        5 <= len(code.signs) <= 8 and 0 < len(code.digits) < 6 and code.signs != code.digits
    ),
    Kind.GEBOORTEDATUM: lambda _, code: code.items > 3 and _is_date(code.digits),
    Kind.ADRES: lambda _, code: 12 <= len(code.digits) <= 16,
}


def _said_again(code: Code, last: tuple[Code, Kind] | None) -> _Meant | None:
    """Return what `code` is when it corrects or repeats the code before it."""
    if last is None or code.start - last[0].end > _AGAIN_REACH or not code.has_words:
        return None
    is_alike = abs(len(code.signs) - len(last[0].signs)) < 2 and len(code.signs) > 5
    is_same = code.signs[:3] == last[0].signs[:3]
    if not is_alike or _shape(code.signs)[:2] != _shape(last[0].signs)[:2]:
        return None
    return _Meant(last[1], 0.8 if is_same else 0.7, "na een nummer van dezelfde lengte")


def _by_surroundings(lower: str, code: Code) -> _Meant | None:
    """Return what a code without a label can be, by its signs and what the text is about."""
    signs, digits = code.signs, code.digits
    if len(signs) == 6 and 0 < len(digits) < 6 and _shape(signs) in _SIDECODES:
        return _Meant(Kind.KENTEKEN, 0.85, "vorm van een kenteken, uitgesproken")
    if _PASSPORT.fullmatch(signs) and 3 <= len(digits) < 8:
        return _Meant(Kind.DOCUMENTNUMMER, 0.85, "vorm van een paspoortnummer, uitgesproken")
    if signs != digits or code.items < 4:
        return None
    if len(digits) == 9 and passes_eleven_test(digits):
        return _Meant(Kind.BSN, 0.7, "negen cijfers zonder label; elfproef klopt", certain=False)
    before = lower[max(0, code.start - _LICENCE_REACH) : code.start]
    if len(digits) == 10 and code.has_words and _LICENCE.search(before):
        return _Meant(Kind.DOCUMENTNUMMER, 0.8, "tien cijfers; een identiteitsbewijs ervoor")
    return None


def _shape(signs: str) -> str:
    """Return `signs` with D for each digit and L for each letter: "8FJN14" gives "DLLLDD"."""
    return "".join("D" if sign.isdigit() else "L" for sign in signs)
