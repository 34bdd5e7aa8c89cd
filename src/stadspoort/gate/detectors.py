"""Detectors of others beside our own: which were chosen, and asking them.

    STADSPOORT_DETECTORS="mijn-detector spacy=/srv/modellen/nl presidio+intern=http://10.0.0.7:3000"

Presidio and OpenAnonymiser are asked over HTTP; other ones are Python code, run in this process for
short texts and in a child process for long ones. Whatever goes wrong ends the call: a detector that
was chosen is never passed over.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

import aiohttp

from stadspoort import sandbox
from stadspoort.engines.privacy import Finding
from stadspoort.engines.privacy.plugins import PluginAnswerError, read_findings
from stadspoort.gate.addresses import is_callable_url, may_be_asked
from stadspoort.gate.errors import DetectorFailedError, DetectorSettingError, UpstreamError
from stadspoort.gate.upstream import PublicResolver
from stadspoort.sandbox.plugins import detect_with, is_known

LONGEST_TEXT = 1_000_000
"""Characters of one text that a detector over HTTP is asked about."""
LONGEST_ANSWER = 16 * 1024 * 1024
IN_PROCESS_UP_TO = 20_000
"""Characters of one text up to which the code of a detector runs in this process."""

SECONDS = 30.0
"""For all texts of one call together, per detector."""
_CONNECT_SECONDS = 5
_CHILD_MEGABYTES = 8_192
"""Of address space: a model may be large. What it really uses is the model's."""
_AT_ONCE = 8
_MARK = "+intern"
_MOST = 8


@dataclass(frozen=True, slots=True)
class Service:
    """A detector over HTTP, by the form of its answer."""

    path: str
    findings_in: str | None
    """The member of the answer that holds the list; None when the answer is the list."""


SERVICES = {
    "presidio": Service("/analyze", None),
    "openanonymiser": Service("/api/v1/analyze", "pii_entities"),
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """One detector of the setting.

    Attributes:
        name: As findings, errors and the ledger name it.
        plugin: For Python code: its name for `sandbox.plugins.detect_with`; empty for a service.
        url: Base address of a service.
        is_marked: Whether the setting allows it a private address.
    """

    name: str
    plugin: str = ""
    url: str = ""
    is_marked: bool = False


def chosen(setting: str) -> tuple[Chosen, ...]:
    """Return the detectors that the setting names, divided by spaces.

    Raises:
        DetectorSettingError: If one of them cannot be used; the server must not start without it.
    """
    found = tuple(_one(given) for given in setting.split())
    if len(found) > _MOST:
        raise DetectorSettingError(given=f"{len(found)} detectors", reason=f"hoogstens {_MOST}")
    return found


def _one(given: str) -> Chosen:
    left, _, value = given.partition("=")
    name = left.removesuffix(_MARK)
    if name in SERVICES:
        is_marked = left.endswith(_MARK)
        if not is_callable_url(value):
            raise DetectorSettingError(given=name, reason="dit is geen adres met http of https")
        if not may_be_asked(value, is_marked=is_marked):
            raise DetectorSettingError(
                given=name,
                reason=f"dit adres ligt in een eigen netwerk; schrijf {name}{_MARK}= als dat mag",
            )
        return Chosen(name, url=value.rstrip("/"), is_marked=is_marked)
    if not is_known(given):
        raise DetectorSettingError(
            given=name, reason="er is geen geïnstalleerde detector die zo heet"
        )
    return Chosen(name, plugin=given)


class Detectors:
    """Asks every chosen detector. Holds nothing of a text; may be used from any event loop."""

    def __init__(self, detectors: Sequence[Chosen], *, seconds: float = SECONDS) -> None:
        self._detectors = tuple(detectors)
        self._seconds = seconds

    def __bool__(self) -> bool:
        return bool(self._detectors)

    async def find(self, texts: Sequence[str]) -> list[list[Finding]]:
        """Return what all detectors together found in each text, not merged.

        Raises:
            DetectorFailedError: If one of them failed or was too slow: no call may pass.
        """
        found: list[list[Finding]] = [[] for _ in texts]
        for detector in self._detectors:
            for row, findings in zip(found, await self._ask(detector, texts), strict=True):
                row.extend(findings)
        return found

    async def _ask(self, detector: Chosen, texts: Sequence[str]) -> list[list[Finding]]:
        try:
            async with asyncio.timeout(self._seconds):
                if detector.plugin:
                    return await _in_turns(texts, lambda text: self._run(detector.plugin, text))
                return await _over_http(detector, texts)
        except TimeoutError:
            raise DetectorFailedError(detector=detector.name, reason="timeout") from None
        except UpstreamError:  # the resolver refused the address
            raise DetectorFailedError(detector=detector.name, reason="not_allowed") from None
        except aiohttp.ClientError:
            raise DetectorFailedError(detector=detector.name, reason="unreachable") from None
        except PluginAnswerError:
            raise DetectorFailedError(detector=detector.name, reason="answer") from None
        except DetectorFailedError:
            raise
        except Exception as error:  # fail closed, whatever the code of somebody else does
            # The error's own text may hold a piece of the scanned text: only its type goes on.
            reason = type(error).__name__
            raise DetectorFailedError(detector=detector.name, reason=reason) from None

    async def _run(self, plugin: str, text: str) -> list[Finding]:
        if len(text) <= IN_PROCESS_UP_TO:
            return await asyncio.to_thread(detect_with, text, plugin=plugin)
        return await sandbox.run_async(
            detect_with,
            text,
            plugin=plugin,
            seconds=self._seconds,
            megabytes=_CHILD_MEGABYTES,
        )


async def _over_http(detector: Chosen, texts: Sequence[str]) -> list[list[Finding]]:
    """Ask a service about each text, over connections of this call alone.

    A resolver of ours tests every address the name stands for, unless the host was marked.
    """
    resolver = aiohttp.ThreadedResolver() if detector.is_marked else PublicResolver()
    async with aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=_AT_ONCE, resolver=resolver),
        timeout=aiohttp.ClientTimeout(sock_connect=_CONNECT_SECONDS),
        trust_env=False,
    ) as session:
        return await _in_turns(texts, lambda text: _post(session, detector, text))


