"""What of re-drawings rests on an act: its page lists decisions and returns."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from bagana.acts.founded import Founded
from bagana.acts.models import Act
from bagana.redistricting.models import Proposal, ProposalState, ProposalStep


def of_proposals(act: Act) -> Iterable[Founded]:
    """Steps taken under the act, of proposals that were published once."""
    steps = ProposalStep.objects.filter(
        act=act, proposal__published_at__isnull=False
    ).select_related("proposal")
    for step in steps:
        yield Founded(
            on=step.done_on,
            what=_what(step),
            title=step.proposal.title,
            url=address(step.proposal),
        )


def _what(step: ProposalStep) -> str:
    if step.is_return:
        return _("буцаасан шинэчлэн зохион байгуулах санал")
    if step.state == ProposalState.WITHDRAWN:
        return _("татан авсан шинэчлэн зохион байгуулах санал")
    if step.state in (ProposalState.DECIDED, ProposalState.ENACTED):
        return _("багуудыг шинэчлэн зохион байгуулах шийдвэр")
    return _("сумын Хурал дэмжсэн шинэчлэн зохион байгуулах санал")


def address(proposal: Proposal) -> str:
    """The public page; the portal lies above and may be absent in a part of it."""
    try:
        return reverse("portal:redrawing", args=[proposal.code])
    except NoReverseMatch:
        return ""
