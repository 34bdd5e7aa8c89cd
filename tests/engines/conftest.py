"""Property tests of engines judge values, not the clock: on a busy machine any test can be slow."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("without_deadline", deadline=None)
settings.load_profile("without_deadline")
