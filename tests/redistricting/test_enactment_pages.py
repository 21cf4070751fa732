"""Pages of enacting, undoing, handing over, and the public page of the change."""

import pytest
from django.urls import reverse
from django.utils import timezone

from bagana.redistricting.actions.enactment import enact, undo_enactment
from bagana.redistricting.models import Enactment, ProposalState
from bagana.territory.models import UnitChange
from tests.factories import make_user
from tests.redistricting.enacting import NEW, decided, give_outlines
from tests.redistricting.factories import make_world

pytestmark = pytest.mark.django_db
LANGUAGES = ("mn", "en")


@pytest.fixture
def world():
    world = make_world()
    give_outlines(world)
    return world


@pytest.fixture
def proposal(world):
    return decided(world, NEW)


def get(client, name, *args, user=None, language="mn", **query):
    if user is not None:
        client.force_login(user)
    client.cookies["django_language"] = language
    return client.get(reverse(name, args=args), query)


def text_of(response):
    return response.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_preview_shows_both_sides_balance_and_what_to_hand_over(
    client, world, proposal, language
):
    page = get(
        client, "redistricting:enact", proposal.code, user=world.officer,
        language=language,
    )  # fmt: skip
    assert page.status_code == 200
    html = text_of(page)
    assert html.count("<svg") >= 2
    assert 'class="balance"' in html
    assert "1104" in html
    assert UnitChange.objects.count() == 0


def test_the_button_does_it_and_leads_to_the_list(client, world, proposal):
    client.force_login(world.officer)
    page = client.post(reverse("redistricting:enact", args=[proposal.code]))
    assert page.url == reverse("redistricting:handover", args=[proposal.code])
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.ENACTED
    again = client.get(reverse("redistricting:enact", args=[proposal.code]))
    assert again.url == page.url


def test_what_is_refused_is_said_on_the_page_of_the_proposal(client, world, proposal):
    proposal.planned_units.update(code="1201")
    client.force_login(world.officer)
    page = client.post(
        reverse("redistricting:enact", args=[proposal.code]), follow=True
    )
    assert "1201" in text_of(page)
    assert not Enactment.objects.exists()


def test_before_the_decision_there_is_no_preview(client, world):
    heard = decided(world, NEW, state=ProposalState.AIMAG)
    page = get(client, "redistricting:enact", heard.code, user=world.officer)
    assert page.status_code == 409


@pytest.mark.parametrize("name", ["enact", "enact_undo", "handover"])
def test_other_officers_governors_and_visitors_are_kept_out(
    client, world, proposal, name
):
    enact(user=world.officer, proposal=proposal)
    name = f"redistricting:{name}"
    assert get(client, name, proposal.code).status_code == 302
    stranger = make_user("bag_governor", world.units["1201"])
    for user in (world.other_officer, stranger):
        assert get(client, name, proposal.code, user=user).status_code == 403


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_says_from_where_to_whom(client, world, proposal, language):
    make_user("bag_governor", world.units["1102"], display_name="Дарга")
    enact(user=world.officer, proposal=proposal)
    page = get(
        client, "redistricting:handover", proposal.code, user=world.officer,
        language=language,
    )  # fmt: skip
    html = text_of(page)
    assert page.status_code == 200
    assert "Дарга" in html
    assert ("4-р баг" if language == "mn" else "Bag 4") in html
    assert html.count('name="items"') == proposal.enactments.get().handovers.count()


def test_the_list_is_filtered_and_taken_away(client, world, proposal):
    make_user("bag_governor", world.units["1102"])
    enact(user=world.officer, proposal=proposal)
    address = ("redistricting:handover", proposal.code)
    page = get(client, *address, user=world.officer, kind="role")
    assert len(page.context["lines"]) == 1
    rows = get(client, *address, unit="1103", format="json").json()
    assert {(row["source"], row["target"]) for row in rows} == {("1102", "1103")}


def test_a_governor_sees_the_lines_of_his_own_bag_only(client, world, proposal):
    make_user("bag_governor", world.units["1102"], display_name="Өөр дарга")
    third = make_user("bag_governor", world.units["1103"])
    enact(user=world.officer, proposal=proposal)
    page = get(client, "redistricting:handover", proposal.code, user=third)
    assert page.status_code == 200
    assert "Өөр дарга" not in text_of(page)
    assert 'name="items"' not in text_of(page)
    assert {line[0].target.code for line in page.context["lines"]} <= {"1103"}


