"""How a child process failed; what the engine itself refused comes back as the engine's own error.

```
SandboxError
├── ChildCrashedError          died, failed unexpectedly or answered nonsense
│   └── ChildOutOfMemoryError
├── ChildTimedOutError
└── SandboxBusyError           no child became free
```
"""

from __future__ import annotations

from stadspoort.errors import StadspoortError


class SandboxError(StadspoortError):
    """Work in a child process that gave no result."""

    code = "sandbox.error"


class ChildCrashedError(SandboxError):
    """The child died, failed with an unexpected error, or sent something that is no answer."""

    code = "sandbox.child_crashed"


class ChildOutOfMemoryError(ChildCrashedError):
    """The work needed more memory than it was given."""

    code = "sandbox.child_out_of_memory"


class ChildTimedOutError(SandboxError):
    """The work took longer than it was given; the child was killed."""

    code = "sandbox.child_timed_out"


class SandboxBusyError(SandboxError):
    """All children were at work for too long; nothing was started."""

    code = "sandbox.busy"
