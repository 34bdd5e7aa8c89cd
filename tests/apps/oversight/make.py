"""Calls of employees, written as the gate writes them."""

from __future__ import annotations

from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
)
from django.utils import timezone
from tests.apps.gate import make

from stadspoort.apps.accounts.models import User
from stadspoort.apps.gate.batch import BatchWriter
from stadspoort.apps.gate.entries import AtOnce, Closed, Entry, Opened
from stadspoort.apps.gate.models import CallRecord
from stadspoort.apps.gate.seals import Sealer
from stadspoort.gate.values import Outcome, PrincipalKind

PASSPHRASE = "k7fq-zzpw-3m2a"
BODY = b'{"messages":[{"role":"user","content":"Beste [PERSOON_k7f3q2a1]"}]}'
HOLDER = X25519PrivateKey.from_private_bytes(bytes(range(32)))


def key_file() -> bytes:
    """Return the key file of the FG, under PASSPHRASE."""
    lock = BestAvailableEncryption(PASSPHRASE.encode())
    return HOLDER.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)


def call(
    by: User,
    call_id: str,
    *,
    outcome: Outcome = Outcome.ANSWERED,
    at: datetime | None = None,
    purpose: str = "brieven",
    is_sealed: bool = False,
) -> CallRecord:
    """Return a closed call of an employee on our own screens."""
    moment = at or timezone.now()
    asker = make.principal(kind=PrincipalKind.USER, id=str(by.pk), user_id=by.pk)
    opening = make.opening(call_id, principal=asker, purpose=purpose)
    body = BODY if is_sealed else None
    closing = make.closing(call_id, outcome=outcome)
    entries: list[Entry] = [Opened(opening, moment, body=body, seal_days=30)]
    entries.append(Closed(closing, moment))
    if outcome is Outcome.VERDICT_FORBIDS:
        refusal = make.closing(call_id, outcome=outcome, prompt_tokens=0, completion_tokens=0)
        entries = [AtOnce(opening, refusal, moment)]
    writer = BatchWriter(sealer=Sealer(HOLDER.public_key))
    writer.write(entries, boot=make.BOOT, now=moment)
    return CallRecord.objects.get(pk=call_id)
