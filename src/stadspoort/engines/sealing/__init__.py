"""Sealing bytes: for whoever has a key, or for one holder alone. Keys and nonces are passed in."""

from stadspoort.engines.sealing._envelope import seal, unseal, unwrap, wrap
from stadspoort.engines.sealing._holder import open_sealed, seal_to
from stadspoort.engines.sealing.errors import (
    EnvelopeUnreadableError,
    NotAuthenticError,
    WrongKeyError,
)

__all__ = [
    "EnvelopeUnreadableError",
    "NotAuthenticError",
    "WrongKeyError",
    "open_sealed",
    "seal",
    "seal_to",
    "unseal",
    "unwrap",
    "wrap",
]
