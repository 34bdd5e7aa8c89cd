"""`admin allow`, `admin forbid`, `admin withdraw` and `admin assess`."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime

from stadspoort.cli import acting, django_setup
from stadspoort.cli.parser import CommandParser, Subparsers
from stadspoort.cli.saying import add_json, say


def add_commands(commands: Subparsers) -> None:
    """Add the commands for decisions and assessments to `admin`."""
    allow = commands.add_parser(
        "allow",
        help="sta een model toe voor een doel, onder voorwaarden en tot een dag",
        description="Legt een besluit van een mens vast. Het tilt 'niet aangetoond' naar 'onder "
        "voorwaarden', en heft een verbod nooit op.",
    )
    _use_options(allow)
    allow.add_argument("--until", required=True, type=date.fromisoformat, metavar="JJJJ-MM-DD")
    allow.add_argument(
        "--condition", action="append", default=[], metavar="TEKST", help="mag vaker"
    )
    acting.add_by(allow)
    add_json(allow)
    allow.set_defaults(handler=run_allow)

    forbid = commands.add_parser("forbid", help="verbied een model voor een doel")
    _use_options(forbid)
    acting.add_by(forbid)
    add_json(forbid)
    forbid.set_defaults(handler=run_forbid)

    withdraw = commands.add_parser("withdraw", help="trek een besluit in; het blijft leesbaar")
    withdraw.add_argument("id", type=int, metavar="NUMMER", help="zoals list-decisions het toont")
    withdraw.add_argument("--reason", required=True, metavar="TEKST")
    acting.add_by(withdraw)
    withdraw.set_defaults(handler=run_withdraw)
    _add_assess(commands)
    withdraw = commands.add_parser(
        "withdraw-assessment", help="trek een beoordeling in; ze blijft leesbaar"
    )
    withdraw.add_argument("id", type=int, metavar="NUMMER", help="zoals list-assessments het toont")
    acting.add_by(withdraw)
    withdraw.set_defaults(handler=run_withdraw_assessment)


def _use_options(parser: CommandParser) -> None:
    parser.add_argument("--purpose", required=True, metavar="DOEL")
    parser.add_argument("--model", required=True, metavar="MODEL")
    parser.add_argument(
        "--application",
        metavar="TOEPASSING",
        help="anders beide eigen toepassingen: `api` (koppelingen) en `assistent` (schermen)",
    )
    parser.add_argument("--reason", required=True, metavar="TEKST")


def _add_assess(commands: Subparsers) -> None:
    parser = commands.add_parser(
        "assess",
        help="leg vast wat bewijs of beleid over een gebruik zegt",
        description="Wat u niet noemt (toepassing, model of doel), geldt voor alle.",
    )
    parser.add_argument("--application", metavar="TOEPASSING")
    parser.add_argument("--model", metavar="MODEL")
    parser.add_argument("--purpose", metavar="DOEL")
    parser.add_argument(
        "--standing",
        required=True,
        choices=("toegestaan", "onder_voorwaarden", "niet_aangetoond", "verboden"),
        help="het oordeel; een verbod heeft geen einde",
    )
    parser.add_argument("--reason", required=True, metavar="TEKST")
    parser.add_argument("--source", required=True, metavar="TEKST", help="waar het staat")
    parser.add_argument("--until", type=date.fromisoformat, metavar="JJJJ-MM-DD")
    acting.add_by(parser)
    add_json(parser)
    parser.set_defaults(handler=run_assess)


def run_allow(arguments: argparse.Namespace) -> int:
    """Record a decision that allows, and print what holds now."""
    return _decide(arguments, allows=True)


def run_forbid(arguments: argparse.Namespace) -> int:
    """Record a decision that forbids, and print what holds now."""
    return _decide(arguments, allows=False)


def run_withdraw(arguments: argparse.Namespace) -> int:
    """Withdraw a decision."""
    django_setup.set_up(arguments)
    from stadspoort.apps.register import actions, queries

    actions.withdraw(
        decision=queries.decision(arguments.id),
        reason=arguments.reason,
        by=acting.acting_user(arguments),
        now=datetime.now(UTC),
    )
    print(f"Besluit {arguments.id} is ingetrokken.")
    return 0


def run_withdraw_assessment(arguments: argparse.Namespace) -> int:
    """Withdraw an assessment."""
    django_setup.set_up(arguments)
    from stadspoort.apps.register import actions, queries

    actions.withdraw_assessment(
        assessment=queries.assessment(arguments.id),
        by=acting.acting_user(arguments),
        now=datetime.now(UTC),
    )
    print(f"Beoordeling {arguments.id} is ingetrokken.")
    return 0


def run_assess(arguments: argparse.Namespace) -> int:
    """Record an assessment."""
    django_setup.set_up(arguments)
    from stadspoort.apps.register import actions, queries
    from stadspoort.engines.frameworks import Standing

    assessment = actions.assess(
        application=queries.application(arguments.application) if arguments.application else None,
        model=queries.model(arguments.model) if arguments.model else None,
        purpose=queries.purpose(arguments.purpose) if arguments.purpose else None,
        standing=Standing(arguments.standing),
        reason=arguments.reason,
        source=arguments.source,
        valid_until=arguments.until,
        by=acting.acting_user(arguments),
        now=datetime.now(UTC),
    )
    say(arguments, f"Beoordeling {assessment.pk} is vastgelegd.", id=assessment.pk)
    return 0


def _decide(arguments: argparse.Namespace, *, allows: bool) -> int:
    django_setup.set_up(arguments)
    from django.db import transaction

    from stadspoort.apps.register import actions, answers, queries

    now = datetime.now(UTC)
    by = acting.acting_user(arguments)
    model, purpose = queries.model(arguments.model), queries.purpose(arguments.purpose)
    slugs = [arguments.application] if arguments.application else queries.OWN_APPLICATIONS
    with transaction.atomic():  # for both applications or for neither
        decisions = [
            actions.decide(
                application=queries.application(slug),
                model=model,
                purpose=purpose,
                allows=allows,
                reason=arguments.reason,
                valid_until=arguments.until if allows else None,
                conditions=arguments.condition if allows else (),
                by=by,
                now=now,
            )
            for slug in slugs
        ]
    for slug, decision in zip(slugs, decisions, strict=True):
        answer = answers.answer(slug, model.name, purpose.slug, now=now)
        sentence = f"Besluit {decision.pk} voor {slug} is vastgelegd.\n{answer.sentence}"
        say(arguments, sentence, id=decision.pk, application=slug, allowed=answer.is_allowed)
    return 0
