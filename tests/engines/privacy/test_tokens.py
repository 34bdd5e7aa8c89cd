"""The shape of pseudonyms and their check character: ISO/IEC 7064, system MOD 37,36."""

from __future__ import annotations

import pytest

from stadspoort.engines.privacy import Kind, new_tag
from stadspoort.engines.privacy._tokens import check_character, find_tokens, token_for


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The worked example of the GRid standard (IFPI, Global Release Identifier, 2.1), which
        # uses the same system: A1-2425G-ABC1234002-M.
        pytest.param("a12425gabc1234002", "m", id="GRid of the standard"),
        # Worked out on paper:
        # (36+1)%36=1 -> 2; 2 -> (37-2)%36 = 35 = "z".
        pytest.param("1", "z", id="one digit, on paper"),
    ],
)
def test_check_character(text: str, expected: str) -> None:
    assert check_character(text) == expected


def test_a_token_names_kind_scope_and_number() -> None:
    token = token_for(Kind.PERSOON, "k7f3q2", 1, 0)

    assert token.startswith("[PERSOON_k7f3q21a")
    assert len(token) == len("[PERSOON_k7f3q21ax]")


def test_every_changed_character_is_seen() -> None:
    token = token_for(Kind.BSN, "k7f3q2", 35, 1)
    start = len("[BSN_")
    for place in range(start, len(token) - 1):
        for other in "0123456789abcdefghijklmnopqrstuvwxyz":
            changed = token[:place] + other + token[place + 1 :]
            if changed != token:
                assert find_tokens(changed) == [], changed


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[BSN_123456782]", id="a number with a kind before it is no token"),
        pytest.param("[HUISDIER_k7f3q211]", id="unknown kind"),
        pytest.param("<PERSON_1>", id="placeholder of another gateway"),
        pytest.param("[PERSOON_K7F3Q211]", id="capitals"),
        pytest.param("PERSOON_k7f3q211", id="no brackets"),
    ],
)
def test_look_alikes_are_no_tokens(text: str) -> None:
    assert find_tokens(text) == []


def test_tokens_are_found_with_their_place() -> None:
    token = token_for(Kind.URL_PROFIEL, "k7f3q2", 1, 0)

    assert find_tokens(f"zie {token}.") == [(4, 4 + len(token))]


def test_a_tag_has_six_characters_and_begins_with_a_letter() -> None:
    for number in range(300):
        tag = new_tag(number.to_bytes(8, "big"))
        assert len(tag) == 6
        assert tag.isascii()
        assert tag.isalnum()
        assert tag[0] in "abcdefghijklmnopqrstuvwxyz"
        assert tag == tag.lower()


def test_other_random_bytes_give_another_tag() -> None:
    assert new_tag(b"\x00" * 8) != new_tag(b"\x00" * 7 + b"\x01")


def test_too_little_randomness_is_refused() -> None:
    with pytest.raises(ValueError, match="8 random bytes"):
        new_tag(b"1234567")
