"""Taking a table of the statistics office in, as a batch like any other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from bagana.indicators.imports import Options, check_figures
from bagana.indicators.imports.checking import check_rows
from bagana.indicators.models import ImportBatch, Indicator
from bagana.indicators.nso import errors
from bagana.indicators.nso.areas import requests_for
from bagana.indicators.nso.client import NsoClient
from bagana.indicators.nso.fetching import Wish, fetch
from bagana.indicators.nso.kept import ORIGIN, Fetched, rows_of
from bagana.indicators.nso.mappings import TableMapping, known_mappings
from bagana.indicators.rules import require_writer, writing_reach

ALL_LEVELS = (0, 1, 2, 3)


def import_table(
    *,
    user: Any,
    table: str,
    units: Sequence[str],
    years: Collection[int] | None = None,
    client: NsoClient | None = None,
    mapping: TableMapping | None = None,
    levels: Collection[int] = ALL_LEVELS,
    below: bool = True,
    system: bool = False,
) -> ImportBatch:
    """Fetch a table and say what taking it in would do; only the batch is written.

    Everything is fetched and understood before the first write. `apply_batch` of the
    imports then writes the drafts, `undo_batch` takes them back.

    `units` are our codes; what lies under them comes too unless `below` is false, down
    to the lowest level on which the indicators are kept. `years` None are all years
    since the register begins. `mapping` is for a table without a declaration of ours.

    Raises NsoError with what to do, PermissionDenied for who enters no figures.
    """
    if not system:
        require_writer(user)
    mapping = mapping or mapping_for(table)
    if mapping.table != table.removesuffix(".px"):
        raise errors.bad_mapping(f"table = {mapping.table} ≠ {table}")
    kept_levels = set(levels) & set(range(_lowest_level(mapping) + 1))
    wish = Wish(requests_for(units), kept_levels, years, below)
    if client is None:
        with NsoClient() as own:
            fetched = fetch(own, mapping, wish)
    else:
        fetched = fetch(client, mapping, wish)
    return _checked(user, fetched, _title(mapping, units, years), system)


def mapping_for(table: str) -> TableMapping:
    """Our declaration of the table; the code may carry its file ending."""
    mapping = known_mappings().get(table.removesuffix(".px"))
    if mapping is None:
        raise errors.no_mapping(table, ", ".join(sorted(known_mappings())))
    return mapping


def _lowest_level(mapping: TableMapping) -> int:
    rows = Indicator.objects.filter(code__in=mapping.indicators)
    known = dict(rows.values_list("code", "lowest_level"))
    missing = [code for code in mapping.indicators if code not in known]
    if missing:
        raise errors.bad_mapping(
            _("үзүүлэлтийн жагсаалтад %(codes)s алга") % {"codes": ", ".join(missing)}
        )
    return max(known.values())


def _title(
    mapping: TableMapping, units: Sequence[str], years: Collection[int] | None
) -> str:
    parts = [mapping.table, ", ".join(units)]
    if years:
        parts.append(", ".join(_runs(sorted(years))))
    return " · ".join(parts)


def _runs(years: Sequence[int]) -> Iterator[str]:
    """Years as people write them: 2019, 2022–2024."""
    for _gap, run in groupby(enumerate(years), key=lambda pair: pair[1] - pair[0]):
        found = [year for _at, year in run]
        yield str(found[0]) if len(found) == 1 else f"{found[0]}–{found[-1]}"


def _checked(user: Any, fetched: Fetched, title: str, system: bool) -> ImportBatch:
    rows = rows_of(fetched)
    checked = check_rows(rows, writing_reach(user, system=system), Options())
    return check_figures(
        user=user,
        title=title,
        origin=ORIGIN,
        content=fetched.packed(),
        figures=checked.figures,
        problems=checked.problems,
        empty=checked.empty,
        system=system,
    )
