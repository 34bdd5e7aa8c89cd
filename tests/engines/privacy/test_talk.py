"""Written down talk: roles of speakers and words that open a turn are no names; forms are left.

Invented talk and forms.
"""

from __future__ import annotations

import pytest

from stadspoort.engines.privacy import Detector, Kind

DETECTOR = Detector()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param(
            "Spreker 1: Dan beginnen we nu.\n"
            "Spreker 2: Die zaak ken ik wel.\n"
            "Spreker 1: Prima, mevrouw Terpstra, gaat uw gang.",
            ["Terpstra"],
            id="numbered speakers",
        ),
        pytest.param(
            "[00:01] VT: Zegt u het maar.\n"
            "[00:04] Melder: Nou, het gaat om Fenna Molenaar.\n"
            "[00:09] VT: Hoe oud is zij?",
            ["Fenna Molenaar"],
            id="times and an office",
        ),
        pytest.param(
            "Vrager: Haar man was visser.\nMevrouw: Ja, en Klaas ook.\nVrager: Wie was Klaas?",
            ["Klaas", "Klaas"],
            id="his and her",
        ),
        pytest.param(
            "Naam: Piet Kuiper\nBegeleider: Hanneke Vos\nNaam: Karel Vos",
            ["Piet Kuiper", "Hanneke Vos", "Karel Vos"],
            id="a form with roles and names",
        ),
        pytest.param(
            "Medewerker: Karin Postma\nMedewerker: Wiebe Hoekstra\nMedewerker: Ans de Boer",
            ["Karin Postma", "Wiebe Hoekstra", "Ans de Boer"],
            id="one role, three names",
        ),
        pytest.param(
            "SPREKER EEN: Goed, wij gaan verder.\n"
            "SPREKER TWEE: Nee, nog niet.\n"
            "SPREKER EEN: Waarom niet?",
            [],
            id="capitals",
        ),
        pytest.param(
            "Inspreker 2: Kijk, dat is het punt niet.\n"
            "Voorzitter: Uw naam is mevrouw Jonkers?\n"
            "Inspreker 2: Zo heet ik, ja.",
            ["Jonkers"],
            id="numbered role",
        ),
    ],
)
def test_names_in_talk(text: str, names: list[str]) -> None:
    """Who speaks by role names nobody, and what opens a turn does not either."""
    found = [
        text[finding.start : finding.end]
        for finding in DETECTOR.detect(text)
        if finding.kind is Kind.PERSOON
    ]

    assert found == names
