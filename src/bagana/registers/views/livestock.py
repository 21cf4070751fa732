"""The А данс of a bag, of the units above it, and the herd of one household."""

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

from bagana.privacy.reading import note_export, note_reading
from bagana.registers.actions.herds import record_herd
from bagana.registers.actions.livestock import (
    amend_count,
    counted_in,
    record_livestock_count,
    remove_livestock_count,
)
from bagana.registers.forms.livestock import (
    HeadsForm,
    HerdForm,
    TendedForm,
    extras_initial,
    heads_initial,
    losses_initial,
)
from bagana.registers.livestock_columns import herd_columns, unit_columns
from bagana.registers.locking import lock_reason
from bagana.registers.models import Census, Household, LivestockCount
from bagana.registers.private import private_page
from bagana.registers.queries import herd_units, herds
from bagana.registers.queries.asset_page import my_units
from bagana.registers.queries.households import is_fictional
from bagana.registers.queries.livestock import (
    View,
    census_before,
    herd_of,
    is_own,
)
from bagana.registers.rules import can_keep, can_read
from bagana.registers.showing import showing
from bagana.registers.views.guard import (
    bag_crumbs,
    find_household,
    find_unit,
    household_crumbs,
    household_title,
    register_crumbs,
    require_keeper,
)
from bagana.registers.views.herd_page import herd_context, note_herd
from bagana.territory.models import UnitVersion
from bagana.territory.queries import ancestors_of
from bagana.web.errors import PermissionDenied, Refused
from bagana.web.form_pages import form_page, taken
from bagana.web.tables import table_response, wanted_format

PER_PAGE: Final = 100
BAG_LEVEL: Final = 3


@private_page
def home(request: HttpRequest) -> HttpResponse:
    """The widest unit whose herds the user reads."""
    units = my_units(request.user, timezone.localdate())
    if not units:
        raise PermissionDenied(_("Энэ хуудсыг нээх эрх танд алга."))
    return redirect("registers:livestock", units[0].unit.code)


@private_page
def livestock(request: HttpRequest, code: str) -> HttpResponse:
    """Households of a bag; of a sum or an aimag the units under it."""
    version = find_unit(request, code)
    known = herds.censuses()
    census = herds.chosen_census(request.GET.get("census", ""), known)
    asked = request.GET.get("view", "")
    view: View = "keeper" if asked == "keeper" else "owner"
    context = {
        "version": version,
        "census": census,
        "censuses": known,
        "view": view,
        "crumbs": _crumbs(request.user, version),
    }
    if census is None:
        return render(request, "registers/livestock_none.html", context)
    show = _bag if version.kind.level == BAG_LEVEL else _units
    return show(request, version, census, view, context)


def _crumbs(user: Any, version: UnitVersion) -> list[tuple[str, str]]:
    today = timezone.localdate()
    if version.kind.level == BAG_LEVEL:
        return bag_crumbs(version)
    above = [
        one
        for one in ancestors_of(version.unit, today)
        if one.kind.level == 1 and can_read(user, one.unit)
    ]
    return [
        *register_crumbs(),
        *(
            (reverse("registers:livestock", args=[one.unit.code]), one.name)
            for one in above
        ),
    ]


def _bag(
    request: HttpRequest,
    version: UnitVersion,
    census: Census,
    view: View,
    context: dict[str, Any],
) -> HttpResponse:
    unit, today = version.unit, timezone.localdate()
    every = herds.herd_lines(unit, census, view)
    last = census_before(census)
    before = herd_units.unit_totals([unit.pk], last, view).get(unit.pk)
    totals = herds.totals_of(every, before or herds.BLANK)
    state, sort = request.GET.get("state", ""), _sort(request)
    lines = herds.ordered(herds.in_state(every, state), sort)
    how = showing(request.user, unit)
    if chosen := wanted_format(request):
        rows = herds.with_heads(lines, request.user, how, today)
        _note(request, unit, rows)
        note_export(user=request.user, what="livestock", unit=unit, rows=len(rows))
        name = f"a-dans-{unit.code}-{census.code}"
        return table_response(chosen, name, herd_columns(census), rows)
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    shown = herds.with_heads(list(page.object_list), request.user, how, today)
    _note(request, unit, shown)
    context |= {
        "page": page,
        "rows": shown,
        "totals": totals,
        "before": last,
        "state": state,
        "sort": sort,
        "may_keep": can_keep(request.user, unit),
        "sees_names": how.names,
        "locked": lock_reason(census, unit),
        "is_fictional": is_fictional(unit),
    }
    return render(request, "registers/livestock_bag.html", context)


def _sort(request: HttpRequest) -> str:
    asked = request.GET.get("sort", "number")
    return asked if asked.lstrip("-") in herds.SORTS else "number"


def _note(request: HttpRequest, unit: Any, rows: list[herds.HerdLine]) -> None:
    subjects = [row.head_pk for row in rows if row.head and row.head_pk]
    note_reading(user=request.user, what="livestock", unit=unit, subjects=subjects)


def _units(
    request: HttpRequest,
    version: UnitVersion,
    census: Census,
    view: View,
    context: dict[str, Any],
) -> HttpResponse:
    today = timezone.localdate()
    sort = request.GET.get("sort", "unit")
    lines = herd_units.unit_lines(version.unit, census, view, today)
    lines = herd_units.units_in_order(lines, sort)
    if chosen := wanted_format(request):
        name = f"livestock-{version.unit.code}-{census.code}"
        return table_response(chosen, name, unit_columns(), lines)
    context |= {
        "lines": lines,
        "sort": sort,
        "totals": herd_units.sum_lines(lines),
        "before": census_before(census),
    }
    return render(request, "registers/livestock_units.html", context)


