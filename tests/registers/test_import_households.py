"""A file of households: checked, taken in as one entry, and taken back exactly."""

import io
from datetime import date

import pytest

from bagana.registers.imports.actions import (
    apply_upload,
    check_file,
    discard_upload,
    take_in,
    undo_import,
)
from bagana.registers.imports.layout import Options
from bagana.registers.models import (
    Camp,
    Entry,
    Event,
    Household,
    Person,
    Residence,
    Section,
    Stay,
    Upload,
)
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_tree, make_user
from tests.registers.factories import make_household, make_person

pytestmark = pytest.mark.django_db
HEAD = "Багийн код,Өрхийн дугаар,Эцэг эхийн нэр,Өрхийн тэргүүн,Регистр"
ON = Options(on=date(2025, 12, 31))


def file_of(*rows: str, head: str = HEAD) -> bytes:
    return "\n".join((head, *rows)).encode("utf-8-sig")


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def officer(tree):
    return make_user("aimag_officer", tree["1"])


def take(tree, officer, content, unit="1", options=ON):
    return take_in(user=officer, unit=tree[unit], source=content, options=options)


def test_a_row_becomes_a_household_with_its_head_and_place(tree, officer):
    head = f"{HEAD},Орон байр,Малчин өрх,Утас,Өвөлжөө,Хэсэг,Ус"
    content = file_of(
        "1101,7,Дорж,Бат,МА80051230,гэр,тийм,+976 9911-2233,Цагаан,1-р хэсэг,худаг",
        head=head,
    )
    entry, taken = take(tree, officer, content)
    assert taken.tally.counts() == {
        "read": 1, "new": 1, "changed": 0, "same": 0, "refused": 0,
    }  # fmt: skip
    household = Household.objects.get()
    assert (household.unit, household.number) == (tree["1101"], "7")
    assert (household.dwelling, household.is_herder, household.water) == (
        "ger", True, "own",
    )  # fmt: skip
    assert household.private == {"phone": "+976 9911-2233"}
    assert household.section.name == "1-р хэсэг"
    assert household.head.private["reg_no"] == "МА80051230"
    assert (household.head.sex, household.head.birth_year) == ("male", 1980)
    assert Camp.objects.get().private == {"name": "Цагаан"}
    for model in (Stay, Residence):
        assert model.objects.get().starts_on == date(2025, 12, 31)
    assert Event.objects.get().kind == "opening"
    assert entry.title == ""
    assert "Бат" not in str(entry.options)


def test_undoing_leaves_nothing_behind(tree, officer):
    standing = make_household(tree["1101"], number="1", private={"phone": "88"})
    make_person(standing, relation="head", private={"given": "Бат"})
    before = list(Household.objects.values()), list(Person.objects.values())
    content = file_of("1101,1,Дорж,Бат,МА80051230", "1101,2,Дорж,Сүх,", head=HEAD)
    entry, taken = take(tree, officer, content)
    assert (taken.tally.changed, taken.tally.new) == (1, 1)
    undo_import(user=officer, entry=entry)
    assert (list(Household.objects.values()), list(Person.objects.values())) == before
    assert Event.objects.count() == 1
    assert not Section.objects.exists()


def test_the_same_file_again_changes_nothing(tree, officer):
    content = file_of("1101,1,Дорж,Бат,МА80051230", "1102,1,,,", "1201,5,Бат,Сүх,")
    take(tree, officer, content)
    _entry, taken = take(tree, officer, content)
    assert (taken.tally.same, taken.tally.new, taken.tally.changed) == (3, 0, 0)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("9999,1,,,", "unknown_unit"),
        (",1,,,", "no_unit"),
        ("1101,,,,", "no_number"),
        ("1101,1,Дорж,Бат,МА80991230", "person"),
        ("1101,1,Дорж,,МА80051230", "person"),
    ],
)
def test_it_says_what_is_wrong_with_a_row(tree, officer, row, code):
    _entry, taken = take(tree, officer, file_of(row, "1101,9,,,"))
    (problem,) = taken.tally.problems
    assert (problem.code, problem.row) == (code, 2)
    assert problem.reason
    assert problem.fix
    assert Household.objects.count() == 1


def test_a_household_and_a_number_stand_once_in_a_file(tree, officer):
    rows = ("1101,1,Дорж,Бат,МА80051230", "1101,1,Дорж,Бат,", "1102,1,А,Б,МА80051230")
    _entry, taken = take(tree, officer, file_of(*rows))
    assert [one.code for one in taken.tally.problems] == ["twice", "person_twice"]


def test_another_head_than_the_register_knows_is_refused(tree, officer):
    standing = make_household(tree["1101"], number="1")
    make_person(standing, relation="head", private={"given": "Бат"})
    _entry, taken = take(tree, officer, file_of("1101,1,Дорж,Цэцэг,"))
    assert [one.code for one in taken.tally.problems] == ["other_head"]


