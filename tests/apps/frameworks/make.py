"""Facts, evidence and adoptions for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from stadspoort.apps.accounts.models import User
from stadspoort.apps.accounts.queries import system_user
from stadspoort.apps.frameworks import adoption_actions, evidence_actions, fact_actions
from stadspoort.apps.frameworks.choices import SubjectKind
from stadspoort.apps.frameworks.evidence_actions import EvidenceFacts
from stadspoort.apps.frameworks.models import Adoption, AttributeFact, Evidence

NOW = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)

DPIA = EvidenceFacts(
    slug="dpia-brieven",
    type="dpia",
    subject={"application": "api", "use": "brieven"},
    title="DPIA brieven",
    effective=date(2026, 1, 15),
)


def second_person(username: str = "tweede") -> User:
    """Return another user than the system user."""
    from stadspoort.apps.accounts.models import User as Account

    user, _ = Account.objects.get_or_create(
        username=username,
        defaults={
            "display_name": username.title(),
            "pseudonym": f"p-{username}",
            "created_at": NOW,
            "password": "!",
        },
    )
    return user


def fact(
    kind: SubjectKind, subject: str, attribute: str, value: object, **more: object
) -> AttributeFact:
    """Return a recorded fact of the system user."""
    return fact_actions.record_fact(
        kind=kind, subject=subject, attribute=attribute, value=value,
        by=system_user(), now=NOW, **more,
    )  # fmt: skip


def evidence(facts: EvidenceFacts = DPIA, **changes: object) -> Evidence:
    """Return recorded evidence without a file."""
    return evidence_actions.record_evidence(
        facts=replace(facts, **changes), by=system_user(), now=NOW
    )


def adopt(framework: str, version: str, **more: object) -> Adoption:
    """Return an adoption, proposed by one and confirmed by another."""
    row = adoption_actions.propose_adoption(
        framework=framework, version=version, adopted=bool(more.pop("adopted", True)),
        by=system_user(), now=NOW, **more,
    )  # fmt: skip
    return adoption_actions.confirm_adoption(adoption=row, by=second_person(), now=NOW)
