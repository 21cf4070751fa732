"""The catalogue of services: added, and changed from a day by a new version."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.acts.models import Act
from bagana.casework import rules
from bagana.casework.models import (
    DayOff,
    Days,
    Provider,
    ReferenceKind,
    Service,
    ServiceKind,
    ServiceVersion,
)
from bagana.casework.papers import refuse_held
from bagana.territory.models import Unit
from bagana.web.errors import Conflict, Refused

LONGEST_TERM = 365


@transaction.atomic
def add_service(
    *,
    user: Any,
    unit: Unit,
    code: str,
    kind: str,
    provider: str,
    is_open311: bool = False,
    reference_kind: str = "",
    **promise: Any,
) -> Service:
    """A service of the unit's own catalogue; `promise` as for `set_version`."""
    rules.can_offer.require(user, unit)
    if kind not in ServiceKind.values or provider not in Provider.values:
        raise Refused(_("Үйлчилгээний төрөл тодорхойгүй байна."), field="kind")
    _check_reference(kind, reference_kind)
    if Service.objects.filter(code=code).exists():
        raise Refused(_("Ийм кодтой үйлчилгээ байна."), field="code")
    service = Service.objects.create(
        code=code,
        unit=unit,
        kind=kind,
        provider=provider,
        is_open311=is_open311,
        reference_kind=reference_kind,
    )
    set_version(user=user, service=service, **promise)
    return service


def _check_reference(kind: str, reference_kind: str) -> None:
    """Only a service of that kind is answered by a reference."""
    if not reference_kind:
        return
    if kind != ServiceKind.REFERENCE:
        raise Refused(
            _("Тодорхойлолтын төрлийг зөвхөн тодорхойлолт олгох үйлчилгээнд заана."),
            field="reference_kind",
        )
    if not ReferenceKind.objects.filter(code=reference_kind).exists():
        raise Refused(_("Ийм төрөл алга."), field="reference_kind")


@transaction.atomic
def set_version(
    *,
    user: Any,
    service: Service,
    valid_from: date,
    title_mn: str,
    term: int,
    term_in: str,
    basis_mn: str,
    title_en: str = "",
    basis_en: str = "",
    papers: Iterable[Mapping[str, str]] = (),
    extension: int = 0,
    fee: Decimal = Decimal(0),
    act: Act | None = None,
    is_illustrative: bool = False,
    **words: str,
) -> ServiceVersion:
    """What the service promises from a day; the version before ends on that day.

    Requests taken before keep the version of their own day.
    """
    rules.can_offer.require(user, service.unit)
    told = [dict(paper) for paper in papers]
    refuse_held(told)
    _check_term(term, term_in, extension)
    if fee < 0:
        raise Refused(_("Хураамж сөрөг байж болохгүй."), field="fee")
    _end_before(service, valid_from)
    return ServiceVersion.objects.create(
        service=service,
        valid_from=valid_from,
        title_mn=title_mn,
        title_en=title_en,
        term=term,
        term_in=term_in,
        basis_mn=basis_mn,
        basis_en=basis_en,
        papers=told,
        extension=extension,
        fee=fee,
        act=act,
        is_illustrative=is_illustrative,
        **words,
    )


def _check_term(term: int, term_in: str, extension: int) -> None:
    if term_in not in Days.values:
        raise Refused(_("Хугацааг ажлын өдөр эсвэл хоногоор хэмжинэ."), field="term_in")
    if not 0 <= term <= LONGEST_TERM:
        raise Refused(_("Хугацаа 0-ээс 365 хүртэл байна."), field="term")
    if not 0 <= extension <= LONGEST_TERM:
        raise Refused(_("Хугацаа 0-ээс 365 хүртэл байна."), field="extension")


def _end_before(service: Service, day: date) -> None:
    last = service.versions.select_for_update().order_by("-valid_from").first()
    if last is None:
        return
    if last.valid_from >= day:
        raise Conflict(
            _("Энэ өдөр эсвэл түүнээс хойш эхлэх хувилбар байна."),
            _("Түүнээс хойших өдрийг бичнэ үү."),
            "valid_from",
        )
    if last.valid_to is None or last.valid_to > day:
        last.valid_to = day
        last.save(update_fields=["valid_to"])


@transaction.atomic
def set_day(
    *,
    user: Any,
    unit: Unit,
    on: date,
    works: bool,
    why_mn: str,
    why_en: str = "",
    act: Act | None = None,
) -> DayOff:
    """Say otherwise of a day than the calendar: for the whole country's offices here.

    What is due already stays as it was reckoned; what is taken from now on counts it.
    """
    rules.can_set_calendar.require(user, unit)
    if not why_mn.strip():
        raise Refused(_("Шалтгаанаа бичнэ үү."), field="why_mn")
    row, _made = DayOff.objects.update_or_create(
        on=on,
        defaults={
            "works": works,
            "why_mn": why_mn.strip(),
            "why_en": why_en.strip(),
            "act": act,
        },
    )
    return row
