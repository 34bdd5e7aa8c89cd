"""The key folder: everything secret, outside the data folder and outside every backup.

```
keyring.json      the wrapping keys (KEKs) and which of them is active
session-secret    signs sessions and forms; read by site/settings.py
ledger-key.pem    signs heads and anchors (Ed25519)
ledger-public.pem its public half, for whoever verifies elsewhere
fg-public.pem     sealed copies are sealed to it (X25519)
fg-sleutel.pem    its private half, under a pass phrase that only the FG keeps
anchors.jsonl     anchors, unless STADSPOORT_ANCHOR_FILE puts them elsewhere
```
The folder has mode 0700, each file 0600; keys that others can reach are refused.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from django.conf import settings

from stadspoort.apps.audit.errors import (
    HolderPassphraseError,
    KeysDamagedError,
    KeysExistError,
    KeysInsideDataError,
    KeysMissingError,
    KeysOpenToOthersError,
    WrappingKeyUnknownError,
)
from stadspoort.engines.sealing import unwrap, wrap

RING = "keyring.json"
SESSION_SECRET = "session-secret"  # noqa: S105 (the name of a file)
LEDGER_KEY = "ledger-key.pem"
LEDGER_PUBLIC = "ledger-public.pem"
HOLDER_PUBLIC = "fg-public.pem"
HOLDER_PRIVATE = "fg-sleutel.pem"

LARGEST_KEY_FILE = 16_384
"""Bytes of a file with a private key; a longer one is none."""

_KEY_BYTES = 32
_NONCE_BYTES = 12
_OTHERS = 0o077
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that are mistaken for one another on paper
_GROUPS = 7
_PER_GROUP = 4


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The keys of this installation, as they stood in the folder when they were read.

    Attributes:
        active: Id of the wrapping key that new data keys get.
        wrapping_keys: Every wrapping key by id, 32 bytes each.
        signing_key: Signs heads and anchors.
        holder_key: Sealed copies are sealed to it; only the FG can open them.
    """

    active: str
    wrapping_keys: Mapping[str, bytes] = field(repr=False)
    signing_key: Ed25519PrivateKey = field(repr=False)
    holder_key: X25519PublicKey = field(repr=False)

    @property
    def public_key(self) -> Ed25519PublicKey:
        """Return the key that verifies heads and anchors."""
        return self.signing_key.public_key()

    def wrap(self, data_key: bytes, *, scope: UUID) -> bytes:
        """Return the data key of `scope` under the active wrapping key."""
        nonce = os.urandom(_NONCE_BYTES)
        key = self.wrapping_keys[self.active]
        return wrap(key, data_key, nonce=nonce, associated=scope.bytes)

    def unwrap(self, key_id: str, wrapped: bytes, *, scope: UUID) -> bytes:
        """Return the data key of `scope`.

        Raises:
            WrappingKeyUnknownError: If the ring does not hold the key `key_id`.
            NotAuthenticError: If the wrapped key was changed or belongs to another scope.
        """
        if key_id not in self.wrapping_keys:
            raise WrappingKeyUnknownError(key_id=key_id)
        return unwrap(self.wrapping_keys[key_id], wrapped, associated=scope.bytes)


def initialise(now: datetime) -> str:
    """Make every key of a new installation; return the pass phrase of the FG's private key.

    The pass phrase is stored nowhere: who calls this hands it to the FG.

    Raises:
        KeysInsideDataError: If the key folder lies in the data folder.
        KeysExistError: If the folder already holds one of the files; nothing is written.
        KeysOpenToOthersError: If the folder exists and others can reach it.
    """
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _refuse_others(folder)
    for name in (RING, SESSION_SECRET, LEDGER_KEY, HOLDER_PUBLIC, HOLDER_PRIVATE):
        if (folder / name).exists():
            raise KeysExistError(file=name)
    passphrase = _new_passphrase()
    signing, holder = Ed25519PrivateKey.generate(), X25519PrivateKey.generate()
    _write(folder / SESSION_SECRET, secrets.token_urlsafe(50).encode())
    _write(folder / LEDGER_KEY, _private_pem(signing, None))
    _write(folder / LEDGER_PUBLIC, _public_pem(signing.public_key()))
    _write(folder / HOLDER_PUBLIC, _public_pem(holder.public_key()))
    _write(folder / HOLDER_PRIVATE, _private_pem(holder, passphrase))
    key_id = _new_key_id(now)
    # Last, because a folder with a ring counts as complete.
    _write_ring(folder, key_id, {key_id: os.urandom(_KEY_BYTES)})
    return passphrase


