"""What waits for someone on Mijn werk: by what they may do, and only what is really there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from stadspoort.apps import failures
from stadspoort.apps.accounts.models import User
from stadspoort.apps.accounts.roles import Capability, Role, may
from stadspoort.apps.audit import anchors
from stadspoort.apps.audit.events import Event
from stadspoort.apps.audit.models import LedgerEntry
from stadspoort.apps.gate.models import ApiKey
from stadspoort.apps.oversight import request_queries
from stadspoort.apps.oversight.models import VerificationRun
from stadspoort.apps.register.models import Decision, Purpose, PurposeKind
from stadspoort.gate.values import legal_day

SOON = timedelta(days=30)
"""What ends within this time is shown to who can do something about it."""

_DECISIONS = "/beheer/besluiten/"
_BACKUP_IS_OLD_AFTER = timedelta(days=7)
_CHECK_IS_OLD_AFTER = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that waits, or that one wants to know at the start of the day.

    Attributes:
        icon: A name in frontend/icons.json.
        words: What it is.
        href: Where one does something about it; empty for what is only to know.
        at: The moment or day it is about; None if it is about none.
    """

    icon: str
    words: str
    href: str = ""
    at: datetime | None = None


def lines(user: User, roles: frozenset[Role], now: datetime) -> tuple[Line, ...]:
    """Return what waits for this person, most pressing first."""
    found: list[Line] = []
    if may(roles, Capability.ASK_IDENTITY):
        found += _requests(user, now)
    if may(roles, Capability.READ_LEDGER):
        found.append(_last_check(now))
    if may(roles, Capability.MANAGE_REGISTER):
        found += _endings(now)
    if may(roles, Capability.MANAGE_KEYS):
        found += _keys(now)
    if Role.TECHNISCH_BEHEERDER in roles:
        found += [_last_backup(now), _last_anchor()]
    return tuple(found)


def alert(roles: frozenset[Role]) -> str:
    """Return what the anchors have against the database, in Dutch; else, or not theirs, empty."""
    if not may(roles, Capability.READ_LEDGER) and Role.TECHNISCH_BEHEERDER not in roles:
        return ""
    error = anchors.contradiction()
    return failures.sentence(error) if error else ""


def _requests(user: User, now: datetime) -> Iterator[Line]:
    if waiting := request_queries.waiting_for(user):
        words = "verzoek wacht" if waiting == 1 else "verzoeken wachten"
        yield Line("user-shield", f"{waiting} {words} op uw besluit", "/logboek/verzoeken/")
    if usable := request_queries.usable_for(user, now):
        words = "verzoek van u is" if usable == 1 else "verzoeken van u zijn"
        yield Line("lock-open", f"{usable} {words} goedgekeurd", "/logboek/verzoeken/")


def _last_check(now: datetime) -> Line:
    run = VerificationRun.objects.exclude(is_ok=None).first()
    if run is None or run.finished_at is None:
        return Line("shield", "Het logboek is nog niet gecontroleerd", "/logboek/controle/")
    href = f"/logboek/controle/{run.pk}/"
    if not run.is_ok:
        return Line(
            "shield-x", "Laatste controle van het logboek: klopt niet", href, run.finished_at
        )
    if now - run.finished_at > _CHECK_IS_OLD_AFTER:
        words = "Het logboek is langer dan een week niet gecontroleerd"
        return Line("shield", words, "/logboek/controle/", run.finished_at)
    return Line("shield-check", "Laatste controle van het logboek: klopt", href, run.finished_at)


def _endings(now: datetime) -> Iterator[Line]:
    today = legal_day(now)
    decisions = Decision.objects.filter(
        allows=True, withdrawn_at=None, valid_until__range=(today, today + SOON)
    ).count()
    if decisions:
        words = "besluit loopt" if decisions == 1 else "besluiten lopen"
        yield Line("gavel", f"{decisions} {words} binnen 30 dagen af", _DECISIONS)
    experiments = Purpose.objects.filter(
        kind=PurposeKind.EXPERIMENT, is_active=True, ends_on__range=(today, today + SOON)
    ).order_by("ends_on", "pk")
    if not decisions and not experiments:
        yield Line("gavel", "Binnen 30 dagen loopt geen besluit of experiment af", _DECISIONS)
    for purpose in experiments:
        left = (purpose.ends_on - today).days if purpose.ends_on else 0
        when = "vandaag" if not left else "morgen" if left == 1 else f"over {left} dagen"
        words = f"Experiment {purpose.title} eindigt {when}"
        yield Line("flask", words, f"/register/doelen/{purpose.slug}/")


def _keys(now: datetime) -> Iterator[Line]:
    usable = Q(revoked_at=None) & (Q(expires_at=None) | Q(expires_at__gt=now))
    left = ApiKey.objects.filter(usable, owner__is_active=False).count()
    if left:
        words = "sleutel heeft" if left == 1 else "sleutels hebben"
        yield Line("key", f"{left} {words} een eigenaar die weg is", "/beheer/sleutels/")
    ending = ApiKey.objects.filter(
        usable, owner__is_active=True, expires_at__lte=now + SOON
    ).count()
    if ending:
        words = "sleutel verloopt" if ending == 1 else "sleutels verlopen"
        yield Line("key", f"{ending} {words} binnen 30 dagen", "/beheer/sleutels/")


def _last_backup(now: datetime) -> Line:
    made = LedgerEntry.objects.filter(kind=Event.BACKUP_MADE).order_by("-at").first()
    if made is None:
        return Line("archive", "Er is nog geen back-up gemaakt: stadspoort backup MAP")
    if now - made.at > _BACKUP_IS_OLD_AFTER:
        return Line("archive", "De laatste back-up is ouder dan een week", at=made.at)
    return Line("archive", "Laatste back-up", at=made.at)


def _last_anchor() -> Line:
    last = anchors.last_at()
    if last is None:
        return Line("link", "Er is nog geen leesbaar anker van het logboek")
    return Line("link", "Laatste anker van het logboek", at=last)
