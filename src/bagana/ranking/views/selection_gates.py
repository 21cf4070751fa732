"""Gates of a selection: unit by condition, one judgement for many; HTTP only."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bagana.ranking.actions import selection as actions
from bagana.ranking.forms.selection_checks import JudgeForm
from bagana.ranking.models import Selection, SelectionState
from bagana.ranking.queries.selection_gates import GateRow, GateTable, gates_of
from bagana.ranking.views.selection_guard import around, find
from bagana.territory.models import Unit
from bagana.web.errors import refusals_in
from bagana.web.tables import Column, table_response, wanted_format

PER_PAGE = 60
STATES = ("open", "missing", "passed", "failed")


@login_required
def gates(request: HttpRequest, code: str) -> HttpResponse:
    """The table; ticked units are judged together by the form under it."""
    found = find(request, code)
    table = gates_of(found)
    judged = [gate for gate in table.gates if gate.is_judged]
    form = JudgeForm(request.POST or None, gates=judged)
    rows = _shown(request, table)
    takes_all = "all" in request.POST
    ticked = [c for c in request.POST.getlist("unit") if "\0" not in c]
    if takes_all:
        ticked = [row.place.code for row in rows]
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            count = _judge(request, found, form, ticked)
            _tell(request, count)
            address = redirect("ranking:selection_gates", code)
            address["Location"] += f"?{request.GET.urlencode()}"
            return address
    if chosen := wanted_format(request):
        return table_response(chosen, f"{found.code}-gates", _columns(table), rows)
    context = {
        **around(request, found, "gates"),
        "table": table,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "asked": {name: request.GET.get(name, "")[:60] for name in ("state", "gate")},
        "form": form,
        "ticked": set(ticked),
        "takes_all": takes_all,
        "is_here": found.state in (SelectionState.PREPARING, SelectionState.GATES),
        "judged": judged,
        "computed": len(judged) < len(table.gates),
    }
    status = 422 if form.errors else 200
    return render(request, "ranking/selection_gates.html", context, status=status)


def _judge(
    request: HttpRequest, found: Selection, form: JudgeForm, ticked: list[str]
) -> int:
    cleaned = form.cleaned_data
    results = actions.judge_gates(
        user=request.user,
        selection=found,
        units=Unit.objects.filter(code__in=ticked),
        gate=cleaned["gate"],
        passed=cleaned["passed"] == "yes",
        evidence=cleaned["evidence"],
    )
    return len(results)


def _tell(request: HttpRequest, count: int) -> None:
    words = ngettext("%(n)s нэгжийг дүгнэлээ.", "%(n)s нэгжийг дүгнэлээ.", count)
    messages.success(request, words % {"n": count})


def _shown(request: HttpRequest, table: GateTable) -> list[GateRow]:
    """Rows in a state, of one gate where it is named."""
    state, gate = request.GET.get("state", ""), request.GET.get("gate", "")
    if state not in STATES:
        return list(table.rows)
    if gate:
        return [
            row
            for row in table.rows
            if any(c.gate.code == gate and c.state == state for c in row.cells)
        ]
    return [row for row in table.rows if row.state == state]


def _columns(table: GateTable) -> list[Column]:
    def of(code: str) -> Any:
        def value(row: GateRow) -> str:
            cell = next(one for one in row.cells if one.gate.code == code)
            return f"{cell.word} ({cell.shown})" if cell.shown else cell.word

        return value

    return [
        Column("code", _("Код"), lambda row: row.place.code, 10),
        Column("parent", _("Сум"), lambda row: row.place.parent, 20),
        Column("unit", _("Нэгж"), lambda row: row.place.name, 30),
        *[Column(gate.code, gate.name, of(gate.code), 30) for gate in table.gates],
    ]


@login_required
@require_POST
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Compute the gates again that figures decide."""
    found = find(request, code)
    actions.check_gates(user=request.user, selection=found)
    messages.success(request, _("Тоогоор шийдэх болзлыг дахин шалгалаа."))
    return redirect("ranking:selection_gates", code)
