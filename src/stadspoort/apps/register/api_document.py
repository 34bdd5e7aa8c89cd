"""The OpenAPI document of the public register: what `/api/v1/openapi.json` gives.

By the NLGov REST API Design Rules 2.1 and 2.2: OAS 3.0.3, problem details (RFC 9457), the full
version in a header of every answer, kebab-case paths, lowerCamelCase names.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

VERSION = "1.0.0"
BASE = "/api/v1"
STANDINGS = ("toegestaan", "onder_voorwaarden", "niet_aangetoond", "verboden")
LARGEST_PAGE = 100
MOST_PAGES = 1_000_000

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_DATE: Schema = {"type": "string", "format": "date"}


def document(*, organisation: str, server: str, contact: str) -> dict[str, Any]:
    """Return the document.

    Args:
        organisation: Name of the municipality.
        server: Address of the installation, without a path; https.
        contact: Mail address for questions about the register.
    """
    return {
        "openapi": "3.0.3",
        "info": {
            "title": "Register van generatieve AI",
            "description": f"Welke toepassing {organisation} met welk model voor welk doel mag "
            "gebruiken, waarom en tot wanneer. Alleen lezen, zonder aanmelden.",
            "version": VERSION,
            "contact": {"name": organisation, "url": server, "email": contact},
        },
        "servers": [{"url": f"{server}{BASE}"}],
        "tags": [{"name": "Register"}, {"name": "Kaders"}, {"name": "Document"}],
        "paths": _paths(),
        "components": {"schemas": _schemas(), "headers": _headers()},
    }


def _headers() -> dict[str, Any]:
    return {
        "API-Version": {
            "description": "De volledige versie van de API",
            "schema": {"type": "string", "example": VERSION},
        },
        "access-control-allow-origin": {
            "description": "Elke website mag dit document lezen",
            "schema": {"type": "string", "example": "*"},
        },
    }


def _paths() -> dict[str, Any]:
    pages = [
        _query(
            "pagina",
            "Bladzijde, vanaf 1",
            {"type": "integer", "minimum": 1, "maximum": MOST_PAGES, "default": 1},
        ),
        _query(
            "paginaGrootte",
            "Regels per bladzijde",
            {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": 25},
        ),
    ]
    search = _query("zoek", "Woorden die er alle in staan", {"type": "string", "maxLength": 100})
    uses = [
        _query("toepassing", "Kenmerk van de toepassing", _slug()),
        _query("doel", "Kenmerk van het doel", _slug()),
        _query("oordeel", "Alleen dit oordeel", {"type": "string", "enum": list(STANDINGS)}),
    ]
    return {
        "/openapi.json": {"get": _own_document()},
        "/toepassingen": {
            "get": _get("toepassingen", "Toepassingen", "ToepassingenLijst", [search, *pages])
        },
        "/toepassingen/{kenmerk}": {
            "get": _get(
                "toepassing", "Een toepassing met haar oordelen", "ToepassingMetOordelen",
                [_in_path("kenmerk")], is_one=True,
            )
        },
        "/oordelen": {
            "get": _get("oordelen", "Wat vandaag geldt per gebruik", "OordelenLijst",
                        [search, *uses, *pages])
        },
        "/kaders": {"get": _get("kaders", "Kaders en hun versies", "KadersLijst", [], "Kaders")},
        "/kaders/{kader}/versies/{versie}": {
            "get": _get(
                "kaderversie", "Een versie met haar eisen", "Kaderversie",
                [_in_path("kader"), _in_path("versie")], "Kaders", is_one=True,
            )
        },
    }  # fmt: skip


def _slug() -> Schema:
    return {"type": "string", "pattern": "^[a-zA-Z0-9._-]{1,100}$"}


def _query(name: str, words: str, schema: Schema) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": words, "schema": schema}


def _in_path(name: str) -> dict[str, Any]:
    return {
        "name": name, "in": "path", "required": True, "description": f"Kenmerk: {name}",
        "schema": _slug(),
    }  # fmt: skip


def _get(
    name: str,
    words: str,
    schema: str,
    parameters: list[dict[str, Any]],
    tag: str = "Register",
    *,
    is_one: bool = False,
) -> dict[str, Any]:
    responses: dict[str, Any] = {"200": _answer(words, schema)}
    responses["400"] = _problem("De vraag klopt niet")
    responses["404"] = _problem(
        "Er is niets met dit kenmerk, of het register is niet openbaar"
        if is_one
        else "Het register is niet openbaar"
    )
    return {
        "operationId": name, "summary": words, "description": f"{words}.", "tags": [tag],
        "parameters": parameters, "responses": responses,
    }  # fmt: skip


def _own_document() -> dict[str, Any]:
    answer = _answer("Dit document", "Document")
    answer["headers"]["access-control-allow-origin"] = {
        "$ref": "#/components/headers/access-control-allow-origin"
    }
    return {
        "operationId": "openapi", "summary": "Dit document", "description": "Dit document.",
        "tags": ["Document"], "parameters": [], "responses": {"200": answer},
    }  # fmt: skip


def _answer(words: str, schema: str) -> dict[str, Any]:
    content = {"application/json": {"schema": _ref(schema)}}
    return {"description": words, "headers": _version_header(), "content": content}


def _problem(words: str) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": _ref("Probleem")}}
    return {"description": words, "headers": _version_header(), "content": content}


def _version_header() -> dict[str, Any]:
    return {"API-Version": {"$ref": "#/components/headers/API-Version"}}


def _ref(schema: str) -> Schema:
    return {"$ref": f"#/components/schemas/{schema}"}


def _object(properties: Mapping[str, Schema], *, optional: frozenset[str] = frozenset()) -> Schema:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": dict(properties), "required": required}


def _list_of(schema: str) -> Schema:
    return {"type": "array", "items": _ref(schema)}


def _schemas() -> dict[str, Any]:
    use = {
        "toepassing": _TEXT, "toepassingNaam": _TEXT, "leverancier": _TEXT, "model": _TEXT,
        "doel": _TEXT, "doelTitel": _TEXT,
        "oordeel": {"type": "string", "enum": list(STANDINGS)}, "reden": _TEXT,
        "belemmering": {
            "type": "string",
            "description": "Waarom het nu niet te gebruiken is, wat het oordeel ook is; leeg als "
            "niets het tegenhoudt",
        },
        "geldigTotEnMetDatum": {**_DATE, "nullable": True},
        "voorwaarden": {"type": "array", "items": _TEXT}, "doorBesluit": {"type": "boolean"},
    }  # fmt: skip
    application = {"kenmerk": _TEXT, "naam": _TEXT, "soort": _TEXT, "leverancier": _TEXT}
    version = {
        "kader": _TEXT, "versie": _TEXT, "titel": _TEXT, "soort": _TEXT, "vanafDatum": _DATE,
        "totEnMetDatum": {**_DATE, "nullable": True}, "aantalEisen": _COUNT,
    }  # fmt: skip
    requirement = {
        "kenmerk": _TEXT, "artikel": _TEXT, "verplichting": _TEXT, "ernst": _TEXT, "stand": _TEXT,
        "perioden": _list_of("Periode"),
    }  # fmt: skip
    return {
        "Toepassing": _object(application),
        "ToepassingMetOordelen": _object({**application, "oordelen": _list_of("Oordeel")}),
        "ToepassingenLijst": _page("Toepassing"),
        "Oordeel": _object(use),
        "OordelenLijst": _page("Oordeel"),
        "KaderversieRegel": _object(version),
        "KadersLijst": _page("KaderversieRegel"),
        "Kaderversie": _object({**version, "eisen": _list_of("Eis")}),
        "Eis": _object(requirement),
        "Periode": _object({
            "voor": _TEXT, "vanafDatum": _DATE, "totEnMetDatum": {**_DATE, "nullable": True},
            "zekerheid": _TEXT,
        }),
        "Probleem": _object({"status": {"type": "integer"}, "title": _TEXT, "detail": _TEXT}),
        "Document": {"type": "object", "description": "Een OpenAPI-document"},
    }  # fmt: skip


def _page(schema: str) -> Schema:
    return _object(
        {
            "aantal": _COUNT,
            "pagina": _COUNT,
            "paginaGrootte": _COUNT,
            "resultaten": _list_of(schema),
        }
    )
