"""The program of a child: `python -m stadspoort.sandbox JOB MEGABYTES`."""

from __future__ import annotations

from stadspoort.sandbox.child import arguments, serve
from stadspoort.sandbox.jobs import JOBS

if __name__ == "__main__":
    serve(JOBS, *arguments())
