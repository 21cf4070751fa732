"""A selection is opened under a frozen method, in time, once; and may be given up."""

from datetime import date, timedelta

import pytest

from bagana.indicators.models import Publication
from bagana.ranking.actions import selection as actions
from bagana.ranking.models import Selection
from bagana.ranking.queries.selection import is_late_frozen
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_period, make_user
from tests.programme.factories import make_programme
from tests.ranking.factories import make_framework, make_objection, make_version
from tests.ranking.factories import make_world as _world
from tests.ranking.selections import at, open_one

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return _world()


def test_it_opens_with_its_days_and_a_step(world):
    found = open_one(world, world.officer)
    assert (found.state, found.made_by) == ("preparing", world.officer)
    step = found.steps.get()
    assert step.made_at == at(1, 15)
    assert step.content["method"] == world.version.sha256
    assert step.content["units"] == ["1101", "1102", "1103", "1201", "1202"]
    assert not is_late_frozen(found)


@pytest.mark.parametrize("role", ["sum_officer", "bag_governor", "evaluator", None])
def test_only_who_plans_the_programme_opens(world, role):
    user = make_user(role, world.units["11"] if role else None)
    with pytest.raises(PermissionDenied):
        open_one(world, user)
    assert not Selection.objects.exists()


def test_it_refuses_a_method_that_is_not_frozen(world):
    draft = make_version(world.framework, frozen=False)
    with pytest.raises(Refused) as refused:
        open_one(world, world.officer, version=draft)
    assert refused.value.field == "version"


def test_it_refuses_a_method_of_one_sum_for_the_whole_aimag(world):
    narrow = make_version(make_framework(world.units["11"]))
    with pytest.raises(Refused) as refused:
        open_one(world, world.officer, version=narrow)
    assert "хамрахгүй" in refused.value.reason


def test_it_refuses_the_method_of_another_programme(world):
    other = make_programme(world.units["1"])
    foreign = make_version(make_framework(world.units["1"], programme=other))
    with pytest.raises(Refused):
        open_one(world, world.officer, version=foreign)


def test_a_sum_is_told_at_once_that_it_needs_a_method_of_its_own(world):
    programme = make_programme(world.units["11"])
    officer = make_user("sum_officer", world.units["11"])
    shared = make_version(make_framework(world.units["1"]))
    with pytest.raises(Refused) as refused:
        open_one(world, officer, programme=programme, version=shared)
    assert refused.value.field == "version"
    own = make_version(make_framework(world.units["11"]))
    found = open_one(
        world, officer, programme=programme, version=own, late_reason="Шинэ арга"
    )
    assert found.steps.get().content["units"] == ["1101", "1102", "1103"]


def published_early(world, days=1):
    """Figures of 2023 came out before the method was frozen."""
    before = world.version.frozen_at - timedelta(days=days)
    Publication.objects.update(made_at=before)


def test_it_refuses_a_method_frozen_after_the_figures_without_a_reason(world):
    published_early(world)
    with pytest.raises(Refused) as refused:
        open_one(world, world.officer)
    assert refused.value.field == "late_reason"
    # Four indicators of five bags.
    assert "20" in refused.value.reason


def test_a_late_frozen_method_leaves_its_mark(world):
    published_early(world)
    found = open_one(world, world.officer, late_reason=" Хурал хойшилсон. ")
    assert found.late_reason == "Хурал хойшилсон."
    assert is_late_frozen(found)
    assert found.steps.get().content["late_reason"] == "Хурал хойшилсон."


def test_a_reason_that_nobody_needs_leaves_no_mark(world):
    found = open_one(world, world.officer, late_reason="Яршиг")
    assert not is_late_frozen(found)


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"gates_due": date(2024, 1, 14)}, "gates_due"),
        ({"recheck_due": date(2024, 1, 31)}, "recheck_due"),
        ({"visits_due": date(2024, 2, 28)}, "visits_due"),
    ],
)
def test_it_refuses_days_that_are_over_or_out_of_order(world, days, field):
    with pytest.raises(Refused) as refused:
        open_one(world, world.officer, **days)
    assert refused.value.field == field


def test_it_refuses_gates_before_the_year_is_over(world):
    with pytest.raises(Refused) as refused:
        open_one(
            world, world.officer, gates_due=date(2023, 12, 31), now=at(12, 1, 2023)
        )
    assert refused.value.field == "gates_due"


@pytest.mark.parametrize("year", [2017, 2024])
def test_it_refuses_a_year_outside_the_programme(world, year):
    with pytest.raises(Refused) as refused:
        open_one(world, world.officer, period=make_period(year))
    assert refused.value.field == "period"


def test_it_refuses_a_year_outside_the_phase(world):
    first = world.programme.phases.get(number=1)
    with pytest.raises(Refused):
        open_one(world, world.officer, phase=first)
    second = world.programme.phases.get(number=2)
    assert open_one(world, world.officer, phase=second).phase == second


def test_it_refuses_a_second_round_of_a_year_until_the_first_is_cancelled(world):
    first = open_one(world, world.officer)
    with pytest.raises(Conflict):
        open_one(world, world.officer, code="again")
    actions.cancel(user=world.officer, selection=first, reason="Буруу аргачлал.")
    assert open_one(world, world.officer, code="again").state == "preparing"


@pytest.mark.parametrize("code", ["new", "жишиг", "a b", "-a", "", "a" * 61])
def test_it_refuses_a_code_that_makes_no_address(world, code):
    with pytest.raises(Refused) as refused:
        open_one(world, world.officer, code=code)
    assert refused.value.field == "code"


@pytest.mark.parametrize("field", ["title_mn", "title_en"])
def test_it_refuses_a_missing_name(world, field):
    with pytest.raises(Refused) as refused:
        open_one(world, world.officer, **{field: "  "})
    assert refused.value.field == field


def test_a_cancellation_has_a_reason_and_forgets_contacts(world):
    found = open_one(world, world.officer)
    objection = make_objection(found, contact="99112233")
    with pytest.raises(Refused):
        actions.cancel(user=world.officer, selection=found, reason=" ")
    gone = actions.cancel(user=world.officer, selection=found, reason="Зогссон.")
    assert gone.state == "cancelled"
    last = gone.steps.last()
    assert (last.note, last.content["from"]) == ("Зогссон.", "preparing")
    objection.refresh_from_db()
    assert objection.contact == ""
