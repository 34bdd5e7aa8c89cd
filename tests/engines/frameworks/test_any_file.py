"""Whatever a file holds: it is read, or refused with a line and a reason. Nothing else happens."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.engines.frameworks import make

from stadspoort.engines.frameworks.conditions import ConditionError, parse
from stadspoort.engines.frameworks.facts import FactsRefusedError, read_facts
from stadspoort.engines.frameworks.library import FrameworksRefusedError, Problem, read_library

LIBRARY = make.library()
FRAMEWORK = make.contents()[make.OLD].decode()
WORDS = (make.FOLDER / "vocabulary.yaml").read_text()
FACTS = (make.FACTS / "wet-in-de-tijd.yaml").read_text()
_SCRAPS = st.sampled_from(
    ["", "\n", "  ", "- ", ": ", "{", "}", "[", "]", "'", '"', "&a ", "*a", "!x ", "#", "|", "null",
     "true", "2026-02-30", "id: x", "\t", "é", "? ", "---\n", "condition: '('"]
)  # fmt: skip


@st.composite
def spoiled(draw: st.DrawFn, text: str) -> bytes:
    """Draw the text with one to three pieces taken out, or something else in their place."""
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        text = text[:start] + draw(_SCRAPS) + text[end:]
    return text.encode()


def library_problems(name: str, data: bytes) -> list[Problem]:
    """Return the problems with a library in which one file is this; none when it is read."""
    try:
        read_library(make.contents() | {name: data})
    except FrameworksRefusedError as error:
        return [*error.problems]
    return []


def facts_problems(data: bytes) -> list[Problem]:
    """Return the problems with facts; none when they are read."""
    try:
        read_facts(data, LIBRARY)
    except FactsRefusedError as error:
        return [*error.problems]
    return []


def is_told(problems: list[Problem], name: str, data: bytes) -> bool:
    """Say whether each problem with a file has a reason and a line that it has."""
    last = data.count(b"\n") + 2
    return all(each.reason and (each.file != name or 0 <= each.line <= last) for each in problems)


@given(spoiled(FRAMEWORK) | st.binary(max_size=60))
def test_a_framework(data: bytes) -> None:
    assert is_told(library_problems(make.OLD, data), make.OLD, data)


@given(spoiled(WORDS))
def test_a_vocabulary(data: bytes) -> None:
    assert is_told(library_problems("vocabulary.yaml", data), "vocabulary.yaml", data)


@given(spoiled(FACTS) | st.binary(max_size=60))
def test_facts(data: bytes) -> None:
    assert is_told(facts_problems(data), "facts.yaml", data)


_WORDS = st.sampled_from(
    ["use.workbench", "app.kind", "app.generates", "app.placed_on_market", "org.employees", "==",
     "!=", "<", ">=", "in", "not", "and", "or", "(", ")", "[", "]", ",", "'own'", "'2026-08-02'",
     "'tekst'", "500", "true", "use.x"]
)  # fmt: skip


@given(st.lists(_WORDS, max_size=12).map(" ".join) | st.text(max_size=40))
def test_a_condition(text: str) -> None:
    """What is accepted can be asked, and written and read again as the same condition."""
    attributes = LIBRARY.vocabulary.attributes
    try:
        condition = parse(text, attributes)
    except ConditionError:
        return
    assert condition.truth(lambda _: None) in (True, False, None)
    assert parse(str(condition), attributes) == condition
