"""The writes of the register: their rules, the revision they bump, the ledger entry they leave."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from tests.apps.register import make

from stadspoort.apps.accounts.queries import system_user
from stadspoort.apps.audit.models import LedgerEntry
from stadspoort.apps.register import actions, queries
from stadspoort.apps.register.errors import (
    AgreementContradictsError,
    AgreementInFutureError,
    AlreadyWithdrawnError,
    DataClassesMissingError,
    DataClassUnknownError,
    DateInPastError,
    EmbeddedModelFixedError,
    EndMissingError,
    ExperimentIncompleteError,
    ExperimentOptionsError,
    KindUnknownError,
    ModelNameInvalidError,
    NameTakenError,
    ProhibitionStandsError,
    ReasonMissingError,
    SecretFileOpenError,
    SecretFileUnreadableError,
    SlugInvalidError,
)
from stadspoort.apps.register.facts import secret_path
from stadspoort.apps.register.models import (
    Application,
    ApplicationKind,
    Decision,
    ModelDeployment,
    Purpose,
    PurposeKind,
)
from stadspoort.engines.frameworks import Standing
from stadspoort.errors import StadspoortError
from stadspoort.gate.values import DATA_CLASSES

pytestmark = pytest.mark.django_db


def last_entry() -> tuple[str, dict[str, object]]:
    entry = LedgerEntry.objects.order_by("-seq").first()
    assert entry is not None
    return entry.kind, json.loads(entry.payload or "")


def test_every_write_bumps_the_revision_and_is_recorded() -> None:
    """Other processes learn of it by the number, the FG by the entry."""
    make.start()
    before = queries.version()

    make.decide(make.model(), make.purpose())

    kind, payload = last_entry()
    assert queries.version() == before + 3
    assert kind == "register.decision_made"
    assert payload["by"] == "systeem"
    assert payload["facts"] == {
        "application": "api",
        "model": "mock",
        "purpose": "brieven",
        "allows": True,
        "until": "2027-01-31",
    }


@pytest.mark.parametrize(
    ("changes", "classes"),
    [
        pytest.param({"is_self_hosted": True}, DATA_CLASSES, id="own machines"),
        pytest.param(
            {"is_self_hosted": False, "processor_agreement_on": date(2026, 1, 1)},
            DATA_CLASSES,
            id="agreement",
        ),
        pytest.param({"is_self_hosted": False}, {"openbaar"}, id="neither"),
        pytest.param({"data_classes": frozenset({"intern"})}, {"intern"}, id="chosen"),
    ],
)
def test_what_a_model_may_receive(changes: dict[str, object], classes: set[str]) -> None:
    """All with an agreement or on own machines, public data alone without, unless chosen."""
    assert set(make.model(**changes).data_classes) == set(classes)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        pytest.param({"name": "doel-x/mock"}, ModelNameInvalidError, id="looks like a purpose"),
        pytest.param({"name": "stadspoort/citaat"}, ModelNameInvalidError, id="the embedded one"),
        pytest.param({"name": "a b"}, ModelNameInvalidError, id="a space"),
        pytest.param({"data_classes": frozenset()}, DataClassesMissingError, id="no data at all"),
        pytest.param(
            {"data_classes": frozenset({"geheim"})}, DataClassUnknownError, id="unknown class"
        ),
        pytest.param(
            {"processor_agreement_on": date(2026, 1, 1)},
            AgreementContradictsError,
            id="own machines and an agreement",
        ),
        pytest.param(
            {"is_self_hosted": False, "processor_agreement_on": date(2026, 11, 25)},
            AgreementInFutureError,
            id="agreement of tomorrow",
        ),
        pytest.param(
            {"secret_file": "/nergens/sleutel"}, SecretFileUnreadableError, id="no such key file"
        ),
    ],
)
def test_models_that_cannot_be(changes: dict[str, object], error: type[StadspoortError]) -> None:
    """Each impossibility has its own name, and nothing is stored."""
    with pytest.raises(error):
        make.model(**changes)

    assert ModelDeployment.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        pytest.param({"slug": "Woo Verzoek"}, SlugInvalidError, id="slug"),
        pytest.param({"data_classes": frozenset()}, DataClassesMissingError, id="no data"),
        pytest.param({"unrestored_kinds": frozenset({"X"})}, KindUnknownError, id="kind"),
        pytest.param({"ends_on": date(2026, 11, 23)}, DateInPastError, id="ended yesterday"),
        pytest.param({"question": "Helpt het?"}, ExperimentOptionsError, id="regular, a question"),
        pytest.param(
            {"kind": PurposeKind.EXPERIMENT, "question": "Helpt het?", "budget_tokens": 10},
            ExperimentIncompleteError,
            id="experiment without end",
        ),
        pytest.param(
            {"kind": PurposeKind.EXPERIMENT, "question": "?", "ends_on": date(2027, 1, 1)},
            ExperimentIncompleteError,
            id="experiment without budget",
        ),
        pytest.param(
            {"kind": PurposeKind.EXPERIMENT, "budget_tokens": 10, "ends_on": date(2027, 1, 1)},
            ExperimentIncompleteError,
            id="experiment without question",
        ),
    ],
)
def test_purposes_that_cannot_be(changes: dict[str, object], error: type[StadspoortError]) -> None:
    """Each impossibility has its own name, and nothing is stored."""
    with pytest.raises(error):
        make.purpose(**changes)

    assert Purpose.objects.count() == 0


def test_the_database_itself_refuses_an_experiment_without_a_box() -> None:
    """Whatever code writes: no end, question or budget, no experiment."""
    purpose = make.purpose()

    with pytest.raises(IntegrityError), transaction.atomic():
        Purpose.objects.filter(pk=purpose.pk).update(kind=PurposeKind.EXPERIMENT)


def test_the_database_itself_refuses_a_permission_without_end() -> None:
    """Whatever code writes: a person's permission ends."""
    make.start()
    decision = make.decide(make.model(), make.purpose())

    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(valid_until=None)


