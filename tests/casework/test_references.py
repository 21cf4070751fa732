"""A reference: its number, what it says, who may issue it, how it is taken back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from bagana.casework import reference_fields
from bagana.casework.actions.references import (
    is_erased,
    is_untouched,
    issue_reference,
    revoke_reference,
)
from bagana.casework.models import (
    Reference,
    ReferenceKind,
    Request,
    Service,
    ServiceVersion,
)
from bagana.casework.reference_founding import found_reference_kinds, package_kinds
from bagana.casework.reference_subjects import erase_references, references_of
from bagana.registers.models import Event, EventKind
from bagana.web.errors import Conflict, Refused
from tests.casework.reference_rows import (
    CHILD,
    HEAD,
    head_of,
    make_home,
    make_kind,
    make_reference,
)
from tests.factories import make_tree, make_user
from tests.registers.factories import make_household, make_person

pytestmark = pytest.mark.django_db

ALLOWED = {
    "residence": ["name", "birth_year", "place", "address", "since"],
    "destination": ["name", "birth_year", "place", "moved_on", "moving_to"],
    "livestock": ["household_number", "head", "place", "herd"],
    "household": ["household_number", "place", "address", "members"],
    "care": ["name", "birth_year", "place", "address", "cared_for"],
    "concession": ["name", "birth_year", "place", "address", "size"],
    "elders": ["name", "age", "place", "address"],
}
"""What each kind may print: to print more, argue for it here first."""


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def governor(units):
    return make_user("bag_governor", units["1101"])


@pytest.fixture
def home(units):
    return make_home(units["1101"], number="0007")


def said(reference):
    return {one["code"]: one["value"] for one in reference.private["fields"]}


def test_each_kind_prints_only_its_fields():
    assert {row["code"]: row["fields"] for row in package_kinds()} == ALLOWED


def test_no_kind_of_ours_prints_a_registration_number():
    assert not [row for row in package_kinds() if "reg_no" in row["fields"]]


def test_every_field_of_a_kind_can_be_filled():
    used = {code for row in package_kinds() for code in row["fields"]}
    assert used <= set(reference_fields.FIELDS)


def test_kinds_are_founded_once_and_marked_as_an_example():
    assert found_reference_kinds() == len(ALLOWED)
    assert found_reference_kinds() == 0
    assert not ReferenceKind.objects.filter(is_illustrative=False).exists()


def test_it_says_what_the_register_says(governor, home):
    told = said(make_reference(governor, home))
    assert told["name"] == "Үлгэрдоржийн Жишээболд"
    assert told["birth_year"] == "1950"
    assert told["address"] == "Дээд хөндий"
    assert told["place"] == "Нэгж 1 аймаг, Нэгж 11 сум, Нэгж 1101"
    assert told["since"] == "2024 оны 01 дүгээр сарын 01-ний өдөр"
    assert HEAD["reg_no"] not in str(told)


def test_livestock_is_of_the_newest_count_and_missing_is_not_nought(governor, home):
    lines = dict(said(make_reference(governor, home, "livestock"))["herd"])
    assert lines["Тэмээ"] == "0"
    assert lines["Хонь"] == "320"
    assert lines["Ямаа"] == "тоологдоогүй"
    assert "Бүгд, толгой" not in lines


def test_a_household_without_a_count_gets_no_reference_of_livestock(units, governor):
    bare = make_household(units["1101"])
    with pytest.raises(Refused, match="Өрхийн өөрийн мал"):
        make_reference(governor, bare, "livestock")


def test_household_composition_names_members_without_numbers(governor, home):
    members = said(make_reference(governor, home, "household"))["members"]
    assert [name for name, _words in members] == [
        "1. Үлгэрдоржийн Жишээболд",
        "2. Жишээболдын Загварүүл",
    ]
    assert CHILD["reg_no"] not in str(members)


def test_care_names_who_is_cared_for(governor, home):
    child = home.people.get(relation="child")
    made = make_reference(governor, home, "care", other=child)
    assert said(made)["cared_for"] == [["Жишээболдын Загварүүл", "2015 онд төрсөн"]]


def test_nobody_cares_for_himself(governor, home):
    with pytest.raises(Refused, match="нэг хүн"):
        make_reference(governor, home, "care", other=head_of(home))


def test_who_moved_away_gets_the_reference_of_the_move(units, governor, home):
    child = home.people.get(relation="child")
    with pytest.raises(Refused, match="Шилжин явсан өдөр"):
        make_reference(governor, home, "destination", person=child)
    Event.objects.create(
        kind=EventKind.MOVE_OUT,
        person=child,
        household=home,
        unit=home.unit,
        place="Дархан",
        on=date(2025, 3, 4),
        registered_on=date(2025, 3, 4),
        entry=child.entry,
    )
    child.is_present = False
    child.save()
    told = said(make_reference(governor, home, "destination", person=child))
    assert told["moving_to"] == "Дархан"
    assert told["moved_on"] == "2025 оны 03 дугаар сарын 04-ний өдөр"


def test_numbers_run_per_office_kind_and_year_without_gaps(units, governor, home):
    numbers = [make_reference(governor, home).number for _one in range(3)]
    with pytest.raises(Refused):
        make_reference(governor, home, "destination")  # gives nothing to be numbered
    other_kind = make_reference(governor, home, "elders")
    officer = make_user("sum_officer", units["11"])
    elsewhere = make_reference(officer, make_home(units["1102"], numbers=False))
    assert numbers == [1, 2, 3]
    assert other_kind.number == elsewhere.number == 1
    assert make_reference(governor, home).number == 4


def test_a_new_year_begins_at_one(governor, home):
    last_year = timezone.localdate().replace(month=1, day=1) - timedelta(days=1)
    assert make_reference(governor, home, on=last_year).number == 1
    assert make_reference(governor, home).number == 1


def test_a_revoked_number_is_never_used_again(governor, home):
    first = make_reference(governor, home)
    revoke_reference(user=governor, reference=first, why="Буруу бичсэн")
    assert make_reference(governor, home).number == first.number + 1


def test_revoking_asks_for_a_reason_and_happens_once(governor, home):
    made = make_reference(governor, home)
    with pytest.raises(Refused, match="шалтгаан"):
        revoke_reference(user=governor, reference=made, why="  ")
    revoke_reference(user=governor, reference=made, why="Буруу бичсэн")
    with pytest.raises(Conflict):
        revoke_reference(user=governor, reference=made, why="Дахин")
    assert [one.way for one in made.issues.all()] == ["issued", "revoked"]


def test_what_it_said_is_sealed_and_cannot_be_changed_unseen(governor, home):
    made = make_reference(governor, home)
    row = Reference.objects.get(pk=made.pk)
    assert "Жишээболд".encode() not in bytes(row.sealed)
    assert is_untouched(row)
    row.number += 1
    assert not is_untouched(row)


def test_a_later_change_of_the_register_leaves_it_as_it_was(governor, home):
    made = make_reference(governor, home)
    head = head_of(home)
    head.birth_year = 1951
    head.save()
    assert said(Reference.objects.get(pk=made.pk))["birth_year"] == "1950"


@pytest.mark.parametrize(
    ("role", "unit"), [("bag_governor", "1102"), ("sum_officer", "12"), (None, None)]
)
def test_only_the_office_of_the_bag_issues_and_revokes(
    units, governor, home, role, unit
):
    stranger = make_user(role, units.get(unit))
    with pytest.raises(PermissionDenied):
        make_reference(stranger, home)
    made = make_reference(governor, home)
    with pytest.raises(PermissionDenied):
        revoke_reference(user=stranger, reference=made, why="Буруу")


def test_it_refuses_a_person_of_another_bag(units, governor, home):
    stranger = make_person(make_household(units["1102"]))
    with pytest.raises(Refused, match="бүртгэлд алга"):
        issue_reference(
            user=governor, kind=make_kind(), unit=home.unit, person=stranger
        )


def test_it_refuses_a_restricted_person(governor, home):
    head = head_of(home)
    head.is_restricted = True
    head.save()
    with pytest.raises(Refused, match="хязгаарласан"):
        make_reference(governor, home)


def test_it_refuses_a_number_that_the_basis_does_not_allow(governor, home):
    kind = make_kind()
    kind.fields = [*kind.fields, "reg_no"]
    kind.save()
    with pytest.raises(Refused, match="регистрийн дугаар"):
        make_reference(governor, home)
    kind.basis_mn = "… журмын 3.2: регистрийн дугаарыг бичнэ"
    kind.save()
    assert said(make_reference(governor, home))["reg_no"] == HEAD["reg_no"]


def test_it_refuses_a_kind_that_does_not_hold_on_the_day(governor, home):
    kind = make_kind()
    kind.valid_to = timezone.localdate()
    kind.save()
    with pytest.raises(Refused, match="хүчингүй"):
        make_reference(governor, home)


def test_it_refuses_a_day_to_come(governor, home):
    with pytest.raises(Refused, match="Ирээдүйн"):
        make_reference(governor, home, on=timezone.localdate() + timedelta(days=1))


def make_asked(home, reference_kind="residence"):
    """An open request for a reference, as the desk takes it."""
    service = Service.objects.create(
        code=f"ask-{reference_kind}",
        unit=home.unit,
        kind="reference",
        provider="bag",
        reference_kind=reference_kind,
    )
    version = ServiceVersion.objects.create(
        service=service,
        valid_from=date(2020, 1, 1),
        title_mn="Тодорхойлолт авах",
        basis_mn="жишээ",
        term=3,
        term_in="working",
    )
    today = timezone.localdate()
    return Request.objects.create(
        number="1",
        unit=home.unit,
        version=version,
        channel="desk",
        household=home,
        state="received",
        taken_on=today,
        due_on=today + timedelta(days=5),
    )


def test_issuing_answers_the_request(governor, home):
    asked = make_asked(home)
    made = make_reference(governor, home, request=asked)
    asked.refresh_from_db()
    assert asked.state == "answered"
    assert asked.answered_on == made.issued_on
    assert made.request == asked


def test_a_settled_request_gets_no_second_reference(governor, home):
    asked = make_asked(home)
    make_reference(governor, home, request=asked)
    asked.refresh_from_db()
    with pytest.raises(Conflict):
        make_reference(governor, home, request=asked)


def test_a_request_for_another_kind_is_not_answered_by_it(governor, home):
    with pytest.raises(Refused, match="өөр төрлийн"):
        make_reference(governor, home, request=make_asked(home, "elders"))


def test_the_extract_of_a_person_tells_of_his_references(governor, home):
    child = home.people.get(relation="child")
    make_reference(governor, home)
    made = make_reference(governor, home, "household")
    assert [label for label, _words in references_of(child.pk)] == [
        f"Ам бүлийн бүрэлдэхүүний тодорхойлолт № 1, {made.issued_on}"
    ]
    assert len(references_of(head_of(home).pk)) == 2


def test_erasing_leaves_number_day_and_code(governor, home):
    child = home.people.get(relation="child")
    alone = make_reference(governor, home)
    made = make_reference(governor, home, "household")
    erase_references(child.pk, None)
    made.refresh_from_db()
    alone.refresh_from_db()
    assert is_erased(made)
    assert made.private == {}
    assert (made.number, made.code) == (1, made.code)
    assert not is_erased(alone)
