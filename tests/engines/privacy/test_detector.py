"""What holds for every text: offsets, order, no overlap, determinism, linear time, any Unicode."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stadspoort.engines.privacy import Detector, Finding, Kind

DETECTOR = Detector()
_BITS = (
    "Jan de Vries", "dhr. ", "BSN ", "978291694", "06-12345678", "\u00ad", "\u200b", "\u00a0", "\n",
    " (", ")", ", ", "naam;bsn\n", "NL91ABNA0417164300", "@", "x@y.nl", "geb. ", "1-2-1980",
    "Dorpsstraat 12 bis", "1234 AB", "e\u0301", "\ud800", "\U000e0041", "\0", "diabetes", "hij ",
    "|",
)  # fmt: skip


@given(st.lists(st.one_of(st.sampled_from(_BITS), st.text(max_size=6)), max_size=30))
def test_findings_are_places_in_the_given_text(parts: list[str]) -> None:
    """Sorted, apart, within the text, never empty, with a reason; twice the same."""
    text = "".join(parts)

    findings = DETECTOR.detect(text)

    assert findings == DETECTOR.detect(text)
    for finding in findings:
        assert 0 <= finding.start < finding.end <= len(text)
        assert any(sign.isalnum() for sign in text[finding.start : finding.end])
        assert 0 < finding.score <= 1
        assert finding.reason
    for left, right in pairwise(findings):
        assert left.end <= right.start


def test_unseen_characters_do_not_hide_a_number() -> None:
    """Offsets are those of the text as given, the unseen characters counted."""
    text = "Mijn BSN: 978\u00ad291\u200b694, bel +31\u00a06\u00a012345678"

    assert [(f.start, f.end, f.kind) for f in DETECTOR.detect(text)] == [
        (10, 21, Kind.BSN),
        (27, 41, Kind.TELEFOON),
    ]


@pytest.mark.parametrize("text", ["", "|", "|\n|", "\ud800", "\0", ";;", "\u200b"])
def test_a_text_without_words_has_no_findings(text: str) -> None:
    assert DETECTOR.detect(text) == []


def test_a_finding_says_why() -> None:
    (finding,) = DETECTOR.detect("BSN 978291694")

    assert finding == Finding(
        4, 13, Kind.BSN, 0.99, "label 'BSN' ervoor; elfproef klopt", certain=True, rule="bsn"
    )
    assert finding.reasons == ("label 'BSN' ervoor", "elfproef klopt")


@pytest.mark.parametrize(
    "unit",
    [
        "a", "A", "1", "(", ",", "0 ", "a.", "A ", "A.", "van ", "@", "a@", "\n", "|", "a|b\n", ":",
        "Jan ", "Jan, Piet, ", "Jan de Vries ", "bsn ", "geb. ", " ", "-", "a'", "A-",
        "Dorpsstraat 1 ", "12-", "a punt ", "nul een ", "groet\n", "> ", "a\u200b", "0612345678 ",
        "eyJ", '"', "x.com/", "Van: ", "hij is dement ", "verdacht van a ", "1234 AB ", "Mr. ",
        "-----BEGIN PRIVATE KEY-----", "naam;bsn\n",
    ],
)  # fmt: skip
def test_time_grows_with_the_length(unit: str) -> None:
    """No text makes a rule look back over and over: eight times the text, at most 24 times the CPU.

    A rule that is not linear takes 64 times as much. Both bounds are far from what a busy machine
    adds, and the quickest of three runs counts, so that this is no measure of speed.
    """
    short, long = (unit * (size // len(unit)) for size in (8_000, 64_000))

    assert _least_seconds(long) < max(0.5, 24 * _least_seconds(short))


def _least_seconds(text: str, enough: float = 0.4) -> float:
    """Return the CPU time of the quickest of at most three runs; one is enough when it is quick."""
    least = float("inf")
    for _ in range(3):
        start = time.process_time()
        DETECTOR.detect(text)
        least = min(least, time.process_time() - start)
        if least < enough:
            break
    return least


def test_a_value_with_its_label_is_always_found() -> None:
    """Whatever kind is assigned, the characters after the label never stay readable."""
    for label, value in (
        ("BSN", "123456789"),
        ("IBAN", "NL00ABNA0123456789"),
        ("paspoortnummer", "AB1234567"),
        ("rijbewijsnummer", "1234567890"),
        ("V-nummer", "1234567890"),
    ):
        text = f"Zijn {label} is {value}."
        start = text.index(value)

        covered = {at for f in DETECTOR.detect(text) for at in range(f.start, f.end)}

        assert set(range(start, start + len(value))) <= covered, label
