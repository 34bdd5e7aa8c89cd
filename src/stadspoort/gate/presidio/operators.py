"""Presidio's operators on one found value, with its defaults and its words for what is wrong.

Source: presidio_anonymizer 2.2.366, `operators/`. `encrypt` and `decrypt` are its AES-CBC with
PKCS7 padding, the vector in front, in URL-safe base64: either side reads what the other wrote. The
form carries no proof against changes; for values that come back here, `pseudonymize` does.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from stadspoort.gate.presidio import fields
from stadspoort.gate.presidio.errors import PresidioRequestError

Random = Callable[[int], bytes]

PSEUDONYMIZE = "pseudonymize"
RESTORE = "restore"
ANONYMIZERS = ("encrypt", "hash", "keep", "mask", "redact", "replace", PSEUDONYMIZE)
DEANONYMIZERS = ("decrypt", "deanonymize_keep", RESTORE)
"""Presidio's own, and last of each ours: the reversible tokens of a conversation."""

_HASHES = {"sha256": hashlib.sha256, "sha512": hashlib.sha512}
_SHORTEST_SALT = 16
_RANDOM_SALT = 32
_VECTOR = 16
_STANDARD = str.maketrans("-_", "+/")
"""Both alphabets of base64 are read: older Presidios wrote the other one."""


@dataclass(frozen=True, slots=True)
class Operator:
    """What is to be done with the values of one entity."""

    name: str
    params: Mapping[str, Any]


def read_operators(given: object, allowed: tuple[str, ...], *, param: str) -> dict[str, Operator]:
    """Return the operators by entity, "DEFAULT" for all others.

    Raises:
        PresidioRequestError: For one that does not exist, or takes code.
    """
    if given is None:
        return {}
    if not isinstance(given, dict):
        raise fields.wrong_type(param, dict, given, status=422)
    return {entity: _operator(config, allowed, param) for entity, config in given.items()}


def _operator(config: object, allowed: tuple[str, ...], param: str) -> Operator:
    if not isinstance(config, dict):
        raise fields.wrong_type(param, dict, config, status=422)
    name = config.get("type")
    if not name or not isinstance(name, str):
        raise _invalid("Invalid input, operator config must contain operator_name", param)
    if name == "custom":
        message = "Custom type anonymizer is not supported"
        raise PresidioRequestError(message, param=param)
    if name not in allowed:
        raise _invalid("Invalid operator class.", param)
    return Operator(name, {key: value for key, value in config.items() if key != "type"})


def applied(operator: Operator, value: str, entity: str, *, random: Random) -> str:
    """Return what stands in the place of `value`.

    Raises:
        PresidioRequestError: 422 for a wrong parameter.
    """
    params = operator.params
    match operator.name:
        case "redact":
            return ""
        case "keep" | "deanonymize_keep":
            return value
        case "mask":
            return _masked(value, params)
        case "hash":
            return _hashed(value, params, random)
        case "encrypt":
            return _encrypted(value, _key(params), random(_VECTOR))
        case "decrypt":
            return _decrypted(value, _key(params))
        case _:
            return _new_value(params) or f"<{entity}>"


def _new_value(params: Mapping[str, Any]) -> str | None:
    value = params.get("new_value")
    if value and not isinstance(value, str):
        raise fields.wrong_type("new_value", str, value, status=422)
    return value or None


def _masked(value: str, params: Mapping[str, Any]) -> str:
    sign, number = params.get("masking_char"), params.get("chars_to_mask")
    if sign is None:
        raise _invalid("Expected parameter masking_char", "masking_char")
    if not isinstance(sign, str):
        raise fields.wrong_type("masking_char", str, sign, status=422)
    if len(sign) > 1:
        raise _invalid("Invalid input, masking_char must be a character", "masking_char")
    if number is None:
        raise _invalid("Expected parameter chars_to_mask", "chars_to_mask")
    if isinstance(number, bool) or not isinstance(number, int):
        raise fields.wrong_type("chars_to_mask", int, number, status=422)
    from_end = params.get("from_end") or False
    if not isinstance(from_end, bool):
        raise fields.wrong_type("from_end", bool, from_end, status=422)
    hidden = max(0, min(len(value), number))
    if from_end:
        return value[: len(value) - hidden] + sign * hidden
    return sign * hidden + value[hidden:]


def _hashed(value: str, params: Mapping[str, Any], random: Random) -> str:
    name = params.get("hash_type", "sha256")
    if not isinstance(name, str) or name not in _HASHES:
        message = f"Parameter hash_type is not in range of values {list(_HASHES)}"
        raise _invalid(message, "hash_type")
    salt = params.get("salt")
    if salt is not None and not isinstance(salt, str):
        raise fields.wrong_type("salt", str, salt, status=422)
    if salt is not None and len(salt.encode()) < _SHORTEST_SALT:
        raise _invalid("Salt must be at least 16 bytes (128 bits).", "salt")
    # Without a salt of one's own the same value never hashes the same: a BSN is soon tried out.
    added = salt.encode() if salt is not None else random(_RANDOM_SALT)
    return _HASHES[name](value.encode() + added).hexdigest()


def _key(params: Mapping[str, Any]) -> bytes:
    key = params.get("key")
    if key is None:
        raise _invalid("Expected parameter key", "key")
    if not isinstance(key, str):
        raise _invalid("Invalid parameter value for 'key'.", "key")
    raw = key.encode()
    if len(raw) * 8 not in algorithms.AES.key_sizes or len(raw) > 32:
        raise _invalid("Invalid input, key must be of length 128, 192 or 256 bits", "key")
    return raw


def _encrypted(value: str, key: bytes, vector: bytes) -> str:
    padder = padding.PKCS7(algorithms.AES.block_size).padder()
    padded = padder.update(value.encode()) + padder.finalize()
    encryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).encryptor()
    return base64.urlsafe_b64encode(
        vector + encryptor.update(padded) + encryptor.finalize()
    ).decode()


def _decrypted(written: str, key: bytes) -> str:
    try:
        raw = base64.b64decode(written.translate(_STANDARD), validate=True)
        decryptor = Cipher(algorithms.AES(key), modes.CBC(raw[:_VECTOR])).decryptor()
        unpadder = padding.PKCS7(algorithms.AES.block_size).unpadder()
        padded = decryptor.update(raw[_VECTOR:]) + decryptor.finalize()
        return (unpadder.update(padded) + unpadder.finalize()).decode()
    except (binascii.Error, ValueError):
        # From nothing but the fixed words may be told what exactly was wrong with the padding.
        message = "Invalid input, the text was not encrypted with this key"
        raise _invalid(message, "key") from None


def _invalid(message: str, param: str) -> PresidioRequestError:
    return PresidioRequestError(message, param=param, status=422)
