"""Drafts, and what becomes of them: published, corrected, withdrawn."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from bagana.accounts.roles import has_any_role
from bagana.indicators.actions import publish, verify
from bagana.indicators.actions.publishing import canonical_text
from bagana.indicators.forms import ChoiceOfDrafts, PublishForm
from bagana.indicators.models import Indicator, Observation, Period, Publication
from bagana.indicators.queries import drafts_of
from bagana.indicators.queries.office import (
    count_changed,
    name_units,
    publications,
    rows_of,
    visible_drafts,
    waiting,
    with_published,
    within_reach,
)
from bagana.indicators.rules import (
    may_publish,
    may_write,
    publishing_reach,
    require_publisher,
)
from bagana.web.errors import PermissionDenied, refusals_in
from bagana.web.tables import Column, table_response, wanted_format

PER_PAGE = 100


@login_required
@require_GET
def drafts(request: HttpRequest) -> HttpResponse:
    if not has_any_role(request.user):
        raise PermissionDenied
    asked = {key: request.GET.get(key, "") for key in ("indicator", "period")}
    choice = ChoiceOfDrafts({"unit": request.GET.get("unit", "")})
    unit = choice.cleaned_data["unit"] if choice.is_valid() else None
    found = visible_drafts(request.user, unit=unit, **asked)
    if choice.errors:
        found = found.none()
    if chosen := wanted_format(request):
        return table_response(chosen, "drafts", _draft_columns(), found)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    name_units(page.object_list)  # type: ignore[arg-type]
    context = {
        "page": page,
        "asked": asked | {"unit": request.GET.get("unit", "")},
        "unit_errors": choice.errors.get("unit"),
        **_choices(request.user),
        "may_publish": may_publish(request.user),
        "may_write": may_write(request.user),
    }
    return render(request, "indicators/drafts.html", context)


def _choices(user: Any) -> dict[str, Any]:
    seen = visible_drafts(user).order_by()
    return {
        "indicators": Indicator.objects.filter(
            pk__in=seen.values("indicator").distinct()
        ),
        "periods": Period.objects.filter(
            pk__in=seen.values("period").distinct()
        ).order_by("-start"),
    }


def _draft_columns() -> list[Column]:
    return [
        Column("indicator", _("Үзүүлэлт"), lambda row: row.indicator.code, 28),
        Column("unit", _("Нэгж"), lambda row: row.unit.code),
        Column("period", _("Хугацаа"), lambda row: row.period.code),
        Column("published_value", _("Нийтэлсэн утга")),
        Column("value", _("Ноорог утга")),
        Column("note", _("Тэмдэглэл"), width=40),
    ]


@login_required
def publish_drafts(request: HttpRequest) -> HttpResponse:
    """What would be published is chosen in the address, and shown before the button."""
    require_publisher(request.user)
    choice = ChoiceOfDrafts(request.GET)
    form = PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and choice.is_valid():
        with refusals_in(form):
            made = publish(user=request.user, **_chosen(choice), **form.cleaned_data)
            messages.success(request, _("Нийтэллээ."))
            return redirect("indicators:publication", made.pk)
    context = {"form": form, "choice": choice, "waiting": waiting(request.user)}
    if choice.is_valid():
        context |= _differences(request, choice)
    return render(request, "indicators/publish.html", context)


def _chosen(choice: ChoiceOfDrafts) -> dict[str, Any]:
    return {
        "indicators": list(choice.cleaned_data["indicator"]),
        "periods": list(choice.cleaned_data["period"]),
        "unit": choice.cleaned_data["unit"],
    }


def _differences(request: HttpRequest, choice: ChoiceOfDrafts) -> dict[str, Any]:
    rows = drafts_of(**_chosen(choice))
    reach = publishing_reach(request.user)
    found = with_published(within_reach(rows, reach))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    name_units(page.object_list)  # type: ignore[arg-type]
    changed = count_changed(found)
    total = page.paginator.count
    return {
        "page": page,
        "total": total,
        "changed": changed,
        "new": total - changed,
        "out_of_reach": rows.count() - total,
    }


@require_GET
def publication_list(request: HttpRequest) -> HttpResponse:
    found = publications()
    if chosen := wanted_format(request):
        return table_response(chosen, "publications", _publication_columns(), found)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "may_publish": may_publish(request.user)}
    return render(request, "indicators/publications.html", context | _frame(request))


def _publication_columns() -> list[Column]:
    return [
        Column("pk", _("Дугаар")),
        Column("title", _("Нэр"), width=50),
        Column("made_at", _("Нийтэлсэн")),
        Column("rows", _("Мөр")),
        Column("sha256", "SHA-256", width=66),
    ]


def _frame(request: HttpRequest) -> dict[str, str]:
    signed_in = request.user.is_authenticated
    return {"frame": "web/office.html" if signed_in else "web/base.html"}


@require_GET
def publication(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(publications(), pk=pk)
    if request.GET.get("format") == "txt":
        return _canonical(found)
    rows = rows_of(found, request.user)
    if chosen := wanted_format(request):
        return table_response(chosen, f"publication-{pk}", _row_columns(), rows)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    name_units(page.object_list)  # type: ignore[arg-type]
    asked = "verify" in request.GET
    context = {
        "publication": found,
        "page": page,
        "asked": asked,
        "is_whole": verify(found) if asked else None,
        "withdrawn": found.rows - page.paginator.count,
        "may_see_people": has_any_role(request.user),
    }
    return render(request, "indicators/publication.html", context | _frame(request))


def _canonical(found: Publication) -> HttpResponse:
    """The text that the hash was made of. Withdrawn figures are left out of it."""
    if found.observations.filter(status="withdrawn").exists():
        raise PermissionDenied(
            _("Энэ нийтлэлээс татан авсан утга байгаа тул эх бичвэрийг өгөхгүй.")
        )
    return HttpResponse(canonical_text(found), content_type="text/plain; charset=utf-8")


def _row_columns() -> list[Column]:
    return [
        Column("indicator", _("Үзүүлэлт"), lambda row: row.indicator.code, 28),
        Column("unit", _("Нэгж"), lambda row: row.unit.code),
        Column("period", _("Хугацаа"), lambda row: row.period.code),
        Column("value", _("Утга")),
        Column("numerator", _("Хүртвэр")),
        Column("denominator", _("Хуваарь")),
        Column("version", _("Хувилбар")),
        Column(
            "status",
            pgettext("хувилбарын", "Төлөв"),
            lambda row: row.get_status_display(),
        ),
        Column("source", _("Эх сурвалж"), lambda row: row.source.code),
    ]


def visible_row(request: HttpRequest, pk: int) -> Observation:
    rows = Observation.objects.visible_to(request.user).select_related(
        "indicator", "unit", "period", "source", "publication"
    )
    found = get_object_or_404(rows, pk=pk)
    name_units([found])
    return found
