"""The office's pages on a plan: outline, forms, what a stale form shows."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from bagana.programme.models import ChapterVersion, Measure, Programme
from bagana.programme.reasons import reason_in_words
from tests.factories import make_act, make_indicator, make_tree, make_user
from tests.programme.factories import (
    make_activity,
    make_measure,
    make_money,
    make_programme,
)

pytestmark = pytest.mark.django_db


class World:
    def __init__(self):
        self.units = make_tree()
        self.officer = make_user("aimag_officer", self.units["1"])
        self.governor = make_user("bag_governor", self.units["1101"])
        self.programme = make_programme(self.units["1"], code="bag-2018")
        self.measure = make_measure(self.programme, self.units["1101"])
        self.activity = make_activity(self.measure)


@pytest.fixture
def world():
    return World()


def get(client, user, name, *args, **query):
    client.force_login(user)
    return client.get(reverse(f"programme:{name}", args=args), query)


def post(client, user, name, *args, **data):
    client.force_login(user)
    return client.post(reverse(f"programme:{name}", args=args), data)


def typed(world, **changes):
    values = {
        "objective": world.programme.objectives.get(number=1).pk,
        "phase": world.programme.phases.get(number=1).pk,
        "number": "1.9",
        "name_mn": "Байр засварлах",
        "units": "1101, 1102",
        "office": "11",
        "starts_on": "2018-07-01",
        "due_on": "2019-12-31",
    }
    return values | changes


PAGES = [
    ("index", False, False),
    ("found", False, False),
    ("plan", True, False),
    ("amend", True, False),
    ("carry", True, False),
    ("add_objective", True, False),
    ("add_measure", True, False),
    ("text", True, False),
    ("measure", False, True),
    ("amend_measure", False, True),
    ("drop_measure", False, True),
    ("remove_measure", False, True),
    ("add_activity", False, True),
    ("add_photo", False, True),
    ("add_document", False, True),
    ("link_figure", False, True),
]


def addresses(world):
    for name, of_programme, of_measure in PAGES:
        args = ["bag-2018"] if of_programme else []
        yield reverse(
            f"programme:{name}", args=[world.measure.pk] if of_measure else args
        )


@pytest.mark.parametrize("language", ["mn", "en"])
def test_every_page_opens_in_both_languages(client, world, language):
    client.cookies["django_language"] = language
    client.force_login(world.officer)
    for address in addresses(world):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert f'<html lang="{language}">' in answer.content.decode()


def test_visitors_are_sent_to_sign_in(client, world):
    for address in addresses(world):
        answer = client.get(address)
        assert answer.status_code == 302, address
        assert "/accounts/" in answer.headers["Location"]


def test_a_programme_elsewhere_is_no_work_of_the_reader(client, world):
    other = make_programme(world.units["12"], code="sum-12")
    assert get(client, world.governor, "plan", other.code).status_code == 403
    answer = get(client, world.governor, "index").content.decode()
    assert "bag-2018" in answer
    assert "sum-12" not in answer


def test_a_governor_reads_the_plan_and_is_offered_no_change(client, world):
    page = get(client, world.governor, "plan", "bag-2018").content.decode()
    assert world.measure.name_mn in page
    assert reverse("programme:add_measure", args=["bag-2018"]) not in page
    assert get(client, world.governor, "add_measure", "bag-2018").status_code == 403


def test_the_door_leads_a_governor_to_nothing_that_is_shut(client, world):
    for name in ("comments", "evaluation"):
        shut = reverse(f"programme:{name}", args=["bag-2018"])
        for user, opens in ((world.governor, False), (world.officer, True)):
            assert (shut in get(client, user, "index").text) is opens
            assert (client.get(shut).status_code == 200) is opens


def test_a_programme_is_founded_by_a_form(client, world):
    values = {
        "unit": "11",
        "act": make_act(world.units["1"]).pk,
        "code": "Sum-11",
        "name_mn": "Сумын хөтөлбөр",
        "name_en": "Sum programme",
        "starts_on": "2018-01-01",
        "ends_on": "2023-12-31",
        "phases": "2018.01.01 – 2020.12.31\n2021-01-01 – 2023-12-31",
    }
    answer = post(client, world.officer, "found", **values)
    assert answer.headers["Location"] == reverse("programme:plan", args=["sum-11"])
    assert Programme.objects.get(code="sum-11").phases.count() == 2
    again = post(client, world.officer, "found", **values | {"phases": "2018 он"})
    assert again.status_code == 422
    assert "2018 он" in again.content.decode()


def test_the_outline_is_filtered_by_its_address(client, world):
    late = make_measure(world.programme, world.units["1102"], name_mn="Хоцорсон ажил")
    page = get(client, world.officer, "plan", "bag-2018", unit="1102").content.decode()
    assert late.name_mn in page
    assert f"measures/{world.measure.pk}/" not in page
    odd = get(
        client, world.officer, "plan", "bag-2018", phase="x", unit="\0", page="-1"
    )
    assert odd.status_code == 200
    none = get(client, world.officer, "plan", "bag-2018", text="ийм юм байхгүй")
    assert "Ийм арга хэмжээ алга" in none.content.decode()


def test_the_plan_can_be_taken_away(client, world):
    make_money(world.measure, 59_400_000)
    answer = get(client, world.officer, "plan", "bag-2018", format="json")
    (row,) = answer.json()
    assert row["planned"] == 59_400_000
    assert (row["steps"], row["steps_done"]) == (1, 0)


def test_the_outline_costs_the_same_for_many_measures(
    client, world, django_assert_max_num_queries
):
    for _number in range(12):
        make_activity(make_measure(world.programme, world.units["1102"]))
    client.force_login(world.officer)
    with django_assert_max_num_queries(40):
        client.get(reverse("programme:plan", args=["bag-2018"]))


def test_a_measure_is_added_by_a_form(client, world):
    seen = make_indicator("offices")
    answer = post(
        client,
        world.officer,
        "add_measure",
        "bag-2018",
        **typed(world, outcomes=[seen.pk]),
    )
    measure = Measure.objects.get(number="1.9")
    assert answer.headers["Location"] == reverse("programme:measure", args=[measure.pk])
    codes = [row.unit.code for row in measure.concerned.all()]
    assert codes == ["1101", "1102"]


def test_a_refused_measure_keeps_what_was_typed(client, world):
    values = typed(world, due_on="2018-01-01")
    answer = post(client, world.officer, "add_measure", "bag-2018", **values)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Байр засварлах" in page
    assert not Measure.objects.filter(number="1.9").exists()


def test_a_stale_form_shows_both_and_can_then_be_saved(client, world):
    pk = world.measure.pk
    ours = typed(world, revision=1, reason="хуучин маягт", name_mn="Манай нэр")
    theirs = typed(world, revision=1, reason="эхний засвар", name_mn="Тэдний нэр")
    post(client, world.officer, "amend_measure", pk, **theirs)
    answer = post(client, world.officer, "amend_measure", pk, **ours)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Тэдний нэр" in page
    assert "Манай нэр" in page
    assert 'name="revision" value="2"' in page
    assert Measure.objects.get(pk=pk).name_mn == "Тэдний нэр"
    post(client, world.officer, "amend_measure", pk, **ours | {"revision": 2})
    assert Measure.objects.get(pk=pk).name_mn == "Манай нэр"


def test_the_form_of_amendment_begins_with_what_stands(client, world):
    page = get(client, world.officer, "amend_measure", world.measure.pk)
    form = page.context["form"]
    assert form.initial["units"] == "1101 Нэгж 1101"
    assert form.initial["revision"] == 1


def test_dropping_tells_the_reason_on_the_page(client, world):
    pk = world.measure.pk
    post(
        client, world.officer, "drop_measure", pk, on="2019-02-01", reason="давхардсан"
    )
    page = get(client, world.governor, "measure", pk).content.decode()
    assert "давхардсан" in page
    assert "хассан өдөр" in page
    post(client, world.officer, "take_up_measure", pk, reason="андуурсан")
    assert Measure.objects.get(pk=pk).dropped_on is None


def test_a_governor_reports_a_step_done_on_his_own_measure_only(client, world):
    post(
        client, world.governor, "done_activity", world.activity.pk, done_on="2019-05-01"
    )
    world.activity.refresh_from_db()
    assert world.activity.done_on == date(2019, 5, 1)
    other = make_activity(make_measure(world.programme, world.units["1102"]))
    answer = post(
        client, world.governor, "done_activity", other.pk, done_on="2019-05-01"
    )
    assert answer.status_code == 403


def test_unfinished_measures_are_carried_over_by_a_form(client, world):
    second = world.programme.phases.get(number=2)
    post(
        client,
        world.officer,
        "carry",
        "bag-2018",
        phase=second.pk,
        reason="дуусаагүй",
        measures=[world.measure.pk],
    )
    assert Measure.objects.get(continues=world.measure).phase == second


def test_an_objective_is_added_amended_and_removed(client, world):
    post(
        client,
        world.officer,
        "add_objective",
        "bag-2018",
        number=3,
        name_mn="Гурав дахь зорилт",
    )
    made = world.programme.objectives.get(number=3)
    post(
        client,
        world.officer,
        "amend_objective",
        made.pk,
        number=3,
        name_mn="Засварласан",
        reason="найруулга",
    )
    made.refresh_from_db()
    assert made.name_mn == "Засварласан"
    post(client, world.officer, "remove_objective", made.pk, reason="илүү")
    assert world.programme.objectives.count() == 2


def test_a_chapter_is_written_compared_and_amended(client, world):
    act = make_act(world.units["1"], date=date(2018, 6, 5))
    first = {
        "act": act.pk,
        "valid_from": "2018-06-05",
        "title_mn": "Үндэслэл",
        "text_mn": "Баг нь анхан шатны нэгж мөн.",
    }
    post(client, world.officer, "amend_chapter", "bag-2018", 1, **first)
    later = first | {
        "valid_from": "2021-01-01",
        "text_mn": "Баг нь суурь нэгж мөн.",
        "text_mong": "ᠪᠠᠭ",
    }
    shown = post(
        client, world.officer, "amend_chapter", "bag-2018", 1, **later, preview="1"
    ).content.decode()
    assert "<del>анхан шатны</del><ins>суурь</ins>" in shown
    assert ChapterVersion.objects.count() == 1
    post(client, world.officer, "amend_chapter", "bag-2018", 1, **later)
    version = ChapterVersion.objects.get(valid_from=date(2021, 1, 1))
    page = get(client, world.officer, "difference", version.pk).content.decode()
    assert 'lang="mn-Mong"' in page
    assert "<ins>суурь</ins>" in page
    assert get(client, world.officer, "text", "bag-2018").status_code == 200


def test_the_history_tells_the_systems_own_reasons_in_words(client, world):
    post(client, world.officer, "add_measure", "bag-2018", **typed(world))
    pk = Measure.objects.get(number="1.9").pk
    page = get(client, world.officer, "measure", pk).content.decode()
    assert "нэмсэн" in page
    assert ">added" not in page


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        ("plan table 12", "12-р хүснэгтээр оруулсан"),
        ("plan table 12 undone", "12-р хүснэгтийг буцаасан"),
        ("done", "хийгдсэн гэж бүртгэсэн"),
        ("төсөв хасагдсан", "төсөв хасагдсан"),
        (None, ""),
    ],
)
def test_a_reason_is_told_in_words(kept, told):
    assert reason_in_words(kept) == told


def test_a_day_outside_the_phase_is_refused_with_the_days_that_fit(client, world):
    values = typed(world, starts_on="2017-12-31")
    page = post(client, world.officer, "add_measure", "bag-2018", **values)
    assert "2018-01-01 – 2020-12-31" in page.content.decode()
