"""Work that goes wrong on purpose, and the program of a child that can do it.

The parent imports the jobs from here; a child runs this file.
"""

from __future__ import annotations

import os
import resource
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from stadspoort.engines.documents.errors import DocumentError, TooManyPagesError
from stadspoort.errors import StadspoortError
from stadspoort.sandbox.child import arguments, serve
from stadspoort.sandbox.jobs import Job
from stadspoort.sandbox.wire import HEAD, Checked, Json, Message


class OutsideTheFamilyError(StadspoortError):
    """An error that a job did not announce."""

    code = "tests.outside_the_family"


def misbehave(way: str) -> str:
    """Go wrong in the named way; "echo" answers with the child's process id."""
    answer: str = _WAYS[way]()
    return answer


def _spin() -> str:
    while True:
        pass


def _refuse() -> str:
    raise TooManyPagesError(pages=3, limit=2)


def _be_strange() -> str:
    raise OutsideTheFamilyError


def _tell() -> str:
    raise TooManyPagesError(text="Jan Pieters woont op de Kade 3. " * 40)


def _print() -> str:
    print("from a library", flush=True)  # noqa: T201  what some C libraries do
    return "said"


def _write() -> str:
    Path("/tmp/stadspoort-test-written").write_bytes(b"x" * 10)  # noqa: S108  must fail
    return "written"


_WAYS: dict[str, Callable[[], Any]] = {
    "echo": lambda: str(os.getpid()),
    "abort": os.abort,
    "kill": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "leave": lambda: os._exit(0),
    "spin": _spin,
    "hog": lambda: str(len(bytearray(4 * 1024**3))),
    "recurse": lambda: misbehave("recurse"),
    "bug": lambda: str(1 // 0),
    "named": _refuse,
    "stranger": _be_strange,
    "wordy": _tell,
    "print": _print,
    "write": _write,
    "environment": lambda: ",".join(sorted(os.environ)),
    "core": lambda: str(resource.getrlimit(resource.RLIMIT_CORE)[1]),
    "files": lambda: str(len(list(Path("/proc/self/fd").iterdir()))),
    "large": lambda: "x" * 3_000_000,
    "wrong type": lambda: 12,
}


def _work(request: Message) -> Json:
    return misbehave(Checked(request.facts).get("way").text())


def _pack(way: str) -> Message:
    return Message({"way": way})


def _unpack(reply: Checked, _way: str) -> str:
    return reply.text()


def garble(sent: bytes) -> str:
    """Write `sent` on the pipe to the parent instead of a reply."""
    return sent.decode("latin-1")


def _garble(request: Message) -> Json:
    # The reply pipe is the only writable one that is no standard stream.
    for name in Path("/proc/self/fd").iterdir():
        if int(name.name) > 2 and name.is_fifo():
            with suppress(OSError):
                os.write(int(name.name), request.blob)
    os._exit(0)


def _pack_garble(sent: bytes) -> Message:
    return Message({}, sent)


def _unpack_garble(reply: Checked, _sent: bytes) -> str:
    return reply.text()


def frame(facts: bytes) -> bytes:
    """Return a frame around any bytes, JSON or not."""
    return HEAD.pack(b"SPT1", len(facts), 0) + facts


def escape(way: str) -> str:
    """Try to get out of a sealed child; "echo" only answers."""
    try:
        _ESCAPES[way]()
    except PermissionError:
        return "refused"
    return "done"


def _limit_another() -> None:
    resource.prlimit(os.getppid(), resource.RLIMIT_CORE, (0, 0))


_ESCAPES: dict[str, Callable[[], object]] = {
    "echo": lambda: None,
    "compute": lambda: sum(len(bytearray(100_000)) for _ in range(100)),
    "limit itself": lambda: resource.setrlimit(resource.RLIMIT_CORE, (0, 0)),
    "read a file": lambda: Path("/etc/passwd").read_bytes(),
    "list a folder": lambda: list(Path("/").iterdir()),
    "remove a file": lambda: Path("/tmp/stadspoort-is-not-there").unlink(),  # noqa: S108  never made
    "use the network": lambda: socket.socket(socket.AF_INET),
    "use a local socket": lambda: socket.socket(socket.AF_UNIX),
    "start a program": lambda: os.execv("/bin/true", ["true"]),  # noqa: S606  must be refused
    "fork": os.fork,
    "signal its parent": lambda: os.kill(os.getppid(), 0),
    "limit its parent": _limit_another,
}


def _work_escape(request: Message) -> Json:
    return escape(Checked(request.facts).get("way").text())


JOBS: tuple[Job[Any], ...] = (
    Job("tests.misbehave", misbehave, _pack, _work, _unpack, DocumentError, uses=3),
    Job("tests.escape", escape, _pack, _work_escape, _unpack, is_sealed=True),
    Job("tests.garble", garble, _pack_garble, _garble, _unpack_garble, DocumentError),
)
COMMAND = (sys.executable, "-I", "-B", str(Path(__file__)))

if __name__ == "__main__":
    serve(JOBS, *arguments())
