"""The detector, in this process for short texts and in a child process for long ones.

Implements `gate.seams.Scanner`. A long text can make a pattern slow or a parser crash; a child
process with limits keeps that away from the other calls. Whatever goes wrong ends the call: a text
that was not scanned never reaches a model.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import cache

from stadspoort import sandbox
from stadspoort.engines.privacy import Detector, Finding
from stadspoort.engines.privacy.plugins import merge_plugins
from stadspoort.gate.detectors import Detectors
from stadspoort.gate.errors import DetectorFailedError, ScanFailedError

INLINE_UP_TO = 2_000
"""Characters in all up to which scanning is faster than handing it to a thread."""

IN_PROCESS_UP_TO = 20_000
"""Characters of one text up to which it is scanned in this process."""

CHILD_SECONDS = 60
CHILD_MEGABYTES = 1_024


class LimitedScanner:
    """Scans texts with the detector in force.

    Args:
        detector: Returns the detector to use now; it knows the municipality's own lists. None
            makes one without lists.
        others: Detectors of others that are asked as well; they can add, never remove.
    """

    def __init__(
        self, detector: Callable[[], Detector] | None = None, others: Detectors | None = None
    ) -> None:
        self._detector = detector or cache(Detector)
        self._others = others

    async def scan(self, texts: Sequence[str]) -> list[list[Finding]]:
        """Return the findings of each text, in order; doubt included.

        Raises:
            ScanFailedError: If the detector crashed, ran out of memory or time: no call may pass.
            DetectorFailedError: If a detector of others failed.
        """
        try:
            detector = self._detector()  # one for all texts of a call
            own = await _scan(detector, texts)
            if not self._others:
                return own
            found = await self._others.find(texts)
            return [
                merge_plugins(text, ours, detector.kept(text, theirs))
                for text, ours, theirs in zip(texts, own, found, strict=True)
            ]
        except DetectorFailedError:
            raise
        except Exception as error:  # fail closed, whatever the detector does
            # The error's own text may hold a piece of the scanned text: only its type goes on.
            raise ScanFailedError(cause=type(error).__name__, texts=len(texts)) from None


async def _scan(detector: Detector, texts: Sequence[str]) -> list[list[Finding]]:
    """Return what our own detector finds in each text, in order."""
    short = [text for text in texts if len(text) <= IN_PROCESS_UP_TO]
    in_process = iter(await _scan_short(detector, short))
    return [
        next(in_process) if len(text) <= IN_PROCESS_UP_TO else await _scan_long(detector, text)
        for text in texts
    ]


async def _scan_short(detector: Detector, texts: Sequence[str]) -> list[list[Finding]]:
    if sum(map(len, texts)) <= INLINE_UP_TO:
        return _detect(detector, texts)
    return await asyncio.to_thread(_detect, detector, texts)


def _detect(detector: Detector, texts: Sequence[str]) -> list[list[Finding]]:
    return [detector.detect(text) for text in texts]


async def _scan_long(detector: Detector, text: str) -> list[Finding]:
    return await sandbox.run_async(
        sandbox.detect, text, own=detector.own, seconds=CHILD_SECONDS, megabytes=CHILD_MEGABYTES
    )
