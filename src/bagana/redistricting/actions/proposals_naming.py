"""Codes and names of the units that a chosen plan makes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.redistricting.actions.proposals_steps import (
    clean,
    conductor_only,
    locked,
    require_state,
)
from bagana.redistricting.models import Plan, PlannedUnit, Proposal, ProposalState
from bagana.redistricting.queries.proposals_naming import NamedUnit, is_bag_code
from bagana.redistricting.queries.proposals_touched import (
    parents_of_units,
    used_units,
)
from bagana.territory.models import LocationType, Unit
from bagana.web.errors import Conflict, Refused


@transaction.atomic
def name_units(
    *, user: Any, proposal: Proposal, units: Sequence[NamedUnit]
) -> list[PlannedUnit]:
    """Keep how each unit of the chosen plan will be called; former names give way.

    A unit that goes on keeps its code. One that begins gets a code that no unit ever
    had: the sum's, and two digits.
    """
    row = locked(proposal)
    conductor_only(user, row)
    require_state(row, ProposalState.HEARING)
    if row.plan is None:
        raise Conflict(
            _("Өргөн барих хувилбарыг сонгоогүй байна."), _("Хувилбараа сонгоно уу.")
        )
    _check_whole(row.plan, units)
    for one in units:
        _check(one, parents_of_units(row.plan)[one.key])
    _check_apart(row.plan, units)
    row.planned_units.all().delete()
    return [
        PlannedUnit.objects.create(proposal=row, **_fields(one), key=one.key)
        for one in units
    ]


def _fields(one: NamedUnit) -> dict[str, Any]:
    return {
        "code": one.code.strip(),
        "name_mn": clean(one.name_mn),
        "name_en": clean(one.name_en),
        "proper_name": clean(one.proper_name),
        "number": one.number,
        "location_type": one.location_type,
        "is_tosgon": one.is_tosgon,
        "office": clean(one.office),
    }


def _check_whole(plan: Plan, units: Sequence[NamedUnit]) -> None:
    wanted, given = used_units(plan), [one.key for one in units]
    if sorted(wanted) != sorted(given):
        raise Refused(
            _("Хувилбарын баг бүрийг нэг удаа нэрлэнэ."),
            _("Хуудсаа дахин нээж, бүх мөрийг бөглөнө үү."),
        )


def _check(one: NamedUnit, parent: str) -> None:
    if not clean(one.name_mn) or not clean(one.name_en):
        raise Refused(
            _("%(key)s: нэр хоосон байна.") % {"key": one.key},
            _("Монгол, англи нэрийг хоёуланг нь бичнэ үү."),
            f"{one.key}-name_mn" if not clean(one.name_mn) else f"{one.key}-name_en",
        )
    if one.location_type not in LocationType.values:
        raise Refused(
            _("%(key)s: байршлын ангиллыг сонгоно уу.") % {"key": one.key},
            "",
            f"{one.key}-location_type",
        )
    goes_on = Unit.objects.filter(code=one.key).exists()
    if goes_on and one.code != one.key:
        raise Refused(
            _("%(key)s: үргэлжлэх багийн код өөрчлөгдөхгүй.") % {"key": one.key},
            "",
            f"{one.key}-code",
        )
    if not goes_on:
        _check_new_code(one, parent)


def _check_new_code(one: NamedUnit, parent: str) -> None:
    field = f"{one.key}-code"
    if not is_bag_code(one.code, parent):
        raise Refused(
            _("%(code)s: багийн код нь сумын код %(sum)s, хоёр цифр байна.")
            % {"code": one.code or "–", "sum": parent},
            _("Санал болгосон кодыг хэрэглэнэ үү."),
            field,
        )
    if Unit.objects.filter(code=one.code).exists():
        raise Refused(
            _("%(code)s кодыг өөр баг хэрэглэж байсан тул дахин өгөхгүй.")
            % {"code": one.code},
            _("Өөр код өгнө үү."),
            field,
        )


def _check_apart(plan: Plan, units: Sequence[NamedUnit]) -> None:
    """No code twice; no name twice within a sum."""
    parents = parents_of_units(plan)
    codes = [one.code for one in units]
    names = [(parents[one.key], clean(one.name_mn).casefold()) for one in units]
    for at, one in enumerate(units):
        if one.code in codes[:at]:
            raise Refused(
                _("%(code)s код хоёр багт өгөгдсөн.") % {"code": one.code},
                "",
                f"{one.key}-code",
            )
        if names[at] in names[:at]:
            raise Refused(
                _("«%(name)s» нэр нэг суманд хоёр удаа орсон.")
                % {"name": clean(one.name_mn)},
                "",
                f"{one.key}-name_mn",
            )
