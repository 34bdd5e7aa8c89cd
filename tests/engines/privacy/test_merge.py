"""Overlapping findings: the longest wins, and nothing that a rule found becomes readable."""

from __future__ import annotations

from stadspoort.engines.privacy import Finding, Kind
from stadspoort.engines.privacy._merge import merge

TEXT = "Jan de Vries, Dorpsstraat 12"


def test_the_longest_wins() -> None:
    street = Finding(14, 28, Kind.ADRES, 0.9, "straat")
    name = Finding(14, 25, Kind.PERSOON, 0.99, "naam")

    assert merge(TEXT, [name, street]) == [street]


def test_of_two_as_long_the_certain_one_wins() -> None:
    doubt = Finding(0, 12, Kind.PERSOON, 0.9, "twijfel", certain=False)
    certain = Finding(0, 12, Kind.ADRES, 0.8, "zeker")

    assert merge(TEXT, [doubt, certain]) == [certain]


def test_what_sticks_out_stays_found() -> None:
    """The loser keeps what the winner leaves open, without the white space beside it."""
    long = Finding(4, 28, Kind.ADRES, 0.9, "adres")
    name = Finding(0, 12, Kind.PERSOON, 0.9, "naam")

    assert merge(TEXT, [long, name]) == [Finding(0, 3, Kind.PERSOON, 0.9, "naam"), long]


def test_white_space_and_bare_punctuation_are_cut_off() -> None:
    assert merge(TEXT, [Finding(12, 14, Kind.ADRES, 0.9, "komma")]) == []
    assert merge(TEXT, [Finding(13, 28, Kind.ADRES, 0.9, "adres")]) == [
        Finding(14, 28, Kind.ADRES, 0.9, "adres")
    ]
