"""The calls of Presidio's form: what they need of the gate, and what the ledger keeps of them."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from stadspoort.engines.chat import AnswerCheck, RestoredInAddressError
from stadspoort.engines.privacy import (
    Finding,
    NewValue,
    Pseudonymiser,
    RestorePolicy,
    Restorer,
    Vault,
)
from stadspoort.engines.text import Piece
from stadspoort.gate.errors import CallRefusedError
from stadspoort.gate.presidio.analyzer import AnalyzeRequest, as_result, wanted
from stadspoort.gate.presidio.anonymizer import Replacing, replaced
from stadspoort.gate.presidio.errors import PresidioRequestError
from stadspoort.gate.presidio.names import ENTITY_OF, KIND_OF, counted_as
from stadspoort.gate.presidio.operators import (
    PSEUDONYMIZE,
    RESTORE,
    Operator,
    Random,
    applied,
)
from stadspoort.gate.seams import Scanner, Vaults
from stadspoort.gate.text_calls import Done
from stadspoort.gate.values import Outcome, Principal, Purpose

_AT_ONCE = 500
"""Places up to which replacing is faster than handing it to a thread."""

_INLINE = 20_000
"""Characters up to which it is, too."""

Result = TypeVar("Result")


async def analyze(request: AnalyzeRequest, scanner: Scanner) -> Done[list[Any]]:
    """Return what was found, as one list, or a list of lists for a batch.

    Raises:
        ScanFailedError: If the detector failed.
    """
    texts = [request.before + text for text in request.texts]
    scanned = await scanner.scan(texts)
    found = [wanted(request, text, findings) for text, findings in zip(texts, scanned, strict=True)]
    shift = len(request.before)
    results = [
        [as_result(finding, shift=shift, explains=request.explains) for finding in findings]
        for findings in found
    ]
    counts = Counter(str(finding.kind) for findings in found for finding in findings)
    return Done(results if request.is_batch else results[0], found=counts)


@dataclass(frozen=True, slots=True)
class Conversation:
    """Whose tokens: those of this asker's conversation, if it names one."""

    vaults: Vaults
    principal: Principal
    purpose: Purpose
    scope: str | None


async def anonymize(
    asked: Replacing, conversation: Conversation, *, random: Random
) -> Done[dict[str, Any]]:
    """Return the text with other words in its places.

    Raises:
        PresidioRequestError: 422 for what an operator cannot do.
        VaultUnavailableError: If the tokens could not be read or stored.
    """
    vault = await _extended(asked, conversation)

    def change(operator: Operator, value: str, entity: str) -> str:
        if operator.name == PSEUDONYMIZE and vault is not None:
            finding = _pointed_at(0, len(value), entity)
            return Pseudonymiser(vault).mask(value, [finding]) if value else value
        return applied(operator, value, entity, random=random)

    result = await _off_loop(asked, lambda: replaced(asked, change))
    return Done(result, found=Counter(counted_as(place.entity) for place in asked.places))


def _pointed_at(start: int, end: int, entity: str) -> Finding:
    return Finding(start, end, KIND_OF[entity], 1.0, "door de vrager aangewezen")


async def _extended(asked: Replacing, conversation: Conversation) -> Vault | None:
    """Return the vault with all values to pseudonymize; None if there are none."""
    places = [
        place for place in asked.places if asked.operator_of(place.entity).name == PSEUDONYMIZE
    ]
    if not places:
        return None
    if unknown := {place.entity for place in places} - KIND_OF.keys():
        message = f"pseudonymize works for the supported entities; {len(unknown)} others were given"
        raise PresidioRequestError(message, param="anonymizers", status=422)
    values = [
        NewValue.found(asked.text, _pointed_at(place.start, place.end, place.entity))
        for place in places
        if asked.text[place.start : place.end].strip()
    ]
    scope, principal = _scope(conversation, PSEUDONYMIZE), conversation.principal
    return await conversation.vaults.extend(scope, values, principal=principal)


