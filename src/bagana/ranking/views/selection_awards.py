"""Awards, their support, the year after, and corrections by another act; HTTP only."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.programme.forms.plan import ReasonForm
from bagana.ranking import rules
from bagana.ranking.actions import selection as actions
from bagana.ranking.forms.selection_list import CorrectForm, FollowUpForm, SupportForm
from bagana.ranking.models import Award, Selection, SelectionState, Support
from bagana.ranking.queries.selection_awards import (
    awards_of,
    later_run,
    measures_for,
    since_of,
)
from bagana.ranking.queries.selection_gates import gates_of
from bagana.ranking.queries.selection_units import by_name, units_of
from bagana.ranking.views.selection_guard import (
    around,
    crumbs,
    find,
    form_page,
    must,
    page_of,
    taken,
)
from bagana.web.tables import Column, table_response, wanted_format


@login_required
def awards(request: HttpRequest, code: str) -> HttpResponse:
    """Who was awarded by which act, what was promised and paid, what became of it."""
    found = find(request, code)
    rows = awards_of(found)
    if chosen := wanted_format(request):
        return table_response(chosen, f"{found.code}-awards", _columns(), rows)
    context = {
        **around(request, found, "awards"),
        "rows": rows,
        "steps": found.steps.filter(act__isnull=False).select_related("act__body"),
        "is_decided": found.state == SelectionState.DECIDED,
        "is_after": found.state in (SelectionState.DECIDED, SelectionState.CLOSED),
    }
    return render(request, "ranking/selection_awards.html", context)


def _columns() -> list[Column]:
    return [
        Column("code", _("Код"), lambda row: row.award.unit.code, 10),
        Column("unit", _("Нэгж"), lambda row: row.name, 30),
        Column("title", _("Олгосон нэр"), lambda row: row.award.title, 30),
        Column("act", _("Шийдвэр"), lambda row: row.award.act.title, 60),
        Column("withdrawn", _("Хүчингүй болсон"), lambda row: int(row.is_withdrawn)),
        Column("promised", _("Амласан хөрөнгө, ₮"), width=20),
    ]


def _award(found: Selection, pk: int) -> Award:
    rows = found.awards.select_related("unit", "selection__run", "selection__period")
    return get_object_or_404(
        rows.select_related("selection__version__framework"), pk=pk
    )


def _name(found: Selection, award: Award) -> str:
    place = units_of(found).get(award.unit_id)
    return place.full_name if place else award.unit.code


@login_required
def support(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Promise a part of the package to an awarded unit."""
    found = find(request, code)
    must(rules.can_conduct(request.user, found))
    award = _award(found, pk)
    form = SupportForm(request.POST or None, measures=measures_for(found))
    if taken(request, form, lambda: _support(request, award, form)):
        messages.success(request, _("Дэмжлэгийг бүртгэлээ."))
        return redirect("ranking:selection_awards", code)
    return form_page(
        request,
        form,
        title=_("%(unit)s: дэмжлэг нэмэх") % {"unit": _name(found, award)},
        button=_("Нэмэх"),
        back=page_of(found, "awards"),
        crumbs=crumbs(found, "awards"),
    )


def _support(request: HttpRequest, award: Award, form: SupportForm) -> None:
    actions.add_support(user=request.user, award=award, **form.cleaned_data)


@login_required
def drop_support(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found = find(request, code)
    must(rules.can_conduct(request.user, found))
    rows = Support.objects.select_related("award__selection")
    one = get_object_or_404(rows, pk=pk, award__selection=found)
    form = ReasonForm(request.POST or None)
    if taken(request, form, lambda: _drop(request, one, form)):
        messages.success(request, _("Дэмжлэгийг хаслаа."))
        return redirect("ranking:selection_awards", code)
    return form_page(
        request,
        form,
        title=_("Дэмжлэгийг хасах: %(text)s") % {"text": one.text},
        button=_("Хасах"),
        back=page_of(found, "awards"),
        crumbs=crumbs(found, "awards"),
        danger=True,
    )


def _drop(request: HttpRequest, one: Support, form: ReasonForm) -> None:
    actions.drop_support(user=request.user, support=one, **form.cleaned_data)


@login_required
def follow_up(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """What became of an awarded unit: figures then and now, and a finding."""
    found = find(request, code)
    award = _award(found, pk)
    may = rules.can_conduct(request.user, found)
    kept = getattr(award, "follow_up", None)
    initial: dict[str, Any] = {"seen_on": timezone.localdate()}
    if kept is not None:
        names = ("seen_on", "finding_mn", "finding_en")
        initial = {name: getattr(kept, name) for name in names}
    form = FollowUpForm(request.POST or None, initial=initial)
    if request.method == "POST":
        must(may)
        if taken(request, form, lambda: _follow(request, award, form)):
            messages.success(request, _("Дүгнэлтийг бүртгэлээ."))
            return redirect("ranking:selection_awards", code)
    context = {
        **around(request, found, "awards"),
        "award": award,
        "name": _name(found, award),
        "since": since_of(award),
        "kept": kept,
        "form": form if may and found.state == SelectionState.DECIDED else None,
        "crumbs": crumbs(found, "awards"),
    }
    status = 422 if form.errors else 200
    return render(request, "ranking/selection_follow_up.html", context, status=status)


def _follow(request: HttpRequest, award: Award, form: FollowUpForm) -> None:
    actions.record_follow_up(
        user=request.user,
        award=award,
        run=later_run(award.selection),
        **form.cleaned_data,
    )


@login_required
def correct(request: HttpRequest, code: str) -> HttpResponse:
    """Take awards back or give others under a later act."""
    found = find(request, code)
    must(rules.can_conduct(request.user, found))
    places = units_of(found)
    awarded = set(found.awards.values_list("unit", flat=True))
    passing = gates_of(found).passing - awarded
    form = CorrectForm(
        request.POST or None,
        awards=found.awards.filter(withdrawn_by__isnull=True).select_related("unit"),
        places=by_name({pk: places[pk] for pk in passing}),
        names={pk: place.full_name for pk, place in places.items()},
    )
    if taken(request, form, lambda: _correct(request, found, form)):
        messages.success(request, _("Залруулгыг бүртгэлээ."))
        return redirect("ranking:selection_awards", code)
    return form_page(
        request,
        form,
        title=_("Шинэ шийдвэрээр залруулах"),
        button=_("Залруулах"),
        back=page_of(found, "awards"),
        crumbs=crumbs(found, "awards"),
        lead=_("Анхны шийдвэр, шагнал устахгүй: залруулга хажууд нь харагдана."),
    )


def _correct(request: HttpRequest, found: Selection, form: CorrectForm) -> None:
    actions.correct_by_act(user=request.user, selection=found, **form.values())
