"""A method in the office: begun, named, its versions; HTTP only."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.programme.queries.standings import names_of
from bagana.ranking import rules
from bagana.ranking.actions import frameworks as actions
from bagana.ranking.forms.frameworks import (
    NewFrameworkForm,
    NewVersionForm,
    RenameForm,
)
from bagana.ranking.models import Framework
from bagana.ranking.queries import frameworks as queries
from bagana.ranking.views.guard import crumbs_of, method_form, readable_framework
from bagana.web.errors import PermissionDenied, refusals_in


@login_required
def new(request: HttpRequest) -> HttpResponse:
    if not queries.makes_any(request.user):
        raise PermissionDenied(_("Аргачлал гаргах эрх танд алга."))
    form = NewFrameworkForm(
        request.POST or None,
        request.FILES or None,
        programmes=queries.programmes_of(request.user),
        versions=queries.copied_from(request.user),
    )
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            made = actions.create_framework(user=request.user, **form.values())
        if form.is_valid():
            messages.success(request, _("Аргачлалын ноорог үүслээ."))
            return redirect("ranking:version", made.code, 1)
    return method_form(
        request,
        form,
        title=_("Шинэ аргачлал"),
        button=_("Ноорог үүсгэх"),
        back=reverse("ranking:index"),
        crumbs=crumbs_of(),
        lead=_(
            "Юуг, хэр жинтэй, хэнтэй харьцуулж эрэмбэлэхийг тооноос нь өмнө бичнэ."
            " Ноорогийг шийдвэрээр царцаасны дараа хэн ч өөрчлөхгүй."
        ),
    )


@login_required
def framework(request: HttpRequest, code: str) -> HttpResponse:
    found = readable_framework(request, code)
    versions = list(queries.versions_of(found))
    unit = names_of([found.unit_id], timezone.localdate())
    context = {
        "framework": found,
        "unit": unit.get(found.unit_id, found.unit.code),
        "versions": versions,
        "has_draft": any(not version.is_frozen for version in versions),
        "may_edit": rules.can_edit(request.user, found),
        "runs": queries.runs_with(found),
        "selections": queries.selections_with(found),
        "history": queries.history_of(found),
        "crumbs": crumbs_of(),
    }
    return render(request, "ranking/framework.html", context)


def _editable(request: HttpRequest, code: str) -> Framework:
    found = readable_framework(request, code)
    if not rules.can_edit(request.user, found):
        raise PermissionDenied(_("Энэ аргачлалыг засах эрх танд алга."))
    return found


@login_required
def rename(request: HttpRequest, code: str) -> HttpResponse:
    found = _editable(request, code)
    first = {"name_mn": found.name_mn, "name_en": found.name_en}
    form = RenameForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            actions.rename_framework(
                user=request.user, framework=found, **form.cleaned_data
            )
        if form.is_valid():
            messages.success(request, _("Нэрийг хадгаллаа."))
            return redirect("ranking:framework", code)
    return method_form(
        request,
        form,
        title=_("Нэр засах"),
        button=_("Хадгалах"),
        back=reverse("ranking:framework", args=[code]),
        crumbs=crumbs_of(found),
    )


@login_required
def next_version(request: HttpRequest, code: str) -> HttpResponse:
    found = _editable(request, code)
    form = NewVersionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            made = actions.new_version(
                user=request.user, framework=found, **form.cleaned_data
            )
        if form.is_valid():
            messages.success(request, _("Шинэ хувилбарын ноорог үүслээ."))
            return redirect("ranking:version", code, made.number)
    return method_form(
        request,
        form,
        title=_("Шинэ хувилбар"),
        button=_("Ноорог үүсгэх"),
        back=reverse("ranking:framework", args=[code]),
        crumbs=crumbs_of(found),
        lead=_("Сүүлийн хувилбараас хуулж ноорог үүсгэнэ. Хуучин хувилбар хэвээр."),
    )
