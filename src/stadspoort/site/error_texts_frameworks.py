"""The Dutch sentences for the errors of `engines/frameworks`."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "frameworks.refused": (
        "De kaders zijn geweigerd; er is niets veranderd. Bestand {file}, regel {line}: {reason}. "
        "Andere fouten: {more}. Verbeter het bestand; `stadspoort frameworks validate` toont "
        "elke fout."
    ),
    "frameworks.version_unknown": (
        "Het kader {name} is er niet, of niet in deze versie of op deze dag. "
        "`stadspoort frameworks show` toont welke er zijn."
    ),
    "frameworks.catalogue_refused": (
        "De startcatalogus is niet gebruikt. {file}, regel {line}: {reason}. Er kunnen meer fouten "
        "zijn ({more} andere); `stadspoort catalogue validate` toont ze alle."
    ),
    "frameworks.facts_refused": (
        "De feiten zijn geweigerd; er is niets beoordeeld. Bestand {file}, regel {line}: {reason}. "
        "Andere fouten: {more}. Verbeter het bestand; docs/reference/facts.md zegt hoe het hoort."
    ),
    "frameworks.subject_unknown": (
        "Er is geen {kind} met het kenmerk {name} in de feiten. Kies een kenmerk (id) uit het "
        "bestand."
    ),
    "frameworks.condition_wrong": "De voorwaarde klopt niet: {reason}.",
}
