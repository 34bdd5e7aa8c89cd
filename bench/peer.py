"""The environments of other systems: apart from the project's own, each from a hashed lock."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Environment:
    """A folder with its own Python, and the lock it is made from."""

    home: Path
    lock: Path


GATEWAYS = Environment(ROOT / ".venv-peer", ROOT / "requirements" / "peers.txt")
DETECTORS = Environment(ROOT / ".venv-peer-privacy", ROOT / "requirements" / "peers-privacy.txt")
"""Apart from the gateways, as what the two need does not go together."""


def program(name: str, environment: Environment = GATEWAYS) -> Path:
    """Return a program of the environment, made anew if its lock is another than it was."""
    stamp = environment.home / "made-from"
    wanted = hashlib.sha256(environment.lock.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        print(f"making {environment.home.name} from {environment.lock.name}", flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(environment.home)], check=True)
        subprocess.run(
            [str(environment.home / "bin" / "python"), "-m", "pip", "install", "--quiet",
             "--no-deps", "--require-hashes", "--only-binary", ":all:",
             "--disable-pip-version-check", "-r", str(environment.lock)],
            check=True,
        )  # fmt: skip
        stamp.write_text(wanted)
    return environment.home / "bin" / name
