"""The independent check: a seed nobody could choose, a second count by someone else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from bagana.collection.actions.publishing import draw_figures
from bagana.collection.actions.sampling import (
    assign_items,
    close_sample,
    draw_sample,
    promise_seed,
    record_recount,
)
from bagana.collection.models import Return, ReturnState, SampleItem
from bagana.collection.queries.samples import (
    error_rate,
    is_as_drawn,
    items_for,
    samples_for,
)
from bagana.collection.subjects import erase_notes, recounts_of
from bagana.engines.sampling import seed_hash
from bagana.indicators.founding import found_catalogue
from bagana.indicators.models import Observation
from bagana.registers.models import SPECIES, LivestockCount
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.collection.factories import make_round
from tests.factories import make_tree, make_user
from tests.registers.factories import (
    make_census,
    make_count,
    make_household,
    make_person,
)

pytestmark = pytest.mark.django_db
HEADS = dict.fromkeys(SPECIES, 0) | {"sheep": 100, "goat": 40}


@pytest.fixture
def world():
    """Two bags of eight herding households each; the returns of sum 11 approved."""
    found_catalogue()
    units = make_tree()
    census = make_census()
    round = make_round(units["1"], census=census)
    for code in ("1101", "1102"):
        for _ in range(8):
            make_count(census, make_household(units[code]), **HEADS)
    return units, round, make_user("evaluator", units["1"])


def approve_all(round):
    Return.objects.filter(round=round).update(state=ReturnState.APPROVED)


def drawn(world, **about):
    units, round, evaluator = world
    approve_all(round)
    values = {"size": 6, "seed": "1,7,12", "seed_source": "Сугалаа"} | about
    return draw_sample(user=evaluator, round=round, unit=units["1"], **values)


def count(user, item, **heads):
    found = {name: item.reported[name] for name in SPECIES} | heads
    today = timezone.localdate()
    return record_recount(user=user, item=item, found=found, counted_on=today)


def test_a_promised_seed_and_no_other_draws_the_sample(world):
    units, round, evaluator = world
    promise_seed(
        user=evaluator, round=round, unit=units["1"], sha256=seed_hash("нууц үр")
    )
    approve_all(round)
    with pytest.raises(Refused):
        draw_sample(user=evaluator, round=round, unit=units["1"], size=4, seed="өөр")
    sample = draw_sample(
        user=evaluator, round=round, unit=units["1"], size=4, seed="нууц үр"
    )
    assert sample.items.count() == 4
    assert is_as_drawn(sample)


def test_a_promise_comes_too_late_when_a_return_is_approved(world):
    units, round, evaluator = world
    approve_all(round)
    with pytest.raises(Conflict):
        promise_seed(user=evaluator, round=round, unit=units["1"], sha256="a" * 64)


def test_without_a_promise_the_seed_names_its_public_source(world):
    with pytest.raises(Refused) as refused:
        drawn(world, seed_source="")
    assert refused.value.field == "seed_source"


def test_a_sample_is_not_drawn_twice(world):
    drawn(world)
    with pytest.raises(Conflict):
        drawn(world, seed="another")


def test_each_bag_gives_its_share_when_it_is_stratified(world):
    sample = drawn(world, is_stratified=True)
    assert sorted(sample.items.values_list("unit__code", flat=True)) == (
        ["1101"] * 3 + ["1102"] * 3
    )
    assert is_as_drawn(sample)


def test_it_tells_when_the_frame_is_not_what_it_was(world):
    sample = drawn(world)
    returned = sample.round.returns.get(unit__code="1102")
    Return.objects.filter(pk=returned.pk).update(state=ReturnState.RETURNED)
    assert not is_as_drawn(sample)


def test_who_entered_the_first_count_does_not_count_again(world):
    units, _round, evaluator = world
    sample = drawn(world)
    item = sample.items.first()
    entry = LivestockCount.objects.get(keeper=item.household).entry
    entry.made_by = evaluator
    entry.save()
    with pytest.raises(PermissionDenied):
        count(evaluator, item)
    assert count(make_user("evaluator", units["1"]), item).found is not None


@pytest.mark.parametrize(
    ("role", "place"), [("bag_governor", "1101"), ("sum_officer", "11"),
                        ("aimag_officer", "1"), ("sum_officer", "12")]
)  # fmt: skip
def test_nobody_counts_again_who_was_not_asked(world, role, place):
    units, _round, _evaluator = world
    sample = drawn(world)
    user = make_user(role, units[place])
    assert not items_for(user, sample).exists()
    with pytest.raises(PermissionDenied):
        count(user, sample.items.first())


def test_an_officer_of_another_sum_may_be_asked_and_one_of_the_same_may_not(world):
    units, _round, evaluator = world
    sample = drawn(world)
    asked = {"user": evaluator, "sample": sample, "unit": units["1101"]}
    with pytest.raises(Refused):
        assign_items(**asked, officer=make_user("sum_officer", units["11"]))
    with pytest.raises(Refused):
        assign_items(**asked, officer=make_user("bag_governor", units["1201"]))
    other = make_user("sum_officer", units["12"])
    number = assign_items(**asked, officer=other)
    mine = items_for(other, sample)
    assert mine.count() == number
    assert set(mine.values_list("unit__code", flat=True)) == {"1101"}
    assert list(samples_for(other)) == [sample]
    assert count(other, mine.first()).counted_by == other


def test_a_second_answer_is_not_changed_afterwards(world):
    _units, _round, evaluator = world
    item = drawn(world).items.first()
    count(evaluator, item)
    with pytest.raises(Conflict):
        count(evaluator, item, sheep=1)


def test_it_refuses_a_blank_kind_and_a_day_before_the_draw(world):
    _units, _round, evaluator = world
    item = drawn(world).items.first()
    with pytest.raises(Refused):
        count(evaluator, item, sheep=None)
    with pytest.raises(Refused):
        record_recount(
            user=evaluator,
            item=item,
            found=dict.fromkeys(SPECIES, 0),
            counted_on=timezone.localdate() - timedelta(days=3),
        )


def test_the_error_rate_is_of_households_beyond_tolerance(world):
    _units, _round, evaluator = world
    sample = drawn(world)
    for place, item in enumerate(sample.items.all()):
        count(evaluator, item, sheep=100 + (place < 2) * 30 + (place == 3) * 2)
    rate = error_rate(sample)
    assert (rate.drawn, rate.counted, rate.errors) == (6, 6, 2)
    assert rate.rate == pytest.approx(100 / 3)
    low, high = rate.interval
    assert low < 100 / 3 < high
    sheep = next(one for one in rate.totals if one.species == "sheep")
    assert (sheep.reported, sheep.found, sheep.apart) == (600, 662, 62)


def test_it_is_not_closed_while_a_household_waits(world):
    _units, _round, evaluator = world
    sample = drawn(world)
    with pytest.raises(Refused):
        close_sample(user=evaluator, sample=sample)


def test_a_closed_sample_gives_an_error_rate_to_what_it_was_drawn_from(world):
    units, round, evaluator = world
    sample = drawn(world, is_stratified=True, size=12)
    for place, item in enumerate(sample.items.all()):
        count(evaluator, item, goat=40 + (place == 0) * 20)
    close_sample(user=evaluator, sample=sample)
    draw_figures(user=make_user("aimag_officer", units["1"]), round=round)
    rows = Observation.objects.filter(indicator__code="census_error_rate")
    found = {row.unit.code: (row.numerator, row.denominator) for row in rows}
    assert found == {"1101": (1, 6), "1102": (0, 6), "11": (1, 12), "1": (1, 12)}


def test_a_person_is_told_what_was_counted_of_his_household_and_notes_can_go(world):
    _units, _round, evaluator = world
    sample = drawn(world)
    item = sample.items.first()
    head = make_person(item.household, relation="head")
    assert [label for label, _ in recounts_of(head.pk)] == [
        "Туршилтын тооллого: мэдээлсэн"
    ]
    count(evaluator, item, sheep=90)
    SampleItem.objects.filter(pk=item.pk).update(note="Хөршөөс асуусан")
    told = dict(recounts_of(head.pk))
    assert "хонь 90" in told["Туршилтын тооллого: давтан тоолсон"]
    assert "Хөршөөс асуусан" in told.values()
    erase_notes(head.pk, None)
    assert "Хөршөөс асуусан" not in dict(recounts_of(head.pk)).values()
    assert not item.history.exclude(note="").exists()
