"""A report goes up the ladder: written, sent, checked, decided; or back with a reason.

The rule: docs/rules/monitoring-round.md. Every step is kept in ReportStep.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.programme import rules
from bagana.programme.actions.rungs import (
    four_eyes,
    keep_report,
    level_chosen,
    locked,
    may_write,
    need_evidence,
    refuse_level,
    refuse_stale,
    stated,
    step_to,
)
from bagana.programme.ladder import WRITING, needs_check
from bagana.programme.models import (
    Evidence,
    RatingLevel,
    Report,
    ReportState,
)
from bagana.web.errors import Conflict, PermissionDenied, Refused

TEXTS = ("done", "done_en", "obstacles", "next_steps")
LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Decision:
    """What shall be said of one report of many, with why where it differs."""

    report: Report
    level: RatingLevel | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of many at once: those done, and those refused with why."""

    done: tuple[Report, ...]
    refused: tuple[tuple[Report, str], ...]


@transaction.atomic
def save_report(
    *,
    user: Any,
    report: Report,
    revision: int,
    fields: Mapping[str, str],
    evidence: Iterable[Evidence] | None = None,
    proposed: RatingLevel | None = None,
) -> Report:
    """Keep what was written so far; `revision` is the one that the writer has seen.

    `fields` holds any of done, done_en, obstacles, next_steps. `evidence` is what the
    report rests on; None leaves it. Raises Conflict when somebody saved in between:
    nothing is overwritten.
    """
    row = locked(report)
    may_write(user, row)
    refuse_stale(row, revision)
    refuse_level(row, proposed)
    changed = _write_texts(row, fields)
    changed |= row.proposed_id != (proposed.pk if proposed else None)
    row.proposed = proposed
    changed |= _link(row, evidence)
    return keep_report(row, user) if changed else row


@transaction.atomic
def copy_last(*, user: Any, report: Report, revision: int) -> Report:
    """Fill the empty texts from the report of the period before; nothing is replaced.

    A measure that goes on from an earlier phase takes from the measure it continues.
    """
    row = locked(report)
    last = last_report(row)
    if last is None:
        raise Refused(_("Өмнөх үеийн тайлан алга."), _("Шинээр бичнэ үү."))
    fields = {name: getattr(row, name) or getattr(last, name) for name in TEXTS}
    return save_report(
        user=user, report=row, revision=revision, fields=fields, proposed=row.proposed
    )


def last_report(report: Report) -> Report | None:
    """What was said a period before of the measure, or of the one it continues."""
    measure = report.measure
    same = [pk for pk in (measure.pk, measure.continues_id) if pk]
    before = Report.objects.filter(
        measure__in=same, round__period__end__lt=report.round.period.end
    ).exclude(done="", obstacles="", next_steps="")
    return (
        before.select_related("round__period").order_by("-round__period__end").first()
    )


@transaction.atomic
def submit_report(*, user: Any, report: Report, revision: int | None = None) -> Report:
    """Send to who checks. It needs words, a proposal, and what shows a high one."""
    row = locked(report)
    may_write(user, row)
    if revision is not None:
        refuse_stale(row, revision)
    if not row.done.strip():
        raise Refused(
            _("Хийсэн ажлаа бичээгүй байна."),
            _("Юу хийснээ товч бичээд илгээнэ үү."),
            "done",
        )
    if row.proposed is None:
        raise Refused(
            _("Үнэлгээний саналаа өгөөгүй байна."), _("Шатаа сонгоно уу."), "proposed"
        )
    need_evidence(row, row.proposed)
    return step_to(row, user, ReportState.SUBMITTED, level=row.proposed)


@transaction.atomic
def return_report(*, user: Any, report: Report, reason: str) -> Report:
    """Send back to be mended, saying why; what was checked or decided falls away."""
    row = locked(report)
    higher = row.state in {ReportState.CHECKED, ReportState.DECIDED}
    may = rules.can_plan if higher else rules.can_check
    if not may(user, row.round.programme if higher else row.measure):  # type: ignore[arg-type]
        raise PermissionDenied(_("Энэ тайланг буцаах эрх танд алга."))
    if row.state in WRITING:
        raise Conflict(_("Тайланг илгээгээгүй эсвэл аль хэдийн буцаасан байна."))
    why = stated(reason)
    row.checked = row.decided = None
    return step_to(row, user, ReportState.RETURNED, reason=why)


