"""The key folder: made once, closed to others, outside the data, renewed without a restart."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
)
from pytest_django import Settings
from tests.apps.audit.people import NOW

from stadspoort.apps.audit import keyring
from stadspoort.apps.audit.errors import (
    HolderPassphraseError,
    KeysDamagedError,
    KeysExistError,
    KeysInsideDataError,
    KeysMissingError,
    KeysOpenToOthersError,
    WrappingKeyUnknownError,
)
from stadspoort.engines.sealing import NotAuthenticError, open_sealed, seal_to

SCOPE, OTHER_SCOPE = UUID(int=1), UUID(int=2)


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.DATA = tmp_path / "data"
    settings.KEYS = tmp_path / "keys"
    return tmp_path / "keys"


def test_a_new_folder_is_closed_to_others(folder: Path) -> None:
    keyring.initialise(NOW)

    assert folder.stat().st_mode & 0o777 == 0o700
    assert {file.name: file.stat().st_mode & 0o777 for file in folder.iterdir()} == {
        "keyring.json": 0o600,
        "session-secret": 0o600,
        "ledger-key.pem": 0o600,
        "ledger-public.pem": 0o600,
        "fg-public.pem": 0o600,
        "fg-sleutel.pem": 0o600,
    }


def test_the_secret_of_sessions_is_long_and_on_one_line(folder: Path) -> None:
    keyring.initialise(NOW)

    secret = (folder / "session-secret").read_text()
    assert len(secret) >= 50
    assert secret == secret.strip()


def test_keys_are_never_made_over_existing_ones(folder: Path) -> None:
    keyring.initialise(NOW)
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    (folder / "keyring.json").unlink()

    with pytest.raises(KeysExistError):
        keyring.initialise(NOW)

    del before["keyring.json"]
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


@pytest.mark.parametrize("place", ["data/keys", "data"])
def test_a_key_folder_in_the_data_folder_is_refused(
    folder: Path, settings: Settings, place: str
) -> None:
    settings.KEYS = folder.parent / place

    with pytest.raises(KeysInsideDataError):
        keyring.initialise(NOW)

    assert not (folder.parent / place).exists()


def test_without_keys_there_is_a_named_failure(folder: Path) -> None:
    with pytest.raises(KeysMissingError):
        keyring.current()


@pytest.mark.parametrize("name", ["", "keyring.json", "ledger-key.pem"])
def test_keys_that_others_can_reach_are_refused(folder: Path, name: str) -> None:
    keyring.initialise(NOW)
    (folder / name).chmod(0o755)

    with pytest.raises(KeysOpenToOthersError):
        keyring.current()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("keyring.json", "{}", id="ring without keys"),
        pytest.param("keyring.json", '{"active": "a", "keys": {"a": "AAAA"}}', id="short key"),
        pytest.param("keyring.json", '{"active": "a", "keys": {}}', id="active key missing"),
        pytest.param("ledger-key.pem", "geen sleutel", id="no key"),
    ],
)
def test_a_damaged_file_is_named(folder: Path, name: str, content: str) -> None:
    keyring.initialise(NOW)
    (folder / name).write_text(content)

    with pytest.raises(KeysDamagedError):
        keyring.current()


def test_a_public_key_where_a_private_one_belongs_is_damage(folder: Path) -> None:
    keyring.initialise(NOW)
    (folder / "ledger-key.pem").write_bytes((folder / "ledger-public.pem").read_bytes())

    with pytest.raises(KeysDamagedError):
        keyring.current()


def test_a_file_that_is_gone_is_named(folder: Path) -> None:
    keyring.initialise(NOW)
    (folder / "ledger-key.pem").unlink()

    with pytest.raises(KeysMissingError) as caught:
        keyring.current()

    assert caught.value.context == {"file": "ledger-key.pem"}


def test_another_private_key_is_not_taken_for_that_of_the_fg(folder: Path) -> None:
    keyring.initialise(NOW)
    other = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    pem = other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"zin"))

    with pytest.raises(HolderPassphraseError):
        keyring.read_holder_key(pem, "zin")


def test_a_wrapped_key_belongs_to_its_scope(folder: Path) -> None:
    keyring.initialise(NOW)
    ring = keyring.current()
    wrapped = ring.wrap(b"k" * 32, scope=SCOPE)

    assert ring.unwrap(ring.active, wrapped, scope=SCOPE) == b"k" * 32
    with pytest.raises(NotAuthenticError):
        ring.unwrap(ring.active, wrapped, scope=OTHER_SCOPE)
    with pytest.raises(WrappingKeyUnknownError):
        ring.unwrap("20260101-00000000", wrapped, scope=SCOPE)


def test_a_new_wrapping_key_is_seen_at_once_and_the_old_one_stays(folder: Path) -> None:
    keyring.initialise(NOW)
    old = keyring.current()
    wrapped = old.wrap(b"k" * 32, scope=SCOPE)

    key_id = keyring.add_wrapping_key(NOW)

    assert keyring.current().active == key_id
    assert key_id != old.active
    assert keyring.current().unwrap(old.active, wrapped, scope=SCOPE) == b"k" * 32


def test_an_unchanged_ring_is_read_once(folder: Path) -> None:
    keyring.initialise(NOW)

    assert keyring.current() is keyring.current()


def test_only_the_pass_phrase_opens_the_key_of_the_fg(folder: Path) -> None:
    passphrase = keyring.initialise(NOW)
    public = keyring.current().holder_key
    fresh = X25519PrivateKey.from_private_bytes(bytes(range(32)))
    envelope = seal_to(public, b"kopie", ephemeral=fresh, associated=b"a")

    file = (folder / "fg-sleutel.pem").read_bytes()
    key = keyring.read_holder_key(file, f" {passphrase}\n")

    assert open_sealed(key, envelope, associated=b"a") == b"kopie"
    assert b"ENCRYPTED" in file
    for wrong in ("", passphrase[:-1], passphrase.upper()):
        with pytest.raises(HolderPassphraseError):
            keyring.read_holder_key(file, wrong)


def test_the_pass_phrase_is_stored_nowhere(folder: Path) -> None:
    passphrase = keyring.initialise(NOW)

    assert len(passphrase) == 34
    assert not any(passphrase.encode() in file.read_bytes() for file in folder.iterdir())


def test_a_printed_ring_shows_no_keys(folder: Path) -> None:
    keyring.initialise(NOW)
    stored = json.loads((folder / "keyring.json").read_text())

    assert repr(keyring.current()) == f"KeyRing(active='{stored['active']}')"
