"""The values of one model call: who asks, for what, with which model, and how it ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

from stadspoort.engines.frameworks import Standing
from stadspoort.engines.privacy import Kind

PERSONAL_CLASSES = frozenset(
    {"persoonsgegevens", "gevoelig", "bijzonder", "strafrechtelijk", "bsn"}
)
DATA_CLASSES = (
    frozenset({"openbaar", "intern", "vertrouwelijk", "auteursrecht_derden"}) | PERSONAL_CLASSES
)
"""The data classes of the frameworks (avg, uavg, bio2), by slug."""


_HERE = ZoneInfo("Europe/Amsterdam")


def legal_day(now: datetime) -> date:
    """Return the day it is in the Netherlands at this moment: dates of decisions count here."""
    return now.astimezone(_HERE).date()


def end_of(day: date) -> datetime:
    """Return the moment, in UTC, at which a day ends in the Netherlands: a last day is whole."""
    midnight = datetime.combine(day + timedelta(days=1), time.min, tzinfo=_HERE)
    return midnight.astimezone(UTC)


class Output(StrEnum):
    """How answers of a purpose are checked: `strict` neutralises links and HTML, `raw` does not."""

    STRICT = "strict"
    RAW = "raw"


class PrincipalKind(StrEnum):
    """How the asker came in."""

    KEY = "key"
    USER = "user"


@dataclass(frozen=True, slots=True)
class Principal:
    """Who asks: an API key of an application, or a signed-in employee on our own screens.

    Attributes:
        kind: KEY or USER.
        id: Id of the key or the user; with `kind` it is the asker a vault entry belongs to.
        user_id: The person: owner of the key, or the user. Pseudonymous in every list.
        application: Slug in the register.
        purposes: Slugs of the purposes this asker may name.
    """

    kind: PrincipalKind
    id: str
    user_id: int
    application: str
    purposes: frozenset[str]

    @property
    def asker(self) -> str:
        """Return the name under which a vault remembers who wrote a value."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Purpose:
    """A purpose from the register (AVG art. 5(1)(b)): what data may be used for, and how long.

    Attributes:
        slug: Name in addresses, headers and virtual model names.
        title: Name on screens.
        data_classes: Slugs out of `DATA_CLASSES` that may reach a model unmasked.
        output: How answers are checked.
        unrestored: Kinds that are never put back in an answer.
        ends_on: Last day; None for a regular purpose without an end.
        participants: User ids an experiment is limited to; None means anyone with the purpose.
        budget_tokens: Tokens an experiment may use in all; None means no limit.
        seal_days: Days the sealed copy of the masked body is kept; 0 means none is made.
        is_active: False once the owner stopped it.
    """

    slug: str
    title: str
    data_classes: frozenset[str]
    output: Output = Output.STRICT
    unrestored: frozenset[Kind] = frozenset()
    ends_on: date | None = None
    participants: frozenset[int] | None = None
    budget_tokens: int | None = None
    seal_days: int = 30
    is_active: bool = True

    @property
    def is_personal(self) -> bool:
        """Say whether this purpose lets personal data through, masked or not."""
        return bool(self.data_classes & PERSONAL_CLASSES)


@dataclass(frozen=True, slots=True)
class Model:
    """A model deployment from the register.

    Attributes:
        name: Name that clients use ("mock", "stadspoort/citaat").
        base_url: Address up to and with "/v1"; empty for the embedded model.
        upstream_model: Name the endpoint knows it by.
        secret_file: File that holds the endpoint's key; None means no key is sent.
        is_self_hosted: On the municipality's own machines: no processor agreement needed.
        processor_agreement_on: Date of the agreement (AVG art. 28); None means there is none.
        data_classes: Slugs this deployment may receive unmasked.
        allows_private_host: An administrator marked the host: private address ranges are allowed.
        is_active: False once withdrawn.
    """

    name: str
    base_url: str
    upstream_model: str
    secret_file: str | None = None
    is_self_hosted: bool = False
    processor_agreement_on: date | None = None
    data_classes: frozenset[str] = DATA_CLASSES
    allows_private_host: bool = False
    is_active: bool = True

    @property
    def is_embedded(self) -> bool:
        """Say whether this is the built-in quoting model."""
        return self.name == EMBEDDED_MODEL


