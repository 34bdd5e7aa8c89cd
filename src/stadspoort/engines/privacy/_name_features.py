"""What tells a name from another word, as short texts that the weights are given to.

`features` looks around one word; `document_features` at what the whole text does with it. A
feature is a prefix, "=" and what was seen: "p=met " for the word before, "z3=ucsma" for the last
three letters of an unknown word with a capital.
"""

from __future__ import annotations

from functools import lru_cache

from stadspoort.engines.privacy._lists import fold
from stadspoort.engines.privacy._name_tokens import Tokens, shape_of
from stadspoort.engines.privacy._name_words import stands_after_thing

_NOWHERE = -9.0


@lru_cache(maxsize=4096)
def _case(word: str) -> str:
    """Return l, u or c: lower case, all capitals, one capital."""
    if word[0].islower():
        return "l"
    return "u" if len(word) > 1 and word.isupper() else "c"


@lru_cache(maxsize=1024)
def _known_as(code: str) -> str:
    """Return k, u or w: a name, an unknown word, another word."""
    return "k" if code[0] in "FfS" else "u" if code in "Ul" else "w"


@lru_cache(maxsize=1024)
def _brief(code: str) -> str:
    """Return the most telling letter of a class."""
    return next((sign for sign in "OLFfSPlWwvdJI" if sign in code), code[0])


def features(tokens: Tokens, at: int) -> list[str]:
    """Return what is seen of the token `at` and right around it."""
    words, gaps, lows, kinds = tokens.words, tokens.gaps, tokens.lows, tokens.kinds
    count = len(words)
    word, code = words[at], tokens.codes[at]
    shape, key = shape_of(word), fold(word)
    left, right = gaps[at], gaps[at + 1]
    low1, kind1 = (lows[at - 1], kinds[at - 1]) if at else ("^", "^")
    low2, kind2 = (lows[at - 2], kinds[at - 2]) if at > 1 else ("^", "^")
    next1, after1 = (lows[at + 1], kinds[at + 1]) if at + 1 < count else ("$", "$")
    next2, after2 = (lows[at + 2], kinds[at + 2]) if at + 2 < count else ("$", "$")
    starts = "S" if left and left in "Nn.:\"'" else ("s" if left != " " else "")
    case = _case(word)
    c, u = code + case, _known_as(code) + case
    out = [
        f"c={c}", f"s={shape}{u}", f"cs={c}{starts}", f"cl={c}{left}", f"cr={c}{right}",
        f"lr={u}{left}{right}", f"p={low1}{left}", f"pu={u}{low1}{left}", f"n={right}{next1}",
        f"nu={u}{right}{next1}{starts}",
        f"ck={c}{kind1}{left}", f"cn={c}{after1}{right}", f"ckn={c}{kind1}{after1}",
        f"k2={u}{kind2}{kind1}{left}", f"n2={u}{right}{after1}{after2}{starts}",
        f"pp={low2} {low1}{left}", f"nn={right}{next1} {next2}",
        f"ps={u}{low1[-4:]}{left}", f"ns={u}{right}{next1[-2:]}{starts}",
        f"z2={u}{key[-2:]}", f"z3={u}{key[-3:]}", f"z4={u}{key[-4:]}", f"a3={u}{key[:3]}",
        f"len={u}{min(len(key), 10)}", f"inf={tokens.informal[at]}{u}",
    ]  # fmt: skip
    if case != "l" and lows[at] in tokens.lower_words:
        out.append(f"low={c}{starts}")
    if left in "Nn" and right in "Nn":
        out.append(f"line={c}")
    start = tokens.spans[at][0]
    if stands_after_thing(tokens.text, start):
        out.append(f"oh={u}")
    out += _run_features(tokens, at, c, u)
    return out


def _run_features(tokens: Tokens, at: int, c: str, u: str) -> list[str]:
    """Return what the run of capitals around the token `at` looks like."""
    first, last = tokens.runs[at]
    codes = tokens.codes
    out = [f"rn={u}{min(at - first, 3)}{min(last - at, 3)}"]
    if last - first < 5:
        run = ".".join([_brief(code) for code in codes[first : last + 1]])
        out.append(f"run={run}:{at - first}")
    if last > at:
        out.append(f"rl={c}{codes[last]}")
        if any("O" in code or "L" in code for code in codes[at + 1 : last + 1]):
            out.append(f"ra={c}")
    if first < at:
        out.append(f"rf={c}{codes[first]}")
        if any("O" in code or "L" in code for code in codes[first:at]):
            out.append(f"rb={c}")
    return out


def document_features(
    tokens: Tokens, places: list[int], logits: list[float], known: set[int]
) -> list[tuple[str, ...]]:
    """Return of each candidate what the whole text does with its word, and its neighbours.

    Args:
        tokens: The text.
        places: The candidates.
        logits: What the features around each candidate add up to.
        known: The candidates that a rule took for a name.
    """
    seen: dict[str, list[tuple[float, int]]] = {}
    for at, logit in zip(places, logits, strict=True):
        value = max(logit, 4.0) if at in known else logit
        seen.setdefault(fold(tokens.words[at]), []).append((value, at))
    best = {key: sorted(values, reverse=True)[:2] for key, values in seen.items()}
    by_place = dict(zip(places, logits, strict=True))
    result = []
    for at, logit in zip(places, logits, strict=True):
        word, code = tokens.words[at], tokens.codes[at]
        u = _known_as(code) + _case(word)
        key = fold(word)
        others = [value for value, place in best[key] if place != at]
        most = _step(others[0]) if others else "-"
        mine = _step(logit)
        before = _beside(tokens, at, -1, by_place)
        after = _beside(tokens, at, 1, by_place)
        count = min(len(seen[key]), 4)
        result.append(_of_document(u, code, mine, most, before, after, count, at in known))
    return result


@lru_cache(maxsize=32768)
def _of_document(
    u: str, code: str, mine: str, most: str, before: str, after: str, count: int, is_known: bool
) -> tuple[str, ...]:
    by_rule = (f"Dr={u}", "Dr") if is_known else ()
    return (
        f"D={mine}", f"Du={u}{mine}", f"Dm={most}", f"Dmu={u}{most}", f"Dmm={mine}/{most}",
        f"Db={before}", f"Da={after}", f"Dbm={before}/{mine}", f"Dam={after}/{mine}",
        f"Dbc={before}{code}", f"Dac={after}{code}", f"Dn={u}{count}", *by_rule,
    )  # fmt: skip


def _beside(tokens: Tokens, at: int, step: int, logits: dict[int, float]) -> str:
    """Return how likely the word before or after `at`, past tussenvoegsels, is in a name."""
    past = ""
    for _ in range(3):
        if tokens.gaps[at if step < 0 else at + 1] not in (" ", "-"):
            return "-"
        at += step
        if not 0 <= at < len(tokens.words):
            return "-"
        if tokens.codes[at] != "J":
            return _step(logits.get(at, _NOWHERE)) + past
        past = "J"
    return "-"


def _step(logit: float) -> str:
    return str(max(-6, min(6, int(logit // 1))))
