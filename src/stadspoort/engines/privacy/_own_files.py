"""Reading a municipality's own lists from CSV: everything, or nothing and every reason why not.

Seven files, each of which may be left out; `.txt` may stand for `.csv`. UTF-8 with a header; the
columns are divided by `;`, `,` or a tab, whichever the header has. Columns that are not asked for
are passed over, so that an export can be used as it is.
"""

from __future__ import annotations

import csv
import io
from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from stadspoort.engines.privacy import _own_rows as rows
from stadspoort.engines.privacy._own_values import MunicipalLists
from stadspoort.errors import StadspoortError

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes; the BAG addresses of the largest municipality take about half of it."""
MOST_PROBLEMS = 50
_LONGEST_LINE = 4_000
_SUFFIXES = (".csv", ".txt")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file cannot be used.

    Attributes:
        file: Name of the file.
        line: Counted from 1, the header included; 0 for the file as a whole.
        reason: In a few Dutch words. Never holds the content of the line.
    """

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        place = f"{self.file}, regel {self.line}" if self.line else self.file
        return f"{place}: {self.reason}"


class ListsRefusedError(StadspoortError):
    """A file of the lists is broken; none of them is used.

    `problems` holds all that were found (at most 50), the context the first.
    """

    code = "privacy.lists_refused"

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        first = problems[0]
        super().__init__(
            file=first.file, line=first.line, reason=first.reason, more=len(problems) - 1
        )


@dataclass(frozen=True, slots=True, eq=False)
class ListFile:
    """One kind of file.

    Attributes:
        name: Without its ending.
        label: In Dutch, for screens.
        gives: The attributes of `MunicipalLists` that come from it.
        read: Takes the cells of one row by column, puts them into the draft, and returns why the
            row is wrong, or None.
        columns: By name, the headers that mean it; the first is the one of the documentation.
        needs: Groups of columns of which the header must have one whole.
    """

    name: str
    label: str
    gives: frozenset[str]
    read: Callable[[rows.Draft, Mapping[str, str]], str | None]
    columns: Mapping[str, tuple[str, ...]]
    needs: tuple[frozenset[str], ...]


_NAMES = {
    "naam": ("naam", "volledige naam"),
    "voornaam": ("voornaam", "roepnaam"),
    "voorletters": ("voorletters",),
    "tussenvoegsel": ("tussenvoegsel", "voorvoegsel"),
    "achternaam": ("achternaam", "geslachtsnaam"),
}
_NAME_NEEDS = (frozenset({"naam"}), frozenset({"achternaam"}))

FILES: tuple[ListFile, ...] = (
    ListFile(
        "medewerkers", "Medewerkers", frozenset({"staff"}), rows.read_staff, _NAMES, _NAME_NEEDS
    ),
    ListFile(
        "bestuurders", "Bestuurders en raadsleden", frozenset({"officers"}), rows.read_officer,
        _NAMES, _NAME_NEEDS,
    ),
    ListFile(
        "adressen", "Adressen uit de BAG", frozenset({"streets", "towns", "addresses"}),
        rows.read_address,
        {
            "straat": ("straat", "straatnaam", "openbareruimtenaam", "openbareruimte",
                       "openbare ruimte"),
            "huisnummer": ("huisnummer",),
            "postcode": ("postcode",),
            "woonplaats": ("woonplaats", "woonplaatsnaam"),
        },
        (frozenset({"straat"}),),
    ),
    ListFile(
        "organisaties", "Organisaties", frozenset({"organisations"}), rows.read_organisation,
        {"naam": ("naam", "organisatie", "handelsnaam")}, (frozenset({"naam"}),),
    ),
    ListFile(
        "nummers", "Zaak- en klantnummers", frozenset({"formats"}), rows.read_format,
        {"patroon": ("patroon",), "soort": ("soort",)}, (frozenset({"patroon", "soort"}),),
    ),
    ListFile(
        "nooit-maskeren", "Nooit maskeren", frozenset({"never"}), rows.read_never,
        {"tekst": ("tekst",)}, (frozenset({"tekst"}),),
    ),
    ListFile(
        "altijd-maskeren", "Altijd maskeren", frozenset({"always"}), rows.read_always,
        {"tekst": ("tekst",), "soort": ("soort",)}, (frozenset({"tekst"}),),
    ),
)  # fmt: skip
"""Every file that is read, in the order of the documentation."""


@dataclass(slots=True)
class _Reading:
    draft: rows.Draft = field(default_factory=rows.Draft)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, file: str, line: int, reason: str) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(file, line, reason))


