"""A selection in public: its page, the page of one unit in it; HTTP only."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bagana.portal.views.pages import asked, page
from bagana.ranking import wording
from bagana.ranking.definitions import engine_framework
from bagana.ranking.method_wording import selection_words
from bagana.ranking.models import Selection, SelectionState
from bagana.ranking.papers import Offer, offers
from bagana.ranking.public_tables import TABLES, rows_of_table
from bagana.ranking.public_wording import rule_words, state_words
from bagana.ranking.queries.objections import public_objections, window_of
from bagana.ranking.queries.public_selection import (
    Outcome,
    ladder_of,
    outcome_of,
    public_selections,
)
from bagana.ranking.queries.public_story import line_for, story_of
from bagana.ranking.queries.selection_gates import gates_of
from bagana.ranking.queries.selection_group import group_of
from bagana.ranking.queries.selection_rechecks import rechecks_of, seed_recipe
from bagana.ranking.queries.selection_runs import moved_cells, runs_of
from bagana.ranking.queries.selection_units import units_of
from bagana.territory.models import Unit
from bagana.web.tables import table_response, wanted_format


def find_selection(code: str) -> Selection:
    return get_object_or_404(public_selections(), code=code)


@require_safe
def selection(request: HttpRequest, code: str) -> HttpResponse:
    found = find_selection(code)
    table = asked(request, "table")
    if chosen := wanted_format(request):
        if table not in TABLES:
            raise Http404
        columns, rows = rows_of_table(table, found)
        return table_response(chosen, f"{code}-{table}", columns, rows)
    rechecks = rechecks_of(found)
    if asked(request, "items"):
        return _items(code, rechecks.items)
    gates, places = gates_of(found), units_of(found)
    outcome = outcome_of(found, places, gates)
    window = window_of(found)
    return page(
        request,
        "ranking/selection",
        selection=found,
        state_words=state_words(found, outcome, window),
        rule=rule_words(engine_framework(found.version).selection),
        conditions=selection_words(engine_framework(found.version).selection),
        ladder=ladder_of(found),
        outcome=outcome,
        groups=_told(outcome),
        nobody=_nobody(outcome),
        gates=gates,
        gate_counts=_gate_counts(gates),
        units=len(places),
        rechecks=rechecks,
        seed_recipe=seed_recipe(found.index_seed),
        group=group_of(found),
        names={pk: place.name for pk, place in places.items()},
        window=window,
        objections=public_objections(found),
        runs=runs_of(found),
        corrected=moved_cells(found.run) if found.run else 0,
        cancelled=_cancelled(found),
        hashes=found.steps.exclude(sha256=""),
        papers=_papers(offers(found, request.user), code),
    )


def _items(code: str, items: tuple[str, ...]) -> HttpResponse:
    """All that the draw was from, one a line, for whoever repeats it."""
    response = HttpResponse(
        "".join(f"{item}\n" for item in items),
        content_type="text/plain; charset=utf-8",
    )
    response["Content-Disposition"] = 'attachment; filename="items.txt"'
    return response


def _told(outcome: Outcome) -> list[tuple[Any, str]]:
    return [
        (group, wording.group_words(group.result) if group.result else "")
        for group in outcome.groups
        if group.result or group.lines
    ]


def _nobody(outcome: Outcome) -> str:
    if outcome.is_nobody:
        return _(
            "Энэ удаа аль ч багийг жишиг багаар нэрлээгүй: болзол бүрийг хангасан баг"
            " гараагүй. Энэ нь журмын дагуу гарч болох дүн."
        )
    return ""


def _gate_counts(gates: Any) -> list[tuple[Any, int, int, int]]:
    """Of each gate how many units passed, failed, and lack a figure."""
    found = []
    for at, gate in enumerate(gates.gates):
        states = [row.cells[at].state for row in gates.rows]
        counts = (states.count(name) for name in ("passed", "failed", "missing"))
        found.append((gate, *counts))
    return found


def _cancelled(found: Selection) -> str:
    if found.state != SelectionState.CANCELLED:
        return ""
    step = found.steps.filter(state=SelectionState.CANCELLED).last()
    return step.note if step else ""


@require_safe
def selection_unit(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """Everything on one unit, down to each figure, with a way to object to it."""
    found = find_selection(code)
    places = units_of(found)
    known = get_object_or_404(Unit, code=unit)
    if known.pk not in places:
        raise Http404
    gates, rechecks = gates_of(found), rechecks_of(found)
    outcome = outcome_of(found, places, gates)
    line = line_for(outcome, known, places, gates)
    story = story_of(found, known, line, rechecks)
    return page(
        request,
        "ranking/selection_unit",
        selection=found,
        unit=known,
        place=places[known.pk],
        line=line,
        story=story,
        outcome=outcome,
        words=_unit_words(line, outcome),
        window=window_of(found),
        papers=_papers(offers(found, request.user, known), code),
    )


def _papers(offered: list[Offer], code: str) -> list[tuple[str, str, str, bool]]:
    """Title, address without its ending, its query, whether it is a draft."""
    found = []
    for one in offered:
        try:
            url = reverse("documents:selection", args=[code, one.code, "pdf"])
        except NoReverseMatch:
            continue  # the papers lie above and may be absent in a part of it
        found.append((one.title, url.removesuffix(".pdf"), one.tail, one.is_draft))
    return found


def _unit_words(line: Any, outcome: Outcome) -> list[str]:
    """Where the unit stands, as sentences; why not, where it is not proposed."""
    row = line.row
    if row is None:
        return []
    if not row.is_ranked:
        return [wording.not_ranked_words(row)]
    group = outcome.results.group_of(row.group) if outcome.results else None
    told = [wording.standing_words(row, group.size if group else 0)]
    return told + [
        f"{words[:1].upper()}{words[1:]}." for words in wording.failed_words(row)
    ]
