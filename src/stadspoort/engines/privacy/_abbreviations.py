"""Abbreviations that look like names: "V.O.G.", "B. en W.", "Handtek.", letters of sections.

Forms and typed texts are full of them. A word with its full stop that stands for an ordinary word,
letters that stand for an institution, and a capital that only numbers the parts of a form are
taken away from what the rules for names found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from stadspoort.engines.privacy._lists import fold, packaged_lists
from stadspoort.engines.privacy._own_find import ALWAYS_RULE
from stadspoort.engines.privacy._values import Finding, Kind

_LETTERS = frozenset(
    (
        "aaw", "abw", "anw", "aow", "apv", "arp", "awbz", "bgg", "brp", "bsn", "btw", "bv", "bw",
        "cpn",
        "cao", "cda", "chu", "cnv", "eg", "ehbo", "enz", "etc", "eu", "fc", "fnv", "gba", "ggd",
        "ggz", "gpv", "hbs", "hts", "ivm", "jl", "kb", "kvk", "kvp", "ldv", "lts", "mbt", "mts",
        "mulo", "mvg", "nsb", "nv", "nvt", "nvv", "ozb", "ppr", "psp", "ptt", "pv", "pvda", "pvv",
        "rdw", "rpf", "rsin", "rww", "sgp", "svp", "tav", "tbv", "tnv", "uloo", "vof", "vog", "vv",
        "vvd", "vve", "wao", "wmo", "woz", "wsw", "ww", "zoz",
    )
)  # fmt: skip
_DOTTED = re.compile(r"(?:[A-Za-z]\. ?){2,6}")
_BOARD_BEFORE = re.compile(r"(?<!\w)B ?\. ?(?:en|&) ?\Z")
_BOARD_AFTER = re.compile(r" ?(?:en|&) ?W(?: ?\.)?(?!\w)")
_WORDS = frozenset(
    (
        "aanvr", "aanw", "achtern", "adm", "adv", "afd", "afw", "alg", "alim", "arb", "bankrek",
        "behand", "besch", "besl", "betr", "bevolk", "bew", "bez", "bijl", "bijst", "bijz", "bladz",
        "blz", "burg", "buurm", "buurvr", "coll", "cons", "consul", "contr", "corr", "dat", "dec",
        "dep", "diagn", "dir", "dos", "doss", "ds",
        "echtp", "dst", "duits", "echtg", "erfg", "eritr", "fact",
        "factuurnr", "fam", "febr", "geb", "gebr", "gebrs", "gecontr", "gegev", "gem", "gesch",
        "getr", "gez", "gezondh", "girorek", "godsd", "grootm", "handtek", "hfd", "hoofdw", "huisb",
        "huisbez", "huisnr", "inc", "ingek", "inh", "inl", "inr", "insp", "inspr", "inz", "kad",
        "kand", "kant", "kenm", "landb", "leg", "lokt", "marok", "mdl", "med", "mededel", "mej",
        "mnd", "mob", "nation", "ned", "not", "nov", "okt", "ondergetek", "ondert", "onderw",
        "ongesch", "ontv", "opg", "opl", "opm", "overl", "par", "parl", "pl", "plv", "pools",
        "postc", "prov", "rapp", "rb", "reg", "rek", "res", "rijksw", "roepn", "secr", "secret",
        "sept", "soc", "sofinr", "soz", "stb", "stcrt", "sted", "stg", "syr", "tel", "telef",
        "toel", "toez", "turk", "tussenv", "uitk", "verd", "verg", "verh", "verk", "verkl", "verl",
        "verlosk", "vern", "verpl", "vert", "vertr", "verz", "vietn", "vlgs", "vnd", "volgnr",
        "voorl", "voorm", "voorn", "voorv", "voorz", "vr", "wed", "wedn", "werkl", "werkn", "wijkz",
        "wnd", "woonpl", "zg", "ziekenh", "zoz", "zr", "zrs",
    )
)  # fmt: skip
_FIRST = re.compile(r"([a-z]{2,9})\. {1,3}(?=[A-ZÀ-Þa-zà-ÿ])")
_SECTION = re.compile(r"[A-Z]\.")
_HEADING = re.compile(r"(?:  +|\t)\S| [A-Z]{2,}[A-Z ]*(?:\n|$|[ (?!])")
_REFERS = re.compile(r"(?:zie|onder|vraag|deel|rubriek|punt|bij|blok|vak|onderdeel) \Z")
_ENDS_SENTENCE = re.compile(r"\.? *(?:\n|\Z)|\. [A-ZÀ-Þ]")
_AFTER_WORD = re.compile(r" ?[.:]")


def without_abbreviations(text: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield `findings` but the names that are abbreviations or letters of sections."""
    for finding in findings:
        is_titled = finding.reason.startswith("aanspreektitel")  # "mevrouw Rek." ends a sentence
        if finding.kind is not Kind.PERSOON or finding.rule == ALWAYS_RULE or is_titled:
            yield finding
        elif finding.end - finding.start > _LONGEST or not _is_abbreviation(text, finding):
            yield _without_first(text, finding)


_LONGEST = 24


def _without_first(text: str, finding: Finding) -> Finding:
    """Return `finding` without an abbreviation in lower case before the name: "buurvr. Leen"."""
    first = _FIRST.match(text, finding.start, finding.end)
    if first and first[1] in _WORDS and first.end() < finding.end:
        return replace(finding, start=first.end())
    return finding


def _is_abbreviation(text: str, finding: Finding) -> bool:
    start, end = finding.start, finding.end
    value = text[start:end]
    if "." in value and _DOTTED.fullmatch(value):
        return re.sub(r"[. ]", "", value).lower() in _LETTERS
    if _SECTION.fullmatch(value):
        is_board = (value == "W." and _BOARD_BEFORE.search(text, max(0, start - 8), start)) or (
            value == "B." and _BOARD_AFTER.match(text, end)
        )
        return bool(is_board) or _is_section(text, start, end)
    if value.startswith(("Gem. ", "Gemeente ", "Gern. ")):
        return True
    if value == "Ed" and text[max(0, start - 4) : start] == "Wel ":
        return True
    word = value.rstrip(".")
    has_dot = word != value or _AFTER_WORD.match(text, end) is not None
    if not has_dot or fold(word) not in _WORDS:
        return False
    is_surname = word[0].isupper() and fold(word) in packaged_lists().surnames
    return not (is_surname and finding.certain and _ENDS_SENTENCE.match(text, end))


def _is_section(text: str, start: int, end: int) -> bool:
    """Say whether the letter at `start` numbers a part of a form: "B.  WAT IS ER", "zie A."."""
    line = text[text.rfind("\n", 0, start) + 1 : start]
    if not line.strip():
        return _HEADING.match(text, end) is not None
    return _REFERS.search(line) is not None