def parse_lists(files: Mapping[str, bytes]) -> MunicipalLists:
    """Return the lists in `files`, each by its name ("medewerkers.csv").

    Raises:
        ListsRefusedError: If anything in any file is wrong, with every problem.
    """
    reading = _Reading()
    seen: set[str] = set()
    for name in sorted(files):
        kind = file_named(name)
        if kind is None:
            reading.refuse(name, 0, "dit bestand hoort niet bij de lijsten")
        elif kind.name in seen:
            reading.refuse(name, 0, "dit bestand is er twee keer, als .csv en als .txt")
        else:
            seen.add(kind.name)
            _read(reading, kind, name, files[name])
    if not seen and not reading.problems:
        reading.refuse("", 0, "er is geen enkel bestand met een lijst")
    if reading.problems:
        raise ListsRefusedError(tuple(reading.problems))
    lists = _finished(reading.draft)
    refuse_contradictions(lists)
    return lists


def file_named(name: str) -> ListFile | None:
    """Return the kind of file that has this name, or None."""
    stem, dot, ending = name.lower().rpartition(".")
    if f"{dot}{ending}" not in _SUFFIXES:
        return None
    return next((kind for kind in FILES if kind.name == stem), None)


def refuse_contradictions(lists: MunicipalLists) -> None:
    """Check that no text must both always and never be masked.

    Raises:
        ListsRefusedError: If one must.
    """
    always = {rows.key_of(entry.text) for entry in lists.always}
    both = sum(rows.key_of(text) in always for text in lists.never)
    if both:
        reason = f"dezelfde tekst staat ook in altijd-maskeren (aantal: {both})"
        raise ListsRefusedError((Problem("nooit-maskeren", 0, reason),))


def _read(reading: _Reading, kind: ListFile, name: str, data: bytes) -> None:
    text = _decoded(reading, name, data)
    if text is None:
        return
    first = text.partition("\n")[0]
    divider = next((sign for sign in ";\t," if sign in first), ";")
    table = csv.reader(io.StringIO(text, newline=""), delimiter=divider, strict=True)
    try:
        header = [cell.strip().lower().replace("_", " ") for cell in next(table, [])]
        places = _places(kind, header)
        if not any(need <= places.keys() for need in kind.needs):
            wanted = " of ".join(" en ".join(sorted(need)) for need in kind.needs)
            reading.refuse(name, 1, f"in de kop ontbreekt de kolom {wanted}")
            return
        if _read_rows(reading, kind, name, table, places, len(header)) == 0:
            reading.refuse(name, 0, "er staat niets onder de kop")
    except csv.Error:
        reading.refuse(name, table.line_num, "de aanhalingstekens kloppen niet")


def _read_rows(
    reading: _Reading, kind: ListFile, name: str, table: Iterator[list[str]],
    places: Mapping[str, int], width: int,
) -> int:  # fmt: skip
    count = 0
    for row in table:
        if not any(map(str.strip, row)):
            continue
        count += 1
        reason: str | None
        if len(row) != width:
            reason = f"er zijn {len(row)} kolommen, de kop heeft er {width}"
        elif sum(map(len, row)) > _LONGEST_LINE:
            reason = f"de regel is langer dan {_LONGEST_LINE} tekens"
        else:
            reason = kind.read(reading.draft, {of: row[at].strip() for of, at in places.items()})
        if reason is not None:
            reading.refuse(name, table.line_num, reason)  # type: ignore[attr-defined]  # csv.reader has it
    return count


def _decoded(reading: _Reading, name: str, data: bytes) -> str | None:
    """Return the text of a file; None when it is refused."""
    if len(data) > LARGEST_FILE:
        reading.refuse(name, 0, f"het bestand is groter dan {LARGEST_FILE // 1024 // 1024} MB")
        return None
    if not data.strip():
        reading.refuse(name, 0, "het bestand is leeg")
        return None
    zero = data.find(b"\0")
    if zero >= 0:
        reading.refuse(name, data.count(b"\n", 0, zero) + 1, "dit is geen tekst")
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        reading.refuse(name, line, "de regel is niet in UTF-8 opgeslagen")
        return None


def _places(kind: ListFile, header: list[str]) -> dict[str, int]:
    """Return at which place in the header each known column stands."""
    found: dict[str, int] = {}
    for column, names in kind.columns.items():
        at = next((header.index(name) for name in names if name in header), None)
        if at is not None:
            found[column] = at
    return found


def _finished(draft: rows.Draft) -> MunicipalLists:
    return MunicipalLists(
        staff=tuple(sorted(draft.staff)),
        officers=tuple(sorted(draft.officers)),
        streets=tuple(sorted(draft.streets)),
        towns=tuple(sorted(draft.towns)),
        addresses=array("Q", sorted(draft.addresses)).tobytes(),
        organisations=tuple(sorted(draft.organisations)),
        formats=tuple(sorted(draft.formats)),
        never=tuple(sorted(draft.never)),
        always=tuple(sorted(draft.always)),
    )
