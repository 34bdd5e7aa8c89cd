"""What may be joined with an EUPL-1.2 work without changing its licence: no GPL, no AGPL."""

from __future__ import annotations

import json
from email.message import Message
from pathlib import Path

import pytest

from scripts import licences


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        pytest.param("MIT", True, id="permissive"),
        pytest.param("LGPL-3.0-only", True, id="library licence"),
        pytest.param("AGPL-3.0-or-later", False, id="AGPL"),
        pytest.param("GPL-2.0-only", False, id="GPL"),
        pytest.param("GPL-3.0-only OR MIT", True, id="one choice is enough"),
        pytest.param("MIT AND GPL-3.0-only", False, id="all parts count"),
        pytest.param("(Apache-2.0 OR BSD-3-Clause)", True, id="brackets"),
        pytest.param("Apache-2.0 WITH LLVM-exception", True, id="exception widens"),
        pytest.param("UNKNOWN", False, id="unknown is no"),
    ],
)
def test_which_expressions_are_allowed(expression: str, expected: bool) -> None:
    """A choice needs one allowed licence, a combination needs all."""
    assert licences.is_allowed(expression) is expected


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        pytest.param({"License-Expression": "MIT"}, "MIT", id="expression"),
        pytest.param(
            {"Classifier": "License :: OSI Approved :: BSD License", "License": "see file"},
            "BSD-3-Clause",
            id="classifier before free text",
        ),
        pytest.param({"License": "Apache License 2.0"}, "Apache-2.0", id="free text"),
        pytest.param({"License": "Permission is\nhereby granted"}, None, id="a text is no name"),
        pytest.param({"Classifier": "License :: OSI Approved"}, None, id="approved says nothing"),
    ],
)
def test_what_metadata_tells(headers: dict[str, str], expected: str | None) -> None:
    """The newest field wins; a text that names no licence counts as silence."""
    metadata = Message()
    for name, value in headers.items():
        metadata[name] = value
    assert licences.told_licence(metadata) == expected


def test_a_package_of_the_lock_that_is_not_installed_is_a_fault(tmp_path: Path) -> None:
    """What cannot be read cannot be approved."""
    lock = tmp_path / "runtime.txt"
    lock.write_text("no-such-package-here==1.0 \\\n    --hash=sha256:00\n")
    assert licences.python_faults(lock) == [
        "no-such-package-here: in runtime.txt but not installed; run `make setup`"
    ]


def test_only_npm_packages_that_reach_the_browser_are_judged(tmp_path: Path) -> None:
    """A build tool is not shipped; what is shipped needs an allowed licence."""
    lock = tmp_path / "package-lock.json"
    packages = {
        "": {"name": "frontend"},
        "node_modules/good": {"license": "EUPL-1.2"},
        "node_modules/tool": {"license": "GPL-3.0", "dev": True},
        "node_modules/brand": {"license": "SEE LICENSE IN LICENSE.md"},
        "node_modules/silent": {},
    }
    lock.write_text(json.dumps({"packages": packages}))
    assert licences.npm_faults(lock) == [
        "node_modules/brand: SEE LICENSE IN LICENSE.md is not allowed",
        "node_modules/silent: tells no licence is not allowed",
    ]
