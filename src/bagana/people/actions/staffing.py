"""Standard staffing: how many posts of a kind a unit should have."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.acts.models import Act
from bagana.people.models import PostKind, Staffing
from bagana.people.rules import can_set_staffing
from bagana.territory.models import Unit
from bagana.web.errors import Refused
from bagana.web.procedures import keep


@transaction.atomic
def set_staffing(
    *,
    user: Any,
    over: Unit,
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
    """A standard from a day; the one of the same scope before it ends that day."""
    can_set_staffing.require(user, over)
    if kind not in PostKind.values:
        raise Refused(_("Ийм албан тушаал байхгүй."), "", "kind")
    if posts < 0:
        raise Refused(_("Орон тоо сөрөг байж болохгүй."), "", "posts")
    scope = {
        "kind": kind,
        "level": level,
        "location_type": location_type,
        "tosgon": tosgon,
    }
    for before in Staffing.objects.filter(**scope, valid_to=None):
        if before.valid_from >= valid_from:
            raise Refused(_("Энэ өдрөөс хойш эхэлсэн жишиг бий."), "", "valid_from")
        before.valid_to = valid_from
        keep(before, user=user, reason="replaced")
    norm = Staffing(
        **scope,
        posts=posts,
        valid_from=valid_from,
        act=act,
        source=source.strip(),
        is_illustrative=is_illustrative,
    )
    keep(norm, user=user, reason="set")
    return norm
