"""The office's pages of a selection: both languages, every step by its own button."""

import json
import shutil
import subprocess
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bagana.ranking.actions import selection as actions
from bagana.ranking.models import GateResult, Selection
from tests.factories import make_act, make_user
from tests.programme.factories import make_measure
from tests.ranking.factories import make_world
from tests.ranking.selection_rows import make_procedure
from tests.ranking.selections import (
    DRAW_SEED,
    INDEX_SEED,
    form_group,
    patch_runs,
)

pytestmark = pytest.mark.django_db
PARTS = ("gates", "index", "recheck", "members", "visits", "list", "awards")


@pytest.fixture(autouse=True)
def _runs(monkeypatch):
    patch_runs(monkeypatch)


def url(name, p, *more):
    return reverse(f"ranking:selection{name}", args=[p.selection.code, *more])


def read(client, address, language="mn"):
    client.cookies["django_language"] = language
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def press(client, address, **data):
    """Send a form; what is taken leads to another page."""
    response = client.post(address, data)
    assert response.status_code == 302, response.content.decode()[:3000]
    return response["Location"]


@pytest.mark.parametrize("state", ["index", "visits", "closed"])
def test_every_page_opens_in_both_languages(client, state):
    p = make_procedure(state)
    client.force_login(p.officer)
    for language, title in (("mn", "2023 оны жишиг баг"), ("en", "Model bags of 2023")):
        for part in ("", *(f"_{part}" for part in PARTS)):
            assert title in read(client, url(part, p), language)
        assert title in read(client, reverse("ranking:selections"), language)


def test_a_visitor_is_asked_to_sign_in_and_a_stranger_sent_away(client):
    p = make_procedure()
    for part in ("", *(f"_{part}" for part in PARTS)):
        assert client.get(url(part, p)).status_code == 302
    client.force_login(make_user())
    for part in ("", *(f"_{part}" for part in PARTS)):
        assert client.get(url(part, p)).status_code == 403
    assert client.get(reverse("ranking:selections")).status_code == 403


@pytest.mark.parametrize("who", ["governor", "sum_officer"])
def test_who_does_not_conduct_reads_but_has_no_button(client, who):
    p = make_procedure("gates")
    client.force_login(getattr(p, who))
    for part in ("", *(f"_{part}" for part in PARTS)):
        page = read(client, url(part, p))
        main = page.split("<main", 1)[1].split("</main", 1)[0]
        assert 'method="post"' not in main.replace(
            f'<form method="post" action="{url("_gates", p)}" novalidate>', ""
        )
    for part in ("_act", "_cancel", "_correct"):
        assert client.get(url(part, p)).status_code == 403
    assert client.get(reverse("ranking:selection_new")).status_code == 403
    assert client.post(url("_gates_check", p)).status_code == 403


def test_a_member_without_a_role_reads_and_declares(client):
    p = make_procedure()
    person = make_user()
    member = actions.add_member(
        user=p.officer, selection=p.selection, name="Х", post="х", account=person
    )
    client.force_login(person)
    assert "Х" in read(client, url("_members", p))
    press(
        client,
        url("_declare", p, member.pk),
        units=["1101"],
        conflict="Ах нь",
        declared_on=timezone.localdate().isoformat(),
    )
    member.refresh_from_db()
    assert [unit.code for unit in member.conflicting.all()] == ["1101"]


def test_an_unknown_selection_is_not_found(client):
    p = make_procedure()
    client.force_login(p.officer)
    for part in ("", *(f"_{part}" for part in PARTS)):
        address = reverse(f"ranking:selection{part}", args=["no-such"])
        assert client.get(address).status_code == 404


def test_it_is_opened_by_its_form_and_says_what_is_wrong(client):
    world = make_world()
    client.force_login(world.officer)
    today = timezone.localdate()
    data = {
        "programme": world.programme.pk,
        "period": world.programme.frameworks.get().versions.get().pk,
        "version": world.version.pk,
        "code": "round-1",
        "title_mn": "Тойрог",
        "title_en": "Round",
        "gates_due": today.isoformat(),
        "recheck_due": today.isoformat(),
        "visits_due": (today - timedelta(days=1)).isoformat(),
    }
    from bagana.indicators.models import Period

    data["period"] = Period.objects.get(code="2023").pk
    address = reverse("ranking:selection_new")
    response = client.post(address, data)
    assert response.status_code == 422
    assert "өмнөх алхмынхаас эрт" in response.content.decode()
    data["visits_due"] = today.isoformat()
    where = press(client, address, **data)
    assert where == reverse("ranking:selection", args=["round-1"])


