"""What offices wait for from a user: nominees, records to sign, terms that end."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bagana.accounts.roles import assignments
from bagana.collection.queries.worklist import Waiting
from bagana.people.queries import posts
from bagana.people.queries.performance import waiting_for
from bagana.people.rules import STAFFERS
from bagana.territory.models import Unit
from bagana.territory.queries import nearest_version


def staff_waiting(user: Any, today: date) -> list[Waiting]:
    """What he signs himself; one line a unit that he staffs, three counts each."""
    units = {one.unit for one in assignments(user) if one.role in STAFFERS}
    return [*_to_sign(user), *(line for unit in units for line in _of(unit, today))]


def _to_sign(user: Any) -> list[Waiting]:
    """One's own agreement of a year that the other side has written."""
    return [
        Waiting(
            _("%(year)s оны гүйцэтгэлийн гэрээнд гарын үсэг зурах")
            % {"year": row.year},
            row.appointment.post.title,
            reverse("people:agreement", args=[row.uid]),
            None,
        )
        for row in waiting_for(user)
    ]


def _of(unit: Unit, today: date) -> list[Waiting]:
    n = (
        posts.proposed(unit, today).count()
        + posts.unsigned(unit, today).count()
        + posts.ending_soon(unit, today).count()
    )
    if not n:
        return []
    version = nearest_version(unit.code, today)
    words = ngettext(
        "Ажилтны %(n)s асуудал хүлээгдэж байна",
        "Ажилтны %(n)s асуудал хүлээгдэж байна",
        n,
    )
    name = version.name if version else unit.code
    return [Waiting(words % {"n": n}, name, reverse("people:index"), None, False)]
