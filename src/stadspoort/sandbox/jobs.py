"""The work that may be done in a child, each with the form in which it travels."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

from stadspoort.engines import documents
from stadspoort.engines.documents import Document, DocumentKind, Limits
from stadspoort.engines.documents.errors import DocumentError
from stadspoort.engines.privacy import Detector, Finding, Kind
from stadspoort.engines.privacy.lists import (
    ListsDamagedError,
    ListsRefusedError,
    MunicipalLists,
    Problem,
    parse_lists,
)
from stadspoort.engines.shadow import LogReading, packaged_services, read_log
from stadspoort.engines.text import Page
from stadspoort.errors import StadspoortError
from stadspoort.sandbox.plugins import detect_with
from stadspoort.sandbox.wire import Checked, Json, Message, NotAFrameError

Result = TypeVar("Result")


@dataclass(frozen=True)
class Job(Generic[Result]):
    """One function that may run in a child.

    Attributes:
        name: How parent and child name it.
        function: What callers hand to `run`.
        pack: Makes the request of the function's arguments, in the parent.
        work: Runs it in the child and gives the result as JSON.
        unpack: Makes the result of that JSON and the arguments, in the parent; raises
            NotAFrameError for anything a sound child would not send.
        errors: The family of errors the function may raise; they come back as themselves.
        uses: After how many calls a child is replaced. 1 for work on hostile bytes: a child they
            took over never sees the document of somebody else.
        is_sealed: The child loses files, network and other processes before its first request;
            for work that reads hostile bytes and needs nothing but them.
        prepare: Called once in a new child, so that its first call finds all loaded.
    """

    name: str
    function: Callable[..., Result]
    pack: Callable[..., Message]
    work: Callable[[Message], Json]
    unpack: Callable[..., Result]
    errors: type[StadspoortError] = StadspoortError
    uses: int = 1
    is_sealed: bool = False
    prepare: Callable[[], object] | None = None


def detect(text: str, *, own: MunicipalLists | None = None) -> list[Finding]:
    """Return the personal data in `text`, sorted, not overlapping, doubt included."""
    return _detector(b"" if own is None else own.packed).detect(text)


@lru_cache(maxsize=2)
def _detector(packed: bytes) -> Detector:
    """Return the detector with these lists; the last two stay, for a version that just changed."""
    return Detector(MunicipalLists.unpack(packed) if packed else None)


def _ready_detector() -> Detector:
    return _detector(b"")


def _pack_read(data: bytes, filename: str, *, limits: Limits | None = None) -> Message:
    chosen: dict[str, Json] = asdict(limits or Limits())
    return Message({"filename": filename, "limits": chosen}, data)


def _work_read(request: Message) -> Json:
    asked = Checked(request.facts)
    limits = asked.get("limits").value
    if not isinstance(limits, dict):
        raise NotAFrameError
    document = documents.read(request.blob, asked.get("filename").text(), limits=Limits(**limits))
    return {
        "kind": document.kind.value,
        "title": document.title,
        "pages": [[page.number, page.place, page.text] for page in document.pages],
        "notes": list(document.notes),
    }


def _unpack_read(reply: Checked, *_arguments: object, **_options: object) -> Document:
    try:
        kind = DocumentKind(reply.get("kind").text())
    except ValueError as error:
        raise NotAFrameError from error
    return Document(
        kind=kind,
        title=reply.get("title").text(),
        pages=tuple(_page(page) for page in reply.get("pages").items()),
        notes=tuple(note.text() for note in reply.get("notes").items()),
    )


def _page(page: Checked) -> Page:
    match page.items():
        case [number, place, text]:
            return Page(number.number(), place.text(), text.text())
    raise NotAFrameError


def _pack_detect(text: str, *, own: MunicipalLists | None = None) -> Message:
    """Make the request: the lists of the municipality, if any, and the text behind them.

    The lists go along each time: a child keeps nothing on disk, and the pipe takes some
    megabytes in milliseconds. Only the first call of a version makes a detector of them.
    """
    packed = b"" if own is None else own.packed
    # surrogatepass: a lone surrogate must arrive as it is, or all offsets behind it would shift.
    return Message({"lists": len(packed)}, packed + text.encode("utf-8", errors="surrogatepass"))


def _work_detect(request: Message) -> Json:
    at = Checked(request.facts).get("lists").number()
    text = request.blob[at:].decode("utf-8", errors="surrogatepass")
    return _rows(_detector(request.blob[:at]).detect(text))


def _rows(found: Iterable[Finding]) -> Json:
    return [
        [
            finding.start,
            finding.end,
            finding.kind.value,
            finding.score,
            finding.reason,
            finding.certain,
            finding.rule,
            finding.is_officer,
        ]
        for finding in found
    ]


def _unpack_detect(reply: Checked, text: str) -> list[Finding]:
    findings = [_finding(finding) for finding in reply.items()]
    done = 0
    for finding in findings:
        if not done <= finding.start < finding.end <= len(text):
            raise NotAFrameError
        done = finding.end
    return findings


def _pack_plugin(text: str, *, plugin: str) -> Message:
    return Message({"plugin": plugin}, text.encode("utf-8", errors="surrogatepass"))


def _work_plugin(request: Message) -> Json:
    text = request.blob.decode("utf-8", errors="surrogatepass")
    return _rows(detect_with(text, plugin=Checked(request.facts).get("plugin").text()))


def _unpack_plugin(reply: Checked, text: str) -> list[Finding]:
    findings = [_finding(finding) for finding in reply.items()]
    if not all(0 <= finding.start < finding.end <= len(text) for finding in findings):
        raise NotAFrameError
    return findings


def _finding(finding: Checked) -> Finding:
    match finding.items():
        case [start, end, kind, score, reason, certain, rule, is_officer]:
            try:
                name = Kind(kind.text())
            except ValueError as error:
                raise NotAFrameError from error
            return Finding(
                start.number(), end.number(), name, score.fraction(), reason.text(),
                certain.flag(), rule.text(), is_officer.flag(),
            )  # fmt: skip
    raise NotAFrameError


def read_lists(files: Mapping[str, bytes]) -> MunicipalLists:
    """Return the municipality's own lists in `files`, each by its name.

    Raises:
        ListsRefusedError: If a file is broken.
    """
    return parse_lists(files)


def _ready_reader() -> None:
    """Read one list: that loads what a sealed child can load no more, codecs for example."""
    parse_lists({"organisaties.csv": b"naam\nGemeente"})


def _pack_lists(files: Mapping[str, bytes]) -> Message:
    return Message(
        {"files": [[name, len(data)] for name, data in files.items()]}, b"".join(files.values())
    )


def _work_lists(request: Message) -> Json:
    files: dict[str, bytes] = {}
    at = 0
    for file in Checked(request.facts).get("files").items():
        name, size = file.items()
        files[name.text()] = request.blob[at : at + size.number()]
        at += size.number()
    try:
        return {"packed": read_lists(files).packed.decode()}
    except ListsRefusedError as error:
        return {"problems": [[p.file, p.line, p.reason] for p in error.problems]}


def _unpack_lists(reply: Checked, _files: object) -> MunicipalLists:
    if reply.has("packed"):
        try:
            return MunicipalLists.unpack(reply.get("packed").text().encode())
        except ListsDamagedError as error:
            raise NotAFrameError from error
    problems = tuple(_problem(problem) for problem in reply.get("problems").items())
    if not problems:
        raise NotAFrameError
    raise ListsRefusedError(problems)


def read_traffic(data: bytes) -> LogReading:
    """Return what a log of traffic shows of the listed services for generative AI.

    Raises:
        LogUnreadableError: If it is no log.
    """
    return read_log(data, packaged_services())


def _ready_log_reader() -> None:
    """Read one log in each encoding: a sealed child can load no codec any more."""
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        read_traffic("host\nvoorbeeld.nl\né.nl\n".encode(encoding))


def _pack_traffic(data: bytes) -> Message:
    return Message({}, data)


def _work_traffic(request: Message) -> Json:
    reading = read_traffic(request.blob)
    return {
        "counts": [[host, count] for host, count in reading.counts.items()],
        "rows": reading.rows,
        "others": reading.others,
        "problems": [[line, reason] for line, reason in reading.problems],
        "more": reading.more_problems,
        "columns": list(reading.columns),
    }


def _unpack_traffic(reply: Checked, _data: object) -> LogReading:
    known = {host for service in packaged_services().services for host in service.hosts}
    counts = {}
    for row in reply.get("counts").items():
        host, count = row.items()
        if host.text() not in known:
            raise NotAFrameError
        counts[host.text()] = count.number()
    problems = [row.items() for row in reply.get("problems").items()]
    host_column, count_column = reply.get("columns").items()
    return LogReading(
        counts=counts,
        rows=reply.get("rows").number(),
        others=reply.get("others").number(),
        problems=tuple((line.number(), reason.text()) for line, reason in problems),
        more_problems=reply.get("more").number(),
        columns=(host_column.text(), count_column.text()),
    )


def _problem(problem: Checked) -> Problem:
    match problem.items():
        case [file, line, reason]:
            return Problem(file.text(), line.number(), reason.text())
    raise NotAFrameError


JOBS: tuple[Job[Any], ...] = (
    Job(
        "shadow.read_traffic",
        read_traffic,
        _pack_traffic,
        _work_traffic,
        _unpack_traffic,
        is_sealed=True,
        prepare=_ready_log_reader,
    ),
    Job(
        "privacy.read_lists",
        read_lists,
        _pack_lists,
        _work_lists,
        _unpack_lists,
        is_sealed=True,
        prepare=_ready_reader,
    ),
    Job(
        "documents.read",
        documents.read,
        _pack_read,
        _work_read,
        _unpack_read,
        errors=DocumentError,
        is_sealed=True,
        prepare=documents.load_parsers,
    ),
    Job(
        "privacy.detect",
        detect,
        _pack_detect,
        _work_detect,
        _unpack_detect,
        uses=500,
        prepare=_ready_detector,
    ),
    # The code of a plug-in is an installed package's: it is limited here, not sealed.
    Job("privacy.plugin", detect_with, _pack_plugin, _work_plugin, _unpack_plugin, uses=500),
)
