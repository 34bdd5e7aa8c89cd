"""Every kind of personal data and every data class has its Dutch name, in one table each."""

from __future__ import annotations

from stadspoort.apps.register import words
from stadspoort.engines.privacy import Kind
from stadspoort.gate.values import DATA_CLASSES


def test_nothing_is_without_a_name() -> None:
    assert set(words.KINDS) == set(Kind)
    assert set(words.DATA_CLASS_WORDS) == DATA_CLASSES


def test_a_form_offers_names_with_a_capital_and_leaves_the_rest_of_a_name_alone() -> None:
    offered = dict(words.kind_choices())

    assert offered["EMAIL"] == "E-mailadres"
    assert offered["BSN"] == "BSN"
    assert offered["IP"] == "IP-adres"
    assert dict(words.data_class_choices())["intern"] == "Interne gegevens"


def test_data_classes_stand_from_least_to_most_sensitive() -> None:
    assert words.data_class_labels(frozenset({"bsn", "openbaar"})) == (
        "openbare gegevens",
        "burgerservicenummers",
    )
