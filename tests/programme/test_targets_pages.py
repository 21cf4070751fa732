"""The pages of targets: read by all, written by who plans, in both languages."""

from datetime import date

import pytest
from django.urls import reverse

from bagana.indicators.models import Publication
from bagana.programme.actions.targets import Aim, Baseline, drop_target, set_target
from bagana.programme.models import Target
from tests.factories import (
    make_indicator,
    make_observation,
    make_source,
    make_tree,
    make_user,
)
from tests.programme.factories import make_programme

pytestmark = pytest.mark.django_db
DAY = date(2018, 6, 5)


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def programme(units):
    return make_programme(units["1"], code="plan")


@pytest.fixture
def officer(units):
    return make_user("aimag_officer", units["1"])


@pytest.fixture
def people(units):
    publication = Publication.objects.create(title="туршилт", rows=1, sha256="0" * 64)
    people = make_indicator(
        "people", name_mn="Хүн ам", name_en="Residents", direction="higher"
    )
    for year, value in ((2016, 96), (2017, 100), (2018, 108), (2019, 109)):
        make_observation(
            people,
            units["11"],
            year,
            value,
            status="published",
            publication=publication,
        )
    return people


@pytest.fixture
def target(programme, people, officer, units):
    return set_target(
        user=officer,
        programme=programme,
        indicator=people,
        units=[units["11"]],
        points=[Aim("2018", 110), Aim("2019", 120)],
        baseline=Baseline("2017"),
        in_force_from=DAY,
        objective=programme.objectives.first(),
    )


def address(name, *args):
    return reverse(f"programme:{name}", args=["plan", *args])


PUBLIC = "/programme/plan/targets/"


def test_anyone_reads_the_targets_with_their_figures_and_bands(client, target):
    page = client.get(PUBLIC).text
    assert "Хүн ам" in page
    assert "45.0%" in page
    assert "90% ба түүнээс дээш" in page
    row = target.indicator.observations.get(period__code="2019")
    assert reverse("portal:number", args=[row.pk]) in page


def test_the_page_speaks_english(client, target):
    client.cookies["django_language"] = "en"
    page = client.get(PUBLIC).text
    assert "Residents" in page
    assert "On track" in page or "on track" in page
    detail = client.get(f"{PUBLIC}{target.pk}/").text
    assert "Versions" in detail


def test_a_target_tells_its_way_and_its_versions(client, target):
    page = client.get(f"{PUBLIC}{target.pk}/").text
    assert "80.0%" in page
    assert "45.0%" in page
    assert "<svg" in page
    for row in target.indicator.observations.exclude(period__code="2016"):
        assert reverse("portal:number", args=[row.pk]) in page


def test_a_day_before_the_target_says_that_it_was_not_in_force(client, target):
    page = client.get(f"{PUBLIC}{target.pk}/?on=2018-01-01").text
    assert "хүчингүй байсан" in page
    assert client.get(f"{PUBLIC}{target.pk + 1}/").status_code == 404


def test_lists_filter_and_sort_by_their_address(client, target):
    assert "Хүн ам" in client.get(f"{PUBLIC}?light=red").text
    assert "Ийм зорилтот түвшин алга" in client.get(f"{PUBLIC}?light=green").text
    assert "Ийм зорилтот түвшин алга" in client.get(f"{PUBLIC}?objective=2").text
    for query in ("objective=1&sort=ratio", "unit=11&sort=where", "sort=indicator"):
        assert "109" in client.get(f"{PUBLIC}?{query}").text
    for nonsense in ("objective=x", "light=%00", "sort=?", "unit=zz", "page=99"):
        assert client.get(f"{PUBLIC}?{nonsense}").status_code == 200


@pytest.mark.parametrize("format_", ["csv", "xlsx", "json"])
def test_the_table_can_be_taken_away(client, target, format_):
    response = client.get(f"{PUBLIC}?format={format_}")
    assert response.status_code == 200
    if format_ == "json":
        rows = response.json()
        assert [row["period"] for row in rows] == ["2018", "2019"]
        assert rows[1]["actual"] == 109
        assert rows[1]["progress"] == pytest.approx(0.45)


def test_the_office_list_offers_changes_to_who_plans_only(
    client, target, officer, units
):
    client.force_login(officer)
    page = client.get(address("targets")).text
    assert address("target_revise", target.pk) in page
    client.force_login(make_user("bag_governor", units["1101"]))
    page = client.get(address("targets")).text
    assert "Хүн ам" in page
    assert address("target_revise", target.pk) not in page


