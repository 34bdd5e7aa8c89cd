"""Names in records that are written in capitals, and initials that sign them.

"OP DEN KAMP, GWENNY", "CONSULENT STORMS", "VOORLEGGEN AAN KEES", "Par. mdw.: jv": there are no
small letters around them that would make a capital mean something, so the role, the comma or the
label must tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stadspoort.engines.privacy._alternatives import by_first_letter
from stadspoort.engines.privacy._lines import lines_with
from stadspoort.engines.privacy._lists import Lists, fold
from stadspoort.engines.privacy._values import Finding, Kind

_JOINS = (
    r"(?:VAN DER|VAN DEN|VAN DE|VAN 'T|VAN|DE|DER|DEN|TER|TEN|TE|EL|AL|OP DEN|OP DE|OP 'T|IN 'T|"
    r"IN DE|V\.D\.|V/D|VD|V\.)"
)
_UP = r"[A-ZÀ-Þ][A-ZÀ-Þ']+(?:-(?:(?:VAN|DE|DER|DEN|TER|TEN|EL|AL|V/D|VD) ){0,2}[A-ZÀ-Þ']{2,})?"
_STRONG = (
    "HEER", "MENEER", "MEVROUW", "MEVR.", "MEVR", "DHR.", "DHR", "MW.", "MW", "FAM.", "FAMILIE",
    "CONSULENT", "BEHANDELAAR", "CASEMANAGER", "KLANTMANAGER", "REGISSEUR", "WETHOUDER",
    "BURGEMEESTER", "RAADSLID", "NOTARIS MR.", "ADVOCAAT MR.", "MR.", "GEBELD DOOR",
    "T.N.V.", "TNV", "T.A.V.", "TAV", "DEURWAARDER", "DW", "HUURDER", "BEWONER", "MEDEBEWONER",
    "AANVRAGER", "CLIENT", "CLIËNT", "MELDER", "KLAGER", "PARTNER", "EX", "EX-PARTNER", "MOEDER",
    "VADER", "ZOON", "DOCHTER", "BROER", "ZUS", "OPGEMAAKT DOOR", "BEHANDELD DOOR", "INLICHTINGEN",
    "CONTACTPERSOON", "LEEFGELD", "ZAKGELD", "TIKKIE", "ALIMENTATIE",
    "PRINT", "GEPRINT DOOR", "MEDEW.", "MDW",
)  # fmt: skip
_WEAK = ("AAN", "DOOR", "MET", "VOOR", "VAN", "COLLEGA", "BUURMAN", "BUURVROUW", "CONTACT", "BELDE")
_NAME = rf"(?:(?:[A-Z]\.? ?){{1,4}} ?(?=[A-Z]{{2}}))?(?:{_JOINS} )?{_UP}(?:,? (?:{_JOINS} )?{_UP})?"
_CUED = re.compile(
    rf"(?<![\w'-])(?P<strong>{by_first_letter(map(re.escape, _STRONG))})(?: ?[:.])? {{1,3}}"
    rf"(?P<name>(?:[A-Z]\.? ?){{0,4}}(?:{_JOINS} )?{_UP})(?P<rest>(?: (?:{_JOINS} )?{_UP})?)"
    rf"|(?<![\w'-])(?P<weak>{by_first_letter(_WEAK)}) (?P<first>{_UP})"
)
_COMMA = re.compile(
    rf"(?m)(?:^|(?<=[|;\t])|(?<=  ))[ \t]?((?:{_JOINS} )?{_UP}(?: {_UP})?, ?"
    rf"(?:[A-Z]\.? ?){{0,4}}{_UP}(?: {_UP})?)(?=[ \t]*$|[ \t]{{2}}|[;|\t]| GEB| \()"
)
_PARAPH = re.compile(
    r"(?<!\w)(?i:paraaf|par\.(?: mdw\.?)?|akk(?:oord)?\.|gez\.|get\.|initialen|opgemaakt door|"
    r"gecontroleerd(?: door)?|verwerkt door|ingevoerd door|coll\.|medew(?:erker)?\.?|mdw\.?)"
    r"(?: ?[:=])?[ \t]{1,12}([A-Za-z]{2,4}|(?:[A-Z]\.){2,4})(?=[ \t]*(?:$|\n|[/|;,)]|[ \t]{2}))"
)
_SIGNED = (
    "araaf", "PARAAF", "par.", "Par.", "PAR.", "Akk", "AKK", "akkoord", "gez.", "Gez.", "get.",
    "Get.", "nitialen", "INITIALEN", "door:", "door ", "DOOR:", "mdw", "MDW", "Mdw", "coll.",
    "edew.", "MEDEW", "edewerker:",
)  # fmt: skip
_NO_PARAPH = frozenset(
    (
        "ja", "nee", "ok", "r.k.", "n.h.", "nvt", "geen", "idem", "zie", "de",
         "het", "een", "dhr", "mevr", "mw",
        "mr", "dr", "van", "aan", "hem", "haar", "ons", "mij", "mail", "tel", "nog", "niet", "per",
        "op", "in", "is", "en", "met", "te", "om", "bij", "die", "dit", "dat", "uit", "team", "wmo",
        "kcc", "ict", "boa", "abel", "soza", "sza", "pw", "juz", "p&o", "hrm", "ggd", "uwv", "svb",
    )
)  # fmt: skip


def find_capitals(text: str, lists: Lists) -> Iterator[Finding]:
    """Yield the names in lines of capitals, and the initials behind a label for who signed."""
    for start, end, _ in lines_with(_CAPITALS, text):
        for found in _CUED.finditer(text, start, end):
            yield from _cued(found, lists)
        for found in _COMMA.finditer(text, start, end):
            if _can_be_both(found[1], lists):
                yield Finding(
                    *found.span(1), Kind.PERSOON, 0.88, "achternaam en voornaam in hoofdletters"
                )
    if any(word in text for word in _SIGNED):
        for found in _PARAPH.finditer(text):
            if found[1].lower() not in _NO_PARAPH and fold(found[1]) not in lists.words:
                yield Finding(*found.span(1), Kind.PERSOON, 0.8, "paraaf achter een label")


_CAPITALS = re.compile(r"[A-Z]{2}[.,:]? {1,3}[A-Z][A-Z .]")
"""Two words of capitals side by side."""


def _cued(found: re.Match[str], lists: Lists) -> Iterator[Finding]:
    if found["weak"]:
        key = fold(found["first"])
        if key in lists.first_names and key not in lists.words and key not in lists.places:
            yield Finding(*found.span("first"), Kind.PERSOON, 0.8, f"'{found['weak']}' ervoor")
        return
    words = [word for word in re.split(r"[ .]+", found["name"]) if len(word) > 1]
    if (
        not words
        or words[0] in ("EN", "IS", "OF", "ZIE", "WK", "MND", "KW")
        or not _is_likely(words[-1], lists)
    ):
        return
    start, end = found.span("name")
    if found["rest"] and _is_name(found["rest"].split()[-1], lists):
        end = found.end("rest")
    yield Finding(start, end, Kind.PERSOON, 0.88, f"'{found['strong']}' ervoor")


def _is_name(word: str, lists: Lists) -> bool:
    parts = [fold(part) for part in word.split("-")]
    return any(
        part in lists.first_names or (part in lists.surnames and part not in lists.words)
        for part in parts
    )


def _is_likely(word: str, lists: Lists) -> bool:
    """Say whether `word` after a role can be a surname: listed, or unknown to every list."""
    keys = [fold(part) for part in re.split(r"[- ]", word) if len(part) > 1]
    if any(key in lists.organisations for key in keys):
        return False
    return all(
        key in lists.first_names or key in lists.surnames or key not in lists.dictionary
        for key in keys
    )


def _can_be_both(value: str, lists: Lists) -> bool:
    """Say whether "SURNAME, FIRST" is a name: the first name is listed, or both are no words."""
    surname, _, first = value.partition(",")
    words = [fold(word) for word in re.findall(r"[^\W\d_]{2,}", first)]
    last = fold(re.split(r"[ -]", surname.strip())[-1])
    if last in lists.organisations or not words:
        return False
    if words[0] in lists.first_names and words[0] not in lists.words:
        return last not in lists.dictionary or last in lists.surnames or last in lists.places
    strange = [word not in lists.dictionary and word not in lists.places for word in words]
    return all(strange) and (last in lists.surnames or last not in lists.dictionary)
