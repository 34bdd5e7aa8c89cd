"""Detectors of others that are Python code: installed packages and the adapters of `adapters`.

A detector is named as `NAME` (an entry point of an installed package) or `ADAPTER=FOLDER` (an
adapter with the folder of its model). It is loaded once per process. Its code is trusted as any
installed package is; what it gives back is checked.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import entry_points

from stadspoort.engines.privacy import Finding
from stadspoort.engines.privacy.plugins import PluginDetector, read_findings
from stadspoort.errors import StadspoortError
from stadspoort.sandbox.adapters import ADAPTERS

GROUP = "stadspoort.detectors"
"""Entry points of this group give a function `detect(text)`: see docs/how-to/eigen-detector.md."""


class PluginUnknownError(StadspoortError):
    """No installed package offers a detector of this name, or what it offers cannot be called."""

    code = "sandbox.plugin_unknown"


def installed() -> list[str]:
    """Return the names that can be loaded: entry points, and adapters with "=" behind them."""
    return sorted({*entry_points(group=GROUP).names, *(f"{name}=" for name in ADAPTERS)})


def is_known(plugin: str) -> bool:
    """Say whether a detector has this name, without loading it."""
    name, sign, folder = plugin.partition("=")
    if sign:
        return name in ADAPTERS and bool(folder)
    return name in entry_points(group=GROUP).names


@lru_cache(maxsize=8)
def load(plugin: str) -> PluginDetector:
    """Return the detector with this name; the first time may take long.

    Raises:
        PluginUnknownError: If there is none.
        Exception: Whatever loading raises, such as a model that is not there.
    """
    name, sign, folder = plugin.partition("=")
    if not is_known(plugin):
        raise PluginUnknownError(plugin=name, installed=", ".join(installed()) or "geen")
    detect = ADAPTERS[name](folder) if sign else entry_points(group=GROUP)[name].load()
    if not callable(detect):
        raise PluginUnknownError(plugin=name, installed=", ".join(installed()) or "geen")
    checked: PluginDetector = detect
    return checked


def detect_with(text: str, *, plugin: str) -> list[Finding]:
    """Return what the detector `plugin` finds in `text`, checked, in its order.

    Raises:
        PluginUnknownError: If there is none of this name.
        PluginAnswerError: If it gave something else than findings in the text.
        Exception: Whatever it raises itself.
    """
    return read_findings(plugin.partition("=")[0], text, load(plugin)(text))
