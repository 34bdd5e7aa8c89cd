"""What one call costs at the gate: CPU per call, plain and streamed, from a mock model.

The prompt has 400 characters with a name and a BSN, so policy, masking, ledger and sealed copy all
do their work. With `--peers` the same load runs through litellm, on the same machine, in turns.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import peer, servers, table

ROOT = Path(__file__).resolve().parent.parent
TOOL = ROOT.parent / "shared" / "tools" / "bench_gateway"

PROMPT = (
    "Schrijf een korte brief aan mevrouw Sanne Bakker, BSN 123456782, over haar aanvraag voor een "
    "vergunning. "
    + "Leg in gewone taal uit wat er nu gebeurt, hoe lang dat duurt en wat zij zelf kan doen. "
    * 4
)[:400]

# Milliseconds of CPU per call that the gate may use, everything included.
MOST_PLAIN, MOST_STREAMED = 3.0, 5.0

# Calls per CPU-second beside those of litellm.
LEAST_TIMES_LITELLM = 5.0

AT_A_TIME = ("1", "16")
SECONDS = "8"

OURS = "stadspoort"
COLUMNS = (
    "gateway", "kind", "at a time", "CPU ms/call", "at most", "calls/s", "p50 ms", "p95 ms",
    "first ms", "errors",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measured:
    """One load on one gateway. Times in milliseconds; CPU of the gateway and its children."""

    gateway: str
    is_streamed: bool
    at_a_time: int
    cpu_per_call: float
    calls_per_second: float
    half: float
    most: float
    first: float
    errors: int

    @property
    def kind(self) -> str:
        """How the answers came."""
        return "stream" if self.is_streamed else "plain"

    @property
    def limit(self) -> float | None:
        """The CPU per call it may use; only our own gate has a limit."""
        if self.gateway != OURS:
            return None
        return MOST_STREAMED if self.is_streamed else MOST_PLAIN

    @classmethod
    def read(cls, gateway: str, line: str) -> Measured:
        """Return the measurement in one line of the load client."""
        told = json.loads(line)
        return cls(
            gateway=gateway,
            is_streamed=told["stream"],
            at_a_time=told["c"],
            # Seconds per thousand calls are milliseconds per call; absent when none succeeded.
            cpu_per_call=told.get("gw_cpu_s_per_1k", float("inf")),
            calls_per_second=told["rps"],
            half=told["p50_ms"],
            most=told["p95_ms"],
            first=told["first_p50_ms"],
            errors=told["errors"],
        )


def load(gateway: servers.Gateway, *, is_streamed: bool, folder: Path) -> list[Measured]:
    """Put load on a gateway and return what was measured, one per number of calls at a time."""
    rows = folder / f"{gateway.name}-{is_streamed}.jsonl"
    command = [
        sys.executable, str(TOOL / "load.py"), "--url", f"{gateway.url}/v1/chat/completions",
        "--model", gateway.model, "--key", gateway.key, "--pid", str(gateway.pid),
        "--text", PROMPT, "-c", *AT_A_TIME, "-t", SECONDS, "--json", str(rows),
        *(["--stream"] if is_streamed else []),
    ]  # fmt: skip
    command = servers.pinned(servers.LOAD_CORE, command)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return [Measured.read(gateway.name, line) for line in rows.read_text().splitlines()]


@contextmanager
def litellm(folder: Path, upstream_port: int) -> Iterator[servers.Gateway]:
    """Run litellm, as lean as it gets, in its own environment."""
    configuration = folder / "litellm.yaml"
    text = (TOOL / "litellm_plain.yaml").read_text()
    configuration.write_text(text.replace("127.0.0.1:9101", f"127.0.0.1:{upstream_port}"))
    port = servers.free_port()
    command = [
        str(peer.program("litellm")), "--config", str(configuration), "--host", "127.0.0.1",
        "--port", str(port), "--num_workers", "1",
    ]  # fmt: skip
    env = {"LITELLM_LOCAL_MODEL_COST_MAP": "True", "LITELLM_LOG": "ERROR"}
    log = folder / "litellm.log"
    pinned = servers.pinned(servers.SERVER_CORE, command)
    with servers.running(pinned, log=log, port=port, env=env) as (pid, _port):
        yield servers.Gateway("litellm", f"http://127.0.0.1:{port}", "sk-bench", "mock-model", pid)


def table_row(measured: Measured) -> list[str]:
    """Return one row of the table: a measurement beside what it may be."""
    return [
        measured.gateway,
        measured.kind,
        str(measured.at_a_time),
        f"{measured.cpu_per_call:.2f}",
        f"{measured.limit:.0f}" if measured.limit else "",
        f"{measured.calls_per_second:.0f}",
        f"{measured.half:.1f}",
        f"{measured.most:.1f}",
        f"{measured.first:.1f}",
        str(measured.errors),
    ]


def faults_of(rows: list[Measured]) -> list[str]:
    """Return a line for every limit that our gate does not meet."""
    return [
        f"{row.kind}, {row.at_a_time} at a time: {row.cpu_per_call:.2f} ms of CPU per call,"
        f" at most {row.limit:.0f}; {row.errors} errors"
        for row in rows
        if row.limit and (row.errors or row.cpu_per_call > row.limit)
    ]


def times_litellm(rows: list[Measured]) -> list[float]:
    """Return how many times as many calls per CPU-second our gate does, pair by pair."""
    ours = [row for row in rows if row.gateway == OURS]
    theirs = [row for row in rows if row.gateway != OURS]
    if not theirs:
        return []
    pairs = zip(ours, theirs, strict=True)
    return [other.cpu_per_call / own.cpu_per_call for own, other in pairs]


def main(arguments: list[str]) -> int:
    """Measure, print the table, and return 1 if a limit is not met."""
    if not TOOL.exists():
        print("gateway: left out, the load client in ../shared/tools is not here")
        return 0
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="stadspoort-bench-")))
        upstream = stack.enter_context(servers.mock_upstream(TOOL, folder))
        gateways = [stack.enter_context(servers.stadspoort(folder, upstream))]
        if "--peers" in arguments:
            gateways.append(stack.enter_context(litellm(folder, upstream)))
        rows = [
            row
            for is_streamed in (False, True)
            for gateway in gateways
            for row in load(gateway, is_streamed=is_streamed, folder=folder)
        ]
    title = f"One call through the gate (load average {os.getloadavg()[0]:.1f})"
    table.show(title, COLUMNS, [table_row(row) for row in rows])
    faults = faults_of(rows)
    if times := times_litellm(rows):
        print("calls per CPU-second, times litellm:", " ".join(f"{value:.1f}" for value in times))
        if min(times) < LEAST_TIMES_LITELLM:
            faults.append(f"{min(times):.1f} times litellm, at least {LEAST_TIMES_LITELLM:.0f}")
    for fault in faults:
        print(f"not met: {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
