"""What requests leave with a bag that ends, or with a governor who goes."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.casework.actions.following import touched
from bagana.casework.actions.redelegating import undecided
from bagana.casework.definitions import overdue_now_q
from bagana.casework.models import OPEN_STATES, Delegation, MobileRound, Request
from bagana.engines.mongolian import format_number
from bagana.people.leaving import Found, OpenWork
from bagana.territory.handover import Handover, Source, both, ended
from bagana.territory.models import Unit, UnitChange


def requests_left(change: UnitChange) -> Sequence[Handover]:
    """Open requests still standing with a unit that ends: its day lies ahead."""
    gone = ended(change)
    rows = Request.objects.filter(unit__in=gone.codes, state__in=OPEN_STATES)
    counted = rows.order_by().values_list("unit", "unit__code").annotate(n=Count("pk"))
    found = []
    for unit, code, n in counted.order_by("unit__code"):
        href = reverse("casework:requests", args=[code])
        said = both(_to_follow, n)
        found.append(Handover("request", *said, code, gone.heir(unit), href))
    return found


def _to_follow(count: int) -> str:
    return _("Шийдээгүй %(count)s хүсэлтийг залгамжлах багт шилжүүлэх") % {
        "count": format_number(count)
    }


REQUESTS = Source("request", lambda: _("Иргэний хүсэлт"), requests_left)


def rounds_left(change: UnitChange) -> Sequence[Handover]:
    """Planned rounds that the change concerns: somebody looks at the way anew."""
    gone = ended(change)
    found = []
    for row in touched(change):
        source = gone.codes.get(_sender(row, change), row.unit.code)
        target = gone.heir(row.unit_id) or row.unit.code
        href = reverse("casework:round", args=[row.uid])
        found.append(Handover("round", *both(_to_plan, row), source, target, href))
    return found


def _sender(row: MobileRound, change: UnitChange) -> int:
    """The unit that sent the round before the change."""
    moved, unit = row.moves[-1] if row.moves else (None, row.unit_id)
    return int(unit) if moved == change.pk else row.unit_id


def _to_plan(row: MobileRound) -> str:
    return _("«%(title)s» явуулын үйлчилгээний замыг дахин төлөвлөх эсэхийг шийдэх") % {
        "title": row.title
    }


ROUNDS = Source("round", lambda: _("Явуулын үйлчилгээ"), rounds_left)


def delegations_left(change: UnitChange) -> Sequence[Handover]:
    """Functions that nobody has now: several follow, or one held it already."""
    gone = ended(change)
    found = []
    for row in undecided(change):
        heir = gone.heir(row.unit_id)
        href = reverse("casework:delegations", args=[heir]) if heir else ""
        source = row.unit.code
        found.append(Handover("delegation", *both(_to_give, row), source, heir, href))
    return found


def _to_give(row: Delegation) -> str:
    return _("«%(function)s» чиг үүргийг хэнд шилжүүлэхийг шийдэх") % {
        "function": row.function.title
    }


DELEGATIONS = Source("delegation", lambda: _("Шилжүүлсэн чиг үүрэг"), delegations_left)


def open_of(unit: Unit) -> Sequence[Found]:
    """For the record of a governor who goes: how many, and where they are read."""
    today = timezone.localdate()
    rows = Request.objects.filter(unit=unit, state__in=OPEN_STATES)
    open_, late = rows.count(), rows.filter(overdue_now_q(today)).count()
    if not open_:
        return []
    href = reverse("casework:requests", args=[unit.code])
    # Kept with the record: in the language of record.
    found = [Found("Шийдээгүй хүсэлт", open_, href)]
    if late:
        found.append(Found("Хугацаа хэтэрсэн хүсэлт", late, f"{href}?state=overdue"))
    return found


OPEN = OpenWork("requests", lambda: str(_("Иргэний хүсэлт")), open_of)
