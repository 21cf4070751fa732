"""Plans that none surpasses, whatever the order in which they come."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bagana.engines.districting import Archive, Point, alternatives, difference


def made(deviation, cut, moved=0.0, travel=0.0, feasible=True, name=0) -> Point:
    return Point(
        labels=np.array([name], np.int32),
        deviation=float(deviation),
        deviation_by_weight=(float(deviation),),
        cut=float(cut),
        moved=float(moved),
        travel=float(travel),
        is_feasible=feasible,
        seed=0,
        step=0,
    )


POINTS = st.lists(
    st.builds(
        made,
        st.integers(0, 4),
        st.integers(0, 4),
        st.integers(0, 2),
        st.just(0),
        st.booleans(),
        st.integers(0, 9),
    ),
    max_size=25,
)


def shown(archive: Archive) -> list[tuple[object, ...]]:
    return [
        (p.deviation, p.cut, p.moved, p.is_feasible, int(p.labels[0]))
        for p in archive.points()
    ]


@settings(max_examples=60, deadline=None)
@given(POINTS, st.integers(0, 99))
def test_the_order_of_adding_does_not_matter(points: list[Point], seed: int) -> None:
    mixed = points.copy()
    random.Random(seed).shuffle(mixed)
    one, two, three = Archive(6), Archive(6), Archive(6)
    for p in points:
        one.add(p)
    for p in mixed[::2]:
        two.add(p)
    for p in mixed[1::2]:
        three.add(p)
    two.merge(three)
    assert shown(one) == shown(two)


@settings(max_examples=40, deadline=None)
@given(POINTS)
def test_it_keeps_exactly_what_nothing_surpasses(points: list[Point]) -> None:
    archive = Archive(100)
    for p in points:
        archive.add(p)

    def value(p: Point) -> tuple[float, ...]:
        return (not p.is_feasible, p.deviation, p.cut, p.moved)

    def beats(a: Point, b: Point) -> bool:
        pairs = list(zip(value(a), value(b), strict=True))
        return all(x <= y for x, y in pairs) and value(a) != value(b)

    best = {value(p) for p in points if not any(beats(q, p) for q in points)}
    assert {value(p) for p in archive.points()} == best
    assert len(archive.points()) == len(best)


def test_adding_tells_whether_the_plan_was_kept() -> None:
    archive = Archive(5, ("cut",))
    assert archive.add(made(1, 5))
    assert not archive.add(made(2, 5))
    assert archive.add(made(2, 4))
    assert archive.add(made(0, 0))
    assert len(archive) == 1


def test_a_plan_within_the_tolerances_is_not_driven_out_by_one_beyond() -> None:
    archive = Archive(5, ("cut",))
    archive.add(made(0.30, 10, feasible=True))
    assert archive.add(made(0.25, 9, feasible=False))
    assert len(archive) == 2


def test_a_small_archive_shows_the_ends_of_the_front() -> None:
    archive = Archive(4, ("cut",))
    for i in range(30):
        archive.add(made(i, 30 - i))
    points = archive.points()
    assert len(points) == 4
    assert (points[0].deviation, points[-1].cut) == (0, 1)


def test_an_archive_has_room() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Archive(0)


def plan(*labels: int, cut: float = 10, feasible: bool = True) -> Point:
    point = made(0.1, cut, feasible=feasible)
    return replace(point, labels=np.array(labels, np.int32))


def test_alternatives_are_about_as_good_and_as_different_as_can_be() -> None:
    chosen = plan(0, 0, 0, 1, 1, 1)
    close = plan(0, 0, 1, 1, 1, 1)
    far = plan(0, 1, 0, 1, 0, 1)
    worse = plan(0, 1, 1, 0, 0, 1, cut=20)
    beyond = plan(1, 0, 1, 0, 0, 0, feasible=False)
    found = alternatives([chosen, close, far, worse, beyond], 0)
    assert [p.labels.tolist() for p in found] == [
        far.labels.tolist(),
        close.labels.tolist(),
    ]
    assert len(alternatives([chosen, close, far], chosen, count=1)) == 1


def test_a_plan_under_other_names_is_no_alternative() -> None:
    chosen, renamed = plan(0, 0, 1, 1), plan(1, 1, 0, 0)
    assert difference(chosen.labels, renamed.labels) == 0
    assert alternatives([chosen, renamed], 0) == ()


def test_a_difference_counts_people() -> None:
    a, b = np.array([0, 0, 1]), np.array([0, 1, 1])
    assert difference(a, b) == pytest.approx(1 / 3)
    assert difference(a, b, np.array([5.0, 1.0, 4.0])) == pytest.approx(0.1)
