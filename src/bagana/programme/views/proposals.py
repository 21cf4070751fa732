"""The office's pages of citizens' proposals. HTTP only."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bagana.programme import rules
from bagana.programme.actions import proposals as actions
from bagana.programme.forms import proposals as forms
from bagana.programme.models import Programme
from bagana.programme.queries import proposals as queries
from bagana.programme.queries.money_book import spenders
from bagana.programme.queries.proposals import Year
from bagana.programme.views.money import find
from bagana.territory.models import UnitVersion
from bagana.territory.queries import nearest_version
from bagana.web.errors import PermissionDenied, Refused, refusals_in
from bagana.web.tables import Column, table_response, wanted_format


def _year(request: HttpRequest, programme: Programme) -> int:
    asked = request.GET.get("year", "")
    years = queries.years_of_proposals(programme.unit, request.user)
    newest = years[0] if years else timezone.localdate().year + 1
    return int(asked) if asked.isdecimal() and len(asked) == 4 else newest


@login_required
def proposals(request: HttpRequest, code: str) -> HttpResponse:
    """Bags of the programme and how far their proposals of a year are."""
    programme, today = find(request, code), timezone.localdate()
    year = _year(request, programme)
    rows = queries.overview(programme, year, request.user, today)
    if chosen := wanted_format(request):
        return table_response(chosen, f"{code}-proposals-{year}", _columns(), rows)
    years = set(queries.years_of_proposals(programme.unit, request.user))
    years |= {year, today.year, today.year + 1}
    context = {
        "programme": programme,
        "year": year,
        "years": sorted(years, reverse=True),
        "rows": rows,
    }
    return render(request, "programme/proposals.html", context)


def _columns() -> list[Column]:
    return [
        Column("code", _("Код"), lambda row: row.unit.unit.code),
        Column("name", _("Баг"), lambda row: row.unit.name, 30),
        Column("received", _("Ирсэн")),
        Column("ranked", _("Эрэмбэлсэн")),
        Column("costed", _("Өртөг тооцсон")),
        Column("approved", _("Баталсан")),
        Column("declined", _("Дэмжээгүй")),
        Column("money", _("Баталсан дүн, ₮"), width=20),
    ]


def _place(code: str) -> UnitVersion:
    version = nearest_version(code, timezone.localdate())
    if version is None:
        raise Http404
    return version


def _read(
    request: HttpRequest, code: str, unit: str, year: int
) -> tuple[Programme, Year]:
    programme = find(request, code)
    version = _place(unit)
    if version.kind.level != queries.BAG:
        raise Http404
    return programme, queries.year_of(version, year, request.user)


@login_required
def unit_year(request: HttpRequest, code: str, unit: str, year: int) -> HttpResponse:
    programme, found = _read(request, code, unit, year)
    return _year_page(request, programme, found)


def _year_page(
    request: HttpRequest, programme: Programme, found: Year, **bound: Form
) -> HttpResponse:
    unit = found.unit.unit
    context: dict[str, Any] = {"programme": programme, "found": found}
    if rules.can_propose(request.user, unit) and not found.is_decided:
        context["rank_form"] = rank_form(found)
    if rules.can_cost(request.user, unit):
        context |= _sum_forms(found)
    context |= {"may_propose": rules.can_propose(request.user, unit), **bound}
    return render(request, "programme/proposals_unit.html", context)


def rank_form(found: Year, data: Any = None) -> forms.RankForm:
    acts = queries.acts_for([found.unit.unit_id])
    rows = [told for told in found.standing if told.is_open]
    return forms.RankForm(data, rows=rows, acts=acts)


def _sum_forms(found: Year) -> dict[str, Form]:
    return {
        "cost_form": cost_form(found),
        "decide_form": decide_form(found),
        "report_form": forms.ReportBackForm(initial={"on": timezone.localdate()}),
    }


def cost_form(found: Year, data: Any = None) -> forms.CostForm:
    return forms.CostForm(data, rows=found.of("ranked", "costed"))


def decide_form(found: Year, data: Any = None) -> forms.DecideForm:
    rows = found.of("costed", "approved", "declined")
    kept = [str(t.proposal.pk) for t in rows if t.outcome == "approved"]
    acts = queries.acts_for(queries.above(found.unit.unit))
    return forms.DecideForm(data, rows=rows, acts=acts, initial={"approved": kept})


def _back(code: str, found: Year) -> HttpResponse:
    return redirect("programme:proposals_unit", code, found.unit.unit.code, found.year)


@login_required
def receive(request: HttpRequest, code: str, unit: str, year: int) -> HttpResponse:
    programme, found = _read(request, code, unit, year)
    if not rules.can_propose(request.user, found.unit.unit):
        raise PermissionDenied
    initial = {"received_on": timezone.localdate()}
    form = forms.ReceiveForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            actions.receive_proposal(
                user=request.user,
                unit=found.unit.unit,
                year=year,
                programme=programme,
                **form.cleaned_data,
            )
        if form.is_valid():
            messages.success(request, _("Саналыг бүртгэлээ."))
            return _back(code, found)
    context = {"programme": programme, "found": found, "form": form}
    return render(request, "programme/proposal_new.html", context)


@login_required
@require_POST
def rank(request: HttpRequest, code: str, unit: str, year: int) -> HttpResponse:
    programme, found = _read(request, code, unit, year)
    form = rank_form(found, request.POST)
    if form.is_valid():
        with refusals_in(form):
            actions.rank_proposals(
                user=request.user,
                unit=found.unit.unit,
                year=year,
                ordered=form.cleaned_data["ordered"],
                act=form.cleaned_data["act"],
            )
    if not form.is_valid():
        return _year_page(request, programme, found, rank_form=form)
    messages.success(request, _("Хурлын эрэмбийг бүртгэлээ."))
    return _back(code, found)


@login_required
@require_POST
def cost(request: HttpRequest, code: str, unit: str, year: int) -> HttpResponse:
    programme, found = _read(request, code, unit, year)
    if not rules.can_cost(request.user, found.unit.unit):
        raise PermissionDenied
    form = cost_form(found, request.POST)
    if form.is_valid():
        # All amounts of the table or none, so that what was typed can be mended.
        with refusals_in(form), transaction.atomic():
            for row, amount in form.changed:
                actions.cost_proposal(user=request.user, proposal=row, cost=amount)
    if not form.is_valid():
        return _year_page(request, programme, found, cost_form=form)
    messages.success(request, _("Өртгийг хадгаллаа."))
    return _back(code, found)


@login_required
@require_POST
def decide(request: HttpRequest, code: str, unit: str, year: int) -> HttpResponse:
    programme, found = _read(request, code, unit, year)
    if not rules.can_cost(request.user, found.unit.unit):
        raise PermissionDenied
    form = decide_form(found, request.POST)
    if form.is_valid():
        with refusals_in(form):
            actions.decide_proposals(
                user=request.user,
                unit=found.unit.unit,
                year=year,
                act=form.cleaned_data["act"],
                approved=form.keys,
            )
    if not form.is_valid():
        return _year_page(request, programme, found, decide_form=form)
    messages.success(request, _("Хурлын шийдвэрийг бүртгэлээ."))
    return _back(code, found)


@login_required
@require_POST
def report(request: HttpRequest, code: str, unit: str, year: int) -> HttpResponse:
    programme, found = _read(request, code, unit, year)
    if not rules.can_cost(request.user, found.unit.unit):
        raise PermissionDenied
    form = forms.ReportBackForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            actions.report_back(
                user=request.user,
                unit=found.unit.unit,
                year=year,
                **form.cleaned_data,
            )
    if not form.is_valid():
        return _year_page(request, programme, found, report_form=form)
    messages.success(request, _("Иргэдэд эргэж тайлагнасныг бүртгэлээ."))
    return _back(code, found)


@login_required
def printed(request: HttpRequest, code: str, unit: str, year: int) -> HttpResponse:
    """The list that a meeting has in its hands: A4, with room to write on."""
    programme, found = _read(request, code, unit, year)
    context = {"programme": programme, "found": found, "today": timezone.localdate()}
    return render(request, "programme/proposals_print.html", context)


@login_required
def proposal(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One proposal: its steps, what can be joined to it, and its money."""
    programme = find(request, code)
    return _page(request, programme, pk)


