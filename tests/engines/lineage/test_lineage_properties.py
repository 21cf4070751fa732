"""What holds for every chain of splits, mergers and transfers."""

from datetime import date, timedelta
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bagana.engines.lineage import Cell, Edge, Sum, compose, recast, transfer_matrix

START = date(2000, 1, 1)
SPAN = 40


def day(n):
    return START + timedelta(days=n)


@st.composite
def chains(draw):
    """A country of a few units, and changes that follow one another."""
    living = [f"u{i}" for i in range(draw(st.integers(2, 5)))]
    first = list(living)
    edges, fresh = [], len(living)
    for number in range(draw(st.integers(0, 6))):
        when = day(draw(st.integers(5 * number + 1, 5 * number + 5)))
        kind = draw(st.sampled_from(["split", "merge", "transfer", "renumber"]))
        if kind not in {"split", "renumber"} and len(living) < 2:
            kind = "split"
        share = Fraction(draw(st.integers(0, 20)), 20)
        a, *rest = draw(st.permutations(living))
        new = f"u{fresh}"
        fresh += 1
        moves = {
            "split": [(a, a, share), (a, new, 1 - share)],
            "merge": [(a, new, 1), (rest[0] if rest else a, new, 1)],
            "transfer": [
                (a, a, share),
                (a, rest[0] if rest else new, 1 - share),
                (rest[0] if rest else new, rest[0] if rest else new, 1),
            ],
            "renumber": [(a, new, 1)],
        }[kind]
        edges += [Edge(number, when, s, t, {"population": x}) for s, t, x in moves]
        gone = {s for s, _, _ in moves}
        born = {t for _, t, _ in moves}
        living = [u for u in living if u not in gone] + sorted(born)
    return first, edges


amounts = st.integers(0, 10_000)


@given(chains(), st.data())
@settings(max_examples=100, deadline=None)
def test_forwards_every_person_is_counted_once(chain, data):
    units, edges = chain
    values = {unit: Cell(float(data.draw(amounts))) for unit in units}
    matrix = transfer_matrix(edges, START, day(SPAN), "population", units=units)
    shown = recast(values, Sum(matrix))
    assert sum(c.value for c in shown.values()) == pytest.approx(
        sum(c.value for c in values.values()), rel=1e-12
    )


@given(chains(), st.data())
@settings(max_examples=100, deadline=None)
def test_backwards_every_person_is_counted_once(chain, data):
    units, edges = chain
    basis = {unit: data.draw(st.integers(1, 10_000)) for unit in units}
    matrix = transfer_matrix(edges, day(SPAN), START, "population", basis=basis)
    if np.isnan(matrix.shares).any():
        return  # a share of nothing was carried: unknown, which its own test holds
    values = {unit: Cell(float(data.draw(amounts))) for unit in matrix.units_from}
    shown = recast(values, Sum(matrix))
    assert sum(c.value for c in shown.values()) == pytest.approx(
        sum(c.value for c in values.values()), rel=1e-12
    )


@given(chains(), st.integers(0, SPAN))
@settings(max_examples=100, deadline=None)
def test_a_stop_on_the_way_makes_no_difference(chain, stop):
    units, edges = chain
    direct = transfer_matrix(edges, START, day(SPAN), "population", units=units)
    first = transfer_matrix(edges, START, day(stop), "population", units=units)
    second = transfer_matrix(
        edges, day(stop), day(SPAN), "population", units=first.units_to
    )
    staged = compose(first, second)
    assert staged.units_from == direct.units_from
    assert staged.units_to == direct.units_to
    assert np.allclose(staged.shares, direct.shares, atol=1e-12)
    assert np.array_equal(staged.links, direct.links)


@given(chains(), st.integers(0, SPAN), st.data())
@settings(max_examples=100, deadline=None)
def test_backwards_too_when_the_basis_is_carried_along(chain, stop, data):
    units, edges = chain
    basis = {unit: float(data.draw(st.integers(1, 10_000))) for unit in units}
    first = transfer_matrix(edges, START, day(stop), "population", units=units)
    shown = recast({u: Cell(b) for u, b in basis.items()}, Sum(first))
    carried = {unit: cell.value for unit, cell in shown.items()}
    late = transfer_matrix(edges, day(SPAN), day(stop), "population", basis=carried)
    early = transfer_matrix(edges, day(stop), START, "population", basis=basis)
    direct = transfer_matrix(edges, day(SPAN), START, "population", basis=basis)
    staged = compose(late, early)
    for unit in direct.units_to:
        there = dict(staged.parts(unit))
        for source, share in direct.parts(unit):
            if not np.isnan(share) and not np.isnan(there.get(source, np.nan)):
                assert there[source] == pytest.approx(share, abs=1e-9)


@given(chains(), st.data())
@settings(max_examples=100, deadline=None)
def test_values_carried_forward_come_back_whole(chain, data):
    units, edges = chain
    values = {unit: Cell(float(data.draw(st.integers(1, 9_999)))) for unit in units}
    ahead = transfer_matrix(edges, START, day(SPAN), "population", units=units)
    basis = {unit: cell.value for unit, cell in values.items()}
    back = transfer_matrix(edges, day(SPAN), START, "population", basis=basis)
    carried = recast(values, Sum(ahead))
    returned = recast({u: Cell(c.value) for u, c in carried.items()}, Sum(back))
    for unit, cell in values.items():
        if returned[unit].value is not None:
            assert returned[unit].value == pytest.approx(cell.value, rel=1e-9)


@given(chains(), st.data())
@settings(max_examples=50, deadline=None)
def test_a_missing_part_never_becomes_a_number(chain, data):
    units, edges = chain
    matrix = transfer_matrix(edges, START, day(SPAN), "population", units=units)
    absent = data.draw(st.sampled_from(units))
    values = {unit: Cell(None if unit == absent else 1.0) for unit in units}
    for unit, cell in recast(values, Sum(matrix)).items():
        if dict(matrix.parts(unit)).get(absent, 0) > 0:
            assert cell.value is None
            assert absent in cell.missing