def current() -> KeyRing:
    """Return the key ring; read again when its file has changed, so a rotation reaches everyone.

    Raises:
        KeysMissingError: If there is none.
        KeysInsideDataError: If the key folder lies in the data folder.
        KeysOpenToOthersError: If others can reach a file.
        KeysDamagedError: If a file is not what it should be.
    """
    folder: Path = settings.KEYS
    try:
        stamp = (folder / RING).stat()
    except FileNotFoundError as error:
        raise KeysMissingError from error
    return _load(folder, stamp.st_mtime_ns, stamp.st_ino)


def add_wrapping_key(now: datetime) -> str:
    """Add a wrapping key to the ring, make it active, and return its id.

    The older keys stay: backups and keys that are not wrapped anew yet need them.
    """
    folder = _folder()
    with _locked(folder):
        ring = current()
        key_id = _new_key_id(now)
        _write_ring(folder, key_id, {**ring.wrapping_keys, key_id: os.urandom(_KEY_BYTES)})
    return key_id


def read_holder_key(pem: bytes, passphrase: str) -> X25519PrivateKey:
    """Return the FG's private key, from the file that the FG keeps, for one opening.

    Raises:
        HolderPassphraseError: If this is no such key, or the pass phrase does not open it; which
            of the two is not told.
    """
    if len(pem) > LARGEST_KEY_FILE:
        raise HolderPassphraseError
    try:
        key = load_pem_private_key(pem, passphrase.strip().encode())
    except (ValueError, TypeError) as error:
        raise HolderPassphraseError from error
    if not isinstance(key, X25519PrivateKey):
        raise HolderPassphraseError
    return key


@lru_cache(maxsize=4)
def _load(folder: Path, _changed_at: int, _inode: int) -> KeyRing:
    _folder()
    _refuse_others(folder)
    signing = _load_key(folder / LEDGER_KEY)
    holder = _load_key(folder / HOLDER_PUBLIC)
    if not isinstance(signing, Ed25519PrivateKey) or not isinstance(holder, X25519PublicKey):
        raise KeysDamagedError
    active, keys = _read_ring(folder)
    return KeyRing(active, keys, signing, holder)


def _folder() -> Path:
    folder: Path = settings.KEYS
    if folder.resolve().is_relative_to(Path(settings.DATA).resolve()):
        raise KeysInsideDataError
    return folder


def _refuse_others(path: Path) -> None:
    if path.stat().st_mode & _OTHERS:
        raise KeysOpenToOthersError(file=path.name)


def _read(file: Path) -> bytes:
    try:
        _refuse_others(file)
        return file.read_bytes()
    except FileNotFoundError as error:
        raise KeysMissingError(file=file.name) from error


def _load_key(file: Path) -> object:
    pem = _read(file)
    try:
        is_public = file.name == HOLDER_PUBLIC
        return load_pem_public_key(pem) if is_public else load_pem_private_key(pem, None)
    except (ValueError, TypeError) as error:
        raise KeysDamagedError(file=file.name) from error


def _read_ring(folder: Path) -> tuple[str, dict[str, bytes]]:
    content = _read(folder / RING)
    try:
        ring = json.loads(content)
        keys = {str(name): b64decode(key, validate=True) for name, key in ring["keys"].items()}
        active = str(ring["active"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise KeysDamagedError(file=RING) from error
    if active not in keys or any(len(key) != _KEY_BYTES for key in keys.values()):
        raise KeysDamagedError(file=RING)
    return active, keys


def _write_ring(folder: Path, active: str, keys: Mapping[str, bytes]) -> None:
    ring = {"active": active, "keys": {name: b64encode(key).decode() for name, key in keys.items()}}
    _write(folder / RING, json.dumps(ring, indent=1).encode())


def _write(file: Path, content: bytes) -> None:
    """Replace the file in one step: a power cut leaves the old content or the new, never a half."""
    draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the folder for one change; a lock of the system, so it ends with the process."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _new_key_id(now: datetime) -> str:
    return f"{now:%Y%m%d}-{secrets.token_hex(4)}"


def _new_passphrase() -> str:
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_PER_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def _private_pem(key: Ed25519PrivateKey | X25519PrivateKey, passphrase: str | None) -> bytes:
    lock = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)


def _public_pem(key: Ed25519PublicKey | X25519PublicKey) -> bytes:
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
