"""Named checks of selections: what the procedure promises, looked at afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bagana.indicators.models import Status
from bagana.ranking.consequences import FINISHED
from bagana.ranking.holding import RUNNING, released
from bagana.ranking.models import (
    ListEntry,
    Objection,
    ObjectionState,
    Selection,
    SelectionState,
    SelectionStep,
)
from bagana.territory.checks import Check
from bagana.territory.models import UnitVersion
from bagana.web.procedures import hash_of

OVER = (SelectionState.CLOSED, SelectionState.CANCELLED)
PAST_OBJECTIONS = (
    SelectionState.ANSWERED,
    SelectionState.DECIDED,
    SelectionState.CLOSED,
)


def _steps_changed(on: date) -> Iterator[tuple[str, str]]:
    """A step whose kept content no longer gives the hash that was published."""
    steps = SelectionStep.objects.exclude(sha256="")
    message = _("%(code)s, %(state)s: алхмын агуулга баталгааны кодоосоо зөрсөн")
    for step in steps.select_related("selection__programme__unit").iterator():
        if hash_of(step.content) != step.sha256:
            row = step.selection
            words = {"code": row.code, "state": step.get_state_display()}
            yield row.programme.unit.code, message % words


def _held_changed(on: date) -> Iterator[tuple[str, str]]:
    """A figure under a round in progress that changed although it was held."""
    rows = Selection.objects.filter(state__in=RUNNING, run__isnull=False)
    message = _("%(code)s: барьсан тоо өөрчлөгдсөн, ажиглалт %(pk)s")
    for row in rows.select_related("run"):
        assert row.run is not None  # asked for above
        moved = row.run.cells.exclude(observation__status=Status.PUBLISHED)
        free = released(row)
        for unit, pk in moved.values_list("observation__unit__code", "observation"):
            if pk not in free:
                yield unit, message % {"code": row.code, "pk": pk}


def _unanswered(on: date) -> Iterator[tuple[str, str]]:
    """A round that went past its objections with one left open."""
    rows = Objection.objects.filter(
        state=ObjectionState.FILED, selection__state__in=PAST_OBJECTIONS
    )
    message = _("%(code)s: хариулаагүй эсэргүүцэл %(pk)s")
    yield from _told(rows, message)


def _contacts_kept(on: date) -> Iterator[tuple[str, str]]:
    """How to reach an author, kept beyond the end of the round."""
    rows = Objection.objects.filter(selection__state__in=OVER).exclude(contact="")
    yield from _told(rows, _("%(code)s: эсэргүүцэл %(pk)s холбоо барих мэдээлэлтэй"))


def _told(rows: Iterable[Objection], message: str) -> Iterator[tuple[str, str]]:
    found = rows.select_related("selection__programme__unit")  # type: ignore[attr-defined]
    for row in found:
        words = {"code": row.selection.code, "pk": row.pk}
        yield row.selection.programme.unit.code, message % words


def _listed_ended(on: date) -> Iterator[tuple[str, str]]:
    """An unfinished round proposes a unit that is no more."""
    standing = UnitVersion.objects.on(on).filter(unit=OuterRef("unit"))
    rows = ListEntry.objects.filter(
        ~Exists(standing), proposed=True, unit__versions__valid_to__lte=on
    ).exclude(selection__state__in=FINISHED)
    message = _("%(selection)s: санал болгосон %(code)s нэгж байхгүй болсон")
    for row in rows.select_related("selection", "unit").distinct():
        words = {"selection": row.selection.code, "code": row.unit.code}
        yield row.unit.code, message % words


CHECKS: tuple[Check, ...] = (
    Check(
        "selection_step_changed",
        gettext_lazy("Өөрчлөгдсөн шалгаруулалтын алхам"),
        gettext_lazy("Нөөцөөс сэргээж тулгана уу; шийдвэрийг шалгуулна уу."),
        _steps_changed,
    ),
    Check(
        "held_figure_changed",
        gettext_lazy("Шалгаруулалтын үеэр өөрчлөгдсөн тоо"),
        gettext_lazy("Индексийг дахин бодуулж, өөрчилсөн шалтгааныг тогтооно уу."),
        _held_changed,
    ),
    Check(
        "objection_unanswered",
        gettext_lazy("Хариулаагүй үлдсэн эсэргүүцэл"),
        gettext_lazy("Эсэргүүцэл гаргагчид хариу өгч, алхмын тэмдэглэлд тусгана уу."),
        _unanswered,
    ),
    Check(
        "objection_contact_kept",
        gettext_lazy("Хугацаа өнгөрсөн холбоо барих мэдээлэл"),
        gettext_lazy("Эсэргүүцлийн хуудаснаас холбоо барих мэдээллийг устгана уу."),
        _contacts_kept,
    ),
    Check(
        "listed_unit_ended",
        gettext_lazy("Байхгүй болсон нэгж жагсаалтад"),
        gettext_lazy("Жагсаалтыг засаж, залгамжлагч нэгжийг шийдвэрт дурдана уу."),
        _listed_ended,
    ),
)
