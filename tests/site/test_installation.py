"""Whether there is an installation here, of this version: said before anything is read."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import IntegrityError, OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from pytest_django import Settings

from stadspoort.apps.audit.models import LedgerEntry
from stadspoort.site import installation

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.django_db
def test_an_installation_of_this_version_needs_nothing() -> None:
    installation.require_current()

    assert installation.migrate(NOW) == 0
    assert not LedgerEntry.objects.exists()


@pytest.mark.django_db
def test_a_database_that_is_behind_is_named_with_how_much() -> None:
    """Nothing works on a half-known schema; the administrator gets the command."""
    MigrationRecorder(connection).record_unapplied("axes", "0001_initial")
    MigrationRecorder(connection).record_unapplied("register", "0001_suppliers_to_decisions")

    with pytest.raises(installation.MigrationsPendingError) as caught:
        installation.require_current()

    assert caught.value.context == {"steps": 2}


@pytest.mark.django_db
def test_a_database_without_any_migration_is_no_installation() -> None:
    MigrationRecorder.Migration.objects.all().delete()

    with pytest.raises(installation.NotInstalledError):
        installation.require_current()


@pytest.mark.django_db
def test_asking_does_not_make_a_database(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite makes its file on connecting; a typing error in --data must leave nothing behind."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL makes no database by itself")
    file = tmp_path / "stadspoort.sqlite3"
    monkeypatch.setitem(connection.settings_dict, "NAME", str(file))

    with pytest.raises(installation.NotInstalledError):
        installation.migrate(NOW)

    assert not file.exists()


@pytest.mark.parametrize(
    ("error", "name"),
    [
        pytest.param(OperationalError("database is locked"), "site.database_busy", id="busy"),
        pytest.param(
            OperationalError("connection refused"), "site.database_unreachable", id="not there"
        ),
        pytest.param(IntegrityError("UNIQUE"), None, id="a mistake of ours keeps its traceback"),
    ],
)
def test_what_the_database_itself_refuses_has_a_name(error: Exception, name: str | None) -> None:
    assert isinstance(error, OperationalError | IntegrityError)
    failure = installation.named(error)

    assert (failure and failure.code) == name
