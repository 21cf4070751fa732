"""Units as of a date, their path, history and ancestors."""

from datetime import date

import pytest

from bagana.territory.ancestry import rebuild
from bagana.territory.models import Lineage, UnitChange, UnitVersion
from tests.factories import make_act, make_unit

UNITS = "/api/v1/units"


def codes(answer) -> list[str]:
    return [item["code"] for item in answer.json()["items"]]


def test_it_lists_a_subtree_of_one_level(api):
    assert codes(api.get(UNITS, {"within": "4322", "level": 3})) == ["432251", "432259"]


def test_a_unit_lies_within_itself(api):
    assert set(codes(api.get(UNITS, {"within": "4322"}))) == {
        "4322",
        "432251",
        "432259",
    }


def test_it_filters_by_kind(api):
    assert codes(api.get(UNITS, {"kind": "sum"})) == ["4322", "4325"]


def test_it_finds_by_latin_letters_and_keeps_the_level(api):
    assert codes(api.get(UNITS, {"q": "negj 432259", "level": 3})) == ["432259"]
    assert codes(api.get(UNITS, {"q": "negj 432259", "level": 2})) == []


def test_pages_lead_to_each_other(api):
    first = api.get(UNITS, {"limit": 3}).json()
    assert (first["total"], first["previous"]) == (7, None)
    second = api.get(first["next"]).json()
    third = api.get(second["next"]).json()
    assert third["next"] is None
    found = [unit["code"] for page in (first, second, third) for unit in page["items"]]
    assert len(found) == len(set(found)) == 7
    assert api.get(second["previous"]).json()["items"] == first["items"]


def test_the_division_id_is_the_path_from_the_country(api):
    unit = api.get(f"{UNITS}/432259").json()
    assert unit["ocd_id"] == ("ocd-division/country:mn/aimag:43/sum:4322/bag:432259")


def test_it_reads_as_of_a_date(api, world):
    bag = world.units["432259"]
    UnitVersion.objects.filter(unit=bag).update(valid_to=date(2020, 1, 1))
    make_unit("432259", world.units["4325"], "bag", date(2020, 1, 1))
    rebuild([bag.pk])
    before = api.get(f"{UNITS}/432259", {"on": "2019-12-31"}).json()
    after = api.get(f"{UNITS}/432259", {"on": "2020-01-01"}).json()
    assert (before["parent"], after["parent"]) == ("4322", "4325")
    assert "/sum:4325/" in after["ocd_id"]


def test_a_day_before_the_unit_is_told_apart_from_an_unknown_code(api):
    early = api.get(f"{UNITS}/432259", {"on": "1990-01-01"})
    unknown = api.get(f"{UNITS}/999999")
    assert early.status_code == unknown.status_code == 404
    assert "1990-01-01" in early.json()["detail"]
    assert "999999" in unknown.json()["detail"]


def test_ancestors_come_from_the_top(api):
    above = api.get(f"{UNITS}/432259/ancestors").json()
    assert [unit["code"] for unit in above] == ["MN", "43", "4322"]


@pytest.fixture
def split(world):
    change = UnitChange.objects.create(
        kind="split", act=make_act(), effective_on=date(2019, 1, 1), note="Туршилт"
    )
    source, target = world.units["432251"], world.units["432259"]
    change.units.add(source, target)
    for unit, share in ((source, "0.6"), (target, "0.4")):
        Lineage.objects.create(
            change=change,
            source=source,
            target=unit,
            measure="households",
            share=share,
        )
    return change


def test_history_holds_versions_and_changes(api, split):
    history = api.get(f"{UNITS}/432251/history").json()
    assert [version["valid_from"] for version in history["versions"]] == ["2000-01-01"]
    assert [change["id"] for change in history["changes"]] == [split.pk]


def test_changes_carry_act_lineage_and_shares(api, split):
    found = api.get("/api/v1/changes", {"within": "4322"}).json()["items"]
    assert found[0]["act"]["id"] == split.act_id
    shares = {row["target"]: row["share"] for row in found[0]["lineage"]}
    assert shares == {"432251": 0.6, "432259": 0.4}
    assert api.get("/api/v1/changes", {"within": "4325"}).json()["total"] == 0


def test_changes_are_bounded_by_days(api, split):
    def total(**days):
        return api.get("/api/v1/changes", days).json()["total"]

    assert total(**{"from": "2019-01-01", "to": "2019-01-01"}) == 1
    assert total(**{"from": "2019-01-02"}) == total(to="2018-12-31") == 0


def test_an_undone_change_is_not_told(api, split):
    UnitChange.objects.filter(pk=split.pk).update(undone_at="2024-01-01T00:00Z")
    assert api.get("/api/v1/changes").json()["total"] == 0
