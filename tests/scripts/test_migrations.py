"""A migration that has landed was run somewhere: it is never edited, only followed."""

from __future__ import annotations

from pathlib import Path

from scripts import migrations


def test_gone_edited_and_unlisted_migrations_are_named() -> None:
    """Each of the three needs another repair, so each has its own words."""
    before = {"a/0001_start.py": "aa", "a/0002_more.py": "bb", "a/0003_last.py": "cc"}
    now = {"a/0001_start.py": "aa", "a/0002_more.py": "b2", "a/0004_new.py": "dd"}
    assert migrations.faults(before, now) == [
        "a/0003_last.py: landed and is gone",
        "a/0002_more.py: landed and was edited; put it back and add a new migration",
        "a/0004_new.py: not listed; run `make migrations-land` when it is ready to land",
    ]


def test_the_list_is_read_as_it_is_written(tmp_path: Path) -> None:
    """One line per migration: digest, then path."""
    listing = tmp_path / "landed-migrations.txt"
    listing.write_text("aa  src/x/migrations/0001_start.py\n")
    assert migrations.landed(listing) == {"src/x/migrations/0001_start.py": "aa"}
    assert migrations.landed(tmp_path / "absent") == {}
