"""Assets of a bag's office, the gap to the norm, and the norm itself."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bagana.accounts.roles import OFFICERS, assignments, holds
from bagana.registers.actions import assets as actions
from bagana.registers.asset_columns import asset_columns, gap_columns
from bagana.registers.forms.assets import (
    AssetForm,
    ChangeAssetForm,
    NormForm,
    WriteOffForm,
)
from bagana.registers.models import Asset, AssetKind, AssetNorm, AssetState
from bagana.registers.queries.asset_page import (
    OFFICE_SORTS,
    gap_page,
    my_units,
    offices_in_order,
)
from bagana.registers.queries.assets import assets_of, gaps_of, norm_history, sums_of
from bagana.registers.rules import can_keep
from bagana.registers.views.guard import (
    bag_crumbs,
    find_bag,
    find_unit,
    register_crumbs,
    require_keeper,
)
from bagana.web.errors import PermissionDenied
from bagana.web.form_pages import form_page, taken
from bagana.web.tables import table_response, wanted_format

STATES = (*AssetState.values,)


@login_required
def assets(request: HttpRequest, code: str) -> HttpResponse:
    """What the office of a bag has, beside what it should have."""
    version, today = find_bag(request, code), timezone.localdate()
    rows = _asked(assets_of(request.user, version.unit), request)
    if chosen := wanted_format(request):
        return table_response(chosen, f"assets-{code}", asset_columns(), rows)
    gaps = gaps_of([version.unit], today)
    context = {
        "version": version,
        "crumbs": bag_crumbs(version),
        "rows": rows,
        "gaps": gaps,
        "sums": sums_of(gaps),
        "states": AssetState.choices,
        "state": request.GET.get("state", ""),
        "may_keep": can_keep(request.user, version.unit),
    }
    return render(request, "registers/assets.html", context)


def _asked(rows: QuerySet[Asset], request: HttpRequest) -> QuerySet[Asset]:
    """Without what is written off, unless it is asked for."""
    state = request.GET.get("state", "")
    if state in STATES:
        return rows.filter(state=state).order_by("kind__position", "id")
    standing = rows.exclude(state=AssetState.WRITTEN_OFF)
    return standing.order_by("kind__position", "id")


@login_required
def add(request: HttpRequest, code: str) -> HttpResponse:
    version = find_bag(request, code)
    require_keeper(request, version.unit)
    asked = AssetKind.objects.filter(code=request.GET.get("kind", "")).first()
    initial = {"kind": asked, "since": timezone.localdate().isoformat()}
    form = AssetForm(request.POST or None, request.FILES or None, initial=initial)

    def act() -> Any:
        values = form.values()
        values["photo"] = values["photo"] or b""
        actions.add_asset(user=request.user, unit=version.unit, **values)

    back = reverse("registers:assets", args=[code])
    if taken(request, form, act):
        messages.success(request, _("Хөрөнгийг бүртгэлээ."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("Хөрөнгө бүртгэх"),
        button=_("Бүртгэх"),
        back=back,
        crumbs=[*bag_crumbs(version), (back, _("Албаны хөрөнгө"))],
    )


def _find(request: HttpRequest, pk: int) -> Asset:
    rows = Asset.objects.visible_to(request.user).select_related("unit", "kind")
    return get_object_or_404(rows, pk=pk)


def _crumbs(request: HttpRequest, asset: Asset) -> list[tuple[str, str]]:
    version = find_unit(request, asset.unit.code)
    page = reverse("registers:assets", args=[asset.unit.code])
    return [*bag_crumbs(version), (page, _("Албаны хөрөнгө"))]


@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    asset = _find(request, pk)
    require_keeper(request, asset.unit)
    names = ("title", "pieces", "state", "since", "inventory_number", "year")
    initial = {name: getattr(asset, name) for name in (*names, "owner", "cost")}
    form = ChangeAssetForm(
        request.POST or None,
        request.FILES or None,
        initial=initial,
        has_photo=bool(asset.photo),
    )

    def act() -> Any:
        actions.change_asset(user=request.user, asset=asset, **form.values())

    back = reverse("registers:assets", args=[asset.unit.code])
    if taken(request, form, act):
        messages.success(request, _("Хөрөнгийн бичилтийг засаж хадгаллаа."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("Хөрөнгийн бичилт засах"),
        button=_("Хадгалах"),
        back=back,
        crumbs=_crumbs(request, asset),
        lead=asset.kind.name,
    )


@login_required
def write_off(request: HttpRequest, pk: int) -> HttpResponse:
    asset = _find(request, pk)
    require_keeper(request, asset.unit)
    form = WriteOffForm(
        request.POST or None, initial={"on": timezone.localdate().isoformat()}
    )

    def act() -> Any:
        actions.write_off(user=request.user, asset=asset, **form.cleaned_data)

    back = reverse("registers:assets", args=[asset.unit.code])
    if taken(request, form, act):
        messages.success(request, _("Данснаас хаслаа. Бичилт нь түүхэнд үлдсэн."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("Данснаас хасах"),
        button=_("Хасах"),
        back=back,
        crumbs=_crumbs(request, asset),
        lead=" · ".join(filter(None, (asset.kind.name, asset.title))),
        danger=True,
    )


@login_required
def photo(request: HttpRequest, pk: int) -> HttpResponse:
    asset = _find(request, pk)
    if not asset.photo:
        raise Http404
    response = HttpResponse(bytes(asset.photo), content_type="image/jpeg")
    response.headers["Cache-Control"] = "private, no-store"
    return response


@login_required
def gaps(request: HttpRequest) -> HttpResponse:
    """All offices under a unit against the norm, by kind and by office."""
    today = timezone.localdate()
    units = my_units(request.user, today)
    if not units:
        raise PermissionDenied(_("Энэ хуудсыг нээх эрх танд алга."))
    code = request.GET.get("unit", "") or units[0].unit.code
    version = find_unit(request, code)
    on = _day(request.GET.get("on", ""), today)
    kinds = list(AssetKind.objects.all())
    kind = next((one for one in kinds if one.code == request.GET.get("kind")), None)
    page = gap_page(version.unit, on, kind.code if kind else "")
    if chosen := wanted_format(request):
        name = f"asset-gaps-{version.unit.code}-{on.isoformat()}"
        return table_response(chosen, name, gap_columns(), page.lines)
    sort = request.GET.get("sort", "unit")
    context = {
        "offices": offices_in_order(page.offices, sort),
        "sort": sort if sort.lstrip("-") in OFFICE_SORTS else "unit",
        "version": version,
        "units": units,
        "kinds": kinds,
        "kind": kind,
        "on": on,
        "page": page,
        "crumbs": register_crumbs(),
        "may_plan": holds(request.user, OFFICERS, version.unit),
    }
    return render(request, "registers/asset_gaps.html", context)


def _day(text: str, otherwise: date) -> date:
    try:
        return parse_date(text) or otherwise
    except ValueError:
        return otherwise


def _is_officer(request: HttpRequest) -> bool:
    return any(one.role in OFFICERS for one in assignments(request.user))


@login_required
def norms(request: HttpRequest) -> HttpResponse:
    """The norms with their days and sources; an officer sets new ones."""
    if not my_units(request.user, timezone.localdate()):
        raise PermissionDenied(_("Энэ хуудсыг нээх эрх танд алга."))
    rows = list(norm_history())
    context = {
        "rows": rows,
        "sources": dict.fromkeys(row.source for row in rows if row.act_id is None),
        "crumbs": register_crumbs(),
        "may_set": _is_officer(request),
    }
    return render(request, "registers/asset_norms.html", context)


@login_required
def norm_add(request: HttpRequest) -> HttpResponse:
    if not _is_officer(request):
        raise PermissionDenied(_("Хангамжийн нормыг аймгийн ажилтан тогтооно."))
    form = NormForm(request.POST or None)

    def act() -> Any:
        actions.set_norm(user=request.user, **form.cleaned_data)

    back = reverse("registers:norms")
    if taken(request, form, act):
        messages.success(request, _("Нормыг тогтоолоо."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("Норм тогтоох"),
        button=_("Тогтоох"),
        back=back,
        crumbs=[*register_crumbs(), (back, _("Хангамжийн норм"))],
        lead=_("Шинэ норм өдрөөсөө эхэлж, өмнөх нь тэр өдөр дуусна."),
    )


@require_POST
@login_required
def norm_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    norm = get_object_or_404(AssetNorm, pk=pk)
    actions.withdraw_norm(user=request.user, norm=norm)
    messages.success(request, _("Нормыг хаслаа. Өмнөх норм үргэлжилнэ."))
    return redirect("registers:norms")
