"""Rating scales: a new one begins where the former ends; one in use never changes.

The rule: docs/rules/rating-scale.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.accounts.roles import OFFICERS, assignments
from bagana.programme.actions.keeping import needed
from bagana.programme.models import RatingLevel, RatingScale
from bagana.web.errors import Conflict, PermissionDenied, Refused

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a scale to be; without a per cent it is "not due"."""

    percent: int | None
    name_mn: str
    name_en: str


def may_add_scales(user: Any) -> bool:
    """An aimag officer or administrator, wherever: a scale belongs to no unit."""
    return any(held.role in OFFICERS for held in assignments(user))


@transaction.atomic
def add_scale(
    *,
    user: Any,
    code: str,
    name_mn: str,
    name_en: str,
    rule_mn: str,
    rule_en: str,
    valid_from: date,
    steps: Sequence[Step],
    note_mn: str = "",
    note_en: str = "",
    is_assumption: bool = False,
) -> RatingScale:
    """Add a scale in force from a day on, until the next one that stands already.

    The one before it ends there; rounds that were opened keep the scale they have.
    """
    _officer_only(user)
    _check_steps(steps)
    scale = RatingScale.objects.create(
        code=_free_code(code),
        name_mn=needed(name_mn, "name_mn", _("Нэр хоосон байна.")),
        name_en=needed(name_en, "name_en", _("Англи нэр хоосон байна.")),
        rule_mn=needed(rule_mn, "rule_mn", _("Журмын нэр хоосон байна.")),
        rule_en=needed(rule_en, "rule_en", _("Журмын англи нэр хоосон байна.")),
        valid_from=valid_from,
        valid_to=_room(valid_from),
        note_mn=note_mn.strip(),
        note_en=note_en.strip(),
        is_assumption=is_assumption,
    )
    RatingLevel.objects.bulk_create(
        RatingLevel(
            scale=scale,
            position=position,
            percent=step.percent,
            name_mn=step.name_mn.strip(),
            name_en=step.name_en.strip(),
        )
        for position, step in enumerate(steps, start=1)
    )
    return scale


@transaction.atomic
def remove_scale(*, user: Any, scale: RatingScale) -> None:
    """Take away a scale by which no round was opened; the one before it goes on."""
    _officer_only(user)
    if scale.rounds.exists():
        raise Conflict(
            _("Энэ шатлалаар үнэлсэн үе бий."),
            _("Ашигласан шатлал өөрчлөгдөхгүй. Шинэ өдрөөс шинэ шатлал нэмнэ үү."),
        )
    before = RatingScale.objects.filter(valid_to=scale.valid_from)
    end = scale.valid_to
    scale.delete()
    before.update(valid_to=end)


def _officer_only(user: Any) -> None:
    if not may_add_scales(user):
        raise PermissionDenied(_("Үнэлгээний шатлал нэмэх эрх танд алга."))


def _free_code(code: str) -> str:
    bare = code.strip().lower()
    if not CODE.fullmatch(bare) or len(bare) > 60:
        raise Refused(
            _("Код нь хаягт бичигдэх боломжгүй."),
            _("Латин жижиг үсэг, тоо, зураасаар бичнэ үү: res-43-2025."),
            "code",
        )
    if RatingScale.objects.filter(code=bare).exists():
        raise Conflict(
            _("Ийм кодтой шатлал бүртгэлтэй байна."), _("Өөр код өгнө үү."), "code"
        )
    return bare


def _room(valid_from: date) -> date | None:
    """End the scale in force before; return where the next one begins."""
    if RatingScale.objects.filter(valid_from=valid_from).exists():
        raise Conflict(
            _("Энэ өдрөөс өөр шатлал хүчинтэй."), _("Өдрөө шалгана уу."), "valid_from"
        )
    RatingScale.objects.on(valid_from).update(valid_to=valid_from)
    later = RatingScale.objects.filter(valid_from__gt=valid_from)
    return later.order_by("valid_from").values_list("valid_from", flat=True).first()


def _check_steps(steps: Sequence[Step]) -> None:
    percents = [step.percent for step in steps if step.percent is not None]
    fault = ""
    if len(percents) < 2:
        fault = _("Шатлалд хувьтай шат доод тал нь хоёр байна.")
    elif len(set(percents)) < len(percents):
        fault = _("Нэг хувь хоёр шатанд давхардсан.")
    elif not all(0 <= percent <= 100 for percent in percents):
        fault = _("Шатны хувь 0–100 байна.")
    elif len(steps) - len(percents) != 1:
        fault = _("Хувьгүй, «хугацаа болоогүй» гэсэн шат яг нэг байна.")
    elif not all(step.name_mn.strip() and step.name_en.strip() for step in steps):
        fault = _("Шат бүрийг хоёр хэлээр нэрлэнэ үү.")
    if fault:
        raise Refused(fault, _("Шатнуудаа шалгана уу."), "steps")
