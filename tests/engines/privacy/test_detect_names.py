"""Names of people: by structure, cues, lists, neighbours and memory; and what is no name.

All people are invented.
"""

from __future__ import annotations

import pytest

from stadspoort.engines.privacy import Detector, Kind

DETECTOR = Detector()


def names(text: str) -> list[str]:
    """Return the names found in `text`, in order."""
    return [
        text[finding.start : finding.end]
        for finding in DETECTOR.detect(text)
        if finding.kind is Kind.PERSOON
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Geachte mevrouw Van Dalen,", ["Van Dalen"], id="title and tussenvoegsel"),
        pytest.param("dhr. de wit belt", ["de wit"], id="title, lower case, also a word"),
        pytest.param("Wethouder Ter Steege antwoordt.", ["Ter Steege"], id="office"),
        pytest.param("namens mr. Q. Herfst", ["Q. Herfst"], id="initials and a season"),
        pytest.param("ingediend door L. Zeeman-Pool", ["L. Zeeman-Pool"], id="double name"),
        pytest.param("Wij spraken Mozes Cohen Rodrigues.", ["Mozes Cohen Rodrigues"], id="three"),
        pytest.param("Rein v.d. Wetering was er.", ["Rein v.d. Wetering"], id="v.d."),
        pytest.param("met Małgorzata Wójcik", ["Małgorzata Wójcik"], id="Polish"),
        pytest.param("Uit onderzoek blijkt dat Şahin Öztürk", ["Şahin Öztürk"], id="Turkish"),
        pytest.param("zijn dochter Hodan Warsame", ["Hodan Warsame"], id="Somali"),
        pytest.param("Haar zoon Xylan wil niet.", ["Xylan"], id="unknown name after a kin word"),
        pytest.param("mijn zoontje ilias", ["ilias"], id="lower case after a kin word"),
        pytest.param("hoi ik heet joey arends", ["joey arends"], id="ik heet"),
        pytest.param("Cliënt S.P. meldt zich", ["S.P."], id="initials after a role"),
        pytest.param("De buren Zilver en van der Plas", ["Zilver", "van der Plas"], id="buren"),
        pytest.param("Joyce van Buurtzorg belde", ["Joyce"], id="the firm stays out"),
        pytest.param("Nisrine's juf Lotte Prins", ["Nisrine", "Lotte Prins"], id="possessive"),
        pytest.param("Mevrouw J\u00f3zsa belt", ["J\u00f3zsa"], id="composed letters"),
        pytest.param("Mevrouw Jo\u0301zsa belt", ["Jo\u0301zsa"], id="combining marks"),
        pytest.param("Mevrouw Jan\u00adsen belt", ["Jan\u00adsen"], id="soft hyphen"),
    ],
)
def test_name_in_a_sentence(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Van: Hamstra, Jelle <x@y.nl>\nAan: Melissa Kok; Dhr. Vogelzang\n",
            ["Hamstra, Jelle", "Melissa Kok", "Vogelzang"],
            id="mail headers",
        ),
        pytest.param(
            "Op 3 mei 2024 om 10:00 schreef Tim Brouwers:\n> ja", ["Tim Brouwers"], id="quoted mail"
        ),
        pytest.param("Met vriendelijke groet,\n\nxandra bos\n", ["xandra bos"], id="signature"),
        pytest.param("gr wendelien", ["wendelien"], id="short closing"),
        pytest.param("Beste Saar en Joep,\n\nhoi", ["Saar", "Joep"], id="greeting of two"),
        pytest.param("Naam: BAKKALI, S", ["BAKKALI, S"], id="form, capitals, surname first"),
        pytest.param("Vlt: G.H.T.", ["G.H.T."], id="form, initials"),
        pytest.param(
            "id;naam;bsn\n1;Graaf, de, L.M.;978291694", ["Graaf, de, L.M."], id="csv column"
        ),
        pytest.param(
            "| Medewerker | Kenteken |\n|---|---|\n| Wubbe Sikkema | KH-331-T |",
            ["Wubbe Sikkema"],
            id="markdown column",
        ),
        pytest.param(
            "naam          pasnr\nOosterlaken, B.   77120", ["Oosterlaken, B."], id="fixed width"
        ),
        pytest.param(
            "Xanthe: hoi\nBerry: hee\nXanthe: kom je\n", ["Xanthe", "Berry", "Xanthe"], id="chat"
        ),
        pytest.param(
            "Aanwezig: A. Smit (voorzitter), Tino, Floor van Wijngaarden",
            ["A. Smit", "Tino", "Floor van Wijngaarden"],
            id="list of those present",
        ),
        pytest.param("De heer VAN PUTTEN (CDA): Nee.", ["VAN PUTTEN"], id="speaker in capitals"),
    ],
)
def test_name_by_its_place(text: str, expected: list[str]) -> None:
    """The place says that it is a name: capitals, order and lists matter little."""
    assert names(text) == expected


