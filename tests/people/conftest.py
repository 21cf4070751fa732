"""One sum with its officer, for the tests of officials."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from bagana.accounts.models import Role, User
from bagana.people.models import Official, Post
from bagana.territory.models import Unit
from tests.factories import make_tree, make_user
from tests.people.factories import (
    make_appointment,
    make_decree,
    make_official,
    make_post,
    make_resolution,
)
from tests.people.performance_rows import Sides, make_criteria


@dataclass
class Office:
    units: dict[str, Unit]
    officer: User
    post: Post
    official: Official

    def appointed(self, **fields: Any) -> dict[str, Any]:
        """What `appoint` takes for the governor of the bag."""
        bag = self.post.unit
        return {
            "user": self.officer,
            "post": self.post,
            "official": self.official,
            "nomination": make_resolution(bag),
            "decree": make_decree(self.units["11"]),
        } | fields


@pytest.fixture
def office(db: None) -> Office:
    units = make_tree()
    officer = make_user(Role.SUM_OFFICER, units["11"])
    official = make_official(user=make_user())
    return Office(units, officer, make_post(units["1101"]), official)


@pytest.fixture
def sides(office: Office) -> Sides:
    """The governor of the bag and the officer of his sum, with criteria."""
    make_criteria()
    held = make_appointment(office.post, office.official)
    account = office.official.user
    assert account is not None
    return Sides(office.officer, account, held)
