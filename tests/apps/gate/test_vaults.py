"""Vaults: one value one token, one token one value, for one asker, unreadable at rest.

Sources: AVG art. 4(5) (pseudonymisation), art. 32; product.md ("never restores the wrong person").
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from tests.apps.gate import make
from tests.apps.gate.make import NOON

from stadspoort.apps.audit import scopes
from stadspoort.apps.gate import actions
from stadspoort.apps.gate.models import Scope, VaultEntry
from stadspoort.apps.gate.sweeper import delete_expired
from stadspoort.apps.gate.vaults import DatabaseVaults
from stadspoort.engines.privacy import Kind, Vault
from stadspoort.gate.errors import VaultUnavailableError
from stadspoort.gate.seams import NewValue
from stadspoort.gate.values import Principal, PrincipalKind

pytestmark = pytest.mark.django_db(transaction=True)

JAN = NewValue("Jan de Vries", Kind.PERSOON)
PIET = NewValue("Piet Jansen", Kind.PERSOON)
BSN = NewValue("111222333", Kind.BSN)


@pytest.fixture
def vaults() -> Iterator[DatabaseVaults]:
    made = DatabaseVaults(clock=make.clock)
    yield made
    made.close()


def extend(
    vaults: DatabaseVaults, *values: NewValue, scope: str = "g-1", by: Principal | None = None
) -> Vault:
    return asyncio.run(vaults.extend(scope, values, principal=by or make.principal()))


def token(vault: Vault, value: NewValue) -> str:
    entry = vault.by_value(value.value)
    assert entry is not None
    return entry.token


def test_a_value_keeps_its_token_over_calls_and_processes(vaults: DatabaseVaults) -> None:
    first = extend(vaults, JAN, PIET)
    again = extend(vaults, PIET, JAN)
    elsewhere = DatabaseVaults(clock=make.clock)
    try:
        other = extend(elsewhere, JAN)
    finally:
        elsewhere.close()

    assert token(first, JAN) == token(again, JAN) == token(other, JAN)
    assert token(first, PIET) == token(again, PIET) == token(other, PIET)
    assert token(first, JAN) != token(first, PIET)
    assert len(other) == 2
    assert VaultEntry.objects.count() == 2


def test_another_asker_with_the_same_id_gets_another_vault(vaults: DatabaseVaults) -> None:
    mine = extend(vaults, JAN)
    theirs = extend(vaults, JAN, by=make.principal(id="sl-ffffffffff"))

    assert mine.tag != theirs.tag
    assert token(mine, JAN) != token(theirs, JAN)


def test_a_value_found_as_restricted_later_becomes_restricted_for_every_process(
    vaults: DatabaseVaults,
) -> None:
    extend(vaults, NewValue("111222333", Kind.KLANTNUMMER))
    extend(vaults, BSN)
    elsewhere = DatabaseVaults(clock=make.clock)
    try:
        entry = extend(elsewhere).by_value("111222333")
    finally:
        elsewhere.close()

    assert entry is not None
    assert entry.is_restricted
    assert entry.kind == Kind.KLANTNUMMER
    assert VaultEntry.objects.count() == 1


def test_nothing_readable_is_stored(vaults: DatabaseVaults) -> None:
    extend(vaults, JAN, BSN, scope="dossier van De Vries")

    with connection.cursor() as cursor:
        stored = b""
        for table in ("gate_scope", "gate_vaultentry"):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 (names above)
            stored += repr(
                [[bytes(v) if isinstance(v, memoryview) else v for v in r] for r in cursor]
            ).encode()
    assert b"Vries" not in stored
    assert b"111222333" not in stored


def test_an_entry_cannot_be_moved_to_another_number(vaults: DatabaseVaults) -> None:
    """Swapping two rows would restore the wrong person: the row is part of what is checked."""
    extend(vaults, JAN, PIET)
    first, second = VaultEntry.objects.order_by("number")
    first.blob, second.blob = second.blob, first.blob
    first.save()
    second.save()
    elsewhere = DatabaseVaults(clock=make.clock)
    try:
        with pytest.raises(VaultUnavailableError):
            extend(elsewhere, JAN)
    finally:
        elsewhere.close()


def test_the_conversation_of_our_own_screens_is_the_scope(vaults: DatabaseVaults) -> None:
    conversation = uuid.uuid4()
    scopes.new_scope_key(NOON, scope_id=conversation)
    alice = make.principal(kind=PrincipalKind.USER, id="17")
    extend(vaults, JAN, scope=str(conversation), by=alice)

    scope = Scope.objects.get()
    assert scope.id == conversation
    assert scope.expires_at is None

    actions.forget_vault(conversation)
    assert not VaultEntry.objects.exists()


def test_the_conversation_of_somebody_else_gives_no_vault(vaults: DatabaseVaults) -> None:
    conversation = str(uuid.uuid4())
    extend(vaults, JAN, scope=conversation, by=make.principal(kind=PrincipalKind.USER, id="17"))

    with pytest.raises(VaultUnavailableError):
        extend(vaults, JAN, scope=conversation, by=make.principal(kind=PrincipalKind.USER, id="18"))


def test_a_vault_not_used_for_thirty_days_is_gone(vaults: DatabaseVaults) -> None:
    extend(vaults, JAN)

    assert delete_expired(NOON + timedelta(days=29)) == (0, 0)
    assert delete_expired(NOON + timedelta(days=30)) == (0, 1)
    assert not VaultEntry.objects.exists()


def test_use_keeps_a_vault(vaults: DatabaseVaults) -> None:
    extend(vaults, JAN)
    later = DatabaseVaults(clock=lambda: NOON + timedelta(days=20))
    try:
        extend(later, JAN)
    finally:
        later.close()

    assert delete_expired(NOON + timedelta(days=49)) == (0, 0)


def test_a_single_call_has_a_vault_that_is_not_stored(vaults: DatabaseVaults) -> None:
    one, two = asyncio.run(vaults.of_call()), asyncio.run(vaults.of_call())

    assert one.tag != two.tag
    assert not Scope.objects.exists()


_PROCESS = """
import asyncio, sys
from datetime import datetime, UTC
import django
django.setup()
from stadspoort.apps.gate.vaults import DatabaseVaults
from stadspoort.engines.privacy import Kind
from stadspoort.gate.seams import NewValue
from tests.apps.gate.make import principal

