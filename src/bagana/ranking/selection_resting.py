"""What of selections rests on an act: its page lists decisions and awards."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from bagana.acts.founded import Founded
from bagana.acts.models import Act
from bagana.ranking.holding import address
from bagana.ranking.models import Award, Selection


def of_selections(act: Act) -> Iterable[Founded]:
    """Rounds decided by the act; awards that a later act gave or took back."""
    for selection in Selection.objects.filter(act=act):
        yield Founded(
            on=selection.decided_on or act.date,
            what=_("жишиг баг шалгаруулалтын шийдвэр"),
            title=selection.title,
            url=address(selection),
        )
    touched = Award.objects.filter(Q(act=act) | Q(withdrawn_by=act))
    later = touched.exclude(Q(selection__act=act) & Q(withdrawn_by__isnull=True))
    for award in later.select_related("selection", "unit"):
        taken = award.withdrawn_by_id == act.pk
        yield Founded(
            on=act.date,
            what=_("хүчингүй болгосон шагнал") if taken else _("нэмж олгосон шагнал"),
            title=f"{award.title}, {award.unit.code}: {award.selection.title}",
            url=_unit_page(award),
        )


def _unit_page(award: Award) -> str:
    codes = [award.selection.code, award.unit.code]
    try:
        return reverse("portal:selection_unit", args=codes)
    except NoReverseMatch:
        return ""
