"""Files of evidence: looked at for what they are, sealed each with a key of its own.

A file that is not what its name says, or that cannot be opened, is kept with the reason and
supports nothing. It is opened in the sandbox only.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from uuid import UUID

from stadspoort import sandbox
from stadspoort.apps import failures
from stadspoort.apps.accounts.models import User
from stadspoort.apps.audit import scopes
from stadspoort.apps.frameworks.errors import FileTooLargeError, WordsMissingError
from stadspoort.apps.frameworks.models import EvidenceFile
from stadspoort.engines import documents
from stadspoort.engines.documents.errors import (
    DocumentError,
    NoTextError,
    ScanWithoutTextError,
)
from stadspoort.errors import StadspoortError

MEGABYTE = 1024 * 1024
LARGEST = 25
"""Megabytes."""

_SECONDS = 60
_MEMORY = 1024
_PNG = b"\x89PNG\r\n\x1a\n"
_NOT_A_PICTURE = "Het bestand heet een afbeelding en is dat niet."
_UNREADABLE = "Het bestand kon niet veilig worden geopend."
_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".eml": "message/rfc822",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".csv": "text/csv",
    ".png": "image/png",
}


@dataclass(frozen=True, slots=True)
class LookedAt:
    """What came of looking at a file.

    Attributes:
        media_type: What its name says.
        held: In Dutch why it is not believed; empty when it is what it says.
    """

    media_type: str
    held: str


def look_at(data: bytes, name: str) -> LookedAt:
    """Return what a file is, and why it is not believed if it is something else than it says."""
    ending = PurePath(name).suffix.lower()
    media_type = _TYPES.get(ending, "application/octet-stream")
    if ending == ".png":
        return LookedAt(media_type, "" if data.startswith(_PNG) else _NOT_A_PICTURE)
    try:
        sandbox.run(documents.read, data, name, seconds=_SECONDS, megabytes=_MEMORY)
    except (NoTextError, ScanWithoutTextError):
        return LookedAt(media_type, "")  # it is what it says: a scan has no text
    except (DocumentError, sandbox.SandboxError) as error:
        return LookedAt(media_type, _sentence(error))
    return LookedAt(media_type, "")


def _sentence(error: StadspoortError) -> str:
    return failures.sentence(error) if isinstance(error, DocumentError) else _UNREADABLE


def check_size(data: bytes) -> None:
    """Check that a file has bytes, and not too many.

    Raises:
        WordsMissingError: If it is empty.
        FileTooLargeError: If it is larger than evidence may be.
    """
    if not data:
        raise WordsMissingError(field="een bestand met inhoud")
    if len(data) > LARGEST * MEGABYTE:
        raise FileTooLargeError(bytes=len(data), most=LARGEST)


def keep(data: bytes, name: str, seen: LookedAt, *, by: User, now: datetime) -> EvidenceFile:
    """Store a file that was looked at, sealed; in the transaction of the caller."""
    scope = UUID(bytes=os.urandom(16), version=4)
    scopes.new_scope_key(now, scope_id=scope)
    return EvidenceFile.objects.create(
        scope=scope,
        content=scopes.encrypt(scope, data, row=_identity(scope)),
        name=PurePath(name).name[-200:],
        media_type=seen.media_type,
        size=len(data),
        digest=hashlib.sha256(data).hexdigest(),
        held=seen.held,
        received_at=now,
        received_by=by,
    )


def opened(file: EvidenceFile) -> bytes:
    """Return the bytes of a file.

    Raises:
        ScopeForgottenError: If its key was destroyed.
        SealingError: If it was changed outside Stadspoort.
    """
    return scopes.decrypt(file.scope, bytes(file.content), row=_identity(file.scope))


def _identity(scope: UUID) -> str:
    return f"evidence:{scope}:content"
