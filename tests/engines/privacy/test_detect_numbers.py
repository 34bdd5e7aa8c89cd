"""Numbers, dates and addresses of people: what is found, as what, and what is left.

Sources: Regeling burgerservicenummer (eleven test), ISO 13616 (IBAN), Nummerplan telefoon- en
ISDN-diensten, Kentekenreglement, Paspoortuitvoeringsregeling, Wet BAG. All numbers are invented.
BSNs that pass the test: 978291694, 474349330, 123456782 (also the number of an RSIN test).
"""

from __future__ import annotations

import pytest

from stadspoort.engines.privacy import Detector, Kind

DETECTOR = Detector()


def found(text: str, *kinds: str) -> list[tuple[str, str]]:
    """Return kind and value of what was found in `text`, of `kinds` alone."""
    return [
        (finding.kind.value, text[finding.start : finding.end])
        for finding in DETECTOR.detect(text)
        if finding.kind.value in kinds
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("BSN 978291694", "978291694", id="label, passes"),
        pytest.param("bsn: 978291695", "978291695", id="label, fails the test: typed wrong"),
        pytest.param("BSN-nummer is 9782.91.694", "9782.91.694", id="dots"),
        pytest.param("burgerservicenummer 978 291 694.", "978 291 694", id="spaces"),
        pytest.param("BSN 52966379", "52966379", id="eight digits"),
        pytest.param("zijn BSN luidt 5262773l2", "5262773l2", id="scanner read l for 1"),
        pytest.param("(PGN 627468111)", "627468111", id="pupil number"),
        pytest.param("sofinummer:\n978291694", "978291694", id="label on the line before"),
        pytest.param("BSN\u00a0978\u200b291694", "978\u200b291694", id="unseen characters"),
        pytest.param("dhr. Vermaat (474349330) belde", "474349330", id="bare, in brackets"),
    ],
)
def test_bsn(text: str, value: str) -> None:
    """The label decides; without one the eleven test must pass."""
    assert found(text, "BSN") == [("BSN", value)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("RSIN 123456782", id="RSIN passes the same test"),
        pytest.param("factuurnummer 978291694", id="invoice"),
        pytest.param("Het referentienummer is 978291694.", id="reference"),
        pytest.param("projectnummer 118274635", id="bare and fails"),
        pytest.param("€ 978.291.694", id="an amount"),
        pytest.param("KvK 978291694", id="chamber of commerce"),
    ],
)
def test_other_numbers_are_no_bsn(text: str) -> None:
    assert found(text, "BSN") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("IBAN NL91ABNA0417164300", "NL91ABNA0417164300", id="plain"),
        pytest.param("op NL91 ABNA 0417 1643 00 graag", "NL91 ABNA 0417 1643 00", id="groups"),
        pytest.param("nl91abna0417164300", "nl91abna0417164300", id="lower case"),
        pytest.param("NL91ABNA0417164301", "NL91ABNA0417164301", id="fails mod 97"),
        pytest.param("NL9l ABNA O417 1643 OO", "NL9l ABNA O417 1643 OO", id="OCR"),
        pytest.param("BE68 5390 0754 7034", "BE68 5390 0754 7034", id="Belgian"),
        pytest.param("rekeningnummer 12.34.56.789", "12.34.56.789", id="old number with label"),
    ],
)
def test_iban(text: str, value: str) -> None:
    assert found(text, "IBAN", "TELEFOON") == [("IBAN", value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("bel 06-12345678", "06-12345678", id="mobile"),
        pytest.param("0612345678", "0612345678", id="no separators"),
        pytest.param("06 12 34 56 78", "06 12 34 56 78", id="pairs"),
        pytest.param("06.12.34.56.78", "06.12.34.56.78", id="dots"),
        pytest.param("+31 6 12345678", "+31 6 12345678", id="abroad"),
        pytest.param("0031612345678", "0031612345678", id="double zero"),
        pytest.param("(0228) 31 40 02", "(0228) 31 40 02", id="area code in brackets"),
        pytest.param("088-1234567", "088-1234567", id="088 of a direct line"),
        pytest.param("+48 601 882 310", "+48 601 882 310", id="Polish"),
        pytest.param("tel: O6-l2345678", "O6-l2345678", id="OCR with label"),
        pytest.param("toestel 4417", "4417", id="internal"),
        pytest.param(
            "nummer nul zes een twee drie vier vijf zes zeven acht",
            "nul zes een twee drie vier vijf zes zeven acht",
            id="in words",
        ),
    ],
)
def test_phone(text: str, value: str) -> None:
    assert found(text, "TELEFOON") == [("TELEFOON", value)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("bel 14 0182", id="14 0xx"),
        pytest.param("0800-9009", id="0800"),
        pytest.param("0900 1234567", id="0900"),
        pytest.param("kenmerk 0182551290", id="a case number of ten digits"),
        pytest.param("op 01-02-2024 om 10.00", id="a date"),
    ],
)
def test_general_numbers_are_no_phone_of_a_person(text: str) -> None:
    assert found(text, "TELEFOON") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("geb. 12-03-1980", "12-03-1980", id="geb."),
        pytest.param("geboren op 4 mei 1951 te Gouda", "4 mei 1951", id="month in words"),
        pytest.param("geboren te Gouda op 4 mei 1951", "4 mei 1951", id="place between"),
        pytest.param("geb: 18121947", "18121947", id="eight digits"),
        pytest.param("gebdat 060685", "060685", id="six digits"),
        pytest.param("born 4 March 2020", "4 March 2020", id="English"),
        pytest.param("Jan Bakker (12-03-1980)", "12-03-1980", id="brackets after a name"),
        pytest.param("Jan Bakker, 12-03-1980, belde", "12-03-1980", id="comma after a name"),
        pytest.param("* 12-03-1980", "12-03-1980", id="a star"),
        pytest.param("geboren O4-O4-1949", "O4-O4-1949", id="OCR"),
        pytest.param(
            "geboortedatum is zes mei negentienhonderd achtenveertig",
            "zes mei negentienhonderd achtenveertig",
            id="in words",
        ),
        pytest.param("naam|geb.datum\nJansen|1980-03-12", "1980-03-12", id="column"),
    ],
)
def test_date_of_birth(text: str, value: str) -> None:
    assert found(text, "GEBOORTEDATUM") == [("GEBOORTEDATUM", value)]


