"""Find Dutch personal data, say why, replace it and put it back."""

from stadspoort.engines.privacy._detector import Detector
from stadspoort.engines.privacy._entities import NewValue
from stadspoort.engines.privacy._pseudonymise import Pseudonymiser
from stadspoort.engines.privacy._restore import RestorePolicy, Restorer
from stadspoort.engines.privacy._tokens import new_tag
from stadspoort.engines.privacy._values import Finding, Kind
from stadspoort.engines.privacy._vault import Entry, Vault

__all__ = [
    "Detector",
    "Entry",
    "Finding",
    "Kind",
    "NewValue",
    "Pseudonymiser",
    "RestorePolicy",
    "Restorer",
    "Vault",
    "new_tag",
]
