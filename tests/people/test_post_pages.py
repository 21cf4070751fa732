"""Pages of posts and officials in the office: who sees, both languages, files."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from bagana.accounts.models import Role
from bagana.people.actions.appointments import appoint, end
from bagana.people.models import Appointment, Official, Post
from bagana.privacy.models import Reading
from tests.factories import make_user
from tests.people.factories import make_decree, make_official, make_resolution

START = date(2023, 5, 1)
SECRET = "УБ90010112"


@pytest.fixture
def row(office):
    office.official = make_official(user=make_user(), private={"reg_no": SECRET})
    office.official.history.update(history_user=office.officer)
    return appoint(**office.appointed(starts_on=START))


@pytest.fixture
def sum_(client, office):
    client.force_login(office.officer)
    return client


def addresses(office, row):
    record = end(
        user=office.officer,
        appointment=row,
        on=timezone.localdate(),
        reason="resigned",
    )
    return [
        reverse("people:index"),
        reverse("people:posts", args=["11"]),
        reverse("people:posts", args=["1101"]) + "?state=vacant&kind=governor",
        reverse("people:staffing", args=["11"]),
        reverse("people:post", args=[office.post.uid]),
        reverse("people:official", args=[office.official.uid]),
        reverse("people:handover", args=[record.uid]),
        reverse("people:post_add", args=["1101"]),
        reverse("people:official_add", args=["1101"]),
        reverse("people:nominate", args=[office.post.uid]),
        reverse("people:appoint", args=[office.post.uid]),
        reverse("people:post_edit", args=[office.post.uid]),
        reverse("people:post_close", args=[office.post.uid]),
        reverse("people:handover_item_add", args=[record.uid]),
    ]


@pytest.mark.parametrize("language", ["mn", "en"])
def test_every_page_opens_in_both_languages(sum_, office, row, language):
    sum_.cookies["django_language"] = language
    for address in addresses(office, row):
        response = sum_.get(address)
        assert response.status_code == 200, address
        assert SECRET not in response.content.decode()
        assert "no-store" in response["Cache-Control"]


def test_another_sum_finds_nothing_and_a_visitor_signs_in(client, office, row):
    pages = addresses(office, row)
    assert client.get(pages[4]).status_code == 302
    client.force_login(make_user(Role.SUM_OFFICER, office.units["12"]))
    for address in pages[1:]:
        assert client.get(address).status_code in (403, 404), address


def test_a_bag_governor_reads_his_bag_and_appoints_nobody(client, office, row):
    client.force_login(office.official.user)
    page = reverse("people:post", args=[office.post.uid])
    assert client.get(page).status_code == 200
    for name in ("nominate", "appoint", "post_close"):
        page = reverse(f"people:{name}", args=[office.post.uid])
        assert client.post(page, {}).status_code == 403
    assert (
        client.post(reverse("people:end", args=[row.uid]), {"reason": "moved"})
    ).status_code == 403


def test_the_whole_way_by_pages(sum_, office):
    bag = office.units["1101"]
    page = reverse("people:official_add", args=["1101"])
    sum_.post(page, {"given_name": "Шинэ", "reg_no": SECRET})
    official = Official.objects.get(given_name="Шинэ")
    assert official.private["reg_no"] == SECRET
    resolution, decree = make_resolution(bag), make_decree(office.units["11"])
    page = reverse("people:nominate", args=[office.post.uid])
    sum_.post(page, {"official": official.uid, "nomination": resolution.pk})
    row = Appointment.objects.get(official=official)
    page = reverse("people:appoint_nominee", args=[row.uid])
    told = {"decree": decree.pk, "starts_on": "2023-05-01"}
    assert sum_.post(page, told | {"decree": resolution.pk}).status_code == 422
    assert sum_.post(page, told).status_code == 302
    page = reverse("people:account", args=[row.uid])
    answer = sum_.post(page, {"username": "shine-darga"})
    assert answer.status_code == 200
    assert "shine-darga" in answer.content.decode()
    page = reverse("people:end", args=[row.uid])
    answer = sum_.post(page, {"on": str(timezone.localdate()), "reason": "resigned"})
    assert answer.status_code == 302
    assert "/handovers/" in answer.url


def test_opening_a_post_says_the_rule_at_its_field(sum_, office):
    page = reverse("people:post_add", args=["1101"])
    told = {"kind": "presidium", "path": "meeting", "title_mn": "Тэргүүлэгч"}
    answer = sum_.post(page, told | {"opened_on": "2022-01-01"})
    assert answer.status_code == 422
    assert "2006" in answer.content.decode()
    assert sum_.post(page, told | {"opened_on": "2021-12-31"}).status_code == 302
    assert Post.objects.filter(kind="presidium").exists()


def test_contacts_open_for_a_reason_and_the_reading_is_kept(sum_, office, row):
    page = reverse("people:official", args=[office.official.uid])
    assert SECRET not in sum_.get(page).content.decode()
    assert not Reading.objects.exists()
    answer = sum_.post(page, {"reveal_reason": "Цалингийн бүртгэлд"})
    assert SECRET in answer.content.decode()
    assert Reading.objects.get().what == "official"


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_the_lists_are_taken_away(sum_, office, row, kind):
    for name in ("posts", "staffing"):
        page = reverse(f"people:{name}", args=["11"])
        answer = sum_.get(page, {"format": kind})
        assert answer.status_code == 200
        assert "attachment" in answer["Content-Disposition"]


def test_the_first_page_tells_what_waits(sum_, office, row):
    content = sum_.get(reverse("people:index")).content.decode()
    assert reverse("people:posts", args=["11"]) in content
    Appointment.objects.update(term_ends_on=timezone.localdate())
    content = sum_.get(reverse("people:index")).content.decode()
    assert "Бүрэн эрхийн хугацаа дуусна" in content
