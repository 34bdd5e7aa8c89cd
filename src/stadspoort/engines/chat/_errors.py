"""The named failures of this engine."""

from __future__ import annotations

from stadspoort.errors import StadspoortError


class BadRequestError(StadspoortError):
    """The body of a call is not what the protocol asks for.

    The context names the field (`param`, OpenAI's word) and what is wrong with it (`problem`, a
    fixed word), never a value.
    """

    code = "chat.bad_request"

    def __init__(self, param: str, problem: str) -> None:
        self.param = param
        super().__init__(param=param, problem=problem)


class ContentNotCheckableError(StadspoortError):
    """A call holds something in which personal data cannot be found: a picture, sound, a file."""

    code = "chat.content_not_checkable"

    def __init__(self, param: str, kind: str) -> None:
        self.param = param
        super().__init__(param=param, kind=kind)


class StreamGarbageError(StadspoortError):
    """A stream of events is no event stream: an event too large, or bytes that are no UTF-8."""

    code = "chat.stream_garbage"


class RestoredInAddressError(StadspoortError):
    """An answer carries a restored value inside an address: opening it would give it away."""

    code = "chat.restored_in_address"
