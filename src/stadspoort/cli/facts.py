"""`admin fact`, `setting`, `evidence`, `adopt`, `confirm-adoption` and `verdict`."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, date, datetime
from pathlib import Path

from stadspoort.cli import acting, django_setup
from stadspoort.cli.files import read_bytes
from stadspoort.cli.parser import CommandParser, Subparsers
from stadspoort.cli.saying import add_json, say
from stadspoort.cli.tables import table

_DAY = "JJJJ-MM-DD"
_KINDS = ("organisation", "supplier", "application", "model", "use")


def add_commands(commands: Subparsers) -> None:
    """Add the commands for facts, evidence, adoptions and verdicts to `admin`."""
    _add_fact(commands)
    _add_setting(commands)
    _add_evidence(commands)
    _add_adopt(commands)
    parser = commands.add_parser(
        "verdict",
        help="toon het oordeel van de kaders over een gebruik, met alle eisen",
        description="Toont wat de kaders van een gebruik zeggen, en waarom: elke eis die meetelt.",
    )
    parser.add_argument("--application", required=True, metavar="TOEPASSING")
    parser.add_argument("--model", metavar="MODEL", help="anders: de toepassing zelf")
    parser.add_argument("--purpose", required=True, metavar="DOEL")
    _day(parser, "--on", "de dag waarover het gaat; anders vandaag")
    add_json(parser)
    parser.set_defaults(handler=run_verdict)


def _day(parser: CommandParser, name: str, words: str, *, is_needed: bool = False) -> None:
    parser.add_argument(name, type=date.fromisoformat, metavar=_DAY, help=words, required=is_needed)


def _add_fact(commands: Subparsers) -> None:
    parser = commands.add_parser(
        "fact",
        help="leg een kenmerk van een onderdeel vast, vanaf een dag",
        description="Legt een antwoord vast, zoals use.publishes van een doel. Een later antwoord "
        "vervangt het; het eerdere blijft leesbaar.",
    )
    parser.add_argument("--kind", required=True, choices=_KINDS, help="soort onderdeel")
    parser.add_argument("--of", default="", metavar="KENMERK", help="van welk onderdeel")
    parser.add_argument("--attribute", required=True, metavar="NAAM", help="zoals app.generates")
    parser.add_argument("--value", required=True, metavar="WAARDE", help="meer woorden met komma's")
    _day(parser, "--since", "eerste dag; anders vandaag")
    _day(parser, "--until", "laatste dag")
    parser.add_argument("--source", default="", metavar="TEKST", help="waar het staat")
    acting.add_by(parser)
    add_json(parser)
    parser.set_defaults(handler=run_fact)


def _add_setting(commands: Subparsers) -> None:
    parser = commands.add_parser("setting", help="leg vast hoe een instelling van een dienst staat")
    parser.add_argument("--application", required=True, metavar="TOEPASSING")
    parser.add_argument("--name", required=True, metavar="NAAM", help="van de instelling")
    parser.add_argument("--value", required=True, metavar="STAND")
    parser.add_argument("--counts-as", required=True, metavar="BEWIJSSOORT")
    parser.add_argument("--against", action="store_true", help="deze stand spreekt de eis tegen")
    parser.add_argument("--checked-by", default="", metavar="TEKST", help="wie het heeft gezien")
    _day(parser, "--since", "eerste dag; anders vandaag")
    _day(parser, "--until", "laatste dag")
    acting.add_by(parser)
    add_json(parser)
    parser.set_defaults(handler=run_setting)


def _add_evidence(commands: Subparsers) -> None:
    parser = commands.add_parser(
        "evidence",
        help="leg bewijs vast, met of zonder het bestand",
        description="Een bestand dat niet is wat het zegt, wordt vastgehouden en steunt niets.",
    )
    parser.add_argument("--slug", required=True, metavar="KENMERK")
    parser.add_argument("--type", required=True, metavar="BEWIJSSOORT")
    parser.add_argument("--title", required=True, metavar="TITEL")
    parser.add_argument(
        "--about", required=True, action="append", metavar="SOORT=KENMERK",
        help="zoals use=brieven of supplier=leverancier; mag vaker",
    )  # fmt: skip
    _day(parser, "--effective", "eerste dag waarover het iets zegt", is_needed=True)
    _day(parser, "--ends", "laatste dag waarover het iets zegt")
    _day(parser, "--received", "dag van ontvangst; anders vandaag")
    parser.add_argument("--file", type=Path, metavar="BESTAND", help="wordt verzegeld bewaard")
    parser.add_argument(
        "--bearing",
        default="for",
        choices=("for", "against", "context"),
        help="steunt (for), spreekt tegen (against) of is achtergrond (context)",
    )
    parser.add_argument(
        "--reliance",
        default="own_check",
        choices=("own_check", "adopted", "public_source", "supervisor_or_government",
                 "supplier_claim", "memory"),
        help="op wiens gezag",
    )  # fmt: skip
    parser.add_argument(
        "--read-as",
        default="full",
        choices=("full", "passage", "excerpt"),
        help="helemaal gelezen, de passage zelf, of een fragment",
    )
    parser.add_argument(
        "--via",
        default="document",
        choices=("own_page", "report", "document"),
        help="bij de afgever, in een verslag van een ander, of het stuk zelf",
    )
    parser.add_argument("--issuer", default="", metavar="NAAM", help="wie het afgaf")
    parser.add_argument("--concern", action="append", default=[], metavar="EIS", help="mag vaker")
    parser.add_argument("--source", default="", metavar="TEKST", help="waar het te vinden is")
    acting.add_by(parser)
    add_json(parser)
    parser.set_defaults(handler=run_evidence)


def _add_adopt(commands: Subparsers) -> None:
    parser = commands.add_parser(
        "adopt",
        help="stel voor een kader of eis over te nemen, of terzijde te leggen",
        description="Het telt pas als een ander het bevestigt met `confirm-adoption`.",
    )
    parser.add_argument("framework", metavar="KADER@VERSIE")
    parser.add_argument("--requirement", default="", metavar="EIS", help="alleen deze eis")
    parser.add_argument("--set-aside", action="store_true", help="leg terzijde")
    parser.add_argument("--reason", default="", metavar="TEKST")
    parser.add_argument("--advice", default="", metavar="TEKST", help="op wiens advies")
    _day(parser, "--since", "eerste dag; anders vandaag")
    _day(parser, "--until", "laatste dag")
    acting.add_by(parser)
    add_json(parser)
    parser.set_defaults(handler=run_adopt)
    parser = commands.add_parser(
        "confirm-adoption", help="bevestig wat een ander voorstelde over te nemen"
    )
    parser.add_argument("id", type=int, metavar="NUMMER", help="zoals `adopt` het noemde")
    acting.add_by(parser)
    add_json(parser)
    parser.set_defaults(handler=run_confirm)


def run_fact(arguments: argparse.Namespace) -> int:
    """Record a fact about an entry of the register."""
    django_setup.set_up(arguments)
    from stadspoort.apps.frameworks.choices import SubjectKind
    from stadspoort.apps.frameworks.fact_actions import record_fact
    from stadspoort.apps.register.queries import require

    kind = SubjectKind(arguments.kind)
    require(kind, arguments.of)
    row = record_fact(
        kind=kind,
        subject=arguments.of,
        attribute=arguments.attribute,
        value=arguments.value,
        since=arguments.since,
        until=arguments.until,
        source=arguments.source,
        by=acting.acting_user(arguments),
        now=datetime.now(UTC),
    )
    say(arguments, f"Kenmerk {row.pk} is vastgelegd.", id=row.pk)
    return 0


def run_setting(arguments: argparse.Namespace) -> int:
    """Record how a setting stands."""
    django_setup.set_up(arguments)
    from stadspoort.apps.frameworks.fact_actions import record_setting
    from stadspoort.apps.register.queries import application

    row = record_setting(
        application=application(arguments.application).slug,
        name=arguments.name,
        value=arguments.value,
        counts_as=arguments.counts_as,
        supports=not arguments.against,
        checked_by=arguments.checked_by,
        since=arguments.since,
        until=arguments.until,
        by=acting.acting_user(arguments),
        now=datetime.now(UTC),
    )
    say(arguments, f"Instelling {row.pk} is vastgelegd.", id=row.pk)
    return 0


def run_evidence(arguments: argparse.Namespace) -> int:
    """Record evidence; says so when its file is held."""
    django_setup.set_up(arguments)
    from stadspoort.apps.frameworks.choices import SubjectKind
    from stadspoort.apps.frameworks.errors import EvidenceSubjectError
    from stadspoort.apps.frameworks.evidence_actions import EvidenceFacts, record_evidence
    from stadspoort.apps.register.queries import require

    pairs = [each.partition("=") for each in arguments.about]
    subject = {kind: name for kind, _, name in pairs}
    for kind, name in subject.items():
        if kind not in _KINDS:
            raise EvidenceSubjectError
        require(SubjectKind(kind), name)
    row = record_evidence(
        facts=EvidenceFacts(
            slug=arguments.slug,
            type=arguments.type,
            subject=subject,
            title=arguments.title,
            effective=arguments.effective,
            bearing=arguments.bearing,
            reliance=arguments.reliance,
            read_as=arguments.read_as,
            via=arguments.via,
            received=arguments.received,
            ends=arguments.ends,
            issuer=arguments.issuer,
            concerns=arguments.concern,
            source=arguments.source,
        ),
        data=read_bytes(str(arguments.file)) if arguments.file else None,
        name=arguments.file.name if arguments.file else "",
        by=acting.acting_user(arguments),
        now=datetime.now(UTC),
    )
    held = row.file.held if row.file else ""
    told = f"Bewijs {row.slug} is vastgelegd."
    say(arguments, f"{told} Vastgehouden: {held}" if held else told, slug=row.slug, held=held)
    return 0


def run_adopt(arguments: argparse.Namespace) -> int:
    """Propose an adoption."""
    django_setup.set_up(arguments)
    from stadspoort.apps.frameworks.adoption_actions import propose_adoption

    framework, _, version = arguments.framework.partition("@")
    row = propose_adoption(
        framework=framework,
        version=version,
        requirement=arguments.requirement,
        adopted=not arguments.set_aside,
        reason=arguments.reason,
        advice=arguments.advice,
        since=arguments.since,
        until=arguments.until,
        by=acting.acting_user(arguments),
        now=datetime.now(UTC),
    )
    told = f"Voorstel {row.pk} is vastgelegd. Het telt als een ander het bevestigt."
    say(arguments, told, id=row.pk)
    return 0


def run_confirm(arguments: argparse.Namespace) -> int:
    """Confirm an adoption that another proposed."""
    django_setup.set_up(arguments)
    from stadspoort.apps.frameworks.adoption_actions import confirm_adoption, numbered

    row = confirm_adoption(
        adoption=numbered(arguments.id),
        by=acting.acting_user(arguments),
        now=datetime.now(UTC),
    )
    say(arguments, f"Overname {row.pk} is bevestigd.", id=row.pk)
    return 0


def run_verdict(arguments: argparse.Namespace) -> int:
    """Print what the frameworks say of a use, requirement by requirement."""
    django_setup.set_up(arguments)
    from stadspoort.apps.register.queries import ruling
    from stadspoort.gate.values import legal_day

    day = arguments.on or legal_day(datetime.now(UTC))
    found = ruling(arguments.application, arguments.model, arguments.purpose, day)
    rows = [
        {
            "requirement": each.requirement.id,
            "article": each.article,
            "outcome": each.outcome.value,
            "basis": each.rests_on.basis.value,
            "reason": each.reason,
        }
        for each in found.reasons
    ]
    until = found.valid_until.isoformat() if found.valid_until else None
    if arguments.json:
        facts = {"verdict": found.verdict.value, "on": str(day), "valid_until": until}
        print(json.dumps({**facts, "reasons": rows}, ensure_ascii=False))
        return 0
    print(f"{found.verdict.value} op {day:%d-%m-%Y}" + (f", tot en met {until}" if until else ""))
    print(table(rows) if rows else "Geen enkele eis geldt.")
    return 0
