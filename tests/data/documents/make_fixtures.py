"""Make the documents in this folder again: `python -m tests.data.documents.make_fixtures`.

All names, addresses and numbers are invented; the BSN passes the eleven test and is from the range
that is used for testing; the domain names are reserved (RFC 2606).
"""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

from tests.engines.documents import make

FOLDER = Path(__file__).parent

PAGES = (
    "Gemeente Waterdam\n"
    "Team Vergunningen\n"
    "Postbus 100, 1234 ZZ Waterdam\n"
    "\n"
    "Betreft: bezwaar tegen de weigering van een parkeervergunning\n"
    "Waterdam, 2 november 2026\n"
    "\n"
    "Geachte heer, mevrouw,\n"
    "\n"
    "Op 12 oktober 2026 weigerde u mij een parkeervergunning. Ik maak daartegen bezwaar.\n"
    "Ik woon sinds 1 mei 2024 op Lindekade 14, 1234 AB Waterdam, samen met mijn moeder,\n"
    "mevrouw A. Verbruggen-Jansma. Zij loopt slecht en heeft elke dag hulp nodig.\n"
    "Mijn burgerservicenummer is 999990019. U kunt mij bellen op 06-12345678\n"
    "of mailen naar s.verbruggen@example.nl.",
    "Waarom ik bezwaar maak\n"
    "\n"
    "1. In het besluit staat dat er op ons adres al een vergunning is. Dat klopt niet:\n"
    "   die vergunning is op 3 januari 2026 ingetrokken.\n"
    "2. De wachttijd van de bezoekersregeling is niet genoemd.\n"
    "\n"
    "Ik vraag u het besluit te herzien en mij te horen.\n"
    "\n"
    "Met vriendelijke groet,\n"
    "\n"
    "Sanne Verbruggen",
)


def write_all() -> None:
    """Write the letter as PDF, as Word file, and as a mail with the letter attached."""
    pdf = make.pdf(PAGES)
    paragraphs = [line for page in PAGES for line in page.split("\n")]
    (FOLDER / "bezwaar.pdf").write_bytes(pdf)
    (FOLDER / "bezwaar.docx").write_bytes(make.docx("".join(map(make.p, paragraphs))))
    (FOLDER / "bezwaar.eml").write_bytes(_mail(pdf))


def _mail(pdf: bytes) -> bytes:
    message = EmailMessage()
    message["From"] = "Sanne Verbruggen <s.verbruggen@example.nl>"
    message["To"] = "vergunningen@waterdam.example"
    message["Date"] = "Mon, 02 Nov 2026 20:15:00 +0100"
    message["Subject"] = "Bezwaar parkeervergunning Lindekade 14"
    message.set_content("Goedenavond,\n\nIn de bijlage staat mijn bezwaar.\n\nSanne Verbruggen\n")
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename="bezwaar.pdf")
    # A fixed boundary: the same script must give the same bytes.
    message.set_boundary("=stadspoort=")
    return bytes(message)


if __name__ == "__main__":
    write_all()
