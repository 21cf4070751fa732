"""Records → the value of a unit: bags first, then up the tree."""

from bagana.engines.rollup.incremental import Incremental
from bagana.engines.rollup.leaves import Cells, Table, Tables, roll_up
from bagana.engines.rollup.measures import How, Measure, RollUpError, Where, sheep_units
from bagana.engines.rollup.tree import Tree, add_ratios, roll_up_tree, up_the_tree

__all__ = [
    "Cells",
    "How",
    "Incremental",
    "Measure",
    "RollUpError",
    "Table",
    "Tables",
    "Tree",
    "Where",
    "add_ratios",
    "roll_up",
    "roll_up_tree",
    "sheep_units",
    "up_the_tree",
]
