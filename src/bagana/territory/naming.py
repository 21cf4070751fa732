"""Keys that are stored with names, so that lists sort and searches meet."""

from __future__ import annotations

from collections.abc import Iterable

from bagana.engines.mongolian import latin_key, search_key, sort_key
from bagana.territory.models import Unit, UnitName, UnitVersion

OFFICIAL = "official"


def name_row(unit: Unit, text: str, source: str) -> UnitName:
    return UnitName(
        unit=unit,
        text=text,
        source=source,
        is_official=source == OFFICIAL,
        cyrillic_key=search_key(text),
        latin_key=latin_key(text),
    )


def official_rows(version: UnitVersion) -> list[UnitName]:
    """The spellings a version brings: official, own and English name."""
    texts = dict.fromkeys([version.name_mn, version.proper_name, version.name_en])
    return [name_row(version.unit, text, OFFICIAL) for text in texts if text]


def add_names(rows: Iterable[UnitName]) -> None:
    """Keep the spellings; one already known stays as it is."""
    UnitName.objects.bulk_create(rows, ignore_conflicts=True, batch_size=2000)


def version_sort_key(name_mn: str, number: int | None) -> str:
    """Numbered bags come in their order, everything else by Mongolian letters."""
    return sort_key(f"{number} {name_mn}" if number is not None else name_mn)
