"""Scanned and typed texts: read as they were meant, findings at the places of the given text.

What a scanner does to a text: letters for digits ("5O7913553"), spaces inside values ("HV - 486
-F"), signs in boxes ("2 9 7 1 A H"), words broken by a space or a line end. All data is invented.
"""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stadspoort.engines.privacy import Detector
from stadspoort.engines.privacy._normal import normalise
from stadspoort.engines.privacy._scanned import mend

DETECTOR = Detector()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("BSN 5O7913553", "BSN 507913553"),
        ("geb. l2-O6-1939", "geb. 12-06-1939"),
        ("geb. 3O-ll-1954", "geb. 30-11-1954"),
        ("geb. O2 ll l99l", "geb. 02 11 1991"),
        ("tel. O2O - 668 l2 9O", "tel. 020 - 668 12 90"),
        ("tel. O88 - 77 7O OO", "tel. 088 - 77 70 00"),
        ("van 84.241.19.6O", "van 84.241.19.60"),
        ("Zuidvliet 4lA te Weert", "Zuidvliet 41A te Weert"),
        ("pc 43O1 CR", "pc 4301 CR"),
        ("nr. 95897S8389 en l7 mei", "nr. 9589758389 en 17 mei"),
        ("om l3:O2 uur", "om 13:02 uur"),
        ("Markt ll, 1O km verder", "Markt 11, 10 km verder"),
        ("Hofweg l2, 3O23VH Weert", "Hofweg 12, 3023VH Weert"),
        ("nr. GP088I04 en P0O73 van l978", "nr. GP088104 en P0073 van 1978"),
        ("PL5I l063 5122 62O9 4067 O578 331l", "PL51 1063 5122 6209 4067 0578 3311"),
    ],
)
def test_letters_in_a_number_are_digits(text: str, meant: str) -> None:
    assert mend(text).text == meant


@pytest.mark.parametrize(
    "text",
    [
        "O2 en CO2 en H2O zijn stoffen",
        "zaak B24-0387, kamer B12, model 4S",
        "incident I2411-3390",
        ":20:940S250314",
        "Kerkstraat 3 II, tweede etage",
        "Op 12 mei is lo gegeven in lokaal Zl",
        "bijlage I, II en III",
        "Il est là",
        "paspoort NX52K81L4",
        "melk 2 l, olie 1 l",
    ],
)
def test_letters_that_are_no_digits_stay(text: str) -> None:
    assert mend(text).text == text


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param("kenteken HV - 486 -F", "kenteken HV-486-F", id="plate"),
        pytest.param("9- 6 -86", "9-6-86", id="date with loose dashes"),
        pytest.param("14 - 3 - 1951", "14-3-1951", id="date with spaces"),
        pytest.param("01 / 01 / 1977", "01/01/1977", id="date with slashes"),
        pytest.param("12 | 06 | 1939", "12-06-1939", id="date in boxes"),
        pytest.param("5 . 8 . 1955", "5.8.1955", id="date with dots"),
        pytest.param("8 - VI - '62", "8-6-'62", id="Roman month"),
        pytest.param("19-VIII-1990", "19-8-1990", id="Roman month, no spaces"),
        pytest.param("3-XII-1944", "3-12-1944", id="Roman month of two digits"),
        pytest.param("geb. 0 3 I 0 9 I 1 9 9 1\n", "geb. 03-09-1991\n", id="boxes with lines"),
        pytest.param("geb. 2 8  0 2  2 0 2 2", "geb. 28 02 2022", id="boxes in groups"),
        pytest.param("pc 2 9 7 1 A H  Weert", "pc 2971AH  Weert", id="postcode in boxes"),
        pytest.param("9 4 1 8 6 8 7 5 8", "941868758", id="number in boxes"),
        pytest.param("x@zeelandnet .nl", "x@zeelandnet.nl", id="mailbox, before the dot"),
        pytest.param("x@ho tmail.com", "x@hotmail.com", id="mailbox, in the provider"),
        pytest.param("x@dorp.n1", "x@dorp.nl", id="mailbox, one for l"),
        pytest.param("naam S A R R A F", "naam SARRAF", id="letters apart"),
        pytest.param("naam N o u r  m/v", "naam Nour  m/v", id="letters apart, lower case"),
        pytest.param("V A N   D E N   B O S\n", "VAN DEN BOS\n", id="words of letters apart"),
        pytest.param("geb. |1|2|0|3|1|9|4|4|", "geb.  12031944 ", id="boxes of lines"),
        pytest.param("BSN: [4][1][8][0][1]", "BSN: 41801", id="boxes of brackets"),
        pytest.param("[ 0 ][ 7 ] [ 1 ][ 1 ]", "0711", id="boxes of brackets, wide"),
        pytest.param(
            "N L 1 3   I N G B   0 0 0 7   4 1 8 2   6 6", "NL13INGB0007418266", id="account apart"
        ),
        pytest.param("|V|A|N| |D|A|M|", " VAN DAM ", id="letters in boxes"),
        pytest.param("NL20 NNBA 0053\n9045 86", "NL20 NNBA 0053 9045 86", id="account, 2 lines"),
        pytest.param("tel. 06-12 34\n56 78 bellen", "tel. 06-12 34 56 78 bellen", id="phone"),
        pytest.param("BSN 4278\n  57363.", "BSN 4278 57363.", id="number over two lines"),
        pytest.param("x @ hetnet. nl", "x @ hetnet.nl", id="mailbox, behind the dot"),
        pytest.param("Eelke Wier-\nsma wil", "Eelke Wiersma\nwil", id="line end in a name"),
        pytest.param("Camphuy-\nsenlaan 6. Hij", "Camphuysenlaan 6.\nHij", id="line end, house"),
        pytest.param("overle-\n   den. Hij", "overleden.\nHij", id="line end and indent"),
    ],
)
def test_gaps_are_closed(text: str, meant: str) -> None:
    assert mend(text).text == meant


