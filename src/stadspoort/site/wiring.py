"""Joins the gate to the rooms that implement its seams. The only place that does."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings

from stadspoort.apps.audit import keyring
from stadspoort.apps.gate import runtime
from stadspoort.apps.gate.batch import BatchWriter
from stadspoort.apps.gate.journal import LedgerJournal
from stadspoort.apps.gate.register import Snapshots
from stadspoort.apps.gate.scanner import LimitedScanner
from stadspoort.apps.gate.seals import Sealer
from stadspoort.apps.gate.sweeper import Keeper
from stadspoort.apps.gate.vaults import DatabaseVaults
from stadspoort.apps.lists.in_force import ListsInForce
from stadspoort.gate.detectors import Detectors, chosen
from stadspoort.gate.embedded import Upstreams
from stadspoort.gate.pipeline import Gate
from stadspoort.gate.upstream import HttpUpstream
from stadspoort.site.explain import explain


def now() -> datetime:
    """Return the moment, aware, in UTC."""
    return datetime.now(UTC)


def _new_call_id() -> str:
    return uuid.uuid4().hex


@dataclass(frozen=True, slots=True)
class RunningGate:
    """A gate with all that runs behind it."""

    gate: Gate
    snapshots: Snapshots
    journal: LedgerJournal
    vaults: DatabaseVaults
    lists: ListsInForce
    http: HttpUpstream

    def stop(self) -> None:
        """Write what waits and end the threads; call it outside the event loop."""
        runtime.install(None)
        self.journal.stop()
        self.snapshots.stop()
        self.lists.stop()
        self.vaults.close()


def start() -> RunningGate:
    """Start a gate over the database and make it the one of this process.

    Call it outside the event loop; the endpoints' connections belong to the loop that asks first.

    Raises:
        DatabaseError: If the register cannot be read: a gate that knows nothing must not start.
        StadspoortError: If the keys are missing or open to others, or STADSPOORT_DETECTORS names
            a detector that cannot be used.
    """
    keyring.current()
    others = Detectors(chosen(settings.DETECTORS))
    snapshots = Snapshots(clock=now)
    snapshots.start()
    sealer = Sealer(lambda: keyring.current().holder_key)
    journal = LedgerJournal(
        writer=BatchWriter(sealer=sealer), keeper=Keeper(), register=snapshots, clock=now
    )
    journal.start()
    lists = ListsInForce()
    lists.start()
    vaults = DatabaseVaults(clock=now)
    http = HttpUpstream()
    gate = Gate(
        register=snapshots,
        journal=journal,
        vaults=vaults,
        scanner=LimitedScanner(lists.detector, others),
        upstream=Upstreams(http),
        clock=now,
        new_id=_new_call_id,
        explain=explain,
    )
    runtime.install(gate)
    return RunningGate(gate, snapshots, journal, vaults, lists, http)
