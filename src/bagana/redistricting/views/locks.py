"""Locking blocks of a scenario on the map and in a list; HTTP only."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from bagana.redistricting import rules
from bagana.redistricting.actions.scenarios import change_scenario, is_fixed
from bagana.redistricting.block_maps import set_map
from bagana.redistricting.models import Scenario
from bagana.redistricting.queries.locks import LockRow, lock_rows
from bagana.redistricting.queries.scenarios import bag_names
from bagana.redistricting.views.plans import crumbs_of, readable
from bagana.web.errors import PermissionDenied


@login_required
def locks(request: HttpRequest, code: str) -> HttpResponse:
    """One bag at a time: a block of the map leads to its box in the list."""
    found = readable(request, code)
    if not rules.can_work_on(request.user, found):
        raise PermissionDenied(_("Энэ үйлдлийг хийх эрх танд алга."))
    rows = lock_rows(found)
    bags = {row.bag: "" for row in rows}
    asked = request.GET.get("bag", "")
    bag = asked if asked in bags else next(iter(bags))
    if request.method == "POST":
        return _lock(request, found, rows, bag)
    return _page(request, found, rows, bag)


def _lock(
    request: HttpRequest, scenario: Scenario, rows: list[LockRow], bag: str
) -> HttpResponse:
    """Boxes speak for the bag that was shown; other bags stay as they were."""
    here = {row.code for row in rows if row.bag == bag}
    kept = set(scenario.locked) - here
    chosen = kept | (here & set(request.POST.getlist("locked")))
    change_scenario(user=request.user, scenario=scenario, locked=sorted(chosen))
    messages.success(request, _("Түгжсэн хэсгүүдийг хадгаллаа."))
    page = reverse("redistricting:scenario_locks", args=[scenario.code])
    return redirect(f"{page}?bag={bag}")


def _page(
    request: HttpRequest, scenario: Scenario, rows: list[LockRow], bag: str
) -> HttpResponse:
    names = bag_names(scenario)
    place = {row.code: row for row in rows}
    own = [row for row in rows if row.bag == bag]
    picture = set_map(scenario.block_set, own[0].sum)
    context = {
        "scenario": scenario,
        "bags": [(code, names.get(code, code)) for code in {r.bag: 0 for r in rows}],
        "bag": bag,
        "bag_name": names.get(bag, bag),
        "rows": own,
        "locked": [row for row in rows if row.is_locked],
        "map": picture,
        "drawn": [(block, place.get(block.code)) for block in picture.blocks],
        "is_fixed": is_fixed(scenario),
        "crumbs": crumbs_of(scenario, plans=False),
    }
    return render(request, "redistricting/scenario_locks.html", context)