@private_page
def herd(request: HttpRequest, uid: UUID) -> HttpResponse:
    household = find_household(request, uid)
    known = herds.censuses()
    census = herds.chosen_census(request.GET.get("census", ""), known)
    context = {
        "household": household,
        "title": household_title(household),
        "crumbs": household_crumbs(household),
        "censuses": known,
        "census": census,
    }
    if census is not None:
        context |= herd_context(request, household, census)
    note_herd(request, household)
    return render(request, "registers/livestock_herd.html", context)


def _find(request: HttpRequest, uid: UUID, code: str) -> tuple[Household, Census]:
    """The household and the census of a form; only for who keeps the bag where the
    household was counted."""
    household = find_household(request, uid)
    census = get_object_or_404(Census, code=code)
    require_keeper(request, counted_in(census, household))
    return household, census


def _back(household: Household, census: Census) -> str:
    page = reverse("registers:herd", args=[household.uid])
    return f"{page}?census={census.code}"


@private_page
def herd_edit(request: HttpRequest, uid: UUID, census: str) -> HttpResponse:
    household, chosen = _find(request, uid, census)
    kept = herd_of(household, chosen, request.user)
    initial = heads_initial(kept.own) | losses_initial(kept.losses)
    form = HerdForm(
        request.POST or None,
        census=chosen,
        initial=initial | extras_initial(kept.extras),
    )

    def act() -> Any:
        record_herd(
            user=request.user,
            census=chosen,
            household=household,
            heads=form.heads(),
            counted_on=form.cleaned_data["counted_on"],
            losses=form.losses(),
            extras=form.extras(),
        )

    if taken(request, form, act):
        messages.success(request, _("Малын тоог хадгаллаа."))
        return redirect(_back(household, chosen))
    title = _("Малын тоо бичих: %(census)s") % {"census": chosen.code}
    return _heads_page(request, form, household, chosen, title, before=kept.before)


def _heads_page(
    request: HttpRequest,
    form: HeadsForm,
    household: Household,
    census: Census,
    title: str,
    **more: Any,
) -> HttpResponse:
    note_herd(request, household)
    return form_page(
        request,
        form,
        title=title,
        button=_("Хадгалах"),
        back=_back(household, census),
        crumbs=household_crumbs(household),
        template="registers/livestock_form.html",
        census=census,
        household=household,
        locked=lock_reason(census, counted_in(census, household)),
        **more,
    )


@private_page
def tended_add(request: HttpRequest, uid: UUID, census: str) -> HttpResponse:
    household, chosen = _find(request, uid, census)
    form = TendedForm(request.POST or None, census=chosen)

    def act() -> Any:
        cleaned = form.cleaned_data
        record_livestock_count(
            user=request.user,
            census=chosen,
            keeper=household,
            owner=_owner(request, household, cleaned["owner_number"]),
            owner_name=cleaned["owner_name"],
            owner_reg_no=cleaned["owner_reg_no"],
            heads=form.heads(),
            counted_on=cleaned["counted_on"],
        )

    if taken(request, form, act):
        messages.success(request, _("Тавиул малыг хадгаллаа."))
        return redirect(_back(household, chosen))
    title = _("Тавиул мал нэмэх: %(census)s") % {"census": chosen.code}
    return _heads_page(request, form, household, chosen, title)


def _owner(request: HttpRequest, keeper: Household, number: str) -> Household | None:
    """An open household of the keeper's bag by its number."""
    if not number.strip():
        return None
    rows = Household.objects.visible_to(request.user).filter(
        unit=keeper.unit, number=number.strip(), closed_on__isnull=True
    )
    found = rows.first()
    if found is None or found.pk == keeper.pk:
        raise Refused(
            _("Энэ багт ийм дугаартай өөр өрх алга."),
            _("Өрхийн дугаарыг шалгана уу."),
            "owner_number",
        )
    return found


def _find_row(household: Household, census: Census, pk: int) -> LivestockCount:
    rows = LivestockCount.objects.select_related("keeper", "unit", "census")
    row = get_object_or_404(rows, pk=pk, keeper=household, census=census)
    if is_own(row):
        raise Http404
    return row


@private_page
def tended_edit(request: HttpRequest, uid: UUID, census: str, pk: int) -> HttpResponse:
    household, chosen = _find(request, uid, census)
    row = _find_row(household, chosen, pk)
    form = HeadsForm(request.POST or None, census=chosen, initial=heads_initial(row))

    def act() -> Any:
        amend_count(
            user=request.user,
            count=row,
            heads=form.heads(),
            counted_on=form.cleaned_data["counted_on"],
        )

    if taken(request, form, act):
        messages.success(request, _("Тавиул малыг хадгаллаа."))
        return redirect(_back(household, chosen))
    title = _("Тавиул мал засах: %(census)s") % {"census": chosen.code}
    remove = reverse("registers:tended_remove", args=[uid, census, pk])
    return _heads_page(request, form, household, chosen, title, remove=remove)


@require_POST
@private_page
def tended_remove(
    request: HttpRequest, uid: UUID, census: str, pk: int
) -> HttpResponse:
    household, chosen = _find(request, uid, census)
    row = _find_row(household, chosen, pk)
    remove_livestock_count(user=request.user, count=row)
    messages.success(request, _("Тавиул малын мөрийг хаслаа."))
    return redirect(_back(household, chosen))
