"""Marked texts: the two ways they are written down, and who marked them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from stadspoort.errors import StadspoortError

PERSONAL = (
    "PERSOON", "ADRES", "POSTCODE", "TELEFOON", "EMAIL", "BSN", "IBAN", "GEBOORTEDATUM", "KENTEKEN",
    "DOCUMENTNUMMER", "KLANTNUMMER", "IP", "URL_PROFIEL", "BIJZONDER",
)  # fmt: skip
"""The kinds a detector is scored on, in the order of the tables."""

NEUTRAL = ("ORGANISATIE", "ZAKELIJK", "ZAAKNUMMER")
"""Marks of what is no personal data: not to be masked as a person, or counting neither way."""

_HEADING = "=== "
_MARK = re.compile(r"\[\[([A-Z_]+)(\*?):(.*?)\]\]", re.DOTALL)
_FACT = re.compile(r"#\s*(annotators|readers)\s*:\s*(\d{1,3})\s*\Z")


class GoldUnreadableError(StadspoortError):
    """A file of marked texts is not written as it should be; `line` and `reason` (Dutch) say how.

    A set that is read in part would give figures nobody can compare.
    """

    code = "privacy.gold_unreadable"


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked place of a text: half open, in code points of the text without marks."""

    start: int
    end: int
    kind: str
    is_officer: bool = False


@dataclass(frozen=True, slots=True)
class GoldText:
    """One text with its marks, in order."""

    name: str
    genre: str
    text: str
    marks: tuple[Mark, ...]

    def as_json_line(self) -> str:
        """Return the text as one line of JSON that `read_gold` reads back."""
        spans = [
            {"start": mark.start, "end": mark.end, "type": mark.kind}
            | ({"publiek": True} if mark.is_officer else {})
            for mark in self.marks
        ]
        facts = {"id": self.name, "genre": self.genre, "text": self.text, "spans": spans}
        return json.dumps(facts, ensure_ascii=False) + "\n"


@dataclass(frozen=True, slots=True)
class GoldSet:
    """Texts that are scored together.

    Attributes:
        texts: At least one.
        annotators: How many people marked them, each on their own; None when the file is silent.
        readers: How many others read the marks again and corrected them; None likewise.
    """

    texts: tuple[GoldText, ...]
    annotators: int | None = None
    readers: int | None = None


def read_gold(content: str) -> GoldSet:
    """Return the texts of a file, in order.

    Two forms, told apart by the first character. Marked text: lines `# annotators: 1` and
    `# readers: 0` if wanted, then per text `=== name | genre` and the text, with `[[KIND:value]]`
    around what is personal and `[[KIND*:value]]` for a public officer in office. JSON lines: per
    text `{"id", "genre", "text", "spans": [{"start", "end", "type", "publiek"}]}`.

    Raises:
        GoldUnreadableError: If anything in it is not as above, a kind is unknown, or a name or a
            place is used twice.
    """
    is_json = content.lstrip().startswith("{")
    texts: dict[str, GoldText] = {}
    for line, text in _json_texts(content) if is_json else _marked_texts(content):
        if text.name in texts:
            raise GoldUnreadableError(line=line, reason="deze naam is al gebruikt")
        if any(one.end > other.start for one, other in pairwise(text.marks)):
            raise GoldUnreadableError(line=line, reason="twee merken overlappen")
        texts[text.name] = text
    if not texts:
        raise GoldUnreadableError(line=1, reason="er staat geen tekst in")
    facts = {} if is_json else dict(_facts(content))
    return GoldSet(tuple(texts.values()), facts.get("annotators"), facts.get("readers"))


def _facts(content: str) -> Iterator[tuple[str, int]]:
    for line in content.splitlines():
        if line.startswith(_HEADING):
            return
        if found := _FACT.match(line):
            yield found[1], int(found[2])


def _marked_texts(content: str) -> Iterator[tuple[int, GoldText]]:
    lines = content.split("\n")
    starts = [at for at, line in enumerate(lines) if line.startswith(_HEADING)]
    for start, end in pairwise([*starts, len(lines)]):
        name, _, genre = lines[start].removeprefix(_HEADING).partition("|")
        body = "\n".join(lines[start + 1 : end]).rstrip("\n")
        yield start + 1, _unmarked(name.strip(), genre.strip(), body, line=start + 2)


def _unmarked(name: str, genre: str, body: str, *, line: int) -> GoldText:
    plain, marks, last, size = [], [], 0, 0

    def at(place: int) -> int:
        return line + body.count("\n", 0, place)

    for found in _MARK.finditer(body):
        kind, star, value = found.groups()
        if kind not in PERSONAL and kind not in NEUTRAL:
            raise GoldUnreadableError(line=at(found.start()), reason="onbekende soort")
        if "[[" in value or not value.strip():
            raise GoldUnreadableError(
                line=at(found.start()), reason="een merk zonder einde of waarde"
            )
        between = body[last : found.start()]
        size += len(between)
        marks.append(Mark(size, size + len(value), kind, is_officer=star == "*"))
        size += len(value)
        plain += [between, value]
        last = found.end()
    text = "".join([*plain, body[last:]])
    for bracket in ("[[", "]]"):
        if bracket in text:
            raise GoldUnreadableError(line=at(body.find(bracket)), reason="een merk zonder einde")
    return GoldText(name, genre, text, tuple(marks))


def _json_texts(content: str) -> Iterator[tuple[int, GoldText]]:
    for line, row in enumerate(content.split("\n"), start=1):
        if not row.strip():
            continue
        try:
            text = _json_text(json.loads(row))
            size = len(text.text)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise GoldUnreadableError(line=line, reason=f"geen {_JSON_FORM}") from error
        for mark in text.marks:
            if not 0 <= mark.start < mark.end <= size:
                raise GoldUnreadableError(line=line, reason="een merk valt buiten de tekst")
            if mark.kind not in PERSONAL and mark.kind not in NEUTRAL:
                raise GoldUnreadableError(line=line, reason="onbekende soort")
        yield line, text


_JSON_FORM = '{"id", "genre", "text", "spans": [{"start", "end", "type"}]}'


def _json_text(facts: Any) -> GoldText:  # noqa: ANN401  what a file holds; typed from here on
    marks = [
        Mark(
            int(span["start"]),
            int(span["end"]),
            str(span["type"]),
            is_officer=bool(span.get("publiek", False)),
        )
        for span in facts["spans"]
    ]
    marks.sort(key=lambda mark: mark.start)
    return GoldText(str(facts["id"]), str(facts.get("genre", "")), facts["text"], tuple(marks))
