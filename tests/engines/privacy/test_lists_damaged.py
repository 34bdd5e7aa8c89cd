"""A damaged list of the package is refused with file, line and reason; half a list finds half."""

from __future__ import annotations

import pytest

from stadspoort.engines.privacy import Detector
from stadspoort.engines.privacy._lists import ListUnreadableError, decoded
from stadspoort.engines.privacy._special_terms import read_terms


@pytest.mark.parametrize(
    ("content", "line"),
    [
        pytest.param("# terms\nziekte\tgriep\nzeikte\tkoorts", 3, id="unknown group"),
        pytest.param("ziekte\tgriep |  | koorts", 1, id="empty term"),
        pytest.param("ziekte\tgriep\nzorg\topname (bij", 2, id="no expression"),
        pytest.param("ziekte griep", 1, id="no tab"),
    ],
)
def test_damaged_terms(content: str, line: int) -> None:
    with pytest.raises(ListUnreadableError) as caught:
        read_terms(content)

    assert caught.value.context["file"] == "special_terms.txt"
    assert caught.value.context["line"] == line
    assert caught.value.context["reason"]


def test_a_list_that_is_no_utf_8() -> None:
    with pytest.raises(ListUnreadableError) as caught:
        decoded("jansen\nde vries\nmüller".encode("latin-1"), "surnames_own.txt")

    assert caught.value.context == {
        "file": "surnames_own.txt", "line": 3, "reason": "dit is geen UTF-8",
    }  # fmt: skip


def test_a_refused_list_leaves_a_detector_as_it_is() -> None:
    detector = Detector()
    before = detector.detect("Mijn vader heeft reuma.")

    with pytest.raises(ListUnreadableError):
        read_terms("kapot")

    assert detector.detect("Mijn vader heeft reuma.") == before


@pytest.mark.parametrize("sign", ["a", "1", "(", ","])
def test_ten_megabytes_without_a_space(sign: str) -> None:
    """A line that is one sign over and over holds nobody; the time is that of reading it."""
    assert Detector().detect(sign * 10_000_000) == []


@pytest.mark.parametrize(
    "text",
    [
        bytes(range(256)).decode("latin-1") * 20,
        "\ud800\udc00\udfff" * 50,
        "\u202eBSN 978291694\u202c \U000e0042\U000e0053",
        "&#0;&#xD800;&#1114112;&#99999999;%FF%C3%28&amp;#64;",
        "e\u0301" * 200,
    ],
    ids=["binary", "surrogates", "right to left and tags", "broken codes", "combining"],
)
def test_any_signs(text: str) -> None:
    """Findings or none, never an exception, and always places in the given text."""
    for finding in Detector().detect(text):
        assert 0 <= finding.start < finding.end <= len(text)
