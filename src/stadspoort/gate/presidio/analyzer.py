"""`POST /analyze`: what was asked, and our findings as Presidio writes them.

Two of Presidio's parameters are refused, because they are patterns that a client makes up and one
of them can keep a core busy for hours: `ad_hoc_recognizers` and `allow_list_match: "regex"`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from stadspoort.engines.privacy import Finding
from stadspoort.gate.presidio import fields
from stadspoort.gate.presidio.errors import PresidioRequestError
from stadspoort.gate.presidio.names import ENTITY_OF, KIND_OF, LANGUAGE, recognizer_of

MOST_TEXTS = 2_000
_MOST_WORDS = 1_000
_MOST_CONTEXT = 50
_LONGEST_CONTEXT = 1_000
"""Characters: it is read again in front of each of the texts."""
_LONGEST_WORD = 200

NO_RECOGNIZERS = "No matching recognizers were found to serve the request."


@dataclass(frozen=True, slots=True)
class AnalyzeRequest:
    """What a client asks to analyze.

    Attributes:
        texts: One or more.
        is_batch: They came as a list, and the results go back as one.
        entities: Names to look for; empty means all.
        unsupported: Names asked for that nobody here finds; ignored, as Presidio does.
        threshold: Findings under it are left out.
        explains: Each finding carries why.
        allowed: Values that are no finding.
        context: Words that stand for what is around the text, such as the name of its column.
    """

    texts: tuple[str, ...]
    is_batch: bool
    entities: frozenset[str]
    unsupported: tuple[str, ...]
    threshold: float
    explains: bool
    allowed: frozenset[str]
    context: tuple[str, ...]

    @property
    def before(self) -> str:
        """Return what is read in front of each text: a detector knows words around a value."""
        return " ".join(self.context) + ":\n" if self.context else ""


def read_analyze(body: Mapping[str, Any]) -> AnalyzeRequest:
    """Return what the body of `/analyze` asks.

    Raises:
        PresidioRequestError: In Presidio's words where it has them.
    """
    texts, is_batch = _texts(body)
    _check_language(fields.text(body, "language"))
    if body.get("ad_hoc_recognizers"):
        message = "ad_hoc_recognizers are not supported: patterns of a client are not run here."
        raise PresidioRequestError(message, param="ad_hoc_recognizers")
    if (fields.text(body, "allow_list_match") or "exact") != "exact":
        message = "allow_list_match must be 'exact': patterns of a client are not run here."
        raise PresidioRequestError(message, param="allow_list_match")
    _short(fields.text(body, "correlation_id") or "", "correlation_id")
    entities, unsupported = _entities(body)
    return AnalyzeRequest(
        texts=texts,
        is_batch=is_batch,
        entities=entities,
        unsupported=unsupported,
        threshold=fields.fraction(body, "score_threshold"),
        explains=fields.flag(body, "return_decision_process"),
        allowed=frozenset(fields.texts(body, "allow_list", most=_MOST_WORDS)),
        context=_context(body),
    )


def _texts(body: Mapping[str, Any]) -> tuple[tuple[str, ...], bool]:
    given = body.get("text")
    if not given:
        raise PresidioRequestError("No text provided", param="text")
    if isinstance(given, str):
        texts, is_batch = [given], False
    else:
        texts, is_batch = fields.texts(body, "text", most=MOST_TEXTS), True
    return tuple(map(fields.bounded, texts)), is_batch


def _context(body: Mapping[str, Any]) -> tuple[str, ...]:
    given = fields.texts(body, "context", most=_MOST_CONTEXT)
    words = tuple(_short(word, "context") for word in given if word.strip())
    if sum(map(len, words)) > _LONGEST_CONTEXT:
        message = f"The words of context may hold {_LONGEST_CONTEXT} characters together."
        raise PresidioRequestError(message, param="context")
    return words


def _check_language(language: str | None) -> None:
    if not language:
        raise PresidioRequestError("No language provided", param="language")
    check_supported(language)


def check_supported(language: str | None) -> None:
    """Refuse another language than ours; None means all there are.

    Raises:
        PresidioRequestError: In Presidio's words.
    """
    if language is not None and language != LANGUAGE:
        raise PresidioRequestError(NO_RECOGNIZERS, param="language")


def _entities(body: Mapping[str, Any]) -> tuple[frozenset[str], tuple[str, ...]]:
    asked = fields.texts(body, "entities", most=_MOST_WORDS)
    known = frozenset(asked) & KIND_OF.keys()
    if asked and not known:
        raise PresidioRequestError(NO_RECOGNIZERS, param="entities")
    return known, tuple(sorted(set(asked) - known))


def _short(word: str, name: str) -> str:
    if len(word) > _LONGEST_WORD:
        message = f"A value of {name} may hold {_LONGEST_WORD} characters."
        raise PresidioRequestError(message, param=name)
    return word


def wanted(request: AnalyzeRequest, text: str, findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings that were asked for, in order.

    Args:
        request: What was asked.
        text: The text with what was read in front of it.
        findings: Found in `text`. Of one that begins in front, the part that is in the text stays.
    """
    start = len(request.before)
    return [
        replace(finding, start=max(finding.start, start))
        for finding in findings
        if finding.end > start
        and (not request.entities or ENTITY_OF[finding.kind] in request.entities)
        and finding.score >= request.threshold
        and text[max(finding.start, start) : finding.end] not in request.allowed
    ]


def as_result(finding: Finding, *, shift: int, explains: bool) -> dict[str, Any]:
    """Return a finding as Presidio writes it, its place `shift` characters nearer the begin."""
    return {
        "analysis_explanation": _explanation(finding) if explains else None,
        "end": finding.end - shift,
        "entity_type": ENTITY_OF[finding.kind],
        "score": finding.score,
        "start": finding.start - shift,
    }


def _explanation(finding: Finding) -> dict[str, Any]:
    return {
        "original_score": finding.score,
        "pattern": None,
        "pattern_name": finding.rule or None,
        "recognizer": recognizer_of(finding.kind),
        "regex_flags": None,
        "score": finding.score,
        "score_context_improvement": 0,
        "supportive_context_word": "",
        "textual_explanation": "\n".join(finding.reasons),
        "validation_result": None,
    }
