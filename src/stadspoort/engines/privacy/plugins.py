"""Detectors of others beside our own: what they must give, and how it is joined.

    found = read_findings("mijn-detector", text, detect(text))
    merge_plugins(text, Detector().detect(text), found)

How to connect one: docs/how-to/eigen-detector.md.
"""

from stadspoort.engines.privacy._plugins import (
    CERTAIN_FROM,
    KIND_OF,
    NOT_PERSONAL,
    PluginAnswerError,
    PluginDetector,
    merge_plugins,
    read_findings,
)

__all__ = [
    "CERTAIN_FROM",
    "KIND_OF",
    "NOT_PERSONAL",
    "PluginAnswerError",
    "PluginDetector",
    "merge_plugins",
    "read_findings",
]
