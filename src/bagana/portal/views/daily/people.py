"""Who governs my bag: posts of a unit, who holds them, since when, where to call."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from bagana.people.queries import posts as queries
from bagana.people.queries.posts import PostLine
from bagana.portal.queries import places
from bagana.portal.views.pages import address, crumbs, page, reading_date
from bagana.territory.models import UnitAncestry, UnitVersion
from bagana.territory.queries import (
    ancestors_of,
    below,
    children_of,
    find_version,
    nearest_version,
)
from bagana.web.tables import Column, table_response, wanted_format

PER_PAGE: Final = 60
SUM: Final = 2
CARD: Final = 4


@dataclass(frozen=True, slots=True)
class DirectoryLine:
    """A post as anyone may read it: office facts, nothing private."""

    version: UnitVersion
    line: PostLine

    @property
    def holder_name(self) -> str:
        holder = self.line.holder
        return holder.official.name if holder else ""


def directory_home(request: HttpRequest) -> HttpResponse:
    home = places.home_version(reading_date(request))
    if home is None:
        raise Http404
    return redirect(address(request, "officials", home.unit.code))


def directory(request: HttpRequest, code: str) -> HttpResponse:
    """A sum with its bags whole; above it the sums to go on to."""
    on = reading_date(request)
    version = find_version(code, on) or nearest_version(code, on)
    if version is None:
        raise Http404
    lines = directory_of(version, on)
    if chosen := wanted_format(request):
        return table_response(chosen, f"officials-{code}", _columns(), lines)
    whole = version.kind.level >= SUM
    own = lines if whole else [x for x in lines if x.version.unit_id == version.unit_id]
    found = Paginator(own, PER_PAGE).get_page(request.GET.get("page"))
    return page(
        request,
        "daily/officials",
        version=version,
        page=found,
        below=[] if whole else _counted(version, lines, on),
        all=len(lines),
        vacancies=sum(x.line.is_vacant for x in lines),
        crumbs=crumbs(request, [*ancestors_of(version.unit, on)]),
    )


def directory_of(version: UnitVersion, on: date) -> list[DirectoryLine]:
    """The unit's own posts first, then those of the units below, by name."""
    units = {one.unit_id: one for one in below(version.unit, on).order_by("sort_key")}
    units.setdefault(version.unit_id, version)
    rows = queries.with_holders(queries.open_posts(on).filter(unit__in=units), on)
    order = {key: place for place, key in enumerate(units)}
    lines = [DirectoryLine(units[post.unit_id], queries.line_of(post)) for post in rows]
    return sorted(
        lines,
        key=lambda x: (
            x.line.post.unit_id != version.unit_id,
            order[x.line.post.unit_id],
            x.line.post.kind != "governor",
            x.line.post.kind,
            x.line.post.pk,
        ),
    )


def _counted(
    version: UnitVersion, lines: Sequence[DirectoryLine], on: date
) -> list[dict[str, Any]]:
    """Units one rung down with the posts and vacancies in them; one query a rung."""
    children = list(children_of(version.unit, on).order_by("sort_key"))
    under = UnitAncestry.objects.on(on).filter(
        ancestor__in=[child.unit_id for child in children]
    )
    home = dict(under.values_list("unit", "ancestor"))
    posts: Counter[int] = Counter()
    vacancies: Counter[int] = Counter()
    for one in lines:
        key = home.get(one.version.unit_id, 0)
        posts[key] += 1
        vacancies[key] += one.line.is_vacant
    return [
        {
            "version": child,
            "posts": posts[child.unit_id],
            "vacancies": vacancies[child.unit_id],
        }
        for child in children
    ]


def _columns() -> list[Column]:
    return [
        Column("unit", _("Нэгж"), lambda x: x.version.unit.code),
        Column("unit_name", _("Нэгжийн нэр"), lambda x: x.version.name, 30),
        Column("title", _("Албан тушаал"), lambda x: x.line.post.title, 36),
        Column("holder", _("Хэн"), lambda x: x.holder_name, 24),
        Column(
            "since",
            _("Хэзээнээс"),
            lambda x: x.line.holder.starts_on if x.line.holder else None,
        ),
        Column("vacant", _("Сул эсэх"), lambda x: x.line.is_vacant),
        Column("phone", _("Албан утас"), lambda x: x.line.post.phone),
    ]


def of_unit(version: UnitVersion, on: date) -> list[PostLine]:
    """For the page of the unit: its own posts, the governor first."""
    rows = queries.open_posts(on).filter(unit=version.unit_id)
    lines = queries.lines_of(queries.with_holders(rows, on))
    lines.sort(key=lambda line: (line.post.kind != "governor", line.post.pk))
    return lines[:CARD]
