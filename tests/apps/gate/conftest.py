"""The surroundings of a process of its own that shares the test database and keys."""

from __future__ import annotations

import os
from urllib.parse import quote

import pytest
from django.conf import settings


@pytest.fixture
def own_process_environment() -> dict[str, str]:
    """Return the environment in which another Python process sees the test database."""
    default = settings.DATABASES["default"]
    name = str(default["NAME"])
    if default["ENGINE"].endswith("sqlite3"):
        address = f"sqlite:///{name}"
    else:
        person = quote(default["USER"]) + (
            f":{quote(default['PASSWORD'])}" if default["PASSWORD"] else ""
        )
        place = quote(default["HOST"], safe="")
        port = f":{default['PORT']}" if default["PORT"] else ""
        at = f"{person}@" if person else ""
        address = f"postgresql://{at}{place}{port}/{name}"
    return {
        **os.environ,
        "STADSPOORT_DATABASE_URL": address,
        "STADSPOORT_DATA": str(settings.DATA),
        "STADSPOORT_KEYS": str(settings.KEYS),
        "DJANGO_SETTINGS_MODULE": "stadspoort.site.settings",
        "PYTHONPATH": os.pathsep.join(["src", "."]),
    }
