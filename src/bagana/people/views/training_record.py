"""What one official brought along and has learned here. HTTP only."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bagana.people.actions import training_records as actions
from bagana.people.forms.training import QualificationForm
from bagana.people.models import Enrolment, Official
from bagana.people.queries.training import learning_of, standing_of
from bagana.people.queries.training_gaps import offer
from bagana.people.rules import can_train, is_self
from bagana.people.training_days import unit_of
from bagana.people.views.training_guard import (
    find_official,
    opened_sessions,
    training_crumbs,
)
from bagana.people.views.training_sessions import names_of
from bagana.registers.private import private_page
from bagana.web.form_pages import form_page, taken


@private_page
def record(request: HttpRequest, uid: UUID) -> HttpResponse:
    official, today = find_official(request, uid), timezone.localdate()
    unit = unit_of(official, today)
    rows = list(_learned(request, official))
    opened = opened_sessions(request).filter(pk__in=[row.session_id for row in rows])
    context = {
        "official": official,
        "unit": names_of([unit.pk]).get(unit.pk, "") if unit else "",
        "rows": rows,
        "opens": set(opened.values_list("pk", flat=True)),
        "standings": {
            row.pk: standing_of(row.certificate, today)
            for row in rows
            if hasattr(row, "certificate")
        },
        "offers": offer(official, today, user=request.user),
        "qualifications": official.qualifications.all(),
        "may_record": actions.may_record(request.user, official),
        "may_train": unit is not None and can_train(request.user, unit),
        "crumbs": training_crumbs(),
    }
    return render(request, "people/training_record.html", context)


def _learned(request: HttpRequest, official: Official) -> Any:
    """All of it to himself; to others what was learned for units under their roles."""
    rows = learning_of(official)
    if is_self(request.user, official):
        return rows
    seen = Enrolment.objects.visible_to(request.user).values("pk")
    return rows.filter(pk__in=seen)


@private_page
def qualification_add(request: HttpRequest, uid: UUID) -> HttpResponse:
    official = find_official(request, uid)
    form = QualificationForm(request.POST or None)

    def act() -> Any:
        actions.add_qualification(
            user=request.user, official=official, **form.cleaned_data
        )

    back = reverse("people:training_record", args=[uid])
    if taken(request, form, act):
        messages.success(request, _("Мэргэшлийг бүртгэлээ."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("Мэргэшил нэмэх"),
        button=_("Нэмэх"),
        back=back,
        crumbs=[*training_crumbs(), (back, _("Мэргэшил, сургалт"))],
        lead=official.name,
    )


@require_POST
@private_page
def qualification_drop(request: HttpRequest, uid: UUID, pk: int) -> HttpResponse:
    official = find_official(request, uid)
    found = get_object_or_404(official.qualifications, pk=pk)
    actions.drop_qualification(user=request.user, qualification=found)
    messages.success(request, _("Мэргэшлийн бичилтийг хаслаа."))
    return redirect("people:training_record", uid)
