"""Model bags in the demonstration: two methods, two selections, by own actions.

Everything here is illustrative and marked so (docs/rules/demonstration-assumptions.md).
"""

from bagana.demo.ranking.methods import begin_next_version, freeze_methods
from bagana.demo.ranking.selections import hold_selections

__all__ = ["begin_next_version", "freeze_methods", "hold_selections"]
