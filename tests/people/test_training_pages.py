"""Pages of training: who sees what, in both languages, without JavaScript."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from bagana.people.actions.training import enrol
from bagana.people.courses import load_courses
from bagana.people.models import (
    Attempt,
    Certificate,
    Course,
    Enrolment,
    GapRule,
    Lesson,
    Qualification,
    TrainingPlan,
    TrainingSession,
)
from bagana.portal.views.daily.misses import MISSES
from tests.factories import make_act, make_tree, make_user
from tests.people.training_rows import (
    held_and_closed,
    make_course,
    make_holder,
    make_rule,
    make_session,
    publish,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def officer(units):
    return make_user("sum_officer", units["11"])


def _page(name, *args, **query):
    return reverse(f"people:{name}", args=args, query=query)


def _year():
    return timezone.localdate().year - 1


@pytest.mark.parametrize(
    ("language", "words"), [("mn", "Хэн юу сурах вэ"), ("en", "Who should learn what")]
)
def test_gaps_show_the_figure_and_enrol_those_ticked(
    client, units, officer, language, words
):
    publish([units["1101"]], [42], _year())
    make_rule(course := make_course())
    official = make_holder(units["1101"])
    session = make_session(officer, units["11"], course)
    client.force_login(officer)
    client.cookies["django_language"] = language
    text = client.get(_page("training")).content.decode()
    assert words in text
    assert str(official.uid) in text
    sent = {"session": session.uid, "who": [official.uid]}
    assert client.post(_page("training_enrol_several"), sent).status_code == 302
    row = Enrolment.objects.get()
    assert row.offered_for["value"] == 42
    assert row.offered_for["unit"] == "1101"


def test_a_bag_governor_sees_his_bag_and_enrols_nobody(client, units, officer):
    publish([units["1101"], units["1102"]], [42, 43], _year())
    make_rule(course := make_course())
    mine, other = make_holder(units["1101"]), make_holder(units["1102"])
    session = make_session(officer, units["11"], course)
    client.force_login(mine.user)
    text = client.get(_page("training")).content.decode()
    assert mine.given_name in text
    assert other.given_name not in text
    assert client.get(_page("training", unit="1102")).status_code == 404
    sent = {"session": session.uid, "who": [mine.uid]}
    assert client.post(_page("training_enrol_several"), sent).status_code == 422
    assert client.get(_page("training_session", session.uid)).status_code == 404


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
@pytest.mark.parametrize(
    "name",
    ["training", "training_courses", "training_sessions", "training_certificates"],
)
def test_every_table_is_taken_away(client, units, officer, name, kind):
    client.force_login(officer)
    response = client.get(_page(name, format=kind))
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]


@pytest.mark.parametrize("language", ["mn", "en"])
def test_a_session_is_held_from_its_pages(client, units, officer, language):
    official, course = make_holder(units["1101"]), make_course()
    client.force_login(officer)
    client.cookies["django_language"] = language
    today = timezone.localdate().isoformat()
    sent = {
        "course": course.pk,
        "unit": "11",
        "place": "Төв",
        "starts_on": today,
        "ends_on": today,
    }
    assert client.post(_page("training_session_add"), sent).status_code == 302
    uid = TrainingSession.objects.get().uid
    assert str(official.uid) in client.get(_page("training_enrol", uid)).text
    client.post(_page("training_enrol", uid), {"who": [official.uid]})
    row = Enrolment.objects.get()
    came = {"on": today, "present": [row.uid]}
    client.post(_page("training_attendance", uid), came)
    marks = {f"before-{row.uid}": "30", f"after-{row.uid}": "90"}
    client.post(_page("training_scores", uid), marks)
    assert client.post(_page("training_close", uid)).status_code == 302
    text = client.get(_page("training_session", uid)).text
    assert Certificate.objects.get().number in text


def test_who_is_enrolled_sees_himself_and_not_the_others(client, units, officer):
    mine, other = make_holder(units["1101"]), make_holder(units["1201"])
    session = make_session(
        make_user("aimag_officer", units["1"]), units["1"], make_course()
    )
    for one in (mine, other):
        enrol(
            user=make_user("aimag_officer", units["1"]), official=one, session=session
        )
    client.force_login(mine.user)
    text = client.get(_page("training_session", session.uid)).text
    assert mine.given_name in text
    assert other.given_name not in text
    assert client.post(_page("training_close", session.uid)).status_code == 403


@pytest.mark.parametrize("language", ["mn", "en"])
def test_a_lesson_is_learned_without_javascript(client, units, language):
    official, course = make_holder(units["1101"]), make_course()
    client.force_login(official.user)
    client.cookies["django_language"] = language
    assert client.post(_page("training_begin", course.code)).status_code == 302
    row = Enrolment.objects.get()
    page = _page("training_lesson", row.uid, 1)
    assert "<script" not in client.get(page).text.split("<main")[1]
    assert client.post(page, {}).status_code == 422
    questions = course.lessons.first().questions.all()
    sent = {f"q-{one.pk}": "1" for one in questions}
    assert "учир нь" in client.post(page, sent, follow=True).text or language == "en"
    assert Attempt.objects.get().score == 0
    every = {
        f"q-{q.pk}": "0" for one in course.lessons.all() for q in one.questions.all()
    }
    test = _page("training_test", row.uid, "after")
    assert client.get(test).status_code == 200
    assert client.post(test, every).status_code == 302
    assert "100" in client.get(_page("training_learn", row.uid)).text
    assert client.get(_page("training_mine")).status_code == 200


def test_nobody_opens_the_learning_of_another(client, units, officer):
    official, course = make_holder(units["1101"]), make_course()
    row = enrol(user=official.user, official=official, course=course)
    for user in (officer, make_holder(units["1102"]).user):
        client.force_login(user)
        assert client.get(_page("training_learn", row.uid)).status_code == 404
        assert client.get(_page("training_lesson", row.uid, 1)).status_code == 404


@pytest.mark.parametrize(
    ("who", "status"), [("sum", 200), ("self", 200), ("other", 404), ("bag", 404)]
)
def test_a_record_is_opened_from_above_and_by_oneself(
    client, units, officer, who, status
):
    official = make_holder(units["1101"])
    users = {
        "sum": officer,
        "self": official.user,
        "other": make_user("sum_officer", units["12"]),
        "bag": make_user("bag_governor", units["1102"]),
    }
    client.force_login(users[who])
    page = _page("training_record", official.uid)
    assert client.get(page).status_code == status
    sent = {"kind": "degree", "title": "Эрх зүйч", "year": "2015"}
    client.post(_page("qualification_add", official.uid), sent)
    assert Qualification.objects.count() == (status == 200)


@pytest.mark.parametrize(
    "name", ["training", "training_sessions", "training_plans", "training_mine"]
)
def test_a_visitor_is_asked_to_sign_in(client, units, name):
    assert client.get(_page(name)).status_code == 302


@pytest.mark.parametrize("language", ["mn", "en"])
def test_a_plan_is_drawn_up_and_approved_by_an_act(client, units, officer, language):
    client.force_login(officer)
    client.cookies["django_language"] = language
    course, act = make_course(), make_act(units["11"])
    sent = {"unit": "11", "year": "2027"}
    assert client.post(_page("training_plans"), sent).status_code == 302
    page = _page("training_plan", "11", 2027)
    line = {"course": course.pk, "quarter": "1", "seats": "5", "cost": "1200000"}
    assert client.post(page, line).status_code == 302
    assert "1,200,000" in client.get(page).text
    approve = _page("training_plan_approve", "11", 2027)
    assert client.post(approve, {"act": act.pk}).status_code == 302
    assert TrainingPlan.objects.get().act == act
    assert client.post(page, line).status_code == 422
    assert client.get(_page("training_plans")).status_code == 200


def test_the_aimag_writes_courses_and_a_sum_does_not(client, units, officer):
    course = make_course()
    client.force_login(officer)
    for name in ("training_course_edit", "training_lesson_add", "training_rule_add"):
        assert client.get(_page(name, course.code)).status_code == 403
    client.force_login(make_user("aimag_officer", units["1"]))
    lesson = {"title_mn": "Шинэ", "body_mn": "## а", "minutes": "5"}
    page = _page("training_lesson_add", course.code)
    assert client.post(page, lesson).status_code == 302
    made = Lesson.objects.get(position=3)
    question = {"text_mn": "Юу?", "mn_1": "а", "mn_2": "б", "right_2": "on"}
    page = _page("training_question_add", course.code, 3)
    assert client.post(page, question).status_code == 302
    assert made.questions.get().choices[1]["right"] is True
    assert client.post(page, question | {"right_2": ""}).status_code == 422
    assert client.get(_page("training_lesson_edit", course.code, 3)).status_code == 200
    publish([units["1101"]], [42], _year())
    indicator = GapRule._meta.get_field("indicator").related_model.objects.get()
    rule = {"indicator": indicator.pk, "limit": "50", "valid_from": "2026-01-01"}
    assert client.post(_page("training_rule_add", course.code), rule).status_code == 302
    assert client.post(_page("training_rule_end", GapRule.objects.get().pk))
    assert GapRule.objects.get().valid_to == timezone.localdate()
    new = {"code": "new", "title_mn": "Шинэ", "hours": "2", "pass_mark": "60"}
    assert client.post(_page("training_course_add"), new).status_code == 302
    assert client.post(_page("training_course_add"), new).status_code == 422


@pytest.mark.parametrize(
    ("language", "words"), [("mn", "Хичээлүүд"), ("en", "Answering requests in time")]
)
def test_a_citizen_reads_lessons_and_the_booklet(client, db, language, words):
    load_courses()
    client.cookies["django_language"] = language
    assert words in client.get("/lessons/").text
    for course in Course.objects.all():
        for lesson in course.lessons.all():
            page = client.get(f"/lessons/{course.code}/{lesson.position}/")
            assert page.status_code == 200
            assert "<details" in page.text
        booklet = client.get(f"/lessons/{course.code}/booklet/")
        assert booklet.status_code == 200
    assert client.get("/lessons/promptness/9/").status_code == 404
    assert client.get("/lessons/none/").status_code == 404


@pytest.mark.parametrize("language", ["mn", "en"])
def test_a_certificate_is_checked_without_telling_whose_it_is(
    client, units, officer, language
):
    official = make_holder(units["1101"])
    session = make_session(officer, units["11"], make_course())
    held_and_closed(officer, session, [official])
    given = Certificate.objects.get()
    client.cookies["django_language"] = language
    page = client.get(f"/certificates/{given.code}/")
    assert given.number in page.text
    assert official.given_name not in page.text
    assert official.parent_name not in page.text
    found = client.get("/certificates/", {"code": given.code})
    assert found["Location"].endswith(f"/certificates/{given.code}/")
    unknown = client.get("/certificates/AAAA-AAAA-AAAA/")
    assert unknown.status_code == 200
    assert given.number not in unknown.text


def test_who_guesses_certificates_too_often_waits(client, db):
    for _time in range(MISSES):
        assert client.get("/certificates/AAAA-AAAA-AAAA/").status_code == 200
    answer = client.get("/certificates/AAAA-AAAA-AAAA/")
    assert (answer.status_code, answer["Retry-After"]) == (429, "600")


def test_a_certificate_is_revoked_from_its_page(client, units, officer):
    session = make_session(officer, units["11"], make_course())
    rows = held_and_closed(officer, session, [make_holder(units["1101"])])
    client.force_login(officer)
    page = _page("training_certificate_revoke", rows[0].uid)
    assert page in client.get(_page("training_certificates")).text
    client.force_login(make_user("bag_governor", units["1101"]))
    listed = client.get(_page("training_certificates")).text
    assert Certificate.objects.get().number in listed
    assert page not in listed
    client.force_login(officer)
    sent = {"on": timezone.localdate().isoformat(), "why": "Алдаатай"}
    assert client.post(page, sent).status_code == 302
    listed = client.get(_page("training_certificates", standing="revoked"))
    assert Certificate.objects.get().number in listed.text
    client.force_login(make_user("sum_officer", units["12"]))
    assert client.get(page).status_code == 404


def test_an_evaluator_is_led_to_no_paper_that_is_not_his(client, units, officer):
    session = make_session(officer, units["11"], make_course())
    rows = held_and_closed(officer, session, [make_holder(units["1101"])])
    paper = reverse("documents:daily", args=["certificate", rows[0].uid, "pdf"])
    for user, offered in (
        (officer, True),
        (make_user("evaluator", units["1"]), False),
    ):
        client.force_login(user)
        listed = client.get(_page("training_certificates"))
        assert Certificate.objects.get().number in listed.text
        assert (paper in listed.text) is offered


def test_a_sum_is_led_to_no_session_of_the_aimag(client, units, officer):
    aimag = make_user("aimag_officer", units["1"])
    session = make_session(aimag, units["1"], make_course())
    rows = held_and_closed(aimag, session, [make_holder(units["1101"])])
    record = _page("training_record", rows[0].official.uid)
    link = _page("training_session", session.uid)
    for user, opens in ((aimag, True), (officer, False)):
        client.force_login(user)
        assert client.get(record).status_code == 200
        assert (link in client.get(record).text) is opens
        assert (client.get(link).status_code == 200) is opens


def test_the_effect_stands_on_the_page_of_the_session(client, units, officer):
    bags = [units[code] for code in ("1101", "1102", "1103")]
    publish(bags, [40, 50, 60], 2023)
    publish(bags, [70, 52, 61], 2025)
    make_rule(course := make_course())
    days = {"starts_on": date(2024, 3, 1), "ends_on": date(2024, 3, 1)}
    session = make_session(officer, units["11"], course, **days)
    held_and_closed(officer, session, [make_holder(units["1101"])])
    client.force_login(officer)
    text = client.get(_page("training_session", session.uid)).text
    assert "2023" in text
    assert "2025" in text
    assert "30" in text


def test_a_day_that_is_no_day_shows_the_first_one(client, units, officer):
    session = make_session(officer, units["11"], make_course())
    client.force_login(officer)
    page = _page("training_session", session.uid, day="2026-13-45")
    assert client.get(page).status_code == 200
    ticked = reverse("people:training_attendance", args=[session.uid])
    assert client.post(ticked, {"on": "2026-13-45"}).status_code == 422