async def deanonymize(asked: Replacing, conversation: Conversation) -> Done[dict[str, Any]]:
    """Return the text with its values back.

    Raises:
        PresidioRequestError: 422 for what an operator cannot do.
        CallRefusedError: ANSWER_BLOCKED if a value would stand in an address.
        VaultUnavailableError: If the tokens could not be read.
    """
    restores = asked.is_everywhere or any(
        asked.operator_of(place.entity).name == RESTORE for place in asked.places
    )
    vault = None
    if restores:
        scope, principal = _scope(conversation, RESTORE), conversation.principal
        vault = await conversation.vaults.existing(scope, principal=principal)
    restoring = _Restoring(vault, conversation)

    def change(operator: Operator, value: str, entity: str) -> str:
        if operator.name == RESTORE:
            return restoring.text(value)
        return applied(operator, value, entity, random=_no_random)

    def work() -> dict[str, Any]:
        result = (
            restoring.everywhere(asked.text) if asked.is_everywhere else replaced(asked, change)
        )
        restoring.refuse_in_address(result)
        return result

    result = await _off_loop(asked, work)
    return Done(result, restored=restoring.restored, unknown_tokens=restoring.unknown)


class _Restoring:
    """Puts the tokens of one conversation back, and counts what it saw."""

    def __init__(self, vault: Vault | None, of: Conversation) -> None:
        self._vault = vault
        self._policy = RestorePolicy(
            asker=of.principal.asker, unrestored=of.purpose.unrestored, is_answer_text=True
        )
        self._values: set[str] = set()
        self.restored = 0
        self.unknown = 0

    def text(self, text: str) -> str:
        return "".join(piece.text for piece in self._pieces(text))

    def everywhere(self, text: str) -> dict[str, Any]:
        """Return the whole text with the tokens put back, and where that was."""
        items: list[dict[str, Any]] = []
        parts: list[str] = []
        length = 0
        for piece in self._pieces(text):
            end = length + len(piece.text)
            entry = self._vault.by_value(piece.text) if self._vault and piece.is_restored else None
            if entry is not None:
                items.append(
                    {
                        "start": length,
                        "end": end,
                        "entity_type": ENTITY_OF[entry.kind],
                        "text": piece.text,
                        "operator": RESTORE,
                    }
                )
            parts.append(piece.text)
            length = end
        return {"text": "".join(parts), "items": items[::-1]}

    def _pieces(self, text: str) -> list[Piece]:
        if self._vault is None:
            return [Piece(text)] if text else []
        restorer = Restorer(self._vault, self._policy)
        pieces = [*restorer.feed(text), *restorer.finish()]
        if any(piece.is_restored for piece in pieces):
            self._values.update(("".join(piece.text for piece in pieces), *_put_back(pieces)))
        self.restored += restorer.restored
        self.unknown += restorer.unknown
        return pieces

    def refuse_in_address(self, result: dict[str, Any]) -> None:
        """Refuse a result in which a value that was put back stands in an address."""
        pieces: list[Piece] = []
        done = 0
        for item in reversed(result["items"]):
            if item["operator"] == RESTORE and item["text"] in self._values:
                pieces += (Piece(result["text"][done : item["start"]]), Piece(item["text"], True))
                done = item["end"]
        if not pieces:
            return
        check = AnswerCheck(is_strict=False, hosts=frozenset())
        try:
            check.feed([piece for piece in (*pieces, Piece(result["text"][done:])) if piece.text])
            check.finish()
        except RestoredInAddressError as error:
            raise CallRefusedError(Outcome.ANSWER_BLOCKED) from error


def _put_back(pieces: Iterable[Piece]) -> Iterator[str]:
    return (piece.text for piece in pieces if piece.is_restored)


def _scope(conversation: Conversation, operator: str) -> str:
    if conversation.scope is None:
        message = f"{operator} needs the header X-Stadspoort-Conversation"
        raise PresidioRequestError(message, param="x-stadspoort-conversation", status=422)
    return conversation.scope


def _no_random(_: int) -> bytes:
    raise AssertionError  # no operator on the way back needs any


async def _off_loop(asked: Replacing, work: Callable[[], Result]) -> Result:
    if len(asked.places) <= _AT_ONCE and len(asked.text) <= _INLINE:
        return work()
    return await asyncio.to_thread(work)
