"""The work that may be done in a child, each with the form in which it travels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from stadspoort.engines import documents
from stadspoort.engines.documents import Document, DocumentKind, Limits
from stadspoort.engines.documents.errors import DocumentError
from stadspoort.engines.privacy import Detector, Finding, Kind
from stadspoort.engines.text import Page
from stadspoort.errors import StadspoortError
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


def detect(text: str) -> list[Finding]:
    """Return the personal data in `text`, sorted, not overlapping, doubt included."""
    return _detector().detect(text)


@cache
def _detector() -> Detector:
    return Detector()


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


def _pack_detect(text: str) -> Message:
    # surrogatepass: a lone surrogate must arrive as it is, or all offsets behind it would shift.
    return Message({}, text.encode("utf-8", errors="surrogatepass"))


def _work_detect(request: Message) -> Json:
    found = detect(request.blob.decode("utf-8", errors="surrogatepass"))
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


JOBS: tuple[Job[Any], ...] = (
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
        prepare=_detector,
    ),
)
