"""Put values back in a text that is not an answer of our own upstream, and check it."""

from __future__ import annotations

from dataclasses import dataclass

from stadspoort.engines.chat import AnswerCheck
from stadspoort.engines.privacy import RestorePolicy, Restorer, Vault
from stadspoort.engines.text import Piece
from stadspoort.gate.values import Purpose


@dataclass(frozen=True, slots=True)
class Restored:
    """A text with its values back.

    Attributes:
        pieces: What was put back and what stood around it, before the check.
        passed: What may be shown, whatever still follows.
        held: The end of the text, which what follows may still change; shown when nothing does.
        restored: Tokens put back.
        unknown_tokens: Altered or invented tokens, left as they are.
    """

    pieces: tuple[Piece, ...]
    passed: str
    held: str
    restored: int
    unknown_tokens: int


def restored(text: str, *, vault: Vault, asker: str, purpose: Purpose) -> Restored:
    """Return `text` as this asker may read it.

    Links and markup stay: what hosts the sources named is not known here, so only a restored value
    inside an address is refused. Of a text that grows, `passed` only ever grows with it.

    Raises:
        RestoredInAddressError: If a restored value would stand in an address.
    """
    policy = RestorePolicy(asker=asker, unrestored=purpose.unrestored, is_answer_text=True)
    restorer = Restorer(vault, policy)
    check = AnswerCheck(is_strict=False, hosts=frozenset())
    pieces = restorer.feed(text)
    passed = check.feed(pieces)
    rest = restorer.finish()
    held = check.feed(rest) + check.finish()
    return Restored((*pieces, *rest), passed, held, restorer.restored, restorer.unknown)
