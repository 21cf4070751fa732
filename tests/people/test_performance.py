"""An agreement is drawn up by the rung above, promised by both, signed by each once."""

from __future__ import annotations

from datetime import date

import pytest

from bagana.accounts.models import Role
from bagana.people.actions.performance import (
    correct_promise,
    draft_agreement,
    drop_draft,
    promise,
    remove_promise,
    sign_agreement,
)
from bagana.people.actions.performance_criteria import load_criteria
from bagana.people.models import Agreement, AgreementLine, CriteriaSet, Party
from bagana.people.queries.performance import signatures_of, text_version
from bagana.people.rules import may_judge
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_indicator, make_user
from tests.people.factories import make_appointment, make_post
from tests.people.performance_rows import YEAR

pytestmark = pytest.mark.django_db


@pytest.fixture
def strangers(office):
    """Everybody who may not draw up, promise, sign or judge for a bag."""
    units = office.units
    return [
        make_user(Role.BAG_GOVERNOR, units["1101"]),
        make_user(Role.BAG_GOVERNOR, units["1102"]),
        make_user(Role.SUM_OFFICER, units["12"]),
        make_user(Role.AIMAG_OFFICER, units["1"]),
        make_user(Role.EVALUATOR, units["1"]),
        make_user(Role.ADMINISTRATOR, units["1"]),
        make_user(is_superuser=True),
        make_user(),
        None,
    ]


def test_only_the_rung_above_draws_up(sides, strangers):
    for user in [*strangers, sides.official]:
        with pytest.raises(PermissionDenied):
            draft_agreement(user=user, appointment=sides.held, year=YEAR)
    row = draft_agreement(user=sides.officer, appointment=sides.held, year=YEAR)
    assert row.state == "draft"
    assert row.history.get().history_user == sides.officer


def test_the_aimag_judges_the_governor_of_a_sum(office):
    head = make_appointment(make_post(office.units["11"]))
    clerk = make_appointment(make_post(office.units["11"], kind="specialist"))
    aimag = make_user(Role.AIMAG_OFFICER, office.units["1"])
    assert may_judge(aimag, head)
    assert not may_judge(aimag, clerk)
    assert not may_judge(office.officer, head)
    assert may_judge(office.officer, clerk)


def test_nobody_is_both_sides_of_his_own(sides):
    sides.held.official.user = sides.officer
    sides.held.official.save()
    with pytest.raises(PermissionDenied):
        draft_agreement(user=sides.officer, appointment=sides.held, year=YEAR)


def test_one_agreement_a_year_for_who_was_in_office(sides):
    sides.drafted()
    with pytest.raises(Conflict):
        sides.drafted()
    with pytest.raises(Refused, match="ажиллаагүй"):
        sides.drafted(2021)
    sides.held.ended_on = date(2025, 1, 1)
    sides.held.state = "ended"
    sides.held.save()
    Agreement.objects.all().delete()
    with pytest.raises(Refused, match="ажиллаагүй"):
        sides.drafted(2025)
    assert sides.drafted(2024).year == 2024


def test_a_nominee_has_no_agreement(sides):
    held = make_appointment(
        make_post(sides.held.post.unit, kind="vet"), state="proposed"
    )
    with pytest.raises(Refused, match="ажиллаагүй"):
        draft_agreement(user=sides.officer, appointment=held, year=YEAR)


def test_criteria_are_those_of_the_years_first_day_and_of_the_post(sides):
    old = CriteriaSet.objects.get()
    old.valid_to = date(2025, 6, 1)
    old.save()
    new = CriteriaSet.objects.create(title_mn="Шинэ", valid_from=date(2025, 6, 1))
    assert sides.drafted(2025).criteria == old
    own = CriteriaSet.objects.create(
        title_mn="Даргынх", valid_from=date(2026, 1, 1), post_kind="governor"
    )
    own.items.create(position=1, title_mn="Ш", party="sum", weight=100)
    assert sides.drafted(2026).criteria == own
    vet = make_appointment(make_post(sides.held.post.unit, kind="vet"))
    row = draft_agreement(user=sides.officer, appointment=vet, year=2026)
    assert row.criteria == new


