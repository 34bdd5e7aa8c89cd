"""Why a file was not read: one class per situation a person can act on.

```
DocumentError
├── EmptyFileError           nothing in it
├── TooLargeError            more bytes, or more text, than is read
├── TooManyPagesError
├── TooDeepError             a mail in a mail in a mail ...
├── UnsupportedTypeError     a kind of file that is not read
├── TypeMismatchError        the name says one kind, the content another
├── EncryptedError           a password is needed
├── MacroError               a Word file with a program inside
├── UnpackBombError          a small file that unpacks to a very large one
├── NoTextError              opened well, but it holds no text
├── ScanWithoutTextError     a PDF of pictures of text
├── DamagedPdfError
├── DamagedDocxError
└── DamagedMailError
```
"""

from __future__ import annotations

from typing import ClassVar

from stadspoort.errors import StadspoortError


class DocumentError(StadspoortError):
    """A file that was not read; `brief` says why in a few Dutch words, for a list of files."""

    code = "documents.error"
    brief: ClassVar[str] = "niet te lezen"


class EmptyFileError(DocumentError):
    """The file has no bytes."""

    code = "documents.empty_file"
    brief = "leeg bestand"


class TooLargeError(DocumentError):
    """The file has more bytes, or more characters of text, than the limits allow."""

    code = "documents.too_large"
    brief = "te groot"


class TooManyPagesError(DocumentError):
    """The file has more pages, or a mail more attachments, than the limits allow."""

    code = "documents.too_many_pages"
    brief = "te veel bladzijden"


class TooDeepError(DocumentError):
    """A mail that lies inside more other mails than the limits allow."""

    code = "documents.too_deep"
    brief = "zit te diep in andere berichten"


class UnsupportedTypeError(DocumentError):
    """No reader for this kind of file."""

    code = "documents.unsupported_type"
    brief = "dit soort bestand wordt niet gelezen"


class TypeMismatchError(DocumentError):
    """The end of the name says one kind of file and the content another."""

    code = "documents.type_mismatch"
    brief = "de naam past niet bij de inhoud"


class EncryptedError(DocumentError):
    """The file opens only with a password."""

    code = "documents.encrypted"
    brief = "beveiligd met een wachtwoord"


class MacroError(DocumentError):
    """A Word file with macros: it may hold a program."""

    code = "documents.macro"
    brief = "bevat macro's"


class UnpackBombError(DocumentError):
    """A packed file that would unpack to far more than its size."""

    code = "documents.unpack_bomb"
    brief = "pakt uit tot een onveilig grote omvang"


class NoTextError(DocumentError):
    """The file could be opened and holds no text."""

    code = "documents.no_text"
    brief = "bevat geen tekst"


class ScanWithoutTextError(DocumentError):
    """A PDF whose pages hold pictures and no text."""

    code = "documents.scan_without_text"
    brief = "scan zonder tekst"


class DamagedPdfError(DocumentError):
    """The PDF cannot be opened, or one of its pages cannot."""

    code = "documents.damaged_pdf"
    brief = "beschadigd"


class DamagedDocxError(DocumentError):
    """The Word file cannot be unpacked or its XML is wrong."""

    code = "documents.damaged_docx"
    brief = "beschadigd"


class DamagedMailError(DocumentError):
    """The mail has no headers or its parts do not hold together."""

    code = "documents.damaged_mail"
    brief = "beschadigd"
