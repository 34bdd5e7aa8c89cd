"""Letters and forms as a scanner gives them: dates of old deeds, loose signs, broken values.

What is found, and the look-alikes that stay readable. All data is invented.
"""

from __future__ import annotations

import pytest

from stadspoort.engines.privacy import Detector, Kind
from stadspoort.engines.privacy._scanned import mend

DETECTOR = Detector()


def _found(text: str, kind: Kind) -> list[str]:
    return [text[f.start : f.end] for f in DETECTOR.detect(text) if f.kind is kind]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Klaas Boersma, geb. den 3den Januari 1922 alhier", "3den Januari 1922"),
        ("Trijntje Kok, geboren den 21sten Maart 1899", "21sten Maart 1899"),
        ("Aaltje Smit, geb. den 14 Aug. 1924", "14 Aug. 1924"),
        ("geboren op den 9 Mei 1911 te Emmen", "9 Mei 1911"),
        ("geboren den 1sten Juli 1930", "1sten Juli 1930"),
        ("geb. den 2den Feb. 1888", "2den Feb. 1888"),
        ("Haar geboortedatum is een januari", "een januari"),
        ("geboortedatum was zeven maart, zei ze", "zeven maart"),
        ("zijn geboortedatum: dertig juni", "dertig juni"),
        ("die verklaart dat op 7 november 1959 is\ngeboren een kind", "7 november 1959"),
        ("dat op 12 mei 1948 te Zwolle is geboren een dochter", "12 mei 1948"),
    ],
)
def test_old_and_spoken_dates_of_birth(text: str, date: str) -> None:
    assert _found(text, Kind.GEBOORTEDATUM) == [date]


@pytest.mark.parametrize(
    "text",
    [
        "De vergadering van den 3den Januari 1922 is verdaagd",
        "Oostburg, den 9 october 1964",
        "overleden den 14 Aug. 1924 alhier",
        "Op een januari begint het nieuwe beleid",
        "op 7 november 1959 is de brug geopend",
    ],
)
def test_other_dates_stay(text: str) -> None:
    assert _found(text, Kind.GEBOORTEDATUM) == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Mijn vrouw ,Truus , en ik , zijn ziek", "Mijn vrouw, Truus, en ik, zijn ziek"),
        ("Het lekt .Wij , ik , en zij , wachten .", "Het lekt. Wij, ik, en zij, wachten."),
        ("Ondergetekende ,wonende hier , ik , dus", "Ondergetekende, wonende hier, ik, dus"),
        ("Uw dw. J.de Vries , A.van der Meer , P.ter Horst , arts",
         "Uw dw. J. de Vries, A. van der Meer, P. ter Horst, arts"),
        ("de Participa-\ntiewet ) . Uw brief", "de Participatiewet ) .\nUw brief"),
        ("heer Kowalczyń-\nski , u", "heer Kowalczyński ,\nu"),
        ("via piet .jansen@kpnmail.nl", "via piet.jansen@kpnmail.nl"),
        ("mail anna ._smit@home.nl", "mail anna._smit@home.nl"),
    ],
)  # fmt: skip
def test_loose_signs_and_broken_words(text: str, meant: str) -> None:
    assert mend(text).text == meant


@pytest.mark.parametrize(
    "text",
    [
        "Werkt met .NET en .nl-domeinen",
        "Zie A.de.B en e.d. voor meer",
        "Zij kwam. Hij ging, zei ze.",
        "mail . en anna@home.nl",
    ],
)
def test_signs_that_are_right_stay(text: str) -> None:
    assert mend(text).text == text


