"""Pages of agreements: in both languages, without scripts, to those whose they are."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from bagana.accounts.models import Role
from bagana.people.models import Agreement, AgreementLine, Assessment, CriteriaSet
from bagana.people.queries.performance import text_version, without_agreement
from bagana.people.rules import may_judge
from bagana.privacy.models import Export, Reading
from tests.factories import make_user
from tests.people.factories import make_appointment, make_official, make_post
from tests.people.performance_rows import YEAR, publish_figure

pytestmark = pytest.mark.django_db
LIST = reverse("people:performance")
DEEDS = ("drop", "sign", "close", "anew")


def page(name, row, *more):
    return reverse(f"people:agreement{name}", args=[row.uid, *more])


@pytest.mark.parametrize("language", ["mn", "en"])
def test_every_page_stands_in_both_languages(client, sides, language):
    row = sides.drafted()
    line = row.lines.get()
    line.target = 3
    line.save()
    client.force_login(sides.officer)
    client.cookies["django_language"] = language
    found = [
        client.get(address)
        for address in (
            LIST,
            reverse("people:criteria"),
            reverse("people:agreements_lacking"),
            reverse("people:agreement_draft", args=[sides.held.uid]),
            page("", row),
            page("_promise", row, 4),
            page("_promise_edit", row, line.pk),
            page("_promise_drop", row, line.pk),
            *(page(f"_{deed}", row) for deed in DEEDS),
            page("_assess", row, 2),
        )
    ]
    assert {answer.status_code for answer in found} == {200}
    word = {"mn": "Гүйцэтгэлийн гэрээ", "en": "Performance agreement"}[language]
    assert word in found[0].text
    for answer in found:
        assert "no-store" in answer.headers["Cache-Control"]
        title = answer.text.split("<title>")[1].split("</title>")[0]
        assert sides.held.official.given_name not in title


def test_what_is_not_ones_own_is_not_there(client, sides, office):
    row = sides.judged()
    line, units = row.lines.get(), office.units
    addresses = [
        page("", row),
        page("_promise", row, 1),
        page("_promise_edit", row, line.pk),
        page("_promise_drop", row, line.pk),
        page("_assess", row, 1),
        *(page(f"_{deed}", row) for deed in DEEDS),
    ]
    for user in (
        make_user(Role.BAG_GOVERNOR, units["1102"]),
        make_user(Role.BAG_GOVERNOR, units["1101"]),
        make_user(Role.SUM_OFFICER, units["12"]),
        make_user(Role.EVALUATOR, units["1"]),
        make_user(is_superuser=True),
    ):
        client.force_login(user)
        for address in addresses:
            assert client.get(address).status_code == 404
            assert client.post(address).status_code == 404
    client.logout()
    assert {client.get(one).status_code for one in addresses} == {302}


def test_the_aimag_reads_and_does_nothing(client, sides, office):
    row = sides.drafted()
    client.force_login(make_user(Role.AIMAG_OFFICER, office.units["1"]))
    shown = client.get(page("", row))
    assert shown.status_code == 200
    for deed in DEEDS:
        assert page(f"_{deed}", row) not in shown.text
        assert client.post(page(f"_{deed}", row)).status_code == 403
    assert client.post(page("_promise", row, 1)).status_code == 403


def test_reading_anothers_is_noted_and_ones_own_is_not(client, sides):
    row = sides.drafted()
    client.force_login(sides.official)
    for address in (page("", row), LIST):
        assert client.get(address).status_code == 200
    assert not Reading.objects.exists()
    client.force_login(sides.officer)
    for address in (page("", row), LIST, f"{LIST}?format=csv"):
        assert client.get(address).status_code == 200
    told = Reading.objects.order_by("pk").values_list("what", "user")
    assert list(told) == [
        ("agreement", sides.officer.pk),
        ("agreements", sides.officer.pk),
    ]
    carried = Export.objects.get()
    assert (carried.what, carried.rows) == ("agreements", 1)


def test_a_year_runs_by_forms_alone(client, sides, office):
    """Drafted, promised, signed by both, judged by each, closed, judged anew."""
    sum_, own = client, type(client)()
    sum_.force_login(sides.officer)
    own.force_login(sides.official)
    draft = reverse("people:agreement_draft", args=[sides.held.uid])
    made = sum_.post(draft, {"year": YEAR})
    row = Agreement.objects.get()
    assert made["Location"] == page("", row)
    sum_.post(page("_promise", row, 4), {"text": "Шуурхай", "target": "90"})
    own.post(page("_promise", row, 1), {"text": "Өрх бүрд орно"})
    extra = row.lines.get(criterion__position=1)
    own.post(page("_promise_edit", row, extra.pk), {"text": "Өрх бүрд хоёр удаа орно"})
    own.post(page("_promise", row, 1), {"text": "Илүү"})
    gone = row.lines.get(promise="Илүү")
    own.post(page("_promise_drop", row, gone.pk))
    assert sorted(row.lines.values_list("promise", "target")) == [
        ("Шуурхай", 90),
        ("Өрх бүрд хоёр удаа орно", None),
    ]
    seen = {"on": "2025-01-20", "seen": text_version(row)}
    for side in (sum_, own):
        assert side.post(page("_sign", row), seen).status_code == 302
    publish_figure(office.units["1101"], "figures", 96)
    own.post(page("_assess", row, 1), {"score": "90", "note": "Тайлан"})
    sum_.post(page("_assess", row, 2), {"score": "70", "note": "Шалгасан"})
    sum_.post(page("_close", row), {"on": "2026-01-10"})
    row.refresh_from_db()
    assert row.score == pytest.approx((20 * 90 + 40 * 70 + 20 * 96) / 80)
    sum_.post(page("_anew", row), {"reason": "Алдаа"})
    assert Agreement.objects.get(corrects=row).correction == "Алдаа"
    shown = own.get(page("", row)).text
    assert "81.5" in shown
    assert "хүрсэн" in shown


def test_nothing_typed_is_lost_to_a_refusal(client, sides):
    row = sides.signed()
    client.force_login(sides.officer)
    address = page("_assess", row, 2)
    answer = client.post(address, {"score": "170", "note": "Удаан бичсэн"})
    assert answer.status_code == 422
    assert "Удаан бичсэн" in answer.text
    assert not Assessment.objects.exists()


def test_a_promise_that_changed_is_read_again_before_it_is_signed(client, sides):
    row = sides.drafted()
    client.force_login(sides.official)
    old = {"on": "2025-01-20", "seen": text_version(row)}
    AgreementLine.objects.all().delete()
    other = type(client)()
    other.force_login(sides.officer)
    other.post(page("_promise", row, 2), {"text": "Шинэ амлалт"})
    answer = client.post(page("_sign", row), old, follow=True)
    assert "Дахин уншаад зурна уу" in answer.text
    assert "Шинэ амлалт" in answer.text
    row.refresh_from_db()
    assert not row.history.filter(history_change_reason__startswith="signed").exists()


def test_nobody_is_shown_the_form_of_the_other_side(client, sides):
    row = sides.signed()
    client.force_login(sides.official)
    assert client.get(page("_assess", row, 1)).status_code == 200
    for position in (2, 3, 4):
        assert client.get(page("_assess", row, position)).status_code == 403
    assert client.get(page("_assess", row, 9)).status_code == 404


def test_buttons_are_those_of_the_side_and_the_hour(client, sides):
    row = sides.drafted()
    client.force_login(sides.official)
    shown = client.get(page("", row)).text
    assert page("_sign", row) in shown
    assert page("_drop", row) not in shown
    assert page("_close", row) not in shown
    listed = client.get(LIST).text
    assert "Таны гарын үсгийг хүлээж байна" in listed
    assert page("", row) in client.get(reverse("portal:office")).text
    client.force_login(sides.officer)
    shown = client.get(page("", row)).text
    assert page("_drop", row) in shown


def test_who_has_no_account_is_told_to_get_one(client, sides, office):
    held = make_appointment(make_post(office.units["1102"]), make_official())
    criteria = CriteriaSet.objects.get()
    row = Agreement.objects.create(
        appointment=held, year=YEAR, criteria=criteria, state="draft"
    )
    client.force_login(sides.officer)
    assert "Энэ ажилтанд нэвтрэх эрх алга" in client.get(page("", row)).text


def test_the_list_is_filtered_sorted_and_taken_away(client, sides, office):
    sides.closed()
    sides.drafted(2026)
    client.force_login(sides.officer)

    def years(**asked):
        answer = client.get(LIST, {"format": "json", **asked})
        return [row["year"] for row in json.loads(answer.content)]

    assert years() == [2026, 2025]
    assert years(sort="year") == [2025, 2026]
    assert years(sort="-score") == [2025, 2026]
    assert years(sort="score") == [2025, 2026]
    assert years(state="draft") == [2026]
    assert years(year=2025) == [2025]
    assert years(unit="1101") == [2026, 2025]
    assert years(unit="1102") == years(unit="нэгж") == []
    for chosen in ("csv", "xlsx"):
        assert client.get(LIST, {"format": chosen}).status_code == 200
    client.force_login(make_user(Role.SUM_OFFICER, office.units["12"]))
    assert years() == []


def test_without_a_role_or_a_post_there_is_no_list(client, db):
    client.force_login(make_user())
    assert client.get(LIST).status_code == 403


def test_who_lacks_an_agreement_is_whom_one_judges(sides, office):
    units = office.units
    make_appointment(make_post(units["1102"], kind="vet"))
    make_appointment(make_post(units["11"]))
    make_appointment(make_post(units["11"], kind="specialist"))
    make_appointment(make_post(units["1201"]))
    make_appointment(make_post(units["1"], kind="specialist"))
    make_appointment(make_post(units["1102"]), state="proposed")
    sides.drafted(2026)
    users = [
        sides.officer,
        make_user(Role.AIMAG_OFFICER, units["1"]),
        make_user(Role.BAG_GOVERNOR, units["1101"]),
    ]
    for user in users:
        for year in (2025, 2026):
            found = list(without_agreement(user, year))
            rows = type(sides.held).objects.exclude(state="proposed")
            plain = [
                one
                for one in rows
                if may_judge(user, one) and not one.agreements.filter(year=year)
            ]
            assert {one.pk for one in found} == {one.pk for one in plain}
    assert len(without_agreement(sides.officer, 2025)) == 3
    assert not without_agreement(None, timezone.localdate().year)


def test_the_officials_page_leads_to_his_agreements_only_who_may_read(
    client, sides, office
):
    row = sides.drafted()
    address = reverse("people:official", args=[sides.held.official.uid])
    client.force_login(sides.officer)
    assert page("", row) in client.get(address).text
    client.force_login(make_user(Role.BAG_GOVERNOR, office.units["1101"]))
    answer = client.get(address)
    assert answer.status_code == 200
    assert page("", row) not in answer.text
