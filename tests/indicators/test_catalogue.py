"""The catalogue loaded from rows, and declared by parts of the system."""

from __future__ import annotations

import pytest

from bagana.indicators import catalogue
from bagana.indicators.catalogue import (
    Declared,
    declare,
    declared,
    load_catalogue,
    load_sources,
)
from bagana.indicators.models import Indicator, Source
from bagana.web.errors import Refused
from tests.factories import make_source


def row(code: str, **fields: str) -> dict[str, str]:
    values = {
        "code": code,
        "name_mn": f"Үзүүлэлт {code}",
        "name_en": f"Indicator {code}",
        "dimension": "people",
        "unit_mn": "хүн",
        "unit_en": "persons",
        "direction": "neutral",
        "decimals": "0",
        "aggregate_units": "sum",
        "aggregate_time": "last",
        "nature": "official",
        "source": "test",
        "lowest_level": "bag",
        "apportion_by": "population",
    }
    return values | fields


@pytest.mark.django_db
def test_indicators_come_after_those_they_name():
    make_source()
    ratio = {"aggregate_units": "ratio", "numerator": "b", "denominator": "c"}
    rows = [row("a", **ratio), row("b"), row("c", lowest_level="sum")]
    assert load_catalogue(rows) == 3
    found = Indicator.objects.get(code="a")
    assert found.numerator is not None
    assert (found.numerator.code, found.position) == ("b", 1)
    assert Indicator.objects.get(code="c").lowest_level == 2


@pytest.mark.django_db
def test_loading_again_brings_up_to_date_and_keeps_history():
    make_source()
    load_catalogue([row("a")])
    load_catalogue([row("a", name_mn="Шинэ нэр")])
    found = Indicator.objects.get()
    assert found.name_mn == "Шинэ нэр"
    assert found.history.count() == 2


@pytest.mark.django_db
def test_a_circle_is_refused():
    make_source()
    rows = [row("a", weight_indicator="b"), row("b", weight_indicator="a")]
    with pytest.raises(Refused, match="a, b"):
        load_catalogue(rows)
    assert not Indicator.objects.exists()


@pytest.mark.django_db
def test_an_unknown_source_is_refused():
    with pytest.raises(Refused, match="test"):
        load_catalogue([row("a")])


@pytest.mark.django_db
def test_sources_are_loaded_once():
    rows = [
        {
            "code": "s",
            "publisher_mn": "А",
            "publisher_en": "A",
            "title_mn": "Б",
            "title_en": "B",
            "year": "2025",
            "url": "",
        }
    ]
    assert load_sources(rows) == load_sources(rows) == 1
    assert Source.objects.get().year == 2025


def test_what_is_declared_is_known_and_unique(monkeypatch):
    monkeypatch.setattr(catalogue, "_declared", {})
    one = Declared("sheep", lambda units, start, end: [], lambda records: {})
    declare(one)
    declare(one)
    assert declared() == {"sheep": one}
    with pytest.raises(ValueError, match="sheep"):
        declare(Declared("sheep", lambda units, start, end: [], lambda records: {}))
