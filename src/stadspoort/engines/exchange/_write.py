"""A package as bytes, in the shape of CycloneDX 1.6 declarations (cyclonedx.org, attestations)."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from typing import Any

from stadspoort.engines.exchange._values import (
    Package,
    SharedAssessment,
    SharedEvidence,
    SharedFramework,
)

SPEC = "1.6"
PREFIX = "stadspoort:"
RECORD = "stadspoort:record"
"""Name of the attachment that holds the fields of evidence for which the shape has no place."""


def write_package(package: Package) -> bytes:
    """Return the package as JSON; the same package always gives the same bytes."""
    made_at = package.made_at.isoformat(timespec="seconds").replace("+00:00", "Z")
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": SPEC,
        "serialNumber": f"urn:uuid:{package.id}",
        "version": 1,
        "metadata": {
            "timestamp": made_at,
            "manufacturer": {"name": package.issuer},
            "properties": [{"name": f"{PREFIX}sequence", "value": str(package.sequence)}],
        },
        "declarations": {
            "assessors": [
                {
                    "bom-ref": "assessor",
                    "thirdParty": False,
                    "organization": {"name": package.issuer},
                }
            ],
            "targets": {"services": [_target(name) for name in _targets(package)]},
            "evidence": [_evidence(each) for each in package.evidence],
            "claims": [_claim(number, each) for number, each in enumerate(package.assessments)],
            "attestations": [_attestation(package.assessments)] if package.assessments else [],
        },
        "definitions": {"standards": [_standard(each) for each in package.frameworks]},
    }
    return json.dumps(
        document, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()  # fmt: skip


def _targets(package: Package) -> list[str]:
    named = {f"application/{each.application}" for each in package.assessments}
    for each in package.evidence:
        named |= {f"{kind}/{name}" for kind, name in each.about.items()}
    return sorted(named)


def _target(name: str) -> dict[str, Any]:
    return {"bom-ref": name, "name": name.partition("/")[2]}


def _evidence(evidence: SharedEvidence) -> dict[str, Any]:
    record = {
        "about": dict(evidence.about),
        "bearing": evidence.bearing,
        "issuer": evidence.issuer,
        "more": dict(evidence.more or {}),
    }
    data = [_attached(RECORD, "application/json", json.dumps(record, sort_keys=True).encode())]
    if evidence.file is not None:
        file = evidence.file
        named = _attached(file.name, file.media_type, file.content or b"")
        if file.content is None:
            del named["contents"]["attachment"]["content"]
        named["contents"]["properties"] = [{"name": f"{PREFIX}sha256", "value": file.digest}]
        data.append(named)
    written: dict[str, Any] = {
        "bom-ref": f"evidence/{evidence.id}",
        "propertyName": f"{PREFIX}{evidence.type}",
        "created": evidence.effective.isoformat(),
        "data": data,
    }
    if evidence.ends is not None:
        written["expires"] = evidence.ends.isoformat()
    return written


def _attached(name: str, media_type: str, content: bytes) -> dict[str, Any]:
    encoded = base64.b64encode(content).decode()
    attachment = {"content": encoded, "contentType": media_type, "encoding": "base64"}
    return {"name": name, "contents": {"attachment": attachment}}


def _claim(number: int, assessment: SharedAssessment) -> dict[str, Any]:
    return {
        "bom-ref": f"claim/{number}",
        "target": f"application/{assessment.application}",
        "predicate": assessment.outcome,
        "evidence": [f"evidence/{each}" for each in assessment.evidence],
        "reasoning": json.dumps(
            {
                "use": assessment.use,
                "on": assessment.on.isoformat(),
                "framework": assessment.framework,
                "version": assessment.version,
                "requirement": assessment.requirement,
                "hash": assessment.hash,
            },
            sort_keys=True,
        ),
    }


def _attestation(assessments: Iterable[SharedAssessment]) -> dict[str, Any]:
    mapped = [
        {"requirement": f"{each.framework}@{each.version}/{each.requirement}",
         "claims": [f"claim/{number}"]}
        for number, each in enumerate(assessments)
    ]  # fmt: skip
    return {"summary": "Oordelen van de afzender", "assessor": "assessor", "map": mapped}


def _standard(framework: SharedFramework) -> dict[str, Any]:
    return {
        "bom-ref": f"{framework.framework}@{framework.version}",
        "name": framework.framework,
        "version": framework.version,
        "properties": [
            {"name": f"{PREFIX}hash", "value": framework.hash},
            {"name": f"{PREFIX}file", "value": framework.content},
        ],
    }