@pytest.mark.parametrize(
    "text",
    ["besluit van 12-03-1980", "Meerdam, 3 februari 1985", "overleden op 4 mei 2020", "voor 1 mei"],
)
def test_other_dates_are_left(text: str) -> None:
    assert found(text, "GEBOORTEDATUM", "ADRES") == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("Wilgenkade 17c\n8021 AZ Zwolle", ["Wilgenkade 17c", "8021 AZ"], id="head"),
        pytest.param("woont Prinsengracht 27-II", ["Prinsengracht 27-II"], id="floor"),
        pytest.param("Nobelstraat 101 bis", ["Nobelstraat 101 bis"], id="bis"),
        pytest.param("adres is grutto 3", ["grutto 3"], id="no suffix, lower case, label"),
        pytest.param("wonende Hazelaar 14, 3755km Eemnes", ["Hazelaar 14", "3755km"], id="3755km"),
        pytest.param("Lange Wijden 9, 1234 AB", ["Lange Wijden 9", "1234 AB"], id="postcode after"),
        pytest.param("PARKWEG 9 BIS", ["PARKWEG 9 BIS"], id="capitals"),
        pytest.param("de buren op nummer 90", ["90"], id="house number alone"),
        pytest.param("BAG-id 0362010000482211", ["0362010000482211"], id="BAG object"),
        pytest.param("postcode: 1234 ab", ["1234 ab"], id="lower-case postcode with label"),
    ],
)
def test_address(text: str, values: list[str]) -> None:
    assert [value for _, value in found(text, "ADRES", "POSTCODE")] == values


