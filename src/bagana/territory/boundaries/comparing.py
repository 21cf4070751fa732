"""The difference report: outlines against the register, before anything is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import shapely
from django.utils.translation import gettext as _
from shapely.geometry.base import BaseGeometry

from bagana.engines.geography import (
    Finding,
    FindingKind,
    Tolerances,
    area_km2,
    check_boundaries,
)
from bagana.territory.boundaries.reading import BoundaryFile
from bagana.territory.models import UnitVersion
from bagana.territory.queries import versions_on
from bagana.territory.shapes import geometry_of, polygons

SAME_PERCENT = 0.001
"""A shape that differs from the register's by less of its area is the same one."""


@dataclass(frozen=True)
class Problem:
    """One row of the report."""

    kind: str
    code: str
    message: str
    stops: bool
    """Whether this outline cannot be applied as it is."""


@dataclass(frozen=True)
class Report:
    """What a file says about the units of a day, sorted into what would happen."""

    on: date
    read: int
    new: tuple[str, ...]
    changed: tuple[str, ...]
    same: tuple[str, ...]
    refused: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def reconciles(self) -> bool:
        sorted_ = (self.new, self.changed, self.same, self.refused)
        return self.read == sum(map(len, sorted_))

    @property
    def applicable(self) -> tuple[str, ...]:
        return tuple(sorted((*self.new, *self.changed)))


@dataclass(frozen=True)
class Outside:
    code: str
    km2: float


def compare(file: BoundaryFile, on: date) -> Report:
    """Compare the outlines of a file with the register as of a day.

    An outline of an unknown unit or without an area is refused; everything else is
    reported and may still be applied, for the file may be right and the register wrong.
    """
    versions = {
        version.unit.code: version
        for version in versions_on(on)
        .filter(unit__code__in=file.shapes)
        .select_related("boundary")
    }
    problems = [*_unknown(file, versions), *_repeated(file)]
    known = {code: g for code, g in file.shapes.items() if code in versions}
    problems += _missing(versions, known, on)
    for parent, children in _families(known, versions).items():
        problems += _family(parent, children, known, versions, on)
    stopped = {problem.code for problem in problems if problem.stops}
    fine = {code: g for code, g in known.items() if code not in stopped}
    new, changed, same = _sorted(fine, versions)
    refused = tuple(sorted(set(file.shapes) - set(fine)))
    return Report(on, len(file.shapes), new, changed, same, refused, tuple(problems))


def outside_parent(on: date) -> Iterator[Outside]:
    """Units of a day whose kept outline reaches out of their parent's."""
    versions = versions_on(on).filter(boundary__isnull=False)
    shapes = {
        version.unit_id: (version, polygons(geometry_of(version.boundary)))
        for version in versions.select_related("boundary")
        if version.boundary is not None
    }
    families: dict[int, dict[str, BaseGeometry]] = defaultdict(dict)
    for version, geometry in shapes.values():
        if version.parent_id in shapes:
            families[version.parent_id][version.unit.code] = geometry
    limit = Tolerances().outside_km2
    for parent, children in families.items():
        ground = shapes[parent][1]
        shapely.prepare(ground)
        for code, geometry in children.items():
            if not ground.covers(geometry):
                km2 = area_km2(polygons(shapely.difference(geometry, ground)))
                if km2 > limit:
                    yield Outside(code, km2)


def _unknown(
    file: BoundaryFile, versions: Mapping[str, UnitVersion]
) -> Iterator[Problem]:
    for code in sorted(set(file.shapes) - set(versions)):
        message = _("%(code)s кодтой нэгж тухайн өдөр бүртгэлд алга") % {"code": code}
        yield Problem("unknown", code, message, stops=True)


def _repeated(file: BoundaryFile) -> Iterator[Problem]:
    for code in file.repeated:
        message = _("%(code)s код файлд давтагдсан: эхнийхийг авав") % {"code": code}
        yield Problem("repeated", code, message, stops=False)


