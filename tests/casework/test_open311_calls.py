"""The calls of GeoReport v2, walked as a client walks them: find, file, follow.

The steps are those of the standard's published test scenarios: the list of services,
one service, a request made, its id by the token, the request read back.
"""

from __future__ import annotations

import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from bagana.casework.models import Channel, Request, Service
from bagana.casework.open311 import STATES
from tests.casework.factories import make_request, make_service
from tests.factories import make_tree, make_user

pytestmark = pytest.mark.django_db
ROOT = "/open311/v2/"
SECRETS = ("Жишээгэрэл", "99887766", "Худаг эвдэрсэн", "Дээд гол")
MOMENT = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"


class GeoReport:
    """A small client of the standard, in either format."""

    def __init__(self, format: str) -> None:
        self.client, self.format = Client(enforce_csrf_checks=True), format

    def call(self, path: str, code: int = 200, /, **query: Any) -> Any:
        answer = self.client.get(f"{ROOT}{path}.{self.format}", query)
        assert answer.status_code == code, answer.content.decode()
        return self.read(answer)

    def file(self, code: int = 201, /, **form: Any) -> Any:
        answer = self.client.post(f"{ROOT}requests.{self.format}", form)
        assert answer.status_code == code, answer.content.decode()
        return self.read(answer)

    def read(self, answer: Any) -> Any:
        assert "utf-8" in answer["Content-Type"]
        if self.format == "json":
            return json.loads(answer.content)
        return _plain(ElementTree.fromstring(answer.content))


LISTS = {"services", "service_requests", "errors", "attributes", "endpoints", "formats"}


def _plain(element: ElementTree.Element) -> Any:
    if element.tag in LISTS:
        return [_plain(child) for child in element]
    if len(element):
        return {child.tag: _plain(child) for child in element}
    return element.text


@pytest.fixture(params=["json", "xml"])
def api(request: pytest.FixtureRequest) -> GeoReport:
    return GeoReport(request.param)


@pytest.fixture
def units() -> Any:
    units = make_tree()
    make_service(units["1"], code="water-point")
    return units


FORM = {
    "service_code": "water-point",
    "address_id": "1101",
    "description": "Худаг эвдэрсэн",
    "first_name": "Жишээгэрэл",
    "phone": "99887766",
    "address_string": "Дээд гол",
    "api_key": "xyz",
}


def test_discovery_tells_where_and_in_which_formats(api, units):
    told = api.call("discovery")
    endpoint = told["endpoints"][0]
    assert endpoint["specification"] == "http://wiki.open311.org/GeoReport_v2"
    assert endpoint["url"].endswith("/open311/v2")
    assert "application/json" in endpoint["formats"]
    assert endpoint["type"] == "production"


def test_it_lists_services_with_every_field_of_the_standard(api, units):
    make_service(units["1"], code="hidden", is_open311=False)
    (service,) = api.call("services")
    assert service["service_code"] == "water-point"
    assert set(service) == {
        "service_code",
        "service_name",
        "description",
        "metadata",
        "type",
        "keywords",
        "group",
    }
    assert service["metadata"] in (False, "false")
    assert service["type"] == "realtime"


def test_it_defines_one_service(api, units):
    told = api.call("services/water-point")
    assert told["service_code"] == "water-point"
    assert api.call("services/none", 404)[0]["code"] in (404, "404")


def test_a_request_is_filed_found_by_its_token_and_read_back(api, units):
    (made,) = api.file(**FORM)
    uid = made["service_request_id"]
    assert made["service_notice"]
    (found,) = api.call(f"tokens/{uid}")
    assert found["service_request_id"] == uid
    (read,) = api.call(f"requests/{uid}")
    assert read["status"] == "open"
    assert read["service_code"] == "water-point"
    for name in ("requested_datetime", "updated_datetime", "expected_datetime"):
        assert re.match(MOMENT, read[name])
    row = Request.objects.get()
    assert str(row.uid) == uid
    assert row.channel == Channel.OPEN311
    assert row.private["text"] == "Худаг эвдэрсэн"
    assert row.private["name"] == "Жишээгэрэл"


