"""Restoring: only tokens of this scope, for this asker, however the stream is cut."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stadspoort.engines.privacy import Kind, RestorePolicy, Restorer, Vault
from stadspoort.engines.text import Piece

VAULT = Vault("k7f3q2")
JAN = VAULT.add("Jan de Vries", Kind.PERSOON, "key:1").token
BSN = VAULT.add("123456782", Kind.BSN, "key:1").token
MAIL = VAULT.add("jan@voorbeeld.nl", Kind.EMAIL, "key:2").token
LATER = VAULT.add("998877665", Kind.KLANTNUMMER, "key:1").token
VAULT.add("998877665", Kind.BSN, "key:2")
OTHER = Vault("b00000").add("Piet Jansen", Kind.PERSOON, "key:1").token


@dataclass
class Result:
    text: str
    restored: int
    unknown: int


def _restore(
    *parts: str, asker: str = "key:1", unrestored: tuple[Kind, ...] = (), is_answer: bool = True
) -> Result:
    policy = RestorePolicy(asker, frozenset(unrestored), is_answer_text=is_answer)
    restorer = Restorer(VAULT, policy)
    pieces = [piece for part in parts for piece in restorer.feed(part)] + restorer.finish()
    return Result("".join(p.text for p in pieces), restorer.restored, restorer.unknown)


def test_tokens_come_back_and_are_marked() -> None:
    restorer = Restorer(VAULT, RestorePolicy("key:1", frozenset(), is_answer_text=True))

    assert restorer.feed(f"Beste {JAN}, dag") == [
        Piece("Beste "),
        Piece("Jan de Vries", is_restored=True),
        Piece(", dag"),
    ]


@pytest.mark.parametrize(
    ("token", "asker", "is_answer", "expected"),
    [
        pytest.param(BSN, "key:1", True, "123456782", id="writer reads the answer"),
        pytest.param(BSN, "key:2", True, BSN, id="somebody else"),
        pytest.param(BSN, "key:1", False, BSN, id="arguments of a tool"),
        pytest.param(MAIL, "key:1", False, "jan@voorbeeld.nl", id="not restricted"),
        pytest.param(LATER, "key:2", True, LATER, id="restricted since later"),
    ],
)
def test_restricted_values_come_back_only_to_their_writer_in_answer_text(
    token: str, asker: str, is_answer: bool, expected: str
) -> None:
    result = _restore(token, asker=asker, is_answer=is_answer)

    assert result.text == expected
    assert result.unknown == 0


def test_a_kind_the_purpose_holds_back_never_comes_back() -> None:
    assert _restore(f"{JAN} {MAIL}", unrestored=(Kind.PERSOON,)).text == f"{JAN} jan@voorbeeld.nl"


def test_a_value_found_later_as_a_held_back_kind_does_not_come_back() -> None:
    assert _restore(LATER, unrestored=(Kind.BSN,)).text == LATER


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        pytest.param(OTHER, 0, id="token of another scope"),
        pytest.param("<PERSON_1> [PERSOON_1] [PERSOON_jan]", 0, id="look-alikes"),
        pytest.param(JAN.replace("PERSOON", "EMAIL"), 1, id="wrong kind"),
        pytest.param(JAN.upper(), 1, id="other case"),
        pytest.param(JAN[:-2] + "?]", 1, id="wrong check"),
        pytest.param(JAN[1:-1], 1, id="no brackets"),
        pytest.param(f"({JAN[1:-1]}) {JAN.upper()}", 2, id="two altered"),
    ],
)
def test_what_is_no_token_of_this_scope_stays_and_altered_ones_are_counted(
    text: str, unknown: int
) -> None:
    for parts in ([text], list(text)):
        result = _restore(*parts)
        assert (result.text, result.restored, result.unknown) == (text, 0, unknown)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("[PERSOON_k7f3q21a4]'s brief", "Jan de Vries's brief", id="possessive"),
        pytest.param("[PERSOON_k7f3q21a4]s", "Jan de Vriess", id="s behind the bracket"),
        pytest.param("[PERSOON_k7f3q21a4]-dossier", "Jan de Vries-dossier", id="compound"),
        pytest.param("**[PERSOON_k7f3q21a4]**", "**Jan de Vries**", id="bold"),
        pytest.param("[PERSOON_k7f3q21a4][PERSOON_k7f3q21a4]", "Jan de VriesJan de Vries", id="2"),
        pytest.param("[persoon_k7f3q21a4]", "Jan de Vries", id="kind in lower case"),
        pytest.param("[Persoon_k7f3q21a4]", "Jan de Vries", id="kind with a capital"),
        pytest.param("[PERSON_k7f3q21a4]", "Jan de Vries", id="kind in English"),
        pytest.param("[PERSOON\\_k7f3q21a4]", "Jan de Vries", id="underscore escaped"),
        pytest.param("\\[PERSOON\\_k7f3q21a4\\]", "Jan de Vries", id="brackets escaped too"),
        pytest.param("[ PERSOON_k7f3q21a4 ]", "Jan de Vries", id="spaces inside the brackets"),
        pytest.param("[PERSOON k7f3q21a4]", "Jan de Vries", id="space for underscore"),
        pytest.param("[PERSOON-k7f3q21a4]", "Jan de Vries", id="hyphen for underscore"),
        pytest.param("\uff3bPERSOON_k7f3q21a4\uff3d", "Jan de Vries", id="full-width brackets"),
        pytest.param("\u3010PERSOON_k7f3q21a4\u3011", "Jan de Vries", id="black brackets"),
    ],
)
def test_what_is_surely_the_token_comes_back(written: str, expected: str) -> None:
    """The code is there to the letter, between brackets; all else may differ as listed."""
    for parts in ([written], list(written), [written[:9], written[9:]]):
        result = _restore(*parts)
        assert (result.text, result.unknown) == (expected, 0)


@pytest.mark.parametrize(
    ("written", "altered", "invented"),
    [
        pytest.param("PERSOON_k7f3q21a4", 1, 0, id="no brackets"),
        pytest.param("PERSOON_k7f3q21a4s fiets", 1, 0, id="no brackets, inflected"),
        pytest.param("(PERSOON_k7f3q21a4)", 1, 0, id="round brackets"),
        pytest.param("<PERSOON_k7f3q21a4>", 1, 0, id="angle brackets"),
        pytest.param("[k7f3q21a4]", 1, 0, id="no kind"),
        pytest.param("[HUISDIER_k7f3q21a4]", 1, 0, id="a kind that is none"),
        pytest.param("[EMAIL_k7f3q21a4]", 1, 0, id="a kind of ours that is not its own"),
        pytest.param("[MAIL_k7f3q21a4]", 1, 0, id="another kind, translated"),
        pytest.param("[PERSOON_K7F3Q21A4]", 1, 0, id="code in capitals"),
        pytest.param("[PERSOON_\nk7f3q21a4]", 1, 0, id="broken over two lines"),
        pytest.param("[PERSOON_k7f3q21a4", 1, 0, id="closing bracket forgotten, end of line\n"),
        pytest.param("[PERSOON_k7f3q21a5]", 0, 1, id="check character changed"),
        pytest.param("[PERSOON_k7f3q29a4]", 0, 1, id="another entity, check wrong"),
        pytest.param("[PERSOON_k7f3q29a5]", 0, 1, id="another entity, check right, not issued"),
        pytest.param("[PERSOON_k7f3q31a4]", 0, 1, id="tag changed, check wrong"),
        pytest.param("[PERSOON_k7f3q2]", 0, 0, id="the tag alone is no token"),
        pytest.param("[PERSOON_1] [PERSOON_jan]", 0, 0, id="placeholders of others"),
        pytest.param("[bsn_k7f3q22az]", 1, 0, id="restricted, kind in lower case"),
        pytest.param("[BSN\\_k7f3q22az]", 1, 0, id="restricted, escaped"),
    ],
)
def test_what_is_not_surely_the_token_stays_and_is_counted(
    written: str, altered: int, invented: int
) -> None:
    for parts in ([written + "\n"], list(written + "\n")):
        restorer = Restorer(VAULT, RestorePolicy("key:1", frozenset(), is_answer_text=True))
        pieces = [piece for part in parts for piece in restorer.feed(part)] + restorer.finish()
        assert "".join(piece.text for piece in pieces) == written + "\n"
        assert (restorer.altered, restorer.invented) == (altered, invented)


@pytest.mark.parametrize("length", range(1, len(JAN)))
def test_a_token_cut_off_by_the_end_stays_cut_off(length: int) -> None:
    assert _restore("Beste ", JAN[:length]) == Result("Beste " + JAN[:length], 0, 0)


@pytest.mark.parametrize("length", range(len(JAN) + 1))
def test_every_cut_of_a_token_restores_it(length: int) -> None:
    assert _restore(JAN[:length], JAN[length:]) == Result("Jan de Vries", 1, 0)


def test_only_what_can_become_a_token_is_held_back() -> None:
    restorer = Restorer(VAULT, RestorePolicy("key:1", frozenset(), is_answer_text=True))

    assert restorer.feed("tekst [PERSOON_k7") == [Piece("tekst ")]
    assert restorer.feed("x") == [Piece("[PERSOON_k7x")]
    assert restorer.feed("[HUISDIER") == [Piece("[HUISDIER")]
    assert restorer.feed("[1] [") == [Piece("[1] ")]


def test_a_bracket_in_front_of_a_token_does_not_hide_it() -> None:
    assert _restore("[[PERSOON_k7", JAN).text == "[[PERSOON_k7Jan de Vries"


def test_a_restored_value_is_not_read_again() -> None:
    vault = Vault("c00000")
    inner = vault.add("geheim", Kind.PERSOON, "a").token
    outer = vault.add(inner + "!", Kind.PERSOON, "a").token
    restorer = Restorer(vault, RestorePolicy("a", frozenset(), is_answer_text=True))

    assert "".join(p.text for p in restorer.feed(outer) + restorer.finish()) == inner + "!"


_PARTS = st.sampled_from(
    [
        JAN,
        BSN,
        MAIL,
        OTHER,
        JAN[:9],
        JAN[5:],
        "[",
        "]",
        "_",
        "k7f3q2",
        "_k7f3q2",
        "tekst ",
        "é",
        "\\",
        " ",
        "\uff3b",
        "[PERSON",
        "[persoon ",
        "_k7f3q21a4",
        "k7f3q21a4\\]",
        "-",
    ]
)


@given(
    st.lists(_PARTS, max_size=12).map("".join),
    st.lists(st.integers(min_value=1, max_value=9), min_size=1, max_size=40),
    st.sampled_from(["key:1", "key:2"]),
)
def test_every_cut_of_a_stream_gives_the_same(text: str, sizes: list[int], asker: str) -> None:
    parts, rest, turn = [], text, 0
    while rest:
        size = sizes[turn % len(sizes)]
        parts.append(rest[:size])
        rest, turn = rest[size:], turn + 1

    whole = _restore(text, asker=asker)
    assert _restore(*parts, asker=asker) == whole
    assert whole.text.count("Jan de Vries") >= text.count(JAN)


@pytest.mark.parametrize(
    "unit", ["[", "\\", "[PERSOON ", "[PERSOON_k7f3q21", "k7f3q2", "_", "\uff3b", "[a_", "]"]
)
def test_text_made_to_be_slow_passes_unchanged(unit: str) -> None:
    """Half a million characters in one piece and in small ones; time grows with the length only."""
    text = unit * (500_000 // len(unit))
    assert _restore(text).text == text
    assert _restore(*(text[at : at + 5] for at in range(0, 50_000, 5))).text == text[:50_000]
