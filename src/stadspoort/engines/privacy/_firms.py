"""Firms, practices and institutions that bear the name of a person, and where they come back.

"Jachtwerf Wagenaar", "Slagter & Oudkerk", "Van den Broecke Sijbesma advocaten" and "Jan Smit
Kassenbouw" are no persons: a word of their trade, a partner, or the register of known organisations
says so. What is left readable here stays in doubt where its words come back alone ("Wagenaar belde
terug" may be the firm, or the man).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from stadspoort.engines.privacy._lists import Lists, decoded, fold
from stadspoort.engines.privacy._name_words import CAP, JOIN, JOINS
from stadspoort.engines.privacy._values import Finding, Kind

_REGISTER = "organisations_known.txt"
_WINDOW = 60
"""Characters before and behind a name that are looked at."""

_HEAD = re.compile(
    r"(?!(?i:thuis|stadhuis|gemeentehuis|raadhuis|politiebureau|ziekenhuis|"
    r"stadskantoor|belastingkantoor|wijkbureau|postkantoor))"
    r"[^\W\d_]{3,}(?:werf|huis|centrum|bedrijf|bureau|kantoor|praktijk|winkel|fabriek|hoeve|"
    r"boerderij|handel|corporatie|opvang|school|salon|studio|atelier|groep|stichting|verhuur|"
    r"instituut|apotheek|kliniek)|"
    r"(?i:maatschap|mts\.?|t?\.?h\.?o\.?d\.?n\.?|stg\.?|"
    r"restauratie|expeditie|rederij|uitgeverij|hotel|pension|camping|manege|"
    r"horeca|eetcaf[eé]|brasserie|trattoria|pizzeria|bloemisterij|notariaat|maatschappij|"
    r"uitvaartzorg|woonpunt|woonvorm|p\.?i\.?|jji|azc)"
)
"""Words for an organisation right before a name; "gemeentehuis Jan" is none."""
_MAY_BE_A_MAN = frozenset(("werkgever", "aannemer", "installateur", "leverancier", "bloemist"))
"""Words for a firm or for a man: what follows them is in doubt, and a first name is a man."""
_ARTICLES = frozenset(("de", "het", "van", "der"))
_TRADING_AS = "onder de naam "

_TRADES = frozenset(
    (
        "advocaten", "notarissen", "makelaars", "accountants", "architecten", "deurwaarders",
        "gerechtsdeurwaarders", "juristen", "bewindvoerders", "belastingadviseurs", "assurantiën",
        "fysiotherapeuten", "huisartsen", "tandartsen", "dierenartsen", "verloskundigen",
        "hoveniers", "loodgieters", "tuinen", "bewindvoering", "uitvaartverzorging", "transport",
        "bouw", "beheer", "installaties", "vastgoed", "thuiszorg", "makelaardij", "schilders",
        "keukens", "tweewielers", "optiek", "bouwbedrijf", "verhuizingen", "mode", "schoenen",
        "uitvaart", "bestratingen", "schilderwerken", "verzekeringen", "trading",
    )
)  # fmt: skip
_TRADE = re.compile(
    r"(?i)[\w-]*(?:bouw|werken|techniek|installaties|beheer|advies|adviseurs|transport|trading|media|"
    r"design|events?|trainingen|training|coaching|opleidingen|verhuur|vastgoed|makelaardij|makelaars|"
    r"verzekeringen|assuranti[eë]n|mode|schoenen|fietsen|tweewielers|keukens|bloemen|kwekerij|"
    r"hoveniers|tuinen|dakwerken|onderhoud|montage|recycling|logistiek|koeriers|reizen|catering|"
    r"horeca|juweliers?|optiek|fysiotherapie|fysio|tandartsen|dierenartsen|notarissen|advocaten|"
    r"accountants|consultants|consultancy|architecten|architectuur|ingenieurs|uitvaart|uitvaartzorg|"
    r"uitvaartverzorging|kassen|machines|services?|solutions|support|schoonmaak|bewindvoering|"
    r"zorggroep|thuiszorg|ambulancezorg|kinderopvang|basisschool|kliniek|instituut|stichting|kozijnen|"
    r"elektra|elektro|sloopwerken|grondwerken|parket|vloeren|meubelen|interieur|kappers|haarmode)"
    r"|Olie|Groen|Afval|Infra|Wonen|Huis|Huizen|Zorg|Vis|Hout|Glas|Staal"
)
"""A word with a capital behind a name that tells the trade of a firm."""
_PARTNER_AFTER = re.compile(rf" (?:& |\+ )(?:{JOIN} ){{0,3}}({CAP})")
_PARTNER_BEFORE = re.compile(rf"({CAP}) (?:& |\+ )(?:{JOIN} ){{0,3}}\Z")
_TITLED = ("aanspreektitel", "'familie'")


class _Register(NamedTuple):
    """The known organisations, their words folded.

    Attributes:
        sure: Those that are nothing else.
        perhaps: Those whose words are a common surname as well.
        beginnings: The first words of those of more than one word, as far as they go.
        endings: Their last words, likewise.
    """

    sure: frozenset[str]
    perhaps: frozenset[str]
    beginnings: frozenset[str]
    endings: frozenset[str]


@cache
def _register() -> _Register:
    text = decoded((files(__package__) / "data" / _REGISTER).read_bytes(), _REGISTER)
    lines = [line for line in text.split("\n") if line and line[0] != "#"]
    sure = [line.split() for line in lines if line[0] != "?"]
    parts = [(words[:at], words[at:]) for words in sure for at in range(1, len(words))]
    return _Register(
        frozenset(map(" ".join, sure)),
        frozenset(line[1:] for line in lines if line[0] == "?"),
        frozenset(" ".join(begin) for begin, _ in parts),
        frozenset(" ".join(end) for _, end in parts),
    )


def without_firms(text: str, findings: Iterable[Finding], lists: Lists) -> list[Finding]:
    """Return `findings` without the names of firms; where these come back alone, in doubt."""
    kept: list[Finding] = []
    firms: set[str] = set()
    for finding in findings:
        if finding.kind is not Kind.PERSOON or finding.reason.startswith(_TITLED):
            kept.append(finding)
        elif (judged := _judged(text, finding, lists)) is not None:
            kept.append(judged)
        else:
            words = text[finding.start : finding.end].split()
            firms.update(fold(word) for word in words if word not in JOINS and len(word) > 2)
    return [_in_doubt(text, one, firms) for one in kept]


def _in_doubt(text: str, finding: Finding, firms: set[str]) -> Finding:
    """Return `finding` in doubt when it is one word that a firm of this text has in its name."""
    if finding.kind is not Kind.PERSOON or not finding.certain or finding.rule != "tagger":
        return finding
    words = [word for word in text[finding.start : finding.end].split() if word not in JOINS]
    if len(words) != 1 or not (fold(words[0]) in firms or _is_firm_elsewhere(text, words[0])):
        return finding
    return replace(
        finding, certain=False, score=min(finding.score, 0.4),
        reason=f"{finding.reason}; ook de naam van een organisatie in deze tekst",
    )  # fmt: skip


def _is_firm_elsewhere(text: str, word: str) -> bool:
    """Say whether `word` first stands behind a word for an organisation: "Jachtwerf Wagenaar"."""
    head = _head_before(text, text.index(word))
    return head not in ("", *_MAY_BE_A_MAN)


def _judged(text: str, finding: Finding, lists: Lists) -> Finding | None:
    """Return `finding`, in doubt perhaps, or None when it names a firm."""
    start, end = finding.start, finding.end
    name = text[start:end]
    register = _register()
    key = _key(name)
    if key in register.sure or _known_with_neighbour(text, start, end, key, register):
        return None
    if _has_trade(text, end) or _has_partner(text, start, end, lists):
        return None
    if " " in name and _is_head(name.partition(" ")[0]):
        return None
    head = _head_before(text, start)
    if head in _MAY_BE_A_MAN:
        return finding if _has_first_name(name, lists) else _as_doubt(finding)
    if head:
        return None
    return _as_doubt(finding) if key in register.perhaps else finding


def _has_trade(text: str, end: int) -> bool:
    """Say whether the trade of a firm stands behind the name, or one word further."""
    if text[end : end + 1] != " ":
        return False
    words = text[end + 1 : end + _WINDOW].split("\n", 1)[0].split(" ")[:2]
    if _is_trade(words[0]):
        return True
    is_inside = words[0][:1].isupper() and words[0][-1:].isalpha()
    return (is_inside or words[0] in ("&", "en") or words[0] in JOINS) and _is_trade(words[-1])


@lru_cache(maxsize=8192)
def _is_trade(word: str) -> bool:
    plain = word.rstrip(".,;)!?'\"’”")
    return plain in _TRADES or (plain[:1].isupper() and _TRADE.fullmatch(plain) is not None)


def _head_before(text: str, start: int) -> str:
    """Return the word for an organisation right before a name, in lower case, or ""."""
    if text[start - 1 : start] not in " '\"‘“":
        return ""
    line = text[max(0, start - _WINDOW) : start].rpartition("\n")[2].rstrip("'\"‘“")
    if line.lower().endswith(_TRADING_AS):
        return _TRADING_AS
    words = line.split()[-3:]
    while words and words[-1] in _ARTICLES:
        words.pop()
    word = words[-1].lower() if words else ""
    return word if word in _MAY_BE_A_MAN or (words and _is_head(words[-1])) else ""


@lru_cache(maxsize=8192)
def _is_head(word: str) -> bool:
    return _HEAD.fullmatch(word) is not None


def _as_doubt(finding: Finding) -> Finding:
    return replace(
        finding, certain=False, score=min(finding.score, 0.4),
        reason=f"{finding.reason}; kan ook een organisatie zijn",
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    return " ".join(fold(name.replace(".", " ").replace("-", " ").replace("'", " ")).split())


_WORD_AFTER = re.compile(r" ((?:&|en|[^\W\d_][\w-]+)(?: (?:&|en|[^\W\d_][\w-]+))?)")


def _known_with_neighbour(text: str, start: int, end: int, key: str, register: _Register) -> bool:
    """Say whether the name and the word or two behind it, or the one before it, are registered."""
    after = _WORD_AFTER.match(text, end) if key in register.beginnings else None
    if after:
        words = _key(after[1].replace("&", "en")).split()
        if f"{key} {words[0]}" in register.sure or f"{key} {' '.join(words)}" in register.sure:
            return True
    if key not in register.endings:
        return False
    words = text[max(0, start - 30) : start].split()
    return any(f"{_key(' '.join(words[-n:]))} {key}" in register.sure for n in (1, 2, 3))


def _has_partner(text: str, start: int, end: int, lists: Lists) -> bool:
    """Say whether "&" joins the name to another surname: "Slagter & Oudkerk", no "Jan & Marie"."""
    name = text[start:end]
    if fold(name.partition(" ")[0]) in lists.common_first_names or "." in name:
        return False
    after = _PARTNER_AFTER.match(text, end)
    has_sign = "&" in text[max(0, start - 12) : start]
    before = _PARTNER_BEFORE.search(text, max(0, start - 40), start) if has_sign else None
    partner = after or before
    return partner is not None and fold(partner[1]) not in lists.common_first_names


def _has_first_name(name: str, lists: Lists) -> bool:
    """Say whether the first word of `name` is a first name and no surname."""
    key = fold(name.partition(" ")[0])
    return key in lists.common_first_names and key not in lists.surnames
