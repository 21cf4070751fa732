"""Days that rule the registers, each with its source and the days it holds for.

Seven days to register, the stop before elections, the days of the livestock census.
What no source tells is marked illustrative. The rule: docs/rules/register-events.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _

from bagana.engines.mongolian import iso
from bagana.registers.models import CensusKind, ElectionDay
from bagana.web.bilingual import Bilingual
from bagana.web.errors import Conflict

DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class DaysRule:
    """A number of days, from which day on it counts, and where it is written."""

    days: int
    valid_from: date | None
    source_mn: str
    source_en: str
    is_illustrative: bool = False

    source = Bilingual("source")


REGISTER_WITHIN: Final = (
    DaysRule(
        7,
        None,
        "Түр оршин суух хүн 7 хоногийн дотор баг, хорооны Засаг даргад бүртгүүлнэ "
        "(sukhbaatar.mn/m/36/show/981)",
        "Temporary residents register with the bag or khoroo governor within 7 days "
        "(sukhbaatar.mn/m/36/show/981)",
    ),
)
"""Within how many days an arrival is registered; the last rule in force counts."""
STOP_BEFORE_ELECTION: Final = (
    DaysRule(
        60,
        None,
        "Сонгуулийн өдрөөс 60 хоногийн өмнө шилжилт хөдөлгөөний бүртгэлийг зогсоож, "
        "маргаашнаас нь үргэлжлүүлнэ (chig.mn 5190)",
        "Registration of residence changes stops 60 days before an election "
        "until the day after (chig.mn 5190)",
    ),
)


def rule_on(rules: tuple[DaysRule, ...], on: date) -> DaysRule:
    """The last of the rules that had begun by the day."""
    begun = [one for one in rules if one.valid_from is None or one.valid_from <= on]
    return begun[-1] if begun else rules[0]


def due_on(on: date) -> date:
    """The last day on which what happened on a day is registered in time."""
    return on + timedelta(days=rule_on(REGISTER_WITHIN, on).days)


def days_late(on: date, registered_on: date) -> int:
    """How many days after its last day something was registered; 0 in time."""
    return max((registered_on - due_on(on)).days, 0)


@dataclass(frozen=True)
class Stop:
    """From `starts_on` to `reopens_on` (not included) moves are not registered."""

    election: ElectionDay
    starts_on: date
    reopens_on: date


def stop_on(on: date) -> Stop | None:
    """The stop of an election that holds on the day."""
    longest = max(one.days for one in STOP_BEFORE_ELECTION)
    near = ElectionDay.objects.filter(on__gte=on, on__lte=on + longest * DAY)
    for election in near.order_by("on"):
        days = rule_on(STOP_BEFORE_ELECTION, election.on).days
        starts = election.on - timedelta(days=days)
        if starts <= on:
            return Stop(election, starts, election.on + DAY)
    return None


def refuse_stopped(registered_on: date) -> None:
    """Births and deaths are registered always; a change of residence is not.

    Raises
    ------
    Conflict
        Naming the election and the first day on which moves are registered again.
    """
    stop = stop_on(registered_on)
    if stop is None:
        return
    raise Conflict(
        _("%(name)s (%(on)s) болох тул шилжилт хөдөлгөөний бүртгэл зогссон байна.")
        % {"name": stop.election.name, "on": iso(stop.election.on)},
        _("%(day)s-нд эсвэл түүнээс хойш бүртгэнэ үү.") % {"day": iso(stop.reopens_on)},
        "on",
    )


@dataclass(frozen=True)
class CensusRule:
    """Days of a count of a year: from and to (included), as (month, day)."""

    kind: CensusKind
    first_year: int
    starts: tuple[int, int]
    ends: tuple[int, int]
    source_mn: str
    source_en: str
    is_illustrative: bool = False

    source = Bilingual("source")

    @property
    def days(self) -> str:
        """As they are written on a page: 12-07 – 12-17."""
        return "{:02}-{:02} – {:02}-{:02}".format(*self.starts, *self.ends)


CENSUS_RULES: Final = (
    CensusRule(
        CensusKind.DECEMBER,
        0,
        (12, 15),
        (12, 22),
        "Засгийн газрын 1999 оны 140 дүгээр тогтоол (legalinfo.mn 3258)",
        "Government resolution 140 of 1999 (legalinfo.mn 3258)",
    ),
    CensusRule(
        CensusKind.DECEMBER,
        2020,
        (12, 7),
        (12, 17),
        "Статистикийн байгууллагын мэдээлэл (chuhal.mn/r/28252); "
        "хэдэн оноос эхэлснийг эх сурвалж хэлээгүй, 2020 оноос гэж таамаглав",
        "Notice of the statistics office (chuhal.mn/r/28252); "
        "no source says from which year: 2020 is assumed",
        is_illustrative=True,
    ),
    CensusRule(
        CensusKind.JUNE,
        0,
        (6, 1),
        (6, 30),
        "Зуны тооллого 6 дугаар сард (montsame.mn 203347); өдрийг нь эх сурвалж "
        "хэлээгүй",
        "The interim count is in June (montsame.mn 203347); no source tells the days",
        is_illustrative=True,
    ),
)


@dataclass(frozen=True)
class CensusDays:
    starts_on: date
    ends_on: date
    rule: CensusRule


def census_days(kind: str, year: int) -> CensusDays:
    """From which day to which day (included) a count of the year is taken."""
    wanted = CensusKind(kind)
    rule = [
        one for one in CENSUS_RULES if one.kind == wanted and one.first_year <= year
    ][-1]
    return CensusDays(date(year, *rule.starts), date(year, *rule.ends), rule)
