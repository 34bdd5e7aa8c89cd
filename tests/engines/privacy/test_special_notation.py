"""The notation of the lists of special data: what a term stands for, and what is no term."""

from __future__ import annotations

import re

import pytest

from stadspoort.engines.privacy._lists import ListUnreadableError
from stadspoort.engines.privacy._special_notation import (
    NotationError,
    phrases_of,
    readings,
    tokens,
    words_of,
)
from stadspoort.engines.privacy._special_terms import read_terms


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        pytest.param("griep", ("griep",), id="plain"),
        pytest.param("moslim[a|s]", ("moslim", "moslima", "moslims"), id="may miss"),
        pytest.param("(pre|post)natale", ("prenatale", "postnatale"), id="one of"),
        pytest.param("(been|knie[ën])", ("been", "knie", "knieën"), id="one in the other"),
    ],
)
def test_readings(token: str, expected: tuple[str, ...]) -> None:
    assert readings(token) == expected


@pytest.mark.parametrize("token", ["(een", "een)", "[s", "een|de]"])
def test_brackets_that_do_not_fit(token: str) -> None:
    with pytest.raises(NotationError):
        readings(token)


@pytest.mark.parametrize("term", ["een  term", "(een de", " griep"])
def test_no_term(term: str) -> None:
    with pytest.raises(NotationError):
        tokens(term)


def test_a_word_with_a_hyphen_is_known_with_and_without() -> None:
    assert words_of("burn-out") == ["burnout"]
    (phrase,) = phrases_of("burn-out")
    assert re.fullmatch(phrase.pattern, "burn out")


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        pytest.param("versleten (rug|knie[ën])", "versleten  rug", "versleten  rug", id="gap"),
        pytest.param("heeft het? <suiker>", "heeft suiker", "suiker", id="part is the finding"),
        pytest.param("loopt __ met _ stok", "loopt nu met een stok", "loopt nu met een stok",
                     id="any words"),
        pytest.param("is <turks> $", "is turks, en", "turks", id="end of what is said"),
        pytest.param("verdacht van %", "verdacht van poging tot diefstal",
                     "verdacht van poging tot diefstal", id="a deed"),
    ],
)  # fmt: skip
def test_phrase(term: str, text: str, expected: str) -> None:
    (phrase,) = phrases_of(term)
    found = re.search(phrase.pattern, text)

    assert found is not None
    assert found[found.re.groups] == expected
    assert set(phrase.keys) & set(text.replace(",", "").split())


def test_a_phrase_of_ordinary_words_is_kept_by_its_rarest() -> None:
    (phrase,) = phrases_of("heeft __ <vastgezeten>")
    assert phrase.keys == ("vastgezeten",)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        pytest.param("[ziekte]\ngriep\n[zeikte]\nkoorts", 4, id="unknown group"),
        pytest.param("[ziekte]\ngriep, , koorts", 2, id="empty term"),
        pytest.param("[ziekte]\n(griep", 2, id="bracket"),
        pytest.param("[ziekte]\n{deel}klacht", 2, id="unknown name"),
        pytest.param("[ziekte]\n_ __", 2, id="no word to look it up by"),
    ],
)
def test_a_damaged_file(content: str, line: int) -> None:
    with pytest.raises(ListUnreadableError) as caught:
        read_terms("ziekte\tgriep", [("special_illness.txt", content)])

    assert caught.value.context["file"] == "special_illness.txt"
    assert caught.value.context["line"] == line
