"""The order in which the programme comes about."""

from __future__ import annotations

from django.db import transaction

from bagana.accounts.models import User
from bagana.acts.models import Act
from bagana.demo.programme.book import book_money, reach_milestones
from bagana.demo.programme.evaluating import evaluate, hear_citizens
from bagana.demo.programme.evidence import add_photos, link_figures
from bagana.demo.programme.founding import found, take_in_plan
from bagana.demo.programme.monitoring import hold_rounds
from bagana.demo.programme.proposals import follow_fund
from bagana.demo.programme.targets import set_targets
from bagana.programme.founding import found_scales
from bagana.programme.models import Programme


@transaction.atomic
def begin_programme(user: User, acts: dict[str, Act]) -> Programme:
    """The programme and its text, as it was approved: before there are figures."""
    found_scales()
    return found(user, acts)


@transaction.atomic
def build_programme(user: User, programme: Programme, acts: dict[str, Act]) -> None:
    """Everything that was done under it, which stands on published figures."""
    take_in_plan(user, programme)
    reach_milestones(user, programme)
    follow_fund(user, programme, acts)
    book_money(user, programme)
    add_photos(user, programme)
    link_figures(user, programme)
    set_targets(user, programme, acts)
    hold_rounds(user, programme)
    hear_citizens(user, programme)
    evaluate(user, programme, acts)
