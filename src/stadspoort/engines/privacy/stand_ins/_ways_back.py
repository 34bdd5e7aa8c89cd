"""Every form in which an answer may name a stand-in, and what stands for it.

Exact is what went out. Derived is what a model makes of it: the first name, the surname, the
initial with the surname, in capitals or lower case, with a possessive. A derived form is surely
one person's, because no two personas share a word and no text of the scope holds it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from stadspoort.engines.privacy._lists import fold
from stadspoort.engines.privacy._person_names import Gender, PersonName, Role, read_name
from stadspoort.engines.privacy._values import Kind
from stadspoort.engines.privacy._vault import Entry
from stadspoort.engines.privacy.stand_ins._personas import Persona, pool_words, word_of
from stadspoort.engines.privacy.stand_ins._render import possessive
from stadspoort.engines.privacy.stand_ins._stand_ins import StandIns

_WORDS = re.compile(r"[^\W\d_]+")
_NO_DIGIT = re.compile(r"\D+")


@dataclass(frozen=True, slots=True)
class Original:
    """What is known of the name of an entity, as it is written; empty where it is not known."""

    given: str
    initials: str
    joins: str
    surname: str

    @property
    def family(self) -> str:
        """Return the surname with its tussenvoegsel."""
        return f"{self.joins} {self.surname}".strip()


def ways_back(stand_ins: StandIns, allows: Callable[[Entry], bool]) -> dict[str, str | None]:
    """Return what to put back for each form; None for what must stay and be counted."""
    by_number = {entry.number: entry for entry in stand_ins.vault.entries}
    exact: dict[str, str | None] = {}
    derived: dict[str, str | None] = {}
    for number, text in stand_ins.issued.items():
        entry = by_number[number]
        if allows(entry):
            for form, value in _exact_forms(entry, text):
                is_sure = entry.kind is not Kind.PERSOON or _is_told(form, stand_ins)
                exact[form] = value if is_sure else None
    for entity, persona in stand_ins.personas.items():
        members = [e for e in stand_ins.members(entity) if e.kind is Kind.PERSOON]
        if not members or not all(map(allows, members)):
            continue
        for form, value in _derived_forms(persona, _original(stand_ins, entity, members)):
            is_sure = _is_told(form, stand_ins) and derived.get(form, value) == value
            derived[form] = value if is_sure else None
    return derived | exact


def words_of(stand_ins: StandIns) -> set[str]:
    """Return the folded words of the personas: an answer that holds one speaks of a stand-in."""
    return {
        word_of(name)
        for persona in stand_ins.personas.values()
        for name in (*persona.given, persona.surname)
    }


def _is_told(form: str, stand_ins: StandIns) -> bool:
    """Say whether a form of a name holds a name that no text of the scope holds."""
    words = {fold(word) for word in _WORDS.findall(form)}
    names = {name for word in words for name in (word, word[:-1]) if name in pool_words()}
    return not names or not names <= stand_ins.seen


def _exact_forms(entry: Entry, text: str) -> Iterator[tuple[str, str]]:
    yield text, entry.value
    if entry.kind is Kind.PERSOON:
        yield from _possessives(text, entry.value)
    elif entry.kind is Kind.TELEFOON:
        national = _NO_DIGIT.sub("", text)[-9:]
        for layout in ("0{}", "+31{}", "0031{}"):
            yield layout.format(national), entry.value
        for layout in ("0{}-{}", "0{} {}", "+31 {} {}", "+31{} {}"):
            yield layout.format(national[0], national[1:]), entry.value


def _derived_forms(persona: Persona, original: Original) -> Iterator[tuple[str, str]]:
    for form, value in _plain_forms(persona, original):
        for cased, back in (
            (form, value),
            (form.upper(), value.upper()),
            (form.lower(), value.lower()),
        ):
            yield cased, back
            yield from _possessives(cased, back)


def _plain_forms(persona: Persona, original: Original) -> Iterator[tuple[str, str]]:
    given, family = persona.given[0], f"{persona.joins} {persona.surname}".strip()
    if original.given:
        yield given, original.given
    if not original.surname:
        return
    alone = original.family[:1].upper() + original.family[1:]
    if persona.joins:
        yield family, original.family
        yield family[:1].upper() + family[1:], alone
        yield persona.surname, original.surname
    else:
        yield family, alone
    # First name and surname together are left to the two of them: side by side in a text they may
    # be two values, and each comes back as it was.
    if original.initials:
        yield f"{given[0]}. {family}", f"{original.initials} {original.family}"


def _possessives(form: str, value: str) -> Iterator[tuple[str, str]]:
    """Yield "Hoekstras"; in "Hoekstra's" and "Hoekstra'" the ending is text, and stays."""
    yield form + ("S" if form.isupper() else "s"), possessive(value)


def _original(stand_ins: StandIns, entity: int, members: list[Entry]) -> Original:
    """Return what the spellings of a person tell of its name, those in ordinary case first."""
    ordered = sorted(members, key=lambda e: e.value.isupper() or e.value.islower())
    names = [(e.value, read_name(e.value, Gender(e.gender))) for e in ordered]
    found: dict[Role, str] = {}
    for value, name in names:
        for part in name.parts:
            role = part.role
            if role is Role.BARE:
                role = Role.GIVEN if stand_ins.is_given(name.bare, entity) else Role.SURNAME
            found.setdefault(role, value[part.start : part.end])
        if name.joins:
            found.setdefault(Role.JOIN, name.joins)
    full = next((_surname(value, name) for value, name in names if name.surname), "")
    given = _ordinary(found.get(Role.GIVEN, ""))
    return Original(
        given=given,
        initials=found.get(Role.INITIALS) or (f"{given[0]}." if given else ""),
        joins=next((_joins(value, name) for value, name in names if name.joins), ""),
        surname=_ordinary(full or found.get(Role.SURNAME, "")),
    )


def _joins(value: str, name: PersonName) -> str:
    joins = [part for part in name.parts if part.role is Role.JOIN]
    together = [joins[0]]
    for part in joins[1:]:
        if part.start - together[-1].end > 1:
            break
        together.append(part)
    return value[together[0].start : together[-1].end].lower()


def _surname(value: str, name: PersonName) -> str:
    """Return the surname as written, without the tussenvoegsels before it."""
    places = [part for part in name.parts if part.role is Role.SURNAME]
    return value[places[0].start : places[-1].end]


def _ordinary(name: str) -> str:
    """Return a name that stands in capitals or lower case as names are written."""
    is_ordinary = not name.isupper() and not name.islower()
    return name if is_ordinary else "-".join(w.capitalize() for w in name.split("-"))
