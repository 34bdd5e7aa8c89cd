"""What can go wrong with a text that is looked at, named."""

from __future__ import annotations

from stadspoort.errors import StadspoortError


class TextTooLongError(StadspoortError):
    """The text holds more characters than one page can show."""

    code = "inspection.text_too_long"


class FindingsChangedError(StadspoortError):
    """The judged findings are not those of this text: it changed on its way, or the detector did.

    A test case with shifted places would teach the wrong thing.
    """

    code = "inspection.findings_changed"


class MissedNotInTextError(StadspoortError):
    """A value that was missed does not stand in the text; `row` is its row on the page."""

    code = "inspection.missed_not_in_text"


class MissedAlreadyFoundError(StadspoortError):
    """A value that was missed lies inside what was found; `row` is its row on the page."""

    code = "inspection.missed_already_found"