def test_the_whole_way_is_walked_by_buttons(client):
    p = make_procedure()
    client.force_login(p.officer)
    today = timezone.localdate().isoformat()
    press(client, url("_go", p), **{"from": "preparing"})
    judged = {"gate": "conduct", "passed": "yes", "evidence": "Бүртгэл."}
    press(client, url("_gates", p), unit=["1101", "1102", "1103", "1201"], **judged)
    assert "1 болзол" in read(client, url("", p))
    press(client, url("_gates", p), unit=["1202"], **judged)
    press(client, url("_index", p), seed=INDEX_SEED)
    press(client, url("_recheck", p), seed=DRAW_SEED, size=2)
    for one in p.selection.rechecks.all():
        press(
            client,
            url("_recheck_one", p, one.pk),
            found=str(one.observation.value),
            checked_on=today,
        )
    form_group(p)
    press(client, url("_go", p), **{"from": "recheck"})
    keys = [member.pk for member in p.members[:2]]
    for bag in ("1101", "1102", "1201"):
        press(
            client,
            url("_visit", p, bag),
            visited_on=today,
            members=keys,
            finding="Үзсэн.",
            supports="yes",
            **{"answer-open": "no"},
        )
    press(client, url("_list", p), **list_data())
    assert p.again().state == "provisional"
    assert p.selection.visits.get(unit=p.units["1101"]).answers == {"open": False}
    assert p.selection.entries.filter(proposed=True).count() == 2


def list_data(**more):
    today = timezone.localdate()
    days = {
        "objections_from": today,
        "objections_until": today + timedelta(days=12),
        "answers_due": today + timedelta(days=20),
    }
    entries = {
        "1101-proposed": "yes",
        "1102-proposed": "yes",
        "1102-reason_mn": "Үзлэг.",
        "1201-proposed": "no",
        "1201-reason_mn": "Үзлэг.",
    }
    return {**{name: day.isoformat() for name, day in days.items()}, **entries, **more}


def test_a_second_press_of_the_button_does_nothing_more(client):
    p = make_procedure()
    client.force_login(p.officer)
    for _press in range(2):
        press(client, url("_go", p), **{"from": "preparing"})
    assert list(p.selection.steps.values_list("state", flat=True)) == [
        "preparing",
        "gates",
    ]


def test_what_is_refused_stands_at_the_unit_and_nothing_typed_is_lost(client):
    p = make_procedure("visits")
    client.force_login(p.officer)
    response = client.post(url("_list", p), list_data(**{"1102-reason_mn": ""}))
    page = response.content.decode()
    assert response.status_code == 422
    assert "үндэслэл бичээгүй" in page
    assert 'id="id_1102-reason_mn_error"' in page
    assert p.again().state == "visits"


def test_a_judgement_of_no_unit_is_refused_on_the_page(client):
    p = make_procedure("gates", judged=False)
    client.force_login(p.officer)
    data = {"gate": "conduct", "passed": "yes", "evidence": "Бүртгэл."}
    response = client.post(url("_gates", p), data)
    assert response.status_code == 422
    assert "Нэг ч нэгж тэмдэглээгүй" in response.content.decode()
    assert not GateResult.objects.filter(gate="conduct").exists()


def test_all_that_the_filter_shows_are_judged_at_once(client):
    p = make_procedure("gates", judged=False)
    client.force_login(p.officer)
    data = {"gate": "conduct", "passed": "yes", "evidence": "Бүртгэл.", "all": "1"}
    press(client, url("_gates", p) + "?state=failed", **data)
    judged = GateResult.objects.filter(gate="conduct")
    assert [row.unit.code for row in judged] == ["1202"]
    press(client, url("_gates", p), **data)
    assert GateResult.objects.filter(gate="conduct").count() == 6


def test_the_gates_are_filtered_and_taken_away(client):
    p = make_procedure("gates")
    client.force_login(p.officer)
    address = url("_gates", p)
    only = read(client, f"{address}?state=failed")
    assert 'value="1202"' in only
    assert 'value="1101"' not in only
    table = json.loads(client.get(f"{address}?format=json").content)
    assert len(table) == 5
    assert {row["code"]: row["meetings"] for row in table}["1202"] == "хангаагүй (1.0)"


