"""Conditions: three values of truth after Kleene, and what the language refuses.

Unknown is a value of its own: it decides nothing, and nothing that it decides is green.
"""

from __future__ import annotations

from datetime import date

import pytest
from tests.engines.frameworks import make

from stadspoort.engines.frameworks.conditions import ConditionError, Truth, Value, parse

ATTRIBUTES = make.library().vocabulary.attributes
T, F, U = True, False, None


def truth(text: str, **values: Value) -> Truth:
    """Return the truth of `text`; `use__x` stands for `use.x`."""
    known = {name.replace("__", "."): value for name, value in values.items()}
    return parse(text, ATTRIBUTES).truth(known.get)


def pair(text: str, one: Truth, two: Truth) -> Truth:
    """Return the truth of a text about two bools."""
    values = {"use.workbench": one, "app.cloud": two}
    return parse(text, ATTRIBUTES).truth(values.get)


@pytest.mark.parametrize(
    ("one", "two", "both", "either"),
    [
        (T, T, T, T),
        (T, F, F, T),
        (T, U, U, T),
        (F, T, F, T),
        (F, F, F, F),
        (F, U, F, U),
        (U, T, U, T),
        (U, F, F, U),
        (U, U, U, U),
    ],
)
def test_the_tables_of_kleene(one: Truth, two: Truth, both: Truth, either: Truth) -> None:
    assert pair("use.workbench and app.cloud", one, two) is both
    assert pair("use.workbench or app.cloud", one, two) is either


@pytest.mark.parametrize(("one", "expected"), [(T, F), (F, T), (U, U)])
def test_not_leaves_unknown_unknown(one: Truth, expected: Truth) -> None:
    assert pair("not use.workbench", one, None) is expected


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        pytest.param("app.kind == 'own'", "own", T, id="equal"),
        pytest.param("app.kind == 'own'", "consumer", F, id="not equal"),
        pytest.param("app.kind != 'own'", "consumer", T, id="unequal"),
        pytest.param("app.kind != 'own'", None, U, id="unequal to unknown is unknown"),
        pytest.param("app.kind in ['own', 'contracted']", "contracted", T, id="among"),
        pytest.param("app.kind in ['own', 'contracted']", "consumer", F, id="not among"),
        pytest.param("app.kind not in ['own']", "own", F, id="not in"),
        pytest.param("app.kind not in ['own']", None, U, id="not in, unknown"),
        pytest.param("'tekst' in app.generates", frozenset({"tekst"}), T, id="in a set"),
        pytest.param("'beeld' in app.generates", frozenset({"tekst"}), F, id="not in the set"),
        pytest.param("'beeld' in app.generates", frozenset(), F, id="an empty set is known"),
        pytest.param("'beeld' in app.generates", None, U, id="an unknown set"),
        pytest.param("'beeld' not in app.generates", frozenset({"tekst"}), T, id="not in a set"),
        pytest.param("app.placed_on_market < '2026-08-02'", date(2026, 8, 1), T, id="day before"),
        pytest.param("app.placed_on_market < '2026-08-02'", date(2026, 8, 2), F, id="the day"),
        pytest.param("app.placed_on_market <= '2026-08-02'", date(2026, 8, 2), T, id="up to it"),
        pytest.param("app.placed_on_market >= '2026-08-02'", date(2026, 8, 2), T, id="from it"),
        pytest.param("app.placed_on_market > '2026-08-02'", date(2026, 8, 2), F, id="after it"),
        pytest.param("app.placed_on_market > '2026-08-02'", None, U, id="an unknown day"),
        pytest.param("org.employees >= 500", 500, T, id="a number"),
        pytest.param("org.employees < 499.5", 500, F, id="a number with a fraction"),
        pytest.param("supplier.country == 'NL'", "NL", T, id="a country"),
        pytest.param("use.workbench == false", False, T, id="a bool by its value"),
        pytest.param("true", None, T, id="always"),
        pytest.param("false", None, F, id="never"),
    ],
)
def test_a_question_about_one_attribute(text: str, value: Value | None, expected: Truth) -> None:
    assert parse(text, ATTRIBUTES).truth(lambda _: value) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("use.workbench or app.cloud and app.passes_gate", T, id="and binds first"),
        pytest.param(
            "(use.workbench or app.cloud) and app.passes_gate", F, id="unless in brackets"
        ),
        pytest.param("not app.cloud and use.workbench", T, id="not binds before and"),
        pytest.param("not (app.cloud or use.workbench)", F, id="not of brackets"),
    ],
)
def test_what_binds_first(text: str, expected: Truth) -> None:
    assert truth(text, use__workbench=True, app__cloud=False, app__passes_gate=False) is expected