def test_strangers_are_sent_away(client, target, units):
    names = [("targets",), ("target_new",)]
    names += [("target_revise", target.pk), ("target_drop", target.pk)]
    for name in names:
        assert client.get(address(*name)).status_code == 302
    for user in (make_user("sum_officer", units["11"]), make_user()):
        client.force_login(user)
        for name in names[1:]:
            assert client.get(address(*name)).status_code == 403
    assert client.get(address("targets")).status_code == 403


def asked(**changed):
    return {
        "kind": "ascending",
        "in_force_from": "2018-06-05",
        "baseline_period": "2017",
        "value_2019": "1,200.5",
    } | changed


def test_the_form_offers_series_kind_and_baseline(client, programme, people, officer):
    client.force_login(officer)
    assert client.get(address("target_new")).status_code == 200
    page = client.get(address("target_new") + "?indicator=people&unit=11").text
    assert "Нийтэлсэн цуврал" in page
    assert 'value="2017"' in page
    assert '<option value="ascending" selected' in page
    assert "109" in page


def test_a_target_is_set_from_the_form(client, programme, people, officer):
    client.force_login(officer)
    where = address("target_new") + "?indicator=people&unit=11"
    response = client.post(where, asked())
    assert response.status_code == 302
    version = Target.objects.get().versions.get()
    assert version.baseline_value == 100
    assert version.points.get().value == 1200.5
    assert version.made_by == officer


def test_what_is_refused_stays_in_the_form(client, programme, people, officer):
    client.force_login(officer)
    where = address("target_new") + "?indicator=people&unit=11"
    page = client.post(where, asked(value_2019="90")).text
    assert "буруу талд" in page
    assert 'value="90"' in page
    page = client.post(where, asked(value_2019="олон")).text
    assert "Тоо биш байна" in page
    page = client.post(where, asked(baseline_value="100")).text
    assert "эх сурвалж" in page
    assert not Target.objects.exists()


def test_a_group_needs_its_name(client, programme, people, officer):
    client.force_login(officer)
    where = address("target_new") + "?indicator=people&unit=1101&unit=1102"
    typed = {"baseline_value": "50", "baseline_source": make_source().pk}
    assert client.post(where, asked(**typed)).status_code == 200
    response = client.post(where, asked(**typed, group_mn="Хоёр баг"))
    assert response.status_code == 302
    assert Target.objects.get().group == "Хоёр баг"


def test_an_unknown_indicator_or_unit_is_an_error_of_the_form(
    client, programme, officer
):
    client.force_login(officer)
    for query in ("indicator=none&unit=11", "indicator=people&unit=zz", "x=1"):
        response = client.get(address("target_new") + f"?{query}")
        assert response.status_code == 200
        assert "errors" in response.text


def test_a_revision_starts_from_the_levels_in_force(client, target, officer):
    client.force_login(officer)
    where = address("target_revise", target.pk)
    assert 'value="120"' in client.get(where).text
    typed = {"in_force_from": "2019-06-01", "value_2019": "115", "reason": "Тодотгол"}
    assert client.post(where, typed).status_code == 302
    assert target.versions.count() == 2
    page = client.post(where, {**typed, "in_force_from": "2019-01-01"})
    assert page.status_code == 200
    assert "Түүнээс хойших өдөр" in page.text


def test_a_dropped_target_is_listed_with_its_reason(client, target, officer):
    client.force_login(officer)
    where = address("target_drop", target.pk)
    assert client.get(where).status_code == 200
    response = client.post(where, {"on": "2020-01-01", "reason": "Нэгтгэв"})
    assert response.status_code == 302
    page = client.get(address("targets")).text
    assert "Нэгтгэв" in page
    public = client.get(f"{PUBLIC}{target.pk}/").text
    assert "хассан" in public


def test_a_dropped_target_stays_readable_for_the_days_before(client, target, officer):
    drop_target(user=officer, target=target, on=date(2020, 1, 1), reason="Нэгтгэв")
    assert "Хүн ам" in client.get(f"{PUBLIC}?on=2019-12-31").text
    assert "Хүн ам" not in client.get(PUBLIC).text


def test_a_page_of_many_targets_costs_as_many_queries_as_of_one(
    client, target, officer, programme, units, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(PUBLIC)
    with CaptureQueriesContext(connection) as one:
        client.get(PUBLIC)
    for number in range(6):
        set_target(
            user=officer,
            programme=programme,
            indicator=make_indicator(f"more-{number}", direction="higher"),
            units=[units["1101"], units["1102"]],
            group_mn=f"Бүлэг {number}",
            points=[Aim("2019", 5)],
            in_force_from=DAY,
        )
    with django_assert_max_num_queries(len(one.captured_queries)):
        assert client.get(PUBLIC).text.count("Бүлэг ") >= 6
