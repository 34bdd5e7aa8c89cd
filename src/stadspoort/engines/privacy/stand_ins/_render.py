"""A value with the words of its name replaced, everything else as it was.

Jan de Vries -> Pieter van Duijn      DE VRIES, J. -> VAN DUIJN, P.      jan -> pieter
"""

from __future__ import annotations

import re

from stadspoort.engines.privacy._lists import fold
from stadspoort.engines.privacy._person_names import Part, PersonName, Role
from stadspoort.engines.privacy.stand_ins._personas import Persona

_WORD = re.compile(r"[^\W_]+")
_FAMILY = (Role.JOIN, Role.SURNAME)
_SIBILANT = ("s", "x", "z")
_VOWEL = ("a", "e", "i", "o", "u", "y")


def rendered(value: str, name: PersonName, persona: Persona, *, bare_is_given: bool) -> str:
    """Return `value` with the names of `persona`, in the same form and case.

    Args:
        value: As found.
        name: The parts of `value`.
        persona: With as many first names as `value` shows.
        bare_is_given: What the one word of a bare name is.
    """
    shown: list[str] = []
    done = given = 0
    parts = list(name.parts)
    while parts:
        part = parts.pop(0)
        text = value[part.start : part.end]
        end = part.end
        if part.role in (Role.GIVEN, Role.INITIALS) or (part.role is Role.BARE and bare_is_given):
            new, given = _given(text, part, persona, given)
        elif part.role is Role.TITLE:
            new = text
        else:
            family = [part]
            while parts and parts[0].role in _FAMILY:
                family.append(parts.pop(0))
            new, end = _family(value, family, persona), family[-1].end
        shown += (value[done : part.start], new)
        done = end
    return "".join((*shown, value[done:]))


def _given(text: str, part: Part, persona: Persona, given: int) -> tuple[str, int]:
    """Return first names or initials from the one at `given` on, and how far that got."""

    def one(found: re.Match[str]) -> str:
        nonlocal given
        name = persona.given[min(given, len(persona.given) - 1)]
        given += 1
        return like(found[0], name[0] if part.role is Role.INITIALS else name)

    return _WORD.sub(one, text), given


def _family(value: str, family: list[Part], persona: Persona) -> str:
    """Return the surname of the persona, with a tussenvoegsel where the value has one."""
    joins = [part for part in family if part.role is Role.JOIN]
    names = [part for part in family if part.role is not Role.JOIN]
    words: list[str] = []
    if joins and persona.joins:
        words.append(like(value[joins[0].start : joins[0].end], persona.joins))
    if names:
        first = value[names[0].start : names[0].end]
        words.append(like(first, persona.surname))
    return " ".join(words)


def like(text: str, name: str) -> str:
    """Return `name` in the case of `text`: capitals, lower case, or as names are written."""
    letters = [sign for sign in text if sign.isalpha()]
    if len(letters) > 1 and text.isupper():
        return name.upper()
    if text.islower():
        return name.lower()
    return name[:1].upper() + name[1:]


def possessive(name: str) -> str:
    """Return "Jans", "Fatima's", "De Vries'": whose something is."""
    last = fold(name[-1:])
    if last in _SIBILANT:
        return f"{name}'"
    return f"{name}'s" if last in _VOWEL else f"{name}s"
