"""What a change of units does to figures: shown before, and in the way of undoing."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Min
from django.utils.translation import gettext as _

from bagana.indicators.models import Observation
from bagana.indicators.queries.measures import MEASURES, Measured, newest_measured
from bagana.territory.consequences import Consequence, ConsequenceLine, Values, moved
from bagana.territory.models import Lineage, Unit, UnitChange

# Areas are territory's own, from the outlines.
SHOWN = ("population", "households", "livestock")


class FiguresConsequence(Consequence):
    """People, households and livestock before and after, from newest figures."""

    def preview(self, change: UnitChange) -> Sequence[ConsequenceLine]:
        lineage = list(change.lineage.select_related("source", "target"))
        sources = sorted({row.source.code for row in lineage})
        if not sources:
            return ()
        found = [
            (measure, newest_measured(measure, sources, change.effective_on))
            for measure in SHOWN
        ]
        return [
            _line(lineage, sources, measure, measured)
            for measure, measured in found
            if measured is not None
        ]

    def blocks_undo(self, change: UnitChange) -> Sequence[str]:
        """Figures of units that the change made would lose their unit."""
        made = _made_by(change)
        count = Observation.objects.filter(unit__in=made).count()
        if not count:
            return ()
        codes = ", ".join(
            sorted(Unit.objects.filter(pk__in=made).values_list("code", flat=True))
        )
        return [
            _("Шинэ нэгжид (%(codes)s) %(count)s үзүүлэлтийн утга бүртгэгдсэн.")
            % {"codes": codes, "count": count}
        ]

    def weights(self, codes: Sequence[str]) -> dict[str, Values]:
        found = {measure: newest_measured(measure, codes) for measure in MEASURES}
        return {
            measure: {code: measured.values.get(code) for code in codes}
            for measure, measured in found.items()
            if measured is not None
        }


def _line(
    lineage: list[Lineage], sources: list[str], measure: str, measured: Measured
) -> ConsequenceLine:
    indicator = measured.indicator
    before = {code: measured.values.get(code) for code in sources}
    return ConsequenceLine(
        label=indicator.name,
        unit=indicator.unit_name,
        before=before,
        after=moved(lineage, before, measure, indicator.decimals),
        decimals=indicator.decimals,
        nature=indicator.nature,
        note=", ".join(measured.periods),
    )


def _made_by(change: UnitChange) -> list[int]:
    """Units whose first version the change opened."""
    opened = change.opened.values("unit")
    rows = Unit.objects.filter(pk__in=opened).annotate(
        first=Min("versions__valid_from")
    )
    return list(rows.filter(first=change.effective_on).values_list("pk", flat=True))
