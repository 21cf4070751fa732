"""Certificates: numbered, checked by a code, revoked; docs/rules/certificates.md."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.acts.numbering import take_number
from bagana.people.models import Certificate, Enrolment
from bagana.people.rules import can_train
from bagana.territory.models import Unit
from bagana.web.errors import Conflict, Refused
from bagana.web.procedures import new_code


def office_of(enrolment: Enrolment) -> Unit:
    """Who gives the certificate: the session's unit, else the official's own."""
    return enrolment.session.unit if enrolment.session else enrolment.unit


@transaction.atomic
def issue_certificate(
    *, user: Any, enrolment: Enrolment, on: date | None = None
) -> Certificate:
    """Give a certificate for a course that was passed.

    Raises
    ------
    Refused
        If the course is not completed.
    Conflict
        If one was given: a lost paper is printed anew under the same number.
    """
    office = office_of(enrolment)
    can_train.require(user, office)
    locked = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    if locked.completed_on is None:
        raise Refused(_("Сургалтыг төгсөөгүй байна."))
    if Certificate.objects.filter(enrolment=locked).exists():
        raise Conflict(_("Гэрчилгээг олгосон байна."))
    day = on or timezone.localdate()
    if day < locked.completed_on:
        raise Refused(_("Гэрчилгээг төгссөн өдрөөс хойш олгоно."), field="on")
    number = take_number(f"certificate:{office.pk}", day.year)
    return Certificate.objects.create(
        enrolment=locked,
        number=f"{office.code}-{day.year}/{number:03d}",
        code=new_code(),
        issued_on=day,
        valid_until=_until(day, locked.course.valid_years),
    )


def _until(day: date, years: int | None) -> date | None:
    if years is None:
        return None
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


@transaction.atomic
def revoke_certificate(
    *, user: Any, certificate: Certificate, why: str, on: date | None = None
) -> Certificate:
    """From the day on its code says that it holds no more; the number stays spent."""
    can_train.require(user, office_of(certificate.enrolment))
    locked = Certificate.objects.select_for_update().get(pk=certificate.pk)
    day = on or timezone.localdate()
    if locked.revoked_on is not None:
        raise Conflict(_("Гэрчилгээг аль хэдийн хүчингүй болгосон."))
    if not why.strip():
        raise Refused(_("Шалтгаанаа бичнэ үү."), field="why")
    if not locked.issued_on <= day <= timezone.localdate():
        raise Refused(_("Өдөр олгосон өдрөөс өнөөдрийн хооронд байна."), field="on")
    locked.revoked_on = day
    locked.revoked_for = why.strip()
    locked.save()
    return locked
