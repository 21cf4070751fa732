"""What meetings leave with a bag that ends: obligations that went to its heir."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from bagana.engines.mongolian import format_number
from bagana.meetings.consequences import moved_by
from bagana.meetings.models import Meeting, MeetingState, ObligationState
from bagana.territory.handover import Handover, Source, both, ended
from bagana.territory.models import UnitChange


def obligations_left(change: UnitChange) -> Sequence[Handover]:
    """The change itself has passed these on; a person looks whether rightly so."""
    gone = ended(change)
    href = reverse("meetings:obligations")
    rows = moved_by(change).filter(state=ObligationState.OPEN)
    counted = Counter(rows.values_list("resolution__meeting__unit", flat=True))
    return [
        Handover("obligation", *both(_passed_on, n), gone.codes[unit], heir, href)
        for unit, n in sorted(counted.items())
        if unit in gone.codes and (heir := gone.heir(unit))
    ]


def _passed_on(count: int) -> str:
    return _("Залгамжлагч багт шилжсэн %(count)s үүргийг нягтлах") % {
        "count": format_number(count)
    }


def meetings_left(change: UnitChange) -> Sequence[Handover]:
    """Meetings called and not yet closed: somebody must cancel or hold them."""
    gone = ended(change)
    waiting = (MeetingState.DRAFT, MeetingState.CONVENED, MeetingState.OPEN)
    rows = Meeting.objects.filter(unit__in=gone.codes, state__in=waiting).order_by()
    counted = rows.values_list("unit").annotate(n=Count("pk")).order_by("unit")
    return [
        Handover("meeting", *both(_unheld, n), gone.codes[unit], gone.heir(unit))
        for unit, n in counted
    ]


def _unheld(count: int) -> str:
    return _("Зарласан, дуусгаагүй %(count)s хуралдааныг шийдэх") % {
        "count": format_number(count)
    }


SOURCES = (
    Source("obligation", lambda: _("Хурлын үүрэг"), obligations_left),
    Source("meeting", lambda: _("Хуралдаан"), meetings_left),
)
