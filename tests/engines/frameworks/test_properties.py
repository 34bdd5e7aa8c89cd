"""What holds for any facts: bulk says the same as one by one; more support never harms.

The frameworks are those of tests/data/frameworks with a few requirements of every severity; facts,
evidence, adoptions and decisions are drawn at random, on days around those on which the law moves.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st
from tests.engines.frameworks import make, small
from tests.engines.frameworks.small import requirement

from stadspoort.engines.frameworks.facts import (
    Application,
    Facts,
    Model,
    Organisation,
    SubProcessor,
    Supplier,
    Use,
)
from stadspoort.engines.frameworks.judging import Outcome, Verdict, judge, judge_all
from stadspoort.engines.frameworks.library import Library, read_library
from stadspoort.engines.frameworks.records import (
    Adoption,
    Bearing,
    Decision,
    Evidence,
    ReadAs,
    Reliance,
    Via,
)

_MORE = [
    requirement("r1", condition="use.personal_data and app.third_country"),
    requirement("r2", condition="supplier.is_processor", severity="warn", enforces="[mask]",
                evidence="{needs: all, of: [verwerkersovereenkomst, dpia], max_age_days: 200}"),
    requirement("r3", check="runtime", reach="gate", enforces="[mask]"),
    requirement("r4", check="runtime", reach="workbench", condition="use.interacts_with_public",
                enforces="[human_review]"),
    requirement("r5", severity="info", condition="not app.cloud or use.workbench"),
    requirement("r6", condition="not supplier.is_processor", machine="false",
                evidence="{needs: any, of: [verwerkersovereenkomst, oordeel_met_uitleg]}"),
    requirement("r7", condition="app.kind == 'consumer'", prohibits="true", evidence=None),
]  # fmt: skip
_TYPES = (
    "verwerkersovereenkomst", "dpia", "oordeel_met_uitleg", "schermtekst", "gedragscode_gpai",
    "opleidingsregister", "markering_test", "werkinstructie",
)  # fmt: skip
_REQUIREMENTS = ("r1", "r2", "r3", "r6", "aia-50-1-ai-herkenbaar", "aia-53-gedragscode")
_VERSIONS = (("eisen", "1"), ("aia", "2024-07-12"), ("aia", "2026-07-27"))
_APPS, _USES, _MODELS, _SUPPLIERS = ("a1", "a2"), ("u1", "u2", "u3"), ("m1", "m2"), ("s1", "s2")


def _library() -> Library:
    more = small._HEAD.format(status="concept") + "\n".join(_MORE) + "\n"
    return read_library(make.contents() | {"eisen.yaml": more.encode()})


_T = TypeVar("_T")
LIBRARY = _library()
days = st.dates(date(2026, 6, 1), date(2027, 12, 31))


def _some(known: st.SearchStrategy[_T]) -> st.SearchStrategy[_T | None]:
    """Draw something known, and now and then nothing."""
    return st.integers(0, 7).flatmap(lambda place: st.none() if place == 7 else known)


truths = _some(st.booleans())
unseen = st.frozensets(st.sampled_from(["mask", "human_review"]), max_size=2)


def _given(values: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if value is not None}


@st.composite
def uses(draw: st.DrawFn, id_: str) -> Use:
    """Draw a use of which much may be unknown."""
    classes = st.frozensets(st.sampled_from(["intern", "persoonsgegevens"]))
    practices = st.frozensets(st.sampled_from(["emotie_werkplek", "intieme_beelden"]), max_size=1)
    attributes = _given(
        {
            "interacts_with_public": draw(truths),
            "workbench": draw(truths),
            "risk_class": draw(_some(st.sampled_from(["geen", "geen", "bijlage_iii"]))),
            "practices": draw(_some(st.just(frozenset()) | practices)),
        }
    )
    return Use(
        id_, id_, draw(_some(classes)), attributes=attributes,  # type: ignore[arg-type]  # values of the right types
        unenforced=draw(unseen),
    )  # fmt: skip


@st.composite
def applications(draw: st.DrawFn, id_: str) -> Application:
    """Draw an application."""
    attributes = _given(
        {
            "cloud": draw(truths),
            "generates": draw(_some(st.frozensets(st.sampled_from(["tekst", "beeld"])))),
            "placed_on_market": draw(_some(st.dates(date(2026, 7, 1), date(2026, 9, 1)))),
        }
    )
    return Application(
        id_, id_,
        draw(_some(st.sampled_from(_SUPPLIERS))),
        draw(st.sampled_from(["consumer", "contracted", "contracted", "self_hosted", "own"])),
        draw(st.booleans()),
        tuple(sorted(draw(_some(st.frozensets(st.sampled_from(_MODELS), min_size=1))) or ())),
        attributes,  # type: ignore[arg-type]  # values of the right types
        draw(unseen),
    )  # fmt: skip


@st.composite
def pieces(draw: st.DrawFn, id_: str, *, bearing: Bearing | None = None) -> Evidence:
    """Draw a piece of evidence, about much or little."""
    subject = _given(
        {
            "application": draw(st.sampled_from([*_APPS, None, None])),
            "use": draw(st.sampled_from([*_USES, None, None, None])),
            "supplier": draw(st.sampled_from([*_SUPPLIERS, None, None, None])),
            "model": draw(st.sampled_from([*_MODELS, None, None, None])),
        }
    )
    effective = draw(days)
    lasts = draw(st.none() | st.integers(0, 300))
    return Evidence(
        id=id_,
        type=draw(st.sampled_from(_TYPES)),
        subject=subject,  # type: ignore[arg-type]  # texts
        effective=effective,
        read_as=draw(st.sampled_from([ReadAs.FULL, ReadAs.FULL, ReadAs.EXCERPT])),
        via=Via.DOCUMENT,
        bearing=bearing or draw(st.sampled_from(list(Bearing))),
        reliance=draw(st.sampled_from(list(Reliance))),
        ends=None if lasts is None else effective + timedelta(days=lasts),
        concerns=draw(st.just(()) | st.tuples(st.sampled_from(_REQUIREMENTS))),
        withdrawn_on=draw(st.none() | st.none() | days),
        annulled_by=draw(st.sampled_from([None, None, None, "e0"])),
    )


@st.composite
def wide(draw: st.DrawFn) -> list[Evidence]:
    """Draw support of nearly every type for everything, so that some verdicts are good."""
    one = small.evidence(subject={}, effective=date(2026, 5, 1))
    ends = st.none() | st.none() | st.dates(date(2026, 9, 1), date(2028, 1, 1))
    return [
        replace(one, id=f"w-{type_}", type=type_, ends=draw(ends))
        for type_ in _TYPES
        if draw(st.integers(0, 9))
    ]


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    """Draw a decision."""
    on = draw(days)
    until = draw(st.none() | st.integers(0, 300))
    return Decision(
        draw(st.sampled_from(_APPS)), draw(st.sampled_from([*_USES, None])), draw(st.booleans()),
        "reden", "fatima", on, None if until is None else on + timedelta(days=until),
    )  # fmt: skip


@st.composite
def adoptions(draw: st.DrawFn) -> Adoption:
    """Draw an adoption, mostly of a whole version and for good."""
    framework, version = draw(st.sampled_from(_VERSIONS))
    adopted = draw(st.sampled_from([True, True, True, False]))
    on = draw(days | st.just(date(2020, 1, 1)))
    until = draw(st.none() | st.integers(0, 300)) if adopted else draw(st.integers(0, 300))
    return Adoption(
        framework, version, adopted, "College", on,
        draw(st.sampled_from([None, None, "r2", "r3", "aia-4-geletterdheid"])),
        "reden", None if until is None else on + timedelta(days=until),
    )  # fmt: skip


@st.composite
def all_facts(draw: st.DrawFn) -> Facts:
    """Draw facts; half of the time everything is adopted."""
    adopted = draw(st.lists(adoptions(), max_size=4))
    if draw(st.booleans()):
        first = date(2020, 1, 1)
        adopted += [Adoption(one, two, True, "College", first) for one, two in _VERSIONS]
    countries = _some(st.sampled_from(["NL", "NL", "US"]))
    links = _some(st.just(()) | st.just((SubProcessor("s2"),)))
    models = {
        id_: Model(id_, id_, draw(st.sampled_from([*_SUPPLIERS, None])),
                   attributes=_given({"is_gpai": draw(truths)}))  # type: ignore[arg-type]  # bools
        for id_ in _MODELS
    }  # fmt: skip
    return Facts(
        organisation=Organisation("org", "Gemeente"),
        suppliers={
            id_: Supplier(id_, id_, draw(countries), subprocessors=draw(links))
            for id_ in _SUPPLIERS
        },
        applications={id_: draw(applications(id_)) for id_ in _APPS},
        models=models,
        uses={id_: draw(uses(id_)) for id_ in _USES},
        evidence=(
            *(draw(pieces(f"e{n}")) for n in range(draw(st.integers(0, 6)))),
            *(draw(wide()) if draw(st.integers(0, 3)) else []),
        ),
        decisions=tuple(draw(st.lists(decisions(), max_size=3))),
        adoptions=tuple(adopted),
    )


@given(all_facts(), days)
def test_bulk_says_the_same_as_one_by_one(facts: Facts, day: date) -> None:
    """Verdict, last day and conditions; for every application and use, in order."""
    rows = judge_all(LIBRARY, facts, day)

    assert [(row.application, row.use) for row in rows] == [(a, u) for a in _APPS for u in _USES]
    for row in rows:
        ruling = judge(LIBRARY, facts, row.application, row.use, day)
        assert (row.verdict, row.valid_until, row.conditions) == (
            ruling.verdict,
            ruling.valid_until,
            ruling.conditions,
        )


@given(all_facts(), days, pieces("nieuw", bearing=Bearing.FOR))
def test_evidence_for_never_makes_a_verdict_worse(facts: Facts, day: date, more: Evidence) -> None:
    with_more = replace(facts, evidence=(*facts.evidence, more))
    for before, after in zip(
        judge_all(LIBRARY, facts, day), judge_all(LIBRARY, with_more, day), strict=True
    ):
        assert after.verdict.badness <= before.verdict.badness


@given(all_facts(), days)
def test_a_verdict_holds_up_to_its_last_day(facts: Facts, day: date) -> None:
    """With what is known now, nothing gets worse before that day is over; it never looks past."""
    now = judge_all(LIBRARY, facts, day)
    for ahead in (1, 7, 40, 150, 400):
        then = day + timedelta(days=ahead)
        for before, after in zip(now, judge_all(LIBRARY, facts, then), strict=True):
            if before.verdict in (Verdict.ALLOWED, Verdict.CONDITIONAL) and (
                before.valid_until is None or then <= before.valid_until
            ):
                assert after.verdict.badness <= before.verdict.badness


@given(all_facts(), days)
def test_unknown_and_concepts_are_never_green(facts: Facts, day: date) -> None:
    """Nor is anything conditional by itself while a blocking requirement is open."""
    for application in _APPS:
        for use in _USES:
            ruling = judge(LIBRARY, facts, application, use, day)
            open_ = [
                each
                for each in ruling.reasons
                if each.requirement.severity == "block"
                and each.outcome != Outcome.SET_ASIDE
                and (each.outcome == Outcome.UNKNOWN or not each.rests_on.counts)
            ]
            if open_:
                assert ruling.verdict != Verdict.ALLOWED
                assert ruling.verdict != Verdict.CONDITIONAL or ruling.decision is not None
