"""A command that writes does so in somebody's name."""

import pytest

from bagana.project.commands.environment import find_user
from bagana.web.errors import Refused
from tests.factories import make_tree, make_user

pytestmark = pytest.mark.django_db


def test_the_named_user_is_taken():
    person = make_user()
    assert find_user(person.username) == person


def test_the_only_administrator_is_the_default(capsys):
    admin = make_user("administrator", make_tree()["MN"])
    make_user()
    assert find_user("") == admin
    assert admin.username in capsys.readouterr().out


@pytest.mark.parametrize("count", [0, 2])
def test_it_refuses_to_guess_between_none_or_several(count):
    country = make_tree()["MN"]
    for _ in range(count):
        make_user("administrator", country)
    with pytest.raises(Refused) as refusal:
        find_user("")
    assert "--user" in refusal.value.fix


def test_an_unknown_name_is_refused():
    with pytest.raises(Refused):
        find_user("nobody")
