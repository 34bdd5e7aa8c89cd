"""LiteLLM's and Presidio's calls against a running server: stored, restored, and in the ledger.

What LiteLLM's own proxy makes of it is `bench/guardrail.py` (`make peers`).
"""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from tests.journeys.installation import Installation

pytestmark = pytest.mark.journey

LETTER = "Mevrouw Jansen (jansen@voorbeeld.nl) vraagt om uitstel. Haar BSN is 123456782."
GUARDRAIL = "/beta/litellm_basic_guardrail_api"

Post = Callable[[str, object], Any]


@pytest.fixture(scope="module")
def post(installation: Installation) -> Post:
    """Return what posts to the server with a new key, once the gate knows it."""
    run = installation.run
    run("admin", "add-purpose", "--slug", "voor-anderen", "--title", "Voor anderen",
        "--data-classes", "openbaar,persoonsgegevens")  # fmt: skip
    made = run("admin", "add-key", "--purpose", "voor-anderen", "--owner", "medewerker", "--json")
    key = json.loads(made)["key"]

    def posted(path: str, body: object) -> Any:  # noqa: ANN401 (any JSON)
        request = urllib.request.Request(  # noqa: S310 (an address of our own)
            installation.url + path,
            data=json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 (an address of our own)
            return json.loads(answer.read())

    _wait_until_known(posted)
    return posted


def _wait_until_known(posted: Post) -> None:
    """Return once the gate knows the key: the promise is within five seconds."""
    for _ in range(50):
        with suppress(urllib.error.HTTPError):
            posted("/analyze", {"text": "Hallo", "language": "nl"})
            return
        threading.Event().wait(0.1)
    raise AssertionError("The gate did not take the new key within five seconds.")


def test_a_call_of_litellm_is_masked_stored_and_restored(post: Post) -> None:
    """The tokens of the request are in the database when the answer comes, in pieces."""
    call = {"litellm_call_id": "aanroep-1", "request_data": {}, "litellm_version": "1.108.7"}
    masked = post(GUARDRAIL, {"input_type": "request", "texts": [LETTER], **call})["texts"][0]
    assert not any(word in masked for word in ("Jansen", "jansen@", "123456782"))

    shown = ""
    for end in (*range(5, len(masked), 5), len(masked)):
        so_far = masked[:end]
        answer = post(GUARDRAIL, {"input_type": "response", "texts": [so_far], **call})
        text = answer.get("texts", [so_far])[0]
        going = text[: len(text) - answer.get("stream_holdback_chars", [0])[0]]
        assert going.startswith(shown)
        shown = going
    assert shown == LETTER


def test_presidio_s_two_steps_in_a_row(post: Post) -> None:
    """What the analyzer gives, the anonymizer takes."""
    results = post("/analyze", {"text": LETTER, "language": "nl"})
    answer = post("/anonymize", {"text": LETTER, "analyzer_results": results})

    assert answer["text"] == (
        "Mevrouw <PERSON> (<EMAIL_ADDRESS>) vraagt om uitstel. Haar BSN is <NL_BSN>."
    )


def test_long_texts_go_through_a_child_process(post: Post) -> None:
    """Over 20,000 characters; offsets are those of the whole text."""
    text = "Geen naam hier. " * 1_500 + LETTER
    found = post("/analyze", {"text": text, "language": "nl", "entities": ["NL_BSN"]})

    assert [text[one["start"] : one["end"]] for one in found] == ["123456782"]


def test_the_ledger_holds_them_and_is_whole(installation: Installation, post: Post) -> None:
    """Rows and entries say the same, also of what was put back."""
    post("/analyze", {"text": LETTER, "language": "nl"})

    assert json.loads(installation.run("ledger", "verify", "--json"))["ok"] is True
