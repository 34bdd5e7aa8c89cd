"""The Dutch sentences for the failures of the register: they stand beside its forms."""

from __future__ import annotations

from stadspoort.apps.register.words import FAILURES

TEXTS: dict[str, str] = FAILURES
