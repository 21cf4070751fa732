"""What the registers leave with a bag that ends: households to assign, assets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.engines.mongolian import format_number
from bagana.registers.following import placed, standing, ways
from bagana.registers.models import Asset
from bagana.territory.handover import Handover, Source, both, ended
from bagana.territory.models import UnitChange


def households_left(change: UnitChange) -> Sequence[Handover]:
    """Households that no rule places, and all of them while the day lies ahead."""
    return list(_households(change))


def _households(change: UnitChange) -> Iterable[Handover]:
    href = reverse("registers:following", args=[change.pk])
    gone = ended(change)
    ahead = change.effective_on > timezone.localdate()
    for way in ways(change):
        if way.moves_nobody:
            continue
        heir = gone.heir(way.source.pk)
        unknown = len(placed(change, way).unknown)
        if unknown:
            said = both(_to_check if way.stays else _to_assign, unknown)
            yield Handover("register", *said, way.source.code, heir, href)
        rest = standing(way.source).count() - unknown
        if ahead and rest and not way.stays:
            said = both(_to_follow, rest)
            yield Handover("register", *said, way.source.code, heir, href)


def _to_assign(count: int) -> str:
    return _("Аль багт орох нь тодорхойгүй %(count)s өрхийг хуваарилах") % {
        "count": format_number(count)
    }


def _to_check(count: int) -> str:
    return _("Багтаа үлдсэн %(count)s өрхийн нутаг тодорхойгүй: нягтлах") % {
        "count": format_number(count)
    }


def _to_follow(count: int) -> str:
    return _("%(count)s өрхийн бүртгэлийг хүчинтэй болох өдөр шилжүүлэх") % {
        "count": format_number(count)
    }


def assets_left(change: UnitChange) -> Sequence[Handover]:
    """Things of an office that ends: they go with it, by a paper and by hand."""
    gone = ended(change)
    rows = Asset.objects.filter(unit__in=gone.codes, until__isnull=True).order_by()
    counted = rows.values_list("unit", "unit__code").annotate(n=Count("pk"))
    return [
        Handover("asset", *both(_assets, n), code, gone.heir(unit))
        for unit, code, n in counted.order_by("unit__code")
    ]


def _assets(count: int) -> str:
    return _("Багийн албаны %(count)s нэр төрлийн хөрөнгийг шилжүүлэх") % {
        "count": format_number(count)
    }


SOURCES = (
    Source("register", lambda: _("Өрхийн бүртгэл"), households_left),
    Source("asset", lambda: _("Багийн албаны хөрөнгө"), assets_left),
)
