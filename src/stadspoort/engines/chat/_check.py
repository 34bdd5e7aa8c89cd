"""Check an answer on its way out: no address carries a restored value, no foreign address acts.

The text is read once, from left to right. Each construct is judged when enough has come in to
judge it whatever follows, so the result does not depend on how the stream was cut.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable

from stadspoort.engines.chat._addresses import (
    LONGEST_CUT_OFF,
    START,
    START_CUT_OFF,
    is_trusted,
    left_out,
    trimmed,
    trusted_hosts,
)
from stadspoort.engines.chat._errors import RestoredInAddressError
from stadspoort.engines.chat._fences import Fences
from stadspoort.engines.chat._targets import Target, read_target
from stadspoort.engines.text import Piece

MAX_HELD = 2048
_MAX_LABEL = 200

_INTEREST = re.compile(rf"(?P<sign>!?\[|\]|<|[\r\n])|(?P<address>{START})", re.IGNORECASE)
_INTEREST_IN_CODE = re.compile(rf"(?P<sign>[\r\n])|(?P<address>{START})", re.IGNORECASE)
_CUT_OFF = re.compile(START_CUT_OFF, re.IGNORECASE)
# None of these signs means: nothing to check, nothing to hold, no line to end.
_LIVE = re.compile(r"[<\[\]:/&\r\n]|www", re.IGNORECASE)
# A label without anything in it that would have to be checked by itself.
_IN_LABEL = rf"(?:(?!www)[^\[\]<>!:/&\\`@\r\n]){{0,{_MAX_LABEL}}}"
_LABEL = re.compile(rf"(!?)\[({_IN_LABEL})\](?=(.)|$)", re.DOTALL | re.IGNORECASE)
_OPEN_LABEL = re.compile(rf"!?\[{_IN_LABEL}$", re.IGNORECASE)
# Only blanks of ASCII end an address: to many renderers a no-break space is part of it.
_SIGN = r"[^\x00-\x20<>]"
_AUTOLINK = re.compile(rf"<([A-Za-z][A-Za-z0-9+.-]{{0,31}}:{_SIGN}*)>")
_OPEN_AUTOLINK = re.compile(rf"<(?:[A-Za-z][A-Za-z0-9+.-]{{0,31}}(?::{_SIGN}*)?)?$")
# A browser takes "<" inside a tag for a part of it, unlike Markdown.
_IN_TAG = r"[A-Za-z/!?](?:[^>\"']|\"[^\"]*\"|'[^']*')*+"
_TAG_START = re.compile(r"<(?:[A-Za-z/!?]|$)")
_TAG = re.compile(rf"<{_IN_TAG}>")
_TAG_SO_FAR = re.compile(rf"<(?:{_IN_TAG}(?:\"[^\"]*|'[^']*)?)?")
# ">" ends no bare address, and "<" does not either once it is written "&lt;".
_RUN = re.compile(r"[^\x00-\x20<]*")
_RUN_ESCAPED = re.compile(r"[^\x00-\x20]*")
_QUOTED_RUN = re.compile(r"[^\x00-\x20\"]*")
_SHOWN = re.compile(r"(?:(?!\]\()[^\s<>])*")
_TITLE = re.compile(r"(\S+)(?:\s+(?:\"[^\"\\<]*\"|'[^'\\<]*'))?")
_DEFINITION = re.compile(r"\]:[ \t]*(?:\r\n?|\n)?[ \t]*([^\x00-\x20]*)")
# Many programs make a link of a host with a path or query behind it, without a scheme. What stands
# behind an "@" is no such host, and what follows a scheme is looked at as a whole.
_BARE = re.compile(
    r"(?<![A-Za-z0-9@._/-])(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24}\.?(?::\d{1,5})?"
    r"[/?#][^\x00-\x20<>\"]*\Z"
)
_LONGEST_BARE = 512
_ADDRESS_SIGN = re.compile(r"[:/?#&=%\\]")
_Step = tuple[int, str] | None
"""Where reading goes on and what goes out; None when more must come in first."""


class AnswerCheck:
    """Checks one text of an answer that arrives in pieces.

    Both modes refuse a restored value inside an address: the target of a link or image, a
    reference definition, an autolink, a bare address of any scheme, a host with a path but no
    scheme, an HTML attribute, inside code too. A restored value that *is* an address (a profile
    page) may stand by itself.

    Strict also takes the action out of the text: links and images to other hosts than `hosts`
    become plain text ("label (link naar evil.example weggelaten)"), and outside fenced code "<" is
    written "&lt;". Held back is only an open label, link, address or tag, 2,048 characters at
    most; longer ones are made harmless in both modes.

    Attributes:
        neutralised: Links, images, addresses and definitions made plain text so far.
    """

    def __init__(self, is_strict: bool, hosts: frozenset[str]) -> None:
        """Check for a purpose.

        Args:
            is_strict: Its output setting.
            hosts: Hosts of the given sources; "www." before one makes no difference.
        """
        self.neutralised = 0
        self._is_strict = is_strict
        self._hosts = trusted_hosts(hosts)
        self._fences = Fences()
        self._last = ""  # the last character that was dealt with: what stands before the buffer
        self._buffer = ""
        self._offset = 0  # of the buffer in the whole text
        self._restored: deque[tuple[int, int]] = deque()
        self._is_final = False
        self._skips = False  # inside an address that was too long and is left out
        self._text = ""
        self._base = 0
        self._tail = ""

    def feed(self, pieces: Iterable[Piece]) -> str:
        """Return what can go out now that `pieces` have come in; may be empty.

        Raises:
            RestoredInAddressError: Before any character of the address goes out.
        """
        parts: list[str] = []
        for piece in pieces:
            if piece.is_restored and _BARE.search(self._tail):
                raise RestoredInAddressError(at=self._offset + len(self._buffer))
            self._note(piece)
            if self._buffer or self._skips or piece.is_restored or self._is_live(piece.text):
                parts.append(self._take(piece))
            else:
                self._fences.read(piece.text)
                self._offset += len(piece.text)
                self._last = piece.text[-1:] or self._last
                parts.append(piece.text)
        return "".join(parts)

    def finish(self) -> str:
        """Return what was held back, made harmless where it was unfinished.

        Raises:
            RestoredInAddressError: If it is an address with a restored value.
        """
        self._is_final = True
        return self._read()

    def _note(self, piece: Piece) -> None:
        """Remember the end of what came in, up to the last restored value."""
        self._tail = "" if piece.is_restored else (self._tail + piece.text)[-_LONGEST_BARE:]

    def _is_live(self, text: str) -> bool:
        if _LIVE.search(text) is not None:
            return True
        return _CUT_OFF.search(text, max(0, len(text) - LONGEST_CUT_OFF)) is not None

    def _take(self, piece: Piece) -> str:
        if piece.is_restored:
            start = self._offset + len(self._buffer)
            self._restored.append((start, start + len(piece.text)))
        self._buffer += piece.text
        return self._read()

    def _read(self) -> str:
        """Deal with as much of the buffer as can be judged."""
        # One character of what came before stands in front, so that a word that began there is
        # not taken for a scheme.
        self._text = self._last + self._buffer
        self._base = self._offset - len(self._last)
        at = len(self._last)
        parts: list[str] = []
        while True:
            if self._skips:
                at = self._skip(at)
            interest = _INTEREST_IN_CODE if self._is_in_code() else _INTEREST
            found = interest.search(self._text, at)
            until = found.start() if found else self._cut_off(at)
            parts.append(self._text[at:until])
            self._fences.read(self._text[at:until])
            at = until
            step = self._step(found, at) if found else None
            if step is None:
                break
            end, out = step
            self._fences.read(self._text[at:end])
            parts.append(out)
            at = end
        self._keep(at)
        return "".join(parts)

    def _keep(self, at: int) -> None:
        self._offset = self._base + at
        self._buffer = self._text[at:]
        self._last = self._text[at - 1 : at] if at else ""
        while self._restored and self._restored[0][1] <= self._offset:
            self._restored.popleft()

    def _cut_off(self, at: int) -> int:
        if self._is_final:
            return len(self._text)
        cut = _CUT_OFF.search(self._text, max(at, len(self._text) - LONGEST_CUT_OFF))
        return cut.start() if cut else len(self._text)

    def _step(self, found: re.Match[str], at: int) -> _Step:
        if found.lastgroup == "address":
            return self._address(at, found[0])
        sign = found[0]
        if sign.endswith("["):
            return self._label(at)
        if sign == "]":
            return self._bracket(at)
        if sign == "<":
            return self._angle_strict(at) if self._is_strict else self._angle_raw(at)
        return at + 1, sign

    # Addresses in running text and in code

    def _address(self, at: int, start: str) -> _Step:
        is_quoted = at > 0 and self._text[at - 1] == '"'
        run = _QUOTED_RUN if is_quoted else self._bare_run()
        end = _end(run.match(self._text, at, at + MAX_HELD + 1), at)
        if end - at > MAX_HELD:
            self._refuse_restored(at, end)
            self._skips = True
            return end, self._instead("link", self._text[at:end])
        if end == len(self._text) and not self._is_final:
            return None
        if start == "//" and "." not in re.split(r"[/?#]", self._text[at + 2 : end])[0]:
            return at + 2, start  # a comment in code, not a host
        # To a reader an address ends with its label ("[https://a.nl](...)"), a bracket or a
        # no-break space; a restored value is not believed to be outside it that soon.
        shown = self._text[at : _end(_SHOWN.match(self._text, at, end), at)]
        tail = at + max(len(trimmed(shown)), len(start))
        address = self._text[at:tail]
        if self._is_one_value(at, tail):
            return tail, address
        self._refuse_restored(at, end)
        is_kept = not self._is_strict or self._is_in_code() or self._is_trusted(address)
        return tail, address if is_kept else self._instead("link", address)

    def _skip(self, at: int) -> int:
        """Return where the address that was too long ends; nothing of it goes out."""
        end = _end(self._bare_run().match(self._text, at), at)
        self._refuse_restored(at, end)
        self._skips = end == len(self._text) and not self._is_final
        return end

    def _bare_run(self) -> re.Pattern[str]:
        return _RUN_ESCAPED if self._is_strict and not self._is_in_code() else _RUN

    def _is_in_code(self) -> bool:
        # Raw output may hold live HTML, in which a fence is no fence: code is text like all other.
        return self._is_strict and self._fences.is_inside

    # Links, images and definitions of Markdown

    def _label(self, at: int) -> _Step:
        """Deal with "[" or "![": a plain label of a foreign address loses its brackets."""
        opening = self._text[at : at + 1 + (self._text[at] == "!")]
        if not self._is_strict:
            return at + len(opening), opening
        label = _LABEL.match(self._text, at)
        if label is None or label[3] is None:
            is_open = label is not None or _OPEN_LABEL.match(self._text, at) is not None
            return None if is_open and not self._is_final else (at + len(opening), opening)
        if label[3] != "(":
            return at + len(opening), opening
        target = self._target(label.end() + 1)
        if target is None:
            return None
        if not target.is_link or self._is_kept(target):
            return at + len(opening), opening
        words = self._instead("afbeelding" if label[1] else "link", target.inside)
        return target.end, f"{label[2]} {words}" if label[2] else words

    def _bracket(self, at: int) -> _Step:
        follows = self._text[at + 1 : at + 2]
        if not follows and not self._is_final:
            return None
        if follows == "(":
            return self._link(at)
        if follows == ":" and self._fences.begins_with_bracket:
            return self._definition(at)
        return at + 1, "]"

    def _link(self, at: int) -> _Step:
        target = self._target(at + 2)
        if target is None:
            return None
        if not target.is_link:
            # What is in it is read as plain text from here on. The space keeps a renderer that
            # is less strict than this one from making a link of it after all.
            has_value = self._has_restored(at + 2, target.end)
            if self._is_strict or has_value or target.is_too_long:
                self.neutralised += 1
                return at + 2, "] ("
            return at + 2, "]("
        if self._is_kept(target):
            return target.end, self._text[at : target.end]
        return target.end, "] " + self._instead("link", target.inside)

    def _target(self, at: int) -> Target | None:
        """Return the target that begins at `at`, behind "]("; None when more must come in first.

        Raises:
            RestoredInAddressError: If it is complete and holds a restored value.
        """
        target = read_target(self._text, at, limit=at + MAX_HELD, is_whole=self._is_final)
        if target is not None and target.is_link:
            self._refuse_restored(at, target.end - 1)
        return target

    def _is_kept(self, target: Target) -> bool:
        if not self._is_strict:
            return True
        parts = _TITLE.fullmatch(target.inside)
        return parts is not None and self._is_trusted(parts[1])

    def _definition(self, at: int) -> _Step:
        """Deal with "]:" behind a label at the begin of a line: "[label]: address"."""
        limit = at + MAX_HELD
        found = _DEFINITION.match(self._text, at, limit)
        if found is None or (
            found.end() == len(self._text) and not self._is_final and len(self._text) < limit
        ):
            return None
        address = found[1]
        if not address:
            return at + 1, "]"
        if self._has_restored(*found.span(1)):
            # "[Behandelaar]: <name>" is a sentence; with signs of an address around it it is none.
            if _ADDRESS_SIGN.search(self._unrestored(*found.span(1))):
                raise RestoredInAddressError(at=self._base + found.start(1))
        elif found.end() < limit and (not self._is_strict or self._is_trusted(address)):
            return at + 2, "]:"
        self.neutralised += 1
        return at + 2, "] :"

    # HTML and autolinks

    def _angle_strict(self, at: int) -> _Step:
        limit = at + MAX_HELD
        link = _AUTOLINK.match(self._text, at, limit)
        if link is None:
            is_growing = not self._is_final and len(self._text) <= limit
            if is_growing and _OPEN_AUTOLINK.match(self._text, at):
                return None
            return at + 1, "&lt;"
        self._refuse_restored(at, link.end())
        if self._is_trusted(link[1]):
            return link.end(), link[0]
        return link.end(), self._instead("link", link[1])

    def _angle_raw(self, at: int) -> _Step:
        limit = at + MAX_HELD
        # Looked for first: a text full of "<a" would be read to the limit at each of them.
        has_end = self._text.find(">", at, limit) >= 0
        tag = _TAG.match(self._text, at, limit) if has_end else None
        if tag is not None:
            # A mail address between angle brackets is itself the whole address.
            if not self._is_one_value(at + 1, tag.end() - 1):
                self._refuse_restored(at, tag.end())
            return tag.end(), tag[0]
        if has_end:
            end = _end(_TAG_SO_FAR.match(self._text, at, limit), at + 1)
        elif _TAG_START.match(self._text, at):
            end = min(len(self._text), limit)
        else:
            end = at + 1
        if end == len(self._text) and not self._is_final and len(self._text) <= limit:
            return None
        # A tag that never ends may still be ended by what a page puts behind the answer.
        if end == limit or self._has_restored(at, end):
            self.neutralised += 1
            return at + 1, " &lt;"  # the space: an address in front of it would go on
        return at + 1, "<"

    # Restored values

    def _instead(self, kind: str, address: str) -> str:
        self.neutralised += 1
        return left_out(kind, address)

    def _is_trusted(self, address: str) -> bool:
        return is_trusted(address, self._hosts)

    def _has_restored(self, start: int, end: int) -> bool:
        start, end = start + self._base, end + self._base
        return any(begin < end and start < stop for begin, stop in self._restored)

    def _is_one_value(self, start: int, end: int) -> bool:
        start, end = start + self._base, end + self._base
        return any(begin <= start and end <= stop for begin, stop in self._restored)

    def _refuse_restored(self, start: int, end: int) -> None:
        if self._has_restored(start, end):
            raise RestoredInAddressError(at=self._base + start)

    def _unrestored(self, start: int, end: int) -> str:
        return "".join(
            self._text[place]
            for place in range(start, end)
            if not self._has_restored(place, place + 1)
        )


def _end(found: re.Match[str] | None, otherwise: int) -> int:
    return found.end() if found else otherwise
