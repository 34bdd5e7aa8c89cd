"""Attributes that follow from other facts: data classes, contracts, the chain of suppliers.

Third countries: AVG chapter V; the EEA is the European Union with Iceland, Liechtenstein, Norway.
Processor: AVG art. 4(8).
"""

from __future__ import annotations

import pytest
from tests.engines.frameworks import make, small
from tests.engines.frameworks.small import behind

from stadspoort.engines.frameworks.conditions import Truth, Value
from stadspoort.engines.frameworks.facts import Application, Supplier, Use
from stadspoort.engines.frameworks.judging import _attributes as attributes

WORDS = make.library().vocabulary


def values(
    application: Application, *suppliers: Supplier, use: Use | None = None
) -> dict[str, object]:
    """Return all values of an application with these suppliers."""
    known = small.facts(suppliers={each.id: each for each in suppliers})
    of_use = attributes.use_values(use or Use("use", "Gebruik"), WORDS)
    return dict(attributes.joined(attributes.application_values(known, application), of_use, {}))


def app(kind: str = "contracted", supplier: str | None = "a", **given: Value) -> Application:
    """Return an application of a kind."""
    return Application("app", "Toepassing", supplier, kind, False, attributes=given)


@pytest.mark.parametrize(
    ("classes", "expected"),
    [
        (None, None),
        (frozenset(), False),
        (frozenset({"intern"}), False),
        (frozenset({"intern", "bijzonder"}), True),
    ],
)
def test_personal_data_follows_from_the_classes(
    classes: frozenset[str] | None, expected: Truth
) -> None:
    found = values(app(), use=Use("use", "Gebruik", classes))

    assert found["use.personal_data"] is expected


@pytest.mark.parametrize(
    ("kind", "given", "cloud", "contracted"),
    [
        ("consumer", {}, True, False),
        ("contracted", {}, True, True),
        ("contracted", {"cloud": False}, True, True),
        ("self_hosted", {}, None, False),
        ("self_hosted", {"cloud": True}, True, False),
        ("own", {"cloud": False}, False, False),
    ],
)
def test_what_follows_from_the_kind(
    kind: str, given: dict[str, Value], cloud: Truth, contracted: bool
) -> None:
    found = values(app(kind, **given))

    assert (found["app.cloud"], found["app.contracted"]) == (cloud, contracted)
    assert found["app.kind"] == kind


@pytest.mark.parametrize(
    ("chain", "expected"),
    [
        pytest.param([Supplier("a", "A", "NL", subprocessors=())], False, id="in the Netherlands"),
        pytest.param([Supplier("a", "A", "NO", subprocessors=())], False, id="in Norway"),
        pytest.param([Supplier("a", "A", "CH", subprocessors=())], True, id="in Switzerland"),
        pytest.param([Supplier("a", "A", "GB", subprocessors=())], True, id="in Great Britain"),
        pytest.param([Supplier("a", "A", None, subprocessors=())], None, id="nobody knows where"),
        pytest.param([Supplier("a", "A", "NL")], None, id="nobody knows who is behind it"),
        pytest.param([Supplier("a", "A", "US")], True, id="outside, whoever is behind it"),
        pytest.param([Supplier("a", "A", "NL", subprocessors=(behind("b"),)),
                      Supplier("b", "B", "US")], True, id="one behind it is outside"),
        pytest.param([Supplier("a", "A", "NL", subprocessors=(behind("b", "IE"),)),
                      Supplier("b", "B", "US")], False, id="it works for this one in Ireland"),
        pytest.param([Supplier("a", "A", "NL", subprocessors=(behind("b"),)),
                      Supplier("b", "B", "IE", subprocessors=(behind("c"),)),
                      Supplier("c", "C", "IN")], True, id="two steps behind it"),
        pytest.param([Supplier("a", "A", "NL", subprocessors=(behind("b"), behind("c"))),
                      Supplier("b", "B", None), Supplier("c", "C", "US")], True,
                     id="one unknown, one outside"),
        pytest.param([Supplier("a", "A", "NL", subprocessors=(behind("b"),)),
                      Supplier("b", "B", "DE", subprocessors=(behind("a"),))], False,
                     id="a chain that is a circle"),
        pytest.param([Supplier("a", "A", "NL", subprocessors=(behind("weg"),))], None,
                     id="a link that is not there"),
        pytest.param([], None, id="no supplier"),
    ],
)  # fmt: skip
def test_third_countries_in_the_chain(chain: list[Supplier], expected: Truth) -> None:
    assert values(app(), *chain)["app.third_country"] is expected


@pytest.mark.parametrize(("cloud", "expected"), [(False, False), (None, None), (True, True)])
def test_what_runs_at_home_goes_nowhere(cloud: Truth, expected: Truth) -> None:
    """The maker may be abroad; its software sends nothing there."""
    given = {} if cloud is None else {"cloud": cloud}
    found = values(app("self_hosted", **given), Supplier("a", "A", "US"))

    assert found["app.third_country"] is expected


@pytest.mark.parametrize(
    ("kind", "given", "classes", "expected"),
    [
        ("contracted", {}, frozenset({"persoonsgegevens"}), True),
        ("contracted", {}, frozenset({"intern"}), False),
        ("contracted", {}, None, None),
        ("consumer", {}, frozenset({"persoonsgegevens"}), False),
        ("self_hosted", {}, frozenset({"persoonsgegevens"}), None),
        ("own", {"cloud": False}, frozenset({"persoonsgegevens"}), False),
    ],
)
def test_who_is_a_processor(
    kind: str, given: dict[str, Value], classes: frozenset[str] | None, expected: Truth
) -> None:
    found = values(app(kind, **given), use=Use("use", "Gebruik", classes))

    assert found["supplier.is_processor"] is expected
