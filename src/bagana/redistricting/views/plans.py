"""Plans in the office: the front, one plan, two beside each other; HTTP only."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from bagana.redistricting import plan_tables, rules, wording
from bagana.redistricting.models import Plan, PlanKind, Scenario, Search
from bagana.redistricting.plan_charts import front_chart
from bagana.redistricting.plan_lines import lines_of
from bagana.redistricting.plan_maps import plan_map
from bagana.redistricting.queries import plan_lists
from bagana.redistricting.queries.comparing import compare
from bagana.redistricting.queries.costs import costs_of, touched_measures
from bagana.redistricting.queries.plan_moves import moves_of
from bagana.redistricting.queries.plan_takeaway import block_rows, geojson_of
from bagana.redistricting.queries.plans import plan_audit
from bagana.web.errors import PermissionDenied
from bagana.web.tables import Column, table_response, wanted_format

type Crumbs = list[tuple[str, str]]
GEOJSON = "application/geo+json"


def readable(request: HttpRequest, code: str) -> Scenario:
    """The scenario, if it is any work of the user's."""
    rows = Scenario.objects.select_related("block_set", "unit")
    found = get_object_or_404(rows, code=code)
    if not Scenario.objects.visible_to(request.user).filter(pk=found.pk).exists():
        raise PermissionDenied(_("Энэ хуудсыг нээх эрх танд алга."))
    return found


def readable_plan(scenario: Scenario, number: int) -> Plan:
    rows = scenario.plans.select_related("scenario__block_set", "search", "edited_from")
    return get_object_or_404(rows, number=number)


def crumbs_of(scenario: Scenario, *, plans: bool = True) -> Crumbs:
    found = [
        (reverse("redistricting:index"), _("Шинэчлэн зохион байгуулалт")),
        (reverse("redistricting:scenario", args=[scenario.code]), scenario.title),
    ]
    if plans:
        address = reverse("redistricting:plans", args=[scenario.code])
        found.append((address, pgettext("зааг", "Хувилбарууд")))
    return found


@login_required
@require_safe
def plan_list(request: HttpRequest, code: str) -> HttpResponse:
    """What was found: the front, every plan of the search, what is proven."""
    scenario = readable(request, code)
    searches = plan_lists.searches_of(scenario)
    search = _asked_search(request, searches)
    plans = plan_lists.plans_of(scenario, search)
    sort = _sort(request)
    lines = plan_lists.lines_of(plans, scenario.movers, sort)
    if chosen := wanted_format(request):
        name = f"{scenario.code}-plans"
        return table_response(chosen, name, plan_tables.plan_columns(), lines)
    context = {
        "scenario": scenario,
        "crumbs": crumbs_of(scenario, plans=False),
        "searches": searches,
        "search": search,
        "lines": lines,
        "sort": sort,
        "chart": front_chart(
            plans, scenario.movers, has_tolerance=bool(scenario.tolerance)
        ),
        "told": wording.found_words(scenario, plans),
        "cut_short": wording.effort_words(search) if search else "",
        "answers": [
            (answer, wording.proof_words(answer.data))
            for answer in plan_lists.answers_of(search, plans)
        ],
        "nearest": wording.nearest_words(wording.chosen_of(plans)),
        "equals": plan_lists.equals_of(plans),
        "movers": wording.weight_unit(scenario.movers),
        "may_work": rules.can_work_on(request.user, scenario),
    }
    return render(request, "redistricting/plans.html", context)


def _asked_search(request: HttpRequest, searches: list[Search]) -> Search | None:
    """The one of the address, else the newest; `?search=all` shows every plan."""
    asked = request.GET.get("search", "")
    if asked == "all":
        return None
    newest = searches[0] if searches else None
    return next((one for one in searches if str(one.pk) == asked), newest)


def _sort(request: HttpRequest) -> str:
    asked = request.GET.get("sort", "")
    return asked if asked.removeprefix("-") in plan_lists.SORTS else "number"


