"""The dated rules: which law counts on a day, what its figures stand on."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from bagana.redistricting.models import Proposal
from bagana.redistricting.procedure import RULES, Figure, rules_of, rules_on


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2005, 1, 1), "2006"),
        (date(2018, 6, 5), "2006"),
        (date(2021, 12, 31), "2006"),
        (date(2022, 1, 1), "2022"),
        (date(2030, 1, 1), "2022"),
    ],
)
def test_the_law_in_force_on_the_day_counts(day, code):
    assert rules_on(day).code == code


def test_the_laws_follow_each_other_without_a_gap():
    for earlier, later in pairwise(RULES):
        assert earlier.ends == later.starts
    assert RULES[-1].ends is None


def test_a_proposal_keeps_the_rules_under_which_it_was_published():
    assert rules_of(Proposal(rules="2006")).code == "2006"


def test_every_figure_without_a_source_says_that_it_is_an_example():
    for rules in RULES:
        figures = [
            getattr(rules, name)
            for name in rules.__slots__
            if isinstance(getattr(rules, name), Figure)
        ]
        assert len(figures) == 6
        assert all(one.is_illustrative and str(one.source) for one in figures)


def test_a_quorum_is_of_households_and_rounded_up():
    rules = rules_on(date(2026, 1, 1))
    assert rules.needed_households(101) == 26
    assert rules.has_quorum(26, 101)
    assert not rules.has_quorum(25, 101)
