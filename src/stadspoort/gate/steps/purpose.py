"""Step 2, purpose: what is this call for (AVG art. 5(1)(b), purpose limitation)?

A client names the purpose in one of three ways, because many cannot send headers per chat: in a
virtual model name `doel-<slug>/<model>`, in the header `X-Stadspoort-Purpose`, or in
`metadata.purpose`. If it uses more than one, they must agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stadspoort.gate.errors import CallRefusedError
from stadspoort.gate.values import Outcome, Principal, PrincipalKind, Purpose, Snapshot

VIRTUAL_PREFIX = "doel-"
_MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Named:
    """What a request says about model and purpose, before anything is believed."""

    model: str
    header: str | None = None
    metadata: str | None = None


def virtual_name(purpose: str, model: str) -> str:
    """Return the model name that carries a purpose: `doel-bezwaar/mock`."""
    return f"{VIRTUAL_PREFIX}{purpose}/{model}"


def split_model(name: str) -> tuple[str | None, str]:
    """Return the purpose in a virtual model name (or None) and the model's own name."""
    if not name.startswith(VIRTUAL_PREFIX):
        return None, name
    slug, slash, model = name.removeprefix(VIRTUAL_PREFIX).partition("/")
    return (slug, model) if slash else (None, name)


def resolve_purpose(
    named: Named, principal: Principal, snapshot: Snapshot, *, today: date
) -> tuple[Purpose, str]:
    """Return the purpose of this call and the model's own name.

    Raises:
        CallRefusedError: PURPOSE_CONFLICT, PURPOSE_MISSING, PURPOSE_NOT_ALLOWED, PURPOSE_ENDED or
            NOT_A_PARTICIPANT, with the purposes that would be allowed.
    """
    in_model, model = split_model(named.model)
    slugs = {slug for slug in (named.header, named.metadata) if slug}
    if in_model is not None:  # "doel-/mock" names a purpose too: one that does not exist
        slugs.add(in_model)
    allowed = _usable(principal, snapshot, today)
    if len(slugs) > 1:
        raise CallRefusedError(Outcome.PURPOSE_CONFLICT, alternatives=allowed, named=len(slugs))
    if not slugs and len(principal.purposes) == 1:
        slugs = set(principal.purposes)
    if not slugs:
        raise CallRefusedError(Outcome.PURPOSE_MISSING, alternatives=allowed)
    slug = slugs.pop()
    purpose = snapshot.purposes.get(slug)
    if slug not in principal.purposes or purpose is None:
        raise CallRefusedError(Outcome.PURPOSE_NOT_ALLOWED, alternatives=allowed)
    if _has_ended(purpose, today):
        raise CallRefusedError(Outcome.PURPOSE_ENDED, alternatives=allowed, purpose=slug)
    if not _takes_part(principal, purpose):
        raise CallRefusedError(Outcome.NOT_A_PARTICIPANT, alternatives=allowed, purpose=slug)
    return purpose, model


def _usable(principal: Principal, snapshot: Snapshot, today: date) -> tuple[str, ...]:
    """Return the purposes that would not be refused here; of a person at most the first eight.

    A key has the few purposes it was given; a person has all of them, too many to read in a line.
    """
    held = sorted(principal.purposes & snapshot.purposes.keys())
    usable = [
        slug
        for slug in held
        if not _has_ended(snapshot.purposes[slug], today)
        and _takes_part(principal, snapshot.purposes[slug])
    ]
    return tuple(usable[:_MOST_NAMED] if principal.kind == PrincipalKind.USER else usable)


def _has_ended(purpose: Purpose, today: date) -> bool:
    return not purpose.is_active or (purpose.ends_on is not None and purpose.ends_on < today)


def _takes_part(principal: Principal, purpose: Purpose) -> bool:
    return purpose.participants is None or principal.user_id in purpose.participants
