"""Integrity checks of figures, beside those of the register."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bagana.indicators.actions.deriving import is_firmer_than_parts
from bagana.indicators.actions.publishing import verify
from bagana.indicators.models import Indicator, Observation, Publication, Status
from bagana.territory.checks import Check
from bagana.territory.models import UnitVersion

# The finding is about figures as a whole, not about one unit.
NO_UNIT = ""


def _series_without_unit(on: date) -> Iterator[tuple[str, str]]:
    there = UnitVersion.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=OuterRef("period__start")),
        unit=OuterRef("unit"),
        valid_from__lte=OuterRef("period__end"),
    )
    rows = (
        Observation.objects.filter(~Exists(there), period__start__lte=on)
        .exclude(status=Status.WITHDRAWN)
        .order_by()
        .values("unit__code", "indicator__code")
        .annotate(count=Count("pk"))
        .order_by("unit__code", "indicator__code")
    )
    for row in rows:
        message = _("%(unit)s, %(indicator)s: нэгж байгаагүй үеийн %(count)s утга")
        values = {
            "unit": row["unit__code"],
            "indicator": row["indicator__code"],
            "count": row["count"],
        }
        yield row["unit__code"], message % values


def _publication_changed(on: date) -> Iterator[tuple[str, str]]:
    for publication in Publication.objects.filter(made_at__date__lte=on):
        if not verify(publication):
            message = _("№ %(number)s нийтлэлийн баталгаа таарахгүй: %(title)s")
            values = {"number": publication.pk, "title": publication.title}
            yield NO_UNIT, message % values


def _mixed_natures(on: date) -> Iterator[tuple[str, str]]:
    rows = Indicator.objects.filter(numerator__isnull=False).select_related(
        "numerator", "denominator"
    )
    for indicator in rows:
        if is_firmer_than_parts(indicator):
            message = _("«%(name)s» үзүүлэлт хэсгүүдээсээ хатуу төлөвтэй байна")
            yield NO_UNIT, message % {"name": indicator.name}


CHECKS = (
    Check(
        "series_without_unit",
        gettext_lazy("Нэгжгүй цуваа"),
        gettext_lazy("Утгыг татан авч, тухайн үед байсан нэгжид оруулна уу."),
        _series_without_unit,
    ),
    Check(
        "publication_changed",
        gettext_lazy("Нийтэлснээс хойш өөрчлөгдсөн утга"),
        gettext_lazy("Нөөц хуулбартай тулгаж, админд мэдэгдэнэ үү."),
        _publication_changed,
    ),
    Check(
        "mixed_natures",
        gettext_lazy("Албан тоо, өөрийн тоо холилдсон"),
        gettext_lazy("Үзүүлэлтийн төлөвийг «өөрийн тоо» эсвэл «загвар» болгоно уу."),
        _mixed_natures,
    ),
)
