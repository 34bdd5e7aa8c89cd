"""Phone numbers of people: mobile, home and direct numbers, Dutch and foreign.

Dutch numbers have ten digits: 06 and eight digits (mobile), area code and subscriber number
together nine digits after the 0 (fixed), 085/088 (company numbers). Not personal: 14 0xx,
0800, 090x, 112, 116 xxx.

Sources: Nummerplan telefoon- en ISDN-diensten (Staatscourant); ITU-T E.164 (at most 15 digits).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stadspoort.engines.privacy._labels import Label, Labels, Other
from stadspoort.engines.privacy._ocr import DIGIT, as_digits, digit_share
from stadspoort.engines.privacy._values import Finding, Kind

_SEP = r"[ .\-/()]{0,3}"
_NATIONAL = re.compile(
    rf"(?:\((?<![\w+.,/@-]\()0|0(?<![\w+.,/@(-]0)(?!\d-[01]\d-(?:19|20)\d\d))[1-9](?:{_SEP}\d){{8}}(?![\w-]|[.,/]\d)"
)
_DUTCH_ABROAD = re.compile(
    rf"(?:\+(?<![\w+]\+) ?|0(?<![\w+]0)0)31{_SEP}(?:\(?0\)?{_SEP})?[1-9](?:{_SEP}\d){{8}}(?![\w-]|"
    rf"[.,/]\d)"
)
_FOREIGN = re.compile(
    r"(?:\+(?<![\w+]\+)|0(?<![\w+]0)0)(?!31)[1-9]\d{0,2}(?:[ .\-()]{0,3}\d){6,12}(?![\w-]|[.,/]\d)"
)
_COUNTRY_CODE = re.compile(
    r"00(?:32|49|33|44|48|90|34|39|40|41|43|45|46|47|30|36|351|352|353|359|36|37\d|38\d|42\d|"
    r"212|213|216|20|7|1|86|91|92|93|94|95|963|964|98|597|599|297|62|233|234|251|252|291)"
)
_SPACED = re.compile(r"0 6(?: \d){8,9}(?![\w-]|[.,/]\d)")
_SCANNED = re.compile(
    rf"[0Oo](?<![\w+.,/@-][0Oo])6[ .-]{{0,3}}{DIGIT}(?:[ .-]?{DIGIT}){{7}}(?![\w-])"
)
_LABELLED = re.compile(rf"[+(]?{DIGIT}(?:[ .\-/()]{{0,3}}{DIGIT}){{5,14}}(?!\w)")
_SHORT = re.compile(r"\d{2,3}[ -]?\d{1,3}(?![\w-]|[.,]\d)|(?!20[12]\d)\d{4}(?![\w-]|[.,]\d)")
_SHORT_LABEL = re.compile(r"(?i)toestel|tst|doorkies|intern|ext")
_FILLER = re.compile(
    r"(?:[ \t]*(?:[:=#(\"'*|>/-]|nummer\b|nr\b\.?|is\b|op\b|het\b|mijn\b|haar\b|zijn\b|via\b|"
    r"naar\b|"
    r"mij\b|me\b|hem\b|ons\b|hen\b|even\b|kan\b|dan\b|:|prive\b|privé\b|mobiel\b|vast\b|werk\b|"
    r"thuis\b|"
    r"overdag\b|'s avonds|nu\b|gerust\b)){0,6}\s{0,3}"
)
_MOSTLY_DIGITS = 0.5
_SERVICE = ("0800", "0900", "0906", "0909", "0910", "0979", "112", "116")


def find_phones(text: str, labels: Labels) -> Iterator[Finding]:
    """Yield every phone number of the Dutch plan or abroad, and any other with a label."""
    for pattern, what in ((_DUTCH_ABROAD, "met landnummer"), (_NATIONAL, "Nederlands nummerplan")):
        for found in pattern.finditer(text):
            yield from _by_shape(found, labels, what)
    yield from _foreign(text, labels)
    yield from _scanned(text)
    for label in labels.all:
        if label.meaning is Kind.TELEFOON:
            yield from _after_label(text, label)
        elif label.meaning is Other.NUMBER:
            yield from _after_number(text, label)


def _scanned(text: str) -> Iterator[Finding]:
    for pattern in (_SPACED, _SCANNED):
        for found in pattern.finditer(text):
            if digit_share(found[0]) >= _MOSTLY_DIGITS:
                reason = "mobiel nummer, gescand of gespeld"
                yield Finding(*found.span(), Kind.TELEFOON, 0.85, reason)


def _foreign(text: str, labels: Labels) -> Iterator[Finding]:
    for found in _FOREIGN.finditer(text):
        label = labels.before(found.start())
        is_called = label is not None and label.meaning is Kind.TELEFOON
        is_divided = re.search("[ .-]", found[0]) and _COUNTRY_CODE.match(found[0])
        if found[0][0] == "+" or is_called or (is_divided and not label):
            yield Finding(*found.span(), Kind.TELEFOON, 0.9, "buitenlands telefoonnummer")


def _by_shape(found: re.Match[str], labels: Labels, what: str) -> Iterator[Finding]:
    digits = re.sub(r"\D", "", found[0])
    if digits.startswith(_SERVICE):
        return
    label = labels.before(found.start())
    if label and label.meaning not in (Kind.TELEFOON, Other.NUMBER, Kind.GEBOORTEDATUM):
        # "kenmerk 0612345678" is a case; yet ten digits from 06 on are rarely anything else.
        if digits[:2] != "06" and digits[:3] != "316" and label.meaning is not Kind.ADRES:
            return
        yield Finding(*found.span(), Kind.TELEFOON, 0.7, what, certain=False)
        return
    reason = f"label '{label.word}' ervoor; {what}" if label else what
    yield Finding(*found.span(), Kind.TELEFOON, 0.97 if label else 0.92, reason)


def _after_number(text: str, label: Label) -> Iterator[Finding]:
    """Yield the number after "nr." that only scanning errors keep from the Dutch plan."""
    filler = _FILLER.match(text, label.end)
    found = _LABELLED.match(text, filler.end() if filler else label.end)
    if found and digit_share(found[0]) >= _MOSTLY_DIGITS:
        digits = as_digits(found[0])
        if len(digits) in (10, 11) and re.match("0[1-9]", digits):
            yield Finding(*found.span(), Kind.TELEFOON, 0.85, f"label '{label.word}' ervoor")


def _after_label(text: str, label: Label) -> Iterator[Finding]:
    filler = _FILLER.match(text, label.end)
    at = filler.end() if filler else label.end
    found = _LABELLED.match(text, at)
    if found and digit_share(found[0]) >= 0.6:
        digits = as_digits(found[0])
        is_other = re.match(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}$|14 ?0\d", found[0])
        if 6 <= len(digits) <= 15 and not digits.startswith(_SERVICE) and not is_other:
            yield Finding(*found.span(), Kind.TELEFOON, 0.93, f"label '{label.word}' ervoor")
    elif _SHORT_LABEL.match(label.word):
        short = _SHORT.match(text, at)
        if short:
            yield Finding(*short.span(), Kind.TELEFOON, 0.85, f"label '{label.word}' ervoor")
