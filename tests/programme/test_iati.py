"""The IATI file keeps the rules of version 2.03, whatever the programme holds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from bagana.indicators.models import Observation
from bagana.programme.iati import Link, activity_file
from bagana.programme.iati.rules import faults
from bagana.programme.iati.writing import figure
from bagana.programme.models import MeasureIndicator, Programme, Target
from bagana.territory.models import UnitVersion
from tests.api.conftest import publication_of, square
from tests.factories import make_indicator, make_observation
from tests.programme.factories import make_measure, make_money
from tests.programme.tables import TableWorld, csv_of, make_world

pytestmark = pytest.mark.django_db
ON = date(2020, 3, 1)
LINKS = [Link("https://example.mn/p/", "Самбар", "Board", "A12")]


@pytest.fixture
def world(db) -> TableWorld:
    found = make_world()
    UnitVersion.objects.filter(unit=found.units["1101"]).update(
        boundary=square(106.0, 49.0)
    )
    people = make_indicator("people", direction="higher")
    share = make_indicator(
        "share", direction="lower", unit_mn="%", unit_en="%", across_units="none"
    )
    publication = publication_of(4)
    for indicator, value in ((people, 10.0), (share, 50.0)):
        for year, step in ((2017, 0), (2019, 5.25)):
            unit = found.units["1101"]
            make_observation(
                indicator,
                unit,
                year,
                value + step,
                status="published",
                publication=publication,
            )
    make_observation(people, found.units["1101"], 2020, 777.0)  # a draft
    line = {
        "№": "1.1",
        "Үе шат": "I",
        "Зорилт": "1",
        "Хэрэгжүүлэх арга хэмжээ": "Багийн төв",
        "Хамрах нэгж": "1101",
        "Хариуцах нэгж": "11",
        "Эхлэх": "2018-07-01",
        "Шалгуур үзүүлэлт": "people (гарц); share",
        "Зорилтот түвшин 2019": "15; ",
        "Зорилтот түвшин 2020": "20; 40",
        "УТ 2018": "59400000.50",
        "жишээ": "жишээ",
    }
    found.take_in(csv_of([line]))
    return found


def file_of(programme: Programme, on: date = ON) -> Any:
    return etree.fromstring(activity_file(programme, on=on, links=LINKS))


def test_the_file_keeps_the_rules(world):
    assert faults(file_of(world.programme)) == []


def test_the_checker_finds_what_is_wrong():
    """A checker that finds nothing in a broken file would prove nothing."""
    broken = etree.fromstring(
        '<iati-activities version="2.02"><iati-activity default-currency="MNT">'
        '<reporting-org ref="A" type="11"><narrative>x</narrative></reporting-org>'
        "<iati-identifier>B-1</iati-identifier>"
        '<budget><period-start iso-date="2018-01-01"/><period-end iso-date="2019-12-31"'
        '/><value value-date="2018-13-01">much</value></budget>'
        '<result type="2"><title><narrative>x</narrative></title><indicator measure="2"'
        ' aggregation-status="true"><title><narrative> </narrative></title><period>'
        '<period-start iso-date="2019-01-01"/><period-end iso-date="2018-01-01"/>'
        "<actual/></period></indicator></result></iati-activity></iati-activities>"
    )
    found = " | ".join(faults(broken))
    for words in (
        "version '2.02'",
        "without lang",
        "out of order",
        "0 of title",
        "0 of activity-status",
        "'much' is no decimal",
        "'2018-13-01' is no date",
        "longer than a year",
        "actual: without value",
        "is no any",
        "does not begin with the reporting organisation",
        "per cents are never summed",
        "ends before it starts",
    ):
        assert words in found, words


def test_baseline_targets_and_actuals_are_those_of_the_targets(world):
    indicator = file_of(world.programme).find(".//result[@type='1']/indicator")
    assert indicator.get("measure") == "1"
    assert indicator.get("ascending") == "true"
    baseline = indicator.find("baseline")
    assert (baseline.get("year"), baseline.get("value")) == ("2017", "10")
    periods = {
        period.find("period-start").get("iso-date")[:4]: (
            [target.get("value") for target in period.findall("target")],
            [actual.get("value") for actual in period.findall("actual")],
        )
        for period in indicator.findall("period")
    }
    assert periods == {"2019": (["15"], ["15.25"]), "2020": (["20"], [])}


def test_a_missing_actual_is_absent_and_never_nought(world):
    actuals = file_of(world.programme, date(2023, 12, 31)).findall(".//actual")
    assert [actual.get("value") for actual in actuals] == ["15.25", "55.25"]


def test_per_cents_are_marked_and_never_added_up(world):
    indicator = file_of(world.programme).find(".//result[@type='2']/indicator")
    assert indicator.get("measure") == "2"
    assert indicator.get("ascending") == "false"
    assert indicator.get("aggregation-status") == "false"


def test_an_indicator_that_adds_up_says_so(world):
    result = file_of(world.programme).find(".//result[@type='1']")
    assert result.get("aggregation-status") == "true"


def test_drafts_are_not_in_the_file(world):
    assert b"777" not in activity_file(world.programme, on=date(2021, 3, 1))


def test_budgets_are_plans_by_year_and_a_revised_one_stands_beside(world):
    measure = world.programme.measures.get()
    make_money(measure, Decimal(-400000), kind="adjustment", source="state", year=2018)
    budgets = file_of(world.programme).findall(".//budget")
    assert [(b.get("type"), b.findtext("value")) for b in budgets] == [
        ("1", "59400000.50"),
        ("2", "59000000.50"),
    ]


def test_commitments_and_payments_are_transactions_to_the_moengoe(world):
    measure = world.programme.measures.get()
    spender = world.units["11"]
    for kind, amount in (("commitment", "100.10"), ("payment", "0.25")):
        make_money(measure, Decimal(amount), kind=kind, spender=spender)
    make_money(
        measure, Decimal(9), kind="payment", spender=spender, booked_on=date(2020, 4, 1)
    )
    rows = file_of(world.programme).findall(".//transaction")
    found = [
        (row.find("transaction-type").get("code"), row.findtext("value"))
        for row in rows
    ]
    assert found == [("2", "100.10"), ("4", "0.25")]
    assert rows[0].find("provider-org").get("ref") == "MN-BAGANA-11"


def test_units_have_points_within_them(world):
    location = file_of(world.programme).find(".//location[@ref='1101']")
    assert location.find("point/pos").text == "49.05000 106.05000"


def test_illustrative_content_is_named_as_such(world):
    texts = file_of(world.programme).findall("iati-activity/description[@type='4']")
    assert "illustrative" in "".join(texts[0].itertext())


@pytest.mark.parametrize(
    ("on", "code"),
    [
        ("2017-12-31", "1"),
        ("2018-01-01", "2"),
        ("2024-06-01", "3"),
        ("2025-01-01", "4"),
    ],
)
def test_the_status_follows_the_day(world, on, code):
    status = file_of(world.programme, date.fromisoformat(on)).find(".//activity-status")
    assert status.get("code") == code


def test_the_same_data_give_the_same_bytes(world):
    files = [activity_file(world.programme, on=ON, links=LINKS) for _ in range(2)]
    assert files[0] == files[1]


def test_a_range_has_two_values_told_apart(world):
    target = Target.objects.get(indicator__code="people")
    Target.objects.filter(pk=target.pk).update(kind="range")
    version = target.versions.get()
    version.points.update(value=None, low=5.5, high=7)
    period = file_of(world.programme).find(".//result[@type='1']/indicator/period")
    values = [
        (one.get("value"), one.find("dimension").get("value"))
        for one in period.findall("target")
    ]
    assert values == [("5.5", "lower"), ("7", "upper")]
    assert faults(file_of(world.programme)) == []


def test_a_programme_with_nothing_in_it_still_keeps_the_rules(world):
    from tests.programme.factories import make_programme

    empty = make_programme(world.units["12"], code="empty", name_en="x")
    assert faults(file_of(empty)) == []


hostile = st.text(min_size=1, max_size=40).filter(lambda text: text.strip())


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    names=st.tuples(hostile, hostile),
    amount=st.decimals("0.01", 10**12, places=2),
    value=st.floats(-1e9, 1e9),
)
def test_whatever_people_wrote_the_file_keeps_the_rules(world, names, amount, value):
    mn, en = (name.replace("\x00", "") or "x" for name in names)
    with transaction.atomic():
        Programme.objects.filter(pk=world.programme.pk).update(
            name_mn=mn, name_en=en, goal_mn=mn, goal_en=en
        )
        programme = Programme.objects.get(pk=world.programme.pk)
        measure = make_measure(programme, world.units["11"], name_mn=mn, name_en=en)
        make_money(measure, amount, kind="payment")
        MeasureIndicator.objects.update(level="outcome")
        Target.objects.update(group_mn=mn, group_en=en)
        Observation.objects.update(value=value)
        assert faults(file_of(programme)) == []
        transaction.set_rollback(True)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_figure_is_the_float_itself_without_an_exponent(value):
    assert float(figure(value)) == value
    assert "e" not in figure(value).lower()


def test_the_page_gives_the_file_to_anyone_and_says_when_nothing_changed(world):
    client = Client()
    answer = client.get("/programme/table/iati.xml")
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    root = etree.fromstring(answer.content)
    assert faults(root) == []
    assert root.find(".//document-link").get("url").startswith("http://testserver/")
    again = client.get(
        "/programme/table/iati.xml", headers={"If-None-Match": answer["ETag"]}
    )
    assert again.status_code == 304
    assert client.get("/programme/nothing/iati.xml").status_code == 404
