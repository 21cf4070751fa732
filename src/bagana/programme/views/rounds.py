"""Rounds of monitoring and the workspace of each; HTTP only."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bagana.accounts.models import Role
from bagana.accounts.roles import has_any_role, holds
from bagana.programme import rules
from bagana.programme.actions.reports import (
    Decision,
    Outcome,
    check_many,
    decide_many,
)
from bagana.programme.actions.rounds import (
    close_round,
    open_round,
    reopen_round,
    sync_round,
)
from bagana.programme.actions.scales import may_add_scales
from bagana.programme.forms.monitoring import CloseForm, OpenForm, ReasonForm
from bagana.programme.models import Programme, Report, ReportState, Round
from bagana.programme.queries import rounds as queries
from bagana.programme.queries.workspace import TASKS, Row, workspace
from bagana.programme.templatetags.programme import rating_text
from bagana.web.errors import PermissionDenied, refusals_in
from bagana.web.tables import Column, table_response, wanted_format

PER_PAGE = 50
FILTERS = ("task", "state", "office", "objective")


@login_required
def rounds(request: HttpRequest, code: str) -> HttpResponse:
    programme = _programme(request, code)
    may_plan = rules.can_plan(request.user, programme)
    form = OpenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            opened = open_round(
                user=request.user, programme=programme, **form.cleaned_data
            )
            messages.success(request, _("Үеийг нээж, тайлангийн ноорог бэлдлээ."))
            return redirect("programme:round", code, opened.period.code)
    context = {
        "programme": programme,
        "rounds": queries.summaries_of(programme),
        "form": form,
        "may_plan": may_plan,
        "may_add_scales": may_add_scales(request.user),
    }
    return render(request, "programme/rounds.html", context)


def _programme(request: HttpRequest, code: str) -> Programme:
    found = Programme.objects.select_related("unit", "act")
    programme = get_object_or_404(found, code=code)
    if not has_any_role(request.user):
        raise PermissionDenied
    return programme


def _round(request: HttpRequest, code: str, period: str) -> Round:
    found = queries.find_round(code, period)
    if found is None:
        raise Http404
    if not has_any_role(request.user):
        raise PermissionDenied
    return found


@login_required
def round_page(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """What must be reported, checked and decided, and how far the round is."""
    return _workspace(request, _round(request, code, period))


def _workspace(
    request: HttpRequest,
    round: Round,
    *,
    outcome: Outcome | None = None,
    close_form: CloseForm | None = None,
    reason_form: ReasonForm | None = None,
) -> HttpResponse:
    asked = {name: request.GET.get(name, "")[:60] for name in FILTERS}
    found = workspace(round, user=request.user, on=timezone.localdate(), **asked)
    if chosen := wanted_format(request):
        name = f"{round.programme.code}-{round.period.code}-reports"
        return table_response(chosen, name, _columns(), found.shown)
    page = Paginator(found.shown, PER_PAGE).get_page(request.GET.get("page"))
    many = asked["task"] if asked["task"] in {"check", "decide"} else ""
    context = {
        "round": round,
        "programme": round.programme,
        "space": found,
        "page": page,
        "asked": asked,
        "many": many if not round.is_closed else "",
        "states": ReportState.choices,
        "objectives": round.programme.objectives.order_by("number"),
        "levels": round.scale.levels.order_by("position"),
        "results": queries.results_of(round) if found.reach.plans else None,
        "steps": round.steps.select_related("made_by", "act"),
        "missing": _missing(round) if found.reach.plans else 0,
        "refused": {row.pk: why for row, why in outcome.refused} if outcome else {},
        "typed": request.POST if outcome else {},
        "close_form": close_form or CloseForm(),
        "reason_form": reason_form or ReasonForm(),
        "may_reopen": holds(request.user, (Role.ADMINISTRATOR,), round.programme.unit),
    }
    status = 422 if outcome or close_form or reason_form else 200
    return render(request, "programme/round.html", context, status=status)


def _missing(round: Round) -> int:
    """Measures that were planned since and have no report in the round."""
    if round.is_closed:
        return 0
    due = queries.measures_due(round.programme, round.period)
    return due.exclude(pk__in=round.reports.values("measure")).count()


def _columns() -> list[Column]:
    def level(name: str) -> Any:
        def value(row: Row) -> str:
            step = getattr(row.report, name)
            return "" if step is None else rating_text(step.percent, step.name)

        return value

    return [
        Column("number", _("Дугаар"), lambda row: row.report.measure.number),
        Column("measure", _("Арга хэмжээ"), lambda row: row.report.measure.name, 60),
        Column("office", _("Хариуцах нэгж"), width=24),
        Column("state", _("Байдал"), lambda row: row.report.get_state_display()),
        Column("late", _("Хоцорсон"), lambda row: int(row.is_late)),
        Column("proposed", _("Санал"), level("proposed"), 24),
        Column("checked", _("Шалгасан"), level("checked"), 24),
        Column("decided", _("Шийдсэн"), level("decided"), 24),
        Column("done", _("Хийсэн ажил"), lambda row: row.report.done, 60),
        Column("obstacles", _("Саад, бэрхшээл"), lambda row: row.report.obstacles, 40),
        Column("next_steps", _("Цаашид хийх"), lambda row: row.report.next_steps, 40),
    ]


@login_required
@require_POST
def many(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Check or decide the ticked reports; what is refused is shown with why."""
    round = _round(request, code, period)
    task = request.GET.get("task", "")
    if task not in TASKS[1:]:
        raise Http404
    decisions = _decisions(request, round)
    act = check_many if task == "check" else decide_many
    outcome = act(user=request.user, decisions=decisions)
    if outcome.done:
        _tell(request, task, len(outcome.done))
    if outcome.refused:
        return _workspace(request, round, outcome=outcome)
    if not decisions:
        messages.warning(request, _("Нэг ч тайлан тэмдэглээгүй байна."))
    address = redirect("programme:round", code, period)
    address["Location"] += f"?{request.GET.urlencode()}"
    return address


