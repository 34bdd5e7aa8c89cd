"""What the guardrail answers: a request with its personal data masked, an answer restored.

LiteLLM shows a streamed answer again and again, each time from its begin, and sends on what is new
of what comes back. So nothing is remembered between two of those calls but the vault: the same
text gives the same result, and of a text that grows the result grows too. The end that may still
become a token is named in `stream_holdback_chars`, and LiteLLM waits with it.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial
from typing import Any

from stadspoort.engines.chat import RestoredInAddressError
from stadspoort.gate.errors import CallRefusedError
from stadspoort.gate.guardrail.wire import GuardrailRequest
from stadspoort.gate.restoring import restored
from stadspoort.gate.seams import Scanner, Vaults
from stadspoort.gate.steps.mask import Masked, Masking
from stadspoort.gate.text_calls import Done
from stadspoort.gate.values import Outcome, Principal, Purpose

KEPT_AFTER_LAST_USE = timedelta(days=1)
"""How long the tokens of a conversation are kept. LiteLLM's client has the names themselves in what
it saw, and sends those with the next question: a later question needs no older token."""

LONGEST_ANSWER = 1_000_000
"""Characters of one answer, all choices together: as under `/v1`, no model writes more."""

_INLINE = 20_000
"""Characters up to which restoring is faster than handing it to a thread."""

_TOO_OLD = "deze LiteLLM neemt gemaskeerde aanroepen van hulpmiddelen niet terug; werk hem bij"


async def masked_request(
    asked: GuardrailRequest,
    *,
    principal: Principal,
    purpose: Purpose,
    scanner: Scanner,
    vaults: Vaults,
) -> Done[dict[str, Any]]:
    """Return the parts of a request that had to be masked, masked.

    Nothing stays readable that was found, whatever the purpose allows: which model LiteLLM will
    ask is not known here.

    Raises:
        CallRefusedError: CONTENT_NOT_CHECKABLE for pictures, MASKING_FAILED if what was masked
            could not be handed back to this version of LiteLLM.
        ScanFailedError: If the detector failed.
        VaultUnavailableError: If the tokens could not be stored.
    """
    if asked.has_images:
        raise CallRefusedError(Outcome.CONTENT_NOT_CHECKABLE)
    messages = asked.messages
    if messages is None and asked.tool_calls:
        messages = [{"role": "assistant", "content": None, "tool_calls": asked.tool_calls}]
    body = {"messages": messages or [], "tools": asked.tools, "texts": asked.texts}
    # LiteLLM shows the text of each message twice: by itself and in its message.
    repeated = frozenset({"texts[]"}) if asked.messages is not None else frozenset[str]()
    masking = Masking(scanner, vaults, keep=KEPT_AFTER_LAST_USE, repeated=repeated)
    masked = await masking.mask(
        body, purpose=purpose, model=None, principal=principal, scope=asked.scope
    )
    return Done(_changed(asked, body, masked), found=masked.counts)


def _changed(asked: GuardrailRequest, body: dict[str, Any], masked: Masked) -> dict[str, Any]:
    answer: dict[str, Any] = {}
    if masked.body["texts"] != asked.texts:
        answer["texts"] = masked.body["texts"]
    if masked.body["tools"] != asked.tools:
        answer["tools"] = masked.body["tools"]
    if _without_texts(masked.body["messages"]) != _without_texts(body["messages"]):
        if asked.messages is None or not asked.takes_messages:
            raise CallRefusedError(Outcome.MASKING_FAILED, explanation=_TOO_OLD)
        answer["structured_messages"] = masked.body["messages"]
    return {"action": "GUARDRAIL_INTERVENED", **answer} if answer else {"action": "NONE"}


def _without_texts(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the messages without what `texts` holds of them."""
    return [{**message, "content": _without_text(message.get("content"))} for message in messages]


def _without_text(content: object) -> object:
    if isinstance(content, list):
        return [{name: part[name] for name in part if name != "text"} for part in content]
    return None


async def restored_answer(
    asked: GuardrailRequest, *, principal: Principal, purpose: Purpose, vaults: Vaults
) -> Done[dict[str, Any]]:
    """Return the texts of an answer, whole or so far, with the values of this conversation back.

    Raises:
        CallRefusedError: ANSWER_BLOCKED if a value would stand in an address, TOO_LARGE for more
            than any model writes.
        VaultUnavailableError: If the tokens could not be read.
    """
    vault = None
    if asked.scope is not None:
        vault = await vaults.existing(asked.scope, principal=principal)
    if vault is None:
        return Done({"action": "NONE"})
    characters = sum(map(len, asked.texts))
    if characters > LONGEST_ANSWER:
        raise CallRefusedError(Outcome.TOO_LARGE, limit=LONGEST_ANSWER)
    restore = partial(restored, vault=vault, asker=principal.asker, purpose=purpose)
    try:
        if characters > _INLINE:
            whole = await asyncio.to_thread(lambda: list(map(restore, asked.texts)))
        else:
            whole = list(map(restore, asked.texts))
    except RestoredInAddressError as error:
        raise CallRefusedError(Outcome.ANSWER_BLOCKED) from error
    texts = [text.passed + text.held for text in whole]
    answer: dict[str, Any] = {"action": "NONE"}
    if texts != asked.texts:
        answer = {"action": "GUARDRAIL_INTERVENED", "texts": texts}
    if any(text.held for text in whole):
        answer["stream_holdback_chars"] = [len(text.held) for text in whole]
    return Done(
        answer,
        restored=sum(text.restored for text in whole),
        unknown_tokens=sum(text.unknown_tokens for text in whole),
    )


def blocked(reason: str) -> dict[str, Any]:
    """Return the answer that stops a call in LiteLLM, whatever it is set to do about failures."""
    return {"action": "BLOCKED", "blocked_reason": reason}
