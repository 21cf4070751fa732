"""Households and people as rows for research: no name, no key, no bag."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any, Final

import numpy as np
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bagana.privacy.research import Extract, Frame, Labels, Ladder, register_extract
from bagana.registers.models import (
    SPECIES,
    Household,
    LivestockCount,
    Person,
)
from bagana.territory.models import Unit, UnitAncestry, UnitVersion
from bagana.territory.queries import below
from bagana.web.errors import Refused

SUM: Final = 2
HERDS: Final = (0, 50, 100, 200, 500, 1000)
ANY: Final = "*"


def _refuse_bag(unit: Unit) -> None:
    """A bag is too small to be a frame, whatever its classes."""
    version = unit.versions.order_by("-valid_from").first()
    if version is None or version.kind.level > SUM:
        raise Refused(_("Сум, аймаг, түүнээс дээш нэгж сонгоно уу."), field="unit")


def _labels(values: Iterable[Any]) -> Labels:
    return np.array(list(values), dtype=object)


def _any(rows: int) -> Labels:
    return np.full(rows, ANY, dtype=object)


def _places(unit: Unit) -> dict[int, tuple[str, str]]:
    """Bag → names of its sum and of its aimag."""
    today = timezone.localdate()
    bags = below(unit, today).values("unit")
    names = {
        row.unit_id: (row.kind.level, row.name)
        for row in UnitVersion.objects.on(today).select_related("kind")
    }
    found: dict[int, dict[int, str]] = {}
    rows = UnitAncestry.objects.on(today).filter(unit__in=bags)
    for bag, above in rows.values_list("unit", "ancestor"):
        level, name = names.get(above, (9, ""))
        found.setdefault(bag, {})[level] = name
    return {bag: (at.get(2, ""), at.get(1, "")) for bag, at in found.items()}


def _place_ladder(bags: list[int], unit: Unit) -> Ladder:
    places = _places(unit)
    nowhere = ("", "")
    return Ladder(
        "unit",
        _("Нэгж"),
        (
            _labels(places.get(bag, nowhere)[0] for bag in bags),
            _labels(places.get(bag, nowhere)[1] for bag in bags),
            _any(len(bags)),
        ),
        (_("сум"), _("аймаг"), _("нуусан")),
        weight=2,
    )


def _banded(value: int | None, bounds: tuple[int, ...]) -> str:
    """«51-100»: above one bound, up to the next; "0" for nought, "" for not known."""
    if value is None:
        return ""
    for low, high in pairwise(bounds):
        if low < value <= high:
            return f"{low + 1}-{high}" if high - low > 1 else str(high)
    return "0" if value <= 0 else f"{bounds[-1] + 1}+"


def _ladder(
    name: str,
    title: str,
    values: list[Any],
    *rungs: tuple[str, Callable[[Any], str]],
) -> Ladder:
    told = [_labels(word(value) for value in values) for _step, word in rungs]
    steps = tuple(step for step, _word in rungs)
    return Ladder(
        name, title, (*told, _any(len(values))), (*steps, _("нуусан"))
    )  # fmt: skip


def _flag(value: bool | None) -> str:
    return "" if value is None else ("1" if value else "0")


def households(unit: Unit) -> Frame:
    """Open households below the unit, with the herd of the latest census."""
    _refuse_bag(unit)
    units = below(unit, timezone.localdate()).values("unit")
    rows = list(
        Household.objects.filter(unit__in=units, closed_on__isnull=True).values_list(
            "pk",
            "unit",
            "members_told",
            "is_herder",
            "dwelling",
            "electricity",
        )
    )
    herds, present = _herds(units), _present(units)
    sizes = [present.get(row[0]) or row[2] for row in rows]
    heads = [herds.get(row[0]) for row in rows]
    return Frame(
        ladders=(
            _place_ladder([row[1] for row in rows], unit),
            _ladder(
                "size",
                _("Ам бүл"),
                sizes,
                (_("1, 2, 3-4, 5-6, 7+"), lambda n: _banded(n, (0, 1, 2, 4, 6))),
                (_("1-2, 3-6, 7+"), lambda n: _banded(n, (0, 2, 6))),
            ),
            _ladder(
                "herder",
                _("Малчин өрх"),
                [row[3] for row in rows],
                (_("тийм, үгүй"), _flag),
            ),
            _ladder(
                "livestock",
                _("Малын толгой"),
                heads,
                (_("зургаан бүлэг"), lambda n: _banded(n, HERDS)),
                (_("0, 1-200, 201+"), lambda n: _banded(n, (0, 200))),
            ),
        ),
        others=(
            ("dwelling", _("Орон байр"), _labels(row[4] for row in rows)),
            ("electricity", _("Цахилгаан"), _labels(row[5] for row in rows)),
        ),
    )


def _present(units: Any) -> dict[int, int]:
    """Household → people who are present; one grouping instead of a join."""
    rows = Person.objects.filter(unit__in=units, is_present=True)
    told = rows.values_list("household").annotate(many=Count("pk")).order_by()
    return dict(told)


def _herds(units: Any) -> dict[int, int]:
    """Household → heads it owns or keeps, by the latest census that counted there."""
    counts = LivestockCount.objects.filter(unit__in=units)
    latest = counts.order_by("-census__starts_on").values_list("census", flat=True)[:1]
    found: dict[int, int] = {}
    rows = counts.filter(census__in=list(latest)).values_list("keeper", *SPECIES)
    for keeper, *heads in rows.iterator():
        found[keeper] = found.get(keeper, 0) + sum(one or 0 for one in heads)
    return found


def people(unit: Unit) -> Frame:
    """Who is present below the unit; those who were restricted are left out."""
    _refuse_bag(unit)
    units = below(unit, timezone.localdate()).values("unit")
    rows = list(
        Person.objects.filter(unit__in=units, is_present=True, is_restricted=False)
        .values_list("unit", "birth_year", "sex", "household__is_herder", "relation")
    )  # fmt: skip
    year = timezone.localdate().year
    ages = [None if row[1] is None else year - row[1] for row in rows]
    return Frame(
        ladders=(
            _place_ladder([row[0] for row in rows], unit),
            _ladder(
                "age",
                _("Нас"),
                ages,
                (_("5 жилээр"), lambda age: _aged(age, 5, 85)),
                (_("10 жилээр"), lambda age: _aged(age, 10, 80)),
                (_("20 жилээр"), lambda age: _aged(age, 20, 80)),
            ),
            _ladder("sex", _("Хүйс"), [row[2] for row in rows], (_("эр, эм"), str)),
            _ladder(
                "herder",
                _("Малчин өрх"),
                [row[3] for row in rows],
                (_("тийм, үгүй"), _flag),
            ),
        ),
        others=(("relation", _("Өрхөд"), _labels(row[4] for row in rows)),),
    )


def _aged(age: int | None, step: int, last: int) -> str:
    if age is None:
        return ""
    low = min(max(age, 0) // step * step, last)
    return f"{low}+" if low == last else f"{low}-{low + step - 1}"


register_extract(Extract("households", gettext_lazy("Өрх"), households))
register_extract(Extract("people", gettext_lazy("Хүн"), people))
