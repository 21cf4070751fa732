"""Enrolling several officials at once, each with the gap that offered the course."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.people.actions.training import enrol
from bagana.people.models import Enrolment, Official, TrainingSession
from bagana.web.errors import Refused


@transaction.atomic
def enrol_several(
    *,
    user: Any,
    session: TrainingSession,
    chosen: Iterable[tuple[Official, Mapping[str, Any]]],
) -> list[Enrolment]:
    """All of them or none; who is enrolled already is passed over."""
    there = set(session.enrolments.values_list("official", flat=True))
    wanted = {official.pk: (official, gap) for official, gap in chosen}
    if not wanted:
        raise Refused(_("Хэнийг бүртгэхээ сонгоно уу."))
    return [
        enrol(user=user, official=official, session=session, offered_for=gap)
        for key, (official, gap) in wanted.items()
        if key not in there
    ]
