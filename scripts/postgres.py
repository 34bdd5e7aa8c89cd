"""A PostgreSQL server for the tests: a given one, this machine's, or one of our own for a while.

The tests make and drop databases named `test_stadspoort_*` and touch nothing else.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

URL_VARIABLE = "STADSPOORT_TEST_DATABASE_URL"

# The socket lies in a folder of its own, so this number meets no other server.
PRIVATE_PORT = 54329

# A file that is not there: libpq would otherwise read the passwords of the user.
NO_PASSWORDS = "/nonexistent/passwords"

# A test database is gone after the run: nothing is worth waiting for the disk.
FAST = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=200")


class NoServerError(Exception):
    """No PostgreSQL server could be found or started."""


@contextmanager
def test_server() -> Iterator[str]:
    """Give the address of a server where the tests may create databases.

    Raises:
        NoServerError: If there is none and none can be started here.
    """
    if given := os.environ.get(URL_VARIABLE):
        yield given
    elif local := local_server():
        yield local
    else:
        with private_cluster() as address:
            yield address


def local_server() -> str | None:
    """Return the address of this machine's server if it lets this user create databases.

    Only without a password: the tests never ask for one and never read one.
    """
    address = "postgresql:///postgres"
    question = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
    try:
        with psycopg.connect(address, connect_timeout=2, passfile=NO_PASSWORDS) as connection:
            row = connection.execute(question).fetchone()
    except psycopg.OperationalError:
        return None
    return address if row and row[0] else None


def server_programs() -> Path:
    """Return the folder with `initdb` and `pg_ctl`, the newest when there are several.

    Raises:
        NoServerError: If PostgreSQL is not installed.
    """
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parent.name)
    if not folders:
        raise NoServerError("PostgreSQL is not installed; `make setup` installs it.")
    return folders[-1]


@contextmanager
def private_cluster() -> Iterator[str]:
    """Start a server of our own in a temporary folder, and take it away afterwards.

    It listens on a socket in that folder only. The server refuses to run as root, so root hands
    it to the user `postgres` that Debian's package made.
    """
    programs = server_programs()
    owner = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="stadspoort-postgres-"))
    data = folder / "data"
    settings = (f"unix_socket_directories={folder}", "listen_addresses=", *FAST)
    options = " ".join(["-p", str(PRIVATE_PORT), *(f"-c {setting}" for setting in settings)])

    def run(program: str, *arguments: str) -> None:
        ended = subprocess.run(
            [str(programs / program), "-D", str(data), *arguments],
            user=owner, group=owner, extra_groups=[] if owner else None, cwd=folder,
            # Not a pipe: the server inherits it, and reading it would wait for the server.
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False,
        )  # fmt: skip
        if ended.returncode != 0:
            log = folder / "log"
            told = log.read_text(errors="replace")[-2000:] if log.exists() else ""
            raise NoServerError(f"{program} ended with code {ended.returncode}. {told}")

    try:
        if owner:
            shutil.chown(folder, owner, owner)
        run("initdb", "-A", "trust", "-U", "stadspoort", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        run("pg_ctl", "-o", options, "-l", str(folder / "log"), "-w", "start")
        try:
            yield f"postgresql://stadspoort@{quote(str(folder), safe='')}:{PRIVATE_PORT}/postgres"
        finally:
            run("pg_ctl", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
