"""Doubles are found, told apart or made one, and that is undone exactly."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from bagana.engines.mongolian import search_key
from bagana.registers.actions.duplicates import (
    merge_households,
    merge_people,
    tell_apart,
)
from bagana.registers.actions.journal import KEPT, columns_of, undo_entry
from bagana.registers.models import Event, Household
from bagana.registers.queries.duplicates import candidates, one_letter_apart
from bagana.web.errors import Conflict, Refused
from tests.factories import make_tree, make_user
from tests.registers.factories import (
    make_census,
    make_count,
    make_household,
    make_person,
)

pytestmark = pytest.mark.django_db
DORJ = {"given": "Дорж", "parent": "Бат"}


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def bag(tree):
    return tree["1101"]


@pytest.fixture
def officer(tree):
    return make_user("sum_officer", tree["11"])


def whole_register():
    return {
        model._meta.model_name: sorted(
            (columns_of(row) for row in model._default_manager.all()),
            key=lambda columns: columns["id"],
        )
        for model in KEPT
    }


def pairs(user, unit):
    found = candidates(user, unit, timezone.localdate())
    return [(pair.one, pair.other) for pair in found.people]


def test_the_same_name_year_and_parent_are_a_pair(tree, bag, officer):
    one = make_person(make_household(bag), private=DORJ)
    other = make_person(make_household(tree["1102"]), private=DORJ)
    make_person(make_household(bag), private=DORJ | {"parent": "Цэрэн"})
    make_person(make_household(bag), private=DORJ, birth_year=1990)
    assert pairs(officer, tree["11"]) == [(one, other)]


def test_a_name_that_differs_by_a_letter_is_a_pair(bag, officer):
    one = make_person(make_household(bag), private=DORJ | {"phone": "99001122"})
    other = make_person(
        make_household(bag), private={"given": "Доржи", "parent": "Бат"}
    )
    assert pairs(officer, bag) == [(one, other)]


def test_another_bag_takes_no_part(tree, bag):
    make_person(make_household(bag), private=DORJ)
    make_person(make_household(tree["1102"]), private=DORJ)
    assert pairs(make_user("bag_governor", bag), bag) == []


def test_a_pair_told_apart_is_not_shown_again(bag, officer):
    one = make_person(make_household(bag), private=DORJ)
    other = make_person(make_household(bag), private=DORJ)
    tell_apart(user=officer, one=other, other=one)
    assert pairs(officer, bag) == []


def test_merging_people_counts_one_and_is_undone_to_the_last_column(bag, officer):
    home, second = make_household(bag), make_household(bag)
    kept = make_person(home, private=DORJ, relation="head")
    gone = make_person(second, private=DORJ | {"phone": "99001122"}, relation="head")
    before = whole_register()
    entry = merge_people(user=officer, kept=kept, gone=gone)
    kept.refresh_from_db()
    gone.refresh_from_db()
    second.refresh_from_db()
    assert kept.private["phone"] == "99001122"
    assert (kept.is_present, gone.is_present) == (True, False)
    assert second.head is None
    assert Event.objects.get(entry=entry).kind == "corrected_out"
    assert gone.residences.get().ends_on == timezone.localdate()
    undo_entry(user=officer, entry=entry)
    assert whole_register() == before


def test_merging_households_moves_people_camps_and_herds_and_is_undone(bag, officer):
    from bagana.registers.actions.households import Place, change_household

    kept, gone = make_household(bag), make_household(bag)
    make_person(kept, relation="head", private=DORJ)
    wife = make_person(gone, relation="head")
    change_household(user=officer, household=gone, camps={"winter": Place("Хар ус")})
    make_count(make_census(), gone, sheep=40)
    before = whole_register()
    entry = merge_households(user=officer, kept=kept, gone=gone)
    wife.refresh_from_db()
    assert (wife.household, wife.relation) == (kept, "other")
    assert kept.camps.get().private == {"name": "Хар ус"}
    assert kept.kept_herds.get().sheep == 40
    assert Household.objects.get(pk=gone.pk).closed_on == timezone.localdate()
    undo_entry(user=officer, entry=entry)
    assert whole_register() == before


def test_two_counts_of_one_census_are_not_merged_silently(bag, officer):
    kept, gone = make_household(bag), make_household(bag)
    for household in (kept, gone):
        make_count(make_census(), household, sheep=40)
    with pytest.raises(Conflict):
        merge_households(user=officer, kept=kept, gone=gone)


def test_what_was_handed_in_stays_as_it_was_handed_in(bag, officer):
    from bagana.collection.models import Return, ReturnState
    from bagana.collection.rows import digest_of
    from tests.collection.factories import make_round

    census, later = make_census("2024-12"), make_census("2025-12")
    round = make_round(bag, census=census)
    kept, gone = make_household(bag), make_household(bag)
    make_count(census, gone, sheep=40)
    make_count(census, kept, sheep=7)
    make_count(later, gone, sheep=30)
    returned = Return.objects.get(round=round)
    Return.objects.filter(pk=returned.pk).update(state=ReturnState.APPROVED)
    handed_in = digest_of(returned)
    merge_households(user=officer, kept=kept, gone=gone)
    assert digest_of(returned) == handed_in
    assert gone.kept_herds.get().census == census
    assert kept.kept_herds.get(census=later).sheep == 30


def test_households_of_two_bags_are_no_doubles(tree, bag, officer):
    with pytest.raises(Refused):
        merge_households(
            user=officer, kept=make_household(bag), gone=make_household(tree["1102"])
        )


def test_whoever_keeps_one_of_the_two_bags_merges_nothing(tree, bag):
    governor = make_user("bag_governor", bag)
    mine = make_person(make_household(bag), private=DORJ)
    theirs = make_person(make_household(tree["1102"]), private=DORJ)
    for act in (merge_people, tell_apart):
        names = ("kept", "gone") if act is merge_people else ("one", "other")
        with pytest.raises(PermissionDenied):
            act(user=governor, **dict(zip(names, (mine, theirs), strict=True)))


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("dorj", "dorji", True),
        ("dorj", "durj", True),
        ("dorj", "dorj", False),
        ("dorj", "tsend", False),
        ("bat", "batbold", False),
        ("od", "oda", False),
    ],
)
def test_names_one_letter_apart(one, other, near):
    assert (one != other and one_letter_apart(one, other)) is near
    assert search_key(one)