def test_lines_are_marked_done_and_taken_back(client, world, proposal):
    enactment = enact(user=world.officer, proposal=proposal)
    client.force_login(world.officer)
    item = enactment.handovers.first()
    address = reverse("redistricting:handover_done", args=[proposal.code])
    today = timezone.localdate().isoformat()
    page = client.post(address, {"on": today, "note": "акт 3"})
    assert page.status_code == 422
    assert "акт 3" in text_of(page)
    page = client.post(address, {"items": [item.pk], "on": today, "note": "акт 3"})
    assert page.status_code == 302
    item.refresh_from_db()
    assert (item.done_by, item.note) == (world.officer, "акт 3")
    back = reverse("redistricting:handover_back", args=[proposal.code, item.pk])
    assert client.post(back).status_code == 302
    item.refresh_from_db()
    assert item.done_on is None


def test_what_is_left_is_on_the_worklist_of_the_officer(client, world, proposal):
    enactment = enact(user=world.officer, proposal=proposal)
    address = reverse("redistricting:handover", args=[proposal.code])
    assert address in text_of(get(client, "portal:office", user=world.officer))
    assert address not in text_of(get(client, "portal:office", user=world.governor))
    enactment.handovers.update(done_on=timezone.localdate(), done_by=world.officer)
    assert address not in text_of(get(client, "portal:office", user=world.officer))


def test_undoing_asks_for_the_reason_and_says_what_blocks_it(client, world, proposal):
    enactment = enact(user=world.officer, proposal=proposal)
    client.force_login(world.officer)
    address = reverse("redistricting:enact_undo", args=[proposal.code])
    assert client.post(address, {"reason": ""}).status_code == 422
    new = enactment.change.units.get(code="1104")
    role = make_user("bag_governor", new).roles.get()
    assert "томилгоо" in text_of(client.get(address))
    assert client.post(address, {"reason": "Алдаа"}).status_code == 422
    role.delete()
    assert client.post(address, {"reason": "Алдаа"}).status_code == 302
    enactment.refresh_from_db()
    assert enactment.undone_at


def test_without_an_enactment_there_is_nothing_to_undo(client, world, proposal):
    for name in ("enact_undo", "handover"):
        page = get(client, f"redistricting:{name}", proposal.code, user=world.officer)
        assert page.status_code == 409


@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_reads_the_change_with_maps_balance_shares_and_act(
    client, world, proposal, language
):
    change = enact(user=world.officer, proposal=proposal).change
    page = get(client, "portal:change", change.pk, language=language)
    html = text_of(page)
    assert page.status_code == 200
    assert html.count('class="map"') == 2
    assert 'class="balance"' in html
    assert "?on=2026-02-28" in html
    assert change.act.title_mn in html or change.act.title_en in html
    assert "Хэрэглэгч" not in html


def test_the_shares_are_taken_away(client, world, proposal):
    change = enact(user=world.officer, proposal=proposal).change
    table = text_of(get(client, "portal:change", change.pk, format="csv"))
    assert "1102,1102" not in table
    assert "1104" in table


def test_the_list_of_changes_leads_to_it(client, world, proposal):
    change = enact(user=world.officer, proposal=proposal).change
    address = reverse("portal:change", args=[change.pk])
    assert address in text_of(get(client, "portal:changes"))
    assert address in text_of(get(client, "portal:redrawing", proposal.code))
    assert address in text_of(get(client, "portal:unit", "1101", on="2026-06-01"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_change_that_was_undone_says_so(client, world, proposal, language):
    enactment = enact(user=world.officer, proposal=proposal)
    undo_enactment(user=world.officer, enactment=enactment, reason="Алдаа")
    page = get(client, "portal:change", enactment.change_id, language=language)
    assert page.status_code == 200
    assert 'class="balance"' not in text_of(page)


def test_a_re_drawing_that_was_never_published_shows_no_hearing(client, world):
    proposal = decided(world, NEW, published_at=None)
    change = enact(user=world.officer, proposal=proposal).change
    html = text_of(get(client, "portal:change", change.pk))
    assert "Яаж шийдсэн бэ" not in html
    assert reverse("portal:redrawing", args=[proposal.code]) not in html


def test_last_years_page_still_shows_last_years_bags(client, world, proposal):
    enact(user=world.officer, proposal=proposal)
    before = text_of(get(client, "portal:unit", "11", on="2026-02-28"))
    after = text_of(get(client, "portal:unit", "11", on="2026-06-01"))
    assert "/units/1102/?on=2026-02-28" in before
    assert "/units/1104/?on=" not in before
    assert "/units/1104/?on=2026-06-01" in after
    assert "/units/1102/?on=" not in after
