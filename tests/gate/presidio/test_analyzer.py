"""`POST /analyze` and what belongs to it, in the form of presidio-analyzer 2.2.366 (`app.py`).

The expected JSON is written by hand from that file and from Presidio's `docs/api-docs`.
"""

from __future__ import annotations

import pytest
from tests.gate.others import get, here_with, post, recorded

from stadspoort.engines.privacy import Finding, Kind
from stadspoort.gate.presidio.analyzer import MOST_TEXTS, read_analyze, wanted
from stadspoort.gate.presidio.fields import LONGEST_TEXT
from stadspoort.gate.presidio.names import ENTITY_OF, KIND_OF, counted_as
from stadspoort.gate.values import Outcome

TEXT = "Mevrouw Jansen, BSN 123456782."
PERSON = {
    "analysis_explanation": None,
    "end": 14,
    "entity_type": "PERSON",
    "score": 0.95,
    "start": 8,
}
BSN = {
    "analysis_explanation": None,
    "end": 29,
    "entity_type": "NL_BSN",
    "score": 0.99,
    "start": 20,
}
NOBODY_FINDS = "No matching recognizers were found to serve the request."


async def test_a_text_gives_a_list_in_presidio_s_keys() -> None:
    """Five keys, in alphabetical order, places in code points."""
    here = here_with()
    answer = await post(here, "/analyze", {"text": TEXT, "language": "nl"})

    assert answer.status == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == [PERSON, BSN]
    assert list(answer.json()[0]) == sorted(PERSON)
    assert recorded(here) == [("analyze", {"PERSOON": 1, "BSN": 1}, Outcome.ANSWERED)]


async def test_places_count_code_points() -> None:
    """Not UTF-16: a smiley is one."""
    body = {"text": f"😀 {TEXT}", "language": "nl", "entities": ["PERSON"]}
    answer = await post(here_with(), "/analyze", body)

    assert answer.json() == [{**PERSON, "start": 10, "end": 16}]


async def test_a_list_gives_a_list_of_lists() -> None:
    """One per text, empty where nothing was found."""
    body = {"text": [TEXT, "Hallo"], "language": "nl"}
    answer = await post(here_with(), "/analyze", body)

    assert answer.json() == [[PERSON, BSN], []]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        pytest.param({"entities": ["NL_BSN"]}, [BSN], id="one entity"),
        pytest.param({"entities": ["NL_BSN", "CREDIT_CARD"]}, [BSN], id="one nobody here finds"),
        pytest.param({"entities": []}, [PERSON, BSN], id="no entity means all"),
        pytest.param({"score_threshold": 0.98}, [BSN], id="a threshold"),
        pytest.param({"score_threshold": 0.99}, [BSN], id="a threshold is reached by equal"),
        pytest.param({"allow_list": ["Jansen"]}, [BSN], id="allowed"),
        pytest.param({"allow_list": ["jansen"]}, [PERSON, BSN], id="allowed to the letter only"),
        pytest.param({"correlation_id": "abc"}, [PERSON, BSN], id="a correlation id"),
        pytest.param({"ad_hoc_recognizers": []}, [PERSON, BSN], id="no patterns"),
        pytest.param({"return_decision_process": False}, [PERSON, BSN], id="no explanation"),
        pytest.param({"entities": None, "context": None}, [PERSON, BSN], id="nulls"),
        pytest.param({"trace": True, "iets": 1}, [PERSON, BSN], id="unknown fields"),
    ],
)
async def test_parameters(more: dict[str, object], expected: list[object]) -> None:
    """As Presidio takes them."""
    answer = await post(here_with(), "/analyze", {"text": TEXT, "language": "nl", **more})

    assert (answer.status, answer.json()) == (200, expected)


async def test_what_is_asked_but_never_found_is_told() -> None:
    """Presidio only logs it; who relies on it has to see it."""
    body = {"text": TEXT, "language": "nl", "entities": ["NL_BSN", "CREDIT_CARD", "US_SSN"]}
    answer = await post(here_with(), "/analyze", body)

    assert answer.headers["x-stadspoort-unsupported"] == "2"


async def test_the_decision_process_holds_rule_and_reasons() -> None:
    """Presidio's keys; the reasons are ours, in Dutch."""
    body = {"text": TEXT, "language": "nl", "return_decision_process": True}
    answer = await post(here_with(), "/analyze", body)

    assert answer.json()[1]["analysis_explanation"] == {
        "original_score": 0.99,
        "pattern": None,
        "pattern_name": "bsn",
        "recognizer": "StadspoortBsnRecognizer",
        "regex_flags": None,
        "score": 0.99,
        "score_context_improvement": 0,
        "supportive_context_word": "",
        "textual_explanation": "label 'BSN' ervoor\nelfproef klopt",
        "validation_result": None,
    }


async def test_context_is_read_in_front_of_the_text() -> None:
    """The name of a column says what a bare number is; places do not move."""
    bare = {"text": "111222334", "language": "nl"}
    without = await post(here_with(), "/analyze", bare)
    within = await post(here_with(), "/analyze", {**bare, "context": ["bsn"]})

    assert without.json() == []
    [found] = within.json()
    assert (found["entity_type"], found["start"], found["end"]) == ("NL_BSN", 0, 9)


