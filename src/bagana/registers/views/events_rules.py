"""The days that rule registration: elections, seven days, the census. HTTP only."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bagana.accounts.roles import has_any_role, is_administrator
from bagana.registers.actions.elections import add_election, remove_election
from bagana.registers.calendar import (
    CENSUS_RULES,
    REGISTER_WITHIN,
    STOP_BEFORE_ELECTION,
    rule_on,
    stop_on,
)
from bagana.registers.forms.events import ElectionForm
from bagana.registers.models import ElectionDay
from bagana.registers.views.guard import register_crumbs
from bagana.web.errors import PermissionDenied
from bagana.web.form_pages import taken


@login_required
def elections(request: HttpRequest) -> HttpResponse:
    """All rules with their sources; the administrator adds a day of voting."""
    if not has_any_role(request.user):
        raise PermissionDenied(_("Энэ хуудсыг нээх эрх танд алга."))
    today = timezone.localdate()
    form = ElectionForm(request.POST or None)
    if request.method == "POST" and not is_administrator(request.user):
        raise PermissionDenied(_("Сонгуулийн өдрийг системийн админ оруулна."))

    def act() -> None:
        add_election(user=request.user, **form.cleaned_data)

    if taken(request, form, act):
        messages.success(request, _("Сонгуулийн өдрийг хадгаллаа."))
        return redirect("registers:elections")
    context = {
        "form": form,
        "elections": ElectionDay.objects.all(),
        "stop": stop_on(today),
        "days": [
            (_("Ирснээ бүртгүүлэх хугацаа"), rule_on(REGISTER_WITHIN, today)),
            (_("Сонгуулийн өмнөх зогсолт"), rule_on(STOP_BEFORE_ELECTION, today)),
        ],
        "census": CENSUS_RULES,
        "may_add": is_administrator(request.user),
        "crumbs": register_crumbs(),
    }
    status = 422 if form.errors else 200
    return render(request, "registers/events_rules.html", context, status=status)


@login_required
@require_POST
def election_remove(request: HttpRequest, pk: int) -> HttpResponse:
    election = get_object_or_404(ElectionDay, pk=pk)
    remove_election(user=request.user, election=election)
    messages.success(request, _("Сонгуулийн өдрийг хаслаа."))
    return redirect("registers:elections")
