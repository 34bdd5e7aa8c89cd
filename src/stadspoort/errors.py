"""The one base of every named failure.

```
StadspoortError
├── engines: documents.*, privacy.*, chat.*, frameworks.*, ledger.*, sealing.*
├── gate:    gate.* (refusals and failures of one model call)
└── apps:    accounts.*, audit.*, facts.*, register.*, lists.*, assistant.*, oversight.*
```
"""

from __future__ import annotations

from typing import ClassVar

Context = str | int | float | bool | None


class StadspoortError(Exception):
    """A situation a caller can act on, with a stable code and facts that are safe to log.

    The context holds ids, counts and slugs, never text of a document, a name of a
    person or a secret: it ends up in logs and on screens. `site/error_texts.py` holds
    the Dutch sentence for every code; a test keeps both lists equal.
    """

    code: ClassVar[str] = "stadspoort.error"

    def __init__(self, **context: Context) -> None:
        self.context = context
        super().__init__(self.code)

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value!r}" for name, value in self.context.items())
        return f"{self.code}({facts})" if facts else self.code
