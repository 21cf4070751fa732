"""What the registers keep of a person: told, corrected, hidden, taken away.

The rule: docs/rules/subject-requests.md. Permission is asked by the action that calls
these; what a source tells is shown on pages that note the reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bagana.privacy.masking import masked_name
from bagana.privacy.subjects import (
    Keeper,
    Known,
    Line,
    Source,
    register_keeper,
    register_subject,
)
from bagana.registers.actions.journal import begin, keep
from bagana.registers.actions.people import change_person
from bagana.registers.erasing import erase
from bagana.registers.models import (
    Camp,
    Entry,
    EntryKind,
    Event,
    LivestockCount,
    Person,
    Residence,
    Sex,
)
from bagana.registers.people import Private, private_of
from bagana.registers.rules import can_see_names
from bagana.territory.models import Unit
from bagana.territory.queries import nearest_version


def _known(person: Person, *, named: bool) -> Known:
    private = private_of(person)
    name = private.name if named else masked_name(private.parent, private.given)
    return Known(
        pk=person.pk,
        uid=person.uid,
        unit=person.unit,
        name=name,
        birth_year=person.birth_year,
        is_present=person.is_present,
        is_restricted=person.is_restricted,
        gone_on=None if person.is_present else _gone_on(person),
    )


def _gone_on(person: Person) -> date | None:
    last: date | None = person.residences.aggregate(last=Max("ends_on"))["last"]
    return last


def by_uid(user: Any, uid: UUID) -> Known | None:
    rows = Person.objects.visible_to(user).select_related("unit")
    person = rows.filter(uid=uid).first()
    if person is None:
        return None
    return _known(person, named=can_see_names(user, person.unit))


def by_key(person_id: int) -> Known | None:
    person = Person.objects.select_related("unit").filter(pk=person_id).first()
    return _known(person, named=True) if person else None


def stays(person_id: int) -> list[tuple[int, date, date | None]]:
    rows = Residence.objects.filter(person=person_id).order_by("starts_on")
    return list(rows.values_list("unit", "starts_on", "ends_on"))


def restrict(*, user: Any, person_id: int, restricted: bool, reason: str) -> None:
    """Whatever else stands in the row: a mistake in it must not delay this."""
    person = Person.objects.select_related("unit", "household").get(pk=person_id)
    entry = begin(
        kind=EntryKind.CORRECTION,
        unit=person.unit,
        user=user,
        reason=reason,
        options={"done": "person_changed", "number": person.household.number},
    )
    keep(entry, person)
    person.is_restricted = restricted
    person.save(update_fields=["is_restricted", "changed_at"])


def begin_erasure(*, user: Any, unit: Unit, reason: str) -> Entry:
    return begin(
        kind=EntryKind.ERASURE,
        unit=unit,
        user=user,
        reason=reason,
        options={"done": "person_erased"},
    )


def refusal(person_id: int) -> str:
    """The register of a bag is a duty of its governor for who lives there."""
    if Person.objects.filter(pk=person_id, is_present=True).exists():
        return _(
            "Багт бүртгэлтэй хүний мэдээллийг хүн ам, өрхийн бүртгэл хөтлөх хууль"
            " ёсны үүргээр хадгалдаг тул бүртгэлтэй байх хугацаанд устгахгүй."
        )
    return ""


def gone(before: date) -> list[int]:
    """Whose last residence ended before the day, and who still bears a name."""
    rows = Person.objects.filter(is_present=False).exclude(sealed=b"")
    last = rows.annotate(last=Max("residences__ends_on"))
    found = last.filter(Q(last__lt=before)).order_by("pk")
    return list(found.values_list("pk", flat=True))


def _line(label: Any, value: Any) -> Line:
    return str(label), str(value)


def _person_lines(person_id: int) -> list[Line]:
    person = Person.objects.select_related("household", "unit").get(pk=person_id)
    private = private_of(person)
    told = [
        (_("Ургийн овог"), private.clan),
        (_("Эцэг, эхийн нэр"), private.parent),
        (_("Нэр"), private.given),
        (_("Регистрийн дугаар"), private.reg_no),
        (_("Төрсөн огноо"), private.birth_date or person.birth_year or ""),
        (_("Хүйс"), person.get_sex_display()),
        (_("Утас"), private.phone),
        (_("Өрхийн тэргүүнтэй ямар холбоотой"), person.get_relation_display()),
        (_("Баг"), _unit_name(person.unit, None)),
        (_("Өрхийн дугаар"), person.household.number),
    ]
    return [_line(label, value) for label, value in told if value]


def _unit_name(unit: Unit, on: date | None) -> str:
    version = nearest_version(unit.code, on or timezone.localdate())
    return f"{version.name} ({unit.code})" if version else unit.code


def _event_lines(person_id: int) -> list[Line]:
    rows = Event.objects.filter(person=person_id).select_related("unit")
    return [
        _line(
            row.on.isoformat(),
            ", ".join(
                filter(
                    None,
                    (
                        row.get_kind_display(),
                        _unit_name(row.unit, row.on),
                        row.place,
                        row.paper,
                    ),
                )
            ),
        )
        for row in rows.order_by("on", "id")
    ]


def _household_lines(person_id: int) -> list[Line]:
    """Of the household that the person belongs to: address, phone, camps."""
    person = Person.objects.select_related("household").get(pk=person_id)
    household = person.household
    private = household.private
    labels = {"address": _("Хаяг"), "phone": _("Утас"), "note": _("Тэмдэглэл")}
    found = [
        _line(label, private[name])
        for name, label in labels.items()
        if private.get(name)
    ]
    for camp in Camp.objects.filter(household=household).select_related("household"):
        name = camp.private.get("name")
        if name:
            found.append(_line(camp.get_season_display(), name))
    return found


def _herd_lines(person_id: int) -> list[Line]:
    """Herds that the household keeps, by census; its own and others' it tends."""
    person = Person.objects.get(pk=person_id)
    rows = LivestockCount.objects.filter(keeper=person.household_id)
    names = {
        "camel": _("тэмээ"),
        "horse": _("адуу"),
        "cattle": _("үхэр"),
        "sheep": _("хонь"),
        "goat": _("ямаа"),
    }
    found = []
    for row in rows.select_related("census").order_by("census__starts_on", "pk"):
        heads = [
            f"{label} {getattr(row, name)}"
            for name, label in names.items()
            if getattr(row, name) is not None
        ]
        found.append(_line(row.census.code, ", ".join(heads)))
    return found


