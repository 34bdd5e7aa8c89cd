"""The files of the front-end build, by the name that templates use."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from stadspoort.errors import StadspoortError


class FrontEndMissingError(StadspoortError):
    """The front end of this checkout was never built; no page can be shown."""

    code = "site.front_end_missing"


BUILD = Path(__file__).resolve().parent / "static" / "build"


@lru_cache(maxsize=1)
def _manifest() -> dict[str, str | list[str]]:
    file = BUILD / "manifest.json"
    if not file.exists():
        raise FrontEndMissingError
    manifest: dict[str, str | list[str]] = json.loads(file.read_text())
    return manifest


def address(name: str) -> str:
    """Return the address of a built file, such as `stadspoort.css`.

    Raises:
        FrontEndMissingError: If there is no build.
        ImproperlyConfigured: If the build made no such file.
    """
    file = _manifest().get(name)
    if not isinstance(file, str):
        raise ImproperlyConfigured(f"The front-end build made no file {name!r}.")
    return f"{settings.STATIC_URL}build/{file}"


def check_built() -> None:
    """Check that the front end is there.

    Raises:
        FrontEndMissingError: If it was never built.
    """
    _manifest()


def icon_names() -> frozenset[str]:
    """Return the names of all icons in the sprite (frontend/icons.json)."""
    return frozenset(_manifest()["icons"])
