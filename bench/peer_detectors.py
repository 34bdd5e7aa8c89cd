"""Other detectors of personal data, behind one form; runs in the environment of those peers.

.venv-peer-privacy/bin/python bench/peer_detectors.py SYSTEM    SYSTEM is a key of `SYSTEMS`

Reads a JSON object per line, {"text": ...}, and answers each with {"spans": [[start, end, kind]],
"seconds": CPU time}. Before the first it says {"ready": CPU time of loading}.

What the systems find is put in the kinds of docs/reference/personal-data-kinds.md, in their
favour where their kinds are wider than ours:

- Titles before a name ("dhr.", "mevrouw") are cut off, as they are no part of a name here.
- A date counts as a date of birth only when "geb", "born" or a star stands shortly before it, and
  is dropped otherwise. Ages, and places without a number, are dropped.
- A place with a postcode or a number is a postcode or an address; the town behind it is cut off.
- Institutions never mask: they are no persons.
- A finding inside a longer one is dropped, as Presidio's own anonymiser does.
- Presidio's patterns of our own are case-sensitive where its default would take "2024 is" for a
  postcode.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

Span = tuple[int, int, str]
Detect = Callable[[str], list[Span]]

_TITLE = re.compile(
    r"(?i)(?:(?:de\s+)?(?:dhr|heer|mevr|mevrouw|mw|meneer|mijnheer|dr|drs|mr|ir|ing|prof|ds|"
    r"fam|familie|dokter)\b\.?\s*)+"
)
_BORN = re.compile(r"(?i)(?:\bgeb\w*|\bborn|\*)[^\n\d]{0,20}\Z")
_POSTCODE = re.compile(r"\b[1-9]\d{3} ?[A-Z]{2}\b")

_DEDUCE = {
    "persoon": "PERSOON",
    "patient": "PERSOON",
    "datum": "DATUM",
    "leeftijd": "LEEFTIJD",
    "locatie": "PLAATS",
    "instelling": "ORGANISATIE",
    "ziekenhuis": "ORGANISATIE",
    "zorginstelling": "ORGANISATIE",
    "bsn": "BSN",
    "id": "KLANTNUMMER",
    "telefoonnummer": "TELEFOON",
    "emailadres": "EMAIL",
    "url": "URL_PROFIEL",
}
_PRESIDIO = {
    "EMAIL_ADDRESS": "EMAIL",
    "IBAN_CODE": "IBAN",
    "IP_ADDRESS": "IP",
    "PHONE_NUMBER": "TELEFOON",
    "URL": "URL_PROFIEL",
    "DATE_TIME": "DATUM",
    "NL_BSN": "BSN",
    "NL_POSTCODE": "POSTCODE",
    "NL_PLATE": "KENTEKEN",
    "NL_ADDRESS": "ADRES",
    "NL_DOCUMENT": "DOCUMENTNUMMER",
}
_OTHER = "OVERIG"
"""Card numbers, MAC addresses and the like: they mask, but are no kind of ours."""

_ENDS = (
    r"(?:straat|laan|weg|plein|dijk|kade|singel|gracht|hof|pad|dreef|steeg|plantsoen|park|ring|"
    r"baan|markt|kamp|veld|wal|oord|erf|hoek)"
)
_PATTERNS = {
    "NL_BSN": r"\b\d{9}\b|\b\d{3}[. ]\d{3}[. ]\d{3}\b|\b\d{4}[. ]\d{2}[. ]\d{3}\b",
    "NL_POSTCODE": r"\b[1-9]\d{3} ?(?!SA|SD|SS)[A-Z]{2}\b",
    "NL_PLATE": (
        r"\b(?:[A-Z]{2}-\d{2}-\d{2}|\d{2}-\d{2}-[A-Z]{2}|\d{2}-[A-Z]{2}-\d{2}|[A-Z]{2}-\d{2}-[A-Z]{2}"
        r"|[A-Z]{2}-[A-Z]{2}-\d{2}|\d{2}-[A-Z]{2}-[A-Z]{2}|\d{2}-[A-Z]{3}-\d|\d-[A-Z]{3}-\d{2}"
        r"|[A-Z]{2}-\d{3}-[A-Z]|[A-Z]-\d{3}-[A-Z]{2}|[A-Z]{3}-\d{2}-[A-Z]|[A-Z]-\d{2}-[A-Z]{3}"
        r"|\d-[A-Z]{2}-\d{3}|\d{3}-[A-Z]{2}-\d)\b"
    ),
    "NL_ADDRESS": (
        rf"\b(?:[A-Z][\w'.-]*[ ])*?[\w'.-]*{_ENDS} \d{{1,5}}(?:[ -]?[a-zA-Z]\b|-\d{{1,4}})?"
    ),
    "NL_DOCUMENT": r"\b[A-NP-Z]{2}[A-NP-Z\d]{6}\d\b",
}


def deduce() -> Detect:
    """Return deduce; the first time it builds its lists in this environment: two minutes."""
    from deduce import Deduce

    engine = Deduce()

    def detect(text: str) -> list[Span]:
        document = engine.deidentify(text)
        found = (
            (each.start_char, each.end_char, _DEDUCE.get(each.tag, _OTHER))
            for each in document.annotations
        )
        return settled(text, found)

    return detect


def presidio(*, is_dutch: bool = False) -> Detect:
    """Return presidio-analyzer on a blank Dutch model: the recognisers it loads for `nl`.

    With `is_dutch` also a Dutch telephone plan and patterns of our own; without a model it knows
    no names.
    """
    import spacy
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    class Blank(SpacyNlpEngine):  # type: ignore[misc]  # has no types
        def load(self) -> None:
            self.nlp = {"nl": spacy.blank("nl")}

    registry = RecognizerRegistry(supported_languages=["nl"])
    registry.load_predefined_recognizers(languages=["nl"])
    nlp = Blank(models=[{"lang_code": "nl", "model_name": "blank"}])
    nlp.load()
    if is_dutch:
        _add_dutch(registry)
    engine = AnalyzerEngine(registry=registry, nlp_engine=nlp, supported_languages=["nl"])

    def detect(text: str) -> list[Span]:
        found = engine.analyze(text=text, language="nl")
        spans = ((each.start, each.end, _PRESIDIO.get(each.entity_type, _OTHER)) for each in found)
        return settled(text, spans)

    return detect


def _add_dutch(registry: object) -> None:
    from presidio_analyzer import Pattern, PatternRecognizer
    from presidio_analyzer.predefined_recognizers import PhoneRecognizer

    class Bsn(PatternRecognizer):  # type: ignore[misc]  # has no types
        def validate_result(self, pattern_text: str) -> bool:
            digits = [int(sign) for sign in pattern_text if sign.isdigit()]
            weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
            return sum(map(int.__mul__, digits, weights)) % 11 == 0

    registry.remove_recognizer("PhoneRecognizer")  # type: ignore[attr-defined]  # has no types
    added = [PhoneRecognizer(supported_language="nl", supported_regions=("NL",))]
    for entity, regex in _PATTERNS.items():
        made = Bsn if entity == "NL_BSN" else PatternRecognizer
        added.append(
            made(
                supported_entity=entity,
                supported_language="nl",
                patterns=[Pattern(entity, regex, 0.6)],
                global_regex_flags=re.MULTILINE,
            )
        )
    for recognizer in added:
        registry.add_recognizer(recognizer)  # type: ignore[attr-defined]  # has no types


def union(*makers: Callable[[], Detect]) -> Detect:
    """Return what any of them finds, taken together."""
    detectors = [make() for make in makers]

    def detect(text: str) -> list[Span]:
        return _outermost(span for one in detectors for span in one(text))

    return detect


def settled(text: str, found: Iterable[Span]) -> list[Span]:
    """Return findings of a peer in our kinds, the outermost only, sorted."""
    return _outermost(span for each in found for span in _fair(text, *each))


def _fair(text: str, start: int, end: int, kind: str) -> Iterator[Span]:
    """Give the finding in our kinds, or nothing where it has no counterpart."""
    value = text[start:end]
    if kind == "PERSOON" and (title := _TITLE.match(value)):
        start += title.end()
    elif kind == "DATUM":
        kind = "GEBOORTEDATUM" if _BORN.search(text[max(0, start - 30) : start]) else kind
    elif kind == "PLAATS" and (postcode := _POSTCODE.search(value)):
        yield start + postcode.start(), start + postcode.end(), "POSTCODE"
        return
    elif kind == "PLAATS" and any(sign.isdigit() for sign in value):
        kind = "ADRES"
    if start < end and kind not in {"DATUM", "LEEFTIJD", "PLAATS"}:
        yield int(start), int(end), kind  # deduce gives numbers of numpy


def _outermost(spans: Iterable[Span]) -> list[Span]:
    kept: list[Span] = []
    # Of two at the same place the one that says more wins: deduce calls many numbers just `id`.
    order = sorted(set(spans), key=lambda s: (s[0], -s[1], s[2] in {"KLANTNUMMER", _OTHER}, s[2]))
    for start, end, kind in order:
        if not any(first <= start and end <= last for first, last, _ in kept):
            kept.append((start, end, kind))
    return kept


def _dutch() -> Detect:
    return presidio(is_dutch=True)


SYSTEMS: dict[str, Callable[[], Detect]] = {
    "deduce": deduce,
    "presidio": presidio,
    "presidio NL": _dutch,
    "deduce + presidio NL": lambda: union(deduce, _dutch),
}


def _no_network(event: str, _arguments: tuple[object, ...]) -> None:
    if event in {"socket.connect", "socket.getaddrinfo"}:
        raise RuntimeError(f"{event}: a detector that is measured gets no network")


def main(system: str) -> None:
    """Answer every line of standard input."""
    # Before deduce is imported, which otherwise sends its log to standard output.
    logging.basicConfig(stream=sys.stderr, level=logging.ERROR)
    # Presidio asks tldextract about mail domains, which would fetch the public suffix list: without
    # an address it uses the one it carries.
    os.environ["TLDEXTRACT_PUBLIC_SUFFIX_LIST_URLS"] = ""
    os.environ["TLDEXTRACT_CACHE"] = str(Path(sys.prefix, "tldextract"))
    sys.addaudithook(_no_network)
    start = time.process_time()
    detect = SYSTEMS[system]()
    print(json.dumps({"ready": time.process_time() - start}), flush=True)
    for line in sys.stdin:
        text = json.loads(line)["text"]
        start = time.process_time()
        spans = detect(text)
        seconds = time.process_time() - start
        print(json.dumps({"spans": spans, "seconds": seconds}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
