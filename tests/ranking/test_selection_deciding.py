"""The act: awards of the list, and afterwards nothing but another act."""

from datetime import date

import pytest

from bagana.ranking.actions import selection as actions
from bagana.ranking.models import Award
from bagana.web.errors import Conflict, Refused
from tests.factories import make_act
from tests.ranking.selection_rows import make_procedure
from tests.ranking.selections import at, patch_runs

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _runs(monkeypatch):
    patch_runs(monkeypatch)


def act_of(p, **fields):
    return make_act(p.units["1"], **({"date": date(2024, 5, 6)} | fields))


def decide(p, act, **fields):
    values = {"now": at(5, 7)}
    return actions.decide(
        user=p.officer, selection=p.selection, act=act, **(values | fields)
    )


def test_the_proposed_are_awarded_under_the_act():
    p = make_procedure("answered")
    act = act_of(p)
    found = decide(p, act)
    assert (found.act, found.decided_on) == (act, act.date)
    assert found.follow_up_on == date(2025, 5, 6)
    awards = {award.unit.code: award for award in Award.objects.all()}
    assert set(awards) == {"1101", "1102"}
    assert awards["1101"].title_en == "Model bag"


def test_nobody_is_awarded_where_nobody_was_proposed():
    p = make_procedure("answered", proposed=())
    assert decide(p, act_of(p)).state == "decided"
    assert not Award.objects.exists()


@pytest.mark.parametrize(
    ("day", "reason"),
    [(date(2024, 4, 16), "эсэргүүцэл"), (date(2024, 5, 8), "ирээдүйд")],
)
def test_it_refuses_an_act_of_a_day_that_cannot_be(day, reason):
    p = make_procedure("answered")
    with pytest.raises(Refused) as refused:
        decide(p, act_of(p, date=day))
    assert refused.value.field == "act"
    assert reason in refused.value.reason


def test_the_year_after_begins_after_the_act():
    p = make_procedure("answered")
    with pytest.raises(Refused) as refused:
        decide(p, act_of(p), follow_up_on=date(2024, 5, 6))
    assert refused.value.field == "follow_up_on"


def test_a_leap_day_is_followed_up_in_march():
    from bagana.ranking.actions.selection_deciding import _a_year_after

    assert _a_year_after(date(2024, 2, 29)) == date(2025, 3, 1)


def correct(p, act, **fields):
    values = {"note": "Шүүхийн шийдвэр.", "now": at(6, 10)}
    return actions.correct_by_act(
        user=p.officer, selection=p.selection, act=act, **(values | fields)
    )


def award(bag):
    return Award.objects.get(unit__code=bag)


@pytest.mark.parametrize("state", ["decided", "closed"])
def test_a_later_act_takes_one_award_back_and_gives_another(state):
    p = make_procedure(state)
    later = act_of(p, date=date(2024, 6, 3))
    step = correct(
        p,
        later,
        withdraw=[award("1102")],
        add=[actions.NewAward(p.units["1201"])],
    )
    assert award("1102").withdrawn_by == later
    assert award("1201").act == later
    assert award("1101").withdrawn_by is None
    assert (step.act, step.note) == (later, "Шүүхийн шийдвэр.")
    assert p.again().state == state
    assert p.selection.act != later


@pytest.mark.parametrize("day", [date(2024, 5, 5), date(2024, 6, 11)])
def test_it_refuses_an_earlier_act_and_one_to_come(day):
    p = make_procedure("decided")
    with pytest.raises(Refused) as refused:
        correct(p, act_of(p, date=day), withdraw=[award("1102")])
    assert refused.value.field == "act"


def test_it_refuses_the_act_that_decided():
    p = make_procedure("decided")
    with pytest.raises(Refused):
        correct(p, p.selection.act, withdraw=[award("1102")])


def test_it_refuses_a_correction_of_nothing_or_without_words():
    p = make_procedure("decided")
    later = act_of(p, date=date(2024, 6, 3))
    with pytest.raises(Refused):
        correct(p, later)
    with pytest.raises(Refused) as refused:
        correct(p, later, withdraw=[award("1102")], note=" ")
    assert refused.value.field == "note"


def test_an_award_is_taken_back_only_once():
    p = make_procedure("decided")
    correct(p, act_of(p, date=date(2024, 6, 3)), withdraw=[award("1102")])
    with pytest.raises(Conflict):
        correct(p, act_of(p, date=date(2024, 6, 4)), withdraw=[award("1102")])


def test_a_later_act_awards_nobody_below_the_gates_and_nobody_twice():
    p = make_procedure("decided")
    later = act_of(p, date=date(2024, 6, 3))
    with pytest.raises(Refused) as refused:
        correct(p, later, add=[actions.NewAward(p.units["1202"])])
    assert "болзол" in refused.value.reason
    with pytest.raises(Conflict):
        correct(p, later, add=[actions.NewAward(p.units["1101"])])


def test_nothing_is_corrected_before_there_is_an_act():
    p = make_procedure("answered")
    with pytest.raises(Conflict):
        correct(p, act_of(p))
