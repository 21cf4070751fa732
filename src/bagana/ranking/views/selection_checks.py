"""The index of a selection and the figures looked at again; HTTP only."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.ranking import rules
from bagana.ranking.actions import selection as actions
from bagana.ranking.forms.selection import DrawForm, SeedForm
from bagana.ranking.forms.selection_checks import RecheckForm
from bagana.ranking.models import Recheck, Selection, SelectionState
from bagana.ranking.procedure import TOLERANCE
from bagana.ranking.queries.selection_gates import gates_of
from bagana.ranking.queries.selection_quality import quality_of, remarks_on
from bagana.ranking.queries.selection_rechecks import (
    RecheckRow,
    items_of,
    needs_drawing,
    rechecks_of,
)
from bagana.ranking.queries.selection_runs import is_running, moved_cells, runs_of
from bagana.ranking.views.selection_guard import (
    around,
    crumbs,
    find,
    find_results,
    form_page,
    must,
    page_of,
    taken,
)
from bagana.web.tables import Column, table_response, wanted_format

AGAIN = (SelectionState.INDEX, SelectionState.RECHECK, SelectionState.ANSWERED)


@login_required
def index(request: HttpRequest, code: str) -> HttpResponse:
    """The seed, the run and how good its figures are; run again where they changed."""
    found = find_results(request, code)
    is_first = found.state == SelectionState.GATES
    form = SeedForm(request.POST if is_first and request.method == "POST" else None)
    if request.method == "POST":
        must(rules.can_conduct(request.user, found))
        if not is_first:
            actions.run_index(user=request.user, selection=found)
            return _started(request, code)
        if taken(request, form, lambda: _run(request, found, form)):
            return _started(request, code)
    run, shows_all = found.run, request.GET.get("all") == "1"
    work = run.work if run is not None else None
    context = {
        **around(request, found, "index"),
        "form": form if is_first else None,
        "open_gates": gates_of(found).open,
        "work": work if is_running(run) or _failed(run) else None,
        "quality": quality_of(found, every=shows_all),
        "shows_all": shows_all,
        "runs": runs_of(found),
        "may_repeat": found.state in AGAIN and _worth(run),
    }
    status = 422 if form.errors else 200
    return render(request, "ranking/selection_index.html", context, status=status)


def _run(request: HttpRequest, found: Selection, form: SeedForm) -> None:
    actions.run_index(user=request.user, selection=found, **form.cleaned_data)


def _started(request: HttpRequest, code: str) -> HttpResponse:
    messages.success(request, _("Индексийн тооцоо эхэллээ."))
    return redirect("ranking:selection_index", code)


def _failed(run: Any) -> bool:
    return run is not None and run.computed_at is None


def _worth(run: Any) -> bool:
    """Whether running again could come to anything else."""
    if run is None or is_running(run):
        return False
    return run.computed_at is None or bool(moved_cells(run))


@login_required
def recheck(request: HttpRequest, code: str) -> HttpResponse:
    """The draw, how anybody repeats it, and what was found."""
    found = find(request, code)
    if request.GET.get("items") == "txt":
        return _items(found)
    is_first = found.state == SelectionState.INDEX
    among = len(items_of(found)) if is_first else 0
    data = request.POST if is_first and request.method == "POST" else None
    form = DrawForm(data, initial={"size": _usual(among)})
    if request.method == "POST":
        must(rules.can_conduct(request.user, found))
        if not is_first:
            actions.draw_recheck(user=request.user, selection=found)
            return redirect("ranking:selection_recheck", code)
        if taken(request, form, lambda: _draw(request, found, form)):
            messages.success(request, _("Сугалж дууслаа. Жагсаалт нийтэд харагдана."))
            return redirect("ranking:selection_recheck", code)
    table = rechecks_of(found)
    remarks = remarks_on(found.run)
    if chosen := wanted_format(request):
        return table_response(chosen, f"{found.code}-recheck", _columns(), table.rows)
    context = {
        **around(request, found, "recheck"),
        "form": form if is_first else None,
        "among": among,
        "computed": found.run is not None and found.run.computed_at is not None,
        "table": table,
        "rows": [(row, remarks.get(row.observation.pk, [])) for row in table.rows],
        "is_here": found.state == SelectionState.RECHECK,
        "needs_drawing": found.state == SelectionState.RECHECK and needs_drawing(found),
        "tolerance": 100 * TOLERANCE,
    }
    status = 422 if form.errors else 200
    return render(request, "ranking/selection_recheck.html", context, status=status)


def _usual(among: int) -> int:
    """A tenth, at least ten where there are as many."""
    return min(among, max(10, -(-among // 10)))


def _draw(request: HttpRequest, found: Selection, form: DrawForm) -> None:
    actions.draw_recheck(user=request.user, selection=found, **form.cleaned_data)


def _items(found: Selection) -> HttpResponse:
    """The items of the draw, a line each, for whoever draws again."""
    items = rechecks_of(found).items
    if not items:
        raise Http404
    response = HttpResponse(
        "".join(f"{item}\n" for item in items), content_type="text/plain; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="items.txt"'
    return response


def _columns() -> list[Column]:
    def place(row: RecheckRow) -> str:
        return row.place.full_name if row.place else row.observation.unit.code

    return [
        Column("position", _("Дараалал"), lambda row: row.recheck.position, 8),
        Column("item", _("Тоо"), width=34),
        Column("ticket", "SHA-256", width=66),
        Column("unit", _("Нэгж"), place, 30),
        Column("indicator", _("Үзүүлэлт"), lambda r: r.observation.indicator.name, 40),
        Column("published", _("Нийтэлсэн"), lambda row: row.observation.value),
        Column("found", _("Олсон"), lambda row: row.recheck.found),
        Column("agrees", _("Таарсан"), lambda row: row.recheck.agrees),
        Column("note", _("Тайлбар"), lambda row: row.recheck.note, 60),
    ]


@login_required
def recheck_one(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Enter what the source shows of one figure."""
    found = find(request, code)
    must(rules.can_check(request.user, found))
    rows = Recheck.objects.select_related(
        "observation__indicator", "observation__unit", "observation__period"
    )
    one = get_object_or_404(rows, pk=pk, selection=found)
    initial = {
        "found": one.found,
        "note": one.note,
        "checked_on": one.checked_on or timezone.localdate(),
    }
    form = RecheckForm(request.POST or None, initial=initial)
    if taken(request, form, lambda: _record(request, one, form)):
        messages.success(request, _("Давтан шалгалтыг бүртгэлээ."))
        return redirect("ranking:selection_recheck", code)
    return form_page(
        request,
        form,
        title=_title(found, one),
        button=_("Бүртгэх"),
        back=page_of(found, "recheck"),
        crumbs=crumbs(found, "recheck"),
        lead=_(
            "Нийтэлсэн тоог харалгүйгээр анхдагч баримтаас өөрөө тоолно. Хадгалсны"
            " дараа зөрүүг харуулна."
        ),
    )


def _record(request: HttpRequest, one: Recheck, form: RecheckForm) -> None:
    actions.record_recheck(user=request.user, recheck=one, **form.cleaned_data)


def _title(found: Selection, one: Recheck) -> str:
    row = next(row for row in rechecks_of(found).rows if row.recheck.pk == one.pk)
    where = row.place.full_name if row.place else one.observation.unit.code
    indicator = one.observation.indicator
    return f"{where}: {indicator.name}, {one.observation.period.label}"
