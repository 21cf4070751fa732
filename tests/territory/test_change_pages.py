"""From the choice of a unit to the applied change and back, without JavaScript."""

import html
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from shapely.geometry import box, mapping

from bagana.territory.models import UnitChange
from bagana.territory.queries import find_version
from tests.factories import make_user
from tests.territory.worlds import DAY, World, dump, open_codes

pytestmark = pytest.mark.django_db

NEW = reverse("territory:change_new")
PREVIEW = reverse("territory:change_preview")


@pytest.fixture
def world():
    return World()


@pytest.fixture(params=["mn", "en"])
def office(request, client, world):
    client.force_login(world.officer)
    client.cookies["django_language"] = request.param
    return client


def start(kind, unit="1101", **more):
    return {"unit": unit, "kind": kind, "parts": "2", "mode": "carve"} | more


def act_of(world):
    return {"effective_on": "2021-01-01", "act": str(world.act.pk)}


def split_data(world, **more):
    part1 = {"code": "1101", "name_mn": "Нэгж 1101", "name_en": "Unit 1101"}
    part2 = {"code": "1104", "name_mn": "4-р баг", "name_en": "Bag 4", "number": "4"}
    parts = {
        f"part{number}_{name}": value
        for number, part in ((1, part1), (2, part2))
        for name, value in part.items()
    }
    amounts = {"part1_households": "60", "part2_households": "40"}
    return start("split") | act_of(world) | parts | amounts | more


PLANS = {
    "create": {
        "unit": "11",
        "code": "1109",
        "unit_kind": "bag",
        "name_mn": "9-р баг",
        "name_en": "Bag 9",
    },
    "rename": {"name_mn": "Шинэ нэр", "name_en": "New name"},
    "reclassify": {"unit_kind": "bag", "location_type": "mixed"},
    "reparent": {"parent": "12"},
    "merge": {"others": "1102", "code": "1101"},
    "transfer": {"to": "1102 Нэгж 1102", "percent_households": "10"},
    "boundary": {
        "outlines": (
            '{"type":"Polygon","coordinates":[[[106,49],[107,49],[107,50],[106,49]]]}'
        ),
        "outline_status": "schematic",
    },
}


@pytest.mark.parametrize("kind", [*PLANS, "split"])
def test_every_kind_is_previewed_applied_and_undone(office, world, kind):
    own = split_data(world) if kind == "split" else PLANS[kind]
    data = start(kind) | act_of(world) | own
    asked = office.get(NEW, start(kind) | {"unit": data["unit"]})
    assert asked.status_code == 200
    before = dump()
    shown = office.post(PREVIEW, data)
    assert shown.status_code == 200
    assert dump() == before
    assert not UnitChange.objects.exists()
    kept = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', text(shown)))
    assert kept.pop("csrfmiddlewaretoken", None) is not None
    unescaped = {k: v.replace("&quot;", '"') for k, v in kept.items()}
    done = office.post(PREVIEW, unescaped | {"apply": "1"}, follow=True)
    change = UnitChange.objects.get()
    assert done.redirect_chain == [(reverse("territory:change", args=[change.pk]), 302)]
    assert dump() != before
    office.post(reverse("territory:undo", args=[change.pk]))
    assert dump() == before
    assert office.get(reverse("territory:change", args=[change.pk])).status_code == 200


def text(response):
    return response.content.decode()


def test_the_balance_sheet_adds_up(office, world, settings):
    shown = text(office.post(PREVIEW, split_data(world)))
    assert "0.6000" in shown
    assert "0.4000" in shown


def test_what_was_typed_comes_back_with_the_fault(office, world):
    data = split_data(world, part2_households="", part2_name_mn="Тусгай нэр")
    answer = office.post(PREVIEW, data)
    assert answer.status_code == 422
    assert "Тусгай нэр" in text(answer)
    assert 'href="#id_part2_households"' in text(answer)


def test_what_the_action_refuses_is_shown_at_the_field(office, world):
    answer = office.post(PREVIEW, split_data(world, part2_code="1201"))
    assert answer.status_code == 422
    assert "1201" in text(answer)
    assert not UnitChange.objects.exists()


def test_one_can_go_back_from_the_preview_and_edit(office, world):
    answer = office.post(PREVIEW, split_data(world, edit="1"))
    assert answer.status_code == 200
    assert 'value="4-р баг"' in text(answer)


def test_a_new_act_is_recorded_with_the_change_and_only_then(office, world):
    acts = type(world.act).objects
    data = split_data(world) | {
        "act": "",
        "act_body": str(world.act.body_id),
        "act_kind": "resolution",
        "act_number": "77",
        "act_date": "2020-12-01",
        "act_title_mn": "Шинэ баг байгуулах тухай",
    }
    office.post(PREVIEW, data)
    assert acts.count() == 1
    office.post(PREVIEW, data | {"apply": "1"})
    assert acts.get(number="77").unit_changes.count() == 1


def test_outlines_come_in_as_a_file_and_go_along_to_the_end(office, world):
    shapes = {"1101": box(106, 49, 107, 50), "1104": box(107, 49, 108, 50)}
    features = [
        {"type": "Feature", "properties": {"code": code}, "geometry": mapping(shape)}
        for code, shape in shapes.items()
    ]
    content = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    sent = SimpleUploadedFile("parts.geojson", content)
    shown = office.post(PREVIEW, split_data(world, outline_file=sent))
    kept = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', text(shown)))
    done = {name: html.unescape(value) for name, value in kept.items()}
    office.post(PREVIEW, done | {"apply": "1"})
    assert find_version("1104", DAY).boundary.min_lon == 107


def test_a_file_that_cannot_be_read_is_refused_at_its_field(office, world):
    sent = SimpleUploadedFile("parts.geojson", b"nothing")
    answer = office.post(PREVIEW, split_data(world, outline_file=sent))
    assert 'id="id_outline_file_error"' in text(answer)


def test_a_unit_is_found_by_its_name(office, world):
    answer = office.get(NEW, start("rename", unit="Нэгж 1102"))
    assert 'value="1102"' in text(answer)


def test_a_name_of_several_units_is_asked_again(office, world):
    answer = text(office.get(NEW, start("rename", unit="Нэгж")))
    assert "1101" in answer
    assert "errors" in answer


def test_the_list_filters_by_kind_and_unit(office, world):
    office.post(PREVIEW, split_data(world, apply="1"))
    changes = reverse("territory:changes")
    assert "1104" in text(office.get(changes, {"unit": "1104"}))
    assert "1104" not in text(office.get(changes, {"kind": "merge"}))
    assert "1104" in office.get(changes, {"format": "csv"}).content.decode()


def test_only_officers_change_and_only_signed_in_people_see(client, world):
    assert client.get(NEW).status_code == 302
    client.force_login(make_user("sum_officer", world.units["11"]))
    assert client.get(NEW).status_code == 403
    assert client.post(PREVIEW, split_data(world)).status_code == 403
    assert client.get(reverse("territory:changes")).status_code == 200


def test_an_officer_of_another_aimag_is_refused(client, world):
    client.force_login(make_user("aimag_officer", world.units["12"]))
    assert client.post(PREVIEW, split_data(world)).status_code == 403
    assert open_codes(world.units["11"]) == ["1101", "1102", "1103"]


def test_the_preview_opened_by_itself_begins_anew(office):
    answer = office.get(reverse("territory:change_preview"))
    assert answer.url == reverse("territory:change_new")
