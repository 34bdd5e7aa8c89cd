"""Whatever a client sends in the forms of Presidio and LiteLLM, the answer is one of theirs.

Bodies hold the real names of fields with any JSON behind them, also deep inside.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.gate.make import World
from tests.gate.others import BEARER, here_with, post, recorded

from stadspoort.gate.others import GUARDRAIL_PATH
from stadspoort.gate.values import Outcome

NAMES = {
    "/analyze": (
        "text", "language", "entities", "score_threshold", "return_decision_process",
        "ad_hoc_recognizers", "allow_list", "allow_list_match", "context", "correlation_id",
    ),
    "/anonymize": ("text", "analyzer_results", "anonymizers"),
    "/deanonymize": ("text", "anonymizer_results", "deanonymizers"),
    GUARDRAIL_PATH: (
        "input_type", "texts", "images", "tools", "tool_calls", "structured_messages",
        "request_data", "litellm_call_id", "litellm_trace_id", "litellm_version",
        "additional_provider_specific_params",
    ),
}  # fmt: skip
WORDS = (
    "nl", "request", "response", "PERSON", "NL_BSN", "DEFAULT", "replace", "mask", "hash",
    "encrypt", "decrypt", "keep", "restore", "pseudonymize", "1.108.7", "user", "text",
    "Mevrouw Jansen, BSN 123456782.", "[PERSOON_tag0011ai]", "9" * 5_000, "é\u0301\u200b😀\x00",
)  # fmt: skip
INNER = (
    "type", "start", "end", "score", "entity_type", "key", "masking_char", "chars_to_mask",
    "new_value", "salt", "role", "content", "function", "name", "arguments", "purpose", "Jansen",
)  # fmt: skip

leaves = (
    st.none()
    | st.booleans()
    | st.integers(min_value=-3, max_value=40)
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(WORDS)
    | st.text(max_size=20)
)
values = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from((*INNER, *WORDS)), inner, max_size=5)
    ),
    max_leaves=12,
)


@pytest.fixture(scope="module")
def here() -> World:
    """Return one world for all bodies: the detector is made once."""
    return here_with()


@pytest.mark.parametrize("path", sorted(NAMES))
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_body_gets_an_answer_of_this_form(here: World, path: str, data: Any) -> None:  # noqa: ANN401 (hypothesis' own)
    """Never a failure of ours, and every call in the ledger once."""
    body = data.draw(st.dictionaries(st.sampled_from(NAMES[path]), values, max_size=6))
    if data.draw(st.booleans()):  # far enough in to reach what lies behind the first checks
        body |= {"text": "Mevrouw Jansen belt.", "language": "nl", "input_type": "request"}
    here.journal.entries.clear()
    headers = {**BEARER, "x-stadspoort-conversation": "g-1"}
    raw = json.dumps(body).encode(errors="surrogatepass")
    answer = asyncio.run(post(here, path, raw, headers=headers))

    assert answer.status in {200, 400, 403, 413, 422}, answer.body
    told = answer.json()
    assert answer.status == 200 or list(told) == ["error"]
    [(_, _, outcome)] = recorded(here)
    assert outcome != Outcome.GATE_FAILED  # LiteLLM would only see that it is blocked
