"""AES-256-GCM in an envelope (NIST SP 800-38D), and data keys wrapped the same way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stadspoort.engines.sealing import (
    EnvelopeUnreadableError,
    NotAuthenticError,
    WrongKeyError,
    seal,
    unseal,
    unwrap,
    wrap,
)

KEY, OTHER_KEY = bytes(32), bytes([1]) * 32
NONCE = bytes(12)
ENVELOPE = seal(KEY, b"geheim", nonce=NONCE, associated=b"rij 1")


@given(st.binary(max_size=200), st.binary(max_size=50))
def test_what_was_sealed_comes_back(plain: bytes, row: bytes) -> None:
    envelope = seal(KEY, plain, nonce=NONCE, associated=row)

    assert unseal(KEY, envelope, associated=row) == plain


def test_the_ciphertext_is_that_of_the_published_test_case() -> None:
    """Test case 14 of the GCM specification (McGrew and Viega): key, nonce and text all zero."""
    envelope = seal(KEY, bytes(16), nonce=NONCE, associated=b"")

    assert envelope[:1] == b"\x01"
    assert envelope[9:21] == NONCE
    assert envelope[21:].hex() == (
        "cea7403d4d606b6e074ec5d3baf39d18" + "d0d1c8a799996bf0265b98b5d48ab919"
    )


def test_another_key_is_named() -> None:
    with pytest.raises(WrongKeyError):
        unseal(OTHER_KEY, ENVELOPE, associated=b"rij 1")


def test_content_moved_to_another_row_is_refused() -> None:
    with pytest.raises(NotAuthenticError):
        unseal(KEY, ENVELOPE, associated=b"rij 2")


@given(st.integers(0, len(ENVELOPE) * 8 - 1))
def test_every_changed_bit_is_found(bit: int) -> None:
    changed = bytearray(ENVELOPE)
    changed[bit // 8] ^= 1 << (bit % 8)

    with pytest.raises((EnvelopeUnreadableError, WrongKeyError, NotAuthenticError)):
        unseal(KEY, bytes(changed), associated=b"rij 1")


@pytest.mark.parametrize("size", [0, 1, 36])
def test_what_is_too_short_is_no_envelope(size: int) -> None:
    with pytest.raises(EnvelopeUnreadableError):
        unseal(KEY, ENVELOPE[:size], associated=b"rij 1")


def test_a_wrapped_key_comes_back_for_its_own_scope_only() -> None:
    wrapped = wrap(KEY, OTHER_KEY, nonce=NONCE, associated=b"scope 1")

    assert unwrap(KEY, wrapped, associated=b"scope 1") == OTHER_KEY
    with pytest.raises(NotAuthenticError):
        unwrap(KEY, wrapped, associated=b"scope 2")


def test_a_wrapped_key_is_never_taken_for_content() -> None:
    wrapped = wrap(KEY, OTHER_KEY, nonce=NONCE, associated=b"scope 1")

    with pytest.raises(NotAuthenticError):
        unseal(KEY, wrapped, associated=b"scope 1")
