"""The steps of a measure, each by a form of its own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.programme import rules
from bagana.programme.actions import activities
from bagana.programme.forms.plan import (
    ActivityForm,
    AmendActivityForm,
    DoneForm,
    ReasonForm,
)
from bagana.programme.models import Activity
from bagana.programme.views.guard import allow, find_measure, form_page, measure_crumbs
from bagana.web.form_pages import taken


def find_activity(request: HttpRequest, pk: int) -> Activity:
    activity = get_object_or_404(Activity, pk=pk)
    activity.measure = find_measure(request, activity.measure_id)
    return activity


@login_required
def add(request: HttpRequest, pk: int) -> HttpResponse:
    measure = find_measure(request, pk)
    allow(rules.can_plan(request.user, measure.programme))
    form = ActivityForm(request.POST or None, initial={"due_on": measure.due_on})

    def act() -> Any:
        activities.add_activity(user=request.user, measure=measure, **form.cleaned_data)

    page = reverse("programme:measure", args=[pk])
    if taken(request, form, act):
        messages.success(request, _("Үйл ажиллагааг нэмлээ."))
        return redirect(page)
    return form_page(
        request,
        form,
        title=_("Үйл ажиллагаа нэмэх"),
        button=_("Нэмэх"),
        back=page,
        crumbs=measure_crumbs(measure),
        lead=measure.name,
    )


@login_required
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    activity = find_activity(request, pk)
    measure = activity.measure
    allow(rules.can_plan(request.user, measure.programme))
    names = ("name_mn", "name_en", "due_on")
    initial = {name: getattr(activity, name) for name in names}
    form = AmendActivityForm(request.POST or None, initial=initial)

    def act() -> Any:
        activities.amend_activity(
            user=request.user, activity=activity, **form.cleaned_data
        )

    page = reverse("programme:measure", args=[measure.pk])
    if taken(request, form, act):
        messages.success(request, _("Засварыг хадгаллаа. Өмнөх нь түүхэнд үлдсэн."))
        return redirect(page)
    return form_page(
        request,
        form,
        title=_("Үйл ажиллагаа засах"),
        button=_("Засварыг хадгалах"),
        back=page,
        crumbs=measure_crumbs(measure),
    )


@login_required
def done(request: HttpRequest, pk: int) -> HttpResponse:
    activity = find_activity(request, pk)
    allow(rules.can_report(request.user, activity.measure))
    form = DoneForm(request.POST or None, initial={"done_on": timezone.localdate()})

    def act() -> Any:
        activities.reach_milestone(
            user=request.user, activity=activity, **form.cleaned_data
        )

    page = reverse("programme:measure", args=[activity.measure_id])
    if taken(request, form, act):
        messages.success(request, _("Үйл ажиллагаа хийгдсэн гэж бүртгэлээ."))
        return redirect(page)
    return form_page(
        request,
        form,
        title=_("Үйл ажиллагаа хийгдсэн"),
        button=_("Бүртгэх"),
        back=page,
        crumbs=measure_crumbs(activity.measure),
        lead=activity.name,
    )


@login_required
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    activity = find_activity(request, pk)
    allow(rules.can_report(request.user, activity.measure))
    form = ReasonForm(request.POST or None)

    def act() -> Any:
        activities.reopen_activity(
            user=request.user, activity=activity, **form.cleaned_data
        )

    page = reverse("programme:measure", args=[activity.measure_id])
    if taken(request, form, act):
        messages.success(request, _("Үйл ажиллагааг дахин нээлээ."))
        return redirect(page)
    return form_page(
        request,
        form,
        title=_("Дахин нээх"),
        button=_("Дахин нээх"),
        back=page,
        crumbs=measure_crumbs(activity.measure),
        lead=activity.name,
    )


@login_required
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    activity = find_activity(request, pk)
    measure = activity.measure
    allow(rules.can_plan(request.user, measure.programme))
    form = ReasonForm(request.POST or None)

    def act() -> Any:
        activities.remove_activity(
            user=request.user, activity=activity, **form.cleaned_data
        )

    page = reverse("programme:measure", args=[measure.pk])
    if taken(request, form, act):
        messages.success(request, _("Үйл ажиллагааг хаслаа."))
        return redirect(page)
    return form_page(
        request,
        form,
        title=_("Үйл ажиллагаа хасах"),
        button=_("Хасах"),
        back=page,
        crumbs=measure_crumbs(measure),
        lead=activity.name,
        danger=True,
    )
