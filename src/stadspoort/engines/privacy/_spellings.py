r"""How a model may write a token and still mean surely that one: what is read, and what is not.

    [PERSOON_k7f3q21a4]        as issued
    [persoon_k7f3q21a4]        the kind in another case
    [PERSON_k7f3q21a4]         the kind translated, by the list below
    [PERSOON\_k7f3q21a4]        escaped for Markdown, brackets too
    [ PERSOON_k7f3q21a4 ]      a space inside the brackets
    [PERSOON k7f3q21a4]        a space or hyphen for the underscore
    ［PERSOON_k7f3q21a4］       other brackets

The code (scope, entity, spelling, check character) must be there to the letter, between brackets:
it alone says which token it is. Without brackets nothing shows where it ends, and such words stand
in addresses and names of functions; in capitals or with a character changed it is another code. A
kind of ours that is not the token's contradicts it. Those are left and counted.
"""

from __future__ import annotations

import re

from stadspoort.engines.privacy._tokens import check_character
from stadspoort.engines.privacy._values import Kind
from stadspoort.engines.privacy._vault import Entry, Vault

_TRANSLATED: dict[Kind, tuple[str, ...]] = {
    Kind.PERSOON: ("PERSON", "PERSONNE", "NAAM", "NAME"),
    Kind.ADRES: ("ADDRESS", "ADRESSE"),
    Kind.POSTCODE: ("POSTAL_CODE", "ZIP_CODE", "ZIPCODE", "POSTLEITZAHL"),
    Kind.TELEFOON: ("PHONE", "TELEPHONE", "TELEFON", "TELEFOONNUMMER", "PHONE_NUMBER"),
    Kind.EMAIL: ("E_MAIL", "MAIL", "EMAILADRES", "EMAIL_ADDRESS"),
    Kind.GEBOORTEDATUM: ("BIRTHDATE", "BIRTH_DATE", "DATE_OF_BIRTH", "GEBURTSDATUM"),
    Kind.KENTEKEN: ("LICENSE_PLATE", "LICENCE_PLATE", "PLATE", "KENNZEICHEN"),
    Kind.DOCUMENTNUMMER: ("DOCUMENT_NUMBER", "DOCUMENT_NUMMER"),
    Kind.KLANTNUMMER: ("CUSTOMER_NUMBER", "CLIENT_NUMBER", "KLANT_NUMMER"),
    Kind.IP: ("IP_ADDRESS", "IP_ADRES"),
    Kind.URL_PROFIEL: ("URL_PROFILE", "PROFILE_URL"),
}
_KIND_OF = {str(kind): kind for kind in Kind} | {
    word: kind for kind, words in _TRANSLATED.items() for word in words
}
_STARTS = frozenset(f"{word}_"[:length] for word in _KIND_OF for length in range(len(word) + 2))

_OPEN, _CLOSE = r"\[\uff3b\u3010", r"\]\uff3d\u3011"
TOKEN = re.compile(
    rf"\\?[{_OPEN}][ ]?([A-Za-z](?:[A-Za-z]|\\?_|[ -]){{1,30}}?)(?:\\?_|[ -])([0-9a-z]{{8,20}})"
    rf"[ ]?\\?[{_CLOSE}]"
)
"""Every spelling above, and look-alikes: `entry_of` says whether it is one."""

_OPENED = re.compile(rf"\\?[{_OPEN}]")
_ONLY_KIND = re.compile(r"[ ]?(?:[A-Za-z](?:[A-Za-z]|\\?_|[ -])*)?\\?")
_INSIDE_CODE = re.compile(
    r"[ ]?([A-Za-z](?:[A-Za-z]|\\?_|[ -])*?)(?:\\?_|[ -])([0-9a-z]{1,20})([ ]?\\?)"
)
_LONGEST = 64
_PLAIN_TOKEN = re.compile(r"\[(?:" + "|".join(Kind) + r")_([a-z][0-9a-z]{7,19})\]")


def entry_of(found: re.Match[str], vault: Vault) -> Entry | None:
    """Return the entry that a match of TOKEN surely means; None if it is none of this scope.

    Restricted values answer to the exact token alone.
    """
    entry = vault.by_code(found[2])
    if entry is None or entry.token == found[0]:
        return entry
    is_sure = _KIND_OF.get(_word(found[1])) is entry.kind
    return entry if is_sure and not entry.is_restricted else None


def held_back(text: str, vault: Vault) -> int:
    """Return where the end of `text` begins that may still become a token; its length if none."""
    window = max(0, len(text) - _LONGEST)
    last = None
    for opened in _OPENED.finditer(text, window):
        last = opened
    if last is not None and _may_grow(text[last.end() :], vault):
        return last.start()
    return len(text) - 1 if text.endswith("\\") else len(text)


def _may_grow(inside: str, vault: Vault) -> bool:
    if _ONLY_KIND.fullmatch(inside) and _word(inside.strip(" ")) in _STARTS:
        return True
    found = _INSIDE_CODE.fullmatch(inside)
    if found is None or _word(found[1]) not in _KIND_OF:
        return False
    return vault.by_code(found[2]) is not None or (
        not found[3] and vault.is_start_of_code(found[2])
    )


def _word(written: str) -> str:
    return written.replace("\\", "").replace(" ", "_").replace("-", "_").upper()


def altered_and_invented(text: str, vault: Vault) -> tuple[int, int]:
    """Return how many places in `text` look like tokens of this scope and are none that is read.

    Altered: the code was issued here, in a form that is not surely the token. Invented: the tag of
    this scope with a code that was never issued, or a token whose check character is wrong.
    """
    lower = text.lower()
    altered = invented = 0
    at = lower.find(vault.tag)
    while at >= 0:
        end = at + len(vault.tag)
        while end < len(lower) and lower[end].isalnum() and end - at < _LONGEST:
            end += 1
        if end > at + len(vault.tag) and not lower[at - 1 : at].isalnum():
            is_issued = any(vault.by_code(lower[at:stop]) for stop in range(at + 8, end + 1))
            altered += is_issued
            invented += not is_issued
        at = lower.find(vault.tag, end)
    if "[" in text:
        invented += sum(
            vault.tag not in code and any(map(str.isdigit, code)) and not _is_checked(code)
            for code in _PLAIN_TOKEN.findall(text)
        )
    return altered, invented


def _is_checked(code: str) -> bool:
    return check_character(code[:-1]) == code[-1]
