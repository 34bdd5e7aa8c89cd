"""One framework of a few requirements, and facts around one application, to change a thing in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tests.engines.frameworks import make

from stadspoort.engines.frameworks.facts import (
    Application,
    Facts,
    Model,
    Organisation,
    SubProcessor,
    Supplier,
    Use,
)
from stadspoort.engines.frameworks.judging import Ruling, judge
from stadspoort.engines.frameworks.library import Library, read_library
from stadspoort.engines.frameworks.records import (
    Adoption,
    Bearing,
    Evidence,
    ReadAs,
    Reliance,
    Via,
)

DAY = date(2026, 11, 24)
_HEAD = """
schema: stadspoort.framework/1
framework: eisen
title: Eisen
kind: policy
version: '1'
status: {status}
in_force: {{from: 2020-01-01, to: null}}
sources: [{{id: eigen werk, certainty: verified}}]
provisions:
  - id: b
    article: art. 1
    title: Bepaling
    applies: [{{actor: controller, from: 2020-01-01, certainty: verified}}]
requirements:
"""
_REQUIREMENT = {
    "provision": "b",
    "actor": "controller",
    "subject": "application",
    "obligation": "Het is in orde.",
    "condition": "'true'",
    "check": "document",
    "severity": "block",
    "evidence": "{needs: any, of: [verwerkersovereenkomst]}",
    "reach": "contract",
}


def requirement(id_: str = "eis", **changed: str | None) -> str:
    """Return a requirement as YAML; a field that becomes None is left out."""
    fields = {"id": id_, **_REQUIREMENT, **changed}
    lines = [f"    {name}: {value}" for name, value in fields.items() if value is not None]
    return "  - " + "\n".join(lines).strip()


def library(*requirements: str, status: str = "concept") -> Library:
    """Return a library of one framework, in force since 2020."""
    text = _HEAD.format(status=status) + "\n".join(requirements) + "\n"
    words = make.contents()["vocabulary.yaml"]
    return read_library({"vocabulary.yaml": words, "eisen.yaml": text.encode()})


def evidence(id_: str = "bewijs", **changed: object) -> Evidence:
    """Return evidence that supports, of a processor agreement since 2026."""
    whole = Evidence(
        id=id_,
        type="verwerkersovereenkomst",
        subject={"application": "app"},
        effective=date(2026, 1, 1),
        read_as=ReadAs.FULL,
        via=Via.DOCUMENT,
        bearing=Bearing.FOR,
        reliance=Reliance.OWN_CHECK,
    )
    return replace(whole, **changed)  # type: ignore[arg-type]  # fields of one dataclass


ADOPTED = Adoption("eisen", "1", adopted=True, by="College", on=date(2020, 1, 1), advice="FG")


def facts(
    *given: Evidence,
    application: Application | None = None,
    use: Use | None = None,
    adoptions: Sequence[Adoption] = (ADOPTED,),
    **more: object,
) -> Facts:
    """Return facts of one application with two models, and one use."""
    whole = Facts(
        organisation=Organisation("waterdam", "Gemeente Waterdam"),
        suppliers={
            "lev": Supplier("lev", "Leverancier", "NL", subprocessors=()),
            "maker": Supplier("maker", "Maker", "US"),
        },
        applications={"app": application or Application("app", "Toepassing", "lev", "own", True)},
        models={
            "m1": Model("m1", "Model 1", "maker", attributes={"is_gpai": True}),
            "m2": Model("m2", "Model 2", "lev", attributes={"is_gpai": False}),
        },
        uses={"use": use or Use("use", "Gebruik", frozenset({"intern"}))},
        evidence=given,
        adoptions=tuple(adoptions),
    )
    return replace(whole, **more)  # type: ignore[arg-type]  # fields of one dataclass


def ruling(rules: Library, known: Facts, day: date = DAY) -> Ruling:
    """Return the verdict on the one application for the one use."""
    return judge(rules, known, "app", "use", day)


def behind(supplier: str, country: str | None = None) -> SubProcessor:
    """Return a link of a chain."""
    return SubProcessor(supplier, country)
