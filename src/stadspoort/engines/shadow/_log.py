"""Reading a proxy or DNS log: hosts of known services and counts, nothing else is kept.

Who asked is dropped while reading, and so is every host that is no listed service: a log of
outgoing traffic tells what people read, and only the services are asked for here.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stadspoort.engines.shadow._services import ServiceList
from stadspoort.errors import StadspoortError

MOST_PROBLEMS = 100
"""Wrong rows that are named one by one; the others are counted."""

_HOST_COLUMNS = (
    "host", "hostname", "hostnaam", "domain", "domein", "domeinnaam", "fqdn", "url", "uri",
    "bestemming", "destination", "dest_host", "dst_host", "cs-host", "cs_host", "cs-uri", "query",
    "qname", "query_name", "dns_query", "request", "site", "server", "sni", "adres",
)  # fmt: skip
_COUNT_COLUMNS = (
    "aantal", "count", "hits", "requests", "verzoeken", "queries", "sessions", "sessies", "total",
    "totaal", "n",
)  # fmt: skip
_DELIMITERS = (";", "\t", "|", ",")
_URL = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//(?:[^/@\s]*@)?([^/:?#\s]+)", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z0-9_*](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")
_ADDRESS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]*:[0-9a-f:]+")
_LARGEST_COUNT = 10**12
_LONGEST_LINE = 8_000


class LogUnreadableError(StadspoortError):
    """A log as a whole cannot be read: no text, no column with hosts, or nothing in it."""

    code = "shadow.log_unreadable"


@dataclass(frozen=True, slots=True)
class LogReading:
    """What a log shows of the listed services.

    Attributes:
        counts: Requests per listed host.
        rows: Rows that could be read, other hosts included.
        others: Requests to hosts that are no listed service; which ones is not kept.
        problems: Line and Dutch reason of rows that could not be read; at most 100.
        more_problems: How many other rows could not be read.
        columns: The headers that were used for host and count; the second is empty when each row
            counts for one.
    """

    counts: Mapping[str, int]
    rows: int
    others: int
    problems: tuple[tuple[int, str], ...]
    more_problems: int
    columns: tuple[str, str]


def read_log(content: bytes, services: ServiceList) -> LogReading:
    """Return what the CSV in `content` shows of `services`.

    The first line names the columns; `;`, `,`, tab or `|` divides them, whichever the first line
    has most. UTF-8, UTF-16 with its mark, or Windows-1252.

    Raises:
        LogUnreadableError: With `reason`: "binary", "empty" or "no_host_column".
    """
    lines = _text(content).splitlines()
    first = next((at for at, line in enumerate(lines) if line.strip(" \t\ufeff#")), None)
    if first is None:
        raise LogUnreadableError(reason="empty")
    head = lines[first].lstrip("\ufeff# ")
    delimiter = max(_DELIMITERS, key=head.count)
    headers = [cell.strip() for cell in _cells(head, delimiter) or ()]
    host_at = _column(headers, _HOST_COLUMNS)
    if host_at is None:
        raise LogUnreadableError(reason="no_host_column", columns=len(headers))
    count_at = _column(headers, _COUNT_COLUMNS)
    reading = _Reading(services)
    for number, line in enumerate(lines[first + 1 :], start=first + 2):
        if line.strip() and line[0] != "#":
            reading.take(number, _cells(line, delimiter), host_at, count_at)
    return reading.done((headers[host_at], headers[count_at] if count_at is not None else ""))


class _Reading:
    """A reading that grows row by row."""

    def __init__(self, services: ServiceList) -> None:
        self._services = services
        self._counts: Counter[str] = Counter()
        self._listed: dict[str, str | None] = {}
        self._rows = self._others = self._wrong = 0
        self._problems: list[tuple[int, str]] = []

    def take(
        self, number: int, cells: Sequence[str] | None, host_at: int, count_at: int | None
    ) -> None:
        if cells is None or len(cells) <= max(host_at, count_at or 0):
            self._refuse(number, "te weinig kolommen" if cells is not None else "regel te lang")
            return
        host = _host(cells[host_at])
        if host is None:
            self._refuse(number, "geen host of webadres")
            return
        count = 1 if count_at is None else _count(cells[count_at])
        if count is None:
            self._refuse(number, "het aantal is geen geheel getal")
            return
        self._rows += 1
        listed = self._listed_host(host)
        if listed is None:
            self._others += count
        else:
            self._counts[listed] += count

    def _listed_host(self, host: str) -> str | None:
        if host not in self._listed:
            if len(self._listed) > 100_000:  # a log of random hosts must not fill the memory
                self._listed.clear()
            found = self._services.at(host)
            self._listed[host] = found[0] if found else None
        return self._listed[host]

    def _refuse(self, number: int, reason: str) -> None:
        self._wrong += 1
        if len(self._problems) < MOST_PROBLEMS:
            self._problems.append((number, reason))

    def done(self, columns: tuple[str, str]) -> LogReading:
        return LogReading(
            counts=dict(self._counts.most_common()),
            rows=self._rows,
            others=self._others,
            problems=tuple(self._problems),
            more_problems=self._wrong - len(self._problems),
            columns=columns,
        )


def _text(content: bytes) -> str:
    """Return the text of a file.

    Raises:
        LogUnreadableError: If it is none.
    """
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError as error:
            raise LogUnreadableError(reason="binary") from error
    if b"\0" in content:
        raise LogUnreadableError(reason="binary")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _cells(line: str, delimiter: str) -> list[str] | None:
    if len(line) > _LONGEST_LINE:
        return None
    try:
        return next(csv.reader(io.StringIO(line), delimiter=delimiter), [])
    except csv.Error:
        return []


def _column(headers: Sequence[str], names: Sequence[str]) -> int | None:
    """Return the place of the first header that is one of `names`, in their order."""
    plain = [header.lower().strip(" \"'").replace(" ", "_") for header in headers]
    return next((plain.index(name) for name in names if name in plain), None)


def _host(cell: str) -> str | None:
    """Return the host in a cell: a host, a host with port, or a web address; None if none is."""
    value = cell.strip().strip("\"'").lower()
    found = _URL.match(value)
    value = found[1] if found else value.split("/")[0].split("?")[0]
    value = re.sub(r":\d{1,5}\Z", "", value).rstrip(".")
    if _ADDRESS.fullmatch(value) or _HOST.fullmatch(value):
        return value
    return None


def _count(cell: str) -> int | None:
    digits = cell.strip().replace(".", "").replace(" ", "").replace("\u00a0", "")
    if not digits.isascii() or not digits.isdecimal():
        return None
    return int(digits) if int(digits) < _LARGEST_COUNT else None
