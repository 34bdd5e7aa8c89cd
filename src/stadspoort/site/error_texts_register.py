"""Dutch texts for the failures of the register."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "register.name_taken": "Deze naam bestaat al in het register. Kies een andere naam.",
    "register.slug_invalid": (
        "Een kenmerk bestaat uit kleine letters, cijfers en koppeltekens, bijvoorbeeld "
        "woo-verzoek. Pas het aan."
    ),
    "register.model_name_invalid": (
        "De naam van een model bestaat uit letters, cijfers en de tekens . _ : / -. De naam mag "
        "niet met doel- beginnen. Pas de naam aan."
    ),
    "register.unknown_entry": (
        "Het register kent geen {kind} {name}. Controleer de naam, of voeg het eerst toe."
    ),
    "register.base_url_invalid": (
        "Dit is geen bruikbaar adres. Geef een adres met http of https en een computernaam, zonder "
        "wachtwoord, vraagteken of #, bijvoorbeeld https://model.voorbeeld.nl/v1."
    ),
    "register.base_url_not_secure": (
        "Dit adres is niet versleuteld. Gebruik https, of geef aan dat de computer in uw eigen "
        "netwerk staat."
    ),
    "register.private_host_not_marked": (
        "Dit adres ligt in een eigen netwerk. Geef aan dat dit klopt (op de opdrachtregel: "
        "--private-host)."
    ),
    "register.data_class_unknown": (
        "Deze soort gegevens bestaat niet. Kies uit: openbaar, intern, vertrouwelijk, "
        "persoonsgegevens, gevoelig, bijzonder, strafrechtelijk, bsn, auteursrecht_derden."
    ),
    "register.kind_unknown": (
        "Deze soort persoonsgegeven bestaat niet. Kies een soort uit de lijst, bijvoorbeeld "
        "PERSOON of BSN."
    ),
    "register.data_classes_missing": "Kies minstens één soort gegevens.",
    "register.experiment_incomplete": (
        "Een experiment heeft een laatste dag, een vraag en een budget nodig. Vul ze alle drie in."
    ),
    "register.experiment_options": (
        "Een vraag, budget en deelnemers horen bij een experiment. Maak er een experiment van of "
        "laat ze leeg."
    ),
    "register.agreement_contradicts": (
        "Een model op eigen computers heeft geen verwerkersovereenkomst. Kies een van de twee."
    ),
    "register.date_in_past": "Deze datum ligt in het verleden. Kies vandaag of een latere dag.",
    "register.agreement_in_future": (
        "De verwerkersovereenkomst is nog niet getekend. Vul de datum van ondertekening in als die "
        "er is."
    ),
    "register.reason_missing": "Schrijf op waarom. Een besluit zonder reden is niet geldig.",
    "register.assessment_of_nothing": (
        "Noem waar de beoordeling over gaat: een toepassing, een model of een doel."
    ),
    "register.prohibition_end": (
        "Een verbod heeft geen laatste dag. Laat de datum weg en trek het verbod in als het niet "
        "meer geldt."
    ),
    "register.prohibition_stands": (
        "Dit gebruik is verboden, en een besluit kan dat niet opheffen. Er is niets vastgelegd. "
        "Reden: {reason} Trek eerst het verbod in als het niet meer geldt."
    ),
    "register.end_missing": "Kies tot en met welke dag het besluit geldt.",
    "register.already_withdrawn": "Dit besluit is al ingetrokken. U hoeft niets te doen.",
    "register.secret_file_unreadable": (
        "Het bestand met de sleutel van het model is niet te lezen of is leeg. Controleer de naam "
        "en de rechten van het bestand."
    ),
    "register.secret_file_open": (
        "Anderen op deze computer kunnen het bestand met de sleutel lezen. Maak het eerst alleen "
        "leesbaar voor Stadspoort (chmod 600)."
    ),
    "register.embedded_model_fixed": (
        "Het ingebouwde model heeft geen adres of sleutel. U kunt het wel stoppen of starten."
    ),
    "register.data_folder_filled": (
        "Hier is al een Stadspoort ingericht. Er is niets veranderd. Kies met --data een lege map."
    ),
}
