"""The how-to of the package is true: its code runs, without Django, settings or network."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).resolve().parents[3] / "docs/how-to/als-python-pakket.md"


def test_the_code_of_the_how_to_runs_in_a_bare_process() -> None:
    """All blocks in order, in one process that has loaded nothing else."""
    blocks = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(), re.MULTILINE | re.DOTALL)
    check = (
        "import sys\n"
        "assert not {'django', 'starlette', 'aiohttp', 'asyncio'} & set(sys.modules), sys.modules\n"
        "print('done')\n"
    )
    ended = subprocess.run(
        [sys.executable, "-W", "error", "-c", "\n".join([*blocks, check])],
        capture_output=True,
        text=True,
        check=False,
    )

    assert len(blocks) == 5
    assert (ended.stdout, ended.stderr) == ("done\n", "")
