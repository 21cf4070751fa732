"""Conduct in Mandal, all made up: a duty, oaths, one declaration, two complaints."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.utils import timezone

from bagana.accounts.models import User
from bagana.acts.models import ActKind
from bagana.demo.daily.acts import governor_of, invented
from bagana.people.actions.conduct import declare_interests, give_duty, record_oath
from bagana.people.actions.conduct_cases import complain, open_inquiry
from bagana.people.models import Appointment, Official
from bagana.territory.models import Unit

GIVEN_ON: Final = date(2026, 1, 12)
COMPLAINED: Final = ("432257", "432261")
TEXT: Final = "Жишээ: өргөдөл өгсөн өдөр ажлын цагаар байрандаа байгаагүй."
NONE: Final = "Жишээ: үгүй."


def watch_conduct(officer: User, aimag: Unit, bags: Sequence[Unit]) -> None:
    """The evaluator inquires; cases stay few, so that nothing of them is told."""
    judge = User.objects.get(username="evaluator")
    act = invented(
        officer,
        governor_of(aimag, GIVEN_ON),
        ActKind.DECREE,
        GIVEN_ON,
        "Ёс зүйн үүрэг өгөх тухай",
        "On an ethics duty",
    )
    give_duty(user=officer, unit=aimag, holder=judge, act=act, valid_from=GIVEN_ON)
    rows = Appointment.objects.on(timezone.localdate()).filter(
        post__unit__in=bags, post__kind="governor"
    )
    held = {row.post.unit.code: row for row in rows.select_related("post__unit")}
    for row in held.values():
        if row.starts_on is not None:
            record_oath(user=officer, appointment=row, sworn_on=row.starts_on)
    _declare()
    cases = [
        complain(user=None, post=held[code].post, text=TEXT)[0]
        for code in COMPLAINED
        if code in held
    ]
    for case in cases[1:]:
        open_inquiry(user=judge, case=case, note="Жишээ: тайлбар авахаар боллоо.")


def _declare() -> None:
    own = Official.objects.select_related("user").get(user__username="tunkhel")
    held = Appointment.objects.filter(official=own).select_related("post__unit")
    told = dict.fromkeys(
        ("income", "property", "companies", "relatives", "conflicts"), NONE
    )
    declare_interests(
        user=own.user,
        official=own,
        unit=held.latest("starts_on").post.unit,
        kind="yearly",
        year=timezone.localdate().year,
        private=told,
    )
