"""Every action on a selection, by the order of the procedure.

Each lives in a module of its step. `now` is the moment at which something is done:
pages leave it out, tests and the demonstration give it.
"""

from bagana.ranking.actions.selection_deciding import (
    NewAward,
    correct_by_act,
    decide,
)
from bagana.ranking.actions.selection_gates import (
    check_gates,
    judge_gate,
    judge_gates,
)
from bagana.ranking.actions.selection_group import (
    add_member,
    declare_conflict,
    release_member,
)
from bagana.ranking.actions.selection_index import run_index
from bagana.ranking.actions.selection_listing import (
    Entry,
    close_objections,
    publish_list,
    revise_list,
)
from bagana.ranking.actions.selection_opening import cancel, open_selection
from bagana.ranking.actions.selection_rechecks import draw_recheck, record_recheck
from bagana.ranking.actions.selection_supporting import (
    add_support,
    close_selection,
    drop_support,
    record_follow_up,
)
from bagana.ranking.actions.selection_visits import begin_visits, record_visit

__all__ = [
    "Entry",
    "NewAward",
    "add_member",
    "add_support",
    "begin_visits",
    "cancel",
    "check_gates",
    "close_objections",
    "close_selection",
    "correct_by_act",
    "decide",
    "declare_conflict",
    "draw_recheck",
    "drop_support",
    "judge_gate",
    "judge_gates",
    "open_selection",
    "publish_list",
    "record_follow_up",
    "record_recheck",
    "record_visit",
    "release_member",
    "revise_list",
    "run_index",
]
