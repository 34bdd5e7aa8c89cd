"""Mailboxes said aloud: "d punt jansen apenstaartje poczta streepje nl punt eu".

The words between are those that people say for the signs. An address ends in a top-level domain,
so that "planet punt nl punt nieuwe regel" ends at "nl", and "kom at punt" is none.

Sources: RFC 5321 and 5322 (mail); the root zone for the top-level domains named here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stadspoort.engines.privacy._online import is_role
from stadspoort.engines.privacy._values import Finding, Kind

_AT = re.compile(
    r"[ ,]{1,2}(?:apenst(?:aart(?:je|jes)?|je)|apen staart(?:je)?|apestaart(?:je)?|"
    r"a-?staartje|slingeraap|at(?:[ -]teken)?|ad|@)[ ,]{1,2}"
)
_TRIGGERS = (
    "apenst",
    "apen staart",
    "apest",
    "a-staart",
    "astaart",
    "slingeraap",
    " at ",
    " ad ",
    " at-teken",
    " @ ",
)
_SIGN = (
    r"(?:punt(?:je)?|(?:liggend |laag |koppel|verbindings)?streep(?:je)?|min(?:teken)?|underscore|"
    r"under score|koppelteken|plus|dot)"
)
_SIGNS = rf"{_SIGN}(?: of {_SIGN})?"
_WORD = r"[^\W_][\w.-]{0,40}"
_NAME = rf"(?:(?:van|de|van de|van der|van den|den|ter|ten|el) )?{_WORD}"
_PIECE = rf"(?:{_NAME}[ ,]{{1,2}}{_SIGNS}[ ,]{{1,2}}|[a-tv-z][ ,]{{1,2}}(?=[a-z](?![^\W_])))"
_NUMBERS = (
    r"(?:[ ,]{1,2}(?:\d{1,4}|nul|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|elf|twaalf|"
    r"[a-zë]{0,12}(?:tien|tig)))*"
)
_HEDGE = (
    rf"(?: met (?:een |ee?n )?{_SIGN}[^,\n@]{{0,20}}| aan elkaar|,? alles (?:aan elkaar|"
    r"kleine letters)| zonder (?:punt|streepje)s?){0,2}"
)
"""What people add about the part before the sign: "met een punt ertussen"."""
_LOCAL = re.compile(
    rf"(?<![\w@.-])(?:{_PIECE}{{1,8}}{_NAME}|{_WORD}){_NUMBERS}(?P<hedge>{_HEDGE})\Z"
)
_TLD = (
    r"(?:nl|com|eu|org|net|be|de|nu|info|frl|fr|uk|pl|es|it|tr|ma|me|io|tv|biz|amsterdam|gov|"
    r"edu|email|online|shop|site|care|zorg)"
)
_DOMAIN = re.compile(
    rf"(?:{_WORD}[ ,]{{1,2}}{_SIGNS}[ ,]{{1,2}}){{0,4}}?"
    rf"(?:[\w-]{{1,40}}\.{_TLD}|(?:[a-z\d]{{1,12}} ){{0,2}}{_WORD}[ ,]{{1,2}}(?:punt|dot)"
    rf"[ ,]{{1,2}}{_TLD})(?![^\W_])"
)
_HANDLE_SIGNS = ("underscore", "under score", "laag streepje", "liggend streepje", "apenst")
_SITES = re.compile(
    r"(?:insta(?:gram)?|facebook|twitter|tiktok|tik tok|snap(?:chat)?|linkedin|telegram|discord)"
    r"(?![^\W_])"
)
_LOW_LINE = r"(?:underscore|under score|laag streepje|liggend streepje)"
_HANDLE_SIGN = rf"(?:{_LOW_LINE}|streepje|punt)"
_MORE = rf"(?: {_HANDLE_SIGN} [a-z\d]{{1,25}}){{0,5}}"
_HANDLE = re.compile(
    rf"(?<![^\W_])(?:apenst(?:aartje|aart|je) [a-z\d]{{2,25}}(?![^\W_]){_MORE}|"
    rf"(?!{_HANDLE_SIGN}(?!\w))[a-z\d]{{1,25}} {_LOW_LINE} [a-z\d]{{1,25}}{_MORE})"
    r"(?: \d{1,4})?(?!\w)"
)
_ENDS_AS_MAIL = re.compile(rf" punt {_TLD}\Z")
_REACH_OF_HANDLE = 90
_LOOK_BACK = 120
_NOT_FIRST = re.compile(
    r"(?:(?:komma|punt|regel|is|mail|adres|mailadres|op|naar|en|het|dat|dus|ja|even|via|"
    rf"alinea|mij|me)[ ,]{{1,2}}(?:{_SIGN}[ ,]{{1,2}})?)+"
)


def find_spoken_mail(lower: str) -> Iterator[Finding]:
    """Yield the mailboxes of people that are said in words in a text in lower case."""
    for at in _signs(lower):
        domain = _DOMAIN.match(lower, at.end())
        if domain is None:
            continue
        line = lower.rfind("\n", 0, at.start()) + 1
        local = _LOCAL.search(lower, max(line, at.start() - _LOOK_BACK), at.start())
        if local is None:
            continue
        start = _first_word(lower, local.start(), local.start("hedge"))
        said = re.sub(rf"[ ,]{{1,2}}{_SIGN}[ ,]{{1,2}}", ".", lower[start : local.start("hedge")])
        if not is_role(said.replace(" ", "")):
            yield Finding(start, domain.end(), Kind.EMAIL, 0.9, "e-mailadres in woorden")


def find_spoken_handles(lower: str) -> Iterator[Finding]:
    """Yield the names of accounts said in words: "op insta heet ik noor underscore je"."""
    if not any(word in lower for word in _HANDLE_SIGNS):
        return
    for site in _SITES.finditer(lower):
        handle = _HANDLE.search(lower, site.end(), site.end() + _REACH_OF_HANDLE)
        if handle and "\n" not in lower[site.end() : handle.start()]:
            # The window cuts a long handle off, so that it is read again from its beginning.
            whole = _HANDLE.match(lower, handle.start())
            end = whole.end() if whole else handle.end()
            is_mail = _ENDS_AS_MAIL.search(lower[handle.start() : end])
            if not is_mail and not _AT.match(lower, end):
                yield Finding(handle.start(), end, Kind.URL_PROFIEL, 0.85, "accountnaam in woorden")


def _signs(lower: str) -> Iterator[re.Match[str]]:
    """Yield where the words for the sign stand, in order of their words."""
    for trigger in _TRIGGERS:
        at = lower.find(trigger)
        while at >= 0:
            begin = at
            while begin > max(0, at - 2) and lower[begin - 1] in " ,":
                begin -= 1
            found = _AT.match(lower, begin)
            if found:
                yield found
            at = lower.find(trigger, at + 1)


def _first_word(lower: str, start: int, end: int) -> int:
    """Return where the mailbox begins: "is punt jan punt vos" has words of the sentence first."""
    words = _NOT_FIRST.match(lower, start, end)
    return words.end() if words and words.end() < end else start
