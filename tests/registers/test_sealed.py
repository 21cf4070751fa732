"""After a change of keys everything opens and is found, also what the journal kept."""

import pytest

from bagana.privacy.rotation import add_key, drop_old, rotate
from bagana.registers.actions.households import Place, change_household
from bagana.registers.actions.journal import undo_entry
from bagana.registers.actions.people import change_person
from bagana.registers.models import Entry, Person
from bagana.registers.people import Private, index_of
from tests.factories import make_tree, make_user
from tests.registers.factories import make_household, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def own_keys(settings, tmp_path, monkeypatch):
    settings.BAGANA_KEYS = tmp_path / "keys"
    monkeypatch.setattr("bagana.privacy.rotation.SETTLING", 0)


def test_a_changed_key_opens_the_register_and_its_journal(own_keys):
    bag = make_tree()["1101"]
    governor = make_user("bag_governor", bag)
    household = make_household(bag, private={"phone": "99112233"})
    person = make_person(household, private={"given": "Дорж"})
    change_household(
        user=governor, household=household, camps={"winter": Place("Хар ус")}
    )
    change_person(user=governor, person=person, private=Private(given="Дулам"))
    add_key()
    rotate(lambda column, done: None)
    drop_old()
    found = Person.objects.get(name_index=index_of("дулам", "name"))
    assert found.private["given"] == "Дулам"
    assert household.camps.get().private == {"name": "Хар ус"}
    undo_entry(user=governor, entry=Entry.objects.latest("id"))
    found = Person.objects.get(name_index=index_of("дорж", "name"))
    assert found.private["given"] == "Дорж"
