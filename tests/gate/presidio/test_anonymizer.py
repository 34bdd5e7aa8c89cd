"""`POST /anonymize` and `/deanonymize`, in the form of presidio-anonymizer 2.2.366.

Requests and answers are those of Presidio's `docs/api-docs`; what they leave open was taken from
its source. Ciphertext was made with openssl: `openssl enc -aes-128-cbc -K ... -iv 00010203...0f`.
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.gate.asgi import Answer
from tests.gate.make import World
from tests.gate.others import BEARER, get, here_with, post, recorded

from stadspoort.gate.presidio.anonymizer import LONGEST_RESULT
from stadspoort.gate.presidio.fields import LONGEST_TEXT
from stadspoort.gate.values import Outcome

TEXT = "hello world, my name is Jane Doe. My number is: 034453334"
RESULTS = [
    {"start": 24, "end": 32, "score": 0.8, "entity_type": "PERSON"},
    {"start": 48, "end": 57, "score": 0.95, "entity_type": "PHONE_NUMBER"},
]
KEY = "WmZq4t7w!z%C&F)J"


async def anonymized(
    anonymizers: object, *, text: str = TEXT, results: object = RESULTS
) -> tuple[int, Any]:
    """Return status and answer."""
    body = {"text": text, "analyzer_results": results, "anonymizers": anonymizers}
    answer = await post(here_with(), "/anonymize", body)
    return answer.status, answer.json()


async def test_redact_and_replace_as_in_presidio_s_manual() -> None:
    """The example of its API documentation, to the letter; last place first."""
    here = here_with()
    body = {
        "text": TEXT,
        "anonymizers": {
            "PERSON": {"type": "replace", "new_value": "ANONYMIZED"},
            "PHONE_NUMBER": {"type": "redact"},
        },
        "analyzer_results": RESULTS,
    }
    answer = await post(here, "/anonymize", body)

    assert answer.json() == {
        "text": "hello world, my name is ANONYMIZED. My number is: ",
        "items": [
            {"operator": "redact", "entity_type": "PHONE_NUMBER", "start": 50, "end": 50,
             "text": ""},
            {"operator": "replace", "entity_type": "PERSON", "start": 24, "end": 34,
             "text": "ANONYMIZED"},
        ],
    }  # fmt: skip
    found = {"PERSOON": 1, "TELEFOON": 1}
    assert recorded(here) == [("anonymize", found, Outcome.ANSWERED)]


@pytest.mark.parametrize("anonymizers", [None, {}], ids=["null", "none"])
async def test_without_operators_names_of_entities_come_in_place(anonymizers: object) -> None:
    """Presidio's default."""
    _, answer = await anonymized(anonymizers)

    assert answer["text"] == "hello world, my name is <PERSON>. My number is: <PHONE_NUMBER>"


@pytest.mark.parametrize(
    ("operator", "expected"),
    [
        pytest.param({"type": "replace"}, "<PERSON>", id="replace without a value"),
        pytest.param({"type": "replace", "new_value": ""}, "<PERSON>", id="replace by nothing"),
        pytest.param({"type": "redact"}, "", id="redact"),
        pytest.param({"type": "keep"}, "Jane Doe", id="keep"),
        pytest.param(
            {"type": "mask", "masking_char": "*", "chars_to_mask": 4, "from_end": True},
            "Jane****",
            id="mask from the end",
        ),
        pytest.param(
            {"type": "mask", "masking_char": "x", "chars_to_mask": 99, "from_end": False},
            "xxxxxxxx",
            id="mask more than there is",
        ),
        pytest.param(
            {"type": "mask", "masking_char": "*", "chars_to_mask": -1}, "Jane Doe", id="mask none"
        ),
    ],
)
async def test_operators(operator: dict[str, object], expected: str) -> None:
    """Each with Presidio's parameters and defaults."""
    _, answer = await anonymized({"DEFAULT": {"type": "keep"}, "PERSON": operator})

    assert answer["text"] == f"hello world, my name is {expected}. My number is: 034453334"
    assert answer["items"][1]["text"] == expected
    assert answer["items"][1]["operator"] == operator["type"]


