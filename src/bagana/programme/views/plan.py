"""The plan as an outline; founding a programme, objectives, carrying over."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.programme import rules
from bagana.programme.actions import carrying, founding, planning
from bagana.programme.forms.plan import (
    AmendObjectiveForm,
    CarryForm,
    FoundForm,
    ObjectiveForm,
    ProgrammeForm,
    ReasonForm,
)
from bagana.programme.models import Objective
from bagana.programme.plan_columns import plan_columns
from bagana.programme.queries import plan_page as queries
from bagana.programme.queries import planning as reads
from bagana.programme.views.guard import allow, find_programme, form_page, plan_crumbs
from bagana.web.form_pages import taken
from bagana.web.tables import table_response, wanted_format

PER_PAGE = 100


@login_required
def plan(request: HttpRequest, code: str) -> HttpResponse:
    programme, today = find_programme(request, code), timezone.localdate()
    asked = queries.Asked.of(programme, request.GET)
    found = queries.asked_measures(programme, asked, today)
    if chosen := wanted_format(request):
        measures = list(reads.with_steps(found))
        names = reads.unit_names(measures, today)
        return table_response(
            chosen, f"plan-{programme.code}", plan_columns(names), measures
        )
    page = Paginator(reads.with_steps(found), PER_PAGE).get_page(
        request.GET.get("page")
    )
    measures = list(page.object_list)
    context = {
        "programme": programme,
        "page": page,
        "asked": asked,
        "stems": queries.shown_outline(programme, measures, asked, page.number),
        "flat": measures if asked.sort else [],
        "names": reads.unit_names(measures, today),
        "choices": queries.choices_of(programme),
        "counts": queries.counts_of(programme, today),
        "may_plan": rules.can_plan(request.user, programme),
    }
    return render(request, "programme/plan.html", context)


@login_required
def found(request: HttpRequest) -> HttpResponse:
    allow(reads.founds_any(request.user))
    form = FoundForm(request.POST or None)

    def act() -> Any:
        values = dict(form.cleaned_data)
        values["unit"] = values["unit"].unit
        founding.found_programme(user=request.user, **values)

    if taken(request, form, act):
        messages.success(request, _("Хөтөлбөр эхэллээ. Одоо зорилтуудаа оруулна уу."))
        return redirect("programme:plan", form.cleaned_data["code"].strip().lower())
    return form_page(
        request,
        form,
        title=_("Хөтөлбөр эхлүүлэх"),
        button=_("Эхлүүлэх"),
        back=reverse("programme:index"),
        crumbs=[(reverse("programme:index"), _("Хөтөлбөр"))],
        lead=_("Хөтөлбөр түүнийг баталсан шийдвэрээс эхэлж, нийтэд нээлттэй болно."),
    )


@login_required
def amend(request: HttpRequest, code: str) -> HttpResponse:
    programme = find_programme(request, code)
    allow(rules.can_plan(request.user, programme))
    names = ("name_mn", "name_en", "goal_mn", "goal_en")
    initial = {name: getattr(programme, name) for name in names}
    form = ProgrammeForm(request.POST or None, initial=initial)

    def act() -> Any:
        founding.amend_programme(
            user=request.user, programme=programme, **form.cleaned_data
        )

    back = reverse("programme:plan", args=[programme.code])
    if taken(request, form, act):
        messages.success(request, _("Засварыг хадгаллаа. Өмнөх нь түүхэнд үлдсэн."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("Нэр, зорилго засах"),
        button=_("Засварыг хадгалах"),
        back=back,
        crumbs=plan_crumbs(programme),
    )


@login_required
def add_objective(request: HttpRequest, code: str) -> HttpResponse:
    programme = find_programme(request, code)
    allow(rules.can_plan(request.user, programme))
    next_number = queries.next_objective(programme)
    form = ObjectiveForm(request.POST or None, initial={"number": next_number})

    def act() -> Any:
        planning.add_objective(
            user=request.user, programme=programme, **form.cleaned_data
        )

    back = reverse("programme:plan", args=[programme.code])
    if taken(request, form, act):
        messages.success(request, _("Зорилтыг нэмлээ."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("Зорилт нэмэх"),
        button=_("Нэмэх"),
        back=back,
        crumbs=plan_crumbs(programme),
    )


@login_required
def amend_objective(request: HttpRequest, pk: int) -> HttpResponse:
    objective = get_object_or_404(Objective.objects.select_related("programme"), pk=pk)
    programme = find_programme(request, objective.programme.code)
    allow(rules.can_plan(request.user, programme))
    names = ("number", "name_mn", "name_en", "note_mn", "note_en")
    initial = {name: getattr(objective, name) for name in names}
    form = AmendObjectiveForm(request.POST or None, initial=initial)

    def act() -> Any:
        planning.amend_objective(
            user=request.user, objective=objective, **form.cleaned_data
        )

    back = reverse("programme:plan", args=[programme.code])
    if taken(request, form, act):
        messages.success(request, _("Засварыг хадгаллаа. Өмнөх нь түүхэнд үлдсэн."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("Зорилт засах"),
        button=_("Засварыг хадгалах"),
        back=back,
        crumbs=plan_crumbs(programme),
        remove=reverse("programme:remove_objective", args=[pk]),
    )


@login_required
def remove_objective(request: HttpRequest, pk: int) -> HttpResponse:
    objective = get_object_or_404(Objective.objects.select_related("programme"), pk=pk)
    programme = find_programme(request, objective.programme.code)
    allow(rules.can_plan(request.user, programme))
    form = ReasonForm(request.POST or None)
    back = reverse("programme:plan", args=[programme.code])

    def act() -> Any:
        planning.remove_objective(
            user=request.user, objective=objective, **form.cleaned_data
        )

    if taken(request, form, act):
        messages.success(request, _("Зорилтыг устгалаа."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("Зорилт устгах"),
        button=_("Устгах"),
        back=back,
        crumbs=plan_crumbs(programme),
        lead=str(objective),
        danger=True,
    )


@login_required
def carry(request: HttpRequest, code: str) -> HttpResponse:
    """Unfinished measures of an earlier phase, chosen, go on in a later one."""
    programme = find_programme(request, code)
    allow(rules.can_plan(request.user, programme))
    unfinished = queries.unfinished(programme, timezone.localdate())
    form = CarryForm(
        request.POST or None,
        programme=programme,
        unfinished=unfinished,
        initial={"phase": programme.phases.filter(number__gt=1).first()},
    )

    def act() -> Any:
        values = dict(form.cleaned_data)
        values["measures"] = list(values["measures"])
        carrying.carry_over(user=request.user, **values)

    back = reverse("programme:plan", args=[programme.code])
    if taken(request, form, act):
        messages.success(request, _("Дараагийн үе шатанд үргэлжлүүллээ."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("Дуусаагүйг дараагийн үе шатанд үргэлжлүүлэх"),
        button=_("Үргэлжлүүлэх"),
        back=back,
        crumbs=plan_crumbs(programme),
        lead=_(
            "Шинэ арга хэмжээ үүсэж, хийгдээгүй үйл ажиллагаа хуулагдана. Өмнөх үе "
            "шатны хугацаа, мөнгө, үнэлгээ хэвээр үлдэнэ."
        ),
    )
