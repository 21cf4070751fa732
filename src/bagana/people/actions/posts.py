"""Opening and closing posts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.accounts.office_access import may_give
from bagana.acts.models import Act
from bagana.people.models import Appointment, AppointmentState, Post, PostKind
from bagana.people.post_rules import check_kind, check_path, rule_of
from bagana.people.rules import can_staff
from bagana.registers.models import Section
from bagana.territory.models import Unit, UnitVersion
from bagana.territory.queries import find_version
from bagana.web.errors import Conflict, PermissionDenied, Refused
from bagana.web.procedures import keep


@transaction.atomic
def open_post(
    *,
    user: Any,
    unit: Unit,
    kind: str,
    title_mn: str,
    path: str,
    opened_on: date,
    title_en: str = "",
    role: str = "",
    section: Section | None = None,
    term_years: int | None = None,
    phone: str = "",
    act: Act | None = None,
    is_illustrative: bool = False,
) -> Post:
    """A place of work from a day; the law of that day says which and how it is filled.

    `term_years` left out is that of the law where the law has one.
    """
    can_staff.require(user, unit)
    if role and not may_give(user, role, unit):
        raise PermissionDenied
    _check_title(title_mn)
    if kind not in PostKind.values:
        raise Refused(_("Ийм албан тушаал байхгүй."), "", "kind")
    check_kind(kind, _version(unit, opened_on), opened_on)
    check_path(kind, path)
    if section is not None and section.unit_id != unit.pk:
        raise Refused(_("Энэ хэсэг өөр багийнх."), "", "section")
    post = Post(
        unit=unit,
        kind=kind,
        title_mn=title_mn.strip(),
        title_en=title_en.strip(),
        path=path,
        role=role,
        section=section,
        phone=phone.strip(),
        term_years=term_years or rule_of(kind).term_years,
        opened_on=opened_on,
        act=act,
        is_illustrative=is_illustrative,
    )
    keep(post, user=user, reason="opened")
    return post


@transaction.atomic
def change_post(
    *, user: Any, post: Post, title_mn: str, title_en: str = "", phone: str = ""
) -> Post:
    """Its name and telephone; kind, path and role are those it was opened with."""
    can_staff.require(user, post.unit)
    _check_title(title_mn)
    post.title_mn, post.title_en = title_mn.strip(), title_en.strip()
    post.phone = phone.strip()
    keep(post, user=user, reason="changed")
    return post


@transaction.atomic
def close_post(*, user: Any, post: Post, on: date, act: Act | None = None) -> Post:
    """Nobody may hold it any more: who does is freed first, with a record."""
    can_staff.require(user, post.unit)
    if post.closed_on is not None:
        raise Conflict(_("Энэ орон тоог аль хэдийн татан буулгасан байна."))
    if on < post.opened_on:
        raise Refused(_("Татан буулгах өдөр бий болгохоос өмнө байна."), "", "on")
    waiting = Appointment.objects.filter(post=post, state=AppointmentState.PROPOSED)
    if Appointment.objects.on(on).filter(post=post).exists() or waiting.exists():
        raise Conflict(
            _("Энэ албан тушаалд хүн ажиллаж эсвэл нэр дэвшиж байна."),
            _("Эхлээд чөлөөлнө үү."),
            "on",
        )
    post.closed_on = on
    post.act = act or post.act
    keep(post, user=user, reason="closed")
    return post


def _check_title(title: str) -> None:
    if not title.strip():
        raise Refused(_("Нэр хоосон байна."), _("Нэрийг бичнэ үү."), "title_mn")


def _version(unit: Unit, on: date) -> UnitVersion:
    """As the unit was that day; of one that is younger, as it began."""
    version = find_version(unit.code, on) or find_version(
        unit.code, timezone.localdate()
    )
    if version is None:
        raise Refused(_("Энэ нэгж өнөөдөр хүчинтэй биш байна."), "", "opened_on")
    return version
