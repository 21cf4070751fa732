"""The working group: three to five, each declared; a conflict keeps from a unit."""

from datetime import date

import pytest

from bagana.ranking.actions import selection as actions
from bagana.ranking.queries.selection_group import group_of, people_for, signers_for
from bagana.ranking.queries.selection_missing import group_lacks
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_user
from tests.ranking.selection_rows import make_procedure
from tests.ranking.selections import at, form_group, patch_runs

pytestmark = pytest.mark.django_db


@pytest.fixture
def p(monkeypatch):
    patch_runs(monkeypatch)
    return make_procedure("recheck", grouped=False)


def begin(p):
    return actions.begin_visits(user=p.officer, selection=p.selection, now=at(3, 1))


def add(p, **fields):
    values = {"name": "Дорж", "post": "дарга"}
    return actions.add_member(
        user=p.officer, selection=p.selection, **(values | fields)
    )


def test_a_group_of_two_keeps_the_visits_from_beginning(p):
    form_group(p, 2)
    with pytest.raises(Refused) as refused:
        begin(p)
    assert "3–5" in refused.value.reason
    add_declared(p)
    assert begin(p).state == "visits"


def add_declared(p, **fields):
    member = add(p, **fields)
    actions.declare_conflict(user=p.officer, member=member, now=at(2, 21))
    return member


def test_a_sixth_member_is_refused(p):
    form_group(p, 5)
    with pytest.raises(Refused):
        add(p)


def test_an_undeclared_member_keeps_the_visits_from_beginning(p):
    form_group(p, 3)
    add(p, name="Сүхээ")
    with pytest.raises(Refused) as refused:
        begin(p)
    assert "Сүхээ" in refused.value.reason


def test_a_group_without_a_chair_lacks_one_and_two_are_refused(p):
    add_declared(p), add_declared(p), add_declared(p)
    assert any("ахлагчгүй" in lack.words for lack in group_lacks(p.selection))
    add(p, is_chair=True)
    with pytest.raises(Refused):
        add(p, is_chair=True)


@pytest.mark.parametrize("field", ["name", "post"])
def test_it_refuses_a_member_without_a_name_or_a_post(p, field):
    with pytest.raises(Refused) as refused:
        add(p, **{field: " "})
    assert refused.value.field == field


def test_a_conflict_names_its_units_and_its_ground(p):
    member = add(p)
    declare = {"user": p.officer, "member": member, "now": at(2, 21)}
    with pytest.raises(Refused) as refused:
        actions.declare_conflict(**declare, units=[p.units["1101"]])
    assert refused.value.field == "conflict"
    with pytest.raises(Refused) as refused:
        actions.declare_conflict(**declare, conflict="Төрсөн нутаг")
    assert refused.value.field == "units"
    with pytest.raises(Refused) as refused:
        actions.declare_conflict(
            **declare, conflict="Төрсөн нутаг", units=[p.units["11"]]
        )
    assert refused.value.field == "unit"
    found = actions.declare_conflict(
        **declare, conflict="Төрсөн нутаг", units=[p.units["1101"]]
    )
    assert found.declared_on == date(2024, 2, 21)
    assert signers_for(group_of(p.selection), p.units["1101"]) == []
    assert signers_for(group_of(p.selection), p.units["1102"]) == [found]


def test_it_refuses_a_declaration_from_the_future(p):
    with pytest.raises(Refused) as refused:
        actions.declare_conflict(
            user=p.officer,
            member=add(p),
            declared_on=date(2024, 3, 1),
            now=at(2, 21),
        )
    assert refused.value.field == "declared_on"


def test_a_member_declares_for_himself_and_for_nobody_else(p):
    member, other = add(p, account=p.governor), add(p)
    assert actions.declare_conflict(user=p.governor, member=member).declared_on
    with pytest.raises(PermissionDenied):
        actions.declare_conflict(user=p.governor, member=other)


def test_nobody_takes_back_what_a_member_declared_himself(p):
    member = add(p, account=p.governor)
    own = {"member": member, "now": at(2, 21)}
    ground = {"conflict": "Ах нь", "units": [p.units["1101"]]}
    actions.declare_conflict(user=p.officer, **own)
    actions.declare_conflict(user=p.governor, **own, **ground)
    with pytest.raises(PermissionDenied):
        actions.declare_conflict(user=p.officer, **own)
    assert member.conflicting.get() == p.units["1101"]


def test_a_released_member_stays_on_record_and_signs_no_more(p):
    form_group(p, 3)
    first = p.members[0]
    with pytest.raises(Refused):
        actions.release_member(user=p.officer, member=first, reason=" ")
    gone = actions.release_member(
        user=p.officer, member=first, reason="Өвчтэй", now=at(2, 25)
    )
    assert gone.left_on == date(2024, 2, 25)
    assert gone.history.first().history_change_reason == "Өвчтэй"
    group = group_of(p.selection)
    assert first not in group.members
    assert list(group.left) == [first]
    with pytest.raises(Conflict):
        actions.release_member(user=p.officer, member=first, reason="Дахин")


def test_people_of_the_programme_are_offered_as_members(p):
    far = make_user()
    offered = set(people_for(p.selection))
    assert {p.officer, p.evaluator, p.governor} <= offered
    assert far not in offered
