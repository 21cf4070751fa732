"""Requests taken in: by a citizen's own form, by phone, at the desk, on a round."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.acts.numbering import take_number
from bagana.casework import rules
from bagana.casework.actions.steps import add_step, base_rung
from bagana.casework.backdating import Dated
from bagana.casework.clock import due_from
from bagana.casework.models import (
    Channel,
    Deed,
    MobileRound,
    Request,
    RequestState,
    ServiceVersion,
)
from bagana.casework.sealed import code_key, phone_key
from bagana.privacy.sealing import blind, seal
from bagana.registers.models import Household, Person, Section
from bagana.territory.models import Unit, UnitAncestry
from bagana.web.errors import PermissionDenied, Refused
from bagana.web.procedures import CODE_SIGNS

CODE_LENGTH: Final = 10
LATEST_DAYS: Final = 60
MOST_IN_AN_HOUR: Final = 30
LENGTHS: Final = {
    "name": 150,
    "phone": 30,
    "address": 300,
    "email": 150,
    "text": 3000,
    "late": 300,
}
OWN_WAYS: Final = (Channel.PAGE, Channel.OPEN311)
"""Ways by which a citizen files himself, without anyone of the office."""


@transaction.atomic
def take_request(
    *,
    user: Any,
    unit: Unit,
    version: ServiceVersion,
    channel: str,
    taken_on: date,
    private: Mapping[str, str],
    household: Household | None = None,
    person: Person | None = None,
    section: Section | None = None,
    longitude: float | None = None,
    latitude: float | None = None,
    distance_km: float | None = None,
    mobile_round: MobileRound | None = None,
    why_late: str = "",
    is_fictional: bool = False,
) -> tuple[Request, str]:
    """Take in what somebody asked for; the clock runs from `taken_on`.

    `private`: text, and name, phone, address, email as far as told. Returns the request
    and its code, which nobody is shown again. `user` None: the citizen files himself.
    """
    _require(user, unit, channel)
    told = _checked(private)
    _check_day(user, taken_on, why_late)
    _check_version(version, unit, taken_on)
    home = household or (person.household if person else None)
    if home is not None and home.unit_id != unit.pk:
        raise Refused(_("Өрх өөр багт бүртгэлтэй байна."), field="household")
    _check_round(channel, mobile_round)
    if user is None:
        _refuse_flood(unit)
    if why_late.strip():
        told["late"] = why_late.strip()[: LENGTHS["late"]]
    code = new_code()
    row = Request(
        unit=unit,
        number=_number(unit, taken_on.year),
        version=version,
        channel=channel,
        household=home,
        person=person,
        section=section or (home.section if home else None),
        longitude=longitude,
        latitude=latitude,
        distance_km=distance_km,
        mobile_round=mobile_round,
        state=RequestState.RECEIVED,
        rung=base_rung(unit),
        taken_on=taken_on,
        due_on=due_from(version, taken_on),
        entered_by=user,
        is_fictional=is_fictional,
    )
    _seal(row, told | {"code": code})
    row.save()
    add_step(row, Deed.RECEIVED, user=user, on=Dated(taken_on))
    return row, shown(code)


def new_code() -> str:
    """Forty-nine bits: not to be guessed at the speed that /track/ allows."""
    return "".join(secrets.choice(CODE_SIGNS) for _place in range(CODE_LENGTH))


def shown(code: str) -> str:
    """As it is read out by phone: two groups of five."""
    half = CODE_LENGTH // 2
    return f"{code[:half]}-{code[half:]}"


def _seal(row: Request, content: dict[str, str]) -> None:
    row.sealed = seal(content, bind=row.bind)
    for column, key in (("phone_index", phone_key), ("code_index", code_key)):
        text, purpose = key(content)
        setattr(row, column, blind(text, purpose=purpose))


def _number(unit: Unit, year: int) -> str:
    """Of the office that took it and of the year: also after the office is gone."""
    taken = take_number(f"request:{unit.pk}", year)
    return f"{unit.code}-{year % 100:02}-{taken}"


def _require(user: Any, unit: Unit, channel: str) -> None:
    if channel not in Channel.values:
        raise Refused(_("Ирсэн хэлбэр тодорхойгүй байна."), field="channel")
    if user is None:
        if channel not in OWN_WAYS:
            raise PermissionDenied
    else:
        rules.can_serve.require(user, unit)


def _checked(private: Mapping[str, str]) -> dict[str, str]:
    told = {
        name: str(private.get(name) or "").replace("\0", "").strip() for name in LENGTHS
    }
    told.pop("late")
    if not told["text"]:
        raise Refused(_("Юу хүсэж байгаагаа бичнэ үү."), field="text")
    for name, text in told.items():
        if len(text) > LENGTHS[name]:
            raise Refused(
                _("Бичвэр %(most)s тэмдэгтээс урт байна.") % {"most": LENGTHS[name]},
                _("Бичвэрийг товчилно уу."),
                name,
            )
    return {name: text for name, text in told.items() if text}


def _check_day(user: Any, taken_on: date, why_late: str) -> None:
    today = timezone.localdate()
    if taken_on > today:
        raise Refused(
            _("Огноо ирээдүйд байна."),
            _("Иргэн хандсан өдрийг бичнэ үү."),
            "taken_on",
        )
    if user is None and taken_on < today:
        raise Refused(_("Хүсэлтийг өнөөдрөөр авна."), field="taken_on")
    if taken_on < today - timedelta(days=LATEST_DAYS) and not why_late.strip():
        raise Refused(
            _("60-аас олон хоногийн өмнөх хүсэлтэд шалтгаан хэрэгтэй."),
            _("Яагаад хожимдож бүртгэснээ бичнэ үү."),
            "why_late",
        )


def _check_version(version: ServiceVersion, unit: Unit, on: date) -> None:
    ends = version.valid_to
    if on < version.valid_from or (ends is not None and on >= ends):
        raise Refused(
            _("Үйлчилгээний энэ хувилбар тэр өдөр хүчингүй байсан."),
            _("Тухайн өдрийн үйлчилгээг сонгоно уу."),
            "version",
        )
    above = UnitAncestry.objects.in_force(timezone.localdate()).filter(unit=unit)
    if not above.filter(ancestor=version.service.unit_id).exists():
        raise Refused(_("Энэ нэгж уг үйлчилгээг үзүүлдэггүй."), field="version")


def _check_round(channel: str, mobile_round: MobileRound | None) -> None:
    if mobile_round is not None and channel != Channel.MOBILE:
        raise Refused(
            _("Явуулын үйлчилгээний хүсэлтийн хэлбэр «явуулын үйлчилгээ» байна."),
            field="channel",
        )


def _refuse_flood(unit: Unit) -> None:
    hour_ago = timezone.now() - timedelta(hours=1)
    own = Request.objects.filter(
        unit=unit, channel__in=OWN_WAYS, entered_at__gt=hour_ago
    )
    if own.count() >= MOST_IN_AN_HOUR:
        raise too_many()


def too_many() -> Refused:
    """What is said to who sends too often; views count by session as well."""
    return Refused(
        _("Богино хугацаанд олон хүсэлт ирлээ."),
        _("Бичсэн зүйл тань хэвээр байгаа, хэсэг хүлээгээд дахин илгээнэ үү."),
    )
