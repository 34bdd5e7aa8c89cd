"""What someone wants to put in the register, checked: the one home of the rules for its entries."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from stadspoort.apps.accounts.models import User
from stadspoort.apps.register.addresses import checked_base_url
from stadspoort.apps.register.errors import (
    AgreementContradictsError,
    AgreementInFutureError,
    AssessmentOfNothingError,
    DataClassesMissingError,
    DataClassUnknownError,
    DateInPastError,
    ExperimentIncompleteError,
    ExperimentOptionsError,
    KindUnknownError,
    ModelNameInvalidError,
    ProhibitionEndError,
    ReasonMissingError,
    SecretFileOpenError,
    SecretFileUnreadableError,
    SlugInvalidError,
)
from stadspoort.apps.register.models import ModelDeployment, Purpose, PurposeKind, Supplier
from stadspoort.engines.frameworks import Standing
from stadspoort.engines.privacy import Kind
from stadspoort.gate.steps.purpose import VIRTUAL_PREFIX
from stadspoort.gate.values import DATA_CLASSES, EMBEDDED_MODEL, Output

PUBLIC_ONLY = frozenset({"openbaar"})
"""What a model may receive that has no processor agreement and is not the municipality's own."""

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MODEL_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/-]*")
_MOST_IN_SLUG = 60
_MOST_IN_MODEL_NAME = 100
_OTHERS = 0o077
_UPSTREAM_KEYS = "modellen"


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """A model deployment as someone enters it.

    Attributes:
        name: What clients call it.
        base_url: Up to and with "/v1".
        upstream_model: What the endpoint calls it; empty means the same as `name`.
        supplier: Who runs the endpoint; None if nobody was named.
        secret_file: A path, or the name of a file in the folder `modellen` of the key folder.
        data_classes: What it may receive; None means what follows from contract and place.
    """

    name: str
    base_url: str
    upstream_model: str = ""
    supplier: Supplier | None = None
    secret_file: str = ""
    is_self_hosted: bool = False
    processor_agreement_on: date | None = None
    allows_private_host: bool = False
    data_classes: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class PurposeFacts:
    """A purpose as someone enters it; the last four belong to an experiment."""

    slug: str
    title: str
    data_classes: frozenset[str]
    owner: User
    description: str = ""
    legal_basis: str = ""
    legal_article: str = ""
    output: Output = Output.STRICT
    unrestored_kinds: frozenset[str] = frozenset()
    seal_days: int = 30
    kind: PurposeKind = PurposeKind.REGULAR
    ends_on: date | None = None
    question: str = ""
    budget_tokens: int | None = None
    participants: tuple[User, ...] = ()


def model_columns(facts: ModelFacts, *, today: date) -> dict[str, object]:
    """Return the columns of a model row.

    Raises:
        StadspoortError: What of the facts cannot be, by name.
    """
    if facts.is_self_hosted and facts.processor_agreement_on is not None:
        raise AgreementContradictsError
    if facts.processor_agreement_on is not None and facts.processor_agreement_on > today:
        raise AgreementInFutureError(signed_on=str(facts.processor_agreement_on))
    if facts.secret_file:
        check_secret_file(facts.secret_file)
    return {
        "name": checked_model_name(facts.name),
        "base_url": checked_base_url(facts.base_url, is_private_marked=facts.allows_private_host),
        "upstream_model": facts.upstream_model or facts.name,
        "supplier": facts.supplier,
        "secret_file": facts.secret_file,
        "is_self_hosted": facts.is_self_hosted,
        "processor_agreement_on": facts.processor_agreement_on,
        "allows_private_host": facts.allows_private_host,
        "data_classes": sorted(_model_classes(facts)),
    }


def purpose_columns(facts: PurposeFacts, *, today: date) -> dict[str, object]:
    """Return the columns of a purpose row; participants stand apart.

    Raises:
        StadspoortError: What of the facts cannot be, by name.
    """
    if facts.ends_on is not None and facts.ends_on < today:
        raise DateInPastError(ends_on=str(facts.ends_on))
    if facts.kind == PurposeKind.EXPERIMENT:
        _require_experiment(facts)
    elif facts.question or facts.participants or facts.budget_tokens is not None:
        raise ExperimentOptionsError
    return {
        "slug": checked_slug(facts.slug),
        "title": facts.title.strip(),
        "description": facts.description.strip(),
        "kind": facts.kind.value,
        "ends_on": facts.ends_on,
        "question": facts.question.strip(),
        "budget_tokens": facts.budget_tokens,
        "data_classes": sorted(checked_classes(facts.data_classes)),
        "legal_basis": facts.legal_basis.strip(),
        "legal_article": facts.legal_article.strip(),
        "owner": facts.owner,
        "output": facts.output.value,
        "unrestored_kinds": sorted(checked_kinds(facts.unrestored_kinds)),
        "seal_days": facts.seal_days,
    }


def checked_slug(slug: str) -> str:
    """Return the slug.

    Raises:
        SlugInvalidError: If it would not fit in an address.
    """
    if len(slug) > _MOST_IN_SLUG or not _SLUG.fullmatch(slug):
        raise SlugInvalidError
    return slug


