"""The CSV: every row, streamed, readable by our own import."""

import csv
import io

from bagana.indicators.api.streaming import CHUNK, lines
from bagana.indicators.imports import check_file
from bagana.indicators.models import Observation
from tests.api.conftest import signed_in

CSV = "/api/v1/observations.csv"


def table(answer) -> list[dict[str, str]]:
    text = answer.getvalue().decode()
    return list(csv.DictReader(io.StringIO(text)))


def test_it_streams_the_choice(api):
    answer = api.get(CSV, {"within": "4322"})
    assert answer.streaming
    assert answer["content-type"] == "text/csv; charset=utf-8"
    assert [row["unit"] for row in table(answer)] == ["4322", "432251", "432259"]


def test_text_that_would_run_as_a_formula_is_disarmed(api):
    Observation.objects.filter(unit__code="43").update(note="=1+1")
    rows = table(api.get(CSV, {"unit": "43"}))
    assert rows[0]["note"] == "'=1+1"


def test_many_rows_come_in_few_pieces():
    row = ("households", "43", "2025", 1.0, None, None, "s", "official", "x", 1, "", 1)
    pieces = list(lines([row] * (CHUNK + 10)))
    assert len(pieces) == 2
    assert "".join(pieces).count("\n") == CHUNK + 11


def test_our_import_reads_it_and_finds_nothing_new(world):
    client = signed_in(world.officer)
    content = client.get(CSV).getvalue()
    batch = check_file(user=world.officer, name="a.csv", content=content)
    assert batch.problems == []
    assert (batch.counts["same"], batch.counts["read"]) == (5, 5)
