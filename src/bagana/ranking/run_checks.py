"""Named checks of runs, beside those of methods and selections."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bagana.ranking.freezing import faults_of
from bagana.ranking.models import Run
from bagana.territory.checks import Check


def _runs_changed(on: date) -> Iterator[tuple[str, str]]:
    """A published result whose inputs or rows no longer give their hashes."""
    runs = Run.objects.filter(published_at__date__lte=on)
    message = _("№ %(number)s тооцоо, %(period)s: дүн баталгааны кодоосоо зөрсөн")
    for run in runs.select_related("version__framework__unit", "period").iterator():
        if faults_of(run):
            words = {"number": run.pk, "period": run.period.label}
            yield run.version.framework.unit.code, message % words


CHECKS: tuple[Check, ...] = (
    Check(
        "published_run_changed",
        gettext_lazy("Өөрчлөгдсөн нийтэлсэн дүн"),
        gettext_lazy("Нөөцөөс сэргээж тулгана уу; тооцоог нь ашиглахгүй."),
        _runs_changed,
    ),
)
