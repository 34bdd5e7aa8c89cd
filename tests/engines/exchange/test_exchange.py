"""Packages between municipalities: what goes in comes out, and whatever is not right stays out."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from stadspoort.engines.exchange import (
    Package,
    Received,
    SharedAssessment,
    SharedEvidence,
    SharedFile,
    SharedFramework,
    TrustedKey,
    receive,
    sign_package,
    write_package,
)
from stadspoort.errors import StadspoortError

KEY = Ed25519PrivateKey.from_private_bytes(b"1" * 32)
OTHER = Ed25519PrivateKey.from_private_bytes(b"2" * 32)
TODAY = date(2026, 11, 24)
PDF = b"%PDF-1.7 invented"
PACKAGE = Package(
    id="6f1c1f0e-7a0a-4a52-9d0e-0d1a2b3c4d5e",
    issuer="Gemeente Hoekzoom",
    sequence=3,
    made_at=datetime(2026, 11, 20, 9, 30, tzinfo=UTC),
    evidence=(
        SharedEvidence(
            id="dpia-1",
            about={"application": "praat-zakelijk", "use": "brieven"},
            type="dpia",
            bearing="for",
            effective=date(2026, 3, 1),
            issuer="Gemeente Hoekzoom",
            ends=date(2027, 2, 28),
            file=SharedFile(
                "dpia praat.pdf", hashlib.sha256(PDF).hexdigest(), "application/pdf", PDF
            ),
            more={"note": "vastgesteld door het college"},
        ),
        SharedEvidence(
            id="cert-1",
            about={"supplier": "praatmaat"},
            type="certificaat_iso27001",
            bearing="for",
            effective=date(2026, 1, 1),
            issuer="Keurder",
            file=SharedFile("cert.pdf", "ab" * 32, "application/pdf"),
            more={},
        ),
    ),
    assessments=(
        SharedAssessment(
            application="praat-zakelijk",
            use="brieven",
            on=date(2026, 11, 19),
            framework="avg",
            version="2018-05-25",
            requirement="avg-35-dpia",
            hash="cd" * 32,
            outcome="met",
            evidence=("dpia-1",),
        ),
    ),
    frameworks=(SharedFramework("eigen", "1", "ef" * 32, "schema: stadspoort.framework/1\n"),),
)
CONTENT = write_package(PACKAGE)
SIGNATURE = sign_package(CONTENT, KEY)
TRUSTED = [TrustedKey(KEY.public_key(), "Gemeente Hoekzoom")]


def taken(
    content: bytes = CONTENT,
    signature: str = SIGNATURE,
    keys: list[TrustedKey] | None = None,
    earlier: dict[str, Received] | None = None,
) -> Package:
    return receive(
        content, signature, keys=TRUSTED if keys is None else keys, earlier=earlier or {}, on=TODAY
    )


def refusal(**given: Any) -> str:  # noqa: ANN401 (the arguments of `taken`)
    """Return why a package is refused."""
    with pytest.raises(StadspoortError) as caught:
        taken(**given)
    assert caught.value.code == "exchange.refused"
    return str(caught.value.context["reason"])


def test_what_is_sent_is_received() -> None:
    """Evidence with its file or only its digest, assessments with their hash, frameworks whole."""
    assert taken() == PACKAGE


def test_the_package_has_the_shape_of_cyclonedx_declarations() -> None:
    """So that other tools see what it claims, of what, on what evidence, until when."""
    document = json.loads(CONTENT)
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.6")
    [claim] = document["declarations"]["claims"]
    assert claim["target"] == "application/praat-zakelijk"
    assert claim["evidence"] == ["evidence/dpia-1"]
    [evidence, _] = document["declarations"]["evidence"]
    assert (evidence["created"], evidence["expires"]) == ("2026-03-01", "2027-02-28")


def test_the_same_package_gives_the_same_bytes() -> None:
    """What was signed can be made again."""
    assert write_package(PACKAGE) == CONTENT


@given(at=st.integers(0, len(CONTENT) - 1), bit=st.integers(0, 7))
def test_a_changed_byte_is_refused(at: int, bit: int) -> None:
    """Wherever it is, also in white space or the case of a digit."""
    changed = bytearray(CONTENT)
    changed[at] ^= 1 << bit
    assert refusal(content=bytes(changed)) == "content_changed"


@given(at=st.integers(0, len(SIGNATURE) - 1), sign=st.characters(max_codepoint=127))
def test_a_changed_signature_is_refused(at: int, sign: str) -> None:
    """Whatever part of it: header, key or signature."""
    changed = SIGNATURE[:at] + sign + SIGNATURE[at + 1 :]
    if changed.strip() != SIGNATURE:
        assert refusal(signature=changed) in (
            "signature_unreadable", "key_unknown", "content_changed",
        )  # fmt: skip


@pytest.mark.parametrize("signature", ["", "a.b.c", "..", SIGNATURE.replace("..", ".e30.")])
def test_what_is_no_signature_is_refused(signature: str) -> None:
    """Also one that brings its own payload."""
    assert refusal(signature=signature) == "signature_unreadable"


def test_an_unknown_key_is_refused() -> None:
    """Whoever it says it is."""
    assert refusal(signature=sign_package(CONTENT, OTHER)) == "key_unknown"
    assert refusal(keys=[]) == "key_unknown"


@pytest.mark.parametrize(
    ("revoked_on", "is_refused"),
    [(date(2026, 11, 23), True), (TODAY, True), (date(2026, 11, 25), False)],
)
def test_a_revoked_key_is_refused(revoked_on: date, *, is_refused: bool) -> None:
    """From the day on which it was revoked, whenever the package was made."""
    keys = [replace(TRUSTED[0], revoked_on=revoked_on)]
    if is_refused:
        assert refusal(keys=keys) == "key_revoked"
    else:
        assert taken(keys=keys) == PACKAGE


def test_a_key_speaks_for_its_own_municipality_only() -> None:
    """A trusted key under somebody else's name."""
    assert refusal(keys=[TrustedKey(KEY.public_key(), "Gemeente Anders")]) == "other_issuer"


