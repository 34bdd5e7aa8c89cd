"""Commands of the engines alone: no Django, no data folder, no network."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from stadspoort.cli.failures import FileUnreadableError
from stadspoort.cli.parser import Subparsers


def register(subparsers: Subparsers) -> None:
    """Add `detect`."""
    detect = subparsers.add_parser(
        "detect",
        help="zoek persoonsgegevens in een tekst",
        description="Zoekt persoonsgegevens en toont per vondst een regel JSON: start, end, kind, "
        "text, score en reason.",
    )
    detect.add_argument("file", metavar="BESTAND", nargs="?", help="anders standaardinvoer")
    detect.set_defaults(handler=run_detect)


def run_detect(arguments: argparse.Namespace) -> int:
    """Print the findings in a text, one JSON object a line, offsets in code points."""
    from stadspoort.engines.privacy import Detector

    text = _read(arguments.file).decode("utf-8", errors="replace")
    for finding in Detector().detect(text):
        line = {
            "start": finding.start,
            "end": finding.end,
            "kind": finding.kind,
            "text": text[finding.start : finding.end],
            "score": finding.score,
            "reason": finding.reason,
        }
        print(json.dumps(line, ensure_ascii=False))
    return 0


def _read(name: str | None) -> bytes:
    if name is None:
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise FileUnreadableError(file=name) from error
