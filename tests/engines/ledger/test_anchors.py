"""An anchor file: signed heads, one a line, each joined to the line before."""

from __future__ import annotations

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from tests.engines.ledger.chains import KEY, START, anchor_lines, chain, check

from stadspoort.engines.ledger import Flaw, Head, anchors
from stadspoort.engines.ledger.anchors import Anchors, anchor, parse, read_anchors
from stadspoort.engines.ledger.errors import AnchorOutOfOrderError

ROWS = chain(6)
HEADS = [entry.head for entry, _ in ROWS]
LINES = anchor_lines(HEADS[1], HEADS[3], HEADS[5])


def read(lines: list[str]) -> Anchors:
    return read_anchors(lines, KEY.public_key())


def test_a_sound_file_gives_its_heads() -> None:
    assert read(LINES).points == (HEADS[1], HEADS[3], HEADS[5])
    assert read(LINES).bad_line is None


def test_a_line_is_one_json_object_in_the_open() -> None:
    fields = json.loads(LINES[0])

    assert (fields["seq"], fields["digest"]) == (2, HEADS[1].digest)
    assert (fields["at"], fields["restored"]) == ("2026-11-24T09:00:00.000000+00:00", False)
    assert fields["previous"] == "0" * 64


@given(st.integers(0, 2), st.data())
def test_a_changed_character_is_found_at_its_line(line: int, data: st.DataObject) -> None:
    text = LINES[line].rstrip("\n")
    at = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters(exclude_characters=text[at] + "\n\r"))
    lines = [*LINES[:line], text[:at] + other + text[at + 1 :], *LINES[line + 1 :]]

    assert read(lines).bad_line == line + 1


@pytest.mark.parametrize(
    ("lines", "bad_line"),
    [
        pytest.param(LINES[1:], 1, id="first line taken out"),
        pytest.param([LINES[0], LINES[2]], 2, id="middle line taken out"),
        pytest.param([LINES[1], LINES[0], LINES[2]], 1, id="lines changed places"),
        pytest.param([LINES[0], LINES[0]], 2, id="line twice"),
        pytest.param([LINES[0], "\n", LINES[1]], 2, id="empty line"),
        pytest.param([LINES[0], "[]\n"], 2, id="not an object"),
        pytest.param([LINES[0], '{"seq":3}\n'], 2, id="fields missing"),
        pytest.param([LINES[0], "[" * 100_000], 2, id="endless nesting"),
    ],
)
def test_a_file_that_was_tampered_with_names_its_line(lines: list[str], bad_line: int) -> None:
    assert read(lines).bad_line == bad_line


def test_a_line_of_another_key_is_found() -> None:
    stranger = Ed25519PrivateKey.from_private_bytes(b"x" * 32)
    line = anchor(parse(LINES[0].rstrip()), HEADS[3], START, stranger).line

    assert read([LINES[0], line]).bad_line == 2


def test_a_signed_line_that_goes_back_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when whoever has the key wrote it, as long as it declares no restore."""
    with monkeypatch.context() as patched:
        patched.setattr(anchors, "_may_follow", lambda *_: True)
        back = anchor(read(LINES).last, HEADS[3], START, KEY)

    assert read([*LINES, back.line]).bad_line == 4


def test_a_declared_restore_to_the_end_loses_nothing() -> None:
    restored = anchor(read(LINES).last, HEADS[5], START, KEY, is_restored=True)

    report = check(ROWS, HEADS[5], *LINES, restored.line)

    assert (report.ok, report.anchored_to, report.lost) == (True, 6, ())


def test_a_damaged_file_is_reported_when_the_entries_themselves_are_sound() -> None:
    report = check(ROWS, HEADS[5], LINES[0], LINES[2])

    assert (report.ok, report.flaw) == (False, Flaw.ANCHOR_FILE_CHANGED)
    assert (report.bad_line, report.first_bad, report.entries) == (2, None, 6)


def test_a_head_before_the_last_anchor_is_refused() -> None:
    last = read(LINES).last

    with pytest.raises(AnchorOutOfOrderError):
        anchor(last, HEADS[3], START, KEY)


def test_another_head_at_the_number_of_the_last_anchor_is_refused() -> None:
    last = read(LINES).last

    with pytest.raises(AnchorOutOfOrderError):
        anchor(last, Head(6, "f" * 64), START, KEY)


def test_a_declared_restore_gives_up_the_later_anchors_and_says_what_was_lost() -> None:
    last = read(LINES).last
    restored = anchor(last, HEADS[2], START, KEY, is_restored=True)
    continued = [*ROWS[:3], *chain(4, after=HEADS[2], text="na herstel")]
    after = anchor(restored, continued[-1][0].head, START, KEY)

    report = check(continued, continued[-1][0].head, *LINES, restored.line, after.line)

    assert (report.ok, report.anchored_to, report.lost) == (True, 7, ((4, 6),))


def test_a_restore_that_nobody_declared_is_found() -> None:
    report = check(ROWS[:3], HEADS[2], *LINES)

    assert (report.flaw, report.first_bad) == (Flaw.CUT_BEFORE_ANCHOR, 4)
