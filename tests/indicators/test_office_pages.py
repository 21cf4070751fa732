"""The office's pages on figures, walked through without JavaScript."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bagana.indicators.actions import publish
from bagana.indicators.models import ImportBatch, Observation, Publication
from tests.factories import make_user
from tests.indicators.world import make_world, tidy

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def office(world, client):
    client.force_login(world.officer)
    return client


def upload(client, text: str, **fields):
    file = SimpleUploadedFile("figures.csv", text.encode())
    return client.post(reverse("indicators:import"), {"file": file, **fields})


def page(client, name: str, *args, **query) -> str:
    response = client.get(reverse(f"indicators:{name}", args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def test_a_file_goes_in_by_three_steps_and_out_again(office, world):
    response = upload(office, tidy("1101,people,2025,10", "1102,people,2025,арав"))
    batch = ImportBatch.objects.get()
    assert response.url == reverse("indicators:batch", args=[batch.pk])
    shown = page(office, "batch", batch.pk)
    assert "Тоо биш байна." in shown
    assert "Хэрэгжүүлбэл 1 утга" in shown
    office.post(reverse("indicators:apply", args=[batch.pk]))
    assert Observation.objects.get().value == 10
    assert "Импортыг буцаах" in page(office, "batch", batch.pk)
    office.post(reverse("indicators:undo", args=[batch.pk]))
    assert not Observation.objects.exists()
    assert "буцаасан" in page(office, "batch", batch.pk)


def test_a_file_that_is_not_understood_keeps_what_was_typed(office):
    response = upload(office, "а,б\n1,2\n", period="2025")
    assert response.status_code == 200
    text = response.content.decode()
    assert "Гарчгийн мөрийг олсонгүй." in text
    assert 'value="2025"' in text


def test_refused_rows_can_be_taken_away(office):
    upload(office, tidy("9999,people,2025,10"))
    batch = ImportBatch.objects.get()
    for kind in ("csv", "xlsx", "json"):
        response = office.get(
            reverse("indicators:batch", args=[batch.pk]), {"format": kind}
        )
        assert "attachment" in response.headers["Content-Disposition"]
    assert (
        b"9999"
        in office.get(
            reverse("indicators:batch", args=[batch.pk]), {"format": "csv"}
        ).content
    )


def test_a_checked_file_can_be_left(office):
    upload(office, tidy("1101,people,2025,10"))
    pk = ImportBatch.objects.get().pk
    office.post(reverse("indicators:discard", args=[pk]))
    assert not ImportBatch.objects.exists()


def test_the_batches_are_listed(office, world):
    world.take_in(tidy("1101,people,2025,10"))
    assert "figures.csv" in page(office, "batches")
    assert "figures.csv" not in page(office, "batches", state="undone")


def test_others_batches_are_not_to_be_found(client, world):
    batch = world.take_in(tidy("1201,people,2025,10"))
    client.force_login(world.sum_officer)
    assert "figures.csv" not in page(client, "batches")
    address = reverse("indicators:batch", args=[batch.pk])
    assert client.get(address).status_code == 404
    for verb in ("apply", "undo", "discard"):
        address = reverse(f"indicators:{verb}", args=[batch.pk])
        assert client.post(address).status_code == 404


def test_undo_by_post_only(office, world):
    batch = world.take_in(tidy("1101,people,2025,10"))
    assert office.get(reverse("indicators:undo", args=[batch.pk])).status_code == 405
    assert Observation.objects.exists()


def test_the_template_page_gives_a_file(office):
    query = {"indicators": "people", "unit": "1", "period": "2025", "format": "xlsx"}
    response = office.get(reverse("indicators:template"), query)
    assert response.content[:2] == b"PK"
    response = office.get(reverse("indicators:template"), query | {"format": "csv"})
    assert "people" in response.content.decode("utf-8-sig")


def test_the_template_page_says_what_is_wrong(office):
    text = page(office, "template", indicators="people", unit="нэргүй", period="х")
    assert "Ийм нэгж алга." in text
    assert "Хугацааг ойлгосонгүй." in text


def test_drafts_are_listed_filtered_and_taken_away(office, world):
    world.take_in(tidy("1101,people,2025,10", "1201,animals,2024,20"))
    assert "Нэгж 1201" in page(office, "drafts")
    narrowed = page(office, "drafts", indicator="people", unit="11")
    assert "Нэгж 1101" in narrowed
    assert "Нэгж 1201" not in narrowed
    response = office.get(reverse("indicators:drafts"), {"format": "csv"})
    assert len(response.content.splitlines()) == 3


def test_publishing_shows_the_difference_then_does_it(office, world):
    world.take_in(tidy("1101,people,2025,10"))
    publish(user=world.officer, title="x")
    world.take_in(tidy("1101,people,2025,11", "1102,people,2025,5"))
    shown = page(office, "publish", indicator="people", period="2025")
    assert "<del>10</del>" in shown
    assert "<ins>11</ins>" in shown
    address = reverse("indicators:publish") + "?indicator=people&period=2025"
    response = office.post(address, {"title": "Засвар"})
    made = Publication.objects.first()
    assert made is not None
    assert response.url == reverse("indicators:publication", args=[made.pk])
    assert made.rows == 2


def test_publishing_needs_a_title_and_keeps_the_choice(office, world):
    world.take_in(tidy("1101,people,2025,10"))
    response = office.post(reverse("indicators:publish") + "?indicator=people", {})
    assert response.status_code == 200
    assert not Publication.objects.exists()


def test_publications_are_public_but_not_who_made_them(client, world):
    world.take_in(tidy("1101,people,2025,10"))
    made = publish(user=world.officer, title="Тооллого")
    assert "Тооллого" in page(client, "publications")
    shown = page(client, "publication", made.pk)
    assert made.sha256 in shown
    assert world.officer.display_name not in shown
    assert "Баталгаа таарч байна" in page(client, "publication", made.pk, verify="1")
    Observation.objects.update(value=11)
    assert "таарахгүй" in page(client, "publication", made.pk, verify="1")


def test_a_figure_is_recorded_corrected_and_withdrawn(office, world):
    typed = {"indicator": "people", "unit": "Нэгж 1101", "period": "2025 он"}
    office.post(reverse("indicators:record"), typed | {"value": "1 234,5"})
    row = Observation.objects.get()
    assert row.value == 1234.5
    address = reverse("indicators:correct", args=[row.pk])
    assert "1234.5" in office.get(address).content.decode()
    office.post(address, {"value": "20", "note": "дахин тоолов"})
    newest = Observation.objects.get(status="draft")
    assert (newest.value, newest.note) == (20, "дахин тоолов")
    address = reverse("indicators:withdraw", args=[newest.pk])
    assert office.get(address).status_code == 200
    office.post(address, {"reason": "буруу"})
    newest.refresh_from_db()
    assert newest.status == "withdrawn"


def test_a_bad_number_is_said_beside_its_field(office):
    typed = {"indicator": "people", "unit": "1101", "period": "2025", "value": "олон"}
    text = office.post(reverse("indicators:record"), typed).content.decode()
    assert "Тоо биш байна." in text
    assert 'value="олон"' in text


PRIVATE = ("import", "template", "batches", "drafts", "publish", "record")


@pytest.mark.parametrize("name", PRIVATE)
def test_a_stranger_is_asked_to_sign_in(client, name, world):
    response = client.get(reverse(f"indicators:{name}"))
    assert response.status_code == 302
    assert "next=" in response.url


@pytest.mark.parametrize("name", ["import", "template", "publish", "record"])
def test_an_evaluator_writes_nothing(client, world, name):
    client.force_login(make_user("evaluator", world.units["1"]))
    assert client.get(reverse(f"indicators:{name}")).status_code == 403
    assert client.get(reverse("indicators:drafts")).status_code == 200


def test_who_has_no_role_sees_no_drafts(client, world):
    client.force_login(make_user())
    for name in ("drafts", "batches"):
        assert client.get(reverse(f"indicators:{name}")).status_code == 403


def test_another_sums_draft_cannot_be_opened(client, world):
    world.take_in(tidy("1201,people,2025,10"))
    client.force_login(world.sum_officer)
    row = Observation.objects.get()
    for name in ("correct", "withdraw"):
        address = reverse(f"indicators:{name}", args=[row.pk])
        assert client.get(address).status_code == 404
    publish(user=world.officer, title="x")
    for name in ("correct", "withdraw"):
        address = reverse(f"indicators:{name}", args=[row.pk])
        assert client.get(address).status_code == 403


@pytest.mark.parametrize("language", ["mn", "en"])
def test_every_page_in_both_languages(office, world, language, settings):
    office.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    batch = world.take_in(tidy("1101,people,2025,10", "9,people,2025,1"))
    made = publish(user=world.officer, title="Title")
    world.take_in(tidy("1101,people,2025,11"))
    draft = Observation.objects.get(status="draft")
    for name, *args in (
        *((name,) for name in PRIVATE),
        ("publications",),
        ("batch", batch.pk),
        ("publication", made.pk),
        ("correct", draft.pk),
        ("withdraw", draft.pk),
    ):
        text = page(office, name, *args)
        assert f'<html lang="{language}"' in text
        assert 'style="' not in text
        assert "<script>" not in text


def test_queries_of_the_drafts_page_do_not_grow(
    office, world, django_assert_max_num_queries
):
    rows = [
        f"{bag},people,{year},1"
        for bag in ("1101", "1102")
        for year in range(2001, 2031)
    ]
    world.take_in(tidy(*rows))
    with django_assert_max_num_queries(14):
        page(office, "drafts")
    with django_assert_max_num_queries(20):
        page(office, "publish")


def test_a_unit_of_others_is_said_beside_its_field(client, world):
    client.force_login(world.governor)
    typed = {"indicator": "people", "unit": "1102", "period": "2025", "value": "4321"}
    answer = client.post(reverse("indicators:record"), typed)
    assert answer.status_code == 200
    assert "эрх танд алга" in answer.content.decode()
    assert 'value="4321"' in answer.content.decode()
    assert not Observation.objects.exists()
