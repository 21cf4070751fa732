"""The independent check: promising a seed, drawing, counting again, closing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from bagana.accounts.roles import has_any_role
from bagana.collection.actions import sampling
from bagana.collection.livestock_forms import NAMES
from bagana.collection.models import Round, Sample, SampleItem
from bagana.collection.queries import samples as queries
from bagana.collection.queries.rounds import names_of
from bagana.collection.rules import can_check
from bagana.collection.sample_forms import (
    AssignForm,
    DrawForm,
    PlaceForm,
    PromiseForm,
    RecountForm,
    checkable_units,
)
from bagana.collection.views.guard import find_round, round_crumbs
from bagana.privacy.reading import note_reading
from bagana.registers.people import private_of
from bagana.registers.private import private_page
from bagana.web.errors import PermissionDenied
from bagana.web.form_pages import Crumbs, form_page, taken
from bagana.web.tables import Column, table_response, wanted_format

PER_PAGE = 50


@login_required
@require_GET
def samples(request: HttpRequest) -> HttpResponse:
    if not has_any_role(request.user):
        raise PermissionDenied
    found = queries.samples_for(request.user)
    rows = [(one, queries.error_rate(one)) for one in found[:PER_PAGE]]
    names = names_of([one.unit_id for one in found], timezone.localdate())
    rounds = [
        one
        for one in Round.objects.visible_to(request.user).filter(census__isnull=False)
        if can_check(request.user, one.unit)
    ]
    context = {
        "rows": [(one, names.get(one.unit_id, ""), rate) for one, rate in rows],
        "rounds": rounds,
        "crumbs": [(reverse("collection:rounds"), _("Цуглуулалт"))],
    }
    return render(request, "collection/samples.html", context)


def _round_to_check(request: HttpRequest, code: str) -> tuple[Round, Any]:
    round = find_round(request, code)
    units = checkable_units(request.user, round)
    if not units:
        raise PermissionDenied(_("Хяналт-үнэлгээний ажилтан давтан шалгана."))
    return round, units


def _sample_crumbs() -> Crumbs:
    rounds = (reverse("collection:rounds"), _("Цуглуулалт"))
    return [rounds, (reverse("collection:samples"), _("Давтан тооллого"))]


@login_required
def promise(request: HttpRequest, code: str) -> HttpResponse:
    round, units = _round_to_check(request, code)
    form = PromiseForm(request.POST or None, units=units)

    def act() -> None:
        sampling.promise_seed(
            user=request.user,
            round=round,
            unit=form.place,
            sha256=form.cleaned_data["sha256"],
        )

    if taken(request, form, act):
        messages.success(request, _("Үрийн баталгааны кодыг амлалт болгон хадгаллаа."))
        return redirect("collection:samples")
    return form_page(
        request,
        form,
        title=_("Үр амлах"),
        button=_("Амлах"),
        back=reverse("collection:samples"),
        crumbs=_sample_crumbs(),
        lead=_(
            "Мэдээ батлагдаж эхлэхээс өмнө үрийнхээ SHA-256-г энд үлдээвэл хожим"
            " өөр үр сонгох боломжгүй болно."
        ),
    )


@login_required
def draw(request: HttpRequest, code: str) -> HttpResponse:
    round, units = _round_to_check(request, code)
    form = DrawForm(request.POST or None, units=units)
    drawn: list[Sample] = []

    def act() -> None:
        asked = {key: one for key, one in form.cleaned_data.items() if key != "unit"}
        drawn.append(
            sampling.draw_sample(
                user=request.user, round=round, unit=form.place, **asked
            )
        )

    if taken(request, form, act):
        messages.success(request, _("Түүврийг сугаллаа."))
        return redirect("collection:sample", drawn[0].pk)
    return form_page(
        request,
        form,
        title=_("Түүвэр сугалах"),
        button=_("Сугалах"),
        back=reverse("collection:samples"),
        crumbs=[*round_crumbs(round), *_sample_crumbs()[1:]],
        lead=_(
            "Батлагдсан мэдээний өрхөөс үрээр сугална. Үр, хүрээ, дүрэм гурав нь"
            " мэдэгдэж байгаа тул хэн ч ижил түүврийг дахин гаргаж шалгана."
        ),
    )


def _find_sample(request: HttpRequest, pk: int) -> Sample:
    """What is not visible answers as what does not exist."""
    rows = queries.samples_for(request.user)
    return get_object_or_404(rows.select_related("round__period", "drawn_by"), pk=pk)


@private_page
@require_GET
def sample(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find_sample(request, pk)
    rate = queries.error_rate(found)
    if chosen := wanted_format(request):
        return table_response(chosen, f"sample-{pk}", _total_columns(), rate.totals)
    items = queries.items_for(request.user, found)
    page = Paginator(items.order_by("ordinal"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    heads = [one.household.head_id for one in page if one.household.head_id]
    note_reading(user=request.user, what="sample", unit=found.unit, subjects=heads)
    on = found.round.period.end
    names = names_of([found.unit_id, *(one.unit_id for one in page)], on)
    sums = queries.sums_of([one.unit_id for one in page], on)
    allowed = queries.allowed_of(found)
    runs = queries.may_run(request.user, found)
    context = {
        "sample": found,
        "round": found.round,
        "rate": rate,
        "totals": [(NAMES[one.species], one) for one in rate.totals],
        "allowed": [
            (NAMES[one], allowed[one].pieces, 100 * allowed[one].share)
            for one in NAMES
            if one in allowed
        ],
        "name": names.get(found.unit_id, ""),
        "page": page,
        "lines": [_line(one, names, sums, allowed) for one in page],
        "runs": runs,
        "is_as_drawn": queries.is_as_drawn(found),
        "promise": queries.promise_of(found),
        "assign_form": AssignForm(sample=found)
        if runs and rate.counted < rate.drawn
        else None,
        "crumbs": _sample_crumbs(),
    }
    return render(request, "collection/sample.html", context)


def _line(item: SampleItem, names: Any, sums: Any, allowed: Any) -> dict[str, Any]:
    kinds = queries.differing(item, allowed)
    return {
        "item": item,
        "bag": names.get(item.unit_id, item.unit.code),
        "sum": sums.get(item.unit_id, ""),
        "differs": [NAMES[one] for one in kinds],
    }


def _total_columns() -> list[Column]:
    return [
        Column("species", _("Төрөл"), lambda one: NAMES[one.species]),
        Column("reported", _("Мэдээнд")),
        Column("found", _("Давтан тоолсон")),
        Column("apart", _("Зөрүү, толгой")),
        Column("share", _("Зөрүү, %")),
    ]


@private_page
@require_GET
def frame(request: HttpRequest, pk: int) -> HttpResponse:
    """The keys of the frame, one a line: with the seed, all that drawing needs."""
    found = _find_sample(request, pk)
    if not queries.may_run(request.user, found):
        raise Http404
    keys = sorted(row[0] for row in queries.frame_of(found.round, found.unit))
    response = HttpResponse(
        "".join(f"{key}\n" for key in keys), content_type="text/plain; charset=utf-8"
    )
    name = f'attachment; filename="frame-{found.pk}.txt"'
    response.headers["Content-Disposition"] = name
    return response


@login_required
@require_POST
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find_sample(request, pk)
    form = AssignForm(request.POST, sample=found)
    given: list[int] = []

    def act() -> None:
        officer = form.cleaned_data["officer"]
        given.append(
            sampling.assign_items(
                user=request.user, sample=found, unit=form.place, officer=officer
            )
        )

    if taken(request, form, act):
        words = ngettext(
            "%(n)s өрхийг давтан тоолохыг даалгалаа.",
            "%(n)s өрхийг давтан тоолохыг даалгалаа.",
            given[0],
        )
        messages.success(request, words % {"n": given[0]})
        return redirect("collection:sample", pk)
    return form_page(
        request,
        form,
        title=_("Давтан тоолохыг даалгах"),
        button=_("Даалгах"),
        back=reverse("collection:sample", args=[pk]),
        crumbs=_sample_crumbs(),
    )


@login_required
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find_sample(request, pk)
    sampling.close_sample(user=request.user, sample=found)
    messages.success(request, _("Шалгалтыг хаалаа. Алдааны хувь тоотой хамт гарна."))
    return redirect("collection:sample", pk)


@private_page
def recount(request: HttpRequest, pk: int, ordinal: int) -> HttpResponse:
    """The second count of one household; the first one is not shown before it."""
    found = _find_sample(request, pk)
    item = queries.items_for(request.user, found).filter(ordinal=ordinal).first()
    if item is None:
        raise Http404
    form = RecountForm(request.POST or None)

    def act() -> None:
        sampling.record_recount(
            user=request.user,
            item=item,
            found=form.found,
            counted_on=form.cleaned_data["counted_on"],
            note=form.cleaned_data["note"],
        )

    if taken(request, form, act):
        messages.success(request, _("Давтан тооллогыг хадгаллаа."))
        return redirect("collection:recount", pk, ordinal)
    return _recount_page(request, found, item, form)


def _recount_page(
    request: HttpRequest, found: Sample, item: SampleItem, form: PlaceForm | RecountForm
) -> HttpResponse:
    head = item.household.head
    known = private_of(head) if head and not head.is_restricted else None
    note_reading(
        user=request.user,
        what="recount",
        unit=item.unit,
        subjects=[head.pk] if head else [],
    )
    names = names_of([item.unit_id], found.round.period.end)
    sums = queries.sums_of([item.unit_id], found.round.period.end)
    allowed = queries.allowed_of(found)
    kinds = set(queries.differing(item, allowed))
    counts = [
        (name, item.reported.get(code), item.found.get(code), code in kinds)
        for code, name in NAMES.items()
        if item.found is not None
    ]
    sample_page = reverse("collection:sample", args=[found.pk])
    context = {
        "sample": found,
        "item": item,
        "bag": names.get(item.unit_id, item.unit.code),
        "sum": sums.get(item.unit_id, ""),
        "head": " ".join(filter(None, (known.parent, known.given))) if known else "",
        "address": item.household.private.get("address", ""),
        "winter": queries.winter_camp(item.household),
        "form": form,
        "counts": counts,
        "may_count": item.found is None
        and found.closed_at is None
        and request.user.pk not in queries.first_counters(item),
        "crumbs": [*_sample_crumbs(), (sample_page, _("Түүвэр"))],
    }
    status = 422 if form.errors else 200
    return render(request, "collection/sample_recount.html", context, status=status)
