"""The public page of one change of units: what was, what is, by which act."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from bagana.portal.views.pages import page
from bagana.redistricting.models import Enactment, Plan
from bagana.redistricting.plan_maps import PlanPicture, plan_map
from bagana.redistricting.problems import NEW
from bagana.redistricting.queries.enactment import enactment_of, plan_before, sheet_of
from bagana.redistricting.queries.withheld import Shield, shield_of
from bagana.territory.actions import Description, describe
from bagana.territory.actions.describing import ShareLine
from bagana.territory.models import Measure, UnitChange
from bagana.territory.sketches import sketches
from bagana.web.tables import Column, table_response, wanted_format

ONE_DAY = timedelta(days=1)


@require_GET
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """A change that stands with all it did; one that was undone says only that."""
    rows = UnitChange.objects.select_related("act__body")
    found = get_object_or_404(rows, pk=pk)
    enactment = enactment_of(found)
    context: dict[str, Any] = {
        "change": found,
        "act": found.act,
        "enactment": enactment,
        "proposal": enactment.proposal if enactment else None,
        "day_before": found.effective_on - ONE_DAY,
    }
    if found.undone_at is not None:
        return page(request, "redrawing/change", **context)
    described = describe(found)
    format_ = wanted_format(request)
    if format_:
        columns = _columns(described)
        return table_response(format_, f"change-{pk}", columns, described.shares)
    maps = _maps(enactment)
    context |= {
        "d": _measured(described),
        "sheet": sheet_of(described) if enactment else None,
        "measures": [measure.label for measure in Measure],
        "maps": maps,
        "sketches": None if maps else _sketches(described),
        "moved": _moved(enactment, described),
    }
    return page(request, "redrawing/change", **context)


def _measured(described: Description) -> Description:
    """Only measured things: what is under way in an office is no news for all."""
    lines = [line for line in described.lines if line.nature]
    return replace(described, lines=lines)


def _maps(
    enactment: Enactment | None,
) -> tuple[PlanPicture | None, PlanPicture | None] | None:
    """Maps of the re-drawing, blocks that moved hatched; None for other changes."""
    plan = enactment.proposal.plan if enactment else None
    before = plan_before(plan) if plan is not None else None
    if enactment is None or plan is None or before is None:
        return None
    return plan_map(before, beside=plan), plan_map(plan, proposal=enactment.proposal)


def _sketches(described: Description) -> Any:
    return sketches(
        [row.version for row in described.before],
        [row.version for row in described.after],
    )


def _moved(enactment: Enactment | None, described: Description) -> list[dict[str, str]]:
    """How many households went from which bag to which, in words."""
    if enactment is None:
        return []
    names = described.names
    rows = enactment.handovers.filter(kind="household").order_by("pk")
    shield, plan = shield_of(enactment.proposal), enactment.proposal.plan
    few = _("Цөөн өрхийн бүртгэл: тоог нууцалсан")
    return [
        {
            "what": few if _is_few(shield, plan, row) else row.what,
            "source": names.get(row.source.code, row.source.code),
            "target": names.get(row.target.code, "") if row.target else "",
        }
        for row in rows.select_related("source", "target")
    ]


def _is_few(shield: Shield, plan: Plan | None, row: Any) -> bool:
    """Whether too few went over; a bag that began had no code in the plan yet."""
    if plan is None:
        return False
    target = row.target.code if row.target else ""
    return shield.move(plan, row.source.code, target) or any(
        shield.move(plan, row.source.code, unit)
        for unit in plan.units
        if unit.startswith(NEW)
    )


def _share(measure: str, line: ShareLine) -> Any:
    return line.shares.get(measure)


def _columns(described: Description) -> list[Column]:
    names = described.names

    def name(code: str) -> str:
        return names.get(code, "")

    return [
        Column("source", _("Хаанаас")),
        Column("source_name", _("Өмнөх нэр"), lambda line: name(line.source)),
        Column("target", _("Хаашаа")),
        Column("target_name", _("Шинэ нэр"), lambda line: name(line.target)),
        *(
            Column(measure.value, str(measure.label), partial(_share, measure.value))
            for measure in Measure
        ),
    ]