def _page(
    request: HttpRequest, programme: Programme, pk: int, **bound: Form
) -> HttpResponse:
    told = _told(request, pk)
    row = told.proposal
    version = _place(row.unit.code)
    may = rules.can_propose(request.user, row.unit)
    context: dict[str, Any] = {"programme": programme, "told": told, "may": may}
    context["found"] = Year(version, row.year, [told])
    if may and told.is_open:
        context["merge_form"] = merge_form(request, told)
    payers = spenders(programme, request.user)
    payers = payers if rules.can_cost(request.user, row.unit) else []
    if payers and told.outcome == "approved" and row.measure_id is None:
        context["fund_form"] = fund_form(programme, payers)
    return render(request, "programme/proposal.html", context | bound)


def _told(request: HttpRequest, pk: int) -> queries.Told:
    told = queries.told_of(pk, request.user)
    if told is None:
        raise Http404
    return told


def merge_form(
    request: HttpRequest, told: queries.Told, data: Any = None
) -> forms.MergeForm:
    row = told.proposal
    found = queries.year_of(_place(row.unit.code), row.year, request.user)
    rows = [
        one.proposal
        for one in found.standing
        if one.is_open and not one.merged and one.proposal.pk != row.pk
    ]
    return forms.MergeForm(data, rows=rows)