@pytest.mark.parametrize(
    "value",
    [
        "0418-\n57 81 33",
        "0318-\n612 345",
        "06-\n12 34 56 78",
        "020 -\n624 11 11",
        "0512\n 34 12 34",
    ],
)
def test_phone_over_two_lines(value: str) -> None:
    assert _found(f"zij belde op tel. {value} en toen bleek", Kind.TELEFOON) == [value]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("de heer Jansen, won. Meerkoet 74 te Gameren", "Meerkoet 74"),
        ("mw. Smit, wnd. Terp 2 te Holwerd", "Terp 2"),
        ("Slotlaan 136  K 4\n2902 AL   Capelle", "Slotlaan 136  K 4"),
        ("adres: Parkweg 12 K12, boven", "Parkweg 12 K12"),
        ("De heer A. Baert, nummer 12, heeft geteld", "12"),
        ("Mevrouw Jonker, nummer 7a, vindt het goed", "7a"),
        ("ik woon in de flat hogevecht zevenhonderdnegen en", "hogevecht zevenhonderdnegen"),
        ("zij zit in de flat kikkenstein achtendertig boven", "kikkenstein achtendertig boven"),
    ],
)
def test_addresses_of_letters_and_talk(text: str, address: str) -> None:
    assert address in _found(text, Kind.ADRES)


@pytest.mark.parametrize(
    "text",
    [
        "vak/nr  naam\nC 11  H. Ter Braak   1890\nC 12   kind\nC 13   D. Smit",
        "in de flat staan zeven kamers leeg",
        "Op de lijst, nummer 3 en verder",
        "Team won. Ajax 2 verloor",
    ],
)
def test_what_is_no_address(text: str) -> None:
    assert [f for f in DETECTOR.detect(text) if f.kind is Kind.ADRES and f.certain] == []


@pytest.mark.parametrize(
    "text", ["2902 AL   Capelle a/d IJssel", "1234 DE   Weert", "4567 IS, Goes"]
)
def test_postcode_like_a_word_before_a_town_in_the_next_column(text: str) -> None:
    assert _found(text, Kind.POSTCODE) == [text[:7]]


@pytest.mark.parametrize(
    "text",
    [
        "de herinrichting van de burgemeester de kockstraat begint",
        "bij de dokter van gelreplein is het druk",
        "hoek dominee van den boschlaan en de markt",
        "de meester de grootschool krijgt een dak",
    ],
)
def test_streets_named_after_somebody_are_no_names(text: str) -> None:
    assert _found(text, Kind.PERSOON) == []


def test_letters_of_an_interview_are_no_names() -> None:
    text = (
        "I: Zou je jezelf kort willen voorstellen?\nR: Ja, ik woon hier zes jaar.\n"
        "I: En je kinderen, gaan die naar school?\nR: Twee, ze gaan allebei naar school.\n"
        "I: Wie heeft je geholpen?\nR: De buren en de kerk.\n"
    )
    assert _found(text, Kind.PERSOON) == []


@pytest.mark.parametrize("value", ["596, 283, 738", "596,283,738", "596 283 738"])
def test_bsn_in_groups_as_an_answer(value: str) -> None:
    text = f"M: En de laatste drie van uw BSN?\nB: Ik geef hem wel helemaal. {value}.\n"
    assert _found(text, Kind.BSN) == [value]


@pytest.mark.parametrize("value", ["3146, 980, 871", "3146 980 871"])
def test_licence_in_groups_as_an_answer(value: str) -> None:
    text = f"M: Wat is het nummer van uw rijbewijs?\nB: Dat is {value}.\n"
    assert _found(text, Kind.DOCUMENTNUMMER) == [value]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("mevrouw Baert (Pastoor van Genklaan\n9) krijgt", "Pastoor van Genklaan\n9"),
        ("zij woont aan de Molenstraat\n12, en klaagt", "Molenstraat\n12"),
        ("de heer Kok, Oosterweg\n  4a te Weert", "Oosterweg\n  4a"),
    ],
)
def test_a_number_on_the_line_below_its_street(text: str, address: str) -> None:
    assert _found(text, Kind.ADRES) == [address]


@pytest.mark.parametrize(
    "text", ["Het werk aan de Molenstraat\n12 bomen", "de Oosterweg\n3. Parkeren"]
)
def test_a_count_below_a_street_stays(text: str) -> None:
    assert _found(text, Kind.ADRES) == []


@pytest.mark.parametrize(
    "text",
    [
        "Oostburg,den 9 october 1964\n\nGeachte heer,",
        "Schoondijke, den 12 mei 1951\n\nGeachte heer,",
        "Cliënt is geboren te Berkane op\n1 juli 1952.",
    ],
)
def test_the_town_of_a_date_is_no_name(text: str) -> None:
    assert _found(text, Kind.PERSOON) == []
