"""Records give their values to one table of meanings, whatever their notation.

JSON, XML, SQL, calendars, cards, bank statements and tables: the name of the field says what the
value is; what belongs to the notation itself names nobody. All data is invented.
"""

from __future__ import annotations

import pytest

from stadspoort.engines.privacy import Detector

DETECTOR = Detector()


def found(text: str) -> set[tuple[str, str]]:
    """Return kind and text of all findings, those in doubt too."""
    return {(f.kind.value, text[f.start : f.end]) for f in DETECTOR.detect(text)}


def pairs(*values: str) -> set[tuple[str, str]]:
    """Return "ADRES Kolk" as ("ADRES", "Kolk"), for each of `values`."""
    return {(kind, value) for kind, _, value in (one.partition(" ") for one in values)}


MARKUP = [
    pytest.param(
        '{"persoon": {"naam": {"voornamen": "Gijsbert", "voorvoegsel": "ter", "geslachtsnaam": '
        '"Haverkort"}, "geboorte": {"datum": "1961-04-19", "plaats": "Borculo"}, '
        '"verblijfplaats": {"straat": "Lange Wemen", "huisnummer": 14, "huisletter": "c"}}}',
        pairs(
            "PERSOON Gijsbert", "PERSOON ter", "PERSOON Haverkort", "GEBOORTEDATUM 1961-04-19",
            "ADRES Lange Wemen", "ADRES 14", "ADRES c",
        ),
        id="nested objects, a number without quotes",
    ),
    pytest.param(
        '{\n "clientId": 40918,\n "lastName": "Mulderij",\n "dateOfBirth": "12-03-1958",\n'
        ' "document": {"type": "paspoort", "nummer": "NR7K29L35"},\n "klant": {"nr": "77120"}\n}',
        pairs(
            "KLANTNUMMER 40918", "PERSOON Mulderij", "GEBOORTEDATUM 12-03-1958",
            "DOCUMENTNUMMER NR7K29L35", "KLANTNUMMER 77120",
        ),
        id="names of fields written together, the object tells what the number is",
    ),
    pytest.param(
        "{'naam': 'Roos Bijl', 'leeftijd': 44, 'namen': ['Pim Sol', 'Ank Vis']}",
        pairs("PERSOON Roos Bijl", "PERSOON Pim Sol", "PERSOON Ank Vis"),
        id="single quotes and a list",
    ),
    pytest.param(
        '{"achternaam": "B\\u00fcy\\u00fckkaya", "status": "Nieuw", "soort": "Roos"}',
        pairs("PERSOON B\\u00fcy\\u00fckkaya"),
        id="escapes of JSON; a kind of plant is nobody",
    ),
    pytest.param(
        "<BG:voorvoegselGeslachtsnaam>van der</BG:voorvoegselGeslachtsnaam><BG:geslachtsnaam>Laan"
        "</BG:geslachtsnaam><BG:datumGeboorte>19710923</BG:datumGeboorte>"
        "<BG:geboorteplaats>Winschoten</BG:geboorteplaats>"
        "<BG:verblijfsadres><BG:gor.straatnaam>Kolk</BG:gor.straatnaam><BG:aoa.huisnummer>8"
        "</BG:aoa.huisnummer><BG:aoa.huisletter>F</BG:aoa.huisletter></BG:verblijfsadres>",
        pairs(
            "PERSOON van der", "PERSOON Laan", "GEBOORTEDATUM 19710923", "ADRES Kolk", "ADRES 8",
            "ADRES F",
        ),
        id="prefixes of StUF",
    ),
    pytest.param(
        '<adres straat="Kolk" huisnummer="3" postcode="9671 AA" plaats="Winschoten"/>\n</lijst>',
        pairs("ADRES Kolk", "ADRES 3", "POSTCODE 9671 AA"),
        id="attributes",
    ),
    pytest.param(
        "<Cdtr><Nm>Sol-Bakker, R.</Nm></Cdtr><RmtInf><Ustrd>Teruggave leges</Ustrd></RmtInf>",
        pairs("PERSOON Sol-Bakker, R."),
        id="a payment file: tags name nobody",
    ),
    pytest.param(
        "INSERT INTO p (nr, voornaam, tussenvoegsel, achternaam, gebdat, straat, huisnr) VALUES\n"
        " (1, 'Anke', 'van ''t', 'Hof', '1980-02-03', 'Peperstraat', 12),\n"
        " (2, 'Kees', NULL, 'O''Neill', NULL, NULL, NULL);",
        pairs(
            "PERSOON Anke", "PERSOON van ''t", "PERSOON Hof", "GEBOORTEDATUM 1980-02-03",
            "ADRES Peperstraat", "ADRES 12", "PERSOON Kees", "PERSOON O''Neill",
        ),
        id="SQL: rows, doubled quotes, NULL",
    ),
    pytest.param(
        "UPDATE clienten SET achternaam='Zonderland' WHERE client_nr = 55120 AND status = 'open';",
        pairs("PERSOON Zonderland", "KLANTNUMMER 55120"),
        id="SQL: SET and WHERE",
    ),
    pytest.param(
        "BEGIN:VCARD\nVERSION:3.0\nN:Haverkamp;Liesbeth;;mw.;\nBDAY:1969-08-14\n"
        "ADR;TYPE=HOME:;;Vlierstraat 9;Ommen;;7731 CB;Nederland\nORG:Gemeente Ommen\nEND:VCARD",
        pairs(
            "PERSOON Haverkamp", "PERSOON Liesbeth", "GEBOORTEDATUM 1969-08-14",
            "ADRES Vlierstraat 9", "POSTCODE 7731 CB",
        ),
        id="a card",
    ),
    pytest.param(
        'BEGIN:VEVENT\nDTSTART;TZID=Europe/Amsterdam:20250911T103000\nATTENDEE;CN="Sol, Nadine";'
        "PARTSTAT=ACCEPTED:mailto:info@weert.nl\nLOCATION:Vlierstraat 9\\, Ede\nEND:VEVENT",
        pairs("PERSOON Sol, Nadine", "ADRES Vlierstraat 9"),
        id="an appointment",
    ),
    pytest.param(
        'BEGIN:VEVENT\nDESCRIPTION:BSN Annie 442 056 400\\nParkeren kan\\, achter\nEND:VEVENT',
        pairs("BSN 442 056 400", "PERSOON Annie"),
        id="an escaped line break ends a number",
    ),
    pytest.param(
        '<row><col name="achternaam">Terlouw</col><col name="voorletters">H.J.</col>'
        '<col name="gemeente">Buren</col></row>',
        pairs("PERSOON Terlouw", "PERSOON H.J."),
        id="elements named by an attribute",
    ),
    pytest.param(
        '{"melder": {"naam": "Jolien Bakx"}, "prioriteit": "Hoog", "afdeling": "Groen"}',
        pairs("PERSOON Jolien Bakx"),
        id="values of fields that hold no person",
    ),
    pytest.param(
        ":86:/TRTP/SEPA OVERBOEKING/IBAN/NL91ABNA0417164300/BIC/RABONL2U/NAME/HR J P VINK"
        "/REMI/OZB/",
        pairs("IBAN NL91ABNA0417164300", "PERSOON J P VINK"),
        id="a bank statement",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MARKUP)
def test_markup(text: str, expected: set[tuple[str, str]]) -> None:
    """Every value is found by its field, and nothing else is."""
    assert found(text) == expected


TABLES = [
    pytest.param(
        "NAAM               VLTRS  GEBDAT    STRAAT+NR            PC\n"
        "------------------ ------ --------- -------------------- -------\n"
        "BOER DE            SJ     230990    TORENSTRAAT 88-2     9201JW\n"
        "ZWART-VD WAL       H                DE WIEKEN 2 A        9202BK\n",
        pairs(
            "PERSOON BOER DE", "PERSOON SJ", "GEBOORTEDATUM 230990", "ADRES TORENSTRAAT 88-2",
            "POSTCODE 9201JW", "PERSOON ZWART-VD WAL", "PERSOON H", "ADRES DE WIEKEN 2 A",
            "POSTCODE 9202BK",
        ),
        id="fixed columns, an empty cell",
    ),
    pytest.param(
        "   naam                 geb.            BSN\n"
        "1  Sol, Krijn           2-11-83         948896292\n"
        "2  Phan Thi Lan         9- 6 -86        507913553\n",
        pairs(
            "PERSOON Sol, Krijn", "GEBOORTEDATUM 2-11-83", "BSN 948896292", "PERSOON Phan Thi Lan",
            "GEBOORTEDATUM 9- 6 -86", "BSN 507913553",
        ),
        id="a number in front that has no header",
    ),
    pytest.param(
        "client;naam;geslacht;geb.datum;adres;pc\n"
        "C-118;Sol, A.;M;;04-09-1975;Kloosterlaan 70;9561 BC\n"
        "C-119;Vink, B.;V;;13-05-1964;Marktstraat 22;9551 BH\n",
        pairs(
            "KLANTNUMMER C-118", "PERSOON Sol, A.", "GEBOORTEDATUM 04-09-1975",
            "ADRES Kloosterlaan 70", "POSTCODE 9561 BC", "KLANTNUMMER C-119", "PERSOON Vink, B.",
            "GEBOORTEDATUM 13-05-1964", "ADRES Marktstraat 22", "POSTCODE 9551 BH",
        ),
        id="values one place beside their headers",
    ),
    pytest.param(
        "Naam..........Geb.datum....SVH-nr....Opm.\nSol, Dave...28-7-'88...0118830...geen\n",
        pairs("PERSOON Sol, Dave", "GEBOORTEDATUM 28-7-'88", "KLANTNUMMER 0118830"),
        id="dots",
    ),
    pytest.param(
        "NAAM / LIDNR / SINDS / CONTRIBUTIE\nVink, Gosse / 0118 / 1987 / voldaan\n"
        "Sol / 0240 / 2003 / herinnering",
        pairs("PERSOON Vink, Gosse", "KLANTNUMMER 0118", "PERSOON Sol", "KLANTNUMMER 0240"),
        id="slashes, short numbers of members",
    ),
    pytest.param(
        "naam;geb.datum;geboorteplaats;v-nummer\nSol, K.;1-2-1960;Ede;n.v.t.\n",
        pairs("PERSOON Sol, K.", "GEBOORTEDATUM 1-2-1960"),
        id="a birthplace and an empty number are left",
    ),
    pytest.param(
        "client;naam;geslacht;geb.datum;adres;pc\n"
        "C-118;Vink, A.;M;;04-09-1975;Ruiten A Kanaal Noord 118;9561 BC\n"
        "C-119;Verhagen, B.;V;;13-05-1964;A-Straat 3 k.2;9551 BH\n",
        pairs(
            "KLANTNUMMER C-118", "PERSOON Vink, A.", "GEBOORTEDATUM 04-09-1975",
            "ADRES Ruiten A Kanaal Noord 118", "POSTCODE 9561 BC", "KLANTNUMMER C-119",
            "PERSOON Verhagen, B.", "GEBOORTEDATUM 13-05-1964", "ADRES A-Straat 3 k.2",
            "POSTCODE 9551 BH",
        ),
        id="one place beside their headers, streets that no list knows",
    ),
    pytest.param(
        "Naam Kouwenberg          Naam Nguyen\nVoorn. Adrianus          Voorn. Hanh\n",
        pairs("PERSOON Kouwenberg", "PERSOON Nguyen", "PERSOON Adrianus", "PERSOON Hanh"),
        id="two fields on a line are no header",
    ),
    pytest.param(
        "kenteken;eigenaar;zone;sectie\nHR-714-K;Wong-Lun-Hing, J.;A;B2\n"
        "26-FT-TZ;D. Isik-Verhagen, HR;B1;C\n",
        pairs(
            "KENTEKEN HR-714-K", "PERSOON Wong-Lun-Hing, J.", "KENTEKEN 26-FT-TZ",
            "PERSOON D. Isik-Verhagen",
        ),
        id="letters of zones; a department behind a name",
    ),
    pytest.param(
        "01.01.20 BSN                 123456782\n01.02.10 VOORNAMEN           HENDRIKA ALIDA\n"
        "01.02.30 VOORVOEGSEL         VAN DER\n01.02.40 GESLACHTSNAAM       ZWAAG\n"
        "01.03.10 GEBOORTEDATUM       19480513\n01.03.20 GEBOORTEPLAATS      EMMEN\n"
        "08.11.10 STRAATNAAM          NOORDERKROON\n08.11.20 HUISNUMMER          17\n",
        pairs(
            "BSN 123456782", "PERSOON HENDRIKA ALIDA", "PERSOON VAN DER", "PERSOON ZWAAG",
            "GEBOORTEDATUM 19480513", "ADRES NOORDERKROON", "ADRES 17",
        ),
        id="a person list of the population register",
    ),
    pytest.param(
        "03.10 opening\n03.20 mededelingen van het college\n11.20 rondvraag\n",
        set(),
        id="numbers of an agenda",
    ),
    pytest.param(
        "Nr.;Titel;ISBN;Auteur;Aantal\n1;Kroniek van Renesse;978-90-288-4417-3;J. de Visser;2\n",
        set(),
        id="authors of books",
    ),
    pytest.param(
        "boomnr;soort;straat;plantjaar;opmerking\n123456782;Tilia europaea;Roosstraat;1961;goed\n"
        "111222333;Salix alba;Visweg;1949;dood hout, gemeld door Els Bakker\n",
        pairs("PERSOON Els Bakker"),
        id="numbers of trees are no BSN; remarks may name anyone",
    ),
    pytest.param(
        "act.  omschrijving                        start     eind\n"
        "1.2   graven Dokter Kuyperstraat 24-02    07-03     gereed\n",
        set(),
        id="dates of a planning behind a street",
    ),
    pytest.param(
        "naam;klantnr\nHessel van 't Hof;4411\nHeuvel ten;4412\nO'Brien, Pat;4413\n",
        pairs(
            "PERSOON Hessel van 't Hof", "KLANTNUMMER 4411", "PERSOON Heuvel ten",
            "KLANTNUMMER 4412", "PERSOON O'Brien, Pat", "KLANTNUMMER 4413",
        ),
        id="apostrophes, a surname before its tussenvoegsel",
    ),
    pytest.param(
        "boomnr;soort;straat;jaar\n17;Malus Jonathan;Roosstraat;1990\n18;Salix alba;Visweg;1949\n",
        set(),
        id="a list of trees",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TABLES)
def test_tables(text: str, expected: set[tuple[str, str]]) -> None:
    """Every cell takes the meaning of its column, and nothing else is found."""
    assert found(text) == expected


def test_rows_below_a_header_with_single_spaces() -> None:
    """The only date of a row is the promised birth; a row with two dates is left."""
    text = (
        "Nr Naam Adres Geb Bsn\n1 J. Wouda Kerklaan 4 1941-02-03 123456782\n"
        "2 A. Vink Kerklaan 16 24-12-1938 111222333\n3 B. Sol Dam 1 01-02-2001 03-04-2002 -\n"
    )

    values = {(kind, value) for kind, value in found(text) if kind in ("GEBOORTEDATUM", "BSN")}

    assert values == pairs(
        "GEBOORTEDATUM 1941-02-03", "BSN 123456782", "GEBOORTEDATUM 24-12-1938", "BSN 111222333"
    )


def test_a_sentence_is_no_header() -> None:
    """Words of prose may be names of fields too."""
    assert not found("Geef uw naam en geb op\nHet besluit van 12-03-2024 volgt.\n")


def test_a_quoted_word_before_a_colon_is_no_field() -> None:
    """Prose holds quotes and braces too."""
    text = 'Zij noemen hem "Ome Kees": zo heet {hij} al jaren.'

    assert ("PERSOON", "Kees") in found(text) or ("PERSOON", "Ome Kees") in found(text)


def test_one_sign_repeated_takes_linear_time() -> None:
    """A long run of any sign of a notation is read once."""
    for sign in ('"', '{"a":', "<a", "</", "'", "('", ";CN=", "/NAME/", "...", " / ", "--- "):
        DETECTOR.detect(sign * (60_000 // len(sign)))
