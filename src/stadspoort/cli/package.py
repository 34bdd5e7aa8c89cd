"""`stadspoort package`: signed packages of evidence between municipalities, from and to files.

No Django, no network.
"""

from __future__ import annotations

import argparse
import json
import secrets
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from stadspoort.cli.failures import KeyUnreadableError, SeenUnreadableError
from stadspoort.cli.files import OWNER_ONLY, READABLE, read_bytes, write_whole
from stadspoort.cli.framework_files import add_files, library_with
from stadspoort.cli.judge import read_or_tell
from stadspoort.cli.parser import Subparsers
from stadspoort.cli.saying import add_json

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from stadspoort.engines.exchange import (
        Package,
        Received,
        SharedAssessment,
        SharedEvidence,
        TrustedKey,
    )
    from stadspoort.engines.frameworks.facts import Facts
    from stadspoort.engines.frameworks.library import Library
    from stadspoort.engines.frameworks.records import Evidence

_SIGNATURE = ".jws"
_FIELDS = ("reliance", "read_as", "via", "source", "note")


def register(subparsers: Subparsers) -> None:
    """Add `package key`, `write` and `read`."""
    package = subparsers.add_parser(
        "package",
        help="bewijs en oordelen delen met andere gemeenten, ondertekend",
        description="Ondertekende pakketten met bewijs en oordelen. De ontvanger weet wie een "
        "pakket maakte en dat er niets in veranderd is; waarop hij vertrouwt, beslist hij zelf.",
    )
    what = package.add_subparsers(title="wat", metavar="WAT", required=True)
    key = what.add_parser(
        "key",
        help="maak een sleutelpaar",
        description="Maakt een sleutel om mee te ondertekenen (alleen voor u leesbaar) en een "
        "openbare sleutel om te delen. Lees het kenmerk van de sleutel langs een andere weg voor.",
    )
    key.add_argument("file", metavar="SLEUTEL", help="nieuw bestand; de openbare krijgt .pub erbij")
    key.set_defaults(handler=run_key)
    _add_write(what)
    _add_read(what)


def _add_write(what: Subparsers) -> None:
    write = what.add_parser(
        "write",
        help="maak een pakket van het bewijs in een bestand met feiten",
        description="Maakt een pakket van al het bewijs in een bestand met feiten, met een losse "
        "handtekening ernaast (.jws). Bewijs uit het geheugen gaat niet mee.",
    )
    write.add_argument("facts", metavar="FEITEN", help="YAML-bestand met feiten")
    write.add_argument("-o", "--output", metavar="PAKKET", required=True, help="nieuw bestand")
    write.add_argument("--key", metavar="SLEUTEL", required=True, help="van `package key`")
    write.add_argument("--issuer", metavar="NAAM", required=True, help="naam van uw gemeente")
    write.add_argument(
        "--sequence", metavar="NUMMER", type=int, required=True, help="hoger dan bij elk vorig"
    )
    write.add_argument(
        "--assess", metavar="DATUM", type=date.fromisoformat, help="met de oordelen op deze dag"
    )
    add_files(write)
    write.set_defaults(handler=run_write)


def _add_read(what: Subparsers) -> None:
    read = what.add_parser(
        "read",
        help="controleer een pakket en toon wat erin zit",
        description="Controleert handtekening, sleutel en volgorde, en toont dan pas de inhoud. "
        "Klopt er iets niet, dan wordt niets overgenomen.",
    )
    read.add_argument("package", metavar="PAKKET", help="met PAKKET.jws ernaast")
    read.add_argument(
        "--trust", metavar="NAAM=SLEUTEL.pub", action="append", required=True,
        help="gemeente met haar openbare sleutel; mag vaker",
    )  # fmt: skip
    read.add_argument(
        "--revoked", metavar="NAAM=DATUM", action="append", default=[],
        help="vanaf deze dag telt de sleutel van deze gemeente niet meer; mag vaker",
    )  # fmt: skip
    read.add_argument("--on", metavar="DATUM", type=date.fromisoformat, required=True, help="dag")
    read.add_argument(
        "--seen", metavar="BESTAND", help="onthoudt wat al binnenkwam, tegen herhaling; nieuw mag"
    )
    add_json(read)
    read.set_defaults(handler=run_read)


def run_key(arguments: argparse.Namespace) -> int:
    """Make a key pair and print the thumbprint."""
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from stadspoort.engines.exchange import TrustedKey

    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(
        form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption()
    )  # fmt: skip
    public = key.public_key().public_bytes(
        form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo
    )
    write_whole(Path(arguments.file), private.decode(), mode=OWNER_ONLY)
    write_whole(Path(f"{arguments.file}.pub"), public.decode(), mode=READABLE)
    print(f"Kenmerk van de sleutel: {TrustedKey(key.public_key(), '').id}")
    return 0


def run_write(arguments: argparse.Namespace) -> int:
    """Write a package and its signature; 1 when the facts are refused."""
    from stadspoort.engines.exchange import Package, sign_package, write_package

    library = library_with(arguments.files)
    facts = read_or_tell(arguments.facts, library)
    if facts is None:
        return 1
    shared = [each for each in facts.all_evidence() if each.subject and _may_travel(each)]
    package = Package(
        id=str(UUID(bytes=secrets.token_bytes(16), version=4)),
        issuer=arguments.issuer,
        sequence=arguments.sequence,
        made_at=datetime.now(UTC).replace(microsecond=0),
        evidence=tuple(_shared(each) for each in shared),
        assessments=_assessments(facts, library, arguments.assess, {each.id for each in shared}),
    )
    content = write_package(package)
    signature = sign_package(content, _private(arguments.key))
    write_whole(Path(arguments.output), content.decode(), mode=READABLE)
    write_whole(Path(f"{arguments.output}{_SIGNATURE}"), signature, mode=READABLE)
    print(
        f"Pakket {package.sequence} van {package.issuer}: {len(package.evidence)} bewijsstukken, "
        f"{len(package.assessments)} oordelen."
    )
    return 0


