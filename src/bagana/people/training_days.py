"""Days of a session, and the unit an official learns for."""

from __future__ import annotations

from datetime import date, timedelta

from bagana.people.models import Appointment, Enrolment, Official, TrainingSession
from bagana.territory.models import Unit


def days_of(session: TrainingSession) -> list[date]:
    """Every day from the first to the last, both in it."""
    length = (session.ends_on - session.starts_on).days + 1
    return [session.starts_on + timedelta(days=n) for n in range(length)]


def present_share(enrolment: Enrolment) -> float:
    """Per cent of the session's days on which the official was there."""
    if enrolment.session is None:
        return 0.0
    came = enrolment.attendance.filter(present=True).count()
    return 100 * came / len(days_of(enrolment.session))


def unit_of(official: Official, on: date) -> Unit | None:
    """Where the official holds a post on the day; the newest of several."""
    held = Appointment.objects.on(on).filter(official=official)
    newest = held.select_related("post__unit").order_by("-starts_on", "-pk").first()
    return newest.post.unit if newest else None
