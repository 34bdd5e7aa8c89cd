"""Licence plates: six letters and digits in three groups (sidecodes 1 to 14 and later).

With dashes a plate speaks for itself. Without dashes, with spaces or in lower case a word like
"kenteken" or "auto" must stand before it.

Source: Kentekenreglement art. 3 and annex; RDW list of sidecodes. Letters A, E, I, O, U are not
issued in new series but stand on plates from before 1978 and for export, so they are allowed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stadspoort.engines.privacy._labels import Labels, Other
from stadspoort.engines.privacy._values import Finding, Kind

# L a letter, D a digit; the groups of every sidecode so far, and of military, diplomatic and
# Belgian plates.
SIDECODES = frozenset(
    (
        "LL-DD-DD", "DD-DD-LL", "DD-LL-DD", "LL-DD-LL", "LL-LL-DD", "DD-LL-LL", "DD-LLL-D",
        "D-LLL-DD", "LL-DDD-L", "L-DDD-LL", "LLL-DD-L", "L-DD-LLL", "D-LL-DDD", "DDD-LL-D",
        "LLL-DD-D", "D-DD-LLL", "DDD-D-LL", "LL-D-DDD", "D-LLL-DDD",
    )
)  # fmt: skip
_DASHED = re.compile(r"(?<![\w/-])[A-Za-z0-9]{1,3}-[A-Za-z0-9]{1,3}-[A-Za-z0-9]{1,3}(?![\w/]|-\w)")
_DASHES = re.compile("-[A-Za-z0-9]{1,3}-")
_LOOSE = re.compile(
    r"(?<![\w/-])(?:[A-Za-z0-9]{6}|"
    r"[A-Za-z0-9]{1,3}([ .-])[A-Za-z0-9]{1,3}\1[A-Za-z0-9]{1,3})(?![\w/]|-\w)"
)
_FOREIGN = re.compile(
    r"(?<![\w/-])(?:[A-ZÄÖÜ]{1,3}[- ][A-Z]{1,2}[ -]?\d{1,4}[EH]?|[A-Z]{1,3}[ -]?\d[0-9A-Z]{3,4}|"
    r"[A-Z]{1,2}[ -]?\d{2,4}[ -]?[A-Z]{2,3}|[A-Z]{2} ?\d{2} ?[A-Z]{3}|"
    r"\d-?[A-Z]{3}-?\d{3})(?![\w/-])"
)
_ABROAD = re.compile(
    r"(?<!\w)(?:duits|pools|belgisch|bulgaars|roemeens|frans|engels|brits|spaans|italiaans|"
    r"tsjechisch|litouws|lets|ests|oekraïens|turks|hongaars|luxemburgs|slowaaks|kroatisch|"
    r"buitenlands|deens|zweeds|noors|fins|portugees|grieks|servisch|marokkaans)e? "
)
_CARS = (
    "kent", "auto", "bus", "wagen", "plaat", "voertuig", "scooter", "motor", "bmw", "opel", "audi",
    "golf", "mercedes", "volkswagen", "renault", "dacia", "trailer",
)  # fmt: skip
_CALLED = re.compile(r"(?i)kent|plaat")
_IN_LIST = re.compile(
    r"(?<![\w/-])[A-Za-z0-9]{1,3}([ -]?)[A-Za-z0-9]{1,3}\1[A-Za-z0-9]{1,3}(?![\w/]|-\w)"
)
_REACH_OF_LIST = 60
_REACH = 40
_BETWEEN = re.compile(
    r"(?:[ \t]*(?:[:=,(\"'|>-]|met\b|is\b|nummer\b|nr\b\.?|kenteken\b|van\b|een\b|de\b|het\b|"
    r"mijn\b|zijn\b|"
    r"haar\b|merk\b|type\b|wit(?:te)?\b|zwart(?:e)?\b|blauw(?:e)?\b|rode?\b|grijze?\b|groene?\b|"
    r"[A-Z][a-z-]+)){0,7}"
    r"\s{0,3}"
)


def sidecode(value: str) -> str:
    """Return the groups of `value` as letters L and D: "G-891-SD" gives "L-DDD-LL"."""
    return re.sub(r"\d", "D", re.sub(r"[A-Za-z]", "L", value))


_MONTH = re.compile(r"(?i)-(?:jan|feb|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec)-")


def find_plates(text: str, labels: Labels) -> Iterator[Finding]:
    """Yield every plate with dashes, and every other spelling after a label."""
    for found in _DASHED.finditer(text) if _DASHES.search(text) else ():
        if sidecode(found[0]) not in SIDECODES or _MONTH.search(found[0]):
            continue
        label = labels.before(found.start())
        if label and label.meaning is Other.CASE:
            continue
        is_certain = found[0].isupper() or (label is not None and label.meaning is Kind.KENTEKEN)
        yield Finding(
            *found.span(), Kind.KENTEKEN, 0.95 if is_certain else 0.7, "vorm van een kenteken",
            certain=is_certain,
        )  # fmt: skip
    for label in labels.all:
        if label.meaning is Kind.KENTEKEN:
            yield from _after_label(text, label.end, label.word)
            if _CALLED.search(label.word):
                yield from _listed(text, label.end)
    is_about_cars = any(word in labels.lower for word in _CARS)
    for abroad in _ABROAD.finditer(labels.lower) if is_about_cars else ():
        yield from _foreign(text, abroad.end(), abroad.end() + _REACH)


def _listed(text: str, end: int) -> Iterator[Finding]:
    """Yield all plates in the words after "kentekens": "opgeschreven: 8 xzk 19, gb001r"."""
    line_end = text.find("\n", end)
    stop = min(end + _REACH_OF_LIST, line_end if line_end >= 0 else len(text))
    for found in _IN_LIST.finditer(text, end, stop):
        if re.sub(r"\W", "", sidecode(found[0])) in _PACKED:
            yield Finding(*found.span(), Kind.KENTEKEN, 0.85, "in een opsomming van kentekens")
    yield from _foreign(text, end, stop)


def _foreign(text: str, start: int, stop: int) -> Iterator[Finding]:
    """Yield the first foreign plate from `start` on."""
    found = _FOREIGN.search(text, start, stop)
    if found and "\n" not in text[start : found.start()]:
        yield Finding(*found.span(), Kind.KENTEKEN, 0.8, "vorm van een buitenlands kenteken")


def _after_label(text: str, end: int, word: str) -> Iterator[Finding]:
    at = end
    filler = _BETWEEN.match(text, at, at + _REACH)
    found = _LOOSE.match(text, filler.end() if filler else at) or _LOOSE.match(
        text, *_next_word(text, at)
    )
    if found and re.sub("-", "", sidecode(re.sub(r"[ .]", "-", found[0]))) in _PACKED:
        yield Finding(*found.span(), Kind.KENTEKEN, 0.93, f"'{word}' ervoor; vorm van een kenteken")


def _next_word(text: str, at: int) -> tuple[int, int]:
    """Return where the next word with a digit begins within reach, else an empty range."""
    for found in re.compile(r"(?<!\S)[(\"']?(?=\w*\d)(?=[\w.-]{6,8}\b)").finditer(
        text, at, at + _REACH
    ):
        if "\n" not in text[at : found.start()]:
            return found.end(), len(text)
    return at, at


_PACKED = frozenset(code.replace("-", "") for code in SIDECODES)
