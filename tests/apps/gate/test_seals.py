"""Sealed copies: only the holder of the FG's private key reads what was sent (AVG art. 32)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from django.db import transaction
from tests.apps.gate import make
from tests.apps.gate.make import NOON

from stadspoort.apps.audit.errors import HolderPassphraseError
from stadspoort.apps.audit.keyring import read_holder_key
from stadspoort.apps.gate.batch import BatchWriter, Opened
from stadspoort.apps.gate.models import SealedCopy, SealPeriodKey
from stadspoort.apps.gate.seals import Sealer, open_copy
from stadspoort.apps.gate.sweeper import delete_expired
from stadspoort.engines.sealing import NotAuthenticError, WrongKeyError

pytestmark = pytest.mark.django_db

BODY = b'{"messages":[{"role":"user","content":"Beste [PERSOON_k7f3q2a1]"}]}'


@pytest.fixture
def holder() -> X25519PrivateKey:
    return X25519PrivateKey.generate()


def sealed(sealer: Sealer, call_id: str, body: bytes = BODY, *, hours: int = 0) -> SealedCopy:
    at = NOON + timedelta(hours=hours)
    writer = BatchWriter(sealer=sealer)
    entry = Opened(make.opening(call_id), at, body=body, seal_days=30)
    writer.write([entry], boot=make.BOOT, now=at)
    return SealedCopy.objects.get(pk=call_id)


def pem(key: X25519PrivateKey, passphrase: str | None) -> bytes:
    lock = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)


def test_the_holder_reads_what_was_sent(holder: X25519PrivateKey) -> None:
    copy = sealed(Sealer(holder.public_key), "c1")

    assert open_copy(copy, holder) == BODY


def test_nobody_else_does(holder: X25519PrivateKey) -> None:
    copy = sealed(Sealer(holder.public_key), "c1")

    with pytest.raises(WrongKeyError):
        open_copy(copy, X25519PrivateKey.generate())


def test_a_copy_put_with_another_call_does_not_open(holder: X25519PrivateKey) -> None:
    sealer = Sealer(holder.public_key)
    first, second = sealed(sealer, "c1"), sealed(sealer, "c2")
    first.blob, second.blob = second.blob, first.blob

    with pytest.raises(NotAuthenticError):
        open_copy(first, holder)


def test_one_period_key_per_hour(holder: X25519PrivateKey) -> None:
    sealer = Sealer(holder.public_key)
    copies = [
        sealed(sealer, "c1"),
        sealed(sealer, "c2"),
        sealed(sealer, "c3", hours=1),
    ]

    assert SealPeriodKey.objects.count() == 2
    assert [open_copy(copy, holder) for copy in copies] == [BODY] * 3


@pytest.mark.django_db(transaction=True)
def test_a_period_key_that_was_rolled_back_is_stored_with_the_next_copy(
    holder: X25519PrivateKey,
) -> None:
    sealer = Sealer(holder.public_key)
    with transaction.atomic():
        sealer.seal("c0", BODY, at=NOON)
        transaction.set_rollback(True)

    assert open_copy(sealed(sealer, "c1"), holder) == BODY


def test_the_key_file_opens_with_its_pass_phrase_alone(holder: X25519PrivateKey) -> None:
    file = pem(holder, "k7fq-zzpw-3m2a")

    assert read_holder_key(file, " k7fq-zzpw-3m2a\n").private_bytes_raw() == (
        holder.private_bytes_raw()
    )
    for wrong_file, passphrase in (
        (file, "k7fq-zzpw-3m2b"),
        (file, ""),
        (pem(holder, None), "k7fq-zzpw-3m2a"),
        (b"no key", "k7fq-zzpw-3m2a"),
        (b"x" * 20_000, "k7fq-zzpw-3m2a"),
        ((Path(__file__)).read_bytes(), "k7fq-zzpw-3m2a"),
    ):
        with pytest.raises(HolderPassphraseError):
            read_holder_key(wrong_file, passphrase)


def test_a_copy_is_deleted_after_its_term_and_its_key_with_the_last_copy(
    holder: X25519PrivateKey,
) -> None:
    sealed(Sealer(holder.public_key), "c1")

    assert delete_expired(NOON + timedelta(days=29)) == (0, 0)
    assert SealedCopy.objects.exists()
    assert delete_expired(NOON + timedelta(days=30)) == (1, 0)
    assert not SealedCopy.objects.exists()
    assert not SealPeriodKey.objects.exists()
