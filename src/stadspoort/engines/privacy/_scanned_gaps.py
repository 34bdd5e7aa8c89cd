"""Spaces that a scanner or a form left inside values: dates, plates, postcodes, boxes, mailboxes.

"HV - 486 -F", "2 9 7 1 A H", "0 3 I 0 9 I 1 9 9 l", "8 - VI - '62", "x@zeelandnet .nl". Each rule
wants the whole shape of its value; what has no such shape is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stadspoort.engines.privacy._edits import Edit
from stadspoort.engines.privacy._lists import fold, packaged_lists
from stadspoort.engines.privacy._plates import SIDECODES, sidecode

_ROMAN = {
    "I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6", "VII": "7", "VIII": "8",
    "IX": "9", "X": "10", "XI": "11", "XII": "12",
}  # fmt: skip
_YEAR = r"('? ?(?:1[89]\d\d|20\d\d|\d\d))(?![\w/-]| ?[-/.] ?\d)"
_DATE = re.compile(
    rf"(?<![\w/.,-])(?<!\d [-/.|] )([0-3]?\d)( {{0,2}}[-/.|] {{0,2}})([01]?\d|[IVX]{{1,4}})"
    rf"( {{0,2}}[-/.|] {{0,2}}){_YEAR}"
)
_DATE_TRIGGER = re.compile(
    r"[0-9](?: {1,2}[-./|]| {0,2}[-./|] {1,2}|[-./|](?=[IVX])|\|) {0,2}[0-9IVX]"
)
_BOX_TRIGGER = re.compile(r"[0-9] [0-9OolI] {1,2}[0-9OolI] ")
_BOXES = re.compile(
    r"(?<![\w.,/-])(?:[\dOolI] {1,2}){4,30}(?:[\dOolI](?![^\W_])|[A-Z] [A-Z](?![^\W_]))"
)
_BOX_DATE = re.compile(
    r"(?<![\w.,/-])([0-3]) ?(\d) ?[|Il1/-] ?([01]) ?(\d) ?[|Il1/-] ?"
    r"([12] \d \d [\dl])(?![^\W_]| \w(?!\w))"
)
_TO_SIGN = 7
_LONGEST_DATE = 30
"""Characters before and behind a loose sign between numbers in which the date around it stands."""
_MONTH = r"(?:jan|feb|mrt|maart|apr|mei|jun|jul|aug|sep|okt|oct|nov|dec)"
_SPLIT_DAY = re.compile(rf"(?<![\w.,/-])(?<!\d )([0-3] \d)(?= {{1,2}}(?i:{_MONTH}))")
_SPLIT_MONTH = re.compile(rf"(?<=\d )(?i:{_MONTH}t?)( \.)(?= ?\d{{2,4}}(?!\w))")
_PLATE = re.compile(
    r"(?<![\w/-])(?<![\w] - )[A-Z\d]{1,3}( ?- ?)[A-Z\d]{1,3}( ?- ?)[A-Z\d]{1,3}(?![\w/]| ?-)"
)
_PLATE_TRIGGER = re.compile(
    r"-(?:(?<=[A-Z0-9]-) |(?<=[A-Z0-9] -) ?|(?<=[A-Z0-9]-)(?=[A-Z0-9]{1,3}(?: -|- )))[A-Z0-9]"
)
"""A dash with a space on one side, between capitals or digits: cheap to look for."""
_LONGEST_PLATE = 14
_POSTCODE = re.compile(
    r"(?<![\w.,/-])(?<!\d\d )([1-9]\d) ?(\d\d) {1,2}(?!S ?[ADS](?!\w))([A-Z]) ?([A-Z])"
    r"(?![\w-]| [A-Z](?!\w))"
)
_OF_POSTCODE = re.compile(
    r"(?i)(?:post ?code|pc|plaats|p\.c\.)[\w /.]{0,12}[ :.]{0,30}$|\d[ ,]{1,12}$"
)
_TOWN = re.compile(r"[ ,]{1,12}[A-Z][\w'-]{2}|[ ,.]*(?:\n|$)")
_SPLIT_NUMBER = re.compile(
    r"(?:(?:straat|laan|weg|dijk|kade|plein|pad|singel|gracht|hof|str\.)|"
    r"(?<!\w)[A-Z][\w-]{3,25}) [1-9]( )\d(?: ?[a-z])?(?=[ \t]{2}|[,.\n]| \.| ?$| te (?:[A-Z(]))"
)
"""A house number whose digits stand apart, at the end of its cell or sentence."""
_HANDLE = re.compile(
    r"(?i:insta\w{0,6}|facebook|twitter|snap\w{0,6})[ :.]{1,6}@[a-z0-9]{1,20}( )"
    r"(?=[a-z0-9]{1,20}[._]\w)"
)
_CAPITALS = re.compile(
    r"(?<!\w)(?:VAN|DE|DER|DEN|TER|TEN|EL|AL)( ) (?=[A-Z]{2})|"
    r"(?<![^\W_])[A-Z]{3,20}( ) (?=[A-Z][a-z]{2,20} ?[(,])"
)
_DOUBLE_NAME = re.compile(
    r"(?<![^\W_])([A-Z][a-zà-ÿ]{2,24})( - )(?:vd |van |de )?([A-Z][a-zà-ÿ]{2,24})(?=( ?, ?[A-Z])?)"
)
_OF_PERSON = re.compile(
    r"(?:\A|\n|  |[A-Z]\. ?|[A-Z]\w{2,5} |(?:[Mm](?:w|evr|ej)|[Dd]hr|[Ff]am|[Ww]ed)\.? )\Z"
)
_IP = re.compile(r"(?<=IP )\d{1,3}(?: ?\. ?\d{1,3}){3}(?!\w)")
_ISO_DATE = re.compile(r"(?<![\w-])(?:19|20)\d\d ?- ?[01]\d ?- ?[0-3]\d(?![\w-])")
_LOOSE_CODE = re.compile(
    r"(?<![\w-])(?<!- )[A-Z]{1,3} ?- ?\d{3,8}(?: ?- ?\d{1,6})?(?![\w-]| -)"
    r"|(?<![\w.,-])(?<!- )\d{3,6}( ?- ?)\d{3}( ?- ?)[A-Z](?![\w-])"
)
"""A code whose dashes stand loose: "D -118840", "4400 - 771 - B"."""
_GIRO = re.compile(r"(?i)(?<!\w)giro\.?-?(?:rek(?:ening)?\.?)? ?(?:nr\.?|no\.?|nummer)?[ :.]{1,4}")
_GIRO_NUMBER = re.compile(r"\d{1,3}(?: {1,2}\d{1,3}){1,4}(?![\w-])")
_DOMAINS = (
    r"(?:gmail|hotmail|outlook|live|ziggo|kpnmail|xs4all|planet|hetnet|home|upcmail|casema|icloud|"
    r"yahoo|protonmail|msn|chello|quicknet|tele2|telfort|solcon|zonnet|zeelandnet|kabelnet|wxs|"
    r"freeler|kpnplanet|onsbrabantnet|tiscali|caiway|delta)"
)
_TOP = r"(?:nl|com|net|org|eu|be|de|nu|info)"
_MAIL = re.compile(
    rf"@ ?([\w-]{{1,40}}(?: [\w-]{{1,20}})?(?:\.[\w-]{{1,30}})?)( ?)\.( ?)"
    rf"({_TOP}|n1|nI|c0m)(?![\w@])"
)
_LOCAL_GAP = re.compile(r"(?<=[a-z0-9])( )(?=[._][a-z0-9._-]{1,40} ?@ ?[a-z])")
_BROKEN_PROVIDER = re.compile(rf"(?i){_DOMAINS}")


def number_gaps(text: str, *, is_damaged: bool) -> Iterator[Edit]:
    """Yield the edits that close the gaps inside the values of `text`.

    Args:
        text: The even text, its digits already read as digits.
        is_damaged: Whether the text looks scanned or typed on a machine; a few rules need it.
    """
    yield from _dates(text)
    if _BOX_TRIGGER.search(text):
        for found in _BOXES.finditer(text):
            dated = _BOX_DATE.match(text, found.start())
            yield from _boxed_date(dated) if dated else _boxes(found)
    if " -" in text or "- " in text:
        yield from _plates(text)
    if "@" in text:
        yield from _mailboxes(text)
        for found in _LOCAL_GAP.finditer(text):
            yield Edit(*found.span(1))
    if is_damaged:
        yield from _in_damaged(text)


def _dates(text: str) -> Iterator[Edit]:
    end = 0
    for sign in _DATE_TRIGGER.finditer(text):
        found = _DATE.search(text, max(end, sign.start() - _TO_SIGN), sign.start() + _LONGEST_DATE)
        if found:
            end = found.end()
            yield from _date(found)


def _date(found: re.Match[str]) -> Iterator[Edit]:
    signs = {found[2].strip(), found[4].strip()}
    is_roman = found[3][0] in "IVX"
    if len(signs) > 1 or (is_roman and found[3] not in _ROMAN):
        return
    for group in (2, 4):
        sign = "-" if is_roman or signs == {"|"} else found[group].strip()
        if found[group] != sign:
            yield Edit(*found.span(group), sign)
    if is_roman:
        yield from _replaced(found.start(3), found.end(3), _ROMAN[found[3]])
    if " " in found[5]:
        at = found.start(5) + found[5].index(" ")
        yield Edit(at, at + 1)


def _replaced(start: int, end: int, value: str) -> Iterator[Edit]:
    """Yield the edits that read [start, end) as `value`, which is not longer."""
    for at, sign in enumerate(value[:-1]):
        yield Edit(start + at, start + at + 1, sign)
    yield Edit(start + len(value) - 1, end, value[-1])


def _boxed_date(found: re.Match[str]) -> Iterator[Edit]:
    """Yield the edits of a date in boxes with lines between day, month and year."""
    for left, right in ((2, 3), (4, 5)):
        yield Edit(found.end(left), found.start(right), "-")
    for group in (1, 3):
        if found.end(group) < found.start(group + 1):
            yield Edit(found.end(group), found.start(group + 1))
    for at, sign in enumerate(found[5], start=found.start(5)):
        if sign == " ":
            yield Edit(at, at + 1)
        elif sign == "l":
            yield Edit(at, at + 1, "1")


def _boxes(found: re.Match[str]) -> Iterator[Edit]:
    """Yield the edits of signs in boxes: one space goes, of two the last stays."""
    signs = found[0].replace(" ", "")
    if sum(map(str.isdigit, signs)) < 4 or (
        signs[-1].isalpha() and signs[-1] not in "OolI" and len(signs) != 6
    ):
        return
    offset = found.start()
    for at, sign in enumerate(found[0]):
        if sign == " ":
            if found[0][at + 1] == " " or found[0][at - 1] != " ":
                yield Edit(offset + at, offset + at + 1)
        elif sign in "OolI":
            yield Edit(offset + at, offset + at + 1, "0" if sign in "Oo" else "1")


def _plates(text: str) -> Iterator[Edit]:
    for dash in _PLATE_TRIGGER.finditer(text):
        found = _PLATE.search(
            text, max(0, dash.start() - _LONGEST_PLATE), dash.end() + _LONGEST_PLATE
        )
        if found and " " in found[0] and sidecode(found[0].replace(" ", "")) in SIDECODES:
            for group in (1, 2):
                if found[group] != "-":
                    yield Edit(*found.span(group), "-")


def _mailboxes(text: str) -> Iterator[Edit]:
    for found in _MAIL.finditer(text):
        domain = found[1]
        if " " in domain:
            if not _BROKEN_PROVIDER.fullmatch(domain.replace(" ", "").partition(".")[0]):
                continue
            at = found.start(1) + domain.index(" ")
            yield Edit(at, at + 1)
        for group in (2, 3):
            if found[group]:
                yield Edit(*found.span(group))
        if found[4] in ("n1", "nI"):
            yield Edit(found.end() - 1, found.end(), "l")
        elif found[4] == "c0m":
            yield Edit(found.start(4) + 1, found.start(4) + 2, "o")


def _in_damaged(text: str) -> Iterator[Edit]:
    for pattern in (_SPLIT_DAY, _SPLIT_MONTH):
        for found in pattern.finditer(text):
            at = found.start(1) + found[1].index(" ")
            yield Edit(at, at + 1)
    yield from _postcodes(text)
    yield from _codes(text)
    for pattern in (_SPLIT_NUMBER, _HANDLE, _CAPITALS):
        for found in pattern.finditer(text):
            yield Edit(*found.span(found.lastindex or 0))
    surnames = packaged_lists().surnames
    for found in _DOUBLE_NAME.finditer(text):
        known = (fold(found[1]) in surnames) + (fold(found[3]) in surnames)
        before = text[max(0, found.start() - 6) : found.start()]
        if known == 2 or (known == 1 and found[4] and _OF_PERSON.search(before)):
            yield Edit(*found.span(2), "-")


def _codes(text: str) -> Iterator[Edit]:
    for pattern in (_ISO_DATE, _LOOSE_CODE, _IP):
        for found in pattern.finditer(text):
            yield from _without_spaces(found)
    for label in _GIRO.finditer(text):
        number = _GIRO_NUMBER.match(text, label.end())
        if number and 4 <= sum(map(str.isdigit, number[0])) <= 8:
            yield from _without_spaces(number)


def _without_spaces(found: re.Match[str]) -> Iterator[Edit]:
    for gap in re.finditer(" +", found[0]):
        yield Edit(found.start() + gap.start(), found.start() + gap.end())


def _postcodes(text: str) -> Iterator[Edit]:
    for found in _POSTCODE.finditer(text):
        before = text[max(0, found.start() - 40) : found.start()].rpartition("\n")[2]
        if not before.strip() or _OF_POSTCODE.search(before) or _TOWN.match(text, found.end()):
            for left, right in ((1, 2), (3, 4)):
                if found.end(left) < found.start(right):
                    yield Edit(found.end(left), found.start(right))
