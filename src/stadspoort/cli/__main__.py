"""`python -m stadspoort.cli`: the same command without its script on the path."""

from __future__ import annotations

import sys

from stadspoort.cli import main

if __name__ == "__main__":  # a spawned child imports this module again and must not run it
    sys.exit(main())
