"""The pool: a few children, started ahead, lent out one call at a time."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from stadspoort.errors import Context, StadspoortError
from stadspoort.sandbox.errors import (
    ChildCrashedError,
    ChildOutOfMemoryError,
    SandboxBusyError,
)
from stadspoort.sandbox.jobs import JOBS, Job
from stadspoort.sandbox.process import Child
from stadspoort.sandbox.wire import Checked, NotAFrameError, decode

Result = TypeVar("Result")

# -I: no PYTHON* variables, no current folder on the path. -B: nothing may be written anyway.
COMMAND = (sys.executable, "-I", "-B", "-X", "utf8", "-m", "stadspoort.sandbox")

_LONGEST_WAIT = 60.0
_LONGEST_FACT = 200
_MOST_FACTS = 16
_LARGE_REPLY = 1024 * 1024
_MOST_IDLE = 4

_Key = tuple[str, int]


class Sandbox:
    """Runs registered functions in child processes with limits.

    A crash, a time-out or a kill takes one child and nothing else. May be used from many threads
    and from event loops at once.
    """

    def __init__(
        self,
        *,
        jobs: Iterable[Job[Any]] = JOBS,
        command: Sequence[str] = COMMAND,
        width: int | None = None,
    ) -> None:
        """Make a sandbox; nothing is started yet.

        Args:
            jobs: What may be run.
            command: The program of a child; the job's name and the megabytes are put behind it.
            width: How many children may be at work at once; None takes the number of processors,
                at least 2.
        """
        self._jobs = {job.function: job for job in jobs}
        self._command = tuple(command)
        self._slots = _Slots(width or max(2, os.cpu_count() or 2))
        self._lock = threading.Lock()
        self._idle: deque[tuple[_Key, Child]] = deque()
        self._lent: set[Child] = set()
        self._dying: list[Child] = []
        self._is_closed = False

    def run(
        self,
        function: Callable[..., Result],
        *args: object,
        seconds: float,
        megabytes: int,
        **options: object,
    ) -> Result:
        """Return what `function(*args, **options)` returns, computed in a child.

        Args:
            function: One of the registered functions.
            args: Its arguments.
            seconds: Time on the wall it may take, once it has a child.
            megabytes: Address space of the child, the interpreter (about 200) included.
            options: Its keyword arguments.

        Raises:
            ChildTimedOutError: If it took longer.
            ChildOutOfMemoryError: If it needed more memory and could still say so.
            ChildCrashedError: If the child died or failed.
            SandboxBusyError: If no child became free within a minute.
            StadspoortError: What the function itself raised, of the job's family.
            LookupError: If the function is not registered.
        """
        job = self._job(function)
        request = job.pack(*args, **options)
        self._slots.wait()
        try:
            with self._lend(job, megabytes) as child:
                return _result(job, child.ask(request, seconds), args)
        finally:
            self._slots.give()

    async def run_async(
        self,
        function: Callable[..., Result],
        *args: object,
        seconds: float,
        megabytes: int,
        **options: object,
    ) -> Result:
        """Do as `run` does without holding up the event loop; when cancelled, kill the child."""
        job = self._job(function)
        request = job.pack(*args, **options)
        await self._slots.wait_async()
        try:
            with self._lend(job, megabytes) as child:
                reply = await child.ask_async(request, seconds)
                if len(reply) > _LARGE_REPLY:
                    return await asyncio.to_thread(_result, job, reply, args)
                return _result(job, reply, args)
        finally:
            self._slots.give()

    def close(self) -> None:
        """End all children; calls still running get ChildCrashedError."""
        with self._lock:
            self._is_closed = True
            idle = [child for _, child in self._idle]
            self._idle.clear()
            for child in self._lent:
                child.end()
        for child in idle:
            child.end()
            child.close()
        for child in (*idle, *self._dying):
            child.reap()

    @property
    def at_work(self) -> int:
        """Return how many children are at work now."""
        with self._lock:
            return len(self._lent)

    def _job(self, function: Callable[..., Result]) -> Job[Result]:
        try:
            return self._jobs[function]
        except KeyError:
            message = f"{function!r} is no registered job of the sandbox"
            raise LookupError(message) from None

    @contextmanager
    def _lend(self, job: Job[Any], megabytes: int) -> Iterator[Child]:
        """Give a child for one call; only after a call that went well it may be used again."""
        key = (job.name, megabytes)
        child = self._take(key)
        is_sound = False
        try:
            yield child
            is_sound = True
        finally:  # cancelled and interrupted too: its pipe may hold half a reply
            self._give_back(child, key, is_reusable=is_sound and child.calls < job.uses)

    def _take(self, key: _Key) -> Child:
        with self._lock:
            if self._is_closed:
                raise ChildCrashedError(reason="closed")
            self._dying = [child for child in self._dying if child.is_alive]
            child = self._idle_child(key) or self._start(key)
            self._lent.add(child)
        return child

    def _idle_child(self, key: _Key) -> Child | None:
        """Take a waiting child for this work out of the idle ones; drop those that died."""
        for place, (other, child) in enumerate(self._idle):
            if other == key:
                del self._idle[place]
                if child.is_alive:
                    return child
                child.close()
                return self._idle_child(key)
        return None

    def _start(self, key: _Key) -> Child:
        name, megabytes = key
        try:
            return Child((*self._command, name, str(megabytes)))
        except OSError as error:
            raise ChildCrashedError(reason="does not start") from error

    def _give_back(self, child: Child, key: _Key, *, is_reusable: bool) -> None:
        """Keep the child for the next call, or end it and start its successor ahead of time."""
        with self._lock:
            self._lent.discard(child)
            if not is_reusable or self._is_closed:
                self._end(child)
            else:
                self._idle.append((key, child))
            if not self._is_closed:
                self._prepare(key)

    def _prepare(self, key: _Key) -> None:
        """Have one child waiting for this work, and not too many for all work together."""
        if all(other != key for other, _ in self._idle):
            # A failure to start shows at the next call, to the one who needs it.
            with suppress(ChildCrashedError):
                self._idle.append((key, self._start(key)))
        while len(self._idle) > _MOST_IDLE:
            self._end(self._idle.popleft()[1])

    def _end(self, child: Child) -> None:
        child.end()
        child.close()
        self._dying.append(child)


class _Slots:
    """Turns, first come first served, for threads and event loops alike."""

    def __init__(self, free: int) -> None:
        self._lock = threading.Lock()
        self._free = free
        self._waiting: deque[Future[None]] = deque()

    def wait(self) -> None:
        """Take a turn, waiting for it.

        Raises:
            SandboxBusyError: If none came within a minute.
        """
        turn = self._turn()
        try:
            turn.result(_LONGEST_WAIT)
        except TimeoutError as error:
            if turn.cancel():
                raise SandboxBusyError(seconds=_LONGEST_WAIT) from error

    async def wait_async(self) -> None:
        """Do as `wait` does without holding up the event loop."""
        turn = self._turn()
        try:
            async with asyncio.timeout(_LONGEST_WAIT):
                await asyncio.shield(asyncio.wrap_future(turn))
        except (TimeoutError, asyncio.CancelledError) as error:
            if not turn.cancel():  # given in the same moment: pass it on
                self.give()
            if isinstance(error, TimeoutError):
                raise SandboxBusyError(seconds=_LONGEST_WAIT) from error
            raise

    def give(self) -> None:
        """Give a turn to the one who waits longest."""
        with self._lock:
            while self._waiting:
                turn = self._waiting.popleft()
                if turn.set_running_or_notify_cancel():
                    turn.set_result(None)
                    return
            self._free += 1

    def _turn(self) -> Future[None]:
        turn: Future[None] = Future()
        with self._lock:
            if self._free:
                self._free -= 1
                turn.set_running_or_notify_cancel()
                turn.set_result(None)
            else:
                self._waiting.append(turn)
        return turn


def _result(job: Job[Result], frame: bytes, arguments: tuple[object, ...]) -> Result:
    """Return the result in a reply, or raise the error it names."""
    try:
        facts = Checked(decode(frame).facts)
        if facts.has("result"):
            return job.unpack(facts.get("result"), *arguments)
        if facts.has("error"):
            raise _error(job.errors, facts)
        failure = facts.get("failed").text()
    except NotAFrameError as error:
        raise ChildCrashedError(reason="no reply") from error
    if failure == "MemoryError":
        raise ChildOutOfMemoryError
    raise ChildCrashedError(reason=failure[:_LONGEST_FACT] if failure.isidentifier() else "failed")


def _error(family: type[StadspoortError], facts: Checked) -> StadspoortError:
    """Return the error of the job's family with this code and these facts."""
    code = facts.get("error").text()
    kind = next((kind for kind in _family(family) if kind.code == code), None)
    if kind is None:
        raise NotAFrameError(code)
    return kind(**_context(facts.get("context").value))


def _family(kind: type[StadspoortError]) -> Iterator[type[StadspoortError]]:
    yield kind
    for heir in kind.__subclasses__():
        yield from _family(heir)


def _context(facts: object) -> dict[str, Context]:
    """Return the facts of an error, few and short: they end up in logs."""
    if not isinstance(facts, dict) or len(facts) > _MOST_FACTS:
        raise NotAFrameError
    for name, value in facts.items():
        if not str(name).isidentifier() or not isinstance(value, str | int | float | None):
            raise NotAFrameError
        if isinstance(value, str) and len(value) > _LONGEST_FACT:
            raise NotAFrameError
    return facts
