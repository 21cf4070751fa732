"""Names of the units of a plan: today's bags, those that begin, their sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from bagana.redistricting.models import Plan, PlannedUnit, Proposal, Scenario
from bagana.territory.models import UnitVersion
from bagana.territory.queries import versions_on
from bagana.web import words

NEW = "new-"


@dataclass(frozen=True, slots=True)
class PlanUnit:
    """A unit of a plan: `key` as in `Plan.units`, `short` for maps, `sum` its sum."""

    key: str
    name: str
    short: str
    number: str
    sum: str
    is_new: bool = False


def units_of_plans(
    scenario: Scenario, plans: Sequence[Plan], proposal: Proposal | None = None
) -> dict[str, PlanUnit]:
    """Every unit of the plans by its key, in the order of the plans' own lists.

    With a proposal, those that begin carry the names planned for them.
    """
    keys = list(dict.fromkeys(key for plan in plans for key in plan.units))
    known = _versions([key for key in keys if not key.startswith(NEW)], scenario.on)
    sums = _names_of_sums(known, scenario.on)
    planned = _planned(proposal)
    return {key: _unit(key, known.get(key), sums, planned.get(key)) for key in keys}


def _versions(codes: Sequence[str], on: date) -> dict[str, UnitVersion]:
    """As of the day; a bag that begins later is still named by its first version."""
    found = {v.unit.code: v for v in versions_on(on).filter(unit__code__in=codes)}
    lacking = [code for code in codes if code not in found]
    if lacking:
        rows = UnitVersion.objects.filter(unit__code__in=lacking)
        for version in rows.select_related("unit", "parent").order_by("-valid_from"):
            found[version.unit.code] = version
    return found


def _names_of_sums(known: dict[str, UnitVersion], on: date) -> dict[int, str]:
    parents = {version.parent_id for version in known.values()}
    return {v.unit_id: v.name for v in versions_on(on).filter(unit__in=parents)}


def _planned(proposal: Proposal | None) -> dict[str, PlannedUnit]:
    if proposal is None:
        return {}
    return {row.key: row for row in proposal.planned_units.all()}


def _unit(
    key: str,
    version: UnitVersion | None,
    sums: dict[int, str],
    planned: PlannedUnit | None,
) -> PlanUnit:
    if key.startswith(NEW):
        return _new(key, planned)
    if version is None:
        return PlanUnit(key, key, key, "", "")
    number = "" if version.number is None else str(version.number)
    return PlanUnit(
        key,
        version.name,
        short_name(version.proper_name, version.name_mn, version.name_en),
        number,
        sums.get(version.parent_id or 0, ""),
    )


def _new(key: str, planned: PlannedUnit | None) -> PlanUnit:
    if planned is None:
        name = _("Шинэ баг %(number)s") % {"number": key.removeprefix(NEW)}
        return PlanUnit(key, name, name, "", "", is_new=True)
    english = words.in_english() and planned.name_en
    short = short_name(planned.proper_name, planned.name_mn, planned.name_en)
    number = "" if planned.number is None else str(planned.number)
    name = planned.name_en if english else planned.name_mn
    return PlanUnit(key, name, short, number, "", is_new=True)


def short_name(proper: str, name_mn: str, name_en: str) -> str:
    """«Түнхэл» of «5-р баг, Түнхэл»: what has room on a map."""
    if words.in_english() and name_en:
        return name_en.partition(", ")[2] or name_en
    return proper or name_mn
