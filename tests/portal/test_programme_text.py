"""The programme's text: as of a day, with all its versions and what they changed."""

from __future__ import annotations

import re
from datetime import date

import pytest

from bagana.programme.models import Chapter, ChapterVersion
from tests.factories import make_act
from tests.programme.factories import make_programme

pytestmark = pytest.mark.django_db

HERE = "/programme/bags/text/"


@pytest.fixture
def versions(world):
    programme = make_programme(world.units["1"], code="bags")
    chapter = Chapter.objects.create(programme=programme, number=1)

    def version(day, text, **fields):
        return ChapterVersion.objects.create(
            chapter=chapter,
            act=make_act(world.units["1"], date=day),
            valid_from=day,
            title_mn="Үндэслэл",
            title_en="Grounds",
            text_mn=text,
            **fields,
        )

    return [
        version(date(2018, 6, 5), "Баг бол анхан шатны нэгж."),
        version(
            date(2021, 1, 10),
            "Баг бол хамгийн анхан шатны нэгж.",
            text_en="The bag is the lowest unit.",
            text_mong="ᠪᠠᠭ",
        ),
    ]


def page(client, query=""):
    response = client.get(HERE + query)
    assert response.status_code == 200, response.content[:500]
    return response.content.decode()


def test_it_is_the_text_of_the_day(client, versions):
    assert "Баг бол анхан шатны нэгж." in page(client, "?on=2020-01-01")
    assert "Баг бол хамгийн анхан шатны нэгж." not in page(client, "?on=2020-01-01")
    assert "Баг бол хамгийн анхан шатны нэгж." in page(client)


def test_before_the_first_version_it_says_so(client, versions):
    assert "Энэ өдөр хүчинтэй бичвэр оруулаагүй байна" in page(client, "?on=2017-01-01")


def test_every_version_names_its_act(client, versions):
    html = page(client)
    for version in versions:
        assert f'href="/acts/{version.act_id}/"' in html
        assert str(version.valid_from) in html


def test_a_version_shows_what_it_changed(client, versions):
    html = page(client, f"?change={versions[1].pk}")
    assert re.search(r"<ins>\s*хамгийн\s*</ins>", html)
    assert "2018-06-05 өдрөөс хүчинтэй байсан" in html


def test_the_first_version_was_added_whole(client, versions):
    html = page(client, f"?change={versions[0].pk}")
    assert "Энэ бүлэг энд анх орсон" in html
    assert "<ins>Баг бол анхан шатны нэгж.</ins>" in html


@pytest.mark.parametrize("wanted", ["999999", "x", "-1"])
def test_an_unknown_change_shows_the_text_alone(client, versions, wanted):
    assert 'id="difference"' not in page(client, f"?change={wanted}")


def test_the_traditional_script_stands_upright_where_it_was_kept(client, versions):
    assert '<div class="upright" lang="mn-Mong"' in page(client)
    assert 'class="upright"' not in page(client, "?on=2020-01-01")


def test_it_reads_in_english_where_there_is_english(client, versions):
    client.cookies["django_language"] = "en"
    assert "The bag is the lowest unit." in page(client)
    assert '<span lang="mn">Баг бол анхан' in page(client, "?on=2020-01-01")


def test_a_text_is_never_markup(client, versions, world):
    versions[0].chapter.versions.create(
        act=make_act(world.units["1"]),
        valid_from=date(2022, 1, 1),
        title_mn="<b>Гарчиг</b>",
        text_mn="<script>alert(1)</script>",
    )
    html = page(client, f"?change={versions[0].chapter.versions.first().pk}")
    assert "<script>alert" not in html
    assert "<b>Гарчиг" not in html
