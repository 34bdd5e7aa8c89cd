"""What a header of a column says of the values under it, in the spellings that forms use."""

from __future__ import annotations

import pytest

from stadspoort.engines.privacy import Kind
from stadspoort.engines.privacy._columns import column_meaning


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        pytest.param("Naam (roepnaam)", Kind.PERSOON, id="words after it"),
        pytest.param("VOLLEDIGE NAAM", Kind.PERSOON, id="capitals, word before it"),
        pytest.param("Clientnaam", Kind.PERSOON, id="part of a word"),
        pytest.param("cliëntnaam", Kind.PERSOON, id="with a sign on a letter"),
        pytest.param("Tel. overdag", Kind.TELEFOON, id="anything after it"),
        pytest.param("hnr", Kind.ADRES, id="short"),
        pytest.param("geb.dat.", Kind.GEBOORTEDATUM, id="with points"),
        pytest.param("Medische bijzonderheden", Kind.BIJZONDER, id="first word is enough"),
        pytest.param("Schoolnaam", None, id="no person"),
        pytest.param("opgehaald", None, id="unknown"),
    ],
)
def test_a_header_says_what_its_column_holds(header: str, meaning: Kind | None) -> None:
    assert column_meaning(header) == meaning
