"""The scorer itself: hand-counted on one small text."""

from __future__ import annotations

from pathlib import Path

from bench.privacy_gold import Mark, read_gold, score


def test_reading_and_scoring(tmp_path: Path) -> None:
    """Half of a mark counts as found; a neutral mark is neither; an officer does not leak."""
    file = tmp_path / "gold.txt"
    file.write_text(
        "=== a | brief\n[[PERSOON:Jan Bos]] en [[PERSOON*:Wim]] bij [[ZAKELIJK:info@x.nl]]\n",
        encoding="utf-8",
    )
    (gold,) = read_gold(file)
    assert gold.text == "Jan Bos en Wim bij info@x.nl"
    assert gold.marks[0] == Mark(0, 7, "PERSOON", is_officer=False)

    result = score([gold], lambda _: [(0, 4, "PERSOON"), (8, 10, "ADRES"), (19, 28, "EMAIL")])

    assert (result.recall("PERSOON"), result.precision("PERSOON")) == (0.5, 1.0)
    assert (result.precision("ADRES"), result.findings["EMAIL"]) == (0.0, 0)
    assert (result.leaked, result.personal) == (3, 6)
    assert (result.masked, result.plain) == (2, 5)
    assert result.failures == ["a MIST PERSOON Wim", "a TE VEEL ADRES en"]
