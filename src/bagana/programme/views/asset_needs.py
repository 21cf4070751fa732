"""From the gap of assets to a measure of the programme."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.engines.mongolian import format_number
from bagana.programme import rules
from bagana.programme.actions.asset_needs import plan_asset_need
from bagana.programme.forms.asset_needs import AssetNeedForm
from bagana.programme.models import Programme
from bagana.programme.queries.planning import programmes_for
from bagana.programme.views.guard import allow, form_page, plan_crumbs
from bagana.registers.models import AssetKind
from bagana.registers.queries.asset_page import GapPage, gap_page
from bagana.registers.rules import can_read
from bagana.territory.models import Unit, UnitAncestry
from bagana.territory.queries import find_version
from bagana.web.form_pages import taken


@login_required
def asset_need(request: HttpRequest, kind: str, unit: str) -> HttpResponse:
    today = timezone.localdate()
    asset_kind = get_object_or_404(AssetKind, code=kind)
    version = find_version(unit, today)
    if version is None or not can_read(request.user, version.unit):
        raise Http404
    programmes = _programmes(request.user, version.unit, today)
    allow(bool(programmes))
    asked = request.GET.get("programme", "")
    programme = next((one for one in programmes if one.code == asked), programmes[0])
    page = gap_page(version.unit, today, kind)
    form = AssetNeedForm(
        request.POST or None,
        programme=programme,
        initial=_initial(programme, asset_kind, page),
    )

    def act() -> Any:
        gaps = [line.gap for line in page.lines]
        values = form.cleaned_data
        return plan_asset_need(
            user=request.user, programme=programme, gaps=gaps, **values
        )

    if taken(request, form, act):
        messages.success(request, _("Дутагдлыг арга хэмжээ болгож төлөвлөлөө."))
        return redirect("programme:plan", programme.code)
    return form_page(
        request,
        form,
        title=_("Дутагдлыг арга хэмжээ болгох"),
        button=_("Арга хэмжээ нэмэх"),
        back=f"{reverse('registers:asset_gaps')}?unit={unit}",
        crumbs=plan_crumbs(programme),
        lead=_lead(asset_kind, page, programme),
    )


def _programmes(user: Any, unit: Unit, today: date) -> list[Programme]:
    """Programmes over the unit that the user plans, the newest first."""
    above = UnitAncestry.objects.on(today).filter(unit=unit).values("ancestor")
    found = programmes_for(user).filter(unit__in=above).order_by("-starts_on")
    return [one for one in found if rules.can_plan(user, one)]


def _lead(kind: AssetKind, page: GapPage, programme: Programme) -> str:
    lacking = sum(1 for line in page.lines if line.gap.missing)
    return _(
        "%(programme)s. %(kind)s: %(offices)s албанд %(pieces)s ширхэг дутуу байна."
    ) % {
        "programme": programme.name,
        "kind": kind.name,
        "offices": format_number(lacking),
        "pieces": format_number(page.sums.missing or 0),
    }


def _initial(programme: Programme, kind: AssetKind, page: GapPage) -> dict[str, Any]:
    phase = programme.phases.order_by("-number").first()
    return {
        "phase": phase,
        "name_mn": f"Багийн албаны хангамж: {kind.name_mn.lower()}",
        "name_en": f"Equipping bag offices: {kind.name_en.lower()}",
        "starts_on": phase.starts_on if phase else None,
        "due_on": phase.ends_on if phase else None,
        "amount": _round(page.sums.cost),
    }


def _round(amount: Decimal | None) -> Decimal | None:
    """Without mongo where there are none; None for nothing to plan."""
    if not amount:
        return None
    whole = amount.to_integral_value()
    return whole if whole == amount else amount
