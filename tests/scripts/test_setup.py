"""Setting up is safe to repeat: a part is done again only when its inputs or its result changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from scripts import setup


@pytest.fixture
def stamps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the stamps of these tests apart from those of this checkout."""
    monkeypatch.setattr(setup, "STAMPS", tmp_path)
    return tmp_path


@pytest.mark.usefixtures("stamps")
def test_a_part_that_went_well_is_stamped() -> None:
    """The next run finds the stamp and skips the part."""
    with setup.stamped("part", "digest"):
        pass
    assert setup.is_stamped("part", "digest")
    assert not setup.is_stamped("part", "another digest")


@pytest.mark.usefixtures("stamps")
def test_a_part_that_failed_is_done_again() -> None:
    """Even when it had been done well before: half an environment is no environment."""
    with setup.stamped("part", "digest"):
        pass
    with pytest.raises(setup.SetupError), setup.stamped("part", "digest"):
        raise setup.SetupError
    assert not setup.is_stamped("part", "digest")


def test_the_digest_follows_the_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed lock, or a moved line between two locks, is another digest."""
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    lock, folder = tmp_path / "lock.txt", tmp_path / "css"
    folder.mkdir()
    lock.write_text("a==1")
    (folder / "one.css").write_text("x")
    before = setup.digest([lock, folder])
    assert setup.digest([lock, folder]) == before
    lock.write_text("a==2")
    changed = setup.digest([lock, folder])
    (folder / "one.css").rename(folder / "two.css")
    assert len({before, changed, setup.digest([lock, folder])}) == 3


def test_a_missing_package_without_apt_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """On another Linux the reader learns what to install, and for what."""
    monkeypatch.setattr(setup.shutil, "which", lambda _name: None)
    need = setup.Need("chromium", "de browserproeven", lambda: False)
    with pytest.raises(setup.SetupError, match=r"chromium \(voor de browserproeven\)"):
        setup.install_system_packages([need])


def test_a_missing_package_without_root_and_sudo_tells_the_command(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The reader can hand the line to whoever is root."""
    monkeypatch.setattr(setup.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(
        setup.shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None
    )
    need = setup.Need("chromium", "de browserproeven", lambda: False)
    with pytest.raises(setup.SetupError, match="apt-get install chromium"):
        setup.install_system_packages([need])


def test_nothing_is_installed_when_nothing_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second run asks nobody for anything."""

    def never(*_arguments: object, **_options: object) -> None:
        raise AssertionError

    monkeypatch.setattr(setup, "call", never)
    setup.install_system_packages([setup.Need("make", "alles", lambda: True)])


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        pytest.param("v24.19.0", 24, id="new"),
        pytest.param("v18.20.4", 18, id="that of Debian 12"),
        pytest.param("nonsense", 0, id="not a version"),
    ],
)
def test_the_version_of_node_is_read(tmp_path: Path, shown: str, expected: int) -> None:
    """Only the main version counts."""
    node = tmp_path / "node"
    node.write_text(f"#!/bin/sh\necho {shown}\n")
    node.chmod(0o755)
    assert setup.node_version(str(node)) == expected


def test_a_node_that_does_not_start_is_no_node(tmp_path: Path) -> None:
    """Absent, or broken: both mean that one has to be installed."""
    broken = tmp_path / "node"
    broken.write_text("#!/bin/sh\nexit 3\n")
    broken.chmod(0o755)
    assert setup.node_version(str(broken)) == 0
    assert setup.node_version(str(tmp_path / "absent")) == 0


def test_the_newest_own_node_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An old one on the path is passed over for a newer one further on."""
    for folder, version in (("old", 18), ("new", 22)):
        (tmp_path / folder).mkdir()
        for program in ("node", "npm"):
            file = tmp_path / folder / program
            file.write_text(f"#!/bin/sh\necho v{version}.0.0\n")
            file.chmod(0o755)
    monkeypatch.setattr(setup, "NODE_FOLDER", tmp_path / "none")
    monkeypatch.setenv("PATH", os.pathsep.join([str(tmp_path / "old"), str(tmp_path / "new")]))
    assert setup.find_node() == (tmp_path / "new", "22")
