"""The public pages of targets: all of a programme, and one with its whole way."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext

from bagana.engines.progress import Light
from bagana.portal.programme_target_charts import spark, target_chart
from bagana.portal.views.pages import asked, reading_date
from bagana.portal.views.programme.frame import find_programme, programme_page
from bagana.programme.models import Programme, Target
from bagana.programme.queries.standings import names_of
from bagana.programme.queries.target_rows import Asked, target_list, where_of
from bagana.programme.queries.targets import progress_of, targets_of
from bagana.programme.target_columns import steps_of, target_columns
from bagana.programme.templatetags.programme import light_word
from bagana.territory.models import Unit
from bagana.web.tables import table_response, wanted_format

PER_PAGE = 40
SORTS = ("objective", "indicator", "where", "ratio")


def programme_targets(request: HttpRequest, code: str) -> HttpResponse:
    programme, on = find_programme(code), reading_date(request)
    wanted = _asked(request, programme)
    found = target_list(programme, on=on, user=request.user, asked=wanted)
    if chosen := wanted_format(request):
        name, rows = f"{code}-targets", steps_of(found.rows)
        return table_response(chosen, name, target_columns(), rows)
    page = Paginator(found.rows, PER_PAGE).get_page(request.GET.get("page"))
    return programme_page(
        request,
        "targets",
        programme,
        found=found,
        pages=page,
        rows=[(row, spark(row.shown)) for row in page.object_list],
        asked=wanted,
        objectives=programme.objectives.all(),
        lights=[(one.value, light_word(one)) for one in Light],
    )


def _asked(request: HttpRequest, programme: Programme) -> Asked:
    number, light, sort = (asked(request, n) for n in ("objective", "light", "sort"))
    objective = None
    if number.isdecimal() and len(number) < 4:
        objective = programme.objectives.filter(number=int(number)).first()
    return Asked(
        objective=objective,
        unit=Unit.objects.filter(code=asked(request, "unit")).first(),
        light=light if light in list(Light) else "",
        sort=sort if sort in SORTS else "",
    )


def programme_target(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One target: each period with what was wanted and reached, and its versions."""
    programme, on = find_programme(code), reading_date(request)
    rows = targets_of(programme).filter(pk=pk)
    shown = next(iter(progress_of(rows, on=on, user=request.user)), None)
    target = shown.target if shown else rows.first()
    if target is None:
        raise Http404
    names = names_of(target.units.all(), on)
    where = where_of(target, names)
    words = {"wanted": gettext("зорилтот"), "reached": gettext("хүрсэн")}
    title = gettext("%(name)s, %(where)s: зорилтот ба хүрсэн түвшин") % {
        "name": target.indicator.name,
        "where": where,
    }
    return programme_page(
        request,
        "target",
        programme,
        target=target,
        shown=shown,
        where=where,
        members=_members(target, names),
        chart=target_chart(shown, title=title, words=words) if shown else None,
        chart_title=title,
        versions=_versions(target),
    )


def _members(target: Target, names: dict[int, str]) -> list[tuple[str, str]]:
    return [(unit.code, names.get(unit.pk, unit.code)) for unit in target.units.all()]


def _versions(target: Target) -> list[object]:
    return list(
        target.versions.select_related("act__body", "baseline_period")
        .prefetch_related("points__period", "baseline_observations")
        .order_by("-in_force_from")
    )
