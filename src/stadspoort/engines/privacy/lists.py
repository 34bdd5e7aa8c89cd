"""A municipality's own data: staff, officers, addresses, organisations, numbers, exceptions.

    lists = parse_lists({"medewerkers.csv": data})
    Detector(own=lists).detect(text)

The form of the files stands in docs/reference/eigen-lijsten.md.
"""

from stadspoort.engines.privacy._own_files import (
    FILES,
    ListFile,
    ListsRefusedError,
    Problem,
    file_named,
    parse_lists,
    refuse_contradictions,
)
from stadspoort.engines.privacy._own_values import ListsDamagedError, MunicipalLists

__all__ = [
    "FILES",
    "ListFile",
    "ListsDamagedError",
    "ListsRefusedError",
    "MunicipalLists",
    "Problem",
    "file_named",
    "parse_lists",
    "refuse_contradictions",
]
