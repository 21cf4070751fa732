"""The benchmarks run, on a world small enough for a test."""

import pytest

from bagana.indicators.models import Observation
from bagana.territory.models import UnitVersion
from benchmarks.build_world import SIZES, build, places
from benchmarks.measure import measure_imports
from benchmarks.run import per_tenfold, report
from benchmarks.workloads import pages

SMALL = SIZES["small"]
FIRST = [168.0, 41.7]  # what the seed gives


@pytest.fixture
def world(db, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        },
    }
    return build(SMALL)


@pytest.mark.parametrize("size", SIZES.values(), ids=str)
def test_a_world_has_the_units_it_promises(size):
    kinds = [place.kind for place in places(size)]
    assert kinds.count("aimag") == size.aimags
    assert kinds.count("sum") == size.sums
    assert kinds.count("bag") == size.bags
    assert len({place.code for place in places(size)}) == len(kinds)


def test_the_first_aimag_is_the_same_in_both_sizes():
    def bags(size):
        return [p for p in places(size) if p.code.startswith("F01")]

    assert bags(SIZES["aimag"]) == bags(SIZES["national"])


def test_the_world_is_the_same_whenever_it_is_made(world):
    assert world == 9 * 30 * 10 == Observation.objects.published().count()
    assert UnitVersion.objects.count() == 9
    first = Observation.objects.order_by("pk").values_list("value", flat=True)
    assert list(first[:2]) == FIRST


@pytest.mark.usefixtures("world")
def test_every_workload_answers():
    for work in pages():
        assert work.run()
        work.plain()


@pytest.mark.usefixtures("world")
def test_an_import_leaves_the_world_as_it_was():
    before = Observation.objects.count()
    found = measure_imports(500, runs=2)
    assert set(found) == {"import 500 rows", "publish 500 rows"}
    assert Observation.objects.count() == before


def test_growth_is_told_for_ten_times_the_data():
    assert per_tenfold(10, 40, 100) == pytest.approx(2)


def test_a_page_that_grows_too_fast_is_named():
    def cost(p95):
        one = {"median": p95, "p95": p95, "runs": 20}
        return {"workloads": {"unit page": {"program": one, "plain": one}}}

    sizes = {
        "aimag": {"figures": 100, **cost(10.0)},
        "national": {"figures": 1000, **cost(30.0)},
    }
    assert "unit page: 3.00 times" in report({"sqlite": sizes}, 1)
