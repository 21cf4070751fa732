"""A training of September for the governors of Mandal: offered from measured gaps."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from typing import Final

from bagana.accounts.models import User
from bagana.acts.models import ActKind
from bagana.demo.daily.acts import governor_of, invented
from bagana.demo.daily.requests import TRAINED_ON
from bagana.people.actions.training import (
    close_session,
    enrol,
    enter_scores,
    mark_attendance,
    open_session,
)
from bagana.people.actions.training_plans import add_line, approve_plan, draw_plan
from bagana.people.models import Appointment, Course, PlanLine
from bagana.people.queries.training_gaps import offer
from bagana.territory.models import Unit

BEGAN: Final = date(2026, 9, 3)
PLANNED: Final = (("promptness", 3, 60), ("meeting", 4, 57), ("register", 4, 57))
FAILED: Final = "432263"


def plan_the_year(user: User, aimag: Unit) -> dict[str, PlanLine]:
    """The aimag's plan of 2026, approved by an invented decree."""
    plan = draw_plan(user=user, unit=aimag, year=BEGAN.year)
    lines = {
        code: add_line(
            user=user,
            plan=plan,
            course=Course.objects.get(code=code),
            quarter=quarter,
            seats=seats,
        )
        for code, quarter, seats in PLANNED
    }
    day = date(BEGAN.year, 1, 19)
    decree = invented(
        user,
        governor_of(aimag, day),
        ActKind.DECREE,
        day,
        "Албан хаагчдыг сургах төлөвлөгөө батлах тухай",
        "On the plan of training officials",
    )
    approve_plan(user=user, plan=plan, act=decree)
    return lines


def train_governors(
    user: User, aimag: Unit, line: PlanLine, bags: Sequence[Unit]
) -> None:
    """Two days in Züünkharaa; one of the nine does not pass."""
    dice = random.Random("training")
    session = open_session(
        user=user,
        course=line.course,
        unit=aimag,
        place="Мандал сум, соёлын төв (жишээ)",
        trainer="Жишээ Сургагч",
        starts_on=BEGAN,
        ends_on=TRAINED_ON,
        seats=20,
        line=line,
    )
    held = Appointment.objects.on(BEGAN).filter(post__unit__in=bags)
    rows = []
    for one in held.filter(post__kind="governor").select_related("post__unit"):
        gaps = [gap for gap in offer(one.post.unit, BEGAN) if gap.course == line.course]
        kept = gaps[0].as_kept(one.post.unit.code) if gaps else None
        rows.append(
            enrol(user=user, official=one.official, session=session, offered_for=kept)
        )
    for day in (BEGAN, TRAINED_ON):
        mark_attendance(user=user, session=session, on=day, present=rows)
    for row in rows:
        before = dice.randrange(30, 65, 5)
        after = 55 if row.unit.code == FAILED else before + dice.randrange(25, 40, 5)
        enter_scores(user=user, enrolment=row, before=before, after=after)
    close_session(user=user, session=session)