def test_without_numbers_households_are_found_by_their_heads(tree, officer):
    for number, given in (("4", "Бат"), ("5", "Сүх"), ("6", "Сүх")):
        household = make_household(tree["1101"], number=number)
        private = {"given": given, "parent": "Дорж"}
        make_person(household, relation="head", private=private)
    head = "Баг,Эцэг эхийн нэр,Өрхийн тэргүүн,Малчин"
    rows = ("1101,Дорж,БАТ,тийм", "1101,Дорж,Сүх,тийм", "1101,Дорж,Шинэ,үгүй")
    _entry, taken = take(tree, officer, file_of(*rows, head=head))
    assert [one.code for one in taken.tally.problems] == ["several_heads"]
    assert (taken.tally.changed, taken.tally.new) == (1, 1)
    assert Household.objects.get(is_herder=False).number == "7"


def test_bags_are_found_by_sum_and_name_and_doubtful_names_are_refused(tree, officer):
    head = "Сум,Баг,Өрхийн дугаар"
    rows = ("Нэгж 11,Нэгж 1101 баг,1", "Нэгж 12,Нэгж 1101,2", ",Нэгж 1201,3")
    _entry, taken = take(tree, officer, file_of(*rows, head=head))
    assert [one.code for one in taken.tally.problems] == ["unknown_unit"]
    assert set(Household.objects.values_list("unit__code", "number")) == {
        ("1101", "1"),
        ("1201", "3"),
    }


def test_rows_of_other_bags_are_refused_to_a_bag_governor(tree):
    governor = make_user("bag_governor", tree["1101"])
    content = file_of("1101,1,,,", "1102,1,,,")
    _entry, taken = take(tree, governor, content, unit="1101")
    assert [one.code for one in taken.tally.problems] == ["outside"]
    with pytest.raises(PermissionDenied):
        take(tree, governor, content, unit="1102")
    with pytest.raises(PermissionDenied):
        take(tree, make_user("evaluator", tree["1"]), content)


def test_a_check_writes_nothing_and_shows_its_sum(tree, officer):
    upload = check_file(
        user=officer,
        unit=tree["1"],
        name="өрх.csv",
        content=file_of("1101,1,,,", "99,1,,,"),
        options=ON,
    )
    assert not Household.objects.exists()
    assert not Entry.objects.exists()
    assert upload.counts["read"] == 2
    assert upload.found["problems"][0]["row"] == 3
    assert "өрх.csv".encode() not in bytes(upload.sealed)


def test_what_is_applied_goes_to_background_work(tree, officer):
    from bagana.background.worker import run_waiting

    content = file_of("1101,1,Дорж,Бат,")
    upload = check_file(
        user=officer, unit=tree["1"], name="a.csv", content=content, options=ON
    )
    applied = apply_upload(user=officer, upload=upload)
    run_waiting()
    upload = Upload.objects.get(pk=applied.pk)
    assert upload.state == "applied"
    assert upload.entry.sha256 == upload.sha256
    assert upload.private == {}
    with pytest.raises(Conflict):
        discard_upload(user=officer, upload=upload)


def test_nobody_applies_the_file_of_another(tree, officer):
    upload = check_file(
        user=officer,
        unit=tree["1"],
        name="a.csv",
        content=file_of("1101,1,,,"),
        options=ON,
    )
    with pytest.raises(PermissionDenied):
        apply_upload(user=make_user("aimag_officer", tree["1"]), upload=upload)


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", "юу ч биш\n1\n".encode()])
def test_a_file_that_is_no_table_is_refused(tree, officer, content):
    with pytest.raises(Refused):
        check_file(user=officer, unit=tree["1"], name="x", content=content, options=ON)


def test_a_register_that_moved_on_is_not_written_over(tree, officer, monkeypatch):
    from bagana.registers.imports import actions

    monkeypatch.setattr(actions, "newest_entry", lambda _unit: 0)
    make_household(tree["1101"])
    with pytest.raises(Conflict):
        take(tree, officer, file_of("1101,77,,,"))
    assert not Household.objects.filter(number="77").exists()


def test_a_workbook_with_people_fills_the_households(tree, officer):
    import xlsxwriter

    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        page = book.add_worksheet("Өрх")
        page.write_row(0, 0, ["Багийн код", "Өрхийн дугаар", "Тэргүүний нэр"])
        page.write_row(1, 0, [1101, 12, "Бат"])
        page = book.add_worksheet("Хүн")
        head = ["Багийн код", "Өрхийн дугаар", "Нэр", "Төрсөн өдөр", "Хэн болох"]
        page.write_row(0, 0, [*head, "Хүйс"])
        page.write_row(1, 0, [1101, 12, "Бат", 29353, "өрхийн тэргүүн", "эр"])
        page.write_row(2, 0, [1101, 12, "Цэцэг", "1984.2.3", "эхнэр", "эм"])
        page.write_row(3, 0, [1101, 99, "Хэн", "1984.2.3", "эхнэр", "эм"])
    content = target.getvalue()
    _entry, taken = take(tree, officer, content)
    assert taken.people.counts() == {
        "read": 3, "new": 1, "changed": 0, "same": 1, "refused": 1,
    }  # fmt: skip
    wife = Person.objects.get(relation="spouse")
    assert wife.household.number == "12"
    assert wife.private["birth_date"] == "1984-02-03"
    _entry, taken = take(tree, officer, content)
    assert taken.people.new == 0


def test_columns_are_guessed_whatever_their_case_and_dress():
    from bagana.registers.imports.columns import guess

    found = guess(["ӨРХИЙН  ДУГААР*", "Ус [water]", "багийн\nкод", "Өөр"], "households")
    assert list(found.values()) == ["number", "water", "unit"]
