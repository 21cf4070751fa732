"""Pages on decisions: HTTP only."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from bagana.acts import actions, queries, rules, scans
from bagana.acts.forms import ActForm, AmendForm, BodyForm, show_refusal
from bagana.acts.founded import founded_by
from bagana.acts.models import Act, ActKind
from bagana.territory.models import Unit
from bagana.web.errors import Refused
from bagana.web.tables import Column, table_response, wanted_format

PER_PAGE = 50


def act_list(request: HttpRequest) -> HttpResponse:
    asked = {key: request.GET.get(key, "") for key in ("text", "kind", "year", "body")}
    sort = request.GET.get("sort", "-date")
    found = queries.acts_page(sort=sort, **asked)
    if chosen := wanted_format(request):
        return table_response(chosen, "acts", _columns(), found)
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "asked": asked,
        "sort": sort,
        "kinds": ActKind.choices,
        "years": queries.years_with_acts(),
        "bodies": queries.bodies_with_acts(),
        "may_record": rules.records_acts(request.user),
    }
    return render(request, "acts/list.html", context)


def _columns() -> list[Column]:
    return [
        Column("date", _("Огноо")),
        Column("kind", _("Төрөл"), lambda act: act.get_kind_display()),
        Column("number", _("Дугаар")),
        Column("body", _("Шийдвэр гаргагч"), lambda act: act.body.name, 40),
        Column("title", _("Гарчиг"), width=60),
        Column("illustrative", _("Жишээ"), lambda act: int(act.is_illustrative)),
    ]


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    act = get_object_or_404(Act.objects.select_related("body__unit"), pk=pk)
    context = {
        "act": act,
        "founded": founded_by(act),
        "amendments": queries.amendments(act),
        "may_amend": rules.can_record_act(request.user, act.body),
        "signed_in": request.user.is_authenticated,
    }
    return render(request, "acts/detail.html", context)


def scan(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The scan as a file to keep: never shown inside the site, never sniffed."""
    act = get_object_or_404(Act, pk=pk)
    extension = (act.scan.name or "").rpartition(".")[2]
    if extension not in scans.TYPES:
        raise Http404
    try:
        content = act.scan.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(
        content,
        as_attachment=True,
        filename=f"act-{act.date}-{act.pk}.{extension}",
        content_type=scans.TYPES[extension],
        headers={"X-Content-Type-Options": "nosniff"},
    )


@login_required
def record(request: HttpRequest) -> HttpResponse:
    bodies = queries.bodies_to_record_for(request.user)
    if not rules.records_acts(request.user):
        raise PermissionDenied
    form = ActForm(request.POST or None, request.FILES or None, bodies=bodies)
    if request.method == "POST" and form.is_valid():
        try:
            act = actions.record_act(user=request.user, **form.cleaned_data)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Шийдвэрийг бүртгэлээ."))
            return _to(act)
    names_bodies = queries.names_bodies(request.user)
    context = {"form": form, "names_bodies": names_bodies, "act": None}
    return render(request, "acts/form.html", context)


@login_required
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    act = get_object_or_404(Act.objects.select_related("body__unit"), pk=pk)
    if not rules.can_record_act(request.user, act.body):
        raise PermissionDenied
    bodies = queries.bodies_to_record_for(request.user)
    form = AmendForm(
        request.POST or None,
        request.FILES or None,
        bodies=bodies,
        initial=_initial(act),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.amend_act(user=request.user, act=act, **form.cleaned_data)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Засварыг хадгаллаа. Өмнөх нь түүхэнд үлдсэн."))
            return _to(act)
    return render(request, "acts/form.html", {"form": form, "act": act})


@login_required
def add_body(request: HttpRequest) -> HttpResponse:
    if not queries.names_bodies(request.user):
        raise PermissionDenied
    form = BodyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        code = values.pop("unit")
        unit = Unit.objects.filter(code=code).first() if code else None
        if code and unit is None:
            form.add_error("unit", _("Ийм кодтой нэгж алга."))
        else:
            return _save_body(request, form, {**values, "unit": unit})
    return render(request, "acts/body.html", {"form": form})


def _save_body(
    request: HttpRequest, form: BodyForm, values: dict[str, Any]
) -> HttpResponse:
    try:
        actions.add_body(user=request.user, **values)
    except Refused as refusal:
        show_refusal(form, refusal)
        return render(request, "acts/body.html", {"form": form})
    messages.success(request, _("Шийдвэр гаргагчийг нэмлээ."))
    return HttpResponseRedirect(reverse("acts:record"))


def _initial(act: Act) -> dict[str, Any]:
    return {name: getattr(act, name) for name in actions.AMENDABLE}


def _to(act: Act) -> HttpResponse:
    return HttpResponseRedirect(reverse("acts:detail", args=[act.pk]))
