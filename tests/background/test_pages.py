"""The pages of work: one's own, in two languages, with progress and without script."""

import pytest
from django.urls import reverse

from bagana.background.models import Work
from tests.background import factories
from tests.background.factories import ask
from tests.factories import make_tree, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def officer(units):
    return make_user("aimag_officer", units["1"])


@pytest.fixture
def page(client, officer):
    client.force_login(officer)

    def get(address, language="mn", **more):
        client.cookies["django_language"] = language
        return client.get(address, **more)

    return get


def address(work, name="work"):
    return reverse(f"background:{name}", args=[work.pk])


@pytest.mark.parametrize(
    ("language", "title", "state"),
    [("mn", "Туршилтын тооцоо", "хүлээгдэж байна"), ("en", "Trial run", "waiting")],
)
def test_the_page_says_what_it_is_and_how_far(page, officer, language, title, state):
    work = ask(user=officer)
    text = page(address(work), language).content.decode()
    assert title in text
    assert state in text


def test_progress_is_shown_as_counts_and_share(page, officer):
    work = ask(user=officer)
    Work.objects.update(state="running", done=2500, total=10000, note="Хөдөө")
    text = page(address(work)).content.decode()
    assert "25%" in text
    assert "2,500 / 10,000" in text
    assert "Хөдөө" in text


def test_it_asks_again_only_while_it_is_not_finished(page, officer, finish_works):
    work = ask(user=officer)
    assert 'hx-trigger="every 2s"' in page(address(work)).content.decode()
    finish_works()
    assert "hx-trigger" not in page(address(work)).content.decode()


def test_without_script_there_is_a_link_that_reloads(page, officer):
    work = ask(user=officer)
    assert (
        f'href="{address(work)}">Хуудсыг сэргээх'
        in page(address(work)).content.decode()
    )


def test_htmx_gets_the_progress_alone(page, officer):
    work = ask(user=officer)
    text = page(address(work), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in text
    assert f'id="work-{work.pk}"' in text


def test_a_finished_one_links_to_its_result(page, officer, finish_works):
    work = ask(user=officer, result_url="/ranking/runs/1/")
    assert "/ranking/runs/1/" not in page(address(work)).content.decode()
    finish_works()
    assert 'href="/ranking/runs/1/"' in page(address(work)).content.decode()


def test_how_many_stand_before_it(page, officer):
    ask(user=officer)
    ask(user=officer)
    work = ask(user=officer)
    assert "2 ажил байна" in page(address(work)).content.decode()


def test_it_is_stopped_and_started_again_with_buttons(page, client, officer):
    work = ask(user=officer)
    client.post(address(work, "stop"))
    text = page(address(work)).content.decode()
    assert "Дахин эхлүүлэх" in text
    assert "Зогсоох</button>" not in text
    client.post(address(work, "repeat"))
    assert Work.objects.get().state == "waiting"


def test_a_failure_stands_on_the_page(page, officer, finish_works):
    work = ask(factories.refuse, officer)
    finish_works()
    assert "Тоо алга." in page(address(work)).content.decode()


def test_nobody_sees_the_work_of_another_office(page, units):
    work = ask(user=make_user("sum_officer", units["12"]), unit=units["12"])
    assert page(address(work)).status_code == 404
    assert "Туршилтын" not in page(reverse("background:list")).content.decode()


def test_a_role_over_its_unit_sees_it(page, units, officer):
    work = ask(user=make_user("sum_officer", units["11"]), unit=units["1"])
    assert page(address(work)).status_code == 200


def test_a_stranger_cannot_stop_it(client, officer, units):
    work = ask(user=officer)
    client.force_login(make_user("bag_governor", units["1101"]))
    assert client.post(address(work, "stop")).status_code == 404
    client.logout()
    assert client.post(address(work, "stop")).status_code == 302
    assert not Work.objects.get().wants_stop


def test_stopping_twice_is_told_as_a_conflict(client, page, officer, finish_works):
    work = ask(user=officer)
    finish_works()
    assert client.post(address(work, "stop")).status_code == 409


@pytest.mark.parametrize("language", ["mn", "en"])
def test_the_list_filters_and_sorts(page, officer, finish_works, language):
    ask(user=officer, title_mn="Б", title_en="B")
    finish_works()
    ask(user=officer, title_mn="А", title_en="A")
    where = reverse("background:list")
    both = page(f"{where}?sort=title", language).context["page"].object_list
    assert [work.title_mn for work in both] == ["А", "Б"]
    done = page(f"{where}?state=done", language).context["page"].object_list
    assert [work.title_mn for work in done] == ["Б"]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_the_list_can_be_taken_away(page, officer, kind):
    ask(user=officer)
    found = page(reverse("background:list") + f"?format={kind}")
    assert found.status_code == 200
    assert f"work.{kind}" in found["Content-Disposition"]


def test_an_empty_list_says_what_will_stand_here(page):
    assert "Ажил алга" in page(reverse("background:list")).content.decode()


def test_the_office_links_to_it_when_there_is_any(page, officer):
    where = reverse("background:list")
    assert f'"{where}"' not in page(reverse("portal:office")).content.decode()
    ask(user=officer)
    text = page(reverse("portal:office")).content.decode()
    assert f'"{where}"' in text
    assert "1 тооцоо хийгдэж байна" in text
