"""The words of a text and what is known of each, as the weights for names look at them.

Everything about a single word is worked out once per word and remembered, so that a long text
costs a few look-ups per word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import compress
from typing import Final

from stadspoort.engines.privacy._alternatives import by_first_letter
from stadspoort.engines.privacy._lists import fold, packaged_lists
from stadspoort.engines.privacy._name_words import (
    INITIALS,
    JOINS,
    ORG_WORD,
    VERB_AFTER,
    Class,
    classify,
    cue_of,
)

_TOKEN: Final = re.compile(rf"{INITIALS}(?![^\W\d_])|[^\W\d_]+(?:(?:-|'(?!s(?!\w)))[^\W\d_]+)*|\d+")
_GAPS: Final = (
    ("@", "@"), ("\n\n", "N"), ("\n", "n"), ("|", "|"), ("\t", "|"), ("  ", "|"), (";", ";"),
    (":", ":"), (".", "."), ("!", "."), ("?", "."), (",", ","), ("(", "("), (")", ")"),
    ('"', '"'), ("'", "'"), ("&", "&"), ("/", "/"), ("+", "+"), ("_", "_"), ("<", "<"), ("[", "["),
    ("-", "-"),
)  # fmt: skip
_NAMES_TOO: Final = frozenset(("Ben", "Al", "El", "Da", "Di", "Do", "Del", "La", "Le", "Du"))
"""Tussenvoegsels that are first names or words too."""
_NO_NAMES: Final = frozenset(
    (
        "die", "dan", "uit", "over", "wel", "meer", "haar", "deze", "bent", "werd", "moet", "zal",
        "wilt", "beste", "dag", "the", "to", "they", "he", "she", "it", "dear", "dit", "dat", "er",
        "hier", "daar", "niet", "nog", "ook", "maar", "want", "als", "toen", "wij", "hij", "zij",
        "ik", "uw", "hun", "ons", "onze", "mijn", "zijn", "heeft", "wordt", "naar", "voor", "met",
        "per", "sinds", "tijdens", "volgens", "zowel", "graag", "helaas", "dank", "hallo", "hoi",
        "ja", "nee", "of", "en", "wie", "wat", "waar", "hoe", "waarom", "wanneer", "welke",
        "this", "that", "we", "you", "your", "our", "their", "nice", "please", "my", "i", "do",
        "zijzelf",
    )
)  # fmt: skip
"""Words that lists of names hold too, and that hardly ever name a person."""
_CUES: Final = {"title": "T", "role": "R"}
_THINGS: Final = (
    (Class.PLACE, "P"), (Class.ORGANISATION, "O"), (Class.STREET, "L"), (Class.WEAK, "l"),
)  # fmt: skip
_LONGEST_RUN: Final = 10
"""Tokens; looking at longer ones whole would take quadratic time."""
_WORDS: Final = frozenset(("W", "WO", "WL", "w", "v", "vO", "wO", "vL", "wL"))
"""Classes of words that no list of names knows."""
_BEFORE_THINGS: Final = re.compile(
    "(?i)"
    + by_first_letter(
        [
            r"(?:vereniging|school|koor|club|handel|bedrijf|centrum|stichting|bureau|kantoor|huize|"
            r"winkel|garage|praktijk|fonds|kerk|parochie|zaal|museum|theater|groep|maatschap|advies|bank|"
            r"hotel|camping|caf[eé]|restaurant|brasserie|college|lyceum|corporatie|dienst|instelling|"
            r"vrienden|team|scouting|fanfare|harmonie|gebr|firma|begraafplaats|landgoed|kasteel|villa|"
            r"fort|molen|park|project|programma|systeem|software|merk|opel|renault|volkswagen|rederij|"
            r"makelaar|accountants|uitvaart|apotheek|ziekenhuis|hospice|kliniek|gemeente|provincie|"
            r"waterschap|wijk|buurt|dorp|stad|locatie|stadsdeel|station|halte|hoeve|boerderij|"
            r"monument|standbeeld|bestuur|fractie|partij|lijst|commissie|werkgroep|platform|"
            r"sint|st|radio|omroep|krant|uitgeverij|drukkerij)"
        ]
    )
    + "$"
)
"""Words before the name of an organisation, place or thing."""


@lru_cache(maxsize=512)
def gap_code(gap: str) -> str:
    """Return the strongest sign in what stands between two tokens; "" and " " as they are."""
    if gap in ("", " "):
        return gap
    return next((code for sign, code in _GAPS if sign in gap), "*")


_LONGEST = 60
"""A longer run of letters is no word; it is read as an ordinary one."""
_ORDINARY = "woord"


@lru_cache(maxsize=32768)
def class_code(word: str) -> str:
    """Return in letters what lists and endings say of `word`, as written.

    One letter: 0 number, I initials, J tussenvoegsel, T title, R word for a person, U unknown.
    Several: F common and f other first name, S surname, W everyday word, d word of the dictionary
    that is a name too, v other word of the dictionary, w form or compound of a word, P place,
    O organisation, L street, l ending of streets and surnames.
    """
    if word[0].isdigit():
        return "0"
    if word[-1] == ".":
        return "I"
    if word in JOINS:
        return "J"
    if word.lower() in _NO_NAMES:
        return "W"
    cue = cue_of(word)
    return _CUES[cue] if cue else _code_by_list(word)


def _code_by_list(word: str) -> str:
    lists = packaged_lists()
    what, key = classify(word, lists), fold(word)
    code = ""
    if what & Class.FIRST:
        code = "F" if key in lists.common_first_names else "f"
    if what & Class.SURNAME:
        code += "S"
    if key in lists.words:
        code += "W"
    elif key in lists.dictionary:
        code += "d" if code else "v"
    elif what & Class.WORD:
        code += "w"
    things = [letter for mark, letter in _THINGS if what & mark]
    return code + "".join(things) or "U"


@lru_cache(maxsize=32768)
def kind_of(word: str) -> str:
    """Return the kind of word that `word` is as a neighbour of a name."""
    code = class_code(word)
    if code in ("T", "R", "J", "I", "0"):
        return code
    if VERB_AFTER.fullmatch(word):
        return "V"
    if ORG_WORD.match(word):
        return "O"
    if _BEFORE_THINGS.search(word):
        return "H"
    if word.islower():
        return "xn" if code[0] in "FfS" else "xu" if code == "U" else "x"
    return code


@lru_cache(maxsize=32768)
def shape_of(word: str) -> str:
    """Return the shape of `word`: x, Xx, X to XXXX, XxX, with a hyphen or an apostrophe."""
    if word[0].isdigit():
        return f"0{min(len(word), 5)}"
    if word[-1] == ".":
        return f"I{min(word.count('.'), 4)}"
    if word.isupper():
        shape = "X" * min(len(word), 4)
    elif word.islower():
        shape = "x"
    elif word[0].isupper() and word[1:].islower():
        shape = "Xx"
    else:
        shape = "XxX" if word[0].isupper() else "xX"
    return shape + ("-" if "-" in word else "") + ("'" if "'" in word else "")


def _looks(words: list[str]) -> list[tuple[str, str, str, bool, bool]]:
    """Return what is known of each word: see `_look`."""
    if not words or max(map(len, words)) <= _LONGEST:
        return list(map(_look, words))
    # An endless word is no name, and the caches must not keep megabytes.
    _, code, kind, _, _ = _look(_ORDINARY)
    return [
        _look(word)
        if len(word) <= _LONGEST
        else (word.lower()[: _LONGEST + 1], code, kind, word[0].isupper(), word.islower())
        for word in words
    ]


@lru_cache(maxsize=32768)
def _look(word: str) -> tuple[str, str, str, bool, bool]:
    """Return `word` in lower case, its class and kind, if it begins with a capital, has none."""
    return word.lower(), class_code(word), kind_of(word), word[0].isupper(), word.islower()


class Tokens:
    """The tokens of one text, and what is known of each.

    Attributes:
        text: The text.
        spans: Start and end of each token.
        words: Each token as written.
        lows: Each in lower case, cut off when it is endless.
        codes: What lists say of each (`class_code`).
        kinds: What each is as a neighbour of a name (`kind_of`).
        gaps: What stands before each token, and after the last one (`gap_code`).
        runs: The first and last token of each run of capitals, for each of its tokens; a token
            that is not in it is a run of its own.
        lower_words: The words that the text writes in lower case.
        informal: For each token whether capitals tell nothing where it stands.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        found = list(_TOKEN.finditer(text))
        self.spans = [one.span() for one in found]
        self.words = [one[0] for one in found]
        self.informal = self._lower_shouted_lines()
        looks = _looks(self.words)
        self.lows = [look[0] for look in looks]
        self.codes = [look[1] for look in looks]
        self.kinds = [look[2] for look in looks]
        self._capitals = [look[3] for look in looks]
        self.lower_words = set(compress(self.lows, [look[4] for look in looks]))
        self._settle_joins()
        ends = [0, *[end for _, end in self.spans]]
        starts = [*[start for start, _ in self.spans], len(text)]
        self.gaps = [
            " "
            if start - end == 1 and text[end] == " "
            else gap_code(text[end : min(start, end + 12)])
            for end, start in zip(ends, starts, strict=True)
        ]
        self.gaps[0] = self.gaps[-1] = "N"
        self.runs = self._runs()

    def _lower_shouted_lines(self) -> list[bool]:
        """Return for each token whether capitals tell nothing there; put shouted lines in lower.

        Capitals tell nothing in a text that hardly has any, and in a line that has nothing else.
        """
        capitals = sum([word[0].isupper() for word in self.words[:600]])
        is_informal = capitals <= max(1, min(len(self.text), 4000) * 0.015)
        informal = [is_informal] * len(self.words)
        end = 0
        for line in self.text.split("\n"):
            begin, end = end, end + len(line) + 1
            if line.isupper() and line.count(" ") > 2:
                first, last = bisect_left(self.spans, (begin,)), bisect_left(self.spans, (end,))
                informal[first:last] = [True] * (last - first)
                self.words[first:last] = [
                    word if word[-1] == "." else word.lower() for word in self.words[first:last]
                ]
        return informal

    def _settle_joins(self) -> None:
        """Take "Ben", "Al" and "La" for words of their own where no capital follows."""
        if _NAMES_TOO.isdisjoint(self.words):
            return
        for at, word in enumerate(self.words):
            if word in _NAMES_TOO and self.codes[at] == "J":
                after = self.words[at + 1 : at + 2]
                if not after or not after[0][0].isupper():
                    self.codes[at] = "FW"

    def _runs(self) -> dict[int, tuple[int, int]]:
        runs: dict[int, tuple[int, int]] = {}
        capitals, codes, gaps, count = self._capitals, self.codes, self.gaps, len(self.words)
        last = -1
        for at in compress(range(count), capitals):
            if at <= last or codes[at] in "TR":
                continue
            last, ahead = at, at + 1
            stop = min(count, at + _LONGEST_RUN)
            while ahead < stop and ahead - last < 4 and gaps[ahead] in (" ", "-"):
                if capitals[ahead] and codes[ahead] not in "TR":
                    last = ahead
                elif codes[ahead] != "J":
                    break
                ahead += 1
            if last > at:
                runs.update(dict.fromkeys(range(at, last + 1), (at, last)))
        return runs


