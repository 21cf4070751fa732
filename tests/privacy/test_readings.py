from datetime import timedelta

import pytest
from django.utils import timezone

from bagana.privacy.models import Export, Reading, ReadSubject
from bagana.privacy.queries.readings import exports_of_person, looks_at_person
from bagana.privacy.reading import note_export, note_reading
from bagana.privacy.wording import WHAT
from tests.factories import make_tree, make_user
from tests.registers.factories import make_household, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    units = make_tree()
    governor = make_user("bag_governor", units["1101"])
    person = make_person(make_household(units["1101"]))
    return units, governor, person


def note(world, **more):
    units, governor, person = world
    values = {"user": governor, "what": "person", "unit": units["1101"]}
    return note_reading(**(values | {"subjects": [person.pk]} | more))


def test_it_notes_who_saw_whom(world):
    reading = note(world)
    assert reading.count == 1
    assert list(reading.subjects.values_list("subject", flat=True)) == [world[2].pk]


def test_seeing_nobody_is_no_reading(world):
    assert note(world, subjects=[]) is None
    assert not Reading.objects.exists()


def test_looking_again_within_ten_minutes_is_the_same_look(world):
    first = note(world)
    assert note(world) == first
    assert ReadSubject.objects.count() == 1


def test_only_who_was_not_seen_before_is_added(world):
    note(world)
    second = note(world, subjects=[world[2].pk, 999])
    assert second.count == 1
    assert ReadSubject.objects.count() == 2


def test_after_ten_minutes_it_is_another_look(world):
    first = note(world)
    Reading.objects.filter(pk=first.pk).update(
        at=timezone.now() - timedelta(minutes=11)
    )
    assert note(world) != first


def test_numbers_in_full_are_another_look_than_masked_ones(world):
    first = note(world)
    assert note(world, unmasked=True, reason="зөрүүг шалгах") != first


def test_another_person_looking_is_another_look(world):
    first = note(world)
    assert note(world, user=make_user("sum_officer", world[0]["11"])) != first


def test_a_page_without_words_is_refused(world):
    with pytest.raises(ValueError, match="wording"):
        note(world, what="nothing-like-it")


def test_a_whole_register_makes_no_rows_of_people(world):
    note(world, whole_unit=True, subjects=[])
    assert not ReadSubject.objects.exists()


def test_the_list_costs_few_queries(world, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        note(world, subjects=range(1, 1000))


def test_the_person_hears_of_every_look(world):
    units, governor, person = world
    note(world)
    note(world, what="book", subjects=[], whole_unit=True, reason="хэвлэв")
    other = units["1102"]
    note(world, what="book", unit=other, subjects=[], whole_unit=True)
    told = looks_at_person(person.pk)
    assert [one.what for one in told] == [str(WHAT["book"]), str(WHAT["person"])]
    assert told[0].who == governor.display_name
    assert "(" in told[0].capacity  # the role, and over which unit


def test_a_book_of_the_sum_showed_the_people_of_its_bags(world):
    units, _governor, person = world
    note(world, what="book", unit=units["11"], subjects=[], whole_unit=True)
    assert len(looks_at_person(person.pk)) == 1


def test_a_book_printed_after_he_left_did_not_show_him(world):
    units, _governor, person = world
    person.residences.update(ends_on=timezone.localdate() - timedelta(days=30))
    note(world, what="book", unit=units["1101"], subjects=[], whole_unit=True)
    assert looks_at_person(person.pk) == []


def test_files_with_names_are_told_and_nameless_ones_are_not(world):
    units, governor, person = world
    note_export(user=governor, what="book", unit=units["1101"], rows=5)
    note_export(
        user=governor, what="research", unit=units["1"], rows=5, is_anonymised=True
    )
    told = exports_of_person(person.pk)
    assert [one.what for one in told] == [str(WHAT["book"])]
    assert Export.objects.count() == 2


def test_readings_are_seen_by_who_oversees_and_by_oneself(world):
    units, governor, _person = world
    note(world)
    above = make_user("sum_officer", units["11"])
    other = make_user("bag_governor", units["1102"])
    visitor = make_user()
    seen = {
        who: Reading.objects.visible_to(who).count()
        for who in (governor, above, other, visitor)
    }
    assert list(seen.values()) == [1, 1, 0, 0]
