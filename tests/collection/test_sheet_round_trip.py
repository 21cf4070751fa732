"""A sheet that was handed out comes back: nothing is lost, nothing taken silently."""

import io

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bagana.collection.models import Return, Sheet
from bagana.collection.rows import set_row
from bagana.collection.sheets import apply_sheet, check_sheet, issue_sheet
from bagana.privacy.models import Export, Reading
from bagana.registers.actions.journal import undo_entry
from bagana.registers.models import LivestockCount
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.collection.factories import make_round
from tests.collection.sheet_world import SPECIES, Workbook, fill, make_world
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def sheet(world):
    return Workbook(issue_sheet(user=world.governor, returned=world.returned))


def check(world, sheet):
    content = sheet if isinstance(sheet, bytes) else sheet.content()
    return check_sheet(user=world.governor, returned=world.returned, content=content)


def put(world, found, **choices):
    return apply_sheet(
        user=world.governor, returned=world.returned, check=found, choices=choices
    )


def counts(found):
    told = found.counts()
    whole = ("new", "changed", "same", "refused", "conflicts")
    assert told["read"] == sum(told[name] for name in whole)
    return tuple(told[name] for name in whole)


def test_a_filled_sheet_is_taken_as_one_entry_and_taken_back(world, sheet):
    fill(sheet, "1", sheep=320, sheep_females=150)
    fill(sheet, "2", goat=12)
    found = check(world, sheet)
    assert counts(found) == (11, 0, 0, 0, 0)
    assert not LivestockCount.objects.filter(census=world.returned.round.census)
    entry = put(world, found)
    count = LivestockCount.objects.get(keeper=world.households[0], entry=entry)
    assert (count.sheep, count.sheep_females, count.camel) == (320, 150, 0)
    assert entry.options["done"] == "sheet_applied"
    undo_entry(user=world.governor, entry=entry)
    assert not LivestockCount.objects.filter(census=world.returned.round.census)


def test_a_blank_cell_stays_missing_and_is_no_nought(world, sheet):
    found = check(world, sheet)
    assert counts(found) == (0, 0, 0, 0, 0)
    assert put(world, found) is None


def test_it_shows_last_years_value_locks_what_is_not_to_be_filled_and_adds_up(sheet):
    page = sheet.page
    assert page.cell(sheet.lines["1"], sheet.at["sheep"] + 1).value == 90
    assert page.protection.sheet
    assert not page.cell(6, sheet.at["sheep"]).protection.locked
    assert page.cell(6, 2).protection.locked
    assert str(page.cell(5, sheet.at["sheep"]).value).startswith("=SUM(")
    assert page.row_dimensions[3].hidden
    assert page.column_dimensions["A"].hidden
    assert page.data_validations.dataValidation


def test_a_name_that_looks_like_a_formula_is_a_text(sheet):
    cell = sheet.page.cell(sheet.lines["3"], 3)
    assert "=Цэцэг" in cell.value
    assert cell.data_type in ("s", "inlineStr")


def test_handing_out_leaves_a_trace_and_keeps_no_name_in_the_open(world, sheet):
    assert Export.objects.get().what == "sheet"
    assert Reading.objects.get(what="sheet").count == 3
    kept = bytes(Sheet.objects.get().issued)
    assert str(world.households[0].uid).encode() not in kept


def test_what_both_changed_differently_is_asked_cell_by_cell(world, sheet):
    first, second = (
        Workbook(issue_sheet(user=world.governor, returned=world.returned))
        for _copy in range(2)
    )
    fill(first, "1", sheep=300, goat=10)
    fill(second, "1", sheep=320, goat=10)
    fill(second, "2", sheep=5)
    put(world, check(world, first))
    found = check(world, second)
    assert counts(found) == (5, 0, 4, 0, 1)
    (clash,) = found.conflicts
    assert (clash.number, clash.field, clash.sheet, clash.standing) == (
        "1", "sheep", 320, 300,
    )  # fmt: skip
    assert clash.who == world.governor.display_name
    with pytest.raises(Refused):
        put(world, found)
    put(world, found, **{clash.choice: "sheet"})
    count = LivestockCount.objects.get(
        keeper=world.households[0], census=world.returned.round.census
    )
    assert count.sheep == 320


def test_what_changed_only_here_stays(world, sheet):
    heads = dict.fromkeys(SPECIES, 0) | {"sheep": 50}
    set_row(
        user=world.governor,
        returned=world.returned,
        household=world.households[0],
        values=heads,
    )
    fill(sheet, "2", sheep=7)
    found = check(world, sheet)
    assert counts(found) == (5, 0, 0, 0, 0)
    assert [found.numbers[key] for key in found.rows] == ["2"]


def test_a_cell_that_was_emptied_becomes_missing(world):
    heads = dict.fromkeys(SPECIES, 0) | {"sheep": 50, "sheep_young": 20}
    set_row(
        user=world.governor,
        returned=world.returned,
        household=world.households[0],
        values=heads,
    )
    sheet = Workbook(issue_sheet(user=world.governor, returned=world.returned))
    sheet["1", "sheep_young"] = None
    found = check(world, sheet)
    assert counts(found) == (0, 1, 5, 0, 0)
    put(world, found)
    count = LivestockCount.objects.get(
        keeper=world.households[0], census=world.returned.round.census
    )
    assert (count.sheep, count.sheep_young) == (50, None)


