"""The rules of the house that no tool checks: front doors, sizes, texts, documents, reasons.

Which room may import which is checked by import-linter (`make check`); ARCHITECTURE.md tells why.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import tokenize
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import stadspoort
from stadspoort.errors import StadspoortError
from stadspoort.site import error_texts

ROOT = Path(__file__).resolve().parent.parent
SRC = ROOT / "src"

MOST_NAMES = 10
MOST_LINES = 400


def sources(*folders: str) -> list[Path]:
    """Return the Python files that people write and read: no migrations."""
    found = [file for folder in folders for file in (ROOT / folder).rglob("*.py")]
    return sorted(file for file in found if "migrations" not in file.parts)


def module_name(file: Path) -> str:
    """Return the dotted name of a source file."""
    parts = file.relative_to(SRC).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported_modules(file: Path) -> Iterator[str]:
    """Give every dotted name an import in this file could mean."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def all_modules() -> list[str]:
    """Return the name of every module of the package except those that start a program."""
    found = pkgutil.walk_packages(stadspoort.__path__, prefix="stadspoort.")
    return [module.name for module in found if not module.name.endswith("__main__")]


def named_errors() -> list[type[StadspoortError]]:
    """Return every class of named failures in the source tree."""
    for name in all_modules():
        importlib.import_module(name)

    def below(parent: type[StadspoortError]) -> Iterator[type[StadspoortError]]:
        for child in parent.__subclasses__():
            if child.__module__.startswith("stadspoort."):
                yield child
            yield from below(child)

    return list(dict.fromkeys(below(StadspoortError)))


def test_nobody_imports_a_private_module_of_another_package() -> None:
    """An underscore module is the inside of its package; the package's own name is the door."""
    wrong = []
    for file in sources("src"):
        here = module_name(file)
        for target in imported_modules(file):
            parts = target.split(".")
            if parts[0] != "stadspoort":
                continue
            for depth, part in enumerate(parts):
                is_private = part.startswith("_") and not part.startswith("__")
                owner = ".".join(parts[:depth])
                if is_private and not (here == owner or here.startswith(f"{owner}.")):
                    wrong.append(f"{here} imports {target}")
    assert wrong == []


def test_a_package_shows_at_most_ten_names() -> None:
    """A longer list is two packages, or an inside that hangs out."""
    too_many = {
        name: len(importlib.import_module(name).__all__)
        for name in all_modules()
        if len(getattr(importlib.import_module(name), "__all__", [])) > MOST_NAMES
    }
    assert too_many == {}


def test_every_engine_says_what_it_shows() -> None:
    """An engine is used through the names in its `__all__` only."""
    folders = sorted((SRC / "stadspoort" / "engines").iterdir())
    engines = [folder.name for folder in folders if (folder / "__init__.py").exists()]
    silent = [
        engine
        for engine in engines
        if not getattr(importlib.import_module(f"stadspoort.engines.{engine}"), "__all__", None)
    ]
    assert silent == []


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    """A reader holds one file in mind; a longer one has two subjects."""
    lengths = {
        str(file.relative_to(ROOT)): len(file.read_text().splitlines())
        for file in sources("src", "scripts", "bench")
    }
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


def test_no_two_errors_share_a_code() -> None:
    """A code stands for one situation: texts, logs and clients go by it."""
    codes = Counter(error.code for error in named_errors() if "code" in vars(error))
    assert [code for code, times in codes.items() if times > 1] == []


def test_every_error_has_its_own_code() -> None:
    """A class without a code would be shown with the words of its parent; a private base may."""
    public = [error for error in named_errors() if not error.__name__.startswith("_")]
    assert [error.__name__ for error in public if "code" not in vars(error)] == []


def test_every_error_has_a_text_and_every_text_an_error() -> None:
    """Nobody meets a code instead of a sentence, and no sentence outlives its error."""
    codes = {error.code for error in named_errors() if "code" in vars(error)}
    assert sorted(codes - set(error_texts.ERROR_TEXTS)) == []
    assert sorted(set(error_texts.ERROR_TEXTS) - codes) == []


def test_every_module_of_error_texts_is_joined() -> None:
    """The list in site/error_texts.py is written by hand, so that it can be read."""
    modules = {file.stem for file in (SRC / "stadspoort" / "site").glob("error_texts_*.py")}
    assert {room.__name__.rsplit(".", 1)[-1] for room in error_texts.ROOMS} == modules


def test_no_error_text_is_given_twice() -> None:
    """The second would silently win."""
    codes = Counter(code for room in error_texts.ROOMS for code in room.TEXTS)
    assert [code for code, times in codes.items() if times > 1] == []


@pytest.mark.parametrize("code", sorted(error_texts.ERROR_TEXTS))
def test_an_error_text_is_whole_sentences(code: str) -> None:
    """It starts with a capital and ends with a full stop, question mark or exclamation mark."""
    assert re.fullmatch(r"[A-Z‘'“\"].*[.?!]", error_texts.ERROR_TEXTS[code], re.DOTALL)


def test_every_environment_variable_is_documented() -> None:
    """docs/reference/settings.md names each variable that the code reads, and no other."""
    name = r"(STADSPOORT_[A-Z][A-Z_]*[A-Z])"
    files = sources("src", "scripts")
    used = {found for file in files for found in re.findall(f"[\"']{name}[\"']", file.read_text())}
    page = (ROOT / "docs/reference/settings.md").read_text()
    documented = set(re.findall(f"^\\| `{name}`", page, flags=re.MULTILINE))
    assert sorted(used - documented) == []
    assert sorted(documented - used) == []


def comments(file: Path) -> Iterator[tuple[int, str]]:
    """Give the line number and the text of every comment in a file."""
    with tokenize.open(file) as text:
        for token in tokenize.generate_tokens(text.readline):
            if token.type == tokenize.COMMENT:
                yield token.start[0], token.string


def test_every_exception_to_a_rule_has_its_reason() -> None:
    """`noqa`, `type: ignore` and `pragma` name the rule, and say on the same line why."""
    exception = re.compile(r"noqa|type: ignore|pragma:")
    named = r"(noqa: [A-Z]+\d+(, *[A-Z]+\d+)*|type: ignore\[[\w, -]+\]|pragma: no (cover|branch))"
    with_reason = re.compile(named + r".*?[a-z]{3}")
    bare = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in sources("src", "scripts", "bench", "tests")
        for number, comment in comments(file)
        if exception.search(comment) and not with_reason.search(comment)
    ]
    assert bare == []


def test_every_rule_that_is_off_has_its_reason() -> None:
    """In pyproject.toml each ruff rule that is switched off has a comment beside it."""
    text = (ROOT / "pyproject.toml").read_text()
    lint = text[text.index("[tool.ruff.lint]") : text.index("[tool.mypy]")]
    off = lint[lint.index("ignore = [") : lint.index("[tool.ruff.lint.pydocstyle]")]
    off += lint[lint.index("[tool.ruff.lint.per-file-ignores]") :]
    bare = [
        line for line in off.splitlines() if re.search(r'"[A-Z]+\d*"', line) and "#" not in line
    ]
    assert bare == []
