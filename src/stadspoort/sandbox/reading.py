"""Uploads become text in a child process, before anything is stored or shown."""

from __future__ import annotations

from dataclasses import dataclass

from stadspoort import sandbox
from stadspoort.engines import documents
from stadspoort.engines.shadow import LogReading
from stadspoort.engines.text import Page
from stadspoort.sandbox.jobs import read_traffic

LARGEST_UPLOAD = 50 * 1024 * 1024
ACCEPTED = ".pdf,.docx,.eml,.txt,.md,.csv"
"""The types that are read, as a form offers them."""

_SECONDS = 60
_MEGABYTES = 1024


@dataclass(frozen=True, slots=True)
class ReadUpload:
    """An upload that could be read: what it is, and its text with places."""

    name: str
    data: bytes
    kind: str
    pages: tuple[Page, ...]
    notes: tuple[str, ...]

    @property
    def characters(self) -> int:
        """Return the number of characters of all pages."""
        return sum(len(page.text) for page in self.pages)


def read_upload(data: bytes, name: str) -> ReadUpload:
    """Return the text of an upload.

    Raises:
        DocumentError: If it is empty, damaged, encrypted, of another type than it says, or without
            text; each case has its own class and Dutch text.
        SandboxError: If the child that read it crashed or ran out of time or memory.
    """
    document = sandbox.run(documents.read, data, name, seconds=_SECONDS, megabytes=_MEGABYTES)
    return ReadUpload(
        name=name, data=data, kind=str(document.kind), pages=document.pages, notes=document.notes
    )


def read_traffic_log(data: bytes) -> LogReading:
    """Return what an uploaded log of traffic shows of services for generative AI.

    Raises:
        StadspoortError: If it is no log (`shadow.log_unreadable`).
        SandboxError: If it could not be read within the limits.
    """
    return sandbox.run(read_traffic, data, seconds=_SECONDS, megabytes=_MEGABYTES)
