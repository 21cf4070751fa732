"""Pages of blocks: a file in three steps, a set with its totals, cells."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from bagana.accounts.models import User
from bagana.redistricting.actions.block_uploads import check_blocks, take_blocks
from bagana.redistricting.models import Block, BlockSet, BlockUpload
from bagana.territory.models import Unit
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_indicator, make_observation, make_user
from tests.redistricting.factories import ON, World, make_world
from tests.redistricting.test_blocks import row

pytestmark = pytest.mark.django_db
ABOUT = {
    "title_mn": "Шинэ багц",
    "title_en": "New set",
    "on": ON,
    "period": "2025",
    "nature": "own",
    "source_mn": "Туршилт",
    "source_en": "",
}


@pytest.fixture
def world() -> World:
    return make_world()


def signed_in(user: User, language: str = "mn") -> Client:
    client = Client()
    client.force_login(user)
    client.cookies["django_language"] = language
    return client


def content(**changed: Any) -> bytes:
    return json.dumps({"features": row(**changed)}).encode()


def upload(user: User, unit: Unit, **changed: Any) -> BlockUpload:
    return check_blocks(
        user=user, unit=unit, name="a.geojson", content=content(**changed), about=ABOUT
    )


def test_a_file_is_checked_shown_and_taken(world: World) -> None:
    client = signed_in(world.officer)
    sent = ABOUT | {"on": ON.isoformat(), "unit": "11"}
    file = SimpleUploadedFile("a.geojson", content())
    response = client.post(reverse("redistricting:block_new"), sent | {"file": file})
    assert response.status_code == 302, response.content.decode()
    page = client.get(response["Location"]).content.decode()
    assert "<b>3</b> уншсан" in page
    assert not BlockSet.objects.filter(title_mn="Шинэ багц").exists()
    made = BlockUpload.objects.get()
    taken = client.post(reverse("redistricting:block_take", args=[made.pk]))
    assert BlockSet.objects.filter(title_mn="Шинэ багц").exists()
    assert client.get(taken["Location"]).status_code == 200


def test_a_faulty_file_is_told_by_row_and_not_taken(world: World) -> None:
    made = upload(world.officer, world.units["11"], second={"sheep": -1})
    client = signed_in(world.officer)
    page = client.get(reverse("redistricting:block_upload", args=[made.pk]))
    assert "Сөрөг тоо байна." in page.content.decode()
    table = client.get(page.request["PATH_INFO"], {"format": "json"}).json()
    assert [(one["row"], one["column"]) for one in table] == [(2, "хонь")]
    with pytest.raises(Refused):
        take_blocks(user=world.officer, upload=made)


def test_totals_stand_beside_what_is_published(world: World) -> None:
    people = make_indicator("population_census")
    for code, value in (("1101", 30), ("1102", 37)):
        make_observation(people, world.units[code], 2025, value, status="published")
    made = upload(world.officer, world.units["11"])
    client = signed_in(world.officer)
    page = client.get(reverse("redistricting:block_upload", args=[made.pk]))
    text = page.content.decode()
    assert "−7" in text
    assert "нийтэлсэн тоотой тэнцүү" in text


def test_a_file_is_taken_once_and_by_who_sent_it(world: World) -> None:
    made = upload(world.officer, world.units["11"])
    with pytest.raises(PermissionDenied):
        take_blocks(user=make_user("sum_officer", world.units["11"]), upload=made)
    take_blocks(user=world.officer, upload=made)
    with pytest.raises(Conflict):
        take_blocks(user=world.officer, upload=made)


def test_another_officers_file_is_not_shown(world: World) -> None:
    made = upload(world.officer, world.units["11"])
    client = signed_in(world.other_officer)
    page = reverse("redistricting:block_upload", args=[made.pk])
    assert client.get(page).status_code == 403


def test_only_planners_check_files(world: World) -> None:
    with pytest.raises(PermissionDenied):
        upload(world.governor, world.units["11"])
    with pytest.raises(PermissionDenied):
        upload(world.other_officer, world.units["11"])


def test_a_file_that_cannot_be_read_keeps_what_was_typed(world: World) -> None:
    sent = ABOUT | {"on": ON.isoformat(), "unit": "11"}
    file = SimpleUploadedFile("a.geojson", b"{")
    response = signed_in(world.officer).post(
        reverse("redistricting:block_new"), sent | {"file": file}
    )
    assert response.status_code == 422
    assert "Шинэ багц" in response.content.decode()


@pytest.mark.parametrize("language", ["mn", "en"])
@pytest.mark.parametrize(
    "name", ["index", "blocks", "block_new", "block_cells", "block_set"]
)
def test_pages_open_in_both_languages(world: World, name: str, language: str) -> None:
    args = [world.blocks.pk] if name == "block_set" else []
    client = signed_in(world.officer, language)
    response = client.get(reverse(f"redistricting:{name}", args=args))
    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.content.decode()


def test_a_set_names_what_is_missing_and_draws_it_hatched(world: World) -> None:
    Block.objects.filter(block_set=world.blocks, ordinal=1).update(population=None)
    client = signed_in(world.officer)
    page = client.get(reverse("redistricting:block_set", args=[world.blocks.pk]))
    text = page.content.decode()
    assert '<path class="missing"' in text
    assert "Хүн ам 1" in text


def test_a_set_can_be_taken_away_block_by_block(world: World) -> None:
    client = signed_in(world.officer)
    page = reverse("redistricting:block_set", args=[world.blocks.pk])
    rows = client.get(page, {"format": "json"}).json()
    assert (len(rows), rows[0]["code"], rows[0]["bag"]) == (24, "b-00", "1101")


def test_a_set_of_another_sum_is_not_shown(world: World) -> None:
    client = signed_in(world.other_officer)
    page = reverse("redistricting:block_set", args=[world.blocks.pk])
    assert client.get(page).status_code == 403
    listed = client.get(reverse("redistricting:blocks"), {"format": "json"}).json()
    assert listed == []


@pytest.mark.parametrize("name", ["block_new", "block_cells"])
def test_a_governor_adds_no_blocks(world: World, name: str) -> None:
    page = signed_in(world.governor).get(reverse(f"redistricting:{name}"))
    assert page.status_code == 403


def test_a_visitor_signs_in_first(world: World) -> None:
    for name in ("index", "blocks", "block_new"):
        assert Client().get(reverse(f"redistricting:{name}")).status_code == 302


def test_a_bag_without_an_outline_is_told_at_the_form_of_cells(world: World) -> None:
    sent = {"unit": "11", "on": ON.isoformat(), "resolution": "6"}
    page = reverse("redistricting:block_cells")
    response = signed_in(world.officer).post(page, sent)
    assert response.status_code == 422
    assert "Зааггүй баг байна" in response.content.decode()


def test_the_file_of_a_set_is_the_set_when_it_is_taken_in_again(world: World) -> None:
    first = take_blocks(
        user=world.officer, upload=upload(world.officer, world.units["11"])
    )
    client = signed_in(world.officer)
    file = client.get(reverse("redistricting:block_geojson", args=[first.pk]))
    again = check_blocks(
        user=world.officer,
        unit=world.units["11"],
        name="again.geojson",
        content=file.content,
        about=ABOUT,
    )
    assert again.found["refused"] == 0
    with pytest.raises(Conflict):
        take_blocks(user=world.officer, upload=again)


def test_the_file_of_another_sums_set_is_not_handed_out(world: World) -> None:
    page = reverse("redistricting:block_geojson", args=[world.blocks.pk])
    assert signed_in(world.other_officer).get(page).status_code == 403
