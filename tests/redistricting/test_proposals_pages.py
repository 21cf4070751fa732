"""The office's pages of proposals: a whole story by forms, and who is kept out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bagana.redistricting.actions import proposals as actions
from bagana.redistricting.models import PlanObjection, Proposal
from tests.factories import make_user
from tests.redistricting.factories import make_plan
from tests.redistricting.proposal_rows import (
    days_on,
    make_draft,
    make_hearing,
    make_resolution,
    make_submitted,
)

pytestmark = pytest.mark.django_db
ROOT = "/office/redrawing/proposals/"


def page(client, path="", status=200, **query):
    answer = client.get(f"{ROOT}{path}", query)
    assert answer.status_code == status, (path, answer.status_code)
    return answer.content.decode()


def send(client, path, follow=True, **data):
    answer = client.post(f"{ROOT}{path}", data, follow=follow)
    return answer


def test_a_visitor_is_asked_to_sign_in(client):
    make_hearing()
    for path in ("", "strip-2026/", "strip-2026/opinions/"):
        assert client.get(f"{ROOT}{path}").status_code == 302


def test_an_officer_opens_a_proposal_and_publishes_it_by_forms(client):
    case = make_draft()
    Proposal.objects.all().delete()
    client.force_login(case.world.officer)
    assert "Санал нээх" in page(client)
    opened = send(
        client, "new/", scenario=case.world.scenario.code, code="made-2026",
        title_mn="Тэгшитгэх", title_en="Even out", reason_mn="Тэгш бус.",
    )  # fmt: skip
    assert "Хувилбар нэмнэ үү." in opened.content.decode()
    for plan in (case.world.even, case.other):
        send(client, "made-2026/alternatives/add/", plan=plan.pk)
    send(client, "made-2026/alternatives/A/", do="prefer")
    until = timezone.localdate() + timedelta(days=30)
    send(client, "made-2026/publish/", until=until.isoformat())
    assert Proposal.objects.get().state == "hearing"
    assert until.isoformat() in page(client, "made-2026/")


def test_a_refusal_stands_in_the_form_with_what_was_typed(client):
    case = make_draft()
    client.force_login(case.world.officer)
    answer = send(
        client, "new/", scenario=case.world.scenario.code, code="strip-2026",
        title_mn="Дахин", title_en="Again", reason_mn="Шалтгаан.",
    )  # fmt: skip
    assert answer.status_code == 422
    told = answer.content.decode()
    assert "Ийм кодтой санал бүртгэлтэй байна." in told
    assert 'value="Дахин"' in told


def test_a_governor_enters_his_meetings_opinion(client):
    case = make_hearing()
    today = timezone.localdate()
    Proposal.objects.update(hearing_from=today, hearing_until=today)
    client.force_login(case.world.governor)
    told = page(client, "strip-2026/opinions/new/")
    assert "Нэгж 1101" in told
    assert "Нэгж 1102" not in told
    answer = send(
        client, "strip-2026/opinions/new/", unit="1101", plan=case.world.even.pk,
        held_on=today.isoformat(), households=100, represented=40, votes_for=30,
        votes_against=8, votes_abstained=2, stance="for",
    )  # fmt: skip
    assert "100 өрхөөс 40" in answer.content.decode()
    assert case.proposal.opinions.get().made_by == case.world.governor
    page(client, "strip-2026/publish/", 403)
    page(client, "strip-2026/objections/", 403)


def test_the_officer_names_chooses_and_submits_by_forms(client):
    case = make_hearing()
    for bag in ("1101", "1102", "1103"):
        case.hear(bag)
    client.force_login(case.world.officer)
    send(client, "strip-2026/choose/", plan=case.world.even.pk)
    told = page(client, "strip-2026/names/")
    assert 'name="1101-name_mn" value="Нэгж 1101"' in told
    fields = {}
    for bag in ("1101", "1102", "1103"):
        fields |= {
            f"{bag}-name_mn": f"Баг {bag}", f"{bag}-name_en": f"Bag {bag}",
            f"{bag}-location_type": "rural",
        }  # fmt: skip
    assert send(client, "strip-2026/names/", **{**fields, "1101-name_mn": ""})
    send(client, "strip-2026/names/", **fields)
    assert case.proposal.planned_units.count() == 3
    send(client, "strip-2026/submit/", note="")
    assert case.fresh().state == "sum"


def test_acts_are_offered_of_the_right_bodies_only(client):
    case = make_submitted()
    Proposal.objects.get().steps.filter(state="sum").update(done_on="2026-02-12")
    right, wrong = make_resolution(case, "11"), make_resolution(case, "12")
    client.force_login(case.world.officer)
    told = page(client, "strip-2026/sum-act/")
    assert f'value="{right.pk}"' in told
    assert f'value="{wrong.pk}"' not in told
    send(client, "strip-2026/sum-act/", act=right.pk)
    assert case.fresh().state == "aimag"
    send(client, "strip-2026/back/", reason="Дахин сонсох", to="hearing")
    assert case.fresh().round == 2
    assert "Дахин сонсох" in page(client, "strip-2026/")


def test_a_form_is_not_opened_out_of_turn(client):
    case = make_hearing()
    client.force_login(case.world.officer)
    for path in ("publish", "sum-act", "aimag-act", "back", "change"):
        page(client, f"strip-2026/{path}/", 409)


def test_an_officer_reads_shows_and_answers_what_people_say(client):
    case = make_hearing()
    made = PlanObjection.objects.create(
        proposal=case.proposal, plan=case.other, text="Хол байна.", code="X",
        contact="99112233",
    )  # fmt: skip
    client.force_login(case.world.officer)
    assert "Хол байна." in page(client, "strip-2026/objections/", state="open")
    told = page(client, f"objections/{made.pk}/")
    assert "99••••••" in told
    assert "99112233" not in told
    read = client.post(f"{ROOT}objections/{made.pk}/contact/")
    assert "99112233" in read.content.decode()
    assert send(client, f"objections/{made.pk}/hide/", reason="").status_code == 422
    send(client, f"objections/{made.pk}/show/")
    send(client, f"objections/{made.pk}/answer/", state="taken_up", answer="Тусгав.")
    made.refresh_from_db()
    assert (made.is_shown, made.state) == (True, "taken_up")
    client.force_login(case.world.other_officer)
    page(client, f"objections/{made.pk}/", 403)


def test_a_draft_is_for_its_own_sum(client):
    case = make_draft()
    client.force_login(case.world.other_officer)
    page(client, "strip-2026/", 403)
    assert "Багуудыг тэгшитгэх" not in page(client)
    page(client, "none/", 404)


def test_pages_speak_both_languages(client):
    case = make_hearing()
    case.hear("1101")
    client.force_login(make_user("aimag_officer", case.world.units["1"]))
    client.cookies["django_language"] = "en"
    for path in ("", "strip-2026/", "strip-2026/opinions/", "strip-2026/objections/"):
        assert 'lang="en"' in page(client, path)
    assert "Even out the bags" in page(client, "strip-2026/")


def test_lists_are_taken_away(client):
    case = make_hearing()
    case.hear("1101")
    client.force_login(case.world.officer)
    assert client.get(ROOT, {"format": "json"}).json()[0]["code"] == "strip-2026"
    rows = client.get(f"{ROOT}strip-2026/opinions/", {"format": "json"}).json()
    assert rows[0]["votes_for"] == 30
    assert reverse("redistricting:proposals") == ROOT


def test_whoever_only_reads_is_led_to_nothing_that_is_closed_to_him(client):
    """A governor reads the plan that everybody may; the officer's pages are his own."""
    case = make_hearing()
    client.force_login(case.world.governor)
    text = page(client, "strip-2026/")
    assert f"/redrawings/{case.proposal.code}/plans/A/" in text
    assert "/choose/" not in text
    assert f"/office/redrawing/{case.world.scenario.code}/plans/" not in text
    client.force_login(case.world.officer)
    text = page(client, "strip-2026/")
    assert f"/office/redrawing/{case.world.scenario.code}/plans/" in text
    assert "/choose/" in text


def test_plans_prepared_anew_are_read_by_their_own_sum_only(client):
    case = make_submitted()
    case.do(actions.send_back, reason="Өөр хувилбар.", to="draft", now=days_on(5))
    new = make_plan(case.world.scenario, ("1101", *["1102"] * 4, "1103"))
    case.do(actions.lay_alternative, plan=new, says_mn="Нууц", is_preferred=True)
    plan = f"/plans/{new.number}/"
    client.force_login(case.world.officer)
    told = page(client, "strip-2026/")
    assert plan in told
    assert "C хувилбар" in told
    client.force_login(make_user("sum_officer", case.world.units["12"]))
    told = page(client, "strip-2026/")
    assert "/plans/A/" in told
    assert "C хувилбар" not in told
    assert "Нууц" not in told
