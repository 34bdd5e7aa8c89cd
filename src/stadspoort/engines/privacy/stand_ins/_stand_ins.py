"""The stand-ins of one scope: which went out for which value, and who stands in for whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from stadspoort.engines.privacy._entities import local_part
from stadspoort.engines.privacy._lists import fold
from stadspoort.engines.privacy._person_names import (
    Gender,
    PersonName,
    Rank,
    gender_of_first_names,
    read_name,
)
from stadspoort.engines.privacy._values import Kind
from stadspoort.engines.privacy._vault import Entry, Vault, VaultDamagedError
from stadspoort.engines.privacy.stand_ins._personas import Chooser, Persona, pool_words, word_of
from stadspoort.engines.privacy.stand_ins._render import rendered

_WORDS = re.compile(r"[^\W\d_]+")
_NO_DIGIT = re.compile(r"\D+")
_MAIL_DOMAIN = "example.org"
"""Reserved for examples, so no mail ever arrives: RFC 2606 section 3."""

_PHONE_PREFIX = "60"
"""With the 0 before it no number anybody has: mobile numbers are 061 to 065 and 068 (Nummerplan
telefoon- en ISDN-diensten)."""

_MOST_TRIES = 20


class StandIns:
    """Natural stand-ins for the values of one vault; what has none keeps its token.

    Persons get an invented name of the same gender, where it is known, in the form of the value:
    initials, order, tussenvoegsel, capitals. E-mail addresses and telephone numbers get one that
    nobody has. All else keeps its token: no address, number or date is nobody's, and a date that
    was moved would give a wrong age without anybody seeing it. A second spelling that would look
    the same, a name of initials alone, and a person for whom no name is left (after
    some 110), keep theirs too.

    The same secret, vault and texts give the same stand-ins. What went out stays.

    Attributes:
        vault: Whose values they stand for.
        secret: As given: to be kept with what went out.
        personas: By number of the entity.
        issued: What went out, by number of the entry.
        seen: Names of the pool that stand in texts of the scope, folded: they are not chosen, and
            a bare one in an answer is not taken for a stand-in.
    """

    def __init__(
        self,
        vault: Vault,
        secret: bytes,
        *,
        personas: Mapping[int, Persona] | None = None,
        issued: Mapping[int, str] | None = None,
        seen: Iterable[str] = (),
    ) -> None:
        """Go on with what went out earlier; `secret` is random, of this scope, 16 bytes or more.

        Raises:
            ValueError: If the secret is shorter.
            VaultDamagedError: If a stand-in is of a value that the vault does not hold, or a
                persona has no name.
        """
        if len(secret) < 16:
            message = "a secret needs at least 16 random bytes"
            raise ValueError(message)
        is_whole = all(p.surname and all(p.given) and p.given for p in (personas or {}).values())
        if not is_whole or not set(issued or ()) <= {entry.number for entry in vault.entries}:
            raise VaultDamagedError(stand_ins=len(issued or ()))
        self.vault = vault
        self.secret = secret
        self.personas = dict(personas or {})
        self.issued = dict(issued or {})
        self.seen = set(seen)
        self._chooser = Chooser(secret)
        self._taken = set(self.issued.values())
        self._known: tuple[int, frozenset[str]] = (-1, frozenset())
        self._members: tuple[int, dict[int, list[Entry]]] = (-1, {})
        self._used = {word for persona in self.personas.values() for word in _words_of(persona)}

    def avoid(self, text: str) -> None:
        """Note a text of the scope: no name in it becomes a stand-in from now on.

        All texts of a batch come here before the first of them is masked.
        """
        words = {fold(word) for word in _WORDS.findall(text)}
        self.seen |= words & pool_words()

    def of(self, entry: Entry) -> str:
        """Return what stands in for the value of `entry`: the same each time."""
        if entry.number in self.issued:
            return self.issued[entry.number]
        text = self._made(entry)
        if text is None or text in self._taken:
            return entry.token
        self._taken.add(text)
        self.issued[entry.number] = text
        return text

    def members(self, entity: int) -> list[Entry]:
        """Return the entries of an entity, by number."""
        if self._members[0] != len(self.vault):
            members: dict[int, list[Entry]] = {}
            for entry in self.vault.entries:
                members.setdefault(entry.entity, []).append(entry)
            self._members = (len(self.vault), members)
        return self._members[1].get(entity, [])

    def _made(self, entry: Entry) -> str | None:
        match entry.kind:
            case Kind.PERSOON:
                return self._person(entry)
            case Kind.EMAIL:
                return self._mailbox(entry)
            case Kind.TELEFOON:
                return self._phone(entry)
        return None

    def _person(self, entry: Entry) -> str | None:
        name = read_name(entry.value, Gender(entry.gender))
        persona = self._persona(entry.entity) if name.rank is not Rank.OTHER else None
        if persona is None:
            return None
        for place in range(len(persona.given), len(name.initials)):
            given = self._chooser.given(entry.entity, place, Gender(persona.gender), self._is_free)
            if given is None:
                return None
            self._used.add(word_of(given))
            persona = replace(persona, given=(*persona.given, given))
            self.personas[entry.entity] = persona
        is_given = bool(name.bare) and self.is_given(name.bare, entry.entity)
        return rendered(entry.value, name, persona, bare_is_given=is_given)

    def _persona(self, entity: int) -> Persona | None:
        persona = self.personas.get(entity)
        if persona is None:
            names = self._names(entity)
            genders = [name.gender for name in names if name.gender]
            persona = self._chooser.persona(
                entity,
                genders[0] if genders else Gender.UNKNOWN,
                has_joins=any(name.joins for name in names),
                is_free=self._is_free,
            )
            if persona is not None:
                self.personas[entity] = persona
                self._used |= _words_of(persona)
        return persona

    def _names(self, entity: int) -> list[PersonName]:
        return [
            read_name(entry.value, Gender(entry.gender))
            for entry in self.members(entity)
            if entry.kind is Kind.PERSOON
        ]

    def is_given(self, bare: str, entity: int) -> bool:
        """Say whether a bare word is a first name: what the other names tell, else a list."""
        names = self._names(entity)
        if any(bare in name.given for name in names):
            return True
        if any(bare == name.surname for name in names):
            return False
        return bare in gender_of_first_names()

    def _is_free(self, word: str) -> bool:
        return word not in self.seen and word not in self._used and not self._is_known(word)

    def _is_known(self, word: str) -> bool:
        return word in self._known_words()

    def _known_words(self) -> frozenset[str]:
        """Return the folded words of all names in the vault."""
        if self._known[0] != len(self.vault):
            words = {
                fold(word)
                for entry in self.vault.entries
                if entry.kind in (Kind.PERSOON, Kind.EMAIL)
                for word in _WORDS.findall(entry.value)
            }
            self._known = (len(self.vault), frozenset(words))
        return self._known[1]

    def _mailbox(self, entry: Entry) -> str | None:
        persona = self.personas.get(entry.entity)
        is_of_person = persona is not None and bool(local_part(entry.value))
        if persona is not None and is_of_person:
            surname = f"{persona.joins}{persona.surname}".replace(" ", "")
            local = fold(f"{persona.given[0]}.{surname}")
        else:
            local = "adres"
        for number in range(_MOST_TRIES):
            digits = self._chooser.digits(f"mail/{entry.number}/{number}", 4)
            tail = "" if is_of_person and not number else digits
            if (text := f"{local}{tail}@{_MAIL_DOMAIN}") not in self._taken:
                return text
        return None

    def _phone(self, entry: Entry) -> str | None:
        """Return a number in the layout of the value; None when it is not a Dutch one in digits."""
        digits = _NO_DIGIT.sub("", entry.value)
        is_abroad = entry.value.lstrip("( ").startswith(("+31", "0031"))
        kept = len(digits) - 9
        if digits[:kept] not in (("31", "0031", "310", "00310") if is_abroad else ("0",)):
            return None
        for number in range(_MOST_TRIES):
            tail = self._chooser.digits(f"phone/{entry.entity}/{number}", 7)
            new = iter(digits[:kept] + _PHONE_PREFIX + tail)
            text = "".join(next(new) if sign.isdecimal() else sign for sign in entry.value)
            if text not in self._taken:
                return text
        return None


def _words_of(persona: Persona) -> set[str]:
    return {word_of(name) for name in (*persona.given, persona.surname)}
