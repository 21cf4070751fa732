"""Re-drawings in public: what everybody reads, and what only its author."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from bagana.redistricting.actions import proposals as actions
from bagana.redistricting.actions.plan_objections import (
    answer_plan_objection,
    file_plan_objection,
    hide_plan_objection,
    show_plan_objection,
)
from bagana.redistricting.models import PlanObjection, Proposal
from bagana.redistricting.queries.proposals_touched import published
from tests.redistricting.factories import make_plan
from tests.redistricting.proposal_rows import (
    days_on,
    make_decided,
    make_draft,
    make_hearing,
    make_submitted,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    """A hearing that is open today."""
    found = make_hearing()
    today = timezone.localdate()
    Proposal.objects.update(
        hearing_from=today - timedelta(days=3),
        hearing_until=today + timedelta(days=27),
        answers_due=today + timedelta(days=41),
    )
    found.fresh()
    return found


def page(client, path="", status=200, **query):
    answer = client.get(f"/redrawings/{path}", query)
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def test_a_draft_is_on_no_public_page(client):
    case = make_draft()
    assert case.proposal.title_mn not in page(client)
    page(client, "strip-2026/", 404)
    page(client, "strip-2026/plans/A/", 404)
    client.force_login(case.world.officer)
    page(client, "strip-2026/", 404)


def test_the_list_says_until_when_people_are_heard(client, case):
    told = page(client)
    assert "Багуудыг тэгшитгэх" in told
    assert case.proposal.hearing_until.isoformat() in told
    assert "/redrawings/strip-2026/object/" in told
    assert page(client, state="draft").count("strip-2026/object") == 0


def test_the_hearing_shows_why_and_its_plans_side_by_side(client, case):
    told = page(client, "strip-2026/")
    assert "Багууд тэгш бус байна." in told
    assert told.count("<svg") >= 3
    for letter in ("A", "B"):
        assert f"/redrawings/strip-2026/plans/{letter}/" in told
    assert ">92<" in told  # households that change bag by the even plan
    assert "Саналаа өгөх" in told


def test_it_speaks_english_without_losing_mongolian_names(client, case):
    client.cookies["django_language"] = "en"
    told = page(client, "strip-2026/")
    assert "Even out the bags" in told
    assert 'lang="mn"' in told
    assert "Нэгж 1101" not in page(client, "strip-2026/plans/A/", bag="1101")


def test_a_plan_tells_what_changes_for_ones_own_bag(client, case):
    told = page(client, "strip-2026/plans/A/", bag="1101")
    assert "өөр багт шилжинэ" in told
    assert "→ Нэгж 1102" in told
    untouched = page(client, "strip-2026/plans/B/", bag="1101")
    assert "юу ч өөрчлөгдөхгүй" in untouched
    page(client, "strip-2026/plans/A/", 404, bag="1201")
    page(client, "strip-2026/plans/Z/", 404)


def test_tables_are_taken_away(client, case):
    case.hear("1101", now=timezone.now(), held_on=timezone.localdate())
    lines = client.get("/redrawings/strip-2026/?table=opinions&format=csv")
    assert "Нэгж 1101" in lines.content.decode()
    plans = client.get("/redrawings/strip-2026/?table=alternatives&format=json")
    assert [row["letter"] for row in plans.json()] == ["A", "B"]
    blocks = client.get("/redrawings/strip-2026/plans/A/?format=json").json()
    assert len(blocks) == 24
    assert sum(row["moves"] for row in blocks) == 8
    assert client.get("/redrawings/strip-2026/?table=x&format=csv").status_code == 404


def test_anyone_says_what_he_thinks_and_gets_a_code(client, case):
    sent = {
        "plan": case.other.pk,
        "unit": "1102",
        "text": "Голын цаана гарна.",
        "contact": "99112233",
    }
    answer = client.post("/redrawings/strip-2026/object/", sent)
    made = PlanObjection.objects.get()
    assert answer.url == f"/redrawings/objections/{made.code}/"
    told = page(client, f"objections/{made.code}/")
    assert "Голын цаана гарна." in told
    assert "99112233" not in told
    hearing = page(client, "strip-2026/")
    assert "Голын цаана гарна." not in hearing  # waits to be read
    assert made.code not in hearing


def test_a_plan_of_two_proposals_is_offered_once(client, case):
    from tests.redistricting.factories import make_proposal

    other = make_proposal(case.world.scenario)
    other.alternatives.create(plan=case.other, letter="A")
    told = page(client, "strip-2026/object/")
    assert told.count(f'<option value="{case.other.pk}"') == 1


def test_a_machine_is_thanked_and_dropped_and_a_flood_is_stopped(client, case):
    sent = {"plan": case.other.pk, "text": "Сайн.", "website": "http://x"}
    client.post("/redrawings/strip-2026/object/", sent)
    assert not PlanObjection.objects.exists()
    sent.pop("website")
    for _n in range(3):
        client.post("/redrawings/strip-2026/object/", sent)
    refused = client.post("/redrawings/strip-2026/object/", sent)
    assert refused.status_code == 422
    assert "Сайн." in refused.content.decode()
    assert PlanObjection.objects.count() == 3


def test_after_the_last_day_the_form_says_so_and_takes_nothing(client, case):
    Proposal.objects.update(
        hearing_until=timezone.localdate() - timedelta(days=1),
    )
    told = page(client, "strip-2026/object/")
    assert "хугацаа дууссан" in told
    sent = {"plan": case.other.pk, "text": "Оройтлоо."}
    assert client.post("/redrawings/strip-2026/object/", sent).status_code == 422
    assert not PlanObjection.objects.exists()


def test_words_and_answers_are_public_and_withheld_words_are_not(client, case):
    def file(text):
        return file_plan_objection(
            proposal=case.proposal, plan=case.other, text=text, contact="99112233"
        )

    officer = case.world.officer
    open_, secret = file("Дэмжиж байна."), file("Хувийн зүйл.")
    show_plan_objection(user=officer, objection=open_)
    hide_plan_objection(user=officer, objection=secret, reason="хувийн мэдээлэл")
    answer_plan_objection(
        user=officer, objection=secret, state="rejected", answer="Хариулт энд."
    )
    told = page(client, "strip-2026/")
    assert "Дэмжиж байна." in told
    assert "Хувийн зүйл." not in told
    assert "Хариулт энд." in told
    assert "99112233" not in told
    mine = page(client, f"objections/{secret.code}/")
    assert "Хувийн зүйл." in mine


def test_the_author_finds_his_page_by_code_and_takes_his_contact_back(client, case):
    made = file_plan_objection(
        proposal=case.proposal, plan=case.other, text="Хол.", contact="99112233"
    )
    asked = made.code.lower().replace("-", " ")
    answer = client.get("/redrawings/objections/", {"code": asked})
    assert answer.url == f"/redrawings/objections/{made.code}/"
    page(client, "objections/", 404, code="XXXX-XXXX-XXXX")
    client.post(f"/redrawings/objections/{made.code}/forget/")
    made.refresh_from_db()
    assert made.contact == ""


def test_the_decision_is_told_with_its_acts(client):
    case = make_decided()
    told = page(client, "strip-2026/")
    assert "2026-07-01" in told
    assert f"/acts/{case.proposal.aimag_act_id}/" in told
    assert case.proposal.steps.latest("pk").sha256 in told


def test_what_waits_stands_on_the_office_s_first_page(client, case):
    client.force_login(case.world.officer)
    told = client.get("/office/").content.decode()
    assert "/office/redrawing/proposals/strip-2026/choose/" in told
    client.force_login(case.world.governor)
    told = client.get("/office/").content.decode()
    assert "/office/redrawing/proposals/strip-2026/opinions/new/" in told


def test_a_plan_laid_for_a_new_hearing_is_hidden_until_it_is_published(client):
    case = make_submitted()
    case.do(actions.send_back, reason="Өөр хувилбар.", to="draft", now=days_on(5))
    new = make_plan(case.world.scenario, ("1101", *["1102"] * 4, "1103"))
    case.do(actions.lay_alternative, plan=new, is_preferred=True)
    code = case.proposal.code
    assert "plans/A/" in page(client, f"{code}/")
    assert "plans/C/" not in page(client, f"{code}/")
    page(client, f"{code}/plans/C/", status=404)
    assert client.get(f"/api/v1/redrawings/{code}/alternatives").json()["total"] == 2
    blocks = client.get(f"/api/v1/redrawings/{code}/alternatives/C/blocks")
    assert blocks.status_code == 404
    assert [one.letter for one in published(case.proposal)] == ["A", "B"]
    case.do(actions.publish_hearing, until=date(2026, 5, 1), now=days_on(6))
    assert "plans/C/" in page(client, f"{code}/")
