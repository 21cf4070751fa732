"""A measure in the office: its page, its amendments, its steps."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.programme import rules
from bagana.programme.actions import planning
from bagana.programme.forms.plan import (
    AmendMeasureForm,
    DropForm,
    MeasureForm,
    ReasonForm,
)
from bagana.programme.models import Measure
from bagana.programme.queries import measure_office as queries
from bagana.programme.queries import plan_page
from bagana.programme.queries.planning import history_of
from bagana.programme.views.guard import (
    allow,
    find_measure,
    find_programme,
    form_page,
    measure_crumbs,
    plan_crumbs,
)
from bagana.web.errors import Conflict
from bagana.web.form_pages import taken


@login_required
def measure(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_measure(request, pk)
    context = {
        "measure": found,
        "page": queries.office_page(found, timezone.localdate(), request.user),
        "history": history_of(found),
        "may_plan": rules.can_plan(request.user, found.programme),
        "may_report": rules.can_report(request.user, found),
        "may_check": rules.can_check(request.user, found),
        "today": timezone.localdate(),
    }
    return render(request, "programme/measure.html", context)


@login_required
def add(request: HttpRequest, code: str) -> HttpResponse:
    programme = find_programme(request, code)
    allow(rules.can_plan(request.user, programme))
    asked = plan_page.Asked.of(programme, request.GET)
    phase = asked.phase or programme.phases.order_by("number").first()
    initial = {
        "objective": asked.objective,
        "phase": phase,
        "number": plan_page.next_measure(programme, asked.objective),
        "starts_on": phase.starts_on if phase else None,
        "due_on": phase.ends_on if phase else None,
    }
    form = MeasureForm(request.POST or None, programme=programme, initial=initial)
    made: list[Measure] = []

    def act() -> Any:
        made.append(
            planning.add_measure(
                user=request.user, programme=programme, **form.values()
            )
        )

    if taken(request, form, act):
        messages.success(request, _("Арга хэмжээг нэмлээ."))
        return redirect("programme:measure", made[0].pk)
    return form_page(
        request,
        form,
        title=_("Арга хэмжээ нэмэх"),
        button=_("Нэмэх"),
        back=reverse("programme:plan", args=[programme.code]),
        crumbs=plan_crumbs(programme),
    )


@login_required
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """A stale form is shown again beside what stands now; nothing typed is lost."""
    found = find_measure(request, pk)
    programme = found.programme
    allow(rules.can_plan(request.user, programme))
    form = AmendMeasureForm(
        request.POST or None, programme=programme, initial=queries.initial_of(found)
    )
    stale = False

    def act() -> Any:
        nonlocal stale
        try:
            planning.amend_measure(user=request.user, measure=found, **form.values())
        except Conflict as conflict:
            stale = not conflict.field
            raise

    page = reverse("programme:measure", args=[pk])
    if taken(request, form, act):
        messages.success(request, _("Засварыг хадгаллаа. Өмнөх нь түүхэнд үлдсэн."))
        return redirect(page)
    differences: list[queries.Difference] = []
    if stale:
        now = find_measure(request, pk)
        differences = queries.differences(now, form)
        typed = request.POST.copy()
        typed["revision"] = str(now.revision)
        form.data = typed
    return form_page(
        request,
        form,
        title=_("Арга хэмжээ засах"),
        button=_("Засварыг хадгалах"),
        back=page,
        crumbs=measure_crumbs(found),
        differences=differences,
    )


@login_required
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_measure(request, pk)
    allow(rules.can_plan(request.user, found.programme))
    form = DropForm(request.POST or None, initial={"on": timezone.localdate()})

    def act() -> Any:
        planning.drop_measure(user=request.user, measure=found, **form.cleaned_data)

    page = reverse("programme:measure", args=[pk])
    if taken(request, form, act):
        messages.success(request, _("Арга хэмжээг хаслаа."))
        return redirect(page)
    return form_page(
        request,
        form,
        title=_("Арга хэмжээ хасах"),
        button=_("Хасах"),
        back=page,
        crumbs=measure_crumbs(found),
        lead=_("Хийсэн ажил, төлсөн мөнгө хэвээр харагдана; цаашид хийгдэхгүй болно."),
        danger=True,
    )


@login_required
def take_up(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_measure(request, pk)
    allow(rules.can_plan(request.user, found.programme))
    form = ReasonForm(request.POST or None)

    def act() -> Any:
        planning.take_up_again(user=request.user, measure=found, **form.cleaned_data)

    page = reverse("programme:measure", args=[pk])
    if taken(request, form, act):
        messages.success(request, _("Арга хэмжээг сэргээлээ."))
        return redirect(page)
    return form_page(
        request,
        form,
        title=_("Арга хэмжээ сэргээх"),
        button=_("Сэргээх"),
        back=page,
        crumbs=measure_crumbs(found),
    )


@login_required
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_measure(request, pk)
    programme = found.programme
    allow(rules.can_plan(request.user, programme))
    form = ReasonForm(request.POST or None)

    def act() -> Any:
        planning.remove_measure(user=request.user, measure=found, **form.cleaned_data)

    if taken(request, form, act):
        messages.success(request, _("Арга хэмжээг устгалаа."))
        return redirect("programme:plan", programme.code)
    return form_page(
        request,
        form,
        title=_("Арга хэмжээ устгах"),
        button=_("Устгах"),
        back=reverse("programme:measure", args=[pk]),
        crumbs=measure_crumbs(found),
        lead=_("Зөвхөн андуурч оруулсан, ажил эхлээгүй арга хэмжээг устгана."),
        danger=True,
    )
