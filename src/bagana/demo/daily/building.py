"""Officials, meetings, requests of Mandal, by the actions that an office uses."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from bagana.accounts.models import User
from bagana.demo.daily.conduct import watch_conduct
from bagana.demo.daily.figures import (
    AFTER_TRAINING,
    BEFORE_TRAINING,
    MEETINGS_OF_2025,
    publish_work,
)
from bagana.demo.daily.meetings import meet_in_mandal
from bagana.demo.daily.officials import seat_governors, set_standard
from bagana.demo.daily.outreach import give_functions, send_rounds
from bagana.demo.daily.performance import agree_with_governors
from bagana.demo.daily.references import issue_some
from bagana.demo.daily.requests import ask_in_mandal
from bagana.demo.daily.training import plan_the_year, train_governors
from bagana.project.founding import found_daily_work
from bagana.territory.models import Unit, UnitVersion

AIMAG, SUM, LATE = "43", "4322", "432259"


@transaction.atomic
def build_daily(administrator: User, officer: User) -> None:
    """Of the whole aimag the governors, of Mandal everything else."""
    aimag, mandal = Unit.objects.get(code=AIMAG), Unit.objects.get(code=SUM)
    found_daily_work()
    set_standard()
    versions = _bags_under(AIMAG)
    seat_governors(administrator, versions)
    bags = [version.unit for version in versions if version.parent_id == mandal.pk]
    clerk = User.objects.get(username="mandal")
    governor = User.objects.get(username="tunkhel")
    meet_in_mandal(clerk, governor, bags)
    ask_in_mandal(clerk, bags)
    late = Unit.objects.get(code=LATE)
    issue_some(governor, late)
    send_rounds(clerk, late)
    give_functions(administrator, mandal, bags[:3])
    agree_with_governors(clerk, bags)
    watch_conduct(officer, aimag, bags)
    units = [mandal, *bags]
    publish_work(officer, units, MEETINGS_OF_2025)
    publish_work(officer, units, BEFORE_TRAINING)
    lines = plan_the_year(administrator, aimag)
    train_governors(officer, aimag, lines["promptness"], bags)
    publish_work(officer, units, AFTER_TRAINING)


def _bags_under(code: str) -> list[UnitVersion]:
    today = UnitVersion.objects.on(timezone.localdate())
    found = today.filter(unit__code__startswith=code, kind__level=3)
    return list(found.select_related("unit", "parent", "kind").order_by("unit__code"))
