"""The public profile of a unit in a run: why it stands there, what would lift it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext

from bagana.engines import mongolian
from bagana.indicators.queries.withheld import told
from bagana.portal import ranking_profile_wording as wording
from bagana.portal.charts import Spec
from bagana.portal.interval_charts import Interval, intervals
from bagana.portal.ranking_profile_charts import Bar, bars, strip
from bagana.portal.views.pages import page
from bagana.ranking.queries.lifting import Lift, lifts_of
from bagana.ranking.queries.moved import Difference
from bagana.ranking.queries.profile import (
    DimensionLine,
    IndicatorLine,
    MissingLine,
    Profile,
    profile_of,
)
from bagana.ranking.queries.public_selection import round_of
from bagana.ranking.queries.rows import UnitRow
from bagana.ranking.queries.runs import runs
from bagana.ranking.wording import (
    improved_words,
    interval_words,
    merged_words,
    not_ranked_words,
    small_words,
    standing_words,
)
from bagana.web.tables import Column, table_response, wanted_format

NEIGHBOURS: Final = 5
WHOLE_GROUP: Final = 16
"""A longer group is drawn as its first places and the neighbours of the unit."""
FIRST: Final = 3
MOST_BARS: Final = 10


def unit(request: HttpRequest, pk: int, unit: str) -> HttpResponse:
    found = runs(request.user).select_related("version__framework__programme")
    run = get_object_or_404(found, pk=pk, computed_at__isnull=False)
    profile = profile_of(run, unit)
    if profile is None:
        raise Http404
    if chosen := wanted_format(request):
        name = f"profile-{run.pk}-{unit}"
        return table_response(chosen, name, _columns(), profile.lines)
    return page(
        request,
        "ranking/profile",
        run=run,
        profile=profile,
        row=profile.row,
        round=round_of(run),
        **_standing(profile),
        **_parts(profile),
        lifts=[_lift(lift) for lift in lifts_of(profile)],
    )


def _missing(profile: Profile) -> list[tuple[MissingLine, str]]:
    """What is missing and who would have it; what is withheld is nobody's to report."""
    codes = [one.code for one in profile.missing]
    if not codes:
        return []
    rows = told().filter(unit__code=profile.row.unit, indicator__code__in=codes)
    hidden = set(rows.values_list("indicator__code", flat=True))
    withheld = gettext("нууцалсан: цөөн хүн, өрхийн тоо")
    return [
        (one, withheld if one.code in hidden else wording.reporter(one))
        for one in profile.missing
    ]


def _standing(profile: Profile) -> dict[str, Any]:
    row, group = profile.row, profile.group
    if group is None:
        return {
            "where": not_ranked_words(row),
            "missing": _missing(profile),
        }
    title = gettext("%(group)s: байрын хязгаар") % {"group": group.name}
    return {
        "where": standing_words(row, group.size),
        "sentences": wording.standing(profile),
        "small": small_words(group.size) if group.is_small else "",
        "merged": [merged_words(one) for one in group.merged],
        "chart": _chart(group.rows, row, title),
        "chart_title": title,
        "cut": len(group.rows) > WHOLE_GROUP,
        "missing": _missing(profile),
        "conditions": [
            (one, wording.condition_value(one)) for one in profile.conditions
        ],
    }


def _chart(rows: Sequence[UnitRow], own: UnitRow, title: str) -> Spec:
    shown = [*rows]
    if len(shown) > WHOLE_GROUP:
        place = next(i for i, row in enumerate(rows) if row.unit == own.unit)
        near = range(place - NEIGHBOURS, place + NEIGHBOURS + 1)
        shown = [row for i, row in enumerate(rows) if i < FIRST or i in near]
    drawn = [
        Interval(
            row.short_name,
            row.rank_low,
            row.rank_median,
            row.rank_high,
            interval_words(row),
            chosen=row.unit == own.unit,
        )
        for row in shown
    ]
    return intervals(drawn, title=title, axis=gettext("бүлэг доторх байр"))


def _parts(profile: Profile) -> dict[str, Any]:
    scale = profile.method.scale
    found: dict[str, Any] = {
        "dimensions": [
            _dimension(one, scale.low, scale.high) for one in profile.dimensions
        ],
        "lines": [_line(one, scale.low, scale.high) for one in profile.lines],
    }
    if profile.contributions is not None:
        title = gettext("Оноонд хувь нэмэр оруулсан үзүүлэлт")
        found["contributions"] = _bars(profile, profile.contributions, title)
    if profile.distance is not None:
        title = gettext("Тэргүүнээс зөрүүг бүрдүүлсэн үзүүлэлт")
        found["distance"] = _bars(profile, profile.distance, title)
    if profile.moved is not None:
        found |= {
            "moved_words": wording.moved_words(profile.moved),
            "improved": improved_words(profile.row),
            "moved_rows": [
                (part, _name(profile, part.indicator))
                for part in profile.moved.difference.by_size
            ],
        }
    return found


def _name(profile: Profile, code: str) -> str:
    return next(line.name for line in profile.lines if line.leaf.code == code)


def _dimension(one: DimensionLine, low: float, high: float) -> Any:
    drawn = strip(low, high, own=one.own, middle=one.median, best=one.best)
    return one, drawn


def _line(one: IndicatorLine, low: float, high: float) -> Any:
    return one, strip(low, high, own=one.cell.normalised, middle=one.median)


def _bars(profile: Profile, difference: Difference, title: str) -> dict[str, Any]:
    rows = [
        Bar(
            _name(profile, part.indicator),
            part.points,
            mongolian.format_number(part.points, 1).replace("-", "−"),
        )
        for part in difference.by_size[:MOST_BARS]
    ]
    spec = bars(rows, title=title, axis=gettext("оноо")) if rows else None
    return {"difference": difference, "chart": spec, "title": title}


def _lift(lift: Lift) -> dict[str, Any]:
    step = lift.step
    own = lift.indicator.decimals if lift.indicator else 1
    return {
        # A mean of whole numbers is none.
        "decimals": max(own, 1),
        "lift": lift,
        "words": wording.step_words(step, lift.leaf.direction) if step else "",
    }


def _columns() -> list[Column]:
    return [
        Column("dimension", gettext("Индексийн чиглэл"), width=24),
        Column("code", gettext("Код"), lambda line: line.leaf.code, 24),
        Column("name", gettext("Үзүүлэлт"), width=32),
        Column("raw", gettext("Утга"), lambda line: line.cell.raw),
        Column(
            "unit",
            gettext("Хэмжих нэгж"),
            lambda line: line.indicator.unit_name if line.indicator else "",
        ),
        Column(
            "nature",
            gettext("Хэний тоо"),
            lambda line: line.indicator.nature if line.indicator else "",
        ),
        Column("year", gettext("Он"), lambda line: line.cell.year, 8),
        Column("observation", gettext("Ажиглалт"), lambda line: line.cell.observation),
        Column("imputed", gettext("Нөхөж тооцсон"), lambda line: line.cell.imputed),
        Column("recast", gettext("Шилжүүлж бодсон"), lambda line: line.cell.recast),
        Column("points", gettext("Оноо"), lambda line: line.cell.normalised),
        Column("median", gettext("Бүлгийн голч оноо")),
        Column("part", gettext("Индекст нэмсэн оноо")),
        Column("gap", gettext("Тэргүүнээс зөрүү")),
    ]
