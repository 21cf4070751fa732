"""Rounds of monitoring: opened, widened, closed under a hash, reopened."""

from datetime import date

import pytest

from bagana.programme.actions.rounds import (
    close_round,
    open_round,
    reopen_round,
    sync_round,
)
from bagana.programme.checks import CHECKS
from bagana.programme.models import Report, ReportState, RoundDeed
from bagana.programme.queries.results import hash_of
from bagana.programme.queries.rounds import (
    is_unchanged,
    last_closed,
    results_of,
)
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_act
from tests.programme.factories import make_measure, make_scale
from tests.programme.monitoring import (
    decide_all,
    make_photo,
    make_world,
    report_of,
    send,
)

pytestmark = pytest.mark.django_db
ALL = {"a": 100, "b": 70, "sum": 30, "far": None}


@pytest.fixture
def world():
    return make_world()


def test_it_drafts_a_report_for_every_measure_of_the_phase(world):
    second_phase = make_measure(
        world.programme,
        world.units["1101"],
        phase=world.programme.phases.get(number=2),
        starts_on=date(2021, 1, 1),
        due_on=date(2022, 1, 1),
    )
    round = world.open()
    reported = set(round.reports.values_list("measure", flat=True))
    assert reported == {measure.pk for measure in world.measures.values()}
    assert second_phase.pk not in reported
    assert set(round.reports.values_list("state", flat=True)) == {"draft"}


@pytest.mark.parametrize(
    ("day", "is_reported"), [(date(2018, 12, 31), False), (date(2019, 1, 1), True)]
)
def test_it_leaves_out_what_was_dropped_before_the_period(world, day, is_reported):
    dropped = make_measure(
        world.programme,
        world.units["1102"],
        dropped_on=day,
        dropped_reason="давхардсан",
    )
    assert world.open().reports.filter(measure=dropped).exists() is is_reported


def test_it_takes_the_scale_in_force_on_the_last_day_of_the_period(world):
    later = make_scale(code="later", valid_from=date(2020, 1, 1))
    assert world.open("2019").scale.code == "test-scale"
    assert world.open("2020-H1").scale == later


def test_it_refuses_a_period_without_a_scale(world):
    world.programme.phases.filter(number=1).update(starts_on=date(2016, 1, 1))
    with pytest.raises(Refused) as refused:
        world.open("2016")
    assert "шатлал" in refused.value.reason


@pytest.mark.parametrize("period", ["2019-Q1", "2019-05", "хэзээ нэгэн цагт"])
def test_it_refuses_anything_but_a_half_year_or_a_year(world, period):
    with pytest.raises(Refused) as refused:
        world.open(period)
    assert refused.value.field == "period"


def test_it_refuses_a_period_twice(world):
    world.open()
    with pytest.raises(Conflict):
        world.open()


def test_it_refuses_a_period_in_which_nothing_is_reported(world):
    with pytest.raises(Refused):
        world.open("2022")


def test_it_refuses_a_due_day_before_the_opening(world):
    with pytest.raises(Refused) as refused:
        open_round(
            user=world.aimag,
            programme=world.programme,
            period="2019",
            opens_on=date(2019, 12, 2),
            due_on=date(2019, 12, 1),
        )
    assert refused.value.field == "due_on"


@pytest.mark.parametrize("who", ["governor", "sum"])
def test_only_who_plans_opens_widens_and_closes(world, who):
    user = getattr(world, who)
    round = world.open()
    acts = [
        lambda: open_round(
            user=user,
            programme=world.programme,
            period="2019-H1",
            opens_on=date(2019, 6, 1),
            due_on=date(2019, 7, 1),
        ),
        lambda: sync_round(user=user, round=round),
        lambda: close_round(user=user, round=round),
        lambda: reopen_round(user=user, round=round, reason="алдаа"),
    ]
    for act in acts:
        with pytest.raises(PermissionDenied):
            act()


def test_a_measure_planned_later_is_picked_up_once(world):
    round = world.open()
    late = make_measure(world.programme, world.units["1103"])
    assert sync_round(user=world.aimag, round=round) == 1
    assert report_of(round, late).state == ReportState.DRAFT
    assert sync_round(user=world.aimag, round=round) == 0
    assert [s.deed for s in round.steps.all()] == ["opened", "widened"]


def test_it_does_not_close_while_a_report_is_undecided(world):
    round = world.open()
    send(world.governor, report_of(round, world.measures["a"]), 100)
    with pytest.raises(Refused) as refused:
        close_round(user=world.aimag, round=round)
    assert refused.value.reason.startswith("4 тайлан")
    assert "1.1" in refused.value.reason


def test_it_does_not_close_without_a_measure_that_was_planned_since(world):
    round = world.open()
    decide_all(world, round, ALL)
    make_measure(world.programme, world.units["1103"])
    with pytest.raises(Refused) as refused:
        close_round(user=world.aimag, round=round)
    assert "1.5" in refused.value.reason


