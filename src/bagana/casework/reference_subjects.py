"""What references keep of a person: told in the extract, taken away on erasure.

A reference knows by the uids sealed in it whom it names, members of a household too.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bagana.casework.models import Reference
from bagana.privacy.datasets import (
    UNDECIDED_EN,
    UNDECIDED_MN,
    DataSet,
    register_dataset,
)
from bagana.privacy.own_datasets import LAW_EN, LAW_MN
from bagana.privacy.subjects import Line, Source, register_subject
from bagana.registers.models import Person


def _naming(person_id: int) -> list[Reference]:
    """Whoever lived in a household may stand in its references: each is opened."""
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        return []
    homes = person.events.values("household")
    about = Q(person=person) | Q(household=person.household_id) | Q(household__in=homes)
    rows = Reference.objects.filter(about, unit__isnull=False).select_related("kind")
    own = str(person.uid)
    return [
        row
        for row in rows.order_by("pk").distinct()
        if own in row.private.get("subjects", ())
    ]


def references_of(person_id: int) -> list[Line]:
    return [
        (f"{row.kind.title} № {row.number}, {row.issued_on}", _words(row))
        for row in _naming(person_id)
    ]


def _words(row: Reference) -> str:
    told: list[str] = []
    for one in row.private["fields"]:
        if isinstance(one["value"], str):
            told.append(one["value"])
        else:
            told += [" ".join(filter(None, pair)) for pair in one["value"]]
    return "; ".join(filter(None, told))


def erase_references(person_id: int, entry: Any) -> None:
    """Number, kind, day and code stay: a paper given out can still be checked."""
    for row in _naming(person_id):
        row.sealed, row.person, row.household = b"", None, None
        row.save(update_fields=["sealed", "person", "household"])


register_subject(
    Source("reference", _("Тодорхойлолтууд"), references_of, erase=erase_references)
)
register_dataset(
    DataSet(
        code="references",
        title=_("Олгосон тодорхойлолт"),
        purpose=_("Иргэнд тодорхойлолт олгож, жинхэнэ эсэхийг нь шалгуулах."),
        legal_basis_mn=f"{LAW_MN}; зүйл, хэсэг: {UNDECIDED_MN}",
        legal_basis_en=f"{LAW_EN}; article: {UNDECIDED_EN}",
        source=_("Багийн өрх, хүн амын бүртгэл"),
        retention_years=5,
        fields=(
            _("төрөл бүрийн өөрт нь хэрэгтэй талбар"),
            _("хаана өгөх"),
            _("дугаар, өдөр, код, хэвлэсэн бүртгэл"),
        ),
        who_reads=_("Олгосон баг, түүний сум; кодоор шалгагч иргэний юуг ч харахгүй"),
    )
)
