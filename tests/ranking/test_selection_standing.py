"""How a selection stands: the ladder, what is missing, what is late, who waits."""

from datetime import date

import pytest

from bagana.ranking.actions import selection as actions
from bagana.ranking.queries.selection import standing_of
from bagana.ranking.queries.selection_worklist import programmes_of, waiting_for
from tests.ranking.selection_rows import make_procedure
from tests.ranking.selections import STATES, at, patch_runs

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _runs(monkeypatch):
    patch_runs(monkeypatch)


def places(p, day):
    return {r.form.state: r.place for r in standing_of(p.again(), day).rungs}


def test_the_ladder_tells_done_now_and_later():
    p = make_procedure("recheck")
    found = places(p, date(2024, 2, 20))
    assert list(found) == list(STATES)
    assert [found[state] for state in STATES] == ["done"] * 3 + ["now"] + ["later"] * 5


def test_a_closed_selection_has_all_rungs_done():
    p = make_procedure("closed")
    assert set(places(p, date(2025, 6, 1)).values()) == {"done"}
    standing = standing_of(p.selection, date(2025, 6, 1))
    assert standing.is_over
    assert not standing.missing


def test_a_cancelled_selection_says_why_and_goes_no_further():
    p = make_procedure("gates")
    actions.cancel(user=p.officer, selection=p.selection, reason="Зогссон.")
    standing = standing_of(p.again(), date(2024, 2, 1))
    assert standing.is_cancelled
    assert standing.cancelled.note == "Зогссон."
    assert standing.now is None
    assert not standing.may_go_on


@pytest.mark.parametrize(
    ("day", "late", "left"),
    [
        (date(2024, 2, 28), 0, 2),
        (date(2024, 3, 1), 0, 0),
        (date(2024, 3, 4), 3, None),
    ],
)
def test_it_counts_the_days_left_and_the_days_late(day, late, left):
    now = standing_of(make_procedure("recheck").selection, day).now
    assert (now.late_days, now.days_left) == (late, left)


def test_a_step_taken_late_stays_late():
    p = make_procedure("visits", visited=False)
    rungs = {r.form.state: r for r in standing_of(p.selection, date(2024, 3, 2)).rungs}
    # The index ran on the second of February; the gates were due on the first.
    assert rungs["gates"].late_days == 1
    assert rungs["recheck"].late_days == 0


@pytest.mark.parametrize(
    ("state", "options", "words"),
    [
        ("preparing", {}, None),
        ("gates", {"judged": False}, "болзол шалгагдаагүй"),
        ("recheck", {"rechecked": False}, "давтан шалгаагүй"),
        ("recheck", {"grouped": False}, "Ажлын хэсэг"),
        ("visits", {"visited": False}, "Үзлэг хийгээгүй"),
        ("provisional", {}, "2024-04-16"),
        ("answered", {}, None),
        ("decided", {}, "2025-05-06"),
    ],
)
def test_it_names_what_is_missing_before_the_next_step(state, options, words):
    p = make_procedure(state, **options)
    standing = standing_of(p.selection, date(2024, 4, 10))
    said = " ".join(lack.words for lack in standing.missing)
    assert (words in said) if words else not said
    assert standing.may_go_on is (words is None)


def words_for(user, day):
    return [one.words for one in waiting_for(user, day)]


def test_the_officer_is_told_the_next_step_and_the_checker_his_figures():
    p = make_procedure("recheck", rechecked=False)
    day = date(2024, 3, 4)
    [mine] = waiting_for(p.evaluator, day)
    assert (mine.words, mine.page, mine.late_days) == (
        "3 тоог давтан шалгах",
        "recheck",
        3,
    )
    for one in p.selection.rechecks.all():
        actions.record_recheck(
            user=p.evaluator, recheck=one, found=one.observation.value, now=at(2, 20)
        )
    assert words_for(p.evaluator, day) == []
    assert words_for(p.officer, day) == ["Үзлэг эхлүүлэх"]


def test_a_member_is_asked_for_his_declaration():
    p = make_procedure("preparing")
    member = actions.add_member(
        user=p.officer,
        selection=p.selection,
        name="Х",
        post="х",
        account=p.governor,
    )
    [asked] = waiting_for(p.governor, date(2024, 1, 20))
    assert asked.page == "members"
    actions.declare_conflict(user=p.governor, member=member)
    assert waiting_for(p.governor, date(2024, 1, 20)) == []


def test_a_decided_selection_waits_only_when_the_year_is_over():
    p = make_procedure("decided")
    assert waiting_for(p.officer, date(2024, 6, 1)) == []
    assert waiting_for(p.officer, date(2025, 5, 6)) != []


@pytest.mark.parametrize("who", ["sum_officer", "governor"])
def test_nobody_else_is_asked_for_anything(who):
    p = make_procedure("gates")
    user = getattr(p, who)
    assert waiting_for(user, date(2024, 3, 1)) == []
    assert not programmes_of(user).exists()
    assert programmes_of(p.officer).get() == p.world.programme


def test_a_visitor_waits_for_nothing():
    assert waiting_for(None) == []
