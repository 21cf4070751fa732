"""Small worlds for tests: a tree of units, users with roles, a catalogue.

Names are plainly fictional: units A, B, …; users "user-1", ….
"""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from django.utils import timezone

from bagana.accounts.models import Role, RoleAssignment, User
from bagana.acts.models import Act, Body
from bagana.indicators.models import Indicator, Observation, Period, Source
from bagana.territory.ancestry import rebuild
from bagana.territory.models import Unit, UnitKind, UnitVersion
from bagana.territory.naming import add_names, official_rows, version_sort_key

START = date(2000, 1, 1)
_number = count(1)

KINDS = [
    ("country", 0, "улс", "country"),
    ("aimag", 1, "аймаг", "aimag"),
    ("sum", 2, "сум", "sum"),
    ("bag", 3, "баг", "bag"),
]
TREE = {
    "MN": (None, "country"),
    "1": ("MN", "aimag"),
    "11": ("1", "sum"),
    "12": ("1", "sum"),
    "1101": ("11", "bag"),
    "1102": ("11", "bag"),
    "1103": ("11", "bag"),
    "1201": ("12", "bag"),
    "1202": ("12", "bag"),
}


def make_kinds() -> None:
    for code, level, name_mn, name_en in KINDS:
        UnitKind.objects.get_or_create(
            code=code, defaults={"level": level, "name_mn": name_mn, "name_en": name_en}
        )


def make_unit(
    code: str,
    parent: Unit | None,
    kind: str,
    start: date = START,
    end: date | None = None,
    **fields: Any,
) -> Unit:
    unit, _ = Unit.objects.get_or_create(code=code)
    name = fields.pop("name_mn", f"Нэгж {code}")
    if kind == "bag":
        fields.setdefault("location_type", "rural")
    version = UnitVersion.objects.create(
        unit=unit,
        valid_from=start,
        valid_to=end,
        name_mn=name,
        name_en=fields.pop("name_en", f"Unit {code}"),
        kind_id=kind,
        parent=parent,
        sort_key=version_sort_key(name, fields.get("number")),
        **fields,
    )
    add_names(official_rows(version))
    return unit


def make_tree() -> dict[str, Unit]:
    """A country, one aimag, two sums, five bags; by code."""
    make_kinds()
    units: dict[str, Unit] = {}
    for code, (parent, kind) in TREE.items():
        units[code] = make_unit(code, units.get(parent or ""), kind)
    rebuild()
    return units


def make_user(role: str | None = None, unit: Unit | None = None, **fields: Any) -> User:
    number = next(_number)
    password = fields.pop("password", "нууц-үг-тест-1")
    user = User.objects.create_user(
        username=fields.pop("username", f"user-{number}"),
        password=password,
        display_name=fields.pop("display_name", f"Хэрэглэгч {number}"),
        **fields,
    )
    if role:
        assert unit is not None
        RoleAssignment.objects.create(
            user=user, role=Role(role), unit=unit, valid_from=START
        )
    return user


def make_act(unit: Unit | None = None, **fields: Any) -> Act:
    number = next(_number)
    body, _ = Body.objects.get_or_create(
        name_mn="Туршилтын хурал", defaults={"name_en": "Test assembly", "unit": unit}
    )
    values = {
        "body": body,
        "kind": "resolution",
        "number": str(number),
        "date": date(2020, 1, 1),
        "title_mn": f"Туршилтын шийдвэр {number}",
        "title_en": f"Test act {number}",
    }
    return Act.objects.create(**(values | fields))


def make_source(code: str = "test") -> Source:
    source, _ = Source.objects.get_or_create(
        code=code,
        defaults={
            "publisher_mn": "Туршилт",
            "publisher_en": "Test",
            "title_mn": "Туршилтын эх сурвалж",
            "title_en": "Test source",
        },
    )
    return source


def make_indicator(code: str = "people", **fields: Any) -> Indicator:
    values: dict[str, Any] = {
        "name_mn": f"Үзүүлэлт {code}",
        "name_en": f"Indicator {code}",
        "dimension": "people",
        "unit_mn": "хүн",
        "unit_en": "persons",
        "direction": "neutral",
        "across_units": "sum",
        "across_time": "last",
        "nature": "official",
        "source": make_source(),
        "lowest_level": 3,
        "apportion_by": "population",
    }
    return Indicator.objects.create(code=code, **(values | fields))


def make_period(year: int = 2025) -> Period:
    period, _ = Period.objects.get_or_create(
        code=str(year),
        defaults={
            "kind": "year",
            "start": date(year, 1, 1),
            "end": date(year, 12, 31),
        },
    )
    return period


def make_observation(
    indicator: Indicator, unit: Unit, year: int, value: float, **fields: Any
) -> Observation:
    values: dict[str, Any] = {
        "source": indicator.source,
        "status": "draft",
        "entered_at": timezone.now(),
        "period": fields.get("period") or make_period(year),
    }
    return Observation.objects.create(
        indicator=indicator,
        unit=unit,
        value=value,
        **(values | fields),
    )
