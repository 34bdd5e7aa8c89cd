"""Facts from a file: everything, or nothing and every reason why not, with line and reason."""

from __future__ import annotations

from datetime import date

import pytest
from tests.engines.frameworks import make

from stadspoort.engines.frameworks.facts import Facts, FactsRefusedError, read_facts

WHOLE = """\
schema: stadspoort.facts/1
organisation: {id: waterdam, name: Gemeente Waterdam, attributes: {employees: 850}}
suppliers:
  - {id: lev, name: Lev, country: NO, subprocessors: [{supplier: host, country: IE, for: rekenen}]}
  - {id: host, name: Host Inc, country: unknown}
models:
  - {id: m1, name: Model 1, supplier: host, version: '3', attributes: {is_gpai: true}}
applications:
  - {id: app, name: Toepassing, supplier: lev, kind: contracted, passes_gate: true, models: [m1],
     attributes: {generates: [tekst], placed_on_market: 2025-03-01, cloud: true}}
uses:
  - {id: use, name: G, data_classes: [intern], purpose: proef, affected: [inwoners], help: x,
     attributes: {workbench: false, risk_class: geen, practices: [], interacts_with_public: null}}
evidence:
  - {id: dpia-1, type: dpia, subject: {application: app, use: use}, effective: 2026-01-01,
     received: 2026-02-01, ends: 2027-01-01, issuer: FG, hash: 'sha256:0', read_as: full,
     via: document, bearing: for, reliance: own_check, concerns: [aia-26-toezicht],
     withdrawn_on: 2026-12-01, annulled_by: dpia-2, source: dossier 12, note: eerste versie}
  - {id: dpia-2, type: dpia, subject: {}, effective: 2026-06-01, read_as: full, via: document,
     bearing: context, reliance: own_check}
settings:
  - {application: app, name: training, value: 'no', since: 2026-01-01, until: 2026-12-31,
     checked_by: beheerder, counts_as: dpia, bearing: against}
decisions:
  - {application: app, use: use, allows: true, reason: proef, by: fatima, on: 2026-01-01,
     until: 2026-06-30}
adoptions:
  - {framework: aia, version: '2026-07-27', requirement: aia-5-emotie, adopted: false,
     reason: geldt niet, by: College, on: 2026-08-01, until: 2026-12-31, advice: FG}
"""


def read(text: str) -> Facts:
    return read_facts(text.encode(), make.library())