def test_the_database_itself_refuses_a_contract_with_a_free_service() -> None:
    """That is what the kind says."""
    service = make.service()

    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=service.pk).update(is_contracted=True)


@pytest.mark.parametrize(
    ("until", "reason", "error"),
    [
        pytest.param(None, "proef", EndMissingError, id="no end"),
        pytest.param(date(2026, 11, 23), "proef", DateInPastError, id="ended yesterday"),
        pytest.param(date(2027, 1, 1), "  ", ReasonMissingError, id="no reason"),
    ],
)
def test_permissions_that_cannot_be(
    until: date | None, reason: str, error: type[StadspoortError]
) -> None:
    """A permission has a reason and a last day that is not over."""
    make.start()
    model, purpose = make.model(), make.purpose()

    with pytest.raises(error):
        actions.decide(
            application=queries.application("api"),
            model=model,
            purpose=purpose,
            allows=True,
            reason=reason,
            valid_until=until,
            by=system_user(),
            now=make.NOW,
        )


def test_a_prohibition_is_not_decided_away() -> None:
    """The decision would say yes and change nothing: it is refused with the reason."""
    by = make.start()
    model, purpose = make.model(), make.purpose()
    make.decide(model, purpose, allows=False, until=None)
    before = Decision.objects.count()

    with pytest.raises(ProhibitionStandsError) as caught:
        make.decide(model, purpose)

    assert caught.value.context == {"reason": "proef"}
    assert Decision.objects.count() == before
    actions.withdraw(decision=Decision.objects.get(), reason="Vergissing", by=by, now=make.NOW)
    assert make.decide(model, purpose).allows


def test_a_decision_is_withdrawn_once_and_stays() -> None:
    """The row stays readable, with who took it back and why."""
    by = make.start()
    decision = make.decide(make.model(), make.purpose())

    held = actions.withdraw(decision=decision, reason="klaar", by=by, now=make.NOW)

    assert (held.withdrawn_by, held.withdrawal_reason) == (by, "klaar")
    assert last_entry()[0] == "register.decision_withdrawn"
    with pytest.raises(AlreadyWithdrawnError):
        actions.withdraw(decision=decision, reason="nog eens", by=by, now=make.NOW)


def test_names_are_taken_once() -> None:
    """Two models of one name would leave it to chance which is called."""
    make.model()

    with pytest.raises(NameTakenError):
        make.model()


def test_the_embedded_model_cannot_be_pointed_elsewhere() -> None:
    """It has no address; one would send its questions out of the house."""
    by = make.start()

    with pytest.raises(EmbeddedModelFixedError):
        actions.change_model(
            model=queries.model("stadspoort/citaat"), facts=make.MODEL, by=by, now=make.NOW
        )


def test_a_key_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    """The register holds the place of the key, and only if it is a safe place."""
    file = tmp_path / "sleutel"
    file.write_text("geheim")
    file.chmod(0o644)
    with pytest.raises(SecretFileOpenError):
        make.model(secret_file=str(file))
    file.chmod(0o600)

    model = make.model(secret_file=str(file))

    assert model.secret_file == str(file)
    assert secret_path("sleutel") == str(settings.KEYS / "modellen" / "sleutel")


def test_an_assessment_needs_a_source() -> None:
    """A verdict that cannot be traced is an opinion."""
    with pytest.raises(ReasonMissingError):
        actions.assess(
            application=make.service(),
            standing=Standing.VERBODEN,
            reason="geen contract",
            source="",
            by=system_user(),
            now=make.NOW,
        )


def test_a_contract_follows_from_the_kind() -> None:
    """Unless someone says otherwise."""
    supplier = make.service().supplier

    application = actions.add_application(
        slug="dienst",
        name="Dienst",
        supplier=supplier,
        kind=ApplicationKind.CONTRACTED,
        by=system_user(),
        now=make.NOW,
    )

    assert application.is_contracted
