"""Facts about entries: checked against the vocabulary, dated, withdrawn and never overwritten.

Source: issue 4, part 2: "history of every change; nothing is overwritten".
"""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.apps.frameworks import make

from stadspoort.apps.accounts.queries import system_user
from stadspoort.apps.audit.models import LedgerEntry
from stadspoort.apps.frameworks import choices, fact_actions, revision
from stadspoort.apps.frameworks.choices import SubjectKind
from stadspoort.apps.frameworks.errors import (
    AttributeSubjectError,
    AttributeUnknownError,
    CountryInvalidError,
    EntryWithdrawnError,
    EvidenceTypeUnknownError,
    PeriodReversedError,
    ValueRefusedError,
    WordsMissingError,
)
from stadspoort.apps.frameworks.models import AttributeFact, SubProcessorFact

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "attribute", "given", "kept"),
    [
        pytest.param(SubjectKind.USE, "use.publishes", "ja", True, id="a word for true"),
        pytest.param(SubjectKind.USE, "use.publishes", False, False, id="false"),
        pytest.param(SubjectKind.APPLICATION, "app.generates", "tekst, code", ["code", "tekst"],
                     id="a list in words"),
        pytest.param(SubjectKind.APPLICATION, "app.generates", [], [], id="none of these is known"),
        pytest.param(SubjectKind.APPLICATION, "app.placed_on_market", date(2025, 3, 1),
                     "2025-03-01", id="a day"),
        pytest.param(SubjectKind.USE, "use.risk_class", "bijlage_iii", "bijlage_iii",
                     id="a choice"),
        pytest.param(SubjectKind.APPLICATION, "app.cloud", "nee", False,
                     id="derived, and may be given"),
        pytest.param(SubjectKind.SUPPLIER, "supplier.country", "US", "US", id="a country"),
    ],
)  # fmt: skip
def test_an_answer_is_kept_as_its_attribute_asks(
    kind: SubjectKind, attribute: str, given: object, kept: object
) -> None:
    assert make.fact(kind, "iets", attribute, given).value == kept


@pytest.mark.parametrize(
    ("kind", "attribute", "given", "error"),
    [
        pytest.param(SubjectKind.USE, "use.bestaat_niet", "ja", AttributeUnknownError,
                     id="unknown"),
        pytest.param(SubjectKind.USE, "use.personal_data", "ja", AttributeUnknownError,
                     id="computed from the data classes"),
        pytest.param(SubjectKind.MODEL, "app.cloud", "ja", AttributeSubjectError,
                     id="of an application, told of a model"),
        pytest.param(SubjectKind.USE, "use.publishes", "misschien", ValueRefusedError,
                     id="neither yes nor no"),
        pytest.param(SubjectKind.USE, "use.risk_class", "hoog", ValueRefusedError,
                     id="not one of the choices"),
        pytest.param(SubjectKind.APPLICATION, "app.generates", "tekst, geur", ValueRefusedError,
                     id="one of the words is no choice"),
        pytest.param(SubjectKind.APPLICATION, "app.placed_on_market", "1-3-2025",
                     ValueRefusedError, id="a date in another order"),
        pytest.param(SubjectKind.SUPPLIER, "supplier.country", "Nederland", ValueRefusedError,
                     id="a country in words"),
        pytest.param(SubjectKind.MODEL, "model.version", " ", ValueRefusedError, id="nothing"),
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_is_refused(
    kind: SubjectKind, attribute: str, given: object, error: type[Exception]
) -> None:
    with pytest.raises(error):
        make.fact(kind, "iets", attribute, given)
    assert not AttributeFact.objects.exists()


def test_a_newer_answer_leaves_the_older_one_standing() -> None:
    """And each is a change that every process sees, and an entry of the ledger."""
    before = revision.version()
    make.fact(SubjectKind.USE, "brieven", "use.publishes", "nee")
    make.fact(SubjectKind.USE, "brieven", "use.publishes", "ja", since=date(2026, 12, 1))

    assert [row.value for row in AttributeFact.objects.all()] == [False, True]
    assert revision.version() == before + 2
    assert LedgerEntry.objects.filter(kind="facts.recorded").count() == 2


def test_what_is_withdrawn_stays_with_who_when_and_why() -> None:
    row = make.fact(SubjectKind.USE, "brieven", "use.publishes", "nee")
    with pytest.raises(WordsMissingError):
        fact_actions.withdraw_fact(fact=row, reason=" ", by=system_user(), now=make.NOW)

    held = fact_actions.withdraw_fact(fact=row, reason="Vergissing", by=system_user(), now=make.NOW)

    assert (held.withdrawn_at, held.withdrawal_reason) == (make.NOW, "Vergissing")
    assert held.value is False
    with pytest.raises(EntryWithdrawnError):
        fact_actions.withdraw_fact(fact=row, reason="Nogmaals", by=system_user(), now=make.NOW)


def test_an_end_before_the_begin_is_refused() -> None:
    with pytest.raises(PeriodReversedError):
        make.fact(SubjectKind.USE, "brieven", "use.publishes", "ja", until=date(2026, 11, 23))


def test_the_ledger_proves_a_fact_without_its_words() -> None:
    """It holds a digest of the answer and its source, not the answer."""
    make.fact(SubjectKind.MODEL, "mock", "model.version", "geheime-versie", source="gesprek")

    payload = LedgerEntry.objects.get(kind="facts.recorded").payload
    assert "geheime-versie" not in payload
    assert "gesprek" not in payload
    assert '"attribute":"model.version"' in payload


def link(**told: str) -> SubProcessorFact:
    facts = {"supplier": "wolk", "subprocessor": "opslag", "country": "IE"} | told
    return fact_actions.record_link(**facts, by=system_user(), now=make.NOW)


def test_a_chain_has_links_or_says_that_it_has_none() -> None:
    assert not link().is_none
    assert link(subprocessor="", country="").is_none
    with pytest.raises(CountryInvalidError):
        link(country="Ierland")


def test_a_link_can_be_taken_back() -> None:
    held = fact_actions.withdraw_link(link=link(), reason="Weg", by=system_user(), now=make.NOW)
    assert held.withdrawal_reason == "Weg"
    assert LedgerEntry.objects.filter(kind="facts.chain_withdrawn").count() == 1


def test_a_setting_counts_as_a_known_type_of_evidence() -> None:
    told = {"application": "api", "name": "Training", "value": "uit"}
    with pytest.raises(EvidenceTypeUnknownError):
        fact_actions.record_setting(
            **told, counts_as="bestaat_niet", by=system_user(), now=make.NOW
        )

    row = fact_actions.record_setting(**told, counts_as="dpia", by=system_user(), now=make.NOW)
    held = fact_actions.withdraw_setting(
        setting=row, reason="Stond aan", by=system_user(), now=make.NOW
    )

    assert held.withdrawn_by == system_user()


def test_the_database_refuses_half_a_withdrawal() -> None:
    """Whoever goes around the actions."""
    row = make.fact(SubjectKind.USE, "brieven", "use.publishes", "nee")
    with pytest.raises(IntegrityError), transaction.atomic():
        AttributeFact.objects.filter(pk=row.pk).update(withdrawn_at=make.NOW)


def test_every_kind_of_entry_has_a_dutch_name() -> None:
    assert choices.SubjectKind.USE.label == "Doel"
