"""Letters that a scanner reads for digits: "5262773l2" for 526277312."""

from __future__ import annotations

import re

DIGIT = r"[0-9OolISB|]"
"""Regular expression for one digit, as print or as a scanner may have read it."""

_READ_AS = str.maketrans("OolI|SB", "0011158")


def as_digits(value: str) -> str:
    """Return the digits of `value`, with look-alike letters read as digits."""
    return re.sub(r"\D", "", value.translate(_READ_AS))


def digit_share(value: str) -> float:
    """Return which part of the letters and digits of `value` are real digits, 0 to 1."""
    signs = [sign for sign in value if sign.isalnum()]
    return sum(sign.isdigit() for sign in signs) / len(signs) if signs else 0.0
