"""No user is shown another subtree's unpublished figures, people or roles."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from bagana.accounts import queries
from bagana.accounts.models import Role, RoleAssignment, User
from bagana.indicators.models import Observation, Publication
from bagana.territory.models import Unit
from tests.factories import START, make_indicator, make_observation, make_tree

CODES = ["MN", "1", "11", "12", "1101", "1102", "1103", "1201", "1202"]
STATES = ["draft", "published", "superseded", "withdrawn"]
PARENTS = {"1": "MN", "11": "1", "12": "1"} | {
    code: code[:2] for code in CODES if len(code) == 4
}
grants = st.lists(
    st.tuples(st.sampled_from(Role.values), st.sampled_from(CODES), st.booleans()),
    max_size=4,
    unique_by=lambda grant: grant[:2],
)


def lies_under(code: str, root: str) -> bool:
    """The tree told a second time, so that the test does not trust the code."""
    at: str | None = code
    while at is not None:
        if at == root:
            return True
        at = PARENTS.get(at)
    return False


def covers(held: list[tuple[str, str, bool]], code: str, roles: set[str]) -> bool:
    return any(
        current and role in roles and lies_under(code, root)
        for role, root, current in held
    )


def give(user: User, held: list[tuple[str, str, bool]], tree: dict[str, Unit]) -> None:
    from datetime import date

    for role, code, current in held:
        RoleAssignment.objects.create(
            user=user,
            role=role,
            unit=tree[code],
            valid_from=START,
            valid_to=None if current else date(2020, 1, 1),
        )


class NoLeak(TestCase):
    """The tree is made once; what an example adds is rolled back after it."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.tree = make_tree()
        User.objects.create(username="asker", display_name="Асуугч")

    @property
    def asker(self) -> User:
        """Read anew: the roles of a request are kept on the user object."""
        return User.objects.get(username="asker")

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(held=grants)
    def test_no_unpublished_figure_leaves_its_subtree(self, held):
        give(self.asker, held, self.tree)
        frozen = Publication.objects.create(title="т", rows=0, sha256="")
        for state in STATES:
            indicator = make_indicator(f"i-{state}")
            for unit in self.tree.values():
                public = state in {"published", "superseded"}
                fields = {"publication": frozen if public else None}
                make_observation(indicator, unit, 2025, 1, status=state, **fields)
        shown = Observation.objects.visible_to(self.asker).select_related("unit")
        for row in shown:
            if row.status in {"draft", "withdrawn"}:
                assert covers(held, row.unit.code, set(Role.values)), row.unit.code
        hidden = Observation.objects.exclude(pk__in=shown).select_related("unit")
        for row in hidden:
            assert row.status in {"draft", "withdrawn"}
            assert not covers(held, row.unit.code, set(Role.values))

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(held=grants, theirs=grants)
    def test_no_person_or_role_is_shown_outside_the_subtree(self, held, theirs):
        give(self.asker, held, self.tree)
        other = User.objects.create(username="other", display_name="Нөгөө")
        give(other, theirs, self.tree)
        asker = self.asker
        readers = {"aimag_officer", "administrator", "evaluator"}
        expected = {
            (role, code) for role, code, _ in theirs if covers(held, code, readers)
        }
        roles = queries.roles_of(other, user=asker)
        assert {(r.role, r.unit.code) for r in roles} == expected
        users = set(queries.users_visible_to(asker))
        assert (other in users) is bool(expected)
        assert asker in users
        ids = queries.users_page(asker)
        listed = {u.pk: u for u in queries.users_with_roles(asker, ids)}
        assert set(listed) == {u.pk for u in users}
        if other.pk in listed:
            shown = {(r.role, r.unit.code) for r in listed[other.pk].shown_roles}
            assert shown <= expected


@pytest.mark.django_db
def test_an_anonymous_reader_is_shown_nobody():
    from django.contrib.auth.models import AnonymousUser

    User.objects.create(username="someone", display_name="Хэн нэгэн")
    assert not queries.users_visible_to(AnonymousUser()).exists()
    assert not queries.roles_visible_to(AnonymousUser()).exists()
