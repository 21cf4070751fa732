"""Every cell of the table in docs/rules/roles.md, tried."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bagana.accounts import rules
from bagana.accounts.models import Role
from bagana.acts.models import Body
from bagana.acts.rules import can_record_act
from bagana.territory.models import Unit
from tests.factories import make_tree, make_user

PAGE = Path(__file__).parents[2] / "docs" / "rules" / "roles.md"
HOME = {
    "bag_governor": "1101",
    "sum_officer": "11",
    "aimag_officer": "1",
    "evaluator": "1",
    "administrator": "1",
}
INSIDE = {
    "bag_governor": ["1101"],
    "sum_officer": ["11", "1101", "1103"],
    "aimag_officer": ["1", "11", "12", "1202"],
    "evaluator": ["1", "11", "1202"],
    "administrator": ["1", "11", "1202"],
}
OUTSIDE = {
    "bag_governor": ["1102", "11", "1", "MN"],
    "sum_officer": ["12", "1201", "1", "MN"],
    "aimag_officer": ["MN", "2", "21"],
    "evaluator": ["MN", "2", "21"],
    "administrator": ["MN", "2", "21"],
}


def _record(user: Any, unit: Unit) -> bool:
    body, _ = Body.objects.get_or_create(
        name_mn=f"Хурал {unit.code}", defaults={"name_en": "", "unit": unit}
    )
    return can_record_act(user, body)


PREDICATES: dict[str, Callable[[Any, Unit], bool]] = {
    "see unpublished": rules.can_see_unpublished,
    "write drafts": rules.can_write,
    "publish": rules.can_publish,
    "change units": rules.can_change_units,
    "see users": rules.can_see_users,
    "manage users": rules.can_manage_users,
    "record acts": _record,
}


def _matrix() -> list[tuple[str, str, bool]]:
    text = PAGE.read_text(encoding="utf-8")
    section = re.split(r"^## ", text, flags=re.M)[1]
    rows = [line for line in section.splitlines() if line.startswith("|")]
    cells = [[c.strip() for c in row.strip("|").split("|")] for row in rows]
    head = cells[0][1:]
    return [
        (row[0], ability, row[index + 1] == "yes")
        for row in cells[2:]
        for index, ability in enumerate(head)
    ]


CELLS = _matrix()


@pytest.fixture
def tree(db):
    from bagana.territory.ancestry import rebuild
    from tests.factories import make_unit

    units = make_tree()
    units["2"] = make_unit("2", units["MN"], "aimag")
    units["21"] = make_unit("21", units["2"], "sum")
    rebuild()
    return units


def test_the_table_names_every_role_and_every_predicate():
    assert {role for role, _, _ in CELLS} == set(Role.values)
    assert {ability for _, ability, _ in CELLS} == set(PREDICATES)
    assert len(CELLS) == len(Role.values) * len(PREDICATES)


@pytest.mark.parametrize(("role", "ability", "allowed"), CELLS)
def test_a_cell_holds_inside_the_subtree(tree, role, ability, allowed):
    user = make_user(role, tree[HOME[role]])
    for code in INSIDE[role]:
        assert PREDICATES[ability](user, tree[code]) is allowed, code


@pytest.mark.parametrize(("role", "ability", "allowed"), CELLS)
def test_outside_the_subtree_every_cell_is_no(tree, role, ability, allowed):
    user = make_user(role, tree[HOME[role]])
    for code in OUTSIDE[role]:
        above = ability == "record acts" and role in {"aimag_officer", "administrator"}
        expected = above and code == "MN"
        assert PREDICATES[ability](user, tree[code]) is expected, code


@pytest.mark.parametrize("ability", PREDICATES)
def test_without_a_role_every_cell_is_no(tree, ability):
    from django.contrib.auth.models import AnonymousUser

    for user in (make_user(), AnonymousUser(), None):
        assert PREDICATES[ability](user, tree["1101"]) is False


@pytest.mark.parametrize("role", Role.values)
def test_a_closed_account_may_nothing(tree, role):
    user = make_user(role, tree[HOME[role]], is_active=False)
    for predicate in PREDICATES.values():
        assert predicate(user, tree[HOME[role]]) is False


def test_templates_can_ask_the_same_predicates(tree):
    from rules import test_rule

    user = make_user("aimag_officer", tree["1"])
    assert test_rule("can_publish", user, tree["1101"])
    assert not test_rule("can_publish", make_user(), tree["1101"])
