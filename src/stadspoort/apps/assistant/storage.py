"""Encrypted text and files of a conversation."""

from __future__ import annotations

import json
import os
import uuid
from pathlib import Path
from typing import Any

from django.conf import settings

from stadspoort.apps.assistant.errors import UploadLostError
from stadspoort.apps.audit import scopes

Sealed = bytes | memoryview | None
"""A binary column as the database hands it out."""


def hidden(conversation: uuid.UUID, text: str, *, row: str) -> bytes:
    """Return `text` encrypted for this conversation and row."""
    return scopes.encrypt(conversation, text.encode(), row=row)


def shown(conversation: uuid.UUID, sealed: Sealed, *, row: str) -> str:
    """Return the text that `hidden` hid; empty if there is none."""
    if sealed is None:
        return ""
    return scopes.decrypt(conversation, bytes(sealed), row=row).decode()


def hidden_json(conversation: uuid.UUID, value: object, *, row: str) -> bytes:
    """Return a JSON value encrypted for this conversation and row."""
    return hidden(conversation, json.dumps(value, ensure_ascii=False), row=row)


def shown_json(conversation: uuid.UUID, sealed: Sealed, *, row: str) -> Any:  # noqa: ANN401 (JSON border)
    """Return the JSON value that `hidden_json` hid; None if there is none."""
    text = shown(conversation, sealed, row=row)
    return json.loads(text) if text else None


def store_file(conversation: uuid.UUID, data: bytes) -> str:
    """Write an upload, encrypted, under a name of its own; return that name.

    The name says nothing and comes from nobody: what a client calls its file never becomes a path.
    """
    name = uuid.uuid4().hex
    sealed = scopes.encrypt(conversation, data, row=f"upload:{name}")
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())
    return name


def read_file(conversation: uuid.UUID, name: str) -> bytes:
    """Return an upload as it came in.

    Raises:
        UploadLostError: If the file is gone.
    """
    try:
        sealed = _path(name).read_bytes()
    except OSError as error:
        raise UploadLostError(file=name) from error
    return scopes.decrypt(conversation, sealed, row=f"upload:{name}")


def remove_file(name: str) -> None:
    """Delete an upload; one that is gone already is fine."""
    _path(name).unlink(missing_ok=True)


def _path(name: str) -> Path:
    return Path(settings.UPLOADS) / name[:2] / name
