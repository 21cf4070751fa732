"""Citizens comment, moderators show, hide and answer; nobody edits."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from bagana.programme.actions import feedback as actions
from bagana.programme.models import Answer, Comment, CommentStep, Measure
from bagana.programme.queries import feedback as queries
from bagana.web.errors import Conflict, Refused
from tests.factories import make_tree, make_user
from tests.programme.factories import make_measure, make_programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def measure(tree) -> Measure:
    return make_measure(make_programme(tree["1"]), tree["1101"])


def say(measure, text="Зам засагдсангүй", **fields):
    return actions.add_comment(measure=measure, text=text, **fields)


def test_anyone_comments_and_the_words_wait(client, measure):
    answer = client.post(
        reverse("programme:comment", args=[measure.pk]),
        {"text": " Худаг хэрэгтэй ", "name": "Бат", "website": ""},
    )
    assert answer.status_code == 302
    comment = Comment.objects.get()
    assert (comment.text, comment.name, comment.state) == (
        "Худаг хэрэгтэй",
        "Бат",
        "waiting",
    )
    assert queries.comments_of(measure, None).comments == []
    assert queries.comments_of(measure, None).waiting == 1


def test_nothing_about_the_writer_is_kept_but_a_name_if_given():
    kept = {field.name for field in Comment._meta.concrete_fields}
    assert kept == {
        "id",
        "measure",
        "name",
        "text",
        "state",
        "made_at",
        "is_illustrative",
    }


def test_a_machine_that_fills_the_hidden_field_is_thanked_and_dropped(client, measure):
    url = reverse("programme:comment", args=[measure.pk])
    answer = client.post(url, {"text": "Buy", "website": "http://x.example"})
    assert answer.status_code == 302
    assert not Comment.objects.exists()


def test_an_empty_or_long_comment_keeps_what_was_typed(client, measure):
    url = reverse("programme:comment", args=[measure.pk])
    page = client.post(url, {"text": "", "name": "Дорж"}).content.decode()
    assert "Дорж" in page
    long = client.post(url, {"text": "а" * 2001}).content.decode()
    assert "а" * 2001 in long
    assert not Comment.objects.exists()
    with pytest.raises(Refused):
        say(measure, " ")
    with pytest.raises(Refused):
        say(measure, "а" * 2001)
    with pytest.raises(Refused):
        say(measure, name="а" * 101)


def test_a_session_that_writes_too_often_is_told_kindly(client, measure):
    url = reverse("programme:comment", args=[measure.pk])
    for number in range(3):
        client.post(url, {"text": f"Санал {number}"})
    page = client.post(url, {"text": "Дөрөв дэх санал"}).content.decode()
    assert Comment.objects.count() == 3
    assert "хэсэг хүлээгээд" in page
    assert "Дөрөв дэх санал" in page


def test_a_flood_on_one_measure_is_stopped_for_an_hour(measure):
    for number in range(30):
        say(measure, f"Санал {number}")
    with pytest.raises(Refused):
        say(measure)
    Comment.objects.update(made_at=timezone.now() - timedelta(minutes=61))
    say(measure)


def test_each_step_of_a_moderator_is_kept(tree, measure):
    officer = make_user("sum_officer", tree["11"])
    comment = say(measure)
    actions.show_comment(user=officer, comment=comment)
    actions.hide_comment(
        user=officer, comment=comment, ground="personal", reason="утас бичсэн"
    )
    actions.show_comment(user=officer, comment=comment)
    steps = list(CommentStep.objects.values_list("state", "ground", "reason"))
    assert steps == [
        ("shown", "", ""),
        ("hidden", "personal", "утас бичсэн"),
        ("shown", "", ""),
    ]
    assert Comment.objects.get().text == "Зам засагдсангүй"


def test_hiding_needs_a_ground_and_other_needs_words(tree, measure):
    officer = make_user("aimag_officer", tree["1"])
    comment = say(measure)
    for ground, reason in (("", ""), ("unknown", ""), ("other", " ")):
        with pytest.raises(Refused):
            actions.hide_comment(
                user=officer, comment=comment, ground=ground, reason=reason
            )
    with pytest.raises(Refused):
        actions.hide_comment(
            user=officer, comment=comment, ground="insult", reason="а" * 301
        )
    assert not CommentStep.objects.exists()


def test_a_hidden_comment_keeps_its_words_for_moderators_only(tree, measure, client):
    officer = make_user("sum_officer", tree["11"])
    comment = say(measure, "Нууц үг")
    actions.hide_comment(user=officer, comment=comment, ground="insult")
    assert queries.comments_of(measure, officer).comments == []
    assert queries.comments_of(measure, None).hidden == 1
    assert not Comment.objects.visible_to(None).exists()
    client.force_login(officer)
    page = client.get(reverse("programme:comment_moderate", args=[comment.pk]))
    assert "Нууц үг" in page.content.decode()


def test_an_answer_is_public_at_once_and_a_better_one_stands_beside_it(tree, measure):
    officer = make_user("sum_officer", tree["11"])
    comment = say(measure)
    actions.answer_comment(user=officer, comment=comment, text="Оны эцэст засна.")
    actions.answer_comment(user=officer, comment=comment, text="11-р сард засна.")
    shown = queries.comments_of(measure, None)
    assert [a.text for a in shown.comments[0].answers.all()] == [
        "Оны эцэст засна.",
        "11-р сард засна.",
    ]
    assert shown.answered == 1
    assert CommentStep.objects.get().state == "shown"


def test_what_is_hidden_is_not_answered(tree, measure):
    officer = make_user("sum_officer", tree["11"])
    comment = say(measure)
    actions.hide_comment(user=officer, comment=comment, ground="advert")
    with pytest.raises(Conflict):
        actions.answer_comment(user=officer, comment=comment, text="Хариу")
    with pytest.raises(Conflict):
        actions.hide_comment(user=officer, comment=comment, ground="advert")
    assert not Answer.objects.exists()


def test_only_who_checks_the_measure_moderates(tree, measure):
    comment = say(measure)
    strangers = [
        None,
        make_user("bag_governor", tree["1101"]),
        make_user("sum_officer", tree["12"]),
        make_user("evaluator", tree["1"]),
    ]
    for user in strangers:
        with pytest.raises(PermissionDenied):
            actions.show_comment(user=user, comment=comment)
        with pytest.raises(PermissionDenied):
            actions.hide_comment(user=user, comment=comment, ground="insult")
        with pytest.raises(PermissionDenied):
            actions.answer_comment(user=user, comment=comment, text="Хариу")
        assert not queries.moderated_by(user).exists()
        assert queries.waiting_for(user) == []
    assert Comment.objects.get().state == "waiting"


def test_the_list_holds_only_comments_of_the_own_units(tree, measure, client):
    other = make_measure(measure.programme, tree["1201"])
    say(measure, "Манай сумынх")
    say(other, "Өөр сумынх")
    client.force_login(make_user("sum_officer", tree["11"]))
    url = reverse("programme:comments", args=[measure.programme.code])
    page = client.get(url).content.decode()
    assert "Манай сумынх" in page
    assert "Өөр сумынх" not in page
    aimag = make_user("aimag_officer", tree["1"])
    client.force_login(aimag)
    page = client.get(url).content.decode()
    assert "Манай сумынх" in page
    assert "Өөр сумынх" in page
    assert queries.waiting_for(aimag)[0].count == 2


def test_the_list_filters_and_can_be_taken_away(tree, measure, client):
    officer = make_user("aimag_officer", tree["1"])
    waiting, shown = say(measure, "Хүлээж буй"), say(measure, "=SUM(A1)")
    actions.show_comment(user=officer, comment=shown)
    client.force_login(officer)
    url = reverse("programme:comments", args=[measure.programme.code])
    page = client.get(url, {"state": "waiting"}).content.decode()
    assert waiting.text in page
    assert shown.text not in page
    assert shown.text in client.get(url, {"state": "unanswered"}).content.decode()
    for query in ("state=x", "measure=%00", "measure=9.9", "page=99"):
        assert client.get(f"{url}?{query}").status_code == 200, query
    rows = client.get(url, {"format": "json"}).json()
    assert {row["text"] for row in rows} == {"Хүлээж буй", "=SUM(A1)"}
    assert "'=SUM(A1)" in client.get(url, {"format": "csv"}).content.decode()


def test_the_office_pages_are_closed_to_others(tree, measure, client):
    comment = say(measure)
    urls = [
        reverse("programme:comments", args=[measure.programme.code]),
        reverse("programme:comment_moderate", args=[comment.pk]),
    ]
    for url in urls:
        assert client.get(url).status_code == 302
    client.force_login(make_user("bag_governor", tree["1101"]))
    for url in urls:
        assert client.get(url).status_code == 403
    show = reverse("programme:comment_show", args=[comment.pk])
    assert client.post(show).status_code == 403
    assert client.get(show).status_code == 405


def test_a_moderator_shows_hides_and_answers_by_the_pages(tree, measure, client):
    client.force_login(make_user("sum_officer", tree["11"]))
    comment = say(measure)
    back = reverse("programme:comments", args=[measure.programme.code])
    answer = client.post(
        reverse("programme:comment_answer", args=[comment.pk]),
        {"text": "Баярлалаа, засна.", "next": f"{back}?state=waiting"},
    )
    assert answer.headers["Location"] == f"{back}?state=waiting"
    hide = reverse("programme:comment_hide", args=[comment.pk])
    page = client.post(hide, {"ground": "", "reason": "Өөр шалтгаан"})
    assert "Өөр шалтгаан" in page.content.decode()
    away = {"ground": "insult", "reason": "", "next": "//evil.example/"}
    assert client.post(hide, away).headers["Location"] == back
    shown = client.post(reverse("programme:comment_show", args=[comment.pk]))
    assert shown.status_code == 302
    comment.refresh_from_db()
    assert comment.state == "shown"
    assert comment.steps.count() == 3


def test_the_programme_counts_what_waits_and_how_soon_answers_came(tree, measure):
    officer = make_user("aimag_officer", tree["1"])
    empty = queries.feedback_counts(measure.programme)
    assert (empty.total, empty.median_days) == (0, None)
    for days in (1, 3, 10):
        comment = say(measure, f"Санал {days}")
        actions.answer_comment(user=officer, comment=comment, text="Хариу")
        actions.answer_comment(user=officer, comment=comment, text="Дахин хариу")
        made = timezone.now() - timedelta(days=days)
        Comment.objects.filter(pk=comment.pk).update(made_at=made)
    say(measure, "Хүлээж буй")
    found = queries.feedback_counts(measure.programme)
    assert (found.waiting, found.shown, found.answered) == (1, 3, 3)
    assert found.median_days == pytest.approx(3, abs=0.01)


@pytest.mark.parametrize(
    ("language", "word"), [("mn", "Сэтгэгдэл хянах"), ("en", "Moderate a comment")]
)
def test_the_pages_speak_both_languages(tree, measure, client, language, word):
    client.cookies["django_language"] = language
    comment = say(measure)
    assert (
        client.get(reverse("programme:comment", args=[measure.pk])).status_code == 200
    )
    client.force_login(make_user("sum_officer", tree["11"]))
    page = client.get(reverse("programme:comment_moderate", args=[comment.pk]))
    assert word in page.content.decode()
    url = reverse("programme:comments", args=[measure.programme.code])
    assert client.get(url).status_code == 200


def test_waiting_comments_stand_on_the_first_page_of_the_office(tree, measure, client):
    say(measure)
    client.force_login(make_user("sum_officer", tree["11"]))
    page = client.get(reverse("portal:office")).content.decode()
    assert "1 санал хүлээгдэж байна" in page
    client.force_login(make_user("sum_officer", tree["12"]))
    page = client.get(reverse("portal:office")).content.decode()
    assert "санал хүлээгдэж байна" not in page


def test_the_board_counts_comments_and_answers(tree, measure, client):
    url = reverse("portal:board", args=[measure.programme.code])
    assert 'id="comments"' not in client.get(url).content.decode()
    officer = make_user("sum_officer", tree["11"])
    actions.answer_comment(user=officer, comment=say(measure), text="Хариу")
    say(measure)
    page = client.get(url).content.decode()
    assert "Нийтэлсэн сэтгэгдэл 1, хариулсан 1, хүлээгдэж буй 1." in page
    assert "голч: 0.0 хоног" in page


def test_the_public_page_of_a_measure_shows_words_and_answers(tree, measure, client):
    officer = make_user("sum_officer", tree["11"])
    shown = say(measure, "<b>Гүүр</b> хэрэгтэй")
    actions.answer_comment(user=officer, comment=shown, text="Баригдана.")
    say(measure, "Хүлээж буй үг")
    page = client.get(reverse("portal:measure", args=[measure.pk])).content.decode()
    assert "&lt;b&gt;Гүүр&lt;/b&gt;" in page
    assert "Баригдана." in page
    assert "Хүлээж буй үг" not in page
    assert "1 сэтгэгдэл хариуцсан ажилтныг хүлээж байна" in page
