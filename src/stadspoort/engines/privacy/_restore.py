"""Put values back in an answer that arrives in pieces."""

from __future__ import annotations

import re
from dataclasses import dataclass

from stadspoort.engines.privacy._spellings import (
    TOKEN,
    altered_and_invented,
    entry_of,
    held_back,
)
from stadspoort.engines.privacy._values import RESTRICTED_KINDS, Kind
from stadspoort.engines.privacy._vault import Entry, Vault
from stadspoort.engines.text import Piece

_MAY_BEGIN = re.compile(r"[\[\uff3b\u3010\\]")
_MOST_UNCOUNTED = 4_096


@dataclass(frozen=True, slots=True)
class RestorePolicy:
    """What may be put back, and for whom.

    Attributes:
        asker: Who reads the answer: the name under which the vault remembers writers.
        unrestored: Kinds that the purpose never puts back.
        is_answer_text: True for the text of an answer; False for arguments of tools, addresses
            and everything else, where restricted values never come back.
    """

    asker: str
    unrestored: frozenset[Kind]
    is_answer_text: bool

    def allows(self, entry: Entry) -> bool:
        """Say whether the value of `entry` may be put back."""
        if entry.kind in self.unrestored:
            return False
        if not entry.is_restricted:
            return True
        # The entry keeps the kind it was found as first, which may have been a milder one: any
        # restricted kind the purpose holds back may be the one that made it restricted.
        if entry.kind not in RESTRICTED_KINDS and self.unrestored & RESTRICTED_KINDS:
            return False
        return self.is_answer_text and entry.writer == self.asker


class Restorer:
    """Puts back the tokens of one vault in one stream of text, cut at any point.

    Put back are exact tokens that the vault issued, whatever inflection stands behind them, and
    the spellings of them that are surely the same token (`_spellings`). All else stays as it is:
    look-alikes, tokens of other scopes, a token that the end of the stream cuts off. Held back is
    only the longest end of the text that can still become an issued token.

    Attributes:
        restored: Tokens put back so far.
        altered: Places that hold the code of an issued token in a form that is not surely it.
        invented: Places with the tag of this scope that no token was issued for, and tokens whose
            check character is wrong. Complete, as `altered`, after `finish`.
    """

    def __init__(self, vault: Vault, policy: RestorePolicy) -> None:
        self._vault = vault
        self._policy = policy
        self._held = ""
        self._uncounted = ""  # what went out since the last space
        self.restored = 0
        self.altered = 0
        self.invented = 0

    @property
    def unknown(self) -> int:
        """Return how many altered or invented tokens were left as they are."""
        return self.altered + self.invented

    def feed(self, text: str) -> list[Piece]:
        """Return what can go out now that `text` has come in, in order; may be empty."""
        pieces: list[Piece] = []
        if not self._held and not _MAY_BEGIN.search(text):
            self._plain(text, pieces)
            return pieces
        text = self._held + text
        done = 0
        for match in TOKEN.finditer(text):
            entry = entry_of(match, self._vault)
            if entry is None:
                continue
            is_allowed = self._policy.allows(entry)
            self._plain(text[done : match.start()], pieces)
            self._count()
            pieces.append(Piece(entry.value if is_allowed else match[0], is_restored=is_allowed))
            self.restored += is_allowed
            done = match.end()
        held = max(done, held_back(text, self._vault))
        self._held = text[held:]
        self._plain(text[done:held], pieces)
        return _joined(pieces)

    def finish(self) -> list[Piece]:
        """Return what was held back: a token that was cut off stays a cut-off token."""
        self._count()
        held, self._held = self._held, ""
        return [Piece(held)] if held else []

    def _plain(self, text: str, pieces: list[Piece]) -> None:
        if not text:
            return
        pieces.append(Piece(text))
        self._uncounted += text
        end = max(self._uncounted.rfind(" "), self._uncounted.rfind("\n"))
        if end < 0 and len(self._uncounted) > _MOST_UNCOUNTED:
            end = len(self._uncounted)
        if end >= 0:
            rest = self._uncounted[end:]
            self._uncounted = self._uncounted[:end]
            self._count()
            self._uncounted = rest

    def _count(self) -> None:
        altered, invented = altered_and_invented(self._uncounted, self._vault)
        self.altered += altered
        self.invented += invented
        self._uncounted = ""


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces with neighbours that were not put back as one."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and not piece.is_restored and not joined[-1].is_restored:
            joined[-1] = Piece(joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return joined