def fund_form(
    programme: Programme, payers: list[UnitVersion], data: Any = None
) -> forms.FundForm:
    return forms.FundForm(
        data, measures=queries.measures_for(programme), spenders=payers
    )


@login_required
@require_POST
def merge(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    programme, told = find(request, code), _told(request, pk)
    form = merge_form(request, told, request.POST)
    if form.is_valid():
        with refusals_in(form):
            actions.merge_proposals(
                user=request.user, into=told.proposal, others=form.chosen
            )
    if not form.is_valid():
        return _page(request, programme, pk, merge_form=form)
    messages.success(request, _("Саналуудыг нэгтгэлээ. Хоёулаа уншигдсаар байна."))
    return redirect("programme:proposal", code, pk)


@login_required
@require_POST
def fund(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    programme, told = find(request, code), _told(request, pk)
    form = fund_form(programme, spenders(programme, request.user), request.POST)
    if form.is_valid():
        with refusals_in(form):
            actions.fund_proposal(
                user=request.user, proposal=told.proposal, **form.cleaned_data
            )
    if not form.is_valid():
        return _page(request, programme, pk, fund_form=form)
    messages.success(request, _("Баталсан дүнг төлөвлөгөөнд бичлээ."))
    return redirect("programme:proposal", code, pk)


@login_required
@require_POST
def part(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    find(request, code)
    words = _("Нэгтгэснийг буцаалаа.")
    return _done(request, code, pk, actions.part_proposal, words)


@login_required
@require_POST
def carry(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    find(request, code)
    words = _("Саналыг дараа жилд шилжүүллээ.")
    return _done(request, code, pk, actions.carry_over, words)


def _done(
    request: HttpRequest, code: str, pk: int, action: Any, words: str
) -> HttpResponse:
    row = _told(request, pk).proposal
    try:
        found = action(user=request.user, proposal=row)
    except Refused as refusal:
        messages.error(request, f"{refusal.reason} {refusal.fix}".strip())
        return redirect("programme:proposal", code, pk)
    messages.success(request, words)
    return redirect("programme:proposal", code, found.pk)