@pytest.mark.parametrize(
    "text",
    [
        "van 9 - 12 uur, kamer 3 - 4",
        "Jan - 12 - Piet - 14 jaar",
        "A - B - C",
        "scores 1 2 3 en 4",
        "J. A. M. de Vries",
        "J A M de Vries",
        "voor-\nen nadelen",
        "|a|b|\n|1|2|",
        "totaal 12\n34 stuks",
        "zie 0123\n2024 was een goed jaar",
        "Noord-\nHolland",
        "zie @all en @team van ons",
        "piet@dorp.nl is van Piet",
        "Artikel 3. 12 leden stemden voor.",
        "De HR - en de OR - zijn het eens",
        "2024 / 2025 / 12",
        "12 34 AB is een code",
        "Hallo , dat is één slip",
    ],
)
def test_gaps_that_belong_stay(text: str) -> None:
    assert mend(text).text == text


DAMAGED = "Gescand d.d. l2-O4-l978 , nr. O5.3371 .\n"
"""Enough damage for words to be looked at as well."""


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("de gerneente Arnhern", "de gemeente Arnhem"),
        ("Roelof Eeft1ng", "Roelof Eefting"),
        ("T. 0osterhof", "T. Oosterhof"),
        ("dhr. Emm anuelson", "dhr. Emmanuelson"),
        ("A. v.d. Heyd en te Goor", "A. v.d. Heyden te Goor"),
        ("mw. Na gtegaal belde", "mw. Nagtegaal belde"),
        ("zijn identi teitskaart", "zijn identiteitskaart"),
        ("het debiteurnummer D -118840", "het debiteurnummer D-118840"),
        ("op 2019 -05 -30", "op 2019-05-30"),
        ("Gladiolusstraat 9 9  4461 PN", "Gladiolusstraat 99  4461 PN"),
        ("Peters - Vos, Mia", "Peters-Vos, Mia"),
        ("te Ulrum, Noorder straat C 19", "te Ulrum, Noorderstraat C 19"),
        ("Haspel slaan 201", "Haspelslaan 201"),
        ("leerli ngnr 140882", "leerlingnr 140882"),
        ("mw. Jong sma", "mw. Jongsma"),
        ("Gebor en: 11-12-1990", "Geboren: 11-12-1990"),
        ("dat mev rouw belde", "dat mevrouw belde"),
        ("Mede werker: ja", "Medewerker: ja"),
        ("Molenstraat12, Goor", "Molenstraat 12, Goor"),
        ("K.Wolters,geb.12-03-1944te Goor", "K. Wolters, geb.12-03-1944 te Goor"),
        ("Mevr.de Vries", "Mevr. de Vries"),
        ("giro-rekening 3 48 22 17", "giro-rekening 3482217"),
        ("IP 145 . 53 . 12 . 90", "IP 145.53.12.90"),
        ("VAN  RIJSWOUDE , Gré", "VAN RIJSWOUDE, Gré"),
        ("KHALAF  Hozan ( ook: HUSEYIN )", "KHALAF Hozan (ook: HUSEYIN)"),
        ("wijkzuster Smit en ds.\n  Ter Laak.", "wijkzuster Smit en ds. Ter Laak."),
        ("Insta: @fa tos.bakt", "Insta: @fatos.bakt"),
        ("VERTR0UWELIJK", "VERTROUWELIJK"),
        ("STICHTlNG", "STICHTING"),
        ("zijn broer Mar co haalt", "zijn broer Marco haalt"),
        ("mevr. Lem mens belde", "mevr. Lemmens belde"),
        ("dhr Wijnb erg en , wed.", "dhr Wijnbergen, wed."),
        ("hij is sl echt ziend", "hij is slechtziend"),
        ("Hesselink en G. Hess elink", "Hesselink en G. Hesselink"),
        ("wonende Polderw eg 5", "wonende Polderweg 5"),
        ("te Ulrum , wed. ( geb. aldaar )", "te Ulrum, wed. (geb. aldaar)"),
        ("postcode 68 32 KX  Arnhem", "postcode 6832 KX  Arnhem"),
        ("giro 3  14  86  27", "giro 3148627"),
        ("geboren 2 9 Juni 1889", "geboren 29 Juni 1889"),
    ],
)
def test_words_of_a_damaged_text(text: str, meant: str) -> None:
    assert mend(DAMAGED + text).text.partition("\n")[2] == meant


