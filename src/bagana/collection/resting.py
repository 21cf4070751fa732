"""What of the collection rests on an act: its page lists the rounds it opened."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from bagana.acts.founded import Founded
from bagana.acts.models import Act
from bagana.collection.models import Round


def of_rounds(act: Act) -> Iterable[Founded]:
    """Without an address: who reads the page of an act may not open a round."""
    for row in Round.objects.filter(act=act):
        yield Founded(on=row.opens_on, what=_("мэдээ цуглуулалт"), title=row.title)
