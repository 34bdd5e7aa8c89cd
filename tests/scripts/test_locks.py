"""A lock gives everybody the same bytes, from the mirror they trust themselves."""

from __future__ import annotations

import json
from pathlib import Path

from scripts import locks


def test_a_python_lock_with_an_address_or_without_a_hash_is_refused(tmp_path: Path) -> None:
    """An address binds to one mirror; without a hash the mirror decides what is installed."""
    lock = tmp_path / "runtime.txt"
    lock.write_text(
        "--index-url https://mirror.example/simple\n"
        "good==1.0 \\\n    --hash=sha256:00\n    # via -r runtime.in\n"
        "bare[extra]==2.0\n    # via good\n"
    )
    assert locks.address_faults(lock) == [
        "runtime.txt: holds an address: --index-url https://mirror.example/simple",
        "runtime.txt: bare has no hash",
    ]


def test_an_npm_lock_with_addresses_or_without_a_hash_is_refused(tmp_path: Path) -> None:
    """Npm writes addresses unless the project's .npmrc says otherwise."""
    lock = tmp_path / "package-lock.json"
    packages = {
        "": {"name": "frontend"},
        "node_modules/a": {"integrity": "sha512-00", "resolved": "https://mirror.example/a.tgz"},
        "node_modules/b": {},
    }
    lock.write_text(json.dumps({"packages": packages}, indent=2))
    assert locks.npm_faults(lock) == [
        "package-lock.json: holds resolved addresses; make it with the project's .npmrc",
        "package-lock.json: node_modules/b has no hash",
    ]
