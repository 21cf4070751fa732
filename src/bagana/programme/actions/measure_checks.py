"""What a measure must be like before it is written."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.programme.actions.keeping import needed
from bagana.programme.models import Measure, Risk
from bagana.territory.models import Unit, UnitAncestry
from bagana.web.errors import Conflict, Refused


def check_measure(measure: Measure) -> None:
    needed(measure.number, "number", _("Дугаар хоосон байна."))
    needed(measure.name_mn, "name_mn", _("Арга хэмжээний нэр хоосон байна."))
    _check_place(measure)
    _check_days(measure)
    _check_number(measure)
    if measure.risk and measure.risk not in Risk.values:
        raise Refused(_("Ийм эрсдэл байхгүй."), _("Жагсаалтаас сонгоно уу."), "risk")


def _check_place(measure: Measure) -> None:
    """Objective, phase and the measure carried over are of the same programme."""
    programme = measure.programme_id
    if measure.objective.programme_id != programme:
        raise Refused(
            _("Энэ зорилт өөр хөтөлбөрийнх байна."),
            _("Жагсаалтаас сонгоно уу."),
            "objective",
        )
    if measure.phase.programme_id != programme:
        raise Refused(
            _("Энэ үе шат өөр хөтөлбөрийнх байна."),
            _("Жагсаалтаас сонгоно уу."),
            "phase",
        )
    earlier = measure.continues
    if earlier is not None and (
        earlier.programme_id != programme
        or earlier.phase.number >= measure.phase.number
    ):
        raise Refused(
            _("Зөвхөн өмнөх үе шатны арга хэмжээг үргэлжлүүлнэ."),
            _("Үе шатаа шалгана уу."),
            "phase",
        )


def _check_days(measure: Measure) -> None:
    phase = measure.phase
    if measure.due_on < measure.starts_on:
        raise Refused(
            _("Дуусах хугацаа эхлэх өдрөөс өмнө байна."),
            _("Огноогоо шалгана уу."),
            "due_on",
        )
    span = {"start": phase.starts_on, "end": phase.ends_on}
    fix = _("%(start)s – %(end)s хооронд өдөр бичнэ үү.") % span
    if not phase.starts_on <= measure.starts_on <= phase.ends_on:
        raise Refused(_("Эхлэх өдөр үе шатны хугацаанд алга."), fix, "starts_on")
    if measure.due_on > phase.ends_on:
        raise Refused(_("Дуусах хугацаа үе шатнаас хэтэрчээ."), fix, "due_on")


def _check_number(measure: Measure) -> None:
    same = Measure.objects.filter(programme=measure.programme_id, number=measure.number)
    if same.exclude(pk=measure.pk).exists():
        raise Conflict(
            _("«%(number)s» дугаартай арга хэмжээ бүртгэлтэй байна.")
            % {"number": measure.number},
            _("Өөр дугаар өгнө үү."),
            "number",
        )


def check_units(measure: Measure, units: Sequence[Unit]) -> None:
    """The units concerned lie in the programme's own, today or in their last days."""
    wanted = {unit.pk: unit for unit in units}
    places = UnitAncestry.objects.in_force(timezone.localdate())
    inside = places.filter(unit__in=wanted, ancestor=measure.programme.unit_id)
    strange = set(wanted) - set(inside.values_list("unit", flat=True))
    if strange:
        codes = ", ".join(sorted(wanted[pk].code for pk in strange))
        raise Refused(
            _("Хөтөлбөрийн нутагт хамаарахгүй нэгж: %(codes)s") % {"codes": codes},
            _("Хөтөлбөр хэрэгжүүлж буй нэгж, түүний доторхыг сонгоно уу."),
            "units",
        )