async def main():
    vaults = DatabaseVaults(clock=lambda: datetime.now(UTC))
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(40):
        names = [f"Persoon {n} de Vries" for n in range(number, number + 3)]
        values = [NewValue(name, Kind.PERSOON) for name in names]
        vault = await vaults.extend("g-1", values, principal=principal())
    for entry in vault.entries:
        print(entry.value, entry.token, flush=True)

asyncio.run(main())
"""


def test_processes_that_extend_one_scope_at_once_agree(
    own_process_environment: dict[str, str],
) -> None:
    root = Path(__file__).resolve().parents[3]
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", _PROCESS],
            env=own_process_environment,
            cwd=root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    outputs = [process.communicate("go\n", timeout=120)[0] for process in processes]

    pairs = {tuple(line.rsplit(" ", 1)) for output in outputs for line in output.splitlines()}
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert len(pairs) == 42
    assert len({value for value, _ in pairs}) == 42
    assert len({token for _, token in pairs}) == 42


def test_a_person_is_one_entity_over_calls_and_processes(vaults: DatabaseVaults) -> None:
    """Tokens of one person differ in their last two characters only: "a4" and "b2"."""
    first = extend(vaults, JAN)
    elsewhere = DatabaseVaults(clock=make.clock)
    try:
        again = extend(elsewhere, NewValue("De Vries", Kind.PERSOON, "m"), PIET)
    finally:
        elsewhere.close()
    last = extend(vaults, NewValue("DE VRIES", Kind.PERSOON, "v"))

    assert token(again, NewValue("De Vries", Kind.PERSOON))[:-3] == token(first, JAN)[:-3]
    assert [entry.entity for entry in last.entries] == [1, 1, 3, 4]


def test_a_call_that_adds_leaves_the_vault_of_a_running_call_alone(vaults: DatabaseVaults) -> None:
    extend(vaults, JAN)
    running = extend(vaults, JAN)
    extend(vaults, PIET)

    assert len(running) == 1
    assert running.by_value("Piet Jansen") is None


def test_an_entry_of_before_entities_is_alone(vaults: DatabaseVaults) -> None:
    """Its content has neither entity nor gender."""
    vault = extend(vaults, JAN)
    row = VaultEntry.objects.get()
    old = (
        b'{"token": "[PERSOON_%s1x]", "value": "Jan de Vries", "kind": "PERSOON", '
        b'"writer": "key:1", "is_restricted": false}' % vault.tag.encode()
    )
    row.blob = scopes.encrypt(row.scope_id, old, row="vault:1")
    row.save()
    elsewhere = DatabaseVaults(clock=make.clock)
    try:
        read = extend(elsewhere, NewValue("De Vries", Kind.PERSOON))
    finally:
        elsewhere.close()

    assert token(read, JAN) == f"[PERSOON_{vault.tag}1x]"
    assert [entry.entity for entry in read.entries] == [1, 1]


def existing(
    vaults: DatabaseVaults, *, scope: str = "g-1", by: Principal | None = None
) -> Vault | None:
    return asyncio.run(vaults.existing(scope, principal=by or make.principal()))


def test_a_vault_that_is_not_there_is_not_made(vaults: DatabaseVaults) -> None:
    """Whoever only puts back asks for what there is."""
    assert existing(vaults) is None
    assert Scope.objects.count() == 0


def test_what_is_there_is_given_to_its_own_asker_alone(vaults: DatabaseVaults) -> None:
    made = extend(vaults, JAN)
    found = existing(vaults)

    assert found is not None
    assert token(found, JAN) == token(made, JAN)
    assert existing(vaults, by=make.principal(id="sl-ffffffffff")) is None


def test_a_vault_past_its_term_is_gone_before_it_is_swept(vaults: DatabaseVaults) -> None:
    extend(vaults, JAN)
    Scope.objects.update(expires_at=NOON)

    assert existing(vaults) is None


def test_a_shorter_term_holds_at_every_use() -> None:
    """A vault made for a day is not kept for thirty because it was used again."""
    day, now = timedelta(days=1), [NOON]
    made = DatabaseVaults(clock=lambda: now[0])
    try:
        asyncio.run(made.extend("g-1", [JAN], principal=make.principal(), keep=day))
        assert Scope.objects.get().expires_at == NOON + day
        for hours, use in ((2, extend_by), (4, read_by)):
            now[0] = NOON + timedelta(hours=hours)
            use(made)
            assert Scope.objects.get().expires_at == now[0] + day
    finally:
        made.close()


def extend_by(vaults: DatabaseVaults) -> None:
    extend(vaults, PIET)


def read_by(vaults: DatabaseVaults) -> None:
    existing(vaults)
