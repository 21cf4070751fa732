"""One figure by hand: entered, corrected, taken back."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bagana.indicators.actions import correct, record_observation, withdraw
from bagana.indicators.forms import CorrectForm, RecordForm, WithdrawForm
from bagana.indicators.holding import Change, Hold, holds_against
from bagana.indicators.models import Observation, Status
from bagana.indicators.rules import (
    publishing_reach,
    require_writer,
    writing_reach,
)
from bagana.indicators.views.publishing import visible_row
from bagana.web.errors import refusals_in


@login_required
def record(request: HttpRequest) -> HttpResponse:
    require_writer(request.user)
    form = RecordForm(request.POST or None, initial=request.GET.dict())
    form.fields["unit"].reach = writing_reach(request.user)  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            record_observation(user=request.user, **form.cleaned_data)
            messages.success(request, _("Ноорог болгож хадгаллаа."))
            return redirect("indicators:drafts")
    return render(request, "indicators/record.html", {"form": form})


@login_required
def correct_value(request: HttpRequest, pk: int) -> HttpResponse:
    row = visible_row(request, pk)
    writing_reach(request.user).require([row.unit_id])
    form = CorrectForm(request.POST or None, initial=_initial(row))
    if not row.indicator.numerator_id:
        del form.fields["numerator"], form.fields["denominator"]
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            correct(user=request.user, observation=row, **form.cleaned_data)
            messages.success(
                request, _("Засварыг ноорог болгож хадгаллаа. Хуучин утга хэвээр.")
            )
            return redirect("indicators:drafts")
    context = {"form": form, "row": row, "held": _held(row, "draft")}
    return render(request, "indicators/correct.html", context)


def _held(row: Observation, change: Change) -> Hold | None:
    """What will refuse the change: told before anything is typed."""
    key = (row.indicator_id, row.unit_id, row.period.code)
    return holds_against([key], change).get(key)


def _initial(row: Observation) -> dict[str, str]:
    kept = {
        "value": row.value,
        "numerator": row.numerator,
        "denominator": row.denominator,
    }
    return {key: f"{value:.15g}" for key, value in kept.items() if value is not None}


@login_required
def withdraw_value(request: HttpRequest, pk: int) -> HttpResponse:
    row = visible_row(request, pk)
    published = row.status == Status.PUBLISHED
    reach = publishing_reach if published else writing_reach
    reach(request.user).require([row.unit_id])
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            withdraw(user=request.user, observation=row, **form.cleaned_data)
            messages.success(request, _("Утгыг татан авлаа."))
            return redirect("indicators:drafts")
    held = _held(row, "public") if published else None
    context = {"form": form, "row": row, "published": published, "held": held}
    return render(request, "indicators/withdraw.html", context)
