"""The embedded model stadspoort/citaat: it quotes, to the letter, and says so."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stadspoort.engines.chat import quote

SOURCE = (
    '<bron nr="1" titel="Besluit" plaats="bladzijde 3">Het college wijst het verzoek af. '
    "De landsadvocaat heeft advies gegeven over de stikstofregels.\n"
    "Tegen dit besluit kunt u binnen zes weken bezwaar maken.</bron>\n"
    '<bron nr="2" titel="Brief" plaats="bijlage brief.docx">Meneer [PERSOON_k7f3q2a1] woont aan '
    "de Dorpsstraat &amp; heeft een hond.</bron>"
)


def _ask(question: str, *, before: str = SOURCE) -> list[tuple[str, str]]:
    answer = quote([{"role": "user", "content": f"{before}\n{question}"}])
    return [(found.sentence, found.place) for found in answer.quotes]


@pytest.mark.parametrize(
    ("question", "sentence", "place"),
    [
        pytest.param(
            "Binnen hoeveel weken kan ik bezwaren indienen?",
            "Tegen dit besluit kunt u binnen zes weken bezwaar maken.",
            "bron 1, bladzijde 3",
            id="another form of the word",
        ),
        pytest.param(
            "Wat zei de advocaat?",
            "De landsadvocaat heeft advies gegeven over de stikstofregels.",
            "bron 1, bladzijde 3",
            id="part of a compound",
        ),
        pytest.param(
            "Waar woont [PERSOON_k7f3q2a1]?",
            "Meneer [PERSOON_k7f3q2a1] woont aan de Dorpsstraat & heeft een hond.",
            "bron 2, bijlage brief.docx",
            id="a pseudonym",
        ),
    ],
)
def test_the_sentence_that_fits_comes_first(question: str, sentence: str, place: str) -> None:
    assert _ask(question)[0] == (sentence, place)


def test_the_answer_shows_quotes_with_their_place_and_says_that_it_only_quotes() -> None:
    answer = quote([{"role": "user", "content": SOURCE + "\nWat zei de advocaat?"}])

    assert answer.text.startswith("Dit ingebouwde model citeert alleen.")
    assert (
        "> “De landsadvocaat heeft advies gegeven over de stikstofregels.” [bron 1, bladzijde 3]"
        in answer.text
    )


def test_sources_in_another_message_count() -> None:
    answer = quote(
        [
            {"role": "system", "content": "Je helpt.\n" + SOURCE},
            {"role": "user", "content": [{"type": "text", "text": "Wat zei de advocaat?"}]},
        ]
    )

    assert answer.quotes[0].place == "bron 1, bladzijde 3"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("De boom is op 3 mei gekapt. Er is regen.\nWanneer is de boom gekapt?"),
        pytest.param("De boom is op 3 mei gekapt. Er is regen. Wanneer is de boom gekapt?"),
        pytest.param("Wanneer is de boom gekapt?\nDe boom is op 3 mei gekapt.\nEr is regen."),
    ],
)
def test_plain_text_before_the_question_is_a_source(content: str) -> None:
    answer = quote([{"role": "user", "content": content}])

    assert [found.sentence for found in answer.quotes] == ["De boom is op 3 mei gekapt."]
    assert answer.quotes[0].place == "uw bericht"


def test_earlier_messages_are_a_source_but_not_what_a_model_said() -> None:
    answer = quote(
        [
            {"role": "user", "content": "De boom is op 3 mei gekapt."},
            {"role": "assistant", "content": "De boom is een eik die gekapt is."},
            {"role": "user", "content": "Wanneer is de boom gekapt?"},
        ]
    )

    assert [found.sentence for found in answer.quotes] == ["De boom is op 3 mei gekapt."]


def test_a_question_about_the_whole_gets_its_begin() -> None:
    quotes = _ask("Waar gaat dit document over?")

    assert quotes[0][0] == "Het college wijst het verzoek af."


def test_nothing_that_fits_is_said() -> None:
    answer = quote([{"role": "user", "content": SOURCE + "\nHoe warm is Madrid?"}])

    assert answer.quotes == ()
    assert "geen zin die bij uw vraag past" in answer.text


@pytest.mark.parametrize("messages", [[], [{"role": "user", "content": "Hallo"}], [{"role": "x"}]])
def test_no_sources_is_said(messages: list[dict[str, object]]) -> None:
    answer = quote(messages)

    assert answer.quotes == ()
    assert "geen tekst meegegeven" in answer.text


def test_a_place_cannot_break_out_of_its_brackets() -> None:
    source = '<bron nr="1" plaats="blad](https://evil.example)\nzij 3">Een boom staat hier.</bron>'

    assert _ask("boom?", before=source)[0][1] == "bron 1, blad (https://evil.example) zij 3"


@given(st.text(max_size=200), st.text(max_size=40))
def test_quotes_are_words_of_the_source_and_pieces_are_the_text(source: str, ask: str) -> None:
    answer = quote(
        [{"role": "user", "content": source}, {"role": "user", "content": f"vraag {ask}"}]
    )
    given_text = " ".join(f"{source} vraag {ask}".split())

    assert "".join(answer.pieces()) == answer.text
    assert all(piece for piece in answer.pieces())
    for found in answer.quotes:
        assert found.sentence in given_text


def test_pieces_end_between_words() -> None:
    answer = quote([{"role": "user", "content": SOURCE + "\nWaar woont [PERSOON_k7f3q2a1]?"}])

    pieces = list(answer.pieces())
    assert len(pieces) > 5
    assert not any(re.search(r"\[PERSOON_[^\]]*$", piece) for piece in pieces)
