"""Word files: what a reader sees in order, and apart what is easily overlooked."""

from __future__ import annotations

import io
import zipfile

import pytest
from tests.engines.documents import make
from tests.engines.documents.make import W, p

from stadspoort.engines.documents import DocumentKind, Limits, read
from stadspoort.engines.documents.errors import (
    DamagedDocxError,
    EncryptedError,
    MacroError,
    NoTextError,
    TypeMismatchError,
    UnpackBombError,
)


def places(data: bytes) -> dict[str, str]:
    return {page.place: page.text for page in read(data, "brief.docx").pages}


def cell(content: str) -> str:
    return f"<w:tc>{content}</w:tc>"


def test_paragraphs_and_tables_stand_in_the_order_of_the_document() -> None:
    table = (
        f"<w:tbl><w:tr>{cell(p('Naam'))}{cell(p('J. Pieters'))}</w:tr>"
        f"<w:tr>{cell(p('Adres'))}{cell(p('Kade 3') + p('Waterdam'))}</w:tr></w:tbl>"
    )

    document = read(make.docx(p("Voor") + table + p("Na")), "brief.docx")

    assert document.kind is DocumentKind.DOCX
    assert document.notes == ()
    assert [(page.number, page.place) for page in document.pages] == [(1, "tekst")]
    assert document.pages[0].text == "Voor\nNaam | J. Pieters\nAdres | Kade 3 Waterdam\nNa"


def test_a_table_in_a_cell_is_read_once() -> None:
    inner = f"<w:tbl><w:tr>{cell(p('a'))}{cell(p('b'))}</w:tr></w:tbl>"

    assert places(make.docx(f"<w:tbl><w:tr>{cell(inner)}{cell(p('c'))}</w:tr></w:tbl>")) == {
        "tekst": "a | b | c"
    }


def test_tabs_breaks_and_hyphens_become_characters() -> None:
    body = (
        "<w:p><w:r><w:t>een</w:t><w:tab/><w:t>twee</w:t><w:br/><w:t>drie</w:t>"
        "<w:noBreakHyphen/><w:t>vier</w:t><w:softHyphen/><w:t>vijf</w:t></w:r></w:p>"
    )

    assert places(make.docx(body)) == {"tekst": "een\ttwee\ndrie-viervijf"}


def test_a_name_cut_into_runs_is_whole() -> None:
    """Word cuts words where it checked spelling; a detector must see the word."""
    body = "<w:p><w:r><w:t>Pie</w:t></w:r><w:proofErr/><w:r><w:t>ters</w:t></w:r></w:p>"

    assert places(make.docx(body)) == {"tekst": "Pieters"}


def test_content_controls_links_and_text_boxes_are_read() -> None:
    body = (
        f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr>"
        f"<w:sdtContent>{p('In een veld')}</w:sdtContent></w:sdt>"
        "<w:p><w:hyperlink><w:r><w:t>een link</w:t></w:r></w:hyperlink>"
        f"<w:r><w:pict><w:txbxContent>{p('in een kader')}</w:txbxContent></w:pict></w:r></w:p>"
    )

    assert places(make.docx(body)) == {"tekst": "In een veld\neen link\nin een kader"}


def test_a_text_box_kept_in_two_forms_is_read_once() -> None:
    box = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice><w:txbxContent>{p('kader')}</w:txbxContent></mc:Choice>"
        f"<mc:Fallback><w:txbxContent>{p('kader')}</w:txbxContent></mc:Fallback>"
        "</mc:AlternateContent>"
    )

    assert places(make.docx(f"<w:p><w:r>{box}</w:r></w:p>")) == {"tekst": "\nkader"}


def test_tracked_changes_are_told_apart() -> None:
    body = (
        "<w:p><w:r><w:t>Het verzoek is </w:t></w:r>"
        "<w:del><w:r><w:delText>afgewezen</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>toegewezen</w:t></w:r></w:ins></w:p>"
    )

    document = read(make.docx(body), "besluit.docx")

    assert [(page.place, page.text) for page in document.pages] == [
        ("tekst", "Het verzoek is toegewezen"),
        ("verwijderde tekst", "afgewezen"),
    ]
    assert document.notes == (
        "Wijzigingen bijhouden staat aan: 1 keer ingevoegd (staat in de tekst), "
        "1 keer verwijderd (staat apart onder 'verwijderde tekst').",
    )


def test_headers_notes_and_comments_have_their_own_places() -> None:
    data = make.docx(
        '<w:p><w:r><w:t>Tekst</w:t><w:footnoteReference w:id="2"/></w:r></w:p>',
        related={
            "header": f'<w:hdr xmlns:w="{W}">{p("Gemeente Waterdam")}</w:hdr>',
            "footnotes": f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="0">{p("")}</w:footnote>'
            f'<w:footnote w:id="2">{p("Zie de bijlage")}</w:footnote></w:footnotes>',
            "comments": f'<w:comments xmlns:w="{W}"><w:comment w:id="1" w:author="K. Bos">'
            f"{p('Klopt dit?')}</w:comment></w:comments>",
        },
    )

    document = read(data, "brief.docx")

    assert [(page.place, page.text) for page in document.pages] == [
        ("tekst", "Tekst[voetnoot 2]"),
        ("kopteksten", "Gemeente Waterdam"),
        ("voetnoten", "2: Zie de bijlage"),
        ("opmerkingen", "K. Bos: Klopt dit?"),
    ]
    assert document.notes == ("Het document heeft opmerkingen in de kantlijn; die staan apart.",)