def test_closing_freezes_the_results_under_their_hash(world):
    round = world.open()
    decide_all(world, round, ALL)
    before = results_of(round).to_json()
    act = make_act(world.units["1"])
    closed = close_round(user=world.aimag, round=round, act=act)
    assert closed.results == before
    assert closed.sha256 == hash_of(before)
    assert is_unchanged(closed)
    assert (closed.closed_by, closed.act) == (world.aimag, act)
    step = closed.steps.get(deed=RoundDeed.CLOSED)
    assert (step.sha256, step.results, step.act) == (closed.sha256, before, act)


def test_a_changed_result_no_longer_gives_the_hash(world):
    round = world.open()
    decide_all(world, round, ALL)
    closed = close_round(user=world.aimag, round=round)
    closed.results["total"]["waiting"] = 3
    assert not is_unchanged(closed)


def test_the_check_names_a_round_whose_results_were_changed(world):
    round = world.open()
    decide_all(world, round, ALL)
    closed = close_round(user=world.aimag, round=round)
    check = next(one for one in CHECKS if one.name == "round_results_changed")
    assert list(check.find(date(2020, 1, 1))) == []
    closed.results["total"]["waiting"] = 3
    closed.save()
    [(unit, words)] = check.find(date(2020, 1, 1))
    assert (unit, "2019" in words) == ("1", True)


def test_a_closed_round_is_read_from_what_was_frozen(world):
    round = world.open()
    decide_all(world, round, ALL)
    closed = close_round(user=world.aimag, round=round)
    frozen = results_of(closed)
    report = report_of(round, world.measures["a"])
    Report.objects.filter(pk=report.pk).update(
        decided=closed.scale.levels.get(percent=0)
    )
    world.measures["a"].__class__.objects.update(name_mn="Өөр нэр")
    assert results_of(closed) == frozen


def test_closing_moves_the_standings_of_its_measures(world):
    round = world.open()
    decide_all(world, round, ALL)
    close_round(user=world.aimag, round=round)
    standing = world.measures["a"].standing
    standing.refresh_from_db()
    assert (standing.last_percent, standing.finished_on) == (100, date(2019, 12, 31))


def test_closing_opens_the_evidence_of_its_reports_but_not_the_private(world):
    round = world.open()
    decide_all(world, round, ALL)
    report = report_of(round, world.measures["a"])
    shown = report.evidence.get()
    hidden = make_photo(report.measure, is_private=True)
    apart = make_photo(report.measure)
    report.evidence.add(hidden)
    close_round(user=world.aimag, round=round)
    for photo in (shown, hidden, apart):
        photo.refresh_from_db()
    assert shown.published_at is not None
    assert shown.published_by == world.aimag
    assert hidden.published_at is None
    assert apart.published_at is None


def test_a_closed_round_takes_nothing_more(world):
    round = world.open()
    decide_all(world, round, ALL)
    close_round(user=world.aimag, round=round)
    with pytest.raises(Conflict):
        close_round(user=world.aimag, round=round)
    with pytest.raises(Conflict):
        sync_round(user=world.aimag, round=round)
    with pytest.raises(Conflict):
        send(world.governor, report_of(round, world.measures["a"]), 0)


def test_an_administrator_reopens_with_a_reason_and_the_old_results_stay(world):
    round = world.open()
    decide_all(world, round, ALL)
    closed = close_round(user=world.aimag, round=round)
    with pytest.raises(Refused):
        reopen_round(user=world.admin, round=round, reason="  ")
    opened = reopen_round(user=world.admin, round=round, reason="Тоо буруу байсан")
    assert not opened.is_closed
    assert opened.results is None
    steps = list(opened.steps.values_list("deed", "reason", "sha256"))
    assert steps[-2:] == [
        ("closed", "", closed.sha256),
        ("reopened", "Тоо буруу байсан", ""),
    ]
    standing = world.measures["a"].standing
    standing.refresh_from_db()
    assert standing.last_percent is None


def test_an_aimag_officer_does_not_reopen(world):
    round = world.open()
    decide_all(world, round, ALL)
    close_round(user=world.aimag, round=round)
    with pytest.raises(PermissionDenied):
        reopen_round(user=world.aimag, round=round, reason="алдаа")


def test_an_open_round_is_not_reopened(world):
    with pytest.raises(Conflict):
        reopen_round(user=world.admin, round=world.open(), reason="алдаа")


def test_the_newest_closed_round_is_the_last_one(world):
    assert last_closed(world.programme) is None
    half, year = world.open("2019-H1"), world.open("2020-H1")
    for round in (half, year):
        decide_all(world, round, ALL)
    assert last_closed(world.programme) is None
    close_round(user=world.aimag, round=half)
    assert last_closed(world.programme) == half
    close_round(user=world.aimag, round=year)
    assert last_closed(world.programme) == year
    second = world.programme.phases.get(number=2)
    assert last_closed(world.programme, phase=second) is None
