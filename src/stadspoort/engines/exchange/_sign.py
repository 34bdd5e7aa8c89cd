"""The detached signature under a package: a JWS without its payload.

It stands in a file of its own, so that every tool can read the package itself.

Sources: RFC 7515 appendix F, RFC 8037.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from stadspoort.engines.exchange._read import read_package
from stadspoort.engines.exchange._values import Package
from stadspoort.errors import StadspoortError

_TYPE = "stadspoort-package+jws"
_LONGEST_SIGNATURE = 2_000


class PackageRefusedError(StadspoortError):
    """A package is not taken in.

    `reason` is "signature_unreadable", "key_unknown", "key_revoked", "content_changed",
    "other_issuer", "replayed" or "older".
    """

    code = "exchange.refused"


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """The public key of a municipality whose packages may come in.

    Attributes:
        issuer: Its name, exactly as in its packages.
        revoked_on: The day from which nothing signed with it counts any more; None while it does.
    """

    key: Ed25519PublicKey
    issuer: str
    revoked_on: date | None = None

    @property
    def id(self) -> str:
        """Return its thumbprint (RFC 7638, RFC 8037 section 2): to read out and check."""
        return _thumbprint(self.key)


@dataclass(frozen=True, slots=True)
class Received:
    """What came in of one sender earlier.

    Attributes:
        last: Highest sequence so far.
        ids: Of all its packages.
    """

    last: int
    ids: Set[str]


def sign_package(content: bytes, key: Ed25519PrivateKey) -> str:
    """Return the detached signature under the bytes of a package."""
    header = {"alg": "EdDSA", "kid": _thumbprint(key.public_key()), "typ": _TYPE}
    head = _encoded(json.dumps(header, sort_keys=True, separators=(",", ":")).encode())
    signature = key.sign(f"{head}.{_encoded(content)}".encode())
    return f"{head}..{_encoded(signature)}"


def receive(
    content: bytes,
    signature: str,
    *,
    keys: Iterable[TrustedKey],
    earlier: Mapping[str, Received],
    on: date,
) -> Package:
    """Return the package, when a trusted and valid key signed exactly these bytes, and it is new.

    Args:
        content: The bytes of the package.
        signature: The text of the file beside it.
        keys: The trusted keys, also those that were revoked.
        earlier: What came in before, by issuer.
        on: Today.

    Raises:
        PackageRefusedError: With the reason; nothing may be taken from the package then.
        PackageUnreadableError: If it is rightly signed and no package all the same.
    """
    head, signed_with, made = _parts(signature)
    known = next((one for one in keys if one.id == signed_with), None)
    if known is None:
        raise PackageRefusedError(reason="key_unknown", key=signed_with[:43])
    if known.revoked_on is not None and on >= known.revoked_on:
        raise PackageRefusedError(reason="key_revoked", key=signed_with, issuer=known.issuer)
    try:
        known.key.verify(made, f"{head}.{_encoded(content)}".encode())
    except InvalidSignature as error:
        raise PackageRefusedError(reason="content_changed", issuer=known.issuer) from error
    package = read_package(content)
    if package.issuer != known.issuer:
        raise PackageRefusedError(reason="other_issuer", issuer=known.issuer)
    before = earlier.get(package.issuer)
    if before is not None and package.id in before.ids:
        raise PackageRefusedError(reason="replayed", issuer=known.issuer, sequence=package.sequence)
    if before is not None and package.sequence <= before.last:
        raise PackageRefusedError(
            reason="older", issuer=known.issuer, sequence=package.sequence, last=before.last
        )
    return package


def _parts(signature: str) -> tuple[str, str, bytes]:
    """Return the header as written, the id of the key it names, and the signature itself.

    Raises:
        PackageRefusedError: If it is no detached signature of this kind.
    """
    try:
        head, payload, made = signature[:_LONGEST_SIGNATURE].strip().split(".")
        header = json.loads(_decoded(head))
        is_ours = (header["alg"], header["typ"], payload) == ("EdDSA", _TYPE, "")
        named, signed = str(header["kid"]), _decoded(made)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise PackageRefusedError(reason="signature_unreadable") from error
    if not is_ours or set(header) != {"alg", "kid", "typ"}:
        raise PackageRefusedError(reason="signature_unreadable")
    return head, named, signed


def _thumbprint(key: Ed25519PublicKey) -> str:
    members = {"crv": "Ed25519", "kty": "OKP", "x": _encoded(key.public_bytes_raw())}
    text = json.dumps(members, sort_keys=True, separators=(",", ":"))
    return _encoded(hashlib.sha256(text.encode()).digest())


def _encoded(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def _decoded(text: str) -> bytes:
    value = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    if _encoded(value) != text:  # other bits at the end for the same bytes: somebody changed it
        raise ValueError
    return value
