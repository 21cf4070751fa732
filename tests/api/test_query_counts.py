"""What an answer costs does not grow with what it holds."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bagana.territory.ancestry import rebuild
from tests.api.conftest import signed_in
from tests.factories import make_observation, make_unit

# Everything an anonymous reader costs: no session, no user.
COSTS = {
    "/api/v1/units?within=43": 5,
    "/api/v1/units?q=432259": 4,
    "/api/v1/units/432259": 6,
    "/api/v1/units/432259/ancestors": 6,
    "/api/v1/units/432259/history": 5,
    "/api/v1/shapes?within=43&level=3": 3,
    "/api/v1/changes?within=43": 3,
    "/api/v1/acts": 2,
    "/api/v1/indicators": 2,
    "/api/v1/indicators/households": 2,
    "/api/v1/periods": 2,
    "/api/v1/observations": 3,
    "/api/v1/observations?within=43&level=3&indicator=households&period=2025": 6,
    "/api/v1/observations.csv?within=43": 2,
    "/api/v1/publications": 2,
}


def cost(client, address) -> int:
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
        assert answer.status_code == 200
        answer.getvalue()
    return len(queries)


@pytest.mark.parametrize(("address", "queries"), COSTS.items())
def test_it_costs_what_it_costs(api, address, queries):
    assert cost(api, address) == queries


def test_ten_times_the_units_cost_no_query_more(api, world):
    for number in range(70):
        unit = make_unit(f"4322{number + 100}", world.units["4322"], "bag")
        make_observation(
            world.indicator,
            unit,
            2025,
            number,
            status="published",
            publication=world.publication,
        )
    rebuild()
    for address in ("/api/v1/units?within=43", "/api/v1/observations"):
        assert cost(api, address) == COSTS[address]


def test_a_history_of_many_versions_costs_no_query_more(api, world):
    bag = world.units["432259"]
    before = cost(api, "/api/v1/units/432259/history")
    bag.versions.update(valid_to=date(2010, 1, 1))
    for year in range(2010, 2020):
        make_unit(
            "432259",
            world.units["4322"],
            "bag",
            date(year, 1, 1),
            date(year + 1, 1, 1),
        )
    rebuild()
    assert cost(api, "/api/v1/units/432259/history") == before


def test_a_signed_in_reader_costs_session_user_and_roles(world):
    client = signed_in(world.officer)
    client.get("/api/v1/observations")
    # Session and user; allauth notes the use of the session in five; the roles.
    assert cost(client, "/api/v1/observations") <= COSTS["/api/v1/observations"] + 8
