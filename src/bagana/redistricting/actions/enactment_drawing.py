"""A decided proposal as an order to the register: units, parts, shares, outlines."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
from django.utils.translation import gettext as _

from bagana.redistricting.arrays import BlockArrays, Floats
from bagana.redistricting.models import SPECIES, Nature, PlannedUnit, Proposal
from bagana.redistricting.queries.proposals_touched import (
    blocks_of,
    changed_bags,
    places_in,
    places_today,
)
from bagana.territory.actions import Outline, Part, shares_from_counts
from bagana.territory.models import BoundaryStatus, Measure, Unit, UnitVersion
from bagana.territory.shapes import geometry_of
from bagana.web.errors import Conflict, Refused

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

type Codes = npt.NDArray[np.str_]
type Shares = dict[str, dict[str, dict[str, Decimal]]]
type Versions = dict[str, UnitVersion]

NAMED: Final = (
    "name_mn",
    "name_en",
    "proper_name",
    "number",
    "location_type",
    "is_tosgon",
)


@dataclass(frozen=True)
class Drawing:
    """What `territory.actions.redraw` is asked, and which blocks change hands.

    `before` and `after` are (n,) codes of the unit of each block of the scenario.
    """

    units: list[Unit]
    parts: list[Part]
    shares: Shares
    arrays: BlockArrays
    before: Codes
    after: Codes

    @property
    def moved(self) -> npt.NDArray[np.intp]:
        """Places of the blocks that change hands."""
        return np.flatnonzero(self.before != self.after)


def drawing_of(proposal: Proposal, day: date) -> Drawing:
    """Read the chosen plan against the bags of the day.

    Raises
    ------
    Conflict
        When the bags are no longer those that the plan was drawn from.
    Refused
        When no plan is chosen, it changes nothing, or a unit has no name yet.
    """
    if proposal.plan is None:
        raise Refused(_("Өргөн барьсан хувилбар алга."), _("Хувилбараа сонгоно уу."))
    planned = {row.key: row for row in proposal.planned_units.all()}
    arrays = blocks_of(proposal.scenario)
    before = places_today(proposal.scenario)
    old = _open_versions(before)
    _still_so(proposal, before, old, day)
    after = _coded(places_in(proposal.plan), planned, old)
    touched = _touched(before, after, planned, old)
    sources = sorted(touched & set(old))
    outlines = _outlines(proposal, arrays, before, after, [old[c] for c in sources])
    return Drawing(
        units=[old[code].unit for code in sources],
        parts=[
            _part(code, planned, outlines.get(code))
            for code in sorted(set(after[np.isin(before, sources)]))
        ],
        shares=_shares(arrays, before, after, sources),
        arrays=arrays,
        before=before,
        after=after,
    )


def _open_versions(codes: Codes) -> Versions:
    found = UnitVersion.objects.filter(
        unit__code__in=sorted(set(codes)), valid_to__isnull=True
    )
    rows = found.select_related("unit", "kind", "parent", "boundary")
    return {version.unit.code: version for version in rows}


def _still_so(proposal: Proposal, before: Codes, old: Versions, day: date) -> None:
    """The plan was drawn from the scenario's bags; others need another plan."""
    gone = sorted({str(code) for code in before} - set(old))
    if changed := gone or changed_bags(proposal.scenario, day):
        raise Conflict(
            _("Хувилбарыг боловсруулснаас хойш багууд өөрчлөгдсөн: %(codes)s.")
            % {"codes": ", ".join(changed)},
            _("Одоогийн багаас шинэ даалгавар, хувилбар гаргана уу."),
        )


def _coded(keys: Codes, planned: Mapping[str, PlannedUnit], old: Versions) -> Codes:
    """Keys of the plan as the codes that its units shall bear."""
    used = sorted(set(keys))
    unnamed = [key for key in used if key not in planned and key not in old]
    if unnamed:
        raise Refused(
            _("Шинэ багийн код, нэрийг баталгаажуулаагүй байна: %(keys)s.")
            % {"keys": ", ".join(unnamed)},
            _("Багуудыг нэрлэнэ үү."),
        )
    codes = {key: planned[key].code if key in planned else key for key in used}
    return np.array([codes[key] for key in keys])


