"""How many posts of a kind a unit should have, from a day: docs/rules/posts.md."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.acts.models import Act
from bagana.people.models import PostKind, Staffing
from bagana.people.rules import may_set_terms
from bagana.territory.models import LocationType
from bagana.web.errors import Conflict, PermissionDenied, Refused
from bagana.web.procedures import keep

LEVELS: Final = (1, 2, 3)
MOST_POSTS: Final = 999
LONGEST: Final = 300


@transaction.atomic
def set_staffing(
    *,
    user: Any,
    kind: str,
    posts: Decimal,
    valid_from: date,
    level: int = 3,
    location_type: str = "",
    tosgon: bool | None = None,
    act: Act | None = None,
    source: str = "",
    is_illustrative: bool = True,
) -> Staffing:
    """A standard from a day; the one of the same scope before it ends that day.

    Parameters
    ----------
    level, location_type, tosgon
        Of which units: 1 aimag, 2 sum, 3 bag; "" of every location; None with tosgon
        structure or without.
    act, source
        What sets it; one of them is needed unless it is only an example.

    One that has not begun is put right by another of the same day and scope.
    """
    _require(user)
    _check(kind, posts, level, location_type)
    told = source.replace("\0", "").strip()[:LONGEST]
    if not (is_illustrative or act or told):
        raise Refused(_("Шийдвэр эсвэл эх сурвалжийг заана уу."), field="source")
    scope = {
        "kind": kind,
        "level": level,
        "location_type": location_type,
        "tosgon": tosgon,
    }
    norm = _place(user, scope, valid_from)
    norm.posts, norm.act, norm.source = posts, act, told
    norm.is_illustrative = is_illustrative
    keep(norm, user=user, reason="set")
    return norm


@transaction.atomic
def end_staffing(*, user: Any, norm: Staffing, on: date) -> Staffing:
    """From the day on the standard asks for nothing; it stays to be read."""
    _require(user)
    row = Staffing.objects.select_for_update(of=("self",)).get(pk=norm.pk)
    if row.valid_to is not None and row.valid_to <= on:
        raise Conflict(_("Энэ жишиг аль хэдийн дууссан."))
    if on <= row.valid_from:
        raise Refused(_("Дуусах өдөр эхлэх өдрөөс өмнө байна."), field="on")
    row.valid_to = on
    keep(row, user=user, reason="ended")
    return row


def _require(user: Any) -> None:
    if not may_set_terms(user):
        raise PermissionDenied(_("Жишиг орон тоог аймгийн ажилтан, админ тогтооно."))


def _check(kind: str, posts: Decimal, level: int, location_type: str) -> None:
    if kind not in PostKind.values:
        raise Refused(_("Ийм албан тушаал байхгүй."), "", "kind")
    if level not in LEVELS:
        raise Refused(_("Шатыг сонгоно уу."), field="level")
    if location_type and location_type not in LocationType.values:
        raise Refused(_("Ийм ангилал байхгүй."), field="location_type")
    if posts < 0:
        raise Refused(_("Орон тоо сөрөг байж болохгүй."), "", "posts")
    if posts > MOST_POSTS:
        raise Refused(_("Орон тоо хэт олон байна."), field="posts")


def _place(user: Any, scope: dict[str, Any], day: date) -> Staffing:
    """A new row that follows what stood, or the one of this day, not begun yet."""
    rows = Staffing.objects.select_for_update(of=("self",)).filter(**scope)
    later = list(rows.filter(valid_from__gte=day))
    if len(later) == 1 and later[0].valid_from == day > timezone.localdate():
        return later[0]
    if later:
        raise Conflict(
            _("Энэ өдрөөс хойш эхэлсэн жишиг бий."),
            _("Түүнээс хойших өдрийг бичнэ үү."),
            "valid_from",
        )
    for before in rows.on(day):
        before.valid_to = day
        keep(before, user=user, reason="replaced")
    return Staffing(**scope, valid_from=day)
