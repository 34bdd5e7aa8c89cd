"""The starter catalogue: real applications and models with public, dated, sourced evidence."""

from stadspoort.engines.frameworks.catalogue._openness import Openness, openness
from stadspoort.engines.frameworks.catalogue._read import (
    packaged_catalogue,
    read_catalogue,
)
from stadspoort.engines.frameworks.catalogue._values import (
    Catalogue,
    Gap,
    Note,
    Question,
    Statement,
)

__all__ = [
    "Catalogue",
    "Gap",
    "Note",
    "Openness",
    "Question",
    "Statement",
    "openness",
    "packaged_catalogue",
    "read_catalogue",
]
