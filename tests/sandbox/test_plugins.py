"""Detectors of others that are Python code: found by name, run here or in a child, checked."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from stadspoort.engines.privacy import Kind
from stadspoort.engines.privacy.plugins import PluginAnswerError, PluginDetector, read_findings
from stadspoort.sandbox import ChildCrashedError, Sandbox, adapters, plugins

PLUGIN = """
def detect(text):
    at = text.find("kwinkelier")
    if at >= 0:
        yield at, at + 10, "PERSOON", 0.8, "kwinkelier"

def crash(text):
    raise RuntimeError(text)
"""
CHILD = """
import sys
sys.path.insert(0, {folder!r})
from stadspoort.sandbox.child import arguments, serve
from stadspoort.sandbox.jobs import JOBS
serve(JOBS, *arguments())
"""


def detect_for_test(text: str) -> Iterable[object]:
    return [(0, len(text), "PERSON", 0.9)]


def detect_nothing_usable(_text: str) -> Iterable[object]:
    return ["Jan"]


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    offered = EntryPoints(
        [
            EntryPoint("proef", f"{__name__}:detect_for_test", plugins.GROUP),
            EntryPoint("kapot", f"{__name__}:detect_nothing_usable", plugins.GROUP),
            EntryPoint("getal", "math:pi", plugins.GROUP),
        ]
    )
    monkeypatch.setattr(plugins, "entry_points", lambda **_: offered)
    plugins.load.cache_clear()
    yield
    plugins.load.cache_clear()


@pytest.mark.usefixtures("installed")
def test_a_plugin_of_an_installed_package_is_asked() -> None:
    (finding,) = plugins.detect_with("Jan", plugin="proef")

    assert (finding.start, finding.end, finding.kind, finding.rule) == (
        0, 3, Kind.PERSOON, "plugin:proef",
    )  # fmt: skip


@pytest.mark.usefixtures("installed")
def test_a_wrong_answer_is_named() -> None:
    with pytest.raises(PluginAnswerError):
        plugins.detect_with("Jan", plugin="kapot")


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("name", ["anders", "getal", "spacy=", "word=/srv"])
def test_what_cannot_be_used_is_named_with_what_can(name: str) -> None:
    with pytest.raises(plugins.PluginUnknownError) as caught:
        plugins.load(name)

    assert caught.value.context["installed"] == (
        "getal, gliner=, kapot, proef, spacy=, transformers="
    )


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Sandbox]:
    """A sandbox whose children see an installed package with two detectors."""
    (tmp_path / "eigen_detector.py").write_text(PLUGIN)
    metadata = tmp_path / "eigen_detector-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: eigen-detector\nVersion: 1.0\n"
    )
    (metadata / "entry_points.txt").write_text(
        f"[{plugins.GROUP}]\neigen = eigen_detector:detect\nstuk = eigen_detector:crash\n"
    )
    program = tmp_path / "child.py"
    program.write_text(CHILD.format(folder=str(tmp_path)))
    box = Sandbox(command=(sys.executable, "-B", str(program)), width=2)
    yield box
    box.close()


def test_a_child_runs_a_plugin_and_its_offsets_hold(box: Sandbox) -> None:
    text = "x" * 30_000 + " de kwinkelier"

    (finding,) = box.run(plugins.detect_with, text, plugin="eigen", seconds=60, megabytes=1024)

    assert (finding.start, finding.rule) == (30_004, "plugin:eigen")


def test_a_plugin_that_crashes_in_a_child_tells_only_the_type(box: Sandbox) -> None:
    with pytest.raises(ChildCrashedError) as caught:
        box.run(plugins.detect_with, "Jan", plugin="stuk", seconds=60, megabytes=1024)

    assert caught.value.context == {"reason": "RuntimeError"}


def test_a_child_names_a_plugin_that_is_not_there(box: Sandbox) -> None:
    with pytest.raises(plugins.PluginUnknownError):
        box.run(plugins.detect_with, "Jan", plugin="weg", seconds=60, megabytes=1024)


def _spacy(piece: str) -> SimpleNamespace:
    at = piece.find("Jan")
    ents = [SimpleNamespace(start_char=at, end_char=at + 3, label_="PER")] if at >= 0 else []
    return SimpleNamespace(ents=ents)


def _transformers(piece: str) -> list[dict[str, Any]]:
    at = piece.find("Jan")
    found = {"start": at, "end": at + 3, "entity_group": "PER", "score": 0.85}
    return [found] if at >= 0 else []


def _gliner(piece: str, labels: list[str]) -> list[dict[str, Any]]:
    assert "person" in labels
    at = piece.find("Jan")
    found = {"start": at, "end": at + 3, "label": "person", "score": 0.85}
    return [found] if at >= 0 else []


@pytest.mark.parametrize(
    "detect",
    [
        pytest.param(adapters.from_spacy(_spacy), id="spaCy"),
        pytest.param(adapters.from_transformers(_transformers), id="transformers"),
        pytest.param(adapters.from_gliner(SimpleNamespace(predict_entities=_gliner)), id="GLiNER"),
    ],
)
def test_an_adapter_gives_places_in_the_whole_text(detect: PluginDetector) -> None:
    """Objects of the same form stand in for the libraries, which no test needs."""
    text = "Goedemiddag. " * 400 + "Jan belde."

    found = set(read_findings("model", text, detect(text)))

    assert {(f.start, f.end, f.kind) for f in found} == {(5_200, 5_203, Kind.PERSOON)}


@pytest.mark.parametrize("name", ["spacy", "transformers", "gliner"])
def test_a_model_that_is_no_folder_is_never_looked_for_elsewhere(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    gliner = SimpleNamespace(from_pretrained=pytest.fail)
    library = SimpleNamespace(load=pytest.fail, pipeline=pytest.fail, GLiNER=gliner)
    monkeypatch.setattr(adapters, "import_module", lambda _: library)

    with pytest.raises(NotADirectoryError):
        adapters.ADAPTERS[name]("owner/model-on-the-internet")
