"""Plans of a year, and certificates given. HTTP only."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bagana.people.actions import training_plans as actions
from bagana.people.actions.training_certificates import (
    issue_certificate,
    office_of,
    revoke_certificate,
)
from bagana.people.forms.training import (
    ApproveForm,
    PlanForm,
    PlanLineForm,
    RevokeCertificateForm,
)
from bagana.people.models import (
    Certificate,
    Course,
    Enrolment,
    PlanLine,
    PlanState,
    TrainingPlan,
)
from bagana.people.queries.training import certificates_of, standing_of
from bagana.people.rules import can_train, is_self
from bagana.people.views.training_guard import (
    asked,
    chosen_unit,
    require_trainer,
    training_crumbs,
    unit_choices,
)
from bagana.people.views.training_sessions import names_of
from bagana.registers.private import private_page
from bagana.territory.models import Unit
from bagana.web.form_pages import Crumbs, form_page, taken
from bagana.web.tables import Column, table_response, wanted_format

PER_PAGE: Final = 50


@private_page
def plans(request: HttpRequest) -> HttpResponse:
    """Plans of the units under the reader's roles; a new year is begun here."""
    chosen_unit(request)
    rows = TrainingPlan.objects.visible_to(request.user).select_related("unit", "act")
    rows = rows.order_by("-year", "unit__code")
    choices = unit_choices(request)
    initial = {"year": timezone.localdate().year + 1}
    form = PlanForm(request.POST or None, units=choices, initial=initial)
    made: list[TrainingPlan] = []

    def act() -> None:
        unit = Unit.objects.get(code=form.cleaned_data["unit"])
        year = form.cleaned_data["year"]
        made.append(actions.draw_plan(user=request.user, unit=unit, year=year))

    if taken(request, form, act):
        return redirect("people:training_plan", made[0].unit.code, made[0].year)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "names": names_of(one.unit_id for one in page.object_list),
        "form": form,
        "may_draw": bool(choices),
        "crumbs": training_crumbs(),
    }
    status = 422 if form.errors else 200
    return render(request, "people/training_plans.html", context, status=status)


def _plan_crumbs() -> Crumbs:
    return [
        *training_crumbs(),
        (reverse("people:training_plans"), _("Сургалтын төлөвлөгөө")),
    ]


def _find(request: HttpRequest, code: str, year: int) -> TrainingPlan:
    rows = TrainingPlan.objects.visible_to(request.user).select_related("unit", "act")
    return get_object_or_404(rows, unit__code=code, year=year)


