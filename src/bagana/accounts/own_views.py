"""What everyone who signs in sees of the own account."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from bagana.accounts import actions, queries
from bagana.accounts.signed_in import person


@login_required
@never_cache
def me(request: HttpRequest) -> HttpResponse:
    user = person(request)
    roles = queries.roles_of(user, user=user)
    today = timezone.localdate()
    names = queries.unit_names({role.unit_id for role in roles}, today)
    context = {
        "person": user,
        "roles": [(role, names.get(role.unit_id)) for role in roles],
        "second_step": queries.has_second_step(user),
        "sign_ins": queries.sign_ins(user, limit=10),
    }
    return render(request, "accounts/me.html", context)


@login_required
@never_cache
def my_sessions(request: HttpRequest) -> HttpResponse:
    user = person(request)
    if request.method == "POST":
        return _end_sessions(request)
    context = {
        "sessions": queries.sessions_of(user),
        "current": request.session.session_key,
    }
    return render(request, "usersessions/usersession_list.html", context)


def _end_sessions(request: HttpRequest) -> HttpResponse:
    user = person(request)
    others = UserSession.objects.filter(user=user)
    open_ones = others.exclude(session_key=request.session.session_key)
    if "session" in request.POST:
        chosen = request.POST["session"]
        wanted = chosen if chosen.isdecimal() and len(chosen) < 19 else "0"
        ended = [get_object_or_404(open_ones, pk=int(wanted))]
    else:
        ended = list(open_ones)
    for session in ended:
        actions.end_session(user=user, session=session)
    messages.success(request, _("Сонгосон холболтыг дуусгалаа."))
    return HttpResponseRedirect(reverse("usersessions_list"))