@pytest.mark.parametrize(
    ("body", "status", "error"),
    [
        pytest.param({"language": "nl"}, 400, "No text provided", id="no text"),
        pytest.param({"text": "", "language": "nl"}, 400, "No text provided", id="empty"),
        pytest.param({"text": [], "language": "nl"}, 400, "No text provided", id="no texts"),
        pytest.param({"text": "x"}, 400, "No language provided", id="no language"),
        pytest.param({"text": "x", "language": "en"}, 400, NOBODY_FINDS, id="English"),
        pytest.param(
            {"text": "x", "language": "nl", "entities": ["CREDIT_CARD"]},
            400,
            NOBODY_FINDS,
            id="only entities that nobody here finds",
        ),
        pytest.param(
            {"text": 5, "language": "nl"},
            400,
            "Invalid parameter value for text. Expecting 'array', but got 'number'.",
            id="a number as text",
        ),
        pytest.param(
            {"text": ["x", 5], "language": "nl"},
            400,
            "Invalid parameter value for text. Expecting 'string', but got 'number'.",
            id="a number among texts",
        ),
        pytest.param(
            {"text": "x", "language": 5},
            400,
            "Invalid parameter value for language. Expecting 'string', but got 'number'.",
            id="a number as language",
        ),
        pytest.param(
            {"text": "x", "language": "nl", "entities": "PERSON"},
            400,
            "Invalid parameter value for entities. Expecting 'array', but got 'string'.",
            id="entities as text",
        ),
        pytest.param(
            {"text": "x", "language": "nl", "score_threshold": "0.5"},
            400,
            "Invalid parameter value for score_threshold. Expecting 'number', but got 'string'.",
            id="a threshold as text",
        ),
        pytest.param(
            {"text": "x", "language": "nl", "score_threshold": 2},
            400,
            "Invalid parameter value for score_threshold. Expecting a number from 0 to 1.",
            id="a threshold above 1",
        ),
        pytest.param(
            {"text": "x", "language": "nl", "return_decision_process": "ja"},
            400,
            "Invalid parameter value for return_decision_process."
            " Expecting 'boolean', but got 'string'.",
            id="a flag as text",
        ),
        pytest.param(
            {"text": "x", "language": "nl", "ad_hoc_recognizers": [{"name": "x"}]},
            400,
            "ad_hoc_recognizers are not supported: patterns of a client are not run here.",
            id="patterns of a client",
        ),
        pytest.param(
            {"text": "x", "language": "nl", "allow_list": ["("], "allow_list_match": "regex"},
            400,
            "allow_list_match must be 'exact': patterns of a client are not run here.",
            id="a pattern that allows",
        ),
        pytest.param(
            {"text": "x" * (LONGEST_TEXT + 1), "language": "nl"},
            413,
            "A text may hold 1000000 characters.",
            id="a text too long",
        ),
        pytest.param(
            {"text": ["x"] * (MOST_TEXTS + 1), "language": "nl"},
            400,
            "Too many values for text: at most 2000.",
            id="too many texts",
        ),
        pytest.param(
            {"text": "x", "language": "nl", "context": ["w" * 101] * 10},
            400,
            "The words of context may hold 1000 characters together.",
            id="long context",
        ),
        pytest.param(b"{kapot", 400, "Invalid request json", id="broken JSON"),
        pytest.param(b"[]", 400, "Invalid request json", id="no object"),
        pytest.param(b"\xff", 400, "Invalid request json", id="no UTF-8"),
    ],
)
async def test_refusals(body: object, status: int, error: str) -> None:
    """Presidio's shape and, where it has them, its words; recorded."""
    here = here_with()
    answer = await post(here, "/analyze", body)

    assert (answer.status, answer.json()) == (status, {"error": error})
    assert recorded(here) == [("analyze", {}, Outcome.BAD_REQUEST)]


async def test_the_lists_of_what_there_is() -> None:
    """In one order; another language has nothing, as in Presidio."""
    here = here_with()

    entities = (await get(here, "/supportedentities")).json()
    assert entities == [
        "PERSON", "LOCATION", "NL_POSTCODE", "PHONE_NUMBER", "EMAIL_ADDRESS", "NL_BSN",
        "IBAN_CODE", "DATE_TIME", "NL_VEHICLE_REGISTRATION", "NL_ID_DOCUMENT",
        "NL_CUSTOMER_NUMBER", "IP_ADDRESS", "URL", "NL_SPECIAL_CATEGORY", "NL_SECRET",
    ]  # fmt: skip
    recognizers = (await get(here, "/recognizers")).json()
    assert recognizers[0] == "StadspoortPersoonRecognizer"
    assert len(recognizers) == len(entities)


@pytest.mark.parametrize("path", ["/supportedentities", "/recognizers"])
@pytest.mark.parametrize(
    ("query", "status"), [(b"language=nl", 200), (b"", 200), (b"language=en", 400)]
)
async def test_lists_of_a_language(path: str, query: bytes, status: int) -> None:
    """There is Dutch, and nothing else."""
    here = here_with()
    answer = await get(here, path, query=query)

    assert answer.status == status
    if status == 400:
        assert answer.json() == {"error": NOBODY_FINDS}


def test_every_kind_has_one_name_and_every_name_one_kind() -> None:
    """A kind without a name could be found and not told."""
    assert set(ENTITY_OF) == set(Kind)
    assert len(KIND_OF) == len(ENTITY_OF)


def test_the_ledger_keeps_no_name_that_a_client_made_up() -> None:
    """Such a name may be that of a person."""
    assert (counted_as("PERSON"), counted_as("JAN_DE_VRIES")) == ("PERSOON", "OVERIG")


def test_of_a_finding_that_begins_in_the_context_the_part_in_the_text_stays() -> None:
    """Left out whole, it would be a leak."""
    asked = read_analyze({"text": "Vries belt.", "language": "nl", "context": ["De"]})
    assert asked.before == "De:\n"
    crossing = Finding(0, 9, Kind.PERSOON, 0.9, "proef")

    assert wanted(asked, asked.before + "Vries belt.", [crossing]) == [
        Finding(4, 9, Kind.PERSOON, 0.9, "proef")
    ]
