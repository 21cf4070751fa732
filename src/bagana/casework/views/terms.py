"""After how many days an overdue request climbs: read, set from a day. HTTP only."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.accounts.roles import has_any_role
from bagana.casework import rules
from bagana.casework.actions.ruling import set_climbing
from bagana.casework.backdating import latest_on
from bagana.casework.escalation import climbing_on
from bagana.casework.forms.terms import ClimbingForm
from bagana.casework.queries.terms import climbing_rules
from bagana.casework.views.guard import casework_crumbs
from bagana.web.errors import PermissionDenied
from bagana.web.form_pages import form_page, taken
from bagana.web.tables import Column, table_response, wanted_format


def require_office(request: HttpRequest) -> None:
    if not has_any_role(request.user):
        raise PermissionDenied(_("Энэ хуудсыг нээх эрх танд алга."))


def require_setter(request: HttpRequest) -> None:
    if not rules.may_set_terms(request.user):
        raise PermissionDenied(_("Энэ журмыг аймгийн ажилтан, админ тогтооно."))


@login_required
def climbing(request: HttpRequest) -> HttpResponse:
    """Every rule, the newest first, with its source; the one of today is marked."""
    require_office(request)
    rows = climbing_rules()
    if chosen := wanted_format(request):
        return table_response(chosen, "climbing", _columns(), rows)
    context = {
        "rows": rows,
        "now": climbing_on(timezone.localdate()),
        "latest": latest_on(timezone.localdate()),
        "may_set": rules.may_set_terms(request.user),
        "crumbs": casework_crumbs(),
    }
    return render(request, "casework/climbing.html", context)


def _columns() -> list[Column]:
    return [
        Column("valid_from", _("Эхлэх өдөр"), lambda one: one.row.valid_from),
        Column("until", _("Дуусах өдөр")),
        Column("to_sum", _("Суманд шилжих хоног"), lambda one: one.row.to_sum),
        Column("to_aimag", _("Аймагт шилжих хоног"), lambda one: one.row.to_aimag),
        Column("source", _("Эх сурвалж"), lambda one: one.row.source, 50),
        Column("is_illustrative", _("Жишээ"), lambda x: int(x.row.is_illustrative)),
    ]


@login_required
def climbing_new(request: HttpRequest) -> HttpResponse:
    require_setter(request)
    form = ClimbingForm(request.POST or None)

    def act() -> Any:
        set_climbing(user=request.user, **form.cleaned_data)

    back = reverse("casework:climbing")
    if taken(request, form, act):
        messages.success(request, _("Журмыг тогтоолоо."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("Хүсэлт дээшлэх журам тогтоох"),
        button=_("Тогтоох"),
        back=back,
        crumbs=[*casework_crumbs(), (back, _("Хүсэлт дээшлэх журам"))],
        lead=_("Өмнөх журам энэ өдрөөр дуусаж, түүхэнд үлдэнэ."),
    )
