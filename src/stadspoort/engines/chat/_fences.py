"""Know, line by line, whether a text is surely inside a fenced code block.

"Surely" counts: inside a fence `<` is left alone, so a renderer that sees no fence where this
reader sees one would get live HTML. Sure is only a fence that begins in the first column: it can
stand in no list or quote. A fence that may belong to a list is followed only to see that it closes
again; when two readings differ, no fence is believed any more in this answer.

Source: CommonMark 0.31.2, par. 4.5 (fenced code blocks), 5.2 (list items).
"""

from __future__ import annotations

import re

_MAX_LINE = 2048
_OPENS = re.compile(r"(?:(`{3,})[^`]*|(~{3,}).*)")
_MARKER = r"(?:[-*+]|1[.)])"
_OPENS_INSIDE = re.compile(rf"( *(?:{_MARKER} {{1,4}})?)(?:(`{{3,}})[^`]*|(~{{3,}}).*)")
_LOOKS_LIKE = re.compile(r"[\s>\d.)*+-]*(?:`{3,}[^`]*|~{3,}.*)")
_MAY_BECOME = re.compile(r"[\s>\d.)*+-]*(?:[`~].*)?")


class Fences:
    """Follows the lines of one answer.

    Attributes:
        is_inside: The text that comes now is surely code.
        begins_with_bracket: The line, or one before it in this paragraph, began with "[".
    """

    def __init__(self) -> None:
        self.is_inside = False
        self.begins_with_bracket = False
        self._line = ""
        self._is_followed = True  # the line so far may still be one that matters
        self._is_too_long = False
        self._fence = ""
        self._inner: tuple[str, int] | None = None
        self._is_in_doubt = False
        self._is_after_cr = False

    def read(self, text: str) -> None:
        """Take in `text` as it came from the model, line ends and all."""
        if "\n" not in text and "\r" not in text:
            if text:
                self._is_after_cr = False
                self._follow(text)
            return
        # splitlines also divides at signs that end no line in Markdown; those parts are one line.
        for part in text.splitlines(keepends=True):
            if part == "\n" and self._is_after_cr:  # the second half of one line end
                self._is_after_cr = False
                continue
            line = part.rstrip("\r\n")
            self._follow(line)
            if line != part:
                self._end_line()
            self._is_after_cr = part.endswith("\r")

    def _follow(self, text: str) -> None:
        if not self._is_followed:
            return
        self._line += text
        if not self.begins_with_bracket and self._line.lstrip(" \t>*+-.)0123456789")[:1] == "[":
            self.begins_with_bracket = True
        self._is_followed = _MAY_BECOME.fullmatch(self._line) is not None
        if len(self._line) > _MAX_LINE and self._is_followed:
            self._is_followed = False
            self._is_too_long = True

    def _end_line(self) -> None:
        line, self._line = self._line, ""
        is_followed, self._is_followed = self._is_followed, True
        if not line.strip():
            self.begins_with_bracket = False
        if self._is_too_long:  # a fence of which the end was not kept: nothing is sure any more
            self._is_too_long, self._is_in_doubt, self.is_inside = False, True, False
        if self._is_in_doubt:
            return
        if self.is_inside:
            self.is_inside = not (is_followed and _closes(line, self._fence, 3))
        elif self._inner is not None:
            self._inside_inner(line)
        elif is_followed:
            self._outside(line)

    def _outside(self, line: str) -> None:
        opening = _OPENS.fullmatch(line)
        if opening is not None:
            self._fence = opening[1] or opening[2]
            self.is_inside = True
            return
        inner = _OPENS_INSIDE.fullmatch(line)
        if inner is not None:
            self._inner = (inner[2] or inner[3], len(inner[1]))
        elif _LOOKS_LIKE.fullmatch(line):
            self._is_in_doubt = True

    def _inside_inner(self, line: str) -> None:
        fence, indent = self._inner or ("", 0)
        if not line.strip():
            return
        own = len(line) - len(line.lstrip(" "))
        if own == indent and _closes(line, fence, indent):
            self._inner = None
        elif own < indent or (_LOOKS_LIKE.fullmatch(line) and _closes(line, fence, own)):
            # The list may have ended and the fence with it, or not: readers differ.
            self._is_in_doubt = True


def _closes(line: str, fence: str, max_indent: int) -> bool:
    body = line.lstrip(" ")
    run = body.rstrip(" \t")
    return (
        len(line) - len(body) <= max_indent
        and len(run) >= len(fence)
        and run == fence[0] * len(run)
    )
