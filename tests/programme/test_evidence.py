"""Evidence: what is taken in, what is thrown away, who may see and open it."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from bagana.indicators.actions import publish
from bagana.programme.actions import evidence as actions
from bagana.programme.models import Evidence
from bagana.programme.queries.standings import measures_of, without_evidence
from bagana.web import photographs
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_indicator, make_observation, make_tree, make_user
from tests.programme.factories import make_activity, make_measure, make_programme

pytestmark = pytest.mark.django_db
DAY = date(2019, 6, 1)
HEIC = b"\0\0\0\x18ftypheic" + b"\0" * 40


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


class World:
    def __init__(self):
        self.units = make_tree()
        self.governor = make_user("bag_governor", self.units["1101"])
        self.neighbour = make_user("bag_governor", self.units["1102"])
        self.sum = make_user("sum_officer", self.units["11"])
        self.other_sum = make_user("sum_officer", self.units["12"])
        self.aimag = make_user("aimag_officer", self.units["1"])
        self.programme = make_programme(self.units["1"])
        self.measure = make_measure(self.programme, self.units["1101"])


@pytest.fixture
def world():
    return World()


def picture(size=(800, 600), form="JPEG", camera=True, colour=(120, 90, 60)):
    """A picture with a day, a place and a maker in it."""
    image = Image.new("RGB", size, colour)
    exif = Image.Exif()
    if camera:
        exif[271] = "Secret Maker"
        exif.get_ifd(0x8769)[36867] = "2019:05:17 14:30:00"
        gps = exif.get_ifd(0x8825)
        gps.update({1: "N", 2: (49.0, 30.0, 36.0), 3: "E", 4: (106.0, 12.0, 0.0)})
    target = io.BytesIO()
    image.save(target, form, exif=exif)
    return target.getvalue()


def upload(content=None, name="IMG_0001.jpg"):
    return SimpleUploadedFile(name, picture() if content is None else content)


def photo(world, user=None, **more):
    values = {"file": upload(), "caption": "Шинэ байр", "stage": "after"} | more
    return actions.add_photo(
        user=user or world.governor, measure=world.measure, **values
    )


def packed(*names):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as book:
        for name in names:
            book.writestr(name, "x")
    return target.getvalue()


def test_day_and_place_come_from_the_camera(world):
    added = photo(world)
    assert added.taken_on == date(2019, 5, 17)
    assert (added.latitude, added.longitude) == (49.51, 106.2)


def test_what_a_person_wrote_goes_before_the_camera(world):
    place = actions.Place(50.0, 107.0)
    added = photo(world, taken_on=date(2019, 5, 18), place=place)
    assert (added.taken_on, added.latitude) == (date(2019, 5, 18), 50.0)


def test_a_clock_that_was_never_set_is_not_believed(world):
    image = picture().replace(b"2019:05:17", b"2001:01:01")
    assert photo(world, file=upload(image)).taken_on is None


def test_the_kept_photo_is_small_and_tells_nothing_of_the_camera(world):
    added = photo(world, file=upload(picture((4000, 3000))))
    raw = added.file.read()
    with Image.open(io.BytesIO(raw)) as kept:
        assert kept.size == (1600, 1200)
        assert not kept.getexif()
    assert b"Secret Maker" not in raw
    with added.file.storage.open(actions.preview_name(added)) as small:
        assert Image.open(small).size == (480, 360)


def test_a_turned_photo_is_set_upright():
    image = Image.new("RGB", (400, 200))
    exif = Image.Exif()
    exif[274] = 6
    target = io.BytesIO()
    image.save(target, "JPEG", exif=exif)
    kept = photographs.read(target.getvalue())
    assert Image.open(io.BytesIO(kept.content)).size == (200, 400)


def test_transparency_is_laid_on_white():
    target = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(target, "PNG")
    kept = photographs.read(target.getvalue())
    assert min(Image.open(io.BytesIO(kept.content)).getpixel((5, 5))) > 250


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "хоосон"),
        (HEIC, "HEIC"),
        (b"<svg onload=alert(1)>", "биш"),
        (b"\xff\xd8\xff" + b"\0" * 30, "гэмтсэн"),
        (b"%PDF-1.7 x", "зураг биш"),
    ],
)
def test_it_refuses_what_is_no_photo_and_says_why(world, content, said):
    with pytest.raises(Refused) as refused:
        photo(world, file=upload(content, "photo.jpg"))
    assert said in refused.value.reason
    assert refused.value.field == "file"
    assert not Evidence.objects.exists()


def test_it_refuses_files_over_twenty_megabytes(world):
    large = upload()
    large.size = 21 * 1024 * 1024
    with pytest.raises(Refused):
        photo(world, file=large)


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (b"%PDF-1.7 x", "pdf"),
        (packed("[Content_Types].xml", "word/document.xml"), "docx"),
        (packed("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        (picture(form="PNG", camera=False), "jpg"),
    ],
)
def test_papers_are_known_by_their_bytes(world, content, ending):
    added = actions.add_document(
        user=world.governor,
        measure=world.measure,
        file=upload(content, "гэрээ.exe"),
        caption="Гэрээ",
    )
    assert added.file.name.endswith(f".{ending}")
    assert added.original_name == "гэрээ.exe"


@pytest.mark.parametrize(
    "content",
    [
        packed("evil.exe"),
        packed("word/document.xml", "word/vbaProject.bin"),
        b"PK\x03\x04 broken",
        b"MZ\x90",
    ],
)
def test_other_files_and_macros_are_refused(world, content):
    with pytest.raises(Refused):
        actions.add_document(
            user=world.governor,
            measure=world.measure,
            file=upload(content, "a.docx"),
            caption="x",
        )


def test_the_same_photo_twice_is_one_tap_too_many(world):
    photo(world)
    with pytest.raises(Conflict):
        photo(world)
    assert Evidence.objects.count() == 1


def test_evidence_of_another_bag_is_refused(world):
    for user in (world.neighbour, world.other_sum, make_user(), None):
        with pytest.raises(PermissionDenied):
            photo(world, user=user or make_user("evaluator", world.units["1"]))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"caption": " "}, "caption"),
        ({"stage": "never"}, "stage"),
        ({"taken_on": date(2999, 1, 1)}, "taken_on"),
        ({"place": actions.Place(91.0, 106.0)}, "latitude"),
    ],
)
def test_it_refuses_what_cannot_be(world, change, field):
    with pytest.raises(Refused) as refused:
        photo(world, **change)
    assert refused.value.field == field


def test_a_step_of_another_measure_is_refused(world):
    step = make_activity(make_measure(world.programme, world.units["1101"]))
    with pytest.raises(Refused):
        photo(world, activity=step)


def test_evidence_moves_the_standing_and_withdrawing_moves_it_back(world):
    def status():
        return measures_of(world.programme, on=DAY).get().status

    assert status() == "not_started"
    assert without_evidence(world.programme, on=DAY).count() == 1
    added = photo(world)
    assert status() == "under_way"
    assert without_evidence(world.programme, on=DAY).count() == 0
    actions.withdraw_evidence(user=world.governor, evidence=added, reason="андуурсан")
    assert status() == "not_started"
    with pytest.raises(Conflict):
        actions.withdraw_evidence(user=world.governor, evidence=added, reason="дахин")


def test_who_checks_opens_evidence_and_who_reports_does_not(world):
    added = photo(world)
    for user in (world.governor, world.other_sum):
        with pytest.raises(PermissionDenied):
            actions.publish_evidence(user=user, evidence=added)
    actions.publish_evidence(user=world.sum, evidence=added)
    assert added.published_by == world.sum
    # What everybody reads by now is no more the reporter's alone to take back.
    with pytest.raises(PermissionDenied):
        actions.withdraw_evidence(user=world.governor, evidence=added, reason="x")


def test_what_is_marked_private_is_not_opened_until_unmarked(world):
    added = photo(world, is_private=True)
    with pytest.raises(Conflict):
        actions.publish_evidence(user=world.aimag, evidence=added)
    with pytest.raises(PermissionDenied):
        actions.keep_private(user=world.governor, evidence=added, is_private=False)
    actions.keep_private(user=world.sum, evidence=added, is_private=False)
    actions.publish_evidence(user=world.aimag, evidence=added)
    actions.keep_private(user=world.governor, evidence=added, is_private=True)
    assert added.published_at is None


def test_a_figure_is_linked_once_and_opened_after_its_publication(world):
    figure = make_observation(make_indicator("offices"), world.units["1101"], 2019, 3)
    linked = actions.link_observation(
        user=world.governor, measure=world.measure, observation=figure
    )
    assert linked.taken_on == date(2019, 12, 31)
    with pytest.raises(Conflict):
        actions.link_observation(
            user=world.governor, measure=world.measure, observation=figure
        )
    with pytest.raises(Conflict):
        actions.publish_evidence(user=world.aimag, evidence=linked)
    publish(user=world.aimag, title="x")
    linked = Evidence.objects.get(pk=linked.pk)
    actions.publish_evidence(user=world.aimag, evidence=linked)


def test_another_bags_draft_cannot_be_linked(world):
    figure = make_observation(make_indicator("offices"), world.units["1102"], 2019, 3)
    with pytest.raises(PermissionDenied):
        actions.link_observation(
            user=world.governor, measure=world.measure, observation=figure
        )


def served(client, user, name, evidence):
    client.logout()
    if user is not None:
        client.force_login(user)
    return client.get(reverse(f"programme:{name}", args=[evidence.pk]))


def test_only_roles_over_the_measure_see_it_before_it_is_opened(client, world):
    added = photo(world)
    for user in (world.governor, world.sum, world.aimag):
        assert served(client, user, "evidence_file", added).status_code == 200
    for user in (None, world.neighbour, world.other_sum, make_user()):
        for name in ("evidence_file", "evidence_preview"):
            assert served(client, user, name, added).status_code == 404
    actions.publish_evidence(user=world.sum, evidence=added)
    assert served(client, None, "evidence_file", added).status_code == 200
    actions.withdraw_evidence(user=world.sum, evidence=added, reason="нүүр харагдана")
    assert served(client, None, "evidence_file", added).status_code == 404
    assert served(client, world.governor, "evidence_file", added).status_code == 200


def test_files_are_served_so_that_nothing_runs(client, world):
    added = photo(world)
    answer = served(client, world.governor, "evidence_file", added)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "private" in answer.headers["Cache-Control"]
    paper = actions.add_document(
        user=world.governor,
        measure=world.measure,
        file=upload(b"%PDF-1.7 x", "a.pdf"),
        caption="Акт",
    )
    answer = served(client, world.governor, "evidence_file", paper)
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_a_governor_sends_a_photo_from_a_phone_in_one_step(client, world):
    client.force_login(world.governor)
    address = reverse("programme:add_photo", args=[world.measure.pk])
    page = client.get(address).content.decode()
    assert 'accept="image/jpeg,image/png"' in page
    answer = client.post(address, {"file": upload(), "caption": "Шинэ байр"})
    assert answer.status_code == 302
    shown = client.get(answer.headers["Location"]).content.decode()
    added = Evidence.objects.get()
    # The plan says already where it is.
    assert added.unit == world.units["1101"]
    assert reverse("programme:evidence_preview", args=[added.pk]) in shown


def test_a_refused_photo_says_why_at_the_field(client, world):
    client.force_login(world.governor)
    address = reverse("programme:add_photo", args=[world.measure.pk])
    answer = client.post(address, {"file": upload(HEIC), "caption": "Миний тайлбар"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Most Compatible" in page
    assert "Миний тайлбар" in page


def test_neighbours_cannot_open_the_form(client, world):
    client.force_login(world.neighbour)
    for name in ("add_photo", "add_document", "link_figure"):
        address = reverse(f"programme:{name}", args=[world.measure.pk])
        assert client.get(address).status_code == 403


def test_buttons_open_mark_and_take_back(client, world):
    added = photo(world, unit=world.units["1101"])
    client.force_login(world.sum)
    page = client.get(reverse("programme:measure", args=[world.measure.pk]))
    assert "Нэгж 1101" in page.content.decode()

    def press(name, **data):
        client.post(reverse(f"programme:{name}", args=[added.pk]), data)
        added.refresh_from_db()

    press("publish_evidence")
    assert added.published_at
    press("evidence_privacy", private="1")
    assert added.is_private
    assert not added.published_at
    press("withdraw_evidence", reason="давхардсан")
    assert added.withdrawn_reason == "давхардсан"


def test_what_was_marked_private_meanwhile_is_not_opened(world):
    added = photo(world)
    seen_before = Evidence.objects.get(pk=added.pk)
    actions.keep_private(user=world.governor, evidence=added, is_private=True)
    with pytest.raises(Conflict):
        actions.publish_evidence(user=world.sum, evidence=seen_before)
    assert not Evidence.objects.visible_to(None).exists()
