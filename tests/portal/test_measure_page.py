"""The public page of a measure: what is public of it, and nothing else."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from bagana.programme import standings
from bagana.programme.models import Comment, Evidence, MeasureIndicator, Report
from tests.factories import make_user
from tests.programme.factories import (
    make_activity,
    make_measure,
    make_money,
    make_programme,
    make_round,
)

pytestmark = pytest.mark.django_db

ON = "?on=2020-06-30"


@pytest.fixture
def measure(world):
    programme = make_programme(world.units["1"], code="bags")
    return make_measure(
        programme,
        world.units["11"],
        units=[world.units["1101"], world.units["1102"]],
        post_mn="Засаг дарга",
        partners_mn="ХХХ ХХК",
        output_mn="Танхим 2",
        risk="high",
        risk_note_mn="үнэ өсөх",
    )


def page(client, measure, query=ON):
    response = client.get(f"/measures/{measure.pk}/{query}")
    assert response.status_code == 200, response.content[:500]
    return response.content.decode()


def evidence(measure, caption, **fields):
    values = {
        "kind": "photo",
        "file": "programme/evidence/a.jpg",
        "taken_on": date(2019, 5, 1),
        "published_at": timezone.now(),
    }
    row = Evidence.objects.create(measure=measure, caption=caption, **(values | fields))
    standings.refresh([measure.pk])
    return row


def report(measure, **fields):
    round_ = make_round(measure.programme)
    level = round_.scale.levels.get(percent=70)
    values = {"state": "decided", "decided": level, "done": "Танхим барив"}
    return Report.objects.create(round=round_, measure=measure, **(values | fields))


def close(round_):
    round_.closed_at, round_.results = timezone.now(), {"total": {"mean": "70"}}
    round_.save()


def test_it_says_what_where_who_and_when(client, measure):
    html = page(client, measure)
    for text in ("Нэгж 1101", "Нэгж 1102", "Засаг дарга", "ХХХ ХХК", "Танхим 2"):
        assert text in html
    assert "2018-07-01 – 2019-12-31" in html
    assert "өндөр: үнэ өсөх" in html


def test_what_was_not_written_is_missing(client, world, measure):
    bare = make_measure(measure.programme, world.units["12"])
    assert page(client, bare).count("мэдээлэл алга") >= 2


def test_a_late_one_says_why(client, measure):
    make_activity(measure, done_on=date(2019, 3, 1))
    make_activity(measure)
    html = page(client, measure)
    assert "хугацаа хэтэрсэн" in html
    assert "Дуусах хугацаа 2019-12-31 байсан" in html
    assert "2 үйл ажиллагааны 1 нь хийгдсэн" in html


def test_its_state_is_that_of_the_day_asked_for(client, measure):
    make_activity(measure, done_on=date(2019, 3, 1))
    assert "эхлээгүй" in page(client, measure, "?on=2018-09-01")
    assert "0 нь хийгдсэн" in page(client, measure, "?on=2018-09-01")
    assert "Бүх үйл ажиллагаа хийгдэж, 2019-03-01 өдөр дууссан" in page(client, measure)


def test_a_dropped_one_says_when_and_why(client, world, measure):
    dropped = make_measure(
        measure.programme,
        world.units["12"],
        dropped_on=date(2019, 2, 1),
        dropped_reason="Хөрөнгө хүрэлцээгүй",
    )
    assert "2019-02-01 өдөр төлөвлөгөөнөөс хассан: Хөрөнгө хүрэлцээгүй." in page(
        client, dropped
    )


def test_money_stands_by_year_and_source_and_adds_up(client, measure):
    make_money(measure, Decimal(3_000_000))
    make_money(measure, Decimal(2_000_000), source="ldf", year=2018)
    make_money(measure, Decimal(1_000_000), kind="payment", booked_on=date(2019, 9, 9))
    html = page(client, measure).replace("\xa0", " ")
    table = html[html.index('id="money"') :]
    assert table.index("2018") < table.index("2019")
    foot = table[table.index("<tfoot>") : table.index("</tfoot>")]
    assert "₮ 5,000,000" in foot
    assert "20.0%" in foot


def test_photos_stand_by_stage_with_place_and_date(client, measure, world):
    evidence(measure, "Ханыг өрөв", stage="during", unit=world.units["1101"])
    evidence(measure, "Хуучин байр", stage="before", latitude=49.5, longitude=106.2)
    html = page(client, measure)
    gallery = html[html.index('id="evidence"') :]
    assert gallery.index("Хуучин байр") < gallery.index("Ханыг өрөв")
    assert "2019-05-01" in gallery
    assert "Нэгж 1101" in gallery
    assert "49.5000, 106.2000" in gallery


def test_only_what_is_published_and_stands_is_shown(client, measure, world):
    evidence(measure, "НУУЦ ЗУРАГ", published_at=None)
    evidence(
        measure,
        "ТАТСАН ЗУРАГ",
        withdrawn_at=timezone.now(),
        withdrawn_reason="буруу",
    )
    client.force_login(make_user("aimag_officer", world.units["1"]))
    html = page(client, measure)
    assert "НУУЦ ЗУРАГ" not in html
    assert "ТАТСАН ЗУРАГ" not in html


def test_a_draft_figure_is_no_public_evidence(client, measure, world):
    draft = world.publish(
        "households", "1101", 2019, 987_654, status="draft", publication=None
    )
    evidence(measure, "Өрхийн тоо", kind="observation", file="", observation=draft)
    html = page(client, measure)
    assert "987,654" not in html
    assert "Өрхийн тоо" not in html


def test_a_published_figure_leads_to_its_own_page(client, measure, world):
    row = world.publish("households", "1101", 2019, 321)
    evidence(measure, "Өрхийн тоо", kind="observation", file="", observation=row)
    html = page(client, measure)
    assert f'href="/numbers/{row.pk}/?on=2020-06-30"' in html
    assert "321" in html


def test_a_report_is_told_once_its_round_is_closed(client, measure):
    found = report(measure)
    assert "Танхим барив" not in page(client, measure)
    close(found.round)
    standings.refresh([measure.pk])
    html = page(client, measure)
    assert "Танхим барив" in html
    assert "70% шатандаа" in html


def test_an_undecided_report_stays_inside(client, measure):
    found = report(measure, state="submitted", decided=None)
    close(found.round)
    assert "Танхим барив" not in page(client, measure)


def test_amendments_show_what_was_and_what_is(client, measure):
    measure.due_on = date(2020, 3, 31)
    measure._change_reason = "Тендер хоцорсон"
    measure.save()
    html = page(client, measure, "")
    part = html[html.index('id="amendments"') :]
    assert "<del>2019-12-31</del> → <ins>2020-03-31</ins>" in part
    assert "Тендер хоцорсон" in part


def test_an_amended_office_is_named(client, measure, world):
    measure.office = world.units["12"]
    measure.save()
    assert "<del>Нэгж 11</del> → <ins>Нэгж 12</ins>" in page(client, measure, "")


def test_a_measure_leads_to_the_next_phase_and_back(client, measure, world):
    later = make_measure(
        measure.programme,
        world.units["11"],
        phase=measure.programme.phases.get(number=2),
        continues=measure,
        name_mn="Үргэлжлэл",
    )
    assert f'href="/measures/{later.pk}/?on=2020-06-30"' in page(client, measure)
    assert f'href="/measures/{measure.pk}/?on=2020-06-30"' in page(client, later)


def test_expected_indicators_are_links(client, measure, world):
    MeasureIndicator.objects.create(
        measure=measure, indicator=world.indicators["households"], level="outcome"
    )
    assert 'href="/indicators/households/?on=2020-06-30"' in page(client, measure)


def test_comments_and_the_form_stand_below(client, measure):
    Comment.objects.create(measure=measure, text="Сайн болж", state="shown")
    Comment.objects.create(measure=measure, text="НУУЦ ҮГ", state="waiting")
    html = page(client, measure)
    assert "Сайн болж" in html
    assert "НУУЦ ҮГ" not in html
    assert f'action="/office/programme/measures/{measure.pk}/comment/"' in html


def test_illustrative_content_says_so(client, world, measure):
    made = make_measure(measure.programme, world.units["11"], is_illustrative=True)
    heading = page(client, made).split("</h1>")[0]
    assert "жишээ" in heading


def test_a_name_is_never_markup(client, world, measure):
    made = make_measure(
        measure.programme, world.units["11"], name_mn="<script>alert(1)</script>"
    )
    assert "<script>alert" not in page(client, made)


def test_it_reads_in_english(client, measure):
    client.cookies["django_language"] = "en"
    html = page(client, measure)
    assert "Measure 1" in html
    assert "There is no public evidence." in html


def test_an_unknown_measure_is_not_found(client, measure):
    assert client.get("/measures/999999/").status_code == 404
