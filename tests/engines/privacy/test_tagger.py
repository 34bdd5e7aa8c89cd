"""The weights for names: their file, and what they say of a word by its surroundings.

All people are invented. How the weights are made: scripts/train_names.py.
"""

from __future__ import annotations

import pytest

from stadspoort.engines.privacy import Detector, Kind
from stadspoort.engines.privacy._tagger import WeightsUnreadableError, read_weights

DETECTOR = Detector()


def test_weights_are_read_in_hundredths_and_per_step() -> None:
    around, whole = read_weights("# comment\np=met \t-150\nDm=4\t25\n")

    assert (around, whole) == ({"p=met ": -1.5}, {"Dm=4": 0.25})


@pytest.mark.parametrize("line", ["p=met ", "p=met \tveel", "\t12"])
def test_a_broken_line_is_refused_with_its_number(line: str) -> None:
    with pytest.raises(WeightsUnreadableError) as caught:
        read_weights(f"p=van \t3\n{line}\n")

    assert caught.value.context == {"line": 2}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Volgens Wemmelink klopt het niet.", "Wemmelink", id="after volgens"),
        pytest.param("DE HEER VAN OORSCHOTEL VRAAGT HET WOORD.", "VAN OORSCHOTEL", id="shouted"),
        pytest.param("Aanwezig: Bol, Pot, Van Oorschotel en Tak.", "Van Oorschotel", id="list"),
    ],
)
def test_an_unknown_word_is_a_name_by_its_place(text: str, name: str) -> None:
    found = [text[f.start : f.end] for f in DETECTOR.detect(text) if f.kind is Kind.PERSOON]

    assert name in found


def test_what_a_place_says_is_put_in_doubt_by_the_words_in_it() -> None:
    """A reviewer sees apart what a rule found and the surroundings deny."""
    text = "Voorzitter: Dan is het woord aan Mulder.\nMulder: Dank.\nVoorzitter: Nog iemand?\n"

    certain = [text[f.start : f.end] for f in DETECTOR.detect(text) if f.certain]

    assert "Dan" not in certain
