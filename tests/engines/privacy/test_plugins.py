"""Detectors of others: what they give is checked; they can add, and never remove."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stadspoort.engines.privacy import Detector, Finding, Kind
from stadspoort.engines.privacy.lists import parse_lists
from stadspoort.engines.privacy.plugins import PluginAnswerError, merge_plugins, read_findings

TEXT = "Bel Oyun op 06 12 34 56 78."


def read(item: object) -> list[Finding]:
    return read_findings("proef", TEXT, [item])


@dataclass
class Result:
    """As Presidio's own class, with its attributes."""

    start: int
    end: int
    kind: str
    score: float


@pytest.mark.parametrize(
    "item",
    [
        pytest.param((4, 8, "PERSOON", 0.7, "model"), id="a tuple"),
        pytest.param([4, 8, "person", 0.7, "model"], id="a list, other name of the kind"),
        pytest.param({"start": 4, "end": 8, "entity_type": "PERSON", "score": 0.7,
                      "reason": "model"}, id="as Presidio gives"),
        pytest.param(Finding(4, 8, Kind.PERSOON, 0.7, "model"), id="a Finding"),
    ],
)  # fmt: skip
def test_a_finding_may_be_given_in_several_forms(item: object) -> None:
    assert read(item) == [
        Finding(4, 8, Kind.PERSOON, 0.7, "plug-in proef; model", rule="plugin:proef")
    ]


def test_score_and_reason_may_be_left_out() -> None:
    assert read((4, 8, "PER")) == [
        Finding(4, 8, Kind.PERSOON, 0.85, "plug-in proef", rule="plugin:proef")
    ]
    assert read(Result(4, 8, "PER", 0.4))[0].certain is False


@pytest.mark.parametrize("kind", ["LOCATION", "organization", "DATE_TIME", "KVK_NUMBER"])
def test_what_is_no_personal_data_by_our_guideline_is_left_out(kind: str) -> None:
    assert read((4, 8, kind, 0.9)) == []


def test_a_kind_that_nobody_knows_is_masked_in_doubt() -> None:
    assert [(f.kind, f.certain) for f in read((4, 8, "NICKNAME", 0.9))] == [(Kind.PERSOON, False)]
    assert [f.kind for f in read((12, 26, "UK_NHS", 0.9))] == [Kind.KLANTNUMMER]


@pytest.mark.parametrize(
    "item",
    [
        pytest.param((4, 28, "PERSOON"), id="beyond the text"),
        pytest.param((8, 8, "PERSOON"), id="empty"),
        pytest.param((-1, 8, "PERSOON"), id="before the text"),
        pytest.param((True, 8, "PERSOON"), id="a truth for a number"),
        pytest.param((4, 8, "PERSOON", 1.5), id="a score above 1"),
        pytest.param((4, 8, "PERSOON", float("nan")), id="no number for a score"),
        pytest.param((4, 8, "PERSOON", "hoog"), id="a word for a score"),
        pytest.param((4, 8), id="no kind"),
        pytest.param({"start": 4}, id="half a mapping"),
        pytest.param("Oyun", id="a word"),
        pytest.param(None, id="nothing"),
    ],
)
def test_what_is_no_finding_is_refused_by_name(item: object) -> None:
    with pytest.raises(PluginAnswerError) as caught:
        read(item)

    assert caught.value.context["plugin"] == "proef"
    assert "Oyun" not in str(caught.value)


def test_findings_without_end_are_refused() -> None:
    def endless() -> Iterable[object]:
        while True:
            yield 4, 8, "PERSOON"

    with pytest.raises(PluginAnswerError):
        read_findings("proef", TEXT, endless())


def kinds(findings: Iterable[Finding]) -> list[tuple[int, int, str]]:
    return [(f.start, f.end, f.kind.value) for f in findings]


def test_what_the_engine_is_certain_of_stays_and_the_rest_is_added() -> None:
    own = [Finding(12, 26, Kind.TELEFOON, 0.9, "vorm")]
    found = read((0, 26, "PERSOON", 1.0))

    assert kinds(merge_plugins(TEXT, own, found)) == [(0, 11, "PERSOON"), (12, 26, "TELEFOON")]


def test_a_doubt_of_the_engine_becomes_certain_by_a_higher_score() -> None:
    own = [Finding(4, 8, Kind.PERSOON, 0.5, "onbekend woord", certain=False)]
    (merged,) = merge_plugins(TEXT, own, read((4, 8, "PERSON", 0.9)))

    assert (merged.certain, merged.score, merged.rule) == (True, 0.9, "plugin:proef")


def test_a_weaker_plugin_does_not_change_a_doubt() -> None:
    own = [Finding(4, 8, Kind.PERSOON, 0.6, "onbekend woord", certain=False)]

    assert merge_plugins(TEXT, own, read((4, 8, "ADDRESS", 0.55))) == own


def test_a_bsn_in_doubt_keeps_its_kind() -> None:
    """What is put back for its writer alone must not become a telephone number for all."""
    own = [Finding(12, 26, Kind.BSN, 0.5, "slaagt voor de elfproef", certain=False)]

    assert merge_plugins(TEXT, own, read((12, 26, "PHONE_NUMBER", 1.0))) == own


def test_of_two_plugins_the_higher_score_decides() -> None:
    found = [*read((4, 8, "ADDRESS", 0.6)), *read((4, 11, "PERSON", 0.8))]

    assert kinds(merge_plugins(TEXT, [], found)) == [(4, 11, "PERSOON")]


def test_the_lists_of_the_municipality_hold_for_plugins_too() -> None:
    own = Detector(parse_lists({"nooit-maskeren.csv": b"tekst\nMarijntje Oldeklooster"}))
    text = "\u200bMarijntje Oldeklooster en Piet"
    found = read_findings("proef", text, [(1, 23, "PERSON"), (27, 31, "PERSON")])

    assert kinds(own.kept(text, found)) == [(27, 31, "PERSOON")]


spans = st.lists(
    st.tuples(st.integers(0, 25), st.integers(1, 27), st.sampled_from(Kind), st.floats(0, 1)),
    max_size=8,
)


@given(spans, spans)
def test_every_letter_that_anyone_found_stays_covered(
    ours: list[tuple[int, int, Kind, float]], theirs: list[tuple[int, int, Kind, float]]
) -> None:
    own = [Finding(a, b, k, s, "", certain=s > 0.5) for a, b, k, s in ours if a < b]
    found = [Finding(a, b, k, s, "") for a, b, k, s in theirs if a < b]

    merged = merge_plugins(TEXT, own, found)

    covered = {at for f in merged for at in range(f.start, f.end)}
    wanted = {at for f in [*own, *found] for at in range(f.start, f.end) if TEXT[at].isalnum()}
    assert wanted <= covered
    assert all(one.end <= other.start for one, other in pairwise(merged))
