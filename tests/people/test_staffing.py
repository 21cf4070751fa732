"""Standard staffing: dated, from a source, by the aimag; what is short of it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from bagana.accounts.models import Role
from bagana.people.actions.staffing import end_staffing, set_staffing
from bagana.people.models import Staffing
from bagana.people.queries.staffing import asked_posts, staffing_of
from bagana.territory.queries import versions_on
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_act, make_user
from tests.people.factories import make_appointment, make_post

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 1)
TOLD = {
    "kind": "social_worker",
    "posts": Decimal(2),
    "valid_from": DAY,
    "source": "Аймгийн ИТХ-ын тогтоол",
    "is_illustrative": False,
}


@pytest.fixture
def aimag(office):
    return make_user(Role.AIMAG_OFFICER, office.units["1"])


def line(office, day, kind="social_worker", code="1101"):
    lines = staffing_of(office.units[code], day)
    return next((one for one in lines if one.kind == kind), None)


def test_a_standard_ends_the_one_before_of_the_same_scope_alone(office, aimag):
    general = set_staffing(user=aimag, **TOLD)
    narrow = set_staffing(user=aimag, tosgon=False, **TOLD | {"posts": Decimal(3)})
    later = date(2026, 7, 1)
    set_staffing(user=aimag, **TOLD | {"posts": Decimal(1), "valid_from": later})
    for row in (general, narrow):
        row.refresh_from_db()
    assert (general.valid_to, narrow.valid_to) == (later, None)
    assert line(office, DAY).standard == 3
    end_staffing(user=aimag, norm=narrow, on=date(2026, 3, 1))
    assert line(office, DAY).standard == 3
    assert line(office, date(2026, 3, 1)).standard == 2
    assert line(office, later).standard == 1
    assert general.history.first().history_change_reason == "replaced"


def test_what_is_short_is_told_in_posts_and_in_holders(office, aimag):
    bag = office.units["1101"]
    make_appointment(make_post(bag, kind="social_worker", path="decree"))
    make_post(bag, kind="vet", path="decree")
    set_staffing(user=aimag, **TOLD | {"posts": Decimal("2.5")})
    told = line(office, DAY)
    assert (told.posts, told.held, told.vacancies) == (1, 1, 0)
    assert (told.lacking, told.unfilled) == (Decimal("1.5"), Decimal("1.5"))
    assert "тогтоол" in told.source
    vet = line(office, DAY, "vet")
    assert (vet.vacancies, vet.lacking, vet.unfilled) == (1, None, None)


def test_only_a_confirmed_standard_asks_for_posts(office, aimag):
    make_post(office.units["1101"], kind="social_worker", path="decree")
    set_staffing(user=aimag, **TOLD | {"is_illustrative": True, "source": ""})

    def asked():
        return asked_posts(list(versions_on(DAY).filter(unit__code="1101")), DAY)[
            office.units["1101"].pk
        ]

    assert asked() == 2
    set_staffing(user=aimag, level=3, tosgon=False, **TOLD | {"posts": Decimal(4)})
    assert asked() == 5


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "king"},
        {"posts": Decimal(-1)},
        {"posts": Decimal(1000)},
        {"level": 7},
        {"location_type": "sea"},
        {"source": " "},
    ],
)
def test_it_refuses_a_standard_that_cannot_be(aimag, changes):
    with pytest.raises(Refused):
        set_staffing(user=aimag, **TOLD | changes)
    assert not Staffing.objects.exists()


def test_an_act_is_a_source(aimag):
    act = make_act()
    row = set_staffing(user=aimag, **TOLD | {"source": "", "act": act})
    assert row.act == act


def test_no_standard_is_slipped_in_before_another(aimag):
    tomorrow = timezone.localdate() + timedelta(1)
    row = set_staffing(user=aimag, **TOLD | {"valid_from": tomorrow})
    again = TOLD | {"valid_from": tomorrow, "posts": Decimal(9)}
    assert set_staffing(user=aimag, **again) == row
    with pytest.raises(Conflict):
        set_staffing(user=aimag, **TOLD)
    with pytest.raises(Refused):
        end_staffing(user=aimag, norm=row, on=tomorrow)


def test_only_the_aimag_sets_and_ends_and_the_office_reads(office, aimag, client):
    row = set_staffing(user=aimag, **TOLD)
    with pytest.raises(PermissionDenied):
        set_staffing(user=office.officer, **TOLD)
    with pytest.raises(PermissionDenied):
        end_staffing(user=office.officer, norm=row, on=date(2026, 2, 1))
    client.force_login(office.officer)
    page = client.get(reverse("people:standards"))
    end = reverse("people:standard_end", args=[row.pk])
    assert end not in page.text
    assert client.get(end).status_code == 403
    assert client.get(reverse("people:standard_new")).status_code == 403
    client.force_login(make_user())
    assert client.get(reverse("people:standards")).status_code == 403


@pytest.mark.parametrize(
    ("language", "word"),
    [("mn", "Жишгээс дутуу хүн"), ("en", "Holders short of the standard")],
)
def test_the_aimag_sets_a_standard_and_reads_it_by_day(
    office, aimag, client, language, word
):
    client.force_login(aimag)
    client.cookies["django_language"] = language
    new, page = reverse("people:standard_new"), reverse("people:standards")
    assert client.get(new).status_code == 200
    sent = {
        "kind": "social_worker",
        "level": "3",
        "tosgon": "0",
        "posts": "1.5",
        "valid_from": "2026-01-01",
    }
    assert client.post(new, sent).status_code == 422
    assert client.post(new, sent | {"source": "Хурлын тогтоол"}).url == page
    assert "Хурлын тогтоол" in client.get(page, {"kind": "social_worker"}).text
    assert "Хурлын тогтоол" not in client.get(page, {"kind": "vet"}).text
    assert client.get(page, {"format": "csv", "state": "all"}).status_code == 200
    compare = reverse("people:staffing", args=["1101"])
    assert word in client.get(compare).text
    kinds = [
        [one.kind for one in client.get(compare, {"day": day}).context["page"]]
        for day in ("2025-06-01", "2026-06-01", "x")
    ]
    assert kinds[0] == ["governor"]
    assert kinds[1] == kinds[2] == ["governor", "social_worker"]
    end = reverse("people:standard_end", args=[Staffing.objects.get().pk])
    assert client.get(end).status_code == 200
    assert client.post(end, {"on": "2025-01-01"}).status_code == 422
    assert client.post(end, {"on": "2026-02-01"}).url == page
    assert client.get(end).status_code == 404