def test_only_what_could_decide_is_missing() -> None:
    """A person is asked for no fact that changes nothing."""
    condition = parse(
        "use.workbench and app.cloud or app.passes_gate and use.interacts_with_public", ATTRIBUTES
    )
    known = {"use.workbench": True, "app.passes_gate": False}

    assert condition.missing(known.get) == ("app.cloud",)
    assert condition.missing({**known, "app.cloud": True}.get) == ()


def test_white_space_and_brackets_change_no_meaning() -> None:
    """The hash of a requirement goes by this form."""
    one = parse("( use.workbench  and app.cloud )or 'beeld'   in app.generates", ATTRIBUTES)
    two = parse('use.workbench and (app.cloud) or ("beeld" in app.generates)', ATTRIBUTES)

    assert str(one) == "(use.workbench and app.cloud) or 'beeld' in app.generates"
    assert one == two


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("use.persoonsgegevens", "het kenmerk use.persoonsgegevens is onbekend"),
        ("use.workbench and", "de voorwaarde houdt te vroeg op"),
        ("use.workbench app.cloud", "na een hele voorwaarde staat nog 'app.cloud'"),
        ("(use.workbench", "hier hoort ), geen einde"),
        ("use.workbench && app.cloud", "dit is niet te lezen: '&& app.cloud'"),
        ("__import__('os')", "'__import__' is geen woord van een voorwaarde; een kenmerk begint "
         "met org., supplier., app., model. of use., een waarde staat tussen aanhalingstekens"),
        ("app.kind",
         "app.kind is van de soort choice, geen ja of nee: vergelijk het met een waarde"),
        ("app.kind == 'gehuurd'",
         "app.kind kan niet 'gehuurd' zijn; kies uit consumer, contracted, self_hosted, own"),
        ("app.kind < 'own'", "app.kind (choice) kent geen <"),
        ("app.generates == 'tekst'",
         "app.generates is een verzameling: schrijf 'x' in app.generates"),
        ("'geluid' in app.generates",
         "app.generates kan niet 'geluid' zijn; kies uit tekst, beeld"),
        ("'own' in app.kind", "app.kind (choice) is geen verzameling"),
        ("app.generates in ['tekst']", "app.generates (set) kan niet voor in [..] staan"),
        ("app.placed_on_market < '2-8-2026'",
         "app.placed_on_market is een datum: '2-8-2026' is er geen"),
        ("app.placed_on_market < 2026",
         "app.placed_on_market is van de soort date; 2026 past daar niet bij"),
        ("use.workbench == 'ja'", "use.workbench is van de soort bool; 'ja' past daar niet bij"),
        ("org.employees > '500'", "org.employees is van de soort number; '500' past daar niet bij"),
        ("supplier.country == 'Nederland'",
         "supplier.country is een land: 'Nederland' is geen code van twee letters"),
        ("'own'", "met 'own' alleen is niets gevraagd"),
        ("'own' in 'own'", "na in hoort hier een kenmerk, zoals use.data_classes"),
        ("app.kind not == 'own'", "na not hoort hier in"),
        ("(" * 30 + "true" + ")" * 30, "de voorwaarde is meer dan 20 haakjes diep"),
        ("true or " * 300 + "true", "de voorwaarde is langer dan 2000 tekens"),
    ],
)  # fmt: skip
def test_an_expression_without_meaning_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ConditionError) as caught:
        parse(text, ATTRIBUTES)

    assert caught.value.reason == reason
