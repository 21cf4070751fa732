"""Reports on their way up the ladder, and back down with a reason."""

from datetime import date

import pytest
from django.urls import reverse

from bagana.programme.actions import reports as actions
from bagana.programme.actions.reports import (
    Decision,
    check_many,
    check_report,
    copy_last,
    decide_many,
    decide_report,
    return_report,
    save_report,
    submit_report,
)
from bagana.programme.ladder import reach_of, submitter_of
from bagana.programme.models import Report, ReportState
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_user
from tests.programme.factories import make_measure, make_money, make_scale
from tests.programme.monitoring import (
    level,
    make_photo,
    make_world,
    report_of,
    send,
    write,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def round(world):
    return world.open()


@pytest.fixture
def draft(world, round):
    return report_of(round, world.measures["a"])


def save(user, report, **fields):
    given = {"revision": report.revision, "fields": {}} | fields
    return save_report(user=user, report=report, **given)


def test_what_was_written_is_kept_and_counted(world, round, draft):
    photo = make_photo(draft.measure)
    saved = save(
        world.governor,
        draft,
        fields={"done": "Хийв", "obstacles": "Цас", "next_steps": "Дуусгах"},
        evidence=[photo],
        proposed=level(round, 70),
    )
    kept = Report.objects.get(pk=draft.pk)
    assert (kept.done, kept.obstacles, kept.next_steps) == ("Хийв", "Цас", "Дуусгах")
    assert (kept.revision, kept.updated_by) == (2, world.governor)
    assert kept.proposed == level(round, 70)
    assert list(kept.evidence.all()) == [photo]
    assert saved.state == ReportState.DRAFT


def test_saving_the_same_again_changes_nothing(world, draft):
    once = save(world.governor, draft, fields={"done": "Хийв"})
    again = save(world.governor, once, fields={"done": "Хийв"})
    assert again.revision == once.revision == 2


def test_a_stale_save_overwrites_nothing(world, draft):
    save(world.governor, draft, fields={"done": "Тэдний"})
    with pytest.raises(Conflict):
        save(world.sum, draft, fields={"done": "Миний"})
    assert Report.objects.get(pk=draft.pk).done == "Тэдний"


def test_a_step_of_another_scale_is_refused(world, draft):
    other = make_scale(code="other", valid_from=date(2030, 1, 1))
    with pytest.raises(Refused) as refused:
        save(world.governor, draft, proposed=other.levels.first())
    assert refused.value.field == "proposed"


def test_evidence_of_another_measure_is_not_linked(world, draft):
    foreign = make_photo(world.measures["far"])
    save(world.governor, draft, fields={"done": "Хийв"}, evidence=[foreign])
    assert not draft.evidence.exists()


def test_only_the_office_and_those_above_it_write(world, draft):
    strangers = [
        make_user(),
        make_user("bag_governor", world.units["1102"]),
        world.other_sum,
        make_user("evaluator", world.units["1"]),
    ]
    for stranger in strangers:
        with pytest.raises(PermissionDenied):
            save(stranger, draft, fields={"done": "Хийв"})
    for user in (world.governor, world.sum, world.aimag):
        draft = save(user, draft, fields={"done": user.username})


@pytest.mark.parametrize("missing", ["done", "proposed"])
def test_sending_needs_words_and_a_proposal(world, round, draft, missing):
    given = {"fields": {"done": "Хийв"}, "proposed": level(round, 0)}
    given[{"done": "fields"}.get(missing, missing)] = {} if missing == "done" else None
    saved = save(world.governor, draft, **given)
    with pytest.raises(Refused) as refused:
        submit_report(user=world.governor, report=saved)
    assert refused.value.field == missing


@pytest.mark.parametrize("percent", [100, 70])
def test_a_high_proposal_has_to_be_shown(world, draft, percent):
    saved = write(world.governor, draft, percent, shown=False)
    with pytest.raises(Refused) as refused:
        submit_report(user=world.governor, report=saved)
    assert f"{percent}%" in refused.value.reason


@pytest.mark.parametrize("percent", [30, 0, None])
def test_a_low_or_absent_proposal_needs_no_evidence(world, draft, percent):
    saved = write(world.governor, draft, percent, shown=False)
    sent = submit_report(user=world.governor, report=saved)
    assert sent.state == ReportState.SUBMITTED


@pytest.mark.parametrize(
    ("day", "is_enough"), [(date(2019, 12, 31), True), (date(2020, 1, 1), False)]
)
def test_a_payment_by_the_end_of_the_period_shows_it(world, draft, day, is_enough):
    make_money(draft.measure, 5_000_000, kind="payment", booked_on=day)
    saved = write(world.governor, draft, 100, shown=False)
    if is_enough:
        assert submit_report(user=world.governor, report=saved).pk
    else:
        with pytest.raises(Refused):
            submit_report(user=world.governor, report=saved)


def test_a_reversed_payment_shows_nothing(world, draft):
    paid = make_money(
        draft.measure, 5_000_000, kind="payment", booked_on=date(2019, 5, 1)
    )
    make_money(
        draft.measure,
        -5_000_000,
        kind="payment",
        booked_on=date(2019, 6, 1),
        reverses=paid,
    )
    saved = write(world.governor, draft, 100, shown=False)
    with pytest.raises(Refused):
        submit_report(user=world.governor, report=saved)


def test_what_was_sent_is_not_written_further(world, draft):
    sent = send(world.governor, draft, 100)
    with pytest.raises(Conflict):
        save(world.governor, sent, fields={"done": "Өөр"})


def test_the_whole_way_up_is_kept_step_by_step(world, round, draft):
    send(world.governor, draft, 100)
    check_report(user=world.sum, report=draft, level=level(round, 70), reason="дутуу")
    decided = decide_report(user=world.aimag, report=draft)
    assert decided.state == ReportState.DECIDED
    assert decided.decided == level(round, 70)
    steps = draft.steps.values_list("state", "level__percent", "reason", "made_by")
    assert list(steps) == [
        ("submitted", 100, "", world.governor.pk),
        ("checked", 70, "дутуу", world.sum.pk),
        ("decided", 70, "", world.aimag.pk),
    ]


def test_another_level_needs_a_reason_and_the_same_none(world, round, draft):
    send(world.governor, draft, 100)
    with pytest.raises(Refused) as refused:
        check_report(user=world.sum, report=draft, level=level(round, 30))
    assert refused.value.field == "reason"
    check_report(user=world.sum, report=draft, level=level(round, 100))
    with pytest.raises(Refused) as refused:
        decide_report(user=world.aimag, report=draft, level=level(round, None))
    assert refused.value.field == "reason"


def test_a_bag_is_not_decided_before_its_sum_has_checked(world, draft):
    send(world.governor, draft, 100)
    with pytest.raises(Refused):
        decide_report(user=world.aimag, report=draft)


def test_a_sum_has_nobody_in_between_so_it_is_decided_at_once(world, round):
    report = report_of(round, world.measures["sum"])
    send(world.sum, report, 70)
    assert decide_report(user=world.aimag, report=report).decided == level(round, 70)


def test_who_sent_it_neither_checks_nor_decides(world, round, draft):
    sent = send(world.sum, draft, 100)
    assert submitter_of(sent) == world.sum.pk
    with pytest.raises(PermissionDenied):
        check_report(user=world.sum, report=draft)
    second = make_user("sum_officer", world.units["11"])
    check_report(user=second, report=draft)
    own = report_of(round, world.measures["sum"])
    send(world.aimag, own, 70)
    with pytest.raises(PermissionDenied):
        decide_report(user=world.aimag, report=own)
    assert decide_report(user=world.second, report=own).decided


def test_only_those_above_check_and_only_who_plans_decides(world, draft):
    send(world.governor, draft, 100)
    for user in (world.governor, world.other_sum, make_user()):
        with pytest.raises(PermissionDenied):
            check_report(user=user, report=draft)
    check_report(user=world.sum, report=draft)
    for user in (world.governor, world.sum, world.other_sum):
        with pytest.raises(PermissionDenied):
            decide_report(user=user, report=draft)


def test_it_goes_back_with_a_reason_and_comes_again(world, draft):
    send(world.governor, draft, 100)
    with pytest.raises(Refused):
        return_report(user=world.sum, report=draft, reason=" ")
    back = return_report(user=world.sum, report=draft, reason="Зураг бүдэг")
    assert back.state == ReportState.RETURNED
    mended = save(
        world.governor, back, fields={"done": "Дахин"}, proposed=back.proposed
    )
    assert submit_report(user=world.governor, report=mended).state == "submitted"
    assert draft.steps.get(state="returned").reason == "Зураг бүдэг"


def test_a_draft_is_not_returned_and_a_governor_returns_nothing(world, draft):
    with pytest.raises(Conflict):
        return_report(user=world.sum, report=draft, reason="буцаав")
    send(world.governor, draft, 100)
    with pytest.raises(PermissionDenied):
        return_report(user=world.governor, report=draft, reason="буцаав")


def test_what_is_checked_or_decided_is_returned_by_who_plans_alone(world, draft):
    send(world.governor, draft, 100)
    check_report(user=world.sum, report=draft)
    with pytest.raises(PermissionDenied):
        return_report(user=world.sum, report=draft, reason="буцаав")
    decide_report(user=world.aimag, report=draft)
    back = return_report(user=world.aimag, report=draft, reason="тоо зөрсөн")
    assert (back.checked, back.decided) == (None, None)


def test_a_decision_is_changed_with_a_reason_while_the_round_is_open(
    world, round, draft
):
    send(world.governor, draft, 100)
    check_report(user=world.sum, report=draft)
    decide_report(user=world.aimag, report=draft)
    with pytest.raises(Refused):
        decide_report(user=world.aimag, report=draft, level=level(round, 30))
    again = decide_report(
        user=world.aimag, report=draft, level=level(round, 30), reason="шалгалтаар"
    )
    assert again.decided == level(round, 30)


def test_what_nobody_sent_is_decided_after_its_day_with_a_reason(world, round, draft):
    with pytest.raises(Refused) as refused:
        decide_report(user=world.aimag, report=draft, level=level(round, 0))
    assert refused.value.field == "reason"
    with pytest.raises(Refused):
        decide_report(
            user=world.aimag, report=draft, level=level(round, 100), reason="хийсэн"
        )
    decided = decide_report(
        user=world.aimag, report=draft, level=level(round, None), reason="ирээгүй"
    )
    assert decided.decided.percent is None


def test_what_nobody_sent_is_not_decided_before_its_day(world, round, draft):
    round.due_on = date(2999, 1, 1)
    round.save()
    with pytest.raises(Refused):
        decide_report(
            user=world.aimag, report=draft, level=level(round, 0), reason="ирээгүй"
        )


def test_of_many_one_refusal_does_not_hold_up_the_others(world, round):
    one, two = (report_of(round, world.measures[key]) for key in ("a", "b"))
    send(world.governor, one, 100)
    send(world.governor, two, 70)
    outcome = check_many(
        user=world.sum,
        decisions=[Decision(one, level(round, 30)), Decision(two, None)],
    )
    assert [row.pk for row in outcome.done] == [two.pk]
    assert [(row.pk, why[:8]) for row, why in outcome.refused] == [(one.pk, "Шалтгаан")]
    outcome = decide_many(user=world.aimag, decisions=[Decision(two, None)])
    assert not outcome.refused
    assert Report.objects.get(pk=two.pk).state == ReportState.DECIDED


def test_many_refuses_who_may_not(world, round, draft):
    send(world.governor, draft, 100)
    outcome = check_many(user=world.other_sum, decisions=[Decision(draft, None)])
    assert not outcome.done
    assert len(outcome.refused) == 1


def test_the_last_report_fills_only_what_is_empty(world):
    before = report_of(world.open("2018"), world.measures["a"])
    save(world.governor, before, fields={"done": "Өмнө", "obstacles": "Цас"})
    now = report_of(world.open("2019"), world.measures["a"])
    now = save(world.governor, now, fields={"done": "Одоо"})
    copied = copy_last(user=world.governor, report=now, revision=now.revision)
    assert (copied.done, copied.obstacles) == ("Одоо", "Цас")


def test_a_continued_measure_copies_from_the_one_it_continues(world):
    before = report_of(world.open("2020"), world.measures["a"])
    save(world.governor, before, fields={"next_steps": "Үргэлжлүүлэх"})
    onward = make_measure(
        world.programme,
        world.units["1101"],
        phase=world.programme.phases.get(number=2),
        continues=world.measures["a"],
    )
    now = report_of(world.open("2021"), onward)
    copied = copy_last(user=world.governor, report=now, revision=1)
    assert copied.next_steps == "Үргэлжлүүлэх"


def test_without_a_report_before_there_is_nothing_to_copy(world, draft):
    with pytest.raises(Refused):
        copy_last(user=world.governor, report=draft, revision=1)


def test_pages_offer_what_actions_allow(world, round):
    """`Reach`, which serves lists, agrees with the rules that the actions ask."""
    sent = report_of(round, world.measures["a"])
    send(world.governor, sent, 100)
    rows = list(Report.objects.select_related("measure__office"))
    users = (world.governor, world.sum, world.other_sum, world.aimag, make_user())
    for user in users:
        reach = reach_of(user, world.programme)
        for row in rows:
            submitter = submitter_of(row)
            checks = actions.rules.can_check(user, row.measure)
            is_sent = row.state == ReportState.SUBMITTED
            other = submitter != user.pk
            assert reach.may_check(row, submitter) == (checks and is_sent and other)
            writes = actions.rules.can_report(user, row.measure)
            assert reach.may_write(row) == (writes and not is_sent)


def test_a_visitor_reads_a_report_only_once_its_round_is_closed(world, draft):
    send(world.governor, draft, 100)
    strangers = (make_user(), make_user("bag_governor", world.units["1102"]))
    for stranger in strangers:
        assert not Report.objects.visible_to(stranger).exists()
    for reader in (world.governor, world.sum, world.aimag):
        assert Report.objects.visible_to(reader).filter(pk=draft.pk).exists()


@pytest.mark.parametrize("number", ["9" * 30, "9" * 5000])
def test_a_number_no_database_takes_is_no_fault_of_the_page(client, number):
    world = make_world()
    round = world.open()
    client.force_login(world.aimag)
    where = [world.programme.code, round.period.code]
    many = reverse("programme:round_many", args=where) + "?task=check"
    assert client.post(many, {"report": [number]}).status_code == 302
    report = report_of(round, world.measures["a"])
    copy = reverse("programme:report_copy", args=[report.pk])
    assert client.post(copy, {"revision": number}).status_code < 500
