"""Pages of collection: who opens them, both languages, forms without a script."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bagana.collection.actions.ladder import Reason, send_back, submit
from bagana.collection.models import Cell, Remark, Return, ReturnState, Round
from bagana.collection.rows import rows_of, set_row
from bagana.indicators.periods import ensure_period
from bagana.privacy.models import Reading
from bagana.registers.models import SPECIES, LivestockCount
from tests.collection.factories import make_round
from tests.factories import make_tree, make_user
from tests.registers.factories import make_census, make_household, make_person

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
NOTHING = dict.fromkeys(SPECIES, 0)


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def returned(units):
    round = make_round(units["1"], census=make_census("2025-12"), code="herds-2025")
    return Return.objects.get(round=round, unit=units["1101"])


@pytest.fixture
def household(returned):
    made = make_household(returned.unit, is_herder=True, number="0042")
    make_person(made, relation="head", private={"parent": "Дорж", "given": "Сараа"})
    made.refresh_from_db()
    return made


def sign_in(client, role, unit):
    user = make_user(role, unit)
    client.force_login(user)
    return user


def address(name, *more):
    return reverse(f"collection:{name}", args=["herds-2025", "1101", *more])


def test_a_visitor_is_asked_to_sign_in(client, returned, household):
    pages = [address(n) for n in ("return", "grid", "send_back", "remark", "unlock")]
    pages += [reverse("collection:rounds"), address("row", household.uid)]
    for page in pages:
        assert client.get(page).status_code == 302


@pytest.mark.parametrize(
    ("role", "place"), [("bag_governor", "1102"), ("sum_officer", "12")]
)
def test_a_return_of_others_does_not_exist(
    client, returned, household, units, role, place
):
    sign_in(client, role, units[place])
    for name in ("return", "grid", "send_back", "remark", "unlock"):
        assert client.get(address(name)).status_code == 404
    for name in ("submit", "approve", "save_cell"):
        assert client.post(address(name)).status_code == 404
    assert client.get(address("row", household.uid)).status_code == 404
    assert client.post(address("save_row", household.uid)).status_code == 404


def test_an_evaluator_reads_the_standing_and_no_row(client, returned, household, units):
    sign_in(client, "evaluator", units["1"])
    page = client.get(address("return"))
    assert page.status_code == 200
    assert "0042" not in page.content.decode()
    assert client.get(address("grid")).status_code == 403
    assert client.get(address("row", household.uid)).status_code == 404


@pytest.mark.parametrize("language", ["mn", "en"])
def test_every_page_speaks_both_languages(client, returned, household, units, language):
    sign_in(client, "administrator", units["MN"])
    client.cookies["django_language"] = language
    pages = [address(n) for n in ("return", "grid", "remark")]
    pages += [address("row", household.uid), reverse("collection:rounds")]
    pages += [
        reverse(f"collection:{n}", args=["herds-2025"])
        for n in ("round", "days", "close")
    ]
    pages.append(reverse("collection:open"))
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200
        if language == "en":
            text = re.sub(r'<span lang="mn">.*?</span>', "", answer.content.decode())
            title = re.search(r"<title>(.*?)</title>", text, re.DOTALL)
            assert not re.search("[а-яөү]", title[1]), page
            assert not re.search("[а-яөү]", re.search("<h2.*?</h2>|$", text)[0]), page


def test_the_grid_is_saved_without_a_script(client, returned, household, units):
    sign_in(client, "bag_governor", units["1101"])
    key = str(household.uid)
    stamp = rows_of(returned, make_user("bag_governor", units["1101"]))[0].stamp
    typed = {f"v.{key}.{one}": "0" for one in SPECIES}
    sent = typed | {f"v.{key}.sheep": "1 320", f"s.{key}": stamp, "do": "save"}
    answer = client.post(address("grid"), sent)
    assert answer.status_code == 302
    assert LivestockCount.objects.get().sheep == 1320


def test_what_cannot_be_read_stays_as_typed_and_the_rest_is_kept(
    client, returned, household, units
):
    sign_in(client, "bag_governor", units["1101"])
    key = str(household.uid)
    sent = {f"v.{key}.sheep": "арав", f"v.{key}.goat": "7", "do": "save"}
    answer = client.post(address("grid"), sent)
    assert answer.status_code == 422
    assert 'value="арав"' in answer.content.decode()
    assert LivestockCount.objects.get().goat == 7


def test_two_people_in_one_row_see_both_values(client, returned, household, units):
    bag = sign_in(client, "bag_governor", units["1101"])
    key, stamp = str(household.uid), rows_of(returned, bag)[0].stamp
    other = make_user("sum_officer", units["11"])
    set_row(user=other, returned=returned, household=household, values={"sheep": 50})
    sent = {f"v.{key}.sheep": "60", f"s.{key}": stamp}
    answer = client.post(address("save_row", household.uid), sent)
    text = answer.content.decode()
    assert "50" in text
    assert "60" in text
    assert LivestockCount.objects.get().sheep == 50
    again = re.search(r'name="s\.[^"]+" value="(\w+)"', text)
    client.post(address("save_row", household.uid), sent | {f"s.{key}": again[1]})
    assert LivestockCount.objects.get().sheep == 60


def test_a_row_saves_itself_and_answers_with_the_sums(
    client, returned, household, units
):
    sign_in(client, "bag_governor", units["1101"])
    answer = client.post(
        address("save_row", household.uid), {f"v.{household.uid}.sheep": "320"}
    )
    text = answer.content.decode()
    assert 'data-taken="1"' in text
    assert "grid-totals" in text
    assert "320" in text


def test_blanks_of_begun_rows_become_noughts_only_where_that_is_no_guess(
    client, returned, household, units
):
    sign_in(client, "bag_governor", units["1101"])
    client.post(address("grid"), {f"v.{household.uid}.sheep": "20", "do": "zeros"})
    row = LivestockCount.objects.get()
    assert (row.camel, row.camel_females, row.sheep_females) == (0, 0, None)


def test_the_grid_notes_whose_names_it_showed(client, returned, household, units):
    user = sign_in(client, "bag_governor", units["1101"])
    page = client.get(address("grid"))
    assert "Сараа" in page.content.decode()
    assert page.headers["Cache-Control"] == "private, no-store"
    reading = Reading.objects.get(user=user)
    assert list(reading.subjects.values_list("subject", flat=True)) == [
        household.head_id
    ]


def test_the_aimag_sees_no_name_in_the_grid(client, returned, household, units):
    sign_in(client, "aimag_officer", units["1"])
    text = client.get(address("grid")).content.decode()
    assert "Сараа" not in text
    assert 'name="v.' not in text


def test_submitting_shows_what_is_missing_and_keeps_the_words(
    client, returned, household, units
):
    user = sign_in(client, "bag_governor", units["1101"])
    herd = NOTHING | {"sheep": 20, "sheep_females": 8}
    set_row(user=user, returned=returned, household=household, values=herd)
    answer = client.post(address("submit"), {"accept_young_sheep": ""})
    assert answer.status_code == 422
    assert 'name="accept_young_sheep"' in answer.content.decode()
    answer = client.post(address("submit"), {"accept_young_sheep": "Төллөөгүй"})
    assert answer.status_code == 302
    returned.refresh_from_db()
    assert returned.state == ReturnState.SUBMITTED


def test_the_sum_returns_two_rows_by_their_numbers(client, returned, household, units):
    bag = make_user("bag_governor", units["1101"])
    set_row(user=bag, returned=returned, household=household, values=NOTHING)
    submit(user=bag, returned=returned)
    sign_in(client, "sum_officer", units["11"])
    page = client.get(f"{address('send_back')}?row={household.uid}&field=sheep")
    assert 'value="0042"' in page.content.decode()
    lines = {"number": ["0042", "0042"], "field": ["sheep", ""], "text": ["Дутуу", "?"]}
    answer = client.post(address("send_back"), lines | {"to": "bag"})
    assert answer.status_code == 302
    assert Remark.objects.filter(household=household).count() == 2
    wrong = {"number": ["9999"], "field": [""], "text": ["Дутуу"]}
    returned.refresh_from_db()
    assert returned.state == ReturnState.RETURNED
    assert client.post(address("send_back"), wrong).status_code == 403


def test_the_reason_stands_beside_its_cell_until_it_is_mended(
    client, returned, household, units
):
    bag = sign_in(client, "bag_governor", units["1101"])
    set_row(user=bag, returned=returned, household=household, values=NOTHING)
    submit(user=bag, returned=returned)
    over = make_user("sum_officer", units["11"])
    why = [Reason("Хонь дутуу", household, "sheep")]
    send_back(user=over, returned=returned, reasons=why)
    assert "Хонь дутуу" in client.get(address("grid")).content.decode()
    set_row(user=bag, returned=returned, household=household, values={"sheep": 9})
    text = client.get(address("return")).content.decode()
    assert "өөрчилсөн" in text


def attach(client, household, content=PNG, name="зураг.png"):
    file = SimpleUploadedFile(name, content, "image/png")
    sent = {"evidence": "1", "e-file": file, "e-note": "Хашаа"}
    return client.post(address("row", household.uid), sent)


def test_evidence_is_read_by_who_reads_the_register(client, returned, household, units):
    sign_in(client, "bag_governor", units["1101"])
    assert attach(client, household).status_code == 302
    remark = Remark.objects.get()
    page = address("evidence", remark.pk)
    assert client.get(page).headers["Content-Type"] == "image/png"
    assert "зураг" not in remark.file_name  # people name files after people
    for role, place, status in (
        ("sum_officer", "11", 200),
        ("bag_governor", "1102", 404),
        ("evaluator", "1", 404),
    ):
        sign_in(client, role, units[place])
        assert client.get(page).status_code == status


def test_evidence_is_judged_by_its_bytes(client, returned, household, units):
    sign_in(client, "bag_governor", units["1101"])
    answer = attach(client, household, b"<script>alert(1)</script>", "a.png")
    assert answer.status_code == 422
    assert not Remark.objects.exists()


def test_a_comment_is_taken_back_by_its_author_only(client, returned, household, units):
    sign_in(client, "bag_governor", units["1101"])
    sent = {"comment": "1", "c-text": "Айлчлаад тоолсон"}
    client.post(address("row", household.uid), sent)
    remark = Remark.objects.get()
    sign_in(client, "sum_officer", units["11"])
    assert client.post(address("drop_remark", remark.pk)).status_code == 422
    client.force_login(remark.made_by)
    assert client.post(address("drop_remark", remark.pk)).status_code == 302
    assert not Remark.objects.exists()


def test_cells_of_the_unit_are_saved_one_by_one(client, units):
    round = make_round(units["1"], form="bag_year", code="herds-2025")
    sign_in(client, "bag_governor", units["1101"])
    assert client.get(address("grid")).status_code == 200
    sent = {"v.unit.meetings": "4", "w.unit.meetings": ""}
    answer = client.post(address("save_cell"), sent)
    assert 'name="w.unit.meetings" value="4"' in answer.content.decode()
    assert Cell.objects.get(returned__round=round).value == 4
    late = client.post(address("save_cell"), sent | {"v.unit.meetings": "6"})
    assert "data-taken" not in late.content.decode()
    assert Cell.objects.get().value == 4


def test_several_are_approved_at_once(client, returned, units):
    bag = make_user("bag_governor", units["1101"])
    submit(user=bag, returned=returned)
    sign_in(client, "sum_officer", units["11"])
    page = reverse("collection:approve_several", args=["herds-2025"])
    assert client.post(page, {"return": [returned.pk]}).status_code == 302
    returned.refresh_from_db()
    assert returned.state == ReturnState.SUM_APPROVED
    assert client.post(page, {"return": [returned.pk]}).status_code == 422


def test_keys_that_no_database_holds_approve_nothing(client, returned, units):
    client.force_login(make_user("sum_officer", units["11"]))
    page = reverse("collection:approve_several", args=[returned.round.code])
    assert client.post(page, {"return": ["9" * 40, "x"]}).status_code == 302


def test_an_officer_opens_a_round_by_a_form(client, units):
    sign_in(client, "aimag_officer", units["1"])
    days = {
        "opens_on": "2025-12-07",
        "due_on": "2025-12-17",
        "sum_due_on": "2025-12-20",
        "aimag_due_on": "2025-12-25",
    }
    sent = {"form": "livestock", "unit": "1", "period": "2025"} | days
    assert client.post(reverse("collection:open"), sent).status_code == 302
    round = Round.objects.get()
    assert (round.due_on, round.returns.count()) == (date(2025, 12, 17), 5)
    assert round.period == ensure_period("2025")


def test_tables_can_be_taken_away(client, returned, units):
    sign_in(client, "bag_governor", units["1101"])
    for format_ in ("csv", "xlsx", "json"):
        for page in (
            address("return"),
            reverse("collection:round", args=["herds-2025"]),
        ):
            assert client.get(f"{page}?format={format_}").status_code == 200


def test_the_calendar_holds_the_days_and_no_unit(client, returned):
    text = client.get(reverse("collection:calendar")).content.decode()
    assert text.count("BEGIN:VEVENT") == 4
    assert "20251217" in text


def test_the_api_gives_states_and_no_row(client, returned, household, units):
    base = "/api/v1/rounds"
    assert client.get(base).json()["total"] == 0
    assert client.get(f"{base}/herds-2025").status_code == 404
    bag = sign_in(client, "bag_governor", units["1101"])
    set_row(user=bag, returned=returned, household=household, values=NOTHING)
    answer = client.get(f"{base}/herds-2025").json()
    assert answer["standing"]["due"] == 1
    one = client.get(f"{base}/herds-2025/returns/1101")
    assert one.json()["cells"] == []
    assert str(household.uid) not in one.content.decode()
    assert client.get(f"{base}/herds-2025/returns/1102").status_code == 404
    assert client.get(f"{base}/herds-2025/returns").json()["total"] == 1