@pytest.mark.parametrize(
    "text",
    [
        "In de Willem de Zwijgerlaan komt een fietspad.",
        "Postbus 538, 8000 AM Zwolle",
        "In 2024 is de begroting vastgesteld; sinds 1999 te koop.",
        "artikel 12, lid 3 en bijlage 4",
        "week 30, fase 2, kamer 5 en lijn 12",
        "versie 2.14.0.3",
    ],
)
def test_no_address_of_a_person(text: str) -> None:
    assert found(text, "ADRES", "POSTCODE", "IP") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("kenteken G-891-SD", ("KENTEKEN", "G-891-SD"), id="plate"),
        pytest.param("met kenteken NR894J", ("KENTEKEN", "NR894J"), id="plate without dashes"),
        pytest.param("mijn auto 81 tz nv", ("KENTEKEN", "81 tz nv"), id="plate, lower, spaces"),
        pytest.param("paspoort NX209YCU5", ("DOCUMENTNUMMER", "NX209YCU5"), id="passport"),
        pytest.param(
            "Roemeense identiteitskaart XD 472915;", ("DOCUMENTNUMMER", "XD 472915"), id="series"
        ),
        pytest.param(
            "Document: Poolse identiteitskaart CRB 305 718",
            ("DOCUMENTNUMMER", "CRB 305 718"),
            id="series and groups",
        ),
        pytest.param("haar paspoort (FH 630274, ", ("DOCUMENTNUMMER", "FH 630274"), id="bracket"),
        pytest.param(
            "paspoort        K 4O2 715", ("DOCUMENTNUMMER", "K 4O2 715"), id="column far away, OCR"
        ),
        pytest.param("paspoort nr 630274117", ("DOCUMENTNUMMER", "630274117"), id="no series"),
        pytest.param("rijbewijs 4831841436", ("DOCUMENTNUMMER", "4831841436"), id="licence"),
        pytest.param("v-nr 2790014455", ("DOCUMENTNUMMER", "2790014455"), id="V-number"),
        pytest.param("mijn id is IRJKTLLW5", ("DOCUMENTNUMMER", "IRJKTLLW5"), id="identity card"),
        pytest.param("klantnr 55671203", ("KLANTNUMMER", "55671203"), id="client"),
        pytest.param("personeelsnummer P-20917", ("KLANTNUMMER", "P-20917"), id="employee"),
        pytest.param("polisnummer M 4471 209", ("KLANTNUMMER", "M 4471 209"), id="policy, spaces"),
        pytest.param("inlog vanaf 31.20.118.9", ("IP", "31.20.118.9"), id="IPv4"),
        pytest.param("2001:985:4b10:1::5", ("IP", "2001:985:4b10:1::5"), id="IPv6"),
        pytest.param("j.jansen@voorbeeld.nl", ("EMAIL", "j.jansen@voorbeeld.nl"), id="mail"),
        pytest.param(
            "jan apenstaart voorbeeld punt nl",
            ("EMAIL", "jan apenstaart voorbeeld punt nl"),
            id="spoken mail",
        ),
        pytest.param("insta: fabje.xoxo", ("URL_PROFIEL", "fabje.xoxo"), id="handle by label"),
        pytest.param("volg @hodan.w_88", ("URL_PROFIEL", "@hodan.w_88"), id="handle"),
        pytest.param(
            "https://www.facebook.com/nasra.w", ("URL_PROFIEL", "https://www.facebook.com/nasra.w")
        ),
        pytest.param("wachtwoord: Zomer2024!", ("GEHEIM", "Zomer2024!"), id="password"),
        pytest.param("token=ghp_" + "a1B2" * 9, ("GEHEIM", "ghp_" + "a1B2" * 9), id="token"),
    ],
)
def test_one_of_the_other_kinds(text: str, expected: tuple[str, str]) -> None:
    kinds = ("KENTEKEN", "DOCUMENTNUMMER", "KLANTNUMMER", "IP", "EMAIL", "URL_PROFIEL", "GEHEIM")
    assert found(text, *kinds) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "mail naar bezwaar@dommelrijk.nl of info@dommelrijk.nl",
        "de server staat op 10.20.4.17",
        "het wachtwoord is verlopen",
        "zaak 25-AB-12/3",
        "een sleutel is binnen twee weken klaar",
    ],
)
def test_none_of_the_other_kinds(text: str) -> None:
    kinds = ("KENTEKEN", "DOCUMENTNUMMER", "KLANTNUMMER", "IP", "EMAIL", "URL_PROFIEL", "GEHEIM")
    assert found(text, *kinds) == []


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        pytest.param("bsn 612&nbsp;045&nbsp;880", Kind.BSN, "612&nbsp;045&nbsp;880", id="entity"),
        pytest.param("mail=j.bos%40kpn.nl&x=1", Kind.EMAIL, "j.bos%40kpn.nl", id="percent"),
        pytest.param("a&#46;bos&#64;kpn.nl", Kind.EMAIL, "a&#46;bos&#64;kpn.nl", id="numeric"),
        pytest.param("karin.smit @ planet.nl", Kind.EMAIL, "karin.smit @ planet.nl", id="spaces"),
        pytest.param("piet at kpnmail punt nl", Kind.EMAIL, "piet at kpnmail punt nl", id="said"),
        pytest.param("insta (kees_vis)", Kind.URL_PROFIEL, "kees_vis", id="handle by site"),
        pytest.param("burgerservicenurnrner 8O7.53O.4B7", Kind.BSN, "8O7.53O.4B7", id="OCR label"),
        pytest.param("girorekening 4471209", Kind.IBAN, "4471209", id="giro"),
        pytest.param("T: O6-l8 77 4O 92", Kind.TELEFOON, "O6-l8 77 4O 92", id="OCR mobile"),
        pytest.param("onder nr. O5O - 5Ol 77 l2", Kind.TELEFOON, "O5O - 5Ol 77 l2", id="OCR home"),
        pytest.param("boa-nr. 40771", Kind.KLANTNUMMER, "40771", id="number of a boa"),
        pytest.param("postcode 1 2 3 4 AB", Kind.POSTCODE, "1 2 3 4 AB", id="spelled postcode"),
    ],
)
def test_odd_spellings(text: str, kind: Kind, value: str) -> None:
    assert [(f.kind, text[f.start : f.end]) for f in DETECTOR.detect(text)] == [(kind, value)]


