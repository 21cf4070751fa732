"""Each side judges its own; closed, the year stands and is judged anew apart."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from bagana.accounts.models import Role
from bagana.indicators.catalogue import declared
from bagana.people.actions.performance import correct_promise
from bagana.people.actions.performance_judging import (
    assess,
    close_assessment,
    judge_anew,
)
from bagana.people.models import Agreement, Party
from bagana.people.performance_days import closes_from, judged_from
from bagana.people.queries.performance import counting, signatures_of
from bagana.people.queries.performance_sheet import sheet_of
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_user
from tests.people.factories import make_appointment, make_post
from tests.people.performance_rows import CLOSED, YEAR, publish_figure

pytestmark = pytest.mark.django_db


def judge(user, row, item, score=50.0, note="Тайлан"):
    return assess(user=user, agreement=row, criterion=item, score=score, note=note)


def test_each_side_judges_its_own_criterion_and_no_other(sides, office):
    row = sides.signed()
    own, by_sum = (sides.item(row, party) for party in (Party.SELF, Party.SUM))
    judge(sides.official, row, own)
    judge(sides.officer, row, by_sum)
    for user, item in ((sides.official, by_sum), (sides.officer, own)):
        with pytest.raises(PermissionDenied):
            judge(user, row, item)
    units = office.units
    for role, code in (
        (Role.BAG_GOVERNOR, "1102"),
        (Role.SUM_OFFICER, "12"),
        (Role.AIMAG_OFFICER, "1"),
        (Role.EVALUATOR, "1"),
    ):
        with pytest.raises(PermissionDenied):
            judge(make_user(role, units[code]), row, by_sum)


def test_nobody_judges_what_figures_judge(sides):
    row = sides.signed()
    for party in (Party.CITIZENS, Party.FIGURES):
        for user in (sides.officer, sides.official):
            with pytest.raises(Refused):
                judge(user, row, sides.item(row, party))


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"score": -1}, "score"),
        ({"score": 100.5}, "score"),
        ({"score": float("nan")}, "score"),
        ({"note": " "}, "note"),
        ({"note": "а" * 501}, "note"),
    ],
)
def test_a_judgement_is_a_score_of_a_hundred_with_a_reason(sides, fields, field):
    row = sides.signed()
    with pytest.raises(Refused) as refused:
        judge(sides.officer, row, sides.item(row, Party.SUM), **fields)
    assert refused.value.field == field


def test_the_newest_judgement_counts_and_earlier_ones_stay(sides):
    row = sides.judged(by_sum=40)
    item = sides.item(row, Party.SUM)
    judge(sides.officer, row, item, 80)
    assert counting(row)[item.pk].score == 80
    assert row.assessments.filter(criterion=item).count() == 2


def test_judging_begins_with_the_last_month_or_the_day_one_leaves(sides):
    next_year = timezone.localdate().year + 1
    row = sides.signed(next_year)
    assert judged_from(row) == date(next_year, 12, 1)
    assert closes_from(row) == date(next_year, 12, 31)
    with pytest.raises(Refused, match="сүүлчийн"):
        judge(sides.officer, row, sides.item(row, Party.SUM))
    held = row.appointment
    held.ended_on = date(2026, 3, 2)
    held.save()
    assert judged_from(row) == closes_from(row) == date(2026, 3, 2)


def test_a_draft_is_not_judged(sides):
    row = sides.drafted()
    with pytest.raises(Conflict):
        judge(sides.officer, row, sides.item(row, Party.SUM))
    with pytest.raises(Conflict):
        close_assessment(user=sides.officer, agreement=row, on=CLOSED)


def test_what_is_missing_takes_its_weight_along(sides):
    """20 × 90 + 40 × 70, over the 60 per cent that were judged."""
    row = sides.closed(own=90, by_sum=70)
    assert row.score == pytest.approx((20 * 90 + 40 * 70) / 60)
    assert row.covered == pytest.approx(60)
    assert row.assessments.count() == 2


def test_published_figures_of_the_year_and_unit_judge(sides, office):
    bag = office.units["1101"]
    publish_figure(bag, "citizens", 4)
    publish_figure(bag, "figures", 55, year=YEAR - 1)
    publish_figure(office.units["1102"], "figures", 10)
    row = sides.closed(own=90, by_sum=70)
    assert row.score == pytest.approx((20 * 90 + 40 * 70 + 20 * 75) / 80)
    assert row.covered == pytest.approx(80)
    told = {one.criterion.party: one for one in sheet_of(row).rows}
    assert told["citizens"].score == 75
    assert told["citizens"].observation is not None
    assert told["figures"].score is None
    assert told["figures"].before.value == 55


def test_before_it_is_closed_the_sheet_says_what_would_come_out(sides, office):
    row = sides.judged(own=90, by_sum=70)
    publish_figure(office.units["1101"], "figures", 100)
    sheet = sheet_of(row)
    assert not sheet.is_closed
    done = close_assessment(user=sides.officer, agreement=row, on=CLOSED)
    assert done.score == pytest.approx(sheet.reached.score)
    assert sum(one.part.points for one in sheet.rows if one.part) == pytest.approx(
        done.score
    )


def test_a_target_is_met_by_the_figure_of_the_whole_year_alone(sides, office):
    row = sides.drafted()
    item = sides.item(row, Party.FIGURES)
    row.lines.create(criterion=item, promise="Шуурхай", target=90)

    def met():
        rows = {one.criterion.party: one for one in sheet_of(row).rows}
        return rows["figures"].promises[0].met

    assert met() is None
    publish_figure(office.units["1101"], "figures", 91)
    assert met() is True
    row.lines.filter(criterion=item).update(target=92)
    assert met() is False


def test_only_the_superior_closes_and_with_his_own_judgement(sides, office):
    row = sides.signed()
    judge(sides.official, row, sides.item(row, Party.SELF))
    with pytest.raises(Conflict, match="Сумын дүгнэлт"):
        close_assessment(user=sides.officer, agreement=row, on=CLOSED)
    judge(sides.officer, row, sides.item(row, Party.SUM))
    for user in (
        sides.official,
        make_user(Role.AIMAG_OFFICER, office.units["1"]),
        make_user(Role.SUM_OFFICER, office.units["12"]),
    ):
        with pytest.raises(PermissionDenied):
            close_assessment(user=user, agreement=row, on=CLOSED)


@pytest.mark.parametrize("on", [date(2025, 12, 30), date(2999, 1, 1), date(2025, 1, 1)])
def test_it_is_closed_after_the_year_and_not_in_the_future(sides, on):
    row = sides.judged()
    with pytest.raises(Refused) as refused:
        close_assessment(user=sides.officer, agreement=row, on=on)
    assert refused.value.field == "on"


def test_what_is_closed_is_locked(sides):
    row = sides.closed()
    with pytest.raises(Conflict):
        judge(sides.officer, row, sides.item(row, Party.SUM), 100)
    with pytest.raises(Conflict):
        close_assessment(user=sides.officer, agreement=row, on=CLOSED)
    with pytest.raises(Conflict):
        correct_promise(user=sides.officer, line=row.lines.get(), text="Өөр")


def test_a_correction_is_a_record_of_its_own(sides, office):
    row = sides.closed(own=90, by_sum=70)
    for user in (sides.official, make_user(Role.AIMAG_OFFICER, office.units["1"])):
        with pytest.raises(PermissionDenied):
            judge_anew(user=user, agreement=row, reason="Алдаатай")
    with pytest.raises(Refused):
        judge_anew(user=sides.officer, agreement=row, reason=" ")
    anew = judge_anew(user=sides.officer, agreement=row, reason="Тооцоо алдсан")
    with pytest.raises(Conflict):
        judge_anew(user=sides.officer, agreement=row, reason="Дахин")
    assert [line.promise for line in anew.lines.all()] == ["Тайлагнана"]
    assert signatures_of(anew) == {"self", "sum"}
    judge(sides.officer, anew, sides.item(anew, Party.SUM), 100)
    done = close_assessment(user=sides.officer, agreement=anew, on=CLOSED)
    assert done.score == pytest.approx((20 * 90 + 40 * 100) / 60)
    row.refresh_from_db()
    assert (row.state, row.score) == ("assessed", pytest.approx(460 / 6))


def test_the_measure_counts_a_correction_once_it_is_closed(sides, office):
    row = sides.closed(own=60, by_sum=60)
    for _one in range(4):
        Agreement.objects.create(
            appointment=make_appointment(make_post(office.units["1102"])),
            year=YEAR,
            criteria=row.criteria,
            state="assessed",
            score=60,
        )
    one, span = declared()["performance_score"], (date(YEAR, 1, 1), date(YEAR, 12, 31))

    def figure():
        told = one.source_query(list(office.units.values()), *span)
        return one.engine(told)

    assert figure()["11"] == pytest.approx(60)
    anew = judge_anew(user=sides.officer, agreement=row, reason="Тооцоо алдсан")
    assert figure()["11"] == pytest.approx(60)
    judge(sides.official, anew, sides.item(anew, Party.SELF), 100)
    judge(sides.officer, anew, sides.item(anew, Party.SUM), 100)
    close_assessment(user=sides.officer, agreement=anew, on=CLOSED)
    assert figure()["11"] == pytest.approx((4 * 60 + 100) / 5)
    assert figure().get("1101") is None
