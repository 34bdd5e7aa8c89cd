"""The detector with the lists in use, in every process; one thread keeps it confirmed.

Every process reads the version in use once a second and makes the detector anew when it moved. A
version that was not confirmed for 5 seconds refuses every text: a name that must always be masked
may have been added meanwhile, and what was readable may no longer be.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import close_old_connections, connections

from stadspoort.apps.lists import queries
from stadspoort.apps.lists.errors import ListsStaleError
from stadspoort.engines.privacy import Detector

logger = logging.getLogger(__name__)

CONFIRM_EVERY = 1.0
"""Seconds between two looks at the version in use."""

STALE_AFTER = 5.0
"""Seconds without confirmation after which no text is scanned."""


@dataclass(frozen=True, slots=True)
class _Held:
    detector: Detector
    version: str | None
    confirmed_at: float


class ListsInForce:
    """Holds the detector in force.

    Args:
        monotonic: Seconds that never run backwards; measures how old the confirmation is.
    """

    def __init__(self, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._held: _Held | None = None
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def detector(self) -> Detector:
        """Return the detector with the lists in use.

        Raises:
            ListsStaleError: If the version was not confirmed for 5 seconds.
        """
        held = self._held
        if held is None:
            raise ListsStaleError(age=None)
        age = self._monotonic() - held.confirmed_at
        if age > STALE_AFTER:
            raise ListsStaleError(age=round(age, 1))
        return held.detector

    def refresh(self) -> None:
        """Confirm the version in use, or make the detector of another one.

        Raises:
            Exception: If it cannot be read or opened; the one that is held then ages.
        """
        started = self._monotonic()
        version = queries.version_in_use()
        held = self._held
        if held is not None and held.version == version:
            self._held = _Held(held.detector, version, started)
            return
        detector = Detector(None if version is None else queries.content_of(version))
        self._held = _Held(detector, version, started)

    def start(self) -> None:
        """Load the lists in use and keep them confirmed from a thread of its own.

        Lists that cannot be opened do not stop the server: no text is scanned until someone
        loads other ones, and the screen to do so is there.
        """
        self._try()
        self._thread = threading.Thread(target=self._keep, name="lists", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread; texts are refused after 5 seconds."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _keep(self) -> None:
        while not self._stop.wait(CONFIRM_EVERY):
            close_old_connections()
            if not self._try():
                connections.close_all()
        connections.close_all()

    def _try(self) -> bool:
        try:
            self.refresh()
        except Exception:  # whatever it is, the version ages and texts are refused
            logger.exception("The lists in use could not be read; they are ageing.")
            return False
        return True
