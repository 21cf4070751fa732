"""The catalogue of services in the office, and the days off. HTTP only."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.casework import rules
from bagana.casework.actions import services as actions
from bagana.casework.forms.services import (
    DayOffForm,
    ServiceForm,
    VersionForm,
    initial_of,
)
from bagana.casework.models import ServiceVersion
from bagana.casework.queries import services as queries
from bagana.casework.queries.references import kinds_on
from bagana.casework.views.guard import casework_crumbs
from bagana.registers.queries.asset_page import my_units
from bagana.territory.models import Unit, UnitVersion
from bagana.web.errors import PermissionDenied
from bagana.web.form_pages import Crumbs, form_page, taken
from bagana.web.tables import Column, table_response, wanted_format


def _mine(request: HttpRequest) -> list[UnitVersion]:
    units = my_units(request.user, timezone.localdate())
    if not units:
        raise PermissionDenied(_("Энэ хуудсыг нээх эрх танд алга."))
    return units


def _own(request: HttpRequest) -> Unit | None:
    """The unit whose catalogue the user may add to."""
    for version in _mine(request):
        if rules.can_offer(request.user, version.unit):
            return version.unit
    return None


@login_required
def services(request: HttpRequest) -> HttpResponse:
    own, today = _own(request), timezone.localdate()
    rows = list(queries.versions_on(today))
    if chosen := wanted_format(request):
        return table_response(chosen, "services", columns(), rows)
    context = {
        "rows": [
            (row, rules.can_offer(request.user, row.service.unit)) for row in rows
        ],
        "may_offer": own is not None,
        "crumbs": casework_crumbs(),
    }
    return render(request, "casework/services.html", context)


def columns() -> list[Column]:
    return [
        Column("code", _("Код"), lambda row: row.service.code, 26),
        Column("title", _("Үйлчилгээ"), width=40),
        Column("kind", _("Төрөл"), lambda row: row.service.get_kind_display()),
        Column(
            "provider", _("Хэн үзүүлэх"), lambda row: row.service.get_provider_display()
        ),
        Column("term", _("Шийдвэрлэх хугацаа")),
        Column("term_in", _("Хэмжих нэгж"), lambda row: row.get_term_in_display()),
        Column("extension", _("Сунгах хугацаа")),
        Column("fee", _("Хураамж, ₮")),
        Column("papers", _("Бүрдүүлэх баримт"), _papers, 50),
        Column("basis", _("Хууль зүйн үндэслэл"), width=50),
        Column("who", _("Хэн хариуцах"), width=30),
        Column("where", _("Хаана"), width=30),
        Column("hours", _("Цагийн хуваарь"), width=30),
        Column("valid_from", _("Эхлэх өдөр")),
        Column("illustrative", _("Жишээ"), lambda row: int(row.is_illustrative)),
    ]


def _papers(row: ServiceVersion) -> str:
    return "; ".join(paper.get("mn", "") for paper in row.papers)


def _crumbs() -> Crumbs:
    page = reverse("casework:services")
    return [*casework_crumbs(), (page, _("Үйлчилгээний жагсаалт"))]


@login_required
def add(request: HttpRequest) -> HttpResponse:
    unit, today = _own(request), timezone.localdate()
    if unit is None:
        raise PermissionDenied(_("Үйлчилгээ нэмэх эрх танд алга."))
    form = ServiceForm(
        request.POST or None,
        kinds=kinds_on(today),
        initial={"valid_from": today, "term_in": "working"},
    )

    def act() -> Any:
        names = ("code", "kind", "provider", "is_open311", "reference_kind")
        own = {name: form.cleaned_data[name] for name in names}
        actions.add_service(user=request.user, unit=unit, **own, **form.promise())

    back = reverse("casework:services")
    if taken(request, form, act):
        messages.success(request, _("Үйлчилгээг нэмлээ."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("Үйлчилгээ нэмэх"),
        button=_("Нэмэх"),
        back=back,
        crumbs=_crumbs(),
    )


@login_required
def change(request: HttpRequest, code: str) -> HttpResponse:
    """A new version from a day; requests taken before keep theirs."""
    _mine(request)
    today = timezone.localdate()
    version = queries.version_of(code, today)
    if version is None:
        raise Http404
    if not rules.can_offer(request.user, version.service.unit):
        raise PermissionDenied(_("Энэ үйлчилгээг өөрчлөх эрх танд алга."))
    initial = initial_of(version) | {"valid_from": today}
    form = VersionForm(request.POST or None, initial=initial)

    def act() -> Any:
        actions.set_version(
            user=request.user, service=version.service, **form.promise()
        )

    back = reverse("casework:services")
    if taken(request, form, act):
        messages.success(request, _("Шинэ хувилбарыг хадгаллаа."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("Үйлчилгээг өөрчлөх"),
        button=_("Хадгалах"),
        back=back,
        crumbs=_crumbs(),
        lead=_("Өмнө авсан хүсэлт тухайн өдрийнхөө хувилбараар үлдэнэ."),
    )


@login_required
def days(request: HttpRequest) -> HttpResponse:
    """Days off of this year and the next, and what an office said otherwise."""
    units, year = _mine(request), timezone.localdate().year
    rows = queries.days_off([year, year + 1])
    if chosen := wanted_format(request):
        told = [
            Column("on", _("Өдөр"), lambda row: row[0]),
            Column("why", _("Шалтгаан"), lambda row: row[1], 50),
            Column("works", _("Ажиллах эсэх"), lambda row: int(row[2])),
            Column("source", _("Эх сурвалж"), lambda row: row[3]),
        ]
        return table_response(chosen, "days-off", told, rows)
    context = {
        "rows": rows,
        "may_set": any(rules.can_set_calendar(request.user, one.unit) for one in units),
        "crumbs": casework_crumbs(),
    }
    return render(request, "casework/days.html", context)


@login_required
def day_set(request: HttpRequest) -> HttpResponse:
    units = _mine(request)
    own = [one.unit for one in units if rules.can_set_calendar(request.user, one.unit)]
    if not own:
        raise PermissionDenied(_("Ажлын өдрийг аймгийн ажилтан тогтооно."))
    form = DayOffForm(request.POST or None, initial={"on": timezone.localdate()})

    def act() -> Any:
        actions.set_day(user=request.user, unit=own[0], **form.cleaned_data)

    back = reverse("casework:days")
    if taken(request, form, act):
        messages.success(request, _("Хадгаллаа."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("Өдөр тогтоох"),
        button=_("Тогтоох"),
        back=back,
        crumbs=[*casework_crumbs(), (back, _("Ажлын өдөр, амралт"))],
        lead=_("Бодогдсон хугацаа хэвээр үлдэнэ; үүнээс хойш авсан хүсэлтэд тооцно."),
    )
