"""Every single way to tamper with a chain is found, and the first bad entry is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engines.ledger.chains import KEY, Forger, anchor_lines, chain, check

from stadspoort.engines.ledger import Flaw, Head, sign_head, verify
from stadspoort.engines.ledger.anchors import Anchors

LENGTH = 8
ROWS = chain(LENGTH)
HEAD = ROWS[-1][0].head
FORGER = Forger(ROWS)
INDEXES = st.integers(0, LENGTH - 1)


def test_a_sound_chain_is_sound() -> None:
    report = check(ROWS, HEAD)

    assert (report.ok, report.entries, report.flaw, report.first_bad) == (True, 8, None, None)


def test_an_empty_chain_is_sound() -> None:
    assert check([], Head()).ok


@given(st.sets(INDEXES))
def test_payloads_past_their_term_leave_the_chain_whole(expired: set[int]) -> None:
    rows = [(entry, None if at in expired else text) for at, (entry, text) in enumerate(ROWS)]

    assert check(rows, HEAD).ok


@given(INDEXES, st.integers(0, len(ROWS)))
def test_a_payload_deleted_before_its_term_is_found(index: int, kept_from: int) -> None:
    rows = [(entry, None if at == index else text) for at, (entry, text) in enumerate(ROWS)]
    moments = [entry.at for entry, _ in ROWS]
    since = moments[kept_from] if kept_from < len(moments) else moments[-1] + timedelta(seconds=1)
    report = check(rows, HEAD, kept_since=since)

    assert report.ok == (moments[index] < since)
    assert report.first_bad == (None if report.ok else index + 1)


@given(INDEXES, st.text())
def test_a_changed_payload_is_found(index: int, text: str) -> None:
    rows = [*ROWS[:index], (ROWS[index][0], f"{text}!"), *ROWS[index + 1 :]]

    report = check(rows, HEAD)

    assert (report.flaw, report.first_bad) == (Flaw.PAYLOAD_CHANGED, index + 1)


@pytest.mark.parametrize(
    "columns",
    [
        pytest.param({"at": ROWS[0][0].at - timedelta(microseconds=1)}, id="moment"),
        pytest.param({"kind": "call.closed"}, id="kind"),
        pytest.param({"payload_digest": "f" * 64}, id="digest of the payload"),
        pytest.param({"previous": "f" * 64}, id="previous"),
        pytest.param({"digest": "f" * 64}, id="digest"),
        pytest.param({"digest": "\ud800"}, id="half a surrogate"),
    ],
)
@pytest.mark.parametrize("index", [0, 3, LENGTH - 1])
def test_a_changed_column_is_found(index: int, columns: dict[str, object]) -> None:
    report = check(FORGER.with_column(index, **columns), HEAD)

    assert (report.flaw, report.first_bad) == (Flaw.CHANGED, index + 1)


@given(st.integers(0, LENGTH - 2))
def test_a_deleted_entry_is_found(index: int) -> None:
    report = check([*ROWS[:index], *ROWS[index + 1 :]], HEAD)

    assert (report.flaw, report.first_bad) == (Flaw.MISSING, index + 1)


@given(st.integers(0, LENGTH - 2))
def test_a_deleted_entry_is_found_when_later_ones_are_renumbered(index: int) -> None:
    later = [Forger(ROWS).with_column(at, seq=at)[at] for at in range(index + 1, LENGTH)]

    report = check([*ROWS[:index], *later], HEAD)

    assert (report.flaw, report.first_bad) == (Flaw.CHANGED, index + 1)


@given(INDEXES, INDEXES)
def test_an_entry_that_is_added_again_is_found(index: int, copied: int) -> None:
    report = check([*ROWS[: index + 1], ROWS[min(copied, index)], *ROWS[index + 1 :]], HEAD)

    assert (report.flaw, report.first_bad) == (Flaw.OUT_OF_PLACE, min(copied, index) + 1)


def test_an_entry_before_the_first_is_found() -> None:
    report = check([*FORGER.with_column(0, seq=0)[:1], *ROWS], HEAD)

    assert (report.flaw, report.first_bad) == (Flaw.OUT_OF_PLACE, 0)


@given(st.integers(0, LENGTH - 1), st.integers(0, LENGTH - 1))
def test_two_entries_that_changed_places_are_found(one: int, other: int) -> None:
    first, second = min(one, other), max(one, other)
    rows = list(ROWS)
    rows[first], rows[second] = rows[second], rows[first]

    report = check(rows, HEAD)

    if first == second:
        assert report.ok
    else:
        assert (report.flaw, report.first_bad) == (Flaw.MISSING, first + 1)


@given(st.integers(0, LENGTH - 1), st.integers(0, LENGTH - 1))
def test_two_entries_that_changed_places_and_numbers_are_found(one: int, other: int) -> None:
    first, second = min(one, other), max(one, other)
    rows = list(ROWS)
    rows[first] = FORGER.with_column(second, seq=first + 1)[second]
    rows[second] = FORGER.with_column(first, seq=second + 1)[first]

    report = check(rows, HEAD)

    if first == second:
        assert report.ok
    else:
        assert (report.flaw, report.first_bad) == (Flaw.CHANGED, first + 1)


@given(st.integers(0, LENGTH - 2))
def test_an_entry_that_is_hashed_anew_no_longer_fits_the_next(index: int) -> None:
    report = check(FORGER.replaced_at(index), HEAD)

    assert (report.flaw, report.first_bad) == (Flaw.REPLACED, index + 1)


@given(INDEXES)
def test_a_chain_that_is_hashed_anew_to_its_end_no_longer_fits_the_signed_head(index: int) -> None:
    """From where cannot be told without anchors: nothing before can be relied on."""
    report = check(FORGER.rewritten_from(index), HEAD)

    assert (report.flaw, report.first_bad) == (Flaw.HEAD_DIFFERS, 1)


@given(INDEXES)
def test_a_new_head_needs_the_key(index: int) -> None:
    forged = FORGER.rewritten_from(index)
    head = forged[-1][0].head

    report = verify(forged, head, sign_head(HEAD, KEY), Anchors(), KEY.public_key())

    assert (report.flaw, report.first_bad) == (Flaw.HEAD_FORGED, 1)


@given(st.integers(0, LENGTH - 1))
def test_a_cut_at_the_end_does_not_fit_the_signed_head(kept: int) -> None:
    report = check(ROWS[:kept], HEAD)

    assert (report.flaw, report.first_bad) == (Flaw.CUT_BEFORE_HEAD, kept + 1)


def test_entries_added_at_the_end_without_a_signature_are_found() -> None:
    report = check([*ROWS, *chain(2, after=HEAD)], HEAD)

    assert (report.flaw, report.first_bad) == (Flaw.BEYOND_HEAD, 9)


def test_a_row_added_far_behind_the_end_is_called_added_and_not_a_gap() -> None:
    entry, payload = ROWS[2]
    report = check([*ROWS, (replace(entry, seq=5000), payload)], HEAD)

    assert (report.flaw, report.first_bad) == (Flaw.BEYOND_HEAD, 5000)


@pytest.mark.parametrize("head", [None, Head()])
def test_a_head_that_is_gone_is_found(head: Head | None) -> None:
    report = verify(ROWS, head, "", Anchors(), KEY.public_key())

    assert (report.flaw, report.first_bad) == (Flaw.HEAD_MISSING, 1)


@given(st.integers(1, LENGTH - 1), st.integers(0, LENGTH))
def test_an_anchor_finds_a_cut_that_was_signed_again(anchored: int, kept: int) -> None:
    """The same goes for an older database: its own head is sound."""
    head = ROWS[kept - 1][0].head if kept else Head()

    report = check(ROWS[:kept], head, *anchor_lines(ROWS[anchored - 1][0].head))

    if kept < anchored:
        assert (report.flaw, report.first_bad) == (Flaw.CUT_BEFORE_ANCHOR, kept + 1)
    else:
        assert (report.ok, report.anchored_to) == (True, anchored)


@given(INDEXES)
def test_anchors_tell_where_a_rewritten_chain_can_still_be_relied_on(index: int) -> None:
    """Rewritten and signed with the right key: only the anchors are left to find it."""
    forged = FORGER.rewritten_from(index)
    lines = anchor_lines(ROWS[1][0].head, ROWS[4][0].head, ROWS[7][0].head)
    first_bad = {0: 1, 1: 1, 2: 3, 3: 3, 4: 3, 5: 6, 6: 6, 7: 6}[index]

    report = check(forged, forged[-1][0].head, *lines)

    assert (report.flaw, report.first_bad) == (Flaw.ANCHOR_DIFFERS, first_bad)


def test_an_older_database_that_was_used_on_is_found() -> None:
    older = [*ROWS[:5], *chain(6, after=ROWS[4][0].head, text="anders")]

    report = check(older, older[-1][0].head, *anchor_lines(ROWS[2][0].head, HEAD))

    assert (report.flaw, report.first_bad) == (Flaw.ANCHOR_DIFFERS, 4)


def test_an_anchor_of_the_empty_chain_vouches_for_nothing() -> None:
    report = check(ROWS, HEAD, *anchor_lines(Head()))

    assert (report.ok, report.anchored_to) == (True, 0)


def test_the_walk_stops_at_the_first_flaw() -> None:
    rows = FORGER.with_column(2, kind="x")
    rows[5] = (rows[5][0], "anders")

    report = check(rows, HEAD)

    assert (report.flaw, report.first_bad, report.entries) == (Flaw.CHANGED, 3, 2)
