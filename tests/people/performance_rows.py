"""An office with criteria: a governor with an account, and his sum's officer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from bagana.accounts.models import User
from bagana.indicators.models import Indicator, Publication
from bagana.people.actions.performance import (
    draft_agreement,
    promise,
    sign_agreement,
)
from bagana.people.actions.performance_judging import assess, close_assessment
from bagana.people.models import (
    Agreement,
    Appointment,
    CriteriaSet,
    Criterion,
    Party,
)
from bagana.territory.models import Unit
from tests.factories import make_indicator, make_observation

YEAR = 2025
CLOSED = date(2026, 1, 10)
WEIGHTS = {Party.SELF: 20, Party.SUM: 40, Party.CITIZENS: 20, Party.FIGURES: 20}


def make_criteria(**fields: Any) -> CriteriaSet:
    """Four criteria, one a party; citizens 1 to 5, figures 0 to 100."""
    values = {"title_mn": "Жишээ шалгуур", "valid_from": date(2020, 1, 1)}
    row = CriteriaSet.objects.create(**(values | fields))
    scales: dict[str, Any] = {
        Party.CITIZENS: {"worst": 1, "best": 5},
        Party.FIGURES: {"worst": 0, "best": 100},
    }
    for position, (party, weight) in enumerate(WEIGHTS.items(), start=1):
        more = dict(scales.get(party, {}))
        if more:
            more["indicator"] = make_indicator(f"judge-{party.value}", decimals=2)
        Criterion.objects.create(
            criteria=row,
            position=position,
            title_mn=f"Шалгуур {position}",
            title_en=f"Criterion {position}",
            party=party,
            weight=weight,
            **more,
        )
    return row


@dataclass
class Sides:
    """The two who sign, and what they sign for."""

    officer: User
    official: User
    held: Appointment

    def item(self, row: Agreement, party: str) -> Criterion:
        return row.criteria.items.get(party=party)

    def drafted(self, year: int = YEAR) -> Agreement:
        """One promise, nobody's signature."""
        row = draft_agreement(user=self.officer, appointment=self.held, year=year)
        item = self.item(row, Party.SUM)
        promise(user=self.officer, agreement=row, criterion=item, text="Тайлагнана")
        return row

    def signed(self, year: int = YEAR) -> Agreement:
        row = self.drafted(year)
        sign_agreement(user=self.officer, agreement=row, on=date(2025, 1, 20))
        return sign_agreement(user=self.official, agreement=row, on=date(2025, 1, 20))

    def judged(self, own: float = 90, by_sum: float = 70) -> Agreement:
        row = self.signed()
        for user, party, score in (
            (self.official, Party.SELF, own),
            (self.officer, Party.SUM, by_sum),
        ):
            assess(
                user=user,
                agreement=row,
                criterion=self.item(row, party),
                score=score,
                note="Тайлан",
            )
        return row

    def closed(self, **scores: float) -> Agreement:
        row = self.judged(**scores)
        return close_assessment(user=self.officer, agreement=row, on=CLOSED)


def publish_figure(unit: Unit, party: str, value: float, year: int = YEAR) -> None:
    """The published figure of a whole year by which a party's criterion is judged."""
    indicator = Indicator.objects.get(code=f"judge-{party}")
    publication = Publication.objects.create(title="Тоо", rows=1, sha256="")
    make_observation(
        indicator, unit, year, value, status="published", publication=publication
    )
