"""How an entry is hashed: SHA-256 over every column, each with its length before it.

The expected digests were computed with `printf '<text>' | sha256sum`, not with this code.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from stadspoort.engines.ledger import Head, append, canonical
from stadspoort.engines.ledger.errors import NaiveMomentError, NotCanonicalError

NOON = datetime(2026, 11, 24, 12, 0, 0, 5, tzinfo=UTC)
PAYLOAD_DIGEST = "1ddd427877f100b492b0e45785a7cf87540912d831170f6b545105efea2cd343"
# 25:stadspoort/ledger/entry/1 1:1 16:1795521600000005 11:call.opened 64:<payload> 64:<zeros>
ENTRY_DIGEST = "5ff0ce4da5712bb0f1cacbec29e2d9266ed3b609a2be2520ee084c9e11047282"


def test_the_first_entry_has_the_digest_that_sha256sum_gives() -> None:
    entry = append(Head(), "call.opened", '{"call":"a"}', NOON)

    assert entry.seq == 1
    assert entry.previous == "0" * 64
    assert entry.payload_digest == PAYLOAD_DIGEST
    assert entry.digest == ENTRY_DIGEST


def test_the_next_entry_joins_to_the_one_before() -> None:
    first = append(Head(), "a", "{}", NOON)
    second = append(first.head, "b", "{}", NOON)

    assert (second.seq, second.previous) == (2, first.digest)


def test_one_moment_in_two_time_zones_has_one_digest() -> None:
    amsterdam = NOON.astimezone(timezone(timedelta(hours=1)))

    assert append(Head(), "a", "{}", NOON).digest == append(Head(), "a", "{}", amsterdam).digest


def test_a_moment_without_time_zone_is_refused() -> None:
    with pytest.raises(NaiveMomentError):
        append(Head(), "a", "{}", NOON.replace(tzinfo=None))


def test_canonical_text_does_not_depend_on_the_order_of_the_facts() -> None:
    assert canonical({"b": 1, "a": {"d": True, "c": None}}) == '{"a":{"c":null,"d":true},"b":1}'
    assert canonical({"naam": "é\x00"}) == '{"naam":"é\\u0000"}'


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({"a": float("nan")}, id="not a number"),
        pytest.param({"a": NOON}, id="a moment"),
        pytest.param({"a": "\ud800"}, id="half a surrogate pair"),
        pytest.param({"a": 1, 2: 3}, id="keys that cannot be sorted"),
    ],
)
def test_what_is_no_json_is_refused_by_name(facts: dict[str, object]) -> None:
    with pytest.raises(NotCanonicalError):
        canonical(facts)
