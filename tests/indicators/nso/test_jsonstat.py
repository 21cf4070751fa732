"""json-stat2 as rows: order, gaps, nulls, units; what contradicts itself is refused."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bagana.indicators.nso.jsonstat import JsonStatError, cells, number, read


def dataset(**changes: Any) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "class": "dataset",
        "id": ["kind", "year"],
        "size": [2, 3],
        "dimension": {
            "kind": {"category": {"index": {"b": 1, "a": 0}, "label": {"a": "Адуу"}}},
            "year": {"category": {"index": ["0", "1", "2"]}},
        },
        "value": [1, 2.5, None, 4, 5, 6],
    }
    return answer | changes


def figures(answer: dict[str, Any]) -> dict[tuple[str, str], Decimal | None]:
    found = cells(read(answer))
    return {(cell.keys["kind"], cell.keys["year"]): cell.value for cell in found}


def test_it_runs_the_last_dimension_fastest_in_the_order_of_index():
    assert figures(dataset()) == {
        ("a", "0"): 1,
        ("a", "1"): Decimal("2.5"),
        ("a", "2"): None,
        ("b", "0"): 4,
        ("b", "1"): 5,
        ("b", "2"): 6,
    }


def test_it_reads_sparse_values_and_leaves_the_others_missing():
    found = figures(dataset(value={"1": 7, "5": 0}))
    assert found["a", "1"] == 7
    assert found["b", "2"] == 0
    assert [value for value in found.values() if value is None] == [None] * 4


def test_missing_is_never_nought():
    found = figures(dataset(value=[None, "..", "-", ":", "", 0]))
    assert list(found.values()) == [None, None, None, None, None, 0]


@pytest.mark.parametrize(
    "status", [["", "", "m", "", "", ""], {"2": "m"}], ids=["list", "dict"]
)
def test_it_keeps_the_status_of_a_figure(status: Any):
    found = [cell.status for cell in cells(read(dataset(status=status)))]
    assert found == ["", "", "m", "", "", ""]


def test_one_status_holds_for_all():
    assert {cell.status for cell in cells(read(dataset(status="p")))} == {"p"}


def test_it_takes_labels_and_falls_back_on_codes():
    kind = read(dataset()).dimensions[0]
    assert kind.categories == {"a": "Адуу", "b": "b"}


def test_it_finds_the_unit_of_a_contents_dimension_outside_id():
    answer = dataset()
    unit = {"x": {"base": "Thousand heads", "decimals": 3}}
    answer["dimension"]["ContentsCode"] = {"category": {"unit": unit}}
    cell = next(cells(read(answer)))
    assert (cell.measure.base, cell.measure.decimals) == ("Thousand heads", 3)


def test_units_may_differ_by_category():
    answer = dataset()
    answer["dimension"]["kind"]["category"]["unit"] = {
        "a": {"base": "heads"},
        "b": {"base": "%"},
    }
    by_kind = {cell.keys["kind"]: cell.measure.base for cell in cells(read(answer))}
    assert by_kind == {"a": "heads", "b": "%"}


@pytest.mark.parametrize(
    "changes",
    [
        {"value": [1, 2, 3]},
        {"value": None},
        {"dimension": {"kind": {"category": {"index": ["a", "b"]}}}},
        {"id": None},
    ],
)
def test_a_half_answer_is_told_as_short(changes: dict[str, Any]):
    with pytest.raises(JsonStatError) as refused:
        read(dataset(**changes))
    assert refused.value.short


@pytest.mark.parametrize(
    "changes",
    [
        {"class": "collection"},
        {"size": [2, 2]},
        {"size": [6]},
        {"size": [2, -3]},
        {"size": [True, 3]},
        {"value": [1, 2, 3, 4, 5, 6, 7]},
        {"value": {"6": 1}},
        {"value": {"-1": 1}},
        {"value": ["many", 2, 3, 4, 5, 6]},
        {"value": [True, 2, 3, 4, 5, 6]},
        {"id": ["kind", "kind"]},
    ],
)
def test_what_contradicts_itself_is_refused(changes: dict[str, Any]):
    with pytest.raises(JsonStatError) as refused:
        read(dataset(**changes))
    assert not refused.value.short


def test_positions_with_gaps_are_refused():
    answer = dataset()
    answer["dimension"]["kind"]["category"]["index"] = {"a": 0, "b": 2}
    with pytest.raises(JsonStatError):
        read(answer)


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_numbers_stay_exactly_as_written(value: Decimal):
    assert number(value) == value
    assert number(str(value)) == value


@given(
    st.lists(st.integers(1, 4), min_size=1, max_size=4).flatmap(
        lambda sizes: st.tuples(st.just(sizes), st.randoms())
    )
)
def test_dense_and_sparse_say_the_same(drawn: tuple[list[int], Any]):
    sizes, random = drawn
    length = 1
    for size in sizes:
        length *= size
    dense = [random.choice([None, random.randint(0, 9)]) for _ in range(length)]
    sparse = {str(at): one for at, one in enumerate(dense) if one is not None}
    answer: dict[str, Any] = {
        "id": [f"d{at}" for at in range(len(sizes))],
        "size": sizes,
        "dimension": {
            f"d{at}": {"category": {"index": [str(one) for one in range(size)]}}
            for at, size in enumerate(sizes)
        },
    }
    one = [cell.value for cell in cells(read(answer | {"value": dense}))]
    other = [cell.value for cell in cells(read(answer | {"value": sparse}))]
    assert one == other == [None if v is None else Decimal(v) for v in dense]
