"""The two published forms of an entry: other names and other values for the same fields.

Sources: Publicatiestandaard v1.0.0 (JSON schema of MinBZK/Algoritmeregister, `schema.json`) and the
delivery API 1.0 (`backend/app/schemas/config/v1_0.json`), both at commit 4885a05. Which version an
entry has is a field of it: a later standard is another function, not another value here.
"""

from __future__ import annotations

from html import escape
from typing import Any

from stadspoort.engines.algoritmeregister._entry import Category, Entry, Link, check

_LETTER = {Category.HIGH_RISK: "A", Category.IMPACTFUL: "B", Category.OTHER: "C"}


def as_standard(entry: Entry) -> dict[str, Any]:
    """Return the entry as the Publicatiestandaard v1.0.0 has it; empty optional fields left out.

    Raises:
        EntryRefusedError: If it may not be published.
    """
    check(entry)
    basis, source = (
        links[0] if links else None for links in (entry.legal_links, entry.data_sources)
    )
    assessed = [link.title for link in entry.impact_assessments]
    public = next((link.url for link in entry.impact_assessments if link.url), "")
    return _filled(
        name=entry.name,
        description_short=entry.summary,
        organization=entry.organisation,
        theme=list(entry.themes),
        status=entry.status.value,
        start_date=entry.started,
        end_date=entry.ended,
        contact=entry.contact,
        link=entry.page,
        publication_category=f"{entry.category.value} (Categorie {_LETTER[entry.category]})",
        purpose_and_impact=entry.goal,
        considerations=entry.considerations,
        human_intervention=entry.human_intervention,
        risk_management=entry.risks,
        legal_basis=entry.legal_basis,
        legal_basis_link=basis.url if basis else "",
        legal_basis_title=basis.title if basis else "",
        processing_register_link=entry.processing_register,
        impact_assessments=", ".join(assessed) or "Geen",
        impact_assessment_link=public,
        impact_assessment_explanation=entry.impact_explanation,
        data=entry.data,
        data_source_link=source.url if source else "",
        data_source_title=source.title if source else "",
        technical_operation=entry.operation,
        supplier=entry.supplier,
        source_code_link=entry.source_code,
        source_id=entry.source_id,
        search_terms=entry.search_terms,
        language="nld",
        schema="1.0.0",
    )  # fmt: skip


def as_delivery(entry: Entry) -> dict[str, Any]:
    """Return the entry as the delivery API 1.0 takes it; empty fields left out.

    Long texts may hold a few HTML tags there: what looks like one is escaped.

    Raises:
        EntryRefusedError: If it may not be published.
    """
    check(entry)
    return _filled(
        name=entry.name,
        description_short=entry.summary,
        organization=entry.organisation,
        category=list(entry.themes),
        status=entry.status.value,
        begin_date=entry.started,
        end_date=entry.ended,
        contact_email=entry.contact,
        website=entry.page,
        publication_category=entry.category.value,
        goal=_text(entry.goal),
        proportionality=_text(entry.considerations),
        human_intervention=_text(entry.human_intervention),
        risks=_text(entry.risks),
        lawful_basis=_text(entry.legal_basis),
        lawful_basis_grouping=_grouped(entry.legal_links),
        process_index_url=entry.processing_register,
        impacttoetsen_grouping=_grouped(entry.impact_assessments),
        impacttoetsen=_text(entry.impact_explanation),
        source_data=_text(entry.data),
        source_data_grouping=_grouped(entry.data_sources),
        methods_and_models=_text(entry.operation),
        provider=entry.supplier,
        publiccode=entry.source_code,
        lang="nld",
        standard_version="1.0",
        source_id=entry.source_id,
        tags=_text(entry.search_terms),
    )


def _text(value: str) -> str:
    return escape(value, quote=False)


def _grouped(links: tuple[Link, ...]) -> list[dict[str, Any]]:
    return [_filled(title=link.title, link=link.url) for link in links]


def _filled(**fields: object) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in ("", [])}
