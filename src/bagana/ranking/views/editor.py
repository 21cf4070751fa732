"""How the tree of a draft is shown: typed rows, figures beside them, what to add."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from bagana.engines.index.framework import Framework as Method
from bagana.engines.index.framework import Leaf
from bagana.indicators.models import Period
from bagana.ranking.definition_checks import faults_of
from bagana.ranking.definitions import draft_framework
from bagana.ranking.forms.framework_tree import TreeForm, sent_leaves
from bagana.ranking.models import FrameworkVersion
from bagana.ranking.queries import frameworks as queries
from bagana.ranking.queries.framework_adding import added, leaf_of, new_branch
from bagana.ranking.queries.framework_figures import figures_of

MOST_FOUND = 20


def sent_tree(request: HttpRequest, version: FrameworkVersion) -> TreeForm:
    """The tree as it was typed, with indicators that are not saved yet."""
    method = draft_framework(version.definition)
    known = set(method.indicators)
    codes = [code for code in sent_leaves(request.POST) if code not in known]
    return TreeForm(method, request.POST, _leaves(codes, version))


def _leaves(codes: list[str], version: FrameworkVersion) -> dict[str, Leaf]:
    found = queries.catalogue_of(codes)
    return {code: leaf_of(row, version.framework) for code, row in found.items()}


def grown(request: HttpRequest, version: FrameworkVersion, method: Method) -> Method:
    """The typed method with the indicator or dimension that was asked for."""
    if code := request.POST.get("add", ""):
        leaf = _leaves([code], version).get(code)
        there = code in method.indicators
        into = request.POST.get("into", "")
        return added(method, into, leaf) if leaf and not there else method
    name = request.POST.get("branch_mn", "").strip()[:200]
    english = request.POST.get("branch_en", "").strip()[:200]
    if not name:
        return method
    return added(method, "", new_branch(method, name, english))


def asked_period(
    request: HttpRequest, version: FrameworkVersion, method: Method
) -> tuple[Period | None, list[Period]]:
    """The year that the figures are of, and those to choose from."""
    years = queries.years_with_figures(version.framework)
    asked = request.POST.get("period") or request.GET.get("period", "")
    if not asked:
        asked = str(queries.year_to_show(method, version.framework) or "")
    found = next((one for one in years if one.code == asked), None)
    return found or (years[0] if years else None), years


def tree_context(
    request: HttpRequest, version: FrameworkVersion, tree: TreeForm, method: Method
) -> dict[str, Any]:
    """The page's rows with what the figures of the year say about each."""
    period, years = asked_period(request, version, method)
    found = figures_of(method, version.framework, period, request.user)
    catalogue = queries.catalogue_of([row.code for row in tree.rows if row.is_leaf])
    return {
        "tree": tree,
        "rows": [
            {
                "row": row,
                "indicator": catalogue.get(row.code),
                "figures": found.leaves.get(row.code),
            }
            for row in tree.rows
        ],
        "found": found,
        "period": period,
        "years": years,
        "remarks": [one for one in faults_of(method, version) if not one.stops],
        "search": _search(request, version, tree),
    }


def _search(
    request: HttpRequest, version: FrameworkVersion, tree: TreeForm
) -> dict[str, Any]:
    """Indicators of the catalogue that could be added, where they were asked for."""
    words = request.POST.get("q", "").replace("\x00", "").strip()[:100]
    asked = bool(words) or request.POST.get("do") == "search"
    found = queries.search_indicators(words, version.framework.level) if asked else []
    there = {row.code for row in tree.rows if row.is_leaf}
    rows = [one for one in found if one.code not in there]
    return {
        "q": words,
        "asked": asked,
        "rows": rows[:MOST_FOUND],
        "more": len(rows) > MOST_FOUND,
    }