@pytest.mark.parametrize(
    ("more", "digest"),
    [
        pytest.param({}, "8af58fef4db8ecabdb0a96f39521bb76cf7d8cedeeb837d6981fd25fc4852aa3",
                     id="sha256 is the default"),
        pytest.param({"hash_type": "sha512"},
                     "97b9a3d52592895a7d42066f0f2f30cba449bda478d993ae3f50b597ec86f476"
                     "d6a4d8084cedbc53fff816924d0dd0eedb1322c3cff03b6d9ac595acc21047b5",
                     id="sha512"),
    ],
)  # fmt: skip
async def test_hash_is_of_the_value_and_then_the_salt(more: dict[str, str], digest: str) -> None:
    """Made with sha256sum and sha512sum of "Jansen0123456789abcdef"."""
    operator = {"type": "hash", "salt": "0123456789abcdef", **more}
    place = [{"start": 0, "end": 6, "score": 1, "entity_type": "PERSON"}]
    _, answer = await anonymized({"PERSON": operator}, text="Jansen", results=place)

    assert answer["text"] == digest


async def test_a_hash_without_a_salt_cannot_be_looked_up() -> None:
    """A billion BSNs are soon hashed: random bytes are added, so this is not the bare hash."""
    place = [{"start": 0, "end": 6, "score": 1, "entity_type": "PERSON"}]
    _, answer = await anonymized({"PERSON": {"type": "hash"}}, text="Jansen", results=place)

    bare = "65d567303c476749264d1e8aa3c4db98b40ccef924a8af2fd2298c0bbd3efbdc"
    assert len(answer["text"]) == 64
    assert answer["text"] != bare


async def test_encrypted_values_are_aes_cbc_with_the_vector_in_front() -> None:
    """Presidio reads them, and we read Presidio's."""
    place = [{"start": 0, "end": 5, "score": 1, "entity_type": "PERSON"}]
    operator = {"type": "encrypt", "key": KEY}
    _, answer = await anonymized({"PERSON": operator}, text="Chloë", results=place)

    assert answer["text"] == "AAECAwQFBgcICQoLDA0OD32WfyV1BlqNtqeqhOnKmqs="


async def test_decrypt_as_in_presidio_s_manual() -> None:
    """The example of its API documentation."""
    here = here_with()
    body = {
        "text": "My name is S184CMt9Drj7QaKQ21JTrpYzghnboTF9pn/neN8JME0=",
        "deanonymizers": {"PERSON": {"type": "decrypt", "key": KEY}},
        "anonymizer_results": [{"start": 11, "end": 55, "entity_type": "PERSON"}],
    }
    answer = await post(here, "/deanonymize", body)

    assert answer.json() == {
        "text": "My name is Chloë",
        "items": [
            {"start": 11, "end": 16, "entity_type": "PERSON", "text": "Chloë",
             "operator": "decrypt"}
        ],
    }  # fmt: skip
    assert recorded(here) == [("deanonymize", {}, Outcome.ANSWERED)]


PERSON = {"start": 0, "end": 8, "score": 0.5, "entity_type": "PERSON"}


