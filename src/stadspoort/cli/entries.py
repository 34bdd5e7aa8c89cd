"""`admin add-...`, `change-...`, `stop-...`: suppliers, applications, models and purposes."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stadspoort.cli import acting, django_setup
from stadspoort.cli.parser import CommandParser, Subparsers
from stadspoort.cli.saying import add_json, say

if TYPE_CHECKING:
    from stadspoort.apps.accounts.models import User
    from stadspoort.apps.register.facts import ModelFacts, PurposeFacts
    from stadspoort.apps.register.models import ModelDeployment


def add_commands(commands: Subparsers) -> None:
    """Add the commands for what the register holds to `admin`."""
    _add_supplier(commands)
    _add_application(commands)
    add = commands.add_parser("add-model", help="sluit een model aan")
    _model_options(add, is_new=True)
    add.set_defaults(handler=run_add_model)
    change = commands.add_parser(
        "change-model", help="wijzig een model; wat u niet noemt, blijft zoals het is"
    )
    _model_options(change, is_new=False)
    change.set_defaults(handler=run_change_model)
    add = commands.add_parser("add-purpose", help="leg een doel vast")
    _purpose_options(add, is_new=True)
    add.set_defaults(handler=run_add_purpose)
    change = commands.add_parser(
        "change-purpose", help="wijzig een doel; wat u niet noemt, blijft zoals het is"
    )
    _purpose_options(change, is_new=False)
    change.set_defaults(handler=run_change_purpose)
    _add_switches(commands)


def _add_supplier(commands: Subparsers) -> None:
    parser = commands.add_parser("add-supplier", help="leg een leverancier vast")
    parser.add_argument("--slug", required=True, metavar="KENMERK")
    parser.add_argument("--name", required=True, metavar="NAAM")
    parser.add_argument("--country", default="", metavar="LAND", help="land van vestiging")
    parser.add_argument("--website", default="", metavar="ADRES")
    acting.add_by(parser)
    add_json(parser)
    parser.set_defaults(handler=run_add_supplier)


def _add_application(commands: Subparsers) -> None:
    parser = commands.add_parser("add-application", help="leg een toepassing vast")
    parser.add_argument("--slug", required=True, metavar="KENMERK")
    parser.add_argument("--name", required=True, metavar="NAAM")
    parser.add_argument("--supplier", required=True, metavar="LEVERANCIER")
    parser.add_argument(
        "--kind",
        required=True,
        choices=("own", "contracted", "self_hosted", "consumer"),
        help="own: via de poort; contracted: dienst met contract; self_hosted: eigen beheer; "
        "consumer: vrij toegankelijk zonder contract",
    )
    parser.add_argument("--description", default="", metavar="TEKST")
    parser.add_argument("--terms-url", default="", metavar="ADRES", help="de voorwaarden")
    acting.add_by(parser)
    add_json(parser)
    parser.set_defaults(handler=run_add_application)


def _model_options(parser: CommandParser, *, is_new: bool) -> None:
    parser.add_argument("--name", required=True, metavar="NAAM", help="hoe clients het noemen")
    parser.add_argument("--base-url", required=is_new, metavar="ADRES", help="adres tot en met /v1")
    parser.add_argument("--upstream-model", metavar="NAAM", help="naam bij de aanbieder")
    parser.add_argument("--supplier", metavar="LEVERANCIER")
    parser.add_argument("--key-file", type=Path, metavar="BESTAND", help="bestand met de sleutel")
    parser.add_argument(
        "--private-host",
        action=argparse.BooleanOptionalAction,
        help="het adres ligt in het eigen netwerk en mag worden aangeroepen",
    )
    ground = parser.add_mutually_exclusive_group()
    ground.add_argument(
        "--processor-agreement",
        type=date.fromisoformat,
        metavar="JJJJ-MM-DD",
        help="dag waarop de verwerkersovereenkomst is getekend (AVG artikel 28)",
    )
    ground.add_argument(
        "--self-hosted", action="store_true", default=None, help="draait op eigen computers"
    )
    parser.add_argument(
        "--data-classes",
        metavar="SOORT[,SOORT]",
        help="gegevens die het mag ontvangen; anders alle bij een overeenkomst of eigen beheer, "
        "en zonder die alleen openbaar",
    )
    acting.add_by(parser)
    add_json(parser)


def _purpose_options(parser: CommandParser, *, is_new: bool) -> None:
    parser.add_argument("--slug", required=True, metavar="KENMERK")
    parser.add_argument("--title", required=is_new, metavar="TITEL")
    parser.add_argument(
        "--data-classes", required=is_new, metavar="SOORT[,SOORT]", help="gegevens die mogen"
    )
    parser.add_argument("--description", metavar="TEKST")
    parser.add_argument("--legal-basis", metavar="TEKST", help="grondslag")
    parser.add_argument("--legal-article", metavar="ARTIKEL")
    parser.add_argument("--owner", metavar="GEBRUIKER", help="eigenaar van het doel")
    parser.add_argument("--output", choices=("strict", "raw"), help="controle van het antwoord")
    parser.add_argument("--no-restore", metavar="SOORT[,SOORT]", help="nooit terugzetten")
    parser.add_argument("--seal-days", type=int, metavar="DAGEN", help="0 is geen kopie")
    box = parser.add_argument_group("alleen voor een experiment")
    box.add_argument(
        "--experiment", action="store_true", default=None, help="maak er een experiment van"
    )
    box.add_argument("--until", type=date.fromisoformat, metavar="JJJJ-MM-DD", help="laatste dag")
    box.add_argument("--question", metavar="TEKST", help="vraag die het moet beantwoorden")
    box.add_argument("--budget-tokens", type=int, metavar="AANTAL")
    box.add_argument("--participants", metavar="GEBRUIKER[,GEBRUIKER]")
    acting.add_by(parser)
    add_json(parser)


def _add_switches(commands: Subparsers) -> None:
    for verb, words, is_active in (("stop", "stop", False), ("start", "start", True)):
        for kind, what, option in (("model", "een model", "name"), ("purpose", "een doel", "slug")):
            parser = commands.add_parser(f"{verb}-{kind}", help=f"{words} {what} voor iedereen")
            parser.add_argument(f"--{option}", required=True, dest="entry", metavar="NAAM")
            acting.add_by(parser)
            parser.set_defaults(handler=run_switch, kind=kind, is_active=is_active)


def run_add_supplier(arguments: argparse.Namespace) -> int:
    """Add a supplier."""
    django_setup.set_up(arguments)
    from stadspoort.apps.register import actions

    actions.add_supplier(
        slug=arguments.slug,
        name=arguments.name,
        country=arguments.country,
        website=arguments.website,
        by=acting.acting_user(arguments),
        now=datetime.now(UTC),
    )
    say(arguments, f"Leverancier {arguments.slug} staat in het register.", slug=arguments.slug)
    return 0


def run_add_application(arguments: argparse.Namespace) -> int:
    """Add an application."""
    django_setup.set_up(arguments)
    from stadspoort.apps.register import actions, queries
    from stadspoort.apps.register.models import ApplicationKind

    actions.add_application(
        slug=arguments.slug,
        name=arguments.name,
        supplier=queries.supplier(arguments.supplier),
        kind=ApplicationKind(arguments.kind),
        description=arguments.description,
        terms_url=arguments.terms_url,
        by=acting.acting_user(arguments),
        now=datetime.now(UTC),
    )
    say(arguments, f"Toepassing {arguments.slug} staat in het register.", slug=arguments.slug)
    return 0


def run_add_model(arguments: argparse.Namespace) -> int:
    """Add a model endpoint, and warn about what will keep it from being called."""
    django_setup.set_up(arguments)
    from stadspoort.apps.register import actions
    from stadspoort.apps.register.facts import ModelFacts

    facts = _model_facts(arguments, ModelFacts(name=arguments.name, base_url=""))
    now = datetime.now(UTC)
    model = actions.add_model(facts=facts, by=acting.acting_user(arguments), now=now)
    _say_model(arguments, model, "staat in het register")
    return 0


def run_change_model(arguments: argparse.Namespace) -> int:
    """Change what was named of a model endpoint."""
    django_setup.set_up(arguments)
    from stadspoort.apps.register import actions, queries
    from stadspoort.apps.register.facts import facts_of_model

    row = queries.model(arguments.name)
    facts = _model_facts(arguments, facts_of_model(row))
    now = datetime.now(UTC)
    model = actions.change_model(model=row, facts=facts, by=acting.acting_user(arguments), now=now)
    _say_model(arguments, model, "is gewijzigd")
    return 0


def run_add_purpose(arguments: argparse.Namespace) -> int:
    """Add a purpose."""
    django_setup.set_up(arguments)
    from stadspoort.apps.register import actions
    from stadspoort.apps.register.facts import PurposeFacts

    by = acting.acting_user(arguments)
    empty = PurposeFacts(slug=arguments.slug, title="", data_classes=frozenset(), owner=by)
    facts = _purpose_facts(arguments, empty)
    actions.add_purpose(facts=facts, by=by, now=datetime.now(UTC))
    sentence = (
        f"Doel {arguments.slug} staat in het register.\n"
        "Er mag nog geen model voor. Sta er een toe met `admin allow`."
    )
    say(arguments, sentence, slug=arguments.slug)
    return 0


def run_change_purpose(arguments: argparse.Namespace) -> int:
    """Change what was named of a purpose."""
    django_setup.set_up(arguments)
    from stadspoort.apps.register import actions, queries
    from stadspoort.apps.register.facts import facts_of_purpose

    row = queries.purpose(arguments.slug)
    facts = _purpose_facts(arguments, facts_of_purpose(row))
    by = acting.acting_user(arguments)
    actions.change_purpose(purpose=row, facts=facts, by=by, now=datetime.now(UTC))
    say(arguments, f"Doel {arguments.slug} is gewijzigd.", slug=arguments.slug)
    return 0


def run_switch(arguments: argparse.Namespace) -> int:
    """Stop or start a model or a purpose."""
    django_setup.set_up(arguments)
    from stadspoort.apps.register import actions, queries

    by, now, is_active = acting.acting_user(arguments), datetime.now(UTC), arguments.is_active
    if arguments.kind == "model":
        model = queries.model(arguments.entry)
        actions.set_model_active(model=model, is_active=is_active, by=by, now=now)
    else:
        purpose = queries.purpose(arguments.entry)
        actions.set_purpose_active(purpose=purpose, is_active=is_active, by=by, now=now)
    print(f"{arguments.entry} is {'gestart' if is_active else 'gestopt'}.")
    return 0


def _model_facts(arguments: argparse.Namespace, before: ModelFacts) -> ModelFacts:
    """Return `before` with what was named on the command line in its place."""
    from stadspoort.apps.register import queries

    named: dict[str, Any] = {
        "base_url": arguments.base_url,
        "upstream_model": arguments.upstream_model,
        "supplier": queries.supplier(arguments.supplier) if arguments.supplier else None,
        "secret_file": str(arguments.key_file.resolve()) if arguments.key_file else None,
        "allows_private_host": arguments.private_host,
        "data_classes": _set(arguments.data_classes),
    }
    if arguments.self_hosted:
        named |= {"is_self_hosted": True}
        before = replace(before, processor_agreement_on=None)
    if arguments.processor_agreement:
        named |= {"processor_agreement_on": arguments.processor_agreement}
        before = replace(before, is_self_hosted=False)
    return replace(before, **_given(named))


def _purpose_facts(arguments: argparse.Namespace, before: PurposeFacts) -> PurposeFacts:
    """Return `before` with what was named on the command line in its place."""
    from stadspoort.apps.register.models import PurposeKind
    from stadspoort.gate.values import Output

    named: dict[str, Any] = {
        "title": arguments.title,
        "data_classes": _set(arguments.data_classes),
        "description": arguments.description,
        "legal_basis": arguments.legal_basis,
        "legal_article": arguments.legal_article,
        "owner": _user(arguments.owner),
        "output": Output(arguments.output) if arguments.output else None,
        "unrestored_kinds": _set(arguments.no_restore),
        "seal_days": arguments.seal_days,
        "kind": PurposeKind.EXPERIMENT if arguments.experiment else None,
        "ends_on": arguments.until,
        "question": arguments.question,
        "budget_tokens": arguments.budget_tokens,
        "participants": _users(arguments.participants),
    }
    return replace(before, **_given(named))


def _given(named: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in named.items() if value is not None}


def _set(words: str | None) -> frozenset[str] | None:
    return None if words is None else frozenset(_split(words))


def _split(words: str) -> list[str]:
    return [word.strip() for word in words.split(",") if word.strip()]


def _user(name: str | None) -> User | None:
    from stadspoort.apps.accounts.queries import by_username

    return None if name is None else by_username(name)


def _users(names: str | None) -> tuple[User, ...] | None:
    from stadspoort.apps.accounts.queries import by_username

    return None if names is None else tuple(by_username(name) for name in _split(names))


def _say_model(arguments: argparse.Namespace, model: ModelDeployment, done: str) -> None:
    from stadspoort.apps.register.queries import model_warnings

    warnings = model_warnings(model)
    lines = (f"Model {model.name} {done}.", *(f"Let op: {warning}" for warning in warnings))
    say(arguments, "\n".join(lines), name=model.name, warnings=warnings)
