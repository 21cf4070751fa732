import pytest
from django.db import connection, models
from django.utils import timezone

from bagana.engines.mongolian import search_key
from bagana.privacy import keyring, rotation
from bagana.privacy.marks import in_use, key_faults, settle_keys
from bagana.privacy.models import KeyMark
from bagana.privacy.rotation import add_key, drop_old, rotate
from bagana.privacy.sealing import blind, blind_all, seal, sealed_columns, unseal
from bagana.registers.actions.journal import keep, undo_entry
from bagana.registers.imports.actions import check_file
from bagana.registers.imports.layout import Options
from bagana.registers.models import Camp, Person
from bagana.registers.queries.search import search
from bagana.web.errors import Conflict
from tests.factories import make_tree, make_user
from tests.registers.factories import make_entry, make_household, make_person

pytestmark = pytest.mark.django_db
SEALED_NAMES = {"sealed", "sealed_file", "issued", "wish", "before", "owner_sealed"}
SEALED_NAMES |= {"report"}


@pytest.fixture
def people(own_keys):
    units = make_tree()
    household = make_household(units["1101"], private={"phone": "99112233"})
    Camp.objects.create(
        household=household,
        season="winter",
        sealed=seal({"name": "Хар ус"}, bind=f"camp:{household.uid}"),
        name_index=blind(search_key("Хар ус"), purpose="camp"),
        entry=household.entry,
    )
    return [make_person(household, private={"given": f"Нэр{n}"}) for n in range(5)]


def silent(column, done):
    pass


def test_every_sealed_column_of_every_model_takes_part():
    from django.apps import apps

    found = {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.BinaryField) and field.name in SEALED_NAMES
    }
    assert found == {column.name for column in sealed_columns()}


def test_everything_is_sealed_with_the_new_key_and_found_by_it(people):
    rotate(silent)
    drop_old()
    assert set(in_use()) == {2}
    for number, person in enumerate(people):
        person.refresh_from_db()
        assert person.private["given"] == f"Нэр{number}"
        assert bytes(person.name_index) == blind(f"нэр{number}", purpose="name")
    camp = Camp.objects.get()
    assert camp.private == {"name": "Хар ус"}
    assert bytes(camp.name_index) == blind(search_key("Хар ус"), purpose="camp")


def test_half_way_both_keys_find(people):
    add_key()
    column = next(c for c in sealed_columns() if c.name == "registers.person.sealed")
    rotation._write(column, people[:2])
    wanted = [blind_all(f"нэр{n}", purpose="name") for n in range(5)]
    for indices in wanted:
        assert Person.objects.filter(name_index__in=indices).count() == 1


def test_broken_off_it_goes_on_with_what_is_left(people, monkeypatch):
    def killed(column, done):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotate(killed)
    before = keyring.keyring().current.number
    with pytest.raises(Conflict):
        drop_old()
    rotate(silent)
    assert keyring.keyring().current.number == before
    assert drop_old() == [1]
    assert set(in_use()) == {2}


def test_what_a_revision_holds_inside_is_sealed_anew_as_well(people):
    person, user = people[0], make_user("bag_governor", people[0].unit)
    entry = make_entry(person.unit, kind="person")
    keep(entry, person)
    person.sealed = seal({"given": "Өөр"}, bind=person.bind)
    person.name_index = blind("өөр", purpose="name")
    person.save()
    rotate(silent)
    drop_old()
    undo_entry(user=user, entry=entry)
    person.refresh_from_db()
    assert person.private["given"] == "Нэр0"
    assert bytes(person.name_index) == blind("нэр0", purpose="name")


def test_an_old_token_that_an_undoing_brings_back_is_not_lost(people):
    person, user = people[0], make_user("bag_governor", people[0].unit)
    entry = make_entry(person.unit, kind="person")
    keep(entry, person)
    undone = False

    def undo_meanwhile(column, done):
        nonlocal undone
        if column == "registers.person.sealed" and not undone:
            undone = True
            undo_entry(user=user, entry=entry)

    rotate(undo_meanwhile)
    assert undone
    assert drop_old() == [1]
    person.refresh_from_db()
    assert person.private["given"] == "Нэр0"


def test_it_keeps_the_old_key_while_anything_is_sealed_with_it(people):
    add_key()
    with pytest.raises(Conflict):
        drop_old()
    assert set(keyring.keyring().every) == {1, 2}


def test_no_new_key_is_made_beside_sealed_rows(people, own_keys):
    settle_keys()
    own_keys.unlink()
    keyring.forget_read()
    with pytest.raises(Conflict):
        seal({"a": 1}, bind="x")
    assert not own_keys.exists()
    assert len(list(key_faults())) == 1
    with pytest.raises(Conflict):
        settle_keys()


def test_the_file_of_another_installation_is_told(people, own_keys):
    settle_keys()
    keyring.write(own_keys, [keyring.new_key(1)], current=1)
    assert len(list(key_faults())) == 1
    with pytest.raises(Conflict):
        settle_keys()


def test_with_nothing_sealed_any_file_will_do(db, own_keys):
    settle_keys()
    keyring.write(own_keys, [keyring.new_key(1)], current=1)
    settle_keys()
    mark = KeyMark.objects.get()
    assert mark.fingerprint == keyring.fingerprint(keyring.keyring().current)


def test_no_key_stands_in_the_database(people):
    settle_keys()
    ring = keyring.keyring().current
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, fingerprint FROM privacy_keymark")
        rows = cursor.fetchall()
    assert len(rows) == 1
    assert ring.seal.hex() not in str(rows)
    assert unseal(seal({"a": 1}, bind="x"), bind="x") == {"a": 1}


def test_who_bears_the_old_key_is_found_and_not_registered_twice(people):
    """A change of keys that was broken off may stay so for days."""
    from bagana.registers.actions.people import add_person
    from bagana.registers.people import Private, sealed_person

    household = people[0].household
    sealed_person(people[0], Private(given="Дорж", reg_no="ЯА80010112"))
    people[0].save()
    add_key()
    user = make_user("bag_governor", household.unit)
    today = timezone.localdate()
    for text in ("Дорж", "ЯА80010112"):
        assert search(user, household.unit, text, today).people == [people[0]]
    assert search(user, household.unit, "Хар ус", today).households == [household]
    with pytest.raises(Conflict):
        add_person(
            user=user,
            household=household,
            private=Private(given="Болд", reg_no="ЯА80010112"),
        )
    file = b"number,reg_no\n1,\n"
    with pytest.raises(Conflict):
        check_file(
            user=user, unit=household.unit, name="a", content=file, options=Options()
        )
    rotate(silent)
    taken = check_file(
        user=user, unit=household.unit, name="a", content=file, options=Options()
    )
    assert taken.pk