def checked_model_name(name: str) -> str:
    """Return the model name.

    Raises:
        ModelNameInvalidError: If clients could not use it, or read a purpose in it.
    """
    is_reserved = name.startswith(VIRTUAL_PREFIX) or name == EMBEDDED_MODEL
    if len(name) > _MOST_IN_MODEL_NAME or is_reserved or not _MODEL_NAME.fullmatch(name):
        raise ModelNameInvalidError
    return name


def checked_classes(classes: Iterable[str]) -> frozenset[str]:
    """Return the data classes.

    Raises:
        DataClassUnknownError: If no framework knows one.
        DataClassesMissingError: If there is none.
    """
    chosen = frozenset(classes)
    if not chosen:
        raise DataClassesMissingError
    if unknown := chosen - DATA_CLASSES:
        raise DataClassUnknownError(number=len(unknown))
    return chosen


def checked_kinds(kinds: Iterable[str]) -> frozenset[str]:
    """Return the kinds of personal data.

    Raises:
        KindUnknownError: If the privacy engine does not know one.
    """
    chosen = frozenset(kinds)
    if unknown := chosen - {kind.value for kind in Kind}:
        raise KindUnknownError(number=len(unknown))
    return chosen


def check_assessment(
    standing: Standing,
    *,
    reason: str,
    source: str,
    assessed_on: date,
    valid_until: date | None,
    is_about: bool,
) -> None:
    """Make sure that an assessment can stand.

    Raises:
        ReasonMissingError: If reason or source is empty.
        AssessmentOfNothingError: If it names no application, model or purpose.
        ProhibitionEndError: If it forbids until a day.
        DateInPastError: If it would end before it began.
    """
    if not reason.strip() or not source.strip():
        raise ReasonMissingError
    if not is_about:
        raise AssessmentOfNothingError
    if standing == Standing.VERBODEN and valid_until is not None:
        raise ProhibitionEndError
    if valid_until is not None and valid_until < assessed_on:
        raise DateInPastError(until=str(valid_until))


def secret_path(secret_file: str) -> str | None:
    """Return the path of the file with the endpoint's key; None when no key is sent.

    A bare name lies in the folder `modellen` of the key folder. Screens store only bare names: a
    form in which any path could be typed would send any file of this machine to an address of
    one's choice.
    """
    if not secret_file:
        return None
    return str(upstream_keys() / secret_file)  # an absolute path replaces what stands before it


def upstream_keys() -> Path:
    """Return the folder with the keys of model endpoints."""
    folder: Path = settings.KEYS
    return folder / _UPSTREAM_KEYS


def upstream_key_names() -> tuple[str, ...]:
    """Return the names of the files a screen may choose from, sorted."""
    folder = upstream_keys()
    if not folder.is_dir():
        return ()
    return tuple(sorted(file.name for file in folder.iterdir() if file.is_file()))


def check_secret_file(secret_file: str) -> None:
    """Make sure that the gate will be able to read this key, and that others on the machine cannot.

    Raises:
        SecretFileUnreadableError: If it cannot be read or is empty.
        SecretFileOpenError: If others can read it.
    """
    path = upstream_keys() / secret_file
    try:
        mode = path.stat().st_mode
        is_usable = path.is_file() and os.access(path, os.R_OK) and path.stat().st_size > 0
    except OSError as error:
        raise SecretFileUnreadableError from error
    if not is_usable:
        raise SecretFileUnreadableError
    if mode & _OTHERS:
        raise SecretFileOpenError


def _model_classes(facts: ModelFacts) -> frozenset[str]:
    if facts.data_classes is not None:
        return checked_classes(facts.data_classes)
    has_ground = facts.is_self_hosted or facts.processor_agreement_on is not None
    return DATA_CLASSES if has_ground else PUBLIC_ONLY


def _require_experiment(facts: PurposeFacts) -> None:
    if facts.ends_on is None or not facts.question.strip() or not facts.budget_tokens:
        raise ExperimentIncompleteError


def facts_of_model(row: ModelDeployment) -> ModelFacts:
    """Return a stored model as someone would enter it, to change a part of it."""
    follows = DATA_CLASSES if row.is_self_hosted or row.processor_agreement_on else PUBLIC_ONLY
    classes = frozenset(row.data_classes)
    return ModelFacts(
        name=row.name,
        base_url=row.base_url,
        upstream_model=row.upstream_model,
        supplier=row.supplier,
        secret_file=row.secret_file,
        is_self_hosted=row.is_self_hosted,
        processor_agreement_on=row.processor_agreement_on,
        allows_private_host=row.allows_private_host,
        # What followed from the contract must follow a changed contract; what was chosen stays.
        data_classes=None if classes == follows else classes,
    )


def facts_of_purpose(row: Purpose) -> PurposeFacts:
    """Return a stored purpose as someone would enter it, to change a part of it."""
    return PurposeFacts(
        slug=row.slug,
        title=row.title,
        data_classes=frozenset(row.data_classes),
        owner=row.owner,
        description=row.description,
        legal_basis=row.legal_basis,
        legal_article=row.legal_article,
        output=Output(row.output),
        unrestored_kinds=frozenset(row.unrestored_kinds),
        seal_days=row.seal_days,
        kind=PurposeKind(row.kind),
        ends_on=row.ends_on,
        question=row.question,
        budget_tokens=row.budget_tokens,
        participants=tuple(row.participants.order_by("pk")),
    )
