"""A small framework in the words of the package, so that no test hangs on what the law says."""

from __future__ import annotations

import pytest

from stadspoort.engines.frameworks.library import packaged_files, packaged_library

HEAD = """
schema: stadspoort.framework/1
framework: regels
title: Regels
kind: policy
version: '1'
status: concept
in_force: {from: 2020-01-01, to: null}
sources: [{id: eigen werk, certainty: verified}]
provisions:
  - id: nu
    article: Regels art. 1
    title: Nu
    applies: [{actor: controller, from: 2020-01-01, certainty: verified}]
  - id: later
    article: Regels art. 2
    title: Later
    applies: [{actor: controller, from: 2027-06-01, certainty: verified}]
requirements:
"""
RULES = """
  - id: verbod
    provision: nu
    actor: controller
    subject: use
    obligation: Niemand wordt gemanipuleerd.
    condition: "'manipulatie' in use.practices"
    check: document
    severity: block
    prohibits: true
    reach: instruction
  - id: dpia-er
    provision: nu
    actor: controller
    subject: use
    obligation: Er is een DPIA.
    condition: use.personal_data
    check: document
    severity: block
    evidence: {needs: any, of: [dpia], max_age_days: 365}
    enforces: [mask]
    reach: instruction
  - id: overeenkomst
    provision: nu
    actor: controller
    subject: supplier
    obligation: Er is een verwerkersovereenkomst.
    condition: use.personal_data and supplier.is_processor
    check: document
    severity: block
    evidence: {needs: any, of: [verwerkersovereenkomst]}
    reach: contract
  - id: wissen
    provision: nu
    actor: controller
    subject: application
    obligation: Vragen worden na een maand gewist.
    condition: use.personal_data
    check: setting
    severity: warn
    evidence: {needs: any, of: [instelling_retentie]}
    enforces: [retention]
    reach: setting
  - id: zuinig
    provision: nu
    actor: controller
    subject: application
    obligation: Het verbruik wordt gemeten.
    condition: 'true'
    check: runtime
    severity: info
    evidence: {needs: any, of: [verbruiksmeting]}
    enforces: [budget]
    reach: gate
  - id: schermtekst-er
    provision: later
    actor: controller
    subject: use
    obligation: Het scherm noemt de AI.
    condition: 'true'
    check: document
    severity: block
    evidence: {needs: any, of: [schermtekst]}
    reach: instruction
"""


def install(monkeypatch: pytest.MonkeyPatch, rules: str = HEAD + RULES) -> None:
    """Let the package hold this one framework, with its own words."""
    words = packaged_files()["vocabulary.yaml"]
    files = {"vocabulary.yaml": words, "regels/1.yaml": rules.encode()}
    monkeypatch.setattr(
        "stadspoort.engines.frameworks.library._library.packaged_files", lambda: files
    )
    packaged_library.cache_clear()
