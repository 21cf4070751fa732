"""What the daily work of Mandal measures, month by month: computed and published."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bagana.accounts.models import User
from bagana.indicators.actions.declaring import compute_declared
from bagana.indicators.actions.deriving import derive
from bagana.indicators.actions.publishing import publish
from bagana.indicators.catalogue import declared
from bagana.indicators.models import Indicator
from bagana.indicators.periods import ensure_periods
from bagana.territory.models import Unit

SOURCES: Final = (
    "request_register",
    "meeting_register",
    "staff_register",
    "outreach_book",
)
MEETINGS_OF_2025: Final = ("2025",)
BEFORE_TRAINING: Final = ("2026-05", "2026-06", "2026-07", "2026-08")
AFTER_TRAINING: Final = ("2026-09", "2026-10", "2026-Q3")


def publish_work(officer: User, units: Sequence[Unit], codes: Sequence[str]) -> None:
    """The measures of the three registers in the periods; ratios along with them."""
    periods = list(ensure_periods(codes).values())
    mine = Indicator.objects.filter(source__code__in=SOURCES)
    known = set(declared()) & set(mine.values_list("code", flat=True))
    compute_declared(user=officer, units=units, periods=periods, codes=known)
    ratios = list(mine.exclude(numerator=None))
    derive(user=officer, indicators=ratios, periods=periods)
    publish(
        user=officer,
        title=f"Өдөр тутмын ажил: {codes[0]}–{codes[-1]}",
        indicators=list(mine),
        periods=periods,
    )