def _may_travel(evidence: Evidence) -> bool:
    return str(evidence.reliance) != "memory"


def _shared(evidence: Evidence) -> SharedEvidence:
    from stadspoort.engines.exchange import SharedEvidence

    more = {name: str(value) for name in _FIELDS if (value := getattr(evidence, name))}
    if evidence.concerns:
        more["concerns"] = " ".join(evidence.concerns)
    return SharedEvidence(
        id=evidence.id,
        about=dict(evidence.subject),
        type=evidence.type,
        bearing=str(evidence.bearing),
        effective=evidence.effective,
        issuer=evidence.issuer or "onbekend",
        ends=evidence.ends,
        more=more,
    )


def _assessments(
    facts: Facts, library: Library, day: date | None, shared: set[str]
) -> tuple[SharedAssessment, ...]:
    from stadspoort.engines.exchange import SharedAssessment
    from stadspoort.engines.frameworks.judging import judge_each

    if day is None:
        return ()
    return tuple(
        SharedAssessment(
            application=ruling.application,
            use=ruling.use,
            on=day,
            framework=finding.framework,
            version=finding.version,
            requirement=finding.requirement.id,
            hash=finding.requirement.hash,
            outcome=str(finding.outcome),
            evidence=tuple(each for each in finding.evidence if each in shared),
        )
        for ruling in judge_each(library, facts, day)
        for finding in ruling.reasons
    )


def run_read(arguments: argparse.Namespace) -> int:
    """Print what a package holds, once everything about it is right."""
    from stadspoort.engines.exchange import receive

    seen = _seen(arguments.seen)
    package = receive(
        read_bytes(arguments.package),
        read_bytes(f"{arguments.package}{_SIGNATURE}").decode(errors="replace"),
        keys=_trusted(arguments.trust, arguments.revoked),
        earlier=seen,
        on=arguments.on,
    )
    if arguments.seen:
        _remember(Path(arguments.seen), seen, package)
    if arguments.json:
        print(json.dumps(_facts_of(package), ensure_ascii=False))
        return 0
    print(
        f"Pakket {package.sequence} van {package.issuer}, gemaakt op {package.made_at:%d-%m-%Y}: "
        "de handtekening klopt."
    )
    for each in package.evidence:
        about = ", ".join(f"{kind} {name}" for kind, name in each.about.items())
        end = f" tot en met {each.ends:%d-%m-%Y}" if each.ends else ""
        print(f"- {each.id}: {each.type} ({each.bearing}) over {about}, "
              f"vanaf {each.effective:%d-%m-%Y}{end}, {each.issuer}")  # fmt: skip
    print(f"{len(package.assessments)} oordelen. Waarop u vertrouwt, beslist u zelf.")
    return 0


def _facts_of(package: Package) -> dict[str, Any]:
    return {
        "issuer": package.issuer,
        "sequence": package.sequence,
        "id": package.id,
        "made_at": package.made_at.isoformat(),
        "evidence": [
            {
                "id": each.id,
                "type": each.type,
                "subject": dict(each.about),
                "bearing": each.bearing,
                "effective": each.effective.isoformat(),
                "ends": each.ends.isoformat() if each.ends else None,
                "issuer": each.issuer,
                **dict(each.more or {}),
            }
            for each in package.evidence
        ],
        "assessments": len(package.assessments),
    }


def _private(name: str) -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(read_bytes(name), password=None)
    except (ValueError, TypeError) as error:
        raise KeyUnreadableError(file=name) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyUnreadableError(file=name)
    return key


def _trusted(named: list[str], revoked: list[str]) -> list[TrustedKey]:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    from stadspoort.engines.exchange import TrustedKey

    ends = dict(pair.rpartition("=")[::2] for pair in revoked)
    found = []
    for pair in named:
        issuer, _, name = pair.partition("=")
        try:
            key = load_pem_public_key(read_bytes(name))
            end = date.fromisoformat(ends[issuer]) if issuer in ends else None
        except ValueError as error:
            raise KeyUnreadableError(file=name or pair) from error
        if not isinstance(key, Ed25519PublicKey):
            raise KeyUnreadableError(file=name)
        found.append(TrustedKey(key, issuer, end))
    for issuer in ends:
        if issuer not in {each.issuer for each in found}:
            raise KeyUnreadableError(file=issuer)
    return found


def _seen(name: str | None) -> Mapping[str, Received]:
    from stadspoort.engines.exchange import Received

    if name is None or not Path(name).exists():
        return {}
    try:
        rows = json.loads(read_bytes(name))
        return {
            issuer: Received(int(row["last"]), frozenset(map(str, row["ids"])))
            for issuer, row in rows.items()
        }
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        # Without memory an old package would look new.
        raise SeenUnreadableError(file=name) from error


def _remember(path: Path, seen: Mapping[str, Received], package: Package) -> None:
    rows = {issuer: {"last": row.last, "ids": sorted(row.ids)} for issuer, row in seen.items()}
    before = rows.get(package.issuer, {"last": 0, "ids": []})
    ids = sorted({*before["ids"], package.id})  # type: ignore[misc] # a list of text
    rows[package.issuer] = {"last": package.sequence, "ids": ids}
    write_whole(path, json.dumps(rows, ensure_ascii=False, indent=1) + "\n", mode=OWNER_ONLY)
    print(f"Onthouden in {path}.", file=sys.stderr)