def test_public_answers_carry_nothing_of_the_person(api, units):
    (made,) = api.file(**FORM)
    for path in ("requests", f"requests/{made['service_request_id']}", "services"):
        text = api.client.get(f"{ROOT}{path}.{api.format}").content.decode()
        assert not [secret for secret in SECRETS if secret in text]
    (read,) = api.call("requests")
    for name in ("description", "address", "lat", "long", "media_url"):
        assert read[name] is None


def test_requests_of_other_ways_are_not_listed(api, units):
    governor = make_user("bag_governor", units["1101"])
    row, _code = make_request(governor, units["1101"])
    assert api.call("requests") == []
    api.call(f"requests/{row.uid}", 404)
    api.call(f"tokens/{row.uid}", 404)


def test_requests_are_filtered_by_id_status_service_and_day(api, units):
    (made,) = api.file(**FORM)
    uid = made["service_request_id"]
    assert len(api.call("requests", service_request_id=f"{uid},nonsense")) == 1
    assert api.call("requests", service_request_id="nonsense") == []
    assert len(api.call("requests", status="open")) == 1
    assert api.call("requests", status="closed") == []
    assert api.call("requests", service_code="other") == []
    assert api.call("requests", end_date="2020-01-01T00:00:00Z") == []
    assert api.call("requests", start_date="2020-01-01T00:00:00+08:00") == []
    assert len(api.call("requests", jurisdiction_id="11")) == 1
    assert api.call("requests", jurisdiction_id="12") == []


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"status": "новый"}, 400),
        ({"start_date": "yesterday"}, 400),
        ({"start_date": "2026-01-01T00:00:00"}, 400),
        ({"end_date": "0001-01-01T00:00:00Z"}, 400),
        ({"jurisdiction_id": "nowhere"}, 404),
    ],
)
def test_what_cannot_be_read_is_told_with_its_code(api, units, query, status):
    answer = api.client.get(f"{ROOT}requests.{api.format}", query)
    assert answer.status_code == status
    (error,) = api.read(answer)
    assert str(error["code"]) == str(status)
    assert error["description"]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"service_code": ""}, 400),
        ({"service_code": "none"}, 404),
        ({"address_id": "", "address_string": ""}, 400),
        ({"address_id": "9999"}, 400),
        ({"lat": "95", "long": "10"}, 400),
        ({"lat": "x", "long": "y"}, 400),
        ({"description": ""}, 400),
        ({"description": "я" * 3_500}, 400),
        ({"jurisdiction_id": "12"}, 400),
        ({"jurisdiction_id": "99"}, 404),
    ],
)
def test_a_request_that_lacks_something_is_refused(api, units, change, status):
    (error,) = api.file(status, **(FORM | change))
    assert str(error["code"]) == str(status)
    assert not Request.objects.exists()


def test_a_jurisdiction_offers_what_stands_above_it(api, units):
    make_service(units["12"], code="own-of-12")
    codes = {one["service_code"] for one in api.call("services", jurisdiction_id="11")}
    assert codes == {"water-point"}
    assert len(api.call("services", jurisdiction_id="12")) == 2


def test_an_answered_request_is_closed(api, units):
    api.file(**FORM)
    Request.objects.update(state="answered", closed_on="2026-12-31")
    (read,) = api.call("requests")
    assert read["status"] == "closed"
    assert sorted([*STATES["open"], *STATES["closed"]]) == sorted(
        {"received", "working", "waiting", "answered", "refused", "withdrawn"}
    )


def test_a_service_no_longer_open_takes_its_requests_along(api, units):
    (made,) = api.file(**FORM)
    Service.objects.update(is_open311=False)
    api.call(f"requests/{made['service_request_id']}", 404)


def test_other_methods_are_refused_in_the_format(api, units):
    answer = api.client.delete(f"{ROOT}requests.{api.format}")
    assert answer.status_code == 405
    assert api.read(answer)[0]["description"]
