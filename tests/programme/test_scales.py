"""Rating scales: founded with the register, added by officers, never changed in use."""

from datetime import date

import pytest
from django.urls import reverse

from bagana.programme.actions.scales import Step, add_scale, remove_scale
from bagana.programme.founding import found_scales
from bagana.programme.models import RatingScale
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_tree, make_user
from tests.programme.factories import make_programme, make_round

pytestmark = pytest.mark.django_db
STEPS = (
    Step(100, "бүрэн", "full"),
    Step(0, "үгүй", "none"),
    Step(None, "болоогүй", "not due"),
)


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def officer(units):
    return make_user("aimag_officer", units["1"])


def add(user, **fields):
    given = {
        "code": "new-scale",
        "name_mn": "Шинэ",
        "name_en": "New",
        "rule_mn": "Журам",
        "rule_en": "Rule",
        "valid_from": date(2024, 1, 1),
        "steps": STEPS,
    }
    return add_scale(user=user, **(given | fields))


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2017, 3, 14), "res-322-2013"),
        (date(2017, 3, 15), "res-89-2017"),
        (date(2019, 12, 31), "res-89-2017"),
        (date(2021, 12, 31), "res-206-2020"),
        (date(2025, 1, 28), "res-206-2020"),
        (date(2025, 1, 29), "res-43-2025"),
        (date(2040, 1, 1), "res-43-2025"),
    ],
)
def test_each_day_has_the_one_scale_of_its_rule(day, code):
    found_scales()
    assert [scale.code for scale in RatingScale.objects.on(day)] == [code]


def test_the_founded_scales_have_the_five_steps_and_say_what_was_not_seen():
    assert found_scales() == 4
    for scale in RatingScale.objects.all():
        percents = list(scale.levels.values_list("percent", flat=True))
        assert percents == [100, 70, 30, 0, None]
        assert scale.note_mn
        assert scale.note_en
    assumed = RatingScale.objects.filter(is_assumption=True)
    assert set(assumed.values_list("code", flat=True)) == {
        "res-322-2013",
        "res-206-2020",
        "res-43-2025",
    }


def test_founding_again_adds_nothing():
    found_scales()
    RatingScale.objects.filter(code="res-43-2025").delete()
    assert found_scales() == 0
    assert RatingScale.objects.count() == 3


def test_a_new_scale_ends_the_one_before(officer):
    found_scales()
    scale = add(officer, valid_from=date(2026, 1, 1))
    before = RatingScale.objects.get(code="res-43-2025")
    assert before.valid_to == scale.valid_from
    assert scale.valid_to is None
    assert [level.percent for level in scale.levels.all()] == [100, 0, None]


def test_a_scale_in_between_ends_where_the_next_begins(officer):
    found_scales()
    scale = add(officer, valid_from=date(2023, 1, 1))
    assert scale.valid_to == date(2025, 1, 29)
    assert RatingScale.objects.get(code="res-206-2020").valid_to == date(2023, 1, 1)


def test_rounds_keep_the_scale_they_were_opened_with(units, officer):
    found_scales()
    scale = RatingScale.objects.get(code="res-89-2017")
    round = make_round(make_programme(units["1"]), scale=scale)
    add(officer, valid_from=date(2019, 1, 1))
    round.refresh_from_db()
    assert round.scale == scale


@pytest.mark.parametrize("role", ["bag_governor", "sum_officer", "evaluator", None])
def test_others_add_and_remove_none(units, role):
    user = make_user(role, units["1101"] if role else None)
    found_scales()
    with pytest.raises(PermissionDenied):
        add(user)
    with pytest.raises(PermissionDenied):
        remove_scale(user=user, scale=RatingScale.objects.first())


@pytest.mark.parametrize(
    "steps",
    [
        STEPS[:1] + STEPS[2:],
        STEPS[:2],
        (*STEPS, Step(None, "бас", "also")),
        (*STEPS, Step(100, "дахин", "again")),
        (*STEPS, Step(101, "их", "much")),
        (*STEPS, Step(50, "дунд", " ")),
    ],
    ids=["one per cent", "no not due", "two not due", "twice", "over 100", "unnamed"],
)
def test_steps_that_make_no_scale_are_refused(officer, steps):
    with pytest.raises(Refused) as refused:
        add(officer, steps=steps)
    assert refused.value.field == "steps"
    assert not RatingScale.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("code", "Журам"),
        ("name_mn", " "),
        ("name_en", ""),
        ("rule_mn", ""),
        ("rule_en", ""),
    ],
)
def test_a_scale_needs_code_names_and_rule(officer, field, value):
    with pytest.raises(Refused) as refused:
        add(officer, **{field: value})
    assert refused.value.field == field


def test_a_code_or_a_day_twice_is_refused(officer):
    add(officer)
    with pytest.raises(Conflict):
        add(officer, valid_from=date(2025, 1, 1))
    with pytest.raises(Conflict):
        add(officer, code="other")


def test_an_unused_scale_is_removed_and_the_one_before_goes_on(officer):
    found_scales()
    remove_scale(user=officer, scale=add(officer, valid_from=date(2026, 1, 1)))
    assert RatingScale.objects.get(code="res-43-2025").valid_to is None


def test_a_scale_in_use_is_not_removed(units, officer):
    scale = add(officer)
    make_round(make_programme(units["1"]), scale=scale)
    with pytest.raises(Conflict):
        remove_scale(user=officer, scale=scale)


def test_the_page_adds_a_scale_from_lines(client, officer):
    found_scales()
    client.force_login(officer)
    page = reverse("programme:scales")
    form = {
        "code": "five",
        "name_mn": "Таван шат",
        "name_en": "Five steps",
        "rule_mn": "Журам",
        "rule_en": "Rule",
        "valid_from": "2027-01-01",
        "steps": "100 | бүрэн | full\n50% | хагас | half\n0|үгүй|none\n-|эрт|not due",
    }
    assert client.post(page, form).status_code == 302
    steps = RatingScale.objects.get(code="five").levels
    assert list(steps.values_list("percent", flat=True)) == [100, 50, 0, None]
    broken = client.post(page, form | {"code": "six", "steps": "зуун хувь"})
    assert "зуун хувь" in broken.content.decode()
    assert not RatingScale.objects.filter(code="six").exists()


def test_others_read_the_page_without_its_form(client, units):
    found_scales()
    client.force_login(make_user("bag_governor", units["1101"]))
    page = reverse("programme:scales")
    shown = client.get(page).content.decode()
    assert "2017 оны журмын шатлал" in shown
    assert 'name="steps"' not in shown
    assert client.post(page, {}).status_code == 403
