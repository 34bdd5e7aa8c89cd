"""From uploaded files to the lists as they would become; read in a child process with limits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from stadspoort import sandbox
from stadspoort.engines.privacy.lists import ListFile, MunicipalLists, refuse_contradictions

_SECONDS = 120
_MEGABYTES = 2_048


def changed(
    before: MunicipalLists, uploaded: Mapping[ListFile, bytes], removed: Iterable[ListFile]
) -> MunicipalLists:
    """Return `before` with each uploaded list in place of the old one, and without the removed.

    Raises:
        ListsRefusedError: If a file is broken, or the lists contradict each other.
        SandboxError: If the files could not be read within the limits.
    """
    lists = before
    for kind in removed:
        lists = lists.merged(MunicipalLists(), taking=kind.gives)
    if uploaded:
        files = {f"{kind.name}.csv": data for kind, data in uploaded.items()}
        read = sandbox.run(sandbox.read_lists, files, seconds=_SECONDS, megabytes=_MEGABYTES)
        lists = lists.merged(read, taking=frozenset().union(*(kind.gives for kind in uploaded)))
    refuse_contradictions(lists)
    return lists
