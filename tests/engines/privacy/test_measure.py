"""The measure itself: hand-counted on small texts, and the same as the scorer that was given.

The definitions stand in `stadspoort.engines.privacy.measure._score`; the given scorer is that of
the development set in ../shared, which is not always there.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from stadspoort.engines.privacy import Detector, measure
from stadspoort.engines.privacy.measure import GoldSet, GoldUnreadableError, Mark
from stadspoort.engines.privacy.measure._intervals import wilson

GIVEN = Path(__file__).resolve().parents[4] / "shared" / "pii-dev"

SMALL = (
    "=== a | brief\n[[PERSOON:Jan Bos]] en [[PERSOON*:Wim]] bij [[ZAKELIJK:info@x.nl]]\n"
    "=== b | nota\nBSN [[BSN:123456782]] van [[ORGANISATIE:De Roos]], [[BIJZONDER:ziek]]\n"
)
# "Jan Bos en Wim bij info@x.nl" and "BSN 123456782 van De Roos, ziek"
FOUND = [
    [(0, 6, "PERSOON"), (8, 10, "ADRES"), (19, 28, "EMAIL")],
    [(4, 12, "BSN"), (18, 25, "PERSOON"), (0, 3, "GEHEIM"), (27, 31, "PLAATS")],
]
NO_JSON = 'geen {"id", "genre", "text", "spans": [{"start", "end", "type"}]}'


def small() -> tuple[GoldSet, measure.Report]:
    gold = measure.read_gold(SMALL)
    return gold, measure.report(gold, measure.score(gold.texts, FOUND))


def test_reading_takes_the_marks_out() -> None:
    first, second = measure.read_gold(f"# annotators: 2\n# readers: 1\n\n{SMALL}").texts

    assert (first.name, first.genre) == ("a", "brief")
    assert first.text == "Jan Bos en Wim bij info@x.nl"
    assert first.marks == (
        Mark(0, 7, "PERSOON"),
        Mark(11, 14, "PERSOON", is_officer=True),
        Mark(19, 28, "ZAKELIJK"),
    )
    assert second.text == "BSN 123456782 van De Roos, ziek"


def test_the_head_of_a_file_tells_who_marked_it() -> None:
    told = measure.read_gold(f"# annotators: 2\n# readers: 1\n{SMALL}")
    silent = measure.read_gold(SMALL)

    assert (told.annotators, told.readers) == (2, 1)
    assert (silent.annotators, silent.readers) == (None, None)


def test_a_text_written_as_a_line_is_read_back_as_it_was() -> None:
    """Also with brackets that marked text could not hold, and with an officer."""
    text = measure.GoldText(
        "g1", "brief", "Kies [[A]].\nWethouder Yüksel belt.", (
            measure.Mark(22, 28, "PERSOON", is_officer=True),
        )
    )  # fmt: skip

    assert measure.read_gold(text.as_json_line()).texts == (text,)


def test_json_lines_say_the_same_as_marked_text() -> None:
    lines = (
        '{"id": "a", "genre": "brief", "text": "Jan Bos en Wim bij info@x.nl", "spans": ['
        '{"start": 0, "end": 7, "type": "PERSOON"}, '
        '{"start": 11, "end": 14, "type": "PERSOON", "publiek": true}, '
        '{"start": 19, "end": 28, "type": "ZAKELIJK"}]}\n'
    )

    assert measure.read_gold(lines).texts == measure.read_gold(SMALL).texts[:1]


@pytest.mark.parametrize(
    ("content", "facts"),
    [
        pytest.param("", {"line": 1, "reason": "er staat geen tekst in"}, id="empty"),
        pytest.param("Jan Bos\n", {"line": 1, "reason": "er staat geen tekst in"}, id="no heading"),
        pytest.param(
            "=== a | x\ngoed\n[[NAAM:Jan]]\n", {"line": 3, "reason": "onbekende soort"}, id="kind"
        ),
        pytest.param(
            "=== a | x\n[[PERSOON:Jan\n", {"line": 2, "reason": "een merk zonder einde"}, id="open"
        ),
        pytest.param(
            "=== a | x\n[[PERSOON:Jan [[BSN:1]]\n",
            {"line": 2, "reason": "een merk zonder einde of waarde"},
            id="mark in mark",
        ),
        pytest.param(
            "=== a | x\nJan\n=== a | x\nPiet\n",
            {"line": 3, "reason": "deze naam is al gebruikt"},
            id="name twice",
        ),
        pytest.param('{"id": "a"\n', {"line": 1, "reason": NO_JSON}, id="json"),
        pytest.param('{"id": "a", "text": "x"}', {"line": 1, "reason": NO_JSON}, id="no spans"),
        pytest.param(
            '{"id": "a", "text": "Jan", "spans": [{"start": 0, "end": 4, "type": "PERSOON"}]}',
            {"line": 1, "reason": "een merk valt buiten de tekst"},
            id="place",
        ),
        pytest.param(
            '{"id": "a", "text": "Jan Bos", "spans": [{"start": 0, "end": 7, "type": "PERSOON"}, '
            '{"start": 4, "end": 7, "type": "PERSOON"}]}',
            {"line": 1, "reason": "twee merken overlappen"},
            id="overlap",
        ),
    ],
)
def test_a_set_that_is_not_well_written_is_refused(content: str, facts: dict[str, object]) -> None:
    """Nobody can compare figures of a set that was read in part."""
    with pytest.raises(GoldUnreadableError) as caught:
        measure.read_gold(content)

    assert caught.value.context == facts


def test_half_of_a_mark_counts_as_found_and_a_neutral_mark_excuses_its_own_kinds() -> None:
    _, report = small()
    kinds = {row.kind: row for row in report.kinds}

    # Jan is found for more than half, Wim not; one PERSOON finding is right, "De Roos" is not.
    assert kinds["PERSOON"].overlap.recall.part == 1
    assert kinds["PERSOON"].overlap.recall.whole == 2
    assert kinds["PERSOON"].overlap.precision.part == 1
    assert kinds["PERSOON"].overlap.precision.whole == 2
    assert kinds["PERSOON"].exact.recall.part == 0
    assert kinds["ADRES"].overlap.precision.value == 0.0
    assert kinds["ADRES"].overlap.recall.value is None
    assert "EMAIL" not in kinds


def test_what_leaks_and_what_is_masked_too_much() -> None:
    """An officer does not leak; GEHEIM masks; PLAATS does not; BIJZONDER is counted apart."""
    _, report = small()

    # "s" (1 of 6) and the last digit of the BSN (1 of 9) are left.
    direct = report.direct.leaked_characters
    assert (direct.part, direct.whole) == (2, 15)
    assert (report.direct.leaking_spans.part, report.direct.leaking_spans.whole) == (2, 2)
    assert (report.leaked_with_special.part, report.leaked_with_special.whole) == (6, 19)
    assert (report.leaking_texts.part, report.leaking_texts.whole) == (2, 2)
    # "en", "bij" and "BSN", "van", "De", "Roos": of 17, "en", "BSN" and "DeRoos" are masked.
    assert (report.over_masking.part, report.over_masking.whole) == (11, 17)
    assert (report.masked_organisations.part, report.masked_organisations.whole) == (1, 1)


def test_whoever_finds_exactly_the_marks_gets_all() -> None:
    gold = measure.read_gold(SMALL)
    exact = [
        [(mark.start, mark.end, mark.kind) for mark in text.marks if mark.kind != "ZAKELIJK"]
        for text in gold.texts
    ]
    report = measure.report(gold, measure.score(gold.texts, exact))

    assert report.direct.exact.f1.value == 1.0
    assert report.direct.overlap.f1.value == 1.0
    assert report.leaked_with_special.part == 0
    assert report.over_masking.part == 0
    assert report.masked_organisations.part == 0


def test_whoever_masks_everything_leaks_nothing_and_pays_for_it() -> None:
    gold = measure.read_gold(SMALL)
    everything = [[(0, len(text.text), "PERSOON")] for text in gold.texts]
    report = measure.report(gold, measure.score(gold.texts, everything))

    assert report.leaked_with_special.part == 0
    assert report.over_masking.value == 1.0
    assert report.masked_organisations.value == 1.0
    assert report.direct.overlap.precision.value == 0.0


def test_a_number_with_its_label_beside_it_is_counted_apart() -> None:
    gold = measure.read_gold(
        "=== a | brief\nBSN [[BSN:123456782]]\n\n[[BSN:123456782]] is haar nummer\n"
        "Paspoort nr [[DOCUMENTNUMMER:NW21B4CD7]]\n"
    )
    report = measure.report(gold, measure.score(gold.texts, [[]]))

    assert (report.leaking_numbers.part, report.leaking_numbers.whole) == (3, 3)
    labelled = report.leaking_labelled_numbers
    assert (labelled.part, labelled.whole) == (2, 2)


def test_failures_name_text_kind_and_value() -> None:
    gold = measure.read_gold(SMALL)
    failures = [line for tally in measure.score(gold.texts, FOUND) for line in tally.failures]

    assert failures == [
        "a MIST PERSOON Wim",
        "a TE VEEL ADRES en",
        "b MIST BIJZONDER ziek",
        "b TE VEEL PERSOON De Roos",
    ]


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        # Checked against the table in Brown, Cai and DasGupta, Statistical Science 16 (2001).
        pytest.param(0, 10, 0.0, 0.278, id="none of ten"),
        pytest.param(10, 10, 0.722, 1.0, id="all of ten"),
        pytest.param(5, 10, 0.237, 0.763, id="half of ten"),
        pytest.param(0, 0, 0.0, 1.0, id="nothing measured"),
    ],
)
def test_interval_of_a_share(part: int, whole: int, low: float, high: float) -> None:
    assert wilson(part, whole) == pytest.approx((low, high), abs=0.0005)


def test_intervals_repeat_and_hold_the_figure() -> None:
    """The same seed draws the same texts."""
    gold = measure.read_gold(
        "".join(f"=== t{n} | x\n[[PERSOON:Jan]] en [[PERSOON:Bos]] zijn er\n" for n in range(12))
    )
    found = [[(0, 3, "PERSOON")] if n % 3 else [(0, 10, "PERSOON")] for n in range(12)]
    tallies = measure.score(gold.texts, found)

    once, again = (measure.report(gold, tallies, seed=7) for _ in range(2))

    assert once == again
    # Four texts leak nothing, eight leak "Bos": 24 of 72 letters.
    leaked = once.direct.leaked_characters
    assert leaked.method == "bootstrap"
    assert leaked.value == pytest.approx(24 / 72)
    assert 0 < leaked.low < 24 / 72 < leaked.high < 0.5


def test_a_figure_that_no_draw_moves_still_has_a_width() -> None:
    """Nothing leaked in two texts does not mean that nothing ever leaks."""
    gold = measure.read_gold("=== a | x\n[[PERSOON:Jan]] is er\n=== b | x\n[[PERSOON:Bos]] ook\n")
    report = measure.report(gold, measure.score(gold.texts, [[(0, 3, "PERSOON")]] * 2))

    assert report.direct.leaked_characters.method == "wilson"
    assert report.direct.leaked_characters.high == pytest.approx(0.658, abs=0.0005)
    assert report.direct.overlap.f1.low == pytest.approx(0.342, abs=0.0005)


@pytest.mark.skipif(not GIVEN.exists(), reason="the development set is not beside this checkout")
def test_the_given_scorer_says_the_same() -> None:
    """On the development set, with the detector and with findings that are wrong in many ways."""
    gold = measure.read_gold((GIVEN / "dev.jsonl").read_text(encoding="utf-8"))
    detector = Detector()
    found = [
        [(f.start, f.end, f.kind.value) for f in detector.detect(text.text)] for text in gold.texts
    ]
    for findings in (found, [_worse(spans) for spans in found]):
        _assert_same(gold, findings)


def _worse(spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Shift, widen, rename and leave out, by turns."""
    kinds = ["PERSOON", "PLAATS", "GEHEIM", "ORGANISATIE", "ZAAKNUMMER", "KLANTNUMMER", "BIJZONDER"]
    worse = []
    for turn, (start, end, kind) in enumerate(spans):
        match turn % 5:
            case 0:
                worse.append((start + 2, end + 3, kind))
            case 1:
                worse.append((max(0, start - 9), end + 1, kind))
            case 2:
                worse.append((start, end, kinds[turn % 7]))
            case 3:
                worse += [(start, end, kind), (start, end + 6, "ADRES")]
    return worse


