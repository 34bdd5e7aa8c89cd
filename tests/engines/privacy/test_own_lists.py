"""A municipality's own lists in the detector: what they add, and what they may leave readable.

The lists are those of tests/data/privacy/lists; names and addresses are invented.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from stadspoort.engines.privacy import Detector, Kind
from stadspoort.engines.privacy.lists import MunicipalLists, parse_lists
from stadspoort.engines.privacy.measure import read_gold, score

DATA = Path(__file__).parents[2] / "data" / "privacy"
OWN = parse_lists({file.name: file.read_bytes() for file in (DATA / "lists").glob("*.csv")})
WITH = Detector(OWN)
WITHOUT = Detector()

Found = list[tuple[str, str]]


def found(text: str, detector: Detector = WITH) -> Found:
    return [(text[f.start : f.end], f.kind.value) for f in detector.detect(text)]


def lists(**files: str) -> MunicipalLists:
    return parse_lists(
        {f"{name}.csv".replace("_", "-"): text.encode() for name, text in files.items()}
    )


def test_the_lists_help_on_texts_about_what_stands_in_them() -> None:
    """The same scorer as for the gold texts: 12 marks, of which two are of officers."""
    gold = read_gold((DATA / "lists_gold.txt").read_text()).texts

    def counted(detector: Detector) -> tuple[list[str], Counter[tuple[str, str]]]:
        found = [[(f.start, f.end, f.kind) for f in detector.detect(g.text)] for g in gold]
        tallies = score(gold, found)
        failures = [failure for tally in tallies for failure in tally.failures]
        return failures, sum((tally.counts for tally in tallies), Counter())

    failures, counts = counted(WITHOUT)
    assert len(failures) >= 4
    assert counts["direct", "leaking spans"] >= 3
    assert counts["organisations", "masked"] == 1

    failures, counts = counted(WITH)
    assert failures == []
    assert counts["direct", "spans"] == 10  # and two of officers
    assert counts["direct", "leaking spans"] == 0
    assert counts["organisations", "masked"] == 0


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Gebeld met zjoske wuyckhuise.", "zjoske wuyckhuise", id="lower case"),
        pytest.param("WUYCKHUISE, ZJOSKE", "WUYCKHUISE, ZJOSKE", id="surname first, capitals"),
        pytest.param("Z. Wuyckhuise tekent.", "Z. Wuyckhuise", id="initial"),
        pytest.param(
            "Van der Klampe, Jorrit", "Van der Klampe, Jorrit", id="with tussenvoegsel first"
        ),
        pytest.param("aan Wil\nde Bos", "Wil\nde Bos", id="over the end of a line"),
    ],
)
def test_a_name_of_the_staff_list_is_found_in_any_form(text: str, name: str) -> None:
    assert found(text) == [(name, "PERSOON")]


def test_ordinary_words_that_make_a_name_need_their_capitals() -> None:
    assert found("ik wil de bos bloemen") == []


def test_who_stands_in_the_list_of_officers_is_marked_as_one() -> None:
    text = "Volgens Tjardo van Feenhof kan het. Van Feenhof sprak met Zjoske Wuyckhuise."

    assert [(text[f.start : f.end], f.is_officer) for f in WITH.detect(text)] == [
        ("Tjardo van Feenhof", True),
        ("Van Feenhof", True),
        ("Zjoske Wuyckhuise", False),
    ]


def test_a_namesake_of_an_officer_takes_the_mark_from_the_bare_surname() -> None:
    text = "Tjardo van Feenhof sprak met mevrouw Ida van Feenhof. Van Feenhof lachte."

    assert [(text[f.start : f.end], f.is_officer) for f in WITH.detect(text)] == [
        ("Tjardo van Feenhof", True), ("Ida van Feenhof", False), ("Van Feenhof", False),
    ]  # fmt: skip


def test_a_street_of_the_bag_needs_a_number_to_be_an_address() -> None:
    assert found("Zij woont Achter de Zwaluw 14a, hoek Meerkoet.") == [
        ("Achter de Zwaluw 14a", "ADRES")
    ]


@pytest.mark.parametrize(
    "text", ["Op Meerkoet 3 mei is er markt.", "De zwaan, de meerkoet 3 eieren.", "Meerkoet 3,5"]
)
def test_a_number_after_a_street_that_is_no_house_number(text: str) -> None:
    assert found(text) == []


def test_a_number_at_a_postcode_is_an_address_only_if_it_exists() -> None:
    assert found("9876 CD, 3 en 9876 CD, 5") == [
        ("9876 CD", "POSTCODE"), ("3", "ADRES"), ("9876 CD", "POSTCODE"),
    ]  # fmt: skip


def test_a_street_after_an_article_is_no_person() -> None:
    text = "De auto stond op de Anna Zernike. Anna Zernike belde zelf."

    assert found(text) == [("Anna Zernike", "PERSOON")]
    assert WITH.detect(text)[0].start == 34


def test_an_organisation_is_no_person_but_a_longer_name_is() -> None:
    assert found("Thomas Dekker Erf") == []
    assert found("Mevrouw Zilverlinde-Thomassen belde.") != []


def test_a_number_of_a_case_stays_and_one_of_a_person_does_not() -> None:
    assert found("Zaak ZK-2026-004512, pas PASX12345.") == [("PASX12345", "KLANTNUMMER")]


def test_a_format_of_cases_never_uncovers_a_labelled_bsn() -> None:
    own = lists(nummers="patroon;soort\n20#######;zaak")
    text = "BSN 200000008"

    assert found(text, Detector(own)) == [("200000008", "BSN")]


def test_what_is_never_masked_stays_and_teaches_nothing() -> None:
    assert found("Marijntje Oldeklooster opent het feest. Oldeklooster lacht.") == []


def test_the_health_of_someone_who_is_never_masked_is() -> None:
    """The list says that the name may be read, not what is said about its bearer."""
    text = "Jan de Vries is hiv-positief."
    found = Detector(lists(nooit_maskeren="tekst\nJan de Vries")).detect(text)

    assert [(f.kind, text[f.start : f.end]) for f in found] == [(Kind.BIJZONDER, "hiv-positief")]


def test_what_is_never_masked_does_not_uncover_a_longer_name() -> None:
    text = "Mevrouw Jannie Oldeklooster belde."

    assert found(text) == [("Jannie Oldeklooster", "PERSOON")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [("BSN 978291694", "BSN"), ("wachtwoord: Zomer2026!", "GEHEIM")],
)
def test_restricted_kinds_are_masked_whatever_a_list_says(text: str, kind: str) -> None:
    own = lists(nooit_maskeren="tekst\n978291694\nZomer2026!")

    assert [k for _, k in found(text, Detector(own))] == [kind]


def test_what_is_always_masked_wins_from_every_other_list() -> None:
    own = lists(
        altijd_maskeren="tekst;soort\nAnna Zernike;PERSOON",
        organisaties="naam\nHuis Anna Zernike",
        nooit_maskeren="tekst\nHuis Anna Zernike",
    )

    assert found("In Huis Anna Zernike", Detector(own)) == [("Anna Zernike", "PERSOON")]


def test_offsets_count_in_the_text_as_given() -> None:
    text = "\u200bmet zjoske\u00a0wuyck\u00adhuise."
    (finding,) = WITH.detect(text)

    assert (finding.start, finding.end, finding.kind) == (5, 23, Kind.PERSOON)


def test_empty_lists_change_nothing() -> None:
    text = "Mevrouw Jannie Oldeklooster woont Kerkstraat 3."

    assert Detector(MunicipalLists()).detect(text) == WITHOUT.detect(text)


@pytest.mark.parametrize("sign", ["a", "jorrit ", "9", "(", "ZK-", "achter de "])
def test_a_long_text_of_one_thing_gives_an_answer(sign: str) -> None:
    """A list cannot make a text slow: one step per word, and formats that never go back."""
    own = MunicipalLists(
        staff=OWN.staff, streets=OWN.streets, formats=OWN.formats, always=OWN.always
    )
    text = sign * (200_000 // len(sign))

    assert isinstance(Detector(own).detect(text), list)


def test_the_packed_form_gives_the_same_lists() -> None:
    again = MunicipalLists.unpack(OWN.packed)

    assert again == OWN
    assert again.version == OWN.version


COUNTS: Mapping[str, int] = {
    "staff": 4, "officers": 2, "streets": 3, "towns": 2, "addresses": 4, "organisations": 3,
    "formats": 3, "never": 2, "always": 2,
}  # fmt: skip


def test_the_example_is_read_whole() -> None:
    assert OWN.counts == COUNTS
