"""One return: what stands in it, its way up and back; HTTP only."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bagana.collection.actions import ladder
from bagana.collection.checks import findings_of
from bagana.collection.form_types import ERROR, WARNING
from bagana.collection.input_forms import UnlockForm
from bagana.collection.models import Remark, Return, ReturnState
from bagana.collection.queries import returns as queries
from bagana.collection.queries.rounds import turn_of
from bagana.collection.rows import (
    WRITING,
    columns_of,
    form_of_return,
    households_of,
)
from bagana.collection.rules import (
    can_approve_for_aimag,
    can_approve_for_sum,
    can_fill,
)
from bagana.collection.views.guard import (
    bag_name,
    find_return,
    return_crumbs,
    round_crumbs,
)
from bagana.registers.private import private_page
from bagana.registers.rules import can_read
from bagana.web.errors import PermissionDenied, Refused
from bagana.web.form_pages import form_page, taken
from bagana.web.tables import Column, table_response, wanted_format

LINES = 8


@private_page
def return_page(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """What is written, what the checks found, what was said, and every step."""
    return _page(request, find_return(request, code, unit))


def _page(
    request: HttpRequest,
    returned: Return,
    refusal: Refused | None = None,
    typed: dict[str, str] | None = None,
) -> HttpResponse:
    user, round = request.user, returned.round
    reads = can_read(user, returned.unit)
    totals = queries.totals_table(returned)
    if chosen := wanted_format(request):
        name = f"{round.code}-{returned.unit.code}"
        return table_response(chosen, name, _columns(), totals)
    groups: list[queries.Group] = []
    if reads:
        said = typed or {k: v.get("word", "") for k, v in returned.seen.items()}
        groups = queries.groups_of(findings_of(returned), said)
    turn, due, late = turn_of(returned, round, timezone.localdate())
    writing = returned.state in WRITING and round.closed_at is None
    context = {
        "returned": returned,
        "round": round,
        "form": form_of_return(returned),
        "name": bag_name(returned),
        "turn": turn,
        "due_on": due,
        "days_late": late,
        "totals": totals,
        "groups": groups,
        "errors": sum(one.count for one in groups if one.level == ERROR),
        "warnings": [one for one in groups if one.level == WARNING],
        "progress": _progress(returned),
        "remarks": queries.remarks_of(returned) if reads else [],
        "steps": queries.steps_of(returned),
        "reads": reads,
        "may_fill": writing and can_fill(user, returned.unit),
        "may_approve": _may_approve(user, returned),
        "may_send_back": _may_send_back(user, returned),
        "may_unlock": returned.state == ReturnState.APPROVED
        and round.closed_at is None
        and can_approve_for_aimag(user, returned.unit),
        "sheet_url": _sheet(returned) if reads else "",
        "refusal": refusal,
        "crumbs": round_crumbs(round),
    }
    status = 422 if refusal else 200
    return render(request, "collection/return.html", context, status=status)


def _progress(returned: Return) -> Any:
    if not form_of_return(returned).of_households:
        return None
    return queries.chosen_households(returned, "all", "")[1]


def _sheet(returned: Return) -> str:
    try:
        return reverse(
            "collection:sheet", args=[returned.round.code, returned.unit.code]
        )
    except NoReverseMatch:
        return ""


def _may_approve(user: Any, returned: Return) -> bool:
    if returned.round.closed_at is not None:
        return False
    if returned.state == ReturnState.SUBMITTED:
        return can_approve_for_sum(user, returned.unit)
    sum_approved = returned.state == ReturnState.SUM_APPROVED
    return sum_approved and can_approve_for_aimag(user, returned.unit)


def _may_send_back(user: Any, returned: Return) -> bool:
    if returned.round.closed_at is not None:
        return False
    if returned.state == ReturnState.SUBMITTED:
        return can_approve_for_sum(user, returned.unit) or can_approve_for_aimag(
            user, returned.unit
        )
    return _may_approve(user, returned)


def _columns() -> list[Column]:
    return [
        Column("field", _("Талбар"), value=lambda row: row.column.title),
        Column("now", _("Одоо")),
        Column("before", _("Өмнөх")),
    ]


@private_page
@require_POST
def submit(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    returned = find_return(request, code, unit)
    words = {
        name.removeprefix("accept_"): text[:500]
        for name, text in request.POST.items()
        if name.startswith("accept_") and isinstance(text, str)
    }
    try:
        ladder.submit(user=request.user, returned=returned, accept=words)
    except Refused as refusal:
        return _page(request, returned, refusal, words)
    messages.success(request, _("Мэдээг илгээлээ."))
    return redirect("collection:return", code, unit)


@login_required
@require_POST
def approve(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    returned = find_return(request, code, unit)
    done = ladder.approve(user=request.user, returned=returned)
    locked = done.state == ReturnState.APPROVED
    words = _("Мэдээг баталж түгжлээ.") if locked else _("Мэдээг баталлаа.")
    messages.success(request, words)
    return redirect("collection:return", code, unit)


@private_page
def send_back(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """Lines of reasons: of the whole return, of a row by its number, of a cell."""
    returned = find_return(request, code, unit)
    if not _may_send_back(request.user, returned):
        raise PermissionDenied(_("Энэ мэдээг буцаах эрх танд алга."))
    lines, refusal = _lines(request, returned), None
    if request.method == "POST":
        try:
            _send(request, returned, lines)
        except Refused as problem:
            refusal = problem
        else:
            messages.success(request, _("Мэдээг шалтгаантай нь буцаалаа."))
            return redirect("collection:return", code, unit)
    may_ask_sum = returned.state == ReturnState.SUM_APPROVED
    context = {
        "returned": returned,
        "round": returned.round,
        "form": form_of_return(returned),
        "columns": columns_of(returned),
        "lines": lines,
        "refusal": refusal,
        "whole": request.POST.get("whole", ""),
        "may_ask_sum": may_ask_sum,
        "crumbs": return_crumbs(returned),
        "name": bag_name(returned),
    }
    status = 422 if refusal else 200
    return render(request, "collection/send_back.html", context, status=status)


def _lines(request: HttpRequest, returned: Return) -> list[dict[str, str]]:
    """What was typed; else a line for each row that was ticked in the grid."""
    if request.method == "POST":
        columns = [request.POST.getlist(name) for name in ("number", "field", "text")]
        rows = zip(*columns, strict=False)
        typed = [
            {"number": number.strip()[:20], "field": field, "text": text[:500]}
            for number, field, text in rows
        ]
    else:
        typed = _ticked(request, returned)
    blank = {"number": "", "field": "", "text": ""}
    return [*typed, *(dict(blank) for _n in range(max(2, LINES - len(typed))))][:60]


def _ticked(request: HttpRequest, returned: Return) -> list[dict[str, str]]:
    keys = [one for one in request.GET.getlist("row")[:50] if _is_uid(one)]
    if not keys:
        return []
    rows = households_of(returned).filter(uid__in=keys)
    field = request.GET.get("field", "")[:60]
    return [
        {"number": number, "field": field, "text": ""}
        for number in rows.values_list("number", flat=True)
    ]


def _is_uid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _send(request: HttpRequest, returned: Return, lines: list[dict[str, str]]) -> None:
    whole = request.POST.get("whole", "")
    told = [one for one in lines if one["text"].strip()]
    known = {one.number: one for one in households_of(returned)} if told else {}
    reasons = [ladder.Reason(whole)]
    for one in told:
        number = one["number"]
        if number and number not in known:
            raise Refused(
                _("Ийм дугаартай өрх энэ багийн мэдээнд алга: %s") % number,
                _("Өрхийн дугаарыг хүснэгтээс харж бичнэ үү."),
            )
        reasons.append(ladder.Reason(one["text"], known.get(number), one["field"]))
    ladder.send_back(
        user=request.user,
        returned=returned,
        reasons=reasons,
        to_sum=request.POST.get("to") == "sum",
    )


@login_required
def unlock(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    returned = find_return(request, code, unit)
    can_approve_for_aimag.require(request.user, returned.unit)
    form = UnlockForm(request.POST or None)
    if taken(
        request,
        form,
        lambda: ladder.unlock(
            user=request.user, returned=returned, **form.cleaned_data
        ),
    ):
        messages.success(request, _("Түгжээг нээж, багт буцаалаа."))
        return redirect("collection:return", code, unit)
    return form_page(
        request,
        form,
        title=_("Түгжээ нээх"),
        button=_("Нээх"),
        back=reverse("collection:return", args=[code, unit]),
        crumbs=return_crumbs(returned),
        lead=_("Баталсан мэдээг багт буцаана. Шалтгаан нь түүхэнд үлдэнэ."),
        danger=True,
    )


@login_required
@require_POST
def settle(request: HttpRequest, code: str, unit: str, pk: int) -> HttpResponse:
    returned = find_return(request, code, unit)
    remark = get_object_or_404(Remark, pk=pk, returned=returned)
    ladder.settle(user=request.user, remark=remark)
    messages.success(request, _("Зассаныг хүлээн авлаа."))
    return redirect("collection:return", code, unit)