async def _in_turns(
    texts: Sequence[str], ask: Callable[[str], Awaitable[list[Finding]]]
) -> list[list[Finding]]:
    """Return what `ask` gives for each text, a few at a time; nothing for one without words."""
    turns = asyncio.Semaphore(_AT_ONCE)

    async def one(text: str) -> list[Finding]:
        if not any(map(str.isalnum, text)):
            return []
        async with turns:
            return await ask(text)

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(text)) for text in texts]
    except ExceptionGroup as failures:
        raise failures.exceptions[0] from None
    return [task.result() for task in tasks]


async def _post(session: aiohttp.ClientSession, detector: Chosen, text: str) -> list[Finding]:
    service = SERVICES[detector.name]
    if len(text) > LONGEST_TEXT:
        raise DetectorFailedError(detector=detector.name, reason="too_long")
    # OpenAnonymiser cuts white space off and counts from there; so it gets none.
    stripped = text.strip()
    shift = text.index(stripped)
    async with session.post(
        detector.url + service.path,
        json={"text": stripped, "language": "nl"},
        allow_redirects=False,
    ) as response:
        if response.status != 200:
            raise DetectorFailedError(detector=detector.name, reason="status")
        answer = _read_answer(detector, service, await _body(detector, response))
    found = read_findings(detector.name, stripped, answer)
    return [_moved(finding, shift) for finding in found] if shift else found


async def _body(detector: Chosen, response: aiohttp.ClientResponse) -> bytes:
    received = bytearray()
    async for data in response.content.iter_any():
        received += data
        if len(received) > LONGEST_ANSWER:
            raise DetectorFailedError(detector=detector.name, reason="answer")
    return bytes(received)


def _read_answer(detector: Chosen, service: Service, body: bytes) -> list[object]:
    """Return the list of findings in an answer, each not yet checked."""
    try:
        answer = json.loads(body)
        if service.findings_in is not None:
            answer = answer[service.findings_in]
    except (ValueError, RecursionError, KeyError, TypeError):
        raise DetectorFailedError(detector=detector.name, reason="answer") from None
    if not isinstance(answer, list):
        raise DetectorFailedError(detector=detector.name, reason="answer")
    return answer


def _moved(finding: Finding, by: int) -> Finding:
    return replace(finding, start=finding.start + by, end=finding.end + by)
