"""Who stands in for a person of a scope: an invented name that nobody in the scope bears."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from stadspoort.engines.privacy._lists import fold
from stadspoort.engines.privacy._person_names import Gender

_KEYS = {Gender.MAN: "mx", Gender.WOMAN: "vx", Gender.UNKNOWN: "xvm", Gender.BOTH: "xvm"}
"""Lists of first names by what is known of the gender; the next serves when one is used up."""


@dataclass(frozen=True, slots=True)
class Persona:
    """The invented person that stands in for one entity.

    Attributes:
        given: First names, in order; grows when the entity has more of them.
        joins: Tussenvoegsels of the surname, in lower case; may be empty.
        surname: Without tussenvoegsels.
        gender: That of the entity when the persona was made.
    """

    given: tuple[str, ...]
    joins: str
    surname: str
    gender: str


@cache
def pool() -> dict[str, tuple[str, ...]]:
    """Return the names to choose from: "m", "v", "x" first names, "s" and "t" surnames."""
    lines = (files("stadspoort.engines.privacy") / "data" / "stand_ins.txt").read_text("utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for line in lines.split("\n"):
        if line and line[0] != "#":
            key, *names = line.split()
            found[key] = found.get(key, ()) + tuple(name.replace("_", " ") for name in names)
    return found


@cache
def pool_words() -> frozenset[str]:
    """Return every word of the pool but tussenvoegsels, folded."""
    return frozenset(word_of(name) for names in pool().values() for name in names)


def word_of(name: str) -> str:
    """Return the folded word that tells a name of the pool from others: its last."""
    return fold(name.rpartition(" ")[2])


class Chooser:
    """Chooses names of the pool by a secret, so that the same scope chooses the same again."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def digits(self, purpose: str, count: int) -> str:
        """Return `count` digits for a purpose."""
        return str(int.from_bytes(self._digest(purpose), "big"))[-count:].rjust(count, "0")

    def persona(
        self, entity: int, gender: Gender, *, has_joins: bool, is_free: Callable[[str], bool]
    ) -> Persona | None:
        """Return a persona of free names; None when no name of the pool is left."""
        given = self.given(entity, 0, gender, is_free)
        surname = None
        for key in ("t", "s") if has_joins else ("s", "t"):
            surname = surname or self._choose(f"{key}/{entity}", pool()[key], is_free)
        if given is None or surname is None:
            return None
        joins, _, last = surname.rpartition(" ")
        return Persona((given,), joins, last, str(gender))

    def given(
        self, entity: int, place: int, gender: Gender, is_free: Callable[[str], bool]
    ) -> str | None:
        """Return the first name at `place` of the persona of an entity; None when none is left."""
        found = None
        for key in _KEYS[gender]:
            found = found or self._choose(f"given/{entity}/{place}", pool()[key], is_free)
        return found

    def _choose(
        self, purpose: str, names: Sequence[str], is_free: Callable[[str], bool]
    ) -> str | None:
        start = int.from_bytes(self._digest(purpose), "big") % len(names)
        turned: Iterable[str] = (*names[start:], *names[:start])
        return next((name for name in turned if is_free(word_of(name))), None)

    def _digest(self, purpose: str) -> bytes:
        return hmac.new(self._secret, f"stadspoort/stand-in/{purpose}".encode(), "sha256").digest()
