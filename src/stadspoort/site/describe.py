"""The Dutch sentence for any named failure."""

from __future__ import annotations

from stadspoort.errors import StadspoortError
from stadspoort.gate.errors import CallRefusedError
from stadspoort.site.error_texts import ERROR_TEXTS
from stadspoort.site.explain import explain


def describe(error: StadspoortError) -> str:
    """Return what happened and what the reader can do, with the facts of the error filled in.

    A code without a text (a test forbids it) must not hide the failure behind one of its own.
    """
    if isinstance(error, CallRefusedError):
        return explain(error)
    facts = _Facts(error.context)
    if "kind" in facts:
        facts["kind"] = _WORDS.get(str(facts["kind"]), facts["kind"])
    return ERROR_TEXTS.get(error.code, "Er ging iets mis.").format_map(facts)


_WORDS = {
    "supplier": "leverancier",
    "application": "toepassing",
    "model": "model",
    "purpose": "doel",
    "decision": "besluit",
    "assessment": "beoordeling",
}
"""Kinds of entries of the register in Dutch."""


class _Facts(dict[str, object]):
    """The context of an error; a fact that a text asks for and that is not there stays out."""

    def __missing__(self, name: str) -> str:
        return "…"
