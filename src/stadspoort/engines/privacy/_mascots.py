"""Names of nobody: animals, and the bots that answer in a chat.

"Kat Mitzi", "de hond luistert naar Moritz" and "bot Gem: Hallo!" name no person, here nor elsewhere
in the text, where the name mostly stands alone. A full name of a person with the same word keeps
it: "Sara de Vries" beside "de kat Sara".
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator

from stadspoort.engines.privacy._lists import fold
from stadspoort.engines.privacy._name_words import CAP
from stadspoort.engines.privacy._values import Finding, Kind

_ANIMAL = (
    "hond", "hondje", "honden", "hulphond", "waakhond", "blindengeleidehond", "geleidehond", "pup",
    "puppy", "teckel", "labrador", "herder", "herdershond", "pitbull", "bulldog", "poedel",
    "terriër", "terrier", "stafford", "rottweiler", "kat", "katje", "katten", "kater", "poes",
    "poesje", "poezen", "kitten", "kittens", "paard", "paardje", "paarden", "pony", "pony's",
    "ponys", "merrie", "hengst", "ruin", "veulen", "shetlander", "ezel", "konijn", "konijnen",
    "cavia", "cavia's", "hamster", "papegaai", "parkiet", "parkieten", "kanarie", "haan", "kip",
    "kippen", "gans", "zwaan", "geit", "geiten", "schaap", "varken", "schildpad", "dier", "dieren",
    "huisdier", "huisdieren", "paardrijden",
)  # fmt: skip
_BOT = ("bot", "chatbot", "voicebot", "robot", "virtuele", "digitale", "slimme", "online")
_WORDS = frozenset((*_ANIMAL, *_BOT))
_ONE = "|".join(sorted(map(re.escape, _ANIMAL), key=len, reverse=True))
_MADE = r"(?:virtuele|digitale|slimme|online|automatische)"
_HELP = rf"(?:(?:{_MADE} )?(?:chat|voice|ro)?bot|{_MADE} (?:assistente?|hulp|medewerker|collega))"
_NAME = rf"({CAP})(?! (?:(?:van|de|der|den|ten|ter) ){{0,3}}{CAP})"
_NOBODY = tuple(
    re.compile(pattern)
    for pattern in (
        # A name right behind its animal: the cat Mitzi, the dog is called Boris, riding on Pippa.
        rf"(?<![\w-])(?:{_ONE}|Hond|Kat|Poes|Kater)(?:,? (?:genaamd|heet|heette|met de naam|"
        rf"luistert naar(?: de naam)?|op))? [('\"]?{_NAME}(?!\w)",
        rf"(?i:luister(?:t|de|end|en) naar(?: de naam)?) ['\"]?{_NAME}",
        # A name before its animal: Boris is my dog; Boris, our dog; Minoes (cat).
        rf"(?<![\w-])({CAP})(?: {CAP})? (?:is|was) (?:mijn|zijn|haar|hun|onze|ons|een) "
        rf"(?:[a-z]+ )?(?:{_ONE})(?!\w)",
        rf"(?<![\w-])({CAP}), (?:mijn|zijn|haar|hun|onze|ons) (?:[a-z]+ )?(?:{_ONE})(?=[,.)])",
        rf"(?<![\w-])({CAP}) \((?:(?:de|een) )?(?:{_ONE})\)",
        # A bot: the bot Gem; Tessa (virtual assistant); I am Gem, your digital help.
        rf"(?<![\w-])(?i:{_HELP}) ['\"]?{_NAME}",
        rf"(?<![\w-])({CAP}) \((?i:{_HELP})\)",
        rf"(?i:ik ben|mijn naam is|je spreekt met|u spreekt met) {_NAME},? "
        rf"(?i:de|het|een|uw|je|jouw|onze) (?i:{_HELP})",
    )
)  # fmt: skip
_SEVERAL = re.compile(
    rf"(?<!\w)(?:\d{{1,2}}|twee|drie|vier|vijf|zijn|haar|mijn|hun|onze) (?:[a-z]+ )?(?:katten|"
    rf"honden|poezen|paarden|pony'?s|konijnen|kittens|cavia's|geiten|"
    rf"kippen)\b[^.!?\n]{{0,40}}?[,:(] "
    rf"({CAP}(?:, {CAP}){{0,3}} en {CAP})(?! (?:van|de|der|den) )"
)  # fmt: skip
_WORD = re.compile(CAP)


def names_of_nobody(text: str, words: Iterable[str]) -> frozenset[str]:
    """Return the folded names of animals and bots in `text`; `words` are its words, lower case."""
    if _WORDS.isdisjoint(words):
        return frozenset()
    found = {match[1] for pattern in _NOBODY for match in pattern.finditer(text)}
    for match in _SEVERAL.finditer(text):
        found.update(_WORD.findall(match[1]))
    return frozenset(fold(name) for name in found)


def without_nobody(
    text: str, findings: Iterable[Finding], nobody: Container[str]
) -> Iterator[Finding]:
    """Yield `findings` without the names in `nobody` that stand alone; all, when one is a person.

    Somebody who bears the name with a surname or title in the same text keeps all of them.
    """
    if not nobody:
        yield from findings
        return
    found = list(findings)
    persons = {
        fold(word)
        for finding in found
        if finding.kind is Kind.PERSOON and " " in text[finding.start : finding.end]
        for word in text[finding.start : finding.end].split()
    }
    for finding in found:
        name = fold(text[finding.start : finding.end].removeprefix("ben "))
        if finding.kind is not Kind.PERSOON or name not in nobody or name in persons:
            yield finding
