"""Special data in everyday words: terms, phrases around ordinary words, and the border.

Between < and > stands what is to be found (AVG art. 9 and 10); a sentence without is general text.
"""

from __future__ import annotations

import re

import pytest

from stadspoort.engines.privacy import Detector, Finding, Kind

DETECTOR = Detector()
_MARK = re.compile("[<>]")


def special(text: str) -> list[Finding]:
    """Return what is found as special data in `text`."""
    return [finding for finding in DETECTOR.detect(text) if finding.kind is Kind.BIJZONDER]


@pytest.mark.parametrize(
    "marked",
    [
        "Mijn moeder heeft <reuma> en kan niet langer traplopen.",
        "Meneer Terpstra is <slechtziend> sinds zijn zestigste.",
        "Onze zoon is <doof aan één kant>.",
        "De heer Bakhuis heeft een <versleten rug>.",
        "Oma is <spastisch> geboren.",
        "Zij is geopereerd aan een <hallux valgus>.",
        "Mijn vrouw kreeg vorig jaar <roodvonk>.",
        "Mevr. Kooiman ligt met <longontsteking> op bed.",
        "Hij heeft <natte pleuris> gehad als kind.",
        "Cliënt heeft <hartfalen> en gebruikt <furosemide>.",
        "Zijn dochter is <hepatitis B>-draagster.",
        "Ik ben al jaren <arbeidsongeschikt>.",
        "Hij zit in de <ziektewet>.",
        "Mijn man krijgt een <WAO-uitkering>.",
        "Zij is <afgekeurd> voor haar werk.",
        "Mevrouw De Ruig <loopt met een stok>.",
        "Vader <ziet bijna niks meer>.",
        "Ik <hoor slecht>, graag hard praten.",
        "Buurman <kan niet meer lopen> na zijn val.",
        "Mijn broer <mist zijn linkerbeen>.",
        "Hij <zit vast> in Vught.",
        "Zij is net vrij, <14 maanden gedetineerd geweest>.",
        "Mijn ex is <veroordeeld wegens mishandeling>.",
        "Hij wordt <verdacht van brandstichting>.",
        "Kevin is <opgepakt> bij de supermarkt.",
        "Mijn zoon heeft een <taakstraf> gekregen.",
        "Meneer is <gedetineerd> tot mei.",
        "Hij kreeg <tbs> in 2014.",
        "Zijn oom heeft <gezeten>.",
        "Vader komt morgen vrij uit <PI Vught>.",
        "Zij was <opgenomen op de PAAZ>.",
        "Mijn dochter is <opgenomen in een kliniek>.",
        "Hij staat <onder behandeling bij een psychiater>.",
        "Mijn man is <aan de dialyse>.",
        "Moeder kreeg een <keizersnede>.",
        "Ze is <in verwachting> van de tweede.",
        "Mijn vriendin is <uitgerekend> in mei.",
        "Ik heb een <baby in mijn buik>.",
        "Zij had een <miskraam> in maart.",
        "Hij <drinkt te veel>.",
        "Zij <gebruikt weer> en komt niet.",
        "Hij is <verslaafd aan cocaïne>.",
        "Mijn zus slikt <sertraline>.",
        "Hij heeft een <zelfmoordpoging> gedaan.",
        "Zij <hoort stemmen> en vertrouwt niemand.",
        "Mijn kleinzoon heeft <PDD-NOS>.",
        "Hij heeft <smetvrees>.",
        "Ik ben <katholiek> opgevoed.",
        "Hij is <lid van de pinkstergemeente>.",
        "Zij draagt een <hoofddoek>.",
        "Hij <gaat elke vrijdag naar de moskee>.",
        "Mevrouw is <koptisch>.",
        "Mijn opa was bij de <NSB>.",
        "Zij is <lid van de PvdA>.",
        "Hij is <kaderlid van de FNV>.",
        "Zij <stemt op de PVV>.",
        "Mijn zoon is <homo>.",
        "Zij is <lesbisch> en woont met haar vriendin.",
        "Hij <valt op jongens>.",
        "Ik ben <transgender>.",
        "Mijn buurman is een <Marokkaan>.",
        "Die <polen> van hiernaast maken lawaai, zei mevrouw Kroon.",
        "Mijn man is <Koerdisch>.",
        "Hij is van <Molukse afkomst>.",
        "Zij is <Hindoestaans>.",
        "Er liep een <lichtgetinte> jongen met mijn buurvrouw.",
        "Hij heeft een <pacemaker>.",
        "Mijn vader draagt een <gehoorapparaat>.",
        "Zij heeft een <kunstheup>.",
        "Ik wacht op een <heupoperatie>.",
        "Hij is <rolstoelafhankelijk>.",
        "Mijn vrouw krijgt <bestralingen>.",
        "Ik ben vorige week aan mijn <knie geopereerd>.",
        "Zij heeft <borstkanker>.",
        "Zijn zoon heeft het <syndroom van Down>.",
        "Hij lijdt aan <Parkinson>.",
        "Mijn dochter heeft <anorexia>.",
        "Hij heeft <epilepsie>.",
        "Mevrouw heeft <suiker>.",
        "Zij is <dement>.",
        "Hij is <licht verstandelijk beperkt>.",
        "Mijn kind is <prematuur> geboren.",
        "Zij heeft een <longembolie> gehad.",
        "Ik heb <MS>.",
        "Hij heeft <COPD>.",
        "Zij is <blind>.",
        "Ik heb <hartklachten>.",
        "Hij is <incontinent>.",
        "Zij heeft <osteoporose>.",
        "Hij heeft een <beroerte> gehad.",
        "Mijn oma <ligt in het ziekenhuis>.",
        "Hij kreeg een <dwarslaesie> bij een ongeluk.",
        "Zij heeft <endometriose>.",
        "Hij is <hiv-positief>.",
        "Mijn zwager heeft een <strafblad>.",
        "Zij heeft <aangifte gedaan wegens stalking> tegen hem.",
        "Hij is <aangehouden voor rijden onder invloed>.",
        "Mijn neef zit in de <gevangenis>.",
        "Hij <steelt> van zijn moeder.",
        "Betrokkene bekent de <heling>.",
        "Hij is <ingesloten> op het bureau.",
        "Zij krijgt <euthanasie> volgende week.",
        "Mijn man heeft <alvleesklierkanker>.",
        "Hij heeft een <bipolaire stoornis>.",
        "Ze heeft <PTSS>.",
        "Dochter heeft <dyslexie>.",
        "Hij <gokt> elke avond.",
        "Mijn vader is <alcoholist>.",
        "Zij heeft een <postnatale depressie>.",
        "Hij heeft <ADHD> en krijgt <Concerta>.",
        "Zij gaat naar de <psycholoog>.",
        "Mijn buurvrouw is <Jehova's getuige>.",
        "Hij is <moslim>.",
        "Zij zijn <joods>.",
        "Mijn vader is <jezidi>.",
        "Diagnose: <schizofrenie>",
        "Medicatie: <lithium>",
        "Hij heeft <astma>, zegt zijn moeder.",
        "Zij heeft <fibromyalgie> en is <rolstoelgebonden>.",
        "Mijn man is <ongeneeslijk ziek>.",
        "Ik lig met <gebroken heup> thuis.",
        "Hij brak zijn <enkel>.",
    ],
)
def test_said_of_a_person(marked: str) -> None:
    """At least half of the characters of the phrase are found, and nothing else but beside it."""
    text = _MARK.sub("", marked)
    for phrase in re.findall("<(.*?)>", marked):
        start = text.index(phrase)
        end = start + len(phrase)
        covered = sum(
            max(0, min(end, found.end) - max(start, found.start)) for found in special(text)
        )
        assert 2 * covered >= len(phrase)
    assert len(special(text)) == marked.count("<")


