"""`detect`, `pseudonymise` and `restore`: offsets that count, tokens that come back exactly."""

from __future__ import annotations

import io
import json
import re
import stat
import sys
from pathlib import Path

import pytest
from tests.engines.documents import make

from stadspoort.cli import main

LETTER = "Bel 06-12345678.\r\nBSN: 123456782, mail jan@example.nl. Nog eens: 06-12345678.\n"


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_detect_prints_a_line_per_finding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "brief.txt"
    file.write_bytes("é 😀 BSN: 123456782\r\n".encode())

    assert main(["detect", str(file)]) == 0

    (line,) = lines(capsys)
    assert list(line) == [
        "start", "end", "kind", "text", "score", "reason", "certain", "rule", "officer",
    ]  # fmt: skip
    assert (line["start"], line["end"], line["kind"], line["text"]) == (9, 18, "BSN", "123456782")
    assert isinstance(line["score"], float)
    assert isinstance(line["reason"], str)
    assert (line["certain"], line["rule"], line["officer"]) == (True, "bsn", False)


def test_detect_reads_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"mail jan@example.nl")))

    assert main(["detect"]) == 0

    assert [(line["start"], line["text"]) for line in lines(capsys)] == [(5, "jan@example.nl")]


def test_detect_in_a_document_counts_per_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "brief.pdf"
    file.write_bytes(make.pdf(["Voorblad", "Tel. 06-12345678"]))

    assert main(["detect", str(file)]) == 0

    (line,) = lines(capsys)
    assert line["page"] == 2
    assert line["place"] == "bladzijde 2"
    assert (line["start"], line["end"], line["text"]) == (5, 16, "06-12345678")


def test_a_document_that_cannot_be_read_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "scan.pdf"
    file.write_bytes(make.scan())

    assert main(["detect", str(file)]) == 1

    shown = capsys.readouterr().err
    assert shown.startswith("stadspoort: Dit is een scan: een foto van tekst.")
    assert shown.count("\n") == 1


@pytest.mark.parametrize("name", ["weg.txt", "."])
def test_a_file_that_cannot_be_opened_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert main(["detect", str(tmp_path / name)]) == 1

    assert "cli.file_unreadable" in capsys.readouterr().err


def test_text_that_is_not_utf8_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "oud.txt"
    file.write_bytes("José".encode("cp1252"))

    assert main(["detect", str(file)]) == 1
    assert "tekenset UTF-8" in capsys.readouterr().err


def test_masked_and_restored_is_the_same_text(tmp_path: Path) -> None:
    source, masked = tmp_path / "brief.txt", tmp_path / "gemaskeerd.txt"
    vault, restored = tmp_path / "brief.kluis", tmp_path / "terug.txt"
    source.write_bytes(LETTER.encode())

    assert main(["pseudonymise", str(source), "-o", str(masked), "--vault", str(vault)]) == 0
    assert main(["restore", str(masked), "--vault", str(vault), "-o", str(restored)]) == 0

    assert "06-12345678" not in masked.read_text()
    assert "123456782" not in masked.read_text()
    assert "jan@example.nl" not in masked.read_text()
    assert restored.read_bytes() == LETTER.encode()


def test_the_same_value_has_the_same_token_in_a_second_text(tmp_path: Path) -> None:
    vault = tmp_path / "kluis"
    for name, text in (("een", "Bel 06-12345678."), ("twee", "Weer 06-12345678.")):
        source = tmp_path / f"{name}.txt"
        source.write_text(text)
        out = str(tmp_path / f"{name}.uit")
        assert main(["pseudonymise", str(source), "-o", out, "--vault", str(vault)]) == 0

    first = (tmp_path / "een.uit").read_text().removeprefix("Bel ")
    second = (tmp_path / "twee.uit").read_text().removeprefix("Weer ")
    assert first.startswith("[TELEFOON_")
    assert first == second
    assert len(json.loads(vault.read_text())["entries"]) == 1


