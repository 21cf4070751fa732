"""The sections of a bag: named by the bag itself, closed rather than deleted."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.registers.models import Section
from bagana.registers.rules import can_keep
from bagana.territory.models import Unit
from bagana.web.errors import Conflict, Refused


@transaction.atomic
def add_section(*, user: Any, unit: Unit, name: str) -> Section:
    can_keep.require(user, unit)
    return Section.objects.create(unit=unit, name=_free(unit, name, None))


@transaction.atomic
def change_section(
    *, user: Any, section: Section, name: str, is_closed: bool
) -> Section:
    can_keep.require(user, section.unit)
    section.name = _free(section.unit, name, section)
    section.is_closed = is_closed
    section.save()
    return section


def _free(unit: Unit, name: str, but: Section | None) -> str:
    name = " ".join(name.split())[:100]
    if not name:
        raise Refused(_("Хэсгийн нэрийг бичнэ үү."), field="name")
    same = Section.objects.filter(unit=unit, name=name)
    if same.exclude(pk=but.pk if but else 0).exists():
        raise Conflict(_("Ийм нэртэй хэсэг энэ багт бий."), field="name")
    return name
