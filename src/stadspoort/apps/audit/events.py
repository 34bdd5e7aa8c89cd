"""Everything that is recorded in the ledger, by name.

Names are a promise to auditors: add new ones, never change the meaning of one.
"""

from __future__ import annotations

from enum import StrEnum


class Event(StrEnum):
    """Something that happened; `label` says it in Dutch."""

    label: str

    def __new__(cls, value: str, label: str) -> Event:
        """Return the member whose value is `value`, with its Dutch name beside it."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    CALL_OPENED = "call.opened", "Modelaanroep begonnen"
    CALL_CLOSED = "call.closed", "Modelaanroep afgesloten"

    SIGN_IN = "account.sign_in", "Ingelogd"
    SIGN_IN_FAILED = "account.sign_in_failed", "Inloggen mislukt"
    SIGN_OUT = "account.sign_out", "Uitgelogd"
    USER_CREATED = "account.created", "Gebruiker toegevoegd"
    USER_CHANGED = "account.changed", "Gebruiker gewijzigd"
    USER_DEACTIVATED = "account.deactivated", "Gebruiker afgesloten"
    PASSWORD_SET = "account.password_set", "Wachtwoord ingesteld"
    MFA_SET = "account.mfa_set", "Tweede factor ingesteld"
    MFA_RESET = "account.mfa_reset", "Tweede factor verwijderd"
    SESSIONS_ENDED = "account.sessions_ended", "Sessies beëindigd"
    ROLE_GRANTED = "account.role_granted", "Rol toegekend"
    ROLE_REVOKED = "account.role_revoked", "Rol ingetrokken"

    SUPPLIER_CHANGED = "register.supplier_changed", "Leverancier gewijzigd"
    APPLICATION_CHANGED = "register.application_changed", "Toepassing gewijzigd"
    MODEL_CHANGED = "register.model_changed", "Model gewijzigd"
    PURPOSE_CHANGED = "register.purpose_changed", "Doel gewijzigd"
    ASSESSMENT_CHANGED = "register.assessment_changed", "Beoordeling gewijzigd"
    DECISION_MADE = "register.decision_made", "Besluit genomen"
    DECISION_WITHDRAWN = "register.decision_withdrawn", "Besluit ingetrokken"

    FACT_RECORDED = "facts.recorded", "Kenmerk vastgelegd"
    FACT_WITHDRAWN = "facts.withdrawn", "Kenmerk ingetrokken"
    CHAIN_RECORDED = "facts.chain_recorded", "Subverwerker vastgelegd"
    CHAIN_WITHDRAWN = "facts.chain_withdrawn", "Subverwerker ingetrokken"
    SETTING_RECORDED = "facts.setting_recorded", "Instelling vastgelegd"
    SETTING_WITHDRAWN = "facts.setting_withdrawn", "Instelling ingetrokken"
    EVIDENCE_RECORDED = "evidence.recorded", "Bewijs vastgelegd"
    EVIDENCE_ENDED = "evidence.ended", "Bewijs vervallen"
    EVIDENCE_WITHDRAWN = "evidence.withdrawn", "Bewijs ingetrokken"
    ADOPTION_PROPOSED = "frameworks.adoption_proposed", "Overname van een kader voorgesteld"
    ADOPTION_CONFIRMED = "frameworks.adoption_confirmed", "Overname van een kader bevestigd"
    ADOPTION_WITHDRAWN = "frameworks.adoption_withdrawn", "Overname van een kader ingetrokken"

    TRAFFIC_READ = "register.traffic_read", "Verkeerslog op AI-diensten gelezen"

    VERDICT_CHANGED = "register.verdict_changed", "Oordeel veranderd"

    LISTS_LOADED = "lists.loaded", "Eigen lijsten geladen"
    LISTS_PUT_BACK = "lists.put_back", "Eerdere versie van lijsten in gebruik genomen"
    LISTS_STOPPED = "lists.stopped", "Eigen lijsten buiten gebruik gesteld"

    KEY_MADE = "key.made", "Sleutel gemaakt"
    KEY_REVOKED = "key.revoked", "Sleutel ingetrokken"

    CONVERSATION_STARTED = "conversation.started", "Gesprek begonnen"
    CONVERSATION_DELETED = "conversation.deleted", "Gesprek verwijderd"
    DOCUMENT_ADDED = "conversation.document_added", "Document toegevoegd"
    FEEDBACK_GIVEN = "conversation.feedback_given", "Beoordeling gegeven"

    SEALED_COPY_ASKED = "sealed_copy.asked", "Inzage in verzegelde kopie gevraagd"
    SEALED_COPY_APPROVED = "sealed_copy.approved", "Inzage in verzegelde kopie goedgekeurd"
    SEALED_COPY_REFUSED = "sealed_copy.refused", "Inzage in verzegelde kopie afgewezen"
    SEALED_COPY_OPENED = "sealed_copy.opened", "Verzegelde kopie geopend"
    SEALED_COPIES_EXPIRED = "sealed_copy.expired", "Verzegelde kopieën na termijn verwijderd"
    IDENTITY_ASKED = "identity.asked", "Weergave op naam gevraagd"
    IDENTITY_APPROVED = "identity.approved", "Weergave op naam goedgekeurd"
    IDENTITY_REFUSED = "identity.refused", "Weergave op naam afgewezen"
    IDENTITY_SHOWN = "identity.shown", "Naam getoond"

    LEDGER_VERIFIED = "ledger.verified", "Logboek gecontroleerd"
    LEDGER_EXPORTED = "ledger.exported", "Logboek uitgevoerd"
    ANCHOR_WRITTEN = "ledger.anchor_written", "Ankerregel geschreven"
    SYSTEM_INITIALISED = "system.initialised", "Installatie ingericht"
    SYSTEM_MIGRATED = "system.migrated", "Database bijgewerkt"
    KEYS_ROTATED = "system.keys_rotated", "Hoofdsleutel vernieuwd"
    BACKUP_MADE = "system.backup_made", "Back-up gemaakt"
    BACKUP_RESTORED = "system.backup_restored", "Back-up teruggezet"
    DEMO_LOADED = "system.demo_loaded", "Demogemeente geladen"
    SCOPE_FORGOTTEN = "system.scope_forgotten", "Gegevenssleutel vernietigd"
