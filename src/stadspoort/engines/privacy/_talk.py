"""Written down talk: who takes turns by role, and words that open a turn, are no names.

    Spreker 1: Dan beginnen we.            "Spreker" names nobody, "Dan" opens the turn
    [00:00:09] VT: Zegt u het maar.        an office that speaks
    Medewerker: Prima, mevrouw Vermeulen.  in a form "Medewerker:" would announce a name

A text is talk when three lines or more begin with the label of a speaker, one of them twice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from stadspoort.engines.privacy._layout import NO_SPEAKER
from stadspoort.engines.privacy._name_words import ROLE
from stadspoort.engines.privacy._number_words import value_of
from stadspoort.engines.privacy._values import Finding, Kind

_TURN = re.compile(
    r"(?m)^[ \t>]{0,4}(?:[\[(]?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?[\])]?[ \t]{0,2})?"
    r"([^\W\d_][\w.' -]{0,30}?)(?: \([^)\n]{1,30}\))?:[ \t]*(?=\S)"
)
_COUNTER = re.compile(r" ?(?:\d{1,2}|een|twee|drie|vier|vijf|zes|zeven|acht)$")
_SPEAKS = re.compile(rf"(?:{ROLE})(?:s|en)?")
_ROLES = NO_SPEAKER - {"naam", "voornaam", "achternaam", "namen"} | frozenset(
    (
        "i", "r", "v", "a", "m", "b", "q", "int", "resp", "boa",
        "spreker", "spreekster", "spk", "vrager", "ondervrager", "interviewer", "interviewster",
        "geïnterviewde", "respondent", "deelnemer", "deelneemster", "persoon", "stem",
        "presentator",
        "moderator", "gespreksleider", "consulent", "consulente", "melder", "meldster", "meldkamer",
        "centralist", "telefonist", "telefoniste", "receptionist", "receptioniste", "inspreker",
        "inspreekster", "verhoorder", "verbalisant", "verdachte", "getuige", "vt", "kcc", "mdw",
        "opsteller", "host", "gast", "publiek", "raadslid", "rechter", "officier", "advocaat",
        "mevrouw", "meneer", "man", "vrouw", "bezwaarmaker", "bezwaarmaakster", "commissielid",
        "notulist", "zoon", "dochter", "zus", "broer", "buurman", "buurvrouw", "begeleider",
        "begeleidster", "dame", "heer", "team", "speaker", "caller", "operator", "klerk",
    )
)  # fmt: skip
OPENERS = frozenset(
    (
        "ja", "jawel", "jazeker", "jaja", "nee", "neen", "nou", "nou ja", "dan", "die", "dat",
        "dit", "deze", "haar", "zijn", "hun", "mijn", "uw", "goed", "goeie", "prima", "oké",
        "oke", "ok", "mooi", "fijn", "ach", "och", "oh", "ah", "o", "eh", "ehm", "uh", "uhm", "euh",
        "hm", "hmm", "hè", "hé", "hee", "ho", "tja", "zo", "dus", "want", "maar", "en", "of",
        "kijk", "luister", "zeg", "wacht", "precies", "klopt", "juist", "natuurlijk", "zeker",
        "inderdaad", "helemaal", "altijd", "nooit", "soms", "gewoon", "graag", "sorry", "pardon",
        "pa", "ma", "mam", "pap", "mama", "papa", "jongen", "meid", "kind", "man", "mens",
        "eerst", "even", "eentje", "sinds", "toen", "daar", "hier", "er", "ik", "wij", "we",
        "jij", "je", "u", "hij", "zij", "ze", "wat", "wie", "waar", "hoe", "waarom", "wanneer",
        "welke", "weet", "mag", "kan", "kunt", "wilt", "heeft", "hebt", "bent", "is", "was",
        "staat", "dank", "bedankt", "doei", "dag", "hallo", "hoi", "goedemorgen", "goedemiddag",
        "goedenavond", "welkom", "gevonden", "genoeg", "niks", "niets", "geen", "alles",
        "allemaal", "misschien", "volgens", "behalve", "alleen", "samen", "beide", "top", "super",
    )
)  # fmt: skip
"""Words with which people begin to speak."""
_NEVER_NAMES = OPENERS - {"ma", "pa", "dan", "eh", "ho", "top", "kan", "mens", "man", "mam", "pap"}
_LEAST_WORDS = 4
_LABEL_INSIDE = re.compile(r"(?:(?<=[. ])|\A)(?:[Vv]oor|[Aa]chter|[Rr]oep)naam (?=[^\W\d_])")
_CODE = re.compile(r"[A-Z](?:,? [A-Z]){1,4}|[A-Z]{2,5}")
_CODE_AFTER = re.compile(
    r",? (?:streepje|liggend streepje|slash|schuine streep)(?!\w)|, \d{2,}(?![\w./-]\w)"
)
_AREA_BEFORE = re.compile(
    r"(?i)(?<!\w)(?:gemeente|klantcontactcentrum|provincie|waterschap|gemeentehuis|hof van)"
    r"(?: [^\W\d_]+)? \Z"
)


@dataclass(frozen=True, slots=True)
class Talk:
    """The turns of a text that is talk.

    Attributes:
        labels: Where the labels of speakers begin that are a role and no name.
        begins: Where those turns begin, after the label.
        roles: Those labels as written.
    """

    labels: frozenset[int]
    begins: frozenset[int]
    roles: frozenset[str]

    def without_answers(self, text: str, findings: Iterable[Finding]) -> list[Finding]:
        """Return `findings` without names that only a form would hold after such a label.

        Two capitals and more inside a turn stay: they are a name on their own.
        """
        reasons = {f"veld '{role}'" for role in self.roles}
        return [
            finding
            for finding in findings
            if finding.kind is not Kind.PERSOON
            or finding.reasons[0] not in reasons
            or (finding.start not in self.begins and _is_full(text, finding))
        ]

    def without_turns(self, text: str, findings: Iterable[Finding]) -> list[Finding]:
        """Return `findings` without names that are a role of a speaker or open a turn."""
        return [finding for finding in findings if not self._is_of_turn(text, finding)]

    def _is_of_turn(self, text: str, finding: Finding) -> bool:
        if finding.kind is not Kind.PERSOON:
            return False
        word = text[finding.start : finding.end].lower().strip(" .,")
        return finding.start in self.labels or (word in OPENERS and finding.start in self.begins)


def _is_full(text: str, finding: Finding) -> bool:
    words = text[finding.start : finding.end].split()
    return len(words) > 1 and all(word[:1].isupper() and word[-1:].isalpha() for word in words)


def without_particles(text: str, findings: Iterable[Finding]) -> list[Finding]:
    """Return `findings` without names that are a particle, a number, an area or part of a code.

    "meneer dat weet iedereen", "in negentienzevenenzestig", "gemeente oosterloo met stefan" and
    "H A V, 24, 00961" name nobody. A label inside a name ("A. Voornaam Dorota") is cut off.
    """
    kept = []
    for finding in findings:
        if finding.kind is not Kind.PERSOON:
            kept.append(finding)
            continue
        label = _LABEL_INSIDE.search(text, finding.start, finding.end)
        named = replace(finding, start=label.end()) if label else finding
        if not _is_nobody(text, named):
            kept.append(named)
    return kept


def _is_nobody(text: str, finding: Finding) -> bool:
    word = text[finding.start : finding.end]
    if word in _NEVER_NAMES or value_of(word) is not None:
        return True
    if _CODE.fullmatch(word) and _CODE_AFTER.match(text, finding.end):
        return True
    if finding.certain:
        return False
    return _AREA_BEFORE.search(text, max(0, finding.start - 45), finding.start) is not None


def read_talk(text: str) -> Talk | None:
    """Return the turns of `text`, None when it is no talk between roles."""
    if text.count(":") < 3:
        return None
    turns = [turn for turn in _TURN.finditer(text) if _is_role(turn[1].lower())]
    counts = Counter(turn[1].lower() for turn in turns)
    if len(turns) < 3 or counts.most_common(1)[0][1] < 2:
        return None
    told = sum(_is_told(text, turn.end()) for turn in turns)
    if 2 * told < len(turns):
        return None
    return Talk(
        frozenset(turn.start(1) for turn in turns),
        frozenset(turn.end() for turn in turns),
        frozenset(turn[1] for turn in turns),
    )


def _is_told(text: str, start: int) -> bool:
    """Say whether a sentence follows, and not the value of a field."""
    end = text.find("\n", start)
    line = text[start : end if end >= 0 else len(text)].rstrip()
    return line.endswith((".", "?", "!", "...")) or line.count(" ") >= _LEAST_WORDS


@lru_cache(maxsize=512)
def _is_role(label: str) -> bool:
    """Say whether a label in lower case is a role, with or without a number."""
    role = _COUNTER.sub("", label)
    return role in _ROLES or _SPEAKS.fullmatch(role) is not None
