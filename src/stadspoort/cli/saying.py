"""`--json`: what a command did, as a sentence for a person or as facts for a script."""

from __future__ import annotations

import argparse
import json


def add_json(parser: argparse.ArgumentParser) -> None:
    """Add `--json` to a command."""
    parser.add_argument("--json", action="store_true", help="toon de uitkomst als JSON")


def say(arguments: argparse.Namespace, sentence: str, **facts: object) -> None:
    """Print the sentence, or with `--json` the facts on one line."""
    print(json.dumps(facts, ensure_ascii=False) if arguments.json else sentence)
