"""Nominating, appointing, refusing, ending. The rule: docs/rules/appointments.md."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.accounts.office_access import end_access, set_end
from bagana.acts.models import Act
from bagana.people.actions.access import give
from bagana.people.actions.appointment_checks import (
    check_acts,
    check_days,
    check_nomination,
    check_official,
    check_post,
    term_end,
)
from bagana.people.actions.handing_over import draw_up, hand_to
from bagana.people.models import (
    Appointment,
    AppointmentState,
    EndReason,
    HandoverRecord,
    Official,
    Path,
    Post,
)
from bagana.people.queries.posts import holder_of, post_of
from bagana.people.rules import can_staff, is_self, may_fill
from bagana.web.errors import Conflict, PermissionDenied, Refused
from bagana.web.procedures import keep

__all__ = ["appoint", "end", "holder_of", "nominate", "post_of", "prolong", "refuse"]


@transaction.atomic
def nominate(
    *,
    user: Any,
    post: Post,
    official: Official,
    nomination: Act | None,
    is_illustrative: bool = False,
) -> Appointment:
    """The meeting's resolution puts somebody forward; nothing changes in office yet."""
    can_staff.require(user, post.unit)
    if post.path != Path.NOMINATION:
        raise Refused(_("Энэ албан тушаалд нэр дэвшүүлдэггүй."), "", "post")
    check_official(user, official)
    check_nomination(post, nomination)
    _lock(post)
    if post.appointments.filter(state=AppointmentState.PROPOSED).exists():
        raise Conflict(
            _("Энэ албан тушаалд нэр дэвшсэн хүн шийдвэр хүлээж байна."),
            _("Эхлээд томилох эсвэл татгалзахыг бүртгэнэ үү."),
        )
    appointment = Appointment(
        post=post,
        official=official,
        state=AppointmentState.PROPOSED,
        nomination=nomination,
        is_illustrative=is_illustrative,
        made_by=user,
    )
    keep(appointment, user=user, reason="nominated")
    return appointment


@transaction.atomic
def refuse(*, user: Any, appointment: Appointment, why: str) -> Appointment:
    """The meeting nominates again; who sits in office goes on."""
    if not may_fill(user, appointment.post):
        raise PermissionDenied
    _check_proposed(appointment)
    if not why.strip():
        raise Refused(_("Татгалзсан үндэслэлийг бичнэ үү."), "", "why")
    appointment.state = AppointmentState.REFUSED
    appointment.refusal = why.strip()[:300]
    keep(appointment, user=user, reason="refused")
    return appointment


@transaction.atomic
def appoint(
    *,
    user: Any,
    decree: Act | None,
    starts_on: date,
    appointment: Appointment | None = None,
    post: Post | None = None,
    official: Official | None = None,
    term_ends_on: date | None = None,
    is_interim: bool = False,
    nomination: Act | None = None,
    is_illustrative: bool = False,
) -> Appointment:
    """Into office from a day, by the path of the post; access comes with it.

    Give the nomination that stands, or the post and the official. An interim holder
    comes by decree alone. The term is that of the post where no day is given.
    """
    row = _standing_or_new(appointment, post, official, nomination)
    if not may_fill(user, row.post) or is_self(user, row.official):
        raise PermissionDenied
    if appointment is None:
        check_official(user, row.official)
    check_post(row.post, starts_on)
    check_acts(row.post, row.nomination, decree, is_interim=is_interim)
    row.starts_on, row.is_interim, row.decree = starts_on, is_interim, decree
    row.term_ends_on = term_ends_on or term_end(row.post, starts_on, is_interim)
    check_days(row)
    row.state = AppointmentState.APPOINTED
    row.made_by = row.made_by or user
    row.is_illustrative = row.is_illustrative or is_illustrative
    keep(row, user=user, reason="appointed")
    give(user=user, appointment=row)
    hand_to(row, user=user)
    return row


def _lock(post: Post) -> None:
    """Two officers fill one post one after the other: the second meets the first's."""
    Post.objects.select_for_update(of=("self",)).get(pk=post.pk)


def _standing_or_new(
    appointment: Appointment | None,
    post: Post | None,
    official: Official | None,
    nomination: Act | None,
) -> Appointment:
    if appointment is not None:
        _lock(appointment.post)
        appointment.refresh_from_db(fields=["state"])
        _check_proposed(appointment)
        return appointment
    if post is None or official is None:
        raise TypeError("appoint() takes an appointment, or a post and an official")
    _lock(post)
    return Appointment(post=post, official=official, nomination=nomination)


@transaction.atomic
def end(
    *,
    user: Any,
    appointment: Appointment,
    on: date,
    reason: str,
    ending: Act | None = None,
    note: str = "",
) -> HandoverRecord:
    """Out of office from the day: access and sessions end, a record is drawn up."""
    if not may_fill(user, appointment.post) or is_self(user, appointment.official):
        raise PermissionDenied
    _check_in_office(appointment)
    if reason not in EndReason.values:
        raise Refused(_("Ийм шалтгаан байхгүй."), "", "reason")
    if appointment.starts_on is None or on < appointment.starts_on:
        raise Refused(_("Чөлөөлөх өдөр томилсноос өмнө байна."), "", "on")
    return close_tenure(
        user=user, appointment=appointment, on=on, reason=reason, act=ending, note=note
    )


def close_tenure(
    *,
    user: Any,
    appointment: Appointment,
    on: date,
    reason: str,
    act: Act | None = None,
    note: str = "",
    mark: str = "ended",
) -> HandoverRecord:
    """What an end does; a change of units does it too, without the question who may."""
    record = draw_up(
        user=user, appointment=appointment, on=on, note=note, asked=False, mark=mark
    )
    if (access := appointment.access) is not None:
        appointment.access = end_access(
            user=user, assignment=access, on=on, reason=mark
        )
    appointment.state = AppointmentState.ENDED
    appointment.ended_on = on
    appointment.end_reason = reason
    appointment.ending = act
    keep(appointment, user=user, reason=mark)
    return record


@transaction.atomic
def prolong(
    *, user: Any, appointment: Appointment, until: date, decree: Act | None = None
) -> Appointment:
    """Who sits in office goes on until a successor is appointed; access goes along."""
    if not may_fill(user, appointment.post) or is_self(user, appointment.official):
        raise PermissionDenied
    _check_in_office(appointment)
    today = timezone.localdate()
    if until <= max(today, appointment.term_ends_on or today):
        raise Refused(_("Шинэ өдөр одоогийн хугацаанаас хойш байх ёстой."), "", "until")
    appointment.term_ends_on = until
    appointment.decree = decree or appointment.decree
    keep(appointment, user=user, reason="prolonged")
    if appointment.access is not None:
        set_end(user=user, assignment=appointment.access, on=until)
    else:
        give(user=user, appointment=appointment)
    return appointment


def _check_proposed(appointment: Appointment) -> None:
    if appointment.state != AppointmentState.PROPOSED:
        raise Conflict(
            _("Энэ нэр дэвшилтийг аль хэдийн шийдвэрлэсэн байна."),
            _("Хуудсыг дахин нээж байдлыг нь үзнэ үү."),
        )


def _check_in_office(appointment: Appointment) -> None:
    if appointment.state != AppointmentState.APPOINTED:
        raise Conflict(_("Энэ хүн энэ албан тушаалд одоо ажиллахгүй байна."))
