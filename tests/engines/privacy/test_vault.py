"""In a scope a value has one token and a token one value; restricted stays restricted."""

from __future__ import annotations

import pytest

from stadspoort.engines.privacy import Entry, Kind, NewValue, Vault
from stadspoort.engines.privacy._vault import VaultDamagedError

TAG = "k7f3q2"


def test_the_same_value_keeps_its_token_kind_and_first_writer() -> None:
    vault = Vault(TAG)
    first = vault.add("Jan de Vries", Kind.PERSOON, "key:1")
    again = vault.add("Jan de Vries", Kind.ADRES, "key:2")

    assert again == first
    assert again.writer == "key:1"
    assert again.kind is Kind.PERSOON
    assert len(vault) == 1


def test_other_values_get_other_tokens() -> None:
    vault = Vault(TAG)

    assert (
        vault.add("Jan de Vries", Kind.PERSOON, "a").token
        != vault.add("Piet Jansen", Kind.PERSOON, "a").token
    )


@pytest.mark.parametrize(
    "spelling",
    [
        pytest.param("Jan\u00a0de Vries", id="no-break space"),
        pytest.param("Jan de\u200b Vries", id="zero-width space"),
        pytest.param("Jan  de\nVries", id="broken over two lines"),
        pytest.param("Jan de Vr\u00adies", id="soft hyphen"),
        pytest.param(" Jan de Vries ", id="space around"),
    ],
)
def test_spellings_of_white_space_are_one_value(spelling: str) -> None:
    vault = Vault(TAG)
    entry = vault.add(spelling, Kind.PERSOON, "a")

    assert entry.value == "Jan de Vries"
    assert vault.by_value("Jan de Vries") == entry
    assert vault.by_value(spelling) == entry


def test_composed_and_decomposed_letters_are_one_value() -> None:
    vault = Vault(TAG)
    entry = vault.add("Jose\u0301", Kind.PERSOON, "a")

    assert vault.by_value("Jos\u00e9") == entry
    assert entry.value == "Jos\u00e9"


def test_capitals_make_another_value() -> None:
    vault = Vault(TAG)
    vault.add("Vos", Kind.PERSOON, "a")

    assert vault.by_value("vos") is None


def test_a_secret_is_kept_to_the_letter() -> None:
    secret = "-----BEGIN KEY-----\nabc  def\n-----END KEY-----"

    assert Vault(TAG).add(secret, Kind.GEHEIM, "a").value == secret


def test_restricted_once_is_restricted_for_good() -> None:
    vault = Vault(TAG)
    vault.add("123456782", Kind.KLANTNUMMER, "a")
    stricter = vault.add("123456782", Kind.BSN, "b")
    later = vault.add("123456782", Kind.KLANTNUMMER, "c")

    assert stricter.is_restricted
    assert later.is_restricted
    assert later.kind is Kind.KLANTNUMMER
    assert vault.by_token(later.token) == later


def test_numbers_go_on_after_loading() -> None:
    first = Vault(TAG)
    first.add("Jan de Vries", Kind.PERSOON, "a")
    first.add("Piet Jansen", Kind.PERSOON, "a")

    loaded = Vault(TAG, reversed(first.entries))
    added = loaded.add("Sanne Bakker", Kind.PERSOON, "a")

    assert added.number == 3
    assert [entry.number for entry in loaded.entries] == [1, 2, 3]


def test_a_token_without_brackets_finds_its_entry() -> None:
    vault = Vault(TAG)
    entry = vault.add("zoek_Jansen", Kind.PERSOON, "a")

    assert vault.by_bare(entry.token[1:-1]) == entry
    assert vault.by_bare("zoek") is None


def _entry(token: str, number: int, value: str) -> Entry:
    return Entry(token, number, value, Kind.PERSOON, "a", is_restricted=False)


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(_entry("[PERSOON_k7f3q21a]", 2, "Piet"), id="same token"),
        pytest.param(_entry("[PERSOON_k7f3q22a]", 2, "Jan\u00a0B"), id="same value"),
        pytest.param(_entry("[PERSOON_zzzzzz2a]", 2, "Piet"), id="other scope"),
    ],
)
def test_a_damaged_vault_is_refused(second: Entry) -> None:
    with pytest.raises(VaultDamagedError):
        Vault(TAG, [_entry("[PERSOON_k7f3q21a]", 1, "Jan B"), second])


def test_nothing_visible_is_no_value() -> None:
    with pytest.raises(ValueError, match="empty value"):
        Vault(TAG).add(" \u200b\n", Kind.PERSOON, "a")


def test_a_copy_grows_without_changing_what_it_was_made_of() -> None:
    """Calls share a vault; who adds a value works on a copy, which goes on where it was."""
    shared = Vault(TAG)
    shared.extend([NewValue("Jan de Vries", Kind.PERSOON)], "a")
    copy = shared.copy()
    copy.extend([NewValue("De Vries", Kind.PERSOON), NewValue("Jan de Vries", Kind.BSN)], "b")

    assert [entry.entity for entry in copy.entries] == [1, 1]
    assert copy.entries[0].is_restricted
    assert len(shared) == 1
    assert not shared.entries[0].is_restricted
    assert [entity.entries for entity in shared.entities] == [shared.entries]
    assert shared.by_code(copy.entries[1].token[-10:-1]) is None


@pytest.mark.parametrize(
    ("value", "kind", "is_known"),
    [
        ("Jan\u00a0de Vries", Kind.PERSOON, True),
        ("Jan de Vries", Kind.ADRES, True),
        ("Jan de Vries", Kind.BIJZONDER, False),
        ("jan de vries", Kind.PERSOON, False),
    ],
)
def test_a_vault_knows_what_adding_would_not_change(value: str, kind: Kind, is_known: bool) -> None:
    vault = Vault(TAG)
    vault.add("Jan de Vries", Kind.PERSOON, "a")

    assert vault.knows([NewValue(value, kind)]) is is_known
    assert vault.knows([])