def candidates(tokens: Tokens, sure: bytearray) -> list[int]:
    """Return the tokens that can be part of a name at all, in order.

    Args:
        tokens: The text.
        sure: For each character of the text, whether a rule took it for a name.
    """
    found = []
    last = -2
    codes, gaps, spans = tokens.codes, tokens.gaps, tokens.spans
    for at, word in enumerate(tokens.words):
        code = codes[at]
        if code in "JTR0" or gaps[at] == "@" or gaps[at + 1] == "@":
            continue
        if not sure[spans[at][0]]:
            if code[0] == "U" and word.isupper() and _is_markup(tokens.text, spans[at][0]):
                continue
            if word[0].isupper():
                if code in _WORDS and not _is_word_in_place(tokens, at, code, last):
                    continue
            elif len(word) < 3 or code[-1] in "WwvdPOL" or not _is_lower_in_place(tokens, at):
                continue
        last = at
        found.append(at)
    return found


def _is_markup(text: str, start: int) -> bool:
    """Say whether a word opens or closes a tag, "</TD>", or a place to fill, "<PERSON_1>"."""
    return text[start - 1 : start] == "<" or text[max(0, start - 2) : start] == "</"


def _is_word_in_place(tokens: Tokens, at: int, code: str, last: int) -> bool:
    """Say whether an ordinary word with a capital stands where a name can stand."""
    gap = tokens.gaps[at]
    return (
        (last == at - 1 and gap == " ")
        or (at > 0 and tokens.codes[at - 1] in "TRI")
        or (code in "wv" and (gap == " " or tokens.kinds[at + 1 : at + 2] == ["V"]))
    )


def _is_lower_in_place(tokens: Tokens, at: int) -> bool:
    """Say whether a word in lower case stands where a name can stand."""
    if tokens.informal[at]:
        return True
    before = tokens.codes[at - 1] if at else ""
    return before in ("T", "R", "F", "FS") and tokens.gaps[at] == " "
