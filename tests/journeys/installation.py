"""A real installation with a running server, driven through its command line."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

STADSPOORT = Path(sys.executable).with_name("stadspoort")

START_SECONDS = 60
STOP_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Installation:
    """One Stadspoort with its server running: where it answers, its accounts, its command line.

    Attributes:
        url: The address, without a slash at the end.
        data: The data folder.
        env: The environment in which its commands run.
        passwords: The password of every demo account by its user name, which is the role's slug.
        fg_passphrase: What opens sealed copies.
    """

    url: str
    data: Path
    env: dict[str, str]
    passwords: dict[str, str]
    fg_passphrase: str

    def run(self, *arguments: str, stdin: str | None = None) -> str:
        """Run a `stadspoort` command on this installation and return what it printed.

        Raises:
            subprocess.CalledProcessError: If the command ends with an error.
        """
        ended = subprocess.run(
            [str(STADSPOORT), *arguments],
            env=self.env, input=stdin, capture_output=True, text=True, check=True,
        )  # fmt: skip
        return ended.stdout


def free_port() -> int:
    """Return a port of the loopback address where nothing listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running_server(env: dict[str, str], log: Path) -> Iterator[str]:
    """Run `stadspoort serve` and give its address once it answers; stop it afterwards.

    Raises:
        AssertionError: If it does not answer in time; with what it printed.
    """
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(STADSPOORT), "serve", "--port", str(free_port())],
            env=env, stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    try:
        yield address_once_up(process, log)
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def address_once_up(process: subprocess.Popen[bytes], log: Path) -> str:
    """Return the address that the server printed, once a connection to it is accepted."""
    pause = threading.Event()
    for _attempt in range(START_SECONDS * 20):
        found = re.search(r"http://127\.0\.0\.1:(\d+)", log.read_text())
        if found and accepts_connections(int(found[1])):
            return found[0]
        if process.poll() is not None:
            break
        pause.wait(0.05)
    raise AssertionError(f"The server did not start. It printed:\n{log.read_text()}")


def accepts_connections(port: int) -> bool:
    """Tell whether something listens on this port of the loopback address."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
