"""Lines of a table of two plans: one measure each, with its unit and its decimals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from bagana.redistricting.queries.comparing import Comparison
from bagana.redistricting.queries.costs import PlanCosts
from bagana.redistricting.queries.plans import PlanAudit
from bagana.redistricting.wording import weight_name

type Figure = float | Decimal | None


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    first: Figure
    second: Figure
    decimals: int = 0
    unit: str = ""
    is_illustrative: bool = False


def lines_of(both: Comparison, costs: tuple[PlanCosts, PlanCosts]) -> list[Line]:
    """Deviations, inequality, people, shape, journeys, then costs."""
    one, two = both.first, both.second
    return [*_balances(one, two), *_movers(costs), *_shapes(one, two), *_money(costs)]


def _balances(one: PlanAudit, two: PlanAudit) -> Iterator[Line]:
    for left, right in zip(one.weights, two.weights, strict=True):
        name = weight_name(left.weight)
        yield Line(
            _("%(weight)s: хамгийн их зөрүү, %%") % {"weight": name},
            left.deviation_percent.after,
            right.deviation_percent.after,
            1,
        )
    for left, right in zip(one.weights, two.weights, strict=True):
        name = weight_name(left.weight)
        label = _("%(weight)s: Жини") % {"weight": name}
        yield Line(label, left.gini.after, right.gini.after, 3)


def _movers(costs: tuple[PlanCosts, PlanCosts]) -> Iterator[Line]:
    one, two = costs
    yield Line(_("Баг нь солигдох өрх"), one.households, two.households)
    yield Line(_("Баг нь солигдох хүн"), one.people, two.people)


def _shapes(one: PlanAudit, two: PlanAudit) -> Iterator[Line]:
    count = len(one.audit.units), len(two.audit.units)
    yield Line(_("Багийн тоо"), count[0], count[1])
    yield Line(_("Заагийн урт, км"), one.cut_km.after, two.cut_km.after)
    yield Line(
        _("Албан байр хүртэл дунджаар, км"),
        one.travel_mean.after,
        two.travel_mean.after,
        1,
    )
    yield Line(_("Хамгийн хол, км"), one.travel_max.after, two.travel_max.after, 1)
    yield Line(_("Тасархай суурь хэсэг"), one.breaks.after, two.breaks.after)


def _money(costs: tuple[PlanCosts, PlanCosts]) -> Iterator[Line]:
    one, two = costs
    yield Line(_("Нэмэгдэх орон тоо"), one.posts, two.posts, is_illustrative=True)
    yield Line(
        _("Жилд нэмэгдэх зардал, ₮"), one.yearly, two.yearly, is_illustrative=True
    )
    yield Line(_("Нэг удаагийн зардал, ₮"), one.once, two.once, is_illustrative=True)
