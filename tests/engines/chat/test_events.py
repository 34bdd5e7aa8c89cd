"""Event streams: HTML Living Standard, par. 9.2 (server-sent events), cut anywhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stadspoort.engines.chat import SseReader, wire


def _read(*parts: bytes) -> list[str]:
    reader = SseReader()
    return [event for part in parts for event in reader.feed(part)] + reader.finish()


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(b"data: a\n\ndata: b\n\n", ["a", "b"], id="LF"),
        pytest.param(b"data: a\r\n\r\ndata: b\r\n\r\n", ["a", "b"], id="CR LF"),
        pytest.param(b"data: a\r\rdata: b\r\r", ["a", "b"], id="CR"),
        pytest.param(b"data:a\n\n", ["a"], id="no space"),
        pytest.param(b"data:  a\n\n", [" a"], id="only one space is taken off"),
        pytest.param(b"data: a\ndata: b\n\n", ["a\nb"], id="two lines"),
        pytest.param(b": hallo\n\ndata: a\n\n", ["a"], id="comment"),
        pytest.param(b"event: x\nid: 1\nretry: 5\ndata: a\n\n", ["a"], id="other fields"),
        pytest.param(b"event: x\n\ndata: a\n\n", ["a"], id="event without data"),
        pytest.param(b"data\n\n", [""], id="data without a value"),
        pytest.param(b"data: a", ["a"], id="no end at all"),
        pytest.param(b"data: a\n", ["a"], id="no empty line at the end"),
        pytest.param(b"\xef\xbb\xbfdata: a\n\n", ["a"], id="byte order mark"),
        pytest.param("data: é€😀\n\n".encode(), ["é€😀"], id="more bytes per character"),
        pytest.param(b"", [], id="nothing"),
    ],
)
def test_events(raw: bytes, expected: list[str]) -> None:
    assert _read(raw) == expected
    assert _read(*(raw[at : at + 1] for at in range(len(raw)))) == expected


@given(
    st.lists(
        st.sampled_from(
            [b"data: ", b"data:", b"\r", b"\n", b"\r\n", b":", b"a", "é😀".encode(), b" ", b"id"]
        ),
        max_size=25,
    ).map(b"".join),
    st.lists(st.integers(min_value=1, max_value=7), min_size=1, max_size=20),
)
def test_every_cut_gives_the_same_events(raw: bytes, sizes: list[int]) -> None:
    parts, rest, turn = [], raw, 0
    while rest:
        size = sizes[turn % len(sizes)]
        parts.append(rest[:size])
        rest, turn = rest[size:], turn + 1

    assert _read(*parts) == _read(raw)


def test_an_event_without_end_is_refused() -> None:
    reader = SseReader()
    for _ in range(16):
        assert reader.feed(b"x" * 65_536) == []
    with pytest.raises(wire.StreamGarbageError):
        reader.feed(b"x")


def test_many_lines_of_data_without_end_are_refused() -> None:
    with pytest.raises(wire.StreamGarbageError):
        SseReader().feed(b"data: 0123456789\n" * 80_000)


def test_a_long_stream_of_small_events_and_comments_is_fine() -> None:
    assert len(_read(b": wacht\ndata: 0123456789\n\n" * 80_000)) == 80_000


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(wire.StreamGarbageError):
        SseReader().feed(b"data: \xff\n\n")
