"""Tables without a header: what a column holds is told by its values.

A column in which most cells are old dates holds births, one of words with numbers addresses, one
of names names: but only in a table in which other columns speak of people too. From three rows on
the columns are weighed; one or two rows count when three kinds stand in them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from stadspoort.engines.privacy._bsn import passes_eleven_test
from stadspoort.engines.privacy._cells import Cell
from stadspoort.engines.privacy._labels import Meaning, Other
from stadspoort.engines.privacy._lists import Lists, fold
from stadspoort.engines.privacy._name_words import JOINS, ORG_WORD, STREET_TAIL
from stadspoort.engines.privacy._row_cells import WIDE, Span, split
from stadspoort.engines.privacy._values import Kind

_DELIMITERS = ("|", ";", "\t", " / ", WIDE, ",", " - ", "~", "^")
_YEAR = r"(?:19[1-9]\d|200\d)"
_OLD = re.compile(
    rf"\d{{1,2}}[-/. ]\d{{1,2}}[-/. ]{_YEAR}|{_YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|"
    rf"{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2]){_YEAR}|"
    rf"\d{{1,2}}[-/. ]\d{{1,2}}[-/. ]'?[3-9]\d|\d{{1,2}}[ -][a-z]{{3,9}}\.?[ -]{_YEAR}",
    re.IGNORECASE,
)
_YOUNG = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.](?:20)?[12]\d|20[12]\d[-/.]?\d\d[-/.]?\d\d")
_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("date", _OLD),
    ("young", _YOUNG),
    ("code", re.compile(r"[1-9]\d{3} ?[A-Z]{2}(?: [A-Z][\w' -]{1,25})?")),
    ("iban", re.compile(r"[A-Z]{2}\d{2} ?[A-Z]{4}(?: ?\d){10}")),
    ("mail", re.compile(r"\S+@\S+\.\S+")),
    ("phone", re.compile(r"(?:\+31|0031|0)[ -]?[1-9](?:[ -]?\d){7,9}")),
    ("nine", re.compile(r"\d{8,9}|\d{4}\.\d\d\.\d{3}|\d{3}[. ]\d{3}[. ]\d{3}")),
    ("home", re.compile(r"[^\W\d_'][^\W\d_'. -]*(?:[ .'-]+[^\W\d_]+\.?){0,5} "
                        r"\d{1,4}(?: ?-? ?[\w-]{1,5})?")),
    ("number", re.compile(r"\d{1,4} ?[A-Za-z]{0,2}(?:-\w{1,3})?")),
    ("letters", re.compile(r"(?:[A-Z]\.? ?){1,4}")),
    ("words", re.compile(r"[^\W\d_'][^\W\d_]*(?:[ ,.'-]{1,2}[^\W\d_]+\.?){0,6}")),
)  # fmt: skip
_SEX = re.compile(r"(?i)[mvxo]|man|vrouw")
_PERSONAL = frozenset(("date", "code", "iban", "mail", "phone", "bsn", "home"))
_MEANINGS: dict[str, Meaning] = {
    "date": Kind.GEBOORTEDATUM, "bsn": Kind.BSN, "adres": Kind.ADRES, "straat": Kind.ADRES,
    "huisnummer": Kind.ADRES, "toevoeging": Kind.ADRES, "naam": Kind.PERSOON,
    "voorletters": Kind.PERSOON, "plaats": Other.ORGANISATION,
}  # fmt: skip
_LONGEST = 400
_MOST = 0.6
_ENOUGH_ROWS = 3
_ENOUGH_KINDS = 3


@dataclass(slots=True)
class _Block:
    delimiter: str
    rows: list[list[Span]] = field(default_factory=list)


def headless_cells(
    text: str, taken: Iterable[Span], lists: Lists, signs: list[Span]
) -> Iterator[Cell]:
    """Yield the cells of the tables in `text` that have no header, and note sexes as signs.

    Args:
        text: The whole text.
        taken: The lines of tables that have a header, as places in `text`.
        lists: What is known of words.
        signs: Where cells that name nobody are added.
    """
    delimiters = [delimiter for delimiter in _DELIMITERS if delimiter in text]
    for block in _blocks(text, {start for start, _ in taken}, delimiters):
        columns = _columns(text, block.rows)
        shapes = [_shape_of(text, column) for column in columns]
        names = _name_columns(text, columns, shapes, lists)
        if not _is_of_people(shapes, len(block.rows), has_names=any(names)):
            continue
        meanings = list(_meanings(text, columns, shapes, names))
        for column, shape, (word, meaning) in zip(columns, shapes, meanings, strict=True):
            if shape == "sex":
                signs += column
            elif meaning is not None:
                yield from (Cell(*place, meaning, f"{word} (zonder kop)") for place in column)


def _blocks(text: str, taken: set[int], delimiters: list[str]) -> Iterator[_Block]:
    """Yield the runs of lines that one delimiter divides into about as many cells."""
    block: _Block | None = None
    offset = 0
    for line in text.split("\n"):
        divided = (
            None if offset in taken or len(line) > _LONGEST else _cells(line, block, delimiters)
        )
        if divided:
            delimiter, spans = divided
            placed = [(offset + start, offset + end) for start, end in spans]
            is_next = block and block.delimiter == delimiter
            if block and is_next and abs(len(block.rows[-1]) - len(placed)) <= 1:
                block.rows.append(placed)
            else:
                if block:
                    yield block
                block = _Block(delimiter, [placed])
        elif block:
            yield block
            block = None
        offset += len(line) + 1
    if block:
        yield block


def _cells(line: str, block: _Block | None, delimiters: list[str]) -> tuple[str, list[Span]] | None:
    """Return the delimiter of `line` and its cells, when it has at least three."""
    order = delimiters if block is None else [block.delimiter, *delimiters]
    for delimiter in order:
        count = line.count(delimiter)
        if count < 2 or (delimiter == "," and _is_sentence(line, count)):
            continue
        spans = [_bare(line, *span) for span in split(line, delimiter)]
        if sum(end > start for start, end in spans) >= _ENOUGH_ROWS:
            return delimiter, spans
    return None


def _is_sentence(line: str, commas: int) -> bool:
    """Say whether the commas of `line` divide a sentence: a space follows, and no quote."""
    return line.count(", ") * 2 > commas and line.count("', ") * 2 < commas


def _bare(line: str, start: int, end: int) -> Span:
    """Return [start, end) without the quotes and brackets of a programming language."""
    while start < end and line[start] in "('\"*-•> ":
        start += 1
    while end > start and line[end - 1] in ")'\";, ":
        end -= 1
    return start, end


def _columns(text: str, rows: list[list[Span]]) -> list[list[Span]]:
    width = Counter(map(len, rows)).most_common(1)[0][0]
    full = [row for row in rows if abs(len(row) - width) <= 1]
    return [
        [row[at] for row in full if at < len(row) and row[at][1] > row[at][0]]
        for at in range(width)
    ]


def _shape_of(text: str, column: list[Span]) -> str:
    """Return the shape that most cells of `column` have; "" when there is none."""
    if not column:
        return ""
    if all(_SEX.fullmatch(text, *cell) for cell in column):
        return "sex"
    counts = Counter(_shape(text, *cell) for cell in column)
    shape, count = counts.most_common(1)[0]
    also = _ALSO.get(shape, ())
    if counts["date"] and shape in ("young", "nine") and counts["date"] * 2 >= count:
        shape, also = "date", ("young",)  # children among their parents
    if counts["letters"] * 2 > len(column):
        shape, also = "words", ("letters",)
    count = counts[shape] + sum(counts[other] for other in also)
    if count < _MOST * len(column):
        return ""
    if shape != "nine":
        return shape
    plain = [re.sub(r"\D", "", text[slice(*cell)]) for cell in column]
    return "bsn" if all(passes_eleven_test(digits.zfill(9)) for digits in plain) else "nine"


_ALSO = {"date": ("young",), "words": ("letters",), "home": ("words",)}


def _shape(text: str, start: int, end: int) -> str:
    return next((name for name, shape in _SHAPES if shape.fullmatch(text, start, end)), "")


def _is_of_people(shapes: list[str], rows: int, *, has_names: bool) -> bool:
    """Say whether the columns together speak of people, not of trees or invoices."""
    kinds = {shape for shape in shapes if shape in _PERSONAL}
    if rows >= _ENOUGH_ROWS:
        return bool(kinds) and has_names
    return has_names and len(kinds) >= _ENOUGH_KINDS - 1


def _meanings(
    text: str, columns: list[list[Span]], shapes: list[str], names: list[bool]
) -> Iterator[tuple[str, Meaning | None]]:
    """Yield what each column holds: a word for it, and its meaning."""
    before = ""
    for at, (column, shape) in enumerate(zip(columns, shapes, strict=True)):
        after = shapes[at + 1] if at + 1 < len(shapes) else ""
        is_home = _are_streets(text, column) or after == "code"
        word = shape
        if shape == "words":
            word = (
                "plaats" if at and shapes[at - 1] == "code"
                else "straat" if after == "number" and _are_streets(text, column)
                else "naam" if names[at]
                else ""
            )  # fmt: skip
        elif shape == "home":
            word = "adres" if is_home else ""
        elif shape == "number":
            word = "huisnummer" if before == "straat" else ""
        if before == "huisnummer" and column and _are_short(column):
            word = "toevoeging"
        elif before == "naam" and shape in ("words", "letters") and _are_short(column):
            word = "voorletters"
        before = word
        yield word, _MEANINGS.get(word)


def _are_short(column: list[Span]) -> bool:
    return all(end - start <= 4 for start, end in column)


def _are_streets(text: str, column: list[Span]) -> bool:
    streets = [text[slice(*cell)].rstrip("0123456789 -").split(" ") for cell in column]
    ends = sum(any(STREET_TAIL.search(word) for word in street) for street in streets)
    return ends * 2 >= len(column)


def _name_columns(
    text: str, columns: list[list[Span]], shapes: list[str], lists: Lists
) -> list[bool]:
    """Return for each column whether it holds names.

    Names that are words too ("Schilder", "Bakker") count beside a column of sure names, or of
    what only parties have: an account, a BSN.
    """
    shares = [
        _share_of_names(text, column, lists) if shape == "words" else 0
        for column, shape in zip(columns, shapes, strict=True)
    ]
    has_party = "iban" in shapes or "bsn" in shapes
    return [
        share == _SURE or (share > 0 and (has_party or _SURE in shares[max(0, at - 2) : at + 3]))
        for at, share in enumerate(shares)
    ]


_SURE = 2


def _share_of_names(text: str, column: list[Span], lists: Lists) -> int:
    """Return 2 when most of `column` are names, 1 when they can be words too, else 0."""
    likely = known = sure = 0
    values = [text[slice(*cell)] for cell in column]
    for value in values:
        words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", value)
        content = [fold(word) for word in words if word.lower() not in JOINS and len(word) > 1]
        parts = [part for word in content for part in word.split("-") if part not in JOINS]
        if not parts or any(ORG_WORD.match(word) for word in words[1:]) or value[:1].islower():
            continue
        named = [part for part in parts if _is_name(part, lists)]
        if any(part in lists.words or part in lists.places for part in {*parts} - {*named}):
            continue
        likely += 1
        known += bool(named)
        sure += any(part not in lists.dictionary and part not in lists.places for part in named)
    is_varied = len(set(values)) * 2 > len(values)
    if likely < _MOST * len(values) or known * 3 < len(values) or not is_varied:
        return 0
    return _SURE if sure * 3 >= len(values) else 1


def _is_name(part: str, lists: Lists) -> bool:
    return part in lists.first_names or part in lists.surnames
