"""The roles of a municipality and what each may do. The one home of access rules.

FG and auditor read all oversight data and change nothing there; the technical administrator sees
no case content (product rules; AVG art. 38(3); BIO2 5.03, 5.18).
"""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """A role, by slug; `label` is its Dutch name."""

    MEDEWERKER = "medewerker"
    WOO_COORDINATOR = "woo-coordinator"
    WOO_BEHANDELAAR = "woo-behandelaar"
    JURIST_BEZWAAR = "jurist-bezwaar"
    KLANTCONTACT = "klantcontact"
    REDACTEUR = "redacteur"
    INKOPER = "inkoper"
    PROCESEIGENAAR = "proceseigenaar"
    PRIVACY_OFFICER = "privacy-officer"
    FG = "fg"
    CISO = "ciso"
    FUNCTIONEEL_BEHEERDER = "functioneel-beheerder"
    TECHNISCH_BEHEERDER = "technisch-beheerder"
    AUDITOR = "auditor"

    @property
    def label(self) -> str:
        """Return the Dutch name of the role."""
        return _LABELS[self]


_LABELS = {
    Role.MEDEWERKER: "Medewerker",
    Role.WOO_COORDINATOR: "Woo-coördinator",
    Role.WOO_BEHANDELAAR: "Woo-behandelaar",
    Role.JURIST_BEZWAAR: "Jurist bezwaar",
    Role.KLANTCONTACT: "Klantcontact",
    Role.REDACTEUR: "Redacteur",
    Role.INKOPER: "Inkoper",
    Role.PROCESEIGENAAR: "Proceseigenaar",
    Role.PRIVACY_OFFICER: "Privacy officer",
    Role.FG: "Functionaris gegevensbescherming",
    Role.CISO: "CISO",
    Role.FUNCTIONEEL_BEHEERDER: "Functioneel beheerder",
    Role.TECHNISCH_BEHEERDER: "Technisch beheerder",
    Role.AUDITOR: "Auditor",
}


class Capability(StrEnum):
    """Something a person may do; every address names one, or is public."""

    SIGNED_IN = "signed_in"
    """Anyone who is signed in: own work, own account."""
    USE_ASSISTANT = "use_assistant"
    TRY_DETECTOR = "try_detector"
    """See what the gate recognises in a text of one's own; nothing of it is kept."""
    READ_REGISTER = "read_register"
    READ_LEDGER = "read_ledger"
    """Logboek, pseudonymous; verification."""
    ASK_IDENTITY = "ask_identity"
    """Ask for, and decide on, a view by name (two people, reason, recorded)."""
    ASK_SEALED_COPY = "ask_sealed_copy"
    """Ask for, and decide on, opening a sealed copy (two people, reason, recorded)."""
    SEE_SHADOW_USE = "see_shadow_use"
    """Read a log of traffic for AI services; nobody's name comes out of it, and nothing is kept."""
    ADOPT_FRAMEWORKS = "adopt_frameworks"
    """Propose to adopt a framework or set a requirement aside, and confirm what another proposed.
    Not the FG, who advises (AVG art. 38(6))."""
    MANAGE_REGISTER = "manage_register"
    """Models, purposes, suppliers, decisions."""
    MANAGE_KEYS = "manage_keys"
    MANAGE_USERS = "manage_users"


_EVERY_ROLE = frozenset(Role)
_CASE_ROLES = _EVERY_ROLE - {Role.TECHNISCH_BEHEERDER, Role.AUDITOR}

ROLES_THAT_MAY: dict[Capability, frozenset[Role]] = {
    Capability.SIGNED_IN: _EVERY_ROLE,
    Capability.USE_ASSISTANT: _CASE_ROLES,
    Capability.TRY_DETECTOR: _EVERY_ROLE,
    Capability.READ_REGISTER: _EVERY_ROLE,
    Capability.READ_LEDGER: frozenset({Role.FG, Role.CISO, Role.AUDITOR}),
    Capability.ASK_IDENTITY: frozenset({Role.FG, Role.CISO}),
    Capability.ASK_SEALED_COPY: frozenset({Role.FG, Role.CISO}),
    Capability.SEE_SHADOW_USE: frozenset(
        {Role.FUNCTIONEEL_BEHEERDER, Role.CISO, Role.PRIVACY_OFFICER, Role.FG}
    ),
    Capability.ADOPT_FRAMEWORKS: frozenset(
        {Role.FUNCTIONEEL_BEHEERDER, Role.PRIVACY_OFFICER, Role.CISO}
    ),
    Capability.MANAGE_REGISTER: frozenset({Role.FUNCTIONEEL_BEHEERDER}),
    Capability.MANAGE_KEYS: frozenset({Role.FUNCTIONEEL_BEHEERDER, Role.TECHNISCH_BEHEERDER}),
    Capability.MANAGE_USERS: frozenset({Role.FUNCTIONEEL_BEHEERDER}),
}


def may(roles: frozenset[Role], capability: Capability) -> bool:
    """Say whether someone who is signed in, with these roles, has the capability.

    Without a role only what everyone who is signed in may: their own account.
    """
    return capability is Capability.SIGNED_IN or bool(roles & ROLES_THAT_MAY[capability])
