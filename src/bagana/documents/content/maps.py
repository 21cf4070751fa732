"""Maps of papers: the board's own, drawn from the same shapes and figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext

from bagana.documents.blocks import Picture
from bagana.documents.content.frame import Counting
from bagana.documents.pictures import MapWords, map_picture
from bagana.portal.maps import MapUnit, draw
from bagana.portal.queries import places
from bagana.portal.wording import own_name
from bagana.programme.models import Programme
from bagana.programme.queries.money import money_by
from bagana.territory.models import UnitVersion
from bagana.territory.queries import children_of

BAG = 3
MILLION = Decimal(1_000_000)


def money_map(programme: Programme, *, on: date, count: Counting) -> Picture | None:
    """What was paid for each bag by the day; bags without an entry are hatched."""
    units = places.of_level(programme.unit, on, BAG)
    sums = money_by(programme, "unit", until=on)
    drawn = [
        MapUnit(
            version.unit.code,
            own_name(version),
            "",
            "",
            float(sums[version.unit_id].paid / MILLION)
            if version.unit_id in sums
            else None,
        )
        for version in units
    ]
    picture = draw(drawn, places.shapes_of(units))
    if picture is None or not any(unit.value is not None for unit in drawn):
        return None
    title = gettext("Багийн төлөө төлсөн дүн, сая ₮")
    return map_picture(
        picture,
        alt=title,
        caption=f"{count.picture(title)}. {schematic()}",
        words=map_words(),
        width=0.86,
        decimals=1,
    )


def unit_map(version: UnitVersion, on: date) -> Picture | None:
    """The unit among the units of its parent, itself outlined."""
    if version.parent is None:
        return None
    units = list(children_of(version.parent, on).order_by("sort_key"))
    drawn = [
        MapUnit(
            each.unit.code,
            own_name(each),
            "",
            "",
            None,
            is_chosen=each.unit_id == version.unit_id,
            is_context=True,
        )
        for each in units
    ]
    picture = draw(drawn, places.shapes_of(units))
    if picture is None:
        return None
    return map_picture(
        picture, alt=version.name, caption=schematic(), words=map_words()
    )


def map_words() -> MapWords:
    return MapWords(km=gettext("км"), missing=gettext("бичилт алга"))


def schematic() -> str:
    return gettext("Бүдүүвч зураг: хэмжилтээр тогтоосон зааг биш.")