def correct(
    *, user: Any, person_id: int, fields: Mapping[str, Any], reason: str
) -> None:
    """By the register's own action, which checks and keeps what stood before."""
    person = Person.objects.select_related("household").get(pk=person_id)
    private = private_of(person)
    told = {
        name: fields.get(name, getattr(private, name))
        for name in ("clan", "parent", "given", "reg_no", "birth_date", "phone")
    }
    entry = begin(
        kind=EntryKind.CORRECTION,
        unit=person.unit,
        user=user,
        reason=reason,
        options={"done": "person_changed", "number": person.household.number},
    )
    sex = fields.get("sex")
    change_person(
        user=user,
        person=person,
        private=Private(**told),
        sex=sex if sex in Sex else None,
        birth_year=fields.get("birth_year"),
        reason=reason,
        entry=entry,
    )


register_keeper(
    Keeper(
        by_uid=by_uid,
        by_key=by_key,
        stays=stays,
        restrict=restrict,
        begin=begin_erasure,
        refusal=refusal,
        gone=gone,
    )
)
register_subject(
    Source(
        "1_person",
        gettext_lazy("Хүн ам, өрхийн бүртгэл"),
        _person_lines,
        correct,
        erase,
    )
)
register_subject(Source("2_household", gettext_lazy("Өрх, нутаг"), _household_lines))
register_subject(Source("3_events", gettext_lazy("Бүртгэлийн үйл явдал"), _event_lines))
register_subject(Source("4_herds", gettext_lazy("Өрхийн мал"), _herd_lines))
