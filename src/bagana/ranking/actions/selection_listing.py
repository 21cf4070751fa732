"""The list: what the index said, what the visits saw, and the days to object."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from bagana.ranking.actions.selection_steps import (
    conductor_only,
    locked,
    move,
    require_state,
)
from bagana.ranking.models import (
    ListEntry,
    ObjectionState,
    Selection,
    SelectionState,
    SelectionStep,
)
from bagana.ranking.procedure import AWARD_EN, AWARD_MN, FEWEST_OBJECTION_DAYS
from bagana.ranking.queries.selection_candidates import (
    Candidate,
    Candidates,
    candidates_of,
)
from bagana.ranking.queries.selection_missing import Lack, before_closing, before_list
from bagana.ranking.queries.selection_runs import is_running, moved_cells
from bagana.territory.models import Unit
from bagana.web.errors import Refused
from bagana.web.procedures import day, keep


@dataclass(frozen=True, slots=True)
class Entry:
    """What the working group decides about a candidate, and why."""

    unit: Unit
    proposed: bool
    reason_mn: str = ""
    reason_en: str = ""
    award_mn: str = ""
    award_en: str = ""


@transaction.atomic
def publish_list(
    *,
    user: Any,
    selection: Selection,
    entries: Sequence[Entry],
    objections_from: date,
    objections_until: date,
    answers_due: date,
    now: datetime | None = None,
) -> Selection:
    """Publish the provisional list with the run behind it; objections are open then.

    Every candidate is decided on. Whom a visit does not support is not proposed, and
    in the grey zone each decision has its reason. Nobody at all is a lawful outcome.
    """
    row = locked(selection)
    conductor_only(user, row)
    require_state(row, SelectionState.VISITS)
    _refuse_lacks(before_list(row))
    candidates = candidates_of(row)
    _write(row, candidates, _checked(candidates, entries), user)
    _set_days(row, (objections_from, objections_until, answers_due), day(now))
    _publish_run(user, row)
    _step(row, SelectionState.PROVISIONAL, user, now)
    return row


@transaction.atomic
def close_objections(
    *, user: Any, selection: Selection, now: datetime | None = None
) -> Selection:
    """Take no more objections; every one that came has its public answer."""
    row = locked(selection)
    conductor_only(user, row)
    require_state(row, SelectionState.PROVISIONAL)
    _refuse_lacks(before_closing(row, day(now)))
    # By number: the code is known to the author alone, and opens his words.
    content = {
        "objections": {str(one.pk): one.state for one in row.objections.order_by("pk")}
    }
    move(row, SelectionState.ANSWERED, user=user, content=content, now=now, run=row.run)
    return row


@transaction.atomic
def revise_list(
    *,
    user: Any,
    selection: Selection,
    entries: Sequence[Entry],
    note: str,
    now: datetime | None = None,
) -> Selection:
    """Change the list as far as upheld objections ask for it; the former is history."""
    row = locked(selection)
    conductor_only(user, row)
    require_state(row, SelectionState.ANSWERED)
    upheld = (ObjectionState.UPHELD, ObjectionState.PARTLY)
    if not row.objections.filter(state__in=upheld).exists():
        raise Refused(
            _("Хүлээн авсан эсэргүүцэл алга: жагсаалтыг өөрчлөх үндэслэлгүй."),
            _("Жагсаалтаараа шийдвэр гаргуулна уу."),
        )
    if not note.strip():
        raise Refused(
            _("Юуг яагаад өөрчилснийг бичээгүй байна."),
            _("Энэ талбарыг бөглөнө үү."),
            "note",
        )
    _refuse_stale(row)
    _refuse_lacks(before_list(row))
    candidates = candidates_of(row)
    _write(row, candidates, _checked(candidates, entries), user)
    _publish_run(user, row)
    _step(row, SelectionState.ANSWERED, user, now, note)
    return row


def _refuse_lacks(lacks: list[Lack]) -> None:
    if lacks:
        raise Refused(lacks[0].words, lacks[0].fix)


def _refuse_stale(row: Selection) -> None:
    run = row.run
    if is_running(run) or run is None or run.computed_at is None:
        raise Refused(_("Индексийн тооцоо дуусаагүй байна."), _("Хүлээнэ үү."))
    if moved_cells(run):
        raise Refused(
            _("Эсэргүүцлийн дагуу тоо засагдсан ч индекс дахин бодогдоогүй."),
            _("Индексээ дахин бодуулна уу."),
        )


def _checked(
    candidates: Candidates, entries: Sequence[Entry]
) -> list[tuple[Candidate, Entry]]:
    """Each candidate with its entry, once; reasons where they are asked for."""
    given = {entry.unit.pk: entry for entry in entries}
    if len(given) != len(entries):
        raise Refused(_("Нэг нэгж жагсаалтад хоёр удаа орсон байна."), "", "entries")
    barred = {one.place.unit.pk: one for one in candidates.barred}
    for entry in entries:
        if entry.unit.pk in barred:
            raise Refused(
                _("%(unit)s болзол хангаагүй тул жагсаалтад орохгүй.")
                % {"unit": barred[entry.unit.pk].place.name},
                "",
                f"reason-{entry.unit.code}",
            )
    pairs = [(one, given.pop(one.place.unit.pk, None)) for one in candidates.standing]
    if given:
        codes = ", ".join(sorted(entry.unit.code for entry in given.values()))
        raise Refused(_("Нэр дэвшээгүй нэгж: %(codes)s.") % {"codes": codes}, "")
    return [(one, _entry(one, entry)) for one, entry in pairs]


def _entry(one: Candidate, entry: Entry | None) -> Entry:
    name = {"unit": one.place.name}
    if entry is None:
        raise Refused(
            _("%(unit)s: шийдээгүй байна.") % name,
            _("Нэр дэвшигч бүрийг санал болгох эсэхээ шийднэ үү."),
        )
    supported = one.visit is not None and one.visit.supports
    if entry.proposed and not supported:
        raise Refused(
            _("%(unit)s: үзлэг дэмжээгүй тул санал болгохгүй.") % name,
            _("Үзлэгийн дүгнэлтийг шалгана уу."),
            f"proposed-{one.place.code}",
        )
    if entry.reason_mn.strip():
        return entry
    if not (one.is_proposed and entry.proposed):
        raise Refused(
            _("%(unit)s: үндэслэл бичээгүй байна.") % name,
            _("Индекс дангаараа шийдээгүй тохиолдол бүрд үндэслэл хэрэгтэй."),
            f"reason-{one.place.code}",
        )
    mongolian, english = _plain_reasons(one)
    return replace(entry, reason_mn=mongolian, reason_en=english)


def _plain_reasons(one: Candidate) -> tuple[str, str]:
    """What is written where index and visit agree and nobody adds a word."""
    share = f"{100 * (one.row.p_top or 0):.0f}"
    found = []
    for language in ("mn", "en"):
        with translation.override(language):
            words = _(
                "Тэргүүн байрт орох магадлал %(share)s%%, газар дээрх үзлэг дэмжсэн."
            )
            found.append(words % {"share": share})
    return found[0], found[1]


def _write(
    row: Selection,
    candidates: Candidates,
    pairs: Iterable[tuple[Candidate, Entry]],
    user: Any,
) -> None:
    """Rows of the list; one of a unit that is no candidate any more is struck."""
    known = {entry.unit_id: entry for entry in row.entries.all()}
    for one, entry in pairs:
        kept = known.pop(one.place.unit.pk, None) or ListEntry(
            selection=row, unit=one.place.unit
        )
        kept.group, kept.by_index = one.row.group, one.row.verdict
        kept.proposed = entry.proposed
        kept.reason_mn, kept.reason_en = (
            entry.reason_mn.strip(),
            entry.reason_en.strip(),
        )
        kept.award_mn = (entry.award_mn.strip() or AWARD_MN) if entry.proposed else ""
        kept.award_en = (entry.award_en.strip() or AWARD_EN) if entry.proposed else ""
        keep(kept, user=user, reason="listed")
    for gone in known.values():
        gone._history_user = user  # type: ignore[attr-defined]
        gone.delete()


def _set_days(row: Selection, days: tuple[date, date, date], today: date) -> None:
    start, end, due = days
    if start < today:
        raise Refused(
            _("Эсэргүүцэл авч эхлэх өдөр өнгөрсөн байна."), "", "objections_from"
        )
    if end < start + timedelta(days=FEWEST_OBJECTION_DAYS - 1):
        raise Refused(
            _("Эсэргүүцлийг дор хаяж %(n)s хоног авна.") % {"n": FEWEST_OBJECTION_DAYS},
            _("Сүүлийн өдрийг хойшлуулна уу."),
            "objections_until",
        )
    if due < end:
        raise Refused(
            _("Хариу өгөх хугацаа эсэргүүцэл авах хугацаанаас өмнө байна."),
            _("Хойшлуулна уу."),
            "answers_due",
        )
    row.objections_from, row.objections_until, row.answers_due = days


def _publish_run(user: Any, row: Selection) -> None:
    """The list cannot be judged without the index behind it."""
    from bagana.ranking.actions.runs import publish_run

    if row.run is not None and row.run.published_at is None:
        publish_run(user=user, run=row.run)


def _step(
    row: Selection,
    state: SelectionState,
    user: Any,
    now: datetime | None,
    note: str = "",
) -> SelectionStep:
    content = {
        "entries": [
            {
                "unit": one.unit.code,
                "group": one.group,
                "by_index": one.by_index,
                "proposed": one.proposed,
                "reason": one.reason_mn,
                "award": one.award_mn,
            }
            for one in row.entries.select_related("unit").order_by("unit__code")
        ],
        "run": row.run.results_sha256 if row.run else "",
        "objections_until": str(row.objections_until),
    }
    return move(row, state, user=user, content=content, now=now, note=note, run=row.run)
