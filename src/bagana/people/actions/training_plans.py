"""A unit's training plan of a year: drawn up, approved by an act, then unchanged."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.acts.models import Act
from bagana.people.models import Course, PlanLine, PlanState, TrainingPlan
from bagana.people.rules import can_train
from bagana.territory.models import Unit
from bagana.web.errors import Conflict, Refused


@transaction.atomic
def draw_plan(*, user: Any, unit: Unit, year: int) -> TrainingPlan:
    """The draft of a unit's year; the one that is there if it was begun."""
    can_train.require(user, unit)
    if not 2000 <= year <= 2100:
        raise Refused(_("Он буруу байна."), field="year")
    plan, _made = TrainingPlan.objects.get_or_create(
        unit=unit, year=year, defaults={"state": PlanState.DRAFT}
    )
    return plan


def _draft(user: Any, plan: TrainingPlan) -> TrainingPlan:
    can_train.require(user, plan.unit)
    locked = TrainingPlan.objects.select_for_update().get(pk=plan.pk)
    if locked.state != PlanState.DRAFT:
        raise Conflict(_("Баталсан төлөвлөгөө өөрчлөгдөхгүй."))
    return locked


@transaction.atomic
def add_line(
    *,
    user: Any,
    plan: TrainingPlan,
    course: Course,
    quarter: int,
    seats: int,
    cost: Decimal | None = None,
) -> PlanLine:
    draft = _draft(user, plan)
    if quarter not in (1, 2, 3, 4):
        raise Refused(_("Улирал 1–4 байна."), field="quarter")
    if seats < 1:
        raise Refused(_("Хамрах хүний тоо нэгээс доошгүй."), field="seats")
    return PlanLine.objects.create(
        plan=draft, course=course, quarter=quarter, seats=seats, cost=cost
    )


@transaction.atomic
def drop_line(*, user: Any, line: PlanLine) -> None:
    _draft(user, line.plan)
    line.delete()


@transaction.atomic
def approve_plan(*, user: Any, plan: TrainingPlan, act: Act) -> TrainingPlan:
    """By an act; a plan without a line is not approved."""
    draft = _draft(user, plan)
    if not draft.lines.exists():
        raise Refused(_("Төлөвлөгөөнд нэг ч сургалт алга."))
    draft.state = PlanState.APPROVED
    draft.act = act
    draft.save()
    return draft
