"""The steps of a measure; a step done is a milestone reached."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.programme import rules, standings
from bagana.programme.actions.keeping import (
    keep,
    needed,
    planner_only,
    reasoned,
    strike,
)
from bagana.programme.models import Activity, Measure
from bagana.web.errors import Conflict, PermissionDenied, Refused


@transaction.atomic
def add_activity(
    *,
    user: Any,
    measure: Measure,
    name_mn: str,
    due_on: date,
    name_en: str = "",
    done_on: date | None = None,
    is_illustrative: bool = False,
    history_reason: str = "added",
    refresh: bool = True,
) -> Activity:
    """A further step, after those that stand."""
    planner_only(user, measure.programme)
    last = measure.activities.aggregate(last=Max("position"))["last"] or 0
    activity = Activity(
        measure=measure, position=last + 1, is_illustrative=is_illustrative
    )
    _fill(activity, name_mn, name_en, due_on)
    activity.done_on = _past(done_on) if done_on else None
    keep(activity, user=user, reason=history_reason)
    if refresh:
        standings.refresh([measure.pk])
    return activity


@transaction.atomic
def amend_activity(
    *,
    user: Any,
    activity: Activity,
    name_mn: str,
    due_on: date,
    reason: str,
    name_en: str = "",
) -> Activity:
    _lock(activity)
    planner_only(user, activity.measure.programme)
    _fill(activity, name_mn, name_en, due_on)
    keep(activity, user=user, reason=reasoned(reason))
    standings.refresh([activity.measure_id])
    return activity


@transaction.atomic
def remove_activity(*, user: Any, activity: Activity, reason: str) -> None:
    """A step that is done stays: reopen it first, if it was not done."""
    _lock(activity)
    planner_only(user, activity.measure.programme)
    if activity.done_on:
        raise Conflict(
            _("Хийгдсэн үйл ажиллагааг хасах боломжгүй."),
            _("Хийгдээгүй бол эхлээд «Дахин нээх» товчийг дарна уу."),
        )
    measure = activity.measure_id
    strike(activity, user=user, reason=reasoned(reason))
    standings.refresh([measure])


@transaction.atomic
def reach_milestone(
    *, user: Any, activity: Activity, done_on: date, refresh: bool = True
) -> Activity:
    """The step was done on a day; whoever reports on the measure says so."""
    _lock(activity)
    _reporter_only(user, activity.measure)
    if activity.done_on:
        raise Conflict(
            _("Энэ үйл ажиллагаа аль хэдийн хийгдсэн гэж бүртгэгдсэн."),
            _("Өдрийг засах бол эхлээд «Дахин нээх» товчийг дарна уу."),
        )
    activity.done_on = _past(done_on)
    keep(activity, user=user, reason="done")
    if refresh:
        standings.refresh([activity.measure_id])
    return activity


@transaction.atomic
def reopen_activity(*, user: Any, activity: Activity, reason: str) -> Activity:
    """It was not done after all."""
    _lock(activity)
    _reporter_only(user, activity.measure)
    if activity.done_on is None:
        raise Conflict(_("Энэ үйл ажиллагаа хийгдээгүй байна."))
    activity.done_on = None
    keep(activity, user=user, reason=reasoned(reason))
    standings.refresh([activity.measure_id])
    return activity


def _lock(activity: Activity) -> None:
    """Read it anew: saving what a page read earlier would undo what came between."""
    activity.refresh_from_db(from_queryset=Activity.objects.select_for_update())


def _reporter_only(user: Any, measure: Measure) -> None:
    if not rules.can_report(user, measure):
        raise PermissionDenied(_("Энэ арга хэмжээг тайлагнах эрх танд алга."))


def _fill(activity: Activity, name_mn: str, name_en: str, due_on: date) -> None:
    activity.name_mn = needed(
        name_mn, "name_mn", _("Үйл ажиллагааны нэр хоосон байна.")
    )
    activity.name_en, activity.due_on = name_en.strip(), due_on
    measure = activity.measure
    if not measure.programme.starts_on <= due_on <= measure.programme.ends_on:
        raise Refused(
            _("Хугацаа хөтөлбөрийн хугацаанаас гадуур байна."),
            _("Огноогоо шалгана уу."),
            "due_on",
        )


def _past(done_on: date) -> date:
    if done_on > timezone.localdate():
        raise Refused(
            _("Хийсэн өдөр ирээдүйд байна."),
            _("Өнөөдөр эсвэл өмнөх өдрийг бичнэ үү."),
            "done_on",
        )
    return done_on
