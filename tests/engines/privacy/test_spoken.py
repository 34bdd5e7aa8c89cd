"""What is said aloud is found: numbers, dates of birth, mailboxes and addresses in words.

Invented sentences as a machine writes down speech: with and without capitals, over two speakers,
dictated. The tables say what is found to the character; `READABLE` holds what must stay so.
"""

from __future__ import annotations

import pytest

from stadspoort.engines.privacy import Detector, Kind

DETECTOR = Detector()

NUMBERS: list[tuple[str, list[tuple[str, str]]]] = [
    (
        "wat is uw bsn\nklant: eh dat is vijf twee nul negen nul vijf nul acht acht",
        [("BSN", "vijf twee nul negen nul vijf nul acht acht")],
    ),
    (
        "mag ik uw burgerservicenummer noteren\nja hoor dat is tweeënvijftig negentig "
        "vijftig achtentachtig drie",
        [("BSN", "tweeënvijftig negentig vijftig achtentachtig drie")],
    ),
    (
        "Medewerker: Heeft u het BSN bij de hand?\nBeller: Even pakken. Ja. "
        "Vijfhonderdtwintig, negenhonderdvijf, nul achtentachtig.",
        [("BSN", "Vijfhonderdtwintig, negenhonderdvijf, nul achtentachtig")],
    ),
    (
        "sofinummer drie drie drie dubbel vier twee een nul nul en dan",
        [("BSN", "drie drie drie dubbel vier twee een nul nul")],
    ),
    (
        "u kunt mij bellen op nul zes dubbel één twee drie vier vijf zes zeven",
        [("TELEFOON", "nul zes dubbel één twee drie vier vijf zes zeven")],
    ),
    (
        "bel maar nul drie nul tweehonderdvijftig vierendertig achttien",
        [("TELEFOON", "nul drie nul tweehonderdvijftig vierendertig achttien")],
    ),
    (
        "Mijn nummer is nul zes, en dan drieëntwintig, zevenenveertig, nul nul, elf.",
        [("TELEFOON", "nul zes, en dan drieëntwintig, zevenenveertig, nul nul, elf")],
    ),
    (
        "het 06-nummer is zes eenentwintig dertig veertig vijftig",
        [("TELEFOON", "zes eenentwintig dertig veertig vijftig")],
    ),
    ("u kunt haar bereiken op toestel vier vier zeven een", [("TELEFOON", "vier vier zeven een")]),
    (
        "plus drie één zes twee twee vier vier vijf vijf zes zes",
        [("TELEFOON", "plus drie één zes twee twee vier vier vijf vijf zes zes")],
    ),
    ("Het telefoonnummer, 06, 22, 71, 40, 88.", [("TELEFOON", "06, 22, 71, 40, 88")]),
    (
        "mijn iban is n l dertig i n g b nul nul nul een twee drie vier vijf zes zeven",
        [("IBAN", "n l dertig i n g b nul nul nul een twee drie vier vijf zes zeven")],
    ),
    (
        "rekeningnummer nl twaalf rabo nul drie vier vijf nul nul een twee acht acht",
        [("IBAN", "nl twaalf rabo nul drie vier vijf nul nul een twee acht acht")],
    ),
    (
        "Op welke rekening?\nKlant: NL veertig, ABNA, nul vier, dertig, twintig, elf, "
        "negenennegentig.",
        [("IBAN", "NL veertig, ABNA, nul vier, dertig, twintig, elf, negenennegentig")],
    ),
    (
        "het paspoortnummer is n x r vier t zes zeven acht negen",
        [("DOCUMENTNUMMER", "n x r vier t zes zeven acht negen")],
    ),
    (
        "rijbewijsnummer vijf een twee drie nul acht acht zeven zes vier",
        [("DOCUMENTNUMMER", "vijf een twee drie nul acht acht zeven zes vier")],
    ),
    (
        "v-nummer twee acht acht negen drie nul een twee vier vijf",
        [("DOCUMENTNUMMER", "twee acht acht negen drie nul een twee vier vijf")],
    ),
    (
        "wat is uw klantnummer\ndrie drie nul zeven zeven",
        [("KLANTNUMMER", "drie drie nul zeven zeven")],
    ),
    ("lidnummer vierduizend zeshonderdtwaalf", [("KLANTNUMMER", "vierduizend zeshonderdtwaalf")]),
    (
        "a-nummer een nul vier vijf zes zeven acht negen twee drie",
        [("KLANTNUMMER", "een nul vier vijf zes zeven acht negen twee drie")],
    ),
    ("het kenteken is vijf x z dubbel k negen", [("KENTEKEN", "vijf x z dubbel k negen")]),
    ("kenteken twaalf n r d zeven", [("KENTEKEN", "twaalf n r d zeven")]),
    (
        "zijn auto is een zilveren golf, de k z vier vier acht t",
        [("KENTEKEN", "k z vier vier acht t")],
    ),
    (
        "heeft u het kenteken\nja h f negenenzestig drie b",
        [("KENTEKEN", "h f negenenzestig drie b")],
    ),
    (
        "Dat is mijn burgerservicenummer: vijf twee nul, negen nul vijf, nul acht acht, "
        "heeft u dat?",
        [("BSN", "vijf twee nul, negen nul vijf, nul acht acht")],
    ),
    (
        "vijf twee nul negen nul vijf nul acht acht, dat is mijn bsn",
        [("BSN", "vijf twee nul negen nul vijf nul acht acht")],
    ),
    ("postcode drie vier vijf zes a b utrecht", [("POSTCODE", "drie vier vijf zes a b")]),
    ("de postcode is drieëndertig elf kb", [("POSTCODE", "drieëndertig elf kb")]),
    ("postcode twaalf vierendertig AB", [("POSTCODE", "twaalf vierendertig AB")]),
]
DATES: list[tuple[str, list[tuple[str, str]]]] = [
    (
        "en uw geboortedatum ter controle\ndrie twaalf negenenzestig",
        [("GEBOORTEDATUM", "drie twaalf negenenzestig")],
    ),
    (
        "geboren\nklant: achttien augustus eenenveertig",
        [("GEBOORTEDATUM", "achttien augustus eenenveertig")],
    ),
    (
        "geboortedatum is nul vier nul zes negentien tweeëntachtig",
        [("GEBOORTEDATUM", "nul vier nul zes negentien tweeëntachtig")],
    ),
    (
        "Wanneer bent u geboren?\nMevrouw: Op de derde van de vierde, negenendertig.",
        [("GEBOORTEDATUM", "de derde van de vierde, negenendertig")],
    ),
    (
        "ik ben van zestien maart tweeënvijftig dus reken maar uit",
        [("GEBOORTEDATUM", "zestien maart tweeënvijftig")],
    ),
    (
        "mijn dochter is van tien tien tweeduizend tien",
        [("GEBOORTEDATUM", "tien tien tweeduizend tien")],
    ),
    ("Zij is geboren op Oudejaarsdag 1944 in Emmen.", [("GEBOORTEDATUM", "Oudejaarsdag 1944")]),
    ("geboren eerste kerstdag achtenveertig", [("GEBOORTEDATUM", "eerste kerstdag achtenveertig")]),
    (
        "mag ik je geboortedatum elf elf tweeduizend en vijf",
        [("GEBOORTEDATUM", "elf elf tweeduizend en vijf")],
    ),
    (
        "geboren in zwolle op twintig oktober negentienhonderdzestig",
        [("GEBOORTEDATUM", "twintig oktober negentienhonderdzestig")],
    ),
    (
        "mijn zoon is geboren de dertigste november tweeduizendzeventien",
        [("GEBOORTEDATUM", "de dertigste november tweeduizendzeventien")],
    ),
    (
        "uw geboortedatum graag\nvijftien nul vijf drieënzeventig",
        [("GEBOORTEDATUM", "vijftien nul vijf drieënzeventig")],
    ),
    (
        "Medewerker: En uw geboortedatum?\nBeller: Negentien mei negentienachtennegentig.",
        [("GEBOORTEDATUM", "Negentien mei negentienachtennegentig")],
    ),
    ("Medewerker: En uw geboortedatum?\nBeller: 12-03-1980.", [("GEBOORTEDATUM", "12-03-1980")]),
    ("geboren juni vijfenzestig", [("GEBOORTEDATUM", "juni vijfenzestig")]),
    ("geboren 3 april zevenenzeventig", [("GEBOORTEDATUM", "3 april zevenenzeventig")]),
    (
        "geboren als vijfde van acht kinderen op twaalf juli drieënvijftig",
        [("GEBOORTEDATUM", "twaalf juli drieënvijftig")],
    ),
]
MORE: list[tuple[str, list[tuple[str, str]]]] = [
    (
        "zijn rekening is nl zesenveertig ing b nul nul nul drie acht acht een twee nul vijf",
        [("IBAN", "nl zesenveertig ing b nul nul nul drie acht acht een twee nul vijf")],
    ),
    (
        "Wat is uw geboortedatum?\nCliënt: Vijf mei, dat is een feestdag, vijf mei zesenveertig.",
        [("GEBOORTEDATUM", "vijf mei zesenveertig")],
    ),
    (
        "stuur het naar r punt bos apenstaartje xs vier all punt nl graag",
        [("EMAIL", "r punt bos apenstaartje xs vier all punt nl")],
    ),
    ("Wim van de overkant, nummer negenentwintig, helpt mee", [("ADRES", "negenentwintig")]),
    ("op bezoek bij mevrouw vos op de zandloper zestien", [("ADRES", "de zandloper zestien")]),
]
HANDLES: list[tuple[str, list[tuple[str, str]]]] = [
    (
        "op insta heet ik noor underscore je underscore twaalf en verder niks",
        [("URL_PROFIEL", "noor underscore je underscore twaalf")],
    ),
    (
        "mijn twitter is apenstaartje jan punt vis",
        [("URL_PROFIEL", "apenstaartje jan punt vis")],
    ),
]
LATER: list[tuple[str, list[tuple[str, str]]]] = [
    (
        "waar woont u\nwethouder janssenlaan zevenendertig tweede bel",
        [("ADRES", "wethouder janssenlaan zevenendertig")],
    ),
    (
        "waar woont u nu\nklant bij het azc niet meer ik heb huis haverveld driehonderd zes",
        [("ADRES", "haverveld driehonderd zes")],
    ),
    (
        "I: En waar kan ik de brief heen sturen?\nK: Zoutdreven achtennegentig, derde verdieping.",
        [("ADRES", "Zoutdreven achtennegentig, derde verdieping")],
    ),
]
DICTATED: list[tuple[str, list[tuple[str, str]]]] = [
    (
        "komma achterweg tweeëntwintig komma zevenenzestig achtenveertig b c andelst punt",
        [("ADRES", "achterweg tweeëntwintig"), ("POSTCODE", "zevenenzestig achtenveertig b c")],
    ),
    ("Mag ik uw geboortedatum? Ja, dat is 23 juli 1951.", [("GEBOORTEDATUM", "23 juli 1951")]),
    ("Mag ik uw BSN? 7, 4, 0, 3, 3, 1, 8, 2, 6.", [("BSN", "7, 4, 0, 3, 3, 1, 8, 2, 6")]),
]
PLACES: list[tuple[str, list[tuple[str, str]]]] = [
    (
        "en uw postcode en huisnummer\nvierenzestig twaalf k j nummer acht",
        [("POSTCODE", "vierenzestig twaalf k j"), ("ADRES", "acht")],
    ),
    (
        "ze slaapt op de tulpstraat vierenvijftig huis het is klein",
        [("ADRES", "tulpstraat vierenvijftig huis")],
    ),
    (
        "Ik sta in de Pijlstaartstraat ter hoogte van nummer zevenenzestig.",
        [("ADRES", "Pijlstaartstraat"), ("ADRES", "zevenenzestig")],
    ),
    ("de voordeur van de buren, op vijfenzestig, is stuk", [("ADRES", "vijfenzestig")]),
    ("In de Molenstraat zes wonen wij", [("ADRES", "Molenstraat zes")]),
]
MAILBOXES: list[tuple[str, list[tuple[str, str]]]] = [
    (
        "mijn mail is p punt de boer apenstaartje ziggo punt nl",
        [("EMAIL", "p punt de boer apenstaartje ziggo punt nl")],
    ),
    (
        "mail naar karin streepje vos at gmail punt com graag",
        [("EMAIL", "karin streepje vos at gmail punt com")],
    ),
    (
        "Stuur het naar jan underscore pietersen, apenstaartje, kpnmail, punt, nl.",
        [("EMAIL", "jan underscore pietersen, apenstaartje, kpnmail, punt, nl")],
    ),
    (
        "op het mailadres familie punt bos apenstaart planet punt nl punt nieuwe regel",
        [("EMAIL", "familie punt bos apenstaart planet punt nl")],
    ),
    (
        "dat is s punt elk at buurt streepje huis punt org",
        [("EMAIL", "s punt elk at buurt streepje huis punt org")],
    ),
    (
        "mail is x y z apenstaartje outlook punt com",
        [("EMAIL", "x y z apenstaartje outlook punt com")],
    ),
    ("a.jansen apenstaartje hotmail.com", [("EMAIL", "a.jansen apenstaartje hotmail.com")]),
    (
        "klaar punt stuur naar lies punt mol apenstaartje gmail punt com komma dank",
        [("EMAIL", "lies punt mol apenstaartje gmail punt com")],
    ),
    ("mo 87 apenstaartje live punt nl", [("EMAIL", "mo 87 apenstaartje live punt nl")]),
    (
        "e-mail henk zeven vier apenstaartje gmail punt com",
        [("EMAIL", "henk zeven vier apenstaartje gmail punt com")],
    ),
]
ADDRESSES: list[tuple[str, list[tuple[str, str]]]] = [
    ("ik woon op de kersentuin negentien in elst", [("ADRES", "kersentuin negentien")]),
    ("waar woont u\nde waterjuffer achtendertig", [("ADRES", "de waterjuffer achtendertig")]),
    (
        "wat is uw adres\nklant: dat is wilgenlaan honderdvier b",
        [("ADRES", "wilgenlaan honderdvier b")],
    ),
    (
        "adres is hoofdstraat tweehonderd zes zwart punt",
        [("ADRES", "hoofdstraat tweehonderd zes zwart")],
    ),
    ("ze is verhuisd naar het rietland zevenenvijftig", [("ADRES", "het rietland zevenenvijftig")]),
    (
        "aan de kanaaldijk op nummer drieëntachtig woont mijn zus",
        [("ADRES", "kanaaldijk"), ("ADRES", "drieëntachtig")],
    ),
    (
        "Beller: Esdoornstraat, eh, vierenveertig.",
        [("ADRES", "Esdoornstraat"), ("ADRES", "vierenveertig")],
    ),
    (
        "Beller: Ik woon op de Molenaarsgracht, even denken.\nDochter: Tweeëntwintig, ma.",
        [("ADRES", "Molenaarsgracht"), ("ADRES", "Tweeëntwintig")],
    ),
    ("de buren van nummer zeventien klagen", [("ADRES", "zeventien")]),
    ("de overburen op achtendertig zijn op vakantie", [("ADRES", "achtendertig")]),
    ("meneer vos op elf heeft een hond", [("ADRES", "elf")]),
    ("En de buurvrouw, van nummer negentien a, die ziet alles.", [("ADRES", "negentien a")]),
    (
        "Het is Lindenhof zesentwintig, tweede verdieping.",
        [("ADRES", "Lindenhof zesentwintig, tweede verdieping")],
    ),
    ("even kijken dat is lindehof negen in zutphen", [("ADRES", "lindehof negen")]),
    (
        "de prins hendrikkade achtentachtig drie hoog",
        [("ADRES", "de prins hendrikkade achtentachtig drie hoog")],
    ),
    ("Marktstraat negen is van mijn ouders", [("ADRES", "Marktstraat negen")]),
    (
        "marterstraat honderdnegenentwintig twee hoog achter",
        [("ADRES", "marterstraat honderdnegenentwintig twee hoog achter")],
    ),
    ("ik heb uw gegevens. tureluur veertien klopt dat nog", [("ADRES", "tureluur veertien")]),
    (
        "Staat u op de Parklaan 12?\nTolk: Nee, zegt hij, het is twintig.",
        [("ADRES", "Parklaan 12"), ("ADRES", "twintig")],
    ),
]
READABLE = [
    "op facebook staat een bericht over de markt",
    "we posten op linkedin en mail naar info apenstaartje dorp punt nl",
    "het nummer van de lantaarnpaal is vier zes twee één",
    "zaaknummer twintig vijfentwintig streepje nul nul vier acht",
    "het kenmerk is twee nul twee vijf nul nul negen acht een",
    "er waren twee drie mensen en vier honden",
    "de raming is tweehonderdvijftigduizend euro",
    "stemming: zeven voor, acht tegen, twee blanco",
    "de wedstrijd eindigde in drie twee na zes vijf voor de rust",
    "we zien elkaar om elf of twaalf uur, of half twee",
    "bel één één twee bij brand",
    "het algemene nummer is veertien nul drie nul",
    "de uitslag was zes drie zes vier zeven vijf",
    "artikel zeven acht en negen van de verordening",
    "factuur negen acht zeven zes vijf is betaald",
    "ik tel tot tien een twee drie vier vijf zes zeven acht negen tien",
    "de vergadering van vijf juni negentienzevenenzestig",
    "we zijn getrouwd op zes zes zesenzestig",
    "wij wonen hier sinds drie maart tweeënnegentig",
    "het besluit van tien mei tweeduizend twintig",
    "afspraak op elf april om tien uur",
    "zij is geboren in de tweede week van mei",
    "hij is geboren en overleden op negen mei zesenvijftig",
    "het is van acht tot tien geopend",
    "wij zijn van twee drie jaar geleden",
    "in negentienzevenenzestig stond hij voor de deur",
    "ik ben de derde van negen",
    "info apenstaartje waterdam punt nl",
    "we hebben morgen at random een keus",
    "kom naar het punt at nine",
    "het is woo apenstaartje gemeente streepje dorp punt nl",
    "de bus van tien voor elf op de stationsstraat",
    "wij komen om elf uur naar de markt",
    "op vijftien mei komt de commissie",
    "de mensen op twee manieren benaderen",
    "iedereen woont in drie kamers",
    "met ingang van één januari op de kerkweg",
    "zij woont al twintig jaar in de wijk",
    "hij woont op drie hoog",
    "de weg twee keer per jaar onderhouden",
    "mast zes negen vier één aan de thorbeckelaan",
    "de laan drie bomen verder",
    "op de markt vier kramen",
    "in de jan steenstraat vóór drieëntwintig augustus",
    "het plein één keer per week schoon",
    "nummer twee op de lijst",
    "agendapunt zes de parkeervisie",
    "de straat heeft tien huizen en twaalf bomen",
    "perceel twee van de aanbesteding in utrecht",
    "spreker twee in utrecht",
    "tien in arnhem",
    "we gaan met zijn vieren of vijven",
    "de trein van acht uit zwolle",
    "op nummer één staat de veiligheid",
]


def found(text: str) -> list[tuple[str, str]]:
    """Return kind and text of the findings in `text` that are no names."""
    return [
        (finding.kind.value, text[finding.start : finding.end])
        for finding in DETECTOR.detect(text)
        if finding.kind is not Kind.PERSOON
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    NUMBERS + DATES + MORE + PLACES + DICTATED + HANDLES + LATER + MAILBOXES + ADDRESSES,
)
def test_said_aloud(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("text", READABLE)
def test_what_only_sounds_like_it_stays_readable(text: str) -> None:
    assert found(text) == []
