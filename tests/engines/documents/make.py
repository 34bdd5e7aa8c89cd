"""Small files with invented content, made from their parts so that a test shows what is in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def pdf(pages: Sequence[str], *, extra: Sequence[bytes] = (), page_extra: bytes = b"") -> bytes:
    """Return a PDF with one text per page, lines divided by a line feed.

    Args:
        pages: The text of each page; "" makes a page without any text.
        extra: Further objects, numbered on from `3 + 2 * len(pages) + 1`.
        page_extra: More entries for the dictionary of every page.
    """
    count = len(pages)
    kids = b" ".join(b"%d 0 R" % (4 + 2 * index) for index in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for index, text in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> %s >>" % (5 + 2 * index, page_extra)
        )
        objects.append(_stream(_show(text)))
    return _numbered([*objects, *extra])


def scan() -> bytes:
    """Return a PDF of one page that holds a picture and no text."""
    picture = (
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
        b"/BitsPerComponent 8 /Length 1 >>\nstream\n\x00\nendstream"
    )
    return _numbered(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /XObject << /Im1 5 0 R >> >> >>",
            _stream(b"q 500 0 0 700 40 70 cm /Im1 Do Q"),
            picture,
        ]
    )


def encrypted_pdf() -> bytes:
    """Return a PDF whose (made-up) password entries no empty password fits."""
    locked = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"41" * 32, b"42" * 32)
    plain = pdf(["Geheim"], extra=[locked])
    return plain.replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 6 0 R /ID [<00112233> <00112233>]")


def _show(text: str) -> bytes:
    lines = []
    for line in text.split("\n") if text else []:
        escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        lines.append(b"(%s) Tj T*" % escaped.encode("cp1252"))
    return b"BT /F1 11 Tf 14 TL 60 780 Td %s ET" % b" ".join(lines) if lines else b""


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def _numbered(objects: Sequence[bytes]) -> bytes:
    """Return a PDF file of these objects, the first being the catalogue, with its table."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    out += b"startxref\n%d\n%%%%EOF\n" % table
    return bytes(out)


def docx(
    body: str,
    *,
    related: Mapping[str, str] | None = None,
    files: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return a Word file.

    Args:
        body: What stands inside `w:body`, as XML with the prefix `w`.
        related: Further parts by kind ("header", "footnotes", "comments"), whole XML each.
        files: Anything else that must be in the package, by name.
    """
    parts = dict(related or {})
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>'
        for number, kind in enumerate(parts)
    )
    content: dict[str, bytes] = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_MAIN_TYPE}"/></Types>'
        ).encode(),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
        ).encode(),
        "word/document.xml": (
            f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        ).encode(),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'
        ).encode(),
    }
    content |= {f"word/{kind}.xml": xml.encode() for kind, xml in parts.items()}
    content |= dict(files or {})
    return packed(content)


def packed(content: Mapping[str, bytes]) -> bytes:
    """Return a zip file with these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def p(text: str) -> str:
    """Return a Word paragraph with this text."""
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
