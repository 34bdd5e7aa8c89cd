"""What every test may count on: folders of its own run, no network, one of two databases.

The environment is set before Django reads it, so that no test can touch the data of a real
installation, whatever the shell of the developer holds.
"""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
from pytest_django.plugin import DjangoDbBlocker

RUN = Path(tempfile.mkdtemp(prefix="stadspoort-tests-"))
DATABASE_URL = os.environ.get("STADSPOORT_TEST_DATABASE_URL")

for name in [name for name in os.environ if name.startswith("STADSPOORT_")]:
    if name != "STADSPOORT_TEST_DATABASE_URL":
        del os.environ[name]
os.environ["STADSPOORT_DATA"] = str(RUN / "data")
os.environ["STADSPOORT_KEYS"] = str(RUN / "keys")
if DATABASE_URL:
    os.environ["STADSPOORT_DATABASE_URL"] = DATABASE_URL
os.environ["DJANGO_SETTINGS_MODULE"] = "stadspoort.site.settings"
(RUN / "data").mkdir()
(RUN / "keys").mkdir(mode=0o700)
django.setup()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Let each worker process set its own environment.

    A worker inherits this one. With the settings module named in it, pytest-django would read the
    settings before this file runs there, and all workers would share the folders of this process.
    """
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)


def pytest_unconfigure() -> None:
    """Take the folders of this run away."""
    shutil.rmtree(RUN, ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let journeys talk to servers on this machine; every other test gets no network at all."""
    for item in items:
        if item.get_closest_marker("journey"):
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1"]))


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Name the test database: `test_stadspoort_<random>` on PostgreSQL, a file on SQLite.

    Every worker process has its own. A file and not memory, because write-ahead logging and
    waiting for a lock, which the product relies on, exist only for files.
    """
    from django.conf import settings

    default = settings.DATABASES["default"]
    is_file = default["ENGINE"].endswith("sqlite3")
    default["TEST"] = {
        **default.get("TEST", {}),
        "NAME": str(RUN / "test.sqlite3") if is_file else f"test_stadspoort_{secrets.token_hex(6)}",
    }


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """End the connections of other threads at the end, or PostgreSQL would not drop the database.

    The threads in which an event loop runs database work keep theirs open until the process ends.
    """
    yield
    with django_db_blocker.unblock():
        from django.db import connection

        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )


@pytest.fixture(autouse=True)
def no_anchors_of_another_test() -> Iterator[None]:
    """Take away the anchors of a test: its ledger is gone, and they would accuse the next one."""
    yield
    (RUN / "keys" / "anchors.jsonl").unlink(missing_ok=True)
