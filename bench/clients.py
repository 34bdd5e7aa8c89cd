"""Another real client than `openai`: litellm's own, against our gate and a model that repeats.

.venv/bin/python -m bench.clients --peers
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from bench import peer, servers, table

ROOT = Path(__file__).resolve().parent.parent
TOOL = ROOT.parent / "shared" / "tools" / "bench_gateway"


def main(arguments: list[str]) -> int:
    """Print the table; 1 if something did not come back as it should."""
    if "--peers" not in arguments or not TOOL.exists():
        print("clients: left out, it needs --peers and the mock model in ../shared/tools")
        return 0
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="stadspoort-bench-")))
        echo = {"MOCK_ECHO": "1", "MOCK_SPLIT": "5"}
        upstream = stack.enter_context(servers.mock_upstream(TOOL, folder, **echo))
        gate = stack.enter_context(servers.stadspoort(folder, upstream))
        ended = subprocess.run(
            [str(peer.program("python")), str(ROOT / "bench" / "peer_client.py"),
             f"{gate.url}/v1", gate.key, gate.model],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    if ended.returncode != 0:
        print(ended.stderr[-2000:])
        return 1
    told = json.loads(ended.stdout.splitlines()[-1])
    rows = [
        [what, "ja" if outcome is True else f"nee: {outcome}"] for what, outcome in told.items()
    ]
    table.show("litellm as a client of the gate", ("what", "as it should"), rows)
    return 0 if all(outcome is True for outcome in told.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
