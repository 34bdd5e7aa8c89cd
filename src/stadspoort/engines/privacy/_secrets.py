"""Secrets: passwords, keys and tokens, by label or by a shape that nothing else has.

A secret is no personal data but opens a system that holds it, so it never goes to a model.

Sources: BIO2 (control 5.17, authentication information); published key formats of the vendors;
RFC 7519 (JWT); RFC 7468 (PEM).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stadspoort.engines.privacy._labels import Labels
from stadspoort.engines.privacy._values import Finding, Kind

_SHAPES = re.compile(
    r"(?<![\w-])(?:AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{30,80}|github_pat_\w{30,100}|"
    r"glpat-[\w-]{16,40}|xox[abprs]-[\w-]{10,120}|sk-[\w-]{20,200}|AIza[\w-]{35}|"
    r"hf_[A-Za-z0-9]{30,50}|eyJ[\w-]{8,2000}\.[\w-]{8,4000}\.[\w-]{8,1000}|"
    r"SG\.[\w-]{16,32}\.[\w-]{16,64})(?![\w-])"
)
_SIGNS = ("AKIA", "_", "glpat-", "xox", "sk-", "AIza", "eyJ", "SG.")
"""One of these stands in every key of those shapes."""
_PEM = re.compile(r"-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----")
_PEM_END = re.compile(r"-----END [A-Z ]{0,30}PRIVATE KEY-----")
_FILLER = re.compile(
    r"(?:[ \t]*(?:is\b|was\b|van [\w.-]+|voor [\w.-]+|luidt\b|:|=>|=|-(?= )|nu\b|\"|"
    r"')){1,5}\s{0,2}[\"']?"
)
_VALUE = re.compile(r"[^\s\"',;()<>|]{4,200}")
_LIKE_A_SECRET = re.compile(r"\d|[^\w.]|[a-z][A-Z]|_")


def find_secrets(text: str, labels: Labels) -> Iterator[Finding]:
    """Yield every value that is called a secret or has the shape of one."""
    for found in _SHAPES.finditer(text) if any(sign in text for sign in _SIGNS) else ():
        yield Finding(*found.span(), Kind.GEHEIM, 0.98, "vorm van een sleutel of token")
    for begin in _PEM.finditer(text):
        end = _PEM_END.search(text, begin.end(), begin.end() + 20_000)
        stop = end.end() if end else begin.end()
        yield Finding(begin.start(), stop, Kind.GEHEIM, 0.99, "geheime sleutel (PEM)")
    for label in labels.all:
        if label.meaning is not Kind.GEHEIM:
            continue
        filler = _FILLER.match(text, label.end)
        found_value = _VALUE.match(text, filler.end()) if filler else None
        if filler and found_value:
            value = found_value[0].rstrip(".")
            has_colon = bool(re.search("[:=]", filler[0]))
            # "het wachtwoord is verlopen" tells no secret; "wachtwoord is Zomer2024!" does.
            if _LIKE_A_SECRET.search(value) or (has_colon and not value.islower()):
                start = found_value.start()
                yield Finding(
                    start, start + len(value), Kind.GEHEIM, 0.93, f"label '{label.word}' ervoor"
                )