def test_without_criteria_no_agreement(sides):
    CriteriaSet.objects.all().delete()
    with pytest.raises(Refused, match="шалгуур"):
        sides.drafted()


def test_both_sides_promise_and_nobody_else(sides, strangers):
    row = sides.drafted()
    item = sides.item(row, Party.FIGURES)
    for user in strangers:
        with pytest.raises(PermissionDenied):
            promise(user=user, agreement=row, criterion=item, text="Хэн нэгэн")
    line = promise(
        user=sides.official, agreement=row, criterion=item, text=" Шуурхай ", target=90
    )
    assert (line.promise, line.target) == ("Шуурхай", 90)


@pytest.mark.parametrize(
    ("party", "fields", "field"),
    [
        ("figures", {"text": " "}, "text"),
        ("figures", {"text": "а" * 501}, "text"),
        ("figures", {"text": "а", "target": float("nan")}, "target"),
        ("sum", {"text": "а", "target": 1.0}, "target"),
    ],
)
def test_it_refuses_a_promise_that_is_none(sides, party, fields, field):
    row = sides.drafted()
    with pytest.raises(Refused) as refused:
        promise(
            user=sides.officer,
            agreement=row,
            criterion=sides.item(row, party),
            **fields,
        )
    assert refused.value.field == field


def test_it_refuses_a_criterion_of_other_criteria(sides):
    other = CriteriaSet.objects.create(title_mn="Өөр", valid_from=date(2020, 1, 1))
    item = other.items.create(position=1, title_mn="Ш", party="sum", weight=100)
    row = sides.drafted(2024)
    row.criteria = CriteriaSet.objects.exclude(pk=other.pk).get()
    row.save()
    with pytest.raises(Refused, match="шалгуур"):
        promise(user=sides.officer, agreement=row, criterion=item, text="а")


def test_a_promise_is_corrected_and_removed_with_its_history(sides, strangers):
    line = sides.drafted().lines.get()
    for user in strangers:
        with pytest.raises(PermissionDenied):
            correct_promise(user=user, line=line, text="Хэн нэгэн")
        with pytest.raises(PermissionDenied):
            remove_promise(user=user, line=line)
    correct_promise(user=sides.official, line=line, text="Хоёр удаа тайлагнана")
    remove_promise(user=sides.officer, line=line)
    told = AgreementLine.history.order_by("history_id").values_list(
        "promise", "history_change_reason", "history_user"
    )
    assert list(told) == [
        ("Тайлагнана", "promised", sides.officer.pk),
        ("Хоёр удаа тайлагнана", "corrected", sides.official.pk),
        ("Хоёр удаа тайлагнана", "removed", sides.officer.pk),
    ]
    assert not AgreementLine.objects.exists()


def test_each_side_signs_once_and_the_second_makes_it_hold(sides, strangers):
    row = sides.drafted()
    for user in strangers:
        with pytest.raises(PermissionDenied):
            sign_agreement(user=user, agreement=row)
    day = date(2025, 1, 20)
    assert sign_agreement(user=sides.officer, agreement=row, on=day).state == "draft"
    with pytest.raises(Conflict):
        sign_agreement(user=sides.officer, agreement=row, on=day)
    other = make_user(Role.SUM_OFFICER, sides.held.post.unit)
    with pytest.raises(Conflict):
        sign_agreement(user=other, agreement=row, on=day)
    done = sign_agreement(user=sides.official, agreement=row, on=day)
    assert (done.state, done.signed_on) == ("signed", day)


