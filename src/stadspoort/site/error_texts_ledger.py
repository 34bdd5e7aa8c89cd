"""What a person reads when the ledger or the sealing refuses: what happened and what to do."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "ledger.not_canonical": (
        "De gegevens van deze handeling kunnen niet in het logboek worden geschreven. Er is niets "
        "gewijzigd. Meld dit aan uw beheerder."
    ),
    "ledger.naive_moment": (
        "De tijd van deze handeling mist een tijdzone. Er is niets gewijzigd. Meld dit aan uw "
        "beheerder."
    ),
    "ledger.anchor_out_of_order": (
        "Het laatste anker hoort bij een latere regel dan het logboek nu heeft. Er is geen anker "
        "geschreven. Controleer het logboek: mogelijk is een oudere database teruggezet."
    ),
    "sealing.envelope_unreadable": (
        "Deze versleutelde gegevens zijn onvolledig of beschadigd en kunnen niet worden geopend. "
        "Meld dit aan uw beheerder."
    ),
    "sealing.wrong_key": (
        "Deze gegevens zijn met een andere sleutel versleuteld. Gebruik de sleutel van toen, en "
        "controleer of de juiste sleutelmap is ingesteld."
    ),
    "sealing.not_authentic": (
        "Deze versleutelde gegevens zijn gewijzigd of horen bij iets anders. Ze worden niet "
        "getoond. Meld dit aan uw beheerder en de CISO."
    ),
}
