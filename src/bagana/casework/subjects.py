"""What requests keep of a person: asked, answered, taken away.

A request is known to be somebody's by the row of the register, or by the phone where no
household is named.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bagana.casework.models import OPEN_STATES, Request, RequestStep
from bagana.privacy.sealing import seal
from bagana.privacy.subjects import Line, Source, register_subject
from bagana.registers.models import Person


def _requests(person_id: int) -> QuerySet[Request]:
    about = Q(person=person_id) | Q(person=None, household__head=person_id)
    phone = (
        Person.objects.filter(pk=person_id)
        .values_list("phone_index", flat=True)
        .first()
    )
    if phone:
        about |= Q(phone_index=bytes(phone), household=None, person=None)
    return Request.objects.filter(about).select_related("version").order_by("id")


def requests_of(person_id: int) -> list[Line]:
    found: list[Line] = []
    for row in _requests(person_id):
        private = row.private
        told = [row.version.title, row.get_state_display(), private.get("text", "")]
        found.append((f"{row.number}, {row.taken_on}", ", ".join(filter(None, told))))
        named = [str(private[one]) for one in ("name", "phone", "address", "email")
                 if private.get(one)]  # fmt: skip
        if named:
            found.append((_("Хүсэлтэд бичсэн нэр, холбоо барих"), ", ".join(named)))
        for step in row.steps.select_related("request"):
            if words := step.private.get("text"):
                found.append((f"{step.on}, {step.get_deed_display()}", str(words)))
    return found


def erase_requests(person_id: int, entry: Any) -> None:
    """Days, service and state stay as what was counted; every word goes."""
    for row in _requests(person_id):
        code = row.private.get("code")
        kept = {"code": code} if row.state in OPEN_STATES and code else {}
        row.sealed = seal(kept, bind=row.bind) if kept else b""
        row.phone_index = b""
        if not kept:
            row.code_index = b""
        row.person = None
        row.save(update_fields=["sealed", "phone_index", "code_index", "person"])
        RequestStep.objects.filter(request=row).update(sealed=b"")


register_subject(
    Source(
        "request",
        gettext_lazy("Иргэний хүсэлт"),
        requests_of,
        erase=erase_requests,
    )
)
