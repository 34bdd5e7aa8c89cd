"""Facts: suppliers, applications, models, uses, and what is known of them; also from YAML.

    facts = read_facts(data, library)

The form of the file stands in docs/reference/facts.md.
"""

from stadspoort.engines.frameworks.facts._read import FactsRefusedError, read_facts
from stadspoort.engines.frameworks.facts._values import (
    Application,
    Facts,
    Model,
    Organisation,
    Setting,
    SubProcessor,
    Supplier,
    Use,
)

__all__ = [
    "Application",
    "Facts",
    "FactsRefusedError",
    "Model",
    "Organisation",
    "Setting",
    "SubProcessor",
    "Supplier",
    "Use",
    "read_facts",
]
