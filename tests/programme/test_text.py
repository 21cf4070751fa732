"""The programme's text: wordings follow one another, each under its act."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bagana.acts.founded import founded_by
from bagana.programme.actions.text import amend_chapter
from bagana.programme.models import Chapter, ChapterVersion
from bagana.programme.queries import text as queries
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_act, make_tree, make_user
from tests.programme.factories import make_programme

FIRST, SECOND = date(2018, 6, 5), date(2021, 1, 15)


class World:
    def __init__(self):
        self.units = make_tree()
        self.officer = make_user("aimag_officer", self.units["1"])
        self.programme = make_programme(self.units["1"], code="bag-2018")

    def write(self, day=FIRST, user=None, **more):
        values = {
            "user": user or self.officer,
            "programme": self.programme,
            "number": 1,
            "act": make_act(self.units["1"], date=min(day, FIRST)),
            "valid_from": day,
            "title_mn": "Үндэслэл",
            "text_mn": "Анхны бичвэр.",
        }
        return amend_chapter(**(values | more))


@pytest.fixture
def world(db):
    return World()


def test_each_day_reads_its_own_wording(world):
    first = world.write()
    second = world.write(SECOND, text_mn="Шинэ бичвэр.")
    chapter = first.chapter
    assert queries.chapter_on(chapter, date(2018, 6, 4)) is None
    assert queries.chapter_on(chapter, FIRST) == first
    assert queries.chapter_on(chapter, date(2021, 1, 14)) == first
    assert queries.chapter_on(chapter, SECOND) == second
    (read,) = queries.text_on(world.programme, date(2019, 1, 1))
    assert read.version == first


def test_a_past_day_never_reads_differently_later(world):
    world.write(SECOND)
    for day in (FIRST, SECOND):
        with pytest.raises(Conflict):
            world.write(day, text_mn="Өөр бичвэр.")
    assert ChapterVersion.objects.count() == 1


def test_no_wording_is_in_force_before_its_act(world):
    act = make_act(world.units["1"], date=SECOND)
    with pytest.raises(Refused) as refused:
        world.write(FIRST, act=act)
    assert refused.value.field == "valid_from"
    assert not Chapter.objects.exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title_mn": " "}, "title_mn"),
        ({"text_mn": ""}, "text_mn"),
        ({"number": 0}, "number"),
    ],
)
def test_it_refuses_empty_chapters(world, change, field):
    with pytest.raises(Refused) as refused:
        world.write(**change)
    assert refused.value.field == field


def test_an_amendment_that_changes_nothing_is_refused(world):
    world.write()
    with pytest.raises(Refused):
        world.write(SECOND)


def test_only_planners_amend_the_text(world):
    for role, unit in (
        ("bag_governor", "1101"),
        ("sum_officer", "11"),
        ("evaluator", "1"),
    ):
        with pytest.raises(PermissionDenied):
            world.write(user=make_user(role, world.units[unit]))


def test_traditional_script_is_kept_as_it_was_written(world):
    written = "ᠪᠠᠭ ᠤᠨ ᠬᠥᠭᠵᠢᠯ"
    version = world.write(text_mong=f"  {written} ")
    assert ChapterVersion.objects.get(pk=version.pk).text_mong == written
    assert world.write(SECOND, text_mn="Шинэ").text_mong == ""


def test_the_act_names_what_rests_on_it(world):
    version = world.write()
    (row,) = founded_by(version.act)
    assert row.on == FIRST
    assert "Үндэслэл" in row.title
    assert any("bag-2018" in one.url for one in founded_by(world.programme.act))


def test_missing_chapters_are_offered_in_the_usual_order(world):
    assert [number for number, _ in queries.missing_chapters(world.programme)] == [
        *range(1, 8)
    ]
    world.write()
    assert queries.missing_chapters(world.programme)[0][0] == 2


def kinds(pieces):
    return [(piece.kind, piece.text) for piece in pieces]


def test_a_difference_is_shown_word_by_word():
    found = queries.difference("Баг нь суурь нэгж.", "Баг нь анхан нэгж мөн.")
    assert kinds(found) == [
        ("same", "Баг нь "),
        ("del", "суурь"),
        ("ins", "анхан"),
        ("same", " нэгж"),
        ("ins", " мөн"),
        ("same", "."),
    ]


@given(st.text("аб ., \n", max_size=40), st.text("аб ., \n", max_size=40))
def test_a_difference_loses_no_word_of_either(old, new):
    pieces = queries.difference(old, new)
    assert "".join(one.text for one in pieces if one.kind != "ins") == old
    assert "".join(one.text for one in pieces if one.kind != "del") == new
