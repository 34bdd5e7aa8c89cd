"""The command line with a gate whose clock runs ahead by as many days as a file says.

python -m tests.journeys.moved_clock FILE serve --port 8000
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path


def main(ahead: Path, arguments: list[str]) -> int:
    """Run a command of Stadspoort with the moved clock."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "stadspoort.site.settings"
    import django

    django.setup()
    from stadspoort import cli
    from stadspoort.site import wiring

    def now() -> datetime:
        return datetime.now(UTC) + timedelta(days=int(ahead.read_text()))

    wiring.now = now
    return cli.main(arguments)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
