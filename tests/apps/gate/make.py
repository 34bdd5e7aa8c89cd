"""Values and rows for the tests of the gate's side of the database."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import MappingProxyType

from stadspoort.apps.accounts.models import User
from stadspoort.apps.audit import keyring
from stadspoort.apps.gate.batch import BatchWriter
from stadspoort.apps.gate.journal import LedgerJournal
from stadspoort.apps.gate.seals import Sealer
from stadspoort.apps.gate.sweeper import Keeper
from stadspoort.apps.register import actions as register
from stadspoort.apps.register import models as register_models
from stadspoort.apps.register.facts import PurposeFacts
from stadspoort.apps.register.models import Application
from stadspoort.gate.seams import Clock
from stadspoort.gate.values import (
    Closing,
    Model,
    Opening,
    Outcome,
    Principal,
    PrincipalKind,
    Purpose,
    Snapshot,
)

NOON = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
BOOT = uuid.UUID("00000000-0000-4000-8000-000000000001")


def clock() -> datetime:
    """Return the moment of every test that does not set its own."""
    return NOON


def user(username: str, **fields: object) -> User:
    """Return a stored user."""
    values = {
        "display_name": username.title(),
        "pseudonym": f"mw-{uuid.uuid4().hex[:8]}",
        "created_at": NOON,
    }
    return User.objects.create(username=username, **(values | fields))


def principal(**changes: object) -> Principal:
    """Return the asker of most tests: a key of the application `burgerzaken`."""
    base = Principal(
        kind=PrincipalKind.KEY,
        id="sl-0a1b2c3d4e",
        user_id=0,
        application="burgerzaken",
        purposes=frozenset({"brieven"}),
    )
    return replace(base, **changes)


def opening(call_id: str | None = None, **changes: object) -> Opening:
    """Return a call for the purpose `brieven` to the model `mock`."""
    base = Opening(
        call_id=call_id or uuid.uuid4().hex,
        principal=principal(),
        purpose="brieven",
        model="mock",
        endpoint="chat/completions",
        verdict="toegestaan",
        masked={"PERSOON": 2, "BSN": 1},
        body_digest="ab" * 32,
        register_version=7,
        streamed=False,
        estimated_tokens=100,
    )
    return replace(base, **changes)


def closing(call_id: str, **changes: object) -> Closing:
    """Return the end of an answered call of 30 + 12 tokens."""
    base = Closing(
        call_id=call_id,
        outcome=Outcome.ANSWERED,
        prompt_tokens=30,
        completion_tokens=12,
        duration_ms=850,
        restored=3,
    )
    return replace(base, **changes)


class FixedRegister:
    """A register that never moves."""

    def __init__(self, purposes: Mapping[str, Purpose] | None = None) -> None:
        named = purposes or {"brieven": purpose()}
        self.held = Snapshot(
            version=7,
            purposes=MappingProxyType(dict(named)),
            models=MappingProxyType({"mock": Model("mock", "http://127.0.0.1:9/v1", "m")}),
        )

    def snapshot(self) -> Snapshot:
        """Return the snapshot."""
        return self.held


def purpose(**changes: object) -> Purpose:
    """Return the purpose `brieven`."""
    return replace(
        Purpose("brieven", "Brieven beantwoorden", frozenset({"persoonsgegevens"})), **changes
    )


def journal(
    register: FixedRegister | None = None, *, now: Clock = clock, keeper: Keeper | None = None
) -> LedgerJournal:
    """Return a journal as the wiring makes it, not started."""
    return LedgerJournal(
        writer=BatchWriter(sealer=sealer()),
        keeper=keeper or Keeper(),
        register=register or FixedRegister(),
        clock=now,
    )


def sealer() -> Sealer:
    """Return a sealer for the FG of the tests."""
    return Sealer(lambda: keyring.current().holder_key)


@dataclass(frozen=True)
class Registered:
    """What a key needs in the register."""

    owner: User
    application: Application
    purpose: register_models.Purpose


def registered() -> Registered:
    """Return the application `burgerzaken`, the purpose `brieven` and their owner Alice, stored."""
    alice = user("alice")
    supplier = register.add_supplier(slug="waterdam", name="Gemeente Waterdam", by=alice, now=NOON)
    application = register.add_application(
        slug="burgerzaken",
        name="Burgerzaken",
        supplier=supplier,
        kind=register_models.ApplicationKind.OWN,
        by=alice,
        now=NOON,
    )
    purpose = register.add_purpose(facts=purpose_facts(alice), by=alice, now=NOON)
    return Registered(alice, application, purpose)


def purpose_facts(owner: User, *, title: str = "Brieven beantwoorden") -> PurposeFacts:
    """Return the purpose `brieven` as someone enters it."""
    return PurposeFacts(
        slug="brieven",
        title=title,
        data_classes=frozenset({"persoonsgegevens"}),
        owner=owner,
        legal_basis="wettelijke taak",
    )
