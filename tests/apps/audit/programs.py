"""Starting real processes on the database of the running test."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[3]


def database_url() -> str:
    """Return the address of the test database, for another process."""
    name = connection.settings_dict["NAME"]
    given = os.environ.get("STADSPOORT_TEST_DATABASE_URL")
    if not given:
        return f"sqlite:///{name}"
    address, mark, options = given.partition("?")
    return f"{address.rpartition('/')[0]}/{name}{mark}{options}"


def environment(**changes: str) -> dict[str, str]:
    """Return the environment of a process that sees the data and keys of this test."""
    return {
        **os.environ,
        "STADSPOORT_DATABASE_URL": database_url(),
        "STADSPOORT_DATA": str(settings.DATA),
        "STADSPOORT_KEYS": str(settings.KEYS),
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        **changes,
    }


def start(module: str, *arguments: str, **changes: str) -> subprocess.Popen[str]:
    """Start `python -m module`; its output can be read line by line."""
    return subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=environment(**changes),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