@pytest.mark.parametrize(
    ("text", "results", "expected"),
    [
        pytest.param(
            "Jane Doe belt",
            [{**PERSON, "end": 4}, {**PERSON, "start": 5}],
            "<PERSON> belt",
            id="one entity with spaces between",
        ),
        pytest.param(
            "Jane Doe belt",
            [{**PERSON, "end": 6}, {**PERSON, "start": 5}],
            "<PERSON> belt",
            id="one entity, overlapping",
        ),
        pytest.param(
            "Jane Doe belt",
            [{**PERSON, "start": 5, "entity_type": "LOCATION"}, PERSON],
            "<PERSON> belt",
            id="inside another",
        ),
        pytest.param(
            "Jane Doe belt",
            [{**PERSON, "entity_type": "LOCATION", "score": 0.4}, PERSON],
            "<PERSON> belt",
            id="same place: the highest score",
        ),
        pytest.param(
            "Jane Doe belt",
            [PERSON, {**PERSON, "entity_type": "LOCATION"}],
            "<LOCATION> belt",
            id="same place and score: the last one",
        ),
        pytest.param(
            "Jane Doe belt",
            [PERSON, {**PERSON, "start": 8}],
            "<PERSON> belt",
            id="an empty place at the end of another",
        ),
        pytest.param(
            "Jane \nDoe belt",
            [{**PERSON, "end": 4}, {**PERSON, "start": 6, "end": 9}],
            "<PERSON> belt",
            id="spaces and a line end between",
        ),
        pytest.param(
            "Jane Doe belt",
            [PERSON, {**PERSON, "start": 5, "end": 13, "entity_type": "LOCATION"}],
            "<PERSON><LOCATION>",
            id="two entities, overlapping",
        ),
        pytest.param("Jane Doe", [], "Jane Doe", id="nothing found"),
        pytest.param("", [], "", id="no text"),
    ],
)
async def test_places_that_touch(text: str, results: object, expected: str) -> None:
    """As presidio_anonymizer's engine resolves them."""
    _, answer = await anonymized(None, text=text, results=results)

    assert answer["text"] == expected


@pytest.mark.parametrize(
    ("anonymizers", "results", "status", "error"),
    [
        pytest.param(
            {}, None, 422, "Invalid input, request must contain analyzer results", id="no results"
        ),
        pytest.param(
            {},
            [{**PERSON, "end": 58}],
            422,
            "Invalid analyzer result, start: 0 and end: 58, while text length is only 57.",
            id="behind the text",
        ),
        pytest.param(
            {},
            [{**PERSON, "start": 9}],
            422,
            "Invalid input, start index '9' must be smaller than end index '8'",
            id="the wrong way round",
        ),
        pytest.param(
            {},
            [{**PERSON, "start": -1}],
            422,
            "Invalid input, result start and end must be positive",
            id="before the text",
        ),
        pytest.param(
            {},
            [{"start": 0, "end": 8, "entity_type": "PERSON"}],
            422,
            "Invalid input, analyzer result must contain score",
            id="no score",
        ),
        pytest.param(
            {},
            [{"end": 8, "score": 1, "entity_type": "PERSON"}],
            422,
            "Invalid input, result must contain start",
            id="no start",
        ),
        pytest.param(
            {},
            [{"start": "0", "end": 8, "score": 1, "entity_type": "PERSON"}],
            422,
            "Invalid parameter value for start. Expecting 'number', but got 'string'.",
            id="a text as place",
        ),
        pytest.param(
            {},
            "PERSON",
            422,
            "Invalid parameter value for analyzer_results. Expecting 'array', but got 'string'.",
            id="results as text",
        ),
        pytest.param(
            {"DEFAULT": {"type": "custom", "lambda": "lambda x: x"}},
            RESULTS,
            400,
            "Custom type anonymizer is not supported",
            id="code of a client",
        ),
        pytest.param(
            {"DEFAULT": {"type": "decrypt", "key": KEY}},
            RESULTS,
            422,
            "Invalid operator class.",
            id="an operator of the way back",
        ),
        pytest.param(
            {"DEFAULT": {}},
            RESULTS,
            422,
            "Invalid input, operator config must contain operator_name",
            id="no type",
        ),
        pytest.param(
            {"DEFAULT": {"type": "mask", "chars_to_mask": 4}},
            RESULTS,
            422,
            "Expected parameter masking_char",
            id="mask without a sign",
        ),
        pytest.param(
            {"DEFAULT": {"type": "mask", "masking_char": "**", "chars_to_mask": 4}},
            RESULTS,
            422,
            "Invalid input, masking_char must be a character",
            id="mask with two signs",
        ),
        pytest.param(
            {"DEFAULT": {"type": "mask", "masking_char": "*", "chars_to_mask": "4"}},
            RESULTS,
            422,
            "Invalid parameter value for chars_to_mask. Expecting 'number', but got 'string'.",
            id="mask a text long",
        ),
        pytest.param(
            {"DEFAULT": {"type": "encrypt", "key": "kort"}},
            RESULTS,
            422,
            "Invalid input, key must be of length 128, 192 or 256 bits",
            id="a short key",
        ),
        pytest.param(
            {"DEFAULT": {"type": "encrypt"}}, RESULTS, 422, "Expected parameter key", id="no key"
        ),
        pytest.param(
            {"DEFAULT": {"type": "hash", "hash_type": "md5"}},
            RESULTS,
            422,
            "Parameter hash_type is not in range of values ['sha256', 'sha512']",
            id="a broken hash",
        ),
        pytest.param(
            {"DEFAULT": {"type": "hash", "salt": "kort"}},
            RESULTS,
            422,
            "Salt must be at least 16 bytes (128 bits).",
            id="a short salt",
        ),
        pytest.param(
            {"DEFAULT": {"type": "pseudonymize"}},
            RESULTS,
            422,
            "pseudonymize needs the header X-Stadspoort-Conversation",
            id="tokens of no conversation",
        ),
    ],
)
async def test_refusals(anonymizers: object, results: object, status: int, error: str) -> None:
    """422 for parameters, in Presidio's words where it has them."""
    assert await anonymized(anonymizers, results=results) == (status, {"error": error})