@pytest.mark.parametrize(
    "text",
    [
        "de koerd en jezidi",
        "de laatst wonende Aanbestedende dienst",
        "zijn grote zaal en zo'n geval",
        "zij heeft schizofrenie gehad",
        "Ned. Hervormde Kerk",
        "bezoek - Heeft geen geld",
        "kamer 9 9 uur",
        "de straat 12 in",
        "Jansen zag hem",
        "de heer en mevrouw Tammens",
        "bij Friesland zorgverz",
        "[x] ja [ ] nee",
        "www.Rolde.nl en A.S.A.P.",
        "dhr. Hoorn te Doorn, mw. Kern",
        "Jan de Wit en Piet",
        "Nour van der Meer zei ja",
        "Hij is ziek en moe",
        "uw brief d.d. 3 mei",
        "het geld t/m mei",
        "Van den Berg, Het Hof",
        "naam         geb.         BSN",
    ],
)
def test_words_of_a_damaged_text_that_stay(text: str) -> None:
    assert mend(DAMAGED + text).text.partition("\n")[2] == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("BSN 5O7913553", "5O7913553"),
        ("mijn neef Eelke Wier-\nsma wil het graf", "Eelke Wier-\nsma"),
        ("zijn auto, kenteken HV - 486 -F , staat", "HV - 486 -F"),
        ("Postcode / plaats     2 9 7 1 A H   Weert", "2 9 7 1 A H"),
        ("mail: krijnvdw@zeelandnet .nl", "krijnvdw@zeelandnet .nl"),
        ("geb. te Tiel , 8 - VI - '62", "8 - VI - '62"),
        ("Geb.datum    0 3 I 0 9 I 1 9 9 l\n", "0 3 I 0 9 I 1 9 9 l"),
        ("BSN 4\u200b2O2\u00ad8l5O9", "4\u200b2O2\u00ad8l5O9"),
    ],
)
def test_a_finding_has_the_place_of_the_given_text(text: str, value: str) -> None:
    start = text.index(value)

    assert (start, start + len(value)) in {(f.start, f.end) for f in DETECTOR.detect(text)}


_BITS = (
    "O1", "l2", " ", "  ", "-", " - ", "/", ".", " ,", " .", "\n", "-\n", "A B", "1 2 ", "I", "VI",
    "1978", "Wier", "sma", "gerneente", "Eeft1ng", "@", "nl", "geb. ", "HV - 486 -F", "(", " )",
    "\u00ad", "K.Wolters", "|1|2|3|4|", "straat1",
    "é", "e\u0301", "BSN ", "5O7913553", "V A N", "Hid dinga",
)  # fmt: skip


@given(st.lists(st.one_of(st.sampled_from(_BITS), st.text(max_size=3)), max_size=40))
def test_every_place_leads_back(parts: list[str]) -> None:
    """Places grow, lie in the text, and what was left alone is the same sign."""
    given_text = "".join(parts)
    text = normalise(given_text).text
    mended = mend(text)

    last = 0
    for at, sign in enumerate(mended.text):
        start, end = mended.origin(at, at + 1)
        assert last <= start <= end <= len(text)
        assert start < end or sign == " "  # a space that a scanner lost is put in between
        last = end
        if sign.isalpha() and sign not in "mwILOilo":
            assert text[start] == sign
    findings = DETECTOR.detect(given_text)
    assert all(0 <= f.start < f.end <= len(given_text) for f in findings)
    assert all(left.end <= right.start for left, right in pairwise(findings))


@pytest.mark.parametrize(
    "unit",
    [
        "O1", "l ", "1 ", "1 - ", "1-", "I ", "A ", "A - ", "rn", "a1", "ab ", "x -\n", "a-\n",
        " ,", "@a ", "@", "( ", "12 34 A ", "giro 1 ", "O", "l",
        "1\n", "|1", "06 1\n", "0a", "  ", "1|",
    ],
)  # fmt: skip
def test_mending_takes_linear_time(unit: str) -> None:
    """Ten times the text takes at most forty times the CPU; quadratic would be a hundred."""
    short, long = (DAMAGED * 30 + unit * (size // len(unit)) for size in (5_000, 50_000))

    assert _least_seconds(long) < max(0.5, 40 * _least_seconds(short))


def _least_seconds(text: str) -> float:
    least = float("inf")
    for _ in range(2):
        start = time.process_time()
        mend(text)
        least = min(least, time.process_time() - start)
    return least
