"""Whatever bytes come in: text, or an error of the engine's own family. Nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.documents import make

from stadspoort import sandbox
from stadspoort.engines import documents
from stadspoort.engines.documents import Document
from stadspoort.engines.documents.errors import DocumentError
from stadspoort.sandbox import ChildCrashedError, ChildTimedOutError

FOLDER = Path(__file__).parents[2] / "data" / "documents"
WORD = make.docx(
    "<w:tbl><w:tr><w:tc><w:p><w:ins><w:r><w:t>a</w:t></w:r></w:ins></w:p></w:tc></w:tr></w:tbl>",
    related={"header": f'<w:hdr xmlns:w="{make.W}">{make.p("kop")}</w:hdr>'},
)
MAIL = (FOLDER / "bezwaar.eml").read_bytes()
LETTER = (FOLDER / "bezwaar.pdf").read_bytes()
PIECES = [
    b"%PDF-", b"endobj", b"<<", b"99999999999", b"PK\x03\x04", b"<w:p>", b"&a;", b"<!DOCTYPE a>",
    b"\r\n\r\n", b"Content-Type: multipart/mixed; boundary=", b"message/rfc822", b"charset=\xff",
    b"=?utf-8?b?====?=", b'filename*=utf-8\'\'%ff%fe', b"To: <<a@b>,;:", b"\x00", b"\xff\xfe",
]  # fmt: skip

Change = tuple[str, float, bytes]
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["put", "cut", "over", "copy"]),
        st.floats(0, 1, exclude_max=True),
        st.one_of(st.sampled_from(PIECES), st.binary(min_size=1, max_size=40)),
    ),
    min_size=1,
    max_size=12,
)


def changed(data: bytes, changes: list[Change]) -> bytes:
    """Return `data` after each change at its place, a fraction of the length."""
    out = bytearray(data)
    for how, where, piece in changes:
        at = int(where * len(out))
        if how == "put":
            out[at:at] = piece
        elif how == "cut":
            del out[at : at + len(piece)]
        elif how == "over":
            out[at : at + len(piece)] = piece
        else:
            out[at:at] = out[: len(piece) * 4]
    return bytes(out)


def judge(document: Document) -> None:
    assert any(page.text for page in document.pages)
    assert [page.number for page in document.pages] == list(range(1, len(document.pages) + 1))
    for page in document.pages:
        assert "\r" not in page.text
        assert "\x00" not in page.text
        assert "\n" not in page.place


@pytest.mark.parametrize(
    ("data", "name"),
    [
        pytest.param(WORD, "a.docx", id="Word"),
        pytest.param(MAIL, "a.eml", id="mail"),
        pytest.param("José\r\n".encode(), "a.txt", id="text"),
        pytest.param(MAIL, "a", id="no extension"),
    ],
)
@given(changes=CHANGES)
@settings(max_examples=150, deadline=None)
def test_changed_files_give_text_or_a_named_error(
    data: bytes, name: str, changes: list[Change]
) -> None:
    try:
        document = documents.read(changed(data, changes), name)
    except DocumentError:
        return
    judge(document)


@given(changes=CHANGES)
@settings(max_examples=15, deadline=None)
def test_a_changed_pdf_never_harms_the_parent(changes: list[Change]) -> None:
    """Pdfium is C++: what it does with hostile bytes is only tried in a child."""
    data = changed(LETTER, changes)
    try:
        document = sandbox.run(documents.read, data, "a.pdf", seconds=20, megabytes=512)
    except (DocumentError, ChildCrashedError, ChildTimedOutError):
        return
    judge(document)
