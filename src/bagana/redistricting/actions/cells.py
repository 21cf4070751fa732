"""Building a set of blocks from the cells of a sum, for want of blocks of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from bagana.engines.geography import area_km2, label_point
from bagana.redistricting import cells, rules
from bagana.redistricting.actions.blocks import add_block_set
from bagana.redistricting.arrays import COUNTED
from bagana.redistricting.block_checks import BAG_LEVEL, outlines_of
from bagana.redistricting.cells import CellPiece
from bagana.redistricting.features import Feature
from bagana.redistricting.models import BlockSet, Nature
from bagana.redistricting.published import Basis, published
from bagana.territory.models import Unit, UnitVersion
from bagana.territory.queries import below, find_version
from bagana.web.errors import PermissionDenied, Refused


@transaction.atomic
def build_cells(
    *, user: Any, unit: Unit, on: date, resolution: int, is_illustrative: bool = False
) -> BlockSet:
    """Blocks from the cells of a sum with the bags' published totals placed on them.

    Whatever the totals are, where people stand within a bag is a model: the set's
    nature is modelled.
    """
    if not rules.can_add_blocks(user, unit):
        raise PermissionDenied(_("Энэ нэгжийн суурь хэсгийг оруулах эрх танд алга."))
    bags = list(below(unit, on, BAG_LEVEL))
    found = _pieces(outlines_of(bags), bags, resolution)
    bases = published(user, [version.unit.code for version in bags], on)
    mn, en = (
        _about(language, unit, on, resolution, bases) for language in ("mn", "en")
    )
    return add_block_set(
        user=user,
        unit=unit,
        title_mn=mn["title"],
        title_en=en["title"],
        on=on,
        period=_period(bases, on),
        nature=Nature.MODELLED,
        source_mn=mn["source"],
        source_en=en["source"],
        features=_features(found, bases),
        is_illustrative=is_illustrative,
    )


def _pieces(
    outlines: Mapping[str, Any], bags: list[UnitVersion], resolution: int
) -> list[CellPiece]:
    if resolution not in cells.RESOLUTIONS:
        raise Refused(_("Нүдний хэмжээ буруу байна."), field="resolution")
    without = [version.name for version in bags if version.unit.code not in outlines]
    if without or not bags:
        raise Refused(
            _("Зааггүй баг байна: %(bags)s.") % {"bags": ", ".join(without) or "–"},
            _("Багийн заагийг эхлээд оруулна уу."),
            "unit",
        )
    try:
        return cells.pieces(outlines, resolution)
    except cells.TooManyCells:
        raise Refused(
            _("Нүд %(most)s-аас олон болно.") % {"most": cells.MOST},
            _("Илүү том нүд сонгоно уу."),
            "resolution",
        ) from None


def _features(found: list[CellPiece], bases: Mapping[str, Basis]) -> list[Feature]:
    by_bag: dict[str, list[int]] = {}
    for i, piece in enumerate(found):
        by_bag.setdefault(piece.bag, []).append(i)
    values: list[dict[str, int | None]] = [{} for _piece in found]
    for bag, own in by_bag.items():
        areas = np.array([area_km2(found[i].shape) for i in own])
        middles = [found[i].shape.representative_point() for i in own]
        lonlat = np.array([[point.x, point.y] for point in middles])
        centre = _centre(found, own)
        for count in COUNTED:
            share = cells.shares(count, areas, lonlat, centre)
            total = bases[count].values.get(bag)
            for i, value in zip(own, cells.placed(total, share), strict=True):
                values[i][count] = value
    return [
        Feature(i + 1, piece.code, piece.bag, piece.shape, values[i])
        for i, piece in enumerate(found)
    ]


def _centre(found: list[CellPiece], own: list[int]) -> tuple[float, float]:
    """Where a bag's name stands on the map; its settlement is not in the register."""
    import shapely

    return label_point(shapely.union_all([found[i].shape for i in own]))


def _period(bases: Mapping[str, Basis], on: date) -> str:
    own = [bases[count] for count in COUNTED]
    codes = {basis.period.code for basis in own if basis.period}
    return ", ".join(sorted(codes))[:40] or str(on.year)


def _about(
    language: str, unit: Unit, on: date, resolution: int, bases: Mapping[str, Basis]
) -> dict[str, str]:
    """Title and source in one language: both are kept with the set."""
    version = find_version(unit.code, on)
    with translation.override(language):
        name = version.name if version else unit.code
        told = [
            f"{basis.indicator.name} ({basis.period.label})"
            for basis in map(bases.__getitem__, COUNTED)
            if basis.indicator and basis.period
        ]
        title = _("%(unit)s: H3 нүд, %(resolution)s-р зэрэг")
        source = _(
            "Багийн нийтэлсэн дүнг нүдэнд загвараар байршуулав: %(figures)s. Өрх, хүн "
            "амын 70 хувийг багийн төв орчимд, бусдыг нь талбайгаар хуваарилсан."
        )
        return {
            "title": (title % {"unit": name, "resolution": resolution})[:200],
            "source": source % {"figures": ", ".join(told) or "–"},
        }
