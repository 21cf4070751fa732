"""What every change of units needs: who, under which act, from which day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NotRequired, TypedDict

from django.utils.translation import gettext as _
from shapely.geometry.base import BaseGeometry

from bagana.accounts.models import User
from bagana.acts.models import Act
from bagana.territory.models import BoundaryStatus, Unit
from bagana.territory.rules import may_change
from bagana.web.errors import PermissionDenied


class Order(TypedDict):
    """The keywords that all actions share.

    `system=True` with `user=None` is the way of the set-up (the demonstration builder,
    the command line): whoever runs those holds the database file itself, so asking
    for a role would protect nothing. No page and no API ever passes it.
    """

    user: User | None
    act: Act
    effective_on: date
    note: NotRequired[str]
    is_assumption: NotRequired[bool]
    system: NotRequired[bool]


@dataclass(frozen=True)
class Outline:
    """A shape to be kept with a version: WGS 84 polygons and where they come from.

    `simplified` is for maps; made together with the neighbours when it is not given.
    """

    geometry: BaseGeometry
    status: str = BoundaryStatus.SCHEMATIC
    source: str = ""
    registered_area_km2: float | None = None
    simplified: BaseGeometry | None = None


@dataclass(frozen=True)
class Part:
    """A unit as a split or a merger leaves it; None keeps what the source has.

    With the code of an existing source the part is that unit, going on; else a new
    unit begins.
    """

    code: str
    name_mn: str = ""
    name_en: str = ""
    proper_name: str = ""
    number: int | None = None
    kind: str | None = None
    location_type: str | None = None
    is_tosgon: bool | None = None
    assumption_mn: str | None = None
    assumption_en: str | None = None
    outline: Outline | None = None
    aliases: Sequence[tuple[str, str]] = field(default_factory=tuple)
    external_codes: Sequence[tuple[str, str]] = field(default_factory=tuple)


def permit(order: Order, unit: Unit, kind: str = "") -> None:
    """Refuse whoever does not hold the unit; see `Order` for the set-up's way."""
    user = order["user"]
    if user is None and order.get("system", False):
        return
    if user is None or not may_change(user, unit, kind):
        raise PermissionDenied(
            _("%(code)s нэгжийг өөрчлөх эрх танд алга.") % {"code": unit.code}
        )
