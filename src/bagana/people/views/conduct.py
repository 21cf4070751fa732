"""Conduct in the office: numbers and states in lists, the content under a duty."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.people.actions import conduct as actions
from bagana.people.actions import conduct_cases as cases
from bagana.people.conduct_rules import may_judge
from bagana.people.forms.conduct import (
    DecisionForm,
    DeclarationForm,
    FindingsForm,
    InquiryForm,
)
from bagana.people.models import (
    Appointment,
    CaseState,
    ConductCase,
    EthicsDuty,
    InterestDeclaration,
    Official,
)
from bagana.people.queries.conduct import cases_for, opens_conduct
from bagana.people.rules import may_set_terms
from bagana.privacy.reading import note_official
from bagana.privacy.sealing import unseal
from bagana.registers.private import private_page
from bagana.registers.queries.households import names_of
from bagana.web.form_pages import Crumbs, form_page, taken
from bagana.web.tables import Column, table_response, wanted_format

PER_PAGE: Final = 50


def conduct_crumbs() -> Crumbs:
    return [(reverse("people:conduct"), _("Ёс зүй"))]


@private_page
def index(request: HttpRequest) -> HttpResponse:
    """Cases under one's duty; to anybody else nothing, as if there were none."""
    today = timezone.localdate()
    if not opens_conduct(request.user, today):
        raise Http404
    own = Official.objects.filter(user=request.user.pk).first()
    duties = EthicsDuty.objects.on(today).filter(user=request.user.pk)
    state = request.GET.get("state", "")
    rows = cases_for(request.user, state=state if state in CaseState.values else "")
    if chosen := wanted_format(request):
        return table_response(chosen, "conduct", _columns(), rows)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "names": names_of({row.unit_id for row in page}, today),
        "state": state,
        "states": CaseState.choices,
        "has_duty": duties.exists(),
        "year": today.year,
        "own": own,
        "declared": own.declarations.all() if own else [],
        "may_set": may_set_terms(request.user),
    }
    return render(request, "people/conduct.html", context)


def _columns() -> list[Column]:
    return [
        Column("unit", _("Код"), lambda row: row.unit.code),
        Column("received_on", _("Хүлээн авсан өдөр")),
        Column("due_on", _("Шийдвэрлэх өдөр")),
        Column("state", _("Төлөв"), lambda row: row.get_state_display()),
        Column("decided_on", _("Шийдвэрлэсэн өдөр")),
    ]


def _find(request: HttpRequest, uid: UUID) -> ConductCase:
    rows = ConductCase.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("unit", "official", "act"), uid=uid)


@private_page
def case(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What was said and found; that it was opened is noted."""
    row = _find(request, uid)
    note_official(user=request.user, what="conduct", unit=row.unit)
    bind = f"conduct-step:{row.pk}"
    steps = [
        (one, unseal(one.sealed, bind=bind).get("note", ""))
        for one in row.steps.select_related("made_by")
    ]
    context = {
        "row": row,
        "private": row.private,
        "steps": steps,
        "may": may_judge(request.user, row),
        "crumbs": conduct_crumbs(),
    }
    return render(request, "people/conduct_case.html", context)


@private_page
def inquire(request: HttpRequest, uid: UUID) -> HttpResponse:
    row = _find(request, uid)
    form = InquiryForm(request.POST if request.method == "POST" else None)

    def act() -> Any:
        cases.open_inquiry(user=request.user, case=row, **form.cleaned_data)

    return _deed(request, row, form, act, _("Шалгалт эхлүүлэх"), _("Эхлүүлэх"))


@private_page
def decide(request: HttpRequest, uid: UUID) -> HttpResponse:
    row = _find(request, uid)
    initial = {"on": timezone.localdate().isoformat()}
    form = DecisionForm(request.POST or None, initial=initial)

    def act() -> Any:
        cases.decide(user=request.user, case=row, **form.cleaned_data)

    return _deed(request, row, form, act, _("Гомдлыг шийдвэрлэх"), _("Шийдвэрлэх"))


@private_page
def dismiss(request: HttpRequest, uid: UUID) -> HttpResponse:
    row = _find(request, uid)
    initial = {"on": timezone.localdate().isoformat()}
    form = FindingsForm(request.POST or None, initial=initial)

    def act() -> Any:
        cases.dismiss(user=request.user, case=row, **form.cleaned_data)

    return _deed(request, row, form, act, _("Үндэслэлгүй гэж үзэх"), _("Хаах"))


def _deed(
    request: HttpRequest, row: ConductCase, form: Any, act: Any, title: str, button: str
) -> HttpResponse:
    back = reverse("people:conduct_case", args=[row.uid])
    if taken(request, form, act):
        messages.success(request, _("Бүртгэлээ."))
        return redirect(back)
    return form_page(
        request, form, title=title, button=button, back=back, crumbs=conduct_crumbs()
    )


@private_page
def declare(request: HttpRequest) -> HttpResponse:
    """One's own interests; what is written is sealed at once."""
    own = get_object_or_404(Official, user=request.user.pk)
    held = Appointment.objects.filter(official=own, starts_on__isnull=False)
    last = held.select_related("post__unit").order_by("starts_on").last()
    if last is None:
        raise Http404
    initial = {"year": timezone.localdate().year, "kind": "yearly"}
    form = DeclarationForm(request.POST or None, initial=initial)

    def act() -> Any:
        told = dict(form.cleaned_data)
        kind, year = told.pop("kind"), told.pop("year")
        actions.declare_interests(
            user=request.user,
            official=own,
            unit=last.post.unit,
            kind=kind,
            year=year,
            private=told,
        )

    if taken(request, form, act):
        messages.success(request, _("Мэдүүлгийг битүүмжилж хүлээн авлаа."))
        return redirect("people:conduct")
    return form_page(
        request,
        form,
        title=_("Ашиг сонирхлоо мэдүүлэх"),
        button=_("Мэдүүлэх"),
        back=reverse("people:conduct"),
        crumbs=conduct_crumbs(),
        lead=_("Мэдүүлэх зүйлгүй бол «үгүй» гэж бичнэ."),
    )


@private_page
def declaration(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Read by whose it is and who holds a duty over his unit."""
    seen = InterestDeclaration.objects.visible_to(request.user).values("pk")
    rows = InterestDeclaration.objects.filter(pk__in=seen)
    mine = InterestDeclaration.objects.filter(official__user=request.user.pk)
    row = get_object_or_404((rows | mine).select_related("unit", "official"), uid=uid)
    note_official(user=request.user, what="interests", unit=row.unit)
    labels = DeclarationForm().fields
    told = [(labels[key].label, text) for key, text in row.private.items()]
    context = {"row": row, "told": told, "crumbs": conduct_crumbs()}
    return render(request, "people/conduct_declaration.html", context)
