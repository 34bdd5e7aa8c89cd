"""The weights for names: their file, and what they say of a word by its surroundings.

All people are invented. How the weights are made: scripts/train_names.py.
"""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stadspoort.engines.privacy import Detector, Kind
from stadspoort.engines.privacy._name_features import (
    AROUND,
    WHOLE,
    document_features,
    features,
    look_around,
    look_whole,
)
from stadspoort.engines.privacy._name_scores import Scores, only_words, words_with_weight
from stadspoort.engines.privacy._name_tokens import Tokens
from stadspoort.engines.privacy._tagger import (
    WeightsUnreadableError,
    packaged_weights,
    read_weights,
)

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


def test_the_features_of_a_word_are_those_the_weights_are_named_after() -> None:
    tokens = Tokens("Volgens Wemmelink\nklopt het niet.")

    seen = features(tokens, 1)

    expected = {
        "c=Uc", "s=Xxuc", "p=volgens ", "n=nklopt", "ns=ucnpt", "z3=ucink", "a3=ucwem", "len=uc9",
        "inf=Falseuc", "rn=uc10",
    }  # fmt: skip
    assert expected <= set(seen)


_WORDS = st.sampled_from(
    ["met", "beste", "namens", "heeft", "J. P.", "Jan", "de", "Vries",
     "mevrouw", "VRIES", "Wemmelink", "van", "J.", "Bos", "bos", "Kerkstraat",
     "12", "is", "gemeente", "Anne-Fleur", "zei", "Stichting", "É", "x" * 70]
)  # fmt: skip
_SIGNS = st.sampled_from(
    [" ", " ", " ", "\n", ", ", ". ", ": ", "", " - ", "\t", '"', "\n\n", " @"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(_WORDS, _SIGNS), max_size=25), st.integers(0, 3))
def test_the_weights_of_groups_add_up_to_the_weights_of_all_features(
    parts: list[tuple[str, str]], known_every: int
) -> None:
    """To the last bit: at a whole number a bit less is another step of the second sum."""
    tokens = Tokens("".join(word + sign for word, sign in parts))
    places = list(range(len(tokens.words)))
    known = set(places[:: known_every + 1])
    around, whole = packaged_weights()

    logits = [_added_up(around, features(tokens, at)) for at in places]
    of_text = [
        _added_up(whole, names) for names in document_features(tokens, places, logits, known)
    ]

    words = only_words(tokens.lows, words_with_weight(around))
    scores, whole_scores = Scores(AROUND, around), Scores(WHOLE, whole)
    assert [scores.of(look_around(tokens, at, words)) for at in places] == logits
    assert [whole_scores.of(seen) for seen in look_whole(tokens, places, logits, known)] == of_text


def _added_up(weights: dict[str, float], names: Iterable[str]) -> float:
    total = 0.0
    for name in names:
        total += weights.get(name, 0.0)
    return total


def test_values_seen_before_give_the_same_sum_again() -> None:
    scores = Scores([lambda word: (f"w={word}", "all")], {"w=jan": 1.5, "all": 0.25})

    assert [scores.of((("jan",),)) for _ in range(2)] == [1.75, 1.75]
    assert scores.of((("piet",),)) == 0.25


def test_a_word_counts_as_known_whatever_stands_around_it_in_a_feature() -> None:
    known = words_with_weight(
        {"p=met ": 1.0, "pu=kcbeste\n": 1.0, "nu=ucnzeiS": 1.0, "nn= en de": 1.0, "z2=xcab": 1.0}
    )

    words = ["met", "beste", "zei", "en", "de", "ab", "kroonlijst", "j. p."]
    assert only_words(words, known) == ["met", "beste", "zei", "en", "de", "\0", "\0", "j. p."]
