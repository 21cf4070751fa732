"""Published inequality of the Mexican states, 1940-2000 (PySAL's example data)."""

import csv
from pathlib import Path

import pytest

from bagana.engines.inequality import measure

CASES = (
    Path(__file__).parents[2].parent / "shared" / "data" / "index_cases" / "inequality"
)
DECADES = [1940, 1950, 1960, 1970, 1980, 1990, 2000]

pytestmark = pytest.mark.skipif(
    not CASES.is_dir(), reason="the published cases are not beside this repository"
)


def read(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("decade", DECADES)
def test_it_gives_the_published_figures(decade):
    states = read("mexico.csv")
    expected = next(
        row for row in read("exp_mexico.csv") if row["decade"] == str(decade)
    )
    found = measure(
        [float(row[f"pcgdp{decade}"]) for row in states],
        [row["hanson98"] for row in states],
    )
    assert found.split is not None
    assert found.theil == pytest.approx(float(expected["theil_T"]), abs=1e-9)
    assert found.gini == pytest.approx(float(expected["gini"]), abs=1e-9)
    assert found.split.between == pytest.approx(
        float(expected["between_hanson98"]), abs=1e-9
    )
    assert found.split.within == pytest.approx(
        float(expected["within_hanson98"]), abs=1e-9
    )
