"""Whatever a client puts in a field, it is answered and stands in the ledger: never a failure.

A failure would be logged with the text of its error, and no entry would say who asked.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.gate.others import BEARER, here_with, post, recorded

from stadspoort.gate.guardrail.wire import FIELDS
from stadspoort.gate.others import GUARDRAIL_PATH
from stadspoort.gate.presidio.anonymizer import MOST_READ
from stadspoort.gate.values import Outcome

MESSAGE = {"role": "user", "content": [{"type": "text", "text": "Mevrouw Jansen"}]}
PLACE = {"start": 0, "end": 6, "score": 0.9, "entity_type": "PERSON"}
GUARDED: dict[str, Any] = {
    "input_type": "request",
    "texts": ["Mevrouw Jansen"],
    "structured_messages": [MESSAGE],
    "litellm_call_id": "c-1",
    "litellm_version": "1.108.7",
}
ANONYMIZE: dict[str, Any] = {"text": "Jansen", "analyzer_results": [PLACE], "anonymizers": {}}
DEANONYMIZE: dict[str, Any] = {
    "text": "Jansen",
    "anonymizer_results": [PLACE],
    "deanonymizers": {"DEFAULT": {"type": "restore"}},
}
ANALYZE: dict[str, Any] = {"text": "Jansen", "language": "nl"}

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([10**400, -(10**400), 1e308, "9" * 5_000, "²", "", "text", "user"])
    | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["type", "text", "content", "role", "start", "end", "score", "DEFAULT"]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


@pytest.mark.parametrize(
    ("path", "body", "names"),
    [
        pytest.param(
            GUARDRAIL_PATH, GUARDED, sorted({*FIELDS, "images", "litellm_version"}), id="guardrail"
        ),
        pytest.param("/anonymize", ANONYMIZE, sorted(ANONYMIZE), id="anonymize"),
        pytest.param("/deanonymize", DEANONYMIZE, sorted(DEANONYMIZE), id="deanonymize"),
        pytest.param(
            "/analyze",
            ANALYZE,
            [*ANALYZE, "entities", "score_threshold", "return_decision_process", "allow_list",
             "allow_list_match", "context", "ad_hoc_recognizers", "correlation_id"],
            id="analyze",
        ),
    ],
)  # fmt: skip
@given(drawn=st.data())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_any_value_in_any_field_is_answered_and_recorded(
    path: str, body: dict[str, Any], names: list[str], drawn: st.DataObject
) -> None:
    """What escapes a handler escapes this test too: Starlette raises it again."""
    name = drawn.draw(st.sampled_from(names))
    here = here_with()
    headers = {**BEARER, "x-stadspoort-conversation": "gesprek"}
    answer = await post(here, path, {**body, name: drawn.draw(json_values)}, headers=headers)

    assert answer.status < 500
    assert len(recorded(here)) == 1


@pytest.mark.parametrize(
    "version", ["9" * 5_000 + ".1.1", "1.108.7.", "²", [1], None], ids=lambda v: str(v)[:9]
)
async def test_a_version_that_is_none_counts_as_an_old_one(version: object) -> None:
    """Also one of more digits than Python reads."""
    here = here_with()
    answer = await post(here, GUARDRAIL_PATH, {**GUARDED, "litellm_version": version})

    assert answer.json()["action"] == "GUARDRAIL_INTERVENED"


@pytest.mark.parametrize("kind", [["text"], {"text": 1}, 3, None], ids=str)
async def test_a_part_of_a_made_up_type_cannot_be_checked(kind: object) -> None:
    """What is not known to be text is no text."""
    here = here_with()
    messages = [{"role": "user", "content": [{"type": kind, "text": "Mevrouw Jansen"}]}]
    answer = await post(here, GUARDRAIL_PATH, {**GUARDED, "structured_messages": messages})

    assert answer.json()["action"] == "BLOCKED"


async def test_a_score_may_be_any_number() -> None:
    """Presidio sets no bound; this one is too large for a float."""
    body = {**ANONYMIZE, "analyzer_results": [{**PLACE, "score": 10**400}]}
    answer = await post(here_with(), "/anonymize", body)

    assert answer.json()["text"] == "<PERSON>"


async def test_places_that_overlap_are_bounded_together() -> None:
    """A megabyte of them could have a terabyte of text hashed for a short result."""
    part = MOST_READ // 40
    places = [
        {**PLACE, "start": at, "end": part + at, "entity_type": f"SOORT_{at}"} for at in range(41)
    ]
    operator = {"DEFAULT": {"type": "redact"}}
    body = {"text": "x" * (part + 41), "analyzer_results": places, "anonymizers": operator}
    here = here_with()
    answer = await post(here, "/anonymize", body)

    assert answer.status == 413
    assert recorded(here) == [("anonymize", {}, Outcome.TOO_LARGE)]


@pytest.mark.parametrize("path", ["/anonymize", "/deanonymize"])
@pytest.mark.parametrize("header", ["x-stadspoort-conversation", "x-stadspoort-purpose"])
async def test_a_header_that_cannot_be_a_name_is_refused_and_recorded(
    path: str, header: str
) -> None:
    """Before the body is looked at; the ledger says who tried."""
    here = here_with()
    answer = await post(here, path, ANONYMIZE, headers={**BEARER, header: "x" * 201})

    assert (answer.status, answer.json()) == (400, {"error": f"Invalid parameter {header}"})
    assert recorded(here) == [(path[1:], {}, Outcome.BAD_REQUEST)]
