"""GET /organizations, /posts, /officials, /memberships: who holds which post now."""

from __future__ import annotations

import datetime
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import Field, Query, Schema

from bagana.people import popolo
from bagana.people.models import Appointment, Post, PostKind
from bagana.people.queries.officials import in_office
from bagana.people.queries.posts import posts_in
from bagana.territory.models import Unit
from bagana.territory.queries import below, find_version
from bagana.web.api.answers import ApiRouter
from bagana.web.api.paging import Page, page_of
from bagana.web.api.parameters import ON, WITHIN, Day, Paged, UnitCode

organizations = ApiRouter(tags=["people"])
posts = ApiRouter(tags=["people"])
officials = ApiRouter(tags=["people"])
memberships = ApiRouter(tags=["people"])


class OfficialsAsked(Paged):
    """Without a day: who has left office is not named to programs."""

    within: UnitCode = Field(description=WITHIN)


class OfficesAsked(OfficialsAsked):
    on: Day | None = Field(None, description=ON)


class PostsOfficesAsked(OfficesAsked):
    kind: PostKind | None = Field(None, description=_("Албан тушаалын төрөл"))


class OrganizationOut(Schema):
    id: str
    name: str
    name_en: str
    classification: str
    parent_id: str | None
    founding_date: datetime.date
    dissolution_date: datetime.date | None


class ContactDetailOut(Schema):
    type: str
    value: str
    note: str


class PostOut(Schema):
    id: UUID
    label: str
    label_en: str
    role: str
    organization_id: str
    start_date: datetime.date
    end_date: datetime.date | None
    contact_details: list[ContactDetailOut]
    is_illustrative: bool


class MembershipOut(Schema):
    id: UUID
    label: str
    role: str
    person_id: UUID
    post_id: UUID
    organization_id: str
    start_date: datetime.date
    end_date: datetime.date | None
    is_interim: bool


class OfficialOut(Schema):
    id: UUID
    name: str
    given_name: str
    is_fictional: bool
    memberships: list[MembershipOut]


@organizations.get(
    "",
    response=Page[OrganizationOut],
    summary=_("Байгууллага (Popolo)"),
    description=_("Нэгж бүр албан тушаалуудынхаа байгууллага."),
)
def list_organizations(
    request: HttpRequest, asked: Query[OfficesAsked]
) -> dict[str, Any]:
    on = asked.on or timezone.localdate()
    unit = _unit(asked.within, on)
    found = below(unit, on).select_related("unit", "kind", "parent")
    rows = found.order_by("unit__code")
    return page_of(request, rows, asked, lambda page: map(popolo.organization, page))


@posts.get(
    "",
    response=Page[PostOut],
    summary=_("Албан тушаалууд (Popolo)"),
    description=_("Тухайн өдөр хүчинтэй орон тоо, албан утастай."),
)
def list_posts(request: HttpRequest, asked: Query[PostsOfficesAsked]) -> dict[str, Any]:
    on = asked.on or timezone.localdate()
    unit = _unit(asked.within, on)
    rows = posts_in(unit, on).select_related("unit").order_by("unit__code", "pk")
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    return page_of(request, rows, asked, lambda page: map(popolo.post, page))


@posts.get("/{uid}", response=PostOut, summary=_("Нэг албан тушаал"))
def read_post(request: HttpRequest, uid: UUID) -> dict[str, Any]:
    row = Post.objects.select_related("unit").filter(uid=uid).first()
    if row is None:
        raise Http404(gettext("Ийм албан тушаал алга."))
    return popolo.post(row)


@officials.get(
    "",
    response=Page[OfficialOut],
    summary=_("Албан тушаалд байгаа хүмүүс (Popolo)"),
    description=_("Зөвхөн тухайн өдөр ажиллаж байгаа хүний нэр, албан тушаал."),
)
def list_officials(
    request: HttpRequest, asked: Query[OfficialsAsked]
) -> dict[str, Any]:
    on = timezone.localdate()
    unit = _unit(asked.within, on)
    rows = in_office(unit, on).order_by("post__unit__code", "post", "pk")
    return page_of(request, rows, asked, lambda page: map(popolo.person, page))


@officials.get("/{uid}", response=OfficialOut, summary=_("Нэг албан хаагч"))
def read_official(request: HttpRequest, uid: UUID) -> dict[str, Any]:
    """Somebody out of office is not told here, the same as nobody."""
    held = Appointment.objects.on(timezone.localdate()).filter(official__uid=uid)
    rows = list(held.select_related("post__unit", "official").order_by("pk"))
    if not rows:
        raise Http404(gettext("Албан тушаалд ийм хүн алга."))
    told = popolo.person(rows[0])
    return told | {"memberships": [popolo.membership(row) for row in rows]}


@memberships.get(
    "",
    response=Page[MembershipOut],
    summary=_("Томилгоо (Popolo)"),
    description=_("Хэн ямар албан тушаалд хэзээнээс ажиллаж байгаа."),
)
def list_memberships(
    request: HttpRequest, asked: Query[OfficialsAsked]
) -> dict[str, Any]:
    on = timezone.localdate()
    unit = _unit(asked.within, on)
    rows = in_office(unit, on).order_by("post__unit__code", "post", "pk")
    return page_of(request, rows, asked, lambda page: map(popolo.membership, page))


def _unit(code: str, on: date) -> Unit:
    version = find_version(code, on)
    if version is None:
        raise Http404(gettext("Ийм кодтой нэгж алга: %s") % code)
    return version.unit
