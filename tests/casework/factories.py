"""Small catalogues and requests for tests, made by the real actions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from django.utils import timezone

from bagana.casework.actions.taking import take_request
from bagana.casework.models import (
    Channel,
    Days,
    Provider,
    Request,
    Service,
    ServiceKind,
    ServiceVersion,
)
from bagana.territory.models import Unit

START = date(2018, 1, 1)
_number = count(1)


def make_service(unit: Unit, **fields: Any) -> ServiceVersion:
    """A service of the unit and all below, and its version in force since START."""
    number = next(_number)
    service = Service.objects.create(
        unit=unit,
        code=fields.pop("code", f"service-{number}"),
        kind=fields.pop("kind", ServiceKind.SERVICE),
        provider=fields.pop("provider", Provider.BAG),
        reference_kind=fields.pop("reference_kind", ""),
        is_open311=fields.pop("is_open311", True),
    )
    values: dict[str, Any] = {
        "valid_from": START,
        "title_mn": f"Үйлчилгээ {number}",
        "title_en": f"Service {number}",
        "basis_mn": "тогтоогоогүй",
        "basis_en": "not established",
        "term": 5,
        "term_in": Days.WORKING,
        "extension": 5,
        "fee": Decimal(0),
    }
    return ServiceVersion.objects.create(service=service, **(values | fields))


def make_request(
    user: Any, unit: Unit, version: ServiceVersion | None = None, **fields: Any
) -> tuple[Request, str]:
    """A request taken by the user, and its code."""
    number = next(_number)
    private = {"name": f"Иргэн{number}", "phone": "99112233", "text": "Хүсэлт"}
    values: dict[str, Any] = {
        "channel": Channel.DESK if user else Channel.PAGE,
        "taken_on": timezone.localdate(),
        "private": private | fields.pop("private", {}),
    }
    return take_request(
        user=user,
        unit=unit,
        version=version or make_service(unit),
        **(values | fields),
    )
