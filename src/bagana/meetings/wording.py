"""The words of a draft resolution, from the agenda item and its vote.

Official papers are Mongolian whatever language the page is read in.
"""

from __future__ import annotations

from bagana.engines.mongolian import format_number
from bagana.meetings.actions.voting import AGAINST, FOR
from bagana.meetings.models import AgendaItem, Ballot, BallotKind, ItemKind, Meeting

DECIDED = {
    ItemKind.REPORT: "Тайланг хэлэлцэж, дэмжсүгэй.",
    ItemKind.NOMINATION: "{names}-г багийн Засаг даргад нэр дэвшүүлсүгэй.",
    ItemKind.ELECTION: "{names}-г сонгосугай.",
    ItemKind.PROPOSALS: "Иргэдийн саналыг хавсралтаар эрэмбэлсүгэй.",
    ItemKind.PASTURE: "Бэлчээр, хадлан, нүүдлийн зохицуулалтыг баталсугай.",
    ItemKind.OPINION: "Нэгжийн өөрчлөлтийн саналыг дэмжсүгэй.",
}


def basis_of(meeting: Meeting, item: AgendaItem, ballot: Ballot | None) -> str:
    """«…-г үндэслэн»: the law of the meeting's rule, and the count of the vote."""
    law, about = meeting.rule.law_mn.strip(), f"«{item.title_mn}» асуудлыг хэлэлцэж"
    if ballot is not None and ballot.closed_at is not None:
        named = ", ".join(filter(None, (law, f"{_count_of(ballot)}г")))
    else:
        named = f"{law}-г" if law else ""
    return f"{about}, {named} үндэслэн" if named else about


def _count_of(ballot: Ballot) -> str:
    """Of those who could vote, how many chose what was chosen."""
    votes = sum(one.votes or 0 for one in ballot.options.all() if one.is_chosen)
    held = f"{'нууц' if ballot.kind == BallotKind.SECRET else 'ил'} санал хураалтын дүн"
    if not ballot.present or not votes:
        return held
    return (
        f"{format_number(ballot.present)} саналын эрхтнээс {format_number(votes)} буюу "
        f"{100 * votes / ballot.present:.1f} хувь нь дэмжсэн {held}"
    )


def text_of(item: AgendaItem, ballot: Ballot | None) -> str:
    """The first clause, as the kind of item words it, with the names of the chosen;
    of a lone candidate, who is voted for or against, the name is left to be filled."""
    plain = (FOR[0], AGAINST[0])
    names = (
        [
            one.label_mn
            for one in ballot.options.all()
            if one.is_chosen and one.label_mn not in plain
        ]
        if ballot is not None
        else []
    )
    worded = DECIDED.get(ItemKind(item.kind), f"«{item.title_mn}» асуудлыг дэмжсүгэй.")
    return "1. " + worded.replace("{names}", ", ".join(names) or "…")