@pytest.mark.parametrize("deed", ["promise", "correct", "remove"])
def test_a_changed_promise_voids_the_signature(sides, deed):
    row = sides.drafted()
    item = sides.item(row, Party.SELF)
    promise(user=sides.officer, agreement=row, criterion=item, text="Нэг")
    sign_agreement(user=sides.official, agreement=row)
    line = row.lines.get(criterion=item)
    if deed == "promise":
        promise(user=sides.officer, agreement=row, criterion=item, text="Хоёр")
    elif deed == "correct":
        correct_promise(user=sides.officer, line=line, text="Арав")
    else:
        remove_promise(user=sides.officer, line=line)
    assert signatures_of(row) == set()
    sign_agreement(user=sides.officer, agreement=row)
    row.refresh_from_db()
    assert row.state == "draft"


def test_nobody_signs_what_he_has_not_read(sides):
    row = sides.drafted()
    seen = text_version(row)
    sign_agreement(user=sides.officer, agreement=row, seen=seen)
    assert text_version(row) == seen
    correct_promise(user=sides.officer, line=row.lines.get(), text="Өөр")
    with pytest.raises(Conflict, match="өөрчлөгдсөн"):
        sign_agreement(user=sides.official, agreement=row, seen=seen)


def test_it_refuses_to_sign_nothing_or_on_a_wrong_day(sides):
    row = sides.drafted()
    for day in (date(2999, 1, 1), date(2020, 1, 1)):
        with pytest.raises(Refused, match="өдөр"):
            sign_agreement(user=sides.officer, agreement=row, on=day)
    remove_promise(user=sides.officer, line=row.lines.get())
    with pytest.raises(Conflict, match="Амлалтгүй"):
        sign_agreement(user=sides.officer, agreement=row)


def test_what_is_signed_is_no_longer_written(sides):
    row = sides.signed()
    line = row.lines.get()
    with pytest.raises(Conflict):
        promise(
            user=sides.officer, agreement=row, criterion=line.criterion, text="Нэмж"
        )
    with pytest.raises(Conflict):
        correct_promise(user=sides.officer, line=line, text="Өөр")
    with pytest.raises(Conflict):
        remove_promise(user=sides.officer, line=line)
    with pytest.raises(Conflict):
        drop_draft(user=sides.officer, agreement=row)


def test_a_draft_goes_until_somebody_has_signed(sides):
    row = sides.drafted()
    with pytest.raises(PermissionDenied):
        drop_draft(user=sides.official, agreement=row)
    sign_agreement(user=sides.official, agreement=row)
    with pytest.raises(Conflict):
        drop_draft(user=sides.officer, agreement=row)
    correct_promise(user=sides.officer, line=row.lines.get(), text="Өөр")
    drop_draft(user=sides.officer, agreement=row)
    assert not Agreement.objects.exists()
    gone = Agreement.history.filter(history_type="-").get()
    assert gone.history_user == sides.officer


def test_examples_are_laid_down_once_and_wait_for_their_indicators():
    assert not load_criteria()
    make_indicator("request_satisfaction")
    make_indicator("requests_within_term")
    assert load_criteria()
    assert not load_criteria()
    for row in CriteriaSet.objects.all():
        assert row.is_illustrative
        assert sum(item.weight for item in row.items.all()) == 100
    assert {row.post_kind for row in CriteriaSet.objects.all()} == {"", "governor"}


def test_who_is_read_is_his_own_and_of_whom_one_staffs(sides, office):
    row = sides.drafted()
    units = office.units

    def sees(user):
        return Agreement.objects.visible_to(user).filter(pk=row.pk).exists()

    assert sees(sides.official)
    assert sees(sides.officer)
    assert sees(make_user(Role.AIMAG_OFFICER, units["1"]))
    for role, code in (
        (Role.BAG_GOVERNOR, "1101"),
        (Role.BAG_GOVERNOR, "1102"),
        (Role.SUM_OFFICER, "12"),
        (Role.EVALUATOR, "1"),
    ):
        assert not sees(make_user(role, units[code]))
    assert not sees(make_user(is_superuser=True))
    assert not sees(None)
