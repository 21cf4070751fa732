"""Importing a table: whole or not at all, in our units, our codes and our scale."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from bagana.indicators.imports import apply_batch, undo_batch
from bagana.indicators.models import ImportBatch, Indicator, Observation
from bagana.indicators.nso.actions import import_table
from bagana.indicators.nso.client import NsoClient
from bagana.indicators.nso.errors import Kind, NsoError
from bagana.indicators.nso.kept import table_of
from bagana.indicators.nso.mappings import known_mappings
from bagana.territory.models import Unit
from bagana.web.errors import PermissionDenied
from tests.factories import make_user

from .fixtures import TABLE, LocalServer, Reply

type Check = Callable[..., ImportBatch]


@pytest.fixture
def check(client: NsoClient, officer: Any) -> Check:
    def run(**changes: Any) -> ImportBatch:
        values: dict[str, Any] = {
            "user": officer,
            "table": TABLE,
            "units": ["43"],
            "years": [2024],
            "client": client,
        }
        return import_table(**(values | changes))

    return run


def value_of(indicator: str, unit: str, year: int) -> float:
    row = Observation.objects.get(
        indicator__code=indicator, unit__code=unit, period__code=str(year)
    )
    return row.value


def failure(check: Check, **changes: Any) -> NsoError:
    with pytest.raises(NsoError) as caught:
        check(**changes)
    assert not ImportBatch.objects.exists()
    assert not Observation.objects.exists()
    return caught.value


def test_a_check_writes_the_batch_and_nothing_else(check: Check):
    batch = check()
    assert batch.state == "checked"
    assert batch.origin == "nso"
    assert batch.title == "DT_NSO_1001_021V1 · 43 · 2024"
    # Five units times six kinds were asked; only the aimag's six have figures.
    assert batch.counts == {
        "read": 6,
        "new": 6,
        "changed": 0,
        "same": 0,
        "refused": 0,
        "empty": 24,
    }
    assert not Observation.objects.exists()


def test_thousands_become_heads(check: Check, officer: Any):
    apply_batch(user=officer, batch=check(units=["MN"], years=[2023, 2024]))
    assert value_of("livestock_total", "MN", 2024) == 57649656
    assert value_of("livestock_total", "43", 2024) == 1602494
    assert value_of("livestock_camel", "43", 2024) == 608
    assert value_of("livestock_goat", "MN", 2023) == 24618228


def test_null_is_missing_and_not_nought(check: Check, officer: Any):
    batch = apply_batch(user=officer, batch=check(units=["4301"], years=[2024, 2020]))
    assert batch.counts["empty"] == 23
    assert Observation.objects.count() == 1
    assert value_of("livestock_total", "4301", 2020) == 22418


def test_years_are_read_by_label_though_their_codes_move(
    check: Check, officer: Any, server: LocalServer
):
    apply_batch(user=officer, batch=check())
    server.office.years.insert(0, "2026")
    again = check()
    assert (again.counts["same"], again.counts["changed"]) == (6, 0)
    asked = [query for _, query in server.asked if query]
    assert [one["query"][2]["selection"]["values"] for one in asked] == [["1"], ["2"]]


def test_a_year_added_between_two_requests_stops_the_import(
    check: Check, server: LocalServer
):
    structure = json.dumps(server.office.structure()).encode()
    server.script = [Reply(body=structure)]
    server.office.years.insert(0, "2026")
    error = failure(check)
    assert error.kind is Kind.UNEXPECTED
    assert "2024 → 2025" in error.reason


def test_a_second_import_changes_nothing(check: Check, officer: Any):
    first = apply_batch(user=officer, batch=check(units=["MN"], years=None))
    second = apply_batch(user=officer, batch=check(units=["MN"], years=None))
    assert first.counts["new"] == second.counts["same"] == 38
    assert second.counts["new"] == second.counts["changed"] == 0
    assert first.sha256 == second.sha256


def test_an_import_can_be_undone(check: Check, officer: Any):
    batch = apply_batch(user=officer, batch=check())
    undo_batch(user=officer, batch=batch)
    assert not Observation.objects.exists()


def test_the_kept_answer_makes_the_same_rows_again(check: Check, officer: Any):
    batch = check(units=["43"], years=[2024])
    rows = table_of(bytes(batch.content))
    assert rows[0] == ["code", "indicator", "period", "value", "source", "nature"]
    assert ["43", "livestock_horse", "2024", 150543.0, "", "official"] in rows
    assert ["430151", "livestock_horse", "2024", "", "", "official"] in rows
    kept = json.loads(bytes(batch.content))
    assert kept["answers"][0]["query"]["response"] == {"format": "json-stat2"}
    assert '"value": [1602.494,' in kept["answers"][0]["text"]


def test_an_area_that_is_no_unit_is_refused_with_its_name(
    check: Check, server: LocalServer, monkeypatch: pytest.MonkeyPatch
):
    server.office.areas["3432299"] = "99-р баг, Шинэ"
    figures = {("0", "3432299"): {"2024": "1.5"}}
    monkeypatch.setattr("tests.indicators.nso.fixtures.FIGURES", figures)
    batch = check()
    assert batch.counts["refused"] == 1
    [problem] = batch.problems
    assert problem["code"] == "unknown_unit"
    assert problem["value"] == "3432299 99-р баг, Шинэ"


def test_what_the_user_may_not_write_is_refused(
    check: Check, register: dict[str, Unit]
):
    mine = make_user("aimag_officer", register["43"])
    batch = check(user=mine, units=["MN"], levels=[0, 1])
    assert batch.counts["new"] == 6
    assert {problem["code"] for problem in batch.problems} == {"no_permission"}


def test_who_enters_no_figures_asks_for_nothing(
    check: Check, register: dict[str, Unit], server: LocalServer
):
    reader = make_user("evaluator", register["43"])
    with pytest.raises(PermissionDenied):
        check(user=reader)
    assert server.asked == []


def test_pieces_of_an_answer_make_one_batch(check: Check, client: NsoClient):
    client.cell_limit = 10
    assert check(units=["MN"]).counts["read"] == 12
    assert ImportBatch.objects.count() == 1


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (Reply(500), Kind.SERVER),
        (Reply(delay=0.8), Kind.TIMEOUT),
        (Reply(body=b'{"class": "dataset", "id"', promised=9000), Kind.HALF),
        (Reply(body=b'{"class": "dataset", "id": []}'), Kind.HALF),
        (Reply(body=b"<html>", content_type="text/html"), Kind.NOT_JSON),
    ],
    ids=["500", "slow", "cut", "empty", "html"],
)
def test_a_failure_in_the_last_piece_leaves_nothing(
    check: Check, client: NsoClient, server: LocalServer, reply: Reply, kind: Kind
):
    client.cell_limit = 6
    server.script = [None, None, *[reply] * 3]
    assert failure(check).kind is kind


def test_fewer_values_than_asked_leave_nothing(check: Check, server: LocalServer):
    structure = json.dumps(server.office.structure()).encode()
    server.script = [Reply(body=structure)]
    del server.office.areas["3432259"]
    server.own_answer = lambda *_: shortened(server)  # type: ignore[method-assign]
    assert failure(check).kind is Kind.HALF


def shortened(server: LocalServer) -> bytes:
    """The answer to the last query, as if its last area had not been asked for."""
    query = json.loads(json.dumps(server.asked[-1][1]))
    query["query"][1]["selection"]["values"].pop()
    return json.dumps(server.office.dataset(query)).encode()


def test_a_table_that_changes_its_unit_is_not_multiplied(
    check: Check, server: LocalServer
):
    server.office.unit = "Heads"
    error = failure(check)
    assert error.kind is Kind.UNIT_CHANGED
    assert "Heads" in error.reason


def test_a_year_the_table_does_not_have_is_told(check: Check):
    error = failure(check, years=[2024, 1999])
    assert error.kind is Kind.UNKNOWN_LABEL
    assert "1999" in error.reason
    assert "2023" in error.reason


def test_a_table_without_a_declaration_is_told(check: Check):
    assert failure(check, table="DT_NSO_9999_001V1").kind is Kind.MAPPING


def test_the_file_ending_of_a_table_may_be_given(check: Check):
    assert check(table=f"{TABLE}.px").counts["new"] == 6


def test_the_command_line_needs_no_user(check: Check):
    batch = check(user=None, system=True)
    done = apply_batch(user=None, batch=batch, system=True)
    assert done.counts["new"] == 6


def test_levels_below_the_indicators_are_not_asked_for(
    check: Check, server: LocalServer
):
    Indicator.objects.filter(code__startswith="livestock").update(lowest_level=2)
    check()
    [query] = [query for _path, query in server.asked if query]
    assert query["query"][1]["selection"]["values"] == ["343", "34301", "34322"]


def test_a_declaration_of_another_table_is_refused(check: Check):
    mapping = known_mappings()[TABLE]
    error = failure(check, table="DT_NSO_1001_052V2", mapping=mapping)
    assert error.kind is Kind.MAPPING


def test_an_indicator_we_do_not_have_is_told(check: Check):
    Indicator.objects.filter(code="livestock_goat").delete()
    error = failure(check)
    assert error.kind is Kind.MAPPING
    assert "livestock_goat" in error.reason


def test_runs_of_years_are_short_in_the_title(check: Check):
    batch = check(years=[2025, 2020, 2024, 2023])
    assert batch.title == "DT_NSO_1001_021V1 · 43 · 2020, 2023–2025"


@pytest.mark.parametrize("nature", ["own", "modelled"])
def test_official_figures_do_not_enter_another_series(check: Check, nature: str):
    Indicator.objects.filter(code="livestock_horse").update(nature=nature)
    batch = check()
    assert (batch.counts["new"], batch.counts["refused"]) == (5, 1)
    assert batch.problems[0]["code"] == "mixed_nature"
