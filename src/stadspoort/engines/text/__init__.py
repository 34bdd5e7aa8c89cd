"""The shared vocabulary of places in text.

Offsets count Unicode code points from 0 and are half open, as in Python's slices.
JavaScript and many Java services count UTF-16 units instead: convert at that border.
"""

from stadspoort.engines.text._values import Page, Piece, Span

__all__ = ["Page", "Piece", "Span"]
