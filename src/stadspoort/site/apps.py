"""Django's name card of the site: templates, static files and tags that all rooms share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from stadspoort.apps.accounts.models import User
    from stadspoort.apps.accounts.recording import AccountEvent, Fact


class SiteConfig(AppConfig):
    """The app `site`."""

    name = "stadspoort.site"
    label = "site"

    def ready(self) -> None:
        """Join accounts to the ledger, which knows users and therefore lies above them."""
        from stadspoort.apps.accounts import recording

        recording.install(_record_in_ledger)


def _record_in_ledger(
    event: AccountEvent,
    *,
    by: User,
    subject: str,
    facts: Mapping[str, Fact],
    now: datetime,
) -> None:
    from stadspoort.apps.audit.actions import record
    from stadspoort.apps.audit.events import Event

    record(Event[event.name], by=by, subject=subject, facts=facts, now=now)
