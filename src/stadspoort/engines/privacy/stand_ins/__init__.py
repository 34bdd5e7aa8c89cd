"""Natural stand-ins beside tokens: "Pieter Hoekstra" for "Jan de Vries", and the way back."""

from stadspoort.engines.privacy.stand_ins._personas import Persona
from stadspoort.engines.privacy.stand_ins._restore import StandInRestorer
from stadspoort.engines.privacy.stand_ins._stand_ins import StandIns

__all__ = ["Persona", "StandInRestorer", "StandIns"]
