"""Tables of plans as they are taken away: the same figures as on the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bagana.redistricting.models import WEIGHTS
from bagana.redistricting.queries.comparing import BagLine
from bagana.redistricting.queries.plan_lists import PlanLine
from bagana.redistricting.queries.plans import UnitRow
from bagana.redistricting.wording import plan_name, weight_name
from bagana.web.tables import Column


def plan_columns() -> list[Column]:
    def figure(key: str) -> Callable[[PlanLine], float | None]:
        return lambda line: line.figure(key)

    return [
        Column("number", _("Дугаар"), lambda line: line.plan.number, 10),
        Column("name", pgettext("зааг", "Хувилбар"), _name, 30),
        Column("kind", _("Төрөл"), lambda line: line.plan.get_kind_display(), 24),
        Column("is_feasible", _("Зөрүүнд багтсан"), lambda line: int(line.is_feasible)),
        Column("deviation", _("Хамгийн их зөрүү, %"), figure("deviation")),
        *[
            Column(name, _("%(weight)s: зөрүү, %%") % {"weight": weight_name(name)},
                   figure(name), 22)
            for name in WEIGHTS
        ],
        Column("moved", _("Баг нь солигдох"), figure("moved")),
        Column("cut_km", _("Заагийн урт, км"), figure("cut_km")),
        Column("travel_mean_km", _("Албан байр хүртэл дунджаар, км"),
               figure("travel_mean_km"), 22),
        Column("sha256", "SHA-256", lambda line: line.plan.sha256, 66),
    ]  # fmt: skip


def _name(line: PlanLine) -> str:
    return plan_name(line.plan)


def _state(row: UnitRow) -> str:
    return state_word(row.state)


def unit_columns() -> list[Column]:
    """A bag by row; each weight before, after, its deviation, what comes and goes."""
    return [
        Column("unit", _("Код"), lambda row: row.unit.key, 12),
        Column("name", _("Баг"), lambda row: row.unit.name, 28),
        Column("state", pgettext("хувилбарын", "Төлөв"), _state, 18),
        *[column for name in WEIGHTS for column in _weight_columns(name)],
        Column("travel_mean_before", _("Дундаж зам өмнө, км"),
               lambda row: row.travel_mean.before),
        Column("travel_mean_after", _("Дундаж зам дараа, км"),
               lambda row: row.travel_mean.after),
        Column("travel_max_before", _("Хамгийн хол өмнө, км"),
               lambda row: row.travel_max.before),
        Column("travel_max_after", _("Хамгийн хол дараа, км"),
               lambda row: row.travel_max.after),
        Column("compactness_before", _("Нягт дүрс өмнө"),
               lambda row: row.compactness.before),
        Column("compactness_after", _("Нягт дүрс дараа"),
               lambda row: row.compactness.after),
        Column("pieces_after", _("Салангид хэсэг"), lambda row: row.pieces.after),
    ]  # fmt: skip


def _weight_columns(name: str) -> list[Column]:
    title = weight_name(name)

    def of(pick: Callable[[Any], Any]) -> Callable[[UnitRow], Any]:
        return lambda row: pick(row.balances[name])

    words = {
        "before": (_("өмнө"), lambda b: b.value.before),
        "after": (_("дараа"), lambda b: b.value.after),
        "deviation": (_("зөрүү, %"), lambda b: b.deviation_percent.after),
        "moved_in": (_("ирэх"), lambda b: b.moved_in),
        "moved_out": (_("явах"), lambda b: b.moved_out),
    }
    return [
        Column(f"{name}_{key}", f"{title}: {word}", of(pick), 20)
        for key, (word, pick) in words.items()
    ]


def state_word(state: str) -> str:
    return {
        "same": _("хэвээр"),
        "changed": _("нутаг нь өөрчлөгдөнө"),
        "new": _("шинээр байгуулагдана"),
        "ended": _("татан буугдана"),
    }[state]


def compare_columns() -> list[Column]:
    def value(place: int, side: str) -> Callable[[BagLine], float | None]:
        return lambda line: getattr(line.balances[place][0], side)

    def off(place: int, side: str) -> Callable[[BagLine], float | None]:
        return lambda line: getattr(line.balances[place][1], side)

    found = [
        Column("unit", _("Код"), lambda line: line.unit.key, 12),
        Column("name", _("Баг"), lambda line: line.unit.name, 28),
    ]
    for i, name in enumerate(WEIGHTS):
        title = weight_name(name)
        for key, side, word in (("a", "before", _("А")), ("b", "after", _("Б"))):
            found += [
                Column(f"{name}_{key}", f"{title}: {word}", value(i, side), 20),
                Column(
                    f"{name}_deviation_{key}",
                    _("%(weight)s: %(plan)s, зөрүү, %%")
                    % {"weight": title, "plan": word},
                    off(i, side),
                    22,
                ),
            ]
    return found
