"""Whether figures of a round stand in public."""

from __future__ import annotations

from bagana.collection.models import Round
from bagana.indicators.models import Observation


def is_published(round: Round) -> bool:
    """A figure that was drawn from the round's returns has been published."""
    drawn = Observation.objects.filter(batch__options__round=round.code)
    return drawn.filter(publication__isnull=False).exists()
