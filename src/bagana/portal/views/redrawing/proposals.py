"""Re-drawings in public: the list, a hearing with its plans, one plan; HTTP only."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bagana.portal.views.pages import asked, page
from bagana.redistricting.models import (
    Alternative,
    PlanKind,
    Proposal,
    ProposalState,
)
from bagana.redistricting.plan_maps import plan_map
from bagana.redistricting.proposal_tables import (
    alternative_columns,
    block_columns,
    opinion_columns,
    public_objection_columns,
)
from bagana.redistricting.proposal_wording import bag_words, state_words
from bagana.redistricting.queries.opinions import heard_on, opinion_lines
from bagana.redistricting.queries.plan_moves import public_moves
from bagana.redistricting.queries.plan_objections import public_objections, window_of
from bagana.redistricting.queries.plans import plan_audit
from bagana.redistricting.queries.proposals import public_proposals, standing_of
from bagana.redistricting.queries.proposals_touched import published, unit_names
from bagana.redistricting.queries.public import (
    Laid,
    bag_story,
    bags_today,
    block_lines,
    laid_open,
)
from bagana.redistricting.wording import weight_unit
from bagana.web.tables import Column, table_response, wanted_format

PER_PAGE = 25


def find(code: str) -> Proposal:
    return get_object_or_404(public_proposals(), code=code)


@require_safe
def redrawings(request: HttpRequest) -> HttpResponse:
    """Every proposal that was published, those open for opinions first."""
    state = asked(request, "state")
    rows = public_proposals().order_by("-published_at", "-id")
    if state in ProposalState.values:
        rows = rows.filter(state=state)
    if chosen := wanted_format(request):
        return table_response(chosen, "redrawings", _columns(), rows)
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    lines = [(row, window_of(row)) for row in shown]
    return page(
        request,
        "redrawing/redrawings",
        page=shown,
        lines=[(row, window, state_words(row, window)) for row, window in lines],
        state=state,
        states=ProposalState.choices,
    )


def _columns() -> list[Column]:
    return [
        Column("code", _("Код"), width=24),
        Column("title", _("Нэр"), width=60),
        Column("state", _("Явц"), lambda row: row.get_state_display(), 40),
        Column("hearing_from", _("Санал авч эхлэх өдөр")),
        Column("hearing_until", _("Санал авах сүүлийн өдөр")),
        Column("effective_on", _("Хэрэгжих өдөр")),
        Column("illustrative", _("Жишээ"), lambda row: int(row.is_illustrative)),
    ]


@require_safe
def redrawing(request: HttpRequest, code: str) -> HttpResponse:
    """Why, the plans side by side, dates, what was said, what was decided."""
    found = find(code)
    if chosen := wanted_format(request):
        return _table(found, asked(request, "table"), chosen)
    laid, window = laid_open(found), window_of(found)
    today = found.scenario.plans.filter(kind=PlanKind.TODAY).first()
    return page(
        request,
        "redrawing/redrawing",
        proposal=found,
        told=state_words(found, window),
        window=window,
        laid=laid,
        today_map=_map_today(found, today),
        rows=_compared(laid),
        standing=standing_of(found),
        heard=heard_on(found, found.plan) if found.plan else [],
        lines=opinion_lines(found),
        objections=public_objections(found),
        sum_acts=found.sum_acts.select_related("body").order_by("date"),
    )


def _map_today(found: Proposal, today: Any) -> Any:
    if today is None:
        return None
    today.scenario = found.scenario
    return plan_map(today, proposal=found)


def _compared(laid: list[Laid]) -> list[tuple[str, str, Any, list[Any]]]:
    """Rows of the comparison: name, kind of weight or "", today, by alternative."""
    if not laid:
        return []
    first = laid[0].audit
    found: list[tuple[str, str, Any, list[Any]]] = []
    for at, row in enumerate(first.weights):
        others = [one.audit.weights[at].deviation_percent.after for one in laid]
        found.append(("", row.weight, row.deviation_percent.before, others))
    return found


def _table(found: Proposal, table: str, format_: str) -> HttpResponse:
    name = f"{found.code}-{table}"
    if table == "opinions":
        return table_response(format_, name, opinion_columns(), opinion_lines(found))
    if table == "objections":
        rows = public_objections(found).rows
        return table_response(format_, name, public_objection_columns(), rows)
    if table == "alternatives":
        return table_response(format_, name, alternative_columns(), laid_open(found))
    raise Http404


@require_safe
def redrawing_plan(request: HttpRequest, code: str, letter: str) -> HttpResponse:
    """One alternative: all bags, and what changes for the bag that is asked for."""
    found = find(code)
    one: Alternative = get_object_or_404(published(found), letter=letter)
    one.plan.scenario = found.scenario
    if chosen := wanted_format(request):
        lines = block_lines(found, one.plan)
        return table_response(chosen, f"{code}-{letter}", block_columns(), lines)
    bags = bags_today(found)
    bag = asked(request, "bag")
    if bag and bag not in dict(bags):
        raise Http404
    story = bag_story(found, one.plan, bag) if bag else None
    audit = plan_audit(one.plan, found)
    today = found.scenario.plans.filter(kind=PlanKind.TODAY).first()
    return page(
        request,
        "redrawing/plan",
        proposal=found,
        one=one,
        plan=one.plan,
        audit=audit,
        map=plan_map(one.plan, chosen=bag or None, proposal=found),
        today_map=_map_today(found, today),
        moves=public_moves(found, one.plan, audit.units),
        costs=_journeys(one),
        movers=weight_unit(found.scenario.movers),
        bags=bags,
        names=unit_names(found),
        bag=bag,
        story=story,
        story_words=bag_words(story) if story else "",
        window=window_of(found),
        heard=heard_on(found, one.plan),
        objections=public_objections(found, one.plan),
    )


def _journeys(one: Alternative) -> Any:
    from bagana.redistricting.queries.costs import costs_of

    return costs_of(one.plan)
