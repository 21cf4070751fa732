"""Posts in the office: the first page, lists, one post, staffing. HTTP only."""

from __future__ import annotations

from datetime import date
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.accounts.roles import assignments
from bagana.people.actions import posts as actions
from bagana.people.forms.posts import CloseForm, PostEditForm, PostForm
from bagana.people.forms.staffing import AskedDay
from bagana.people.models import AppointmentState, PostKind
from bagana.people.queries import posts as queries
from bagana.people.queries.conduct import opens_conduct
from bagana.people.queries.posts import PostLine, PostsAsked
from bagana.people.queries.staffing import StaffLine, staffing_of
from bagana.people.rules import can_give_duty, can_staff, may_fill, may_set_terms
from bagana.people.views.posts_guard import (
    find_post,
    find_unit,
    people_crumbs,
    post_crumbs,
    require_staffer,
    unit_crumbs,
    unit_name,
)
from bagana.registers.private import private_page
from bagana.registers.queries.households import names_of
from bagana.territory.queries import versions_on
from bagana.web.errors import PermissionDenied
from bagana.web.form_pages import form_page, taken
from bagana.web.tables import Column, table_response, wanted_format

PER_PAGE: Final = 50
MOST_WAITING: Final = 20


def state_words() -> list[tuple[str, str]]:
    return [
        ("held", _("хүнтэй")),
        ("vacant", _("сул")),
        ("interim", _("түр орлон гүйцэтгэгчтэй")),
        ("ending", _("хугацаа нь 60 хоногт дуусна")),
    ]


@private_page
def index(request: HttpRequest) -> HttpResponse:
    """What waits in my units: terms that end, vacancies, nominations, records."""
    today = timezone.localdate()
    roots = {one.unit_id for one in assignments(request.user)}
    versions = list(
        versions_on(today).filter(unit__in=roots).select_related("unit", "kind")
    )
    if not versions:
        raise PermissionDenied(_("Энэ хуудсыг нээх эрх танд алга."))
    context = {
        "blocks": [_waiting(version) for version in versions],
        "opens_conduct": opens_conduct(request.user, today),
    }
    return render(request, "people/index.html", context)


def _waiting(version: Any) -> dict[str, Any]:
    unit, today = version.unit, timezone.localdate()
    empty = queries.vacant(unit, today).select_related("unit")
    return {
        "version": version,
        "posts": queries.posts_in(unit, today).count(),
        "vacancies": empty.count(),
        "vacant": _named(empty.order_by("unit__code", "kind")[:MOST_WAITING]),
        "ending": _named(queries.ending_soon(unit, today)[:MOST_WAITING]),
        "proposed": _named(queries.proposed(unit, today)[:MOST_WAITING]),
        "unsigned": _named(queries.unsigned(unit, today)[:MOST_WAITING]),
    }


def _named(rows: Any) -> list[tuple[Any, str]]:
    """Each row with the name of the unit of its post, or of itself."""
    found = [(row, getattr(row, "post", row).unit) for row in rows]
    names = names_of({unit.pk for _row, unit in found}, timezone.localdate())
    return [(row, names.get(unit.pk, unit.code)) for row, unit in found]


@private_page
def posts(request: HttpRequest, code: str) -> HttpResponse:
    """Posts of the unit and below, who holds them; filters in the address."""
    version, today = find_unit(request, code), timezone.localdate()
    asked = PostsAsked(
        **{
            name: request.GET.get(name, default).replace("\0", "")[:20]
            for name, default in (("kind", ""), ("state", ""), ("sort", "unit"))
        }
    )
    rows = queries.posts_asked(request.user, version.unit, asked, today)
    if chosen := wanted_format(request):
        lines = queries.lines_of(rows)
        return table_response(chosen, f"posts-{code}", _columns(lines), lines)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    shown = queries.lines_of(page.object_list)
    names = names_of({line.post.unit_id for line in shown}, today)
    context = {
        "version": version,
        "page": page,
        "lines": [(one, names.get(one.post.unit_id, "")) for one in shown],
        "asked": asked,
        "sort": asked.sort,
        "kinds": PostKind.choices,
        "states": state_words(),
        "may_staff": can_staff(request.user, version.unit),
        "may_give_duty": can_give_duty(request.user, version.unit),
        "crumbs": people_crumbs(),
    }
    return render(request, "people/posts.html", context)


def _columns(lines: list[PostLine]) -> list[Column]:
    today = timezone.localdate()
    names = names_of({line.post.unit_id for line in lines}, today)

    def of_holder(name: str) -> Any:
        return lambda line: getattr(line.holder, name) if line.holder else None

    return [
        Column("unit", _("Нэгж"), lambda line: line.post.unit.code),
        Column("unit_name", _("Нэгжийн нэр"), lambda x: names.get(x.post.unit_id), 30),
        Column("kind", _("Албан тушаал"), lambda x: x.post.get_kind_display(), 30),
        Column("title", _("Нэр"), lambda line: line.post.title, 36),
        Column("holder", _("Хэн"), lambda x: x.holder and x.holder.official.name, 24),
        Column("since", _("Хэзээнээс"), of_holder("starts_on")),
        Column("until", _("Бүрэн эрх дуусах өдөр"), of_holder("term_ends_on")),
        Column("interim", _("Түр орлон гүйцэтгэгч"), of_holder("is_interim")),
        Column("phone", _("Албан утас"), lambda line: line.post.phone),
    ]


