"""Deeds dated further back than the rule allows without a reason, for who checks."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time

from django.db.models import Count, Exists, Func, IntegerField, OuterRef, Q
from django.utils import timezone

from bagana.casework.models import RequestStep
from bagana.territory.models import UnitAncestry
from bagana.territory.queries import lies_under

# Written out in the query: SQLite uses an index of some rows only where it reads in the
# query itself which rows are asked for.
SOME = Q(backdated__gt=Func(template="0", output_field=IntegerField()))


def is_backdated() -> Exists:
    """Of a request: whether any deed of it was dated so."""
    steps = RequestStep.objects.filter(SOME, request=OuterRef("pk"))
    return Exists(steps)


def backdated_by_unit(
    units: Collection[int], today: date, since: date
) -> dict[int, int]:
    """How many such deeds were typed since a day in each unit with all below it."""
    places = UnitAncestry.objects.in_force(today).filter(ancestor__in=units)
    moment = timezone.make_aware(datetime.combine(since, time.min))
    inside = lies_under(units, today, "request__unit")
    steps = RequestStep.objects.filter(SOME, inside, made_at__gte=moment).order_by()
    counted = steps.values_list("request__unit").annotate(n=Count("pk"))
    own, found = dict(counted), dict.fromkeys(units, 0)
    if not own:
        return found
    under = places.filter(unit__in=own).values_list("unit", "ancestor").distinct()
    for unit, ancestor in under:
        found[ancestor] += own[unit]
    return found
