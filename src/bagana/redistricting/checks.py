"""Named checks of blocks and plans, beside those of the register."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bagana.redistricting.arrays import arrays_of
from bagana.redistricting.models import BlockSet, Plan
from bagana.redistricting.plans import plan_hash
from bagana.redistricting.staleness import stale_bags
from bagana.territory.checks import Check


def _stale_sets(on: date) -> Iterator[tuple[str, str]]:
    """Only the newest set of a unit: an older one has been left behind on purpose."""
    message = _("№%(set)s багцын дараа өөр өөрчлөлт орсон баг: %(bags)s")
    seen: set[int] = set()
    for block_set in BlockSet.objects.select_related("unit").defer("neighbours"):
        if block_set.unit_id in seen or block_set.on > on:
            continue
        seen.add(block_set.unit_id)
        if stale := stale_bags(block_set, None, on):
            words = {"set": block_set.pk, "bags": ", ".join(stale)}
            yield block_set.unit.code, message % words


def _plans_changed(_on: date) -> Iterator[tuple[str, str]]:
    """A frozen plan whose labels no longer give the hash under which it was heard."""
    message = _("%(code)s, %(number)s-р хувилбар баталгааны кодоосоо зөрсөн")
    plans = Plan.objects.filter(is_frozen=True).select_related(
        "scenario__unit", "scenario__block_set"
    )
    for plan in plans.iterator():
        if not _holds(plan):
            words = {"code": plan.scenario.code, "number": plan.number}
            yield plan.scenario.unit.code, message % words


def _holds(plan: Plan) -> bool:
    scenario = plan.scenario
    sums = list(scenario.sums.values_list("code", flat=True))
    labels = plan.labels_array()
    codes = arrays_of(scenario.block_set, sums).codes
    if len(labels) != len(codes) or labels.max(initial=-1) >= len(plan.units):
        return False
    return plan_hash(codes, plan.units, labels) == plan.sha256


CHECKS: tuple[Check, ...] = (
    Check(
        "blocks_stale",
        gettext_lazy("Хуучирсан суурь хэсгийн багц"),
        gettext_lazy("Одоогийн багуудаар суурь хэсгийг шинээр оруулна уу."),
        _stale_sets,
    ),
    Check(
        "plan_changed",
        gettext_lazy("Өөрчлөгдсөн хувилбар"),
        gettext_lazy("Нөөцөөс сэргээж тулгана уу; энэ хувилбарыг хэлэлцүүлэхгүй."),
        _plans_changed,
    ),
)
