"""The programme of Selenge for the demonstration, by the actions an office uses.

Announced facts are the act, the phases, the substance of the objectives and the counts;
everything else is illustrative and marked so (docs/rules/demonstration-assumptions.md).
"""

from bagana.demo.programme.building import build_programme

__all__ = ["build_programme"]
