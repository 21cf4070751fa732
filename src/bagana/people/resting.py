"""What of the officials rests on an act: its page lists it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from bagana.acts.founded import Founded
from bagana.acts.models import Act
from bagana.people.models import (
    Appointment,
    CriteriaSet,
    EthicsDuty,
    Post,
    Staffing,
    TrainingPlan,
)
from bagana.registers.queries.households import names_of


def of_posts(act: Act) -> Iterable[Founded]:
    """Posts, nominations, appointments, ends; by the post, for a name may not stay."""
    for post in Post.objects.filter(act=act).select_related("unit"):
        yield _of(post, post.closed_on or post.opened_on, _("орон тоо"))
    ways = (
        ("nomination", _("нэр дэвшүүлэх")),
        ("decree", _("томилгоо")),
        ("ending", _("чөлөөлөх")),
    )
    for field, what in ways:
        rows = Appointment.objects.filter(**{field: act}).select_related("post__unit")
        for row in rows.order_by("pk"):
            yield _of(row.post, act.date, what)
    for norm in Staffing.objects.filter(act=act):
        yield Founded(norm.valid_from, _("орон тооны жишиг"), norm.get_kind_display())


def _of(post: Post, on: date, what: str) -> Founded:
    unit = reverse("portal:officials", args=[post.unit.code])
    return Founded(on, what, post.title, unit)


def of_staff(act: Act) -> Iterable[Founded]:
    """Who inquires where (nobody is named), plans of training, criteria of a year."""
    for duty in EthicsDuty.objects.filter(act=act).select_related("unit"):
        title = names_of({duty.unit_id}, duty.valid_from).get(duty.unit_id)
        yield Founded(duty.valid_from, _("ёс зүйн үүрэг"), title or duty.unit.code)
    for plan in TrainingPlan.objects.filter(act=act).select_related("unit"):
        name = names_of({plan.unit_id}, act.date).get(plan.unit_id, plan.unit.code)
        yield Founded(act.date, _("сургалтын төлөвлөгөө"), f"{name}, {plan.year}")
    for criteria in CriteriaSet.objects.filter(act=act):
        yield Founded(criteria.valid_from, _("гүйцэтгэлийн шалгуур"), criteria.title)
