"""A selection on a run that is really computed: nothing of the index is put in."""

from dataclasses import replace

import pytest
from django.urls import reverse

from bagana.engines.index.drawing import seed_number
from bagana.engines.index.writing import to_dict
from bagana.indicators.queries import quality
from bagana.ranking.actions import selection as actions
from bagana.ranking.actions.runs import compute_run
from bagana.ranking.definitions import hash_of
from bagana.ranking.holding import SelectionHolder
from bagana.ranking.queries.selection_candidates import candidates_of
from bagana.ranking.queries.selection_missing import missing_before_next
from bagana.ranking.queries.selection_quality import quality_of
from bagana.ranking.queries.selection_rechecks import items_of
from bagana.territory.models import Unit
from bagana.web.errors import Refused
from tests.factories import make_indicator, make_observation
from tests.ranking.factories import METHOD
from tests.ranking.selection_rows import make_procedure
from tests.ranking.selections import DRAW_SEED, INDEX_SEED, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def p():
    return make_procedure("gates")


def allow_own_reports(p):
    """A quarter of the weight is reported by the bags; the method takes a half."""
    version = p.world.version
    rule = replace(METHOD.selection, self_reported=0.5)
    version.definition = to_dict(
        replace(METHOD, code=version.framework.code, selection=rule)
    )
    version.sha256 = hash_of(version)
    version.save()
    p.again()


def run(p):
    found = actions.run_index(
        user=p.officer,
        selection=p.selection,
        seed=INDEX_SEED,
        replications=200,
        now=at(2, 2),
    )
    assert found.seed == seed_number(INDEX_SEED)
    return found


def test_the_step_waits_until_the_index_is_computed(p):
    found = run(p)
    day = at(2, 3).date()
    [lack] = missing_before_next(p.again(), day)
    assert lack.page == "index"
    with pytest.raises(Refused):
        actions.draw_recheck(
            user=p.officer, selection=p.selection, seed=DRAW_SEED, size=1
        )
    compute_run(found)
    assert missing_before_next(p.again(), day) == []


def test_the_computed_index_gives_candidates_quality_and_items(p, client):
    allow_own_reports(p)
    compute_run(run(p))
    p.again()
    candidates = candidates_of(p.selection)
    codes = {one.place.code for one in candidates.standing}
    assert codes
    assert "1202" not in codes
    assert {item.split("/")[0] for item in items_of(p.selection)} == codes
    told = quality_of(p.selection, every=True)
    assert sum(len(group.rows) for group in told.groups) == 5
    # One of four indicators, all of equal weight, is reported by the bags themselves.
    assert told.self_reported == pytest.approx(25)
    client.force_login(p.officer)
    for part in ("", "_index", "_recheck"):
        address = reverse(f"ranking:selection{part}", args=[p.selection.code])
        assert client.get(address).status_code == 200


def test_what_the_run_stands_on_is_held_from_then_on(p):
    one = p.observation("1101")
    key = (one.indicator_id, one.unit_id, one.period.code)
    assert SelectionHolder().held([key]) == {}
    compute_run(run(p))
    assert key in SelectionHolder().held([key])


def test_nobody_qualifies_where_too_much_is_reported_by_the_bags_themselves(p):
    compute_run(run(p))
    assert candidates_of(p.again()).standing == []
    told = quality_of(p.selection)
    assert told.self_reported > told.most_self_reported
    drawn = actions.draw_recheck(
        user=p.officer, selection=p.selection, seed=DRAW_SEED, size=5, now=at(2, 10)
    )
    assert drawn == []


def test_quality_shows_what_a_second_count_found_of_the_figures(p, monkeypatch):
    """A bag's own rate, else that of its sum; both only where the method uses them."""
    compute_run(run(p))
    rate = make_indicator("census_error_rate")
    bag = p.observation("1101")
    year = bag.period.start.year
    published = {"status": "published", "publication": bag.publication}
    for unit, errors in ((bag.unit, 2), (Unit.objects.get(code="11"), 5)):
        make_observation(
            rate, unit, year, 5.0, numerator=errors, denominator=40, **published
        )
    p.again()
    before = quality_of(p.selection, every=True)
    assert all(row.checked is None for group in before.groups for row in group.rows)
    code = bag.indicator.source.code
    monkeypatch.setattr(quality, "CHECKED", {code: "census_error_rate"})
    found = {
        row.row.unit: row.checked and row.checked.errors
        for group in quality_of(p.selection, every=True).groups
        for row in group.rows
    }
    assert (found["1101"], found["1102"], found["1201"]) == (2, 5, None)
