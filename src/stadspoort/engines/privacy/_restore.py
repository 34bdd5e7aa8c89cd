"""Put values back in an answer that arrives in pieces."""

from __future__ import annotations

import re
from dataclasses import dataclass

from stadspoort.engines.privacy._values import RESTRICTED_KINDS, Kind
from stadspoort.engines.privacy._vault import Entry, Vault
from stadspoort.engines.text import Piece

# Any scope's: a pattern with the tag in it would have to be compiled for every answer, which costs
# more than all the rest. The vault knows its own.
_TOKEN = re.compile(r"\[[A-Z_]{1,24}_[0-9a-z]{8,14}\]")


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

    Only exact tokens that the vault issued are put back. Look-alikes, tokens of other scopes and
    a token that the end of the stream cuts off stay as they are. Held back is only the longest
    end of the text that can still become an issued token.

    Attributes:
        restored: Tokens put back so far.
        unknown: Places with the tag of this scope that are no issued token: altered or invented.
    """

    def __init__(self, vault: Vault, policy: RestorePolicy) -> None:
        self._vault = vault
        self._policy = policy
        self._held = ""
        self._before = ""  # the last signs that went out, to see a tag that was cut in two
        self._tagged = f"_{vault.tag}"
        self.restored = 0
        self.unknown = 0

    def feed(self, text: str) -> list[Piece]:
        """Return what can go out now that `text` has come in, in order; may be empty."""
        if not self._held and "[" not in text:
            return self._plain(text, [])
        text = self._held + text
        self._held = ""
        pieces: list[Piece] = []
        done = 0
        for match in _TOKEN.finditer(text):
            entry = self._vault.by_token(match[0])
            if entry is None:
                continue
            if self._policy.allows(entry):
                self._plain(text[done : match.start()], pieces)
                pieces.append(Piece(entry.value, is_restored=True))
                self._before = ""
                self.restored += 1
                done = match.end()
            else:
                # Known and held back on purpose: not an unknown token.
                self.unknown -= 1
        opened = text.rfind("[", done)
        if opened >= 0 and self._vault.is_start_of_token(text[opened:]):
            self._held = text[opened:]
            text = text[:opened]
        return self._plain(text[done:], pieces)

    def finish(self) -> list[Piece]:
        """Return what was held back: a token that was cut off stays a cut-off token."""
        held, self._held = self._held, ""
        return [Piece(held)] if held else []

    def _plain(self, text: str, pieces: list[Piece]) -> list[Piece]:
        if not text:
            return pieces
        pieces.append(Piece(text))
        if self._before or "_" in text:
            seen = self._before + text
            self.unknown += seen.lower().count(self._tagged)
            tail = seen[-len(self._vault.tag) :]
            self._before = tail[tail.find("_") :] if "_" in tail else ""
        return pieces
