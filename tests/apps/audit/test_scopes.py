"""Encryption at rest: a data key per scope, content bound to its row, gone when the key is gone."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries
from tests.apps.audit.people import NOW, someone

from stadspoort.apps.audit import keyring, scopes
from stadspoort.apps.audit.errors import ScopeForgottenError
from stadspoort.apps.audit.models import DataKey, LedgerEntry
from stadspoort.apps.audit.rotation import rotate_keys
from stadspoort.engines.sealing import EnvelopeUnreadableError, NotAuthenticError, WrongKeyError

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_keys_in_memory() -> None:
    scopes._cache.__init__()


def new_scope() -> UUID:
    return scopes.new_scope_key(NOW).scope


def test_what_was_encrypted_comes_back_in_its_own_row() -> None:
    scope = new_scope()
    hidden = scopes.encrypt(scope, b"Jan Jansen", row="message:1:text")

    assert b"Jansen" not in hidden
    assert scopes.decrypt(scope, hidden, row="message:1:text") == b"Jan Jansen"


def test_one_plain_text_gives_two_different_results() -> None:
    scope = new_scope()

    assert scopes.encrypt(scope, b"a", row="r") != scopes.encrypt(scope, b"a", row="r")


def test_content_of_another_row_scope_or_nothing_is_refused() -> None:
    scope, other = new_scope(), new_scope()
    hidden = scopes.encrypt(scope, b"a", row="message:1:text")

    with pytest.raises(NotAuthenticError):
        scopes.decrypt(scope, hidden, row="message:2:text")
    with pytest.raises(WrongKeyError):
        scopes.decrypt(other, hidden, row="message:1:text")
    with pytest.raises(EnvelopeUnreadableError):
        scopes.decrypt(scope, b"", row="message:1:text")


def test_deleting_the_key_is_the_end_of_the_content() -> None:
    scope = new_scope()
    hidden = scopes.encrypt(scope, b"a", row="r")

    scopes.forget(scope)

    assert not DataKey.objects.filter(pk=scope).exists()
    with pytest.raises(ScopeForgottenError):
        scopes.decrypt(scope, hidden, row="r")
    with pytest.raises(ScopeForgottenError):
        scopes.encrypt(scope, b"a", row="r")


@pytest.mark.django_db(transaction=True)
def test_nothing_of_a_deleted_key_is_left_in_the_file_of_sqlite() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL clears deleted rows when it vacuums")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete = OFF")  # as most builds of SQLite have it
    scope = new_scope()
    wrapped = bytes(DataKey.objects.get(pk=scope).wrapped)
    file = Path(connection.settings_dict["NAME"])
    flush_log()
    assert wrapped in file.read_bytes()

    scopes.forget(scope)

    flush_log()
    assert wrapped not in file.read_bytes()


def flush_log() -> None:
    """Let SQLite write all of its log into the file of the database."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def test_a_deletion_that_is_undone_keeps_the_content() -> None:
    scope = new_scope()
    hidden = scopes.encrypt(scope, b"a", row="r")

    with transaction.atomic():
        scopes.forget(scope)
        transaction.set_rollback(True)

    assert scopes.decrypt(scope, hidden, row="r") == b"a"


def test_a_key_that_another_process_deleted_is_forgotten_within_seconds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scope = new_scope()
    hidden = scopes.encrypt(scope, b"a", row="r")
    DataKey.objects.filter(pk=scope).delete()
    start = scopes.time.monotonic()
    monkeypatch.setattr(scopes.time, "monotonic", lambda: start + 16)

    with pytest.raises(ScopeForgottenError):
        scopes.decrypt(scope, hidden, row="r")


def test_the_key_is_read_once_for_a_run_of_messages(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    scope = new_scope()

    with django_assert_num_queries(1):
        for number in range(20):
            scopes.encrypt(scope, b"a", row=f"message:{number}")


def test_only_the_scopes_in_use_stay_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scopes._KeyCache, "SIZE", 2)
    oldest, middle, newest = new_scope(), new_scope(), new_scope()

    for scope in (oldest, middle, newest):
        scopes.encrypt(scope, b"a", row="r")

    assert scopes._cache.get(oldest) is None
    assert scopes._cache.get(middle) is not None
    assert scopes._cache.get(newest) is not None


def test_a_scope_gets_one_key_only() -> None:
    scope = new_scope()

    with pytest.raises(IntegrityError), transaction.atomic():
        scopes.new_scope_key(NOW, scope_id=scope)


def test_a_fingerprint_is_the_same_in_one_scope_and_another_elsewhere() -> None:
    scope, other = new_scope(), new_scope()

    assert scopes.fingerprint(scope, b"123456782") == scopes.fingerprint(scope, b"123456782")
    assert scopes.fingerprint(scope, b"123456782") != scopes.fingerprint(scope, b"111222333")
    assert scopes.fingerprint(scope, b"123456782") != scopes.fingerprint(other, b"123456782")


def test_the_stored_key_is_not_the_key() -> None:
    scope = new_scope()
    row = DataKey.objects.get(pk=scope)

    plain = keyring.current().unwrap(row.key_id, bytes(row.wrapped), scope=scope)

    assert len(plain) == 32
    assert plain not in bytes(row.wrapped)


def test_rotation_wraps_every_key_anew_and_content_stays_readable() -> None:
    known = [new_scope() for _ in range(3)]
    hidden = [scopes.encrypt(scope, b"a", row="r") for scope in known]
    before = keyring.current().active

    rotation = rotate_keys(by=someone(), now=NOW)

    scopes._cache.__init__()
    assert (rotation.rewrapped, rotation.is_resumed) == (3, False)
    assert rotation.key_id != before
    assert set(DataKey.objects.values_list("key_id", flat=True)) == {rotation.key_id}
    for scope, content in zip(known, hidden, strict=True):
        assert scopes.decrypt(scope, content, row="r") == b"a"
    assert LedgerEntry.objects.get().kind == "system.keys_rotated"


def test_a_rotation_that_was_cut_off_is_finished_by_the_next() -> None:
    old_ring = keyring.current()
    scope = new_scope()
    key_id = keyring.add_wrapping_key(NOW)
    assert DataKey.objects.get().key_id == old_ring.active

    rotation = rotate_keys(by=someone(), now=NOW)

    assert (rotation.key_id, rotation.rewrapped, rotation.is_resumed) == (key_id, 1, True)
    assert DataKey.objects.get(pk=scope).key_id == key_id


def test_a_rotation_goes_in_short_transactions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stadspoort.apps.audit.rotation._BATCH", 2)
    for _ in range(5):
        new_scope()

    assert rotate_keys(by=someone(), now=NOW).rewrapped == 5
    assert connection.in_atomic_block
