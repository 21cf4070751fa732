"""The programme of Selenge for the demonstration, by the actions an office uses.

Announced facts are the act, the phases, the substance of the objectives and the counts;
everything else is illustrative and marked so (docs/rules/demonstration-assumptions.md).
"""

from bagana.demo.programme.building import begin_programme, build_programme

__all__ = ["begin_programme", "build_programme"]
