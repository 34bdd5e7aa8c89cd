"""The server of the tests: a given one, this machine's, or one of our own that leaves no trace."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
import pytest

from scripts import postgres


def test_a_given_server_is_used_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is started, and nothing is asked, when the address is given."""
    monkeypatch.setenv(postgres.URL_VARIABLE, "postgresql://given.example/postgres")
    with postgres.test_server() as url:
        assert url == "postgresql://given.example/postgres"


def test_a_private_cluster_serves_and_leaves_nothing_behind() -> None:
    """It answers on a socket in its own folder, may create databases, and is gone afterwards."""
    with postgres.private_cluster() as url:
        folder = Path(unquote(urlsplit(url).netloc.split("@")[1].rsplit(":", 1)[0]))
        assert folder.is_dir()
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE DATABASE test_stadspoort_try")
            addresses = connection.execute("SHOW listen_addresses").fetchone()
            encoding = connection.execute("SHOW server_encoding").fetchone()
    assert addresses == ("",)
    assert encoding == ("UTF8",)
    assert not folder.exists()


def test_a_private_cluster_is_stopped_when_the_run_fails() -> None:
    """A failing suite must not leave a server running."""
    with pytest.raises(RuntimeError), postgres.private_cluster() as url:
        raise RuntimeError
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url, connect_timeout=2)
