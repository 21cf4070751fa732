"""The way of a citizens' proposal: each step kept, each by who may take it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from bagana.acts.models import Body
from bagana.programme.actions.proposals import (
    carry_over,
    cost_proposal,
    decide_proposals,
    fund_proposal,
    merge_proposals,
    outcome,
    part_proposal,
    rank_proposals,
    receive_proposal,
    report_back,
)
from bagana.programme.models import MoneyEntry, Proposal
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_act, make_tree, make_user
from tests.programme.factories import make_measure, make_programme

pytestmark = pytest.mark.django_db
DAY = date(2019, 9, 10)


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def governor(units):
    return make_user("bag_governor", units["1101"])


@pytest.fixture
def officer(units):
    return make_user("sum_officer", units["11"])


@pytest.fixture
def bag(units):
    return units["1101"]


def act_of(unit, **fields):
    body, _ = Body.objects.get_or_create(
        name_mn=f"Хурал {unit.code}", name_en=f"Assembly {unit.code}", unit=unit
    )
    return make_act(unit, body=body, date=date(2019, 10, 1), **fields)


def propose(user, unit, title="Худаг гаргах", **fields):
    values = {"year": 2020, "received_on": DAY, "channel": "paper"}
    return receive_proposal(user=user, unit=unit, title=title, **(values | fields))


@pytest.fixture
def ranked(governor, bag):
    rows = [propose(governor, bag, title) for title in ("Худаг", "Гүүр", "Гэрэл")]
    return rank_proposals(
        user=governor, unit=bag, year=2020, ordered=rows, act=act_of(bag)
    )


@pytest.fixture
def costed(officer, ranked):
    costs = (Decimal("12000000"), Decimal("48500000.50"))
    return [
        cost_proposal(user=officer, proposal=row, cost=cost)
        for row, cost in zip(ranked[:2], costs, strict=True)
    ]


@pytest.fixture
def decided(officer, costed, units, bag):
    return decide_proposals(
        user=officer,
        unit=bag,
        year=2020,
        act=act_of(units["11"]),
        approved=[costed[0].pk],
    )


def test_the_governor_enters_what_came_on_paper(governor, bag):
    row = propose(governor, bag, supporters=12)
    step = row.steps.get()
    assert (row.state, step.state, step.on, step.made_by) == (
        "received",
        "received",
        DAY,
        governor,
    )


def test_anyone_proposes_by_the_public_form_without_a_name(bag):
    today = timezone.localdate()
    row = receive_proposal(unit=bag, year=today.year, title="Гэрэл", received_on=today)
    assert (row.channel, row.steps.get().made_by) == ("page", None)


def test_a_flood_of_one_bag_is_stopped_and_others_go_on(units, bag):
    today = timezone.localdate()
    values = {"year": today.year, "title": "Гэрэл", "received_on": today}
    for _ in range(30):
        receive_proposal(unit=bag, **values)
    with pytest.raises(Refused):
        receive_proposal(unit=bag, **values)
    assert receive_proposal(unit=units["1102"], **values).pk


@pytest.mark.parametrize(("role", "unit"), [("bag_governor", "1102"), ("", "1101")])
def test_others_enter_nothing_for_the_bag(units, bag, role, unit):
    with pytest.raises(PermissionDenied):
        propose(make_user(role or None, units[unit]), bag)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "ү" * 301}, "title"),
        ({"text": "ү" * 2001}, "text"),
        ({"year": 2021}, "year"),
        ({"year": 2018}, "year"),
        ({"channel": "pigeon"}, "channel"),
        ({"received_on": timezone.localdate() + timedelta(days=2)}, "received_on"),
    ],
)
def test_it_refuses_what_is_no_proposal(governor, bag, fields, field):
    with pytest.raises(Refused) as caught:
        propose(governor, bag, **fields)
    assert caught.value.field == field


def test_proposals_are_of_bags(officer, units):
    with pytest.raises(Refused) as caught:
        propose(officer, units["11"])
    assert caught.value.field == "unit"


def test_merging_keeps_both_and_can_be_undone(governor, bag):
    kept = propose(governor, bag, supporters=10)
    other = propose(governor, bag, "Шинэ худаг", supporters=7)
    merge_proposals(user=governor, into=kept, others=[other])
    other.refresh_from_db()
    assert (other.state, other.duplicate_of, other.title) == (
        "merged",
        kept,
        "Шинэ худаг",
    )
    part_proposal(user=governor, proposal=other)
    other.refresh_from_db()
    kept.refresh_from_db()
    assert (other.state, other.duplicate_of) == ("received", None)
    assert (kept.supporters, other.supporters) == (10, 7)
    states = list(other.steps.values_list("state", flat=True))
    assert states == ["received", "merged", "received"]


def test_it_merges_no_strangers(governor, officer, bag, units):
    one, of_next_year = propose(governor, bag), propose(governor, bag, year=2019)
    elsewhere = propose(officer, units["1102"])
    for other in (one, of_next_year, elsewhere):
        with pytest.raises(Refused):
            merge_proposals(user=officer, into=one, others=[other])


def test_one_that_holds_others_is_not_merged_away(governor, bag):
    one, two, three = (propose(governor, bag, str(n)) for n in range(3))
    merge_proposals(user=governor, into=two, others=[three])
    with pytest.raises(Refused):
        merge_proposals(user=governor, into=one, others=[two])


def test_the_meeting_ranks_under_its_act(ranked, bag):
    assert [row.rank for row in ranked] == [1, 2, 3]
    step = ranked[0].steps.get(state="ranked")
    assert (step.rank, step.act.body.unit, step.on) == (1, bag, date(2019, 10, 1))


def test_a_later_order_replaces_the_earlier(governor, bag, ranked):
    again = rank_proposals(
        user=governor,
        unit=bag,
        year=2020,
        ordered=[ranked[2], ranked[0]],
        act=act_of(bag),
    )
    left = Proposal.objects.get(pk=ranked[1].pk)
    assert [row.title for row in again] == ["Гэрэл", "Худаг"]
    assert (left.rank, left.state) == (None, "received")


def test_the_order_is_the_bag_meetings_own(governor, officer, bag, units, ranked):
    for unit in ("11", "1102"):
        with pytest.raises(Refused) as caught:
            rank_proposals(
                user=governor,
                unit=bag,
                year=2020,
                ordered=ranked,
                act=act_of(units[unit]),
            )
        assert caught.value.field == "act"


def test_no_proposal_is_ranked_twice_or_from_elsewhere(officer, bag, units, ranked):
    strange = propose(officer, units["1102"])
    for ordered in ([ranked[0], ranked[0]], [strange], []):
        with pytest.raises(Refused) as caught:
            rank_proposals(
                user=officer, unit=bag, year=2020, ordered=ordered, act=act_of(bag)
            )
        assert caught.value.field == "ordered"


def test_the_sum_costs_what_is_ranked(costed, officer, bag):
    row = Proposal.objects.get(pk=costed[1].pk)
    assert (row.cost, row.state) == (Decimal("48500000.50"), "costed")
    assert row.steps.get(state="costed").amount == row.cost
    with pytest.raises(Conflict):
        cost_proposal(user=officer, proposal=propose(officer, bag), cost=Decimal(1))


@pytest.mark.parametrize("cost", ["0", "-5", "0.001", "10000000000001"])
def test_it_refuses_a_cost_that_is_none(officer, ranked, cost):
    with pytest.raises(Refused):
        cost_proposal(user=officer, proposal=ranked[0], cost=Decimal(cost))


def test_a_bag_governor_neither_costs_nor_decides(governor, ranked, costed, bag, units):
    with pytest.raises(PermissionDenied):
        cost_proposal(user=governor, proposal=ranked[2], cost=Decimal(1))
    with pytest.raises(PermissionDenied):
        decide_proposals(
            user=governor, unit=bag, year=2020, act=act_of(units["11"]), approved=[]
        )
    with pytest.raises(PermissionDenied):
        report_back(user=governor, unit=bag, year=2020, text="за", on=DAY)


def test_an_officer_of_another_sum_costs_nothing(ranked, units):
    other = make_user("sum_officer", units["12"])
    with pytest.raises(PermissionDenied):
        cost_proposal(user=other, proposal=ranked[0], cost=Decimal(1))


def test_the_assembly_approves_some_and_declines_the_rest(decided, ranked):
    assert [row.state for row in decided] == ["approved", "declined"]
    left = Proposal.objects.get(pk=ranked[2].pk)
    assert left.state == "ranked"  # never costed: not before the assembly


def test_the_decision_is_the_sums(officer, costed, bag):
    with pytest.raises(Refused) as caught:
        decide_proposals(
            user=officer, unit=bag, year=2020, act=act_of(bag), approved=[]
        )
    assert caught.value.field == "act"


def test_only_what_was_costed_is_approved(officer, costed, ranked, bag, units):
    with pytest.raises(Refused):
        decide_proposals(
            user=officer,
            unit=bag,
            year=2020,
            act=act_of(units["11"]),
            approved=[ranked[2].pk],
        )


def test_one_act_decides_for_all_bags_of_the_sum(officer, costed, units):
    rows = decide_proposals(
        user=officer, unit=units["11"], year=2020, act=act_of(units["11"]), approved=[]
    )
    assert {row.state for row in rows} == {"declined"}


def test_what_was_decided_is_not_ranked_again(governor, decided, ranked, bag):
    with pytest.raises(Conflict):
        rank_proposals(
            user=governor, unit=bag, year=2020, ordered=ranked, act=act_of(bag)
        )


def test_the_bag_is_told_and_the_outcome_stays_known(officer, decided, bag):
    rows = report_back(
        user=officer, unit=bag, year=2020, text="Хуралд танилцуулав.", on=DAY
    )
    assert [row.state for row in rows] == ["reported", "reported"]
    assert [outcome(row) for row in rows] == ["approved", "declined"]
    assert rows[0].steps.last().note == "Хуралд танилцуулав."
    with pytest.raises(Refused):
        report_back(user=officer, unit=bag, year=2020, text="Дахин", on=DAY)


def test_a_declined_one_goes_into_the_next_year_once(governor, decided):
    approved, declined = decided
    following = carry_over(user=governor, proposal=declined)
    assert (following.year, following.title, following.carried_from) == (
        2021,
        declined.title,
        declined,
    )
    assert "2020" in following.steps.get().note
    with pytest.raises(Conflict):
        carry_over(user=governor, proposal=declined)
    with pytest.raises(Conflict):
        carry_over(user=governor, proposal=approved)


def test_an_approved_one_becomes_planned_money_of_the_fund(officer, decided, units):
    programme = make_programme(units["1"])
    measure = make_measure(programme, units["11"], units=[units["1101"]])
    row = fund_proposal(
        user=officer, proposal=decided[0], measure=measure, spender=units["11"]
    )
    entry = MoneyEntry.objects.get()
    assert (entry.source, entry.kind, entry.year) == ("ldf", "plan", 2020)
    assert (entry.amount, entry.unit, row.measure) == (
        decided[0].cost,
        decided[0].unit,
        measure,
    )
    assert entry.act.body.unit == units["11"]
    for again in decided:
        with pytest.raises(Conflict):
            fund_proposal(
                user=officer, proposal=again, measure=measure, spender=units["11"]
            )


def test_funded_money_is_not_declined_from_under_the_book(officer, decided, bag, units):
    measure = make_measure(make_programme(units["1"]), units["11"], units=[bag])
    fund_proposal(
        user=officer, proposal=decided[0], measure=measure, spender=units["11"]
    )
    with pytest.raises(Conflict):
        decide_proposals(
            user=officer, unit=bag, year=2020, act=act_of(units["11"]), approved=[]
        )


def test_what_nobody_has_read_is_seen_by_the_office_only(bag, governor, units):
    today = timezone.localdate()
    row = receive_proposal(unit=bag, year=today.year, title="Гэрэл", received_on=today)
    seen = Proposal.objects.visible_to
    assert not seen(None).exists()
    assert not seen(make_user("bag_governor", units["1102"])).exists()
    assert seen(governor).get() == row
    act = act_of(bag)
    rank_proposals(user=governor, unit=bag, year=today.year, ordered=[row], act=act)
    assert seen(None).get() == row


def test_an_officer_of_another_sum_ties_no_proposal_to_his_measure(decided, units):
    measure = make_measure(make_programme(units["1"]), units["12"])
    other = make_user("sum_officer", units["12"])
    with pytest.raises(PermissionDenied):
        fund_proposal(
            user=other, proposal=decided[0], measure=measure, spender=units["12"]
        )
    assert not MoneyEntry.objects.exists()
