"""Objections: who files one, when, against what; what an officer may do with it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from bagana.ranking.actions import objections as actions
from bagana.ranking.actions.objections import (
    answer_objection,
    erase_contact,
    erase_contacts,
    file_objection,
    forget_me,
    hide_objection,
    read_contact,
    show_objection,
)
from bagana.ranking.models import Objection, RunCell
from bagana.ranking.queries.objections import (
    by_code,
    public_objections,
    waiting_for,
    window_of,
    worklist,
)
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_user
from tests.ranking.factories import (
    make_objection,
    make_row,
    make_run,
    make_selection,
    make_world,
)
from tests.ranking.test_holds import figure

pytestmark = pytest.mark.django_db
NOON = datetime(2024, 5, 10, 4, tzinfo=UTC)


@pytest.fixture
def world():
    found = make_world(years=(2023,))
    run = make_run(found.version)
    make_row(run, found.units["1101"])
    found.selection = make_selection(
        found.programme,
        found.version,
        run=run,
        state="provisional",
        objections_from=date(2024, 5, 1),
        objections_until=date(2024, 5, 20),
        answers_due=date(2024, 6, 1),
    )
    return found


def file(world, **fields):
    values = {"selection": world.selection, "text": "Тоо буруу байна.", "now": NOON}
    return file_objection(**(values | fields))


def test_anyone_objects_to_the_list_and_gets_a_code(world):
    made = file(world, name="Бат", contact="99112233")
    assert re.fullmatch(r"([2-9A-Z]{4}-){2}[2-9A-Z]{4}", made.code)
    assert (made.state, made.is_shown, made.unit) == ("filed", False, None)
    assert by_code(made.code.lower()).row == made


def test_no_two_objections_share_a_code(world):
    codes = {actions.new_code() for _one in range(500)}
    assert len(codes) == 500
    assert not set("01ILO") & set("".join(codes))


def test_an_objection_against_a_figure_names_its_unit(world):
    seen = figure(world)
    RunCell.objects.create(run=world.selection.run, observation=seen)
    made = file(world, observation=seen)
    assert (made.observation, made.unit.code) == (seen, "1101")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"text": " "}, "text"),
        ({"text": "а" * 4001}, "text"),
        ({"name": "а" * 101}, "name"),
        ({"contact": "9" * 101}, "contact"),
    ],
)
def test_it_refuses_what_is_empty_or_too_long(world, fields, field):
    with pytest.raises(Refused) as refusal:
        file(world, **fields)
    assert refusal.value.field == field
    assert not Objection.objects.exists()


def test_it_refuses_a_figure_that_the_index_does_not_stand_on(world):
    with pytest.raises(Refused) as refusal:
        file(world, observation=figure(world))
    assert refusal.value.field == "observation"


def test_it_refuses_a_figure_of_another_unit_and_a_unit_from_elsewhere(world):
    seen = figure(world)
    RunCell.objects.create(run=world.selection.run, observation=seen)
    with pytest.raises(Refused):
        file(world, observation=seen, unit=world.units["1102"])
    with pytest.raises(Refused):
        file(world, unit=world.units["1202"])
    assert file(world, unit=world.units["1101"]).unit.code == "1101"


@pytest.mark.parametrize("days", [0, 19])
def test_both_ends_of_the_period_count(world, days):
    first = datetime(2024, 5, 1, 4, tzinfo=UTC)
    assert file(world, now=first + timedelta(days=days))


def test_before_the_period_it_says_when_it_begins(world):
    with pytest.raises(Refused) as refusal:
        file(world, now=datetime(2024, 4, 30, 4, tzinfo=UTC))
    assert "2024-05-01" in refusal.value.reason


def test_after_the_period_it_says_when_it_ended(world):
    with pytest.raises(Conflict) as refusal:
        file(world, now=datetime(2024, 5, 21, 4, tzinfo=UTC))
    assert "2024-05-20" in refusal.value.reason


@pytest.mark.parametrize("state", ["visits", "answered", "decided", "cancelled"])
def test_outside_the_provisional_list_nothing_is_taken(world, state):
    world.selection.state = state
    assert not window_of(world.selection, NOON.date()).is_open
    with pytest.raises(Refused):
        file(world)


def test_a_flood_is_refused_and_one_hour_later_it_is_over(world):
    for _one in range(actions.MOST_IN_AN_HOUR):
        file(world)
    with pytest.raises(Refused):
        file(world, now=NOON + timedelta(minutes=59))
    assert file(world, now=NOON + timedelta(minutes=61))


@pytest.mark.parametrize("state", ["upheld", "partly", "rejected"])
def test_an_answer_is_public_at_once_and_once_for_all(world, state):
    made = file(world)
    answer_objection(
        user=world.officer, objection=made, state=state, answer="Шалгав.", now=NOON
    )
    told = public_objections(world.selection).rows[0]
    assert (told.text, told.row.answer, told.row.state) == (made.text, "Шалгав.", state)
    with pytest.raises(Conflict):
        answer_objection(
            user=world.officer, objection=made, state="upheld", answer="Дахин"
        )


@pytest.mark.parametrize(
    ("state", "answer", "field"),
    [("filed", "x", "state"), ("", "x", "state"), ("upheld", " ", "answer")],
)
def test_an_answer_needs_a_decision_and_words(world, state, answer, field):
    with pytest.raises(Refused) as refusal:
        answer_objection(
            user=world.officer, objection=file(world), state=state, answer=answer
        )
    assert refusal.value.field == field


@pytest.mark.parametrize("state", ["answered", "decided", "closed", "cancelled"])
def test_after_the_hearing_nothing_is_answered_any_more(world, state):
    made = file(world)
    if state in {"decided", "closed"}:
        world.selection.act = world.version.act
    world.selection.state = state
    world.selection.save()
    with pytest.raises(Conflict):
        answer_objection(user=world.officer, objection=made, state="upheld", answer="x")


def test_what_is_hidden_is_counted_and_its_answer_is_public_without_its_words(world):
    made = file(world, text="Доромжилсон үг")
    assert public_objections(world.selection).waiting == 1
    hide_objection(user=world.officer, objection=made, ground="insult")
    found = public_objections(world.selection)
    assert (found.rows, found.waiting, found.withheld) == ([], 0, 1)
    answer_objection(
        user=world.officer, objection=made, state="rejected", answer="Үндэслэлгүй."
    )
    told = public_objections(world.selection).rows[0]
    assert (told.text, told.row.answer) == ("", "Үндэслэлгүй.")
    assert told.ground == "доромжилсон, ялгаварласан"
    assert by_code(made.code).text == "Доромжилсон үг"


def test_hiding_needs_a_ground_and_other_needs_words(world):
    made = file(world)
    for fields in ({"ground": ""}, {"ground": "x"}, {"ground": "other"}):
        with pytest.raises(Refused):
            hide_objection(user=world.officer, objection=made, **fields)
    hide_objection(user=world.officer, objection=made, ground="other", reason="давхар")
    with pytest.raises(Conflict):
        hide_objection(user=world.officer, objection=made, ground="insult")
    show_objection(user=world.officer, objection=made)
    with pytest.raises(Conflict):
        show_objection(user=world.officer, objection=made)
    assert [s.deed for s in made.steps.all()] == ["hidden", "shown"]


def test_reading_the_contact_is_kept_with_who_did(world):
    made = file(world, contact="99112233")
    assert read_contact(user=world.officer, objection=made) == "99112233"
    step = made.steps.get()
    assert (step.deed, step.made_by) == ("contact_read", world.officer)
    with pytest.raises(Conflict):
        read_contact(user=world.officer, objection=file(world))


def test_the_contact_stands_in_no_history(world):
    made = file(world, contact="99112233")
    answer_objection(user=world.officer, objection=made, state="upheld", answer="Тийм.")
    for row in Objection.history.filter(id=made.pk).values():
        assert "99112233" not in map(str, row.values())


@pytest.mark.parametrize("state", ["closed", "cancelled"])
def test_contacts_are_erased_when_the_round_is_over(world, state):
    file(world, contact="99112233")
    file(world)
    with pytest.raises(Conflict):
        erase_contacts(user=world.officer, selection=world.selection)
    world.selection.state = state
    assert erase_contacts(user=world.officer, selection=world.selection) == 1
    assert not Objection.objects.exclude(contact="").exists()


def test_the_author_takes_the_contact_back_by_the_code(world):
    made = file(world, contact="99112233")
    forget_me(code=made.code)
    made.refresh_from_db()
    assert (made.contact, made.text) == ("", "Тоо буруу байна.")
    with pytest.raises(Conflict):
        erase_contact(user=world.officer, objection=made)


OTHERS = [
    ("bag_governor", "1101"),
    ("bag_governor", "1201"),
    ("sum_officer", "12"),
    ("evaluator", "1"),
    (None, None),
]


@pytest.mark.parametrize(("role", "unit"), OTHERS)
def test_nobody_else_touches_an_objection(world, role, unit):
    made = make_objection(world.selection, contact="99112233")
    other = make_user(role, world.units[unit]) if role else None
    deeds = [
        lambda: show_objection(user=other, objection=made),
        lambda: hide_objection(user=other, objection=made, ground="insult"),
        lambda: answer_objection(
            user=other, objection=made, state="upheld", answer="x"
        ),
        lambda: read_contact(user=other, objection=made),
        lambda: erase_contact(user=other, objection=made),
        lambda: erase_contacts(user=other, selection=world.selection),
    ]
    for deed in deeds:
        with pytest.raises(PermissionDenied):
            deed()
    assert not worklist(other).exists()
    made.refresh_from_db()
    assert (made.state, made.is_shown, made.contact) == ("filed", False, "99112233")


def test_the_worklist_asks_for_the_soonest_answer_first(world):
    later = make_selection(
        world.programme,
        world.version,
        state="provisional",
        answers_due=date(2025, 1, 1),
    )
    one, two = make_objection(later), make_objection(world.selection)
    assert list(worklist(world.officer, state="open")) == [two, one]
    assert [w.selection for w in waiting_for(world.officer)] == [world.selection, later]
    assert waiting_for(world.officer)[0].is_late
    answer_objection(user=world.officer, objection=two, state="upheld", answer="x")
    assert list(worklist(world.officer, state="open")) == [one]
    assert list(worklist(world.officer, selection=world.selection.code)) == [two]


def test_only_shown_ones_are_public_in_the_model_too(world):
    hidden = make_objection(world.selection)
    shown = make_objection(world.selection, is_shown=True)
    assert list(Objection.objects.visible_to(None)) == [shown]
    assert set(Objection.objects.visible_to(world.officer)) == {hidden, shown}
