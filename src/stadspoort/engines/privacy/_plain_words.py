"""Words of forms, logs and payments that are no names, and that no list of words knows.

"Opm.:", "Akk.", "REISK.", "SEPA", "auth", "foto.jpg", "groep A", "11 Febr. 1927": short, often with
a capital, and beside values, so the weights take them for surnames.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from stadspoort.engines.privacy._lists import Lists, fold
from stadspoort.engines.privacy._values import Finding, Kind

_SHORT = (
    "aant", "aantek", "achtern", "afd", "afz", "akk", "ambtsh", "anw", "arb",
    "artn", "bedr", "beh", "bem", "besch", "betr", "bew", "bez",
    "bijz", "bkr", "blz", "bov", "brgsrvcnr", "btw", "bur", "cat", "clnr", "clnt", "contr", "dat",
    "deb", "diagn", "dienstverb", "dist", "div", "doc", "doorl", "dos", "doss", "dos.nr", "eml",
    "ev", "excl", "factn", "fact", "geb", "gebdat", "geldig", "geg", "gem", "gemach", "gesl",
    "gev", "gez", "handtek", "herz", "huisnr", "huurd", "huw", "incl", "ind", "ingek",
    "ingev", "inl", "inschr", "int", "kenm", "kind", "kinderen", "kl", "kontr", "lidnr",
    "leg", "legit", "medew", "mdw", "meld", "mob", "mnd", "mut", "nat",
    "nation", "natnl", "notn", "nr", "omschr", "ontv", "opdr", "opgem", "opm", "overl",
    "pasp", "pc", "pers", "pers.nr", "plts", "postc", "prec", "prov", "rek.nr", "reg",
    "reisk", "relig", "rijb", "roepn", "sel", "sel.datum", "soc", "specif", "stg", "straatn",
    "tel", "telnr", "term", "terugbet", "terugv", "tnv", "toel", "toest", "toev", "totaal", "tst",
    "uitg", "uitk", "uitv", "vbl", "verb", "verbl", "vergd", "vergunn", "vert", "verv",
    "verz", "volgnr", "voorl", "vrblfsdoc", "vrijw", "wijz", "wnd", "wnpl", "woonpl",
    "woonpls", "wpl", "zaakn", "zkn",
)  # fmt: skip
_NAMES_TOO = frozenset(
    (
        "adr",
        "bep",
        "best",
        "bijl",
        "gest",
        "kent",
        "mach",
        "max",
        "par",
        "rek",
        "voorn",
        "li",
        "ig",
        "fb",
    )
)
"""These are surnames or first names as well: only before a colon."""
_SHORT_WORDS = frozenset(_SHORT)
_AFTER_SHORT = re.compile(r"\.[ \w]|\.?[ \t]{0,30}:|\.[ \t]{2}")
_COLON = re.compile(r"\.?(?: ?(?:nr|no|mdw)\.?)?[ \t]{0,30}:")
_CAPITALS = frozenset((
    "ACCEPTED", "BIC", "BLZ", "BTW", "CLNT", "CLNR", "DEBET", "EML", "EREF", "FACT", "GEEN",
    "IBAN", "INCASSO", "ISBN", "KVK", "LIDNR", "MARF", "MSNP", "NVT", "OZB", "PREC", "PGB", "REF",
    "REGELING", "REISK", "SEPA", "SALARIS", "TERUGBET", "TERUGV", "TRTP", "TOTAAL", "UITK",
    "UITKERING", "UITVAL", "VOW", "WPL", "WSNP", "WOZ",
))  # fmt: skip
_DOTTED = frozenset(
    (
        "b.s.n", "d.d", "p.v", "s.v.p", "z.o.z", "p.m", "o.v.v", "k.v.k", "b.v",
        "n.v", "v.o.f", "c.s", "w.g", "n.t.b", "n.v.t", "a.u.b", "t.b.c", "a.o.w", "w.a.o",
        "r.d.w", "g.g.d", "p.w", "i.o", "n.a.v", "i.v.m", "t.n.v", "t.a.v", "o.b.s", "c.p.n",
    )
)  # fmt: skip
_OFFICES = frozenset(("KvK", "VvE", "OvD", "OvJ", "HvD", "HvJ", "RvC", "RvT", "PvE", "MvT"))
"""Written as initials are, and yet no person."""
_BANK = re.compile(r"[A-Z]{4}NL(?:\d?[A-Z]?)?(?:XXX)?")
_FILES = frozenset(
    (
        "jpg", "jpeg", "pdf", "doc", "docx", "xls", "xlsx", "csv", "txt", "xml", "json", "msg",
        "eml", "zip", "png", "tif", "tiff", "log", "htm", "html", "php", "heic",
    )
)  # fmt: skip
_LOG = re.compile(
    r"\W{0,3}(?:(?:\d{4}-\d\d-\d\d|[A-Z][a-z]{2} +\d{1,2}|\d\d-\d\d-\d{4})[ T]\d\d:\d\d"
    r"[^\n]{0,50}?)?(?:\b(?:INFO|WARN(?:ING)?|ERROR|DEBUG|TRACE|FATAL|NOTICE|CRIT(?:ICAL)?)\b|"
    r"(?<![\w-])[a-z][\w/-]{1,24}\[\d+\]:)"
)
_COMMAND = re.compile(
    r"\W{0,3}\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S{0,12}[ \t]+(?:[a-z][\w/-]{0,24}[ \t]+)?"
    r"([A-Z]{3,20})(?=[ \t]{2}|[ \t][\w.-]{1,30}=|[ \t]*$)",
    re.MULTILINE,
)
"""The deed of a line of a log: "2025-04-23T07:00:00 cron ROTATE  audit.log"."""
_GUESSES = frozenset(("tagger", "lower_case_name", "neighbour", "initials"))
_MONTHS = frozenset(
    (
        "jan", "feb", "febr", "mrt", "maart", "apr", "april", "mei", "juni", "juli", "jun", "jul",
        "aug", "sep", "sept", "okt", "nov", "dec",
    )
)  # fmt: skip
_YEAR = re.compile(r"\.? ?'?[\dlO]{2,4}(?!\w)")
_LETTERS = re.compile(r"[A-Z]{1,2}\.?")
_CLASSES = frozenset(
    (
        "groep", "plank", "klas", "klasse", "categorie", "cat.", "type", "bijlage", "variant",
        "optie", "fase", "deel", "blok", "route", "lijn", "vak", "zone", "niveau", "vitamine",
        "gebouw", "hal", "rev", "rev.", "revisie",
        "kamer", "rijbewijs", "bewoners", "vergunning", "pomp", "sectie", "sector",
        "rij", "lokaal", "perron", "poort", "profiel", "hepatitis", "model", "label", "punt", "lid",
    )
)  # fmt: skip
_TO = " t/m "
_LOOK_BACK, _LONGEST = 24, 12


def without_plain_words(text: str, findings: Iterable[Finding], lists: Lists) -> list[Finding]:
    """Return `findings` without the names of persons that are words of forms, logs or payments."""
    return [
        finding
        for finding in findings
        if finding.kind is not Kind.PERSOON
        or not (
            _is_plain(text, finding.start, finding.end)
            or (finding.rule in _GUESSES and _is_word_of_log(text, finding, lists))
        )
    ]


def _is_word_of_log(text: str, finding: Finding, lists: Lists) -> bool:
    """Say whether a guess stands in a line of a log and is no name that lists know.

    A log tells who did something in fields; its sentences are those of programmers.
    """
    words = _WORD.findall(text, finding.start, finding.end)
    if any(_is_written_name(word, lists) for word in words):
        return False
    line = text.rfind("\n", 0, finding.start) + 1
    end = min(len(text), line + _LONGEST_PREFIX)
    if _LOG.match(text, line, end):
        return True
    command = _COMMAND.match(text, line, end)
    return command is not None and command.span(1) == (finding.start, finding.end)


def _is_written_name(word: str, lists: Lists) -> bool:
    key = fold(word)
    return not word.islower() and (key in lists.first_names or key in lists.surnames)


_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_PREFIX = 120


def _is_plain(text: str, start: int, end: int) -> bool:
    if end - start > _LONGEST:
        return False
    word = text[start:end]
    low = word.lower().rstrip(".")
    if low in _DOTTED or word in _CAPITALS or word in _OFFICES:
        return True
    if low in _SHORT_WORDS:
        return _AFTER_SHORT.match(text, start + len(low)) is not None
    if low in _FILES:
        return text[start - 1 : start] == "."
    if low in _MONTHS:
        return text[max(0, start - 2) : start - 1].isdigit() and _YEAR.match(text, end) is not None
    return _is_label(text, start, low) or (
        word.isupper() and (_is_letter(text, start, end) or bool(_BANK.fullmatch(word)))
    )


def _is_label(text: str, start: int, low: str) -> bool:
    """Say whether the word at `start` is a surname elsewhere, and here a label before a colon."""
    first = low.partition(" ")[0].partition(".")[0]
    return first in _NAMES_TOO and _COLON.match(text, start + len(first)) is not None


def _is_letter(text: str, start: int, end: int) -> bool:
    """Say whether the letter at `start` names a class: "groep A", "plank G t/m K", "BE en C"."""
    if not _LETTERS.fullmatch(text, start, end):
        return False
    if text.startswith((_TO, ":\\"), end) or text.endswith(_TO, 0, start):
        return True
    before = text[max(0, start - _LOOK_BACK) : start].replace(",", " ").split()
    while before and (_LETTERS.fullmatch(before[-1]) or before[-1] in ("en", "of")):
        before.pop()
    return bool(before) and before[-1].lower() in _CLASSES
