"""Checking a file: every refusal said, nothing written, counts that reconcile."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.utils import translation

from bagana.accounts.models import Role
from bagana.indicators.models import ImportBatch, Observation
from bagana.indicators.problems import WORDS, Problem
from bagana.territory.ancestry import rebuild
from bagana.territory.models import ExternalCode
from bagana.web.errors import PermissionDenied, Refused
from tests.factories import make_indicator, make_unit, make_user
from tests.indicators.world import make_world, tidy

pytestmark = pytest.mark.django_db
CYRILLIC = re.compile("[а-яёөү]", re.IGNORECASE)


@pytest.fixture
def world():
    return make_world()


def problems(batch: ImportBatch) -> list[tuple[str, int]]:
    return [(kept["code"], kept["row"]) for kept in batch.problems]


def test_it_writes_nothing_but_the_batch(world):
    batch = world.check(tidy("1101,people,2025,10"))
    assert batch.state == "checked"
    assert batch.counts["new"] == 1
    assert not Observation.objects.exists()


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("1101,никому,2025,10", "unknown_indicator"),
        ("1101,,2025,10", "missing_indicator"),
        ("9999,people,2025,10", "unknown_unit"),
        (",people,2025,10", "missing_unit"),
        ("1101,people,хэзээ,10", "unknown_period"),
        ("1101,people,,10", "missing_period"),
        ("1101,people,1999,10", "unit_not_in_period"),
        ("1101,people,2025,арав", "not_a_number"),
        ("1101,people,2025,1.2.34", "unclear_number"),
        ("1101,people,2025,-1", "negative"),
        ("1101,people,2025,9" + "0" * 24, "too_large"),
        ("MN,people,2025,10", "no_permission"),
    ],
)
def test_it_says_why_a_row_is_refused(world, row, code):
    batch = world.check(tidy("1102,people,2025,5", row))
    assert problems(batch) == [(code, 3)]
    assert batch.counts == {
        "read": 2,
        "new": 1,
        "changed": 0,
        "same": 0,
        "refused": 1,
        "empty": 0,
    }


def test_it_names_column_and_value(world):
    kept = world.check(tidy("1101,people,2025,арав")).problems[0]
    assert (kept["column"], kept["value"]) == ("D · value", "арав")


def test_it_refuses_the_second_of_two_alike(world):
    batch = world.check(tidy("1101,people,2025,1", "1101,people,2025 он,2"))
    assert problems(batch) == [("duplicate", 3)]
    assert Problem.restored(batch.problems[0]).reason.count("2")


def test_it_refuses_a_unit_below_the_level_of_the_indicator(world):
    make_indicator("hay", lowest_level=2)
    batch = world.check(tidy("11,hay,2025,1", "1101,hay,2025,1"))
    assert problems(batch) == [("below_level", 3)]


def test_it_refuses_a_unit_that_had_ended(world):
    make_unit("1109", world.units["11"], "bag", end=date(2020, 1, 1))
    rebuild()
    batch = world.check(tidy("1109,people,2019,1", "1109,people,2020,1"))
    assert problems(batch) == [("unit_not_in_period", 3)]


def test_it_refuses_a_row_of_another_nature(world):
    text = "code,indicator,period,value,nature\n1101,people,2025,1,own\n"
    assert problems(world.check(text)) == [("mixed_nature", 2)]
    again = text.replace("own", "official")
    assert world.check(again).counts["new"] == 1


def test_an_empty_cell_is_no_figure(world):
    batch = world.check(tidy("1101,people,2025,", "1102,people,2025,-"))
    assert batch.counts["empty"] == 2
    assert batch.counts["read"] == batch.counts["refused"] == 0


def test_a_negative_figure_may_be_allowed(world):
    make_indicator("balance", allows_negative=True)
    assert world.check(tidy("1101,balance,2025,-3")).counts["new"] == 1


PARTS = "code,indicator,period,value,numerator,denominator\n1101,share,2025,"


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ("50,1,2", None),
        ("50,1,", "parts_incomplete"),
        ("50,1,0", "zero_denominator"),
        ("40,1,2", "parts_disagree"),
        ("33,1,3", None),
    ],
)
def test_parts_must_make_the_value(world, cells, code):
    make_indicator(
        "share",
        across_units="ratio",
        numerator=world.people,
        denominator=world.animals,
        factor=100,
    )
    batch = world.check(PARTS + cells)
    assert [kept["code"] for kept in batch.problems] == ([code] if code else [])


def test_it_finds_a_unit_by_other_codes_and_names(world):
    ExternalCode.objects.create(unit=world.units["1101"], register="nso", code="31101")
    batch = world.check(
        tidy(
            "31101,people,2025,1", "нэгж 1102,people,2025,1", "Unit 1103,people,2025,1"
        )
    )
    assert batch.counts["new"] == 3


def test_a_name_of_many_needs_the_code(world):
    for code in ("1104", "1204"):
        make_unit(code, world.units[code[:2]], "bag", name_mn="Орхон")
    rebuild()
    text = tidy("Орхон,people,2025,1")
    assert problems(world.check(text)) == [("ambiguous_unit", 2)]
    # The sum's own officer has one Орхон only.
    assert world.check(text, world.sum_officer).counts["new"] == 1


def test_a_governor_enters_the_own_bag_only(world):
    batch = world.check(
        tidy("1101,people,2025,1", "1102,people,2025,1"), world.governor
    )
    assert problems(batch) == [("no_permission", 3)]


def test_an_evaluator_enters_nothing(world):
    evaluator = make_user(Role.EVALUATOR, world.units["1"])
    with pytest.raises(PermissionDenied):
        world.check(tidy("1101,people,2025,1"), evaluator)


def test_every_problem_has_its_words_in_both_languages():
    args = {
        "codes": "1, 2",
        "unit": "1",
        "period": "2025",
        "existed": "2000 –",
        "first": 2,
        "expected": "official",
        "given": "own",
        "computed": "1",
        "title": {"mn": "шалгаруулалт", "en": "selection"},
        "since": "2025-01-01",
        "url": "/selection/x/",
        "count": 2,
    }
    for code in WORDS:
        problem = Problem(code, args=args)
        with translation.override("mn"):
            mongolian = (problem.reason, problem.fix)
        with translation.override("en"):
            english = (problem.reason, problem.fix)
        assert all(CYRILLIC.search(text) for text in mongolian)
        assert not any(CYRILLIC.search(text) for text in english), english


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01\x02binary\x00", b"PK\x03\x04broken", b"a,b\n1,2\n"],
)
def test_a_file_that_is_not_understood_is_refused_as_a_whole(world, content):
    from bagana.indicators.imports import check_file

    with pytest.raises(Refused) as refusal:
        check_file(user=world.officer, name="x", content=content)
    assert refusal.value.fix
    assert not ImportBatch.objects.exists()
