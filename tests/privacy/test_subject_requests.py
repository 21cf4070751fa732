import base64
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from bagana.engines.mongolian import search_key
from bagana.privacy.actions.requests import (
    erase_person,
    fulfil_request,
    lift_restriction,
    refuse_request,
    take_request,
)
from bagana.privacy.actions.retention import (
    apply_retention,
    due_for_erasure,
    years_before,
)
from bagana.privacy.models import RequestState, SubjectRequest
from bagana.privacy.queries.requests import kept_of, wish_of
from bagana.privacy.sealing import blind, seal, unseal
from bagana.privacy.terms import due_on
from bagana.registers.actions.journal import keep
from bagana.registers.models import Camp, Entry, Person, Revision
from bagana.web.errors import Conflict, Refused
from tests.factories import make_tree, make_user
from tests.registers.factories import (
    make_census,
    make_count,
    make_entry,
    make_household,
    make_person,
)

pytestmark = pytest.mark.django_db
NAMES = {"given": "Сарнай", "parent": "Хангал", "reg_no": "МД85010122"}


@pytest.fixture
def world():
    units = make_tree()
    household = make_household(
        units["1101"], private={"phone": "99112233", "address": "Хар усны эхэнд"}
    )
    person = make_person(household, private=NAMES, birth_year=1985)
    governor = make_user("bag_governor", units["1101"])
    officer = make_user("sum_officer", units["11"])
    return units, person, governor, officer


def taken(world, kind="extract", wish="Хэн үзсэнийг мэдмээр байна"):
    return take_request(user=world[2], uid=world[1].uid, kind=kind, wish=wish)


def gone(person, years=0, days=1):
    day = years_before(timezone.localdate(), years) - timedelta(days=days)
    person.residences.update(starts_on=date(2000, 1, 1), ends_on=day)
    Person.objects.filter(pk=person.pk).update(is_present=False)


def test_a_request_is_due_in_thirty_days_and_its_wish_is_sealed(world):
    request = taken(world)
    assert request.due_on == request.taken_on + timedelta(days=30)
    assert "мэдмээр".encode() not in bytes(request.wish)
    assert wish_of(request).startswith("Хэн")
    assert due_on(date(2024, 2, 1)) == date(2024, 3, 2)


def test_a_governor_of_another_bag_meets_nobody(world):
    other = make_user("bag_governor", world[0]["1102"])
    with pytest.raises(Refused):
        take_request(user=other, uid=world[1].uid, kind="extract", wish="a")
    assert not SubjectRequest.objects.visible_to(other).exists()


@pytest.mark.parametrize(("role", "unit"), [("aimag_officer", "1"), ("evaluator", "1")])
def test_who_does_not_keep_the_register_takes_nothing(world, role, unit):
    user = make_user(role, world[0][unit])
    with pytest.raises((PermissionDenied, Refused)):
        take_request(user=user, uid=world[1].uid, kind="extract", wish="a")


def test_an_extract_tells_everything_that_is_kept(world):
    make_count(make_census(), world[1].household, sheep=320)
    told = str(kept_of(world[1].pk))
    for value in ("Сарнай", "Хангал", "МД85010122", "Хар усны эхэнд", "320"):
        assert value in told


def test_a_correction_goes_through_the_register(world):
    request = taken(world, "correction")
    fulfil_request(
        user=world[2], request=request, answer="Зөв", fields={"given": "Сараа"}
    )
    world[1].refresh_from_db()
    assert world[1].private["given"] == "Сараа"
    assert world[1].private["parent"] == "Хангал"
    assert bytes(world[1].name_index) == blind(search_key("Сараа"), purpose="name")
    assert Entry.objects.filter(kind="correction").count() == 1


def test_a_correction_that_says_nothing_is_refused(world):
    request = taken(world, "correction")
    with pytest.raises(Refused):
        fulfil_request(user=world[2], request=request, answer="a", fields={"given": ""})


def test_restriction_hides_and_is_lifted(world):
    request = taken(world, "restriction")
    with pytest.raises(PermissionDenied):
        fulfil_request(user=world[2], request=request, answer="Зөвшөөрөв")
    done = fulfil_request(user=world[3], request=request, answer="Зөвшөөрөв")
    assert Person.objects.get(pk=world[1].pk).is_restricted
    lift_restriction(user=world[3], request=done, reason="Хүссэн")
    assert not Person.objects.get(pk=world[1].pk).is_restricted


def test_who_lives_in_the_bag_is_not_erased(world):
    request = taken(world, "erasure")
    with pytest.raises(Conflict):
        fulfil_request(user=world[3], request=request, answer="Устгав")
    refused = refuse_request(
        user=world[2], request=request, answer="Бүртгэлтэй байх хугацаанд хадгална"
    )
    assert refused.state == RequestState.REFUSED
    assert Person.objects.get(pk=world[1].pk).private["given"] == "Сарнай"


def test_a_refusal_needs_its_basis(world):
    with pytest.raises(Refused):
        refuse_request(user=world[2], request=taken(world), answer="үгүй")


