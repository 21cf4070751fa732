"""What binds the whole installation is not one aimag's to change once two work here."""

from __future__ import annotations

import pytest

from bagana.accounts.models import Role, User
from bagana.accounts.roles import sets_for_all
from bagana.casework.rules import may_set_terms as may_set_climbing
from bagana.meetings.actions.ruling import may_set_rules
from bagana.people.rules import may_set_terms as may_set_conduct
from bagana.territory.ancestry import rebuild
from tests.factories import make_tree, make_unit, make_user

pytestmark = pytest.mark.django_db
ASKED = (sets_for_all, may_set_climbing, may_set_rules, may_set_conduct)


def _answers(user: User) -> set[bool]:
    fresh = User.objects.get(pk=user.pk)  # roles are kept on the object
    return {asked(fresh) for asked in ASKED}


def test_an_aimag_sets_for_all_until_another_aimag_works_here():
    units = make_tree()
    other = make_unit("9", units["MN"], "aimag")
    rebuild()
    aimag = make_user(Role.AIMAG_OFFICER, units["1"])
    admin = make_user(Role.ADMINISTRATOR, units["MN"])
    make_user(Role.EVALUATOR, units["MN"])
    assert _answers(aimag) == {True}
    theirs = make_user(Role.AIMAG_OFFICER, other)
    assert _answers(aimag) == _answers(theirs) == {False}
    assert _answers(admin) == {True}
    theirs.is_active = False
    theirs.save()
    assert _answers(aimag) == {True}


def test_roles_below_the_aimag_and_visitors_set_nothing_for_all():
    units = make_tree()
    sums = [units["11"], units["12"]]
    assert _answers(make_user(Role.EVALUATOR, units["1"])) == {False}
    for one in sums:
        assert _answers(make_user(Role.SUM_OFFICER, one)) == {False}
    assert not sets_for_all(None)
