"""Check everything that needs no test run, in one fixed order, and tell all that is wrong.

.venv/bin/python scripts/check.py          look
.venv/bin/python scripts/check.py --fix    repair what the formatters can repair
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from setup import FRONTEND, find_node

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
PYTHON = str(BIN / "python")
TEMPLATES = "src"
SOURCES = ("src", "tests", "bench", "scripts")


@dataclass(frozen=True, slots=True)
class Step:
    """One check: its name and the programs that must all end well."""

    name: str
    commands: tuple[tuple[str, ...], ...]
    folder: Path = ROOT


def tool(name: str) -> str:
    """Return the path of a tool of the environment."""
    return str(BIN / name)


STEPS = (
    Step("format", ((tool("ruff"), "format", "--check", *SOURCES),)),
    Step("lint", ((tool("ruff"), "check", *SOURCES),)),
    Step("import contracts", ((tool("lint-imports"), "--no-cache"),)),
    Step(
        "types",
        (
            (tool("mypy"), "-p", "stadspoort"),
            (tool("mypy"), "scripts"),
            (tool("mypy"), "-p", "bench"),
        ),
    ),
    Step("types of the front end", (("npm", "run", "--silent", "check"),), FRONTEND),
    Step(
        "templates",
        (
            (tool("djlint"), TEMPLATES, "--check", "--quiet"),
            (tool("djlint"), TEMPLATES, "--lint", "--quiet"),
        ),
    ),
    Step("dependencies", ((tool("deptry"), "src"),)),
    Step("licences", ((PYTHON, "scripts/licences.py"),)),
    Step("locks", ((PYTHON, "scripts/locks.py", "check"),)),
    Step(
        "migrations",
        (
            (PYTHON, "-m", "django", "makemigrations", "--check", "--dry-run", "--skip-checks"),
            (PYTHON, "scripts/migrations.py", "check"),
        ),
    ),
)

FIXES = (
    (tool("ruff"), "check", "--fix", *SOURCES),
    (tool("ruff"), "format", *SOURCES),
    (tool("djlint"), TEMPLATES, "--reformat", "--quiet"),
)


def environment(scratch: str) -> dict[str, str]:
    """Return an environment for the tools: a data folder of no worth, and a Node that builds."""
    node, _version = find_node()
    mine = {name: value for name, value in os.environ.items() if not name.startswith("STADSPOORT_")}
    return mine | {
        "PATH": f"{node}{os.pathsep}{os.environ['PATH']}",
        "DJANGO_SETTINGS_MODULE": "stadspoort.site.settings",
        "STADSPOORT_DATA": f"{scratch}/data",
        "STADSPOORT_KEYS": f"{scratch}/keys",
    }


def passes(step: Step, env: dict[str, str]) -> bool:
    """Run one step; its output is shown only when something is wrong."""
    started = time.monotonic()
    failures = []
    for command in step.commands:
        ended = subprocess.run(
            command, cwd=step.folder, env=env, capture_output=True, text=True, check=False
        )
        if ended.returncode != 0:
            failures.append(f"{ended.stdout}{ended.stderr}".rstrip())
    seconds = time.monotonic() - started
    print(f"{'failed' if failures else 'ok':8}{step.name:24}{seconds:6.1f} s", flush=True)
    for failure in failures:
        print(failure, flush=True)
    return not failures


def main(arguments: list[str]) -> int:
    """Run every step (or the repairs) and return 0 only if all of them passed."""
    with tempfile.TemporaryDirectory(prefix="stadspoort-check-") as scratch:
        env = environment(scratch)
        Path(scratch, "data").mkdir()
        if arguments == ["--fix"]:
            for command in FIXES:
                subprocess.run(command, cwd=ROOT, env=env, check=False)
            return 0
        results = [passes(step, env) for step in STEPS]
    wrong = results.count(False)
    print(f"{len(results) - wrong} checks passed, {wrong} failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
