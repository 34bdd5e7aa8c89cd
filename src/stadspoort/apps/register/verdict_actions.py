"""Writes of what the rules said: a record of every changed verdict, and tasks for what is missing.

The process that compiles first writes; the others find it written. A record is never edited.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from stadspoort.apps.accounts.models import User
from stadspoort.apps.accounts.queries import system_user
from stadspoort.apps.audit.actions import NewEntry, append
from stadspoort.apps.audit.events import Event
from stadspoort.apps.frameworks.choices import SubjectKind
from stadspoort.apps.frameworks.models import Revision, Task, VerdictRecord
from stadspoort.apps.frameworks.needs import Need, NeedKind
from stadspoort.apps.frameworks.recording import digest
from stadspoort.apps.frameworks.rulings import Ruled, grounds, rests_on
from stadspoort.apps.register.compiled import Evidence, Use, evidence
from stadspoort.apps.register.models import Purpose
from stadspoort.apps.register.queries import version
from stadspoort.engines.frameworks import Judgement, Standing
from stadspoort.gate.values import legal_day

_WORDS = {
    Standing.TOEGESTAAN: "allowed",
    Standing.ONDER_VOORWAARDEN: "conditional",
    Standing.NIET_AANGETOOND: "unproven",
    Standing.VERBODEN: "forbidden",
}
_GONE = "De oorzaak is weg."
_SALT_BYTES = 16

Named = tuple[str, str, str]
"""Application, model and use by their names."""


@dataclass(frozen=True, slots=True)
class _Now:
    """What holds for one use now; `use` is None when the frameworks have no say any more."""

    use: Use | None
    judgement: Judgement
    digest: str


def note_verdicts(now: datetime) -> int:
    """Record every verdict that changed, in the ledger too, and return how many; renew the tasks.

    When nothing changed it writes nothing, and takes no lock. What moves while it looks is for the
    next look: an older answer must not be recorded after a newer one.
    """
    seen = version()
    known = evidence(legal_day(now))
    ruled = dict(_ruled(known))
    current = _current(known, ruled)
    wanted = _wanted(ruled.values())
    if not _changed(current, _latest()) and not _tasks_differ(wanted):
        return 0
    with transaction.atomic():
        # Whoever waited here reads what the other process wrote, and finds nothing to add.
        Revision.objects.get_or_create(pk=1)
        Revision.objects.select_for_update().get(pk=1)
        if version() != seen:
            return 0
        _bring_tasks_up_to_date(wanted, now)
        return _add_records(known, current, now)


def _ruled(known: Evidence) -> Iterable[tuple[Use, Ruled]]:
    """Yield the uses of the gate about which the frameworks say something."""
    singles = {
        (application, model, purpose)
        for application, model, purpose in known.patterns()
        if application is not None and model is not None and purpose is not None
    }
    for use in sorted(singles | set(known.of_the_gate())):
        ruled = known.ruling(use)
        if ruled is not None:
            yield use, ruled


def _current(known: Evidence, ruled: Mapping[Use, Ruled]) -> dict[Named, _Now]:
    found = {}
    for use, each in ruled.items():
        judgement = known.judge(use)
        content = [judgement.standing, judgement.reason, judgement.until, judgement.conditions,
                   judgement.by_person, each.digest]  # fmt: skip
        found[known.named(use)] = _Now(use, judgement, digest(content))
    return found


def _latest() -> dict[Named, VerdictRecord]:
    last = VerdictRecord.objects.values("application", "model", "use").annotate(last=Max("pk"))
    rows = VerdictRecord.objects.filter(pk__in=[each["last"] for each in last])
    rows = rows.defer("trace", "rests_on")
    return {(row.application, row.model, row.use): row for row in rows}


def _changed(
    current: Mapping[Named, _Now], latest: Mapping[Named, VerdictRecord]
) -> dict[Named, _Now]:
    found = {
        name: each
        for name, each in current.items()
        if name not in latest or latest[name].digest != each.digest
    }
    silent = Judgement(Standing.NIET_AANGETOOND, "De kaders zeggen hier niets meer over.")
    gone = _Now(None, silent, digest("gone"))
    return found | {
        name: gone
        for name, row in latest.items()
        if name not in current and row.digest != gone.digest
    }


def _add_records(known: Evidence, current: Mapping[Named, _Now], now: datetime) -> int:
    latest = _latest()
    changed = _changed(current, latest)
    rows = []
    for name, each in changed.items():
        before = latest.get(name)
        rows.append((_record(known, name, each, before, now), before))
    entries = [_entry(row, before) for row, before in rows]
    append(entries, now)
    return len(rows)


def _record(
    known: Evidence, name: Named, each: _Now, before: VerdictRecord | None, now: datetime
) -> VerdictRecord:
    application, model, use = name
    ruling = known.rulings.whole(application, model, use) if each.use else None
    judged = each.judgement
    return VerdictRecord.objects.create(
        application=application,
        model=model,
        use=use,
        on=known.rulings.day,
        verdict=_WORDS[judged.standing],
        valid_until=judged.until,
        rests_on=rests_on(ruling) if ruling else {},
        trace={
            "reason": judged.reason,
            "conditions": list(judged.conditions),
            "by_person": judged.by_person,
            "requirements": grounds(ruling) if ruling else [],
        },
        digest=each.digest,
        sequence=before.sequence + 1 if before else 1,
        recorded_at=now,
    )


def _entry(row: VerdictRecord, before: VerdictRecord | None) -> NewEntry:
    facts = {
        "application": row.application,
        "model": row.model,
        "purpose": row.use,
        "standing": row.verdict,
        "was": before.verdict if before else None,
        "until": str(row.valid_until) if row.valid_until else None,
        "content": row.digest,
    }
    payload = {
        "by": system_user().pseudonym,
        "subject": f"verdict:{row.pk}",
        "facts": facts,
        "salt": secrets.token_hex(_SALT_BYTES),
    }
    return NewEntry(Event.VERDICT_CHANGED, payload)


def _wanted(ruled: Iterable[Ruled]) -> dict[str, Need]:
    return {need.key: need for each in ruled for need in each.needs}


def _open_tasks() -> dict[str, Task]:
    """Return the open tasks that the rules made."""
    rows = Task.objects.filter(closed_at=None, kind__in=[kind.value for kind in NeedKind])
    return {row.key: row for row in rows}


def _tasks_differ(wanted: Mapping[str, Need]) -> bool:
    return wanted.keys() != _open_tasks().keys()


def _bring_tasks_up_to_date(wanted: Mapping[str, Need], now: datetime) -> None:
    """Add a task for what is newly asked, and close those whose cause is gone."""
    standing = _open_tasks()
    purposes = {row.slug: row for row in Purpose.objects.select_related("owner")}
    for key in sorted(wanted.keys() - standing.keys()):
        need = wanted[key]
        Task.objects.create(
            key=key,
            kind=need.kind.value,
            subject_kind=need.subject_kind,
            subject=need.subject,
            title=need.what[:300],
            due=need.due,
            owner=_owner(need, purposes),
            deliverer=need.deliverer,
            created_at=now,
        )
    for key in standing.keys() - wanted.keys():
        row = standing[key]
        row.closed_at, row.closing_note = now, _GONE
        row.save(update_fields=["closed_at", "closing_note"])


def _owner(need: Need, purposes: Mapping[str, Purpose]) -> User | None:
    """Return who a task is for: the owner of a purpose; else who keeps the register, by no name."""
    if need.subject_kind != SubjectKind.USE or need.subject not in purposes:
        return None
    return purposes[need.subject].owner
