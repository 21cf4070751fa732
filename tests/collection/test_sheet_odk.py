"""Forms go to phones as XLSForm, and come back as submissions of ODK and Kobo."""

import io
import json

import pytest

from bagana.collection.forms import FORMS
from bagana.collection.sheets import apply_sheet
from bagana.collection.submissions import check_submissions
from bagana.collection.xlsforms import household_form, xlsform
from bagana.registers.actions.journal import undo_entry
from bagana.registers.imports.actions import take_in
from bagana.registers.imports.layout import Options
from bagana.registers.imports.submissions import as_table, read_submissions
from bagana.registers.models import Household, LivestockCount
from bagana.web.errors import Refused
from tests.collection.sheet_world import make_world

ODK = (
    "SubmissionDate,start,heads-camel,heads-horse,heads-cattle,heads-sheep,heads-goat,"
    "number,meta-instanceID,KEY\n"
    "2025-12-08,x,0,2,3,40,5,1,uuid:a1,uuid:a1\n"
    "2025-12-08,x,0,0,0,7,0,2,uuid:a2,uuid:a2\n"
)
KOBO = {
    "count": 1,
    "results": [
        {
            "_id": 7,
            "number": "1",
            "heads/camel": "0",
            "heads/horse": "2",
            "heads/cattle": "3",
            "heads/sheep": "40",
            "heads/goat": "5",
            "formhub/uuid": "f",
            "meta/instanceID": "uuid:a1",
        }
    ],
}
ODATA = {
    "value": [
        {
            "__id": "uuid:a1",
            "number": "1",
            "heads": {"camel": 0, "horse": 2, "cattle": 3, "sheep": 40, "goat": 5},
            "__system": {"submitterName": "x"},
        }
    ]
}


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def check(world):
    def run(content):
        return check_submissions(
            user=world.governor, returned=world.returned, content=content
        )

    return run


def put(world, found, **choices):
    return apply_sheet(
        user=world.governor,
        returned=world.returned,
        check=found,
        choices=choices,
        done="submissions_applied",
    )


@pytest.mark.parametrize("code", [*FORMS, "household_new"])
def test_each_form_is_a_valid_xlsform(code):
    pyxform = pytest.importorskip("pyxform.xls2xform")
    content = household_form() if code == "household_new" else xlsform(FORMS[code])
    found = pyxform.convert(
        xlsform=io.BytesIO(content), file_type=".xlsx", validate=False
    )
    assert found.warnings in (None, [])
    for language in ("Монгол (mn)", "English (en)"):
        assert language in found.xform


def test_what_the_phone_checks_is_what_the_rules_say():
    pyxform = pytest.importorskip("pyxform.xls2xform")
    content = xlsform(FORMS["livestock"])
    xform = pyxform.convert(
        xlsform=io.BytesIO(content), file_type=".xlsx", validate=False
    ).xform
    assert "coalesce( /data/heads/sheep , 0)" in xform.replace(
        "/bagana_livestock/", "/data/"
    )
    assert "with_extras" in xform


@pytest.mark.parametrize(
    "content",
    [ODK.encode(), json.dumps(KOBO).encode(), json.dumps(ODATA).encode()],
    ids=["odk-csv", "kobo-json", "odata"],
)
def test_a_submission_fills_a_row_once(world, check, content):
    found = check(content)
    assert found.refused == 0
    entry = put(world, found)
    count = LivestockCount.objects.get(keeper=world.households[0], entry=entry)
    assert (count.sheep, count.horse) == (40, 2)
    again = check(content)
    assert again.to_write == 0
    assert again.same == again.read
    assert again.notes
    assert put(world, again) is None


def test_an_undone_submission_can_come_again(world, check):
    entry = put(world, check(ODK.encode()))
    undo_entry(user=world.governor, entry=entry)
    assert check(ODK.encode()).new == 10


def test_another_value_than_the_one_that_stands_is_asked(world, check):
    put(world, check(ODK.encode()))
    changed = ODK.replace("40", "41").replace("uuid:a1", "uuid:b1")
    found = check(changed.encode())
    assert [(one.field, one.sheet) for one in found.conflicts] == [("sheep", 41)]


def test_an_unknown_household_is_refused(world, check):
    found = check(ODK.replace(",1,uuid", ",99,uuid").encode())
    assert [one.value for one in found.problems] == ["99"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"a,b\n1,2\n", b'{"value": 3}'])
def test_what_holds_no_submissions_is_refused(db, content):
    with pytest.raises(Refused):
        read_submissions(content)


def test_a_new_household_comes_from_a_phone(world):
    told = {
        "__id": "uuid:h",
        "unit": "1101",
        "number": "50",
        "given": "Туяа",
        "is_herder": "1",
        "water": "own",
    }
    table = as_table(json.dumps({"value": [told]}).encode())
    for new in (1, 0):
        _entry, taken = take_in(
            user=world.governor, unit=world.bag, source=table, options=Options()
        )
        assert taken.tally.new == new
    household = Household.objects.get(number="50")
    assert (household.is_herder, household.water) == (True, "own")
