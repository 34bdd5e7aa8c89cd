"""The engine is a package for others: no Django, no settings, no network, as the how-to shows."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
HOW_TO = ROOT / "docs" / "how-to" / "litellm-en-presidio.md"

AFTERWARDS = """
import sys
heavy = {"django", "starlette", "aiohttp"} & set(sys.modules)
print(masked.startswith("Mevrouw [PERSOON_"), sorted(heavy))
"""


def test_the_example_of_the_how_to_runs_by_itself() -> None:
    """To the letter, in a fresh Python without any variable of ours."""
    [example] = re.findall(r"```python\n(.*?)```", HOW_TO.read_text(), flags=re.DOTALL)
    ended = subprocess.run(
        [sys.executable, "-c", example + AFTERWARDS],
        env={"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.stderr == ""
    assert ended.stdout == "Antwoord aan Mevrouw Jansen belt.\nTrue []\n"