@pytest.mark.parametrize("part", ["s", "_gates", "_recheck", "_list", "_awards"])
def test_every_table_is_taken_away(client, part):
    p = make_procedure("decided")
    client.force_login(p.officer)
    name = f"ranking:selection{part}"
    address = reverse(name, args=[] if part == "s" else [p.selection.code])
    for kind in ("csv", "xlsx", "json"):
        response = client.get(f"{address}?format={kind}")
        assert response.status_code == 200
        assert f".{kind}" in response["Content-Disposition"]


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no sha256sum here")
def test_the_recipe_of_the_page_draws_the_same_figures(client, tmp_path):
    from bagana.ranking.queries.selection_rechecks import rechecks_of

    p = make_procedure("recheck")
    client.force_login(p.officer)
    items = client.get(url("_recheck", p) + "?items=txt").content
    (tmp_path / "items.txt").write_bytes(items)
    table = rechecks_of(p.selection)
    done = subprocess.run(
        ["sh", "-c", table.recipe],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [line.split() for line in done.stdout.splitlines()]
    assert [line[0] for line in lines] == [row.ticket for row in table.rows]
    assert [line[1] for line in lines] == [row.item for row in table.rows]


def test_an_open_figure_is_checked_without_its_published_value(client):
    p = make_procedure("recheck", rechecked=False)
    client.force_login(p.evaluator)
    page = read(client, url("_recheck", p))
    assert page.count("шалгасны дараа") == 3


def test_a_figure_that_differs_leads_to_where_it_is_corrected(client):
    p = make_procedure("recheck", rechecked=False)
    one = p.selection.rechecks.first()
    client.force_login(p.evaluator)
    sent = {"found": "1", "note": "Баримтад өөр.", "checked_on": "2024-03-05"}
    press(client, url("_recheck_one", p, one.pk), **sent)
    client.force_login(p.officer)
    page = read(client, url("_recheck", p))
    assert page.count("/correct/") == 1
    assert f"/office/figures/{one.observation_id}/correct/" in page


def test_a_late_frozen_method_is_marked_on_every_page(client):
    p = make_procedure("gates")
    Selection.objects.update(late_reason="Хурал хойшилсон.")
    client.force_login(p.officer)
    for part in ("", *(f"_{part}" for part in PARTS)):
        assert "Хурал хойшилсон." in read(client, url(part, p))


def test_the_act_support_correction_and_follow_up_by_forms(client):
    p = make_procedure("answered")
    client.force_login(p.officer)
    act = make_act(p.units["1"], date=timezone.localdate())
    press(client, url("_act", p), act=act.pk)
    award = p.selection.awards.get(unit=p.units["1101"])
    measure = make_measure(p.world.programme, p.units["11"])
    press(
        client,
        url("_support", p, award.pk),
        text_mn="Төв засах",
        amount="59,400,000",
        measure=measure.pk,
    )
    page = read(client, url("_awards", p))
    assert "59,400,000" in page
    assert (
        client.post(
            url("_follow_up", p, award.pk),
            {"seen_on": timezone.localdate().isoformat(), "finding_mn": "Эрт"},
        ).status_code
        == 422
    )
    later = make_act(p.units["1"], date=timezone.localdate(), title_mn="Залруулах")
    press(client, url("_correct", p), act=later.pk, withdraw=[award.pk], note="Шүүх.")
    page = read(client, url("_awards", p))
    assert "Залруулах" in page
    assert "хүчингүй болгосон" in page


def test_a_support_is_dropped_by_its_form(client):
    p = make_procedure("decided")
    award = p.selection.awards.first()
    one = actions.add_support(user=p.officer, award=award, text_mn="Төв засах")
    client.force_login(p.officer)
    press(client, url("_support_drop", p, one.pk), reason="Давхардсан")
    assert not award.supports.exists()


def test_the_sheet_is_printed_empty_and_read_when_filled(client):
    p = make_procedure("visits", visited=False)
    client.force_login(p.evaluator)
    assert "☐" in read(client, url("_sheet", p, "1102"))
    from tests.ranking.selections import visit

    visit(p, "1102")
    filled = read(client, url("_sheet", p, "1102"))
    assert "бүртгэл цэгцтэй" in filled
    signed = filled.split("Гарын үсэг")[1]
    went = p.selection.visits.get(unit__code="1102").members.all()
    for member in p.selection.members.all():
        assert (member.name in signed) == (member in went)
    assert client.get(url("_sheet", p, "1103")).status_code == 404


def test_it_is_cancelled_with_a_reason(client):
    p = make_procedure("gates")
    client.force_login(p.officer)
    assert client.post(url("_cancel", p), {"reason": " "}).status_code == 422
    press(client, url("_cancel", p), reason="Хөтөлбөр зогссон.")
    assert "Хөтөлбөр зогссон." in read(client, url("", p))


def test_a_released_member_is_shown_as_gone(client):
    p = make_procedure("recheck")
    client.force_login(p.officer)
    press(client, url("_release", p, p.members[1].pk), reason="Өвчтэй")
    assert "Чөлөөлөгдсөн" in read(client, url("_members", p))


def test_the_page_says_that_nobody_qualified(client, monkeypatch):
    patch_runs(monkeypatch, {})
    p = make_procedure("visits", size=0, visited=False)
    client.force_login(p.officer)
    assert "хууль ёсны дүн" in read(client, url("", p))
    assert "lawful outcome" in read(client, url("_list", p), "en")
    days = {key: day for key, day in list_data().items() if "-" not in key}
    press(client, url("_list", p), **days)
    assert "хууль ёсны дүн" in read(client, url("_list", p))


def test_the_next_step_waits_on_the_officers_own_page(client):
    p = make_procedure("recheck")
    client.force_login(p.officer)
    page = read(client, reverse("portal:office"))
    assert "Үзлэг эхлүүлэх" in page
    assert url("", p) in page
    client.force_login(p.governor)
    assert "Үзлэг эхлүүлэх" not in read(client, reverse("portal:office"))
