"""Dutch texts for the failures of packages from other municipalities."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "exchange.unreadable": (
        "Dit pakket is niet te lezen ({place}). Er is niets overgenomen. Vraag de afzender om een "
        "nieuw pakket."
    ),
    "exchange.refused": (
        "Dit pakket is geweigerd ({reason}). Er is niets overgenomen. Vraag de afzender het pakket "
        "opnieuw te ondertekenen en te sturen, en controleer de sleutel langs een andere weg."
    ),
}
