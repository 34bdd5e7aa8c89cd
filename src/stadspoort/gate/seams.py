"""The seams of the gate: what it needs from outside, as Protocols. `apps/gate` implements them."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

from stadspoort.engines.privacy import Finding, NewValue, Vault
from stadspoort.gate.values import Closing, Model, Opening, Principal, Snapshot


class Register(Protocol):
    """The compiled register and keys, held in memory."""

    def snapshot(self) -> Snapshot:
        """Return the snapshot in force.

        Raises:
            RegisterStaleError: If it was not confirmed for 5 seconds: no call may pass.
        """


class Journal(Protocol):
    """The ledger, as the gate writes it."""

    async def opened(self, opening: Opening, *, at: datetime, seal: bytes | None) -> None:
        """Return once the entry, and the sealed copy of the masked body `seal`, are committed.

        Raises:
            BudgetSpentError: If the purpose's token budget would be exceeded; nothing is written.
            LedgerUnavailableError: If it could not be committed: no call may pass.
        """

    def closed(self, closing: Closing, *, at: datetime) -> Awaitable[None]:
        """Take the entry in, to be committed within moments and tried again until it is.

        Nobody has to wait for what is returned: a call whose end was lost with its process is
        closed as interrupted by the next one.

        Raises:
            LedgerUnavailableError: If the journal is closed.
        """

    async def refused(self, opening: Opening, closing: Closing, *, at: datetime) -> None:
        """Record a call that was refused before it opened, as both entries in one commit.

        Raises:
            LedgerUnavailableError: If it could not be committed.
        """

    async def done(self, opening: Opening, closing: Closing, *, at: datetime) -> None:
        """Record a call that asked no model, as both entries in one commit.

        Raises:
            LedgerUnavailableError: If it could not be committed: nothing may be answered.
        """


class Vaults(Protocol):
    """Where the pseudonyms of a scope live."""

    async def of_call(self) -> Vault:
        """Return an empty vault with a fresh random tag that is never stored."""

    async def extend(
        self,
        scope: str,
        values: Sequence[NewValue],
        *,
        principal: Principal,
        keep: timedelta | None = None,
    ) -> Vault:
        """Return the vault of `scope`, extended with what is new, committed.

        Args:
            scope: Id of the conversation, bound to this principal: another principal that names
                the same id gets another vault.
            values: All of one request; known ones are skipped.
            principal: The asker; the first writer of the new entries.
            keep: How long a new vault is kept after its last use; None for as long as that of a
                client's conversation. One that exists keeps its own term.

        Raises:
            VaultUnavailableError: If it could not be read or committed.
        """

    async def existing(self, scope: str, *, principal: Principal) -> Vault | None:
        """Return the vault of `scope` as it is; None if there is none, or none any more.

        Raises:
            VaultUnavailableError: If it could not be read.
        """


class Scanner(Protocol):
    """The detector, wherever it runs: long texts go to a child process."""

    async def scan(self, texts: Sequence[str]) -> list[list[Finding]]:
        """Return the findings of each text, in order; doubt included.

        Raises:
            ScanFailedError: If the detector crashed, ran out of memory or time: no call may pass.
        """


class Upstream(Protocol):
    """One model endpoint. It gets the very bytes that were sealed, and no header of the client."""

    async def ask(self, model: Model, endpoint: str, body: bytes) -> dict[str, Any]:
        """Return the whole JSON answer of `endpoint` ("chat/completions", "embeddings").

        Raises:
            UpstreamError: With the outcome that names what went wrong.
        """

    def stream(self, model: Model, endpoint: str, body: bytes) -> AsyncGenerator[bytes]:
        """Yield the bytes of the event stream as they come.

        Raises:
            UpstreamError: With the outcome that names what went wrong, also half-way.
        """


class Clock(Protocol):
    """The time, passed in so that tests can set it."""

    def __call__(self) -> datetime:
        """Return the moment now, aware, in UTC."""


__all__ = ["Clock", "Journal", "NewValue", "Register", "Scanner", "Upstream", "Vaults"]
