"""What is unfinished in one phase goes on in the next, as a measure of its own."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.programme import standings
from bagana.programme.actions.keeping import keep, needed, planner_only
from bagana.programme.actions.planning import add_measure
from bagana.programme.models import Activity, Measure, Phase, ResultLevel
from bagana.web.errors import Conflict

CARRIED = (
    *("name_mn", "name_en", "post_mn", "post_en", "partners_mn", "partners_en"),
    *("output_mn", "output_en", "risk", "risk_note_mn", "risk_note_en"),
    "is_illustrative",
)


@transaction.atomic
def continue_measure(
    *,
    user: Any,
    measure: Measure,
    phase: Phase,
    number: str,
    reason: str,
    starts_on: date | None = None,
    due_on: date | None = None,
) -> Measure:
    """The measure anew in a later phase, with its steps not yet taken.

    The earlier one keeps its terms, money and ratings; open steps are copied, not
    moved, so that what the first phase left undone can still be counted.
    """
    planner_only(user, measure.programme)
    reason = needed(reason, "reason", _("Шалтгаан хоосон байна."))
    if measure.continued_by.filter(phase=phase).exists():
        raise Conflict(_("Энэ арга хэмжээг тэр үе шатанд аль хэдийн үргэлжлүүлсэн."))
    rows = list(measure.expected.select_related("indicator"))
    later = add_measure(
        user=user,
        programme=measure.programme,
        objective=measure.objective,
        phase=phase,
        number=number,
        office=measure.office,
        starts_on=starts_on or phase.starts_on,
        due_on=due_on or phase.ends_on,
        units=[
            row.unit
            for row in measure.concerned.filter(closed_by=None).select_related("unit")
        ],
        outputs=[r.indicator for r in rows if r.level == ResultLevel.OUTPUT],
        outcomes=[r.indicator for r in rows if r.level == ResultLevel.OUTCOME],
        continues=measure,
        history_reason=reason,
        refresh=False,
        **{name: getattr(measure, name) for name in CARRIED},
    )
    _copy_open_steps(measure, later, user)
    standings.refresh([later.pk])
    return later


def _copy_open_steps(measure: Measure, later: Measure, user: Any) -> None:
    open_steps = measure.activities.filter(done_on__isnull=True)
    for position, step in enumerate(open_steps.order_by("position"), start=1):
        copy = Activity(
            measure=later,
            position=position,
            name_mn=step.name_mn,
            name_en=step.name_en,
            due_on=later.due_on,
            is_illustrative=step.is_illustrative,
        )
        keep(copy, user=user, reason="carried over")


def carry_over(
    *, user: Any, measures: list[Measure], phase: Phase, reason: str
) -> list[Measure]:
    """Continue several at once; all or none. Numbers follow «I.3» → «I.3/II»."""
    with transaction.atomic():
        return [
            continue_measure(
                user=user,
                measure=measure,
                phase=phase,
                number=f"{measure.number}/{phase.roman}",
                reason=reason,
            )
            for measure in measures
        ]
