"""The figures of the procedure that no law fixes: configuration, marked «жишээ».

docs/rules/selection.md says what each of them decides. An office that has a rule of
its own changes them here and names the rule there.
"""

from __future__ import annotations

from typing import Final

from bagana.ranking.models import SelectionState

FEWEST_MEMBERS: Final = 3
MOST_MEMBERS: Final = 5
FEWEST_VISITORS: Final = 2
"""Nobody visits a unit alone."""
FEWEST_OBJECTION_DAYS: Final = 10
"""Calendar days for which a list lies open."""
TOLERANCE: Final = 0.01
"""How far a second look may lie from the published figure, as a share of it."""
SHORTEST_SEED: Final = 10
"""Characters of the public words from which a draw begins."""
FOLLOW_UP_YEARS: Final = 1
AWARD_MN: Final = "Жишиг баг"
AWARD_EN: Final = "Model bag"
SCALE: Final = (1, 2, 3, 4, 5)
"""What may be answered on a visit to a question of the kind `scale`."""

AFTER_ACT: Final = (SelectionState.DECIDED, SelectionState.CLOSED)
BEFORE_ACT: Final = tuple(
    state
    for state in SelectionState
    if state not in (*AFTER_ACT, SelectionState.CANCELLED)
)


def agrees(published: float, found: float | None, decimals: int) -> bool:
    """Whether a second look confirms a figure: within tolerance, or in the rounding."""
    if found is None:
        return False
    rounding = 0.5 * 10.0**-decimals
    return abs(found - published) <= max(TOLERANCE * abs(published), rounding) + 1e-12
