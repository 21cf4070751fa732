"""What the figures of a year say of a draft's indicators; what enters a tree."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bagana.engines.index.framework import Branch, Words, walk
from bagana.indicators.models import Observation
from bagana.ranking.definitions import draft_framework
from bagana.ranking.queries.framework_adding import (
    added,
    leaf_of,
    new_branch,
    proposed_goalposts,
)
from bagana.ranking.queries.framework_figures import figures_of
from bagana.ranking.queries.frameworks import (
    search_indicators,
    timing_of,
    year_to_show,
)
from tests.factories import make_indicator, make_period
from tests.ranking.factories import METHOD, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world(frozen=False, years=(2022, 2023))


def seen(world, method=None, year=2023):
    method = method or draft_framework(world.version.definition)
    period = make_period(year)
    return figures_of(method, world.framework, period, world.officer)


def test_it_counts_what_is_known_and_where_the_values_lie(world):
    found = seen(world)
    prompt = found.leaves["prompt"]
    assert (found.units, found.ranked) == (5, 5)
    assert (prompt.known, prompt.units, prompt.imputed) == (5, 5, 0)
    assert (prompt.least, prompt.median, prompt.greatest) == (40, 70, 90)
    assert sum(prompt.bars) == 5
    assert prompt.share == pytest.approx(0.25)
    assert -1 <= prompt.with_index <= 1
    assert prompt.closest


def test_a_missing_figure_is_imputed_and_never_nought(world):
    Observation.objects.filter(
        indicator__code="prompt", unit__code="1101", period__code="2023"
    ).delete()
    missing = replace(METHOD.missing, dimension_share=0.5, overall_share=0.5)
    prompt = seen(world, replace(METHOD, missing=missing)).leaves["prompt"]
    assert (prompt.known, prompt.imputed) == (4, 1)
    assert prompt.least == 40


def test_it_warns_of_an_indicator_that_runs_against_the_index(world):
    first = METHOD.tree.children[0]
    turned = replace(first.children[0], direction=-1)
    branch = replace(first, children=(turned, *first.children[1:]))
    tree = replace(METHOD.tree, children=(branch, METHOD.tree.children[1]))
    told = seen(world, replace(METHOD, tree=tree)).leaves["prompt"].warnings
    assert any("сөрөг хамааралтай" in words for words in told)


def test_it_warns_of_two_that_say_the_same(world):
    make_indicator("twin", direction="higher", nature="own", decimals=1)
    for row in Observation.objects.filter(indicator__code="meetings"):
        row.pk, row.indicator_id = None, make_pk("twin")
        row.save()
    first = METHOD.tree.children[0]
    meetings = first.children[1]
    twin = replace(meetings, code="twin")
    branch = replace(first, children=(*first.children, twin))
    tree = replace(METHOD.tree, children=(branch, METHOD.tree.children[1]))
    leaf = seen(world, replace(METHOD, tree=tree)).leaves["meetings"]
    assert leaf.closeness == pytest.approx(1)
    assert any("бараг ижил" in words for words in leaf.warnings)


def make_pk(code):
    from bagana.indicators.models import Indicator

    return Indicator.objects.get(code=code).pk


def test_a_year_without_figures_says_so_and_fails_nowhere(world):
    found = seen(world, year=2015)
    assert found.ranked == 0
    assert all(one.known == 0 for one in found.leaves.values())
    assert all(one.warnings for one in found.leaves.values())


def test_a_draft_without_indicators_and_a_missing_period_are_told(world):
    bare = replace(METHOD, tree=replace(METHOD.tree, children=()))
    assert seen(world, bare).problem
    assert figures_of(METHOD, world.framework, None, world.officer).problem


def test_reading_the_figures_takes_a_fixed_number_of_queries(
    world, django_assert_max_num_queries
):
    with django_assert_max_num_queries(16):
        seen(world)


def test_a_method_comes_before_the_first_year_without_figures(world):
    timing = timing_of(METHOD, world.framework)
    assert [one.year for one in timing.years] == [2023, 2022]
    assert timing.first == 2024
    fixed = tuple(replace(leaf, year=2022) for leaf in METHOD.tree.children[0].children)
    branch = replace(METHOD.tree.children[0], children=fixed)
    method = replace(METHOD, tree=replace(METHOD.tree, children=(branch,)))
    assert timing_of(method, world.framework).years == ()


def test_the_year_to_show_has_figures_of_half_the_indicators(world):
    assert year_to_show(METHOD, world.framework) == 2023
    Observation.objects.filter(period__code="2023").exclude(
        indicator__code="prompt"
    ).delete()
    assert year_to_show(METHOD, world.framework) == 2022


def test_goalposts_are_proposed_from_the_figures_and_rounded(world):
    low, high = proposed_goalposts(world.indicators["prompt"], world.framework)
    assert 38 <= low < high <= 90
    assert low == round(low, 1)
    bare = make_indicator("bare")
    assert proposed_goalposts(bare, world.framework) == (0, 100)


def test_an_indicator_enters_with_what_the_catalogue_knows(world):
    row = make_indicator("late", direction="lower", nature="own")
    leaf = leaf_of(row, world.framework)
    assert (leaf.direction, leaf.self_reported, leaf.noise) == (-1, True, "none")
    assert leaf.name == Words(row.name_mn, row.name_en)
    grown = added(METHOD, METHOD.tree.children[1].code, leaf)
    assert grown.tree.children[1].children[-1] == leaf
    assert added(METHOD, "nowhere", leaf).tree.children[-1] == leaf


def test_a_new_dimension_gets_a_code_of_its_own():
    branch = new_branch(METHOD, "Иргэд", "")
    assert branch == Branch("irged", Words("Иргэд", ""), ())
    taken = new_branch(METHOD, "Оффис", "Office")
    assert taken.code not in {node.code for node in walk(METHOD.tree)}
    assert new_branch(METHOD, "???", "").code == "dimension"


def test_the_catalogue_is_searched_by_words_at_the_level_that_is_ranked(world):
    make_indicator("sum_only", lowest_level=2, name_mn="Сумын орлого")
    make_indicator("both", name_mn="Багийн орлого")
    assert [row.code for row in search_indicators("орлого", 3)] == ["both"]
    assert [row.code for row in search_indicators("ОРЛОГО баг", 3)] == ["both"]
    assert search_indicators("байхгүй үг", 3) == []
