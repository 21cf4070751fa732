"""The working group and its visits; HTTP only."""

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
from bagana.ranking.actions.selection_group import HERE as GROUP_HERE
from bagana.ranking.actions.selection_group import is_own
from bagana.ranking.actions.selection_visits import HERE as VISITS_HERE
from bagana.ranking.forms.selection_checks import (
    DeclareForm,
    MemberForm,
    ReleaseForm,
    VisitForm,
)
from bagana.ranking.models import Member, Selection
from bagana.ranking.queries.selection_candidates import Candidate, candidates_of
from bagana.ranking.queries.selection_group import group_of, people_for, signers_for
from bagana.ranking.queries.selection_missing import group_lacks
from bagana.ranking.queries.selection_sheet import answers_of, questions_of
from bagana.ranking.queries.selection_units import by_name, units_of
from bagana.ranking.views.selection_guard import (
    around,
    crumbs,
    find,
    find_results,
    form_page,
    must,
    only_now,
    page_of,
    taken,
)


@login_required
def members(request: HttpRequest, code: str) -> HttpResponse:
    """Who is in the group, what each has declared, and who may be added."""
    found = find(request, code)
    form = MemberForm(request.POST or None, people=people_for(found))
    if taken(request, form, lambda: _add(request, found, form)):
        messages.success(request, _("Гишүүнийг нэмлээ."))
        return redirect("ranking:selection_members", code)
    group = group_of(found)
    places = units_of(found)
    context = {
        **around(request, found, "members"),
        "group": group,
        "rows": [_row(request, member, places) for member in group.members],
        "lacks": group_lacks(found),
        "form": form,
        "is_here": found.state in GROUP_HERE,
    }
    status = 422 if form.errors else 200
    return render(request, "ranking/selection_members.html", context, status=status)


def _add(request: HttpRequest, found: Selection, form: MemberForm) -> None:
    actions.add_member(user=request.user, selection=found, **form.cleaned_data)


def _row(request: HttpRequest, member: Member, places: Any) -> dict[str, Any]:
    units = [places[unit.pk] for unit in member.conflicting.all() if unit.pk in places]
    return {
        "member": member,
        "names": ", ".join(place.full_name for place in units),
        "is_own": is_own(request.user, member),
    }


def _member(found: Selection, pk: int) -> Member:
    return get_object_or_404(found.members.select_related("user"), pk=pk)


@login_required
def declare(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A member's declaration, by himself or from his signed paper."""
    found = find(request, code)
    member = _member(found, pk)
    must(is_own(request.user, member) or rules.can_conduct(request.user, found))
    initial = {
        "units": [unit.code for unit in member.conflicting.all()],
        "conflict": member.conflict,
        "declared_on": member.declared_on or timezone.localdate(),
    }
    places = by_name(units_of(found))
    form = DeclareForm(request.POST or None, initial=initial, places=places)
    if taken(request, form, lambda: _declare(request, member, form)):
        messages.success(request, _("Мэдүүлгийг бүртгэлээ."))
        return redirect("ranking:selection_members", code)
    return form_page(
        request,
        form,
        title=_("Ашиг сонирхлын мэдүүлэг"),
        button=_("Мэдүүлэх"),
        back=page_of(found, "members"),
        crumbs=crumbs(found, "members"),
        lead=_(
            "%(name)s. Зөрчилтэй гэж мэдүүлсэн нэгжид энэ гишүүн очихгүй, түүний"
            " өмнөөс гарын үсэг зурахгүй."
        )
        % {"name": member.name},
    )


def _declare(request: HttpRequest, member: Member, form: DeclareForm) -> None:
    actions.declare_conflict(user=request.user, member=member, **form.cleaned_data)


@login_required
def release(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found = find(request, code)
    member = _member(found, pk)
    must(rules.can_conduct(request.user, found))
    form = ReleaseForm(request.POST or None)
    if taken(request, form, lambda: _release(request, member, form)):
        messages.success(request, _("Гишүүнийг чөлөөллөө."))
        return redirect("ranking:selection_members", code)
    return form_page(
        request,
        form,
        title=_("Ажлын хэсгээс чөлөөлөх"),
        lead=member.name,
        button=_("Чөлөөлөх"),
        back=page_of(found, "members"),
        crumbs=crumbs(found, "members"),
        danger=True,
    )


def _release(request: HttpRequest, member: Member, form: ReleaseForm) -> None:
    actions.release_member(user=request.user, member=member, **form.cleaned_data)


@login_required
def visits(request: HttpRequest, code: str) -> HttpResponse:
    """Who is visited, by whom, and what was found."""
    found = find_results(request, code)
    candidates = candidates_of(found)
    group = group_of(found)
    context = {
        **around(request, found, "visits"),
        "candidates": candidates,
        "signers": {
            one.place.unit.pk: ", ".join(
                member.name for member in signers_for(group, one.place.unit)
            )
            for one in candidates.standing
        },
        "is_here": found.state in VISITS_HERE,
    }
    return render(request, "ranking/selection_visits.html", context)


def _candidate(found: Selection, unit: str) -> Candidate:
    for one in candidates_of(found).standing:
        if one.place.code == unit:
            return one
    raise Http404


@login_required
def visit(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """Enter the sheet of a visit; it can be mended until the list is out."""
    found = find(request, code)
    must(rules.can_check(request.user, found))
    only_now(request, found, *VISITS_HERE)
    one = _candidate(found, unit)
    form = VisitForm(
        request.POST or None,
        members=signers_for(group_of(found), one.place.unit),
        questions=questions_of(found.version),
        visit=one.visit,
    )
    if taken(request, form, lambda: _record(request, found, one, form)):
        messages.success(request, _("Үзлэгийг бүртгэлээ."))
        return redirect("ranking:selection_visits", code)
    return form_page(
        request,
        form,
        title=_("%(unit)s: газар дээрх үзлэг") % {"unit": one.place.full_name},
        button=_("Бүртгэх"),
        back=page_of(found, "visits"),
        crumbs=crumbs(found, "visits"),
    )


def _record(
    request: HttpRequest, found: Selection, one: Candidate, form: VisitForm
) -> None:
    actions.record_visit(
        user=request.user, selection=found, unit=one.place.unit, **form.values()
    )


@login_required
def sheet(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """The sheet to print and take along; filled in where the visit has been."""
    found = find_results(request, code)
    one = _candidate(found, unit)
    context = {
        **around(request, found, "visits"),
        "one": one,
        "questions": questions_of(found.version),
        "answers": answers_of(one.visit) if one.visit else [],
        "signers": one.visit.members.all()
        if one.visit
        else signers_for(group_of(found), one.place.unit),
    }
    return render(request, "ranking/selection_sheet.html", context)