def test_a_certain_name_is_found_again_bare() -> None:
    """Surname, first name, other spelling and initials of one person, all over the text."""
    text = (
        "Mevrouw Sharmila Oostvriesland belde. Later zei Oostvriesland nee. sharmila kwam; SO ook."
    )

    assert names(text) == ["Sharmila Oostvriesland", "Oostvriesland", "sharmila", "SO"]


def test_memory_leaves_the_word_that_is_no_name() -> None:
    """The fish is not the man."""
    text = "We spraken Merlijn Snoek. Snoek stelt dat de snoek en de karper het goed doen."

    assert names(text) == ["Merlijn Snoek", "Snoek"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("In de Albert Schweitzerlaan en het Anne Frankplantsoen.", id="streets"),
        pytest.param("De Mr. P.J. Troelstrakade krijgt klinkers.", id="street with a title"),
        pytest.param("Karaca Verhuur VOF en Hendriks & Zonen BV schreven in.", id="firms"),
        pytest.param("Het Johan de Witt College en basisschool Anna van Rijn.", id="schools"),
        pytest.param("De Jan Tooropprijs in de Anton Philipszaal.", id="prize and hall"),
        pytest.param("Zie De Vries e.a. (2019) en Jansen (2021).", id="literature"),
        pytest.param("De Prinses Margriet-sluis gaat in mei open.", id="lock"),
        pytest.param("Volgens het CBS is de Kadernota 2026 op Donderdag klaar.", id="plain"),
        pytest.param("De gemeente Kerkhoven en Provincie Utrecht.", id="municipality"),
        pytest.param("Artikel 12. Het college kan nadere regels stellen.", id="law"),
        pytest.param("De winter was streng, de bakker en de smid klaagden.", id="trades"),
        pytest.param("Geachte dames en heren,", id="greeting without a name"),
        pytest.param("Onderwerp: bezwaar\nDatum: 3 mei\nBetreft: subsidie\n", id="form keys"),
        pytest.param("klant: hoi\nbot: dag\nklant: doei\n", id="roles in a chat"),
        pytest.param("Wat is <PERSON_1>? Bel <PERSON> op <PHONE_NUMBER>.", id="places to fill"),
        pytest.param("<TD>fiets</TD>", id="markup"),
        pytest.param("Postbus 100, 1234 ZZ Waterdam\nWaterdam, 2 november 2026", id="town"),
    ],
)
def test_no_name(text: str) -> None:
    assert names(text) == []


def test_doubt_is_said() -> None:
    """An unknown word that may be a name is masked, but shown apart in a review."""
    (finding,) = DETECTOR.detect("Daarna kwam Kwintelier aan de beurt.")

    assert (finding.kind, finding.certain) == (Kind.PERSOON, False)
    assert finding.reasons[0] == "onbekend woord"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Wij kregen een brief van Jan de Vries over de heg.", "Jan de Vries"),
        ("Het verzoek van Jan de Vries is afgewezen.", "Jan de Vries"),
        ("Dit komt van Piet Jansen", "Piet Jansen"),
    ],
)
def test_a_full_name_of_the_lists_is_never_denied_altogether(text: str, name: str) -> None:
    """The weights think little of what follows "van"; the name is masked all the same."""
    assert names(text) == [name]


@pytest.mark.parametrize("text", ["Naam: Naam: ", "Naam: dhr ", "verdacht van a ", "Naam: - De "])
def test_a_text_that_ends_at_a_label_is_no_error(text: str) -> None:
    DETECTOR.detect(text)

    assert names(text + "\nGeachte heer Bos,")[-1] == "Bos"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Uit onderzoek bleek dat Enes Tuncer zich ophoudt in Deventer.", "Enes Tuncer"),
        ("Wij spraken mevrouw Broers daarover.", "Broers"),
        ("De heer Ooms belde terug.", "Ooms"),
    ],
)
def test_a_name_that_looks_like_a_word_for_a_person_is_a_name(text: str, name: str) -> None:
    """Written with a capital: "de broers Jansen" has none."""
    assert name in {text[f.start : f.end] for f in Detector().detect(text)}
