"""How the findings of other detectors are put in our kinds, in their favour."""

from __future__ import annotations

import pytest
from bench.peer_detectors import settled


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        pytest.param(
            "Dhr. Jan Bos", [(0, 12, "PERSOON")], [(5, 12, "PERSOON")], id="title cut off"
        ),
        pytest.param(
            "de heer mr. Bos", [(0, 15, "PERSOON")], [(12, 15, "PERSOON")], id="titles cut off"
        ),
        pytest.param("mevrouw", [(0, 7, "PERSOON")], [], id="title alone"),
        pytest.param(
            "geb. 12 mei 1951", [(5, 16, "DATUM")], [(5, 16, "GEBOORTEDATUM")], id="birth"
        ),
        pytest.param("op 12 mei 1951", [(3, 14, "DATUM")], [], id="another date"),
        pytest.param(
            "1234 AB Utrecht", [(0, 15, "PLAATS")], [(0, 7, "POSTCODE")], id="town cut off"
        ),
        pytest.param("Kerkpad 3", [(0, 9, "PLAATS")], [(0, 9, "ADRES")], id="street and number"),
        pytest.param("Utrecht", [(0, 7, "PLAATS")], [], id="town"),
        pytest.param(
            "info@x.nl",
            [(5, 9, "URL_PROFIEL"), (0, 9, "EMAIL")],
            [(0, 9, "EMAIL")],
            id="inside a longer one",
        ),
        pytest.param(
            "0612345678",
            [(0, 10, "KLANTNUMMER"), (0, 10, "TELEFOON")],
            [(0, 10, "TELEFOON")],
            id="the kind that says more",
        ),
    ],
)
def test_a_finding_of_a_peer_in_our_kinds(
    text: str, found: list[tuple[int, int, str]], expected: list[tuple[int, int, str]]
) -> None:
    assert settled(text, found) == expected