@pytest.mark.parametrize("text", ["In 2024 IS besloten.", "Dat kost 3000 MW.", "Ruim 1200 EU."])
def test_a_number_with_a_word_in_capitals_is_no_postcode(text: str) -> None:
    assert DETECTOR.detect(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "values"),
    [
        pytest.param("De buren op nummer 43 klagen.", Kind.ADRES, ["43"], id="neighbours"),
        pytest.param(
            "Bewoners van de nummers 12, 14-A en 16 klagen.",
            Kind.ADRES,
            ["12", "14-A", "16"],
            id="several house numbers",
        ),
        pytest.param("Hij wil naar 12-II.", Kind.ADRES, ["12-II"], id="floor"),
        pytest.param(
            "dorpsstraat honderd twaalf", Kind.ADRES, ["dorpsstraat honderd twaalf"], id="in words"
        ),
        pytest.param(
            "straat: Beukelsdijk\nhuisnummer: 150\ntoev: B",
            Kind.ADRES,
            ["Beukelsdijk", "150", "B"],
            id="a field per part",
        ),
        pytest.param("612045880 (bsn)", Kind.BSN, ["612045880"], id="label after, in brackets"),
        pytest.param("612045881 is mijn bsn", Kind.BSN, ["612045881"], id="label after, in words"),
        pytest.param(
            "BSN partner en kind: 612045881 / 731420981",
            Kind.BSN,
            ["612045881", "731420981"],
            id="two after one label",
        ),
        pytest.param("Pas P0044 is stuk.", Kind.KLANTNUMMER, ["P0044"], id="pass"),
        pytest.param("klantnummer energie 4471-0", Kind.KLANTNUMMER, ["4471-0"], id="word between"),
    ],
)
def test_numbers_by_what_stands_around_them(text: str, kind: Kind, values: list[str]) -> None:
    found = [text[f.start : f.end] for f in DETECTOR.detect(text) if f.kind is kind]

    assert found == values


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "bedrag;locatie\n900;Jan Steenlaan", id="a street without a number in a table"
        ),
        pytest.param("Zie zaak nr. 12 en artikel 3.", id="numbers of cases and articles"),
        pytest.param("[02-07-2025 18:30] start", id="a date with a time"),
        pytest.param("RSIN 804512337, BSN onbekend", id="a number that another label claims"),
    ],
)
def test_numbers_that_point_to_nobody(text: str) -> None:
    assert DETECTOR.detect(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "values"),
    [
        pytest.param(
            "Lijst (kolommen: nr; naam; cliëntnr; geb.)\n\n1; Jansen; 118204; 1-1-1979\n",
            Kind.KLANTNUMMER,
            ["118204"],
            id="header in words",
        ),
        pytest.param(
            "Geboortedatum\n1990-02-14\n3/3/1988\n\nOpmerking\n12-03-2024\n",
            Kind.GEBOORTEDATUM,
            ["1990-02-14", "3/3/1988"],
            id="column pasted as a block",
        ),
        pytest.param(
            "12; mevrouw Karin Visser; 4-5-1961; 12-03-2024",
            Kind.GEBOORTEDATUM,
            ["4-5-1961"],
            id="old date in a row with a name",
        ),
        pytest.param(
            "kentekens opgeschreven: 8 xzk 19, gb001r en een duitse KLE-TW 881",
            Kind.KENTEKEN,
            ["8 xzk 19", "gb001r", "KLE-TW 881"],
            id="plates in a list, one foreign",
        ),
        pytest.param(
            "permit_id;houder\nP-2201-00914;Jansen\n\nZie ook P-2201-00914.",
            Kind.KLANTNUMMER,
            ["P-2201-00914", "P-2201-00914"],
            id="found again without its label",
        ),
    ],
)
def test_numbers_by_their_table(text: str, kind: Kind, values: list[str]) -> None:
    found = [text[f.start : f.end] for f in DETECTOR.detect(text) if f.kind is kind]

    assert found == values


def test_a_postcode_in_a_column_of_addresses_is_a_postcode() -> None:
    text = "naam;adres;locatie\nJansen;Dorpsweg 4;1234 AB"

    assert [(f.kind, text[f.start : f.end]) for f in DETECTOR.detect(text)][1:] == [
        (Kind.ADRES, "Dorpsweg 4"),
        (Kind.POSTCODE, "1234 AB"),
    ]
