"""The notation of the lists of special data: terms in words, made into words and expressions.

    @deel: rug, knie, heup      a name for a few words, used as {deel}
    [ziekte]                    what follows belongs to this group
    griep, hernia['s]           words; between square brackets what may be left out
    versleten {deel}[en]        a phrase; between round brackets one of several: (een|de)
    heeft het? <suiker>         only what stands between < and > is the finding
    loopt __ met _ stok         _ is any word, __ none to three words; "het?" may be missing
    veroordeeld wegens %        % is a deed, in a few words: "poging tot diefstal"
    is <turks> $                $ is the end of what is said: a sign, or "en", "maar", "die"
    =MS                         only in this spelling, capitals and all
    *itis                       any word that ends so
    # ...                       a remark

A space in a phrase stands for white space, also a line end, or a hyphen; a hyphen may be missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"\w+")
_SIGN = re.compile(r"[\[\]()|]")
_SIGN_OR_SPACE = re.compile(r"[\[\]() ]")
_PIECE = re.compile(r"[^\[\]()|]+|.")
_PAIRS = {"[": "]", "(": ")"}
_NAME = re.compile(r"\{(\w+)\}")
_GAP = r"[ \n-]{1,3}"
_NO_GAP = r"[ \n-]{0,3}"
_ANY = r"[\w'.-]+"
_END = r"(?=[ \n]*(?:[.,;:!?()\n\"']|$)|[ \n]+(?:en|maar|of|dus|die|omdat|want|van|goed)\b)"
_DEED = (
    r"(?:(?:een|de|het)[ \n])?(?:(?:poging|handel|bezit|overtreding|valsheid|rijden|deelname|"
    r"diefstal|belediging|schennis|dood|medeplegen|onttrekking)[ \n]"
    r"(?:tot|in|van|onder|met|door|aan|zonder)[ \n](?:een[ \n]|de[ \n]|het[ \n])?)?"
    r"(?:poging[ \n]|zware[ \n]|openlijke[ \n]|verboden[ \n]|illegaal[ \n]|gewapende[ \n]|"
    r"huiselijk[ \n])?[\w'-]+"
)
_WORD_SIZE = 24
_MOST = 4_000
"""More readings of one word mean a mistake in the list."""

_EVERYWHERE = frozenset(
    re.findall(
        r"[\w']+",
        "de het een in op met aan van voor is heeft niet geen zijn haar en of er te bij door om "
        "naar was had ben heb hebt hij zij ik je we die dat dit uit als dan nog al ook wel zo over "
        "tot onder na per mijn m'n z'n d'r uw jouw ons onze hun den der ter ten meer kan werd "
        "wordt gaat moet word zit zat ligt lag staat stond komt doet weer erg heel zeer nu lid "
        "last man vrouw vader moeder zoon dochter kind goed slecht",
    )
)
"""Words that stand on every page: no phrase is looked up by them when it has another."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of more words than one.

    Attributes:
        pattern: The expression, for text in lower case; when it has a group, that is the finding.
        keys: Words of which one stands in every text that the pattern matches.
        before: The most characters a match can have before that word.
    """

    pattern: str
    keys: tuple[str, ...]
    before: int = 0


class NotationError(ValueError):
    """A term is not in the notation; the message (Dutch) says why."""


@lru_cache(maxsize=1024)
def readings(token: str) -> tuple[str, ...]:
    """Return all spellings that `token` stands for: "moslim[a|s]" gives three.

    Raises:
        NotationError: If the brackets do not fit.
    """
    if not _SIGN.search(token):
        return (token,)
    pieces = _PIECE.findall(token)[::-1]
    spellings = _either(pieces, "")
    return tuple(dict.fromkeys(spellings))


def _either(pieces: list[str], closing: str) -> list[str]:
    """Return the readings of what `pieces` (the first one last) hold up to `closing`; take it."""
    done: list[str] = []
    now = [""]
    while pieces:
        piece = pieces.pop()
        if piece == closing:
            return done + now
        if piece == "|":
            done, now = done + now, [""]
        elif piece in _PAIRS:
            inside = _either(pieces, _PAIRS[piece])
            inside = ["", *inside] if piece == "[" else inside
            now = [begin + end for begin in now for end in inside]
        elif piece in ("]", ")"):
            raise NotationError("haakjes kloppen niet")
        else:
            now = [begin + piece for begin in now]
        if len(now) > _MOST:
            raise NotationError("te veel mogelijkheden in een woord")
    if closing:
        raise NotationError("haakjes kloppen niet")
    return done + now


def named(term: str, names: dict[str, str]) -> str:
    """Return `term` with each {name} replaced by what `names` holds.

    Raises:
        NotationError: If a name is not known.
    """
    try:
        return _NAME.sub(lambda found: f"({names[found[1]]})", term)
    except KeyError as error:
        raise NotationError("onbekende naam tussen accolades") from error


def tokens(term: str) -> list[str]:
    """Return `term` divided at spaces outside brackets."""
    if " " not in term:
        return [term]
    if not _SIGN.search(term):
        parts = term.split(" ")
        if not all(parts):
            raise NotationError("een spatie te veel")
        return parts
    parts = []
    depth = start = 0
    for found in _SIGN_OR_SPACE.finditer(term):
        sign = found[0]
        if sign != " ":
            depth += (sign in "[(") - (sign in "])")
        elif depth == 0:
            parts.append(term[start : found.start()])
            start = found.end()
    parts.append(term[start:])
    if depth or not all(parts):
        raise NotationError("haakjes kloppen niet of een spatie te veel")
    return parts


def words_of(term: str) -> list[str]:
    """Return the single words that `term` stands for; [] when it is a phrase."""
    if len(tokens(term)) > 1 or "<" in term:
        return []
    return [word.replace("-", "") for word in readings(term)]


def phrases_of(term: str) -> Iterator[Phrase]:
    """Yield the phrases that `term` stands for; none when it is one plain word."""
    parts = tokens(term)
    if len(parts) > 1 or "<" in term:
        yield _phrase(parts)
        return
    for word in readings(term):
        if not _WORD.fullmatch(word):
            choices: list[tuple[Sequence[str], int]] = [
                ([part], len(word)) for part in _WORD.findall(word) if len(part) > 1
            ]
            yield Phrase(_spelled(word), *_key_words(choices))


def _phrase(parts: list[str]) -> Phrase:
    pattern, has_word = "", False
    required: list[tuple[Sequence[str], int]] = []
    size = 0
    for part in parts:
        if part == "%":
            pattern += _GAP + _DEED
            continue
        if part == "$":
            pattern += _END
            continue
        opens, closes = part.startswith("<"), part.endswith((">", ">?"))
        may_miss = part.endswith("?")
        bare = part.strip("<>?")
        if bare in ("_", "__"):
            gap = _GAP if has_word else ""
            inside = f"{gap}{_ANY}" if bare == "_" else f"(?:{_GAP}{_ANY}){{0,3}}?"
            pattern += f"(?:{inside})?" if may_miss else inside
            has_word = True
            size += _WORD_SIZE if bare == "_" else 3 * _WORD_SIZE
            continue
        spellings = readings(bare)
        longest = max(len(each) + each.count("_") * _WORD_SIZE for each in spellings)
        before, size = size, size + longest + 3
        inside = "|".join(_spelled(word) for word in sorted(spellings, key=len, reverse=True))
        inside = f"(?:{inside})"
        if opens:
            inside = "(" + inside
        if closes:
            inside += ")"
        if may_miss:
            pattern += f"(?:{_GAP}{inside})?" if has_word else f"(?:{inside}{_GAP})?"
            continue
        pattern += (_GAP if has_word else "") + inside
        has_word = True
        required.append((spellings, before))
    return Phrase(pattern, *_key_words(required))


def _spelled(word: str) -> str:
    parts = [_ANY if part == "_" else re.escape(part) for part in word.split(" ")]
    return _GAP.join(parts).replace(r"\*", r"\w*").replace(r"\-", _NO_GAP)


def _key_words(choices: list[tuple[Sequence[str], int]]) -> tuple[tuple[str, ...], int]:
    """Return the words to look a phrase up by, those of the rarest place in it, and what precedes.

    Args:
        choices: Per place the spellings, and the most characters before them.
    """
    able: list[tuple[int, int, list[str], int]] = []
    for number, (spellings, before) in enumerate(choices):
        keys = [_longest_word(spelling) for spelling in spellings]
        if all(keys):
            common = sum(key in _EVERYWHERE for key in keys)
            inside = max(
                spelling.find(key) + _WORD_SIZE * spelling.count("_")
                for spelling, key in zip(spellings, keys, strict=True)
            )
            able.append((common, number, keys, before + inside))
    if not able:
        raise NotationError("geen vast woord in deze frase")
    _, _, best, before = min(able)
    return tuple(dict.fromkeys(best)), before


@lru_cache(maxsize=8192)
def _longest_word(spelling: str) -> str:
    """Return the word of `spelling` that says most; "" when none is whole."""
    if spelling.isalpha() and len(spelling) > 1:
        return spelling
    whole = [
        word
        for word in re.findall(r"[\w*]+", spelling.replace("_", " "))
        if "*" not in word and len(word) > 1
    ]
    rare = [word for word in whole if word not in _EVERYWHERE]
    return max(rare or whole, key=len, default="")
