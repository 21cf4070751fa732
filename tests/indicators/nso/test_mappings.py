"""Declarations of tables: ours are whole, an officer's are checked field by field."""

from decimal import Decimal

import pytest

from bagana.indicators.nso.errors import Kind, NsoError
from bagana.indicators.nso.kept import axis, pinned_codes
from bagana.indicators.nso.mappings import (
    as_fields,
    known_mappings,
    mapping_of,
    read_mapping,
)
from bagana.indicators.nso.structure import read_structure

from .fixtures import TABLE, Office

TEXT = """
table = "DT_NSO_9999_001V1"
path = "Industry, service/Livestock"
area = "Бүс"
time = ["Он"]

[[series]]
indicator = "yaks"
"""


def refused(text: str) -> NsoError:
    with pytest.raises(NsoError) as caught:
        read_mapping(text)
    assert caught.value.kind is Kind.MAPPING
    return caught.value


def test_a_declaration_is_read():
    mapping = read_mapping(TEXT)
    assert mapping.file == "DT_NSO_9999_001V1.px"
    assert mapping.area == ("Бүс",)
    assert mapping.factor == 1
    assert mapping.indicators == ["yaks"]


@pytest.mark.parametrize("table", sorted(known_mappings()))
def test_a_declaration_survives_being_kept(table: str):
    mapping = known_mappings()[table]
    assert mapping_of(as_fields(mapping)) == mapping


def test_livestock_is_in_thousands():
    mapping = known_mappings()[TABLE]
    assert mapping.factor == Decimal(1000)
    assert mapping.accepts("Thousand heads")
    assert mapping.accepts(" thousand HEADS ")
    assert not mapping.accepts("Heads")
    assert not mapping.accepts("")


def test_a_table_without_a_unit_is_not_taken_in_thousands():
    mapping = read_mapping(TEXT)
    assert mapping.accepts("")
    assert mapping.accepts("persons")
    assert not mapping.accepts("Thousand persons")
    assert not mapping.accepts("мянган хүн")


@pytest.mark.parametrize(
    "text",
    [
        "not toml",
        TEXT.replace('table = "DT_NSO_9999_001V1"', ""),
        TEXT.replace('area = "Бүс"', "area = 3"),
        TEXT.replace('time = ["Он"]', "time = []"),
        TEXT.replace("[[series]]", "[series]"),
        TEXT + "\nfactor = 10",
        "factor = 1000\n" + TEXT,
        'factor = 1000\nunit = ""\n' + TEXT,
        'factor = -1\nunit = "x"\n' + TEXT,
        'factor = true\nunit = "x"\n' + TEXT,
        'colour = "red"\n' + TEXT,
        TEXT + '\n[[series]]\nindicator = "yaks"',
        TEXT + "\nwhere = 3",
        TEXT + "\nwhere = { a = 3 }",
        TEXT.replace("Industry, service", "..", 1),
        "x" * 200_000,
    ],
)
def test_a_faulty_declaration_is_refused(text: str):
    assert refused(text).fix


@pytest.mark.parametrize("language", ["mn", "en"])
def test_every_series_of_livestock_is_found_by_label_in_both_languages(language: str):
    structure = read_structure(Office().structure(language))
    mapping = known_mappings()[TABLE]
    found = [
        pinned_codes(structure, mapping, series.where) for series in mapping.series
    ]
    assert [one["Малын төрөл"] for one in found] == ["0", "1", "2", "3", "4", "5"]
    assert axis(structure, mapping.area).code == "Бүс"
    assert axis(structure, mapping.time).code == "Он"


def test_a_variable_left_open_is_refused():
    structure = read_structure(Office().structure())
    mapping = read_mapping(TEXT)
    with pytest.raises(NsoError) as caught:
        pinned_codes(structure, mapping, {})
    assert caught.value.kind is Kind.MAPPING
    assert "Малын төрөл" in caught.value.reason


def test_an_unknown_category_shows_what_there_is():
    structure = read_structure(Office().structure())
    mapping = read_mapping(TEXT)
    with pytest.raises(NsoError) as caught:
        pinned_codes(structure, mapping, {"Малын төрөл": ["Yak"]})
    assert caught.value.kind is Kind.UNKNOWN_LABEL
    assert "Camel" in caught.value.reason
