"""OpenAI-compatible requests, answers and streams as values; the embedded quoting model.

`wire` beside this front door holds what the gate writes: events, answers, errors.
"""

from stadspoort.engines.chat._check import AnswerCheck
from stadspoort.engines.chat._errors import (
    BadRequestError,
    ContentNotCheckableError,
    RestoredInAddressError,
)
from stadspoort.engines.chat._events import SseReader
from stadspoort.engines.chat._quoting import quote
from stadspoort.engines.chat._requests import ChatRequest, read_request
from stadspoort.engines.chat._strings import Slot, Strings

__all__ = [
    "AnswerCheck",
    "BadRequestError",
    "ChatRequest",
    "ContentNotCheckableError",
    "RestoredInAddressError",
    "Slot",
    "SseReader",
    "Strings",
    "quote",
    "read_request",
]
