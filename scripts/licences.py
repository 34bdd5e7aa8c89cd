"""Check the licence of everything that we ship or run with, against a list of what is allowed.

Python: every package of requirements/runtime.txt that is installed here, by its own metadata.
npm: every package of frontend/package-lock.json that is not only for building.
A licence that is not on the list, or that a package does not tell, stops the check. No GPL and no
AGPL: joined with them the whole would fall under those licences (EUPL-1.2, article 5 and appendix).
"""

from __future__ import annotations

import json
import re
import sys
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent

ALLOWED = frozenset(
    {
        "0BSD",
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "CC0-1.0",
        "EUPL-1.2",
        "ISC",
        "LGPL-3.0-only",  # used as a library, unchanged
        "MIT",
        "MIT-0",
        "MPL-2.0",  # its files stay theirs
        "OFL-1.1",  # fonts
        "PSF-2.0",
        "Python-2.0",
        "Unlicense",
    }
)

# How older metadata names a licence, in its classifier or in its free text.
NAMES = {
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "BSD": "BSD-3-Clause",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "The Unlicense (Unlicense)": "Unlicense",
}

# Packages whose metadata is no clear licence: what the licence files inside them say.
READ_BY_HAND = {
    # The wheel holds PDFium and what is linked into it (FreeType under its own licence, not the
    # GPL that it also offers; libjpeg, libpng, libtiff, ICU): all permissive, all texts included.
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
}


def is_allowed(expression: str) -> bool:
    """Tell whether an SPDX expression can be met with allowed licences only.

    Covers OR, AND and brackets without nesting of OR in AND; a `WITH` exception only widens what
    may be done, so the licence before it decides.
    """
    bare = re.sub(r"\s+WITH\s+\S+", "", expression).replace("(", " ").replace(")", " ")
    choices = re.split(r"\s+OR\s+", bare.strip())
    return any(
        all(part.strip() in ALLOWED for part in re.split(r"\s+AND\s+", choice))
        for choice in choices
    )


def told_licence(facts: PackageMetadata) -> str | None:
    """Return the SPDX expression a package tells in its metadata, or None if it tells none."""
    if "License-Expression" in facts:
        return facts["License-Expression"]
    classifiers = [
        line.rsplit(" :: ", 1)[-1]
        for line in facts.get_all("Classifier") or []
        if line.startswith("License :: ") and line != "License :: OSI Approved"
    ]
    free_text = facts["License"].strip() if "License" in facts else ""
    named = classifiers or ([free_text] if free_text and "\n" not in free_text else [])
    return " AND ".join(NAMES.get(name, name) for name in named) or None


def locked_packages(lock: Path) -> list[str]:
    """Return the names in a hashed lock that apply to this machine."""
    lines = re.findall(r"^([A-Za-z0-9][^\\\n#]*?)\s*\\?$", lock.read_text(), flags=re.MULTILINE)
    requirements = [Requirement(line) for line in lines if "==" in line]
    return [each.name for each in requirements if each.marker is None or each.marker.evaluate()]


def python_faults(lock: Path) -> list[str]:
    """Return a line for every package of the lock that we may not run with."""
    faults = []
    for name in locked_packages(lock):
        try:
            licence = READ_BY_HAND.get(name) or told_licence(metadata(name))
        except PackageNotFoundError:
            faults.append(f"{name}: in {lock.name} but not installed; run `make setup`")
            continue
        if licence is None:
            faults.append(f"{name}: tells no licence; read it and note it in READ_BY_HAND")
        elif not is_allowed(licence):
            faults.append(f"{name}: {licence} is not allowed")
    return faults


def npm_faults(lock: Path) -> list[str]:
    """Return a line for every npm package that reaches the browser and may not."""
    faults = []
    for path, facts in json.loads(lock.read_text())["packages"].items():
        if not path or facts.get("dev") or facts.get("optional"):
            continue
        licence = facts.get("license")
        if licence is None or not is_allowed(licence):
            faults.append(f"{path}: {licence or 'tells no licence'} is not allowed")
    return faults


def main() -> int:
    """Print every fault and return 1 if there is any."""
    faults = python_faults(ROOT / "requirements" / "runtime.txt")
    npm_lock = ROOT / "frontend" / "package-lock.json"
    if npm_lock.exists():
        faults += npm_faults(npm_lock)
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
