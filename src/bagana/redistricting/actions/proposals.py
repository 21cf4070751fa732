"""A proposal of re-drawing from draft to decision: one verb a step.

The rule: docs/rules/redrawing-procedure.md.
"""

from __future__ import annotations

from bagana.redistricting.actions.opinions import record_opinion
from bagana.redistricting.actions.proposals_deciding import (
    enter_aimag_act,
    enter_sum_act,
    send_back,
    submit_to_sum,
    withdraw,
)
from bagana.redistricting.actions.proposals_hearing import (
    choose_plan,
    extend_hearing,
    publish_hearing,
)
from bagana.redistricting.actions.proposals_naming import name_units
from bagana.redistricting.actions.proposals_opening import (
    change_proposal,
    lay_alternative,
    open_proposal,
    prefer_alternative,
    take_alternative,
)
from bagana.redistricting.queries.proposals_naming import NamedUnit

__all__ = [
    "NamedUnit",
    "change_proposal",
    "choose_plan",
    "enter_aimag_act",
    "enter_sum_act",
    "extend_hearing",
    "lay_alternative",
    "name_units",
    "open_proposal",
    "prefer_alternative",
    "publish_hearing",
    "record_opinion",
    "send_back",
    "submit_to_sum",
    "take_alternative",
    "withdraw",
]
