"""Rounds and awards of a unit that ends: they keep its name, somebody follows them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from bagana.ranking.consequences import FINISHED
from bagana.ranking.models import Award, Selection
from bagana.territory.handover import Handover, Source, both, ended
from bagana.territory.models import UnitChange


def rounds_left(change: UnitChange) -> Sequence[Handover]:
    """Unfinished rounds in which a unit that ends takes part."""
    gone = ended(change)
    rows = Selection.objects.exclude(state__in=FINISHED)
    found = []
    for unit, code in gone.codes.items():
        mine = rows.filter(Q(gates__unit=unit) | Q(run__rows__unit=unit)).distinct()
        for round_ in mine.order_by("code"):
            said = both(_of_round, round_)
            href = reverse("ranking:selection", args=[round_.code])
            found.append(Handover("selection", *said, code, gone.heir(unit), href))
    return found


def awards_left(change: UnitChange) -> Sequence[Handover]:
    """Awards that stand: their support goes on with the successor."""
    gone = ended(change)
    rows = Award.objects.filter(unit__in=gone.codes, withdrawn_by__isnull=True)
    found = []
    for award in rows.select_related("selection").order_by("unit__code", "pk"):
        said = both(_of_award, award)
        unit, selection = award.unit_id, award.selection
        href = reverse("ranking:selection", args=[selection.code])
        source = gone.codes[unit]
        found.append(Handover("award", *said, source, gone.heir(unit), href))
    return found


def _of_round(round_: Selection) -> str:
    text = _("«%(title)s» шалгаруулалтын ажлыг хариуцах")
    return text % {"title": round_.title}


def _of_award(award: Award) -> str:
    text = _("«%(title)s» шагналын дэмжлэгийг үргэлжлүүлэх")
    return text % {"title": award.title}


SOURCES = (
    Source("selection", lambda: _("Шалгаруулалт"), rounds_left),
    Source("award", lambda: _("Шагнал"), awards_left),
)
