"""Taking a file in: check, apply, undo. The rules: docs/rules/imports.md."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from itertools import batched
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.indicators.holding import keys_of, refuse_held, rows_rested_on
from bagana.indicators.imports.checking import Checked, check_rows
from bagana.indicators.imports.held import sort_held, withheld_problems
from bagana.indicators.imports.options import Options
from bagana.indicators.imports.reading import Cell, read_table
from bagana.indicators.models import (
    BatchState,
    ImportBatch,
    Observation,
    Status,
)
from bagana.indicators.nso import kept
from bagana.indicators.problems import Problem
from bagana.indicators.rules import Reach, require_writer, writing_reach
from bagana.indicators.versions import (
    CHUNK,
    Comparison,
    Figure,
    compare,
    lock,
    lock_indicators,
    write,
)
from bagana.indicators.withholding import Screened, keep, screen
from bagana.web.errors import Conflict, PermissionDenied, Refused

# More refusals than a person mends by hand are counted, not kept.
KEPT_PROBLEMS = 5000


def check_file(
    *,
    user: Any,
    name: str,
    content: bytes,
    options: Options | None = None,
    origin: str = "file",
    system: bool = False,
) -> ImportBatch:
    """Say what taking the file in would do; nothing but the batch is written.

    Raises Refused when the file as a whole cannot be read, PermissionDenied when the
    user enters no figures anywhere.
    """
    reach = _reach(user, system)
    options = options or Options()
    checked = check_rows(read_table(name, content, options.sheet), reach, options)
    return _new_batch(
        user=user,
        title=name[:300],
        origin=origin,
        content=content,
        options=options.stored(),
        checked=checked,
    )


def check_figures(
    *,
    user: Any,
    title: str,
    origin: str,
    content: bytes,
    figures: Sequence[Figure],
    problems: Sequence[Problem] = (),
    empty: int = 0,
    system: bool = False,
) -> ImportBatch:
    """Say what taking figures in would do that came from elsewhere than a file.

    `content` is what they came from, kept as proof; the caller applies with
    `apply_figures`, having made the figures from it again.
    """
    reach = _reach(user, system)
    reach.require({figure.unit_id for figure in figures})
    checked = _without_held(figures, problems, empty)
    return _new_batch(
        user=user,
        title=title[:300],
        origin=origin,
        content=content,
        options={},
        checked=checked,
    )


def _without_held(
    figures: Sequence[Figure], problems: Sequence[Problem], empty: int
) -> Checked:
    found = sort_held(figures)
    return Checked(found.free, [*problems, *found.problems], empty)


def _reach(user: Any, system: bool) -> Reach:
    if not system:
        require_writer(user)
    return writing_reach(user, system=system)


def _new_batch(
    *,
    user: Any,
    title: str,
    origin: str,
    content: bytes,
    options: dict[str, Any],
    checked: Checked,
) -> ImportBatch:
    screened = screen(checked.figures)
    parted = _parted(checked, screened)
    return ImportBatch.objects.create(
        title=title,
        origin=origin,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        state=BatchState.CHECKED,
        counts=_counts(parted, compare(parted.figures)),
        problems=_problems(checked, screened),
        options=options,
        made_by=user,
    )


def _counts(checked: Checked, comparison: Comparison) -> dict[str, int]:
    withheld = {"withheld": checked.withheld} if checked.withheld else {}
    return {
        "read": checked.read,
        "new": len(comparison.new),
        "changed": len(comparison.changed),
        "same": comparison.same,
        "refused": checked.refused,
        "empty": checked.empty,
        **withheld,
    }


def _parted(checked: Checked, screened: Screened) -> Checked:
    """The same file without what must not become public."""
    withheld = len(screened.withheld)
    return replace(checked, figures=screened.publishable, withheld=withheld)


def _problems(checked: Checked, screened: Screened) -> list[dict[str, Any]]:
    """Refusals; after them what is withheld, by place, never by value."""
    withheld = withheld_problems(screened.withheld, checked.places)
    found = [*checked.problems, *withheld]
    return [problem.stored() for problem in found[:KEPT_PROBLEMS]]


@transaction.atomic
def apply_batch(*, user: Any, batch: ImportBatch, system: bool = False) -> ImportBatch:
    """Write the drafts of a checked file, all in one transaction.

    The file is checked again against what stands now: between check and apply others
    may have written, and roles may have changed.
    """
    batch = _locked(batch)
    _require_own(user, batch, system)
    options = Options.restored(batch.options)
    checked = check_rows(_table(batch, options), _reach(user, system), options)
    return _apply(user, batch, checked)


def _table(batch: ImportBatch, options: Options) -> Sequence[Sequence[Cell]]:
    content = bytes(batch.content)
    if batch.origin == kept.ORIGIN:
        return kept.table_of(content)
    return read_table(batch.title, content, options.sheet)


@transaction.atomic
def apply_figures(
    *,
    user: Any,
    batch: ImportBatch,
    figures: Sequence[Figure],
    problems: Sequence[Problem] = (),
    empty: int = 0,
    system: bool = False,
) -> ImportBatch:
    """Write the drafts of a batch that `check_figures` made."""
    batch = _locked(batch)
    _require_own(user, batch, system)
    _reach(user, system).require({figure.unit_id for figure in figures})
    return _apply(user, batch, _without_held(figures, problems, empty))


def _apply(user: Any, batch: ImportBatch, checked: Checked) -> ImportBatch:
    if batch.state != BatchState.CHECKED:
        raise Conflict(
            _("Энэ импортыг аль хэдийн хэрэгжүүлсэн эсвэл буцаасан байна."),
            _("Файлыг дахин оруулж шалгана уу."),
        )
    lock(checked.figures)
    screened = screen(checked.figures)
    parted = _parted(checked, screened)
    comparison = compare(parted.figures)
    now = timezone.now()
    write(comparison, user=user, now=now, batch=batch)
    keep(screened, batch)
    batch.state = BatchState.APPLIED
    batch.applied_at = now
    batch.counts = _counts(parted, comparison)
    batch.problems = _problems(checked, screened)
    batch.save()
    return batch


def _locked(batch: ImportBatch) -> ImportBatch:
    return ImportBatch.objects.select_for_update().get(pk=batch.pk)


def _require_own(user: Any, batch: ImportBatch, system: bool) -> None:
    if not system and batch.made_by_id != user.pk:
        raise PermissionDenied(_("Импортыг зөвхөн оруулсан хүн нь хэрэгжүүлнэ."))


@transaction.atomic
def undo_batch(*, user: Any, batch: ImportBatch, system: bool = False) -> ImportBatch:
    """Take a batch back: its rows go, and the drafts they superseded stand again.

    Raises Conflict when any of its rows was published, withdrawn or superseded since.
    """
    batch = _locked(batch)
    if batch.state != BatchState.APPLIED:
        raise Conflict(_("Энэ импортыг хэрэгжүүлээгүй эсвэл аль хэдийн буцаасан."))
    rows = Observation.objects.filter(batch=batch)
    lock_indicators(rows.values_list("indicator_id", flat=True).distinct())
    _reach(user, system).require(set(rows.values_list("unit_id", flat=True)))
    _refuse_undo(batch)
    restored = list(
        Observation.objects.filter(
            superseded_by__batch=batch,
            status=Status.SUPERSEDED,
            publication__isnull=True,
        ).values_list("pk", flat=True)
    )
    batch.withheld.all().delete()
    # Nothing points at these rows (checked above), so no cascade is to be collected.
    rows._raw_delete(rows.db)
    for some in batched(restored, CHUNK):
        Observation.objects.filter(pk__in=some).update(status=Status.DRAFT)
    batch.state = BatchState.UNDONE
    batch.undone_at = timezone.now()
    batch.undone_by = user
    batch.save()
    return batch


def _refuse_undo(batch: ImportBatch) -> None:
    rows = Observation.objects.filter(batch=batch)
    settled = rows.exclude(status=Status.DRAFT).count()
    followed = Observation.objects.filter(supersedes__batch=batch).count()
    refuse_held(keys_of(Observation.objects.filter(batch=batch)), "draft")
    if settled or followed:
        raise Conflict(
            _("Энэ импортын %(count)s утга цаашид хэрэглэгдсэн тул буцаахгүй.")
            % {"count": max(settled, followed)},
            _("Нийтэлсэн утгыг засах эсвэл татан авна уу."),
        )
    if rested := rows_rested_on(Observation.objects.filter(batch=batch)):
        raise Conflict(
            _(
                "Энэ импортын %(count)s утга дээр индексийн тооцоо, шалгаруулалт"
                " тулгуурласан тул буцаахгүй."
            )
            % {"count": rested},
            _("Утгыг засаж, засварыг шийдвэр үндэслэн нийтэлнэ үү."),
        )


def discard_batch(*, user: Any, batch: ImportBatch) -> None:
    """Drop a checked file that will not be applied."""
    _require_own(user, batch, system=False)
    if batch.state != BatchState.CHECKED:
        raise Refused(_("Хэрэгжүүлсэн импортыг устгахгүй; буцаах боломжтой."))
    batch.delete()
