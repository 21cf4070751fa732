"""The front as a chart: where plans stand, which are named, what is told of today."""

from __future__ import annotations

import pytest

from bagana.redistricting.models import Plan, PlanKind
from bagana.redistricting.plan_charts import front_chart


def plan(number, moved, deviation, kind=PlanKind.FRONT, **more):
    measures = {
        "moved": {"population": moved},
        "deviation": deviation,
        "reach": deviation,
    }
    measures |= more
    return Plan(number=number, kind=kind, measures=measures)


TODAY = plan(0, 0, 1.3, PlanKind.TODAY)
PLANS = [
    TODAY,
    plan(1, 400, 0.1, is_chosen=True, is_feasible=True),
    plan(2, 900, 0.05, is_feasible=True),
    plan(3, 100, 0.4, is_feasible=False),
]


def dot(chart, number):
    return next(one for one in chart.dots if one.number == number)


def test_lower_is_more_equal_and_farther_right_moves_more():
    chart = front_chart(PLANS, "population")
    assert dot(chart, 2).y > dot(chart, 1).y > dot(chart, 3).y
    assert dot(chart, 2).x > dot(chart, 1).x > dot(chart, 3).x


def test_shape_tells_the_chosen_the_fitting_and_the_others_apart():
    chart = front_chart([*PLANS, plan(4, 50, 0.2, PlanKind.MANUAL)], "population")
    shapes = {one.number: one.shape for one in chart.dots}
    assert shapes == {0: "today", 1: "chosen", 2: "within", 3: "outside", 4: "manual"}
    assert set(chart.shapes) == set(shapes.values())


def test_today_far_above_stands_at_the_edge_and_says_how_far():
    chart = front_chart(PLANS, "population")
    far = dot(chart, 0)
    assert far.y == chart.top
    assert "130%" in far.label


def test_today_near_the_plans_stands_where_it_is():
    near = plan(0, 0, 0.55, PlanKind.TODAY)
    chart = front_chart([near, *PLANS[1:]], "population")
    assert dot(chart, 0).y > chart.top
    assert dot(chart, 0).label == "Өнөөдөр"


def test_labels_never_lie_over_each_other():
    crowd = [TODAY, *(plan(n, 500 + n % 3, 0.1 + n / 1e4) for n in range(1, 40))]
    chart = front_chart(crowd, "population")
    shown = [one for one in chart.dots if one.label]
    assert 2 <= len(shown) < len(chart.dots)
    for one in shown:
        for other in shown:
            if one is not other:
                apart = abs(one.label_y - other.label_y) >= 13
                wide = 4 * (len(one.label) + len(other.label))
                assert apart or abs(one.label_x - other.label_x) >= wide


def test_a_plan_without_figures_is_left_out_and_none_at_all_is_no_chart():
    bare = Plan(number=7, kind=PlanKind.MANUAL, measures={})
    assert len(front_chart([*PLANS, bare], "population").dots) == 4
    assert front_chart([TODAY], "population") is None
    assert front_chart([bare], "population") is None


@pytest.mark.parametrize("moved", [0, 1, 7, 23_456])
def test_ticks_begin_at_nought_and_reach_past_every_plan(moved):
    chart = front_chart([plan(1, moved, 0.1)], "population")
    assert chart.across[0].text == "0"
    assert chart.across[-1].at >= dot(chart, 1).x
    assert len(chart.across) <= 7


def test_the_tolerances_are_a_line_when_some_plan_lies_beyond():
    beyond = plan(2, 40, 0.9, reach=1.8)
    chart = front_chart([plan(1, 90, 0.2, reach=0.8), beyond], "population")
    heights = {dot.number: dot.y for dot in chart.dots}
    assert heights[2] < chart.limit < heights[1]


def test_without_tolerances_there_is_no_such_line():
    chart = front_chart(
        [plan(1, 90, 0.2), plan(2, 40, 1.8)], "population", has_tolerance=False
    )
    assert chart.limit is None
