"""Gates: figures decide some, people the others with their words; none is changed."""

import pytest

from bagana.indicators.models import Observation
from bagana.ranking.actions import selection as actions
from bagana.ranking.models import FrameworkVersion, GateResult
from bagana.ranking.queries.selection_gates import gates_of
from bagana.web.errors import Refused
from tests.ranking.factories import BAGS
from tests.ranking.selection_rows import make_procedure
from tests.ranking.selections import at

pytestmark = pytest.mark.django_db
COMPLETE = {
    "code": "known",
    "name": {"mn": "Мэдээлэл бүрэн", "en": "Figures are complete"},
    "kind": "completeness",
    "at_least": 0.8,
}


def states(p, gate):
    return {
        row.place.code: cell.state
        for row in gates_of(p.selection).rows
        for cell in row.cells
        if cell.gate.code == gate
    }


def check(p):
    actions.check_gates(user=p.officer, selection=p.selection, now=at(1, 20))
    p.again()


def test_figures_decide_with_the_observation_kept():
    p = make_procedure("gates", judged=False)
    assert states(p, "meetings") == {
        "1101": "passed",
        "1102": "passed",
        "1103": "passed",
        "1201": "passed",
        "1202": "failed",
    }
    failed = GateResult.objects.get(unit__code="1202", gate="meetings")
    assert failed.observation == p.observation("1202", "meetings")
    assert p.selection.state == "gates"


def test_what_is_missing_is_said_to_be_missing_and_not_zero():
    p = make_procedure()
    Observation.objects.filter(
        unit__code="1103", indicator__code="meetings", period__code="2023"
    ).update(status="withdrawn")
    check(p)
    assert states(p, "meetings")["1103"] == "missing"
    row = gates_of(p.selection).row_of(p.units["1103"].pk)
    assert row.state == "missing"
    assert p.units["1103"].pk not in gates_of(p.selection).passing


def test_a_share_of_known_figures_is_a_gate_too():
    p = make_procedure()
    FrameworkVersion.objects.update(gates=[COMPLETE])
    Observation.objects.filter(
        unit__code="1103", indicator__code__in=["office"], period__code="2023"
    ).update(status="withdrawn")
    check(p)
    assert states(p, "known")["1103"] == "failed"
    assert states(p, "known")["1101"] == "passed"
    shown = gates_of(p.selection).row_of(p.units["1103"].pk).cells[0].shown
    assert shown == "3/4"


def test_it_is_too_early_before_the_year_is_over():
    p = make_procedure()
    with pytest.raises(Refused) as refused:
        actions.check_gates(user=p.officer, selection=p.selection, now=at(12, 30, 2023))
    assert "эрт" in refused.value.reason


def test_checking_again_keeps_what_is_the_same_and_supersedes_what_is_not():
    p = make_procedure("gates", judged=False)
    before = GateResult.objects.count()
    check(p)
    assert GateResult.objects.count() == before
    old = p.observation("1202", "meetings")
    Observation.objects.filter(pk=old.pk).update(status="superseded")
    new = Observation.objects.create(
        indicator=old.indicator,
        unit=old.unit,
        period=old.period,
        value=3,
        source=old.source,
        status="published",
        version=2,
        supersedes=old,
        publication=old.publication,
        entered_at=at(1, 18),
    )
    check(p)
    assert states(p, "meetings")["1202"] == "passed"
    latest = GateResult.objects.get(unit__code="1202", superseded_by__isnull=True)
    assert (latest.observation, latest.supersedes.observation) == (new, old)


def test_people_judge_with_words_and_a_newer_judgement_supersedes():
    p = make_procedure("gates", judged=False)
    assert states(p, "conduct")["1101"] == "open"
    mine = {"selection": p.selection, "unit": p.units["1101"], "gate": "conduct"}
    first = actions.judge_gate(
        user=p.evaluator, **mine, passed=False, evidence="Гомдол бий."
    )
    assert states(p, "conduct")["1101"] == "failed"
    second = actions.judge_gate(
        user=p.officer, **mine, passed=True, evidence="Гомдол үндэслэлгүй."
    )
    assert second.supersedes == first
    first.refresh_from_db()
    assert (first.passed, first.evidence) == (False, "Гомдол бий.")
    assert states(p, "conduct")["1101"] == "passed"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"evidence": " "}, "evidence"),
        ({"gate": "meetings"}, "gate"),
        ({"gate": "unknown"}, "gate"),
        ({"units": []}, "units"),
    ],
)
def test_it_refuses_a_judgement_without_ground(change, field):
    p = make_procedure("gates", judged=False)
    values = {
        "units": [p.units["1101"]],
        "gate": "conduct",
        "passed": True,
        "evidence": "Бүртгэл.",
    }
    with pytest.raises(Refused) as refused:
        actions.judge_gates(user=p.officer, selection=p.selection, **(values | change))
    assert refused.value.field == field


def test_it_refuses_a_unit_that_takes_no_part_and_judges_none_then():
    p = make_procedure("gates", judged=False)
    with pytest.raises(Refused):
        actions.judge_gates(
            user=p.officer,
            selection=p.selection,
            units=[p.units["1101"], p.units["11"]],
            gate="conduct",
            passed=True,
            evidence="Бүртгэл.",
        )
    assert states(p, "conduct")["1101"] == "open"


def test_the_table_counts_what_is_open_and_who_passes_all():
    p = make_procedure("gates", judged=False)
    assert gates_of(p.selection).open == len(BAGS)
    p = judged(p)
    table = gates_of(p.selection)
    assert table.open == 0
    assert table.passing == {p.units[bag].pk for bag in BAGS if bag != "1202"}


def judged(p):
    actions.judge_gates(
        user=p.evaluator,
        selection=p.selection,
        units=[p.units[bag] for bag in BAGS],
        gate="conduct",
        passed=True,
        evidence="Бүртгэлд бичилт алга.",
    )
    return p


def test_the_table_takes_a_fixed_number_of_queries(
    django_assert_max_num_queries,
):
    p = make_procedure("gates")
    with django_assert_max_num_queries(9):
        assert len(gates_of(p.selection).rows) == len(BAGS)


def test_many_units_are_judged_by_a_fixed_number_of_queries(
    django_assert_max_num_queries,
):
    p = make_procedure("gates", judged=False)
    units = [p.units[bag] for bag in BAGS]
    judge = {"user": p.evaluator, "selection": p.selection, "gate": "conduct"}
    with django_assert_max_num_queries(12):
        found = actions.judge_gates(
            **judge, units=units, passed=True, evidence="Бүртгэл."
        )
    assert len(found) == len(BAGS)
    assert states(p, "conduct") == dict.fromkeys(BAGS, "passed")
