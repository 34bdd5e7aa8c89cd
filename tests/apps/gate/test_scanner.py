"""The detector: short texts here, long ones in a child process, and never a text unscanned."""

from __future__ import annotations

import asyncio

import pytest

from stadspoort.apps.gate import scanner
from stadspoort.apps.gate.scanner import LimitedScanner
from stadspoort.engines.privacy import Detector, Finding, Kind
from stadspoort.gate.errors import ScanFailedError

LONG = "Wij schrijven u over de vergunning. " * 600
SHORT = "Mijn e-mailadres is jan@example.nl."


def kinds(found: list[Finding]) -> list[Kind]:
    return [finding.kind for finding in found]


def test_findings_come_back_in_the_order_of_the_texts() -> None:
    texts = [LONG + SHORT, "Goedemorgen.", SHORT, "x " * 1_500 + SHORT]

    found = asyncio.run(LimitedScanner().scan(texts))

    assert [kinds(findings) for findings in found] == [
        [Kind.EMAIL],
        [],
        [Kind.EMAIL],
        [Kind.EMAIL],
    ]
    assert found[0][0].start == len(LONG) + len("Mijn e-mailadres is ")


def test_only_a_long_text_goes_to_a_child_process(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[int] = []

    async def note(function: object, text: str, **limits: object) -> list[Finding]:
        sent.append(len(text))
        return []

    monkeypatch.setattr(scanner.sandbox, "run_async", note)
    asyncio.run(LimitedScanner().scan(["x" * 20_000, "y" * 20_001]))

    assert sent == [20_001]


def test_a_detector_that_crashes_ends_the_call_and_tells_nothing_of_the_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def crash(self: Detector, text: str) -> list[Finding]:
        raise ValueError(text)

    monkeypatch.setattr(Detector, "detect", crash)

    with pytest.raises(ScanFailedError) as caught:
        asyncio.run(LimitedScanner().scan([SHORT]))
    assert "jan@" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_child_that_dies_ends_the_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanner, "CHILD_MEGABYTES", 1)

    with pytest.raises(ScanFailedError):
        asyncio.run(LimitedScanner().scan([LONG]))
