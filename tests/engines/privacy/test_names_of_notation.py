"""What records, logs and plans hold beside persons is no person, and what they hold of one is.

Names of elements, commands of a log, abbreviations of offices, towers, firms behind a tab: words
with capitals all of them. All data is invented.
"""

from __future__ import annotations

import pytest

from stadspoort.engines.privacy import Detector

DETECTOR = Detector()


def found(text: str) -> set[tuple[str, str]]:
    """Return kind and text of all findings, those in doubt too."""
    return {(f.kind.value, text[f.start : f.end]) for f in DETECTOR.detect(text)}


REGISTER = (
    " 01.10 A-nummer                    {a}\n 02.10 Voornamen                   {first}\n"
    " 02.30 Voorvoegsel\n 02.40 Geslachtsnaam               {last}\n"
    " 04.10 Geslacht                    V\n 07.40 Reden ontbinding            S\n"
    " 09.10 Gemeente van inschrijving   0518\n 11.30 Huisletter\n"
    " 11.70 Woonplaatsnaam              {town}\n 11.80 Id.code verblijfplaats      {bag}\n"
    " 35.10 Soort                       NI\n"
)


@pytest.mark.parametrize(
    ("a", "first", "last", "town", "bag"),
    [
        ("5219874036", "Frederika", "Wolthuis", "Bedum", "0005010000021877"),
        ("8812046379", "Ayman", "Benhaddou", "Velsen", "0453010000911200"),
        ("2745590183", "Lubbertus Jan", "Tempelman", "Genemuiden", "1896010000004410"),
        ("6901437725", "Marisol", "Croes", "Sint Philipsland", "0711010000300455"),
    ],
)
def test_a_person_list_holds_its_values_and_no_names_of_elements(
    a: str, first: str, last: str, town: str, bag: str
) -> None:
    assert found(REGISTER.format(a=a, first=first, last=last, town=town, bag=bag)) == {
        ("KLANTNUMMER", a), ("PERSOON", first), ("PERSOON", last), ("ADRES", bag),
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        '"5.5","Erfgoed","310.000","Molen De Jonge Hendrik"',
        '"5.5","Erfgoed","88.500","Gemaal Willem Frederik"',
        '"4.2","Onderwijs","12.000","Basisschool Jan Ligthart"',
        '"5.5","Erfgoed","41.000","onderhoud toren Sint-Jan"',
        "De restauratie van Sint-Maarten is klaar.",
        "2025-03-11T07:00:00+01:00 cron   ROTATE      access.log -> access.log.1",
        "2025-03-11 08:12:44 beheer DEBLOKKEER  reden=geen",
        "2025-03-11T09:00:01Z auth  VERGRENDEL account=",
        "piket\tOvD\t112\t-\t-",
        "zie het register van de KvK en de VvE",
        "Tekening nr 2024-11 rev. C ligt ter inzage.",
        "Tekening nr. 2023-7 rev. B ligt ter inzage.",
        "beveiliging: De Haan Security komt om acht uur",
        "de hekken zijn van Peters Verhuur",
        "geluid door Klaassen Events",
    ],
)
def test_words_with_a_capital_that_name_nobody(text: str) -> None:
    assert [one for one in found(text) if one[0] in ("PERSOON", "ADRES")] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gemachtigde: mr. T. Kwakkel, Kwakkel Advocatuur, Zwolle", "T. Kwakkel"),
        ("Gemachtigde: R. Osinga, Osinga Juristen", "R. Osinga"),
        ("Bezoek van mevr. Duinker, Duinker Advies", "Duinker"),
        ('"5.5","contact","12","de heer Willem Brons"', "Willem Brons"),
        ("2025-03-11T07:00:00+01:00 beheer melding van mevrouw Osinga", "Osinga"),
        ("De buurman, Jan Ottens, woont naast de Sint-Jan.", "Jan Ottens"),
    ],
)
def test_a_person_beside_such_a_word(text: str, name: str) -> None:
    assert ("PERSOON", name) in found(text)


@pytest.mark.parametrize(
    ("value", "is_document"),
    [
        ("1401300000000118", False), ("1401300000000126", False), ("77120455", False),
        ("2025004417", False), ("NLX7K29L5", True), ("ISN8L10R5", True),
    ],
)  # fmt: skip
def test_a_bare_id_numbers_rows_unless_it_has_the_shape_of_a_card(
    value: str, is_document: bool
) -> None:
    text = f"INSERT INTO ruimte (id, naam, wijk) VALUES\n('{value}', 'Visserstraat', '04');"
    assert (("DOCUMENTNUMMER", value) in found(text)) is is_document


@pytest.mark.parametrize("number", ["112", "113", "144"])
def test_an_alarm_number_is_nobodys(number: str) -> None:
    text = f"functie\tnaam\tmobiel\nbrandweer\tpost\t{number}\nbode\tGerrit\t0612340987\n"
    assert ("TELEFOON", number) not in found(text)
    assert ("TELEFOON", "0612340987") in found(text)


@pytest.mark.parametrize(
    ("last", "first", "town"),
    [
        ("Al Mansour", "Rami Tarek", "Homs"),
        ("Tesfay", "Senait", "Keren"),
        ("Shevchuk", "Oleh", "Lviv"),
    ],
)
def test_labels_above_their_values_line_after_line(last: str, first: str, town: str) -> None:
    text = (
        "Burgerservicenummer                     Vreemdelingennummer\n"
        "677327195                               2573475810\n"
        "Geslachtsnaam                           Voorna(a)m(en)\n"
        f"{last:40}{first}\n"
        "Geboren op                              te\n"
        f"5 januari 1987                          {town}\n"
    )
    assert found(text) == {
        ("BSN", "677327195"), ("DOCUMENTNUMMER", "2573475810"), ("PERSOON", last),
        ("PERSOON", first), ("GEBOORTEDATUM", "5 januari 1987"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OOSTERDIJK 21 BUS 6\n4561AB HULST", ("ADRES", "OOSTERDIJK 21 BUS 6")),
        ("Gentsestraat 8 bus 12, 4551 CD Sas van Gent", ("ADRES", "Gentsestraat 8 bus 12")),
        ("0404   WONINGSTICHTING HUUR VLIERSTR 44   612,00", ("ADRES", "VLIERSTR 44")),
        ("0604   GAS EIKENSTR 7   88,10", ("ADRES", "EIKENSTR 7")),
        ("De woning in Velsen (VBO 0453010000911200)", ("ADRES", "0453010000911200")),
        ("vbo-id 0005010000021877", ("ADRES", "0005010000021877")),
        ("0504   LEEFGELD KJ WIERSMA   60,00", ("PERSOON", "KJ WIERSMA")),
        ("0504   ZAKGELD A. POSTHUMUS   15,00", ("PERSOON", "A. POSTHUMUS")),
        ("0704   TIKKIE MARIJKE   9,50", ("PERSOON", "MARIJKE")),
    ],
)
def test_a_statement_in_capitals_tells_of_its_people(text: str, expected: tuple[str, str]) -> None:
    assert any(kind == expected[0] and value.endswith(expected[1]) for kind, value in found(text))


@pytest.mark.parametrize(
    "text",
    ["0504   LEEFGELD MAART   60,00", "0504   LEEFGELD WK 23", "De school heeft vbo en mavo."],
)
def test_a_statement_without_people(text: str) -> None:
    assert found(text) == set()