def _missing(
    versions: Mapping[str, UnitVersion], known: Mapping[str, BaseGeometry], on: date
) -> Iterator[Problem]:
    """Siblings of the units in the file of which the file says nothing."""
    parents = {v.parent_id for v in versions.values() if v.parent_id is not None}
    siblings = versions_on(on).filter(parent__in=parents)
    for sibling in siblings.exclude(unit__code__in=known):
        message = _("%(name)s (%(code)s) файлд алга") % {
            "name": sibling.name,
            "code": sibling.unit.code,
        }
        yield Problem("missing", sibling.unit.code, message, stops=False)


def _families(
    known: Mapping[str, BaseGeometry], versions: Mapping[str, UnitVersion]
) -> dict[int | None, list[str]]:
    families: dict[int | None, list[str]] = defaultdict(list)
    for code in known:
        families[versions[code].parent_id].append(code)
    return families


def _family(
    parent: int | None,
    codes: list[str],
    known: Mapping[str, BaseGeometry],
    versions: Mapping[str, UnitVersion],
    on: date,
) -> Iterator[Problem]:
    """Faults among the children of one parent, the parent's outline from the file or,
    when the file has none, from the register."""
    ground = _ground(parent, known, versions, on)
    shapes = {code: known[code] for code in codes}
    registered = {
        code: boundary.registered_area_km2
        for code in codes
        if (boundary := versions[code].boundary) is not None
        and boundary.registered_area_km2 is not None
    }
    for finding in check_boundaries(shapes, ground, registered):
        yield _told(finding)


def _ground(
    parent: int | None,
    known: Mapping[str, BaseGeometry],
    versions: Mapping[str, UnitVersion],
    on: date,
) -> BaseGeometry | None:
    if parent is None:
        return None
    for code, version in versions.items():
        if version.unit_id == parent:
            return known[code]
    above = versions_on(on).filter(unit=parent).select_related("boundary").first()
    if above is None or above.boundary is None:
        return None
    return geometry_of(above.boundary)


def _told(finding: Finding) -> Problem:
    codes = ", ".join(finding.codes)
    km2 = "" if finding.km2 is None else f"{finding.km2:.2f}"
    templates = {
        FindingKind.INVALID: _("%(codes)s: зааг өөрийгөө огтолсон; засаж авна"),
        FindingKind.EMPTY: _("%(codes)s: зааг хоосон"),
        FindingKind.OUTSIDE_PARENT: _("%(codes)s: %(km2)s км² дээд нэгжийн гадна"),
        FindingKind.OVERLAP: _("%(codes)s: %(km2)s км² давхацсан"),
        FindingKind.GAP: _("%(codes)s: хооронд нь %(km2)s км² эзэнгүй"),
        FindingKind.AREA_DIFFERS: _(
            "%(codes)s: зураг %(km2)s км², бүртгэл %(registered)s км²"
        ),
    }
    message = templates[finding.kind] % {
        "codes": codes,
        "km2": km2,
        "registered": finding.registered_km2,
    }
    stops = finding.kind is FindingKind.EMPTY
    return Problem(str(finding.kind), finding.codes[0] if codes else "", message, stops)


def _sorted(
    shapes: Mapping[str, BaseGeometry], versions: Mapping[str, UnitVersion]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    new, changed, same = [], [], []
    for code, geometry in sorted(shapes.items()):
        kept = versions[code].boundary
        if kept is None:
            new.append(code)
        elif _is_same(geometry, geometry_of(kept)):
            same.append(code)
        else:
            changed.append(code)
    return tuple(new), tuple(changed), tuple(same)


def _is_same(one: BaseGeometry, other: BaseGeometry) -> bool:
    difference = shapely.symmetric_difference(polygons(one), polygons(other))
    return bool(difference.area <= SAME_PERCENT / 100 * other.area)
