"""Run the benchmarks one after the other, each in a process of its own.

.venv/bin/python bench/run.py            those of this project alone
.venv/bin/python bench/run.py --peers    those beside other systems
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

OWN = ("start", "gateway", "masking", "privacy", "ledger", "register")
WITH_PEERS = ("gateway", "clients", "guardrail", "privacy_peers")


def main(arguments: list[str]) -> int:
    """Run them all and return 1 if any missed its limit or failed."""
    programs = WITH_PEERS if "--peers" in arguments else OWN
    codes = [
        subprocess.run(
            [sys.executable, "-m", f"bench.{program}", *arguments], cwd=ROOT, check=False
        ).returncode
        for program in programs
    ]
    return 1 if any(codes) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
