"""Signatures under heads, with Ed25519 (RFC 8032)."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from stadspoort.engines.ledger._chain import framed
from stadspoort.engines.ledger._values import Head

_HEAD = b"stadspoort/ledger/head/1"


def _head_bytes(head: Head) -> bytes:
    digest = head.digest.encode(errors="surrogatepass")
    return framed(_HEAD, str(head.seq).encode(), digest)


def sign_head(head: Head, key: Ed25519PrivateKey) -> str:
    """Return the signature under the head, 128 hexadecimal digits."""
    return key.sign(_head_bytes(head)).hex()


def is_signed(head: Head, signature: str, key: Ed25519PublicKey) -> bool:
    """Say whether the signature under the head was made with the private half of `key`."""
    return is_signature(signature, _head_bytes(head), key)


def is_signature(signature: str, signed: bytes, key: Ed25519PublicKey) -> bool:
    """Say whether `signature` (hexadecimal) is one under `signed`; garbage is not."""
    try:
        key.verify(bytes.fromhex(signature), signed)
    except (InvalidSignature, ValueError):
        return False
    return True
