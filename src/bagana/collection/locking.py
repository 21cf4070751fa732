"""What a return that was handed in locks in the register.

From submitting on the counts of the bag stay as they were handed in, whatever page one
comes from; a closed round takes nothing more. The rule:
docs/rules/collection-ladder.md.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from bagana.collection.models import Return
from bagana.collection.rows import WRITING
from bagana.registers.models import Census
from bagana.territory.models import Unit


def handed_in(census: Census, unit: Unit) -> str | None:
    """Why counts of the census in the bag cannot be changed; None when they can."""
    returns = Return.objects.filter(round__census=census, unit=unit)
    for one in returns.select_related("round"):
        if one.round.closed_at is not None:
            return _("«%s» цуглуулалт хаагдсан.") % one.round.title
        if one.state not in WRITING:
            state = str(one.get_state_display())
            return _("Багийн мэдээ «%s» төлөвт байгаа тул түгжээтэй.") % state
    return None
