"""Run the whole suite on SQLite and then on PostgreSQL, and tell both outcomes at the end.

    .venv/bin/python scripts/test.py [arguments of pytest]

With arguments only that part runs, and the coverage of the engines is not judged.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from postgres import URL_VARIABLE, NoServerError, test_server

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".venv" / "bin" / "python"

WORKERS = ("-n", "2")
COVERAGE = ("--cov=stadspoort.engines", "--cov-branch", "--cov-report=")

# Per cent of lines and branches that the tests of an engine must reach, on SQLite.
LEAST_COVERAGE = 90

STOP_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Outcome:
    """One run of the suite: on what, how it ended, how long it took in seconds."""

    database: str
    code: int
    closing: str
    seconds: float


def run_suite(database: str, url: str | None, arguments: list[str]) -> Outcome:
    """Run pytest once on the given database and show its output as it comes."""
    env = {name: value for name, value in os.environ.items() if name != URL_VARIABLE}
    if url:
        env[URL_VARIABLE] = url
    print(f"\n== Tests on {database}", flush=True)
    started = time.monotonic()
    closing = ""
    with subprocess.Popen(
        [str(PYTHON), "-m", "pytest", *arguments],
        cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, stdin=subprocess.DEVNULL,
    ) as running:  # fmt: skip
        try:
            assert running.stdout is not None  # noqa: S101  asked for above
            for line in running.stdout:
                print(line, end="", flush=True)
                if re.search(r"\d+ (passed|failed|error|skipped|deselected)|no tests ran", line):
                    closing = line.strip()
            code = running.wait()
        except KeyboardInterrupt:
            # Asked to stop: let pytest take its folders and servers away before we go.
            running.send_signal(signal.SIGINT)
            running.wait(STOP_SECONDS)
            raise
    return Outcome(database, code, closing, time.monotonic() - started)


def engine_coverage() -> int:
    """Print and judge the coverage of each engine; return 1 if one is covered too little."""
    worst = 0
    for engine in sorted((ROOT / "src" / "stadspoort" / "engines").iterdir()):
        if not (engine / "__init__.py").exists():
            continue
        ended = subprocess.run(
            [str(PYTHON), "-m", "coverage", "report", "--format=total", "--precision=1",
             f"--include={engine}/*", f"--fail-under={LEAST_COVERAGE}"],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        verdict = "" if ended.returncode == 0 else f"   below {LEAST_COVERAGE}"
        print(f"{engine.name:12} {ended.stdout.strip() or ended.stderr.strip():>6}{verdict}")
        worst = max(worst, ended.returncode)
    return min(worst, 1)


def stop(_number: int, _frame: FrameType | None) -> None:
    """Turn a request to stop into an exception, so that the server of the tests is stopped too."""
    raise KeyboardInterrupt


def main(arguments: list[str]) -> int:
    """Run both suites, print the closing lines, and return 0 only if everything passed."""
    signal.signal(signal.SIGTERM, stop)
    parts = [*WORKERS, *arguments]
    outcomes = [run_suite("SQLite", None, parts if arguments else [*parts, *COVERAGE])]
    coverage_code = 0
    if not arguments:
        print("\n== Coverage of the engines, per cent of lines and branches")
        coverage_code = engine_coverage()
    try:
        with test_server() as url:
            outcomes.append(run_suite("PostgreSQL", url, parts))
    except NoServerError as error:
        outcomes.append(Outcome("PostgreSQL", 1, str(error), 0.0))
    print()
    for outcome in outcomes:
        print(f"== {outcome.database} ({outcome.seconds:.0f} s)")
        print(outcome.closing)
    return max([coverage_code, *(outcome.code for outcome in outcomes)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