EMBEDDED_MODEL = "stadspoort/citaat"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A compiled row of the register: may this application use this model for this purpose?

    Attributes:
        standing: The outcome; only TOEGESTAAN and ONDER_VOORWAARDEN let a call through.
        reason: Why, in Dutch, for the asker.
        until: Last day it holds; None means no end was set.
        conditions: What the asker must keep to, in Dutch.
        by_person: True when a person's decision lifted it.
    """

    standing: Standing
    reason: str
    until: date | None = None
    conditions: tuple[str, ...] = ()
    by_person: bool = False


@dataclass(frozen=True, slots=True)
class KeyGrant:
    """What one API key may do. The key itself is nowhere: a map finds this by its digest."""

    id: str
    user_id: int
    application: str
    purposes: frozenset[str]
    expires_at: datetime | None = None


VerdictKey = tuple[str, str, str]
"""(application slug, model name, purpose slug)"""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that the gate must know to decide, at one version of the register and keys."""

    version: int
    keys: Mapping[bytes, KeyGrant] = field(default_factory=lambda: MappingProxyType({}))
    purposes: Mapping[str, Purpose] = field(default_factory=lambda: MappingProxyType({}))
    models: Mapping[str, Model] = field(default_factory=lambda: MappingProxyType({}))
    verdicts: Mapping[VerdictKey, Verdict] = field(default_factory=lambda: MappingProxyType({}))


class Outcome(StrEnum):
    """How one call ended: exactly one each; Dutch texts in site/error_texts_gate.py."""

    ANSWERED = "answered"
    WRONG_KEY = "wrong_key"
    BAD_REQUEST = "bad_request"
    TOO_LARGE = "too_large"
    PURPOSE_MISSING = "purpose_missing"
    PURPOSE_CONFLICT = "purpose_conflict"
    PURPOSE_NOT_ALLOWED = "purpose_not_allowed"
    PURPOSE_ENDED = "purpose_ended"
    NOT_A_PARTICIPANT = "not_a_participant"
    BUDGET_SPENT = "budget_spent"
    MODEL_UNKNOWN = "model_unknown"
    VERDICT_MISSING = "verdict_missing"
    VERDICT_EXPIRED = "verdict_expired"
    VERDICT_FORBIDS = "verdict_forbids"
    NO_PROCESSOR_AGREEMENT = "no_processor_agreement"
    DATA_CLASS_NOT_ALLOWED = "data_class_not_allowed"
    CONTENT_NOT_CHECKABLE = "content_not_checkable"
    REGISTER_STALE = "register_stale"
    LEDGER_UNAVAILABLE = "ledger_unavailable"
    MASKING_FAILED = "masking_failed"
    DETECTOR_FAILED = "detector_failed"
    UPSTREAM_UNREACHABLE = "upstream_unreachable"
    UPSTREAM_TIMEOUT = "upstream_timeout"
    UPSTREAM_ERROR = "upstream_error"
    UPSTREAM_GARBAGE = "upstream_garbage"
    UPSTREAM_BROKEN_OFF = "upstream_broken_off"
    UPSTREAM_NOT_ALLOWED = "upstream_not_allowed"
    ANSWER_BLOCKED = "answer_blocked"
    CLIENT_DISCONNECTED = "client_disconnected"
    INTERRUPTED = "interrupted"
    GATE_FAILED = "gate_failed"


@dataclass(frozen=True, slots=True)
class Opening:
    """The facts recorded before a byte goes upstream. No content, no names.

    `verdict` is a Standing or "" when the call was refused before a verdict was reached.
    `masked` counts masked values per kind. `body_digest` is the SHA-256 of the masked body as sent.
    """

    call_id: str
    principal: Principal
    purpose: str
    model: str
    endpoint: str
    verdict: str
    masked: Mapping[str, int]
    body_digest: str
    register_version: int
    streamed: bool
    estimated_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Closing:
    """How a call ended: outcome, tokens, time and what the restoring saw. No content."""

    call_id: str
    outcome: Outcome
    reason: str = ""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    duration_ms: int = 0
    restored: int = 0
    unknown_tokens: int = 0
    neutralised: int = 0
