"""Every change of units: typed, under an act, in one transaction, undoable.

The rules in prose: docs/rules/unit-changes.md.
"""

from bagana.territory.actions.describing import (
    ACTIONS,
    Description,
    carry_out,
    describe,
    preview,
)
from bagana.territory.actions.joining import merge, transfer
from bagana.territory.actions.order import Order, Outline, Part
from bagana.territory.actions.redrawing import redraw
from bagana.territory.actions.shares import Shares, shares_from_counts
from bagana.territory.actions.single import (
    create_unit,
    reclassify,
    rename,
    reparent,
    set_boundary,
)
from bagana.territory.actions.splitting import split
from bagana.territory.actions.undoing import blockers, undo

__all__ = [
    "ACTIONS",
    "Description",
    "Order",
    "Outline",
    "Part",
    "Shares",
    "blockers",
    "carry_out",
    "create_unit",
    "describe",
    "merge",
    "preview",
    "reclassify",
    "redraw",
    "rename",
    "reparent",
    "set_boundary",
    "shares_from_counts",
    "split",
    "transfer",
    "undo",
]
