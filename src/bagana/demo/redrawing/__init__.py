"""Re-drawing in the demonstration: blocks of Selenge, Mandal's plans, a hearing.

Everything here is illustrative and marked so (docs/rules/demonstration-assumptions.md).
"""

from bagana.demo.redrawing.blocks import take_blocks_in
from bagana.demo.redrawing.hearing import hold_hearing
from bagana.demo.redrawing.plans import begin_mending, make_plans

__all__ = ["begin_mending", "hold_hearing", "make_plans", "take_blocks_in"]
