"""One report: written, sent, sent back, checked, decided; HTTP only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bagana.programme.actions.evidence import add_photo
from bagana.programme.actions.reports import (
    check_report,
    copy_last,
    decide_report,
    last_report,
    return_report,
    save_report,
    submit_report,
)
from bagana.programme.forms.monitoring import ReasonForm, ReportForm, RungForm
from bagana.programme.ladder import reach_of, submitter_of
from bagana.programme.models import Report, ReportState
from bagana.programme.queries import reports as queries
from bagana.programme.queries.standings import names_of
from bagana.web.errors import Conflict, Refused, refusals_in

AUTOSAVE = "X-Autosave"


def _report(request: HttpRequest, pk: int) -> Report:
    found = queries.find_report(request.user, pk)
    if found is None:
        raise Http404
    return found


@login_required
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Read it, or write it: by the button, or by itself while one types."""
    row = _report(request, pk)
    if request.method != "POST":
        return _page(request, row)
    facts = queries.facts_of(row, request.user)
    form = ReportForm(request.POST, request.FILES, report=row, evidence=facts.evidence)
    if request.headers.get(AUTOSAVE):
        return _saved_by_itself(request, row, form)
    if not form.is_valid():
        return _page(request, row, form=form, status=422)
    try:
        row = _write(request, row, form)
    except Conflict as conflict:
        return _clash(request, pk, form, conflict)
    except Refused as refused:
        return _again(request, row, refused)
    return _saved_or_sent(request, row)


def _write(request: HttpRequest, row: Report, form: ReportForm) -> Report:
    return save_report(
        user=request.user,
        report=row,
        revision=form.cleaned_data["revision"],
        fields=form.texts,
        evidence=form.cleaned_data.get("evidence"),
        proposed=form.cleaned_data["proposed"],
    )


def _saved_or_sent(request: HttpRequest, row: Report) -> HttpResponse:
    """The words are safe by now; a photo or the sending may still be refused."""
    try:
        if photo := request.FILES.get("photo"):
            row = _with_photo(request, row, photo)
        if request.POST.get("do") == "submit":
            row = submit_report(user=request.user, report=row)
    except Refused as refused:
        return _again(request, row, refused)
    if row.state == ReportState.SUBMITTED:
        messages.success(request, _("Тайланг илгээлээ."))
    else:
        messages.success(request, _("Тайланг хадгаллаа."))
    return redirect("programme:report", row.pk)


def _with_photo(request: HttpRequest, row: Report, photo: Any) -> Report:
    caption = request.POST.get("caption", "").strip()[:300]
    added = add_photo(
        user=request.user,
        measure=row.measure,
        file=photo,
        caption=caption or _("Тайлангийн зураг"),
    )
    return save_report(
        user=request.user,
        report=row,
        revision=row.revision,
        fields={},
        evidence=[*row.evidence.all(), added],
        proposed=row.proposed,
    )


def _again(request: HttpRequest, row: Report, refused: Refused) -> HttpResponse:
    """The form as it was sent, on the newest revision of our own, with what to mend."""
    row = _report(request, row.pk)
    facts = queries.facts_of(row, request.user)
    typed = request.POST.copy()
    typed["revision"] = str(row.revision)
    if request.FILES:
        linked = row.evidence.values_list("pk", flat=True)
        typed.setlist("evidence", [str(pk) for pk in linked])
    form = ReportForm(typed, report=row, evidence=facts.evidence)
    field = "photo" if refused.field == "file" else refused.field
    words = " ".join(filter(None, (refused.reason, refused.fix)))
    form.is_valid()
    form.add_error(field if field in form.fields else None, words)
    return _page(request, row, form=form, status=422)


def _saved_by_itself(
    request: HttpRequest, row: Report, form: ReportForm
) -> JsonResponse:
    """What the page's script asks a few seconds after the last key."""
    if not form.is_valid():
        return JsonResponse({"message": _("Хадгалж чадсангүй.")}, status=422)
    try:
        saved = _write(request, row, form)
    except Conflict as conflict:
        return JsonResponse({"message": conflict.reason}, status=409)
    except Refused as refused:
        return JsonResponse({"message": refused.reason}, status=422)
    moment = timezone.localtime(saved.updated_at).strftime("%H:%M")
    words = _("хадгалсан %(time)s") % {"time": moment}
    return JsonResponse({"message": words, "revision": saved.revision})


