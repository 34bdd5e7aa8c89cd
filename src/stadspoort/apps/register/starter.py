"""What every installation has in its register: Stadspoort itself, the first entry of its own."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from stadspoort.apps.accounts.models import User
from stadspoort.apps.register import actions
from stadspoort.apps.register.models import ApplicationKind, ModelDeployment
from stadspoort.apps.register.queries import CONNECTIONS, SCREENS


@transaction.atomic
def add_own_entries(*, by: User, now: datetime) -> ModelDeployment:
    """Add our own screens and links as applications, and the embedded model; return the model.

    Nothing is allowed by it: being built in is no verdict.
    """
    own = actions.add_supplier(
        slug="eigen-gemeente", name="Eigen gemeente", country="Nederland", by=by, now=now
    )
    actions.add_application(
        slug=SCREENS,
        name="Stadspoort Assistent",
        supplier=own,
        kind=ApplicationKind.OWN,
        description="De schermen van Stadspoort waarop medewerkers een model iets vragen.",
        by=by,
        now=now,
    )
    actions.add_application(
        slug=CONNECTIONS,
        name="Eigen koppelingen",
        supplier=own,
        kind=ApplicationKind.OWN,
        description="Systemen van de gemeente die met een sleutel via de poort een model vragen.",
        by=by,
        now=now,
    )
    return actions.add_embedded_model(by=by, now=now)
