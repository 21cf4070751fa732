"""The office's pages of targets: list, setting, revising, dropping. HTTP only."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.engines.progress import Light
from bagana.programme import rules
from bagana.programme.actions import targets as actions
from bagana.programme.actions.target_checks import OF_DIRECTION
from bagana.programme.forms.targets import (
    DropForm,
    ReviseForm,
    TargetForm,
    WhatForm,
    levels_before,
    periods_of,
    years_of,
)
from bagana.programme.models import Programme, Target
from bagana.programme.queries.planning import programmes_for
from bagana.programme.queries.standings import names_of
from bagana.programme.queries.target_rows import Asked, target_list, where_of
from bagana.programme.queries.target_series import baseline_offered, series_of
from bagana.programme.queries.targets import targets_of
from bagana.programme.target_columns import steps_of, target_columns
from bagana.programme.templatetags.programme import light_word
from bagana.territory.models import Unit
from bagana.web.errors import PermissionDenied, refusals_in
from bagana.web.tables import table_response, wanted_format

PER_PAGE = 40


def _find(request: HttpRequest, code: str, *, plan: bool = False) -> Programme:
    """The programme, if it is any work of the user's, or if he plans it."""
    rows = Programme.objects.select_related("unit", "act")
    found = get_object_or_404(rows, code=code)
    if plan and not rules.can_plan(request.user, found):
        raise PermissionDenied(_("Энэ хөтөлбөрийг төлөвлөх эрх танд алга."))
    if not programmes_for(request.user).filter(pk=found.pk).exists():
        raise PermissionDenied
    return found


@login_required
def targets(request: HttpRequest, code: str) -> HttpResponse:
    programme, today = _find(request, code), timezone.localdate()
    asked = _asked(request, programme)
    found = target_list(programme, on=today, user=request.user, asked=asked)
    if chosen := wanted_format(request):
        rows = steps_of(found.rows)
        return table_response(chosen, f"{code}-targets", target_columns(), rows)
    dropped = list(targets_of(programme).filter(dropped_on__lte=today))
    names = names_of((u for one in dropped for u in one.units.all()), today)
    context = {
        "programme": programme,
        "found": found,
        "page": Paginator(found.rows, PER_PAGE).get_page(request.GET.get("page")),
        "asked": asked,
        "objectives": programme.objectives.all(),
        "lights": [(one.value, light_word(one)) for one in Light],
        "dropped": [(one, where_of(one, names)) for one in dropped],
        "may_plan": rules.can_plan(request.user, programme),
    }
    return render(request, "programme/targets.html", context)


def _asked(request: HttpRequest, programme: Programme) -> Asked:
    def text(name: str) -> str:
        return request.GET.get(name, "").replace("\0", "")[:20]

    number = text("objective")
    known = number.isdecimal() and len(number) < 4
    return Asked(
        objective=programme.objectives.filter(number=int(number)).first()
        if known
        else None,
        unit=Unit.objects.filter(code=text("unit")).first(),
        light=text("light") if text("light") in list(Light) else "",
        sort=text("sort"),
    )


@login_required
def new_target(request: HttpRequest, code: str) -> HttpResponse:
    """Indicator and units stand in the address; then series, baseline and levels."""
    programme, today = _find(request, code, plan=True), timezone.localdate()
    given = request.GET if request.GET else None
    what = WhatForm(given, programme=programme, today=today)
    context: dict[str, Any] = {"programme": programme, "what": what}
    if given is None or not what.is_valid():
        return render(request, "programme/target_new.html", context)
    indicator, units = what.cleaned_data["indicator"], what.cleaned_data["unit"]
    series = series_of(indicator, units, on=today, user=request.user)
    offered = baseline_offered(series, programme.starts_on, programme.ends_on)
    form = TargetForm(
        request.POST or None,
        programme=programme,
        several=len(units) > 1,
        periods=years_of(programme),
        initial={
            "kind": OF_DIRECTION.get(indicator.direction, ""),
            "in_force_from": programme.act.date,
            "baseline_period": offered.code if offered else "",
        },
    )
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            actions.set_target(
                user=request.user,
                programme=programme,
                indicator=indicator,
                units=units,
                **form.asked(),
            )
        if form.is_valid():
            messages.success(request, _("Зорилтот түвшин тогтоолоо."))
            return redirect("programme:targets", code)
    names = names_of(units, today)
    context |= {
        "form": form,
        "indicator": indicator,
        "series": series,
        "where": ", ".join(names.get(unit.pk, unit.code) for unit in units),
        "several": len(units) > 1,
    }
    return render(request, "programme/target_new.html", context)


def _target(programme: Programme, pk: int) -> Target:
    return get_object_or_404(targets_of(programme), pk=pk)


def _frame(programme: Programme, target: Target) -> dict[str, Any]:
    names = names_of(target.units.all(), timezone.localdate())
    return {
        "programme": programme,
        "target": target,
        "indicator": target.indicator,
        "where": where_of(target, names),
    }


@login_required
def revise(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    programme = _find(request, code, plan=True)
    target = _target(programme, pk)
    versions = list(target.versions.all())
    form = ReviseForm(
        request.POST or None,
        periods=periods_of(programme, versions),
        initial={
            **levels_before(versions[-1]),
            "in_force_from": timezone.localdate(),
            "tolerance": versions[-1].tolerance,
        },
    )
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            actions.revise_target(user=request.user, target=target, **form.asked())
        if form.is_valid():
            messages.success(
                request, _("Шинэ хувилбар хийлээ. Өмнөх нь түүхэнд хэвээр үлдэнэ.")
            )
            return redirect("programme:targets", code)
    units = list(target.units.all())
    series = series_of(
        target.indicator, units, on=versions[0].in_force_from, user=request.user
    )
    context = {**_frame(programme, target), "form": form, "series": series}
    return render(
        request, "programme/target_revise.html", {**context, "latest": versions[-1]}
    )


@login_required
def drop(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    programme = _find(request, code, plan=True)
    target = _target(programme, pk)
    form = DropForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            actions.drop_target(user=request.user, target=target, **form.cleaned_data)
        if form.is_valid():
            messages.success(request, _("Зорилтот түвшнийг хаслаа."))
            return redirect("programme:targets", code)
    context = {**_frame(programme, target), "form": form}
    return render(request, "programme/target_drop.html", context)