@private_page
def staffing(request: HttpRequest, code: str) -> HttpResponse:
    """The standard against the posts there are: vacancies and what lacks, in pieces."""
    version, day = find_unit(request, code), _asked_day(request)
    lines = staffing_of(version.unit, day)
    if chosen := wanted_format(request):
        return table_response(chosen, f"staffing-{code}", _staff_columns(), lines)
    page = Paginator(lines, PER_PAGE * 2).get_page(request.GET.get("page"))
    context = {
        "version": version,
        "page": page,
        "all": _sums(lines),
        "day": day,
        "may_set": may_set_terms(request.user),
        "crumbs": unit_crumbs(version.unit),
    }
    return render(request, "people/staffing.html", context)


def _asked_day(request: HttpRequest) -> date:
    form = AskedDay(request.GET)
    told: date | None = form.cleaned_data["day"] if form.is_valid() else None
    return told or timezone.localdate()


def _sums(lines: list[StaffLine]) -> dict[str, Any]:
    known = [line.lacking for line in lines if line.lacking is not None]
    unfilled = [line.unfilled for line in lines if line.unfilled is not None]
    return {
        "posts": sum(line.posts for line in lines),
        "held": sum(line.held for line in lines),
        "vacancies": sum(line.vacancies for line in lines),
        "lacking": sum(known) if known else None,
        "unfilled": sum(unfilled) if unfilled else None,
    }


def _staff_columns() -> list[Column]:
    return [
        Column("unit", _("Нэгж"), lambda line: line.version.unit.code),
        Column("unit_name", _("Нэгжийн нэр"), lambda line: line.version.name, 30),
        Column("kind_word", _("Албан тушаал"), width=30),
        Column("standard", _("Жишиг орон тоо")),
        Column("posts", _("Орон тоо")),
        Column("held", _("Ажиллаж байгаа")),
        Column("vacancies", _("Сул орон тоо")),
        Column("lacking", _("Жишгээс дутуу орон тоо")),
        Column("unfilled", _("Жишгээс дутуу хүн")),
        Column("source", _("Эх сурвалж"), width=50),
    ]


@private_page
def post(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One post: who holds it, who held it before, what can be done now."""
    row, today = find_post(request, uid), timezone.localdate()
    holdings = list(
        row.appointments.select_related(
            "official", "nomination", "decree", "ending", "access"
        )
    )
    holder = queries.holder_of(row, today)
    context = {
        "post": row,
        "unit_name": unit_name(row.unit),
        "holder": holder,
        "holdings": [one for one in holdings if one.starts_on or one.state],
        "proposed": next(
            (one for one in holdings if one.state == AppointmentState.PROPOSED), None
        ),
        "records": row.handovers.select_related("outgoing__official")[:10],
        "may_fill": may_fill(request.user, row) and row.closed_on is None,
        "may_staff": can_staff(request.user, row.unit),
        "is_nominated": row.path == "nomination",
        "crumbs": unit_crumbs(row.unit),
    }
    return render(request, "people/post.html", context)


@private_page
def post_add(request: HttpRequest, code: str) -> HttpResponse:
    version = find_unit(request, code)
    require_staffer(request, version.unit)
    form = PostForm(request.POST or None, unit=version.unit)
    made: list[Any] = []

    def act() -> None:
        made.append(
            actions.open_post(user=request.user, unit=version.unit, **form.cleaned_data)
        )

    if taken(request, form, act):
        messages.success(request, _("Орон тоог бүртгэлээ."))
        return redirect("people:post", made[0].uid)
    return form_page(
        request,
        form,
        title=_("Орон тоо бий болгох"),
        button=_("Бүртгэх"),
        back=reverse("people:posts", args=[code]),
        crumbs=unit_crumbs(version.unit),
        lead=_("Тухайн өдрийн хуулиар тэр албан тушаал байх ёстой."),
    )


@private_page
def post_edit(request: HttpRequest, uid: UUID) -> HttpResponse:
    row = find_post(request, uid)
    require_staffer(request, row.unit)
    first = {name: getattr(row, name) for name in ("title_mn", "title_en", "phone")}
    form = PostEditForm(request.POST or None, initial=first)

    def act() -> None:
        actions.change_post(user=request.user, post=row, **form.cleaned_data)

    if taken(request, form, act):
        messages.success(request, _("Орон тоог заслаа."))
        return redirect("people:post", uid)
    return form_page(
        request,
        form,
        title=_("Орон тоог засах"),
        button=_("Хадгалах"),
        back=reverse("people:post", args=[uid]),
        crumbs=post_crumbs(row),
    )


@private_page
def post_close(request: HttpRequest, uid: UUID) -> HttpResponse:
    row = find_post(request, uid)
    require_staffer(request, row.unit)
    form = CloseForm(request.POST or None, unit=row.unit)

    def act() -> None:
        actions.close_post(user=request.user, post=row, **form.cleaned_data)

    if taken(request, form, act):
        messages.success(request, _("Орон тоог татан буулгалаа."))
        return redirect("people:post", uid)
    return form_page(
        request,
        form,
        title=_("Орон тоог татан буулгах"),
        button=_("Татан буулгах"),
        back=reverse("people:post", args=[uid]),
        crumbs=post_crumbs(row),
        lead=_("Ажиллаж байгаа хүнийг эхлээд чөлөөлнө."),
        danger=True,
    )
