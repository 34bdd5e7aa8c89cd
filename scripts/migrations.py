"""Keep every landed migration as it is: an installation somewhere has already run it.

    .venv/bin/python scripts/migrations.py check   each migration is listed and unchanged
    .venv/bin/python scripts/migrations.py land    add new migrations to the list

The list only grows. A migration that must not have landed is followed by a new one.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "scripts" / "landed-migrations.txt"


def present(root: Path = ROOT) -> dict[str, str]:
    """Return the digest of every migration in the source tree, by its path."""
    files = sorted(root.glob("src/stadspoort/apps/*/migrations/[0-9]*.py"))
    return {
        str(file.relative_to(root)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files
    }


def landed(listing: Path = LIST) -> dict[str, str]:
    """Return the digest that every landed migration had, by its path."""
    if not listing.exists():
        return {}
    pairs = [line.split() for line in listing.read_text().splitlines()]
    return {path: digest for digest, path in pairs}


def faults(before: dict[str, str], now: dict[str, str]) -> list[str]:
    """Return a line for every migration that was edited, taken away, or not listed yet."""
    gone = [f"{path}: landed and is gone" for path in before if path not in now]
    edited = [
        f"{path}: landed and was edited; put it back and add a new migration"
        for path, digest in before.items()
        if path in now and now[path] != digest
    ]
    unlisted = [
        f"{path}: not listed; run `make migrations-land` when it is ready to land"
        for path in now
        if path not in before
    ]
    return gone + edited + unlisted


def land() -> int:
    """Append the new migrations to the list; never changes a line that is there."""
    before = landed()
    with LIST.open("a") as listing:
        for path, digest in present().items():
            if path not in before:
                listing.write(f"{digest}  {path}\n")
    return 0


def main(arguments: list[str]) -> int:
    """Check or land, and return 1 if anything is wrong."""
    if arguments == ["land"]:
        return land()
    found = faults(landed(), present())
    for fault in found:
        print(fault)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