def test_everything_is_read() -> None:
    """Every field once; `NO` is Norway and `no` is a word, whatever YAML thinks."""
    facts = read(WHOLE)

    assert facts.organisation.attributes == {"employees": 850}
    assert facts.suppliers["lev"].country == "NO"
    assert facts.suppliers["host"].country is None
    assert facts.suppliers["host"].subprocessors is None
    (link,) = facts.suppliers["lev"].subprocessors or ()
    assert (link.supplier, link.country, link.task) == ("host", "IE", "rekenen")
    assert facts.models["m1"].version == "3"
    assert facts.applications["app"].attributes == {
        "generates": frozenset({"tekst"}),
        "placed_on_market": date(2025, 3, 1),
        "cloud": True,
    }
    assert facts.uses["use"].attributes == {
        "workbench": False,
        "risk_class": "geen",
        "practices": frozenset(),
    }
    first = facts.evidence[0]
    assert (first.subject, first.ends) == ({"application": "app", "use": "use"}, date(2027, 1, 1))
    assert (first.withdrawn_on, first.annulled_by) == (date(2026, 12, 1), "dpia-2")
    (setting,) = facts.settings
    assert (setting.value, setting.as_evidence().bearing) == ("no", "against")
    assert setting.as_evidence().id == "setting:app:training:2026-01-01"
    assert facts.decisions[0].until == date(2026, 6, 30)
    assert (facts.adoptions[0].requirement, facts.adoptions[0].adopted) == ("aia-5-emotie", False)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("facts/1", "facts/2",
         "regel 1: schema 'stadspoort.facts/2' bestaat niet; kies uit stadspoort.facts/1"),
        ("employees: 850", "employees: veel", "regel 2: employees: 'veel' is geen getal"),
        ("employees: 850", "inwoners: 850", "regel 2: het kenmerk org.inwoners is onbekend"),
        ("country: NO", "country: Noorwegen",
         "regel 4: country: 'Noorwegen' is geen land van twee hoofdletters, zoals NL"),
        ("supplier: host, country: IE", "supplier: weg, country: IE",
         "regel 4: de leverancier weg staat niet bij suppliers"),
        ("supplier: host, version", "supplier: weg, version",
         "regel 7: supplier 'weg' staat niet in dit bestand"),
        ("is_gpai: true", "is_gpai: ja", "regel 7: is_gpai: hier hoort true of false, niet 'ja'"),
        ("kind: contracted", "kind: gehuurd",
         "regel 9: kind 'gehuurd' bestaat niet; kies uit consumer, contracted, self_hosted, own"),
        ("passes_gate: true, ", "", "regel 9: het veld passes_gate ontbreekt"),
        ("models: [m1]", "models: [m2]", "regel 9: het model 'm2' is onbekend"),
        ("generates: [tekst]", "generates: tekst",
         "regel 10: generates: hier hoort een lijst, zoals [a, b]"),
        ("generates: [tekst]", "generates: [geluid]",
         "regel 10: generates: 'geluid' bestaat niet; kies uit tekst, beeld"),
        ("placed_on_market: 2025-03-01", "placed_on_market: maart 2025",
         "regel 10: placed_on_market: 'maart 2025' is geen datum; schrijf JJJJ-MM-DD"),
        ("workbench: false", "personal_data: false",
         "regel 13: het kenmerk use.personal_data wordt berekend: laat het weg"),
        ("data_classes: [intern]", "data_classes: [geheim]",
         "regel 12: de gegevensklasse 'geheim' is onbekend"),
        ("type: dpia, subject: {application: app", "type: dpai, subject: {application: app",
         "regel 15: de bewijssoort 'dpai' is onbekend"),
        ("subject: {application: app, use: use}", "subject: {toepassing: app}",
         "regel 15: toepassing bestaat niet; kies uit organisation, supplier, application, model, "
         "use"),
        ("subject: {application: app, use: use}", "subject: {application: weg}",
         "regel 15: dit is geen application in dit bestand"),
        ("subject: {}, ", "", "regel 19: het veld subject ontbreekt; {} is: voor alles"),
        ("ends: 2027-01-01", "ends: 2025-12-31",
         "regel 16: het einde 2025-12-31 ligt voor het begin 2026-01-01"),
        ("reliance: own_check, concerns", "reliance: gehoord, concerns",
         "regel 17: reliance 'gehoord' bestaat niet; kies uit own_check, adopted, public_source, "
         "supervisor_or_government, supplier_claim, memory"),
        ("concerns: [aia-26-toezicht]", "concerns: [aia-26]", "regel 17: de eis 'aia-26' is "
         "onbekend"),
        ("annulled_by: dpia-2", "annulled_by: dpia-3",
         "regel 18: het bewijs dpia-3 staat niet in dit bestand"),
        ("id: dpia-2", "id: dpia-1", "regel 19: dpia-1 staat er twee keer"),
        ("counts_as: dpia", "counts_as: iets", "regel 23: de bewijssoort 'iets' is onbekend"),
        ("{application: app, use: use, allows", "{application: weg, use: use, allows",
         "regel 25: application 'weg' staat niet in dit bestand"),
        ("until: 2026-06-30", "until: 2025-06-30",
         "regel 26: het einde 2025-06-30 ligt voor het begin 2026-01-01"),
        ("version: '2026-07-27'", "version: '2030'", "regel 28: het kader aia@2030 is er niet"),
        ("requirement: aia-5-emotie", "requirement: aia-6",
         "regel 28: de eis aia-6 staat niet in aia@2026-07-27"),
        ("reason: geldt niet, ", "",
         "regel 28: wie een eis terzijde legt, geeft een reden (reason) en een einde (until)"),
        ("advice: FG", "advies: FG", "regel 29: het veld advies is onbekend"),
        ("decisions:", "besluiten:", "regel 24: het veld besluiten is onbekend"),
    ],
)  # fmt: skip
def test_a_wrong_fact_is_refused_with_line_and_reason(old: str, new: str, problem: str) -> None:
    assert old in WHOLE
    with pytest.raises(FactsRefusedError) as caught:
        read(WHOLE.replace(old, new, 1))

    assert f"facts.yaml, {problem}" in [str(each) for each in caught.value.problems]


def test_what_is_no_yaml_is_refused() -> None:
    with pytest.raises(FactsRefusedError) as caught:
        read("schema: [")

    assert caught.value.context["file"] == "facts.yaml"


def test_facts_may_be_few() -> None:
    """An organisation alone is enough to begin with."""
    facts = read("schema: stadspoort.facts/1\norganisation: {id: w, name: Waterdam}\n")

    assert (facts.applications, facts.evidence) == ({}, ())