def test_a_vault_of_the_first_format_is_read_and_goes_on(tmp_path: Path) -> None:
    """It has no entities: each of its values is alone, and a new spelling joins it."""
    source, vault = tmp_path / "brief.txt", tmp_path / "kluis"
    source.write_text("Geachte heer De Vries,")
    old = {
        "token": "[PERSOON_k7f3q21n]",
        "number": 1,
        "value": "Jan de Vries",
        "kind": "PERSOON",
        "writer": "cli",
        "is_restricted": False,
    }
    vault.write_text(
        json.dumps({"format": "stadspoort-vault-1", "tag": "k7f3q2", "entries": [old]})
    )

    main(["pseudonymise", str(source), "-o", str(tmp_path / "uit"), "--vault", str(vault)])

    assert (tmp_path / "uit").read_text() == "Geachte heer [PERSOON_k7f3q21b2],"
    first, second = json.loads(vault.read_text())["entries"]
    assert first == old | {"entity": 1, "gender": ""}
    assert (second["entity"], second["gender"]) == (1, "m")


def test_a_name_of_two_persons_is_said_to_be_nobodys(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "brief.txt"
    source.write_text("Jan de Vries en Piet de Vries. Geachte familie De Vries,")
    main(["pseudonymise", str(source), "-o", str(tmp_path / "uit"), "--vault", str(tmp_path / "k")])

    assert "Namen die bij meer dan één persoon passen: 1." in capsys.readouterr().err


def test_stand_ins_read_as_names_and_come_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A second text of the same vault speaks of the same invented person."""
    vault, out, restored = tmp_path / "kluis", tmp_path / "uit", tmp_path / "terug"
    shown = []
    for text in ("Jan de Vries (06-12345678) belt.\n", "Mail van Jan de Vries.\n"):
        source = tmp_path / "in.txt"
        source.write_text(text)
        options = ["-o", str(out), "--vault", str(vault), "--stand-ins"]
        assert main(["pseudonymise", str(source), *options]) == 0
        shown.append(out.read_text())
        assert main(["restore", str(out), "--vault", str(vault), "-o", str(restored)]) == 0
        assert restored.read_text() == text

    name = re.fullmatch(r"([A-Z]\w+ (?:\w+ ){1,2}\w+) \(06-0\d{7}\) belt\.\n", shown[0])
    assert name is not None
    assert shown[1] == f"Mail van {name[1]}.\n"

    out.write_text(f"{name[1]}tje belt.")
    capsys.readouterr()
    assert main(["restore", str(out), "--vault", str(vault)]) == 0
    told = capsys.readouterr()
    assert "tje belt." in told.out
    assert "(aantal: 1)" in told.err


def test_the_vault_is_for_its_owner_alone(tmp_path: Path) -> None:
    source, vault = tmp_path / "brief.txt", tmp_path / "kluis"
    source.write_text(LETTER)

    main(["pseudonymise", str(source), "-o", str(tmp_path / "uit"), "--vault", str(vault)])

    assert stat.S_IMODE(vault.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"Mijn andere brief", id="a text"),
        pytest.param(b'{"format": "iets anders", "tag": "abc123", "entries": []}', id="other JSON"),
        pytest.param(b'{"format": "stadspoort-vault-1", "tag": "abc123"}', id="no entries"),
        pytest.param(b"\xff\xfe\x00", id="binary"),
        pytest.param(b"", id="empty"),
        pytest.param(b"[]", id="a list"),
    ],
)
def test_a_file_that_is_no_vault_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    source, vault, out = tmp_path / "brief.txt", tmp_path / "kluis", tmp_path / "uit"
    source.write_text(LETTER)
    vault.write_bytes(content)

    assert main(["pseudonymise", str(source), "-o", str(out), "--vault", str(vault)]) == 1

    assert "cli.not_a_vault" in capsys.readouterr().err
    assert vault.read_bytes() == content
    assert not out.exists()


def test_the_output_may_not_be_the_vault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, vault = tmp_path / "brief.txt", tmp_path / "kluis"
    source.write_text(LETTER)

    assert main(["pseudonymise", str(source), "-o", str(vault), "--vault", str(vault)]) == 1
    assert "cli.same_file" in capsys.readouterr().err
    assert not vault.exists()


def test_the_output_may_not_be_the_source(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, vault = tmp_path / "brief.txt", tmp_path / "kluis"
    source.write_text(LETTER)
    before = source.read_bytes()

    assert main(["pseudonymise", str(source), "-o", str(source), "--vault", str(vault)]) == 1
    assert "cli.same_file" in capsys.readouterr().err
    assert source.read_bytes() == before
    assert not vault.exists()


def test_the_vault_of_another_text_is_said_to_be_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two values of the letter stay as tokens; nobody may take that for a restored text."""
    source, masked, other = tmp_path / "brief.txt", tmp_path / "uit", tmp_path / "ander"
    source.write_text("Bel 06-12345678 of mail naar jan@waterdam.example.")
    main(["pseudonymise", str(source), "-o", str(masked), "--vault", str(tmp_path / "kluis")])
    source.write_text("Bel 06-87654321.")
    main(["pseudonymise", str(source), "-o", str(tmp_path / "uit2"), "--vault", str(other)])
    capsys.readouterr()

    assert main(["restore", str(masked), "--vault", str(other)]) == 0

    shown = capsys.readouterr()
    assert shown.out == masked.read_text()
    assert "niet in deze kluis" in shown.err
    assert "(aantal: 2)" in shown.err


def test_restoring_needs_the_vault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "gemaskeerd.txt"
    source.write_text("[PERSOON_k7f3q2a1]")

    assert main(["restore", str(source), "--vault", str(tmp_path / "weg")]) == 1
    assert "cli.file_unreadable" in capsys.readouterr().err


def test_an_altered_token_stays_and_is_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, masked, vault = tmp_path / "brief.txt", tmp_path / "uit", tmp_path / "kluis"
    source.write_text("Bel 06-12345678.")
    main(["pseudonymise", str(source), "-o", str(masked), "--vault", str(vault)])
    tag = json.loads(vault.read_text())["tag"]
    masked.write_text(f"{masked.read_text()} [PERSOON_{tag}zz]")
    capsys.readouterr()

    assert main(["restore", str(masked), "--vault", str(vault)]) == 0

    shown = capsys.readouterr()
    assert shown.out == f"Bel 06-12345678. [PERSOON_{tag}zz]"
    assert "(aantal: 1)" in shown.err


def test_a_document_is_masked_page_after_page(tmp_path: Path) -> None:
    source, masked, vault = tmp_path / "brief.pdf", tmp_path / "uit", tmp_path / "kluis"
    source.write_bytes(make.pdf(["Ons kenmerk 06-12345678", "Tel. 06-12345678"]))

    assert main(["pseudonymise", str(source), "-o", str(masked), "--vault", str(vault)]) == 0

    first, second = masked.read_text().split("\n\n")
    assert "06-12345678" not in masked.read_text()
    assert first.removeprefix("Ons kenmerk ") == second.removeprefix("Tel. ")


def test_nothing_is_left_when_the_output_cannot_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "brief.txt"
    source.write_text(LETTER)

    assert (
        main(
            [
                "pseudonymise",
                str(source),
                "-o",
                str(tmp_path / "geen" / "uit"),
                "--vault",
                str(tmp_path / "kluis"),
            ]
        )
        == 1
    )
    assert "cli.file_unwritable" in capsys.readouterr().err
    assert sorted(file.name for file in tmp_path.iterdir()) == ["brief.txt", "kluis"]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        pytest.param(
            "plaatje.png", b"\x89PNG\r\n\x1a\n", "plaatje.png). Gebruik tekst", id="a picture"
        ),
        pytest.param("brief.txt", b"PK\x03\x04", "Dit is geen tekst", id="Word under another name"),
        pytest.param("leeg.txt", b"", "leeg.txt is leeg", id="nothing in it"),
    ],
)
def test_what_is_no_text_is_said_to_be_none(
    name: str, content: bytes, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not that its characters are wrong."""
    file = tmp_path / name
    file.write_bytes(content)

    assert main(["detect", str(file)]) == 1

    (line,) = capsys.readouterr().err.splitlines()
    assert sentence in line


def test_restoring_in_a_document_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, vault, word = tmp_path / "a.txt", tmp_path / "kluis", tmp_path / "brief.docx"
    source.write_text("Mail naar jan@example.nl.")
    word.write_bytes(b"PK\x03\x04rest")
    main(["pseudonymise", str(source), "-o", str(tmp_path / "uit"), "--vault", str(vault)])
    capsys.readouterr()

    assert main(["restore", str(word), "--vault", str(vault)]) == 1

    assert "brief.docx). Gebruik tekst" in capsys.readouterr().err


def test_nothing_on_standard_input_holds_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The end of a pipe may well be empty: no failure, but it is said."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))

    assert main(["detect", "--json"]) == 0

    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", "De invoer is leeg: er is niets te vinden.\n")
