"""The page on which a plan is edited: with and without scripts, and for whom."""

from __future__ import annotations

import html
import json
import re

import pytest
from django.urls import reverse

from bagana.redistricting.actions import editing
from bagana.redistricting.models import Plan
from tests.factories import make_user
from tests.redistricting.factories import make_world
from tests.web.markup import markup_faults

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def draft(world):
    return editing.begin_edit(user=world.officer, plan=world.even, title="Гар засвар")


class Page:
    def __init__(self, client, plan):
        self.client, self.plan = client, plan
        self.path = address(plan)

    def get(self, query=""):
        return self.client.get(self.path + query).content.decode()

    def press(self, do, htmx=False, **fields):
        headers = HTMX if htmx else {}
        return self.client.post(self.path, {"do": do, **fields}, headers=headers)

    def unit_of(self, code):
        plan = Plan.objects.get(pk=self.plan.pk)
        return plan.units[plan.labels_array()[int(code[2:])]]


def address(plan, name="edit"):
    return reverse(f"redistricting:{name}", args=[plan.scenario.code, plan.number])


def state_of(answer):
    found = re.search(r'data-map="([^"]*)"', answer.content.decode())
    return json.loads(html.unescape(found[1]))


@pytest.fixture
def desk(world, draft, client):
    client.force_login(world.officer)
    return Page(client, draft)


def test_every_block_is_a_link_with_a_name_and_only_one_a_stop_of_the_keyboard(desk):
    text = desk.get()
    assert text.count('tabindex="-1" aria-label="b-') == 23
    assert text.count('tabindex="0" aria-label="b-') == 1
    assert 'aria-label="b-01, 11 өрх, 36 хүн: Нэгж 1101"' in text
    assert 'href="?n=1"' in text


def test_without_scripts_blocks_are_picked_by_links_that_keep_the_others(desk):
    text = desk.get("?n=1&n=99&n=x&block=b-77")
    assert "<option selected>b-01<" in text
    assert 'href="?n=7&amp;n=1"' in text
    assert 'href="?"' in text  # the picked one lets itself go
    first = re.search(r'<option value="(11\d\d)">', text)
    assert first[1] == "1102", "the bag that the block borders comes first"
    assert "<details>" not in text, "what gives it away is not folded"


def test_without_scripts_giving_leads_back_to_the_page_with_new_figures(desk):
    answer = desk.press("give", blocks=["b-01", "b-07"], to="1102", seen="0")
    assert answer.status_code == 302
    assert (desk.unit_of("b-01"), desk.unit_of("b-07")) == ("1102", "1102")
    text = desk.get()
    assert "b-01, b-07 → <span" in text or "b-01, b-07 → Нэгж 1102" in text


def test_with_scripts_only_the_figures_and_the_places_of_the_blocks_come_back(desk):
    answer = desk.press("give:1102", htmx=True, blocks="b-01", seen="0")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "<svg" not in text
    state = state_of(answer)
    assert state["labels"][1] == 1
    assert state["moved"][:3] == [1, 2, 4]
    assert state["border"].startswith("M")
    assert len(state["names"]) == 3
    assert text.count('name="seen" value="1"') == 3


def test_a_break_is_refused_and_shown_where_it_would_be(desk):
    desk.press("give:1102", htmx=True, blocks="b-01")
    answer = desk.press("give:1102", htmx=True, blocks=["b-06", "b-07"])
    assert answer.status_code == 422
    assert "b-00" in answer.content.decode()
    assert state_of(answer)["broken"] == [0]
    assert desk.unit_of("b-06") == "1101"


def test_what_was_picked_stays_picked_when_it_is_refused(desk):
    desk.press("give", blocks="b-01", to="1102")
    answer = desk.press("give", blocks=["b-06", "b-07"], to="1102")
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "<option selected>b-06<" in text
    assert 'role="alert"' in text


def test_an_allowed_break_is_told_with_the_way_to_mend_it(desk):
    desk.press("give", blocks="b-01", to="1102")
    desk.press("give", blocks=["b-06", "b-07"], to="1102", allow_break="1")
    text = desk.get()
    assert 'data-pick="b-00"' in text
    assert 'href="?block=b-00"' in text
    assert "2 салангид хэсэг" in text


def test_of_two_people_at_one_plan_the_later_sees_what_the_other_did(world, desk):
    editing.give(user=world.officer, plan=desk.plan, blocks=["b-01"], to="1102")
    for htmx in (False, True):
        answer = desk.press("give", htmx, blocks="b-07", to="1102", seen="0")
        text = answer.content.decode()
        assert answer.status_code == 409
        assert world.officer.display_name in text
        assert "b-01" in text
        assert desk.unit_of("b-07") == "1101"
        assert 'name="seen" value="1"' in text
    assert "<option selected>b-07<" in (
        desk.press("give", blocks="b-07", to="1102", seen="0").content.decode()
    )