@pytest.mark.parametrize(
    ("value", "kept"),
    [("320", 320), (" 1 320 ", 1320), ("'45", 45), (12.0, 12), ("1,320", 1320)],
)
def test_numbers_written_as_people_write_them(world, sheet, value, kept):
    fill(sheet, "1", sheep=value)
    found = check(world, sheet)
    assert found.rows[str(world.households[0].uid)]["sheep"] == kept


@pytest.mark.parametrize("value", ["олон", -3, 1.5, "12О", 1_000_000])
def test_a_cell_that_is_no_number_is_refused_and_the_rest_goes_on(world, sheet, value):
    fill(sheet, "1", sheep=5)
    sheet["1", "goat"] = value
    found = check(world, sheet)
    (problem,) = found.problems
    assert (problem.row, problem.value) == (6, str(value).removesuffix(".0"))
    assert problem.reason
    assert problem.fix


def test_a_row_that_the_register_refuses_is_told_before(world, sheet):
    fill(sheet, "1", sheep=10, sheep_females=12)
    fill(sheet, "2", sheep=1)
    found = check(world, sheet)
    told = counts(found)
    assert told[0] + told[3] == 11
    assert {found.numbers[key] for key in found.rows} <= {"1", "2"}
    put(world, found)


def test_a_renamed_sheet_and_moved_columns_are_understood(world, sheet):
    fill(sheet, "1", sheep=320)
    sheet.page.title = "Миний хуудас"
    sheet.page.move_range("D1:H9", cols=60)
    sheet.book.create_sheet("Өөр", 0)["A1"] = "юу ч биш"
    found = check(world, sheet)
    assert counts(found) == (5, 0, 0, 0, 0)


def test_merged_cells_and_trailing_blanks_do_no_harm(world, sheet):
    fill(sheet, "1", sheep=320)
    sheet.page.merge_cells("A1:H1")
    for line in range(40, 60):
        sheet.page.cell(line, 4).value = "  "
    assert counts(check(world, sheet)) == (5, 0, 0, 0, 0)


def test_without_its_marks_it_is_read_by_the_words_of_the_heading(world, sheet):
    fill(sheet, "1", sheep=320)
    sheet.page.delete_rows(1, 3)
    found = check(world, sheet)
    assert found.new == 5
    assert found.notes


def test_a_row_of_another_household_is_refused(world, sheet):
    line = sheet.page.max_row + 1
    sheet.page.cell(line, 2).value = "77"
    sheet.page.cell(line, sheet.at["sheep"]).value = 5
    found = check(world, sheet)
    assert counts(found) == (0, 0, 0, 1, 0)
    assert found.problems[0].value == "77"


def test_the_sheet_of_another_bag_or_round_is_refused(world, sheet):
    other = make_round(
        world.tree["1"], code="other", census=world.returned.round.census
    )
    returned = Return.objects.get(round=other, unit=world.bag)
    with pytest.raises(Refused):
        check_sheet(user=world.governor, returned=returned, content=sheet.content())


@pytest.mark.parametrize("kind", ["token", "empty", "book", "text"])
def test_a_file_that_is_none_of_ours_is_refused(world, sheet, kind):
    if kind == "token":
        sheet.page.cell(3, 3).value = "bagana:0123"
        content = sheet.content()
    elif kind == "book":
        target = io.BytesIO()
        openpyxl.Workbook().save(target)
        content = target.getvalue()
    else:
        content = {"empty": b"", "text": b"PK\x03\x04 broken"}[kind]
    with pytest.raises(Refused):
        check(world, content)


def test_a_submitted_return_takes_no_sheet(world, sheet):
    Return.objects.filter(pk=world.returned.pk).update(state="submitted")
    world.returned.refresh_from_db()
    with pytest.raises(Conflict):
        check(world, sheet)
    with pytest.raises(Conflict):
        issue_sheet(user=world.governor, returned=world.returned)


@pytest.mark.parametrize(
    ("role", "unit"),
    [("bag_governor", "1102"), ("aimag_officer", "1"), ("evaluator", "1")],
)
def test_who_does_not_fill_the_return_gets_and_gives_no_sheet(world, sheet, role, unit):
    user = make_user(role, world.tree[unit])
    with pytest.raises(PermissionDenied):
        issue_sheet(user=user, returned=world.returned)
    with pytest.raises(PermissionDenied):
        check_sheet(user=user, returned=world.returned, content=sheet.content())


@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    heads=st.lists(
        st.fixed_dictionaries(
            {one: st.integers(min_value=0, max_value=99_999) for one in SPECIES}
        ),
        min_size=3,
        max_size=3,
    )
)
def test_what_we_hand_out_comes_back_without_an_error(world, heads):
    for household, values in zip(world.households, heads, strict=True):
        set_row(
            user=world.governor,
            returned=world.returned,
            household=household,
            values=values,
        )
    content = issue_sheet(user=world.governor, returned=world.returned)
    found = check(world, content)
    assert counts(found) == (0, 0, 15, 0, 0)
    assert not found.problems
