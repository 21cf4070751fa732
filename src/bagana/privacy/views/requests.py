"""Requests of people: the list, one of them, taking and deciding. HTTP only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bagana.accounts.queries import unit_names
from bagana.privacy import rules
from bagana.privacy.actions.requests import (
    fulfil_request,
    lift_restriction,
    refuse_request,
    take_request,
)
from bagana.privacy.forms import AnswerForm, CorrectionForm, TakeForm
from bagana.privacy.models import RequestKind, RequestState, SubjectRequest
from bagana.privacy.queries.requests import requests_for, wish_of
from bagana.privacy.reading import note_reading
from bagana.privacy.subjects import Known, keeper
from bagana.privacy.terms import term_on
from bagana.privacy.views.guard import crumbs, office_page
from bagana.territory.queries import nearest_version
from bagana.web.errors import PermissionDenied
from bagana.web.form_pages import form_page, taken
from bagana.web.tables import Column, table_response, wanted_format

PER_PAGE = 50


@office_page
def requests(request: HttpRequest) -> HttpResponse:
    asked = {name: request.GET.get(name, "") for name in ("state", "kind")}
    found = requests_for(request.user, **asked)
    if format_ := wanted_format(request):
        return table_response(format_, "requests", _columns(), found)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    names = unit_names({row.unit_id for row in page}, today)
    context = {
        "page": page,
        "rows": [(row, names.get(row.unit_id)) for row in page],
        "asked": asked,
        "states": RequestState.choices,
        "kinds": RequestKind.choices,
        "crumbs": crumbs(),
        "today": today,
    }
    return render(request, "privacy/requests.html", context)


def _columns() -> list[Column]:
    """Numbers and days only: whose request it is stands on its page."""
    return [
        Column("pk", "№"),
        Column("kind", _("Төрөл"), lambda row: row.get_kind_display(), 20),
        Column("state", _("Хүсэлтийн төлөв"), lambda row: row.get_state_display(), 20),
        Column("unit", _("Нэгж"), lambda row: row.unit.code),
        Column("taken_on", _("Авсан өдөр")),
        Column("due_on", _("Хариу өгөх өдөр")),
        Column("decided_at", _("Шийдвэрлэсэн"), width=20),
        Column("answer", _("Шийдвэр, үндэслэл"), width=60),
    ]


@office_page
def take(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A new request of the person whose page one comes from."""
    person = keeper().by_uid(request.user, uid)
    if person is None or not rules.can_take(request.user, person.unit):
        raise Http404
    note_reading(
        user=request.user, what="request", unit=person.unit, subjects=[person.pk]
    )
    form = TakeForm(request.POST or None)
    made: list[SubjectRequest] = []

    def act() -> None:
        made.append(take_request(user=request.user, uid=uid, **form.cleaned_data))

    if taken(request, form, act):
        messages.success(request, _("Хүсэлтийг хүлээн авлаа."))
        return HttpResponseRedirect(reverse("privacy:request", args=[made[0].pk]))
    return form_page(
        request,
        form,
        title=_("Иргэний хүсэлт авах"),
        button=_("Хүсэлт авах"),
        back=reverse("privacy:requests"),
        crumbs=crumbs((reverse("privacy:requests"), _("Иргэний хүсэлт"))),
        person=person,
        template="privacy/form.html",
    )


def find_request(request: HttpRequest, pk: int) -> SubjectRequest:
    """One that the user may see; 404 otherwise, the same as what is not there."""
    rows = SubjectRequest.objects.visible_to(request.user)
    found = get_object_or_404(rows.select_related("unit", "made_by", "act"), pk=pk)
    if not rules.can_take(request.user, found.unit):
        raise Http404
    return found


@office_page
def subject_request(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_request(request, pk)
    return _page(request, found, _form_of(found)(None))


def _form_of(found: SubjectRequest) -> type[forms.Form]:
    return CorrectionForm if found.kind == RequestKind.CORRECTION else AnswerForm


def _page(
    request: HttpRequest, found: SubjectRequest, form: forms.Form
) -> HttpResponse:
    person = keeper().by_key(found.subject)
    note_reading(
        user=request.user, what="request", unit=found.unit, subjects=[found.subject]
    )
    context = {
        "found": found,
        "place": nearest_version(found.unit.code, timezone.localdate()),
        "person": person,
        "wish": wish_of(found),
        "form": form,
        "late": found.state == RequestState.OPEN
        and found.due_on < timezone.localdate(),
        "term": term_on(found.taken_on),
        "obstacle": _obstacle(found),
        "crumbs": crumbs((reverse("privacy:requests"), _("Иргэний хүсэлт"))),
        "may_fulfil": _may_fulfil(request.user, found),
        "may_lift": _may_lift(request.user, found, person),
    }
    status = 422 if form.errors else 200
    return render(request, "privacy/request.html", context, status=status)


def _may_fulfil(user: Any, found: SubjectRequest) -> bool:
    if found.kind in (RequestKind.ERASURE, RequestKind.RESTRICTION):
        return rules.can_erase(user, found.unit)
    return rules.can_take(user, found.unit)


def _may_lift(user: Any, found: SubjectRequest, person: Known | None) -> bool:
    restricted = person is not None and person.is_restricted
    done = (found.kind, found.state) == (RequestKind.RESTRICTION, RequestState.DONE)
    return restricted and done and rules.can_erase(user, found.unit)


def _obstacle(found: SubjectRequest) -> str:
    if found.kind != RequestKind.ERASURE or found.state != RequestState.OPEN:
        return ""
    return keeper().refusal(found.subject)


@office_page
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """A POST of the page's form: `do` says whether to fulfil or to refuse."""
    found = find_request(request, pk)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("privacy:request", args=[pk]))
    refusing = request.POST.get("do") == "refuse"
    form = AnswerForm(request.POST) if refusing else _form_of(found)(request.POST)
    if taken(request, form, _deciding(request, found, form, refusing)):
        messages.success(request, _("Шийдвэрийг бүртгэлээ."))
        return HttpResponseRedirect(reverse("privacy:request", args=[pk]))
    return _page(request, found, form)


def _deciding(
    request: HttpRequest, found: SubjectRequest, form: forms.Form, refusing: bool
) -> Callable[[], Any]:
    def act() -> None:
        told = dict(form.cleaned_data)
        answer = told.pop("answer")
        if refusing:
            refuse_request(user=request.user, request=found, answer=answer)
        else:
            fulfil_request(user=request.user, request=found, answer=answer, fields=told)

    return act


@office_page
@require_POST
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_request(request, pk)
    if not rules.can_erase(request.user, found.unit):
        raise PermissionDenied
    lift_restriction(user=request.user, request=found, reason=_("Хязгаарлалт цуцалсан"))
    messages.success(request, _("Хязгаарлалтыг цуцаллаа."))
    return HttpResponseRedirect(reverse("privacy:request", args=[pk]))
