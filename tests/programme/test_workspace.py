"""The workspace of a round, the page of a report, and what waits for whom."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from bagana.programme.actions.reports import check_report, return_report
from bagana.programme.actions.rounds import close_round
from bagana.programme.models import Report, ReportState, Round
from bagana.programme.queries.workspace import tasks_of, workspace
from tests.factories import make_user
from tests.programme.factories import make_activity, make_measure
from tests.programme.monitoring import (
    decide_all,
    level,
    make_world,
    report_of,
    send,
)

pytestmark = pytest.mark.django_db
TODAY = date(2019, 12, 20)
LATER = date(2020, 1, 10)


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def round(world):
    return world.open()


@pytest.fixture
def draft(world, round):
    return report_of(round, world.measures["a"])


def address(round, name="round"):
    return reverse(f"programme:{name}", args=[round.programme.code, round.period.code])


def page_of(report, name="report"):
    return reverse(f"programme:{name}", args=[report.pk])


def numbers(found):
    return [row.report.measure.number for row in found.shown]


def waiting(user, day=TODAY):
    return [(task.task, task.count) for task in tasks_of(user, on=day)]


def test_each_sees_what_lies_under_his_roles(world, round):
    def seen(user):
        return numbers(workspace(round, user=user, on=TODAY))

    assert seen(world.governor) == ["1.1", "1.2"]
    assert seen(world.sum) == ["1.1", "1.2", "1.3"]
    assert seen(world.other_sum) == ["1.4"]
    assert seen(world.aimag) == ["1.1", "1.2", "1.3", "1.4"]
    assert seen(make_user()) == []


def test_it_filters_by_task_state_office_and_objective(world, round, draft):
    send(world.governor, draft, 100)
    second = make_measure(
        world.programme,
        world.units["1201"],
        objective=world.programme.objectives.get(number=2),
    )
    Report.objects.create(round=round, measure=second, state="draft")

    def shown(**asked):
        return numbers(workspace(round, user=world.aimag, on=TODAY, **asked))

    assert shown(task="check") == ["1.1"]
    assert shown(state="submitted") == ["1.1"]
    assert shown(office="12") == ["1.4", "1.5"]
    assert shown(objective="2") == ["1.5"]
    assert shown(office="12", objective="2", state="submitted") == []
    assert shown(task="nonsense") == ["1.1", "1.2", "1.3", "1.4", "1.5"]


def test_what_may_be_decided_at_once_is_not_offered_for_a_check(world, round, draft):
    send(world.governor, draft, 100)
    send(world.sum, report_of(round, world.measures["sum"]), 70)

    def tasks(user):
        return workspace(round, user=user, on=TODAY).tasks

    assert tasks(world.aimag) == {"write": 2, "check": 1, "decide": 1}
    assert tasks(world.sum) == {"write": 1, "check": 1, "decide": 0}


def test_it_counts_states_and_lateness_by_sum(world, round, draft):
    send(world.governor, draft, 100)
    found = workspace(round, user=world.aimag, on=LATER)
    lines = {line.code: line for line in found.lines}
    assert lines["11"].counts == {"submitted": 1, "draft": 2}
    assert (lines["11"].late, lines["11"].total) == (2, 3)
    assert lines["12"].late == 1
    assert workspace(round, user=world.aimag, on=TODAY).lines[0].late == 0


def test_what_waits_goes_to_the_nearest_and_moves_up(world, round, draft):
    assert waiting(world.governor) == [("write", 2)]
    assert waiting(world.sum) == [("write", 1)]
    assert waiting(world.aimag) == []
    send(world.governor, draft, 100)
    assert waiting(world.governor) == [("write", 1)]
    assert waiting(world.sum) == [("write", 1), ("check", 1)]
    assert waiting(world.aimag) == []
    check_report(user=world.sum, report=draft)
    assert waiting(world.sum) == [("write", 1)]
    assert waiting(world.aimag) == [("decide", 1)]
    return_report(user=world.aimag, report=draft, reason="зураг")
    assert waiting(world.governor) == [("write", 2)]


def test_what_one_sent_himself_waits_for_the_other(world, round):
    send(world.aimag, report_of(round, world.measures["sum"]), 70)
    assert waiting(world.aimag) == []
    assert waiting(world.second) == [("decide", 1)]


def test_nothing_waits_before_the_opening_or_once_closed(world, round):
    assert waiting(world.governor, date(2019, 11, 30)) == []
    decide_all(world, round, {"a": 100, "b": 70, "sum": 30, "far": None})
    close_round(user=world.aimag, round=round)
    assert waiting(world.governor) == []


def test_the_office_page_names_what_waits_with_its_day(client, world, round):
    client.force_login(world.governor)
    shown = client.get(reverse("portal:office")).content.decode()
    assert "2 арга хэмжээний тайлан бичих" in shown
    assert "хугацаа хэтэрсэн" in shown
    assert f"{address(round)}?task=write#reports" in shown


@pytest.mark.parametrize("language", ["mn", "en"])
@pytest.mark.parametrize("who", ["governor", "sum", "aimag", "admin"])
def test_pages_open_for_each_role_in_both_languages(
    client, world, round, draft, who, language
):
    send(world.governor, draft, 100)
    client.force_login(getattr(world, who))
    client.cookies["django_language"] = language
    pages = [
        reverse("programme:rounds", args=[round.programme.code]),
        address(round),
        f"{address(round)}?task=check",
        f"{address(round)}?task=decide",
        page_of(draft),
        page_of(report_of(round, world.measures["b"])),
    ]
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200, page
        assert f'<html lang="{language}"'.encode() in answer.content


def test_a_visitor_is_sent_to_sign_in_and_a_stranger_away(client, world, round, draft):
    for page in (address(round), page_of(draft)):
        assert client.get(page).status_code == 302
    client.force_login(world.other_sum)
    assert client.get(page_of(draft)).status_code == 404
    client.force_login(make_user())
    assert client.get(address(round)).status_code == 403


def test_the_aimag_opens_a_round_by_its_form(client, world):
    page = reverse("programme:rounds", args=[world.programme.code])
    form = {
        "period": "2019 оны эхний хагас жил",
        "opens_on": "2019-06-01",
        "due_on": "2019-07-05",
    }
    client.force_login(world.aimag)
    assert client.post(page, form | {"due_on": "2019-05-01"}).status_code == 200
    assert client.post(page, form).status_code == 302
    assert Round.objects.get().period.code == "2019-H1"
    client.force_login(world.governor)
    assert 'name="period"' not in client.get(page).content.decode()
    assert client.post(page, form | {"period": "2020"}).status_code == 403


def photo(name="phone.jpg"):
    target = BytesIO()
    Image.new("RGB", (64, 48), "white").save(target, "JPEG")
    return SimpleUploadedFile(name, target.getvalue(), content_type="image/jpeg")


def written(report, percent, **more):
    fields = {"revision": report.revision, "done": "Танхимыг зассан"}
    fields["proposed"] = level(report.round, percent).pk
    return fields | more


def test_a_governor_reports_with_a_photo_in_one_step(client, world, draft):
    client.force_login(world.governor)
    form = written(draft, 100, do="submit", photo=photo(), caption="Шинэ танхим")
    assert client.post(page_of(draft), form).status_code == 302
    kept = Report.objects.get(pk=draft.pk)
    assert kept.state == ReportState.SUBMITTED
    assert [one.caption for one in kept.evidence.all()] == ["Шинэ танхим"]


def test_what_is_refused_on_sending_is_saved_all_the_same(client, world, draft):
    client.force_login(world.governor)
    answer = client.post(page_of(draft), written(draft, 100, do="submit"))
    assert answer.status_code == 422
    kept = Report.objects.get(pk=draft.pk)
    assert (kept.state, kept.done) == (ReportState.DRAFT, "Танхимыг зассан")
    assert f'name="revision" value="{kept.revision}"' in answer.content.decode()


def test_a_file_that_is_no_photo_is_refused_at_its_field(client, world, draft):
    client.force_login(world.governor)
    bad = SimpleUploadedFile("phone.jpg", b"MZ no photo", content_type="image/jpeg")
    answer = client.post(page_of(draft), written(draft, 30, do="submit", photo=bad))
    assert answer.status_code == 422
    assert Report.objects.get(pk=draft.pk).state == ReportState.DRAFT
    assert 'id="id_photo_error"' in answer.content.decode()


def test_two_who_write_at_once_see_both_and_lose_nothing(client, world, draft):
    client.force_login(world.sum)
    theirs = written(draft, 30) | {"done": "Тэдний бичсэн"}
    assert client.post(page_of(draft), theirs).status_code == 302
    client.force_login(world.governor)
    answer = client.post(page_of(draft), written(draft, 70))
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "<td" in shown
    assert "Тэдний бичсэн" in shown
    assert shown.count("Танхимыг зассан") >= 2
    assert "data-autosave" not in shown
    kept = Report.objects.get(pk=draft.pk)
    assert kept.done == "Тэдний бичсэн"
    merged = written(draft, 70) | {"revision": kept.revision, "done": "Хоёулаа"}
    assert client.post(page_of(draft), merged).status_code == 302
    assert Report.objects.get(pk=draft.pk).done == "Хоёулаа"


def test_it_saves_by_itself_and_says_when(client, world, draft):
    client.force_login(world.governor)
    script = {"X-Autosave": "1"}
    answer = client.post(page_of(draft), written(draft, 70), headers=script)
    said = json.loads(answer.content)
    assert said["revision"] == 2
    assert said["message"].startswith("хадгалсан ")
    stale = client.post(page_of(draft), written(draft, 0), headers=script)
    assert stale.status_code == 409
    assert Report.objects.get(pk=draft.pk).proposed.percent == 70


def test_an_expired_session_keeps_what_was_typed(client, world, draft):
    client.force_login(world.governor)
    client.get(page_of(draft))
    client.logout()
    client.cookies["sessionid"] = "expired"
    answer = client.post(page_of(draft), written(draft, 70))
    assert answer.status_code == 302
    client.force_login(world.governor)
    assert "kept" in answer["Location"]


def test_the_ladder_is_climbed_by_forms(client, world, round, draft):
    send(world.governor, draft, 100)
    client.force_login(world.sum)
    lower = {"level": level(round, 70).pk, "reason": ""}
    assert client.post(page_of(draft, "report_check"), lower).status_code == 422
    lower["reason"] = "дутуу"
    assert client.post(page_of(draft, "report_check"), lower).status_code == 302
    assert client.post(page_of(draft, "report_decide"), lower).status_code == 403
    client.force_login(world.aimag)
    assert client.post(page_of(draft, "report_decide"), lower).status_code == 302
    back = {"reason": ""}
    assert client.post(page_of(draft, "report_return"), back).status_code == 422
    back["reason"] = "тоо зөрсөн"
    assert client.post(page_of(draft, "report_return"), back).status_code == 302
    client.force_login(world.governor)
    assert "тоо зөрсөн" in client.get(page_of(draft)).content.decode()


def test_a_rating_against_the_evidence_is_said_in_words(client, world, draft):
    make_activity(draft.measure)
    send(world.governor, draft, 100)
    client.force_login(world.sum)
    shown = client.get(page_of(draft)).content.decode()
    assert "1 үйл ажиллагаа хийгдээгүй атал" in shown


def test_the_text_of_the_period_before_is_copied_by_a_button(client, world, draft):
    before = report_of(world.open("2018"), world.measures["a"])
    client.force_login(world.governor)
    client.post(page_of(before), written(before, 30))
    assert "тайлангаас хуулах" in client.get(page_of(draft)).content.decode()
    client.post(page_of(draft, "report_copy"), {"revision": draft.revision})
    assert Report.objects.get(pk=draft.pk).done == "Танхимыг зассан"


def test_many_are_decided_at_once_and_the_refused_keep_what_was_typed(
    client, world, round
):
    sent = report_of(round, world.measures["sum"])
    send(world.sum, sent, 70)
    draft = report_of(round, world.measures["a"])
    client.force_login(world.aimag)
    form = {
        "report": [sent.pk, draft.pk],
        f"level-{sent.pk}": level(round, 70).pk,
        f"level-{draft.pk}": level(round, 100).pk,
        f"reason-{draft.pk}": "утсаар хэлсэн",
    }
    answer = client.post(f"{address(round, 'round_many')}?task=decide", form)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "утсаар хэлсэн" in shown
    assert "нотолгоо алга" in shown
    assert Report.objects.get(pk=sent.pk).state == ReportState.DECIDED
    assert Report.objects.get(pk=draft.pk).state == ReportState.DRAFT


def test_many_are_checked_at_once_and_the_filter_stays(client, world, round, draft):
    second = report_of(round, world.measures["b"])
    for report in (draft, second):
        send(world.governor, report, 100)
    client.force_login(world.sum)
    page = f"{address(round, 'round_many')}?task=check&office=11"
    answer = client.post(page, {"report": [draft.pk, second.pk]})
    assert answer["Location"] == f"{address(round)}?task=check&office=11"
    states = set(Report.objects.filter(checked__percent=100).values_list("state"))
    assert states == {("checked",)}
    assert client.post(page, {}).status_code == 302
    assert client.post(address(round, "round_many"), {}).status_code == 404


def test_the_round_is_closed_and_reopened_by_forms(client, world, round):
    client.force_login(world.aimag)
    assert client.post(address(round, "round_close")).status_code == 422
    decide_all(world, round, {"a": 100, "b": 70, "sum": 30, "far": None})
    assert client.post(address(round, "round_close")).status_code == 302
    assert Round.objects.get().is_closed
    reason = {"reason": "алдаа"}
    assert client.post(address(round, "round_reopen"), reason).status_code == 403
    client.force_login(world.admin)
    assert client.post(address(round, "round_reopen"), reason).status_code == 302
    assert not Round.objects.get().is_closed


def test_who_said_what_on_the_way_stays_with_the_office(client, world, round, draft):
    decide_all(world, round, {"a": 100, "b": 70, "sum": 30, "far": None})
    close_round(user=world.aimag, round=round)
    for user in (world.other_sum, make_user()):
        client.force_login(user)
        assert client.get(page_of(draft)).status_code == 404
    client.force_login(world.aimag)
    assert client.get(page_of(draft)).status_code == 200


def test_a_measure_planned_later_is_taken_in_by_a_button(client, world, round):
    make_measure(world.programme, world.units["1103"])
    client.force_login(world.aimag)
    assert "төлөвлөгөөнд нэмэгдсэн" in client.get(address(round)).content.decode()
    assert client.post(address(round, "round_sync")).status_code == 302
    assert round.reports.count() == 5


def test_the_table_is_taken_away_as_it_is_filtered(client, world, round, draft):
    send(world.governor, draft, 100)
    client.force_login(world.aimag)
    answer = client.get(f"{address(round)}?state=submitted&format=json")
    rows = json.loads(answer.content)
    assert [(row["number"], row["proposed"]) for row in rows] == [("1.1", "100% бүрэн")]


def test_the_page_costs_the_same_however_many_reports(
    client, world, django_assert_max_num_queries
):
    for _ in range(15):
        make_measure(world.programme, world.units["1201"])
    round = world.open()
    client.force_login(world.aimag)
    with django_assert_max_num_queries(60):
        client.get(address(round))