def _touched(
    before: Codes, after: Codes, planned: Mapping[str, PlannedUnit], old: Versions
) -> set[str]:
    moved = before != after
    touched = {str(code) for code in (*before[moved], *after[moved])}
    if not touched:
        raise Refused(
            _("Сонгосон хувилбарт нэг ч хэсэг багаа солихгүй."),
            _("Өөр хувилбар сонгоно уу."),
        )
    renamed = {
        row.code
        for key, row in planned.items()
        if key in old and row.code == key and _is_renamed(row, old[key])
    }
    return touched | (renamed & set(after))


def _is_renamed(row: PlannedUnit, version: UnitVersion) -> bool:
    return any(
        getattr(row, name) not in ("", None)
        and getattr(row, name) != getattr(version, name)
        for name in NAMED
    )


def _part(
    code: str, planned: Mapping[str, PlannedUnit], outline: Outline | None
) -> Part:
    row = next((row for row in planned.values() if row.code == code), None)
    if row is None:
        return Part(code=code, outline=outline)
    return Part(
        code=code,
        name_mn=row.name_mn,
        name_en=row.name_en,
        proper_name=row.proper_name,
        number=row.number,
        location_type=row.location_type or None,
        is_tosgon=row.is_tosgon,
        outline=outline,
    )


def measured(arrays: BlockArrays) -> dict[str, Floats]:
    """(n,) of each measure of apportionment; NaN where a block's is not known.

    Livestock in heads, as the measure is everywhere else.
    """
    return {
        Measure.HOUSEHOLDS.value: arrays.counts["households"],
        Measure.POPULATION.value: arrays.counts["population"],
        Measure.AREA.value: arrays.area_km2,
        Measure.LIVESTOCK.value: np.sum([arrays.counts[k] for k in SPECIES], axis=0),
    }


def _shares(
    arrays: BlockArrays, before: Codes, after: Codes, sources: Collection[str]
) -> Shares:
    """Measured from the blocks; a measure that a block lacks is left out.

    A bag that has nothing of a measure gives its nothing as it gives its land.
    """
    values = measured(arrays)
    found: Shares = {measure: {} for measure in values}
    for source in sources:
        targets = [str(code) for code in sorted(set(after[before == source]))]
        for measure, column in values.items():
            counts = _by_target(column, before, after, source, targets)
            if sum(counts.values()) == 0:
                area = arrays.area_km2
                counts = _by_target(area, before, after, source, targets)
            if not any(np.isnan(count) for count in counts.values()):
                found[measure][source] = shares_from_counts(counts)
    return {measure: by_source for measure, by_source in found.items() if by_source}


def _by_target(
    column: Floats, before: Codes, after: Codes, source: str, targets: list[str]
) -> dict[str, float]:
    own = before == source
    return {code: float(column[own & (after == code)].sum()) for code in targets}


def _outlines(
    proposal: Proposal,
    arrays: BlockArrays,
    before: Codes,
    after: Codes,
    versions: list[UnitVersion],
) -> dict[str, Outline]:
    from bagana.redistricting.land import joined, shared_out

    pieces = {}
    for version in versions:
        own = np.flatnonzero(before == version.unit.code)
        pieces[version.unit.code] = shared_out(
            geometry_of(version.boundary) if version.boundary else None,
            [arrays.shapes[i] for i in own],
            [(float(lon), float(lat)) for lon, lat in arrays.lonlat[own]],
            [str(code) for code in after[own]],
        )
    status = _status(proposal, versions)
    title = proposal.scenario.block_set.title_mn
    source = _("Суурь хэсгээс зурсан: %(title)s") % {"title": title}
    return {
        code: Outline(_untouched(code, shape, versions), status, source)
        for code, shape in joined(pieces).items()
    }


def _untouched(
    code: str, shape: BaseGeometry, versions: list[UnitVersion]
) -> BaseGeometry:
    """The very outline of a unit that neither gave nor took land."""
    old = next((v.boundary for v in versions if v.unit.code == code), None)
    before = geometry_of(old) if old is not None else None
    same = before is not None and before.symmetric_difference(shape).area < 1e-9
    return before if before is not None and same else shape


def _status(proposal: Proposal, versions: list[UnitVersion]) -> str:
    """Surveyed only if the bags were and the blocks are no model of anybody's."""
    official = proposal.scenario.block_set.nature == Nature.OFFICIAL
    drawn = {version.boundary.status for version in versions if version.boundary}
    surveyed = official and drawn == {BoundaryStatus.SURVEYED}
    return BoundaryStatus.SURVEYED if surveyed else BoundaryStatus.SCHEMATIC
