"""Pages on which studies of effect are written down and computed; HTTP only."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bagana.programme import rules
from bagana.programme.actions import studies as actions
from bagana.programme.forms.evaluation import StudyForm
from bagana.programme.models import EffectStudy, Evaluation
from bagana.programme.queries import evaluations, studies
from bagana.programme.queries.evaluation_facts import evaluation_day
from bagana.programme.queries.standings import names_of
from bagana.programme.views.evaluations import the_evaluation
from bagana.territory.models import Unit, UnitVersion
from bagana.web.errors import Refused, refusals_in


@login_required
def add(request: HttpRequest, code: str, phase: int) -> HttpResponse:
    """The objective is chosen in the address, so that its bags can be offered."""
    found = the_evaluation(request, code, phase)
    if not rules.can_evaluate(request.user, found.programme):
        raise PermissionDenied
    day = evaluation_day(found.phase)
    bags = _choices(studies.pool_of(found.programme, day), day)
    form = StudyForm(
        request.POST or None,
        programme=found.programme,
        bags=bags,
        initial=_initial(request, found),
    )
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            made = actions.specify_study(
                user=request.user, evaluation=found, **_given(form)
            )
            messages.success(
                request, _("Асуултыг бичиж авлаа. Одоо дүнг нь бодож болно.")
            )
            return redirect("programme:study", made.pk)
    context = {
        "programme": found.programme,
        "evaluation": found,
        "form": form,
        "objectives": found.programme.objectives.order_by("number"),
        "asked": request.GET.get("objective", ""),
    }
    return render(request, "programme/study_form.html", context)


def _choices(pool: list[UnitVersion], day: date) -> list[tuple[str, str]]:
    """Bags with the sum they lie in, so that two of one name are told apart."""
    sums = {version.parent_id for version in pool if version.parent_id}
    names = names_of(sums, day)
    return [
        (v.unit.code, f"{names.get(v.parent_id or 0, '')}: {v.name}".strip(": "))
        for v in pool
    ]


def _initial(request: HttpRequest, found: Evaluation) -> dict[str, Any]:
    asked = request.GET.get("objective", "")
    objective = None
    if asked.isdecimal() and len(asked) < 5:
        objective = found.programme.objectives.filter(number=int(asked)).first()
    day = evaluation_day(found.phase)
    chosen = studies.supported_by_default(found.phase, objective, day)
    return {
        "objective": objective.number if objective else None,
        "supported": [unit.code for unit in chosen],
    }


def _given(form: StudyForm) -> dict[str, Any]:
    codes = form.cleaned_data["supported"]
    units = list(Unit.objects.filter(code__in=codes).order_by("code"))
    return form.cleaned_data | {"supported": units}


@login_required
def study(request: HttpRequest, pk: int) -> HttpResponse:
    found = _mine(request, pk)
    codes = [unit.code for unit in found.supported.all()]
    result = found.result or {}
    named = {*codes, *result.get("missing", []), *result.get("estimated", [])}
    units = Unit.objects.filter(code__in=named)
    by_key = names_of([unit.pk for unit in units], found.after.end)
    names = {unit.code: by_key.get(unit.pk, unit.code) for unit in units}
    evaluation = found.evaluation
    open_to = evaluation.published_at is None and rules.can_evaluate(
        request.user, evaluation.programme
    )
    changed = studies.data_have_changed(found)
    context = {
        "programme": evaluation.programme,
        "evaluation": evaluation,
        "study": evaluations.study_shown(found),
        "row": found,
        "supported": [(code, names[code]) for code in codes],
        "missing": [names.get(code, code) for code in result.get("missing", [])],
        "estimated": [names.get(code, code) for code in result.get("estimated", [])],
        "changed": changed,
        "may_compute": open_to and (found.result is None or changed),
        "may_drop": open_to and found.result is None,
    }
    return render(request, "programme/study.html", context)


@login_required
@require_POST
def compute(request: HttpRequest, pk: int) -> HttpResponse:
    found = _mine(request, pk)
    try:
        actions.compute_study(user=request.user, study=found)
    except Refused as refused:
        messages.error(request, f"{refused.reason} {refused.fix}".strip())
    else:
        messages.success(request, _("Дүнг бодлоо."))
    return redirect("programme:study", pk)


@login_required
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    found = _mine(request, pk)
    evaluation = found.evaluation
    actions.drop_study(user=request.user, study=found)
    messages.success(request, _("Бодоогүй харьцуулалтыг хаслаа."))
    return redirect(
        "programme:evaluation_phase",
        evaluation.programme.code,
        evaluation.phase.number,
    )


def _mine(request: HttpRequest, pk: int) -> EffectStudy:
    rows = EffectStudy.objects.select_related(
        "evaluation__programme__unit", "evaluation__phase", "objective", "made_by",
        "indicator__source", "indicator__weight", "indicator__numerator",
        "indicator__denominator", "before", "after",
    )  # fmt: skip
    found = get_object_or_404(rows.prefetch_related("supported"), pk=pk)
    programme, user = found.evaluation.programme, request.user
    if not (rules.can_evaluate(user, programme) or rules.can_plan(user, programme)):
        raise PermissionDenied
    return found
