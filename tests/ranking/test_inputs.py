"""What an index reads: published figures in the units of the period's last day."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from bagana.engines.index.framework import Branch, Leaf, Words
from bagana.indicators.models import Indicator, Observation, Publication
from bagana.ranking.queries.inputs import read_inputs
from bagana.territory.models import UnitVersion
from bagana.web.errors import Refused
from tests.factories import (
    make_indicator,
    make_observation,
    make_period,
    make_tree,
    make_unit,
    make_user,
)
from tests.indicators.world import World, split
from tests.ranking.factories import BAGS, METHOD, VALUES, make_figures, make_framework

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def framework(units):
    make_figures(units)
    return make_framework(units["1"])


def method_of(*leaves, **fields):
    tree = Branch("index", Words("Индекс"), tuple(leaves))
    return replace(METHOD, tree=tree, **fields)


def read(framework, method=METHOD, year=2023, user=None, **fields):
    return read_inputs(
        method, framework=framework, period=make_period(year), user=user, **fields
    )


def test_it_reads_the_year_and_the_two_before(framework):
    data = read(framework).data
    assert data.years == (2021, 2022, 2023)
    assert data.units == BAGS
    assert data.indicators == ("prompt", "meetings", "office", "trained")
    np.testing.assert_array_equal(data.values[2, :, 0], VALUES["prompt"])
    np.testing.assert_array_equal(
        data.values[0, :, 0], [value - 4 for value in VALUES["prompt"]]
    )


def test_it_names_the_observation_behind_each_cell(framework):
    inputs = read(framework)
    assert len(inputs.observations) == 3 * 5 * 4
    for (year, unit, indicator), pk in inputs.observations.items():
        row = Observation.objects.get(pk=pk)
        assert (row.period.start.year, row.unit.code) == (year, unit)
        assert row.indicator.code == indicator


def test_it_takes_the_cases_behind_a_share(framework):
    n = read(framework).data.n
    assert n is not None
    assert (n[:, :, 0] == 50).all()
    assert np.isnan(n[:, :, 1]).all()


def test_a_bare_count_is_one_of_a_single_exposure(framework):
    counted = Leaf("meetings", Words("Хурал"), noise="poisson")
    inputs = read(framework, method_of(counted))
    assert inputs.data.n is not None
    assert (inputs.data.n == 1).all()


def test_a_count_that_is_divided_leaves_its_exposure_to_the_divisor(framework):
    counted = Leaf("meetings", Words("Хурал"), denominator="people", noise="poisson")
    make_indicator("people")
    assert read(framework, method_of(counted)).data.n is None


def test_it_falls_back_on_the_denominator_of_a_ratio(framework, units):
    over, under = make_indicator("over"), make_indicator("under")
    share = make_indicator(
        "share", across_units="ratio", numerator=over, denominator=under
    )
    row = {"status": "published", "publication": Publication.objects.get()}
    make_observation(under, units["1101"], 2023, 30, **row)
    make_observation(share, units["1101"], 2023, 0.5, **row)
    data = read(framework, method_of(Leaf("share", Words("Хувь")))).data
    assert data.values[2, 0, 0] == 0.5
    assert data.n is not None
    assert data.n[2, 0, 0] == 30


def test_what_is_missing_is_no_number(framework, units):
    Observation.objects.filter(
        unit=units["1202"], indicator__code="office", period__code="2023"
    ).update(status="withdrawn")
    inputs = read(framework)
    assert np.isnan(inputs.data.values[2, 4, 2])
    assert (2023, "1202", "office") not in inputs.observations


@pytest.mark.parametrize("status", ["draft", "superseded", "withdrawn"])
def test_it_reads_nothing_but_what_is_published(framework, units, status):
    rows = Observation.objects.filter(indicator__code="office", period__code="2023")
    rows.update(status=status)
    assert np.isnan(read(framework).data.values[2, :, 2]).all()


def test_a_year_without_figures_is_missing_throughout(framework):
    data = read(framework, year=2022).data
    assert data.years == (2020, 2021, 2022)
    assert np.isnan(data.values[0]).all()
    assert not np.isnan(data.values[1:]).any()


def test_an_indicator_of_a_fixed_year_stands_in_every_year(framework):
    fixed = Leaf("prompt", Words("Шуурхай"), year=2021)
    inputs = read(framework, method_of(fixed))
    for row in inputs.data.values[:, :, 0]:
        np.testing.assert_array_equal(row, [v - 4 for v in VALUES["prompt"]])
    pk = inputs.observations[2023, "1101", "prompt"]
    assert Observation.objects.get(pk=pk).period.code == "2021"
    assert inputs.origin == {"prompt": 2021}


def test_a_fixed_year_outside_the_three_stands_beside_them(framework):
    fixed = Leaf("prompt", Words("Шуурхай"), year=2021)
    data = read(framework, method_of(fixed, Leaf("office", Words("Оффис"))), 2024).data
    assert data.years == (2021, 2022, 2023, 2024)
    assert not np.isnan(data.values[:, :, 0]).any()
    assert np.isnan(data.values[0, :, 1]).all()
    assert not np.isnan(data.values[1, :, 1]).any()


def test_it_reads_what_indicators_are_divided_by(framework, units):
    row = {"status": "published", "publication": Publication.objects.get()}
    people = make_indicator("people")
    make_observation(people, units["1103"], 2022, 400, **row)
    counted = Leaf("meetings", Words("Хурал"), denominator="people")
    inputs = read(framework, method_of(counted))
    extra = inputs.data.extra["people"]
    assert people.observations.get().pk in inputs.behind
    assert extra[1, 2] == 400
    assert np.isnan(extra).sum() == 14


def test_peer_groups_are_by_location_and_a_tosgon_stands_apart(framework, units):
    UnitVersion.objects.filter(unit=units["1101"]).update(location_type="centre")
    UnitVersion.objects.filter(unit=units["1102"]).update(location_type="mixed")
    UnitVersion.objects.filter(unit=units["1103"]).update(is_tosgon=True)
    UnitVersion.objects.filter(unit=units["1201"]).update(location_type="")
    groups = read(framework).data.groups["group"]
    assert list(groups) == ["centre", "mixed", "tosgon", "other", "rural"]


def test_units_are_those_of_the_last_day_of_the_period(framework, units):
    from bagana.territory.ancestry import rebuild

    make_unit("1203", units["12"], "bag", start=date(2024, 1, 1))
    UnitVersion.objects.filter(unit=units["1202"]).update(valid_to=date(2022, 6, 1))
    rebuild()
    assert read(framework).data.units == ("1101", "1102", "1103", "1201")


def test_a_method_of_a_sum_reads_the_bags_of_that_sum(units):
    make_figures(units)
    framework = make_framework(units["12"])
    assert read(framework).data.units == ("1201", "1202")


def test_it_refuses_an_indicator_that_is_not_kept(framework):
    with pytest.raises(Refused, match="unknown-one"):
        read(framework, method_of(Leaf("unknown-one", Words("?"))))


def test_it_refuses_a_period_that_is_no_year(framework):
    from bagana.indicators.models import Period

    half = Period.objects.create(
        code="2023-H1", kind="half", start=date(2023, 1, 1), end=date(2023, 6, 30)
    )
    with pytest.raises(Refused):
        read_inputs(METHOD, framework=framework, period=half, user=None)


def test_the_number_of_queries_does_not_grow_with_units_and_indicators(
    framework, units, django_assert_num_queries
):
    from bagana.territory.ancestry import rebuild

    period = make_period(2023)
    # Units, catalogue, periods, lineage, figures, what they were divided by.
    with django_assert_num_queries(6):
        read_inputs(METHOD, framework=framework, period=period, user=None)
    publication = Publication.objects.get()
    for number in range(20):
        bag = make_unit(f"13{number:02}", units["12"], "bag")
        for indicator in Indicator.objects.all():
            make_observation(
                indicator, bag, 2023, 1, status="published", publication=publication
            )
    rebuild()
    with django_assert_num_queries(6):
        found = read_inputs(METHOD, framework=framework, period=period, user=None)
    assert len(found.data.units) == 25


def test_a_cell_that_a_change_of_units_made_is_marked_and_names_no_row(units):
    people = make_indicator("people", name_mn="Хүн ам", name_en="Residents")
    publication = Publication.objects.create(title="Тоо", rows=0, sha256="")
    row = {"status": "published", "publication": publication}
    make_observation(people, units["1101"], 2021, 400, **row)
    make_observation(people, units["1101"], 2023, 310, **row)
    officer = make_user("aimag_officer", units["1"])
    split(World(units, people, people, officer, officer, officer), date(2022, 7, 1))
    inputs = read(make_framework(units["1"]), method_of(Leaf("people", Words("Хүн"))))
    assert inputs.recast == {(2021, "1101", "people"), (2021, "1105", "people")}
    assert set(inputs.observations) == {(2023, "1101", "people")}
    assert inputs.behind == set(Observation.objects.values_list("pk", flat=True))
    at = inputs.data.units.index("1105")
    assert inputs.data.values[0, at, 0] == 100
