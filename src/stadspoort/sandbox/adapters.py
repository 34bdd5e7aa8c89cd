"""Adapters for libraries that find names with a model: spaCy, transformers, GLiNER.

None of them is needed by Stadspoort; each is imported only when it is chosen. The model is a folder
on this machine: nothing is ever downloaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from stadspoort.engines.privacy.plugins import PluginDetector

Given = tuple[int, int, str, float, str]

_PIECE = 1_500
"""Characters of one piece: models for words look at some hundreds of words at once."""
_OVERLAP = 150
"""Characters that two pieces share, so that a name at the border is whole in one of them."""
_SPACY_SCORE = 0.85
"""spaCy gives no score; this is the one Presidio gives its findings."""
_GLINER_LABELS = ("person", "address", "phone number", "email", "date of birth", "passport")


def spacy(folder: str) -> PluginDetector:
    """Return a detector with the spaCy pipeline in `folder`."""
    return from_spacy(import_module("spacy").load(_checked(folder)))


def transformers(folder: str) -> PluginDetector:
    """Return a detector with the token classifier of transformers in `folder`."""
    model = import_module("transformers").pipeline(
        "token-classification",
        model=_checked(folder),
        aggregation_strategy="simple",
        model_kwargs={"local_files_only": True},
    )
    return from_transformers(model)


def gliner(folder: str) -> PluginDetector:
    """Return a detector with the GLiNER model in `folder`."""
    model = import_module("gliner").GLiNER.from_pretrained(_checked(folder), local_files_only=True)
    return from_gliner(model)


ADAPTERS: Mapping[str, Callable[[str], PluginDetector]] = {
    "gliner": gliner,
    "spacy": spacy,
    "transformers": transformers,
}


def from_spacy(pipeline: Callable[[str], Any]) -> PluginDetector:
    """Return a detector over a loaded spaCy pipeline."""

    def detect(text: str) -> Iterator[Given]:
        for start, piece in _pieces(text):
            for found in pipeline(piece).ents:
                yield (
                    start + found.start_char, start + found.end_char, found.label_, _SPACY_SCORE,
                    "model van spaCy",
                )  # fmt: skip

    return detect


def from_transformers(pipeline: Callable[[str], Any]) -> PluginDetector:
    """Return a detector over a loaded pipeline for token classification."""

    def detect(text: str) -> Iterator[Given]:
        for start, piece in _pieces(text):
            for found in pipeline(piece):
                yield (
                    start + int(found["start"]), start + int(found["end"]),
                    str(found["entity_group"]), float(found["score"]), "model van transformers",
                )  # fmt: skip

    return detect


def from_gliner(model: Any) -> PluginDetector:  # noqa: ANN401 (of a library that may be absent)
    """Return a detector over a loaded GLiNER model."""

    def detect(text: str) -> Iterator[Given]:
        for start, piece in _pieces(text):
            for found in model.predict_entities(piece, list(_GLINER_LABELS)):
                yield (
                    start + int(found["start"]), start + int(found["end"]),
                    str(found["label"]), float(found["score"]), "model van GLiNER",
                )  # fmt: skip

    return detect


def _checked(folder: str) -> str:
    """Return the folder; a name that is none would make a library look for it on the internet."""
    if not Path(folder).is_dir():
        raise NotADirectoryError
    return folder


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield pieces of `text` with their place, cut at a line or a space where there is one."""
    start = 0
    while start < len(text):
        end = min(start + _PIECE, len(text))
        if end < len(text):
            cut = max(text.rfind("\n", start, end), text.rfind(" ", start, end))
            end = cut + 1 if cut > start else end
        if text[start:end].strip():
            yield start, text[start:end]
        start = end if end == len(text) else max(end - _OVERLAP, start + 1)
