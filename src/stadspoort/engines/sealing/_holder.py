"""Sealing to the X25519 public key of one holder: who seals cannot open it again.

```
02 | mark of the holder (8) | ephemeral public key (32) | ciphertext | tag (16)
```
Key and nonce come from X25519 (RFC 7748) through HKDF-SHA256 (RFC 5869) with both public keys
as salt. The ephemeral key is fresh for each envelope, so the nonce is never used twice.
"""

from __future__ import annotations

from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from stadspoort.engines.sealing.errors import (
    EnvelopeUnreadableError,
    NotAuthenticError,
    WrongKeyError,
)

_VERSION = b"\x02"
_INFO = b"stadspoort/sealed-to-holder/1"
_MARK = 8
_PUBLIC = 32
_HEADER = 1 + _MARK + _PUBLIC
_TAG = 16
_KEY_BYTES = 32
_NONCE_BYTES = 12


def _mark(public: bytes) -> bytes:
    return sha256(b"stadspoort/holder-mark/1:" + public).digest()[:_MARK]


def _derived(shared: bytes, ephemeral: bytes, holder: bytes) -> tuple[bytes, bytes]:
    derived = HKDF(SHA256(), _KEY_BYTES + _NONCE_BYTES, ephemeral + holder, _INFO).derive(shared)
    return derived[:_KEY_BYTES], derived[_KEY_BYTES:]


def seal_to(
    holder: X25519PublicKey, plain: bytes, *, ephemeral: X25519PrivateKey, associated: bytes
) -> bytes:
    """Return an envelope that only the owner of the private half of `holder` can open.

    Args:
        holder: Public key of the holder.
        plain: What is sealed; may be empty.
        ephemeral: A fresh random key, used for this envelope alone and then forgotten.
        associated: The identity of the row it belongs to, asked for again on opening.
    """
    ephemeral_public = ephemeral.public_key().public_bytes_raw()
    holder_public = holder.public_bytes_raw()
    key, nonce = _derived(ephemeral.exchange(holder), ephemeral_public, holder_public)
    header = _VERSION + _mark(holder_public) + ephemeral_public
    return header + AESGCM(key).encrypt(nonce, plain, associated)


def open_sealed(private_key: X25519PrivateKey, envelope: bytes, *, associated: bytes) -> bytes:
    """Return what `seal_to` put in the envelope.

    Raises:
        EnvelopeUnreadableError: If it is too short or of an unknown version.
        WrongKeyError: If it was sealed to another holder.
        NotAuthenticError: If the content was changed or `associated` differs.
    """
    if len(envelope) < _HEADER + _TAG or envelope[:1] != _VERSION:
        raise EnvelopeUnreadableError(size=len(envelope))
    holder_public = private_key.public_key().public_bytes_raw()
    if envelope[1 : 1 + _MARK] != _mark(holder_public):
        raise WrongKeyError
    ephemeral_public = envelope[1 + _MARK : _HEADER]
    try:
        shared = private_key.exchange(X25519PublicKey.from_public_bytes(ephemeral_public))
        key, nonce = _derived(shared, ephemeral_public, holder_public)
        return AESGCM(key).decrypt(nonce, envelope[_HEADER:], associated)
    except (InvalidTag, ValueError) as error:  # ValueError: a public key that is no point
        raise NotAuthenticError from error
