"""Which names belong to officials in office, whose decisions the public may link to a person.

In office: king's commissioner, mayor, alderman, deputy, councillor (also a burgerraadslid), member
or chair of an advisory committee in that role, council clerk (griffier), municipal secretary,
minister, member of parliament. Everybody else is not: civil servants, secretaries of a committee,
police, BOA, experts, speakers from the public, candidates and those who left office.

The word at the name decides: before it ("wethouder Yüksel"), after it ("Chen (GroenLinks)"), or at
the head of the list it stands in ("Leden: ..."). What was learned holds for the whole text.

Source: Woo art. 5.1 lid 2 sub e, with the line of the Raad van State that who holds a public office
has less to expect of it (ABRvS 31 January 2018, ECLI:NL:RVS:2018:321, and later).
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest

from stadspoort.engines.privacy._lists import fold
from stadspoort.engines.privacy._name_words import JOINS
from stadspoort.engines.privacy._values import Finding, Kind

_OFFICE = (
    r"(?:commissaris(?:sen)? van de koning|cdk|(?:loco-?|waarnemend )?burgemeesters?|"
    r"(?:loco-?)?wethouders?|gedeputeerden?|"
    r"(?:burger-?|duo-?|schaduw-?|gemeente)?raads?(?:leden|lid)|burger(?:leden|lid)|"
    r"(?:steun)?fractie(?:leden|lid|voorzitters?|leiders?)|staten(?:leden|lid)|"
    r"commissie(?:leden|lid|voorzitter)|raadsvoorzitter|"
    r"(?:plaatsvervangend |plv\.? |raads|commissie|staten)?griffiers?|"
    r"(?:loco-?)?(?:gemeente|provincie)secretaris(?:sen)?|"
    r"minister(?:s|-president)?|staatssecretaris(?:sen)?|premier|ambtgenoot|"
    r"(?:(?:tweede|eerste)[ -])?kamer(?:leden|lid)|europarlementariërs?|senator|"
    r"portefeuillehouders?|pfh\.?|colleg(?:elid|eleden)|"
    r"lid van de (?:gemeente|tweede |provinciale )?(?:raad|kamer|staten))"
)
_TITLES = (
    r"(?:[ :,(]{1,3}(?:de heer|de heren|mevrouw|meneer|dhr|hr|mw|mevr|mr|drs?|ir|ing|prof|"
    r"voorzitter|lid)\.?)*"
)
_PORTFOLIO = (
    r"(?: (?:van|voor)(?: de)?)?(?: (?:gemeente [\w-]+|financiën|zorg|onderwijs|wonen|jeugd|"
    r"jeugdzorg|ruimte|"
    r"ruimtelijke ordening|verkeer|mobiliteit|sociaal domein|sociale zaken|cultuur|sport|"
    r"duurzaamheid|economie|economische zaken|welzijn|wmo|groen|milieu|energie|participatie|"
    r"volkshuisvesting|natuur|klimaat|samenleving|justitie|volksgezondheid|defensie|raad|"
    r"binnenlandse zaken|[a-z-]{3,20}(?=, )|en)){0,4}"
)
_OFFICE_BEFORE = re.compile(
    rf"(?<![\w-])(?<!kandidaat )(?<!voormalig )(?<!toenmalig )(?<!beoogd )({_OFFICE}){_PORTFOLIO}"
    rf"{_TITLES}[ :,(*|;\t-]{{1,4}}$"
)
_PARTY = (
    r"(?:(?:fractie )?(?:pvda|cda|vvd|d66|d'66|sp|pvv|groenlinks|gl|sgp|christenunie|cu|fvd|denk|"
    r"volt|bbb|ja21|50plus|50\+|pvdd|bij1|nsc|forum voor democratie|partij voor de dieren|"
    r"gemeentebelangen?|burgerbelangen|dorpsbelangen?|inwonersbelangen|algemeen belang|lokaal \w+|"
    r"leefbaar \w+|stadspartij(?: \w+)?|stadsbelangen?|lijst [\w-]+|\w+ lokaal|ouderenpartij|"
    r"seniorenpartij)(?:[-/]\w+)?|fractie [\w-]+)"
)
_AFTER = re.compile(
    rf"(?: \(| ?, | ?\n ?|,? (?:als|is|was|blijft) (?:de |onze |uw )?| ?\| ?| ?; ?|\t)"
    rf"(?:(?:de |uw )?{_OFFICE}(?![\w-])|fractie )"
)
_PARTY_AFTER = re.compile(
    rf"(?: ?[(\[] ?|, | ?[|;\t] ?){_PARTY}(?![\w-])|"
    rf" (?:van|namens|voor) (?:de |het )?(?:fractie(?: van)? (?:de |het )?)?{_PARTY}(?![\w-])"
)
_CHAIR_AFTER = re.compile(
    r"(?: ?\(|, | ?[|;\t] ?)(?:plv\.? |plaatsvervangend |vice-|technisch )?(?:voorzitter|lid)(?!\w)"
    r"(?! van (?!de (?:commissie|raad|adviesraad)))"
)
_OTHER_AFTER = re.compile(
    r"(?: ?\(|, | ?[|;\t] ?)(?:ambtelijk |plv\.? |tweede )?(?:secretaris|ambtenaar|notulist|gast|"
    r"inspreker|inspreekster|tolk|adviseur|beleid\w*|jurist|projectleider|bewoner|wijkagent|"
    r"verslag\w*|ondersteun\w*|kandidaat\w*|oud-\w+|ambtelijk\w*|toehoorder|pers|namens|manager|"
    r"teamleider|afdeling\w*|deskundige|bezwaarmaker|gemachtigde|voor (?:agenda)?punt)(?!\w)"
)
_OTHER_BEFORE = re.compile(
    r"(?<!\w)(?:inspreker|insprekers|inspreekster|ambtenaar|bewoner|bewoonster|inwoner|inwoonster|"
    r"secretaris|notulist|bezwaarmaker|bezwaarde|wijkagent|boa|projectleider|beleidsmedewerker|"
    r"adviseur|consulent|jurist|kandidaat|kandidaat-\w+|oud-\w+|gemachtigde|gast|echtgenote?|zoon|"
    r"dochter|vrouw|man|moeder|vader|broer|zus|(?:over)?buur(?:man|vrouw)|neef|nicht|vriend|"
    r"vriendin|partner|collega|arts|huisarts|melder|klager|aanvrager|cli[eë]nte?)s?(?::|,)?"
    r"(?: (?:de heer|mevrouw|dhr\.?|mw\.?|mr\.?))* $"
)
_LIST_LABEL = re.compile(
    r"(?:^|\n|[.;] |- )[ \t*-]{0,4}(?:(?:aanwezig|afwezig|verhinderd|afgemeld)\w{0,2}:? )?(?:de )?"
    r"(?:plv\.? |plaatsvervangend )?(?:voorzitter|leden|lid|commissie|wethouders|raadsleden|"
    r"commissieleden)"
    r"(?: van de (?:raad|commissie))?\*{0,2} ?:\*{0,2}"
    r"(?: ?(?:de heer|mevrouw|dhr\.?|mw\.?|mr\.?|drs\.?|dr\.?|ir\.?|prof\.?|mevr\.?))* ?$"
)
_MEMBERS_LINE = re.compile(
    r"[ \t*-]{0,4}(?:(?:aanwezig|afwezig|verhinderd|afgemeld)\w{0,2}:? )?(?:de )?(?:leden|"
    r"wethouders|raadsleden|commissieleden)(?: van de (?:raad|commissie))?\*{0,2} ?:[^:]*"
)
_PRESENT_LINE = re.compile(
    r"[ \t*-]{0,4}(?:aanwezig|afwezig|afgemeld|verhinderd|bericht van verhindering)"
    r"(?: met kennisgeving| m\.?k\.?)?(?: \w+)?\*{0,2} ?:[^:]*"
)
_NEXT = re.compile(
    r"(?: ?\([^)\n]{1,40}\))?(?:,|;| en|, en| \||\n ?[-*•])"
    r"(?: (?:de heer|mevrouw|dhr\.?|mw\.?|mevr\.?|mr\.?|drs\.?|dr\.?|ir\.?|ing\.?|prof\.?))* ?$"
)
_COMMITTEE = re.compile(
    r"(?:advies|bezwaar\w*|rekenkamer|welstands?|monumenten|raads|audit|klachten)-?commissie|"
    r"commissie (?:voor |van )?(?:de )?(?:bezwaar|beroep|ruimtelijke|welstand|advies|klacht|"
    r"bestuur|samenleving|ruimte|sociaal)|hoorzitting|hoorcommissie|raadsvergadering|gemeenteraad|"
    r"vergadering van de (?:raad|commissie)|notulen (?:van )?(?:de )?(?:raad|commissie)|"
    r"raadsplein|besluitvormende|collegevergadering|besluitenlijst"
)
_COUNCIL_OF_ADVICE = re.compile(
    r"vergadering van de raad(?!\w)|"
    r"(?:advies|participatie|cliënten|wmo-?|senioren|jongeren|ouderen|kinder)(?:advies)?raad(?!\w)|"
    r"besluitenlijst (?:van )?(?:het )?college|(?:openbare )?besluitenlijst b&w"
)
_TRIGGERS = (
    "burgemeester", "wethouder", "raad", "gedeputeerde", "griffier", "secretaris", "minister",
    "kamerlid", "commissie", "portefeuillehouder", "pfh", "voorzitter", "commissaris", "statenl",
    "fractie", "burgerlid", "hoorzitting", "college", "(vvd", "(cda", "(d66", "(pvda", "(sp)",
    "(groenl", "senator", "cdk",
)  # fmt: skip
_OFFICE_WORDS = (
    "commissa", "commissie", "cdk", "burge", "wethouder", "gedeputeerde", "raad", "fractie",
    "staten", "griffier", "secretaris", "minister", "premier", "ambtgenoot", "kamer", "europarl",
    "senator", "portefeuille", "pfh", "colleg",
)  # fmt: skip
"""One of these stands in every office of `_OFFICE`."""
_HEAD = 600
_REACH = 90
_LINE = 500
_INTRODUCTION = 14
"""At most so many signs stand between a word for the next person and that name."""
_WORD = re.compile(r"[^\W\d_]+")


def mark_officers(text: str, lower: str, findings: list[Finding]) -> list[Finding]:
    """Return `findings` in order, those that name an official in office marked as such.

    Args:
        text: The even text.
        lower: The same in lower case, with the same offsets.
        findings: Sorted, not overlapping.
    """
    if not any(trigger in lower for trigger in _TRIGGERS):
        return findings
    persons = [finding for finding in findings if finding.kind is Kind.PERSOON]
    officers, others = _by_words_around(lower, persons)
    if not officers:
        return findings
    known = [_parts(text, finding) for finding in persons if finding.start in officers]
    private = [_parts(text, finding) for finding in persons if finding.start in others]
    return [
        replace(finding, is_officer=True)
        if finding.kind is Kind.PERSOON
        and finding.start not in others
        and (finding.start in officers or _is_known(_parts(text, finding), known, private))
        else finding
        for finding in findings
    ]


def _by_words_around(lower: str, persons: list[Finding]) -> tuple[set[int], set[int]]:
    """Return where names of officers begin, and where names stand that are said to be others."""
    head = lower[:_HEAD]
    is_advice = _COUNCIL_OF_ADVICE.search(head) is not None
    is_committee = is_advice or _COMMITTEE.search(head) is not None
    is_court = "rechtbank" in lower and "gemeenteraad" not in lower
    officers: set[int] = set()
    others: set[int] = set()
    list_end = -1
    for finding, following in zip_longest(persons, persons[1:]):
        start, end = finding.start, finding.end
        # "Jansen, wethouder De Roo": what introduces the next name says nothing of this one.
        stop = following.start - _INTRODUCTION if following else len(lower)
        before = lower[max(0, start - _REACH) : start]
        has_office = any(word in before for word in _OFFICE_WORDS)
        office = _OFFICE_BEFORE.search(before) if has_office else None
        is_listed = 0 <= list_end <= start and _NEXT.fullmatch(lower, list_end, start) is not None
        opens_list = _opens_list(before, office, is_committee=is_committee)
        list_end = end if is_listed or opens_list else -1
        if _says(_OTHER_AFTER, lower, end, stop) or (
            before.endswith(" ") and _OTHER_BEFORE.search(before)
        ):
            others.add(start)
        elif (
            (office and not (is_court and office[1].endswith("griffier")))
            or is_listed
            or opens_list
            or _says(_AFTER, lower, end, stop)
            or _PARTY_AFTER.match(lower, end)
            or _is_in_line(lower, start, is_committee=is_committee, is_advice=is_advice)
            or (is_committee and _says(_CHAIR_AFTER, lower, end, stop))
        ):
            officers.add(start)
    return officers, others


def _says(pattern: re.Pattern[str], lower: str, end: int, stop: int) -> bool:
    """Say whether `pattern` stands right after a name, in brackets or before `stop`."""
    found = pattern.match(lower, end)
    return found is not None and ("(" in found[0] or found.end() <= stop)


def _opens_list(before: str, office: re.Match[str] | None, *, is_committee: bool) -> bool:
    """Say whether the name after `before` is the first of a list of officers."""
    if office and office[1].endswith(("s", "leden", "heren", "gedeputeerden")):
        return True
    return is_committee and _LIST_LABEL.search(before) is not None


def _is_in_line(lower: str, start: int, *, is_committee: bool, is_advice: bool) -> bool:
    """Say whether the line before a name begins with a label for officers and holds no other."""
    if not is_committee:
        return False
    line_start = max(lower.rfind("\n", 0, start) + 1, start - _LINE)
    if _MEMBERS_LINE.fullmatch(lower, line_start, start):
        return True
    return is_advice and _PRESENT_LINE.fullmatch(lower, line_start, start) is not None


def _parts(text: str, finding: Finding) -> tuple[str, tuple[str, ...]]:
    """Return the first initial of a name ("" when it has none of its own) and its folded words."""
    words = [word for word in _WORD.findall(text[finding.start : finding.end]) if word not in JOINS]
    names = tuple(fold(word) for word in words if len(word) > 1)
    initial = fold(words[0])[:1] if len(words) > 1 else ""
    return initial, names


def _is_known(
    name: tuple[str, tuple[str, ...]],
    known: list[tuple[str, tuple[str, ...]]],
    private: list[tuple[str, tuple[str, ...]]],
) -> bool:
    """Say whether `name` can only be one of the officers `known`."""
    return _fits(name, known) and not _fits(name, private)


def _fits(name: tuple[str, tuple[str, ...]], known: list[tuple[str, tuple[str, ...]]]) -> bool:
    initial, words = name
    if not words:
        return False
    for other_initial, other in known:
        if len(words) == 1 and len(other) > 1 and words[0] == "".join(w[0] for w in other):
            return True
        if not other or not (set(words) <= set(other) or set(other) <= set(words)):
            continue
        if not initial or not other_initial or initial == other_initial:
            return True
    return False