@pytest.mark.parametrize(
    ("earlier", "reason"),
    [
        (Received(3, {PACKAGE.id}), "replayed"),
        (Received(9, {PACKAGE.id}), "replayed"),
        (Received(3, {"another"}), "older"),
        (Received(4, {"another"}), "older"),
    ],
)
def test_a_replayed_or_older_package_is_refused(earlier: Received, reason: str) -> None:
    """Evidence that was withdrawn since must not come back."""
    assert refusal(earlier={"Gemeente Hoekzoom": earlier}) == reason


def test_a_newer_package_is_taken() -> None:
    """After one with a lower sequence, and whatever others sent."""
    earlier = {"Gemeente Hoekzoom": Received(2, {"x"}), "Gemeente Anders": Received(8, {"y"})}
    assert taken(earlier=earlier) == PACKAGE


def change(document: dict[str, Any], path: str, value: object) -> None:
    """Set the value at a path; "-" takes the key away."""
    *way, last = path.split("/")
    at: Any = document
    for step in way:
        at = at[int(step)] if isinstance(at, list) else at[step]
    key = int(last) if isinstance(at, list) else last
    if value == "-":
        del at[key]
    else:
        at[key] = value


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        ("bomFormat", "SPDX", "package"),
        ("specVersion", "1.4", "package"),
        ("serialNumber", "urn:uuid:nee", "metadata"),
        ("metadata/timestamp", "gisteren", "metadata"),
        ("metadata/timestamp", "2026-11-20T09:30:00", "metadata"),
        ("metadata/timestamp", "0001-01-01T00:00:00+12:00", "metadata"),
        ("metadata/properties/0/value", "-3", "metadata"),
        ("declarations/claims", {}, "declarations"),
        ("declarations/evidence/0/created", "2026-02-30", "evidence 1"),
        ("declarations/evidence/0/expires", 7, "evidence 1"),
        ("declarations/evidence/0/data", [], "evidence 1"),
        ("declarations/evidence/0/data/1/name", "../../etc/passwd", "evidence 1"),
        ("declarations/evidence/0/data/1/contents/properties/0/value", "00" * 32, "evidence 1"),
        ("declarations/evidence/1/bom-ref", "evidence/dpia-1", "evidence"),
        ("declarations/claims/0/evidence", ["evidence/unknown"], "claim 1"),
        ("declarations/claims/0/reasoning", "{}", "claim 1"),
        ("definitions/standards/0/properties", [], "standard 1"),
    ],
)  # fmt: skip
def test_a_rightly_signed_package_that_is_wrong_inside_is_refused_whole(
    path: str, value: object, place: str
) -> None:
    """With the place that is wrong."""
    document = json.loads(CONTENT)
    change(document, path, value)
    content = json.dumps(document).encode()
    with pytest.raises(StadspoortError) as caught:
        taken(content=content, signature=sign_package(content, KEY))
    assert caught.value.code == "exchange.unreadable"
    assert caught.value.context["place"] == place


@given(st.binary(max_size=300))
def test_any_signed_bytes_are_a_package_or_refused(content: bytes) -> None:
    """Never another failure."""
    with pytest.raises(StadspoortError) as caught:
        taken(content=content, signature=sign_package(content, KEY))
    assert caught.value.code == "exchange.unreadable"