@transaction.atomic
def check_report(
    *, user: Any, report: Report, level: RatingLevel | None = None, reason: str = ""
) -> Report:
    """Confirm the proposal, or another level with the reason why."""
    row = locked(report)
    if not rules.can_check(user, row.measure):
        raise PermissionDenied(_("Энэ тайланг шалгах эрх танд алга."))
    if row.state != ReportState.SUBMITTED:
        raise Conflict(
            _("Энэ тайлан шалгахыг хүлээгээгүй байна."),
            _("Хуудсаа шинэчилж, төлөвийг нь үзнэ үү."),
        )
    four_eyes(user, row)
    chosen, why = level_chosen(row, level, row.proposed, reason)
    row.checked = chosen
    return step_to(row, user, ReportState.CHECKED, level=chosen, reason=why)


@transaction.atomic
def decide_report(
    *, user: Any, report: Report, level: RatingLevel | None = None, reason: str = ""
) -> Report:
    """Decide the rating: a checked report, or one that no unit in between checks.

    A report that nobody sent in by its due day can be decided too, with a reason. So
    can a decided one, as long as the round is open.
    """
    row = locked(report)
    if not rules.can_plan(user, row.round.programme):
        raise PermissionDenied(_("Үнэлгээг шийдэх эрх танд алга."))
    if row.state in WRITING:
        return _decide_unreported(row, user, level, reason)
    if row.state == ReportState.SUBMITTED and needs_check(
        row.measure.office, row.round.programme
    ):
        raise Refused(
            _("Энэ тайланг сум шалгаагүй байна."), _("Эхлээд шалгана уу."), "level"
        )
    four_eyes(user, row)
    again = row.state == ReportState.DECIDED
    before = row.decided if again else row.checked or row.proposed
    chosen, why = level_chosen(row, level, before, reason)
    row.decided = chosen
    return step_to(row, user, ReportState.DECIDED, level=chosen, reason=why)


def check_many(*, user: Any, decisions: Sequence[Decision]) -> Outcome:
    """Check each; one that is refused does not hold up the others."""
    return _many(check_report, user, decisions)


def decide_many(*, user: Any, decisions: Sequence[Decision]) -> Outcome:
    """Decide each; one that is refused does not hold up the others."""
    return _many(decide_report, user, decisions)


@transaction.atomic
def _many(act: Any, user: Any, decisions: Sequence[Decision]) -> Outcome:
    done: list[Report] = []
    refused: list[tuple[Report, str]] = []
    for one in decisions:
        try:
            row = act(user=user, report=one.report, level=one.level, reason=one.reason)
        except Refused as problem:
            words = " ".join(filter(None, (problem.reason, problem.fix)))
            refused.append((one.report, words))
        except PermissionDenied as problem:
            refused.append((one.report, str(problem)))
        else:
            done.append(row)
    return Outcome(tuple(done), tuple(refused))


def _write_texts(report: Report, fields: Mapping[str, str]) -> bool:
    changed = False
    for name in TEXTS:
        text = fields.get(name)
        if text is None:
            continue
        if len(text) > LONGEST:
            raise Refused(
                _("Бичвэр хэт урт байна."), _("Товчилж, үлдсэнийг баримтаар."), name
            )
        changed |= getattr(report, name) != text
        setattr(report, name, text)
    return changed


def _link(report: Report, evidence: Iterable[Evidence] | None) -> bool:
    """Keep what the report rests on; only evidence of its own measure counts."""
    if evidence is None:
        return False
    own = Evidence.objects.standing().filter(measure=report.measure_id)
    chosen = own.filter(pk__in=[one.pk for one in evidence])
    wanted = set(chosen.values_list("pk", flat=True))
    changed = wanted != set(report.evidence.values_list("pk", flat=True))
    if changed:
        report.evidence.set(wanted)
    return changed


def _decide_unreported(
    report: Report, user: Any, level: RatingLevel | None, reason: str
) -> Report:
    """Nobody sent it in: only once it is overdue, and never a high level unseen."""
    if timezone.localdate() <= report.round.due_on:
        raise Refused(
            _("Тайлан ирээгүй, хугацаа нь дуусаагүй байна."),
            _("Хугацаа дууссаны дараа тайлангүйгээр шийдэж болно."),
            "level",
        )
    chosen, _why = level_chosen(report, level, None, reason)
    why = stated(reason)
    need_evidence(report, chosen)
    report.decided = chosen
    return step_to(report, user, ReportState.DECIDED, level=chosen, reason=why)
