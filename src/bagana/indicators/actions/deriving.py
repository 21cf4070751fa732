"""Figures made of other figures: ratios and sums. The rule: docs/rules/derived.md."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from bagana.indicators.imports.actions import apply_figures, check_figures
from bagana.indicators.models import (
    AcrossUnits,
    ImportBatch,
    Indicator,
    Nature,
    Observation,
    Period,
    Source,
    Status,
)
from bagana.indicators.rules import Reach, require_writer, writing_reach
from bagana.indicators.versions import Figure
from bagana.territory.models import Unit, UnitVersion
from bagana.web.errors import Refused

# From the firmest to the softest: a figure is never firmer than its parts.
FIRMNESS = (Nature.OFFICIAL, Nature.OWN, Nature.MODELLED)
type Values = dict[tuple[int, int, str], float]


@transaction.atomic
def derive(
    *,
    user: Any,
    indicators: Sequence[Indicator] = (),
    periods: Sequence[Period] = (),
    system: bool = False,
) -> ImportBatch:
    """Compute ratios as drafts wherever both parts are known in the same period.

    Of each part the draft counts if there is one, else the published value. The parts
    are kept on the row. No indicators given means all that are ratios.
    """
    reach = _reach(user, system)
    chosen = list(indicators) or list(
        Indicator.objects.filter(across_units=AcrossUnits.RATIO)
    )
    for indicator in chosen:
        _refuse_unlike(indicator)
    parts = {i.numerator_id for i in chosen} | {i.denominator_id for i in chosen}
    values = _current_values(parts, periods, reach)
    figures = [f for indicator in chosen for f in _ratios(indicator, values)]
    title = "Харьцаа үзүүлэлтийг тооцов"  # kept: in the language of record
    return take_in(user, title, chosen, figures, system)


def _reach(user: Any, system: bool) -> Reach:
    if not system:
        require_writer(user)
    return writing_reach(user, system=system)


def is_firmer_than_parts(indicator: Indicator) -> bool:
    """Whether the indicator claims to be official of parts that are not."""
    parts = [part for part in (indicator.numerator, indicator.denominator) if part]
    softest = max((FIRMNESS.index(Nature(part.nature)) for part in parts), default=0)
    return FIRMNESS.index(Nature(indicator.nature)) < softest


def _refuse_unlike(indicator: Indicator) -> None:
    if indicator.numerator is None or indicator.denominator is None:
        raise Refused(
            _("«%(name)s» хоёр хэсгээс тооцдог үзүүлэлт биш.")
            % {"name": indicator.name}
        )
    if is_firmer_than_parts(indicator):
        raise Refused(
            _("«%(name)s» үзүүлэлтийн хэсгүүд нь түүнээс сул төлөвтэй тоо байна.")
            % {"name": indicator.name},
            _("Үзүүлэлтийн төлөвийг «өөрийн тоо» эсвэл «загвар» болгоно уу."),
        )


def _current_values(
    indicators: Iterable[int | None], periods: Sequence[Period], reach: Reach
) -> Values:
    rows = Observation.objects.filter(
        Q(status=Status.DRAFT) | Q(status=Status.PUBLISHED),
        indicator__in=[pk for pk in indicators if pk is not None],
    )
    if periods:
        rows = rows.filter(period__in=[period.pk for period in periods])
    found = rows.order_by("version").values_list(
        "indicator_id", "unit_id", "period__code", "value"
    )
    # A draft is younger than what is published, so it comes last and counts.
    return {(row[0], row[1], row[2]): row[3] for row in found if reach.covers(row[1])}


def _ratios(indicator: Indicator, values: Values) -> Iterable[Figure]:
    for (part, unit, period), numerator in values.items():
        if part != indicator.numerator_id:
            continue
        denominator = values.get((indicator.denominator_id or 0, unit, period))
        if not denominator:
            continue
        yield Figure(
            indicator.pk,
            unit,
            period,
            indicator.factor * numerator / denominator,
            numerator,
            denominator,
        )


def take_in(
    user: Any,
    title: str,
    indicators: Sequence[Indicator],
    figures: list[Figure],
    system: bool,
) -> ImportBatch:
    content = json.dumps(
        {"indicators": [i.code for i in indicators], "figures": len(figures)},
        ensure_ascii=False,
    ).encode()
    batch = check_figures(
        user=user,
        title=title,
        origin="derived",
        content=content,
        figures=figures,
        system=system,
    )
    return apply_figures(user=user, batch=batch, figures=figures, system=system)


@transaction.atomic
def roll_up(
    *,
    user: Any,
    indicator: Indicator,
    period: Period,
    parents: Sequence[Unit],
    system: bool = False,
) -> ImportBatch:
    """Add up the parents' values from their children, as drafts.

    Only where every unit that lay under the parent on the last day of the period has
    a value, and the parent has none of its own.
    """
    if indicator.across_units != AcrossUnits.SUM:
        raise Refused(
            _("«%(name)s» үзүүлэлтийг нэгжээр нэмж болохгүй.")
            % {"name": indicator.name}
        )
    reach = _reach(user, system)
    reach.require(parent.pk for parent in parents)
    values = _current_values([indicator.pk], [period], reach)
    children = _children(parents, period)
    source = _added_up()
    figures = [
        _sum_of(indicator, parent, period, values, children[parent.pk], source)
        for parent in parents
        if _is_whole(indicator, parent, period, values, children[parent.pk])
    ]
    # Kept with the batch: in the language of record.
    title = f"Доод нэгжээс нэмж гаргав: {indicator.name_mn}"
    return take_in(user, title, [indicator], figures, system)


def _children(parents: Sequence[Unit], period: Period) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    rows = UnitVersion.objects.on(period.end).filter(parent__in=parents)
    for parent, unit in rows.values_list("parent_id", "unit_id"):
        if parent is not None:
            found[parent].append(unit)
    return found


def _is_whole(
    indicator: Indicator,
    parent: Unit,
    period: Period,
    values: Values,
    children: list[int],
) -> bool:
    if not children or (indicator.pk, parent.pk, period.code) in values:
        return False
    return all((indicator.pk, child, period.code) in values for child in children)


def _sum_of(
    indicator: Indicator,
    parent: Unit,
    period: Period,
    values: Values,
    children: list[int],
    source: Source,
) -> Figure:
    total = sum(values[indicator.pk, child, period.code] for child in children)
    return Figure(
        indicator.pk,
        parent.pk,
        period.code,
        total,
        source_id=source.pk,
        note=f"Доод шатны {len(children)} нэгжийг нэмж гаргав.",
        note_en=f"Added up from {len(children)} units below.",
    )


def _added_up() -> Source:
    source, _made = Source.objects.get_or_create(
        code="added_up",
        defaults={
            "publisher_mn": "Багана",
            "publisher_en": "Bagana",
            "title_mn": "Доод шатны нэгжийн тоог нэмж гаргасан",
            "title_en": "Added up from the figures of the units below",
        },
    )
    return source
