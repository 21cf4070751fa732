"""Pages of the connector: HTTP only."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from bagana.indicators.models import Indicator
from bagana.indicators.nso.drafting import draft
from bagana.indicators.nso.errors import NsoError
from bagana.indicators.nso.forms import TableForm
from bagana.indicators.nso.index import IndexedTable, find_table, search_tables
from bagana.indicators.nso.mappings import TableMapping, known_mappings
from bagana.indicators.nso.queries import unit_choices
from bagana.indicators.nso.structure import Structure
from bagana.indicators.rules import require_writer
from bagana.web.errors import Refused, refusals_in

PER_PAGE = 30
SHOWN_LABELS = 12


@login_required
@never_cache
def tables(request: HttpRequest) -> HttpResponse:
    require_writer(request.user)
    asked = {key: request.GET.get(key, "") for key in ("text", "lowest")}
    found = search_tables(asked["text"], asked["lowest"])
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "indicators/nso_tables.html", {"page": page, "asked": asked})


@login_required
@never_cache
def table(request: HttpRequest, code: str) -> HttpResponse:
    """A table: on request its structure, and the form that checks an import."""
    require_writer(request.user)
    found = find_table(code)
    if found is None:
        raise Http404
    structure, failure = (
        _structure(found) if "structure" in request.GET else (None, None)
    )
    mapping = known_mappings().get(code)
    form = TableForm(
        request.POST or None,
        units=unit_choices(request.user, timezone.localdate()),
        known=mapping is not None,
        draft=draft(found.id, found.path, structure) if structure else "",
    )
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            batch = _check(request.user, found, mapping, form.cleaned_data)
        if form.is_valid():
            return redirect("indicators:batch", batch.pk)
    context = {
        "table": found,
        "form": form,
        "failure": failure,
        "variables": _variables(structure) if structure else None,
        "mapping": mapping,
        "indicators": _indicators(mapping),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "indicators/nso_table.html", context, status=status)


def _check(
    user: Any,
    found: IndexedTable,
    mapping: TableMapping | None,
    asked: dict[str, Any],
) -> Any:
    # httpx takes a moment to load: not at the start of the server.
    from bagana.indicators.nso.actions import import_table
    from bagana.indicators.nso.client import ON_A_PAGE, NsoClient

    with NsoClient(patience=ON_A_PAGE) as client:
        return import_table(
            user=user,
            table=found.id,
            units=asked["units"],
            years=asked["years"],
            client=client,
            mapping=mapping or asked["mapping"],
            below=asked["below"],
        )


def _structure(found: IndexedTable) -> tuple[Structure | None, Refused | None]:
    from bagana.indicators.nso.client import ON_A_PAGE, NsoClient

    language = "en" if get_language() == "en" else "mn"
    try:
        with NsoClient(patience=ON_A_PAGE, language=language) as client:
            return client.structure(found.path, f"{found.id}.px"), None
    except NsoError as error:
        return None, error


def _variables(structure: Structure) -> list[dict[str, Any]]:
    return [
        {
            "text": variable.text,
            "count": len(variable.labels),
            "labels": list(variable.labels.values())[:SHOWN_LABELS],
            "more": max(len(variable.labels) - SHOWN_LABELS, 0),
        }
        for variable in structure.variables
    ]


def _indicators(mapping: TableMapping | None) -> list[Indicator]:
    """Those that the table gives, in its order; else all that may be declared."""
    if mapping is None:
        return list(Indicator.objects.filter(nature="official"))
    found = Indicator.objects.in_bulk(mapping.indicators, field_name="code")
    return [found[code] for code in mapping.indicators if code in found]
