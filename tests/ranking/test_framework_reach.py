"""What a method may be frozen by, and whose drafts may be copied."""

from datetime import date

import pytest

from bagana.ranking.actions.frameworks import create_framework, freeze_version
from bagana.web.errors import PermissionDenied, Refused
from tests.factories import make_act, make_user
from tests.ranking.factories import make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world(frozen=False, years=(2023,))


def freeze(world, on=date(2020, 1, 1)):
    act = make_act(world.units["1"], date=on)
    return freeze_version(user=world.officer, version=world.version, act=act)


def copy(world):
    return create_framework(
        user=make_user("sum_officer", world.units["12"]),
        unit=world.units["12"],
        code="mine",
        name_mn="Манайх",
        name_en="Ours",
        copy_of=world.version,
    )


def test_an_act_of_tomorrow_freezes_nothing(world):
    with pytest.raises(Refused) as refused:
        freeze(world, on=date(2999, 1, 1))
    assert refused.value.field == "act"
    world.version.refresh_from_db()
    assert not world.version.is_frozen


def test_nobody_copies_a_draft_that_he_may_not_read(world):
    with pytest.raises(PermissionDenied):
        copy(world)


def test_everybody_copies_what_is_frozen(world):
    freeze(world)
    world.version.refresh_from_db()
    assert copy(world).versions.get().definition["code"] == "mine"