def test_undo_and_redo_can_be_pressed_only_when_there_is_something(desk):
    def stopped(name):
        return re.search(rf'<button[^>]*id="edit-{name}"[^>]*disabled', desk.get())

    assert stopped("undo")
    assert stopped("redo")
    desk.press("give", blocks="b-01", to="1102")
    assert not stopped("undo")
    desk.press("undo", seen="1")
    assert desk.unit_of("b-01") == "1101"
    assert stopped("undo")
    desk.press("redo", seen="2")
    assert desk.unit_of("b-01") == "1102"
    assert not desk.plan.is_frozen


def test_a_whole_bag_is_locked_and_unlocked_in_its_row(desk):
    desk.press("lock:1103")
    desk.plan.refresh_from_db()
    assert len(desk.plan.locked) == 8
    assert 'value="unlock:1103"' in desk.get()
    desk.press("unlock:1103")
    desk.plan.refresh_from_db()
    assert desk.plan.locked == []


def test_a_deed_that_is_none_is_refused_and_the_page_stands(desk):
    assert desk.press("burn", blocks="b-01").status_code == 422
    assert desk.client.post(desk.path, {}).status_code == 422


def test_an_evaluator_of_the_sum_sees_the_plan_and_cannot_touch_it(
    world, draft, client
):
    client.force_login(make_user("evaluator", world.units["11"]))
    desk = Page(client, draft)
    text = desk.get()
    assert 'aria-label="b-01, 11 өрх, 36 хүн: Нэгж 1101"' in text
    assert 'name="do"' not in text
    assert "plan-edit.js" not in text
    assert desk.press("give", blocks="b-01", to="1102").status_code == 403
    for name in ("edit_name", "edit_finish", "edit_freeze"):
        answer = client.post(address(draft, name), {"title_mn": "Өөр"})
        assert answer.status_code == 403


def test_others_see_nothing_of_it(world, draft, client):
    assert client.get(address(draft)).status_code == 302
    client.force_login(world.governor)
    assert client.get(address(draft)).status_code == 403
    client.force_login(world.other_officer)
    assert client.get(address(draft)).status_code == 403
    assert client.get(address(draft).replace("plans/3", "plans/9")).status_code == 403


def test_a_frozen_plan_offers_a_copy_to_whoever_may_work_on_it(world, client):
    client.force_login(world.officer)
    path = address(world.even)
    assert "Хуулбар" in client.get(path).content.decode()
    answer = client.post(path, {"title": "Миний засвар"})
    made = Plan.objects.get(title_mn="Миний засвар")
    assert answer.url == address(made)
    assert "Миний засвар" in client.get(path).content.decode()
    client.force_login(world.governor)
    assert 'name="title"' not in client.get(path).content.decode()
    assert client.post(path, {"title": "Өөр"}).status_code == 403


def test_a_name_is_kept_and_one_without_letters_is_asked_for_again(desk):
    answer = desk.client.post(address(desk.plan, "edit_name"), {"title_mn": ""})
    assert answer.status_code == 422
    answer = desk.client.post(address(desk.plan, "edit_name"), {"title_mn": "Г"})
    assert answer.status_code == 302
    assert Plan.objects.get(pk=desk.plan.pk).title_mn == "Г"


def test_freezing_leads_to_the_plan_or_says_what_is_in_the_way(world, desk):
    same = editing.begin_edit(user=world.officer, plan=world.even)
    editing.freeze_plan(user=world.officer, plan=same)
    answer = desk.client.post(address(desk.plan, "edit_freeze"))
    assert answer.status_code == 422, "the same plan is there already"
    desk.press("give", blocks="b-01", to="1102")
    answer = desk.client.post(address(desk.plan, "edit_freeze"), {"seen": "0"})
    assert answer.status_code == 409
    answer = desk.client.post(address(desk.plan, "edit_freeze"), {"seen": "1"})
    assert answer.url == address(desk.plan, "plan")
    assert Plan.objects.get(pk=desk.plan.pk).is_frozen


def test_a_press_asks_the_database_little(desk, django_assert_max_num_queries):
    desk.press("give:1102", htmx=True, blocks="b-01")
    with django_assert_max_num_queries(45):
        desk.press("give:1102", htmx=True, blocks="b-07")


def test_its_markup_is_sound(world, desk):
    desk.press("give", blocks="b-01", to="1102")
    desk.press("give", blocks=["b-06", "b-07"], to="1102", allow_break="1")
    assert markup_faults(desk.get("?n=1")) == []
    assert markup_faults(desk.press("give", to="1102").content.decode()) == []
    frozen = desk.client.get(address(world.even)).content.decode()
    assert markup_faults(frozen) == []


def test_in_english_only_what_people_wrote_is_mongolian(desk):
    desk.client.cookies["django_language"] = "en"
    desk.press("give", blocks="b-01", to="1102")
    desk.press("give", blocks=["b-06", "b-07"], to="1102", allow_break="1")
    text = desk.get()
    main = text[text.index("<main") : text.index("</main>")]
    assert 'aria-label="b-01, 11 households, 36 people: Unit 1102"' in main
    left = re.sub(r'<span lang="mn">[^<]*</span>', "", main)
    left = re.sub(r'value="[^"]*"', "", left)
    assert re.findall("[А-Яа-яӨөҮүЁё]+", left) == []
