"""Pages of assets, gaps and norms: who reads, who writes, in both languages."""

from __future__ import annotations

import pytest
from django.urls import reverse

from bagana.registers.founding import found_assets
from bagana.registers.models import Asset, AssetKind, AssetNorm
from tests.factories import make_act, make_tree, make_user
from tests.registers.factories import make_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    found_assets()
    return make_tree()


@pytest.fixture
def chairs(units):
    return Asset.objects.create(
        unit=units["1101"],
        kind=AssetKind.objects.get(code="chair"),
        pieces=2,
        state="good",
        since="2024-01-01",
        title="Модон сандал",
        entry=make_entry(units["1101"], kind="asset"),
    )


def _page(name, *args, **query):
    return reverse(f"registers:{name}", args=args, query=query)


@pytest.mark.parametrize(
    ("language", "words"), [("mn", "Албаны хөрөнгө"), ("en", "Assets of the office")]
)
def test_the_office_stands_beside_the_norm(client, units, chairs, language, words):
    client.force_login(make_user("bag_governor", units["1101"]))
    client.cookies["django_language"] = language
    text = client.get(_page("assets", "1101")).content.decode()
    assert words in text
    assert "Модон сандал" in text
    assert "360,000" in text


def test_an_asset_is_recorded_amended_and_written_off(client, units):
    client.force_login(make_user("bag_governor", units["1101"]))
    kind = AssetKind.objects.get(code="printer")
    sent = {"kind": kind.pk, "pieces": "1", "state": "good", "since": "2024-02-01"}
    assert client.post(_page("asset_add", "1101"), sent).status_code == 302
    asset = Asset.objects.get()
    change = sent | {"state": "unusable"}
    assert client.post(_page("asset_edit", asset.pk), change).status_code == 302
    off = {"on": "2025-01-01", "reason": "Акт 3"}
    assert client.post(_page("asset_write_off", asset.pk), off).status_code == 302
    asset.refresh_from_db()
    assert (asset.state, str(asset.until)) == ("written_off", "2025-01-01")
    shown = client.get(_page("assets", "1101", state="written_off"))
    assert "2025-01-01" in shown.content.decode()


@pytest.mark.parametrize(
    ("role", "where"), [("bag_governor", "1102"), ("evaluator", "1")]
)
def test_what_is_anothers_is_not_there(client, units, chairs, role, where):
    client.force_login(make_user(role, units[where]))
    for name, key in (
        ("assets", "1101"),
        ("asset_edit", chairs.pk),
        ("asset_write_off", chairs.pk),
        ("asset_photo", chairs.pk),
    ):
        assert client.get(_page(name, key)).status_code == 404


def test_the_aimag_reads_and_does_not_write(client, units, chairs):
    client.force_login(make_user("aimag_officer", units["1"]))
    assert client.get(_page("assets", "1101")).status_code == 200
    assert client.get(_page("asset_edit", chairs.pk)).status_code == 403


@pytest.mark.parametrize("language", ["mn", "en"])
def test_gaps_are_summed_by_kind_and_by_office(client, units, chairs, language):
    client.force_login(make_user("aimag_officer", units["1"]))
    client.cookies["django_language"] = language
    answer = client.get(_page("asset_gaps"))
    page = answer.context["page"]
    assert (page.sums.offices, page.sums.known) == (5, 1)
    need = reverse("programme:asset_need", args=["chair", "1"])
    assert need in answer.content.decode()
    only = client.get(_page("asset_gaps", unit="11", kind="chair", on="2024-06-01"))
    assert only.context["page"].sums.missing == 4


def test_gaps_of_another_unit_are_not_there(client, units, chairs):
    client.force_login(make_user("bag_governor", units["1102"]))
    assert client.get(_page("asset_gaps", unit="1101")).status_code == 404
    assert client.get(_page("asset_gaps", on="no day")).status_code == 200
    client.force_login(make_user("evaluator", units["1"]))
    assert client.get(_page("asset_gaps")).status_code == 403


def test_a_table_of_gaps_names_offices_by_code(client, units, chairs):
    client.force_login(make_user("sum_officer", units["11"]))
    rows = client.get(_page("asset_gaps", format="json")).json()
    mine = next(
        row for row in rows if (row["code"], row["kind_code"]) == ("1101", "chair")
    )
    assert (mine["has"], mine["norm"], mine["missing"]) == (2, 6, 4)
    other = next(row for row in rows if row["code"] == "1102")
    assert other["has"] is None


def test_a_norm_is_set_and_withdrawn_by_the_aimag(client, units):
    client.force_login(make_user("aimag_officer", units["1"]))
    kind = AssetKind.objects.get(code="chair")
    sent = {"kind": kind.pk, "pieces": "8", "valid_from": "2025-01-01"}
    assert client.post(_page("norm_add"), sent).status_code == 422
    sent["act"] = make_act().pk
    assert client.post(_page("norm_add"), sent).status_code == 302
    norm = AssetNorm.objects.get(is_illustrative=False)
    assert client.post(_page("norm_withdraw", norm.pk)).status_code == 302
    assert not AssetNorm.objects.filter(pk=norm.pk).exists()


def test_a_norm_is_no_business_of_a_bag(client, units):
    client.force_login(make_user("bag_governor", units["1101"]))
    assert client.get(_page("norms")).status_code == 200
    assert client.get(_page("norm_add")).status_code == 403
    norm = AssetNorm.objects.first()
    assert client.post(_page("norm_withdraw", norm.pk)).status_code == 403


def test_offices_sort_with_the_unknown_last(client, units, chairs):
    client.force_login(make_user("aimag_officer", units["1"]))
    for sort in ("missing", "-cost", "-has"):
        offices = client.get(_page("asset_gaps", sort=sort)).context["offices"]
        assert [line.sums.known for line in offices] == [1, 0, 0, 0, 0]
    assert client.get(_page("asset_gaps", sort="zzz")).status_code == 200
