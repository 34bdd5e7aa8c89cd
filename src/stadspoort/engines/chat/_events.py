"""Server-sent events: read them from bytes cut anywhere, write them.

Source: HTML Living Standard, par. 9.2 "Server-sent events".
"""

from __future__ import annotations

from stadspoort.engines.chat._errors import StreamGarbageError

MAX_EVENT_BYTES = 1024 * 1024


class SseReader:
    """Turns the bytes of an event stream into the data of its events.

    Takes all line ends of the standard (CR LF, LF, CR), data over several lines, comments and
    other fields (which it drops), a byte order mark, and a last event without its empty line.
    """

    def __init__(self) -> None:
        self._line_parts: list[bytes] = []  # of the line that has no end yet
        self._data: list[bytes] = []
        self._size = 0
        self._is_first = True
        self._skips_newline = False

    def feed(self, raw: bytes) -> list[str]:
        """Return the data of the events that are complete now that `raw` has come in.

        Raises:
            StreamGarbageError: If an event grows over 1 MiB or its data is no UTF-8.
        """
        if self._skips_newline and raw:  # the second half of a CR LF
            self._skips_newline = False
            raw = raw.removeprefix(b"\n")
        if not raw:
            return []
        # A CR at the end may be half of a CR LF: the line is complete either way.
        self._skips_newline = raw.endswith(b"\r")
        first, *lines = raw.splitlines()
        if raw.endswith((b"\n", b"\r")):
            lines.append(b"")
        self._grow(len(first))
        self._line_parts.append(first)
        events: list[str] = []
        for line in lines:  # each begins where the one before it is complete
            events += self._end_line()
            self._grow(len(line))
            self._line_parts = [line]
        return events

    def finish(self) -> list[str]:
        """Return the data of a last event that has no empty line after it; empty if there is none.

        Raises:
            StreamGarbageError: If its data is no UTF-8.
        """
        return [*self._end_line(), *self._end_line()]

    def _grow(self, size: int) -> None:
        self._size += size
        if self._size > MAX_EVENT_BYTES:
            raise StreamGarbageError(size=self._size)

    def _end_line(self) -> list[str]:
        """Take in the line that is complete; return the data of the event it ends, if it does."""
        line = b"".join(self._line_parts)
        self._line_parts = []
        if self._is_first:
            self._is_first = False
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line:
            return self._end_event()
        name, _, value = line.partition(b":")
        if name == b"data":
            self._data.append(value.removeprefix(b" "))
        else:
            self._size -= len(line)
        return []

    def _end_event(self) -> list[str]:
        data, self._data, self._size = self._data, [], 0
        if not data:
            return []
        try:
            return [b"\n".join(data).decode()]
        except UnicodeDecodeError as cause:
            raise StreamGarbageError(size=sum(map(len, data))) from cause
