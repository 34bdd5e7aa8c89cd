"""A vault as a file beside a masked text: tag and entries as JSON, readable by its owner alone."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from stadspoort.cli.failures import FileUnreadableError
from stadspoort.cli.files import OWNER_ONLY, write_whole
from stadspoort.engines.privacy import Entry, Kind, Vault, new_tag
from stadspoort.engines.privacy.stand_ins import Persona, StandIns
from stadspoort.errors import StadspoortError

_FORMAT = "stadspoort-vault-2"
_SECRET_BYTES = 16
_READ = frozenset((_FORMAT, "stadspoort-vault-1"))
"""The older format does not tell which values are one person: there, each stands alone."""


class NotAVaultError(StadspoortError):
    """The file is there and is no vault: it is neither read nor overwritten."""

    code = "cli.not_a_vault"


@dataclass(frozen=True, slots=True)
class Opened:
    """What a vault file holds: the values with their tokens, and the stand-ins made for them."""

    vault: Vault
    stand_ins: StandIns


def open_vault(path: Path) -> Opened:
    """Return what the file holds, or a new empty vault when there is no such file.

    Raises:
        NotAVaultError: If the file holds something else.
        VaultDamagedError: If its entries contradict each other.
        FileUnreadableError: If it may not be read.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        vault = Vault(new_tag(secrets.token_bytes(16)))
        return Opened(vault, StandIns(vault, secrets.token_bytes(_SECRET_BYTES)))
    except OSError as error:
        raise FileUnreadableError(file=str(path)) from error
    return _opened(content, path)


def read_vault(path: Path) -> Opened:
    """Return what a file holds that must be there; errors as in `open_vault`."""
    if not path.exists():
        raise FileUnreadableError(file=str(path))
    return open_vault(path)


def save_vault(opened: Opened, path: Path) -> None:
    """Write the vault, mode 0600, whole or not at all.

    Raises:
        FileUnwritableError: If it could not be written; the old file is then still there.
    """
    content = {
        "format": _FORMAT,
        "tag": opened.vault.tag,
        "entries": [
            {
                "token": entry.token,
                "number": entry.number,
                "value": entry.value,
                "kind": entry.kind.value,
                "writer": entry.writer,
                "is_restricted": entry.is_restricted,
                "entity": entry.entity,
                "gender": entry.gender,
            }
            for entry in opened.vault.entries
        ],
        "stand_ins": {
            "secret": opened.stand_ins.secret.hex(),
            "personas": {
                str(entity): asdict(persona)
                for entity, persona in opened.stand_ins.personas.items()
            },
            "issued": {str(number): text for number, text in opened.stand_ins.issued.items()},
            "seen": sorted(opened.stand_ins.seen),
        },
    }
    write_whole(path, json.dumps(content, ensure_ascii=False, indent=1) + "\n", mode=OWNER_ONLY)


def _opened(content: bytes, path: Path) -> Opened:
    try:
        facts: Any = json.loads(content)
        if facts["format"] not in _READ:
            raise NotAVaultError(file=str(path))
        vault = Vault(str(facts["tag"]), [_entry(entry) for entry in facts["entries"]])
        return Opened(vault, _stand_ins(vault, facts.get("stand_ins")))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NotAVaultError(file=str(path)) from error


def _stand_ins(vault: Vault, facts: dict[str, Any] | None) -> StandIns:
    """Return the stand-ins of a vault; a file of before there were any has none."""
    if facts is None:
        return StandIns(vault, secrets.token_bytes(_SECRET_BYTES))
    return StandIns(
        vault,
        bytes.fromhex(facts["secret"]),
        personas={int(entity): _persona(told) for entity, told in facts["personas"].items()},
        issued={int(number): str(text) for number, text in facts["issued"].items()},
        seen=map(str, facts["seen"]),
    )


def _persona(facts: dict[str, Any]) -> Persona:
    return Persona(
        given=tuple(map(str, facts["given"])),
        joins=str(facts["joins"]),
        surname=str(facts["surname"]),
        gender=str(facts["gender"]),
    )


def _entry(facts: dict[str, Any]) -> Entry:
    return Entry(
        token=str(facts["token"]),
        number=int(facts["number"]),
        value=str(facts["value"]),
        kind=Kind(facts["kind"]),
        writer=str(facts["writer"]),
        is_restricted=facts["is_restricted"] is True,
        entity=int(facts.get("entity", 0)),
        gender=str(facts.get("gender", "")),
    )
