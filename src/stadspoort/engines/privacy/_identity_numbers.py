"""Numbers that must never leak beside their label: BSN, account, identity document.

The rules per kind know the spellings that are right. This one takes whatever stands where the
number should be: groups of any size, scanned letters, capitals lost, digits in words, the label in
front, behind, in the field's name or in the header of a column. It yields the whole run of signs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from stadspoort.engines.privacy._alternatives import by_first_letter
from stadspoort.engines.privacy._cells import Cell
from stadspoort.engines.privacy._labels import Labels, Other
from stadspoort.engines.privacy._ocr import as_digits
from stadspoort.engines.privacy._values import Finding, Kind

_LABELS: tuple[tuple[Kind, str], ...] = (
    (
        Kind.BSN,
        r"bsn(?:_?\w{1,8})?|b\.s\.n|burger ?service[ -]?\w{0,10}|sofi\w{0,8}|pgn|"
        r"persoonsgeb(?:onden|\.)? ?(?:nummer|nr)|onderwijsnummer|citizen service number|"
        r"br?g?(?:er|\.)?se?rv(?:ice|\.)?c?(?:nr|no|num)",
    ),
    (
        Kind.IBAN,
        r"iban(?:_?\w{1,8})?|(?:tegen|bank|post|spaar|betaal)?(?:rekening|giro)(?:nummer|nr)?|"
        r"bankrek|rek|bankgegevens|account|tnv|t\.n\.v|over te maken|overmaken|uitkering|storten|"
        r"gestort",
    ),
    (
        Kind.DOCUMENTNUMMER,
        r"pas(?:poort|port)\w{0,8}|id(?:entiteits?)?[ -]?(?:kaart|bewijs|card)\w{0,8}|nik|"
        r"legitimatie\w{0,12}|leg\. ?bew|rijb(?:ew)?|id-?k|verbl\. ?doc|pasp|rijbewijs\w{0,8}|"
        r"driving licen[cs]e|reisdocument\w{0,8}|"
        r"v[ -]?(?:nummer|nr)|vreemdelingen(?:nummer|nr)|verblijfs\w{4,12}|w-document|"
        r"pasp|rijb(?:ew)?|vr?bl\w{0,3}\.?doc|verbl\w{0,2}\.? ?doc|leg(?:it)?\.? ?bew|reisdoc|"
        r"vreemdelingen (?:nummer|nr)|"
        r"doc(?:ument)?[. -]{0,2}(?:nummer|nr|no)|mijn id|id[ -]?(?:nummer|nr|no)|nummer id|id",
    ),
)
_LABEL = re.compile(rf"(?<![^\W_]){by_first_letter(words for _, words in _LABELS)}(?![^\W\d_])")
_BY_KIND = tuple((kind, re.compile(words)) for kind, words in _LABELS)
_NUMBER_WORD = (
    r"(?:nul|een|één|eén|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\w{3,7}tien|"
    r"(?:(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen)[eë]n)?"
    r"(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)|dubbel|honderd|\d{1,3})"
)
_SPOKEN = (
    rf"{_NUMBER_WORD}(?:(?:[ ,.-]{{1,3}}|[ ,]{{1,2}}(?:en|en dan|streepje|punt) ){_NUMBER_WORD})"
    r"{3,17}"
)
_SEP = r"[ .\-_/,·–]{0,2}"
_DIGIT = r"[0-9OolISB|]"
_VALUES: dict[Kind, re.Pattern[str]] = {
    Kind.BSN: re.compile(rf"(?:{_DIGIT}(?:{_SEP}{_DIGIT}){{6,9}}|(?i:{_SPOKEN}))(?![^\W_])"),
    Kind.IBAN: re.compile(
        rf"(?i)(?:n{_SEP}[l1|]{_SEP}(?:{_DIGIT}{_SEP}){{2}}(?:[a-z0]{_SEP}){{4}}"
        rf"{_DIGIT}(?:{_SEP}{_DIGIT}){{7,10}}|[a-z]{{2}}[ ]?\d\d(?:[ .-]?[a-z0-9]{{2,5}}){{3,8}}|"
        rf"(?:[a-z]{{1,2}} ){{0,2}}{_SPOKEN}(?: [a-z]{{4}} {_SPOKEN})?|"
        rf"(?:[a-z]{{2}} )(?:{_NUMBER_WORD}[ ,]{{1,2}}){{1,2}}(?:[a-z]{{3,5}}|(?:[a-z] ){{4}})"
        rf"[ ,]{{1,2}}{_SPOKEN})"
        r"(?![^\W_])"
    ),
    Kind.DOCUMENTNUMMER: re.compile(
        r"(?=(?:[^\W_][ .-]?){0,12}\d)"
        r"(?:(?=[A-Za-z]*\d)[A-Za-z0-9]{6,12}|[A-Z0-9](?:[ .-][A-Z0-9]){7,9}|"
        r"[A-Z0-9]{1,8}(?:[ .-][A-Z0-9]{1,8}){1,5})(?![^\W_])"
    ),
}
_NOT = re.compile(
    r"(?i)\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)?\d\d(?![ .-]?\d)|(?:19|20)\d\d-\d\d-\d\d(?!\d)|"
    r"\d{1,2} [a-z]{3,9} \d{2,4}|0[1-9][0-9 -]{8,9}(?!\d)|\d{4} ?[A-Z]{2}(?!\w)|(?:19|20)\d\d(?!\d)"
)
"""A date, a phone number, a postcode, a year: none of these is what the label promises."""
_SIGNS = re.compile(r"[^\w\n]{0,40}(?:\n{1,2}[^\w\n]{0,8})?")
_LETTER_AFTER = re.compile(r"[,.]? [BSIl]\Z")
"""What begins the next word, and is no digit that a scanner read as a letter."""
_WORD = re.compile(
    r"(?:(?<=\()[^()\n\d]{1,40}\)|nummers?|nr|no|num|kind|moeder|vader|partner|man|vrouw|cli[eë]nt|aanvrager|kopie|"
    r"origineel|oud|nieuw|eigen|is|was|luidt|dus|namelijk|zijn|haar|mijn|hun|uw|van|de|het|een|met|"
    r"op|onder|voor|door|dan|even|kijken|ja|eh|uh|hm|dat|die|staat|komt|volgt|ingevuld|opgegeven|"
    r"genoemd|vermeld|volgens|hem|mij|me|betrokkene|naar|in|te|zie|hier|t\.n\.v|tnv|[A-Z][^\W\d_]+)"
    r"(?![^\W_])"
)
"""Signs and words that may stand between a label and its number."""
_MOST_WORDS = 7
_BEHIND = re.compile(
    r"[ ,(=:\[-]{0,4}"
    r"(?:(?:is|was|als|dit|dat|zijn|haar|mijn|het|uw|diens|hun|van|de|oud|nieuw) ){0,3}"
)
"""What may stand between a number and the label behind it."""
_BACK = 45
_WORDS = re.compile(r"[a-zé]{3}[ ,.-]{1,3}[a-zé]{3}")
_PASSPORT_SIGNS = 9
_BEGIN = re.compile(r"(?<![^\W_])[^\W_]")


def find_identity_numbers(text: str, labels: Labels) -> Iterator[Finding]:
    """Yield what stands beside a label of a BSN, an account or an identity document."""
    for label in _LABEL.finditer(labels.lower):
        kind = _kind_of(label[0])
        word = text[label.start() : label.end()]
        found = _value_after(text, label.end(), kind)
        if found:
            yield Finding(*found, kind, 0.88, f"label '{word}' ervoor; ongewone schrijfwijze")
            continue
        found = _value_before(text, label.start(), kind)
        owner = labels.before(found[0]) if found else None
        if found and (owner is None or owner.meaning in (kind, Other.NUMBER)):
            yield Finding(*found, kind, 0.85, f"label '{word}' erachter")


@lru_cache(maxsize=512)
def _kind_of(word: str) -> Kind:
    """Return the kind of number that a label word promises."""
    return next(kind for kind, words in _BY_KIND if words.fullmatch(word))


def find_identity_cells(text: str, cells: Iterable[Cell]) -> Iterator[Finding]:
    """Yield the cells under a header that promises a BSN, an account or a document."""
    for cell in cells:
        is_bare = cell.header.lower() == "id"  # numbers the rows of most tables; `_cell_values`
        if cell.meaning in _VALUES and isinstance(cell.meaning, Kind) and not is_bare:
            found = _value_at(text, cell.start, cell.meaning)
            if found and found[1] <= cell.end:
                yield Finding(*found, cell.meaning, 0.88, f"kolom '{cell.header}'")


def _value_after(text: str, at: int, kind: Kind) -> tuple[int, int] | None:
    """Return the place of the number that follows a label ending at `at`, if there is one."""
    for _ in range(_MOST_WORDS + 1):
        signs = _SIGNS.match(text, at)
        at = signs.end() if signs else at
        found = _value_at(text, at, kind)
        word = None if found else _WORD.match(text, at)
        if word is None:
            return found
        at = word.end()
    return None


def _value_before(text: str, label_start: int, kind: Kind) -> tuple[int, int] | None:
    """Return the place of the number right before a label: "5209 05 088 (bsn)"."""
    start = max(0, label_start - _BACK, text.rfind("\n", 0, label_start) + 1)
    for begin in _BEGIN.finditer(text, start, label_start):
        found = _value_at(text, begin.start(), kind)
        if found and found[1] <= label_start and _BEHIND.fullmatch(text, found[1], label_start):
            return found
    return None


def _value_at(text: str, at: int, kind: Kind) -> tuple[int, int] | None:
    """Return the place of the number of this kind that begins at `at`, if there is one."""
    found = _VALUES[kind].match(text, at)
    if not found or (at and text[at - 1].isalnum()) or _NOT.match(text, at):
        return None
    value = _LETTER_AFTER.sub("", found[0].rstrip(" .,-/"))
    return (at, at + len(value)) if _is_long_enough(value, kind) else None


def _is_long_enough(value: str, kind: Kind) -> bool:
    digits = sum(sign.isdigit() for sign in value)
    signs = sum(sign.isalnum() for sign in value)
    if kind is not Kind.DOCUMENTNUMMER and _WORDS.search(value):
        return True
    if kind is Kind.BSN:
        return 8 <= len(as_digits(value)) <= 10 and digits >= 5
    if kind is Kind.IBAN:
        return signs >= 14 and digits >= 6
    words = [part for part in re.split(r"[ .-]", value) if part.isalpha() and len(part) > 3]
    if words and not value.isalnum() and signs != _PASSPORT_SIGNS:
        return False
    return 6 <= signs <= 12 and (digits >= 4 or (signs >= 8 and digits >= 1))
