"""Surnames in lower case that are ordinary words, after a title: "mevrouw winter", "agent storm".

After a form of address nothing but a name can stand where a list of names knows the word and it
is no verb or particle: "de heer groen", but not "mevrouw moet". With tussenvoegsels the word need
not be in a list ("wethouder van wieren", "mevrouw van wijngaarden"), unless it tells a function or
where somebody comes from ("meneer de voorzitter", "mevrouw van de thuiszorg").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stadspoort.engines.privacy._lists import Lists, fold
from stadspoort.engines.privacy._name_words import VERB_AFTER
from stadspoort.engines.privacy._values import Finding, Kind

_HOUSEHOLDS = frozenset(("familie", "fam", "fam.", "gezin", "weduwe", "echtpaar"))
"""Also said of the relatives of somebody: "familie van de bewoner"."""
_FORMS = frozenset((
    "heer", "heren", "meneer", "mijnheer", "mevrouw", "mevr", "mevr.", "mw", "mw.", "dhr", "dhr.",
    "mejuffrouw", "juffrouw", "familie", "fam", "fam.", "echtpaar", "gezin", "weduwe",
))  # fmt: skip
_OFFICES = frozenset((
    "wethouder", "burgemeester", "raadslid", "griffier", "gedeputeerde", "minister", "agent",
    "wijkagent", "hoofdagent", "brigadier", "inspecteur", "rechercheur", "dokter", "dr.",
    "huisarts", "tandarts", "dominee", "ds.", "pastoor", "kapelaan", "meester", "mr.", "juf",
    "notaris", "rechter", "officier", "professor", "zuster", "broeder", "oom", "ome",
    "tante", "trainer",
))  # fmt: skip
_JOINED = (
    r"(?:van der|van den|van de|van 't|van het|van|de|den|der|ter|ten|te|in 't|op den|op de|el|al|"
    r"le|la|von|di|da|dos)"
)
_AFTER = re.compile(rf"(?:[a-tv-z]\.? ){{0,3}}(?:({_JOINED}) )?([^\W\d_]{{3,25}})(?![\w@]|\.\w)")
_LONGEST_RARE = 9
_SECOND = re.compile(rf"-(?:{_JOINED} )?[^\W\d_]{{3,20}}(?!\w)")
"""The other half of a double surname."""
NO_NAME = frozenset(
    (
        "alla", "allen", "aller", "ander", "andere", "bel", "bellen", "beste", "boven", "dan",
        "deze", "die", "dien", "elke", "gaan", "goede", "heer", "heren", "iedere", "ieder", "keer",
        "kijk", "laat", "laats", "langs", "man", "meer", "mede", "mens", "mevrouw", "meneer", "mag",
        "moe", "moet", "moest", "naar", "nam", "niks", "nik", "noemt", "nou", "oke", "oké", "oud",
        "over", "pas", "pak", "per", "prima", "punt", "komma", "samen", "sec", "snel", "spreekt",
        "steun", "straks", "terug", "uit", "veel", "voor", "vol", "wel", "weg", "welk", "werd",
        "west", "noord", "zuid", "oost", "wil", "wilt", "wilde", "wilden", "will", "zal", "zag",
        "zelf", "ziet",
        "zeg", "zat", "zit", "zou", "is", "was", "heeft", "had", "kan", "kon", "doet", "deed",
        "toen", "nog", "ook", "maar", "met", "net", "nee", "nu", "als", "een", "het", "hem",
        "haar", "hij", "zij", "wij", "men", "mij", "ons", "hun", "uw", "dus", "want", "of", "en",
        "dat", "dit", "wat", "wie", "waar", "hoe", "waarom", "wanneer", "burgemeester",
        "wethouder", "voorzitter", "griffier", "secretaris", "raadslid", "dokter", "agent",
        "notaris", "rechter", "minister", "portefeuillehouder", "directeur", "tolk", "advocaat",
        "gemachtigde", "raad", "commissie", "gemeente", "provincie", "politie", "huis", "dag",
        "buren", "buurman", "buurvrouw", "neef", "nicht", "zoon", "dochter", "vader", "moeder",
        "zus", "broer", "oma", "opa", "vrouw", "kind", "baby", "collega", "kwestie", "zaak",
    )
)  # fmt: skip
"""Words of lists of names that after a title are a verb, a particle or a function."""
_FROM = frozenset(
    (
        "thuiszorg", "gemeente", "overkant", "buurt", "winkel", "zorg", "woning", "bank", "kerk",
        "school", "bakker", "slager", "hoek", "receptie", "balie", "boerderij", "markt", "politie",
        "provincie", "bus", "post", "krant", "partij", "raad", "commissie", "afdeling", "kamer",
        "dienst", "financiën", "sport", "onderwijs", "jeugd", "wonen", "verkeer", "cultuur",
        "economie", "milieu", "welzijn", "dienst", "justitie", "hiernaast", "boven", "beneden",
        "buiten", "daar", "hier", "haar", "zijn", "mijn", "jou", "ons", "hun", "mij", "mens",
        "middelbare", "zekere", "oudere", "jonge", "oude", "leeftijd", "straks", "gisteren",
        "vanmiddag", "vandaag", "net", "vorige", "twee", "drie", "die", "dat", "deze", "elders",
        "kwaad", "slag", "plan", "huis", "wege", "harte", "andere", "kant", "zaal", "stad", "dorp",
    )
)  # fmt: skip
_TOPONYM = re.compile(
    r"[^\W\d_]{1,14}(?:gaarden?|hoven|beek|berge?n?|burg|dam|dijk|donk|drecht|foort|geest|haven|heem|heuvel|"
    r"hout|huizen|kamp|laar|land|loo|meer|molen|mond|oord|oort|poel|rijn|rode|schoten|sluis|steen|"
    r"straten|veen|velde?n?|voort|vliet|waal|weert|wijk|woude|zand|zijl|stein|kerke?n?|hof|horst)"
)
_STREET = re.compile(
    r"[^\W\d_]{2}(?:straat|laan|plein|weg|kade|gracht|singel|dreef|plantsoen|school|brug|stichting)$"
)
"""What is named after somebody: "de burgemeester de kockstraat"."""
_SIR = re.compile(r"(?i)(?<!\w)(?:de|oude|den) heer \Z")
"""Nothing but a name follows."""
_ENDS = re.compile(rf"{VERB_AFTER.pattern}|[,.;:!?\n]|\Z| (?:komma|punt)(?!\w)")
_APPOSITION = re.compile(r"komma (?:dus |dat is |namelijk |te weten )?(?=[^\W\d_])")
"""Between an office and its holder, set apart: "de burgemeester komma dus ten cate komma"."""
_COMMA = re.compile(r" komma(?!\w)|,")
_RELATED = re.compile(
    r"(?i)(?<!\w)(?:geen|mijn|haar|zijn|hun|uw|onze|je|jouw|veel|als|van) [^\W\d_]+\.? \Z"
)
"""Before "familie" when it tells relatives, and no surname follows."""
_QUOTES = re.compile("[(\"'\\[]")
_ARCHAIC = frozenset(("van der", "van den", "ter", "ten", "van 't", "op den", "in 't"))


def find_titled_names(text: str, lower: str, lists: Lists) -> Iterator[Finding]:
    """Yield surnames in lower case after a title, also those that are ordinary words.

    Args:
        text: The even text.
        lower: The same in lower case.
        lists: The word lists.
    """
    words = set(_QUOTES.sub(" ", lower).split())
    for titles, is_form in ((_FORMS, True), (_OFFICES, False)):
        for title in sorted(words & titles):
            at = lower.find(title + " ")
            while at >= 0:
                end = at + len(title) + 1
                is_word = not lower[at - 1 : at].isalnum() and lower[at - 1 : at] != "-"
                if is_word and text[end : end + 1].islower():
                    begins = at == 0 or lower[at - 1] == "\n"
                    yield from _after_title(
                        text, end, lists, is_weak=begins and not is_form,
                        may_be_of=title in _HOUSEHOLDS,
                    )  # fmt: skip
                at = lower.find(title + " ", end)


def _after_title(
    text: str, at: int, lists: Lists, *, is_weak: bool, may_be_of: bool
) -> Iterator[Finding]:
    apart = _APPOSITION.match(text, at)
    at = apart.end() if apart else at
    found = _AFTER.match(text, at)
    if found is None or not found[2].islower():
        return
    if apart and not _COMMA.match(text, found.end()):
        return
    key = fold(found[2])
    if _STREET.search(found[2]):
        return
    if may_be_of and (
        (found[1] and key not in lists.surnames) or _RELATED.search(text, max(0, at - 25), at)
    ):
        return
    is_name = (
        _is_joined_name(found[1], found[2], key, lists)
        if found[1]
        else _is_bare_name(text, found, key, lists, is_weak=is_weak)
        or (_SIR.search(text, max(0, at - 9), at) and _is_noun(found, key, lists))
    )
    is_sure = is_name or not (found[1] and _may_be_joined(found[1], found[2], key, lists))
    if is_name or not is_sure:
        second = _SECOND.match(text, found.end())
        end = second.end() if second else found.end()
        yield Finding(
            at, end, Kind.PERSOON, 0.88 if is_sure else 0.6,
            "aanspreektitel of ambt ervoor, kleine letters", certain=is_sure,
        )  # fmt: skip


def _is_bare_name(
    text: str, found: re.Match[str], key: str, lists: Lists, *, is_weak: bool
) -> bool:
    """Say whether the one word after a title is a name that may be an ordinary word too."""
    if key in NO_NAME or not (key in lists.surnames or key in lists.first_names):
        return False
    if is_weak:  # "agent prima dan ...": the speaker, not a title
        return key not in lists.dictionary or VERB_AFTER.match(text, found.end()) is not None
    return True


def _is_joined_name(join: str, word: str, key: str, lists: Lists) -> bool:
    """Say whether a tussenvoegsel and a word after a title are a name."""
    if key in NO_NAME or key in _FROM or word in _FROM:
        return False
    if key in lists.surnames or key not in lists.dictionary:
        return True
    return join in _ARCHAIC or (join == "van" and _TOPONYM.fullmatch(word) is not None)


def _may_be_joined(join: str, word: str, key: str, lists: Lists) -> bool:
    """Say whether "van" and a rare word can be a name: "wethouder van wieren"; in doubt."""
    if join not in ("van", "de") or key in NO_NAME or key in _FROM or word in _FROM:
        return False
    return key not in lists.words and len(key) <= _LONGEST_RARE and key not in lists.places


def _is_noun(found: re.Match[str], key: str, lists: Lists) -> bool:
    """Say whether a word of the dictionary can be a surname by its form: no verb, no particle."""
    if key not in lists.dictionary or key in NO_NAME or VERB_AFTER.fullmatch(found[2]):
        return False
    return key not in lists.words or _ENDS.match(found.string, found.end()) is not None
