"""The documents tell what is there: commands, version, fragments and links."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml

from scripts import reference

ROOT = Path(__file__).resolve().parent.parent
PAGES = [
    page
    for page in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("bench/*.md")])
    if page.name != "LICENSE"
]


def test_every_command_is_documented() -> None:
    """docs/reference/cli.md is what `make reference` writes."""
    assert (ROOT / "docs/reference/cli.md").read_text() == reference.page()


def test_every_command_explains_itself() -> None:
    """With a sentence for the command, and a sentence or a Dutch name for each value it takes."""
    commands = list(reference.commands_of(reference.whole_parser()))
    silent = [command.prog for command, told in commands if not (told or command.description)]
    bare = [
        f"{command.prog} {action.dest}"
        for command, _told in commands
        for action in command._actions
        if not (action.help or action.metavar)
    ]
    assert silent + bare == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_link_in_a_document_leads_somewhere(page: Path) -> None:
    """Links within the project, and pictures, exist."""
    targets = re.findall(r"\]\((?!https?://|#|mailto:)([^)#\s]+)", page.read_text())
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_publiccode_tells_the_licence_of_the_package() -> None:
    """Catalogues read publiccode.yml; installers read pyproject.toml."""
    told = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    package = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert told["legal"]["license"] == package["license"] == "EUPL-1.2"


def test_the_licence_is_there_in_full() -> None:
    """EUPL-1.2 has fifteen articles and an appendix."""
    text = (ROOT / "LICENSE").read_text()
    articles = [int(number) for number in re.findall(r"^## (\d+)\. ", text, flags=re.MULTILINE)]
    assert articles == list(range(1, 16))
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in text
    assert "## Appendix" in text


def test_every_changelog_fragment_has_a_kind_and_a_sentence() -> None:
    """A fragment with an unknown kind would be left out of the changelog in silence."""
    kinds = {"feature", "change", "fix", "security"}
    wrong = []
    for fragment in sorted((ROOT / "changelog.d").glob("[!.]*")):
        parts = fragment.name.split(".")
        is_named_well = len(parts) == 3 and parts[1] in kinds and parts[2] == "md"
        if not is_named_well or not fragment.read_text().strip().endswith((".", "!")):
            wrong.append(fragment.name)
    assert wrong == []
