"""The servers of a measurement: started, awaited until they answer, and stopped again."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

START_SECONDS = 60
STOP_SECONDS = 15

BIN = Path(sys.executable).parent

# Server and load each get a core of their own where there are two, so that they do not take turns.
SERVER_CORE, LOAD_CORE = 1, 0


class NotStartedError(Exception):
    """A server of the measurement ended or stayed silent; the text is what it printed."""


@dataclass(frozen=True, slots=True)
class Gateway:
    """A gateway under measurement: where it answers, with which key and model, and its process."""

    name: str
    url: str
    key: str
    model: str
    pid: int


def pinned(core: int, command: Sequence[str]) -> list[str]:
    """Return the command so that it runs on one core, if this machine has more than one."""
    if (os.cpu_count() or 1) < 2:
        return list(command)
    return ["taskset", "-c", str(core), *command]


def free_port() -> int:
    """Return a port of the loopback address where nothing listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(
    command: Sequence[str], *, log: Path, port: int | None, env: Mapping[str, str] | None = None
) -> Iterator[tuple[int, int]]:
    """Run a server and give its process id and its port once it accepts connections.

    Args:
        command: The program with its arguments.
        log: Where its output goes.
        port: The port it was told to use, or None to read it from the address it prints.
        env: Variables beside those of this process.

    Raises:
        NotStartedError: If it does not answer in time.
    """
    with log.open("wb") as output:
        process = subprocess.Popen(
            list(command), env=os.environ | dict(env or {}), stdin=subprocess.DEVNULL,
            stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        yield process.pid, _port_once_up(process, log, port)
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _port_once_up(process: subprocess.Popen[bytes], log: Path, port: int | None) -> int:
    pause = threading.Event()
    for _attempt in range(START_SECONDS * 20):
        printed = re.search(r"http://127\.0\.0\.1:(\d+)", log.read_text(errors="replace"))
        known = port or (int(printed[1]) if printed else None)
        if known and _accepts_connections(known):
            return known
        if process.poll() is not None:
            break
        pause.wait(0.05)
    raise NotStartedError(log.read_text(errors="replace")[-3000:])


def _accepts_connections(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


@contextmanager
def mock_upstream(tool: Path, folder: Path, **env: str) -> Iterator[int]:
    """Run the mock model of the bench tools and give its port."""
    port = free_port()
    command = [
        str(BIN / "uvicorn"), "--app-dir", str(tool), "mock_upstream:app", "--port", str(port),
        "--no-access-log", "--log-level", "warning",
    ]  # fmt: skip
    log = folder / "mock.log"
    with running(pinned(LOAD_CORE, command), log=log, port=port, env=env) as (_pid, _port):
        yield port


@contextmanager
def stadspoort(folder: Path, upstream_port: int) -> Iterator[Gateway]:
    """Run the demo municipality with one model, one purpose and one key more."""
    env = {"STADSPOORT_DATA": str(folder / "data"), "STADSPOORT_KEYS": str(folder / "keys")}

    def command(*arguments: str) -> str:
        ended = subprocess.run(
            [str(BIN / "stadspoort"), *arguments],
            env=os.environ | env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if ended.returncode != 0:
            raise NotStartedError(f"stadspoort {' '.join(arguments)}: {ended.stderr}")
        return ended.stdout

    command("demo")
    command(
        "admin", "add-model", "--name", "mock", "--upstream-model", "mock-model", "--private-host",
        "--base-url", f"http://127.0.0.1:{upstream_port}/v1", "--self-hosted",
    )  # fmt: skip
    command(
        "admin", "add-purpose", "--slug", "meten", "--title", "Meten",
        "--data-classes", "openbaar,intern,persoonsgegevens",
    )  # fmt: skip
    command(
        "admin", "allow", "--purpose", "meten", "--model", "mock", "--until", "2099-12-31",
        "--reason", "Meting op een lege installatie",
    )  # fmt: skip
    key = json.loads(
        command(
            "admin", "add-key", "--purpose", "meten", "--owner", "functioneel-beheerder", "--json"
        )
    )["key"]
    serve = [str(BIN / "stadspoort"), "serve", "--port", str(free_port())]
    log = folder / "stadspoort.log"
    with running(pinned(SERVER_CORE, serve), log=log, port=None, env=env) as (pid, port):
        yield Gateway("stadspoort", f"http://127.0.0.1:{port}", key, "mock", pid)
