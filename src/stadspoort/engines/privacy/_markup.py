"""Records in the notation of machines: JSON, XML, SQL, calendar and card files, bank statements.

Each notation gives the same: cells, a value under the name of its field, and the places of the
words that belong to the notation itself ("BG:geslachtsnaam", "ATTENDEE", "/REMI/"), which name
nobody. What a field name means is said once, in `_keys`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from stadspoort.engines.privacy._accounts import NOBODY
from stadspoort.engines.privacy._cells import Cell
from stadspoort.engines.privacy._keys import Field, key_meanings
from stadspoort.engines.privacy._values import Kind

_LONGEST = 200
_JSON_KEY = re.compile(
    r"""(?<=[{,\s])(?P<quote>\\?["'])(?P<key>[^\W\d][\w .:/@$-]{0,60})(?P=quote)\s{0,8}:\s{0,8}"""
)
_JSON_TEXT = re.compile(r"""(?:\[\s{0,8})?(\\?["'])(?P<text>(?:(?!\1)[^\n]){1,200})\1""")
_JSON_NUMBER = re.compile(r"(?P<text>\d[\d.]{0,30})(?=\s{0,8}[,}\]\n])")
_MORE_OF_LIST = re.compile(r"""\s{0,8},\s{0,8}(["'])(?P<text>[^"'\n]{1,100})\1(?=\s{0,8}[,\]])""")
_BRACES = re.compile(r"[{}]")
_XML = re.compile(
    rf"<(?P<key>[A-Za-z_][\w.:-]{{0,60}})(?:\s[^<>\n]{{0,{_LONGEST}}})?>\s{{0,40}}"
    rf"(?P<text>[^<\n]{{1,{_LONGEST}}}?)\s{{0,40}}</"
)
_TAG = re.compile(r"</?[A-Za-z_][\w.:-]{0,60}|<[?!][^>\n]{0,200}")
_ATTRIBUTE = re.compile(r"""\s([A-Za-z_][\w.:-]{0,60})=(["'])([^"'<>\n]{0,200})\2""")
_NAMED = re.compile(
    r"<(?:\w{1,10}:)?(?:col(?:umn)?|field|item|data|value|property|cell|attribute|entry|veld|el)"
    r"\s[^<>\n]{0,40}?(?:name|key|id|naam)=[\"']([\w .:-]{1,40})[\"']",
    re.IGNORECASE,
)
_INSERT = re.compile(
    r"(?i)\b(?:INSERT\s+(?:IGNORE\s+)?INTO|REPLACE\s+INTO|MERGE\s+INTO)\s+[\w.\[\]`\"]{1,80}\s*"
    r"\((?P<names>[^()\n]{1,1000}|[\w\s,`\"\[\].]{1,1000})\)\s*(?:OUTPUT [^\n]{1,80})?VALUES\s*"
)
_SET = re.compile(
    r"(?i)(?:\bSET\b|\bWHERE\b|\bAND\b|\bOR\b|,)\s{1,20}(?:\w{1,30}\.)?[`\"\[]?"
    r"(?P<key>[A-Za-z_]\w{0,40})[`\"\]]?"
    r"\s{0,4}(?:=|<>|!=|\bI?LIKE\b|\bIN\b\s{0,4}\()\s{0,4}(?=N?'|\d)"
)
_LITERAL = re.compile(
    rf"\s{{0,20}}(?:N?'(?P<text>(?:[^'\n]|'(?!\s{{0,4}}(?:[,);\n]|$|[A-Z]{{2}}))){{0,{_LONGEST}}})'|"
    r"(?P<bare>[^\s,()'][^,()'\n]{0,80}))"
    r"\s{0,20}"
)
_SQL_WORD = re.compile(r"\b(?:INSERT|INTO|VALUES|UPDATE|SET|WHERE|NULL|SELECT|FROM|DELETE|AND)\b")
_CALENDAR = re.compile(
    r"(?m)^(?:item\d\.)?(?P<key>[A-Z][A-Z-]{0,30})(?P<rest>(?:;[^:\n\"]{0,80}|;[^:\n]{0,40}"
    r"\"[^\"\n]{0,80}\"){0,8}):(?P<text>[^\n]{0,1000})"
)
_CN = re.compile(r";CN=(?:\"([^\"\n]{1,80})\"|([^;:\n\"]{1,80}))")
_PARAMETER = re.compile(r";([A-Z-]{1,30})=?((?:[A-Z-]{1,30}(?=[;:]))?)")
_BANK = re.compile(
    r"/(?P<key>NAME|IBAN|BIC|REMI|EREF|TRTP|MARF|CSID|ADDR|CNTP|ORDP|BENM|ULTD|ULTB|ULTC|PURP|ID|"
    r"ISDT|KREF|PREF|SVCL|CODE|CUCD|ACCW)/(?P<text>[^/\n]{0,140})"
)
_ASSIGNED = re.compile(
    r"(?<![\w=&?./-])(?P<key>[A-Za-z_][\w.-]{0,30})=(?P<text>\"?[\w./:-]{0,60}\"?)"
)
_TECHNICAL = frozenset(
    (
        "src", "dst", "job", "status", "level", "action", "session", "host", "queue", "size",
        "relay", "method", "path", "event", "result", "reason", "module", "code", "state", "type",
        "kanaal", "channel", "app", "service", "component", "thread", "logger", "env", "version",
        "proto", "port", "dev", "rule", "cmd", "command", "exit", "duration", "count", "rows",
    )
)  # fmt: skip
_DESCRIPTION = re.compile(
    r"\b(?:Naam|IBAN|BIC|Omschrijving|Kenmerk|Incassant|Machtiging|Betalingskenm|Valutadatum|"
    r"Datum/Tijd|Pasvolgnr|Transactie|Term|SEPA|BEA|Overboeking)\b(?=:| )"
)


class Markup(NamedTuple):
    """What the notations in one text say.

    Attributes:
        cells: The values whose field has a meaning, per record in order.
        signs: Start and end of the words of the notations: names of fields, tags, commands.
    """

    cells: list[Cell]
    signs: list[tuple[int, int]]


def read_markup(text: str) -> Markup:
    """Return the fields of all machine notations in `text`."""
    fields: list[Field | Cell] = []
    signs: list[tuple[int, int]] = []
    if "{" in text and ('":' in text or "':" in text or '" :' in text):
        fields += _json(text, signs)
    if "</" in text or "/>" in text:
        fields += _xml(text, signs)
    if "'" in text and (" SET " in text or "VALUES" in text or "values" in text or "set " in text):
        fields += _sql(text, signs)
    if "BEGIN:V" in text:
        fields += _calendar(text, signs)
    if "/IBAN/" in text or "/NAME/" in text or "/REMI/" in text:
        fields += _bank(text, signs)
    if "=" in text:
        signs += _assigned(text)
    if "IBAN" in text and "mschrijving:" in text:
        signs += [found.span() for found in _DESCRIPTION.finditer(text)]
    return Markup(list(_cells(text, fields)), signs)


def _json(text: str, signs: list[tuple[int, int]]) -> Iterator[Field]:
    """Yield the values of objects, and note their keys as signs."""
    open_objects: list[tuple[str, int]] = []
    last, last_key, count = 0, "", 0
    for found in _JSON_KEY.finditer(text):
        for brace in _BRACES.finditer(text, last, found.start()):
            if brace[0] == "{":
                is_value = not text[last : brace.start()].strip(" \t\r\n[")
                count += 1
                open_objects.append((last_key if is_value else "", count))
            elif open_objects:
                open_objects.pop()
        if not open_objects:
            continue
        parent, record = open_objects[-1]
        last, last_key = found.end(), found["key"]
        signs.append(found.span("key"))
        value = _JSON_TEXT.match(text, last) or _JSON_NUMBER.match(text, last)
        is_list = text[last : last + 1] == "["
        while value:
            yield Field(*value.span("text"), found["key"], parent, record)
            last = value.end()
            value = _MORE_OF_LIST.match(text, last) if is_list else None


def _xml(text: str, signs: list[tuple[int, int]]) -> Iterator[Field]:
    """Yield the text of elements and the values of attributes; tags are signs.

    Elements that lie next to each other in one element count as one record: the element around
    them ends with a tag that closes no value.
    """
    record, parent = 0, ""
    values = {found.start(): found for found in _XML.finditer(text)}
    end_of_value = -1
    for tag in _TAG.finditer(text):
        signs.append(tag.span())
        close = text.find(">", tag.end(), tag.end() + 400)
        for attribute in _ATTRIBUTE.finditer(text, tag.end(), max(tag.end(), close)):
            signs.append(attribute.span(1))
            yield Field(*attribute.span(3), attribute[1], tag[0].strip("<"), record)
        value = values.get(tag.start())
        if value:
            named = _NAMED.match(text, tag.start())
            yield Field(*value.span("text"), named[1] if named else value["key"], parent, record)
            end_of_value = value.end() - 2
        elif tag.start() != end_of_value:
            record += 1
            parent = "" if tag[0].startswith("</") else tag[0].strip("<")


def _sql(text: str, signs: list[tuple[int, int]]) -> Iterator[Field]:
    """Yield the values of INSERT with a list of columns, and of SET and WHERE."""
    signs += [found.span() for found in _SQL_WORD.finditer(text)]
    record = 0
    for insert in _INSERT.finditer(text):
        names = [name.strip(' `"[]\n\t') for name in insert["names"].split(",")]
        signs.append(insert.span())
        at = insert.end()
        while at < len(text) and text[at] == "(":
            record += 1
            row = list(_row(text, at + 1, names, record))
            yield from row
            at = _next_row(text, row[-1].end if row else at + 1)
    for found in _SET.finditer(text):
        value = _LITERAL.match(text, found.end())
        if value:
            signs.append(found.span("key"))
            yield Field(*value.span(_place(value)), found["key"], "", record)


def _row(text: str, at: int, names: list[str], record: int) -> Iterator[Field]:
    """Yield the values of one row of VALUES, the first of which begins at `at`; NULL is empty."""
    for name in names:
        value = _LITERAL.match(text, at)
        if not value:
            return
        start, end = value.span(_place(value))
        yield Field(start, start if text[start:end].upper() == "NULL" else end, name, "", record)
        at = value.end() + 1
        if text[at - 1 : at] != ",":
            return


def _place(literal: re.Match[str]) -> str:
    return "bare" if literal["text"] is None else "text"


_ROW = re.compile(r"\)\s{0,20},\s{0,20}(?=\()")


def _next_row(text: str, at: int) -> int:
    """Return where the bracket of the next row opens, or the end of `text`."""
    close = text.find(")", at, at + 400)
    found = _ROW.match(text, close) if close >= 0 else None
    return found.end() if found else len(text)


_CARD = {
    "FN": Kind.PERSOON, "N": Kind.PERSOON, "NICKNAME": Kind.PERSOON, "BDAY": Kind.GEBOORTEDATUM,
    "TEL": Kind.TELEFOON, "LOCATION": Kind.ADRES,
}  # fmt: skip


def _calendar(text: str, signs: list[tuple[int, int]]) -> Iterator[Field | Cell]:
    """Yield the people, places and dates of iCalendar and vCard; property names are signs."""
    for line in _CALENDAR.finditer(text):
        signs.append(line.span("key"))
        for parameter in _PARAMETER.finditer(text, line.start(), line.start("text")):
            signs += [parameter.span(1), parameter.span(2)]
        for name in _CN.finditer(text, line.start(), line.start("text")):
            yield Cell(*name.span(1 if name[1] else 2), Kind.PERSOON, "CN")
        key = line["key"]
        if key in ("N", "ADR"):
            yield from _parts_of_card(line)
        elif key in _CARD and line["text"]:
            yield Cell(*line.span("text"), _CARD[key], key)
        if key in (
            "ADR",
            "UID",
            "DTSTART",
            "DTEND",
            "DTSTAMP",
            "END",
            "BEGIN",
            "STATUS",
            "PRODID",
            "CLASS",
        ):
            signs.append(line.span())


def _parts_of_card(line: re.Match[str]) -> Iterator[Cell]:
    """Yield the parts of "N:Vries;Jan;;drs.;" and of "ADR:;;Dorpsstraat 1;Ede;;6711 AB;NL"."""
    at = line.start("text")
    for place, part in enumerate(line["text"].split(";")):
        meaning = (
            (Kind.PERSOON if place < 3 else None) if line["key"] == "N"
            else {1: Kind.ADRES, 2: Kind.ADRES, 5: Kind.POSTCODE}.get(place)
        )  # fmt: skip
        if meaning and part.strip():
            yield Cell(at, at + len(part), meaning, line["key"])
        at += len(part) + 1


def _bank(text: str, signs: list[tuple[int, int]]) -> Iterator[Cell]:
    """Yield the parties in the structured lines of a bank statement (MT940)."""
    for found in _BANK.finditer(text):
        signs.append((found.start(), found.start("text")))
        if found["key"] in ("NAME", "ORDP", "BENM", "ULTD", "ULTB", "ULTC"):
            yield Cell(*found.span("text"), Kind.PERSOON, found["key"])
        elif found["key"] in ("TRTP", "BIC", "CODE", "PURP", "ISDT"):
            signs.append(found.span("text"))


def _assigned(text: str) -> Iterator[tuple[int, int]]:
    """Yield the keys of "src=10.0.0.1 job=nightly", with the values of those that are technical."""
    for found in _ASSIGNED.finditer(text):
        yield found.span("key")
        if found["key"].lower() in _TECHNICAL or NOBODY.fullmatch(found["text"].strip('"')):
            yield found.span("text")


def _cells(text: str, fields: Iterable[Field | Cell]) -> Iterator[Cell]:
    """Yield the cells among `fields`, and the meaning of the others, in order."""
    waiting: list[Field] = []
    for field in fields:
        if isinstance(field, Field):
            waiting.append(field)
        else:
            yield field
    yield from key_meanings(text, waiting)
