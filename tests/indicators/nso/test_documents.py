"""The pages on the connector say all that there is."""

from pathlib import Path

import pytest

from bagana.indicators.nso.errors import Kind
from bagana.indicators.nso.index import indexed_tables
from bagana.indicators.nso.mappings import FIELDS, known_mappings, read_mapping

DOCS = Path(__file__).parents[3] / "docs"
RULES = (DOCS / "rules" / "nso.md").read_text(encoding="utf-8")
TABLES = (DOCS / "reference" / "nso-tables.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", list(Kind))
def test_every_failure_is_explained(kind: Kind):
    assert f"`{kind}`" in RULES


@pytest.mark.parametrize("table", sorted(known_mappings()))
def test_every_declaration_is_listed_with_its_evidence(table: str):
    assert f"| {table} |" in TABLES


@pytest.mark.parametrize("field", sorted(FIELDS))
def test_every_field_of_a_declaration_is_explained(field: str):
    assert f"`{field}`" in TABLES or f"`[[{field}]]`" in TABLES


def test_the_example_can_be_read():
    example = TABLES.split("```toml\n")[1].split("```")[0]
    assert read_mapping(example).indicators == ["livestock_horse"]


def test_the_number_of_tables_is_told():
    assert f": {len(indexed_tables())} tables" in TABLES
