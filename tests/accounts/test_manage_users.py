"""What the actions on users and roles promise."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from bagana.accounts import actions, rules
from bagana.accounts.models import RoleAssignment, User
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import START, make_tree, make_user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def officer(tree):
    return make_user("aimag_officer", tree["1"])


@pytest.fixture
def admin(tree):
    return make_user("administrator", tree["MN"])


def add(user, role, unit, **fields):
    values = {"username": "bat.dorj", "display_name": "Бат Дорж"} | fields
    return actions.add_user(user=user, role=role, unit=unit, **values)


def test_an_added_user_signs_in_with_the_password_shown_once(tree, officer):
    person, password = add(officer, "bag_governor", tree["1101"])
    assert person.check_password(password)
    assert password not in str(User.objects.filter(pk=person.pk).values())
    assert len(password.replace("-", "")) == 16
    assert rules.can_write(person, tree["1101"])


def test_adding_a_user_leaves_who_did_it_and_why(tree, officer):
    person, _ = add(officer, "bag_governor", tree["1101"])
    entry = person.history.get()
    assert (entry.history_user, entry.history_change_reason) == (officer, "added")
    granted = person.roles.get()
    assert granted.history.get().history_user == officer
    assert granted.granted_by == officer


@pytest.mark.parametrize("name", ["", "ab", "Бат", "a b c", "-abc", "a" * 151])
def test_it_refuses_a_sign_in_name_that_cannot_be_typed(tree, officer, name):
    with pytest.raises(Refused) as refusal:
        add(officer, "bag_governor", tree["1101"], username=name)
    assert refusal.value.field == "username"
    assert User.objects.count() == 1


def test_it_refuses_a_name_taken_in_any_case(tree, officer):
    make_user(username="bat.dorj")
    with pytest.raises(Conflict):
        add(officer, "bag_governor", tree["1101"], username="BAT.Dorj")


def test_it_refuses_an_empty_name(tree, officer):
    with pytest.raises(Refused):
        add(officer, "bag_governor", tree["1101"], display_name="  ")


def test_a_refused_role_leaves_no_account_behind(tree, admin):
    with pytest.raises(Refused):
        add(admin, "bag_governor", tree["11"])
    assert not User.objects.filter(username="bat.dorj").exists()


@pytest.mark.parametrize(
    ("role", "code"),
    [
        ("bag_governor", "11"),
        ("sum_officer", "1101"),
        ("sum_officer", "1"),
        ("aimag_officer", "11"),
        ("evaluator", "1101"),
        ("administrator", "11"),
    ],
)
def test_a_role_is_given_only_on_its_rung(tree, admin, role, code):
    with pytest.raises(Refused) as refusal:
        add(admin, role, tree[code])
    assert refusal.value.field == "unit"


@pytest.mark.parametrize(
    ("role", "code"),
    [("aimag_officer", "1"), ("administrator", "1"), ("evaluator", "1")],
)
def test_an_aimag_officer_gives_no_role_as_strong_as_his_own(tree, officer, role, code):
    with pytest.raises(PermissionDenied):
        add(officer, role, tree[code])


@pytest.mark.parametrize("role", ["sum_officer", "bag_governor", "evaluator"])
def test_who_is_no_officer_gives_no_role(tree, role):
    home = {"sum_officer": "11", "bag_governor": "1101", "evaluator": "1"}[role]
    user = make_user(role, tree[home])
    with pytest.raises(PermissionDenied):
        add(user, "bag_governor", tree["1101"])


def test_a_role_unknown_to_the_law_is_refused(tree, admin):
    with pytest.raises(Refused):
        add(admin, "emperor", tree["1"])


def test_the_same_role_is_not_held_twice_at_once(tree, officer):
    person = make_user("bag_governor", tree["1101"])
    grant = {"user": officer, "target": person, "role": "bag_governor"}
    with pytest.raises(Conflict):
        actions.grant_role(**grant, unit=tree["1101"])
    actions.grant_role(**grant, unit=tree["1102"])
    assert person.roles.count() == 2


def test_a_role_for_a_time_ends_by_itself(tree, officer):
    person = make_user()
    actions.grant_role(
        user=officer,
        target=person,
        role="bag_governor",
        unit=tree["1101"],
        valid_from=TODAY() - timedelta(days=9),
        valid_to=TODAY(),
    )
    assert not rules.can_write(person, tree["1101"])


def test_it_refuses_a_role_that_ends_before_it_starts(tree, officer):
    with pytest.raises(Refused) as refusal:
        add(officer, "bag_governor", tree["1101"], valid_to=TODAY())
    assert refusal.value.field == "valid_to"


def test_an_ended_role_stops_at_once_and_stays_in_history(tree, officer):
    person = make_user("bag_governor", tree["1101"])
    role = person.roles.get()
    actions.end_role(user=officer, assignment=role)
    person = User.objects.get(pk=person.pk)
    assert not rules.can_write(person, tree["1101"])
    assert role.history.first().history_change_reason == "ended"
    assert role.history.first().history_user == officer


def test_a_role_begun_today_is_removed_but_its_history_stays(tree, officer):
    person, _ = add(officer, "bag_governor", tree["1101"])
    role = person.roles.get()
    pk = role.pk
    actions.end_role(user=officer, assignment=role)
    assert not person.roles.exists()
    last = RoleAssignment.history.filter(id=pk).first()
    assert (last.history_type, last.history_user) == ("-", officer)


def test_ending_does_not_lengthen_a_role(tree, officer):
    person = make_user()
    role = RoleAssignment.objects.create(
        user=person,
        role="bag_governor",
        unit=tree["1101"],
        valid_from=START,
        valid_to=TODAY() + timedelta(days=5),
    )
    with pytest.raises(Refused):
        actions.end_role(user=officer, assignment=role, on=TODAY() + timedelta(days=9))


def test_nobody_ends_the_own_role_or_closes_the_own_account(admin):
    with pytest.raises(Refused):
        actions.end_role(user=admin, assignment=admin.roles.get())
    with pytest.raises(Refused):
        actions.deactivate_user(user=admin, target=admin)


def test_a_new_password_replaces_the_old_one(tree, officer):
    person = make_user("sum_officer", tree["11"], password="хуучин-нууц-1")
    password = actions.set_password(user=officer, target=person)
    person.refresh_from_db()
    assert person.check_password(password)
    assert not person.check_password("хуучин-нууц-1")


@pytest.mark.parametrize(
    "action",
    [
        actions.set_password,
        actions.deactivate_user,
        actions.reactivate_user,
        actions.turn_off_second_step,
    ],
)
def test_an_officer_takes_over_no_stronger_account(tree, officer, action):
    stronger = make_user("bag_governor", tree["1101"])
    RoleAssignment.objects.create(
        user=stronger, role="administrator", unit=tree["MN"], valid_from=START
    )
    with pytest.raises(PermissionDenied):
        action(user=officer, target=stronger)


def test_an_officer_manages_nobody_of_another_subtree(tree):
    from bagana.territory.ancestry import rebuild
    from tests.factories import make_unit

    other = make_unit("2", tree["MN"], "aimag")
    rebuild()
    stranger = make_user("aimag_officer", other)
    person = make_user("bag_governor", tree["1101"])
    with pytest.raises(PermissionDenied):
        actions.set_password(user=stranger, target=person)
    with pytest.raises(PermissionDenied):
        actions.end_role(user=stranger, assignment=person.roles.get())


def test_an_account_without_roles_is_left_to_administrators(officer, admin):
    person = make_user()
    with pytest.raises(PermissionDenied):
        actions.set_password(user=officer, target=person)
    assert actions.set_password(user=admin, target=person)


def test_a_former_governor_is_still_managed_by_who_appointed(tree, officer):
    person = make_user("bag_governor", tree["1101"])
    actions.end_role(user=officer, assignment=person.roles.get())
    actions.deactivate_user(user=officer, target=person)
    person.refresh_from_db()
    assert not person.is_active
    actions.reactivate_user(user=officer, target=person)
    assert person.is_active
    reasons = list(person.history.values_list("history_change_reason", flat=True))
    assert reasons[:2] == ["reopened", "closed"]


def test_a_closed_account_may_nothing_at_once(tree, officer):
    person = make_user("bag_governor", tree["1101"])
    actions.deactivate_user(user=officer, target=person)
    assert not rules.can_write(User.objects.get(pk=person.pk), tree["1101"])
