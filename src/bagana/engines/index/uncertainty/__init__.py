"""How sure a ranking is: thousands of replications of everything that was a choice."""

from bagana.engines.index.uncertainty.checking import FactorsInvalid, problems
from bagana.engines.index.uncertainty.running import Stopped, improved, uncertainty

__all__ = ["FactorsInvalid", "Stopped", "improved", "problems", "uncertainty"]
