"""E-mail (RFC 5322, MIME) to parts: the headers a reader sees, the message, what is attached."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from email.errors import MessageError
from email.message import EmailMessage

from stadspoort.engines.documents._html import html_to_text
from stadspoort.engines.documents._parts import Part, Reading, check_size
from stadspoort.engines.documents._text import clean, decode
from stadspoort.engines.documents._values import Limits
from stadspoort.engines.documents.errors import (
    DamagedMailError,
    DocumentError,
    NoTextError,
    TooDeepError,
    TooManyPagesError,
)

_HEADERS = (
    ("From", "Van"),
    ("To", "Aan"),
    ("Cc", "Cc"),
    ("Bcc", "Bcc"),
    ("Date", "Datum"),
    ("Subject", "Onderwerp"),
)
# What the standard library raises on headers and bodies that break the rules, besides its own.
# Only its own calls stand under this net (`_open`), not the readers of attachments.
_BROKEN = (
    MessageError,
    ArithmeticError,
    ValueError,
    LookupError,
    AttributeError,
    TypeError,
    AssertionError,
    RecursionError,
)
_LONGEST_NAME = 120
# The standard library needs quadratic time for a header: a second at this length, minutes at ten
# times as much. A message to two thousand people stays below it.
_LONGEST_HEADER = 50_000

ReadFile = Callable[[bytes, str, Limits], Reading]


@dataclass(frozen=True, slots=True)
class _Attached:
    """One attachment: its name without folders, and its bytes or, for a mail, the message."""

    name: str
    content: bytes | EmailMessage


@dataclass
class _Mail:
    """One mail taken apart; nothing of the standard library's parser is needed after this."""

    headers: str = ""
    subject: str = ""
    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    is_whole: bool = True
    attached: list[_Attached] = field(default_factory=list)


def read_mail(data: bytes, limits: Limits, read_file: ReadFile) -> Reading:
    """Return the message with its headers, then the parts of every attachment that can be read.

    The plain text is taken when there is one, else the text of the HTML. Attachments that cannot
    be read are named in the notes, with the reason.

    Args:
        data: The bytes of the mail.
        limits: `depth` counts down for a mail inside a mail.
        read_file: Reads one attachment by its name.

    Raises:
        DamagedMailError: If headers or parts cannot be made sense of.
        TooDeepError: If it lies inside more mails than the limits allow.
        TooManyPagesError, TooLargeError: If it holds more than the limits allow.
        NoTextError: If neither message nor attachments hold text.
    """
    return _read(data, limits, read_file)


def _read(source: bytes | EmailMessage, limits: Limits, read_file: ReadFile) -> Reading:
    if limits.depth < 1:
        raise TooDeepError
    try:
        mail = _open(source)
    except _BROKEN as error:
        raise DamagedMailError(reason=type(error).__name__) from error
    if len(mail.attached) > limits.attachments:
        raise TooManyPagesError(attachments=len(mail.attached), limit=limits.attachments)
    body = "\n".join(mail.plain).strip() or "\n".join(map(html_to_text, mail.html))
    parts = [Part("bericht", clean(f"{mail.headers}\n\n{body}"))]
    notes = [] if mail.is_whole else ["Enkele tekens van het bericht konden niet worden gelezen."]
    for attached in mail.attached:
        reading = _read_attached(attached, limits, read_file)
        parts.extend(reading.parts)
        notes.extend(reading.notes)
        check_size(parts, limits)
    if not body.strip() and len(parts) == 1:
        raise NoTextError
    return Reading(tuple(parts), tuple(notes), title=mail.subject)


def _open(source: bytes | EmailMessage) -> _Mail:
    message = source
    if isinstance(message, bytes):
        parsed = email.message_from_bytes(message, policy=email.policy.default)
        assert isinstance(parsed, EmailMessage)  # noqa: S101  what policy.default makes
        message = parsed
    for part in message.walk():
        if any(len(raw) > _LONGEST_HEADER for _, raw in part.raw_items()):
            raise DamagedMailError(reason="a header is too long", limit=_LONGEST_HEADER)
    values = ((dutch, _header(message, name)) for name, dutch in _HEADERS)
    mail = _Mail(
        headers="\n".join(f"{dutch}: {value}" for dutch, value in values if value),
        subject=_header(message, "Subject"),
    )
    _sort(message, mail)
    return mail


def _header(message: EmailMessage, name: str) -> str:
    """Return the decoded header on one line; several of the same name joined by a comma.

    A header the standard library chokes on (a date in the year 99999) is shown as it was written:
    one bad header must not cost the reader the whole message.
    """
    try:
        values = [str(value) for value in message.get_all(name, [])]
    except _BROKEN:
        values = [str(raw) for key, raw in message.raw_items() if key.lower() == name.lower()]
    return ", ".join(" ".join(clean(value).split()) for value in values)


def _sort(part: EmailMessage, mail: _Mail) -> None:
    """Put every leaf below `part` where it belongs; a mail inside it stays whole."""
    kind = part.get_content_type()
    is_attached = part.get_content_disposition() == "attachment" or bool(part.get_filename())
    if part.is_multipart() and part.get_content_maintype() == "multipart":
        for child in _children(part):
            _sort(child, mail)
    elif kind == "message/rfc822":
        mail.attached.extend(
            _Attached(_name(part, mail, "doorgestuurd bericht"), child) for child in _children(part)
        )
    elif kind in ("text/plain", "text/html") and not is_attached:
        text, is_whole = _text(part)
        (mail.plain if kind == "text/plain" else mail.html).append(text)
        mail.is_whole = mail.is_whole and is_whole
    else:
        mail.attached.append(_Attached(_name(part, mail, kind), _bytes(part)))


def _children(part: EmailMessage) -> Iterator[EmailMessage]:
    payload = part.get_payload()
    if isinstance(payload, list):
        yield from (child for child in payload if isinstance(child, EmailMessage))


def _bytes(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(part: EmailMessage) -> tuple[str, bool]:
    """Return a text part by the character set it names; by its bytes when that name is wrong."""
    content = _bytes(part)
    try:
        return content.decode(part.get_content_charset("utf-8"), errors="strict"), True
    except (LookupError, ValueError):
        # NUL bytes would count as binary; here they are only damage, and `clean` drops them.
        return decode(content.replace(b"\0", b""))


def _name(part: EmailMessage, mail: _Mail, otherwise: str) -> str:
    """Return the name of an attachment without folders, or one by its kind and number."""
    given = clean(part.get_filename() or "").replace("\\", "/").rpartition("/")[2]
    name = " ".join(given.split())
    if not name:
        return f"{len(mail.attached) + 1} ({otherwise})"
    return name if len(name) <= _LONGEST_NAME else f"{name[:60]}...{name[-50:]}"


def _read_attached(attached: _Attached, limits: Limits, read_file: ReadFile) -> Reading:
    """Return the parts of one attachment, or a note that tells why there are none."""
    deeper = replace(limits, depth=limits.depth - 1)
    try:
        if isinstance(attached.content, bytes):
            reading = read_file(attached.content, attached.name, deeper)
        else:
            reading = _read(attached.content, deeper, read_file)
    except DocumentError as error:
        return Reading((), (f"Bijlage {attached.name} is niet gelezen: {error.brief}.",))
    place = f"bijlage {attached.name}"
    has_one = len(reading.parts) == 1
    return Reading(
        tuple(
            Part(place if has_one else f"{place}, {part.place}", part.text)
            for part in reading.parts
        ),
        tuple(f"{note} ({place})" for note in reading.notes),
    )
