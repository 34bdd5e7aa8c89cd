"""What can go wrong while writing to the chain. What verification finds is a `Flaw`, no error."""

from __future__ import annotations

from stadspoort.errors import StadspoortError


class NotCanonicalError(StadspoortError):
    """The payload cannot be written as canonical JSON: another type, NaN, half a character."""

    code = "ledger.not_canonical"


class NaiveMomentError(StadspoortError):
    """The moment has no time zone, so it does not say when the entry was made."""

    code = "ledger.naive_moment"


class AnchorOutOfOrderError(StadspoortError):
    """The last anchor knows a later entry than the chain has, or another one at its end."""

    code = "ledger.anchor_out_of_order"
