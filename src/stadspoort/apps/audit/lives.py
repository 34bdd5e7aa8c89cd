"""Which processes are alive, so that what a dead one left open can be closed by another."""

from __future__ import annotations

import socket
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from stadspoort.apps.audit.errors import LifeEndedError
from stadspoort.apps.audit.models import ProcessLife

SILENT_AFTER = timedelta(seconds=20)
"""Without a heartbeat for this long a process counts as dead; beat at least every 5 seconds."""


def begin(now: datetime) -> UUID:
    """Store the birth of this process and return its boot id."""
    life = ProcessLife(host=socket.gethostname(), started_at=now, heartbeat_at=now)
    life.save(force_insert=True)
    return life.boot_id


def beat(boot_id: UUID, now: datetime) -> None:
    """Say that the process is alive.

    Raises:
        LifeEndedError: If it ended, or others declared it dead: its open calls were closed as
            interrupted, so it may not go on under this id.
    """
    alive = ProcessLife.objects.filter(pk=boot_id, ended_at=None)
    if not alive.update(heartbeat_at=now):
        raise LifeEndedError(boot_id=str(boot_id))


def end(boot_id: UUID, now: datetime) -> None:
    """Store that the process ended in good order; nothing happens when it counts as dead."""
    ProcessLife.objects.filter(pk=boot_id, ended_at=None).update(ended_at=now)


def dead_boots(now: datetime) -> list[UUID]:
    """Return every boot that ended or fell silent; the silent ones are declared dead by this.

    That is final (see `beat`): a process that wakes up later cannot go on with calls that another
    has closed. What a dead boot left open is for the caller to close.
    """
    silent = Q(ended_at=None, heartbeat_at__lt=now - SILENT_AFTER)
    ProcessLife.objects.filter(silent).update(ended_at=now)
    return list(ProcessLife.objects.exclude(ended_at=None).values_list("boot_id", flat=True))