def test_a_request_is_decided_once(world):
    request = taken(world)
    fulfil_request(user=world[2], request=request, answer="Өгсөн")
    with pytest.raises(Conflict):
        refuse_request(user=world[2], request=request, answer="Бодоод үзэхэд болохгүй")


def test_the_bag_alone_does_not_erase(world):
    gone(world[1])
    request = taken(world, "erasure")
    with pytest.raises(PermissionDenied):
        fulfil_request(user=world[2], request=request, answer="Устгав")


def holds_names(token, bind):
    """Whether anything of the person is left in an opened token, nested ones too."""
    content = unseal(token, bind=bind)
    inner = (content.get("sealed") or {}).get("base64", "")
    return bool(base64.b64decode(inner))


def test_erasure_reaches_every_version_and_keeps_the_counts(world):
    _units, person, _governor, officer = world
    camp = Camp.objects.create(
        household=person.household,
        season="winter",
        sealed=seal({"name": "Хар ус"}, bind=f"camp:{person.household.uid}"),
        name_index=blind(search_key("Хар ус"), purpose="camp"),
        entry=person.entry,
    )
    entry = make_entry(person.unit, kind="person")
    keep(entry, person)
    entry = make_entry(person.unit, kind="household")
    keep(entry, person.household)
    gone(person)
    request = taken(world, "erasure")
    fulfil_request(user=officer, request=request, answer="Биелүүлэв")

    person.refresh_from_db()
    camp.refresh_from_db()
    person.household.refresh_from_db()
    assert person.private == {}
    assert camp.private == {}
    assert person.household.private == {}
    indices = (person.name_index, person.parent_index, person.reg_no_index)
    assert {bytes(one) for one in indices} == {b""}
    assert (person.birth_year, person.sex) == (1985, "female")
    assert person.residences.count() == 1
    assert person.events.count() == 1
    kept = Revision.objects.filter(table__in=("person", "household"))
    assert kept.count() == 2
    for row in kept:
        assert not holds_names(row.before, f"revision:{row.table}:{row.row}")
    request.refresh_from_db()
    assert wish_of(request) == ""


def test_a_household_that_others_live_in_keeps_its_address(world):
    _units, person, _governor, officer = world
    make_person(person.household)
    gone(person)
    erase_person(user=officer, person_id=person.pk, reason="хүсэлт")
    person.household.refresh_from_db()
    assert person.household.private["address"] == "Хар усны эхэнд"


def test_an_owner_known_by_his_number_is_named_no_more(world):
    _units, person, _governor, officer = world
    keeper = make_household(person.unit)
    count = make_count(
        make_census(),
        keeper,
        sheep=40,
        owner_sealed=seal(
            {"name": "Сарнай", "reg_no": NAMES["reg_no"]}, bind=f"count:{keeper.uid}"
        ),
        owner_index=blind(NAMES["reg_no"], purpose="owner"),
    )
    gone(person)
    erase_person(user=officer, person_id=person.pk, reason="хүсэлт")
    before = bytes(count.owner_index)
    count.refresh_from_db()
    assert bytes(count.owner_index) not in (b"", before)
    assert count.sheep == 40


def test_retention_takes_who_left_longer_ago_and_nobody_else(world):
    units, person, _governor, _officer = world
    recent = make_person(person.household)
    gone(person, years=10, days=1)
    gone(recent, years=9, days=1)
    due = due_for_erasure()
    assert due.people == (person.pk,)
    administrator = make_user("administrator", units["MN"])
    assert apply_retention(user=administrator, progress=lambda done: None) == 1
    assert Person.objects.get(pk=person.pk).private == {}
    assert Person.objects.get(pk=recent.pk).private
    assert due_for_erasure().people == ()


def test_only_an_administrator_applies_retention(world):
    with pytest.raises(PermissionDenied):
        apply_retention(user=world[3], progress=lambda done: None)


def test_a_leap_day_is_found_in_years_without_one():
    assert years_before(date(2024, 2, 29), 1) == date(2023, 2, 28)


def test_an_owner_known_by_his_whole_name_alone_is_found_near_where_he_lived(world):
    units, person = world[0], world[1]
    census = make_census()
    near = [
        make_owned(census, units["1102"], "Хангал Сарнай"),
        make_owned(census, units["1102"], "Сарнай"),
        make_owned(census, units["1201"], "Хангал Сарнай"),
    ]
    person.residences.update(starts_on=date(2000, 1, 1))
    gone(person)
    erase_person(user=world[3], person_id=person.pk, reason="Хүссэн")
    told = []
    for count in near:
        count.refresh_from_db()
        opened = unseal(count.owner_sealed, bind=f"count:{count.keeper.uid}")
        told.append(opened["name"])
    assert "Сарнай" not in told[0]
    assert told[1:] == ["Сарнай", "Хангал Сарнай"]


def make_owned(census, unit, name):
    keeper = make_household(unit)
    return make_count(
        census,
        keeper,
        sheep=5,
        owner_sealed=seal({"name": name}, bind=f"count:{keeper.uid}"),
        owner_index=blind(search_key(name), purpose="owner"),
    )
