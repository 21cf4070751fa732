"""A complaint about an official: taken, inquired into, decided (docs/rules/conduct.md).

What is said stands sealed; each deed leaves a step. Nothing of it is ever published.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.acts.models import Act
from bagana.people.conduct_rules import may_judge
from bagana.people.conduct_terms import months_after, terms_on
from bagana.people.models import (
    Appointment,
    CaseState,
    ConductCase,
    ConductStep,
    Post,
    Sanction,
)
from bagana.people.rules import can_read_staff
from bagana.people.sealed import CODE
from bagana.privacy.sealing import blind, blind_all, seal
from bagana.territory.models import Unit
from bagana.web.errors import Conflict, PermissionDenied, Refused
from bagana.web.procedures import new_code

LONGEST = 4_000
MOST_IN_AN_HOUR = 20


@transaction.atomic
def complain(
    *,
    user: Any,
    post: Post,
    text: str,
    complainant: str = "",
    contact: str = "",
    received_on: date | None = None,
) -> tuple[ConductCase, str]:
    """Take a complaint about who holds a post; a visitor (`user` None) may as well.

    Returns the case and the code by which its state is followed without signing in.
    """
    today = timezone.localdate()
    on = received_on or today
    if user is None:
        _refuse_flood(post.unit)
    elif not can_read_staff(user, post.unit):
        raise PermissionDenied(_("Энэ нэгжийн гомдлыг бүртгэх эрх танд алга."))
    if on > today:
        raise Refused(_("Болоогүй өдөр байна."), _("Огноог шалгана уу."), "received_on")
    told = text.replace("\0", "").strip()
    if not told:
        raise Refused(_("Юу болсныг бичнэ үү."), field="text")
    if len(told) > LONGEST:
        raise Refused(_("Бичвэр хэт урт байна."), _("Бичвэрийг товчилно уу."), "text")
    held = Appointment.objects.on(on).filter(post=post).first()
    if held is None:
        raise Refused(_("Энэ албан тушаалд тэр өдөр хэн ч ажиллаагүй."), field="post")
    row = ConductCase(
        official=held.official,
        unit=post.unit,
        state=CaseState.RECEIVED,
        received_on=on,
        due_on=on + timedelta(days=terms_on(on).decide_days),
        made_by=user,
    )
    code = new_code()
    private = {
        "text": told,
        "complainant": complainant.strip()[:200],
        "contact": contact.strip()[:200],
        "code": code,
    }
    row.sealed = seal(private, bind=row.bind)
    row.code_index = blind(code, purpose=CODE)
    row.save(force_insert=True)
    _step(row, user, "")
    return row, code


def _refuse_flood(unit: Unit) -> None:
    """From visitors about one unit: more than that in an hour is a machine."""
    hour_ago = timezone.now() - timedelta(hours=1)
    own = ConductCase.objects.filter(
        unit=unit, made_by__isnull=True, made_at__gt=hour_ago
    )
    if own.count() >= MOST_IN_AN_HOUR:
        raise Refused(
            _("Та богино хугацаанд олон гомдол илгээлээ."),
            _("Арван минутын дараа дахин илгээнэ үү."),
        )


def case_by_code(code: str) -> ConductCase | None:
    """The case a complainant follows; whatever else is asked finds nothing."""
    signs = "".join(one for one in code.upper() if one.isalnum())
    written = "-".join(signs[at : at + 4] for at in range(0, len(signs), 4))
    indices = blind_all(written, purpose=CODE)
    return ConductCase.objects.filter(code_index__in=indices).first()


@transaction.atomic
def open_inquiry(*, user: Any, case: ConductCase, note: str = "") -> ConductCase:
    row = _locked(user, case, {CaseState.RECEIVED})
    row.state = CaseState.INQUIRY
    row.save(update_fields=["state"])
    _step(row, user, note)
    return row


@transaction.atomic
def decide(
    *,
    user: Any,
    case: ConductCase,
    on: date,
    sanction: str,
    findings: str,
    act: Act | None = None,
    expires_on: date | None = None,
) -> ConductCase:
    """What the inquiry found and what follows; a sanction ends by itself."""
    row = _locked(user, case, {CaseState.INQUIRY})
    _check_day(row, on)
    if sanction not in Sanction.values:
        raise Refused(_("Шийтгэлийг сонгоно уу."), field="sanction")
    if sanction != Sanction.NONE and act is None:
        raise Refused(_("Шийтгэлийг акт, тушаалаар ногдуулна."), field="act")
    if expires_on is not None and expires_on <= on:
        raise Refused(
            _("Шийтгэлгүйд тооцох өдөр шийдвэрээс хойш байна."), field="expires_on"
        )
    if sanction == Sanction.NONE:
        expires_on = None
    elif expires_on is None:
        expires_on = months_after(on, terms_on(on).sanction_months)
    row.state, row.decided_on, row.sanction = CaseState.DECIDED, on, sanction
    row.expires_on, row.act = expires_on, act
    _close(row, user, findings)
    return row


@transaction.atomic
def dismiss(*, user: Any, case: ConductCase, on: date, findings: str) -> ConductCase:
    """The complaint was groundless: no sanction, and why."""
    row = _locked(user, case, {CaseState.RECEIVED, CaseState.INQUIRY})
    _check_day(row, on)
    row.state, row.decided_on = CaseState.DISMISSED, on
    _close(row, user, findings)
    return row


def _locked(user: Any, case: ConductCase, states: set[CaseState]) -> ConductCase:
    rows = ConductCase.objects.select_for_update(of=("self",))
    row = rows.select_related("official", "unit").get(pk=case.pk)
    if not may_judge(user, row):
        raise PermissionDenied(
            _("Гомдлыг шалгах үүрэг танд алга, эсвэл энэ нь таны дээд ажилтан байна.")
        )
    if row.state not in states:
        raise Conflict(_("Энэ гомдол өөр төлөвт шилжсэн байна."))
    return row


def _check_day(row: ConductCase, on: date) -> None:
    if not row.received_on <= on <= timezone.localdate():
        raise Refused(
            _("Шийдвэрийн өдөр гомдол авснаас хойш, өнөөдрөөс хойшгүй байна."),
            _("Огноог шалгана уу."),
            "on",
        )


def _close(row: ConductCase, user: Any, findings: str) -> None:
    told = findings.replace("\0", "").strip()[:LONGEST]
    if not told:
        raise Refused(_("Шалгалтаар юу тогтоосныг бичнэ үү."), field="findings")
    row.sealed = seal(row.private | {"findings": told}, bind=row.bind)
    row.save()
    _step(row, user, "")


def _step(row: ConductCase, user: Any, note: str) -> None:
    told = {"note": note.replace("\0", "").strip()[:LONGEST]}
    sealed = seal(told, bind=f"conduct-step:{row.pk}")
    ConductStep.objects.create(case=row, state=row.state, sealed=sealed, made_by=user)
