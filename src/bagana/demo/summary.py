"""What the demonstration holds, counted from its tables, never typed."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bagana.engines.mongolian import format_number
from bagana.indicators.models import Indicator, Observation, Status
from bagana.programme.models import Measure, Round
from bagana.territory.models import Unit, UnitKind
from bagana.territory.queries import below

PROGRAMME_DAY = date(2018, 6, 5)
AIMAG = "43"


def _units(code: str, on: date) -> str:
    """How many units of each kind lie under a unit: 17 сум, 57 баг."""
    unit = Unit.objects.get(code=code)
    kinds = below(unit, on).exclude(unit=unit).values_list("kind", flat=True)
    counts = Counter(kinds)
    return ", ".join(
        _counted(counts[kind.code], kind.name)
        for kind in UnitKind.objects.filter(code__in=counts)
    )


def _counted(count: int, name: str) -> str:
    # Mongolian keeps the singular after a number.
    plural = "s" if get_language() == "en" and count != 1 else ""
    return f"{format_number(count)} {name}{plural}"


def _observations() -> str:
    rows = Observation.objects.values("status").annotate(rows=Count("pk"))
    counts = {row["status"]: row["rows"] for row in rows}
    return ", ".join(
        f"{format_number(counts[status])} {Status(status).label}"
        for status in Status.values
        if status in counts
    )


def summary() -> str:
    today = timezone.localdate()
    lines = [
        (_("Сэлэнгэ, %(day)s"), PROGRAMME_DAY, AIMAG),
        (_("Сэлэнгэ, %(day)s"), today, AIMAG),
        (_("Монгол Улс, %(day)s"), today, "MN"),
    ]
    written = [
        f"{label % {'day': day.isoformat()}}: {_units(code, day)}"
        for label, day, code in lines
    ]
    written.append(
        _("Үзүүлэлт: %(count)s") % {"count": format_number(Indicator.objects.count())}
    )
    written.append(_("Ажиглалт: %(counts)s") % {"counts": _observations()})
    written.append(
        _("Хөтөлбөр: %(measures)s арга хэмжээ, %(rounds)s хаасан үе")
        % {
            "measures": format_number(Measure.objects.count()),
            "rounds": Round.objects.filter(closed_at__isnull=False).count(),
        }
    )
    return "\n".join(written)
