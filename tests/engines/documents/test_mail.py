"""E-mail (RFC 5322, MIME): headers a reader sees, the message, the attachments with their place."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from tests.engines.documents import make

from stadspoort.engines.documents import DocumentKind, Limits, read
from stadspoort.engines.documents.errors import (
    DamagedMailError,
    NoTextError,
    TooDeepError,
    TooManyPagesError,
    TypeMismatchError,
)


def mail(text: str | None = "Graag hoor ik van u.", subject: str = "Vraag") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "José Bos <jose@example.nl>"
    message["To"] = "info@waterdam.example"
    message["Date"] = "Mon, 02 Nov 2026 10:00:00 +0100"
    message["Subject"] = subject
    if text is not None:
        message.set_content(text)
    return message


def test_headers_and_message() -> None:
    document = read(bytes(mail(subject="Vergunning café")), "vraag.eml")

    assert document.kind is DocumentKind.EML
    assert document.title == "Vergunning café"
    assert [(page.number, page.place) for page in document.pages] == [(1, "bericht")]
    assert document.pages[0].text == (
        "Van: José Bos <jose@example.nl>\n"
        "Aan: info@waterdam.example\n"
        "Datum: Mon, 02 Nov 2026 10:00:00 +0100\n"
        "Onderwerp: Vergunning café\n"
        "\n"
        "Graag hoor ik van u."
    )


def body_of(data: bytes) -> str:
    return read(data, "m.eml").pages[0].text.partition("\n\n")[2]


def test_plain_text_is_preferred_above_html() -> None:
    message = mail("gewoon")
    message.add_alternative("<p>opgemaakt</p>", subtype="html")

    assert body_of(bytes(message)) == "gewoon"


def test_html_alone_becomes_text() -> None:
    message = mail(None)
    message.set_content(
        "<html><head><title>T</title><style>p{}</style></head><body><p>Beste&nbsp;Jan,</p>"
        "<div>regel <b>twee</b><br>drie</div><script>x()</script>"
        "<table><tr><td>a</td><td>b</td></tr></table></body></html>",
        subtype="html",
    )

    assert body_of(bytes(message)) == "Beste Jan,\n\nregel twee\ndrie\n\na | b"


def test_an_empty_plain_text_does_not_hide_the_html() -> None:
    message = mail(" ")
    message.add_alternative("<p>opgemaakt</p>", subtype="html")

    assert body_of(bytes(message)) == "opgemaakt"


def test_a_character_set_that_does_not_exist_is_read_by_its_bytes() -> None:
    data = (
        b"From: a@example.nl\r\nSubject: x\r\nContent-Type: text/plain; charset=klingon\r\n\r\n"
        + "café".encode()
    )

    assert body_of(data) == "café"


def test_bytes_that_are_not_the_character_set_it_names_are_not_lost() -> None:
    data = (
        b"From: a@example.nl\r\nSubject: x\r\nContent-Type: text/plain; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: 8bit\r\n\r\ncaf\xe9 Jan\xe7en"
    )

    assert body_of(data) == "café Jançen"


def test_attachments_that_can_be_read_become_pages_with_their_place() -> None:
    message = mail("zie bijlagen")
    message.add_attachment(
        make.docx(make.p("Brief")), maintype="application", subtype="zip", filename="brief.docx"
    )
    message.add_attachment(
        make.pdf(["een", "twee"]), maintype="application", subtype="pdf", filename="nota.pdf"
    )
    message.add_attachment("los\n", filename="los.txt")

    document = read(bytes(message), "m.eml")

    assert [(page.number, page.place, page.text) for page in document.pages[1:]] == [
        (2, "bijlage brief.docx", "Brief"),
        (3, "bijlage nota.pdf, bladzijde 1", "een"),
        (4, "bijlage nota.pdf, bladzijde 2", "twee"),
        (5, "bijlage los.txt", "los"),
    ]
    assert document.notes == ()


def test_attachments_that_cannot_be_read_are_named_with_the_reason() -> None:
    message = mail()
    for name, content in (
        ("foto.png", b"\x89PNG\r\n\x1a\n"),
        ("scan.pdf", make.scan()),
        ("macro.docm", b"PK\x03\x04"),
        ("nep.pdf", b"gewone tekst"),
        ("C:\\map\\leeg.pdf", b""),
    ):
        message.add_attachment(content, maintype="application", subtype="x", filename=name)

    assert read(bytes(message), "m.eml").notes == (
        "Bijlage foto.png is niet gelezen: dit soort bestand wordt niet gelezen.",
        "Bijlage scan.pdf is niet gelezen: scan zonder tekst.",
        "Bijlage macro.docm is niet gelezen: bevat macro's.",
        "Bijlage nep.pdf is niet gelezen: de naam past niet bij de inhoud.",
        "Bijlage leeg.pdf is niet gelezen: leeg bestand.",
    )


def test_a_mail_inside_a_mail_is_read_with_its_own_attachments() -> None:
    inner = mail("binnenste", subject="Oud")
    inner.add_attachment("tekst", filename="los.txt")
    outer = mail("buitenste")
    outer.add_attachment(inner)

    document = read(bytes(outer), "m.eml")

    places = [page.place for page in document.pages]
    assert places == [
        "bericht",
        "bijlage 1 (doorgestuurd bericht), bericht",
        "bijlage 1 (doorgestuurd bericht), bijlage los.txt",
    ]
    assert document.pages[1].text.endswith("binnenste")


def test_mails_inside_each_other_stop_at_a_depth_and_say_so() -> None:
    message = mail("0")
    for number in range(1, 8):
        outer = mail(str(number))
        outer.add_attachment(message)
        message = outer

    document = read(bytes(message), "m.eml")

    assert len(document.pages) == 5
    assert len(document.notes) == 1
    assert "zit te diep in andere berichten" in document.notes[0]


def test_no_depth_at_all_is_an_error() -> None:
    with pytest.raises(TooDeepError):
        read(bytes(mail()), "m.eml", limits=Limits(depth=0))


def test_the_number_of_attachments_is_bounded() -> None:
    message = mail()
    for number in range(5):
        message.add_attachment("x", filename=f"{number}.txt")

    with pytest.raises(TooManyPagesError) as caught:
        read(bytes(message), "m.eml", limits=Limits(attachments=4))

    assert caught.value.context == {"attachments": 5, "limit": 4}


def test_pages_of_attachments_count_for_the_whole() -> None:
    message = mail()
    for number in range(3):
        message.add_attachment(
            make.pdf(["x", "y"]), maintype="application", subtype="pdf", filename=f"{number}.pdf"
        )

    with pytest.raises(TooManyPagesError):
        read(bytes(message), "m.eml", limits=Limits(pages=5))


def test_a_mail_without_text_is_named() -> None:
    with pytest.raises(NoTextError):
        read(bytes(mail("")), "m.eml")


def test_text_without_headers_is_no_mail() -> None:
    with pytest.raises(TypeMismatchError):
        read(b"Gewone tekst, geen bericht.\n", "m.eml")


def test_a_line_end_in_an_encoded_subject_cannot_make_a_second_header() -> None:
    data = (
        b"From: a@example.nl\r\n"
        b"Subject: =?utf-8?q?Vraag=0D=0AVan=3A_burgemeester=40waterdam=2Eexample?=\r\n\r\ntekst"
    )

    head = read(data, "m.eml").pages[0].text.partition("\n\n")[0]

    assert head.count("\n") == 1


@pytest.mark.parametrize(
    "date",
    [
        pytest.param("Mon, 02 Nov 99999999999 10:00:00 +0100", id="a year that is no year"),
        pytest.param("Mon, 02 Nov 2026 10:00:00 +99999999999999", id="a zone that is no zone"),
    ],
)
def test_a_header_that_breaks_the_rules_is_shown_as_it_was_written(date: str) -> None:
    data = f"From: a@example.nl\r\nDate: {date}\r\nSubject: x\r\n\r\ntekst".encode()

    assert read(data, "m.eml").pages[0].text == (
        f"Van: a@example.nl\nDatum: {date}\nOnderwerp: x\n\ntekst"
    )


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(
            b"From: a\r\nSubject: " + b"=?utf-8?q?x?= " * 50_000 + b"\r\n\r\nx", id="its subject"
        ),
        pytest.param(
            b"From: a\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\n"
            b"Content-Type: text/plain; " + b"a=b; " * 20_000 + b"\r\n\r\nx\r\n--q--\r\n",
            id="of a part inside",
        ),
    ],
)
def test_a_header_of_endless_length_is_refused_before_it_is_taken_apart(data: bytes) -> None:
    """The standard library would be busy with it for minutes."""
    with pytest.raises(DamagedMailError) as caught:
        read(data, "m.eml")

    assert caught.value.context == {"reason": "a header is too long", "limit": 50_000}