def _assert_same(gold: GoldSet, found: list[list[tuple[int, int, str]]]) -> None:
    scorer = _given_scorer()
    lines = [
        {
            "id": text.name,
            "text": text.text,
            "spans": [
                {"start": m.start, "end": m.end, "type": m.kind, "publiek": m.is_officer}
                for m in text.marks
            ],
        }
        for text in gold.texts
    ]
    names = [text.name for text in gold.texts]
    sizes = {text.name: len(text.text) for text in gold.texts}
    in_text = {
        name: [(a, min(b, sizes[name]), k) for a, b, k in spans if a < sizes[name]]
        for name, spans in zip(names, found, strict=True)
    }
    per_kind, totals, _ = scorer.score(lines, in_text)
    theirs = scorer.report(per_kind, totals)
    ours = measure.report(gold, measure.score(gold.texts, found))

    assert {row.kind for row in ours.kinds} == set(theirs["types"])
    for row in ours.kinds:
        kind = theirs["types"][row.kind]
        assert (row.marks, row.findings) == (kind["n"], kind["pred"])
        for match, figures in ((row.exact, kind["exact"]), (row.overlap, kind["overlap"])):
            assert _values(match) == pytest.approx(figures)
        assert (row.leaked_characters.value or 0) == pytest.approx(kind["leak"])
        assert row.leaking_spans.part == kind["leakspans"]
    assert _values(ours.direct.exact) == pytest.approx(theirs["micro"]["exact"])
    assert _values(ours.direct.overlap) == pytest.approx(theirs["micro"]["overlap"])
    assert ours.direct.leaked_characters.value == pytest.approx(theirs["leak_direct"])
    assert ours.leaked_with_special.value == pytest.approx(theirs["leak_all"])
    assert ours.direct.leaking_spans.part == theirs["leakspans_direct"][0]
    assert ours.direct.leaking_spans.whole == theirs["leakspans_direct"][2]
    assert ours.over_masking.value == pytest.approx(theirs["overmask"])
    masked = ours.masked_organisations
    assert (masked.part, masked.whole) == (totals["org_masked"], totals["org"])


def _values(match: measure._figures.Match) -> tuple[float, float, float]:
    return match.precision.value or 0, match.recall.value or 0, match.f1.value or 0


def _given_scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("given_scorer", GIVEN / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
