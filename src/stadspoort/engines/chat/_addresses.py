"""Recognise an address in an answer, and say whether its host is trusted.

Nothing here tries to read an odd address as a browser might: an address is trusted only when it is
written in the plainest way. All others (entities, escapes, user names, look-alike letters, numbers
for hosts, other schemes) are not.
"""

from __future__ import annotations

import html
import re

# Schemes that renderers turn into links without "//" after them, or that run code.
_OPAQUE = ("mailto", "xmpp", "javascript", "vbscript", "data", "blob", "file")
_WITH_SLASHES = ("http", "https", "ftp", "ftps")


def _prefixes(words: tuple[str, ...]) -> str:
    starts = {word[:length] for word in words for length in range(1, len(word) + 1)}
    return "|".join(sorted(starts, key=lambda start: (-len(start), start)))


START = (
    r"(?<![A-Za-z0-9])(?:(?:" + "|".join((*_WITH_SLASHES, *_OPAQUE)) + r"):(?=\S)|www\.(?=\S))"
    r"|://(?=\S)|(?<![:/A-Za-z0-9])//(?=[A-Za-z0-9])"
    r"|&(?:colon|sol|#0*(?:58|47)|#x0*(?:3a|2f));(?=\S)"
)
"""What begins an address in running text. Ignore case.

Without the slashes too: to a browser "https:kwaad.example" is an address, and JSON may write the
slashes with a backslash in front of each. With a colon or slash as an entity of HTML: whoever
decodes the text once has the address.
"""

START_CUT_OFF = (
    r"(?:!|(?<![A-Za-z0-9])(?:" + _prefixes((*_WITH_SLASHES, *_OPAQUE, "www.")) + r")"
    r"|(?<![A-Za-z0-9])(?:" + "|".join((*_WITH_SLASHES, *_OPAQUE)) + r"):/?"
    r"|:/{0,2}|(?<![:/A-Za-z0-9])//?"
    r"|&(?:[a-z]{0,5}|#[0-9]{0,10}|#x[0-9a-f]{0,10});?)$"
)
"""An end of text that may still become the begin of an address or an image. Ignore case."""

LONGEST_CUT_OFF = 16
"""No such end is longer, in characters."""

_PLAIN = re.compile(
    r"(?:https?://|www\.)(?P<rest>[A-Za-z0-9.-]+)(?::\d{1,5})?"
    r"(?:[/?#][A-Za-z0-9\-._~!$&'()*+,;=:@%/?#]*)?",
    re.IGNORECASE,
)
_HOST = re.compile(
    r"(?:[a-z][a-z0-9+.-]*)?:?[\\/]{2,}(?:[^\s/?#\\]*@)?([^\s/?#\\:@]+)", re.IGNORECASE
)
_SAFE_HOST = re.compile(r"[a-z0-9.-]{1,253}")
_ENDS = ".,;:!?\"'*_~)]}»”’`|"


def is_trusted(address: str, hosts: frozenset[str]) -> bool:
    """Say whether `address` is plain http(s) to one of `hosts` (lower case, without "www.")."""
    plain = _PLAIN.fullmatch(address)
    return plain is not None and _without_www(plain["rest"].lower().rstrip(".")) in hosts


def trusted_hosts(hosts: frozenset[str]) -> frozenset[str]:
    """Return `hosts` as `is_trusted` compares them."""
    return frozenset(_without_www(host.lower().rstrip(".")) for host in hosts)


def host_of(address: str) -> str:
    """Return the host of `address` for a reader, lower case, in ASCII; "" if none can be told."""
    decoded = re.sub(r"[\x00-\x20\x7f\u00ad\u200b-\u200f\u2060\ufeff]", "", html.unescape(address))
    decoded = decoded.strip("<>")
    if decoded.lower().startswith("www."):
        decoded = "//" + decoded
    found = _HOST.match(decoded)
    if found is None:
        return ""
    try:
        host = found[1].rstrip(".,)").encode("idna").decode("ascii").lower()
    except UnicodeError:  # labels too long or letters that no host can have
        return ""
    host = _without_www(host)
    return host if _SAFE_HOST.fullmatch(host) else ""


def left_out(kind: str, address: str) -> str:
    """Return the words that stand for an address: "(link naar evil.example weggelaten)".

    Args:
        kind: "link" or "afbeelding".
        address: What was left out.
    """
    host = host_of(address)
    where = {"link": "naar", "afbeelding": "van"}[kind]
    return f"({kind} {where} {host} weggelaten)" if host else f"({kind} weggelaten)"


def trimmed(address: str) -> str:
    """Return `address` without the punctuation of the sentence around it."""
    return address.rstrip(_ENDS)


def _without_www(host: str) -> str:
    return host.removeprefix("www.")
