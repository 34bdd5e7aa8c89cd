"""What the command line's own failures say."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "cli.file_unreadable": (
        "Dit bestand kan niet worden gelezen. Controleer de naam en of u het mag openen."
    ),
    "cli.file_unwritable": (
        "Dit bestand kan niet worden geschreven. Controleer of de map bestaat en of u daar mag "
        "schrijven."
    ),
}
