"""Books of a register: who has them, what they hold, the trace that is left."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from bagana.documents.content.books.a_account import a_account, blank_a_account
from bagana.documents.content.books.book import Place
from bagana.documents.content.books.household_book import household_book
from bagana.documents.content.books.receipt import receipt
from bagana.privacy.models import Export, Reading
from tests.documents.world import one_line, pdf_text, sheet_values
from tests.factories import make_tree, make_user
from tests.registers.factories import (
    make_census,
    make_count,
    make_household,
    make_person,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 5)
NAMED = ("household-book", "a-account", "counting-list")
BLANK = ("blank-a-account", "blank-household")


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def home(units):
    made = make_household(units["1101"], number="0007", is_herder=True)
    head = {"given": "Жишээболд", "parent": "Үлгэрдорж", "reg_no": "ЯА80010112"}
    make_person(made, relation="head", private=head)
    make_person(made, relation="child", birth_year=2015, private={"given": "Загварүүл"})
    make_count(make_census(), made, camel=0, horse=2, cattle=3, sheep=320, goat=None)
    return made


def path(paper, kind="pdf", unit="1101"):
    return reverse("documents:book", args=[unit, paper, kind]) + "?lang=mn"


def said(paper):
    with translation.override("mn"):
        return one_line(repr(paper))


def test_the_household_book_names_members_and_no_registration_number(home):
    told = said(household_book(Place(home.unit, TODAY)))
    for words in ("0007", "Үлгэрдорж Жишээболд", "Загварүүл", "2015", "1 өрх, 2 хүн"):
        assert words in told
    assert "ЯА80010112" not in told


def test_what_was_not_counted_is_missing_and_so_are_its_sums(home):
    paper = a_account(Place(home.unit, TODAY), make_census())
    row = paper.tables[0].rows[0].cells
    assert [cell.raw for cell in row[3:8]] == [0, 2, 3, 320, None]
    assert row[8].missing  # all kinds
    assert row[9].raw == 5  # big stock
    assert row[10].missing  # small stock


def test_a_counting_list_has_names_and_no_figures(home):
    paper = blank_a_account(Place(home.unit, TODAY), make_census(), named=True)
    assert paper.tables[0].rows[0].cells[1].text == "Үлгэрдорж Жишээболд"
    assert "320" not in said(paper)


def test_the_receipt_says_what_was_counted(home):
    assert "320" in said(receipt(home, make_census()))


def test_no_receipt_where_nothing_was_counted(units):
    assert receipt(make_household(units["1101"]), make_census()) is None


@pytest.mark.parametrize("paper", NAMED)
def test_a_book_leaves_a_reading_and_an_export(client, units, home, paper):
    governor = make_user("bag_governor", units["1101"])
    client.force_login(governor)
    answer = client.get(path(paper))
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert Reading.objects.filter(user=governor, whole_unit=True).count() == 1
    assert Export.objects.get().unit == units["1101"]


@pytest.mark.parametrize("paper", NAMED)
@pytest.mark.parametrize(
    ("role", "place"),
    [
        ("bag_governor", "1102"),
        ("sum_officer", "12"),
        ("aimag_officer", "1"),
        ("evaluator", "1"),
    ],
)
def test_who_does_not_keep_the_register_gets_no_book(
    client, units, home, paper, role, place
):
    client.force_login(make_user(role, units[place]))
    assert client.get(path(paper)).status_code == 404
    receipt_of = reverse("documents:receipt", args=[home.uid, "pdf"])
    assert client.get(receipt_of).status_code == 404
    assert not Export.objects.exists()


@pytest.mark.parametrize("paper", [*NAMED, *BLANK])
def test_a_visitor_is_asked_to_sign_in(client, home, paper):
    assert client.get(path(paper)).status_code == 302


@pytest.mark.parametrize("paper", BLANK)
def test_a_blank_form_holds_nobody_and_is_not_noted(client, units, home, paper):
    client.force_login(make_user("aimag_officer", units["1"]))
    answer = client.get(path(paper))
    assert "Жишээболд" not in pdf_text(answer.content)
    assert not Reading.objects.exists()


def test_the_workbook_counts_with_numbers(client, units, home):
    client.force_login(make_user("sum_officer", units["11"]))
    answer = client.get(path("a-account", "xlsx"))
    heads = next(iter(sheet_values(answer.content).values()))
    assert any(320 in row for row in heads)


def test_a_book_is_no_word_file(client, units, home):
    client.force_login(make_user("bag_governor", units["1101"]))
    assert client.get(path("a-account", "docx")).status_code == 404


def test_a_receipt_is_noted_of_the_household(client, units, home):
    client.force_login(make_user("bag_governor", units["1101"]))
    answer = client.get(reverse("documents:receipt", args=[home.uid, "pdf"]))
    assert answer.status_code == 200
    assert Reading.objects.get(what="receipt").count == 2


LINKED = {
    "registers:bag": ("household-book", "blank-household"),
    "registers:livestock": ("a-account", "counting-list", "blank-a-account"),
}


@pytest.mark.parametrize("page", LINKED)
@pytest.mark.parametrize("role", ["bag_governor", "aimag_officer"])
def test_a_page_links_to_the_books_that_its_reader_may_have(
    client, units, home, page, role
):
    client.force_login(
        make_user(role, units["1101" if role == "bag_governor" else "1"])
    )
    shown = client.get(reverse(page, args=["1101"])).text
    for paper in LINKED[page]:
        for kind in ("pdf", "xlsx"):
            address = reverse("documents:book", args=["1101", paper, kind])
            may = role == "bag_governor" or paper in BLANK
            assert (address in shown) == may


def test_the_page_of_a_herd_links_to_the_receipt(client, units, home):
    herd = reverse("registers:herd", args=[home.uid])
    address = reverse("documents:receipt", args=[home.uid, "pdf"])
    client.force_login(make_user("bag_governor", units["1101"]))
    assert address in client.get(herd).text
    client.force_login(make_user("aimag_officer", units["1"]))
    assert address not in client.get(herd).text


def test_a_number_alone_does_not_print_the_name_of_a_stranger(units, home):
    from bagana.registers.actions.livestock import record_livestock_count

    stranger = make_household(units["1201"], number="0099")
    head = {"given": "Нууцболд", "parent": "Танихгүй", "reg_no": "ЯБ80010112"}
    make_person(stranger, relation="head", private=head)
    census = make_census()
    record_livestock_count(
        user=make_user("bag_governor", home.unit),
        census=census,
        keeper=home,
        owner_reg_no="ЯБ80010112",
        heads={"sheep": 5},
    )
    for paper in (a_account(Place(home.unit, TODAY), census), receipt(home, census)):
        told = said(paper)
        assert "Нууцболд" not in told
        assert "0099" not in told
        assert "өөр багийн өрх" in told
