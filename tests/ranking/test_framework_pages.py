"""The office's pages on a method: who opens them, what is typed, what is kept."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from bagana.engines.index.writing import to_dict
from bagana.ranking.actions.frameworks import freeze_version, save_draft
from bagana.ranking.definitions import draft_framework
from bagana.ranking.models import Framework, FrameworkVersion
from tests.factories import make_act, make_indicator, make_user
from tests.ranking.factories import make_framework, make_version, make_world
from tests.ranking.typed_tree import fields_of, prefix_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world(frozen=False, years=(2022, 2023))


def at(world, name="version", *more):
    return reverse(f"ranking:{name}", args=[world.framework.code, 1, *more])


def addresses(world):
    code = world.framework.code
    yield reverse("ranking:index")
    yield reverse("ranking:framework_new")
    for name in ("framework", "framework_rename", "version_new"):
        yield reverse(f"ranking:{name}", args=[code])
    parts = ("", "_rules", "_gates", "_text", "_file", "_freeze")
    for part in parts:
        yield at(world, f"version{part}")


def signed(client, user):
    client.force_login(user)
    return client


def frozen(world):
    return freeze_version(
        user=world.officer,
        version=world.version,
        act=make_act(world.units["1"], date=date(2020, 1, 1)),
    )


def opened(client, world):
    page = signed(client, world.officer).get(at(world)).content.decode()
    return fields_of(page)


@pytest.mark.parametrize("language", ["mn", "en"])
def test_every_page_opens_in_both_languages(client, world, language):
    client.cookies["django_language"] = language
    signed(client, world.officer)
    for address in addresses(world):
        answer = client.get(address)
        assert answer.status_code == 200, address
        if "html" in answer.headers["Content-Type"]:
            assert f'<html lang="{language}">' in answer.content.decode()


def test_visitors_are_sent_to_sign_in(client, world):
    for address in addresses(world):
        assert client.get(address).status_code == 302, address


def test_a_method_elsewhere_is_no_work_of_the_reader(client, world):
    governor = make_user("bag_governor", world.units["1101"])
    elsewhere = make_framework(world.units["12"], code="sum-12")
    make_version(elsewhere, frozen=False)
    sum_officer = make_user("sum_officer", world.units["11"])
    for user, code in ((governor, world.framework.code), (sum_officer, "sum-12")):
        for name, args in (("framework", [code]), ("version", [code, 1])):
            answer = signed(client, user).get(reverse(f"ranking:{name}", args=args))
            assert answer.status_code == 403
    page = signed(client, governor).get(reverse("ranking:index")).content.decode()
    assert world.framework.code not in page
    # Nor is he told that nothing goes on: he is sent where the public reads of it.
    assert "Энд таны хийх ажил алга" in page
    assert 'href="/ranking/"' in page
    assert "эхлүүлээгүй" not in page


def test_an_evaluator_reads_a_draft_and_changes_nothing(client, world):
    evaluator = make_user("evaluator", world.units["1"])
    signed(client, evaluator)
    page = client.get(at(world)).content.decode()
    assert 'id="tree"' not in page
    assert client.post(at(world), {"do": "save"}).status_code == 200
    for part in ("rules", "gates", "text", "freeze"):
        assert client.get(at(world, f"version_{part}")).status_code == 403
    world.version.refresh_from_db()
    assert world.version.revision == 1


def test_saving_what_the_page_holds_changes_nothing_but_the_revision(client, world):
    before = world.version.definition
    fields = opened(client, world)
    answer = client.post(at(world), {**fields, "do": "save"})
    assert answer.status_code == 302
    world.version.refresh_from_db()
    assert world.version.definition == before
    assert world.version.revision == 2


def test_weight_direction_goalposts_and_dimension_are_kept(client, world):
    fields = opened(client, world)
    prefix = prefix_of(fields, "meetings")
    fields |= {
        f"{prefix}-weight": "3",
        f"{prefix}-low": "1",
        f"{prefix}-high": "6",
        f"{prefix}-parent": prefix_parent(world),
        f"{prefix}-year": "2022",
        f"{prefix}-source": "Хурлын тэмдэглэл",
    }
    assert client.post(at(world), {**fields, "do": "save"}).status_code == 302
    world.version.refresh_from_db()
    method = draft_framework(world.version.definition)
    leaf = next(leaf for leaf in method.leaves if leaf.code == "meetings")
    assert (leaf.weight, leaf.year, leaf.source) == (3, 2022, "Хурлын тэмдэглэл")
    assert (leaf.goalposts.low, leaf.goalposts.high) == (1, 6)
    assert leaf in method.dimensions[1].children


def prefix_parent(world):
    """The code of the second dimension."""
    return draft_framework(world.version.definition).dimensions[1].code


def test_an_indicator_is_taken_out(client, world):
    fields = opened(client, world)
    fields[f"{prefix_of(fields, 'trained')}-remove"] = "on"
    client.post(at(world), {**fields, "do": "save"})
    world.version.refresh_from_db()
    codes = draft_framework(world.version.definition).indicators
    assert "trained" not in codes
    assert len(codes) == 3


def test_an_indicator_is_found_added_and_only_then_saved(client, world):
    make_indicator("visits", direction="higher", name_mn="Айлчлал")
    fields = opened(client, world)
    fields[f"{prefix_of(fields, 'prompt')}-weight"] = "7"
    found = client.post(at(world), {**fields, "do": "search", "q": "айлчлал"})
    page = found.content.decode()
    assert 'value="visits"' in page
    shown = fields_of(page)
    assert shown[f"{prefix_of(shown, 'prompt')}-weight"] in ("7", "7.0")
    into = prefix_parent(world)
    page = client.post(at(world), {**shown, "add": "visits", "into": into})
    shown = fields_of(page.content.decode())
    world.version.refresh_from_db()
    assert world.version.revision == 1
    assert client.post(at(world), {**shown, "do": "save"}).status_code == 302
    world.version.refresh_from_db()
    method = draft_framework(world.version.definition)
    leaf = next(leaf for leaf in method.leaves if leaf.code == "visits")
    assert leaf.name.mn == "Айлчлал"
    assert leaf.unit.mn == "хүн"
    assert leaf in method.dimensions[1].children


def test_a_dimension_is_added_and_filled(client, world):
    fields = opened(client, world)
    data = {**fields, "do": "branch", "branch_mn": "Иргэд", "branch_en": "Citizens"}
    shown = fields_of(client.post(at(world), data).content.decode())
    shown[f"{prefix_of(shown, 'meetings')}-parent"] = "citizens"
    assert client.post(at(world), {**shown, "do": "save"}).status_code == 302
    world.version.refresh_from_db()
    method = draft_framework(world.version.definition)
    last = method.dimensions[-1]
    assert (last.code, last.name.en) == ("citizens", "Citizens")
    assert [leaf.code for leaf in last.children] == ["meetings"]


def test_a_mistake_keeps_everything_that_was_typed(client, world):
    fields = opened(client, world)
    prefix = prefix_of(fields, "prompt")
    for name, value in (("weight", "арав"), ("low", "200"), ("direction", "-1")):
        typed = {**fields, f"{prefix}-{name}": value, f"{prefix}-source": "Миний үг"}
        answer = client.post(at(world), {**typed, "do": "save"})
        assert answer.status_code == 422, name
        page = answer.content.decode()
        assert "Миний үг" in page
        shown = fields_of(page)
        assert shown[f"{prefix_of(shown, 'prompt')}-{name}"] in (value, f"{value}.0")
    world.version.refresh_from_db()
    assert world.version.revision == 1


def test_a_conflict_shows_both_and_keeps_mine(client, world):
    fields = opened(client, world)
    theirs = draft_framework(world.version.definition)
    changed = {**world.version.definition, "replications": 500}
    save_draft(
        user=world.officer, version=world.version, revision=1, definition=changed
    )
    fields[f"{prefix_of(fields, 'prompt')}-weight"] = "9"
    answer = client.post(at(world), {**fields, "do": "save"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert re.search(r"<ins>9</ins>", page)
    shown = fields_of(page)
    assert shown["revision"] == "2"
    assert client.post(at(world), {**shown, "do": "save"}).status_code == 302
    world.version.refresh_from_db()
    method = draft_framework(world.version.definition)
    assert method.leaves[0].weight == 9
    assert method.replications == 500 != theirs.replications


def test_a_form_torn_apart_is_refused_without_harm(client, world):
    fields = opened(client, world)
    broken = [
        {"nodes": "99999999999999999999"},
        {"nodes": ""},
        {"nodes": "²"},
        {**fields, "nodes": "401"},
        {**fields, "n1-parent": "nowhere"},
        {**fields, "n2-parent": "n0"},
        {**fields, "revision": "9" * 5000},
        {**fields, "n0-remove": "on"},
    ]
    for data in broken:
        answer = client.post(at(world), {**data, "do": "save"})
        assert answer.status_code in (409, 422)
    world.version.refresh_from_db()
    assert world.version.revision == 1


def test_a_tree_of_a_hundred_indicators_is_saved_as_one_form(client, world):
    method = draft_framework(world.version.definition)
    leaf = method.leaves[0]
    for number in range(100):
        make_indicator(f"many{number}", direction="higher")
    many = tuple(replace(leaf, code=f"many{number}") for number in range(100))
    tree = replace(method.tree, children=(*method.tree.children, *many))
    FrameworkVersion.objects.update(definition=to_dict(replace(method, tree=tree)))
    fields = opened(client, world)
    assert client.post(at(world), {**fields, "do": "save"}).status_code == 302
    world.version.refresh_from_db()
    assert len(draft_framework(world.version.definition).leaves) == 104


def test_figures_of_the_year_stand_beside_each_indicator(client, world):
    page = signed(client, world.officer).get(at(world), {"period": "2023"})
    text = page.content.decode()
    assert "5 нэгжээс 5 нь тоотой" in text
    assert "5 нэгжээс 5 нь эрэмбэлэгдэнэ" in text
    assert text.count('class="spark muted"') == 4


def test_what_cannot_be_computed_is_told_while_one_types(client, world):
    fields = opened(client, world)
    nought = {**fields, **dict.fromkeys(weights_of(fields), "0")}
    shut = {**fields, f"{prefix_of(fields, 'prompt')}-high": "0"}
    nowhere = {**fields, f"{prefix_of(fields, 'prompt')}-denominator": "nowhere"}
    for typed in (nought, shut, nowhere):
        assert client.post(at(world), {**typed, "do": "preview"}).status_code == 200
        answer = client.post(at(world, "version_figures"), typed)
        assert answer.status_code == 200
        assert 'class="care"' in answer.content.decode()
        assert client.post(at(world), {**typed, "do": "save"}).status_code == 422


def weights_of(fields):
    return [name for name in fields if name.endswith("-weight")]


def test_htmx_gets_the_figures_of_what_is_typed(client, world):
    fields = opened(client, world)
    fields[f"{prefix_of(fields, 'prompt')}-weight"] = "3"
    answer = client.post(at(world, "version_figures"), fields)
    text = answer.content.decode()
    assert 'id="f-prompt" hx-swap-oob="true"' in text
    assert "37.5%" in text
    world.version.refresh_from_db()
    assert world.version.revision == 1
    evaluator = make_user("evaluator", world.units["1"])
    signed(client, evaluator)
    assert client.post(at(world, "version_figures"), fields).status_code == 403


def test_a_frozen_version_is_read_and_no_part_of_it_opens_for_writing(client, world):
    frozen(world)
    signed(client, world.officer)
    page = client.get(at(world)).content.decode()
    assert 'id="tree"' not in page
    assert FrameworkVersion.objects.get().sha256 in page
    for part in ("rules", "gates", "text", "freeze"):
        assert client.get(at(world, f"version_{part}")).status_code == 409
    assert client.post(at(world, "version_discard")).status_code == 409


def test_the_methods_page_tells_its_history_and_the_tree_can_be_taken_away(
    client, world
):
    frozen(world)
    signed(client, world.officer)
    address = reverse("ranking:framework", args=[world.framework.code])
    assert world.officer.display_name in client.get(address).content.decode()
    table = client.get(at(world), {"format": "csv"})
    assert table.headers["Content-Type"].startswith("text/csv")
    assert "prompt" in table.content.decode()


def test_freezing_says_which_years_were_known_and_asks_for_an_act(client, world):
    signed(client, world.officer)
    page = client.get(at(world, "version_freeze")).content.decode()
    assert "2024 оны тооноос өмнө" in page
    missing = client.post(at(world, "version_freeze"), {"revision": "1"})
    assert missing.status_code == 422
    act = make_act(world.units["1"])
    data = {"revision": "1", "act": act.pk}
    assert client.post(at(world, "version_freeze"), data).status_code == 302
    assert FrameworkVersion.objects.get().is_frozen


def test_an_empty_method_is_begun_by_a_form(client, world):
    signed(client, world.officer)
    data = {
        "unit": "1",
        "code": "new-index",
        "name_mn": "Шинэ индекс",
        "name_en": "New index",
        "level": "3",
    }
    answer = client.post(reverse("ranking:framework_new"), data)
    assert answer.status_code == 302
    assert Framework.objects.filter(code="new-index").exists()
    page = client.get(answer.headers["Location"])
    assert page.status_code == 200
    governor = make_user("bag_governor", world.units["1101"])
    signed(client, governor)
    assert client.get(reverse("ranking:framework_new")).status_code == 403
