"""GET /households, /people: what the pages show, always masked, to the signed in.

Numbers and names are never whole here: a program has no reason of its own. Every
answer is noted as a reading and kept by no cache.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import Field, Query, Schema
from ninja.security import SessionAuth

from bagana.privacy.reading import note_reading
from bagana.registers.models import Household, Person
from bagana.registers.private import not_kept
from bagana.registers.showing import Showing, person_line
from bagana.territory.models import Unit
from bagana.territory.queries import below, find_version
from bagana.web.api.answers import ApiRouter
from bagana.web.api.paging import Page, page_of
from bagana.web.api.parameters import WITHIN, Paged, UnitCode

households = ApiRouter(tags=["registers"], auth=SessionAuth())
people = ApiRouter(tags=["registers"], auth=SessionAuth())
MASKED = Showing(names=False, numbers=False)


class Asked(Paged):
    within: UnitCode = Field(description=WITHIN)


class HouseholdOut(Schema):
    uid: UUID
    unit: str
    number: str
    section: str
    members: int
    members_told: int | None
    dwelling: str
    is_herder: bool | None
    electricity: str
    water: str
    internet: bool | None
    needs_assistance: bool | None
    opened_on: date
    closed_on: date | None


class PersonOut(Schema):
    uid: UUID
    household: UUID
    unit: str
    name: str
    reg_no: str
    birth_year: int | None
    sex: str
    relation: str
    is_temporary: bool


@households.get(
    "",
    response=Page[HouseholdOut],
    summary=_("Өрхийн жагсаалт"),
    description=_("Өөрийн харах багийн нээлттэй өрхүүд, хүний нэргүй."),
)
def list_households(
    request: HttpRequest, response: HttpResponse, asked: Query[Asked]
) -> dict[str, Any]:
    unit = _unit(asked.within)
    found = _households(request).filter(
        unit__in=below(unit, timezone.localdate()).values("unit"),
        closed_on__isnull=True,
    )
    not_kept(response)

    def shown(rows: Any) -> list[dict[str, Any]]:
        heads = [row.head_id for row in rows if row.head_id]
        _note(request, "api_households", unit, heads)
        return [_household_row(row) for row in rows]

    return page_of(request, found.order_by("unit__code", "number", "pk"), asked, shown)


@households.get("/{uid}", response=HouseholdOut, summary=_("Нэг өрх"))
def read_household(
    request: HttpRequest, response: HttpResponse, uid: UUID
) -> dict[str, Any]:
    not_kept(response)
    row = _households(request).filter(uid=uid).first()
    if row is None:
        raise _absent()
    heads = [row.head_id] if row.head_id else []
    _note(request, "api_households", row.unit, heads)
    return _household_row(row)


def _households(request: HttpRequest) -> Any:
    present = Count("people", filter=Q(people__is_present=True))
    rows = Household.objects.visible_to(request.user)
    return rows.select_related("unit", "section").annotate(members=present)


def _household_row(row: Any) -> dict[str, Any]:
    names = (
        "uid", "number", "members", "members_told", "dwelling", "is_herder",
        "electricity", "water", "internet", "needs_assistance", "opened_on",
        "closed_on",
    )  # fmt: skip
    told = {name: getattr(row, name) for name in names}
    section = row.section.name if row.section else ""
    return told | {"unit": row.unit.code, "section": section}


@people.get(
    "",
    response=Page[PersonOut],
    summary=_("Хүмүүсийн жагсаалт"),
    description=_("Өөрийн харах багт бүртгэлтэй хүмүүс; нэр, дугаарыг халхалсан."),
)
def list_people(
    request: HttpRequest, response: HttpResponse, asked: Query[Asked]
) -> dict[str, Any]:
    unit = _unit(asked.within)
    found = _people(request).filter(
        unit__in=below(unit, timezone.localdate()).values("unit")
    )
    not_kept(response)

    def shown(rows: Any) -> list[dict[str, Any]]:
        _note(request, "api_people", unit, [row.pk for row in rows])
        return [_person_row(row) for row in rows]

    return page_of(request, found.order_by("unit__code", "pk"), asked, shown)


@people.get("/{uid}", response=PersonOut, summary=_("Нэг хүн"))
def read_person(
    request: HttpRequest, response: HttpResponse, uid: UUID
) -> dict[str, Any]:
    not_kept(response)
    row = _people(request).filter(uid=uid).first()
    if row is None:
        raise _absent()
    _note(request, "api_people", row.unit, [row.pk])
    return _person_row(row)


def _people(request: HttpRequest) -> Any:
    rows = Person.objects.visible_to(request.user)
    present = rows.filter(is_present=True, is_restricted=False)
    return present.select_related("unit", "household")


def _person_row(row: Person) -> dict[str, Any]:
    line = person_line(row, MASKED, timezone.localdate())
    return {
        "uid": row.uid,
        "household": row.household.uid,
        "unit": row.unit.code,
        "name": line.name,
        "reg_no": line.reg_no,
        "birth_year": row.birth_year,
        "sex": row.sex,
        "relation": row.relation,
        "is_temporary": row.is_temporary,
    }


def _note(request: HttpRequest, what: str, unit: Unit, subjects: list[int]) -> None:
    note_reading(user=request.user, what=what, unit=unit, subjects=subjects)


def _unit(code: str) -> Unit:
    version = find_version(code, timezone.localdate())
    if version is None:
        raise Http404(gettext("Ийм кодтой нэгж алга: %s") % code)
    return version.unit


def _absent() -> Http404:
    return Http404(gettext("Таны харах бүртгэлд ийм мөр алга."))
