"""A vault as a file beside a masked text: tag and entries as JSON, readable by its owner alone."""

from __future__ import annotations

import json
import secrets
from pathlib import Path
from typing import Any

from stadspoort.cli.failures import FileUnreadableError
from stadspoort.cli.files import OWNER_ONLY, write_whole
from stadspoort.engines.privacy import Entry, Kind, Vault, new_tag
from stadspoort.errors import StadspoortError

_FORMAT = "stadspoort-vault-2"
_READ = frozenset((_FORMAT, "stadspoort-vault-1"))
"""The older format does not tell which values are one person: there, each stands alone."""


class NotAVaultError(StadspoortError):
    """The file is there and is no vault: it is neither read nor overwritten."""

    code = "cli.not_a_vault"


def open_vault(path: Path) -> Vault:
    """Return the vault in the file, or a new empty one when there is no such file.

    Raises:
        NotAVaultError: If the file holds something else.
        VaultDamagedError: If its entries contradict each other.
        FileUnreadableError: If it may not be read.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Vault(new_tag(secrets.token_bytes(16)))
    except OSError as error:
        raise FileUnreadableError(file=str(path)) from error
    return _vault(content, path)


def read_vault(path: Path) -> Vault:
    """Return the vault in a file that must be there; errors as in `open_vault`."""
    if not path.exists():
        raise FileUnreadableError(file=str(path))
    return open_vault(path)


def save_vault(vault: Vault, path: Path) -> None:
    """Write the vault, mode 0600, whole or not at all.

    Raises:
        FileUnwritableError: If it could not be written; the old file is then still there.
    """
    content = {
        "format": _FORMAT,
        "tag": vault.tag,
        "entries": [
            {
                "token": entry.token,
                "number": entry.number,
                "value": entry.value,
                "kind": entry.kind.value,
                "writer": entry.writer,
                "is_restricted": entry.is_restricted,
                "entity": entry.entity,
                "gender": str(entry.gender),
            }
            for entry in vault.entries
        ],
    }
    write_whole(path, json.dumps(content, ensure_ascii=False, indent=1) + "\n", mode=OWNER_ONLY)


def _vault(content: bytes, path: Path) -> Vault:
    try:
        facts: Any = json.loads(content)
        if facts["format"] not in _READ:
            raise NotAVaultError(file=str(path))
        entries = [_entry(entry) for entry in facts["entries"]]
        return Vault(str(facts["tag"]), entries)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NotAVaultError(file=str(path)) from error


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
