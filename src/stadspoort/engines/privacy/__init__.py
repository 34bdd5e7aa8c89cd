"""Find Dutch personal data, say why, replace it and put it back."""

from stadspoort.engines.privacy._values import RESTRICTED_KINDS, Finding, Kind

__all__ = ["RESTRICTED_KINDS", "Finding", "Kind"]
