"""Commands of the engines alone: no Django, no data folder, no network.

Engines are imported by the command that needs them: every other command starts without them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from stadspoort.cli.failures import SameFileError
from stadspoort.cli.files import OWNER_ONLY, READABLE, as_text, read_bytes, write_whole
from stadspoort.cli.list_files import add_lists, own_lists
from stadspoort.cli.parser import Subparsers
from stadspoort.engines.text import Page

if TYPE_CHECKING:
    from stadspoort.engines.privacy import Finding

_DOCUMENTS = frozenset({".pdf", ".docx", ".docm", ".eml"})
_READ_SECONDS = 120
_READ_MEGABYTES = 2048
_WRITER = "cli"
"""The one asker of a vault file: whoever holds the file may read everything in it anyway."""

_INPUT_HELP = "tekst, PDF (.pdf), Word (.docx) of e-mail (.eml); zonder BESTAND: standaardinvoer"
_VAULT_WARNING = (
    "LET OP: in de kluis staan de persoonsgegevens zelf, leesbaar. Alleen u kunt het bestand "
    "openen (rechten 0600). Bewaar het niet bij de gemaskeerde tekst en stuur het niet mee."
)


def register(subparsers: Subparsers) -> None:
    """Add `detect`, `pseudonymise` and `restore`."""
    detect = subparsers.add_parser(
        "detect",
        help="zoek persoonsgegevens in een tekst of document",
        description="Zoekt persoonsgegevens en toont per vondst een regel JSON met start, end, "
        "kind, text, score, reason, certain (zeker of twijfel), rule (de regel die het vond) en "
        "officer (naam van een bestuurder in functie). De plaatsen tellen tekens vanaf 0. Bij een "
        "document staan ook page en place in de regel, en tellen de plaatsen per bladzijde.",
    )
    detect.add_argument("file", metavar="BESTAND", nargs="?", help=_INPUT_HELP)
    detect.add_argument("--json", action="store_true", help="zo is de uitkomst altijd al")
    add_lists(detect)
    detect.set_defaults(handler=run_detect)

    _register_pseudonymise(subparsers)

    restore = subparsers.add_parser(
        "restore",
        help="zet persoonsgegevens terug",
        description=f"Zet bij elk kenmerk uit de kluis de waarde terug. {_VAULT_WARNING}",
    )
    restore.add_argument(
        "file", metavar="BESTAND", nargs="?", help="tekst; zonder BESTAND: standaardinvoer"
    )
    restore.add_argument("--vault", metavar="KLUIS", required=True, help="de kluis bij deze tekst")
    restore.add_argument("-o", "--output", metavar="UIT", help="anders standaarduitvoer")
    restore.set_defaults(handler=run_restore)


def _register_pseudonymise(subparsers: Subparsers) -> None:
    pseudonymise = subparsers.add_parser(
        "pseudonymise",
        help="vervang persoonsgegevens door kenmerken",
        description="Vervangt persoonsgegevens door kenmerken als [PERSOON_k7f3q21a4] en bewaart "
        f"in een kluis wat waarbij hoort. {_VAULT_WARNING}",
    )
    pseudonymise.add_argument("file", metavar="BESTAND", nargs="?", help=_INPUT_HELP)
    pseudonymise.add_argument(
        "-o", "--output", metavar="UIT", required=True, help="bestand voor de gemaskeerde tekst"
    )
    pseudonymise.add_argument(
        "--vault",
        metavar="KLUIS",
        required=True,
        help="kluis: nieuw, of een bestaande die wordt aangevuld (zelfde waarde, zelfde kenmerk)",
    )
    add_lists(pseudonymise)
    pseudonymise.add_argument(
        "--stand-ins",
        action="store_true",
        help="verzonnen namen, mailadressen en telefoonnummers in plaats van kenmerken, waar dat "
        "kan; de rest krijgt een kenmerk",
    )
    pseudonymise.set_defaults(handler=run_pseudonymise)


def run_detect(arguments: argparse.Namespace) -> int:
    """Print the findings in a text or document, one JSON object a line."""
    from stadspoort.engines.privacy import Detector

    pages, is_document = _read(arguments.file)
    detector = Detector(own_lists(arguments))
    for page in pages:
        for finding in detector.detect(page.text):
            line = _line(page, finding)
            if is_document:
                line |= {"page": page.number, "place": page.place}
            print(json.dumps(line, ensure_ascii=False))
    return 0


def run_pseudonymise(arguments: argparse.Namespace) -> int:
    """Write the masked text and the vault that can undo it."""
    from stadspoort.cli.vault_file import open_vault, save_vault
    from stadspoort.engines.privacy import Detector, NewValue, Pseudonymiser

    path, output = Path(arguments.vault), Path(arguments.output)
    taken = {path.resolve(), *([Path(arguments.file).resolve()] if arguments.file else [])}
    if output.resolve() in taken:
        raise SameFileError(file=str(output))
    opened = open_vault(path)
    vault, stand_ins = opened.vault, opened.stand_ins
    pages, _ = _read(arguments.file)
    detector = Detector(own_lists(arguments))
    found = [(page.text, detector.detect(page.text)) for page in pages]
    # Every value goes into the vault before the first page is masked: a name that is only
    # recognised on page 3 is then replaced on page 1 too.
    values = [NewValue.found(text, finding) for text, findings in found for finding in findings]
    vault.extend((value for value in values if value.value.strip()), _WRITER)
    for text, _ in found:
        stand_ins.avoid(text)
    form = stand_ins.of if arguments.stand_ins else None
    pseudonymiser = Pseudonymiser(vault, writer=_WRITER, form=form)
    masked = "\n\n".join(pseudonymiser.mask(text, findings) for text, findings in found)
    # The vault first: a masked text without its vault could never be restored.
    save_vault(opened, path)
    write_whole(output, masked, mode=READABLE)
    total = pseudonymiser.counts.total()
    print(f"{total} plaatsen vervangen, {len(vault)} waarden in de kluis.", file=sys.stderr)
    if undecided := sum(entity.is_undecided for entity in vault.entities):
        print(
            f"Namen die bij meer dan één persoon passen: {undecided}. "
            "Die kregen een eigen kenmerk.",
            file=sys.stderr,
        )
    return 0


def run_restore(arguments: argparse.Namespace) -> int:
    """Print or write the text with its values put back."""
    from stadspoort.cli.vault_file import read_vault
    from stadspoort.engines.privacy import RestorePolicy
    from stadspoort.engines.privacy.stand_ins import StandInRestorer

    path = Path(arguments.vault)
    if arguments.output is not None and Path(arguments.output).resolve() == path.resolve():
        raise SameFileError(file=arguments.output)
    opened = read_vault(path)
    policy = RestorePolicy(asker=_WRITER, unrestored=frozenset(), is_answer_text=True)
    restorer = StandInRestorer(opened.stand_ins, policy)
    pieces = [
        *restorer.feed(as_text(read_bytes(arguments.file), arguments.file)),
        *restorer.finish(),
    ]
    restored = "".join(piece.text for piece in pieces)
    if arguments.output is None:
        sys.stdout.write(restored)
    else:
        write_whole(Path(arguments.output), restored, mode=OWNER_ONLY)
    if restorer.unknown:
        print(
            "Sommige kenmerken lijken op die uit de kluis, maar staan er niet in. Die bleven staan "
            f"(aantal: {restorer.unknown}).",
            file=sys.stderr,
        )
    if foreign := opened.vault.foreign_tokens(restored):
        print(
            "Sommige kenmerken staan niet in deze kluis. Die bleven staan "
            f"(aantal: {foreign}). Hoort deze kluis bij deze tekst?",
            file=sys.stderr,
        )
    if restorer.left:
        print(
            "Sommige verzonnen namen zijn niet zeker die van één persoon. Die bleven staan "
            f"(aantal: {restorer.left}).",
            file=sys.stderr,
        )
    return 0


def _line(page: Page, finding: Finding) -> dict[str, str | int | float]:
    return {
        "start": finding.start,
        "end": finding.end,
        "kind": finding.kind.value,
        "text": page.text[finding.start : finding.end],
        "score": finding.score,
        "reason": finding.reason,
        "certain": finding.certain,
        "rule": finding.rule,
        "officer": finding.is_officer,
    }


def _read(name: str | None) -> tuple[Sequence[Page], bool]:
    """Return the pages of the input, and whether it is a document with places of its own.

    Plain text stays exactly as it is, so that offsets count in the file the user has.
    """
    data = read_bytes(name)
    if name is None or Path(name).suffix.lower() not in _DOCUMENTS:
        if name is None and not data:
            print("De invoer is leeg: er is niets te vinden.", file=sys.stderr)
        return (Page(1, "tekst", as_text(data, name)),), False
    from stadspoort import sandbox
    from stadspoort.engines import documents

    document = sandbox.run(
        documents.read,
        data,
        Path(name).name,
        seconds=_READ_SECONDS,
        megabytes=_READ_MEGABYTES,
    )
    for note in document.notes:
        print(f"stadspoort: {note}", file=sys.stderr)
    return document.pages, True