@pytest.mark.parametrize(
    "text",
    [
        "Subsidie voor mensen met dementie wordt verlengd.",
        "Het college stelt een nota over verslavingszorg vast.",
        "In 2024 waren er 34 meldingen van huiselijk geweld.",
        "De Sint-Jozefkerk wordt een appartementengebouw.",
        "De katholieke basisschool De Regenboog krijgt een nieuw dak.",
        "Wethouder Hofstra (VVD) opent de sporthal.",
        "Raadslid Mulder van de SP stelt schriftelijke vragen.",
        "De traplift wordt in week 12 geplaatst bij mevrouw Smit.",
        "Mevrouw Smit vraagt een scootmobiel aan.",
        "Iedere inwoner met een beperking kan meedoen.",
        "Het aantal diefstallen daalde met 4 procent.",
        "De verordening geldt ook voor personen met een chronische ziekte.",
        "Jaarlijks krijgen 14.000 vrouwen borstkanker.",
        "Het ziekenhuis zoekt vrijwilligers.",
        "De gevangenis aan de Singel is een monument.",
        "De training over autisme is op 4 mei.",
        "Voor de ramadan gelden aangepaste tijden bij het zwembad.",
        "De Marokkaanse ambassade is gesloten.",
        "Het Turkse restaurant op de hoek heeft een terrasvergunning.",
        "Homo's en lesbiennes zijn welkom op de markt.",
        "Jehova's getuigen hebben een gebouw aan de Dorpsweg.",
        "Als u ziek bent, belt u 14 030.",
        "Wie zwanger is, kan korting krijgen.",
        "Slachtoffers van mensenhandel worden opgevangen.",
        "De woordvoerder van het CDA is mevrouw De Wit.",
        "Het rapport over suïcidepreventie staat op de site.",
        "De bomen aan de Lindelaan zijn ziek en worden gekapt, zegt Jan de Boer.",
        "De aanvraag is aangehouden tot de volgende vergadering, aldus de heer Visser.",
        "De depressie boven Ierland brengt regen.",
        "Het depot van het museum is vol.",
        "De heer Smit is psycholoog en huurt een praktijkruimte.",
        "Dominee Van Dam leidt de dienst.",
        "Imam El Khatib spreekt bij de opening.",
        "De kerk aan de Dam is te huur.",
        "Het beleid richt zich op ouderen met hartfalen.",
        "De werkgroep GGZ komt dinsdag bijeen.",
        "Mevrouw Pot van de FNV-delegatie onderhandelt met de gemeente.",
        "De verdachte is volgens de wet onschuldig tot het tegendeel bewezen is.",
        "Wij zoeken een tolk Pools.",
        "De Poolse overheid heeft gereageerd.",
        "De nationaliteit van de heer Nowak is Poolse.",
        "De heer Çelik is geboren in Turkije.",
        "Mevrouw Haile spreekt Tigrinya.",
        "De fractie van GroenLinks dient een motie in.",
        "De apotheek levert medicijnen aan huis.",
        "Er is een hulplijn voor zelfmoord: 113.",
        "De reclassering zit op de derde verdieping.",
        "Penitentiaire inrichting Vught zoekt personeel.",
        "Wat is een burn-out en hoe voorkom je dat?",
        "Bij een hartaanval belt u 112.",
        "De rolstoelbus vertrekt om 9 uur.",
        "Een op de tien jongeren heeft ADHD.",
        "Het Leger des Heils vangt daklozen op.",
        "De heer Blind is trainer van het eerste.",
        "Parkeren op een gehandicaptenparkeerplaats kost 310 euro boete, meldt Anja Vos.",
        "De voorzitter meldt dat de notulen zijn opgenomen in de bijlage, aldus Piet de Wit.",
        "De griep heerst op kantoor.",
        "De hartstichting collecteert in april.",
        "Vitamine D wordt aangeraden aan iedereen boven de 70.",
    ],
)
def test_general_text(text: str) -> None:
    assert special(text) == []


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        pytest.param("Mijn man is slecht horend.", "slecht horend", id="written apart"),
        pytest.param("Mevrouw heeft hart-\nfalen.", "hart-\nfalen", id="broken at a line end"),
        pytest.param("Hij is opgenomen in\nhet ziekenhuis.", "opgenomen in\nhet ziekenhuis",
                     id="phrase over a line end"),
        pytest.param("Hij heeft een burnout.", "burnout", id="without hyphen"),
        pytest.param("Hij heeft een burn out.", "burn out", id="space for hyphen"),
        pytest.param("Zij is oud gereformeerd.", "oud gereformeerd", id="space in a faith"),
        pytest.param("Zij is 24 weken zwanger.", "24 weken zwanger", id="any word in it"),
        pytest.param("Zij heeft ADHD-klachten.", "ADHD", id="first part of a compound"),
        pytest.param("Jansen\nDiagnose: COPD gold 3", "COPD gold 3", id="grade after it"),
        pytest.param("Hij lijdt aan Parkinson.", "Parkinson", id="illness with a surname"),
    ],
)  # fmt: skip
def test_spelling(text: str, phrase: str) -> None:
    assert [text[found.start : found.end] for found in special(text)] == [phrase]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Hij heeft geen burn-out.", id="denied"),
        pytest.param("Bent u zwanger?", id="asked"),
        pytest.param("De nationaliteit van mijn man is Poolse.", id="nationality as a field"),
        pytest.param("Zij volgt de ADHD-training voor medewerkers.", id="compound for a thing"),
        pytest.param("Jan Smit\nReclassering: mevrouw Kuit", id="a label"),
        pytest.param("Zijn aanvraag is aangehouden.", id="adjourned"),
        pytest.param("Mijn kastanje is ziek.", id="a tree"),
    ],
)
def test_look_alike(text: str) -> None:
    assert special(text) == []
