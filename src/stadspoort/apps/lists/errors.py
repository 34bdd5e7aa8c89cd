"""What can go wrong with versions of the lists.

```
StadspoortError
├── VersionUnknownError    no version begins so, or more than one does
├── VersionForgottenError  its content was destroyed
├── ListsMovedError        somebody else took another version in use meanwhile
└── ListsStaleError        which version is in use is not known now
```
"""

from __future__ import annotations

from stadspoort.errors import StadspoortError


class VersionUnknownError(StadspoortError):
    """No version begins with these characters, or more than one does."""

    code = "lists.version_unknown"


class VersionForgottenError(StadspoortError):
    """The content of this version was destroyed: only that it existed is still known."""

    code = "lists.version_forgotten"


class ListsMovedError(StadspoortError):
    """Somebody else took another version in use meanwhile: what they changed would be undone."""

    code = "lists.moved"


class ListsStaleError(StadspoortError):
    """Which lists hold was not confirmed for 5 seconds: no text may be scanned."""

    code = "lists.stale"
