"""The environment of other systems: apart from the project's own, from a hashed lock."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".venv-peer"
LOCK = ROOT / "requirements" / "peers.txt"


def program(name: str) -> Path:
    """Return a program of the environment, made first if it is not there."""
    found = HOME / "bin" / name
    if not found.exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(HOME)], check=True)
        subprocess.run(
            [str(HOME / "bin" / "python"), "-m", "pip", "install", "--quiet", "--no-deps",
             "--require-hashes", "--disable-pip-version-check", "-r", str(LOCK)],
            check=True,
        )  # fmt: skip
    return found
