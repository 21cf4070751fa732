"""Where a proposal stands, and what a plan does to a bag, in plain sentences."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bagana.engines import mongolian
from bagana.redistricting.models import Proposal, ProposalState
from bagana.redistricting.queries.public import BagStory, Part
from bagana.web import words
from bagana.web.procedures import Window


def state_words(proposal: Proposal, window: Window) -> str:
    """One sentence for everybody: what is going on, until when."""
    if proposal.state == ProposalState.HEARING and window.ends is not None:
        if window.is_open:
            told = _("Иргэдийн саналыг %(day)s өдрийг дуустал авч байна.")
        else:
            told = _(
                "Санал авах хугацаа %(day)s өдөр дууссан, саналуудыг нэгтгэж байна."
            )
        return told % {"day": words.short_date(window.ends)}
    if proposal.effective_on is not None:
        return _dated(proposal)
    return str(
        {
            ProposalState.DRAFT: _(
                "Хурлаас буцаасан тул хувилбаруудыг дахин бэлтгэж байна."
            ),
            ProposalState.SUM: _(
                "Сумын Хуралд өргөн барьсан, шийдвэрийг хүлээж байна."
            ),
            ProposalState.AIMAG: _(
                "Сумын Хурал дэмжсэн, аймгийн Хурлын шийдвэрийг хүлээж байна."
            ),
            ProposalState.WITHDRAWN: _("Саналыг татан авсан: багууд хэвээр үлдэнэ."),
        }.get(ProposalState(proposal.state), proposal.get_state_display())
    )


def _dated(proposal: Proposal) -> str:
    day = {"day": words.short_date(proposal.effective_on or proposal.made_at)}
    if proposal.state == ProposalState.ENACTED:
        return _("%(day)s өдрөөс багууд шинэ заагаар ажиллаж байна.") % day
    if proposal.state == ProposalState.WITHDRAWN:
        return _("Саналыг татан авсан: багууд хэвээр үлдэнэ.")
    return _("Аймгийн Хурал шийдсэн: %(day)s өдрөөс хэрэгжинэ.") % day


def bag_words(story: BagStory) -> str:
    """What changes for a bag, in one or two sentences."""
    if not story.is_touched:
        return _("%(bag)s: энэ хувилбарт юу ч өөрчлөгдөхгүй.") % {"bag": story.name}
    leaving = [part for part in story.parts if not part.stays]
    told = [] if leaving or story.ends else [f"{story.name}:"]
    if story.ends:
        told.append(_("%(bag)s татан буугдана.") % {"bag": story.name})
    if leaving:
        told.append(
            _("%(bag)s: %(households)s өрх, %(people)s хүн өөр багт шилжинэ.")
            % {"bag": story.name, **_numbers(leaving)}
        )
    if story.coming:
        told.append(
            _("Өөр багаас %(households)s өрх, %(people)s хүн нэмэгдэнэ.")
            % _numbers(list(story.coming))
        )
    return " ".join(told)


def _numbers(parts: list[Part]) -> dict[str, str]:
    if any(part.count.is_withheld for part in parts):
        few = _("цөөн")
        return {"households": few, "people": few}
    return {
        "households": _total([part.count.households for part in parts]),
        "people": _total([part.count.population for part in parts]),
    }


def _total(values: list[int | None]) -> str:
    """A sum of which a part is not known is not known."""
    if any(value is None for value in values):
        return words.missing()
    return mongolian.format_number(sum(value or 0 for value in values))