def _clash(
    request: HttpRequest, pk: int, form: ReportForm, conflict: Conflict
) -> HttpResponse:
    """Theirs and mine side by side; mine stays in the form, on their revision."""
    row = _report(request, pk)
    facts = queries.facts_of(row, request.user)
    typed = request.POST.copy()
    typed["revision"] = str(row.revision)
    mine = ReportForm(typed, report=row, evidence=facts.evidence)
    differing = [
        (mine.fields[name].label, getattr(row, name), text)
        for name, text in form.texts.items()
        if getattr(row, name) != text
    ]
    level = form.cleaned_data["proposed"]
    if (level.pk if level else None) != row.proposed_id:
        differing.append((mine.fields["proposed"].label, row.proposed or "", level))
    return _page(
        request, row, form=mine, status=409, conflict=conflict, differing=differing
    )


def _page(
    request: HttpRequest,
    row: Report,
    *,
    form: ReportForm | None = None,
    rung: RungForm | None = None,
    back: ReasonForm | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    reach, submitter = reach_of(request.user, row.round.programme), submitter_of(row)
    facts = queries.facts_of(row, request.user)
    is_open = not row.round.is_closed
    may_write = is_open and reach.may_write(row)
    may_check = is_open and reach.may_check(row, submitter)
    may_decide = is_open and (
        reach.may_decide(row, submitter) or _is_unsent(row, reach)
    )
    level = row.decided or row.checked or row.proposed
    context = {
        "report": row,
        "round": row.round,
        "programme": row.round.programme,
        "measure": row.measure,
        "office": names_of([row.measure.office_id], row.round.period.end).get(
            row.measure.office_id
        ),
        "facts": facts,
        "form": form or ReportForm(report=row, evidence=facts.evidence),
        "rung": rung or RungForm(round=row.round, initial={"level": level}),
        "back_form": back or ReasonForm(auto_id="back_%s"),
        "may_write": may_write,
        "may_check": may_check,
        "may_decide": is_open and may_decide,
        "may_return": is_open and reach.may_return(row),
        "is_own": is_open and submitter == request.user.pk,
        "last": last_report(row) if may_write else None,
        "warnings": queries.contradictions(row, facts, level),
        "steps": queries.steps_of(row),
        **more,
    }
    return render(request, "programme/report.html", context, status=status)


def _is_unsent(row: Report, reach: Any) -> bool:
    """Nobody sent it in by the due day: who plans may decide without it."""
    unsent = row.state in {ReportState.DRAFT, ReportState.RETURNED}
    return bool(reach.plans and unsent and row.round.due_on < timezone.localdate())


@login_required
@require_POST
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    row = _report(request, pk)
    revision = request.POST.get("revision", "")
    copy_last(
        user=request.user,
        report=row,
        # Nine digits: longer is no revision, and int() refuses thousands of them.
        revision=int(revision[:9]) if revision.isdecimal() else row.revision,
    )
    messages.success(request, _("Өмнөх үеийн бичвэрийг хоосон талбарт хууллаа."))
    return redirect("programme:report", pk)


@login_required
@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    row = _report(request, pk)
    form = ReasonForm(request.POST, auto_id="back_%s")
    if form.is_valid():
        with refusals_in(form):
            return_report(user=request.user, report=row, **form.cleaned_data)
            messages.success(request, _("Тайланг буцаалаа."))
            return redirect("programme:report", pk)
    return _page(request, row, back=form, status=422)


@login_required
@require_POST
def check(request: HttpRequest, pk: int) -> HttpResponse:
    return _climb(request, pk, check_report, _("Тайланг шалгалаа."))


@login_required
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    return _climb(request, pk, decide_report, _("Үнэлгээг шийдлээ."))


def _climb(
    request: HttpRequest, pk: int, act: Callable[..., Report], words: str
) -> HttpResponse:
    row = _report(request, pk)
    form = RungForm(request.POST, round=row.round)
    if form.is_valid():
        with refusals_in(form):
            act(user=request.user, report=row, **form.cleaned_data)
            messages.success(request, words)
            return redirect("programme:report", pk)
    return _page(request, row, rung=form, status=422)
