"""The working group: three to five people, each with a declaration."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.ranking import rules
from bagana.ranking.actions.selection_steps import (
    conductor_only,
    locked,
    must_take_part,
    needed,
    require_state,
)
from bagana.ranking.models import Member, Selection, SelectionState
from bagana.ranking.procedure import MOST_MEMBERS
from bagana.territory.models import Unit
from bagana.web.errors import Conflict, PermissionDenied, Refused
from bagana.web.procedures import day, keep

HERE = (
    SelectionState.PREPARING,
    SelectionState.GATES,
    SelectionState.INDEX,
    SelectionState.RECHECK,
    SelectionState.VISITS,
)


@transaction.atomic
def add_member(
    *,
    user: Any,
    selection: Selection,
    name: str,
    post: str,
    account: Any = None,
    is_chair: bool = False,
) -> Member:
    """Appoint somebody to the group; `account` where he signs in himself."""
    row = locked(selection)
    conductor_only(user, row)
    require_state(row, *HERE)
    present = row.members.filter(left_on__isnull=True)
    if present.count() >= MOST_MEMBERS:
        raise Refused(
            _("Ажлын хэсэгт %(most)s хүртэлх гишүүн байна.") % {"most": MOST_MEMBERS},
            _("Эхлээд нэг гишүүнийг чөлөөлнө үү."),
        )
    if is_chair and present.filter(is_chair=True).exists():
        raise Refused(_("Ажлын хэсэг ахлагчтай байна."), "", "is_chair")
    member = Member(
        selection=row,
        user=account,
        name=needed(name, "name", _("Нэр хоосон байна.")),
        post=needed(post, "post", _("Албан тушаал хоосон байна.")),
        is_chair=is_chair,
    )
    keep(member, user=user, reason="appointed")
    return member


@transaction.atomic
def declare_conflict(
    *,
    user: Any,
    member: Member,
    conflict: str = "",
    units: Iterable[Unit] = (),
    declared_on: date | None = None,
    now: datetime | None = None,
) -> Member:
    """Say with which units a member has a conflict of interest; none is said as well.

    The member declares it himself, or hands a signed paper to who conducts.
    """
    row, mine = _both(member)
    if not is_own(user, mine) and not rules.can_conduct(user, row):
        raise PermissionDenied(
            _("Гишүүний мэдүүлгийг өөрөө эсвэл зохион байгуулагч бүртгэнэ.")
        )
    if not is_own(user, mine) and _has_declared_himself(mine):
        raise PermissionDenied(
            _("Гишүүн мэдүүлгээ өөрөө өгсөн тул зөвхөн өөрөө өөрчилнө.")
        )
    require_state(row, *HERE)
    wanted = list(units)
    must_take_part(row, wanted)
    mine.conflict = conflict.strip()
    if wanted and not mine.conflict:
        raise Refused(
            _("Ямар зөрчил болохыг бичээгүй байна."),
            _("Жишээ нь: төрсөн нутаг, ах нь багийн Засаг дарга."),
            "conflict",
        )
    if mine.conflict and not wanted:
        raise Refused(
            _("Аль нэгжтэй холбоотойг сонгоогүй байна."),
            _("Нэгжээ тэмдэглэнэ үү."),
            "units",
        )
    mine.declared_on = declared_on or day(now)
    if mine.declared_on > day(now):
        raise Refused(_("Мэдүүлсэн өдөр ирээдүйд байна."), "", "declared_on")
    keep(mine, user=user, reason="declared")
    mine.conflicting.set(wanted)
    return mine


@transaction.atomic
def release_member(
    *,
    user: Any,
    member: Member,
    reason: str,
    now: datetime | None = None,
) -> Member:
    """Let a member go; the name and what was done stay."""
    row, mine = _both(member)
    conductor_only(user, row)
    require_state(row, *HERE)
    if mine.left_on is not None:
        raise Conflict(_("Энэ гишүүн чөлөөлөгдсөн байна."))
    why = needed(reason, "reason", _("Шалтгаан хоосон байна."))
    mine.left_on, mine.is_chair = day(now), False
    keep(mine, user=user, reason=why)
    return mine


def is_own(user: Any, member: Member) -> bool:
    """Whether the user is the member; a visitor and a member without account are not
    the same nobody."""
    return member.user_id is not None and member.user_id == getattr(user, "pk", None)


def _has_declared_himself(member: Member) -> bool:
    """Whether the newest declaration is the member's own, and no paper of his."""
    rows = member.history.filter(history_change_reason="declared")
    newest = rows.order_by("-history_date", "-history_id").first()
    return newest is not None and is_own(newest.history_user, member)


def _both(member: Member) -> tuple[Selection, Member]:
    row = locked(member.selection)
    return row, Member.objects.select_for_update(of=("self",)).get(pk=member.pk)
