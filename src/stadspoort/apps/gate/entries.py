"""What the gate writes to the ledger for one call, as values, and the payloads they become.

The keys of a payload are a promise to auditors: new ones may be added, none may change its meaning.
Nothing in a payload is content: ids, slugs, counts, digests. The moment stands in the entry itself.

`call.opened`
    call        id of the call
    boot        id of the process that opened it
    principal   `key:<id>` or `user:<id>`
    application, purpose, model    slugs in the register, "" when the call was refused before that
    endpoint    `chat/completions`, `embeddings`, `analyze`, `anonymize`, `deanonymize`,
                `guardrail/request` or `guardrail/response`; the last five ask no model
    verdict     standing in the register, "" when refused before a verdict was reached
    masked      number of masked values per kind
    body        SHA-256 (hex) of the masked body as sent, "" when nothing was sent
    register    version of the register that decided
    streamed    whether the answer was asked as a stream
    sealed      whether a sealed copy of the masked body was kept

`call.closed`
    call        id of the call
    outcome     one of `gate.values.Outcome`
    reason      digest (SHA-256, hex) of the reason shown to the asker, "" when there was none
    prompt_tokens, completion_tokens, duration_ms
    restored, unknown_tokens, neutralised    what restoring and the output check counted
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from stadspoort.gate.values import Closing, Opening


@dataclass(frozen=True, slots=True)
class Opened:
    """A call that is about to go upstream.

    Attributes:
        opening: What is recorded.
        at: The moment.
        body: The masked body as sent, to be sealed; None keeps no copy.
        seal_days: Days the sealed copy is kept.
        budget: Tokens the purpose may use in all; None means no limit.
    """

    opening: Opening
    at: datetime
    body: bytes | None = None
    seal_days: int = 0
    budget: int | None = None

    @property
    def is_sealed(self) -> bool:
        """Say whether a sealed copy is kept."""
        return self.body is not None and self.seal_days > 0


@dataclass(frozen=True, slots=True)
class Closed:
    """A call that ended."""

    closing: Closing
    at: datetime


@dataclass(frozen=True, slots=True)
class AtOnce:
    """A call that opened and closed at once: refused, or done without asking a model."""

    opening: Opening
    closing: Closing
    at: datetime


Entry: TypeAlias = Opened | Closed | AtOnce


def opened_payload(entry: Opened | AtOnce, *, boot: UUID) -> Mapping[str, object]:
    """Return the payload of `call.opened`."""
    opening = entry.opening
    return {
        "call": opening.call_id,
        "boot": str(boot),
        "principal": opening.principal.asker,
        "application": opening.principal.application,
        "purpose": opening.purpose,
        "model": opening.model,
        "endpoint": opening.endpoint,
        "verdict": opening.verdict,
        "masked": {str(kind): number for kind, number in opening.masked.items()},
        "body": opening.body_digest,
        "register": opening.register_version,
        "streamed": opening.streamed,
        "sealed": isinstance(entry, Opened) and entry.is_sealed,
    }


def closed_payload(closing: Closing) -> Mapping[str, object]:
    """Return the payload of `call.closed`."""
    return {
        "call": closing.call_id,
        "outcome": str(closing.outcome),
        "reason": _digest(closing.reason),
        "prompt_tokens": closing.prompt_tokens,
        "completion_tokens": closing.completion_tokens,
        "duration_ms": closing.duration_ms,
        "restored": closing.restored,
        "unknown_tokens": closing.unknown_tokens,
        "neutralised": closing.neutralised,
    }


def _digest(text: str) -> str:
    """Return the digest of a reason, which can name things that the register deletes later."""
    return hashlib.sha256(text.encode()).hexdigest() if text else ""
