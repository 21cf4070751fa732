"""What a report is written from: the evidence, and what speaks against a rating."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, Sum
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from bagana.programme.ladder import SHOWN_FROM
from bagana.programme.models import (
    Activity,
    Evidence,
    EvidenceKind,
    MoneyEntry,
    MoneyKind,
    RatingLevel,
    Report,
    ReportStep,
    Round,
)
from bagana.programme.queries.measure_page import Shown
from bagana.programme.queries.money import MoneySum, money_by
from bagana.programme.queries.standings import names_of
from bagana.programme.queries.targets import (
    TargetProgress,
    progress_of,
    targets_of,
)

FULL = 100
LOW = 30


@dataclass(frozen=True)
class Facts:
    """What the evidence says of a measure by the end of the period.

    `paid_in_period` is what of the payments falls into the period itself.
    """

    steps: Sequence[Activity]
    evidence: Sequence[Evidence]
    money: MoneySum
    paid_in_period: Decimal
    targets: Sequence[TargetProgress]

    @property
    def steps_done(self) -> int:
        return sum(step.done_on is not None for step in self.steps)

    @property
    def steps_open(self) -> int:
        return len(self.steps) - self.steps_done

    @property
    def photos(self) -> list[Evidence]:
        return [one for one in self.evidence if one.kind == EvidenceKind.PHOTO]

    @property
    def shows_something(self) -> bool:
        return bool(self.evidence) or self.money.paid > 0


def facts_of(report: Report, user: Any) -> Facts:
    measure, period = report.measure, report.round.period
    steps = list(measure.activities.order_by("position"))
    for step in steps:
        # A step reached after the period says nothing of it.
        if step.done_on and step.done_on > period.end:
            step.done_on = None
    seen = Evidence.objects.visible_to(user).standing().filter(measure=measure)
    money = money_by(report.round.programme, "measure", until=period.end)
    targets = targets_of(report.round.programme, measure=measure)
    return Facts(
        steps=steps,
        evidence=list(
            seen.select_related("unit", "observation__indicator").order_by(
                "-taken_on", "-pk"
            )
        ),
        money=money.get(measure.pk, MoneySum()),
        paid_in_period=_paid_in(report),
        targets=progress_of(targets, on=period.end, user=user),
    )


def _paid_in(report: Report) -> Decimal:
    period = report.round.period
    paid = MoneyEntry.objects.filter(
        measure=report.measure_id,
        kind=MoneyKind.PAYMENT,
        booked_on__range=(period.start, period.end),
    )
    total: Decimal = paid.aggregate(total=Sum("amount", default=Decimal(0)))["total"]
    return total


def contradictions(
    report: Report, facts: Facts, level: RatingLevel | None
) -> list[str]:
    """Where the rating and the evidence do not agree, in words; people decide."""
    if level is None:
        return []
    if level.percent is None:
        return _of_not_due(report)
    if level.percent == FULL:
        return _of_full(facts)
    found = []
    if level.percent >= SHOWN_FROM and not facts.shows_something:
        found.append(_("Зураг, баримт, үзүүлэлт, төлбөрийн аль нь ч алга."))
    if level.percent <= LOW and facts.steps and not facts.steps_open:
        found.append(_("Бүх үйл ажиллагаа хийгдсэн атал үнэлгээ бага байна."))
    if level.percent == 0 and facts.paid_in_period > 0:
        found.append(_("Энэ хугацаанд мөнгө төлсөн атал хэрэгжээгүй гэж үнэлсэн."))
    return found


def _of_not_due(report: Report) -> list[str]:
    if report.measure.due_on > report.round.period.end:
        return []
    return [_("Хугацаа нь энэ үед дууссан атал хугацаа болоогүй гэж үнэлсэн.")]


def _of_full(facts: Facts) -> list[str]:
    found = []
    if facts.steps_open:
        words = ngettext(
            "%(count)s үйл ажиллагаа хийгдээгүй атал бүрэн хэрэгжсэн гэж үнэлсэн.",
            "%(count)s үйл ажиллагаа хийгдээгүй атал бүрэн хэрэгжсэн гэж үнэлсэн.",
            facts.steps_open,
        )
        found.append(words % {"count": facts.steps_open})
    if not facts.shows_something:
        found.append(_("Зураг, баримт, үзүүлэлт, төлбөрийн аль нь ч алга."))
    if any(str(one.progress.light) == "red" for one in facts.targets):
        found.append(_("Зорилтот түвшин нь хоцорсон атал бүрэн хэрэгжсэн гэж үнэлсэн."))
    return found


def find_report(user: Any, pk: int) -> Report | None:
    """A report that the user may read, with what its page shows."""
    rows = Report.objects.worked_on_by(user).select_related(
        "round__programme__unit",
        "round__period",
        "round__scale",
        "measure__objective",
        "measure__office",
        "measure__programme__unit",
        "measure__phase",
        "proposed",
        "checked",
        "decided",
        "updated_by",
    )
    return rows.filter(pk=pk).first()


def steps_of(report: Report) -> list[ReportStep]:
    """The way of the report so far, oldest first."""
    return list(report.steps.select_related("level", "made_by").order_by("pk"))


@dataclass(frozen=True)
class Told:
    """What a report of a closed round says, in the reader's language, and shows."""

    report: Report
    evidence: list[Shown]

    @property
    def words(self) -> str:
        english = self.report.done_en if get_language() == "en" else ""
        return english or self.report.done


def told_in(round: Round, reports: Iterable[int], user: Any) -> dict[int, Told]:
    """The words and the evidence of these reports, as far as the reader may see."""
    linked = Prefetch(
        "evidence",
        Evidence.objects.visible_to(user)
        .standing()
        .select_related("unit", "observation__indicator"),
        to_attr="seen",
    )
    rows: Any = Report.objects.visible_to(user).filter(round=round, pk__in=reports)
    found = list(rows.prefetch_related(linked))
    units = {one.unit_id for row in found for one in row.seen if one.unit_id}
    names = names_of(units, round.period.end)
    return {
        row.pk: Told(
            row, [Shown(one, names.get(one.unit_id or 0, "")) for one in row.seen]
        )
        for row in found
    }
