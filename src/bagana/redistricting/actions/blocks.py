"""Taking blocks in: a set is written once, whole, and never changed.

The rule: docs/rules/redrawing-blocks.md.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any, Final

import numpy as np
from django.db import transaction
from django.utils.translation import gettext as _

from bagana.redistricting import rules
from bagana.redistricting.arrays import COUNTED
from bagana.redistricting.block_checks import Checked, ReadyBlock, check_features
from bagana.redistricting.block_problems import BlocksRefused
from bagana.redistricting.carried import carried
from bagana.redistricting.features import Feature, from_mappings
from bagana.redistricting.models import Block, BlockSet, Nature
from bagana.territory.models import Unit
from bagana.web.errors import Conflict, PermissionDenied, Refused

GAP_M: Final = 2.0
"""Borders that lie nearer than this are common: files round their coordinates."""

FIELDS: Final = ("title_mn", "title_en", "period", "source_mn")


@transaction.atomic
def add_block_set(
    *,
    user: Any,
    unit: Unit,
    title_mn: str,
    title_en: str,
    on: date,
    period: str,
    nature: str,
    source_mn: str,
    features: Sequence[Feature | Mapping[str, Any]],
    source_en: str = "",
    is_illustrative: bool = False,
) -> BlockSet:
    """Write a set of blocks over a unit; neighbours are found from the shapes.

    Parameters
    ----------
    unit
        Above all bags of the blocks: a sum or an aimag.
    on
        The day whose bags the blocks name; `period` is that of the figures.
    nature
        Whose figures they are: official, own, modelled; one for the whole set.
    features
        As `features.read_features` reads them, or GeoJSON features.

    Raises
    ------
    PermissionDenied, BlocksRefused, Conflict
        BlocksRefused names every row; Conflict: exactly this set is there already.
    """
    if not rules.can_add_blocks(user, unit):
        raise PermissionDenied(_("Энэ нэгжийн суурь хэсгийг оруулах эрх танд алга."))
    about = {
        "title_mn": title_mn,
        "title_en": title_en or title_mn,
        "on": on,
        "period": period,
        "nature": nature,
        "source_mn": source_mn,
        "source_en": source_en,
        "is_illustrative": is_illustrative,
    }
    _check(about)
    checked = check_features(_features(features), unit=unit, on=on)
    if checked.problems:
        raise BlocksRefused(tuple(checked.problems))
    return _write(user, unit, about, checked)


def _check(about: Mapping[str, Any]) -> None:
    for name in FIELDS:
        if not str(about[name]).strip():
            raise Refused(_("Энэ талбарыг бөглөнө үү."), field=name)
    if about["nature"] not in Nature.values:
        raise Refused(_("Тооны төрөл буруу байна."), field="nature")


def _features(given: Sequence[Feature | Mapping[str, Any]]) -> list[Feature]:
    if all(isinstance(one, Feature) for one in given):
        return [one for one in given if isinstance(one, Feature)]
    return from_mappings([one for one in given if isinstance(one, Mapping)])


def _write(
    user: Any, unit: Unit, about: Mapping[str, Any], checked: Checked
) -> BlockSet:
    blocks = sorted(checked.blocks, key=_order)
    if not blocks:
        raise Refused(_("Суурь хэсэг алга байна."), field="file")
    digest = _sha256(unit, about, blocks)
    if BlockSet.objects.filter(sha256=digest).exists():
        raise Conflict(
            _("Яг ийм суурь хэсгийн багц аль хэдийн бий."),
            _("Бүртгэлтэй багцыг ашиглана уу."),
        )
    neighbours, area = _neighbours(blocks)
    made = BlockSet.objects.create(
        **about,
        unit=unit,
        sha256=digest,
        neighbours=neighbours,
        carries=carried(user, blocks, about["on"]),
        made_by=user,
    )
    Block.objects.bulk_create(
        [_row(made, i, b, float(area[i])) for i, b in enumerate(blocks)],
        batch_size=500,
    )
    return made


def _order(block: ReadyBlock) -> tuple[str, str]:
    parent = block.bag.parent
    return (parent.code if parent else "", block.code)


def _row(block_set: BlockSet, ordinal: int, block: ReadyBlock, area: float) -> Block:
    middle = block.geometry.centroid
    if not block.geometry.contains(middle):
        middle = block.geometry.representative_point()
    return Block(
        block_set=block_set,
        ordinal=ordinal,
        code=block.code,
        unit=block.bag.unit,
        parent=block.bag.parent,
        area_km2=area,
        lon=middle.x,
        lat=middle.y,
        geometry=block.geometry.wkb,
        **block.counts,
    )


def _sha256(unit: Unit, about: Mapping[str, Any], blocks: Sequence[ReadyBlock]) -> str:
    """Over what decides a plan: place, day, figures, shapes; titles do not count."""
    held = sha256()
    head = (unit.code, about["on"].isoformat(), about["period"], about["nature"])
    held.update("\t".join(head).encode())
    for block in blocks:
        counts = [str(block.counts[name]) for name in COUNTED]
        line = "\t".join((block.code, block.bag.unit.code, *counts))
        held.update(f"\n{line}\t".encode())
        held.update(block.geometry.wkb)
    return held.hexdigest()


def _neighbours(blocks: Sequence[ReadyBlock]) -> tuple[bytes, Any]:
    """The archive of the set, and the km² of each block."""
    from bagana.engines.districting.reading import outlines

    codes = [block.code for block in blocks]
    found = outlines(codes, [block.geometry for block in blocks], gap_m=GAP_M)
    place = {code: i for i, code in enumerate(codes)}
    both = [
        edge
        for one, other, km in found.pairs
        for edge in (
            (place[one], place[other], km),
            (place[other], place[one], km),
        )
    ]
    edges = np.array(sorted(both), dtype=np.float64).reshape(-1, 3)
    degree = np.bincount(edges[:, 0].astype(np.int64), minlength=len(codes))
    held = io.BytesIO()
    np.savez_compressed(
        held,
        indptr=np.concatenate([[0], np.cumsum(degree)]).astype(np.int32),
        indices=edges[:, 1].astype(np.int32),
        border=edges[:, 2],
        perimeter=np.asarray(found.perimeter_km, dtype=np.float64),
    )
    return held.getvalue(), found.area_km2
