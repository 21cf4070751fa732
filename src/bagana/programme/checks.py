"""Named checks of the programme, beside those of the register."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bagana.programme.models import Measure, MeasureStanding, Phase, Round
from bagana.programme.queries.rounds import is_unchanged
from bagana.programme.queries.standings import UNFINISHED
from bagana.programme.standings import CHUNK, FIELDS, status_on, work_out
from bagana.territory.checks import Check
from bagana.territory.models import UnitVersion


def _standings_agree(on: date) -> Iterator[tuple[str, str]]:
    """Every standing against a recount, a few hundred measures at a time."""
    measures = Measure.objects.order_by("pk").values_list("pk", flat=True)
    pks = list(measures)
    for start in range(0, len(pks), CHUNK):
        part = pks[start : start + CHUNK]
        kept = MeasureStanding.objects.in_bulk(part)
        for standing in work_out(part):
            now = kept.get(standing.measure_id)
            if now is None or any(
                getattr(now, _column(name)) != getattr(standing, _column(name))
                for name in FIELDS
            ):
                yield _told(standing.measure_id)


def _column(name: str) -> str:
    return str(MeasureStanding._meta.get_field(name).attname)  # type: ignore[union-attr]


def _told(pk: int) -> tuple[str, str]:
    measure = Measure.objects.select_related("office", "programme").get(pk=pk)
    message = _("%(programme)s, %(number)s: явцын хүснэгт дахин тооцсоноос зөрж байна")
    return measure.office.code, message % {
        "programme": measure.programme.code,
        "number": measure.number,
    }


def _phases_overlap(on: date) -> Iterator[tuple[str, str]]:
    """Phases of a programme follow one another inside its own span."""
    earlier = Phase.objects.filter(
        programme=OuterRef("programme"),
        number__lt=OuterRef("number"),
        ends_on__gte=OuterRef("starts_on"),
    )
    phases = Phase.objects.select_related("programme__unit")
    over = phases.filter(Exists(earlier))
    outside = phases.filter(starts_on__lt=F("programme__starts_on")) | phases.filter(
        ends_on__gt=F("programme__ends_on")
    )
    found = {phase.pk: phase for phase in [*over, *outside]}
    message = _("%(programme)s: %(phase)s үе шат давхцсан эсвэл хугацаанаас хэтэрсэн")
    for phase in found.values():
        words = {"programme": phase.programme.code, "phase": str(phase)}
        yield phase.programme.unit.code, message % words


def _office_ended(on: date) -> Iterator[tuple[str, str]]:
    """An unfinished measure answers to a unit that is no more."""
    standing = UnitVersion.objects.on(on).filter(unit=OuterRef("office"))
    found = Measure.objects.annotate(**{"status": status_on(on)}).filter(
        ~Exists(standing),
        **{"status__in": UNFINISHED},
        # Units to come are no mistake: they end nothing.
        office__versions__valid_to__lte=on,
    )
    message = _("%(programme)s, %(number)s: хариуцах %(code)s нэгж байхгүй болсон")
    for measure in found.select_related("office", "programme").distinct():
        words = {"programme": measure.programme.code, "number": measure.number}
        yield measure.office.code, message % (words | {"code": measure.office.code})


def _rounds_changed(on: date) -> Iterator[tuple[str, str]]:
    """A closed round whose frozen results no longer give their hash."""
    closed = Round.objects.filter(closed_at__isnull=False)
    message = _("%(programme)s, %(period)s: хөлдөөсөн дүн баталгааны кодоосоо зөрсөн")
    for row in closed.select_related("programme__unit", "period").iterator():
        if not is_unchanged(row):
            words = {"programme": row.programme.code, "period": row.period.code}
            yield row.programme.unit.code, message % words


CHECKS: tuple[Check, ...] = (
    Check(
        "measure_standings",
        gettext_lazy("Хоцорсон явцын хүснэгт"),
        gettext_lazy(
            "Арга хэмжээг нээж дахин хадгална уу; давтагдвал админд мэдэгдэнэ үү."
        ),
        _standings_agree,
    ),
    Check(
        "phases_overlap",
        gettext_lazy("Давхацсан үе шат"),
        gettext_lazy("Хөтөлбөрийн үе шатны өдрийг админаар засуулна уу."),
        _phases_overlap,
    ),
    Check(
        "measure_office_ended",
        gettext_lazy("Байхгүй болсон хариуцах нэгж"),
        gettext_lazy("Арга хэмжээг засаж, залгамжлагч нэгжийг хариуцуулна уу."),
        _office_ended,
    ),
    Check(
        "round_results_changed",
        gettext_lazy("Өөрчлөгдсөн хөлдөөсөн дүн"),
        gettext_lazy("Нөөцөөс сэргээж тулгах, эсвэл шалтгаантай дахин нээж хаана уу."),
        _rounds_changed,
    ),
)
