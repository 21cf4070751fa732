"""The office's page of signals in a run; HTTP only."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from bagana.ranking import rules
from bagana.ranking.models import Run
from bagana.ranking.queries.signals import RunSignals, run_signals
from bagana.ranking.signals import KINDS, Signal
from bagana.ranking.signals_wording import caution, kind_name, kind_why, sentence
from bagana.web.errors import PermissionDenied
from bagana.web.tables import Column, table_response, wanted_format

PER_PAGE = 50
SHOWN_OBSERVATIONS = 6


@login_required
def signals(request: HttpRequest, pk: int) -> HttpResponse:
    """All signals of a run, filtered by kind and unit, each down to its figures."""
    runs = Run.objects.complete().select_related("version__framework__unit", "period")
    run = get_object_or_404(runs, pk=pk)
    if not rules.can_run(request.user, run.version):
        raise PermissionDenied(_("Энэ хуудсыг нээх эрх танд алга."))
    found = run_signals(run)
    kind, unit = _asked(request, found)
    shown = [
        signal
        for signal in found.signals
        if kind in ("", signal.kind) and unit in ("", signal.unit)
    ]
    rows = [_row(found, signal) for signal in shown]
    if chosen := wanted_format(request):
        return table_response(chosen, f"signals-{run.pk}", _columns(), rows)
    counts = found.counts
    return render(
        request,
        "ranking/signals.html",
        {
            "run": run,
            "found": found,
            "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
            "kinds": [(k, kind_name(k), counts.get(k, 0)) for k in KINDS],
            "whys": [(kind_name(k), kind_why(k)) for k in KINDS if counts.get(k)],
            "units": sorted(found.unit_names.items(), key=lambda pair: pair[1]),
            "kind": kind,
            "unit": unit,
            "caution": caution(),
            "late": [found.indicators.get(s.indicator) for s in found.whole_late],
        },
    )


def _asked(request: HttpRequest, found: RunSignals) -> tuple[str, str]:
    kind, unit = request.GET.get("kind", ""), request.GET.get("unit", "")
    return (
        kind if kind in KINDS else "",
        unit if unit in found.unit_names else "",
    )


def _row(found: RunSignals, signal: Signal) -> dict[str, Any]:
    indicator = found.indicators.get(signal.indicator)
    return {
        "signal": signal,
        "kind": kind_name(signal.kind),
        "unit": found.unit_names.get(signal.unit, signal.unit),
        "indicator": indicator,
        "words": sentence(signal, indicator),
        "observations": signal.observations[:SHOWN_OBSERVATIONS],
        "more": max(0, len(signal.observations) - SHOWN_OBSERVATIONS),
    }


def _columns() -> list[Column]:
    return [
        Column("kind", _("Төрөл"), width=28),
        Column("code", _("Код"), lambda row: row["signal"].unit),
        Column("unit", _("Нэгж"), width=28),
        Column(
            "indicator",
            _("Үзүүлэлт"),
            lambda row: row["indicator"].name if row["indicator"] else "",
            30,
        ),
        Column("year", _("Он"), lambda row: row["signal"].year, 8),
        Column("words", _("Юу ажиглагдсан"), width=60),
        Column(
            "observations",
            _("Ажиглалт"),
            lambda row: ", ".join(map(str, row["signal"].observations)),
            30,
        ),
    ]
