"""The shape of a pseudonym: `[KIND_<tag><entity><form><check>]`.

    [PERSOON_k7f3q212b4]      k7f3q2  the scope, six characters
             ------           12      the entity: one person of this scope, in digits
                   --         b       the spelling: "a" is the first one seen, in letters
                     --       4       the check character over all of it

Two tokens that differ only in the last two characters name one person in two spellings ("Jan de
Vries", "dhr. De Vries"). The tag tells a token of this scope from a look-alike that somebody typed
and from one of another scope. The check character tells a mistyped token from one that was issued.

Vaults of before 2026-11-24 hold tokens with a number of base 36 in place of entity and spelling;
they stay as they were issued.
"""

from __future__ import annotations

import re

from stadspoort.engines.privacy._values import Kind

TAG_LENGTH = 6
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_LETTERS = _DIGITS[10:]
_VALUE_OF = {digit: value for value, digit in enumerate(_DIGITS)}
_SHAPE = re.compile(
    r"\[(" + "|".join(sorted(Kind, key=len, reverse=True)) + r")_([a-z][0-9a-z]{7,19})\]"
)


def new_tag(random_bytes: bytes) -> str:
    """Return a tag of six characters out of 0-9a-z for a new scope; the first is a letter.

    The letter keeps a number that somebody typed between brackets ("[BSN_123456782]") from ever
    having the shape of a token, which would shield it from masking.

    Args:
        random_bytes: At least 8 bytes of a cryptographic source.

    Raises:
        ValueError: If there are fewer than 8 bytes.
    """
    if len(random_bytes) < 8:  # the contract above
        message = "a tag needs at least 8 random bytes"
        raise ValueError(message)
    number, first = divmod(int.from_bytes(random_bytes, "big"), len(_LETTERS))
    tag = _LETTERS[first]
    for _ in range(TAG_LENGTH - 1):
        number, digit = divmod(number, len(_DIGITS))
        tag += _DIGITS[digit]
    return tag


def check_character(text: str) -> str:
    """Return the check character of `text` (0-9a-z) by ISO/IEC 7064, MOD 37,36.

    It finds every single changed character and nearly every swap of two neighbours.
    """
    remainder = 36
    for character in text:
        total = (remainder + _VALUE_OF[character]) % 36 or 36
        remainder = total * 2 % 37
    return _DIGITS[(37 - remainder) % 36]


def token_for(kind: Kind, tag: str, entity: int, form: int) -> str:
    """Return the token of a spelling (0, 1, ...) of an entity (1, 2, ...) in a scope."""
    body = f"{tag}{entity}{_in_letters(form)}"
    return f"[{kind}_{body}{check_character(body)}]"


def find_tokens(text: str) -> list[tuple[int, int]]:
    """Return where well-formed tokens of any scope stand in `text`, in order, half open."""
    if "[" not in text:
        return []
    return [
        match.span()
        for match in _SHAPE.finditer(text)
        if check_character(match[2][:-1]) == match[2][-1]
    ]


def _in_letters(form: int) -> str:
    """Return 0 as "a", 25 as "z", 26 as "aa"."""
    letters = ""
    while form >= 0:
        form, letter = divmod(form, len(_LETTERS))
        letters = _LETTERS[letter] + letters
        form -= 1
    return letters
