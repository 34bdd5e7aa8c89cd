"""What tells a name from another word, as short texts that the weights are given to.

`features` looks around one word; `document_features` at what the whole text does with it. A
feature is a prefix, "=" and what was seen: "p=met " for the word before, "z3=ucsma" for the last
three letters of an unknown word with a capital.

Features come in groups that look at the same few values: `AROUND` and `WHOLE` name them, and
`look_around` and `look_whole` give each group its values. `_name_scores` remembers what the
weights say of a group, so that a word costs some look-ups and hardly ever the making of texts.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from stadspoort.engines.privacy._lists import fold
from stadspoort.engines.privacy._name_tokens import Tokens, shape_of
from stadspoort.engines.privacy._name_words import stands_after_thing

Values = tuple[object, ...]
"""What one group of features looks at."""

_STEPS = [str(step) for step in range(-6, 7)]
_NOWHERE = _STEPS[0]


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


@lru_cache(maxsize=8192)
def _word(word: str, code: str) -> tuple[str, str, str, Values]:
    """Return of a word its class with case, what it is known as, its shape, and its letters."""
    case, key = _case(word), fold(word)
    letters = (key[-4:], key[:3], min(len(key), 10))
    return code + case, _known_as(code) + case, shape_of(word), letters


def _signs(c: str, u: str, shape: str, left: str, right: str, starts: str) -> tuple[str, ...]:
    return (
        f"c={c}", f"s={shape}{u}", f"cs={c}{starts}", f"cl={c}{left}", f"cr={c}{right}",
        f"lr={u}{left}{right}",
    )  # fmt: skip


def _before(u: str, low1: str, left: str) -> tuple[str, ...]:
    return f"p={low1}{left}", f"pu={u}{low1}{left}"


def _after(u: str, next1: str, right: str, starts: str) -> tuple[str, ...]:
    return f"n={right}{next1}", f"nu={u}{right}{next1}{starts}"


def _kind_before(c: str, kind1: str, left: str) -> tuple[str, ...]:
    return (f"ck={c}{kind1}{left}",)


def _kind_after(c: str, after1: str, right: str) -> tuple[str, ...]:
    return (f"cn={c}{after1}{right}",)


def _kinds_beside(c: str, kind1: str, after1: str) -> tuple[str, ...]:
    return (f"ckn={c}{kind1}{after1}",)


def _kinds_before(u: str, kind2: str, kind1: str, left: str) -> tuple[str, ...]:
    return (f"k2={u}{kind2}{kind1}{left}",)


def _kinds_after(u: str, right: str, after1: str, after2: str, starts: str) -> tuple[str, ...]:
    return (f"n2={u}{right}{after1}{after2}{starts}",)


def _two_before(low2: str, low1: str, left: str) -> tuple[str, ...]:
    return (f"pp={low2} {low1}{left}",)


def _two_after(right: str, next1: str, next2: str) -> tuple[str, ...]:
    return (f"nn={right}{next1} {next2}",)


def _end_before(u: str, end: str, left: str) -> tuple[str, ...]:
    return (f"ps={u}{end}{left}",)


def _end_after(u: str, end: str, right: str, starts: str) -> tuple[str, ...]:
    return (f"ns={u}{right}{end}{starts}",)


def _letters(u: str, letters: tuple[str, str, int], informal: bool) -> tuple[str, ...]:
    end, begin, length = letters
    return (
        f"z2={u}{end[-2:]}", f"z3={u}{end[-3:]}", f"z4={u}{end}", f"a3={u}{begin}",
        f"len={u}{length}", f"inf={informal}{u}",
    )  # fmt: skip


def _remarks(c: str, u: str, starts: str, low: bool, line: bool, thing: bool) -> tuple[str, ...]:
    return (
        *([f"low={c}{starts}"] if low else ()),
        *([f"line={c}"] if line else ()),
        *([f"oh={u}"] if thing else ()),
    )


def _run(c: str, u: str, codes: tuple[str, ...], place: int) -> tuple[str, ...]:
    """Return what the run of capitals around a word looks like, of which it is number `place`."""
    last = len(codes) - 1
    out = [f"rn={u}{min(place, 3)}{min(last - place, 3)}"]
    if last < 5:
        out.append(f"run={'.'.join([_brief(code) for code in codes])}:{place}")
    if last > place:
        out.append(f"rl={c}{codes[last]}")
        if any("O" in code or "L" in code for code in codes[place + 1 :]):
            out.append(f"ra={c}")
    if place:
        out.append(f"rf={c}{codes[0]}")
        if any("O" in code or "L" in code for code in codes[:place]):
            out.append(f"rb={c}")
    return tuple(out)


Group = Callable[..., tuple[str, ...]]
AROUND: tuple[Group, ...] = (
    _signs, _before, _after, _kind_before, _kind_after, _kinds_beside, _kinds_before,
    _kinds_after, _two_before, _two_after, _end_before, _end_after, _letters, _remarks, _run,
)  # fmt: skip
"""The groups of features around a word, in the order in which `look_around` gives their values."""


def look_around(tokens: Tokens, at: int, words: list[str]) -> tuple[Values, ...]:
    """Return what each group of `AROUND` looks at for the token `at`.

    Args:
        tokens: The text.
        at: The token.
        words: Each token in lower case, or something else in place of those without a weight.
    """
    gaps, lows, kinds, codes = tokens.gaps, tokens.lows, tokens.kinds, tokens.codes
    count = len(lows)
    c, u, shape, letters = _word(tokens.words[at], codes[at])
    left, right = gaps[at], gaps[at + 1]
    low1, kind1 = (words[at - 1], kinds[at - 1]) if at else ("^", "^")
    low2, kind2 = (words[at - 2], kinds[at - 2]) if at > 1 else ("^", "^")
    next1, after1 = (words[at + 1], kinds[at + 1]) if at + 1 < count else ("$", "$")
    next2, after2 = (words[at + 2], kinds[at + 2]) if at + 2 < count else ("$", "$")
    starts = "S" if left and left in "Nn.:\"'" else ("s" if left != " " else "")
    first, last = tokens.runs.get(at, (at, at))
    return (
        (c, u, shape, left, right, starts),
        (u, low1, left),
        (u, next1, right, starts),
        (c, kind1, left),
        (c, after1, right),
        (c, kind1, after1),
        (u, kind2, kind1, left),
        (u, right, after1, after2, starts),
        (low2, low1, left),
        (right, next1, next2),
        (u, lows[at - 1][-4:] if at else "^", left),
        (u, lows[at + 1][-2:] if at + 1 < count else "$", right, starts),
        (u, letters, tokens.informal[at]),
        (
            c, u, starts, c[-1] != "l" and lows[at] in tokens.lower_words,
            left in "Nn" and right in "Nn",
            stands_after_thing(tokens.text, tokens.spans[at][0]),
        ),
        (c, u, tuple(codes[first : last + 1]), at - first),
    )  # fmt: skip


def features(tokens: Tokens, at: int) -> list[str]:
    """Return what is seen of the token `at` and right around it."""
    seen = zip(AROUND, look_around(tokens, at, tokens.lows), strict=True)
    return [name for group, values in seen for name in group(*values)]


def _use(u: str, mine: str, most: str) -> tuple[str, ...]:
    return f"D={mine}", f"Du={u}{mine}", f"Dm={most}", f"Dmu={u}{most}", f"Dmm={mine}/{most}"


def _sides(before: str, after: str, mine: str) -> tuple[str, ...]:
    return f"Db={before}", f"Da={after}", f"Dbm={before}/{mine}", f"Dam={after}/{mine}"


def _sides_and_class(before: str, after: str, code: str) -> tuple[str, ...]:
    return f"Dbc={before}{code}", f"Dac={after}{code}"


def _times(u: str, count: int, is_known: bool) -> tuple[str, ...]:
    by_rule = (f"Dr={u}", "Dr") if is_known else ()
    return (f"Dn={u}{count}", *by_rule)


WHOLE: tuple[Group, ...] = (_use, _sides, _sides_and_class, _times)
"""The groups of features of the whole text, in the order in which `look_whole` gives values."""


def look_whole(
    tokens: Tokens, places: list[int], logits: list[float], known: set[int]
) -> list[tuple[Values, ...]]:
    """Return what each group of `WHOLE` looks at, for each candidate; see `document_features`."""
    seen: dict[str, list[tuple[float, int]]] = {}
    keys = [fold(tokens.words[at]) for at in places]
    for key, at, logit in zip(keys, places, logits, strict=True):
        value = max(logit, 4.0) if at in known else logit
        seen.setdefault(key, []).append((value, at))
    best = {key: sorted(values, reverse=True)[:2] for key, values in seen.items()}
    steps = {at: _step(logit) for at, logit in zip(places, logits, strict=True)}
    result: list[tuple[Values, ...]] = []
    for key, at in zip(keys, places, strict=True):
        code, mine = tokens.codes[at], steps[at]
        u = _word(tokens.words[at], code)[1]
        most = next((_step(value) for value, place in best[key] if place != at), "-")
        before = _beside(tokens, at, -1, steps)
        after = _beside(tokens, at, 1, steps)
        count = min(len(seen[key]), 4)
        result.append(
            ((u, mine, most), (before, after, mine), (before, after, code), (u, count, at in known))
        )
    return result


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
    return [
        tuple([name for group, at in zip(WHOLE, values, strict=True) for name in group(*at)])
        for values in look_whole(tokens, places, logits, known)
    ]


def _beside(tokens: Tokens, at: int, step: int, steps: dict[int, str]) -> str:
    """Return how likely the word before or after `at`, past tussenvoegsels, is in a name."""
    past = ""
    for _ in range(3):
        if tokens.gaps[at if step < 0 else at + 1] not in (" ", "-"):
            return "-"
        at += step
        if not 0 <= at < len(tokens.words):
            return "-"
        if tokens.codes[at] != "J":
            return steps.get(at, _NOWHERE) + past
        past = "J"
    return "-"


def _step(logit: float) -> str:
    return _STEPS[max(-6, min(6, int(logit // 1))) + 6]
