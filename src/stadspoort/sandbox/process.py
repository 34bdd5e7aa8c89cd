"""The parent's side of one child: start it, ask it one thing, kill it."""

from __future__ import annotations

import asyncio
import os
import selectors
import signal
import subprocess
import time
from collections.abc import Sequence

from stadspoort.sandbox.errors import ChildCrashedError, ChildTimedOutError
from stadspoort.sandbox.wire import HEAD, LONGEST_REPLY, Message, NotAFrameError, frame_size

_CHUNK = 256 * 1024
_DEATH_SECONDS = 5.0


class Child:
    """One running child process."""

    def __init__(self, command: Sequence[str]) -> None:
        # An empty environment: no database address, no key folder, no proxy. A session of its own:
        # Ctrl-C in the terminal is the parent's to handle.
        self._process = subprocess.Popen(  # noqa: S603  a fixed command of our own
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            start_new_session=True,
        )
        assert self._process.stdin is not None  # noqa: S101  asked for with PIPE
        assert self._process.stdout is not None  # noqa: S101  asked for with PIPE
        self._to = self._process.stdin.fileno()
        self._from = self._process.stdout.fileno()
        os.set_blocking(self._to, False)
        os.set_blocking(self._from, False)
        self.calls = 0

    @property
    def is_alive(self) -> bool:
        """Say whether it still runs; takes note of its end if not."""
        return self._process.poll() is None

    def ask(self, request: Message, seconds: float) -> bytes:
        """Return the frame of the child's reply, not yet looked into.

        Raises:
            ChildTimedOutError: If there was none within `seconds`.
            ChildCrashedError: If it died or sent something else than a reply.
        """
        exchange = self._exchange(request, seconds)
        until = time.monotonic() + seconds
        with selectors.DefaultSelector() as selector:
            selector.register(self._to, selectors.EVENT_WRITE)
            selector.register(self._from, selectors.EVENT_READ)
            while not exchange.is_complete:
                left = until - time.monotonic()
                if left <= 0:
                    raise ChildTimedOutError(seconds=seconds)
                for key, _ in selector.select(left):
                    if key.fd == self._from:
                        exchange.receive(self._from)
                    elif not exchange.send(self._to):
                        selector.unregister(self._to)
        return exchange.reply

    async def ask_async(self, request: Message, seconds: float) -> bytes:
        """Do as `ask` does without holding up the event loop."""
        exchange = self._exchange(request, seconds)
        loop = asyncio.get_running_loop()
        done: asyncio.Future[None] = loop.create_future()

        def write() -> None:
            if not exchange.send(self._to):
                loop.remove_writer(self._to)

        loop.add_writer(self._to, write)
        loop.add_reader(self._from, exchange.settle, self._from, done)
        try:
            async with asyncio.timeout(seconds):
                await done
        except TimeoutError as error:
            raise ChildTimedOutError(seconds=seconds) from error
        finally:
            loop.remove_writer(self._to)
            loop.remove_reader(self._from)
        return exchange.reply

    def _exchange(self, request: Message, seconds: float) -> _Exchange:
        self.calls += 1
        return _Exchange(
            self, Message({**request.facts, "seconds": seconds}, request.blob).encode()
        )

    def death(self) -> ChildCrashedError | ChildTimedOutError:
        """Return the error for a child that closed its pipe, by how it ended."""
        try:
            status = self._process.wait(_DEATH_SECONDS)
        except subprocess.TimeoutExpired:
            return ChildCrashedError(reason="closed its pipe")
        if status == -signal.SIGXCPU:
            return ChildTimedOutError(reason="processor time")
        return ChildCrashedError(status=status)

    def end(self) -> None:
        """Kill it; harmless when it has ended. Does not wait: a large memory takes time to free."""
        self._process.kill()

    def reap(self) -> None:
        """Wait until it is gone."""
        self._process.wait()

    def close(self) -> None:
        """Close the pipes: for the one who talked through them, when that is over."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()


class _Exchange:
    """One request on its way out and one reply on its way in, as far as the pipes take it."""

    def __init__(self, child: Child, request: bytes) -> None:
        self._child = child
        self._unsent = memoryview(request)
        self._received = bytearray()
        self._size: int | None = None

    @property
    def reply(self) -> bytes:
        return bytes(self._received)

    @property
    def is_complete(self) -> bool:
        return self._size is not None and len(self._received) >= self._size

    def send(self, pipe: int) -> bool:
        """Write what the pipe takes; say whether there is more."""
        try:
            written = os.write(pipe, self._unsent[:_CHUNK])
        except BlockingIOError:
            return True
        except BrokenPipeError:
            # It died or stopped listening: the other pipe tells how.
            self._unsent = self._unsent[:0]
            return False
        self._unsent = self._unsent[written:]
        return len(self._unsent) > 0

    def receive(self, pipe: int) -> None:
        """Take in what has come.

        Raises:
            ChildCrashedError: If the pipe closed, or what came is no reply.
            ChildTimedOutError: If it was stopped for its processor time.
        """
        try:
            chunk = os.read(pipe, _CHUNK)
        except BlockingIOError:
            return
        if not chunk:
            raise self._child.death()
        self._received += chunk
        try:
            self._measure()
        except NotAFrameError as error:
            raise ChildCrashedError(reason="no reply") from error

    def settle(self, pipe: int, done: asyncio.Future[None]) -> None:
        """Take in what has come; tell `done` once the reply is there or can no longer come."""
        if done.done():  # the event loop may call once more before it stops watching
            return
        try:
            self.receive(pipe)
        except (ChildCrashedError, ChildTimedOutError) as error:
            done.set_exception(error)
        else:
            if self.is_complete:
                done.set_result(None)

    def _measure(self) -> None:
        if self._size is None and len(self._received) >= HEAD.size:
            self._size = frame_size(bytes(self._received[: HEAD.size]))
            if self._size > LONGEST_REPLY:
                raise NotAFrameError
        # Bytes behind the reply, or a reply while the request is still coming: not our protocol.
        if self._size is not None and len(self._received) > self._size:
            raise NotAFrameError
