"""Office pages on users: HTTP only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bagana.accounts import actions, queries, rules
from bagana.accounts.forms import NewUserForm, RoleForm, show_refusal
from bagana.accounts.models import Role, User
from bagana.accounts.signed_in import person
from bagana.web.errors import Refused

PER_PAGE = 50


@login_required
@never_cache
def users(request: HttpRequest) -> HttpResponse:
    user = person(request)
    if not rules.reads_users(user):
        raise PermissionDenied
    asked = {key: request.GET.get(key, "") for key in ("text", "role", "state")}
    sort = request.GET.get("sort", "name")
    found = queries.users_page(user, sort=sort, **asked)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    people = queries.users_with_roles(user, list(page))
    held = [(row, row.shown_roles) for row in people]  # type: ignore[attr-defined]
    units = {role.unit_id for _row, roles in held for role in roles}
    names = queries.unit_names(units, timezone.localdate())
    rows = [
        (row, [(role, names.get(role.unit_id)) for role in roles])
        for row, roles in held
    ]
    context = {
        "page": page,
        "rows": rows,
        "asked": asked,
        "sort": sort,
        "roles": Role.choices,
        "may_add": rules.manages_anyone(user),
    }
    return render(request, "accounts/users.html", context)


@login_required
@never_cache
def add_user(request: HttpRequest) -> HttpResponse:
    user = person(request)
    roles = rules.roles_to_give(user)
    if not roles:
        raise PermissionDenied
    form = NewUserForm(request.POST or None, roles=roles)
    if request.method == "POST" and form.is_valid():
        try:
            target, password = actions.add_user(user=user, **form.cleaned_data)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            return _show_password(request, target, password)
    context = {
        "form": form,
        "units": queries.units_to_offer(user, timezone.localdate()),
    }
    return render(request, "accounts/add_user.html", context)


@login_required
@never_cache
def user_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One user: roles with dates, history, sessions; a POST gives a role."""
    user = person(request)
    target = _target(request, pk)
    roles = rules.roles_to_give(user)
    form = RoleForm(request.POST or None, roles=roles)
    if request.method == "POST" and form.is_valid():
        try:
            actions.grant_role(user=user, target=target, **form.cleaned_data)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Эрх олголоо."))
            return _back(target)
    return render(request, "accounts/user.html", _user_context(user, target, form))


def _user_context(user: User, target: User, form: RoleForm) -> dict[str, Any]:
    today = timezone.localdate()
    roles = list(queries.roles_of(target, user=user))
    names = queries.unit_names({role.unit_id for role in roles}, today)
    manages = rules.can_manage_user(user, target)
    own = user.pk == target.pk
    return {
        "person": target,
        "form": form,
        "own": own,
        "manages": manages,
        "grants": bool(rules.roles_to_give(user)),
        "roles": [(role, names.get(role.unit_id)) for role in roles],
        "endable": {role.pk for role in roles if rules.can_end(user, role)},
        "sessions": queries.sessions_of(target) if manages or own else [],
        "sign_ins": queries.sign_ins(target) if manages or own else [],
        "second_step": queries.has_second_step(target),
        "history": queries.history_of(target, user=user),
        "units": queries.units_to_offer(user, today),
    }


@login_required
@require_POST
def end_role(request: HttpRequest, pk: int, role: int) -> HttpResponse:
    target = _target(request, pk)
    shown = queries.roles_of(target, user=person(request))
    assignment = get_object_or_404(shown, pk=role)

    def write() -> None:
        actions.end_role(user=person(request), assignment=assignment)

    return _do(request, target, write, _("Эрхийг дуусгалаа."))


@login_required
@require_POST
def close_user(request: HttpRequest, pk: int) -> HttpResponse:
    target = _target(request, pk)

    def write() -> None:
        actions.deactivate_user(user=person(request), target=target)

    return _do(request, target, write, _("Бүртгэлийг хааж, холболтыг дуусгалаа."))


@login_required
@require_POST
def reopen_user(request: HttpRequest, pk: int) -> HttpResponse:
    target = _target(request, pk)

    def write() -> None:
        actions.reactivate_user(user=person(request), target=target)

    return _do(request, target, write, _("Бүртгэлийг сэргээлээ."))


@login_required
@require_POST
def turn_off_second_step(request: HttpRequest, pk: int) -> HttpResponse:
    target = _target(request, pk)

    def write() -> None:
        actions.turn_off_second_step(user=person(request), target=target)

    return _do(request, target, write, _("Хоёр дахь шатыг унтраалаа."))


@login_required
@require_POST
def end_session(request: HttpRequest, pk: int, session: int) -> HttpResponse:
    target = _target(request, pk)
    chosen = get_object_or_404(queries.session_rows(target), pk=session)

    def write() -> None:
        actions.end_session(user=person(request), session=chosen)

    return _do(request, target, write, _("Холболтыг дуусгалаа."))


@login_required
@require_POST
@never_cache
def reset_password(request: HttpRequest, pk: int) -> HttpResponse:
    target = _target(request, pk)
    password = actions.set_password(user=person(request), target=target)
    return _show_password(request, target, password)


@login_required
@never_cache
def history(request: HttpRequest) -> HttpResponse:
    """The latest changes of acts, units, users and roles that one may see."""
    from bagana.accounts import audit

    user = person(request)
    if not rules.has_a_role(user):
        raise PermissionDenied
    kind = request.GET.get("kind", "")
    entries = audit.latest(user, kind=kind)
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "kind": kind, "kinds": audit.kinds()}
    return render(request, "accounts/history.html", context)


def _target(request: HttpRequest, pk: int) -> User:
    """404 for whom the reader may not see: it does not tell that they exist."""
    visible = queries.users_visible_to(person(request))
    return get_object_or_404(visible, pk=pk)


def _do(
    request: HttpRequest, target: User, write: Callable[[], None], done: str
) -> HttpResponse:
    try:
        write()
    except Refused as refusal:
        messages.error(request, f"{refusal.reason} {refusal.fix}".strip())
    else:
        messages.success(request, done)
    return _back(target)


def _back(target: User) -> HttpResponse:
    return HttpResponseRedirect(reverse("accounts:user", args=[target.pk]))


def _show_password(request: HttpRequest, target: User, password: str) -> HttpResponse:
    """Shown in this one answer and stored nowhere; a reload sends the form again."""
    context = {"person": target, "password": password}
    return render(request, "accounts/password_once.html", context)