def _tell(request: HttpRequest, task: str, count: int) -> None:
    if task == "check":
        words = ngettext(
            "%(count)s тайлан шалгалаа.", "%(count)s тайлан шалгалаа.", count
        )
    else:
        words = ngettext(
            "%(count)s тайлан шийдлээ.", "%(count)s тайлан шийдлээ.", count
        )
    messages.success(request, words % {"count": count})


def _decisions(request: HttpRequest, round: Round) -> list[Decision]:
    known = {str(pk) for pk in round.reports.values_list("pk", flat=True)}
    ticked = known.intersection(request.POST.getlist("report"))
    levels = {str(level.pk): level for level in round.scale.levels.all()}
    rows = Report.objects.visible_to(request.user).filter(round=round, pk__in=ticked)
    return [
        Decision(
            report=row,
            level=levels.get(request.POST.get(f"level-{row.pk}", "")),
            reason=request.POST.get(f"reason-{row.pk}", "")[:1000],
        )
        for row in rows.order_by("measure__sort_key")
    ]


@login_required
@require_POST
def sync(request: HttpRequest, code: str, period: str) -> HttpResponse:
    round = _round(request, code, period)
    added = sync_round(user=request.user, round=round)
    words = ngettext(
        "%(count)s арга хэмжээ нэмж оруулав.",
        "%(count)s арга хэмжээ нэмж оруулав.",
        added,
    )
    messages.success(request, words % {"count": added})
    return redirect("programme:round", code, period)


@login_required
@require_POST
def close(request: HttpRequest, code: str, period: str) -> HttpResponse:
    round = _round(request, code, period)
    form = CloseForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            close_round(user=request.user, round=round, **form.cleaned_data)
            messages.success(
                request, _("Үеийг хааж, дүнг хөлдөөлөө. Дүн нийтэд харагдана.")
            )
            return redirect("programme:round", code, period)
    return _workspace(request, round, close_form=form)


@login_required
@require_POST
def reopen(request: HttpRequest, code: str, period: str) -> HttpResponse:
    round = _round(request, code, period)
    form = ReasonForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            reopen_round(user=request.user, round=round, **form.cleaned_data)
            messages.success(request, _("Үеийг дахин нээлээ. Өмнөх дүн түүхэнд бий."))
            return redirect("programme:round", code, period)
    return _workspace(request, round, reason_form=form)
