"""Sentences of Dutch text, and words that can be compared."""

from __future__ import annotations

import pytest

from stadspoort.engines.chat._sentences import MAX_SENTENCE, sentences, stem


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Een. Twee? Drie!", ["Een.", "Twee?", "Drie!"], id="three"),
        pytest.param(
            "Op grond van art. 5.1 Woo, o.a. door mr. J. de Boer. Dat is zo.",
            ["Op grond van art. 5.1 Woo, o.a. door mr. J. de Boer.", "Dat is zo."],
            id="abbreviations and initials",
        ),
        pytest.param(
            "Uw brief d.d. 3 mei is er. Wij lezen hem.",
            ["Uw brief d.d. 3 mei is er.", "Wij lezen hem."],
            id="d.d.",
        ),
        pytest.param("Een zin\ndie doorloopt.", ["Een zin die doorloopt."], id="broken line"),
        pytest.param("Kop\n\nTekst hier.", ["Kop", "Tekst hier."], id="heading"),
        pytest.param(
            "Datum: 3 mei\nKenmerk: Z-1", ["Datum: 3 mei", "Kenmerk: Z-1"], id="fields of a form"
        ),
        pytest.param("1. Eerste.\n2. Tweede.", ["1. Eerste.", "2. Tweede."], id="numbered list"),
        pytest.param("- een\n- twee", ["- een", "- twee"], id="bullets"),
        pytest.param(
            "Het bezwaar van [PERSOON_k7f3q2a1]. [PERSOON_k7f3q2a1] kan in beroep.",
            ["Het bezwaar van [PERSOON_k7f3q2a1].", "[PERSOON_k7f3q2a1] kan in beroep."],
            id="pseudonyms stay whole",
        ),
        pytest.param("", [], id="nothing"),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_table_is_cut_between_words() -> None:
    parts = sentences("[PERSOON_k7f3q2a1] " * 100)

    assert all(len(part) <= MAX_SENTENCE for part in parts)
    assert all(word == "[PERSOON_k7f3q2a1]" for part in parts for word in part.split())


def test_one_endless_word_is_left_alone() -> None:
    assert sentences("a" * 2000) == ["a" * 2000]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bezwaar", "bezwaren"),
        ("besluit", "besluiten"),
        ("termijn", "termijnen"),
        ("brief", "brieven"),
        ("huis", "huizen"),
        ("kamer", "kamers"),
        ("aanvraag", "Aanvragen"),
        ("gemeente", "gemeenten"),
        ("mogelijkheid", "mogelijkheden"),
        ("café", "cafe"),
    ],
)
def test_inflections_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("wet", "wit"), ("raad", "rente")])
def test_other_words_have_other_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_the_price_of_a_light_stemmer() -> None:
    """The words "boom" and "bomen" must meet; then "bom" is there too."""
    assert stem("boom") == stem("bomen") == stem("bom")
