"""Whether masking holds all the way: probes of what leaves the gate, and of what comes back.

A mock model repeats what it was sent, in pieces of five characters, and writes down every body.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from bench import servers, table

ROOT = Path(__file__).resolve().parent.parent
TOOL = ROOT.parent / "shared" / "tools" / "bench_gateway"


def main() -> int:
    """Run the probes, print the table, and return 1 if a judged probe fails."""
    if not TOOL.exists():
        print("masking: left out, the probes in ../shared/tools are not here")
        return 0
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="stadspoort-bench-")))
        seen = folder / "upstream.log"
        seen.touch()
        settings = {
            "MOCK_ECHO": "1", "MOCK_SPLIT": "5", "MOCK_GAP_MS": "10", "MOCK_LOG": str(seen),
        }  # fmt: skip
        upstream = stack.enter_context(servers.mock_upstream(TOOL, folder, **settings))
        gateway = stack.enter_context(servers.stadspoort(folder, upstream))
        ended = subprocess.run(
            [
                sys.executable, str(TOOL / "pii_roundtrip.py"), "--log", str(seen),
                "--url", f"{gateway.url}/v1/chat/completions",
                "--model", gateway.model, "--key", gateway.key,
            ],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    told = re.findall(r"^(PASS|FAIL|INFO)\s+(.*)$", ended.stdout, flags=re.MULTILINE)
    table.show("Masking probes", ("outcome", "probe"), [(word, text[:110]) for word, text in told])
    print(ended.stdout.splitlines()[-1] if ended.stdout else ended.stderr)
    return 1 if ended.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
