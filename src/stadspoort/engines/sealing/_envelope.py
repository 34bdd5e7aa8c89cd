"""AES-256-GCM (NIST SP 800-38D) in a versioned envelope.

```
01 | mark of the key (8) | nonce (12) | ciphertext | tag (16)
```
The mark tells a wrong key from changed content, which GCM alone cannot.
"""

from __future__ import annotations

from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from stadspoort.engines.sealing.errors import (
    EnvelopeUnreadableError,
    NotAuthenticError,
    WrongKeyError,
)

NONCE_BYTES = 12
_VERSION = b"\x01"
_MARK = 8
_TAG = 16
_HEADER = 1 + _MARK + NONCE_BYTES
_WRAPPED = b"stadspoort/wrapped-key/1:"


def mark(key: bytes) -> bytes:
    """Return 8 bytes that tell keys apart and say nothing about the key."""
    return sha256(b"stadspoort/key-mark/1:" + key).digest()[:_MARK]


def seal(key: bytes, plain: bytes, *, nonce: bytes, associated: bytes) -> bytes:
    """Return the envelope around `plain`.

    Args:
        key: 32 bytes.
        plain: What is sealed; may be empty.
        nonce: 12 random bytes, never used twice with one key: a second use gives away both
            contents. Random nonces allow 2^32 envelopes per key (SP 800-38D par. 8.3).
        associated: The identity of the row it belongs to. Not stored in the envelope; opening
            asks for the same, so that content cannot be moved to another row.
    """
    return _VERSION + mark(key) + nonce + AESGCM(key).encrypt(nonce, plain, associated)


def unseal(key: bytes, envelope: bytes, *, associated: bytes) -> bytes:
    """Return what `seal` put in the envelope.

    Raises:
        EnvelopeUnreadableError: If it is too short or of an unknown version.
        WrongKeyError: If it was sealed with another key.
        NotAuthenticError: If the content was changed or `associated` differs.
    """
    if len(envelope) < _HEADER + _TAG or envelope[:1] != _VERSION:
        raise EnvelopeUnreadableError(size=len(envelope))
    if envelope[1 : 1 + _MARK] != mark(key):
        raise WrongKeyError
    nonce = envelope[1 + _MARK : _HEADER]
    try:
        return AESGCM(key).decrypt(nonce, envelope[_HEADER:], associated)
    except InvalidTag as error:
        raise NotAuthenticError from error


def wrap(wrapping_key: bytes, data_key: bytes, *, nonce: bytes, associated: bytes) -> bytes:
    """Return the data key, sealed with a wrapping key; see `seal`.

    A wrapped key can never be taken for a sealed content: its associated data differs.
    """
    return seal(wrapping_key, data_key, nonce=nonce, associated=_WRAPPED + associated)


def unwrap(wrapping_key: bytes, wrapped: bytes, *, associated: bytes) -> bytes:
    """Return the data key; raises as `unseal`."""
    return unseal(wrapping_key, wrapped, associated=_WRAPPED + associated)
