"""Households that another bag takes over: one line for each pair of bags."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from bagana.engines.mongolian import format_number
from bagana.redistricting.models import BlockMove
from bagana.territory.handover import Handover, Source, both
from bagana.territory.models import UnitChange
from bagana.web import words


def households_moved(change: UnitChange) -> Sequence[Handover]:
    """Sums over the blocks that went over; a block not known makes a sum unknown."""
    rows = (
        BlockMove.objects.filter(change=change)
        .order_by("source__code", "target__code")
        .values_list("source__code", "target__code")
        .annotate(
            blocks=Count("pk"),
            known=Count("block__households"),
            people_known=Count("block__population"),
            households=Sum("block__households"),
            people=Sum("block__population"),
        )
    )
    found = []
    for source, target, blocks, known, people_known, households, people in rows:
        figures = (
            blocks,
            households if known == blocks else None,
            people if people_known == blocks else None,
        )
        said = both(_told, *figures)
        found.append(Handover("household", *said, source, target))
    return found


def _told(blocks: int, households: int | None, people: int | None) -> str:
    if households == 0 and people == 0:
        return _("Өрхгүй нутаг (%(blocks)s суурь хэсэг)") % {"blocks": blocks}
    return _(
        "%(households)s өрх, %(people)s хүний бүртгэл (%(blocks)s суурь хэсэг)"
    ) % {
        "households": _count(households),
        "people": _count(people),
        "blocks": blocks,
    }


def _count(number: int | None) -> str:
    return words.missing() if number is None else format_number(number)


HOUSEHOLDS = Source("household", lambda: _("Баг нь солигдох өрх"), households_moved)
