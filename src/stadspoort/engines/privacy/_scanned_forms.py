"""Boxes of forms, numbers over two lines and words without the space between them.

"|1|2|0|3|1|9|4|4|" is a date, "NL20 NNBA 0053" and "9045 86" on the next line are one account, and
"Molenstraat12" and "K.Wolters" miss a space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stadspoort.engines.privacy._edits import Edit

_BOXES = re.compile(r"\|(?:[^\W_][|]| \|(?=[^\W_]\|)){3,40}")
_BRACKETS = re.compile(r"\[ ?[^\W_] ?\](?: ?\[ ?[^\W_] ?\]){3,30}")
_ACCOUNT = re.compile(
    r"(?<![^\W_])N L {1,3}\d {0,3}\d {1,3}(?:[A-Z] {0,3}){4}(?:\d {0,3}){9}\d(?![^\W_])"
)
"""Boxes drawn as brackets, and an account in boxes with or without its groups."""
_OVER_LINES = re.compile(
    r"(?:NL ?\d\d ?[A-Z]{4}(?: ?\d){1,9}|"
    r"(?<![\w.,/+-])0[1-9](?:(?:[ -]{0,3}\d){2,7}|(?:[ -]?\d){0,3} ?-)|"
    r"(?i:(?<!\w)(?:bsn|sofi(?:nummer|nr)?\.?|burgerservicenummer|rekening|rek\.))[ :.]{1,4}"
    r"(?:\d[ .]?){2,8})( {0,3}\n {0,12})(?=\d)"
)
_NEXT_LINE = re.compile(r"\n {0,12}(?=\d{1,4}[a-z]? ?(?:[),;]| te [A-Z]))")
_STREETS = ("straat", "laan", "weg", "plein", "kade", "gracht", "singel", "dijk", "dreef")
"""A street at the end of a line whose house number begins the next one."""
_TAIL = re.compile(r"(?:\d ?){1,9}(?![\w/:-]|[.,]\d)")
_LINE_END = re.compile(r"\n(?<=[0-9 -].) {0,12}[0-9]", re.DOTALL)
_LENGTHS = {"N": frozenset((12,)), "0": frozenset((10,))}
_LENGTHS_LABELLED = frozenset((8, 9, 10))
"""Digits of an account with its two check digits, of a phone number, of what a label promises."""
_STUCK = (
    re.compile(
        r"[0-9](?:(?<=straat.)|(?<=laan.)|(?<=dijk.)|(?<=weg.)|(?<=plein.)|(?<=gracht.)|"
        r"(?<=singel.)|(?<=kade.)|(?<=pad.)|(?<=hof.))"
    ),
    re.compile(r"[A-Z](?<=[A-Z]\..)(?<![A-Za-z]{2}\..)[a-zà-ÿ]{2}"),
    re.compile(
        r"[dvt](?<=[A-Z]\..)(?<![A-Za-z]{2}\..)"
        r"(?:(?<=d)e[nr]?|(?<=v)an|(?<=t)e[nr]) (?:de[nr]? )?[A-Z]"
    ),
    re.compile(
        r"[gwotb](?<=[a-z]{2}[,.].)(?:(?<=g)(?:eb|ehuwd)|(?<=w)(?:on|onende|eduwe|ed)|(?<=o)ud|"
        r"(?<=t)el|(?<=b)sn)(?!\w)"
    ),
    re.compile(r"[tievw](?<=[0-9]{4}.)(?:(?<=t)e|(?<=i)n|(?<=e)n|(?<=v)an|(?<=w)onende)[A-Z ]"),
    re.compile(r"[A-Z](?:(?<=[0-9]{4}te.)|(?<=[0-9]{4}in.))[a-z]"),
    re.compile(r"[A-Za-z](?:(?<=[Mm]evr\..)|(?<=[Dd]hr\..)|(?<=[Mm]w\..))"),
)
"""Each begins with the sign that a space was lost before: so it is cheap to look for."""


def boxed(text: str) -> Iterator[Edit]:
    """Yield the edits that take the lines of boxes away: "|1|2|3|4|", "[1][2][3][4]"."""
    for pattern, trigger in ((_BRACKETS, "]["), (_BRACKETS, "] ["), (_ACCOUNT, "N L ")):
        if trigger in text:
            for found in pattern.finditer(text):
                yield from _without(found)
    if "|" not in text:
        return
    for found in _BOXES.finditer(text):
        yield Edit(found.start(), found.start() + 1, " ")
        for at in range(found.start() + 1, found.end()):
            if text[at] == "|":
                yield Edit(at, at + 1, " " if at == found.end() - 1 else "")


def _without(found: re.Match[str]) -> Iterator[Edit]:
    """Yield the edits that leave out the brackets and spaces of `found`."""
    for at, sign in enumerate(found[0], start=found.start()):
        if sign in "[] ":
            yield Edit(at, at + 1)


def over_lines(text: str) -> Iterator[Edit]:
    """Yield the edits that join an account, a phone number or a BSN that goes on below."""
    for found in _NEXT_LINE.finditer(text):
        if text.endswith(_STREETS, 0, found.start()):
            yield Edit(*found.span(), " ")
    if not _LINE_END.search(text):
        return
    for found in _OVER_LINES.finditer(text):
        tail = _TAIL.match(text, found.end())
        digits = re.sub(r"\D", "", found[0] + tail[0]) if tail else ""
        if len(digits) in _LENGTHS.get(found[0][0], _LENGTHS_LABELLED):
            yield Edit(*found.span(1), " ")


def stuck_words(text: str) -> Iterator[Edit]:
    """Yield the edits that put a space where a scanner lost one."""
    for pattern in _STUCK:
        for found in pattern.finditer(text):
            yield Edit(found.start(), found.start(), " ")
