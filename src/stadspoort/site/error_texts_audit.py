"""What a person reads when the key folder, a data key or the ledger's home refuses."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "audit.keys_missing": (
        "De sleutelmap bevat geen sleutels. Voer `stadspoort init` uit, of stel met "
        "STADSPOORT_KEYS de juiste map in."
    ),
    "audit.keys_exist": (
        "De sleutelmap bevat al sleutels. Er zijn geen nieuwe gemaakt: dan zouden bestaande "
        "gegevens onleesbaar worden. Gebruik een lege map, of `stadspoort keys rotate`."
    ),
    "audit.keys_inside_data": (
        "De sleutelmap ligt in de gegevensmap. Dan staan sleutels en gegevens samen in een kopie. "
        "Stel met STADSPOORT_KEYS een map buiten de gegevensmap in."
    ),
    "audit.keys_open_to_others": (
        "Andere gebruikers van deze computer kunnen bij de sleutels. Geef de sleutelmap rechten "
        "0700 en de bestanden daarin 0600."
    ),
    "audit.keys_damaged": (
        "Een bestand in de sleutelmap is beschadigd. Zet de sleutelmap terug uit uw eigen kopie."
    ),
    "audit.wrapping_key_unknown": (
        "De hoofdsleutel van deze gegevens ontbreekt in de sleutelmap. Zet de volledige sleutelmap "
        "terug uit uw eigen kopie."
    ),
    "audit.key_ring_incomplete": (
        "De sleutelmap hoort bij een eerder moment: {locked} gegevenssleutels uit de back-up gaan "
        "er niet mee open. De back-up is daarom niet in gebruik genomen. Zet de sleutelmap terug "
        "van na de laatste `stadspoort keys rotate`, maak de gegevensmap of database weer leeg en "
        "zet de back-up opnieuw terug."
    ),
    "audit.holder_passphrase": (
        "Sleutelbestand en wachtzin horen niet bij elkaar. Kies het sleutelbestand van de FG en "
        "typ de wachtzin opnieuw."
    ),
    "audit.scope_forgotten": (
        "De sleutel van deze gegevens is vernietigd. De gegevens zijn daarmee definitief gewist."
    ),
    "audit.head_missing": (
        "Het einde van het logboek ontbreekt, terwijl er wel regels zijn. Er wordt niets meer "
        "vastgelegd of doorgelaten. Voer `stadspoort ledger verify` uit en meld dit aan de CISO."
    ),
    "audit.head_forged": (
        "De handtekening onder het logboek klopt niet: de database is van buitenaf gewijzigd. Er "
        "wordt niets meer vastgelegd of doorgelaten. Voer `stadspoort ledger verify` uit en meld "
        "dit aan de CISO."
    ),
    "audit.anchor_file_missing": (
        "Het ankerbestand staat niet op de genoemde plaats. Controleer de naam en probeer het "
        "opnieuw."
    ),
    "audit.anchor_file_damaged": (
        "De laatste lijn van het ankerbestand is onleesbaar, dus er kan geen anker bij. Bewaar dit "
        "bestand apart, voer `stadspoort ledger verify` uit en meld dit aan de CISO."
    ),
    "audit.not_in_transaction": (
        "Deze handeling kon niet samen met het logboek worden vastgelegd. Er is niets gewijzigd. "
        "Meld dit aan uw beheerder."
    ),
    "audit.life_ended": (
        "Dit proces reageerde te lang niet en geldt als gestopt. Start het opnieuw."
    ),
    "audit.backup_target_filled": (
        "De map voor de back-up is niet leeg. Er is niets geschreven. Noem een nieuwe map."
    ),
    "audit.backup_inside": (
        "De map voor de back-up ligt in de gegevensmap of de sleutelmap. Er is niets geschreven. "
        "Noem een map daarbuiten, bij voorkeur op een andere schijf."
    ),
    "audit.backup_damaged": (
        "Deze back-up is niet compleet of is gewijzigd. Er is niets teruggezet. Gebruik een andere "
        "back-up."
    ),
    "audit.backup_of_other_database": (
        "Deze back-up is van een ander soort database dan deze installatie gebruikt. Er is niets "
        "teruggezet. Stel met STADSPOORT_DATABASE_URL het juiste soort in."
    ),
    "audit.backup_tool_missing": (
        "Het programma van PostgreSQL voor back-ups (pg_dump of pg_restore) staat niet op deze "
        "computer. Installeer het pakket postgresql-client en probeer het opnieuw."
    ),
    "audit.backup_tool_failed": (
        "Het programma van PostgreSQL voor back-ups stopte met een fout. In de log staat waarom. "
        "Gebruik deze back-up niet."
    ),
    "audit.restore_target_filled": (
        "Deze installatie bevat al gegevens. Er is niets teruggezet. Zet een back-up alleen terug "
        "in een lege gegevensmap of een lege database."
    ),
}
