"""Dutch texts for the failures of facts, evidence and adoptions."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "facts.attribute_unknown": (
        "Het kenmerk {attribute} bestaat niet, of wordt berekend. Kijk in de intake welke "
        "kenmerken u kunt vastleggen."
    ),
    "facts.attribute_subject": (
        "Het kenmerk {attribute} hoort bij iets anders dan {kind}. Kies een kenmerk dat "
        "daarbij past."
    ),
    "facts.value_refused": "Deze waarde past niet bij {attribute}: {reason}.",
    "facts.country_invalid": "Schrijf een land met twee hoofdletters, zoals NL of US.",
    "facts.evidence_type_unknown": (
        "De bewijssoort {type} bestaat niet. Kies een soort uit de lijst."
    ),
    "facts.evidence_word_unknown": "Bij {field} kan {word} niet. Kies uit: {choices}.",
    "facts.evidence_subject": (
        "Bewijs gaat over de gemeente, een leverancier, een toepassing, een model of een doel. "
        "Noem de soort en het kenmerk ervan."
    ),
    "facts.evidence_slug": (
        "Dit kenmerk kan niet: het bestaat al, of er staat iets anders in dan kleine letters, "
        "cijfers en streepjes. Kies een ander kenmerk."
    ),
    "facts.evidence_unknown": "Er is geen bewijs met het kenmerk {slug}. Kijk in de lijst.",
    "facts.requirement_unknown": (
        "De eis {requirement} staat in geen enkel kader. Kijk met `stadspoort frameworks show` "
        "welke eisen er zijn."
    ),
    "facts.file_too_large": (
        "Het bestand is groter dan {most} MB. Lever een kleiner bestand, of alleen het deel dat "
        "telt."
    ),
    "facts.period_reversed": "De laatste dag ligt voor de eerste dag. Verbeter een van de twee.",
    "facts.date_ahead": (
        "De dag van ontvangst ligt nog voor ons. Vul de dag in waarop het stuk binnenkwam."
    ),
    "facts.words_missing": (
        "Vul ook {field} in: anders kan niemand later nagaan waarom dit er staat."
    ),
    "facts.entry_withdrawn": "Dit is al ingetrokken. U hoeft niets te doen.",
    "facts.set_aside_incomplete": (
        "Wie een eis terzijde legt, geeft een reden en een laatste dag. Vul beide in."
    ),
    "facts.same_eyes": (
        "U heeft dit zelf voorgesteld. Een ander moet het bevestigen: twee mensen kijken ernaar."
    ),
    "facts.already_confirmed": "Dit is al bevestigd. U hoeft niets te doen.",
    "facts.content_moved": (
        "De tekst van {name} is veranderd sinds dit voorstel. Lees de tekst opnieuw en stel het "
        "opnieuw voor."
    ),
    "facts.row_unknown": "Nummer {number} bestaat niet. Kijk in de lijst welke nummers er zijn.",
}
