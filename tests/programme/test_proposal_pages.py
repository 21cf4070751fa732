"""Pages of citizens' proposals: the office's and the public one, in both languages."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from bagana.acts.models import Body
from bagana.programme.actions import proposals as actions
from bagana.programme.models import MoneyEntry, Proposal
from tests.factories import make_act, make_tree, make_user
from tests.programme.factories import make_measure, make_programme

pytestmark = pytest.mark.django_db
YEAR = ["bag", "1101", 2020]


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def programme(units):
    return make_programme(units["1"], code="bag")


@pytest.fixture
def governor(units):
    return make_user("bag_governor", units["1101"])


@pytest.fixture
def officer(units):
    return make_user("sum_officer", units["11"])


@pytest.fixture
def rows(programme, governor, units):
    return [
        actions.receive_proposal(
            user=governor,
            unit=units["1101"],
            year=2020,
            title=title,
            channel="paper",
            received_on=date(2019, 9, 1),
            supporters=supporters,
        )
        for title, supporters in (("Худаг", 12), ("Гүүр", None), ("Худаг 2", 5))
    ]


@pytest.fixture
def acts(units):
    made = {}
    for code in ("11", "1101"):
        body = Body.objects.create(name_mn=code, name_en=code, unit=units[code])
        made[code] = make_act(body=body, date=date(2019, 10, 1), number="7")
    return made


def address(name, *args):
    return reverse(f"programme:{name}", args=args or YEAR)


def page(client, user, name, *args, language="mn", **query):
    client.force_login(user)
    client.cookies["django_language"] = language
    return client.get(address(name, *args), query)


def test_the_whole_way_goes_by_pages(client, rows, acts, governor, officer, units):
    client.force_login(governor)
    merged = client.post(
        address("proposal_merge", "bag", rows[0].pk), {"others": [rows[2].pk]}
    )
    ranks = {f"rank_{rows[0].pk}": "2", f"rank_{rows[1].pk}": "1"}
    order = client.post(address("proposals_rank"), {"act": acts["1101"].pk, **ranks})
    client.force_login(officer)
    costs = {f"cost_{rows[0].pk}": "12 000 000", f"cost_{rows[1].pk}": "48,500,000"}
    cost = client.post(address("proposals_cost"), costs)
    decide = client.post(
        address("proposals_decide"),
        {"act": acts["11"].pk, "approved": [rows[1].pk]},
    )
    report = client.post(
        address("proposals_report"), {"on": "2019-11-01", "text": "Хуралд хэлэв."}
    )
    carry = client.post(address("proposal_carry", "bag", rows[0].pk))
    answers = (merged, order, cost, decide, report, carry)
    assert [answer.status_code for answer in answers] == [302] * 6
    states = dict(Proposal.objects.values_list("title", "state").filter(year=2020))
    assert states == {"Худаг": "reported", "Гүүр": "reported", "Худаг 2": "merged"}
    assert Proposal.objects.get(year=2021).carried_from == rows[0]
    shown = client.get(reverse("portal:proposals"), {"unit": "1101", "year": "2020"})
    text = shown.content.decode()
    for words in ("48,500,000", "Хуралд хэлэв.", "2021 оны саналд шилжсэн", "17"):
        assert words in text


def test_the_acts_page_tells_what_rests_on_it(client, rows, acts, governor, units):
    actions.rank_proposals(
        user=governor, unit=units["1101"], year=2020, ordered=rows, act=acts["1101"]
    )
    found = client.get(reverse("acts:detail", args=[acts["1101"].pk]))
    shown = reverse("portal:proposals") + "?unit=1101&amp;year=2020"
    assert shown in found.content.decode()


def test_an_approved_one_is_planned_by_its_page(
    client, rows, acts, governor, officer, programme, units
):
    measure = make_measure(programme, units["11"], units=[units["1101"]])
    actions.rank_proposals(
        user=governor, unit=units["1101"], year=2020, ordered=rows, act=acts["1101"]
    )
    actions.cost_proposal(user=officer, proposal=rows[0], cost=Decimal(7))
    actions.decide_proposals(
        user=officer, unit=units["11"], year=2020, act=acts["11"], approved=[rows[0].pk]
    )
    client.force_login(officer)
    found = client.get(address("proposal", "bag", rows[0].pk))
    assert found.context["fund_form"]
    posted = {"measure": measure.pk, "spender": "11"}
    answer = client.post(address("proposal_fund", "bag", rows[0].pk), posted)
    assert answer.status_code == 302
    assert MoneyEntry.objects.get().amount == 7
    rests = client.get(reverse("acts:detail", args=[acts["11"].pk]))
    assert reverse("portal:programme_money", args=["bag"]) in rests.content.decode()


@pytest.mark.parametrize("language", ["mn", "en"])
@pytest.mark.parametrize("name", ["proposals_unit", "proposals_print", "proposal_new"])
def test_the_office_pages_open(client, rows, governor, name, language):
    found = page(client, governor, name, language=language)
    assert found.status_code == 200
    if name != "proposal_new":
        assert "Худаг" in found.content.decode()


@pytest.mark.parametrize("language", ["mn", "en"])
def test_the_overview_counts_each_bag(client, rows, officer, language):
    found = page(client, officer, "proposals", "bag", language=language)
    counts = {row.unit.unit.code: row.received for row in found.context["rows"]}
    assert (counts["1101"], counts["1102"]) == (3, 0)
    taken = page(client, officer, "proposals", "bag", format="csv", year="2020")
    assert len(taken.content.decode().strip().splitlines()) == 6


def test_the_same_rank_twice_is_refused_and_kept_on_the_page(
    client, rows, acts, governor
):
    client.force_login(governor)
    ranks = {f"rank_{row.pk}": "1" for row in rows}
    found = client.post(address("proposals_rank"), {"act": acts["1101"].pk, **ranks})
    assert "ижил дугаартай" in found.content.decode()
    assert not Proposal.objects.exclude(rank=None).exists()


def test_one_bad_cost_keeps_all_of_the_table_as_typed(
    client, rows, acts, governor, officer, units
):
    actions.rank_proposals(
        user=governor, unit=units["1101"], year=2020, ordered=rows, act=acts["1101"]
    )
    client.force_login(officer)
    costs = {f"cost_{rows[0].pk}": "100", f"cost_{rows[1].pk}": "0"}
    found = client.post(address("proposals_cost"), costs)
    assert found.status_code == 200
    assert not Proposal.objects.exclude(cost=None).exists()


def test_a_proposal_is_entered_by_its_page(client, programme, governor):
    client.force_login(governor)
    posted = {"channel": "meeting", "received_on": "2019-09-01", "title": "Гэрэл"}
    assert client.post(address("proposal_new"), posted).status_code == 302
    assert (
        client.post(address("proposal_new"), posted | {"title": ""}).status_code == 200
    )
    assert Proposal.objects.get().steps.count() == 1


@pytest.mark.parametrize("name", ["rank", "cost", "decide", "report"])
def test_a_governor_of_another_bag_posts_nothing(client, rows, acts, units, name):
    client.force_login(make_user("bag_governor", units["1102"]))
    posted = {
        "act": acts["11" if name == "decide" else "1101"].pk,
        f"rank_{rows[0].pk}": "1",
        "on": "2019-11-01",
        "text": "за",
    }
    answer = client.post(address(f"proposals_{name}"), posted)
    assert answer.status_code == 403
    assert set(Proposal.objects.values_list("state", flat=True)) == {"received"}


@pytest.mark.parametrize("name", ["proposals", "proposals_unit", "proposal_new"])
def test_strangers_stay_outside(client, rows, name):
    args = ["bag"] if name == "proposals" else YEAR
    assert client.get(reverse(f"programme:{name}", args=args)).status_code == 302
    client.force_login(make_user())
    assert client.get(reverse(f"programme:{name}", args=args)).status_code == 403


def test_addresses_of_what_is_no_bag_are_not_found(client, programme, officer):
    client.force_login(officer)
    assert client.get(address("proposals_unit", "bag", "11", 2020)).status_code == 404
    assert client.get(address("proposals_unit", "bag", "zz", 2020)).status_code == 404
    assert client.get(reverse("portal:propose", args=["11"])).status_code == 404


@pytest.mark.parametrize("language", ["mn", "en"])
@pytest.mark.parametrize("unit", ["", "1", "11", "1101", "1102"])
def test_the_public_page_reads_for_every_level(client, rows, unit, language):
    client.cookies["django_language"] = language
    found = client.get(reverse("portal:proposals"), {"unit": unit, "year": "2020"})
    assert found.status_code == 200
    assert ("Худаг" in found.content.decode()) is (unit in ("11", "1101"))


def test_the_public_table_is_taken_away(client, rows):
    query = {"unit": "1101", "year": "2020", "format": "csv"}
    text = client.get(reverse("portal:proposals"), query).content.decode("utf-8-sig")
    taken = list(csv.DictReader(io.StringIO(text)))
    assert [row["Санал"] for row in taken] == ["Худаг", "Гүүр", "Худаг 2"]
    assert [row["Дэмжсэн өрх"] for row in taken] == ["12", "", "5"]


@pytest.mark.parametrize("language", ["mn", "en"])
def test_a_citizen_proposes_and_waits_for_the_meeting(client, programme, language):
    client.cookies["django_language"] = language
    form = reverse("portal:propose", args=["1101"])
    assert client.get(form).status_code == 200
    answer = client.post(form, {"title": "Гэрэлтүүлэг", "text": "Сургуулийн зам"})
    assert answer.status_code == 302
    row = Proposal.objects.get()
    assert (row.channel, row.year) == ("page", timezone.localdate().year + 1)
    shown = client.get(reverse("portal:proposals"), {"unit": "1101", "year": row.year})
    assert "Гэрэлтүүлэг" not in shown.content.decode()


def test_a_machine_is_thanked_and_nothing_kept(client, programme):
    form = reverse("portal:propose", args=["1101"])
    answer = client.post(form, {"title": "spam", "website": "http://spam"})
    assert answer.status_code == 302
    assert not Proposal.objects.exists()


def test_a_session_sends_three_and_then_waits(client, programme):
    form = reverse("portal:propose", args=["1101"])
    for n in range(3):
        assert client.post(form, {"title": f"Санал {n}"}).status_code == 302
    found = client.post(form, {"title": "Дөрөв дэх"})
    assert found.status_code == 200
    assert "Дөрөв дэх" in found.content.decode()
    assert Proposal.objects.count() == 3


def test_many_bags_cost_no_query_each(client, rows, django_assert_max_num_queries):
    with django_assert_max_num_queries(25):
        client.get(reverse("portal:proposals"), {"unit": "1", "year": "2020"})
