"""Names that are answers, that are spelled, and ordinary words that a text uses as a name.

Invented talk as a machine writes it down, mostly without capitals.
"""

from __future__ import annotations

import pytest

from stadspoort.engines.privacy import Detector, Kind

DETECTOR = Detector()

NAMES: list[tuple[str, list[str]]] = [
    ("op welke naam staat de aanvraag\nklant: marieke ter horst", ["marieke ter horst"]),
    ("mag ik uw achternaam\nkoster", ["koster"]),
    ("hoe heet u\nja met willem zwart", ["willem zwart"]),
    ("wat is uw naam\nabdelkarim bouyaghfouri", ["abdelkarim bouyaghfouri"]),
    ("Mag ik uw naam?\nBeller: Zomer, met een z.", ["Zomer"]),
    ("goedemorgen koning hier ik bel over de heg", ["koning"]),
    ("beller: ja de wit hier", ["de wit"]),
    ("mijn vriendin roos komt straks", ["roos"]),
    ("haar zoon storm heeft een hond", ["storm"]),
    ("achternaam is prins voornaam linde", ["prins", "linde"]),
    ("hij heet beer de jong", ["beer de jong"]),
    ("roos is de voornaam", ["roos"]),
    ("kunt u dat spellen\nja b o e r s m a", ["b o e r s m a"]),
    ("ik spel het even k, o, o, y, m, a, n", ["k, o, o, y, m, a, n"]),
    ("mevrouw jaarsma j a a r s m a", ["jaarsma", "j a a r s m a"]),
    ("dat schrijf je vee ee en haa oo ef", ["vee ee en haa oo ef"]),
    (
        "mevrouw winter belde in de winter over haar heg en winter zegt dat het stormt",
        ["winter", "winter"],
    ),
    ("de heer groen is voor groen en tegen grijs dat vindt groen belangrijk", ["groen"]),
    ("meneer de haas zit er weer ja de haas en zijn hazen", ["de haas", "de haas"]),
    ("wethouder bos zegt toe dat het bos blijft bos wil dat ook", ["bos", "bos"]),
    ("mevrouw mei komt in mei terug en ik steun mei", ["mei", "mei"]),
    ("ja goedemorgen met van dam ik bel over de heg", ["van dam"]),
    ("hallo met de bruin spreek ik met de gemeente", ["de bruin"]),
    ("wat is haar naam\ngeertruida bakker-koning", ["geertruida bakker-koning"]),
    ("hoe heet uw zoon\nboaz", ["boaz"]),
    ("Wat is uw achternaam?\nklant: zwaluw", ["zwaluw"]),
    ("punt hoogachtend komma f de hoop punt", ["f de hoop"]),
    ("brief aan mevrouw s kramer komma achterweg", ["s kramer"]),
    ("wat is de achternaam van uw buurman\nhuurder schaap", ["schaap"]),
    ("dag met fatima van de eksterlaan negenendertig", ["fatima"]),
    (
        "kunt u dat spellen\nja de b van bernard de e van eduard de r van rudolf",
        ["b van bernard de e van eduard de r van rudolf"],
    ),
    ("het woord is aan de heer kluit ja voorzitter", ["kluit"]),
    ("dag met jurgen de mol en mol mijn neef werkt daar ook", ["jurgen de mol", "mol"]),
]
NOBODY = [
    "Een kenmerk? H A V, 24, 00961.",
    "Even kijken. AO, streepje, 2023, streepje, 0457.",
    "ja met de fiets kom ik niet zo ver",
    "wat is uw naam\npardon",
    "de heer ja dank u wel",
    "in de jan steenstraat is het stil",
    "de wedstrijd van negentienzevenenzestig",
    "mijn man wil dat niet",
    "mijn vrouw kan niet komen",
    "mijn zoon moet morgen",
    "zijn dochter pas geboren",
    "ik heet van harte welkom",
    "wat is uw naam\nis dat nodig",
    "op welke naam\nvan de gemeente denk ik",
    "hoe heet u\ndat zeg ik niet",
    "uw naam staat niet in het systeem\nwacht even ik kijk",
    "iedereen hier in de straat",
    "de zones a b c en d",
    "G E M E E N T E  W A T E R D A M",
    "optie a of b of c",
]


def persons(text: str) -> list[str]:
    """Return the names found in `text`."""
    return [
        text[finding.start : finding.end]
        for finding in DETECTOR.detect(text)
        if finding.kind is Kind.PERSOON
    ]


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_names_in_talk(text: str, names: list[str]) -> None:
    assert persons(text) == names


@pytest.mark.parametrize("text", NOBODY)
def test_words_that_name_nobody(text: str) -> None:
    assert persons(text) == []
