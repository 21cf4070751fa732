"""The spreadsheet we hand out comes back without a word."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.utils import translation

from bagana.indicators.imports import apply_batch, check_file
from bagana.indicators.imports.template import as_csv, as_xlsx, template
from bagana.indicators.models import Observation
from bagana.indicators.periods import ensure_period
from bagana.web.errors import Refused
from tests.factories import make_indicator
from tests.indicators.world import make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def made(world, user=None, **fields):
    values = {
        "indicators": [world.people, world.animals],
        "unit": world.units["1"],
        "period": ensure_period("2025-Q3"),
    }
    return template(user=user or world.officer, **(values | fields))


@pytest.mark.parametrize("language", ["mn", "en"])
@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_empty_it_is_read_without_a_problem(world, language, write):
    with translation.override(language):
        content = write(made(world))
    batch = check_file(user=world.officer, name="t", content=content)
    assert batch.problems == []
    assert batch.counts["empty"] == 10
    assert batch.counts["read"] == 0


@pytest.mark.parametrize("language", ["mn", "en"])
def test_filled_in_a_spreadsheet_it_brings_every_figure(world, language):
    with translation.override(language):
        book = openpyxl.load_workbook(io.BytesIO(as_xlsx(made(world))))
    sheet = book.worksheets[0]
    for line in range(2, sheet.max_row + 1):
        sheet.cell(line, 4).value = line * 10
        sheet.cell(line, 5).value = f"{line},5"
    target = io.BytesIO()
    book.save(target)
    batch = check_file(user=world.officer, name="t", content=target.getvalue())
    assert batch.problems == []
    apply_batch(user=world.officer, batch=batch)
    assert Observation.objects.count() == 10
    first = Observation.objects.filter(unit__code="1101", period__code="2025-Q3")
    assert sorted(first.values_list("indicator__code", "value")) == [
        ("animals", 2.5),
        ("people", 20.0),
    ]


def test_cells_take_only_numbers_and_there_are_instructions(world):
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(made(world))))
    assert len(book.worksheets) == 2
    kinds = {rule.type for rule in book.worksheets[0].data_validations.dataValidation}
    assert kinds == {"decimal", "list"}


def test_it_holds_only_units_that_the_user_writes_for(world):
    filled = made(world, user=world.sum_officer)
    assert {version.unit.code for version in filled.versions} == {
        "1101",
        "1102",
        "1103",
    }
    with pytest.raises(Refused):
        made(world, user=world.sum_officer, unit=world.units["12"])


def test_the_lowest_common_level_gives_the_rows(world):
    hay = make_indicator("hay", lowest_level=2)
    filled = made(world, indicators=[world.people, hay])
    assert {version.unit.code for version in filled.versions} == {"11", "12"}