@private_page
def plan(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """A year's lines with the sessions that came of them; a draft takes more."""
    found = _find(request, code, year)
    lines = found.lines.select_related("course").prefetch_related("sessions")
    if chosen := wanted_format(request):
        name = f"training-plan-{code}-{year}"
        return table_response(chosen, name, _line_columns(), lines)
    draft = found.state == PlanState.DRAFT
    may_write = draft and can_train(request.user, found.unit)
    form = PlanLineForm(request.POST or None)

    def act() -> Any:
        actions.add_line(user=request.user, plan=found, **form.cleaned_data)

    if taken(request, form, act):
        messages.success(request, _("Мөр нэмлээ."))
        return redirect("people:training_plan", code, year)
    costs = [line.cost for line in lines if line.cost is not None]
    context = {
        "plan": found,
        "name": names_of([found.unit_id]).get(found.unit_id, code),
        "lines": lines,
        "seats": sum(line.seats for line in lines),
        "cost": sum(costs) if costs else None,
        "unpriced": sum(line.cost is None for line in lines),
        "form": form,
        "may_write": may_write,
        "may_approve": may_write and bool(lines),
        "crumbs": _plan_crumbs(),
    }
    status = 422 if form.errors else 200
    return render(request, "people/training_plan.html", context, status=status)


def _line_columns() -> list[Column]:
    return [
        Column("quarter", _("Улирал")),
        Column("course", _("Сургалт"), lambda row: row.course.title, width=40),
        Column("seats", _("Хамрах хүн")),
        Column("cost", _("Зардал, ₮")),
        Column("sessions", _("Бүлэг"), lambda row: len(row.sessions.all())),
    ]


@require_POST
@private_page
def line_drop(request: HttpRequest, code: str, year: int, pk: int) -> HttpResponse:
    found = _find(request, code, year)
    line = get_object_or_404(PlanLine.objects.select_related("plan__unit"), pk=pk)
    if line.plan_id != found.pk:
        raise Http404
    actions.drop_line(user=request.user, line=line)
    messages.success(request, _("Мөрийг хаслаа."))
    return redirect("people:training_plan", code, year)


@private_page
def plan_approve(request: HttpRequest, code: str, year: int) -> HttpResponse:
    found = _find(request, code, year)
    require_trainer(request, found.unit)
    form = ApproveForm(request.POST or None)

    def act() -> Any:
        actions.approve_plan(user=request.user, plan=found, **form.cleaned_data)

    back = reverse("people:training_plan", args=[code, year])
    if taken(request, form, act):
        messages.success(request, _("Төлөвлөгөөг баталгаажууллаа."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("Сургалтын төлөвлөгөө батлах"),
        button=_("Батлах"),
        back=back,
        crumbs=[*_plan_crumbs(), (back, str(year))],
        lead=_("Баталсны дараа төлөвлөгөө өөрчлөгдөхгүй."),
    )


@private_page
def certificates(request: HttpRequest) -> HttpResponse:
    """Certificates of officials under the reader's roles, and his own."""
    _version, units = chosen_unit(request)
    today = timezone.localdate()
    within = _version.unit if asked(request, "unit") else None
    rows = certificates_of(
        request.user,
        unit=within,
        on=today,
        course=asked(request, "course"),
        standing=asked(request, "standing"),
        sort=asked(request, "sort"),
    )
    if chosen := wanted_format(request):
        return table_response(chosen, "certificates", _certificate_columns(), rows)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": _lines(request.user, list(page.object_list)),
        "names": names_of(row.enrolment.unit_id for row in page.object_list),
        "units": units,
        "unit": asked(request, "unit"),
        "courses": Course.objects.all(),
        "course": asked(request, "course"),
        "standing": asked(request, "standing"),
        "standings": [
            ("valid", _("хүчинтэй")),
            ("expired", _("хугацаа дууссан")),
            ("revoked", _("хүчингүй болгосон")),
        ],
        "sort": asked(request, "sort") or "-issued_on",
        "crumbs": training_crumbs(),
    }
    return render(request, "people/training_certificates.html", context)


def _lines(
    user: Any, rows: list[Certificate]
) -> list[tuple[Certificate, str, bool, bool]]:
    """Each certificate, how it stands, and whether the reader may revoke, print it."""
    today = timezone.localdate()
    offices = {row.pk: office_of(row.enrolment) for row in rows}
    units = {*offices.values(), *(row.enrolment.unit for row in rows)}
    may = {unit: can_train(user, unit) for unit in units}
    return [
        (
            row,
            standing_of(row, today),
            may[offices[row.pk]],
            may[row.enrolment.unit] or is_self(user, row.enrolment.official),
        )
        for row in rows
    ]


def _certificate_columns() -> list[Column]:
    return [
        Column("number", _("Дугаар")),
        Column("name", _("Нэр"), lambda row: row.enrolment.official.name, width=24),
        Column("unit", _("Нэгж"), lambda row: row.enrolment.unit.code),
        Column(
            "course", _("Сургалт"), lambda row: row.enrolment.course.title, width=40
        ),
        Column("issued_on", _("Олгосон өдөр")),
        Column("valid_until", _("Хүчинтэй хугацаа")),
        Column("revoked_on", _("Хүчингүй болгосон өдөр")),
    ]


def _enrolment(request: HttpRequest, uid: UUID) -> Enrolment:
    rows = Enrolment.objects.visible_to(request.user)
    rows = rows.select_related("course", "official", "unit", "session__unit")
    return get_object_or_404(rows, uid=uid)


@require_POST
@private_page
def certificate_issue(request: HttpRequest, uid: UUID) -> HttpResponse:
    """For a course learned alone: the office gives it, not the official himself."""
    enrolment = _enrolment(request, uid)
    require_trainer(request, office_of(enrolment))
    made = issue_certificate(user=request.user, enrolment=enrolment)
    said = _("Гэрчилгээ олголоо: № %(number)s") % {"number": made.number}
    messages.success(request, said)
    return redirect("people:training_record", enrolment.official.uid)


@private_page
def certificate_revoke(request: HttpRequest, uid: UUID) -> HttpResponse:
    enrolment = _enrolment(request, uid)
    require_trainer(request, office_of(enrolment))
    certificate = getattr(enrolment, "certificate", None)
    if certificate is None:
        raise Http404
    initial = {"on": timezone.localdate().isoformat()}
    form = RevokeCertificateForm(request.POST or None, initial=initial)

    def act() -> Any:
        revoke_certificate(
            user=request.user, certificate=certificate, **form.cleaned_data
        )

    back = reverse("people:training_certificates")
    if taken(request, form, act):
        messages.success(request, _("Гэрчилгээг хүчингүй болголоо."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("Гэрчилгээг хүчингүй болгох"),
        button=_("Хүчингүй болгох"),
        back=back,
        crumbs=[*training_crumbs(), (back, _("Гэрчилгээ"))],
        lead=f"№ {certificate.number}",
        danger=True,
    )
