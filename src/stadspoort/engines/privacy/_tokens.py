"""The shape of a pseudonym: `[KIND_<tag><number><check>]`, for example `[PERSOON_k7f3q2a1]`.

The tag names the scope, so that a look-alike that somebody typed and a token of another scope
never match. The check character tells a mistyped token from one that was issued.
"""

from __future__ import annotations

import re

from stadspoort.engines.privacy._values import Kind

TAG_LENGTH = 6
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_LETTERS = _DIGITS[10:]
_VALUE_OF = {digit: value for value, digit in enumerate(_DIGITS)}
_SHAPE = re.compile(
    r"\[(" + "|".join(sorted(Kind, key=len, reverse=True)) + r")_([a-z][0-9a-z]{7,13})\]"
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


def token_for(kind: Kind, tag: str, number: int) -> str:
    """Return the token of the value with this number (1, 2, ...) in the scope with this tag."""
    body = tag + _base36(number)
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


def _base36(number: int) -> str:
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
        if not number:
            return digits
