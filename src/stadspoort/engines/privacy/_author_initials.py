"""Letters that stand for an author: "Paraaf: sk", "^MvE", "2024.0771/mvh".

Two to four letters are a name only where an author stands: alone on the last line of a message,
behind a word for signing, behind the slash of a reference. Abbreviations are left readable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stadspoort.engines.privacy._lists import Lists
from stadspoort.engines.privacy._values import Finding, Kind

_SHORT = r"(?:[A-Z]{2,4}|[a-z]{2,4}|[A-Z](?:v|vd|vdr|d|te|el)[A-Z]|[A-Z][a-z][A-Z]?)"
_ALONE = re.compile(rf"[ >]{{0,4}}[-–/]{{0,2}} ?({_SHORT}|(?:[A-Z]\.){{2,4}})[ ,.]{{0,2}}")
_LONGEST = 12
"""Characters of a line that holds initials alone."""

_SIGNED = (
    "paraaf", "par.", "gez.", "get.", "w.g.", "notulist", "auteur", "opsteller", "opgesteld door",
    "ingevoerd door", "gewijzigd door", "invoer", "mutatie", "behandelaar", "beh.", "verslag",
    "geparafeerd", "lezer", "intake door", "typist", "gesprek door", "genoteerd door",
)  # fmt: skip
"""Words right before the letters of an author, in lower case."""
_LETTERS = re.compile(
    rf"(?: door)?[:=]? ?[( ]({_SHORT}|(?:[A-Z]\.){{2,4}})(?=[\s,;)/.]|\Z)(?!\.\w)"
)
_WEBCARE = re.compile(r"(?<!\w)\^([A-Z][A-Za-z]{1,3})(?!\w)")
_REFERENCE = re.compile(
    r"(?i:kenmerk|kenm|ref|referentie|nummer|nr|zaak|dossier)[.:]{0,2} [^\n]{0,24}?"
    r"\d[\w.-]*/([a-z]{2,4})(?=[\s,;)]|\.?\Z|\.\s)"
)
_NOBODY = frozenset(
    (
        "ps", "nb", "ok", "oke", "ja", "nee", "hoi", "hey", "dag", "doei", "mvg", "vrgr", "gr",
        "cc", "bcc", "fyi", "asap", "nvt", "eind", "einde", "stop", "info", "top", "dank", "thx",
        "tnx", "tot", "xx", "xxx", "btw", "pdf", "doc", "jpg", "png", "zip", "www", "nl", "com",
        "van", "aan", "van:", "re", "fw", "fwd", "aw", "ma", "di", "wo", "do", "vr", "za", "zo",
        "mei", "jan", "feb", "mrt", "apr", "jun", "jul", "aug", "sep", "okt", "nov", "dec", "nr",
        "tel", "mob", "bsn", "iban", "btw", "kvk", "bv", "nv", "vof", "eur", "euro", "pp", "jr",
        "mnd", "wk", "dgn", "uur", "st", "stk", "km", "kg", "min", "max", "vz", "wnd", "mr", "dr",
        "ir", "ds", "mw", "dhr", "hr", "de", "het", "een", "en", "of", "op", "in", "te", "er",
        "ik", "je", "we", "ze", "hij", "zij", "wij", "jij", "ons", "hun", "the", "and", "you",
        "is", "kan", "zie", "was", "met", "per", "tov", "ivm", "ter", "den", "der", "lol", "haha",
        "wmo", "avg", "woo", "wob", "awb", "brp", "kcc", "div", "jz", "bz", "sz", "vth", "wlz",
        "zvw", "ggz", "ggd", "uwv", "svb", "cjib", "cak", "ind", "coa", "vng", "pvv", "vvd", "cda",
        "sp", "d66", "pvda", "cu", "sgp", "gl", "bbb", "mt", "or", "dt", "fg", "ict", "hrm", "ai",
        "it", "tv", "pv", "om", "oba", "boa", "apv", "bag", "woz", "ozb", "pgb", "pip", "rvo",
        "rvs", "kv", "kb", "ro", "rt", "nota", "bis", "rd", "zw", "hs", "hg", "iii", "ii", "iv",
        "vi", "vii", "xl", "xi", "xii", "bijl", "pag", "blz", "eo", "ao", "ca", "dd", "ter", "foto",
    )
)  # fmt: skip
_ENDS = frozenset(".!?)…,")


def find_author_initials(text: str, lower: str, lists: Lists) -> Iterator[Finding]:
    """Yield letters that stand for the author of a message, a signature or a reference.

    Args:
        text: The text.
        lower: The same in lower case, as long.
        lists: What is known of words.
    """
    yield from _alone(text, lists)
    for word in _SIGNED:
        at = lower.find(word)
        while at >= 0:
            end = at + len(word)
            found = None if lower[at - 1 : at].isalpha() else _LETTERS.match(text, end)
            if found and _is_person(found[1], lists):
                yield _found(found, 1, "paraaf of auteur")
            at = lower.find(word, end)
    for found in _WEBCARE.finditer(text) if "^" in text else ():
        yield Finding(*found.span(1), Kind.PERSOON, 0.85, "ondertekening van een bericht")
    for found in _REFERENCE.finditer(text) if "/" in text else ():
        if _is_person(found[1], lists):
            yield _found(found, 1, "letters achter een kenmerk")


def _alone(text: str, lists: Lists) -> Iterator[Finding]:
    """Yield initials alone on the last line of the text or of a message in it."""
    lines = text.split("\n")
    at, last = 0, len(lines) - 1
    before = ""
    for number, line in enumerate(lines):
        if 1 < len(line) <= _LONGEST and number and (found := _ALONE.fullmatch(line)):
            is_last = number == last or not lines[number + 1].strip(" >")
            if is_last and _ends_text(before) and _is_person(found[1].replace(".", ""), lists):
                yield Finding(
                    at + found.start(1), at + found.end(1), Kind.PERSOON, 0.7,
                    "voorletters op de laatste regel", certain=_is_signed(lines, number, found[1]),
                )  # fmt: skip
        if line.strip(" >"):
            before = line
        at += len(line) + 1


def _ends_text(before: str) -> bool:
    """Say whether the line before holds words, and is no header, field or cell of a table."""
    return len(before) > 8 and " " in before and "|" not in before and ";" not in before


def _is_signed(lines: list[str], number: int, letters: str) -> bool:
    """Say whether the letters stand apart at the end: an empty line before, capitals."""
    is_apart = not lines[number - 1].strip(" >") or lines[number - 1][-1:] in _ENDS
    return is_apart and letters[0].isupper() and not any(lines[number + 1 : number + 2])


def _is_person(letters: str, lists: Lists) -> bool:
    key = letters.lower()
    if key in _NOBODY or key in lists.organisations:
        return False
    return not (letters.islower() and (key in lists.words or len(key) > 3))


def _found(match: re.Match[str], group: int, reason: str) -> Finding:
    return Finding(*match.span(group), Kind.PERSOON, 0.65, reason, certain=False)
