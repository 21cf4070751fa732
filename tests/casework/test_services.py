"""Services in dated versions; what the State holds is not asked of citizens."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from bagana.casework.actions.services import add_service, set_day, set_version
from bagana.casework.calendar import calendar_between
from bagana.casework.founding import load_services
from bagana.casework.models import Provider, Service, ServiceKind, ServiceVersion
from bagana.casework.papers import held_by_state
from bagana.casework.queries.services import offered_in, version_of
from bagana.web.errors import Conflict, Refused
from tests.casework.factories import make_service
from tests.factories import make_tree, make_user

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 1)


def promise(**more: Any) -> dict[str, Any]:
    told = {"valid_from": DAY, "title_mn": "Шинэ", "term": 3, "term_in": "working"}
    return told | {"basis_mn": "тогтоогоогүй"} | more


def test_the_package_offers_services_of_bag_sum_and_visitors() -> None:
    units = make_tree()
    assert load_services(units["MN"]) == Service.objects.count()
    by = {p: Service.objects.filter(provider=p).count() for p in Provider.values}
    assert by["bag"] >= 10
    assert by["sum"] == 4
    assert by["visiting"] == 3
    assert load_services(units["MN"]) == 0
    assert offered_in(units["1101"], DAY).count() == Service.objects.count()


def test_no_service_of_the_package_asks_for_what_the_state_holds() -> None:
    text = (files("bagana.casework") / "data" / "services.json").read_text("utf-8")
    papers = [p["mn"] for row in json.loads(text) for p in row["version"]["papers"]]
    assert papers
    assert [paper for paper in papers if held_by_state(paper)] == []


def test_terms_of_the_law_are_the_laws() -> None:
    load_services(make_tree()["MN"])
    for code, term, more in (
        ("petition", 30, 30),
        ("complaint", 30, 30),
        ("suggestion", 60, 0),
    ):
        version = version_of(code, DAY)
        assert version
        assert (version.term, version.extension) == (term, more)
        assert version.term_in == "calendar"
        assert not version.is_illustrative
    assert ServiceVersion.objects.filter(is_illustrative=False).count() == 3


@pytest.mark.parametrize(
    "paper", ["Иргэний үнэмлэхийн хуулбар", "Төрсний гэрчилгээ", "Багийн тодорхойлолт"]
)
def test_it_refuses_a_paper_that_the_state_holds(paper: str) -> None:
    units = make_tree()
    officer = make_user("sum_officer", units["11"])
    with pytest.raises(Refused) as refused:
        add_service(
            user=officer,
            unit=units["11"],
            code="new",
            kind=ServiceKind.SERVICE,
            provider=Provider.SUM,
            **promise(papers=[{"mn": paper, "en": ""}]),
        )
    assert refused.value.field == "papers"
    assert not Service.objects.exists()


def test_a_new_version_ends_the_one_before() -> None:
    units = make_tree()
    officer = make_user("aimag_officer", units["1"])
    first = make_service(units["1"], code="repair")
    set_version(user=officer, service=first.service, **promise())
    first.refresh_from_db()
    assert first.valid_to == DAY
    before, after = version_of("repair", date(2025, 12, 31)), version_of("repair", DAY)
    assert (before, after.title_mn if after else "") == (first, "Шинэ")
    with pytest.raises(Conflict):
        set_version(user=officer, service=first.service, **promise())


def test_only_who_plans_over_the_unit_offers_services() -> None:
    units = make_tree()
    version = make_service(units["11"])
    for role, unit in (
        ("bag_governor", "1101"),
        ("sum_officer", "12"),
        ("evaluator", "1"),
    ):
        user = make_user(role, units[unit])
        with pytest.raises(PermissionDenied):
            set_version(user=user, service=version.service, **promise())
    governor = make_user("sum_officer", units["11"])
    with pytest.raises(PermissionDenied):
        set_day(user=governor, unit=units["11"], on=DAY, works=True, why_mn="А")


def test_an_officer_of_the_aimag_moves_a_day() -> None:
    units = make_tree()
    officer = make_user("aimag_officer", units["1"])
    on = date(2026, 7, 13)
    assert not calendar_between(on, on).works(on)
    set_day(user=officer, unit=units["1"], on=on, works=True, why_mn="Нөхөж ажиллана")
    assert calendar_between(on, on).works(on)


def test_pages_add_and_change_a_service() -> None:
    units = make_tree()
    client = Client()
    client.force_login(make_user("sum_officer", units["11"]))
    told = promise(code="mill", kind="service", provider="sum", papers="Зураг | Sketch")
    page = client.post(reverse("casework:service_new"), told)
    assert page.status_code == 302, page.context["form"].errors
    version = version_of("mill", DAY)
    assert version
    assert version.papers == [{"mn": "Зураг", "en": "Sketch"}]
    address = reverse("casework:service_change", args=["mill"])
    assert client.get(address).status_code == 200
    assert client.post(address, promise()).status_code == 422
    other = Client()
    other.force_login(make_user("bag_governor", units["1101"]))
    assert other.get(address).status_code == 403
    assert other.get(reverse("casework:service_new")).status_code == 403
    assert other.get(reverse("casework:day_set")).status_code == 403
