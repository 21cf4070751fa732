"""Area codes of the office and units of ours: all of the country."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import bagana.territory
from bagana.indicators.nso.areas import (
    areas_asked,
    level_of,
    requests_for,
    units_of,
)
from bagana.indicators.nso.errors import Kind, NsoError
from bagana.territory.models import ExternalCode, Unit

from .fixtures import AREAS

DATA = Path(bagana.territory.__file__).parent / "data"
LEVEL = {
    "country": 0,
    "aimag": 1,
    "capital": 1,
    "sum": 2,
    "district": 2,
    "bag": 3,
    "khoroo": 3,
}


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def codes_of_the_office() -> dict[str, str]:
    found = rows("external_codes.csv")
    return {r["external_code"]: r["code"] for r in found if r["register"] == "nso"}


def test_every_unit_of_the_country_has_its_area_code():
    units = {row["code"]: row["kind"] for row in rows("units.csv")}
    areas = codes_of_the_office()
    assert set(areas.values()) == set(units)
    assert len(areas) == len(units) == 2213
    for area, code in areas.items():
        assert level_of(area) == LEVEL[units[code]]
        assert code == "MN" or area[1:] == code


@pytest.mark.django_db
def test_all_units_are_found_by_their_area_codes():
    areas = codes_of_the_office()
    units = Unit.objects.bulk_create([Unit(code=code) for code in areas.values()])
    by_code = {unit.code: unit for unit in units}
    ExternalCode.objects.bulk_create(
        ExternalCode(unit=by_code[code], register="nso", code=area)
        for area, code in areas.items()
    )
    assert units_of(list(areas)) == areas


@pytest.mark.django_db
def test_the_rule_finds_units_whose_codes_are_not_kept():
    areas = codes_of_the_office()
    Unit.objects.bulk_create([Unit(code=code) for code in areas.values()])
    assert units_of(list(areas)) == {a: c for a, c in areas.items() if c != "MN"}


def test_a_region_redrawn_does_not_lose_its_units(register: dict[str, Unit]):
    assert units_of(["7430151", "9430199", "3"]) == {"7430151": "430151"}


def test_a_unit_brings_what_lies_under_it(register: dict[str, Unit]):
    sum_of_mandal = requests_for(["4322"])
    levels = {0, 1, 2, 3}
    assert areas_asked(AREAS, sum_of_mandal, levels=levels) == ["34322", "3432259"]
    assert areas_asked(AREAS, sum_of_mandal, levels=levels, below=False) == ["34322"]
    assert areas_asked(AREAS, sum_of_mandal, levels={3}) == ["3432259"]


def test_the_country_brings_all_but_the_regions(register: dict[str, Unit]):
    found = areas_asked(AREAS, requests_for(["MN"]), levels={0, 1, 2, 3})
    assert found == [area for area in AREAS if area != "3"]
    alone = areas_asked(AREAS, requests_for(["MN"]), levels={0}, below=True)
    assert alone == ["0"]


def test_a_unit_we_do_not_know_is_refused_by_name(register: dict[str, Unit]):
    with pytest.raises(NsoError) as caught:
        requests_for(["43", "9999"])
    assert caught.value.kind is Kind.NOTHING
    assert "9999" in caught.value.reason
    assert "43," not in caught.value.reason


def test_no_unit_at_all_is_refused(db: None):
    with pytest.raises(NsoError):
        requests_for(["", " "])
