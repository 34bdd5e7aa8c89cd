"""Adoption: two people, bound to the text that both read, set aside only with reason and end.

Source: issue 4, part 3: "who, when, on whose advice"; product.md: decisions need two people.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.apps.frameworks import make

from stadspoort.apps.accounts.queries import system_user
from stadspoort.apps.audit.models import LedgerEntry
from stadspoort.apps.frameworks import adoption_actions
from stadspoort.apps.frameworks.errors import (
    AlreadyConfirmedError,
    ContentMovedError,
    EntryWithdrawnError,
    RequirementUnknownError,
    SameEyesError,
    SetAsideIncompleteError,
)
from stadspoort.apps.frameworks.models import Adoption
from stadspoort.engines.frameworks.library import UnknownVersionError, packaged_library

pytestmark = pytest.mark.django_db

VERSION = "2018-05-25"


def proposed(**more: object) -> Adoption:
    told = {"framework": "avg", "version": VERSION, "adopted": True} | more
    return adoption_actions.propose_adoption(**told, by=system_user(), now=make.NOW)


def confirm(row: Adoption, by: str = "tweede") -> Adoption:
    return adoption_actions.confirm_adoption(adoption=row, by=make.second_person(by), now=make.NOW)


def test_another_person_confirms() -> None:
    row = proposed(advice="de FG")
    with pytest.raises(SameEyesError):
        adoption_actions.confirm_adoption(adoption=row, by=system_user(), now=make.NOW)

    held = confirm(row)

    assert (held.confirmed_by, held.confirmed_at) == (make.second_person(), make.NOW)
    assert held.digest == packaged_library().named(f"avg@{VERSION}").hash
    with pytest.raises(AlreadyConfirmedError):
        confirm(row, "derde")
    assert [entry.kind for entry in LedgerEntry.objects.order_by("seq")] == [
        "frameworks.adoption_proposed",
        "frameworks.adoption_confirmed",
    ]


def test_the_database_refuses_one_pair_of_eyes() -> None:
    row = proposed()
    with pytest.raises(IntegrityError), transaction.atomic():
        Adoption.objects.filter(pk=row.pk).update(confirmed_at=make.NOW, confirmed_by=system_user())


def test_one_requirement_is_bound_to_its_own_text() -> None:
    version = packaged_library().named(f"avg@{VERSION}")
    requirement = version.requirements[0]

    row = proposed(requirement=requirement.id)

    assert row.digest == requirement.hash


def test_what_does_not_exist_cannot_be_adopted() -> None:
    with pytest.raises(UnknownVersionError):
        proposed(version="1900-01-01")
    with pytest.raises(RequirementUnknownError):
        proposed(requirement="geen-eis")


@pytest.mark.parametrize(
    "told",
    [
        pytest.param({"until": date(2027, 1, 1)}, id="without a reason"),
        pytest.param({"reason": "Onderzoek loopt"}, id="without an end"),
    ],
)
def test_whoever_sets_aside_says_why_and_until_when(told: dict[str, object]) -> None:
    with pytest.raises(SetAsideIncompleteError):
        proposed(adopted=False, **told)


def test_a_text_that_changed_since_is_proposed_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both must have read the same: the second must not sign what the first never saw."""
    row = proposed()
    library = packaged_library()
    changed = replace(
        library,
        versions=tuple(replace(each, hash="0" * 64) for each in library.versions),
    )
    monkeypatch.setattr(adoption_actions, "packaged_library", lambda: changed)

    with pytest.raises(ContentMovedError):
        confirm(row)


def test_what_was_withdrawn_cannot_be_confirmed() -> None:
    row = proposed()
    adoption_actions.withdraw_adoption(
        adoption=row, reason="Te vroeg", by=system_user(), now=make.NOW
    )
    with pytest.raises(EntryWithdrawnError):
        confirm(row)
