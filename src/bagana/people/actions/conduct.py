"""Ethics duties, oaths, declarations of interests: docs/rules/conduct.md."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.acts.models import Act
from bagana.people.models import (
    Appointment,
    DeclarationKind,
    EthicsDuty,
    InterestDeclaration,
    Oath,
    Official,
)
from bagana.people.rules import can_give_duty, can_staff, is_self
from bagana.privacy.sealing import seal
from bagana.territory.models import Unit
from bagana.web.errors import Conflict, PermissionDenied, Refused
from bagana.web.procedures import keep

INTERESTS = ("income", "property", "companies", "relatives", "conflicts")
"""What a declaration may say, each sealed; «үгүй» is an answer as well."""
LONGEST = 4_000


@transaction.atomic
def give_duty(
    *,
    user: Any,
    unit: Unit,
    holder: Any,
    act: Act,
    valid_from: date,
    valid_to: date | None = None,
) -> EthicsDuty:
    """That somebody inquires over a unit; given by an act, never to oneself."""
    if not can_give_duty(user, unit):
        raise PermissionDenied(_("Ёс зүйн үүргийг аймгийн ажилтан бүртгэнэ."))
    if holder.pk == user.pk:
        raise Refused(_("Ёс зүйн үүргийг өөртөө өгөхгүй."), field="holder")
    if valid_to is not None and valid_to <= valid_from:
        raise Refused(_("Дуусах өдөр эхлэх өдрөөс өмнө байна."), field="valid_to")
    if EthicsDuty.objects.on(valid_from).filter(user=holder, unit=unit).exists():
        raise Conflict(_("Энэ хүнд энэ нэгжийн ёс зүйн үүрэг өгсөн байна."))
    row = EthicsDuty(
        user=holder,
        unit=unit,
        act=act,
        valid_from=valid_from,
        valid_to=valid_to,
        given_by=user,
    )
    keep(row, user=user, reason="given")
    return row


@transaction.atomic
def end_duty(*, user: Any, duty: EthicsDuty, on: date) -> EthicsDuty:
    if not can_give_duty(user, duty.unit):
        raise PermissionDenied(_("Ёс зүйн үүргийг аймгийн ажилтан бүртгэнэ."))
    if on < duty.valid_from:
        raise Refused(_("Дуусах өдөр эхлэх өдрөөс өмнө байна."), field="on")
    duty.valid_to = on
    keep(duty, user=user, reason="ended")
    return duty


@transaction.atomic
def record_oath(
    *, user: Any, appointment: Appointment, sworn_on: date, place: str = ""
) -> Oath:
    """That an official swore; once for each time in office."""
    if not can_staff(user, appointment.post.unit):
        raise PermissionDenied(_("Тангаргийг сум, аймгийн ажилтан бүртгэнэ."))
    if appointment.starts_on is None:
        raise Conflict(_("Томилогдоогүй хүн тангараг өргөхгүй."))
    if sworn_on > timezone.localdate():
        raise Refused(_("Болоогүй өдөр байна."), _("Огноог шалгана уу."), "sworn_on")
    if Oath.objects.filter(appointment=appointment).exists():
        raise Conflict(_("Тангараг өргөснийг бүртгэсэн байна."))
    row = Oath(
        appointment=appointment, sworn_on=sworn_on, place=place.strip(), made_by=user
    )
    keep(row, user=user, reason="sworn")
    return row


@transaction.atomic
def declare_interests(
    *,
    user: Any,
    official: Official,
    unit: Unit,
    kind: str,
    year: int,
    private: Mapping[str, str],
) -> InterestDeclaration:
    """An official's own word; the content is sealed, the day stands in the clear."""
    if not is_self(user, official):
        raise PermissionDenied(_("Ашиг сонирхлоо хүн зөвхөн өөрөө мэдүүлнэ."))
    if kind not in DeclarationKind.values:
        raise Refused(_("Мэдүүлгийн төрлийг сонгоно уу."), field="kind")
    if year > timezone.localdate().year:
        raise Refused(_("Болоогүй он байна."), field="year")
    if not Appointment.objects.filter(official=official, post__unit=unit).exists():
        raise Refused(_("Энэ нэгжид та албан тушаал хашаагүй байна."), field="unit")
    told = {key: private.get(key, "").strip()[:LONGEST] for key in INTERESTS}
    if not any(told.values()):
        raise Refused(
            _("Мэдүүлэг хоосон байна."), _("Мэдүүлэх зүйлгүй бол «үгүй» гэж бичнэ үү.")
        )
    same = InterestDeclaration.objects.filter(official=official, kind=kind, year=year)
    if same.exists():
        raise Conflict(_("Энэ оны мэдүүлгээ өгсөн байна."))
    row = InterestDeclaration(
        official=official,
        unit=unit,
        kind=kind,
        year=year,
        declared_on=timezone.localdate(),
    )
    row.sealed = seal(told, bind=row.bind)
    row.save(force_insert=True)
    return row