@login_required
@require_safe
def plan(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One plan beside today: maps, four balances, people, journeys, costs, proof."""
    scenario = readable(request, code)
    found = readable_plan(scenario, number)
    audit = plan_audit(found)
    if chosen := wanted_format(request):
        name = f"{scenario.code}-plan-{number}"
        return table_response(chosen, name, plan_tables.unit_columns(), audit.rows)
    today = _today(scenario)
    texts = {row.unit.key: plan_tables.state_word(row.state) for row in audit.rows}
    context = {
        "scenario": scenario,
        "plan": found,
        "name": wording.plan_name(found),
        "crumbs": crumbs_of(scenario),
        "audit": audit,
        "map": plan_map(found, texts=texts),
        "today": today,
        "today_map": plan_map(today) if today and today.pk != found.pk else None,
        "costs": costs_of(found),
        "moves": moves_of(found, audit.units),
        "measures": touched_measures(audit, on=timezone.localdate()),
        "proofs": plan_lists.proofs_of(found),
        "others": scenario.plans.exclude(pk=found.pk).only("number", "kind"),
        "movers": wording.weight_unit(scenario.movers),
        "may_work": rules.can_work_on(request.user, scenario),
        "may_edit": rules.can_edit_plan(request.user, found),
    }
    return render(request, "redistricting/plan.html", context)


def _today(scenario: Scenario) -> Plan | None:
    rows = scenario.plans.select_related("scenario__block_set")
    return rows.filter(kind=PlanKind.TODAY).first()


@login_required
@require_safe
def blocks(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The plan block by block, as the command line and the importer read it."""
    scenario = readable(request, code)
    audit = plan_audit(readable_plan(scenario, number))
    columns = [Column(key) for key in ("block", "unit", "unit_today", "changes")]
    name = f"{scenario.code}-plan-{number}-blocks"
    return table_response("csv", name, columns, block_rows(audit))


@login_required
@require_safe
def geojson(request: HttpRequest, code: str, number: int) -> HttpResponse:
    scenario = readable(request, code)
    audit = plan_audit(readable_plan(scenario, number))
    response = HttpResponse(geojson_of(audit), content_type=GEOJSON)
    name = f"{scenario.code}-plan-{number}.geojson"
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response


@login_required
@require_safe
def compare_plans(request: HttpRequest, code: str) -> HttpResponse:
    """Two plans of ?a= and ?b=; left out: today and the chosen one."""
    scenario = readable(request, code)
    known = {plan.number: plan for plan in plan_lists.plans_of(scenario, None)}
    context: dict[str, Any] = {
        "scenario": scenario,
        "crumbs": crumbs_of(scenario),
        "plans": [(plan, wording.plan_name(plan)) for plan in known.values()],
    }
    if len(known) < 2:
        return render(request, "redistricting/compare.html", context)
    one, two = _pair(request, known)
    both = compare(one, two)
    if chosen := wanted_format(request):
        name = f"{scenario.code}-compare-{one.number}-{two.number}"
        return table_response(chosen, name, plan_tables.compare_columns(), both.bags)
    context |= {
        "both": both,
        "one": one,
        "two": two,
        "names": (wording.plan_name(one), wording.plan_name(two)),
        "one_map": plan_map(one, beside=two),
        "two_map": plan_map(two, beside=one),
        "lines": lines_of(both, (costs_of(one), costs_of(two))),
        "agreement": both.agreement.get(scenario.movers),
    }
    return render(request, "redistricting/compare.html", context)


def _pair(request: HttpRequest, known: dict[int, Plan]) -> tuple[Plan, Plan]:
    chosen = wording.chosen_of(known.values())
    first = _asked_plan(request, "a", known) or known[min(known)]
    second = _asked_plan(request, "b", known)
    if second is None:
        second = chosen if chosen and chosen.pk != first.pk else _other(known, first)
    return first, second


def _asked_plan(request: HttpRequest, key: str, known: dict[int, Plan]) -> Plan | None:
    asked = request.GET.get(key, "")
    if not asked:
        return None
    if not asked.isascii() or not asked.isdecimal() or int(asked[:9]) not in known:
        raise Http404
    return known[int(asked[:9])]


def _other(known: dict[int, Plan], first: Plan) -> Plan:
    return next(plan for plan in known.values() if plan.pk != first.pk)
