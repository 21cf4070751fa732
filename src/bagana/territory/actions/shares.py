"""Shares of a source by measure, told over its targets: they sum to exactly one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from bagana.engines.geography import area_km2
from bagana.territory.actions.order import Part
from bagana.territory.models import Measure
from bagana.web.errors import Refused

Shares = Mapping[str, Mapping[str, Decimal]]
"""Measure → code of the target → share of the source."""

PLACE = Decimal("1e-10")
TYPED = Decimal("0.00001")
"""How far typed shares may miss one: they are often rounded to five or six places."""


def shares_from_counts(
    counts: Mapping[str, Decimal | int | float],
) -> dict[str, Decimal]:
    """Exact shares of what each target received; the last target takes the rest.

    Raises
    ------
    Refused
        For a count below zero, or when nothing was counted at all.
    """
    numbers = {code: Decimal(str(count)) for code, count in counts.items()}
    total = sum(numbers.values(), Decimal(0))
    if any(number < 0 for number in numbers.values()) or total <= 0:
        raise Refused(
            _("Хувь бодох тоо тэгээс их байх ёстой."),
            _("Хэсэг бүрийн тоог шалгана уу."),
            field="shares",
        )
    return _rest_to_last({code: n / total for code, n in numbers.items()})


def _rest_to_last(raw: Mapping[str, Decimal]) -> dict[str, Decimal]:
    # The last that has anything: a target that gets nothing keeps exactly nothing.
    last = [code for code, share in raw.items() if share > 0][-1]
    shares = {code: share.quantize(PLACE, "ROUND_DOWN") for code, share in raw.items()}
    others = sum((share for code, share in shares.items() if code != last), Decimal(0))
    return {**shares, last: 1 - others}


def exact_shares(
    shares: Shares | None, targets: Sequence[str]
) -> dict[str, dict[str, Decimal]]:
    """Check the shares given for one source and bring each sum to exactly one."""
    checked: dict[str, dict[str, Decimal]] = {}
    for measure, given in (shares or {}).items():
        if measure not in Measure.values or set(given) != set(targets):
            raise Refused(
                _("%(measure)s: хэсэг бүрд нэг хувь өгнө.") % {"measure": measure},
                _("Хувь дутуу эсвэл илүү байна."),
                field="shares",
            )
        raw = {code: Decimal(given[code]) for code in targets}
        total = sum(raw.values(), Decimal(0))
        wrong = any(not 0 <= share <= 1 for share in raw.values())
        if wrong or abs(total - 1) > TYPED:
            raise Refused(
                _("%(measure)s: хувийн нийлбэр %(total)s, 1 байх ёстой.")
                % {"measure": Measure(measure).label, "total": total},
                _("Хувиудыг 1 (100 %%) болтол засна уу.") % {},
                field="shares",
            )
        checked[measure] = _rest_to_last(
            {code: share / total for code, share in raw.items()}
        )
    return checked


def with_area(
    shares: dict[str, dict[str, Decimal]], parts: Sequence[Part]
) -> dict[str, dict[str, Decimal]]:
    """Add the shares of area when they are not given but every shape is."""
    if Measure.AREA in shares or any(part.outline is None for part in parts):
        return shares
    areas = {
        part.code: area_km2(part.outline.geometry)
        for part in parts
        if part.outline is not None
    }
    return {**shares, Measure.AREA.value: shares_from_counts(areas)}


def need_shares(shares: Mapping[str, Mapping[str, Decimal]]) -> None:
    if not shares:
        raise Refused(
            _("Хэсгүүдийн хувийг дор хаяж нэг хэмжүүрээр өгнө."),
            _("Өрх, хүн ам, нутаг дэвсгэр эсвэл малын хувийг бөглөнө үү."),
            field="shares",
        )


def whole() -> dict[str, Decimal]:
    """All of a source in every measure: what a merger gives its target."""
    return {measure: Decimal(1) for measure in Measure.values}
