"""The dated rules under which a re-drawing is heard and decided.

docs/rules/redrawing-procedure.md says what each of them decides and whence it comes.
The law of the day on which a hearing is published counts; its code is kept with the
proposal. A figure that no source fixes is configuration, marked «жишээ»: an office
that has a rule of its own changes it here and names the rule.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from bagana.redistricting.models import Proposal


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a rule, and what it stands on."""

    value: int
    source: StrOrPromise
    is_illustrative: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """One set of rules: in force from `starts` to the day before `ends`.

    `quorum` is the per cent of a bag's households that a meeting must represent;
    `names_presidium` says whether a Presidium may decide in place of its assembly.
    """

    code: str
    title: StrOrPromise
    source: StrOrPromise
    starts: date
    ends: date | None
    chair: StrOrPromise
    decider: StrOrPromise
    decider_source: StrOrPromise
    names_presidium: bool
    fewest_alternatives: Figure
    hearing_days: Figure
    quorum: Figure
    answer_days: Figure
    sum_days: Figure
    aimag_days: Figure

    def needed_households(self, households: int) -> int:
        """The fewest represented households that make a quorum."""
        return math.ceil(households * self.quorum.value / 100)

    def has_quorum(self, represented: int, households: int) -> bool:
        return represented >= self.needed_households(households)


NO_SOURCE: Final = _("Эх сурвалж тогтоогдоогүй: жишээ утга, тохируулна.")
DECIDER: Final = _("аймгийн Иргэдийн Төлөөлөгчдийн Хурал")
DECIDER_SOURCE: Final = _(
    "Сумын Хурлын өргөн барьснаар, иргэдийн саналыг авсны дараа аймгийн Хурал"
    " шийддэг: Увс аймгийн Хуралд холбогдох захиргааны хэрэг, 2016-05-30"
    " (shuukh.mn/single_case/2988)."
)
QUORUM_2006: Final = _(
    "2006 оны хуулийн 23.11 нь зөвхөн Засаг дарга нэр дэвшүүлэх хуралд 50 хувь гэсэн;"
    " энгийн хурлын ирц тогтоогдоогүй тул жишээ утга."
)
QUORUM_2022: Final = _(
    "2020 оны хуулийн 32 дугаар зүйлийн ирцийн заалт тогтоогдоогүй: жишээ утга."
)


def _made_up(value: int) -> Figure:
    return Figure(value, NO_SOURCE, is_illustrative=True)


LAW_2022: Final = date(2022, 1, 1)
RULES: Final = (
    Rules(
        code="2006",
        title=_("Засаг захиргаа, нутаг дэвсгэрийн нэгжийн 2006 оны хууль"),
        source=_(
            "2006 оны 12 дугаар сарын 15-ны хууль, 2021 оны эцсийг дуустал"
            " (igovernment.mn/docs/386)."
        ),
        starts=date(2006, 12, 15),
        ends=LAW_2022,
        chair=_("иргэдийн нийтийн хурлын дарга"),
        decider=DECIDER,
        decider_source=DECIDER_SOURCE,
        names_presidium=False,
        fewest_alternatives=_made_up(2),
        hearing_days=_made_up(30),
        quorum=Figure(25, QUORUM_2006, is_illustrative=True),
        answer_days=_made_up(14),
        sum_days=_made_up(30),
        aimag_days=_made_up(60),
    ),
    Rules(
        code="2022",
        title=_("Засаг захиргаа, нутаг дэвсгэрийн нэгжийн 2020 оны шинэчилсэн хууль"),
        source=_(
            "2020 оны 12 дугаар сарын 24-ний шинэчилсэн найруулга, 2022 оны 1 дүгээр"
            " сарын 1-нээс (legalinfo.mn/mn/detail/16106891904801)."
        ),
        starts=LAW_2022,
        ends=None,
        chair=_("тухайн хуралдааны дарга"),
        decider=DECIDER,
        decider_source=DECIDER_SOURCE,
        names_presidium=False,
        fewest_alternatives=_made_up(2),
        hearing_days=_made_up(30),
        quorum=Figure(25, QUORUM_2022, is_illustrative=True),
        answer_days=_made_up(14),
        sum_days=_made_up(30),
        aimag_days=_made_up(60),
    ),
)


def rules_on(day: date) -> Rules:
    """The rules in force on a day; before all of them, the first."""
    begun = [rules for rules in RULES if rules.starts <= day]
    return begun[-1] if begun else RULES[0]


def rules_of(proposal: Proposal) -> Rules:
    """The rules under which the proposal runs, as they were kept with it."""
    return next((r for r in RULES if r.code == proposal.rules), RULES[-1])
