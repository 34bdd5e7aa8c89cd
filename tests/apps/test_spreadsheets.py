"""Files for a spreadsheet: RFC 4180 with semicolons, and nothing that runs as a formula (OWASP)."""

from __future__ import annotations

import pytest

from stadspoort.apps.spreadsheets import as_csv


def test_rows_stand_under_their_columns() -> None:
    assert as_csv(("naam", "reden"), [("mock", 'Zegt "ja"; soms')]) == (
        '\ufeffnaam;reden\r\nmock;"Zegt ""ja""; soms"\r\n'
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_would_run_as_a_formula_is_text(start: str) -> None:
    assert f"'{start}1+1" in as_csv(("a",), [(f"{start}1+1",)])
