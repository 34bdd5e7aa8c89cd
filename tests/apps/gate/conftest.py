"""The surroundings of a process of its own that shares the test database and keys."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings


@pytest.fixture(autouse=True)
def anchor_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test anchors of its own: the database of the next test is another one."""
    file = tmp_path / "anchors.jsonl"
    monkeypatch.setattr(settings, "ANCHOR_FILE", file)
    return file


@pytest.fixture
def own_process_environment(anchor_file: Path) -> dict[str, str]:
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
        "STADSPOORT_ANCHOR_FILE": str(anchor_file),
        "DJANGO_SETTINGS_MODULE": "stadspoort.site.settings",
        "PYTHONPATH": os.pathsep.join(["src", "."]),
    }
