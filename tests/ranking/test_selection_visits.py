"""Visits: to candidates only, by members without a conflict, with the whole sheet."""

from datetime import date

import pytest

from bagana.ranking.actions import selection as actions
from bagana.ranking.models import FrameworkVersion
from bagana.ranking.queries.selection_candidates import candidates_of
from bagana.ranking.queries.selection_sheet import answers_of
from bagana.web.errors import PermissionDenied, Refused
from tests.ranking.selection_rows import make_procedure
from tests.ranking.selections import at, entries, list_days, patch_runs
from tests.ranking.selections import visit as record

pytestmark = pytest.mark.django_db


@pytest.fixture
def p(monkeypatch):
    patch_runs(monkeypatch)
    return make_procedure("visits", visited=False)


def conflict(p, member, bag):
    actions.declare_conflict(
        user=p.officer,
        member=member,
        conflict="Төрсөн нутаг",
        units=[p.units[bag]],
        now=at(3, 2),
    )


def test_candidates_are_the_proposed_and_the_grey_behind_the_gates(p):
    [group] = candidates_of(p.selection).groups
    assert [one.place.code for one in group.proposed] == ["1101"]
    assert [one.place.code for one in group.grey] == ["1102", "1201"]
    assert [one.place.code for one in group.barred] == ["1202"]


@pytest.mark.parametrize("bag", ["1103", "1202"])
def test_nobody_visits_a_unit_that_is_no_candidate(p, bag):
    with pytest.raises(Refused) as refused:
        record(p, bag)
    assert refused.value.field == "unit"


def test_a_member_with_a_conflict_does_not_go_there(p):
    conflict(p, p.members[0], "1101")
    with pytest.raises(Refused) as refused:
        record(p, "1101")
    assert p.members[0].name in refused.value.reason
    assert record(p, "1101", members=p.members[1:]).supports
    assert record(p, "1102").supports


def test_who_has_a_conflict_does_not_write_the_finding_either(p):
    member = actions.add_member(
        user=p.officer,
        selection=p.selection,
        name="Үнэлгээч",
        post="х",
        account=p.evaluator,
    )
    conflict(p, member, "1101")
    with pytest.raises(PermissionDenied):
        record(p, "1101")


def test_nobody_goes_alone(p):
    with pytest.raises(Refused) as refused:
        record(p, "1101", members=p.members[:1])
    assert refused.value.field == "members"


@pytest.mark.parametrize("day", [date(2024, 3, 21), date(2023, 12, 31)])
def test_it_refuses_a_day_that_cannot_be(p, day):
    with pytest.raises(Refused) as refused:
        record(p, "1101", visited_on=day)
    assert refused.value.field == "visited_on"


def test_it_refuses_a_visit_without_a_finding(p):
    with pytest.raises(Refused) as refused:
        record(p, "1101", finding=" ")
    assert refused.value.field == "finding"


SHEET = [
    {"code": "open", "question": {"mn": "Нээлттэй юу"}, "kind": "yes_no"},
    {"code": "order", "question": {"mn": "Цэгцтэй юу"}, "kind": "scale"},
    {"code": "seen", "question": {"mn": "Юу үзэв"}, "kind": "text"},
]


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"open": 1, "order": 3},
        {"open": True, "order": 6},
        {"open": True, "order": True},
        {"open": True, "order": 3, "other": "х"},
    ],
)
def test_every_question_has_an_answer_of_its_kind(p, answers):
    FrameworkVersion.objects.update(visit_sheet=SHEET)
    p.selection.refresh_from_db()
    with pytest.raises(Refused):
        record(p, "1101", answers=answers)


def test_the_answers_are_told_in_words(p):
    FrameworkVersion.objects.update(visit_sheet=SHEET)
    found = record(p, "1101", answers={"open": False, "order": 4, "seen": " Самбар "})
    p.selection.version.refresh_from_db()
    words = [answer.words for answer in answers_of(found)]
    assert words == ["үгүй", "4", "Самбар"]


def test_a_mended_visit_keeps_what_was_written_before(p):
    first = record(p, "1101")
    second = record(p, "1101", finding="Дахин очсон.", supports=False)
    assert first.pk == second.pk
    texts = [row.finding for row in second.history.all()]
    assert texts == ["Дахин очсон.", first.finding]


def test_a_conflict_declared_after_a_visit_makes_it_void(p):
    for bag in ("1101", "1102", "1201"):
        record(p, bag)
    conflict(p, p.members[0], "1102")
    assert [one.place.code for one in candidates_of(p.selection).unvisited] == ["1102"]
    with pytest.raises(Refused) as refused:
        actions.publish_list(
            user=p.officer, selection=p.selection, entries=entries(p), **list_days()
        )
    assert "1102" in refused.value.reason
