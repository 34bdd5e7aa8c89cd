"""Dutch numbers in words: value and place, by the rules of the Taalunie for writing numbers.

The tables are written by hand; the property tests put their words together and compare with sums
of the values beside them, never with what the code under test says.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stadspoort.engines.privacy._number_words import (
    Number,
    number_at,
    numbers_in,
    ordinal_of,
    value_of,
)

SMALL = [
    ("nul", 0), ("een", 1), ("één", 1), ("eén", 1), ("twee", 2), ("drie", 3), ("vier", 4),
    ("vijf", 5), ("zes", 6), ("zeven", 7), ("acht", 8), ("negen", 9), ("tien", 10), ("elf", 11),
    ("twaalf", 12), ("dertien", 13), ("veertien", 14), ("vijftien", 15), ("zestien", 16),
    ("zeventien", 17), ("achttien", 18), ("negentien", 19), ("twintig", 20),
    ("eenentwintig", 21), ("tweeëntwintig", 22), ("tweeentwintig", 22), ("drieëndertig", 33),
    ("vierenveertig", 44), ("vijfenvijftig", 55), ("zesenzestig", 66), ("zevenenzeventig", 77),
    ("achtentachtig", 88), ("negenennegentig", 99), ("dertig", 30), ("tachtig", 80),
]  # fmt: skip
HUNDREDS = [("honderd", 100), ("tweehonderd", 200), ("vijfhonderd", 500), ("negenhonderd", 900)]
THOUSANDS = [("duizend", 1000), ("tweeduizend", 2000), ("twintigduizend", 20_000)]
LARGE = [
    ("honderdeen", 101), ("honderdentwaalf", 112), ("tweehonderdzes", 206),
    ("negenhonderdzesenveertig", 946), ("zevenhonderdachtentwintig", 728),
    ("vijftienhonderd", 1500), ("tweeduizendtien", 2010), ("tweeduizenddrieëntwintig", 2023),
    ("driehonderdtienduizend", 310_000), ("negentienhonderdtachtig", 1980),
]  # fmt: skip
YEARS = [
    ("negentientweeënnegentig", 1992), ("negentienzevenenzestig", 1967),
    ("achttienvijfennegentig", 1895), ("twintigvierentwintig", 2024),
]  # fmt: skip
ORDINALS = [
    ("eerste", 1), ("tweede", 2), ("derde", 3), ("achtste", 8), ("tiende", 10), ("twaalfde", 12),
    ("dertiende", 13), ("negentiende", 19), ("twintigste", 20), ("eenentwintigste", 21),
    ("eenendertigste", 31),
]  # fmt: skip
NO_NUMBERS = [
    "", "teen", "gezien", "honderden", "duizenden", "tienen", "achten", "zeventje", "vieren",
    "enig", "twintiger", "eentje", "achtend", "nulen", "honderdnul", "x" * 4000, "een" * 900,
]  # fmt: skip


@pytest.mark.parametrize(("word", "value"), SMALL + HUNDREDS + THOUSANDS + LARGE + YEARS)
def test_value_of_one_word(word: str, value: int) -> None:
    assert value_of(word) == value


@pytest.mark.parametrize(("word", "value"), ORDINALS)
def test_value_of_an_ordinal(word: str, value: int) -> None:
    assert ordinal_of(word) == value
    assert value_of(word) is None


@pytest.mark.parametrize("word", NO_NUMBERS)
def test_a_word_that_only_looks_like_one_has_no_value(word: str) -> None:
    assert value_of(word) is None
    assert ordinal_of(word) is None


@given(st.sampled_from(HUNDREDS), st.sampled_from(SMALL[1:]), st.sampled_from(["", "en"]))
def test_hundreds_and_what_follows_in_one_word(
    hundred: tuple[str, int], small: tuple[str, int], link: str
) -> None:
    assert value_of(hundred[0] + link + small[0]) == hundred[1] + small[1]


@given(st.sampled_from(THOUSANDS), st.sampled_from(HUNDREDS), st.sampled_from(SMALL[1:]))
def test_a_number_over_several_words(
    thousand: tuple[str, int], hundred: tuple[str, int], small: tuple[str, int]
) -> None:
    written = f"{thousand[0]} {hundred[0]}{small[0]}"
    expected = thousand[1] + hundred[1] + small[1]

    assert number_at(f"in {written} huizen", 3) == Number(3, 3 + len(written), expected)


@given(st.lists(st.sampled_from(SMALL[10:]), min_size=2, max_size=8))
def test_numbers_below_a_hundred_stay_apart(said: list[tuple[str, int]]) -> None:
    """Digits in groups, as in a telephone number: no two of them make one number."""
    found = list(numbers_in(" ".join(word for word, _ in said)))

    assert [number.value for number in found] == [value for _, value in said]


@given(st.text(alphabet="nulevirdzsactgwto ,ëé", max_size=60))
def test_places_lie_in_order_inside_the_text(text: str) -> None:
    at = 0
    for number in numbers_in(text):
        assert at <= number.start < number.end <= len(text)
        assert number.value >= 0
        at = number.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("meidoorn honderd twaalf", [("honderd twaalf", 112)], id="hundred and more"),
        pytest.param("drie honderd twintig c", [("drie honderd twintig", 320)], id="three words"),
        pytest.param("twee duizend tien", [("twee duizend tien", 2010)], id="thousand apart"),
        pytest.param("vier en twintig", [("vier en twintig", 24)], id="said apart"),
        pytest.param("twaalf en dertien", [("twaalf", 12), ("dertien", 13)], id="two of them"),
        pytest.param(
            "zevenhonderd achtennegentig zeshonderd",
            [("zevenhonderd achtennegentig", 798), ("zeshonderd", 600)],
            id="groups of three",
        ),
        pytest.param("Nul zes".lower(), [("nul", 0), ("zes", 6)], id="nothing after nought"),
        pytest.param("geduld teen gezeur tientje", [], id="inside other words"),
        pytest.param("zes,zeven", [("zes", 6), ("zeven", 7)], id="comma without space"),
        pytest.param("de eenendertigste", [("eenendertigste", 31)], id="ordinal"),
    ],
)
def test_numbers_in_a_text(text: str, expected: list[tuple[str, int]]) -> None:
    found = [(text[number.start : number.end], number.value) for number in numbers_in(text)]

    assert found == expected


def test_a_long_run_of_one_word_takes_linear_time() -> None:
    """A hundred thousand words: seconds would mean that each looks at all that follow."""
    assert sum(1 for _ in numbers_in("zes " * 100_000)) == 100_000
