"""Compile the locks, and check that they hold no address and bring no code that runs by itself.

    .venv/bin/python scripts/locks.py compile   needs uv; writes requirements/*.txt
    .venv/bin/python scripts/locks.py check

An address would tie everybody to the mirror of whoever made the lock. A `.pth` file in a package
runs at every start of Python without being imported, which is how malicious releases have hidden.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements"
LOCKS = ("runtime", "dev", "build", "node", "peers", "peers-privacy")

# Development tools that may bring a `.pth` file, with what it does.
KNOWN_PTH = {
    "coverage": "starts measuring in child processes, only if COVERAGE_PROCESS_START is set",
    "setuptools": "stands in for distutils, which later Pythons lack",
    "stadspoort": "points at src/ of this checkout",
}


def compile_locks() -> int:
    """Write every lock anew from its `.in` file and return the exit code."""
    for name in LOCKS:
        ended = subprocess.run(
            ["uv", "pip", "compile", "--quiet", "--python-version", "3.11", "--generate-hashes",
             "--no-emit-index-url", "--universal", f"requirements/{name}.in",
             "-o", f"requirements/{name}.txt"],
            cwd=ROOT, check=False,
        )  # fmt: skip
        if ended.returncode != 0:
            return ended.returncode
    return 0


def address_faults(lock: Path) -> list[str]:
    """Return a line for every address in a Python lock, and for every package without a hash."""
    text = lock.read_text()
    faults = [
        f"{lock.name}: holds an address: {line}" for line in text.splitlines() if "://" in line
    ]
    for block in re.split(r"\n(?=[A-Za-z0-9])", text):
        name = re.match(r"([A-Za-z0-9._-]+)(?:\[[^]]*\])?==", block)
        if name and "--hash=sha256:" not in block:
            faults.append(f"{lock.name}: {name[1]} has no hash")
    return faults


def npm_faults(lock: Path) -> list[str]:
    """Return a line for every package that names where it came from, or that has no hash."""
    faults = []
    text = lock.read_text()
    if '"resolved"' in text:
        faults.append(f"{lock.name}: holds resolved addresses; make it with the project's .npmrc")
    packages = json.loads(text)["packages"].items()
    unhashed = [path for path, facts in packages if path and "integrity" not in facts]
    return faults + [f"{lock.name}: {path} has no hash" for path in unhashed]


def pth_faults() -> list[str]:
    """Return a line for every installed package that brings an unknown `.pth` file."""
    faults = []
    for package in distributions():
        name = package.metadata["Name"]
        found = [str(file) for file in package.files or [] if str(file).endswith(".pth")]
        if found and name.lower() not in KNOWN_PTH:
            faults.append(f"{name}: runs code at every start of Python: {', '.join(found)}")
    return faults


def main(arguments: list[str]) -> int:
    """Compile or check, and return 1 if anything is wrong."""
    if arguments == ["compile"]:
        return compile_locks()
    faults = [fault for name in LOCKS for fault in address_faults(REQUIREMENTS / f"{name}.txt")]
    npm_lock = ROOT / "frontend" / "package-lock.json"
    if npm_lock.exists():
        faults += npm_faults(npm_lock)
    faults += pth_faults()
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
