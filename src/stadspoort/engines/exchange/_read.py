"""Reading the bytes of a package: everything in it is right, or nothing of it is taken."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from stadspoort.engines.exchange._values import (
    DIGEST,
    LARGEST_PACKAGE,
    Package,
    PackageUnreadableError,
    SharedAssessment,
    SharedEvidence,
    SharedFile,
    SharedFramework,
)
from stadspoort.engines.exchange._write import PREFIX, RECORD, SPEC

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEARINGS = frozenset({"for", "against", "context"})
_KINDS = frozenset({"organisation", "supplier", "application", "model", "use"})
_FILE_NAME = re.compile(r"[^/\\\x00-\x1f]{1,200}")
_LONGEST_NAME = 200
_WRONG = (
    LookupError, TypeError, ValueError, AttributeError, RecursionError,
    OverflowError,  # a moment before the year 1 in UTC
)  # fmt: skip


def read_package(content: bytes) -> Package:
    """Return the package in `content`.

    Says nothing of who made it: ask `receive` for that.

    Raises:
        PackageUnreadableError: With the place that is wrong.
    """
    if len(content) > LARGEST_PACKAGE:
        raise PackageUnreadableError(place="package", bytes=len(content))
    with _at("package"):
        document = json.loads(content)
        is_ours = document["bomFormat"] == "CycloneDX" and document["specVersion"] == SPEC
        if not is_ours or document["version"] != 1:
            raise ValueError
    with _at("metadata"):
        metadata = document["metadata"]
        package_id = str(UUID(_text(document["serialNumber"]).removeprefix("urn:uuid:")))
        made_at = datetime.fromisoformat(_text(metadata["timestamp"]))
        if made_at.tzinfo is None:
            raise ValueError
        made_at = made_at.astimezone(UTC)
        sequence = int(_property(metadata["properties"], "sequence"))
        if not 0 < sequence < 2**53:
            raise ValueError
        issuer = _text(metadata["manufacturer"]["name"])
    with _at("declarations"):
        declarations = document["declarations"]
        rows = [_list(declarations[name]) for name in ("evidence", "claims")]
        standards = _list(document["definitions"]["standards"])
    evidence = tuple(_evidence(row, place) for place, row in enumerate(rows[0], start=1))
    known = {each.id for each in evidence}
    if len(known) != len(evidence):
        raise PackageUnreadableError(place="evidence", reason="same_id_twice")
    return Package(
        id=package_id,
        issuer=issuer,
        sequence=sequence,
        made_at=made_at,
        evidence=evidence,
        assessments=tuple(
            _assessment(row, place, known) for place, row in enumerate(rows[1], start=1)
        ),
        frameworks=tuple(_framework(row, place) for place, row in enumerate(standards, start=1)),
    )


@contextmanager
def _at(place: str) -> Iterator[None]:
    """Turn whatever is wrong inside into one named failure with its place."""
    try:
        yield
    except _WRONG as error:
        raise PackageUnreadableError(place=place) from error


def _evidence(row: Any, number: int) -> SharedEvidence:  # noqa: ANN401 (as JSON gives it)
    with _at(f"evidence {number}"):
        record: dict[str, Any] = {}
        file = None
        for data in _list(row["data"]):
            if data["name"] == RECORD:
                record = json.loads(_content(data))
            else:
                file = _file(data)
        about = {_one_of(kind, _KINDS): _text(name) for kind, name in record["about"].items()}
        if not about:
            raise ValueError
        return SharedEvidence(
            id=_text(row["bom-ref"]).removeprefix("evidence/"),
            about=about,
            type=_text(row["propertyName"]).removeprefix(PREFIX),
            bearing=_one_of(record["bearing"], _BEARINGS),
            effective=date.fromisoformat(row["created"]),
            issuer=_text(record["issuer"]),
            ends=date.fromisoformat(row["expires"]) if "expires" in row else None,
            file=file,
            more={_text(name): _any_text(value) for name, value in record["more"].items()},
        )


def _file(data: Mapping[str, Any]) -> SharedFile:
    digest = _property(data["contents"]["properties"], "sha256")
    attachment = data["contents"]["attachment"]
    content = _content(data) if "content" in attachment else None
    if not DIGEST.fullmatch(digest) or not _FILE_NAME.fullmatch(data["name"]):
        raise ValueError
    if content is not None and hashlib.sha256(content).hexdigest() != digest:
        raise ValueError
    return SharedFile(data["name"], digest, _text(attachment["contentType"]), content)


def _assessment(row: Any, number: int, known: set[str]) -> SharedAssessment:  # noqa: ANN401 (as above)
    with _at(f"claim {number}"):
        told = json.loads(row["reasoning"])
        evidence = tuple(_text(each).removeprefix("evidence/") for each in _list(row["evidence"]))
        if not set(evidence) <= known or not DIGEST.fullmatch(told["hash"]):
            raise ValueError
        return SharedAssessment(
            application=_text(row["target"]).removeprefix("application/"),
            use=_text(told["use"]),
            on=date.fromisoformat(told["on"]),
            framework=_text(told["framework"]),
            version=_text(told["version"]),
            requirement=_text(told["requirement"]),
            hash=told["hash"],
            outcome=_text(row["predicate"]),
            evidence=evidence,
        )


def _framework(row: Any, number: int) -> SharedFramework:  # noqa: ANN401 (as above)
    with _at(f"standard {number}"):
        digest = _property(row["properties"], "hash")
        if not DIGEST.fullmatch(digest):
            raise ValueError
        content = _property(row["properties"], "file")
        return SharedFramework(_text(row["name"]), _text(row["version"]), digest, content)


def _property(properties: Any, name: str) -> str:  # noqa: ANN401 (as above)
    [value] = [each["value"] for each in _list(properties) if each["name"] == f"{PREFIX}{name}"]
    return _any_text(value)


def _content(data: Mapping[str, Any]) -> bytes:
    try:
        return base64.b64decode(data["contents"]["attachment"]["content"], validate=True)
    except binascii.Error as error:
        raise ValueError from error


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _text(value: object) -> str:
    """Return a short text that is not empty."""
    text = _any_text(value)
    if not text.strip() or len(text) > _LONGEST_NAME:
        raise ValueError
    return text


def _any_text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _one_of(value: object, allowed: frozenset[str]) -> str:
    if value not in allowed:
        raise ValueError
    return _any_text(value)
