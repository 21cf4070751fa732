"""References: issued with a number of their own, printed, revoked; never changed.

The rule: docs/rules/references.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from bagana.acts.numbering import take_number
from bagana.casework import reference_fields as fields
from bagana.casework.actions.requests import answer
from bagana.casework.models import (
    OPEN_STATES,
    Reference,
    ReferenceIssue,
    ReferenceKind,
    Request,
)
from bagana.casework.rules import can_serve
from bagana.people.models import Appointment, PostKind
from bagana.privacy.sealing import seal
from bagana.registers.models import Household, Person
from bagana.territory.models import Unit
from bagana.web.errors import Conflict, Refused
from bagana.web.procedures import hash_of, new_code

ISSUED: Final = "issued"
PRINTED: Final = "printed"
REVOKED: Final = "revoked"
REASON_LENGTH: Final = 300
ADDRESSEE_LENGTH: Final = 200
SIGNERS: Final = (PostKind.GOVERNOR, PostKind.TOSGON_HEAD)


@dataclass(frozen=True, slots=True, repr=False)
class Wanted:
    """Whom a reference is asked for; no `repr`: it must not reach a log."""

    person: Person | None
    household: Household | None
    other: Person | None
    addressee: str


@transaction.atomic
def issue_reference(
    *,
    user: Any,
    kind: ReferenceKind,
    unit: Unit,
    person: Person | None = None,
    household: Household | None = None,
    other: Person | None = None,
    request: Request | None = None,
    addressee: str = "",
    on: date | None = None,
) -> Reference:
    """Fill a reference from the register as it is now, seal it, give it its number.

    Parameters
    ----------
    person, household
        Of a kind about a person the person; of any other kind the household.
    other
        Whom the person cares for, where the kind says so.
    request
        An open request for this kind: it is answered by the reference.
    on
        The day on the paper; today unless told.

    Raises
    ------
    Refused
        For a person of another bag, or what the register does not hold.
    """
    can_serve.require(user, unit)
    day = on or timezone.localdate()
    wanted = Wanted(person, household, other, addressee.replace("\0", "").strip())
    _check_kind(kind, day)
    subject = _subject(unit, kind, wanted, day)
    _check_request(request, kind, unit)
    with translation.override("mn"):
        content = snapshot(kind, subject, wanted.addressee)
    made = _make(user, kind, subject, request, content)
    _note(made, ISSUED, user)
    if request is not None:
        _answer(user, request, made)
    return made


def _check_kind(kind: ReferenceKind, day: date) -> None:
    if day > timezone.localdate():
        raise Refused(_("Ирээдүйн өдрөөр тодорхойлолт олгохгүй."), field="on")
    if not ReferenceKind.objects.on(day).filter(pk=kind.pk).exists():
        raise Refused(_("Энэ өдөр ийм төрлийн тодорхойлолт хүчингүй байна."))
    if not fields.may_print_number(kind):
        raise Refused(
            _("Энэ төрлийн үндэслэлд регистрийн дугаар бичихийг зөвшөөрөөгүй."),
            _("Төрлийн талбараас регистрийн дугаарыг хасна уу."),
        )


def _subject(
    unit: Unit, kind: ReferenceKind, wanted: Wanted, day: date
) -> fields.Subject:
    person = wanted.person if fields.asks_person(kind) else None
    if fields.asks_person(kind) and person is None:
        raise Refused(_("Хэнд олгохыг сонгоно уу."), field="person")
    household = person.household if person else wanted.household
    if household is None:
        raise Refused(_("Аль өрхөд олгохыг сонгоно уу."), field="household")
    other = wanted.other if fields.asks_other(kind) else None
    for one in filter(None, (person, other)):
        _check_person(one, unit, moved=fields.is_of_the_moved(kind))
    if household.unit_id != unit.pk:
        raise Refused(_("Энэ өрх тус багийн бүртгэлд алга."), field="household")
    if other is not None and person is not None and other.pk == person.pk:
        raise Refused(_("Асрагч, асруулагч хоёр нэг хүн байж болохгүй."), field="other")
    return fields.Subject(unit, household, day, person, other)


def _check_person(person: Person, unit: Unit, *, moved: bool) -> None:
    if person.unit_id != unit.pk:
        raise Refused(_("Энэ хүн тус багийн бүртгэлд алга."), field="person")
    if person.is_restricted:
        raise Refused(
            _("Энэ хүний мэдээллийг хязгаарласан."),
            _("Өөрийнх нь хүсэлтээр хязгаарлалтыг цуцалсны дараа олгоно."),
            "person",
        )
    if not person.is_present and not moved:
        raise Refused(_("Энэ хүн багийн бүртгэлээс хасагдсан."), field="person")


def _check_request(request: Request | None, kind: ReferenceKind, unit: Unit) -> None:
    if request is None:
        return
    if request.unit_id != unit.pk:
        raise Refused(_("Хүсэлт өөр багийнх байна."), field="request")
    asked = request.version.service.reference_kind
    if asked and asked != kind.code:
        raise Refused(_("Хүсэлт өөр төрлийн тодорхойлолт хүссэн байна."), field="kind")
    if request.state not in OPEN_STATES:
        raise Conflict(_("Энэ хүсэлтийг аль хэдийн шийдвэрлэсэн."))


def snapshot(
    kind: ReferenceKind, subject: fields.Subject, addressee: str
) -> dict[str, Any]:
    """What the paper will say: each field of the kind, and no other.

    Raises
    ------
    Refused
        Where the register lacks what the kind cannot do without.
    """
    said = []
    for field in fields.fields_of(kind):
        value = field.fill(subject)
        if not value and field.needed:
            raise Refused(
                _("Бүртгэлд «%(field)s» алга.") % {"field": field.label},
                _("Эхлээд бүртгэлд оруулна уу."),
            )
        said.append({"code": field.code, "label": str(field.label), "value": value})
    return {
        "fields": said,
        "addressee": addressee[:ADDRESSEE_LENGTH],
        "subjects": [str(one.uid) for one in fields.named_in(kind, subject)],
    }


def _make(
    user: Any,
    kind: ReferenceKind,
    subject: fields.Subject,
    request: Request | None,
    content: dict[str, Any],
) -> Reference:
    unit, day = subject.unit, subject.on
    # One series goes on through the dated versions of a kind.
    number = take_number(f"reference:{unit.pk}:{kind.code}", day.year)
    made = Reference(
        kind=kind,
        unit=unit,
        year=day.year,
        number=number,
        code=new_code(),
        person=subject.person,
        household=subject.household,
        request=request,
        issuer=signer_of(unit, day),
        issued_on=day,
        valid_until=day + timedelta(days=kind.valid_days),
        made_by=user,
    )
    made.sealed = seal(content, bind=made.bind)
    made.sha256 = hash_of(hashed(made, content))
    made.save()
    return made


def hashed(reference: Reference, content: dict[str, Any]) -> dict[str, Any]:
    """What the hash of a reference covers; JSON knows no tuples, so neither does it."""
    return {
        "kind": reference.kind.code,
        "unit": reference.unit.code,
        "year": reference.year,
        "number": reference.number,
        "code": reference.code,
        "issued_on": reference.issued_on.isoformat(),
        "valid_until": reference.valid_until.isoformat(),
        "content": content,
    }


def is_untouched(reference: Reference) -> bool:
    """Whether it still says what it said on its day."""
    return hash_of(hashed(reference, reference.private)) == reference.sha256


def is_erased(reference: Reference) -> bool:
    """Who it named has been taken out of the registers, and out of it."""
    return not bytes(reference.sealed)


def signer_of(unit: Unit, day: date) -> Appointment | None:
    """Who heads the bag on the day; a post that nobody holds leaves the line blank."""
    held = Appointment.objects.on(day).filter(
        post__unit=unit, post__kind__in=SIGNERS, post__closed_on=None
    )
    return held.order_by("-starts_on").first()


def _note(reference: Reference, way: str, user: Any) -> None:
    ReferenceIssue.objects.create(reference=reference, way=way, made_by=user)


def _answer(user: Any, request: Request, reference: Reference) -> None:
    with translation.override("mn"):
        words = _("Тодорхойлолт олгов. Дугаар: %(number)s.")
    text = words % {"number": reference.number}
    answer(user=user, request=request, text=text, on=reference.issued_on)


@transaction.atomic
def note_printing(*, user: Any, reference: Reference) -> None:
    """That the paper was made anew, for the issuing log."""
    can_serve.require(user, reference.unit)
    _note(reference, PRINTED, user)


@transaction.atomic
def revoke_reference(
    *, user: Any, reference: Reference, why: str, on: date | None = None
) -> Reference:
    """From the day on its code says that it is revoked; the number stays spent.

    Raises
    ------
    Conflict
        If it is revoked already.
    """
    can_serve.require(user, reference.unit)
    why = why.replace("\0", "").strip()[:REASON_LENGTH]
    if not why:
        raise Refused(_("Хүчингүй болгох шалтгааныг бичнэ үү."), field="why")
    row = Reference.objects.select_for_update().get(pk=reference.pk)
    if row.revoked_on is not None:
        raise Conflict(_("Энэ тодорхойлолтыг аль хэдийн хүчингүй болгосон."))
    day = on or timezone.localdate()
    if day < row.issued_on:
        raise Refused(_("Олгосон өдрөөс өмнө хүчингүй болгож болохгүй."), field="on")
    row.revoked_on, row.revoked_for = day, why
    row.save(update_fields=["revoked_on", "revoked_for"])
    _note(row, REVOKED, user)
    return row
