"""What of the money and of citizens' proposals rests on an act: its page lists it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bagana.acts.founded import Founded
from bagana.acts.models import Act
from bagana.programme.models import MoneyEntry, Programme, ProposalStep
from bagana.programme.queries.standings import names_of


def of_money(act: Act) -> Iterable[Founded]:
    yield from _entries(act)
    yield from _proposals(act)


def _entries(act: Act) -> Iterable[Founded]:
    """One line for each programme, however many entries name the act."""
    rows = (
        MoneyEntry.objects.filter(act=act)
        .order_by()
        .values("measure__programme")
        .annotate(count=Count("pk"), since=Min("booked_on"))
    )
    found = {row["measure__programme"]: row for row in rows}
    for programme in Programme.objects.filter(pk__in=found):
        count = found[programme.pk]["count"]
        entries = ngettext("%(n)s бичилт", "%(n)s бичилт", count) % {"n": count}
        yield Founded(
            on=found[programme.pk]["since"],
            what=_("мөнгөний бичилт"),
            title=f"{programme.name}: {entries}",
            url=reverse("portal:programme_money", args=[programme.code]),
        )


def _proposals(act: Act) -> Iterable[Founded]:
    rows = (
        ProposalStep.objects.filter(act=act)
        .order_by()
        .values("proposal__unit", "proposal__unit__code", "proposal__year")
        .annotate(since=Min("on"))
    )
    found = list(rows)
    names = names_of({row["proposal__unit"] for row in found}, act.date)
    for row in found:
        unit, year = row["proposal__unit"], row["proposal__year"]
        query = f"?unit={row['proposal__unit__code']}&year={year}"
        yield Founded(
            on=row["since"],
            what=_("иргэдийн санал"),
            title=f"{names.get(unit, '')}, {year}",
            url=reverse("portal:proposals") + query,
        )
