"""The Local Development Fund in one bag: proposed, ranked, costed, decided, told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from bagana.accounts.models import User
from bagana.acts.models import Act
from bagana.demo.programme.book import measures_of
from bagana.demo.tables import Row, table
from bagana.programme.actions.proposal_decisions import (
    cost_proposal,
    decide_proposals,
    fund_proposal,
    report_back,
)
from bagana.programme.actions.proposals import rank_proposals, receive_proposal
from bagana.programme.models import Programme, Proposal
from bagana.territory.models import Unit

BAG, YEAR = "432259", 2022
TOLD = (
    "Сумын хурал танхимын өргөтгөл, худгийн засварыг баталсан; гэрэлтүүлэг, тоглоомын"
    " талбайг дараа жил дахин хэлэлцэнэ. (жишээ)"
)
TOLD_ON = date(2022, 3, 4)


def follow_fund(user: User, programme: Programme, acts: Mapping[str, Act]) -> None:
    rows = table("programme/proposals.csv")
    received = {row["key"]: _receive(user, programme, row) for row in rows}
    ranked = {row["key"]: row for row in rows if row["cost"]}
    bag = Unit.objects.get(code=BAG)
    rank_proposals(
        user=user,
        unit=bag,
        year=YEAR,
        ordered=[received[key] for key in ranked],
        act=acts["tunkhel_meeting_2021"],
    )
    for key, row in ranked.items():
        cost = Decimal(row["cost"])
        cost_proposal(
            user=user, proposal=received[key], cost=cost, on=date(2021, 10, 20)
        )
    approved = [key for key, row in ranked.items() if row["approved"] == "1"]
    decide_proposals(
        user=user,
        unit=bag,
        year=YEAR,
        act=acts["mandal_ldf_2021"],
        approved=[received[key].pk for key in approved],
    )
    measures = measures_of(programme)
    sum_ = Unit.objects.get(code=BAG[:4])
    for key, row in ranked.items():
        if row["measure"]:
            fund_proposal(
                user=user,
                proposal=received[key],
                measure=measures[row["measure"]],
                spender=sum_,
            )
    report_back(user=user, unit=bag, year=YEAR, text=TOLD, on=TOLD_ON)


def _receive(user: User, programme: Programme, row: Row) -> Proposal:
    return receive_proposal(
        user=user,
        programme=programme,
        unit=Unit.objects.get(code=row["unit"]),
        year=int(row["year"]),
        title=row["title"],
        title_en=row["title_en"],
        supporters=int(row["supporters"]),
        channel=row["channel"],
        received_on=date.fromisoformat(row["received_on"]),
        is_illustrative=True,
    )
