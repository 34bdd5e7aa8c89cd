"""Masking: findings and known values become tokens, and nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stadspoort.engines.privacy import (
    Finding,
    Kind,
    Pseudonymiser,
    RestorePolicy,
    Restorer,
    Vault,
)
from stadspoort.engines.privacy._pseudonymise import FindingOutsideTextError, ValueNotInVaultError

TAG = "k7f3q2"


def _finding(text: str, value: str, kind: Kind = Kind.PERSOON) -> Finding:
    start = text.index(value)
    return Finding(start, start + len(value), kind, 1.0, "voorbeeld")


def _vault(*values: str) -> Vault:
    vault = Vault(TAG)
    for value in values:
        vault.add(value, Kind.PERSOON, "a")
    return vault


def _token(vault: Vault, value: str) -> str:
    entry = vault.by_value(value)
    assert entry is not None
    return entry.token


def test_findings_become_tokens_and_are_counted() -> None:
    vault = Vault(TAG)
    masker = Pseudonymiser(vault, writer="a")
    text = "Ik ben Jan de Vries, BSN 123456782."
    masked = masker.mask(
        text, [_finding(text, "Jan de Vries"), _finding(text, "123456782", Kind.BSN)]
    )

    assert masked == f"Ik ben {_token(vault, 'Jan de Vries')}, BSN {_token(vault, '123456782')}."
    assert masker.counts == {Kind.PERSOON: 1, Kind.BSN: 1}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Groet, Jan de Vries", "Groet, {0}", id="whole words"),
        pytest.param("Jan de Vries' brief", "{0}' brief", id="possessive"),
        pytest.param("zaak_Jan de Vries.pdf", "zaak_{0}.pdf", id="underscore divides words"),
        pytest.param("Jan\u00a0de\u200b\nVries.", "{0}.", id="odd white space"),
        pytest.param("Jan de Vriesland", "Jan de Vriesland", id="inside another word"),
        pytest.param("jan de vries", "jan de vries", id="other case"),
        pytest.param("(Jan de Vries)", "({0})", id="brackets"),
    ],
)
def test_a_known_value_is_found_again_as_whole_words(text: str, expected: str) -> None:
    vault = _vault("Jan de Vries")
    masked = Pseudonymiser(vault).mask(text, [])

    assert masked == expected.format(_token(vault, "Jan de Vries"))


def test_a_decomposed_letter_does_not_hide_a_known_name() -> None:
    vault = _vault("José García")
    masked = Pseudonymiser(vault).mask("Van Jose\u0301 Garci\u0301a, hier", [])

    assert masked == f"Van {_token(vault, 'José García')}, hier"


def test_the_longest_value_wins() -> None:
    vault = _vault("Jan", "Jan de Vries", "de Vries")
    masked = Pseudonymiser(vault).mask("Jan de Vries en Jan", [])

    assert masked == f"{_token(vault, 'Jan de Vries')} en {_token(vault, 'Jan')}"


def test_a_known_value_around_a_finding_covers_it_whole() -> None:
    vault = _vault("Jan de Vries")
    text = "Groet Jan de Vries"
    masked = Pseudonymiser(vault, writer="a").mask(text, [_finding(text, "de Vries")])

    assert masked == f"Groet {_token(vault, 'Jan de Vries')}"


def test_where_places_overlap_nothing_of_either_stays_readable() -> None:
    vault = _vault("Jan de Vries")
    text = "Jan de Vries Robbé schrijft"
    masked = Pseudonymiser(vault, writer="a").mask(text, [_finding(text, "Vries Robbé")])

    assert "Jan" not in masked
    assert "Vries" not in masked
    assert "Robbé" not in masked
    assert masked.endswith(" schrijft")


@pytest.mark.parametrize(
    ("before", "after", "is_found"),
    [("", "", True), ("(", ")", True), ("x", "", False), ("", "x", False)],
)
def test_a_very_long_value_is_found_to_the_letter(before: str, after: str, is_found: bool) -> None:
    value = " ".join(f"woord{number}" for number in range(100))
    vault = _vault(value)
    masked = Pseudonymiser(vault).mask(f"A {before}{value}{after} b {value}", [])

    shown = _token(vault, value) if is_found else value
    assert masked == f"A {before}{shown}{after} b {_token(vault, value)}"


@pytest.mark.parametrize("value", ["Jo", "1234", "12-3"])
def test_values_that_would_hit_by_chance_are_not_looked_for(value: str) -> None:
    vault = _vault(value)

    assert Pseudonymiser(vault).mask(f"Er is {value} hier", []) == f"Er is {value} hier"


def test_such_a_value_is_masked_where_it_was_found() -> None:
    vault = Vault(TAG)
    text = "Groet, Jo"

    masked = Pseudonymiser(vault, writer="a").mask(text, [_finding(text, "Jo")])

    assert masked == f"Groet, {_token(vault, 'Jo')}"


def test_values_that_begin_with_a_sign_are_found() -> None:
    vault = Vault(TAG)
    vault.add("+31612345678", Kind.TELEFOON, "a")

    masked = Pseudonymiser(vault).mask("Bel +31612345678 of 31612345678", [])

    assert masked == f"Bel {_token(vault, '+31612345678')} of 31612345678"


def test_tokens_in_the_text_stay_whole() -> None:
    vault = _vault("PERSOON", "Jan de Vries")
    own = _token(vault, "Jan de Vries")
    other = Vault("b00000").add("Piet", Kind.PERSOON, "a").token
    text = f"{own} en {other}"

    assert Pseudonymiser(vault).mask(text, []) == text


def test_a_finding_over_a_token_masks_only_what_lies_outside_it() -> None:
    vault = _vault("Jan de Vries")
    own = _token(vault, "Jan de Vries")
    text = f"dhr. {own} Robbé"

    masked = Pseudonymiser(vault, writer="a").mask(text, [_finding(text, f"{own} Robbé")])

    assert masked.startswith(f"dhr. {own}[PERSOON_{TAG}")
    assert "Robbé" not in masked


def test_a_number_between_brackets_is_no_hiding_place() -> None:
    vault = Vault(TAG)
    text = "[BSN_123456782]"

    masked = Pseudonymiser(vault, writer="a").mask(text, [_finding(text, "123456782", Kind.BSN)])

    assert "123456782" not in masked


def test_without_a_writer_an_unknown_finding_is_refused() -> None:
    with pytest.raises(ValueNotInVaultError):
        Pseudonymiser(Vault(TAG)).mask("Jan", [Finding(0, 3, Kind.PERSOON, 1.0, "x")])


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (0, 4), (2, 2)])
def test_a_finding_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(FindingOutsideTextError):
        Pseudonymiser(Vault(TAG), writer="a").mask(
            "Jan", [Finding(start, end, Kind.PERSOON, 1.0, "x")]
        )


def test_white_space_at_the_ends_of_a_finding_stays() -> None:
    vault = Vault(TAG)
    masked = Pseudonymiser(vault, writer="a").mask(
        "a Jan b", [Finding(1, 6, Kind.PERSOON, 1.0, "x"), Finding(5, 6, Kind.PERSOON, 1.0, "x")]
    )

    assert masked == f"a {_token(vault, 'Jan')} b"


def test_names_get_tokens_without_brackets() -> None:
    vault = _vault("Jan de Vries")
    bare = _token(vault, "Jan de Vries")[1:-1]
    masker = Pseudonymiser(vault)

    assert masker.mask_name("Jan_de_Vries", []) == bare
    assert masker.mask_name("zoek_in_archief", []) == "zoek_in_archief"
    assert masker.mask_name(bare, []) == bare


@pytest.mark.parametrize("value", ["Jan de Vries", "Jan_de_Vries"])
def test_a_finding_in_a_name_is_known_with_spaces_or_underscores(value: str) -> None:
    vault = _vault(value)
    name = "zoek_Jan_de_Vries"
    masked = Pseudonymiser(vault).mask_name(name, [_finding(name, "Jan_de_Vries")])

    assert masked == f"zoek_{_token(vault, value)[1:-1]}"


_WORDS = st.sampled_from(["de", "aanvraag", "van", "en", "\n", "Bos", ",", "[x]", "é", "12"])
_NAMES = st.sampled_from(["Jan de Vries", "Fatima El Amrani", "J. Bos", "Zoë", "123456782"])


@given(st.lists(st.one_of(_WORDS, _NAMES.map(lambda name: f"!{name}")), max_size=30))
def test_masking_and_restoring_gives_the_text_back(parts: list[str]) -> None:
    """A part with "!" is found by the detector; every text comes back to the letter."""
    text, findings = "", []
    for part in parts:
        value = part.removeprefix("!")
        if value != part:
            findings.append(
                Finding(len(text), len(text) + len(value), Kind.PERSOON, 1.0, "voorbeeld")
            )
        text += value + " "
    vault = Vault(TAG)
    masked = Pseudonymiser(vault, writer="a").mask(text, findings)
    restorer = Restorer(vault, RestorePolicy("a", frozenset(), is_answer_text=True))
    back = "".join(piece.text for piece in restorer.feed(masked) + restorer.finish())

    assert back == text
    for entry in vault.entries:
        assert entry.value not in masked.split()