async def test_a_short_request_cannot_ask_for_an_endless_result() -> None:
    """A hundred thousand places times a long word."""
    word, places = "w" * (LONGEST_RESULT // 100), 101
    results = [{**PERSON, "start": at * 2, "end": at * 2 + 1} for at in range(places)]
    operator = {"DEFAULT": {"type": "replace", "new_value": word}}
    status, _ = await anonymized(operator, text="x," * places, results=results)

    assert status == 413


@pytest.mark.parametrize("path", ["/anonymize", "/deanonymize"])
async def test_a_text_too_long_is_refused(path: str) -> None:
    """The bound of a text is that of the analyzer."""
    body = {"text": "x" * (LONGEST_TEXT + 1), "analyzer_results": []}
    answer = await post(here_with(), path, body)

    assert answer.status == 413
    assert answer.json() == {"error": "A text may hold 1000000 characters."}


@pytest.mark.parametrize(
    ("deanonymizers", "text", "error"),
    [
        pytest.param(
            {"PERSON": {"type": "decrypt", "key": "X" * 16}},
            "S184CMt9Drj7QaKQ21JTrpYzghnboTF9pn/neN8JME0=",
            "Invalid input, the text was not encrypted with this key",
            id="another key",
        ),
        pytest.param(
            {"PERSON": {"type": "decrypt", "key": KEY}},
            "geen versleutelde tekst",
            "Invalid input, the text was not encrypted with this key",
            id="no ciphertext",
        ),
        pytest.param(
            {"LOCATION": {"type": "decrypt", "key": KEY}},
            "abc",
            "Invalid input, deanonymizers must contain the entity or DEFAULT",
            id="no operator",
        ),
        pytest.param(
            {"DEFAULT": {"type": "replace"}}, "abc", "Invalid operator class.", id="a way there"
        ),
    ],
)
async def test_refusals_on_the_way_back(deanonymizers: object, text: str, error: str) -> None:
    """Nothing tells what exactly was wrong with a ciphertext."""
    place = {"start": 0, "end": len(text), "entity_type": "PERSON"}
    body = {"text": text, "deanonymizers": deanonymizers, "anonymizer_results": [place]}
    answer = await post(here_with(), "/deanonymize", body)

    assert (answer.status, answer.json()) == (422, {"error": error})


async def test_the_lists_of_operators() -> None:
    """Presidio's, and ours last."""
    here = here_with()

    assert (await get(here, "/anonymizers")).json() == [
        "encrypt", "hash", "keep", "mask", "redact", "replace", "pseudonymize",
    ]  # fmt: skip
    assert (await get(here, "/deanonymizers")).json() == ["decrypt", "deanonymize_keep", "restore"]


# -- Our own operators: the tokens of a conversation ----------------------------------------------

DUTCH = "Mevrouw Jansen, BSN 123456782."
FOUND = [
    {"start": 8, "end": 14, "score": 0.97, "entity_type": "PERSON"},
    {"start": 20, "end": 29, "score": 0.99, "entity_type": "NL_BSN"},
]
TOKENS = "Mevrouw [PERSOON_tag0011ai], BSN [BSN_tag0012ae]."
RESTORE = {"DEFAULT": {"type": "restore"}}


async def pseudonymized(here: World, conversation: str = "g-1") -> str:
    """Return `DUTCH` with tokens."""
    body = {
        "text": DUTCH,
        "analyzer_results": FOUND,
        "anonymizers": {"DEFAULT": {"type": "pseudonymize"}},
    }
    headers = {**BEARER, "x-stadspoort-conversation": conversation}
    answer = await post(here, "/anonymize", body, headers=headers)
    assert answer.status == 200, answer.body
    return str(answer.json()["text"])


async def restored(here: World, text: str, conversation: str = "g-1", **more: object) -> Answer:
    """Return the answer to a text that a model wrote."""
    headers = {**BEARER, "x-stadspoort-conversation": conversation}
    body = {"text": text, "deanonymizers": RESTORE, **more}
    return await post(here, "/deanonymize", body, headers=headers)


async def test_tokens_hold_over_a_conversation_and_come_back() -> None:
    """The places in what a model made of it are not known: the whole text is gone through."""
    here = here_with()
    assert await pseudonymized(here) == TOKENS == await pseudonymized(here)
    answer = await restored(here, "Beste [PERSOON_tag0011ai], groet.")

    assert answer.json() == {
        "text": "Beste Jansen, groet.",
        "items": [
            {"start": 6, "end": 12, "entity_type": "PERSON", "text": "Jansen",
             "operator": "restore"}
        ],
    }  # fmt: skip


async def test_a_long_text_comes_back_whole() -> None:
    """In a thread, so that other calls go on."""
    here = here_with()
    await pseudonymized(here)
    answer = await restored(here, "[PERSOON_tag0011ai] " * 2_000)

    assert answer.json()["text"] == "Jansen " * 2_000
    assert len(answer.json()["items"]) == 2_000


async def test_one_place_can_be_restored_alone() -> None:
    """As Presidio's own clients do it."""
    here = here_with()
    place = {"start": 8, "end": 27, "entity_type": "PERSON"}
    answer = await restored(here, await pseudonymized(here), anonymizer_results=[place])

    assert answer.json()["text"] == "Mevrouw Jansen, BSN [BSN_tag0012ae]."


@pytest.mark.parametrize(
    ("conversation", "text"),
    [
        pytest.param("g-2", TOKENS, id="another conversation"),
        pytest.param("g-1", "[PERSOON_tag0019zz]", id="an invented token"),
    ],
)
async def test_other_tokens_stay_tokens(conversation: str, text: str) -> None:
    """Never the wrong person."""
    here = here_with()
    await pseudonymized(here)
    answer = await restored(here, text, conversation)

    assert answer.json() == {"text": text, "items": []}


@pytest.mark.parametrize(
    "results",
    [
        pytest.param([], id="over the whole text"),
        pytest.param([{"start": 21, "end": 40, "entity_type": "PERSON"}], id="in a place"),
    ],
)
async def test_a_value_never_comes_back_in_an_address(results: object) -> None:
    """Opening it would give the name away."""
    here = here_with()
    await pseudonymized(here)
    text = "https://kwaad.nl/?q=a[PERSOON_tag0011ai]"
    answer = await restored(here, text, anonymizer_results=results)

    assert (answer.status, answer.json()) == (403, {"error": "uitleg: answer_blocked"})
    assert recorded(here)[-1] == ("deanonymize", {}, Outcome.ANSWER_BLOCKED)


async def test_an_entity_that_no_kind_stands_for_gets_no_token() -> None:
    """Refused, and nothing is stored."""
    here = here_with()
    body = {
        "text": DUTCH,
        "analyzer_results": [{**FOUND[0], "entity_type": "CREDIT_CARD"}],
        "anonymizers": {"DEFAULT": {"type": "pseudonymize"}},
    }
    headers = {**BEARER, "x-stadspoort-conversation": "g-1"}
    answer = await post(here, "/anonymize", body, headers=headers)

    assert answer.status == 422
    assert here.vaults.kept == {}
