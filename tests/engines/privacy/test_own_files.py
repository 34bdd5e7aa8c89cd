"""Files with a municipality's own lists: read whole, or refused with file, line and reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stadspoort.engines.privacy import Kind
from stadspoort.engines.privacy.lists import (
    ListsDamagedError,
    ListsRefusedError,
    MunicipalLists,
    parse_lists,
)


def parse(name: str, text: str) -> MunicipalLists:
    return parse_lists({name: text.encode()})


def problems(files: dict[str, bytes]) -> list[str]:
    with pytest.raises(ListsRefusedError) as caught:
        parse_lists(files)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("voornaam;tussenvoegsel;achternaam\nWil;de;Bos", ("Wil", "de", "Bos"),
                     id="semicolons"),
        pytest.param("achternaam,voornaam\nBos,Wil", ("Wil", "", "Bos"), id="commas, other order"),
        pytest.param("voornaam\tachternaam\r\nWil\tBos\r\n", ("Wil", "", "Bos"), id="tabs, CRLF"),
        pytest.param("\ufeffnaam\nWil de Bos", ("Wil", "de", "Bos"), id="byte order mark"),
        pytest.param('naam,team\n"Bos, Wil de",Groen', ("Wil", "de", "Bos"), id="surname first"),
        pytest.param("naam\nWil van der Bos", ("Wil", "van der", "Bos"), id="two tussenvoegsels"),
        pytest.param("Voorletters;Achternaam\nW.A.;Bos", ("W.A.", "", "Bos"), id="initials"),
    ],
)  # fmt: skip
def test_a_staff_list_may_be_an_export_as_it_is(text: str, name: tuple[str, str, str]) -> None:
    assert parse("medewerkers.csv", text).staff == (name,)


def test_an_extract_of_the_bag_gives_streets_towns_and_numbers() -> None:
    own = parse(
        "adressen.csv",
        "identificatie;openbareruimtenaam;huisnummer;postcode;woonplaatsnaam\n"
        "1;Meerkoet;3;9876CD;Wierum\n2;Meerkoet;5;9876 cd;Wierum\n3;Zijl;1;;Wierum",
    )

    assert own.streets == ("Meerkoet", "Zijl")
    assert own.towns == ("Wierum",)
    assert own.has_address("9876CD", 5)
    assert not own.has_address("9876CD", 4)
    assert not own.has_address("9876CE", 5)


def test_a_large_extract_stays_small() -> None:
    """120,000 addresses, 4 MB of text: eight bytes each are kept."""
    rows = "\n".join(f"Weg{n % 900};{n % 500 + 1};{1000 + n // 500}AB" for n in range(120_000))

    own = parse("adressen.csv", f"straat;huisnummer;postcode\n{rows}")

    assert own.counts["addresses"] == 120_000
    assert len(own.addresses) == 960_000
    assert own.has_address("1239AB", 500)


def test_what_is_always_masked_is_a_person_unless_the_row_says_else() -> None:
    own = parse("altijd-maskeren.csv", "tekst;soort\nde blauwe haan;\nhut 7;adres")

    assert own.always == (("de blauwe haan", Kind.PERSOON), ("hut 7", Kind.ADRES))


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("medewerkers.csv", b"", "medewerkers.csv: het bestand is leeg"),
        ("medewerkers.csv", b"naam\n", "medewerkers.csv: er staat niets onder de kop"),
        ("medewerkers.csv", b"voornaam;leeftijd\nWil;7",
         "medewerkers.csv, regel 1: in de kop ontbreekt de kolom naam of achternaam"),
        ("medewerkers.csv", b"naam;team\nWil;a;b",
         "medewerkers.csv, regel 2: er zijn 3 kolommen, de kop heeft er 2"),
        ("medewerkers.csv", b"naam\nWil\n12345",
         "medewerkers.csv, regel 3: de naam is leeg of geen naam"),
        ("medewerkers.csv", b"naam\nZo\xeb",
         "medewerkers.csv, regel 2: de regel is niet in UTF-8 opgeslagen"),
        ("medewerkers.csv", b"naam\nWil\n\0", "medewerkers.csv, regel 3: dit is geen tekst"),
        ("medewerkers.csv", b'naam;team\n"Wil;a\nBos;b',
         "medewerkers.csv, regel 3: de aanhalingstekens kloppen niet"),
        ("collega.csv", b"naam\nWil", "collega.csv: dit bestand hoort niet bij de lijsten"),
        ("adressen.csv", b"straat;postcode\nMeerkoet;98AB",
         "adressen.csv, regel 2: de postcode is niet vier cijfers en twee letters"),
        ("adressen.csv", b"straat;huisnummer\nMeerkoet;3a",
         "adressen.csv, regel 2: het huisnummer is geen getal van 1 tot 5 cijfers"),
        ("nummers.csv", b"patroon;soort\nZ-##;dossier",
         "nummers.csv, regel 2: de soort is niet zaak of klant"),
        ("nummers.csv", b"patroon;soort\n#########;zaak",
         "nummers.csv, regel 2: een zaaknummer heeft een vaste letter of begint met 20; anders "
         "past het ook op een BSN of telefoonnummer"),
        ("nummers.csv", b"patroon;soort\n(Z+)+;zaak",
         "nummers.csv, regel 2: in een patroon mogen alleen letters, cijfers, # #+ @ - / . _ : "
         "en spaties"),
        ("nummers.csv", b"patroon;soort\nZ#+#;zaak",
         "nummers.csv, regel 2: na #+ mag geen cijfer staan"),
        ("altijd-maskeren.csv", b"tekst;soort\nde haan;VOGEL",
         "altijd-maskeren.csv, regel 2: de soort bestaat niet; kies uit PERSOON, ADRES, POSTCODE, "
         "TELEFOON, EMAIL, BSN, IBAN, GEBOORTEDATUM, KENTEKEN, DOCUMENTNUMMER, KLANTNUMMER, IP, "
         "URL_PROFIEL, BIJZONDER, GEHEIM"),
        ("nooit-maskeren.csv", b"tekst\nab",
         "nooit-maskeren.csv, regel 2: de tekst heeft minder dan 3 letters of cijfers"),
    ],
)  # fmt: skip
def test_a_broken_file_is_refused_with_line_and_reason(
    name: str, data: bytes, problem: str
) -> None:
    assert problems({name: data}) == [problem]


def test_every_problem_is_told_at_once() -> None:
    assert problems({"medewerkers.csv": b"naam\n1\nWil\n2", "organisaties.csv": b"naam\n?"}) == [
        "medewerkers.csv, regel 2: de naam is leeg of geen naam",
        "medewerkers.csv, regel 4: de naam is leeg of geen naam",
        "organisaties.csv, regel 2: de tekst is leeg of langer dan 200 tekens of 12 woorden",
    ]


def test_no_more_than_fifty_problems_are_told() -> None:
    assert len(problems({"medewerkers.csv": b"naam\n" + b"1\n" * 1_000})) == 50


def test_no_file_at_all_is_refused() -> None:
    assert problems({}) == [": er is geen enkel bestand met een lijst"]


def test_the_same_list_twice_is_refused() -> None:
    files = {"organisaties.csv": b"naam\nZilver", "organisaties.txt": b"naam\nGoud"}

    assert problems(files) == [
        "organisaties.txt: dit bestand is er twee keer, als .csv en als .txt"
    ]


def test_a_text_cannot_be_masked_always_and_never() -> None:
    files = {
        "altijd-maskeren.csv": b"tekst\nDe Haan",
        "nooit-maskeren.csv": b"tekst\nde haan",
    }

    assert problems(files) == [
        "nooit-maskeren: dezelfde tekst staat ook in altijd-maskeren (aantal: 1)"
    ]


def test_the_error_tells_the_first_problem_and_how_many_more() -> None:
    with pytest.raises(ListsRefusedError) as caught:
        parse("medewerkers.csv", "naam\n1\n2")

    assert caught.value.context == {
        "file": "medewerkers.csv",
        "line": 2,
        "reason": "de naam is leeg of geen naam",
        "more": 1,
    }


def test_the_version_follows_the_content_and_not_the_order() -> None:
    one = parse("organisaties.csv", "naam\nZilver\nGoud")
    same = parse("organisaties.txt", "naam\nGoud\nZilver\nGoud")
    other = parse("organisaties.csv", "naam\nZilver")

    assert one.version == same.version
    assert len(one.version) == 64
    assert one.version != other.version


@pytest.mark.parametrize(
    "packed", [b"", b"{}", b"[]", b"\xff", b'{"format":1}', b'{"format":1,"addresses":"AAA="}']
)
def test_what_is_no_packed_list_is_refused(packed: bytes) -> None:
    with pytest.raises(ListsDamagedError):
        MunicipalLists.unpack(packed)


@given(st.sampled_from(["medewerkers.csv", "adressen.csv", "nummers.csv"]), st.binary(max_size=200))
def test_any_bytes_give_lists_or_a_named_refusal(name: str, data: bytes) -> None:
    header = {
        "medewerkers.csv": b"naam;voornaam\n",
        "adressen.csv": b"straat;huisnummer;postcode\n",
        "nummers.csv": b"patroon;soort\n",
    }[name]
    for content in (data, header + data):
        try:
            outcome = len(parse_lists({name: content}).packed)
        except ListsRefusedError as error:
            outcome = len(error.problems)
        assert outcome > 0
