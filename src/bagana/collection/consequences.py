"""What a change of units does to rounds that are open: who owes a return, who cannot.

A bag that the change made, and that stands on the last day of the period, owes one. The
return of a bag that ended stays as it is, and is handed over by an officer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from bagana.collection.models import Return, ReturnState, Round
from bagana.collection.queries.rounds import bags_of
from bagana.territory.consequences import Consequence
from bagana.territory.handover import Handover, Source, both, ended
from bagana.territory.models import UnitChange


class CollectionConsequence(Consequence):
    """New bags owe returns of open rounds; nobody's figures are moved."""

    def apply(self, change: UnitChange) -> None:
        made = set(_made_units(change))
        rounds = Round.objects.filter(
            closed_at__isnull=True, period__end__gte=change.effective_on
        )
        for round in rounds.select_related("unit", "period") if made else ():
            for bag in bags_of(round.unit, round.period.end):
                if bag.pk in made:
                    Return.objects.get_or_create(round=round, unit=bag)

    def undo(self, change: UnitChange) -> None:
        for row in _untouched(change):
            row.delete()

    def made(self, change: UnitChange) -> Iterable[Model]:
        return _untouched(change)


def _made_units(change: UnitChange) -> list[int]:
    made: list[int] = change.record.get("created", {}).get("unit", [])
    return made or list(
        change.opened.exclude(unit__versions__valid_from__lt=change.effective_on)
        .values_list("unit", flat=True)
        .distinct()
    )


def _untouched(change: UnitChange) -> QuerySet[Return]:
    """Returns of the new bags that nobody has begun to fill; others block undoing."""
    return Return.objects.filter(
        unit__in=_made_units(change),
        state=ReturnState.DRAFT,
        steps__isnull=True,
        cells__isnull=True,
        remarks__isnull=True,
    )


def returns_left(change: UnitChange) -> Sequence[Handover]:
    """Returns of bags that ended, in open rounds, that are not approved yet."""
    gone = ended(change)
    rows = Return.objects.filter(
        unit__in=gone.codes, round__closed_at__isnull=True
    ).exclude(state=ReturnState.APPROVED)
    found = []
    for row in rows.select_related("round", "unit").order_by("unit__code", "round"):
        said = both(_to_hand_over, row.round)
        href = reverse("collection:return", args=[row.round.code, row.unit.code])
        heir = gone.heir(row.unit_id)
        found.append(Handover("return", *said, row.unit.code, heir, href))
    return found


def _to_hand_over(round: Round) -> str:
    return _("«%(title)s» цуглуулалтын дуусаагүй мэдээг хүлээлцэх") % {
        "title": round.title
    }


RETURNS = Source("return", lambda: _("Цуглуулалтын мэдээ"), returns_left)
