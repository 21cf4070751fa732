"""Whose code is which unit: the statistics office's areas and our register.

An area code is a region digit and the official code: 3430151 is 430151 in region 3.
The register keeps the codes as they were given; for a code it does not hold the rule
is used, so that a region redrawn does not lose its units.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import batched

from django.utils.translation import gettext as _

from bagana.indicators.nso.errors import nothing_to_ask
from bagana.territory.models import ExternalCode, Unit

REGISTER = "nso"
COUNTRY = "0"
# The length of a code tells its level; one digit other than 0 is a region, no unit.
LEVELS = {3: 1, 5: 2, 7: 3}
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Request:
    """A unit asked for by its own code, and its code in the tables."""

    unit: str
    area: str


def level_of(area: str) -> int | None:
    """0 country, 1 aimag, 2 sum, 3 bag; None for a region or what is no area."""
    return 0 if area == COUNTRY else LEVELS.get(len(area))


def requests_for(units: Sequence[str]) -> list[Request]:
    """The areas of the units named by our own codes; refuses an unknown unit."""
    wanted = [code.strip() for code in units if code.strip()]
    if not wanted:
        raise nothing_to_ask(_("Нэг ч нэгж сонгоогүй байна."))
    rows = ExternalCode.objects.filter(register=REGISTER, unit__code__in=wanted)
    known = dict(rows.values_list("unit__code", "code"))
    missing = [code for code in wanted if code not in known]
    if missing:
        raise nothing_to_ask(
            _("Ийм нэгж, эсвэл түүний статистикийн код алга: %(units)s.")
            % {"units": ", ".join(missing)}
        )
    return [Request(code, known[code]) for code in dict.fromkeys(wanted)]


def areas_asked(
    present: Iterable[str],
    requests: Sequence[Request],
    *,
    levels: Collection[int],
    below: bool = True,
) -> list[str]:
    """The areas of a table that are, or lie under, what is asked for."""
    return [
        area
        for area in present
        if level_of(area) in levels
        and any(_is_asked(area, request.area, below) for request in requests)
    ]


def _is_asked(area: str, wanted: str, below: bool) -> bool:
    if area == wanted:
        return True
    return below and (wanted == COUNTRY or area.startswith(wanted))


def units_of(areas: Collection[str]) -> dict[str, str]:
    """Our unit code by area code, for the areas that are units of our register."""
    found: dict[str, str] = {}
    for some in batched(areas, CHUNK):
        rows = ExternalCode.objects.filter(register=REGISTER, code__in=some)
        found.update(rows.values_list("code", "unit__code"))
        by_rule = {area[1:]: area for area in some if area not in found and area[1:]}
        held = Unit.objects.filter(code__in=by_rule).values_list("code", flat=True)
        found.update({by_rule[code]: code for code in held})
    return found