@pytest.mark.parametrize(
    ("mark", "notes"),
    [
        pytest.param(
            "<w:vanish/>",
            ("Het document heeft verborgen tekst; die staat gewoon in de tekst.",),
            id="hidden",
        ),
        pytest.param('<w:vanish w:val="false"/>', (), id="explicitly not hidden"),
    ],
)
def test_hidden_text_is_read_and_noted(mark: str, notes: tuple[str, ...]) -> None:
    body = f"<w:p><w:r><w:rPr>{mark}</w:rPr><w:t>Geheim</w:t></w:r></w:p>"

    document = read(make.docx(body), "brief.docx")

    assert document.pages[0].text == "Geheim"
    assert document.notes == notes


def test_pictures_and_embedded_files_are_noted() -> None:
    data = make.docx(p("Tekst"), files={"word/media/a.png": b"x", "word/embeddings/b.xlsx": b"y"})

    assert read(data, "brief.docx").notes == (
        "Tekst in afbeeldingen is niet gelezen (aantal: 1).",
        "In het document zitten andere bestanden die niet zijn gelezen.",
    )


def test_a_document_without_text_is_named() -> None:
    with pytest.raises(NoTextError):
        read(make.docx("<w:p/>"), "leeg.docx")


@pytest.mark.parametrize("name", ["brief.docm", "BRIEF.DOCM", "brief.docx"])
def test_macros_are_refused_whatever_the_name(name: str) -> None:
    with pytest.raises(MacroError):
        read(make.docx(p("x"), files={"word/vbaProject.bin": b"x"}), name)


def test_an_encrypted_word_file_is_named() -> None:
    data = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    )

    with pytest.raises(EncryptedError):
        read(data, "brief.docx")


def test_a_zip_file_with_a_password_is_named() -> None:
    data = bytearray(make.docx(p("x")))
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1

    with pytest.raises(EncryptedError):
        read(bytes(data), "brief.docx")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(make.docx(p("x"))[:200], id="cut off"),
        pytest.param(b"PK\x03\x04" + b"x" * 100, id="only the first bytes"),
        pytest.param(make.docx("<w:p>"), id="wrong XML"),
        pytest.param(make.docx("", files={"word/document.xml": b""}), id="empty body"),
    ],
)
def test_a_damaged_word_file_is_named(data: bytes) -> None:
    with pytest.raises(DamagedDocxError):
        read(data, "stuk.docx")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param({"readme.txt": b"x"}, id="some zip file"),
        pytest.param({"[Content_Types].xml": b"<Types/>", "_rels/.rels": b"<R/>"}, id="no body"),
    ],
)
def test_a_zip_file_that_is_no_word_file_is_named(content: dict[str, bytes]) -> None:
    with pytest.raises(TypeMismatchError):
        read(make.packed(content), "brief.docx")


@pytest.mark.parametrize(
    "declaration",
    [
        pytest.param('<!DOCTYPE x [<!ENTITY a "aaaa">]>', id="entity"),
        pytest.param('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', id="file"),
        pytest.param('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">', id="network"),
    ],
)
def test_xml_with_a_document_type_is_refused(declaration: str) -> None:
    xml = f'{declaration}<w:document xmlns:w="{W}"><w:body>{p("x")}</w:body></w:document>'

    with pytest.raises(DamagedDocxError) as caught:
        read(make.docx("", files={"word/document.xml": xml.encode()}), "brief.docx")

    assert caught.value.context == {"reason": "document type declared"}


def test_xml_without_bottom_is_refused() -> None:
    with pytest.raises(DamagedDocxError):
        read(make.docx("<w:sdt>" * 10_000 + "</w:sdt>" * 10_000), "diep.docx")


def test_a_part_that_packs_too_well_is_refused_before_it_is_unpacked() -> None:
    data = make.docx(p("x"), files={"word/media/a.bin": b"\0" * 20_000_000})

    with pytest.raises(UnpackBombError) as caught:
        read(data, "bom.docx")

    assert caught.value.context["limit"] == 200


def test_the_sum_of_all_parts_is_bounded() -> None:
    data = make.docx(p("x"), files={f"word/{i}": bytes(range(256)) * 8 for i in range(10)})

    with pytest.raises(UnpackBombError):
        read(data, "bom.docx", limits=Limits(unpacked=10_000))


def test_the_number_of_parts_is_bounded() -> None:
    data = make.docx(p("x"), files={f"word/{i}": b"x" for i in range(20)})

    with pytest.raises(UnpackBombError) as caught:
        read(data, "bom.docx", limits=Limits(parts=10))

    assert caught.value.context == {"parts": 24, "limit": 10}


def test_sizes_in_the_file_are_not_believed() -> None:
    """The directory says 10 bytes; the part unpacks to 3 million."""
    data = bytearray(make.docx(p("Jan " * 750_000)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        true_size = archive.getinfo("word/document.xml").file_size
    lie = (10).to_bytes(4, "little")
    changed = bytes(data).replace(true_size.to_bytes(4, "little"), lie)

    with pytest.raises((UnpackBombError, DamagedDocxError)):
        read(changed, "bom.docx", limits=Limits(part=1_000_000))
