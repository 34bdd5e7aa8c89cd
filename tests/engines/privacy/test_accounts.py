"""Accounts of systems and names of files that hold the name of a person. All is invented."""

from __future__ import annotations

import pytest

from stadspoort.engines.privacy import Detector

DETECTOR = Detector()


def found(text: str) -> set[tuple[str, str]]:
    """Return kind and text of all findings, those in doubt too, but those of addresses of IP."""
    return {
        (f.kind.value, text[f.start : f.end]) for f in DETECTOR.detect(text) if f.kind.value != "IP"
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("sshd[901]: Accepted publickey for olaf from 86.90.14.77 port 50122", "olaf"),
        ("sshd[90]: Failed password for invalid user olaf from 86.90.14.77 port 50122", "olaf"),
        ("INFO  auth  login ok user=hwagenaar src=10.12.4.77", "hwagenaar"),
        ("gebruiker: t.oude.lansink | dossier geopend", "t.oude.lansink"),
        ("OPENSTAANDE ACTIES PER 01-09  GEBR: SPRENKELS_M", "SPRENKELS_M"),
        ("created_by: mdejong  updated_by=system", "mdejong"),
        ("login mislukt voor p.hendriks (3x)", "p.hendriks"),
        ("pad C:\\Users\\jwiersma\\Documents", "jwiersma"),
        ("Gebruiker s.bakker heeft het document geopend", "s.bakker"),
    ],
)
def test_account_of_a_person(text: str, name: str) -> None:
    """The field or the words of the log say that it is an account."""
    assert found(text) == {("PERSOON", name)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'PDF "Beschikking_ter_Haar_974571246.pdf" niet gevonden',
            {("PERSOON", "ter_Haar"), ("BSN", "974571246")},
        ),
        ("bijlage paspoort_Szczepaniak.jpg", {("PERSOON", "Szczepaniak")}),
        ("Bezwaarschrift_Van_Dongen_2024.pdf", {("PERSOON", "Van_Dongen")}),
        ("Inkomensverklaring_Yılmaz_Aylin.pdf", {("PERSOON", "Yılmaz_Aylin")}),
    ],
)
def test_file_named_after_a_person(text: str, expected: set[tuple[str, str]]) -> None:
    """The name is cut at its own parts."""
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "DEBUG user=svc_backup job=nightly user=root",
        "sshd[90]: Failed password for invalid user admin from 86.90.14.77",
        "De gebruiker is ingelogd en de gebruiker heeft rechten.",
        "medewerker: kun je dit nakijken?\ngebruiker: adres klopt niet",
        "scan_0045.pdf en verslag_overleg_12-03.docx en IMG_20240312_1234.jpg",
        "Plattegrond_begane_grond.pdf, notulen_gemeenteraad_2024.pdf",
        "Beleidsnota_Schuldhulpverlening_2025_concept.docx",
        "C:\\Users\\public\\export.csv",
    ],
)
def test_nobody(text: str) -> None:
    """Accounts of systems, roles in a talk and files named after their content."""
    assert found(text) == set()
