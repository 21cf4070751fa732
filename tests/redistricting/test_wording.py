"""Sentences on bounds and unmet tolerances: claimed only what is proven."""

from __future__ import annotations

import pytest
from django.utils import translation

from bagana.redistricting import wording

BOUND = {
    "measure": "travel",
    "value": 100.0,
    "bound": 97.0,
    "gap": 0.03,
    "kind": "lp",
    "is_feasible": True,
}
UNMET = {
    "weight": "area",
    "unit": "1101",
    "deviation": 0.42,
    "tolerance": 0.3,
    "excess": 0.12,
    "proven": True,
    "why": "block",
}


@pytest.fixture(autouse=True)
def _mongolian():
    with translation.override("mn"):
        yield


@pytest.mark.parametrize("kind", ["lp", "exact"])
def test_a_bound_with_a_proof_says_by_how_much_at_most(kind):
    said = wording.bound_words(BOUND | {"kind": kind})
    assert "3.0%-иас илүү багасгах боломжгүй нь нотлогдсон" in said


@pytest.mark.parametrize("measure", ["travel", "moved", "cut", "deviation"])
def test_without_a_proof_nothing_is_claimed(measure):
    bound = BOUND | {"measure": measure, "kind": "none", "gap": None, "bound": None}
    said = wording.bound_words(bound)
    assert "юу ч нотлогдоогүй" in said
    assert "боломжгүй" not in said


@pytest.mark.parametrize("measure", ["travel", "moved", "cut", "deviation"])
def test_no_gap_says_that_nothing_better_exists(measure):
    said = wording.bound_words(BOUND | {"measure": measure, "gap": 0.0})
    assert "байхгүй нь нотлогдсон" in said


def test_a_bound_is_not_claimed_of_a_plan_outside_the_tolerances():
    bound = BOUND | {"is_feasible": False, "gap": None}
    assert "хамаарахгүй" in wording.bound_words(bound)


def test_a_search_that_saw_only_some_plans_says_so():
    told = wording.proof_words({"bounds": {"travel": BOUND}, "is_exact": False})
    assert "үгүйсгэхгүй" in told[-1]


def test_an_enumeration_says_that_all_plans_were_seen():
    told = wording.proof_words({"bounds": {}, "is_exact": True})
    assert "бүх хувилбарыг" in told[0]
    assert "үгүйсгэхгүй" not in " ".join(told)


def test_what_cannot_be_met_names_weight_bag_and_excess():
    said = wording.unmet_words(UNMET, "1-р баг", 0.42)
    assert said.startswith("1-р баг: нутаг дэвсгэр зорилтот хэмжээнээс 42.0% их")
    assert "12.0% хэтэрсэн" in said
    assert "нотлогдсон" in said


def test_what_was_only_not_found_is_not_called_impossible():
    said = wording.unmet_words(UNMET | {"proven": False, "why": ""}, "1-р баг")
    assert "нотлогдоогүй" in said
    assert "боломжгүй" not in said


def test_too_little_reads_otherwise_than_too_much():
    assert "42.0% бага" in wording.unmet_words(UNMET, "1-р баг", -0.42)
    assert "42.0% зөрсөн" in wording.unmet_words(UNMET, "1-р баг")


def test_a_bag_in_several_islands_is_told_as_such():
    apart = UNMET | {"why": "islands", "excess": 0.0}
    said = wording.unmet_words(apart, "1-р баг")
    assert said.startswith("1-р баг: салангид хэсгүүдээс")
    assert "0.0%" not in said


@pytest.mark.parametrize("lang", ["mn", "en"])
def test_every_reason_has_its_words_in_both_languages(lang):
    with translation.override(lang):
        said = {str(words) for words in wording.WHY.values()}
        assert len(said) == len(wording.WHY)
        if lang == "en":
            assert not any("нотлогдсон" in words for words in said)


def test_a_search_done_whole_says_nothing_of_being_cut_short():
    class Done:
        answer = {"11": {"tasks": 4, "tasks_wanted": 4}}

    assert wording.effort_words(Done()) == ""
