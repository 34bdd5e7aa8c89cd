"""How soon the first page comes after a second start, and what the process weighs at rest.

.venv/bin/python -m bench.start
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from bench.servers import BIN, running
from bench.table import show

MOST_SECONDS = 5.0
MOST_MEGABYTES = 250
STARTS = 3


def main() -> int:
    """Print the table; 1 if a limit is not met."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "waterdam"
        env = os.environ | {"STADSPOORT_DATA": str(data)}
        program = str(BIN / "stadspoort")
        subprocess.run([program, "demo"], env=env, check=True, capture_output=True)
        rows = [_start(program, env, Path(folder) / f"{number}.log") for number in range(STARTS)]
    # The first of these starts warms the disk: the promise is about a second start.
    seconds = max(row[0] for row in rows[1:])
    megabytes = max(row[1] for row in rows)
    show(
        f"A second start (load average {os.getloadavg()[0]:.1f})",
        ("what", "measured", "at most"),
        [
            ("seconds to the first page", f"{seconds:.1f}", f"{MOST_SECONDS:.0f}"),
            ("MB at rest, detector loaded, children included", f"{megabytes:.0f}",
             str(MOST_MEGABYTES)),
        ],
    )  # fmt: skip
    return 0 if seconds <= MOST_SECONDS and megabytes <= MOST_MEGABYTES else 1


def _start(program: str, env: dict[str, str], log: Path) -> tuple[float, float]:
    """Return the seconds until the sign-in page came, and the megabytes of all its processes."""
    began = time.perf_counter()
    with running([program, "serve", "--port", "0"], log=log, port=None, env=env) as (pid, port):
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/inloggen/", timeout=10).read()
                break
            except urllib.error.URLError:
                continue
        return time.perf_counter() - began, _megabytes(pid)


def _megabytes(pid: int) -> float:
    """Return the resident memory of a process and its children."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    status = Path(f"/proc/{pid}/status").read_text()
    own = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
    return own / 1024 + sum(_megabytes(int(child)) for child in children)


if __name__ == "__main__":
    sys.exit(main())
