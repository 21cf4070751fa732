"""Pages on which an evaluation is written and published; HTTP only."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bagana.programme import rules
from bagana.programme.actions import evaluations as actions
from bagana.programme.forms.evaluation import (
    FindingForm,
    PublishEvaluationForm,
    SummaryForm,
)
from bagana.programme.models import Evaluation, Finding, Programme
from bagana.programme.queries import evaluations as queries
from bagana.programme.queries.evaluation_facts import evaluation_day, facts_of
from bagana.web.errors import Conflict, Refused, refusals_in


def the_programme(request: HttpRequest, code: str) -> Programme:
    """The programme for who evaluates it or publishes what others wrote."""
    found = get_object_or_404(Programme.objects.select_related("unit"), code=code)
    user = request.user
    if not (rules.can_evaluate(user, found) or rules.can_plan(user, found)):
        raise PermissionDenied
    return found


def the_evaluation(request: HttpRequest, code: str, phase: int) -> Evaluation:
    programme = the_programme(request, code)
    found = queries.evaluations_of(programme).get(phase)
    if found is None:
        raise Http404
    # The permission was asked of this very programme; its unit is at hand.
    found.programme = found.phase.programme = programme
    return found


@login_required
def index(request: HttpRequest, code: str) -> HttpResponse:
    programme = the_programme(request, code)
    context = {
        "programme": programme,
        "phases": queries.phases_of(programme),
        "may_write": rules.can_evaluate(request.user, programme),
    }
    return render(request, "programme/evaluations.html", context)


@login_required
@require_POST
def begin(request: HttpRequest, code: str, phase: int) -> HttpResponse:
    programme = the_programme(request, code)
    actions.open_evaluation(
        user=request.user,
        programme=programme,
        phase=get_object_or_404(programme.phases, number=phase),
    )
    messages.success(request, _("Үнэлгээг эхлүүллээ."))
    return redirect("programme:evaluation_phase", code, phase)


@login_required
def evaluation(request: HttpRequest, code: str, phase: int) -> HttpResponse:
    found = the_evaluation(request, code, phase)
    return _evaluation_page(request, found, PublishEvaluationForm())


def _evaluation_page(
    request: HttpRequest, found: Evaluation, form: Form
) -> HttpResponse:
    user, programme = request.user, found.programme
    is_draft = found.published_at is None
    context = {
        "programme": programme,
        "evaluation": found,
        "shown": queries.shown(found),
        "form": form,
        "may_write": is_draft and rules.can_evaluate(user, programme),
        "may_publish": is_draft and rules.can_plan(user, programme),
        "is_whole": None if is_draft else queries.verify(found),
    }
    return render(request, "programme/evaluation.html", context)


@login_required
@require_POST
def publish(request: HttpRequest, code: str, phase: int) -> HttpResponse:
    found = the_evaluation(request, code, phase)
    form = PublishEvaluationForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            actions.publish_evaluation(
                user=request.user, evaluation=found, **form.cleaned_data
            )
    if not form.is_valid():
        return _evaluation_page(request, found, form)
    messages.success(request, _("Үнэлгээг нийтэллээ."))
    return redirect("programme:evaluation_phase", code, phase)


@login_required
def summary(request: HttpRequest, code: str, phase: int) -> HttpResponse:
    found = the_evaluation(request, code, phase)
    _require_writer(request, found)
    initial = {
        "revision": found.revision,
        "summary_mn": found.summary_mn,
        "summary_en": found.summary_en,
    }
    form = SummaryForm(request.POST or None, initial=initial)
    theirs = None
    if request.method == "POST" and form.is_valid():
        save = partial(actions.write_summary, user=request.user, evaluation=found)
        form, collided = _saved(form, found.revision, save)
        if form.is_valid():
            messages.success(request, _("Дүгнэлтийг хадгаллаа."))
            return redirect("programme:evaluation_phase", code, phase)
        theirs = found if collided else None
    context = {
        "programme": found.programme,
        "evaluation": found,
        "form": form,
        "theirs": theirs,
    }
    return render(request, "programme/evaluation_summary.html", context)


@login_required
def finding(
    request: HttpRequest, code: str, phase: int, objective: int
) -> HttpResponse:
    found = the_evaluation(request, code, phase)
    _require_writer(request, found)
    own = get_object_or_404(found.programme.objectives, number=objective)
    written = found.findings.filter(objective=own).first()
    form = FindingForm(request.POST or None, initial=_initial(written))
    theirs = None
    if request.method == "POST" and form.is_valid():
        save = partial(
            actions.write_finding, user=request.user, evaluation=found, objective=own
        )
        form, collided = _saved(form, written.revision if written else 0, save)
        if form.is_valid():
            messages.success(request, _("Зорилтын үнэлгээг хадгаллаа."))
            return redirect("programme:evaluation_phase", code, phase)
        theirs = written if collided else None
    facts = facts_of(found.phase, evaluation_day(found.phase))
    context = {
        "programme": found.programme,
        "evaluation": found,
        "objective": own,
        "form": form,
        "theirs": _texts(theirs) if theirs else None,
        "facts": next((one for one in facts if one.number == own.number), None),
    }
    return render(request, "programme/evaluation_finding.html", context)


def _require_writer(request: HttpRequest, found: Evaluation) -> None:
    if not rules.can_evaluate(request.user, found.programme):
        raise PermissionDenied


def _initial(written: Finding | None) -> dict[str, Any]:
    if written is None:
        return {"revision": 0}
    texts = {name: getattr(written, name) for name in actions.TEXTS}
    return {"revision": written.revision} | texts


def _texts(written: Finding) -> list[tuple[str, str]]:
    """What somebody else has written, with the labels of the form."""
    labels = FindingForm.base_fields
    return [
        (str(labels[name].label), getattr(written, name))
        for name in actions.TEXTS
        if getattr(written, name)
    ]


def _saved[F: Form](
    form: F, revision: int, save: Callable[..., object]
) -> tuple[F, bool]:
    """The form, with what was refused, and whether somebody else wrote meanwhile."""
    with refusals_in(form):
        try:
            save(**form.cleaned_data)
        except Conflict as verdict:
            return _with_revision(form, revision, verdict), True
    return form, False


def _with_revision[F: Form](form: F, revision: int, verdict: Refused) -> F:
    """The same form with what was typed; saved again, it answers what now stands."""
    data = {name: form.data.get(name, "") for name in form.data}
    data["revision"] = str(revision)
    again = type(form)(data)
    again.is_valid()
    again.add_error(None, f"{verdict.reason} {verdict.fix}".strip())
    return again
