"""Dutch texts for the failures of versions of the municipality's own lists."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "lists.version_unknown": (
        "Er is niet precies één versie die zo begint. Kijk met `stadspoort lists show` welke "
        "versies er zijn, en geef minstens 6 tekens."
    ),
    "lists.version_forgotten": (
        "Van versie {version} is de inhoud vernietigd. Laad de lijsten opnieuw uit de bestanden."
    ),
    "lists.moved": (
        "Iemand anders heeft intussen de lijsten veranderd. Er is niets geladen. Laad uw bestanden "
        "opnieuw; dan blijft staan wat de ander deed."
    ),
    "lists.stale": (
        "Het is nu niet zeker welke eigen lijsten gelden. Daarom is niets naar het model gestuurd. "
        "Probeer het over een minuut opnieuw; meld het aan de beheerder als het blijft."
    ),
}
