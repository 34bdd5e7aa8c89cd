"""Sealing to a holder: X25519 (RFC 7748), HKDF-SHA256 (RFC 5869), AES-256-GCM."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from stadspoort.engines.sealing import (
    EnvelopeUnreadableError,
    NotAuthenticError,
    WrongKeyError,
    open_sealed,
    seal_to,
)

HOLDER = X25519PrivateKey.from_private_bytes(bytes(range(32)))
STRANGER = X25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
EPHEMERAL = X25519PrivateKey.from_private_bytes(bytes(range(2, 34)))
ENVELOPE = seal_to(HOLDER.public_key(), b"kopie", ephemeral=EPHEMERAL, associated=b"aanroep 1")


@given(st.binary(max_size=200), st.binary(min_size=32, max_size=32))
def test_the_holder_reads_what_was_sealed(plain: bytes, ephemeral: bytes) -> None:
    key = X25519PrivateKey.from_private_bytes(ephemeral)
    envelope = seal_to(HOLDER.public_key(), plain, ephemeral=key, associated=b"a")

    assert open_sealed(HOLDER, envelope, associated=b"a") == plain


@pytest.mark.parametrize("key", [STRANGER, EPHEMERAL], ids=["a stranger", "who sealed it"])
def test_nobody_else_can_open_it(key: X25519PrivateKey) -> None:
    with pytest.raises(WrongKeyError):
        open_sealed(key, ENVELOPE, associated=b"aanroep 1")


def test_a_copy_of_another_call_is_refused() -> None:
    with pytest.raises(NotAuthenticError):
        open_sealed(HOLDER, ENVELOPE, associated=b"aanroep 2")


@given(st.integers(0, len(ENVELOPE) * 8 - 1))
def test_every_changed_bit_is_found(bit: int) -> None:
    changed = bytearray(ENVELOPE)
    changed[bit // 8] ^= 1 << (bit % 8)

    with pytest.raises((EnvelopeUnreadableError, WrongKeyError, NotAuthenticError)):
        open_sealed(HOLDER, bytes(changed), associated=b"aanroep 1")


def test_an_ephemeral_key_that_gives_no_secret_is_refused() -> None:
    """All zeros is a point of low order: the shared secret would be known to everyone."""
    changed = ENVELOPE[:9] + bytes(32) + ENVELOPE[41:]

    with pytest.raises(NotAuthenticError):
        open_sealed(HOLDER, changed, associated=b"aanroep 1")
