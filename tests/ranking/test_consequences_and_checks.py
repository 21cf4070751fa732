"""What a change of units does to rounds and awards: it is told, nothing is moved."""

from __future__ import annotations

from datetime import date

import pytest

from bagana.ranking.consequences import RankingConsequence
from bagana.ranking.models import Award
from bagana.ranking.queries.successors import successors_of
from bagana.ranking.selection_checks import CHECKS
from bagana.territory.ancestry import rebuild
from bagana.territory.models import Lineage, UnitChange, UnitVersion
from tests.factories import make_act, make_unit
from tests.ranking.factories import (
    make_objection,
    make_row,
    make_run,
    make_selection,
    make_world,
)

pytestmark = pytest.mark.django_db
DAY = date(2024, 7, 1)


@pytest.fixture
def world():
    return make_world(years=())


@pytest.fixture
def merged(world):
    """1101 goes over into the new bag 1109."""
    change = UnitChange.objects.create(
        kind="merge", act=make_act(), effective_on=DAY, made_by=world.officer
    )
    old = world.units["1101"]
    UnitVersion.objects.filter(unit=old).update(valid_to=DAY, closed_by=change)
    new = make_unit("1109", world.units["11"], "bag", start=DAY, opened_by=change)
    Lineage.objects.create(
        change=change, source=old, target=new, measure="population", share="1"
    )
    rebuild()
    world.units["1109"] = new
    return change


def award(world, unit="1101", **fields):
    selection = make_selection(
        world.programme, world.version, state="decided", act=make_act()
    )
    return Award.objects.create(
        selection=selection,
        unit=world.units[unit],
        act=selection.act,
        title_mn="Жишиг баг",
        title_en="Model bag",
        **fields,
    )


def found_by(name):
    check = next(check for check in CHECKS if check.name == name)
    return list(check.find(date(2024, 8, 1)))


def test_rounds_and_awards_stay_with_the_unit_they_name(world, merged):
    award(world)
    run = make_run(world.version)
    make_row(run, world.units["1101"])
    make_selection(world.programme, world.version, run=run, state="visits")
    lines = RankingConsequence().preview(merged)
    assert [line.before for line in lines] == [{"1101": 1}, {"1101": 1}]
    assert all(line.before == line.after for line in lines)


def test_a_withdrawn_award_and_a_finished_round_are_not_told(world, merged):
    award(world, withdrawn_by=make_act())
    assert list(RankingConsequence().preview(merged)) == []


def test_an_award_names_the_successor_of_its_unit(world, merged):
    assert successors_of(world.units["1101"], DAY) == [("1109", "Нэгж 1109")]
    assert successors_of(world.units["1101"], date(2024, 6, 30)) == []
    assert successors_of(world.units["1102"], DAY) == []


def test_what_names_a_new_unit_blocks_undoing_its_change(world, merged):
    assert list(RankingConsequence().blocks_undo(merged)) == []
    award(world, "1109")
    assert len(RankingConsequence().blocks_undo(merged)) == 1


def test_a_listed_unit_that_ended_is_found(world, merged):
    selection = make_selection(world.programme, world.version, state="provisional")
    selection.entries.create(
        unit=world.units["1101"], group="rural", by_index="grey", proposed=True
    )
    assert [code for code, _words in found_by("listed_unit_ended")] == ["1101"]
    selection.entries.update(proposed=False)
    assert found_by("listed_unit_ended") == []


def test_a_changed_step_is_found(world):
    from bagana.web.procedures import hash_of

    selection = make_selection(world.programme, world.version)
    step = selection.steps.create(
        state="gates", content={"a": 1}, sha256=hash_of({"a": 1})
    )
    assert found_by("selection_step_changed") == []
    step.content = {"a": 2}
    step.save()
    assert len(found_by("selection_step_changed")) == 1


def test_an_objection_left_open_and_a_contact_kept_are_found(world):
    selection = make_selection(
        world.programme, world.version, state="closed", act=make_act()
    )
    made = make_objection(selection, contact="99112233")
    for name in ("objection_unanswered", "objection_contact_kept"):
        assert len(found_by(name)) == 1
    made.state, made.answer, made.contact = "rejected", "үгүй", ""
    made.save()
    for name in ("objection_unanswered", "objection_contact_kept"):
        assert found_by(name) == []


def test_a_held_figure_that_moved_is_found_unless_it_was_released(world):
    from bagana.ranking.models import RunCell
    from tests.factories import make_observation

    seen = make_observation(
        world.indicators["office"], world.units["1101"], 2023, 1.0, status="superseded"
    )
    run = make_run(world.version)
    RunCell.objects.create(run=run, observation=seen)
    selection = make_selection(world.programme, world.version, run=run, state="visits")
    assert len(found_by("held_figure_changed")) == 1
    selection.rechecks.create(position=1, observation=seen, agrees=False)
    assert found_by("held_figure_changed") == []


def test_the_page_of_an_act_lists_the_round_and_later_awards(world):
    from bagana.acts.founded import founded_by

    given = award(world)
    act = given.selection.act
    assert [row.title for row in founded_by(act)] == [given.selection.title]
    given.withdrawn_by = make_act()
    given.save()
    rows = founded_by(given.withdrawn_by)
    assert [row.what for row in rows] == ["хүчингүй болгосон шагнал"]
    assert rows[0].url.endswith("/units/1101/")
